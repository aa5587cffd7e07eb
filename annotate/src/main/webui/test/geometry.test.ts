import { expect, test } from 'vitest';
import { affineFrom, apply, box, clamp, invert, lengthText, scaleOf } from '../src/model/geometry';
import { alongImage } from '../src/view/pen';

test('a map takes its three points where they go, and its inverse takes them back', () => {
  // Turned by 90° to the right, twice as large, moved.
  const map = affineFrom([100, 20], [100, 22], [98, 20]);
  expect(apply(map, [0, 0])).toEqual([100, 20]);
  expect(apply(map, [10, 5])).toEqual([90, 40]);
  expect(apply(invert(map), [90, 40])).toEqual([10, 5]);
  expect(scaleOf(map)).toBe(2);
});

test('an image without extent on the screen has no pixels', () => {
  expect(() => invert(affineFrom([5, 5], [5, 5], [5, 5]))).toThrow(RangeError);
});

test('an arrow moves along the screen however the image is turned', () => {
  const upright = affineFrom([0, 0], [2, 0], [0, 2]);
  const right = affineFrom([0, 0], [0, 2], [-2, 0]);
  expect(alongImage(upright, 'ArrowRight')).toEqual([1, 0]);
  expect(apply(right, alongImage(right, 'ArrowRight'))[0]).toBe(2);
  expect(apply(right, alongImage(right, 'ArrowUp'))[1]).toBe(-2);
});

test('a box has its corners in order', () => {
  expect(box([9, 2], [3, 7])).toEqual([[3, 2], [9, 7]]);
});

test('points stay in the image', () => {
  expect(clamp([-1, 700], 640, 480)).toEqual([0, 480]);
});

test('a length is in millimetres where the pixels have a size, each direction by its own', () => {
  expect(lengthText([0, 0], [3, 4], { row: 0.5, column: 0.5 })).toBe('2.5 mm');
  expect(lengthText([0, 0], [3, 4], { row: 2, column: 1 })).toBe('8.5 mm');
  expect(lengthText([0, 0], [3, 4], null)).toBe('5.0 px');
});

