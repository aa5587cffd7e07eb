import type { Point } from './chart/thin';
import type { Series } from './chart/describe';
import type { ReaderCount, Report } from './results';
import type { Counts, Predictor, Quarantined } from './types';

/** Groups in the order of their first members. */
export function grouped<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group) {
      group.push(one);
    } else {
      groups.set(key(one), [one]);
    }
  }
  return groups;
}

/** Reasons, the most frequent first. */
export function byReason(records: readonly Quarantined[]): { reason: string; records: number; held: number }[] {
  return [...grouped(records, (record) => record.reason)]
    .map(([reason, all]) => ({ reason, records: all.length, held: all.filter((record) => record.held).length }))
    .sort((a, b) => b.records - a.records || a.reason.localeCompare(b.reason));
}

/** The largest first, what is unknown last; with `ordered` by value, as ages are. */
export function sortedCounts(counts: Counts, ordered = false): [string, number][] {
  const unknown = (value: string): number => (value === 'unknown' ? 1 : 0);
  return Object.entries(counts).sort(
    ([a, n], [b, m]) => unknown(a) - unknown(b) || (ordered ? 0 : m - n) || (a < b ? -1 : a > b ? 1 : 0),
  );
}

export interface Efficiency {
  labels: string;
  dataset: string;
  predictors: Predictor[];
  /** Of those whose AUROC is estimable: a line for each protocol and start. */
  series: Series[];
  notEstimable: number;
}

/** What labels are worth: predictors of one revision of labels on one dataset, `by` share of labels or number of patients. */
export function efficiencies(all: readonly Predictor[], by: 'labelFraction' | 'patients'): Efficiency[] {
  return [...grouped(all, (one) => `${one.labels}\0${one.dataset}`).values()].map((predictors) => {
    const known = predictors.filter((one) => typeof one.auroc === 'number');
    const lines = [...grouped(known, (one) => `${words(one.protocol)}, ${startOf(one)}`)].sort(([a], [b]) => (a < b ? -1 : 1));
    const { labels, dataset } = predictors[0] as Predictor;
    return {
      labels,
      dataset,
      predictors,
      series: lines.map(([name, line]) => ({ name, points: newest(line, by) })),
      notEstimable: predictors.length - known.length,
    };
  });
}

/** The built-in recipe of this kind; another was a file. */
export function recipeOf({ protocol, architecture }: Pick<Predictor, 'protocol' | 'architecture'>): string {
  const name = protocol === 'full' ? `finetune-${architecture.replace('resnet-', 'resnet')}` : protocol;
  return ['linear-probe', 'finetune-vit-tiny', 'finetune-resnet18'].includes(name) ? name : 'recipe.yaml';
}

const words = (protocol: string): string => (protocol === 'full' ? 'full fine-tuning' : protocol.replace('-', ' '));

const startOf = (one: Predictor): string => (one.init === 'scratch' ? `scratch ${one.architecture}` : one.init);

/** Where one setting was run more than once the newest is drawn; the table has all. */
function newest(line: readonly Predictor[], by: 'labelFraction' | 'patients'): Point[] {
  const latest = new Map<number, Predictor>();
  for (const one of line) {
    const before = latest.get(one[by]);
    if (!before || before.created < one.created) {
      latest.set(one[by], one);
    }
  }
  return [...latest.values()].sort((a, b) => a[by] - b[by]).map((one) => ({
    x: one[by],
    y: one.auroc as number,
    ...(typeof one.patientLow === 'number' && typeof one.patientHigh === 'number' ? { low: one.patientLow, high: one.patientHigh } : {}),
  }));
}

/** Reports of one predictor, the newest first; of predictors whose newest report is newest first. */
export function newestFirst(reports: readonly Report[]): Report[] {
  return [...reports].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

export interface ReaderProgress {
  reader: string;
  role: string;
  open: number;
  committed: number;
  skipped: number;
  seconds: number;
}

/** A line for each reader and role. */
export function readers(counts: readonly ReaderCount[]): ReaderProgress[] {
  return [...grouped(counts, (one) => `${one.reader}\0${one.role}`).values()].map((all) => {
    const of = (state: string): number => all.filter((one) => one.state === state).reduce((sum, one) => sum + one.readings, 0);
    const { reader, role } = all[0] as ReaderCount;
    return {
      reader,
      role,
      open: of('open'),
      committed: of('committed'),
      skipped: of('skipped'),
      seconds: all.reduce((sum, one) => sum + one.seconds, 0),
    };
  });
}
