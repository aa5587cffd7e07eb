import { expect, test } from 'vitest';
import { bytes, count, duration, figure, interval, percent, time, words } from '../src/desk/format';
import { byReason, efficiencies, readers, recipeOf, sortedCounts } from '../src/desk/grouping';
import { aurocs, curvesOf, evaluationKey, featureCurves, merged } from '../src/desk/run';
import type { CurvePoint, Evaluation, Predictor } from '../src/desk/types';
import { Chord, VIEWS, startsAtDesk, viewsOf } from '../src/desk/views';

const point = (step: number, loss: number | null, diagnostics = {}): CurvePoint => ({ step, loss, rate: 0.1, imagesPerSecond: null, diagnostics });
const evaluation = (step: number, labels: string, knn: number | null): Evaluation => ({
  step, labels, knnAuroc: knn, knnLow: knn && knn - 0.1, knnHigh: knn && knn + 0.1,
  probeAuroc: null, probeLow: null, probeHigh: null, rankMe: 7, fitPatients: 3,
});

test('points that come twice are there once, the later ones', () => {
  const all = merged([point(1, 4), point(2, 3)], [point(2, 2.5), point(5, 2), point(3, 2.2)]);
  expect(all.map(({ step, loss }) => [step, loss])).toEqual([[1, 4], [2, 2.5], [3, 2.2], [5, 2]]);
  const judged = merged([evaluation(0, 'a', 0.5)], [evaluation(0, 'b', 0.6), evaluation(0, 'a', 0.7)], evaluationKey);
  expect(judged.map((one) => [one.labels, one.knnAuroc])).toEqual([['a', 0.7], ['b', 0.6]]);
});

test('each figure that has values is a curve', () => {
  const curves = curvesOf([point(1, 4, { std: 0.5 }), point(2, null, { std: null, entropy: 1 }), point(3, NaN)]);
  expect(curves.map((curve) => [curve.name, curve.points.map(({ x, y }) => [x, y])])).toEqual([
    ['loss', [[1, 4]]],
    ['learning rate', [[1, 0.1], [2, 0.1], [3, 0.1]]],
    ['std', [[1, 0.5]]],
    ['entropy', [[2, 1]]],
  ]);
});

test('an AUROC has its interval, or no point', () => {
  const [line, ...none] = aurocs([evaluation(0, 'a@1', null), evaluation(10, 'a@1', 0.5)]);
  expect(none).toEqual([]);
  expect(line).toEqual({ name: 'nearest neighbours', points: [{ x: 10, y: 0.5, low: 0.4, high: 0.6 }] });
  expect(aurocs([evaluation(0, 'a@1', 0.5), evaluation(0, 'b@1', 0.5)]).map((one) => one.name)).toEqual([
    'nearest neighbours (a@1)', 'nearest neighbours (b@1)',
  ]);
  expect(featureCurves([evaluation(0, 'a@1', null)])).toEqual([{ name: 'rankMe', points: [{ x: 0, y: 7 }] }]);
});

test('reasons by how frequent they are, unknown values last, ages in their order', () => {
  const record = (reason: string, held: boolean) => ({ id: 'q', reason, held, sizeBytes: 1, quarantinedAt: '' });
  expect(byReason([record('b', false), record('a', true), record('b', true)])).toEqual([
    { reason: 'b', records: 2, held: 1 }, { reason: 'a', records: 1, held: 1 },
  ]);
  expect(sortedCounts({ unknown: 9, F: 3, M: 5 })).toEqual([['M', 5], ['F', 3], ['unknown', 9]]);
  expect(sortedCounts({ '40-49': 9, unknown: 1, '00-09': 1, '90+': 3 }, true).map(([value]) => value)).toEqual(['00-09', '40-49', '90+', 'unknown']);
});

test('a line of label efficiency is one protocol and start; the newest of equals is drawn', () => {
  const one = (predictor: string, more: Partial<Predictor>): Predictor => ({
    predictor, task: 't', labels: 't@1', dataset: 'd@1', protocol: 'full', init: 'scratch', architecture: 'vit-tiny', labelFraction: 0.1,
    patients: 10, images: 20, validationPatients: 5, validationImages: 6, threshold: 0.5, auroc: 0.6, patientLow: 0.5, patientHigh: 0.7,
    created: '2026-01-01T00:00:00Z', ...more,
  });
  const [first, second, ...none] = efficiencies([
    one('a', { labelFraction: 1, patients: 100, auroc: 0.8 }),
    one('b', {}),
    one('c', { auroc: 0.65, created: '2026-01-02T00:00:00Z' }),
    one('d', { init: 'mae-1', protocol: 'linear-probe', auroc: 'not estimable', reason: 'one class' }),
    one('e', { labels: 't@2' }),
  ], 'patients');
  expect(none).toEqual([]);
  expect(first).toMatchObject({ labels: 't@1', notEstimable: 1 });
  expect(first?.series).toEqual([{
    name: 'full fine-tuning, scratch vit-tiny',
    points: [{ x: 10, y: 0.65, low: 0.5, high: 0.7 }, { x: 100, y: 0.8, low: 0.5, high: 0.7 }],
  }]);
  expect(second?.series[0]?.points).toHaveLength(1);
});

test('the recipe of a predictor is a built-in one, or a file', () => {
  const recipes = [['linear-probe', 'vit-small'], ['full', 'vit-tiny'], ['full', 'resnet-18'], ['full', 'vit-base']];
  expect(recipes.map(([protocol, architecture]) => recipeOf({ protocol, architecture } as Predictor))).toEqual([
    'linear-probe', 'finetune-vit-tiny', 'finetune-resnet18', 'recipe.yaml',
  ]);
});

test('a reader has a line for each role', () => {
  const row = (reader: string, role: string, state: string, readings: number) => ({ reader, role, state, readings, seconds: 10 });
  expect(readers([row('anna', 'first', 'open', 3), row('anna', 'first', 'committed', 2), row('anna', 'adjudicator', 'skipped', 1)])).toEqual([
    { reader: 'anna', role: 'first', open: 3, committed: 2, skipped: 0, seconds: 20 },
    { reader: 'anna', role: 'adjudicator', open: 0, committed: 0, skipped: 1, seconds: 10 },
  ]);
});

test('numbers are written for people', () => {
  expect([count(1223456), count(null), figure(0.123456), figure(0.00001), figure(12345678), figure(0), figure(NaN)]).toEqual([
    '1,223,456', '–', '0.1235', '1e-5', '1.23e+7', '0', '–',
  ]);
  expect([interval(0.8, 0.7, 0.9), interval(0.8, null, null), percent(0.01), percent(0.125)]).toEqual([
    '0.800 (0.700 to 0.900)', '0.800', '1 %', '12.5 %',
  ]);
  expect([duration(59.6), duration(61), duration(6600), bytes(999), bytes(1234567), time('2026-11-23T09:08:07.1Z')]).toEqual([
    '1 min 0 s', '1 min 1 s', '1 h 50 min', '999 B', '1.23 MB', '2026-11-23 09:08 UTC',
  ]);
  expect([words('INSUFFICIENT_EVIDENCE'), words('gradientNorm')]).toEqual(['insufficient evidence', 'gradient norm']);
});

test('each role has its views, and the desk where it is the place of work', () => {
  expect(viewsOf('researcher')).toHaveLength(VIEWS.length);
  expect(viewsOf('admin').map((view) => view.id)).toEqual(['quarantine', 'fairness', 'jobs']);
  expect(viewsOf('radiologist').map((view) => view.id)).toEqual(['fairness']);
  expect(['researcher', 'auditor', 'admin', 'radiologist', 'service'].map(startsAtDesk)).toEqual([true, true, true, false, false]);
  expect(new Set(VIEWS.map((view) => view.letter)).size).toBe(VIEWS.length);
});

test('G and a letter open a view, when they are pressed together and alone', () => {
  const chord = new Chord(viewsOf('admin'));
  const press = (key: string, now: number, ctrlKey = false) => chord.press({ key, ctrlKey, metaKey: false, altKey: false }, now)?.id ?? null;
  expect([press('j', 0), press('g', 10), press('j', 20), press('j', 30)]).toEqual([null, null, 'jobs', null]);
  expect([press('G', 100), press('Q', 1700), press('g', 2000), press('c', 2010), press('q', 2020)]).toEqual([null, null, null, null, null]);
  expect([press('g', 3000, true), press('q', 3010), press('g', 4000), press('g', 4100), press('q', 4200)]).toEqual([null, null, null, null, 'quarantine']);
});
