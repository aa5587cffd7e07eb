import { expect, test } from 'vitest';
import type { ImageEntry, Prior, Series } from '../src/api/types';
import { frameTime } from '../src/model/cine';
import { hangingOf, likeIn, presetOf, priorOf } from '../src/model/hanging';
import { picturesOf } from '../src/model/stack';

let next = 0;
const image = (view: string | null = null, laterality: string | null = null): ImageEntry =>
  ({ id: `i${++next}`, frames: 1, rows: 4, columns: 5, number: next, view, laterality });
const series = (modality: string, bodyPart: string | null, ...images: ImageEntry[]): Series =>
  ({ id: `s${++next}`, modality, bodyPart, description: null, laterality: null, images });

test('breasts hang right beside left, craniocaudal above oblique, whatever their order', () => {
  const one = (side: string, view: string): Series => series('MG', 'BREAST', image(view, side));
  const study = [one('L', 'MLO'), one('R', 'MLO'), one('L', 'CC'), one('R', 'CC')];
  expect(hangingOf(study)).toEqual({ columns: 2, panes: [3, 2, 1, 0].map((n) => ({ series: n, index: 0 })) });
  expect(hangingOf(study.slice(0, 3)).panes.map((pane) => pane.series)).toEqual([2, 1, 0]);
});

test('two views of one series hang side by side too', () => {
  expect(hangingOf([series('DX', 'CHEST', image('LL'), image('PA'))])).toEqual({
    columns: 2, panes: [{ series: 0, index: 1 }, { series: 0, index: 0 }],
  });
});

test('what no protocol knows is one stack; a scout does not come first', () => {
  expect(hangingOf([series('CR', 'CHEST', image('PA')), series('CR', 'HAND', image())]).panes).toEqual([{ series: 0, index: 0 }]);
  const scout = series('CT', 'CHEST', image(), image());
  expect(hangingOf([scout, series('CT', 'CHEST', image(), image(), image())]).panes).toEqual([{ series: 1, index: 0 }]);
  expect(hangingOf([scout]).panes).toEqual([{ series: 0, index: 0 }]);
  expect(hangingOf([]).panes).toEqual([{ series: 0, index: 0 }]);
});

test('a prior of the same kind hangs beside a single image, at the same view', () => {
  const prior = (...inIt: Series[]): Prior => ({ study: `p${++next}`, date: null, series: inIt });
  const priors = [prior(series('CT', 'CHEST', image())), prior(series('CR', 'CHEST', image('LL'), image('PA')))];
  const study = [series('CR', 'CHEST', image('PA'))];
  expect(priorOf(study, priors)).toBe(1);
  expect(priorOf([series('CR', 'HAND', image())], priors)).toBe(-1);
  expect(priorOf([series('CT', 'CHEST', image(), image(), image())], priors)).toBe(-1);
  const [current] = picturesOf(study[0]!);
  expect(likeIn(picturesOf(priors[1]!.series[0]!), current)).toBe(1);
  expect(likeIn(picturesOf(priors[0]!.series[0]!), current)).toBe(0);
});

test('the window goes by modality and body part', () => {
  const title = (modality: string, bodyPart: string | null): string | undefined => presetOf(modality, bodyPart)?.title;
  expect([title('CT', 'CHEST'), title('CT', 'HEAD'), title('CT', 'LSPINE'), title('CT', 'ABDOMEN'), title('CT', null)]).toEqual([
    'Lung', 'Brain', 'Bone', 'Abdomen', 'Soft tissue',
  ]);
  expect([title('MR', 'HEAD'), title('XC', null)]).toEqual(['Automatic', undefined]);
});

test('frames are shown at the rate recommended, else as they were taken', () => {
  const of = (tags: Record<string, unknown[]>): number =>
    frameTime(Object.fromEntries(Object.entries(tags).map(([tag, Value]) => [tag, { Value }])));
  expect(of({ '00082144': [25], '00181063': [33] })).toBe(40);
  expect(of({ '00180040': [10] })).toBe(100);
  expect(of({ '00181063': ['33.3'] })).toBeCloseTo(33.3);
  expect(of({ '00181065': [0, 40, 60] })).toBe(50);
  expect(of({})).toBe(100);
  expect(of({ '00181063': [1] })).toBe(20);
});
