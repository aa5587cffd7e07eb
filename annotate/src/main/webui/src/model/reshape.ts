import type { Mark, Point } from '../api/types';
import { box, clamp, rounded } from './geometry';
import { decode, emptyBitmap, encode, painted } from './masks';

/** Size of the image that a mark is on. */
interface Size {
  rows: number;
  columns: number;
}

/** What a mark can be taken by: the corners of a box, vertices, ends; nothing of a mask. */
export function handlesOf({ shape, points = [] }: Mark): readonly Point[] {
  const [from, to] = points;
  return shape === 'box' && from && to ? [from, [to[0], from[1]], to, [from[0], to[1]]] : points;
}

/** The mark with one of its handles at another place, within the image. */
export function reshaped(mark: Mark, handle: number, to: Point, { rows, columns }: Size): Mark {
  const place = clamp(rounded(to), columns, rows);
  const handles = handlesOf(mark);
  const opposite = handles[(handle + 2) % 4];
  if (mark.shape === 'box' && opposite) {
    return { ...mark, points: box(opposite, place) };
  }
  return { ...mark, points: handles.map((point, number) => (number === handle ? place : point)) };
}

/** The whole mark moved, as far as the image goes; a mask by whole pixels. */
export function moved(mark: Mark, right: number, down: number, size: Size): Mark {
  if (mark.mask) {
    return movedMask(mark, Math.round(right), Math.round(down));
  }
  const points = mark.points ?? [];
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const dx = Math.max(-Math.min(...xs), Math.min(right, size.columns - Math.max(...xs)));
  const dy = Math.max(-Math.min(...ys), Math.min(down, size.rows - Math.max(...ys)));
  return { ...mark, points: points.map(([x, y]) => rounded([x + dx, y + dy])) };
}

function movedMask(mark: Mark, right: number, down: number): Mark {
  const from = mark.mask && decode(mark.mask);
  const region = from && painted(from);
  if (!from || !region) {
    return mark;
  }
  const { rows, columns } = from;
  const dx = Math.max(-region.left, Math.min(right, columns - region.right));
  const dy = Math.max(-region.top, Math.min(down, rows - region.bottom));
  const to = emptyBitmap(rows, columns);
  for (let row = region.top; row < region.bottom; row++) {
    const start = row * columns + region.left;
    to.data.set(from.data.subarray(start, row * columns + region.right), start + dy * columns + dx);
  }
  return { ...mark, mask: encode(to) };
}
