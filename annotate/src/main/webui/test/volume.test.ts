import { expect, test } from 'vitest';
import type { Attributes } from '../src/model/spacing';
import type { Picture } from '../src/model/stack';
import {
  type Vector, type VolumeGrid, gridOf, middleOf, normalOf, onPicture, pictureAt, placeOf, sectionOf, stepOf, toGrid, toPatient, within,
} from '../src/model/volume';

const OBLIQUE = [0.8, 0.6, 0, 0, 0, -1];
const AXIAL = [1, 0, 0, 0, 1, 0];

const slice = (position: readonly number[], orientation: readonly number[] = AXIAL, more: Attributes = {}): Attributes => ({
  '00200032': { Value: [...position] },
  '00200037': { Value: [...orientation] },
  '00280030': { Value: [0.5, 0.75] },
  '00280002': { Value: [1] },
  '00200052': { Value: ['1.2.3'] },
  ...more,
});

function grid(slices: readonly Attributes[], size: Partial<Picture>[] = []): VolumeGrid | string {
  const pictures = slices.map((_, i): Picture => ({ series: 'E', instance: String(i), frame: 1, rows: 20, columns: 30, ...size[i] }));
  return gridOf(pictures, (picture) => slices[Number(picture.instance)]);
}

const made = (slices: readonly Attributes[]): VolumeGrid => {
  const found = grid(slices);
  expect(found).toBeTypeOf('object');
  return found as VolumeGrid;
};

const close = (a: Vector, b: Vector): void => a.forEach((value, n) => expect(value).toBeCloseTo(b[n as 0 | 1 | 2], 9));

test('slices are put in order along the normal, whatever their numbers', () => {
  const volume = made([[1, 2, 9], [1, 2, 3], [1, 2, 6], [1, 2, 0]].map((position) => slice(position)));
  expect(volume.order).toEqual([3, 1, 2, 0]);
  expect(volume.spacing).toEqual([0.75, 0.5, 3]);
  expect(volume.size).toEqual([30, 20, 4]);
  close(toPatient(volume, [4, 2, 1]), [1 + 4 * 0.75, 2 + 2 * 0.5, 3]);
  expect(pictureAt(volume, [0, 0, 4.4])).toBe(1);
  expect(pictureAt(volume, [0, 0, 99])).toBe(0);
  close(onPicture(volume, [5, 5, 0], 2), [5, 5, 6]);
  close(within(volume, [-50, 5, 99]), [1, 5, 9]);
  close(middleOf(volume), [1 + 14 * 0.75, 2 + 9 * 0.5, 3]);
});

test('an oblique volume: places go to the grid and back', () => {
  const normal = [-0.6, 0.8, 0];
  const volume = made([0, 1, 2].map((n) => slice(normal.map((v) => 10 + 2 * n * v), OBLIQUE)));
  close(volume.axes[2], normal as unknown as Vector);
  close(toGrid(volume, toPatient(volume, [3, 4, 1.5])), [3, 4, 1.5]);
  expect(stepOf(volume, 'axial')).toBeCloseTo(0.5);
  expect(stepOf(volume, 'coronal')).toBeCloseTo(Math.min(0.75 / 0.6, 2 / 0.8));
});

test('the wheel goes to the head, to the back, to the left or their opposites, one axis each', () => {
  expect(normalOf('axial').map(Math.abs)).toEqual([0, 0, 1]);
  expect(normalOf('coronal').map(Math.abs)).toEqual([0, 1, 0]);
  expect(normalOf('sagittal').map(Math.abs)).toEqual([1, 0, 0]);
});

test('a series that is no volume says why', () => {
  const at = (...depths: number[]): Attributes[] => depths.map((z) => slice([0, 0, z]));
  expect(grid(at(0, 1))).toMatch(/fewer than 3/);
  expect(grid(at(0, 1, 2, 4, 5))).toMatch(/evenly/);
  expect(grid(at(0, 1, 1, 2))).toMatch(/same place/);
  expect(grid([0, 1, 2].map((z) => slice([0, z * 0.3, z])))).toMatch(/tilted/);
  expect(grid([slice([0, 0, 0]), slice([0, 0, 1]), slice([0, 0, 2], OBLIQUE)])).toMatch(/parallel/);
  expect(grid([slice([0, 0, 0]), {}, slice([0, 0, 2])])).toMatch(/where they lie/);
  expect(grid(at(0, 1, 2), [{}, { rows: 21 }])).toMatch(/size/);
  expect(grid(at(0, 1, 2).map((one) => ({ ...one, '00280002': { Value: [3] } })))).toMatch(/colour/);
  expect(grid([...at(0, 1), slice([0, 0, 2], AXIAL, { '00200052': { Value: ['9'] } })])).toMatch(/frame of reference/);
  expect(grid(at(0, 1.01, 1.99, 3))).toBeTypeOf('object');
});

test('frames of an enhanced image: each its place, one orientation for all', () => {
  const frames: Attributes = {
    '52009229': { Value: [{ '00209116': { Value: [{ '00200037': { Value: AXIAL } }] }, '00289110': { Value: [{ '00280030': { Value: [2, 1] } }] } }] },
    '52009230': { Value: [5, 3, 1].map((z) => ({ '00209113': { Value: [{ '00200032': { Value: [0, 0, z] } }] } })) },
  };
  expect(placeOf(frames, 2)).toEqual({ position: [0, 0, 3], right: [1, 0, 0], down: [0, 1, 0] });
  const pictures = [1, 2, 3].map((frame): Picture => ({ series: 'E', instance: 'i', frame, rows: 4, columns: 5 }));
  expect(gridOf(pictures, () => frames)).toMatchObject({ order: [2, 1, 0], spacing: [1, 2, 2] });
});

test('what a plane cuts out of a volume: a rectangle, or up to six corners; nothing beside it', () => {
  const volume = made([0, 2, 4].map((z) => slice([0, 0, z])));
  expect(sectionOf(volume, 'axial', [3, 3, 1]).map((corner) => corner.map((v) => Math.round(1000 * v) / 1000))).toEqual([
    [-0.375, -0.25, 1], [22.125, -0.25, 1], [22.125, 9.75, 1], [-0.375, 9.75, 1],
  ]);
  expect(sectionOf(volume, 'axial', [3, 3, 6])).toEqual([]);
  const turned = made([0, 1, 2].map((n) => slice([-0.6 * 9 * n, 0.8 * 9 * n, 0], OBLIQUE)));
  const section = sectionOf(turned, 'coronal', [5, 9, -4]);
  expect(section).toHaveLength(4);
  section.forEach(([, y]) => expect(y).toBeCloseTo(9, 9));
});
