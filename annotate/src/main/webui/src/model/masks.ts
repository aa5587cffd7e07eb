import type { RunMask } from '../api/types';

/** A mask as it is drawn: one byte a pixel, row by row, 0 or 1. */
export interface Bitmap {
  rows: number;
  columns: number;
  data: Uint8Array;
}

export interface Region {
  left: number;
  top: number;
  /** Exclusive. */
  right: number;
  bottom: number;
}

export function emptyBitmap(rows: number, columns: number): Bitmap {
  return { rows, columns, data: new Uint8Array(rows * columns) };
}

/** Run lengths row by row; the first run is of zeros and may be 0 long, no other is. They add up to rows × columns. */
export function encode(bitmap: Bitmap): RunMask {
  const { data } = bitmap;
  const runs: number[] = [];
  let value = 0;
  let start = 0;
  for (let i = 0; i <= data.length; i++) {
    if (i === data.length || data[i] !== value) {
      runs.push(i - start);
      start = i;
      value = 1 - value;
    }
  }
  return { rows: bitmap.rows, columns: bitmap.columns, runs };
}

/** @throws RangeError when the runs do not add up to the size */
export function decode(mask: RunMask): Bitmap {
  const bitmap = emptyBitmap(mask.rows, mask.columns);
  let at = 0;
  mask.runs.forEach((run, index) => {
    if (index % 2 === 1) {
      bitmap.data.fill(1, at, at + run);
    }
    at += run;
  });
  if (at !== bitmap.data.length) {
    throw new RangeError(`The runs of a mask add up to ${at} pixels instead of ${bitmap.data.length}`);
  }
  return bitmap;
}

/**
 * Paints (1) or erases (0) every pixel whose centre is within a radius, in pixels, of the line from (x0, y0) to (x1, y1).
 * The pixel under the pointer is always taken, so that a brush of less than a pixel still paints.
 */
export function stroke(
  bitmap: Bitmap,
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  radius: number,
  value: 0 | 1,
): void {
  const { rows, columns, data } = bitmap;
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - radius));
  const bottom = Math.min(rows - 1, Math.floor(Math.max(y0, y1) + radius));
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - radius));
  const right = Math.min(columns - 1, Math.floor(Math.max(x0, x1) + radius));
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const [px, py] = [column + 0.5 - x0, row + 0.5 - y0];
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
      const [ex, ey] = [px - along * dx, py - along * dy];
      if (ex * ex + ey * ey <= radius * radius) {
        data[row * columns + column] = value;
      }
    }
  }
  const [column, row] = [Math.floor(x1), Math.floor(y1)];
  if (column >= 0 && column < columns && row >= 0 && row < rows) {
    data[row * columns + column] = value;
  }
}

/** The smallest rectangle around what is painted; null when nothing is. */
export function painted(bitmap: Bitmap): Region | null {
  const { rows, columns, data } = bitmap;
  let [left, top, right, bottom] = [columns, rows, 0, 0];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (data[row * columns + column]) {
        left = Math.min(left, column);
        right = Math.max(right, column + 1);
        top = Math.min(top, row);
        bottom = Math.max(bottom, row + 1);
      }
    }
  }
  return right === 0 ? null : { left, top, right, bottom };
}

export function area(bitmap: Bitmap): number {
  return bitmap.data.reduce((sum, value) => sum + value, 0);
}
