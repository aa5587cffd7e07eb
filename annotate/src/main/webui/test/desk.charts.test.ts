import { expect, test } from 'vitest';
import { described, readAt } from '../src/desk/chart/describe';
import { extent, linear, logarithmic, padded, ticks } from '../src/desk/chart/scale';
import { nearest, thin } from '../src/desk/chart/thin';

test('ticks are those that d3-array 3.2.4 gives', () => {
  expect(ticks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticks([0.5, 0.93], 5)).toEqual([0.5, 0.6, 0.7, 0.8, 0.9]);
  expect(ticks([0, 1223], 4)).toEqual([0, 200, 400, 600, 800, 1000, 1200]);
  expect(ticks([4.1, 4.9], 5)).toEqual([4.2, 4.4, 4.6, 4.8]);
  expect(ticks([0, 0.0003], 4)).toEqual([0, 0.0001, 0.0002, 0.0003]);
  expect(ticks([-3, 7], 5)).toEqual([-2, 0, 2, 4, 6]);
  expect(ticks([2, 2], 5)).toEqual([2]);
});

test('a linear scale goes through both ends, upwards too', () => {
  const y = linear([10, 20], [200, 0]);
  expect([y(10), y(15), y(20)]).toEqual([200, 100, 0]);
});

test('a logarithmic scale gives each power of ten as much room', () => {
  const x = logarithmic([0.01, 1], [0, 200]);
  expect([0.01, 0.1, 1].map((value) => Math.round(x(value)))).toEqual([0, 100, 200]);
  expect(x.ticks).toEqual([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]);
});

test('what is not a number has no place in an extent, and one value has room around it', () => {
  expect(extent([3, null, NaN, Infinity, undefined, -1])).toEqual([-1, 3]);
  expect(extent([null])).toBeNull();
  expect(padded([5, 5])).toEqual([4.5, 5.5]);
  expect(padded([0, 0])).toEqual([-1, 1]);
});

test('a thinned curve keeps its ends and its spikes, in order', () => {
  const points = Array.from({ length: 10_001 }, (_, x) => ({ x, y: x === 4321 ? 99 : x === 7777 ? -99 : Math.sin(x) }));
  const few = thin(points, 100);
  expect(few.length).toBeLessThanOrEqual(202);
  expect(few[0]?.x).toBe(0);
  expect(few.at(-1)?.x).toBe(10_000);
  expect(few.filter((point) => Math.abs(point.y) === 99).map((point) => point.x)).toEqual([4321, 7777]);
  expect(few.map((point) => point.x)).toEqual(few.map((point) => point.x).sort((a, b) => a - b));
  expect(thin(points.slice(0, 202), 100)).toHaveLength(202);
});

test('the nearest value is read, of two as near the first', () => {
  const xs = [0, 10, 20, 100];
  expect([-5, 4, 5, 6, 61, 1000].map((x) => nearest(xs, x))).toEqual([0, 0, 0, 1, 3, 3]);
});

test('a chart says what it shows', () => {
  const series = [{ name: 'loss', points: [{ x: 1, y: 4.9 }, { x: 2, y: 5.25 }, { x: 500, y: 3.1 }] }, { name: 'none', points: [] }];
  expect(described(series, 'step')).toBe(
    'loss: 3 values from 4.9 at step 1 to 3.1 at 500, lowest 3.1, highest 5.25.',
  );
  expect(readAt(series, 2)).toEqual([{ name: 'loss', index: 0, point: { x: 2, y: 5.25 } }]);
});
