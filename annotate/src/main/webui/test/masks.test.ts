import { expect, test } from 'vitest';
import { area, decode, emptyBitmap, encode, painted, stroke } from '../src/model/masks';

const bitmap = (...rows: string[]) => ({
  rows: rows.length,
  columns: rows[0]!.length,
  data: Uint8Array.from(rows.join(''), Number),
});

test('runs go row by row and begin with zeros', () => {
  expect(encode(bitmap('0011', '1000')).runs).toEqual([2, 3, 3]);
  expect(encode(bitmap('1000', '0001')).runs).toEqual([0, 1, 6, 1]);
  expect(encode(bitmap('0000', '0000')).runs).toEqual([8]);
  expect(encode(bitmap('11', '11')).runs).toEqual([0, 4]);
});

test('decoding gives back what was encoded', () => {
  let seed = 7;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
  for (let trial = 0; trial < 50; trial++) {
    const mask = emptyBitmap(1 + Math.floor(random() * 9), 1 + Math.floor(random() * 9));
    mask.data.forEach((_, at) => (mask.data[at] = random() < 0.4 ? 1 : 0));
    const runs = encode(mask);
    expect(runs.runs.reduce((a, b) => a + b)).toBe(mask.rows * mask.columns);
    expect(runs.runs.slice(1).every((run) => run > 0)).toBe(true);
    expect(decode(runs)).toEqual(mask);
  }
});

test('runs that do not add up are refused', () => {
  expect(() => decode({ rows: 2, columns: 2, runs: [1, 2] })).toThrow(RangeError);
});

test('a brush takes the pixels whose centres it covers', () => {
  const mask = emptyBitmap(5, 5);
  stroke(mask, [2.5, 2.5], [2.5, 2.5], 1, 1);
  expect(mask).toEqual(bitmap('00000', '00100', '01110', '00100', '00000'));
});

test('a stroke has no gaps, stays in the image and can be erased', () => {
  const mask = emptyBitmap(4, 6);
  stroke(mask, [-3, 1.5], [20, 1.5], 0.5, 1);
  expect(mask).toEqual(bitmap('000000', '111111', '000000', '000000'));
  expect(painted(mask)).toEqual({ left: 0, top: 1, right: 6, bottom: 2 });
  stroke(mask, [0.5, 1.5], [4.5, 1.5], 0.5, 0);
  expect(area(mask)).toBe(1);
  expect(painted(mask)).toEqual({ left: 5, top: 1, right: 6, bottom: 2 });
  expect(painted(emptyBitmap(3, 3))).toBeNull();
});
