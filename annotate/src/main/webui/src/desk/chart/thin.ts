export interface Point {
  x: number;
  y: number;
  /** Bounds of the 95 % interval. */
  low?: number;
  high?: number;
}

/**
 * As many points as a picture has room for, spikes kept: of each of `buckets` equal shares of the points the lowest and the
 * highest, in their order, besides the first and the last of all.
 */
export function thin(points: readonly Point[], buckets: number): readonly Point[] {
  if (points.length <= 2 * buckets + 2) {
    return points;
  }
  const inner = points.slice(1, -1);
  const kept: Point[] = [points[0] as Point];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * inner.length) / buckets);
    const to = Math.floor(((bucket + 1) * inner.length) / buckets);
    let [lowest, highest] = [from, from];
    for (let i = from; i < to; i++) {
      lowest = (inner[i] as Point).y < (inner[lowest] as Point).y ? i : lowest;
      highest = (inner[i] as Point).y > (inner[highest] as Point).y ? i : highest;
    }
    const both = lowest === highest ? [lowest] : [lowest, highest].sort((a, b) => a - b);
    kept.push(...both.map((i) => inner[i] as Point));
  }
  kept.push(points[points.length - 1] as Point);
  return kept;
}

/** Index of the point whose x is nearest; points are in order of x. */
export function nearest(xs: readonly number[], x: number): number {
  let [low, high] = [0, xs.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] as number) < x) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const before = xs[low - 1];
  return before !== undefined && x - before <= (xs[low] as number) - x ? low - 1 : low;
}
