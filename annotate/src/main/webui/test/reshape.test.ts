import { expect, test } from 'vitest';
import type { Mark, Point } from '../src/api/types';
import { decode, emptyBitmap, encode, painted } from '../src/model/masks';
import { handlesOf, moved, reshaped } from '../src/model/reshape';

const SIZE = { rows: 20, columns: 30 };
const mark = (shape: Mark['shape'], ...points: Point[]): Mark => ({ id: 'm', finding: 'f', shape, instance: 'i', frame: 1, points });
const box = mark('box', [2, 3], [10, 8]);

test('a box is taken by its corners, and stays upright whichever way a corner goes', () => {
  expect(handlesOf(box)).toEqual([[2, 3], [10, 3], [10, 8], [2, 8]]);
  expect(reshaped(box, 1, [12, 1], SIZE).points).toEqual([[2, 1], [12, 8]]);
  expect(reshaped(box, 0, [15, 12], SIZE).points).toEqual([[10, 8], [15, 12]]);
  expect(reshaped(box, 2, [99, 99], SIZE).points).toEqual([[2, 3], [30, 20]]);
});

test('one vertex goes, the others stay', () => {
  const polygon = mark('polygon', [1, 1], [5, 1], [5, 5]);
  expect(reshaped(polygon, 2, [6.128, 7], SIZE).points).toEqual([[1, 1], [5, 1], [6.13, 7]]);
  expect(handlesOf(polygon)).toHaveLength(3);
});

test('a mark moves as a whole, and not beyond the image', () => {
  expect(moved(box, 3, -1, SIZE).points).toEqual([[5, 2], [13, 7]]);
  expect(moved(box, -50, 50, SIZE).points).toEqual([[0, 15], [8, 20]]);
  expect(moved(mark('length', [1, 1], [4, 5]), 2, 2, SIZE).points).toEqual([[3, 3], [6, 7]]);
});

test('a mask moves by whole pixels with every pixel it has', () => {
  const bitmap = emptyBitmap(6, 8);
  [9, 10, 18].forEach((at) => (bitmap.data[at] = 1));
  const mask: Mark = { ...mark('mask'), mask: encode(bitmap) };
  const to = decode(moved(mask, 2.4, 1, SIZE).mask!);
  expect([...to.data.keys()].filter((at) => to.data[at])).toEqual([19, 20, 28]);
  expect(painted(decode(moved(mask, 99, -99, SIZE).mask!))).toEqual({ left: 6, top: 0, right: 8, bottom: 2 });
  expect(handlesOf(mask)).toEqual([]);
});
