import { expect, test } from 'vitest';
import type { Mark, Shape } from '../src/api/types';
import { Drawing, withMark } from '../src/model/drawing';
import { decode, painted } from '../src/model/masks';

const begin = (shape: Shape, before: Mark | null = null): Drawing =>
  new Drawing({ shape, finding: 'f', instance: '1.2', frame: 1, rows: 100, columns: 200 }, [50, 40], before, 2, () => 'id');

test('two corners make a box, in whichever order', () => {
  const drawing = begin('box');
  expect(drawing.press()).toBeNull();
  drawing.moveBy(-20, 10);
  expect(drawing.press()).toEqual({
    id: 'id', finding: 'f', shape: 'box', instance: '1.2', frame: 1, points: [[30, 40], [50, 50]],
  });
});

test('a box without extent is not made', () => {
  const drawing = begin('box');
  drawing.press();
  expect(drawing.press()).toBeNull();
  drawing.moveBy(5, 5);
  expect(drawing.press()?.points).toEqual([[50, 40], [55, 45]]);
});

test('pressing twice closes a polygon, once it has three vertices', () => {
  const drawing = begin('polygon');
  drawing.press();
  expect(drawing.press()).toBeNull();
  drawing.moveBy(10, 0);
  drawing.press();
  expect(drawing.close()).toBeNull();
  drawing.moveBy(0, 10);
  drawing.press();
  expect(drawing.press()?.points).toEqual([[50, 40], [60, 40], [60, 50]]);
});

test('the cursor stays on the image', () => {
  const drawing = begin('length');
  drawing.press();
  drawing.moveBy(1000, 1000);
  expect(drawing.press()?.points).toEqual([[50, 40], [200, 100]]);
});

test('the brush paints while it is down, goes on with a mask, and erases it', () => {
  const drawing = begin('mask');
  drawing.press();
  drawing.moveBy(20, 0);
  const mark = drawing.press() as Mark;
  expect(painted(decode(mark.mask!))).toEqual({ left: 48, top: 38, right: 72, bottom: 42 });

  const eraser = begin('mask', mark);
  eraser.erasing = true;
  eraser.resizeBrush(100);
  eraser.press();
  eraser.moveBy(30, 0);
  const erased = eraser.press() as Mark;
  expect(erased.mask?.runs).toEqual([20_000]);
  expect(withMark([mark], erased)).toEqual([]);
});
