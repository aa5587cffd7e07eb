import type { Series } from './chart/describe';
import type { Point } from './chart/thin';
import { words } from './format';
import type { CurvePoint, Evaluation } from './types';

type Maybe = number | null | undefined;
const finite = (value: Maybe): value is number => typeof value === 'number' && Number.isFinite(value);

/** Points by step; of two of one step the later given counts. */
export function merged<T extends { step: number }>(known: readonly T[], more: readonly T[], key: (one: T) => string = (one) => String(one.step)): T[] {
  const all = new Map([...known, ...more].map((one) => [key(one), one]));
  return [...all.values()].sort((a, b) => a.step - b.step);
}

export const evaluationKey = (one: Evaluation): string => `${one.step}\0${one.labels}`;

/** What is plotted, where the name that the server gives does not say it well. */
const TITLES: Readonly<Record<string, string>> = {
  rankMe: 'RankMe', alphaReq: 'α-ReQ', deviation: 'deviation of the features', inputWait: 'part of the time that waits for images',
};

export const titleOf = (name: string): string => TITLES[name] ?? words(name);

export interface Curve {
  name: string;
  points: Point[];
}

/** Loss, rate, images per second and each diagnostic, as far as they have values. */
export function curvesOf(points: readonly CurvePoint[]): Curve[] {
  const diagnostics = [...new Set(points.flatMap((point) => Object.keys(point.diagnostics)))];
  const named: [string, (point: CurvePoint) => Maybe][] = [
    ['loss', (point) => point.loss],
    ['learning rate', (point) => point.rate],
    ['images per second', (point) => point.imagesPerSecond],
    ...diagnostics.map((name): [string, (point: CurvePoint) => Maybe] => [name, (point) => point.diagnostics[name]]),
  ];
  return named
    .map(([name, of]) => ({
      name,
      points: points.flatMap((point) => {
        const y = of(point);
        return finite(y) ? [{ x: point.step, y }] : [];
      }),
    }))
    .filter((curve) => curve.points.length > 0);
}

/** AUROC of nearest neighbours and of the probe over the steps, for each labels that watched. */
export function aurocs(evaluations: readonly Evaluation[]): Series[] {
  const labels = [...new Set(evaluations.map((one) => one.labels))];
  return labels.flatMap((one) =>
    (['knn', 'probe'] as const).map((kind) => ({
      name: `${kind === 'knn' ? 'nearest neighbours' : 'linear probe'}${labels.length > 1 ? ` (${one})` : ''}`,
      points: evaluations
        .filter((evaluation) => evaluation.labels === one)
        .flatMap((evaluation): Point[] => {
          const [y, low, high] = [evaluation[`${kind}Auroc`], evaluation[`${kind}Low`], evaluation[`${kind}High`]];
          return finite(y) ? [{ x: evaluation.step, y, ...(finite(low) && finite(high) ? { low, high } : {}) }] : [];
        }),
    })),
  ).filter((series) => series.points.length > 0);
}

/** What else was measured of the features, in the order that the server names it. */
const SAID_ELSEWHERE = new Set([
  'step', 'knnAuroc', 'knnLow', 'knnHigh', 'probeAuroc', 'probeLow', 'probeHigh', 'fitPatients', 'fitImages', 'validationPatients',
  'validationImages', 'imagesPerSecond',
]);

export function featureCurves(evaluations: readonly Evaluation[]): Curve[] {
  const names = [...new Set(evaluations.flatMap((one) => Object.keys(one)))].filter((name) => !SAID_ELSEWHERE.has(name));
  const [labels] = evaluations.map((one) => one.labels);
  return names
    .map((name) => ({
      name,
      points: evaluations.filter((one) => one.labels === labels).flatMap((one): Point[] => {
        const y = one[name];
        return typeof y === 'number' && Number.isFinite(y) ? [{ x: one.step, y }] : [];
      }),
    }))
    .filter((curve) => curve.points.length > 0);
}
