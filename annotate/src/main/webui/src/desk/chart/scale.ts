/** From values to places on the screen, and the round values to write beside them. */

export interface Scale {
  (value: number): number;
  readonly ticks: readonly number[];
}

type Range = readonly [from: number, to: number];

/** Lowest and highest of what is finite; null when nothing is. */
export function extent(values: Iterable<number | null | undefined>): [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (typeof value === 'number' && Number.isFinite(value)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return low <= high ? [low, high] : null;
}

/** Multiples of 1, 2 or 5 times a power of ten within the bounds, about as many as wanted. */
export function ticks([from, to]: Range, wanted: number): number[] {
  const rough = (to - from) / Math.max(1, wanted);
  if (!(rough > 0)) {
    return [from];
  }
  const power = Math.floor(Math.log10(rough));
  const error = rough / 10 ** power;
  const factor = error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.SQRT2 ? 2 : 1;
  const [first, last] = [from, to].map((bound) => bound / (factor * 10 ** power)) as [number, number];
  const all: number[] = [];
  // Adding 0 makes 0 of -0.
  for (let i = Math.ceil(first - 1e-9) + 0; i <= last + 1e-9; i++) {
    // A division by a whole power keeps 0.3 from becoming 0.30000000000000004.
    all.push(power < 0 ? (i * factor) / 10 ** -power : i * factor * 10 ** power);
  }
  return all;
}

/** Where all values are the same there is room around them. */
export function padded([from, to]: Range, part = 0.06): [number, number] {
  const room = to > from ? part * (to - from) : Math.abs(from) * 0.1 || 1;
  return [from - room, to + room];
}

export function linear(domain: Range, [start, end]: Range, wanted = 5): Scale {
  const [from, to] = domain;
  const place = (value: number): number => start + ((value - from) / (to - from || 1)) * (end - start);
  return Object.assign(place, { ticks: ticks(domain, wanted) });
}

/** Of positive numbers; the ticks are 1, 2 and 5 of each power of ten, or fewer. */
export function logarithmic([from, to]: Range, [start, end]: Range): Scale {
  const [low, high] = [Math.log10(from), Math.log10(to)];
  const place = (value: number): number => start + ((Math.log10(value) - low) / (high - low || 1)) * (end - start);
  const steps = high - low > 3 ? [1] : [1, 2, 5];
  const all: number[] = [];
  for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
    all.push(...steps.map((step) => Number((step * 10 ** power).toPrecision(6))));
  }
  return Object.assign(place, { ticks: all.filter((tick) => tick >= from * (1 - 1e-9) && tick <= to * (1 + 1e-9)) });
}
