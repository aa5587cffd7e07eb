import { count, figure, interval } from '../format';
import type { Point } from './thin';

export interface Series {
  name: string;
  points: readonly Point[];
}

/** What a chart shows, in words, for who does not see it. */
export function described(series: readonly Series[], xLabel: string): string {
  return series
    .filter((one) => one.points.length > 0)
    .map(({ name, points }) => {
      const [first, last] = [points[0] as Point, points[points.length - 1] as Point];
      const ys = points.map((point) => point.y);
      return `${name}: ${count(points.length)} values from ${figure(first.y)} at ${xLabel} ${figure(first.x)} to ${figure(last.y)} at ${figure(last.x)}, `
        + `lowest ${figure(Math.min(...ys))}, highest ${figure(Math.max(...ys))}.`;
    })
    .join(' ');
}

export const valueOf = (point: Point): string =>
  point.low === undefined ? figure(point.y) : interval(point.y, point.low, point.high);

/** The values at one place, of the lines that have any there. */
export function readAt(series: readonly Series[], x: number): { name: string; index: number; point: Point }[] {
  return series.flatMap(({ name, points }, index) => {
    const point = points.find((one) => one.x === x);
    return point ? [{ name, index, point }] : [];
  });
}
