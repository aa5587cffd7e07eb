import type { Mark, Point, Shape } from '../api/types';
import { box, clamp, hasExtent, rounded } from './geometry';
import { type Bitmap, decode, emptyBitmap, encode, stroke } from './masks';

/** What is being drawn, and on what. */
export interface Subject {
  shape: Shape;
  finding: string;
  instance: string;
  frame: number;
  rows: number;
  columns: number;
}

const SMALLEST_BRUSH = 0.5;

/**
 * A mark while it is drawn, by keyboard or pointer alike: a cursor that is moved, and a press that sets a corner, a vertex
 * or the brush down. Works in image pixels.
 */
export class Drawing {
  cursor: Point;
  points: Point[] = [];
  painting = false;
  erasing = false;
  readonly bitmap: Bitmap | null;

  constructor(
    readonly subject: Subject,
    start: Point,
    /** The mask that the brush goes on with. */
    private readonly before: Mark | null,
    public radius: number,
    private readonly newId: () => string,
  ) {
    const { rows, columns, shape } = subject;
    this.cursor = clamp(rounded(start), columns, rows);
    this.bitmap = shape === 'mask' ? (before?.mask ? decode(before.mask) : emptyBitmap(rows, columns)) : null;
  }

  moveTo(point: Point): void {
    const from = this.cursor;
    this.cursor = clamp(rounded(point), this.subject.columns, this.subject.rows);
    if (this.painting && this.bitmap) {
      stroke(this.bitmap, from, this.cursor, this.radius, this.erasing ? 0 : 1);
    }
  }

  moveBy(right: number, down: number): void {
    this.moveTo([this.cursor[0] + right, this.cursor[1] + down]);
  }

  /** Sets a corner or vertex, or puts the brush down or up. Returns the mark when that completed it. */
  press(): Mark | null {
    if (this.bitmap) {
      return this.painting ? this.liftBrush() : this.putBrush();
    }
    const last = this.points.at(-1);
    if (this.subject.shape === 'polygon') {
      if (last && String(last) === String(this.cursor)) {
        return this.close();
      }
      this.points.push(this.cursor);
      return null;
    }
    this.points.push(this.cursor);
    return this.points.length === 2 ? this.mark() : null;
  }

  /** Closes a polygon of three vertices or more. */
  close(): Mark | null {
    return this.subject.shape === 'polygon' ? this.mark() : null;
  }

  resizeBrush(factor: number): void {
    const largest = Math.max(this.subject.rows, this.subject.columns) / 4;
    this.radius = Math.min(largest, Math.max(SMALLEST_BRUSH, Math.round(this.radius * factor * 2) / 2));
  }

  private putBrush(): null {
    this.painting = true;
    this.moveTo(this.cursor);
    return null;
  }

  private liftBrush(): Mark | null {
    this.painting = false;
    return this.mark();
  }

  /** Null when there is no extent yet; then a corner on top of the first is taken back. */
  private mark(): Mark | null {
    const { shape, finding, instance, frame } = this.subject;
    const id = this.before?.id ?? this.newId();
    const common = { id, finding, shape, instance, frame };
    if (this.bitmap) {
      return { ...common, mask: encode(this.bitmap) };
    }
    const points = shape === 'box' && this.points.length === 2 ? box(this.points[0]!, this.points[1]!) : this.points;
    const mark: Mark = { ...common, points: [...points] };
    if (!hasExtent(mark)) {
      if (shape !== 'polygon') {
        this.points.pop();
      }
      return null;
    }
    return mark;
  }
}

/** The mark in place of the one with its id; a mask from which everything was erased is gone. */
export function withMark(marks: readonly Mark[], mark: Mark): Mark[] {
  const at = marks.findIndex((other) => other.id === mark.id);
  const kept = hasExtent(mark) ? [mark] : [];
  return at < 0 ? [...marks, ...kept] : [...marks.slice(0, at), ...kept, ...marks.slice(at + 1)];
}
