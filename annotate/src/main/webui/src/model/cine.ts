import { type Attributes, numbers } from './spacing';

const FRAME_RATE = '00082144';
const CINE_RATE = '00180040';
const FRAME_TIME = '00181063';
const TIMES = '00181065';
const USUAL = 100;
const [FASTEST, SLOWEST] = [20, 2000];

/**
 * How long a frame is to be shown, in milliseconds: by Recommended Display Frame Rate or Cine Rate, else as it was taken by
 * Frame Time or the mean of Frame Time Vector (PS3.3 C.7.6.5), else a tenth of a second; never less than 20 ms.
 */
export function frameTime(attributes: Attributes): number {
  const rate = first(attributes, FRAME_RATE) ?? first(attributes, CINE_RATE);
  const time = rate ? 1000 / rate : (first(attributes, FRAME_TIME) ?? mean((numbers(attributes, TIMES) ?? []).slice(1)) ?? USUAL);
  return Math.max(FASTEST, Math.min(time, SLOWEST));
}

function first(attributes: Attributes, tag: string): number | null {
  const [value = 0] = numbers(attributes, tag) ?? [];
  return value > 0 ? value : null;
}

function mean(values: number[]): number | null {
  const sum = values.reduce((so, value) => so + value, 0);
  return sum > 0 ? sum / values.length : null;
}
