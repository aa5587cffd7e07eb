import type { Mark, Point } from '../api/types';

/** Maps image pixels to places on the screen and back: x' = a·x + c·y + e, y' = b·x + d·y + f, as in CSS and SVG. */
export interface Affine {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
}

/** The map that takes (0,0), (1,0) and (0,1) where they go. */
export function affineFrom(origin: Point, right: Point, down: Point): Affine {
  return {
    a: right[0] - origin[0],
    b: right[1] - origin[1],
    c: down[0] - origin[0],
    d: down[1] - origin[1],
    e: origin[0],
    f: origin[1],
  };
}

export function apply(map: Affine, [x, y]: Point): Point {
  return [map.a * x + map.c * y + map.e, map.b * x + map.d * y + map.f];
}

/** @throws RangeError when the map is flat: the image is not on the screen */
export function invert({ a, b, c, d, e, f }: Affine): Affine {
  const area = a * d - b * c;
  if (!Number.isFinite(area) || area === 0) {
    throw new RangeError('An image without extent on the screen has no pixels under the pointer');
  }
  return {
    a: d / area,
    b: -b / area,
    c: -c / area,
    d: a / area,
    e: (c * f - d * e) / area,
    f: (b * e - a * f) / area,
  };
}

/** Screen pixels that one image pixel spans. */
export function scaleOf(map: Affine): number {
  return Math.sqrt(Math.abs(map.a * map.d - map.b * map.c));
}

/** Upper left and lower right corner of the rectangle between two points. */
export function box([x0, y0]: Point, [x1, y1]: Point): [Point, Point] {
  return [
    [Math.min(x0, x1), Math.min(y0, y1)],
    [Math.max(x0, x1), Math.max(y0, y1)],
  ];
}

/** Inside the image, edges included. */
export function clamp([x, y]: Point, columns: number, rows: number): Point {
  return [Math.min(columns, Math.max(0, x)), Math.min(rows, Math.max(0, y))];
}

/** To a hundredth of a pixel, which is finer than anybody draws and keeps drafts short. */
export function rounded([x, y]: Point): Point {
  return [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
}

/** Row spacing (down) and column spacing (across) in mm. */
export interface Spacing {
  row: number;
  column: number;
}

/** A length as it is shown: in mm where the image says how large its pixels are, else in pixels. */
export function lengthText([x0, y0]: Point, [x1, y1]: Point, spacing: Spacing | null): string {
  if (spacing === null) {
    return `${Math.hypot(x1 - x0, y1 - y0).toFixed(1)} px`;
  }
  return `${Math.hypot((x1 - x0) * spacing.column, (y1 - y0) * spacing.row).toFixed(1)} mm`;
}

/** A mark with corners that have no extent is a slip of the hand. */
export function hasExtent(mark: Mark): boolean {
  const points = mark.points ?? [];
  switch (mark.shape) {
    case 'box':
      return points.length === 2 && points[0]![0] < points[1]![0] && points[0]![1] < points[1]![1];
    case 'length':
      return points.length === 2 && (points[0]![0] !== points[1]![0] || points[0]![1] !== points[1]![1]);
    case 'polygon':
      return new Set(points.map(String)).size >= 3;
    case 'mask':
      return (mark.mask?.runs.length ?? 0) > 1;
  }
}
