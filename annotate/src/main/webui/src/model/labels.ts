import type { Content, Finding, Label, LabelSet, Level, Target, Value } from '../api/types';

/** Where the reader looks: the image in view. */
export interface View {
  series: string;
  instance: string;
  frame: number;
}

const STUDY: Target = { series: null, instance: null, frame: null };
const CYCLE: readonly (Value | null)[] = [null, 'present', 'absent', 'uncertain'];

/** What a finding of this level is said about when it is labelled in this view. */
export function targetOf(level: Level, view: View | null): Target {
  if (level === 'study' || view === null) {
    return STUDY;
  }
  switch (level) {
    case 'series':
      return { series: view.series, instance: null, frame: null };
    case 'image':
      return { series: null, instance: view.instance, frame: null };
    case 'frame':
      return { series: null, instance: view.instance, frame: view.frame };
  }
}

export function sameTarget(a: Target, b: Target): boolean {
  return a.series === b.series && a.instance === b.instance && a.frame === b.frame;
}

/** The value at this target, or null. */
export function valueAt(content: Content, finding: string, target: Target): Value | null {
  return content.labels.find((label) => label.finding === finding && sameTarget(label, target))?.value ?? null;
}

/** present, absent, uncertain, none, and from the start again. */
export function nextValue(value: Value | null): Value | null {
  return CYCLE[(CYCLE.indexOf(value) + 1) % CYCLE.length] ?? null;
}

/** Findings that cannot hold together with this one; exclusion goes both ways whichever of the two names it. */
export function exclusions(set: LabelSet, finding: Finding): Finding[] {
  return set.findings.filter(
    (other) =>
      other.id !== finding.id &&
      ((finding.excludes ?? []).includes(other.id) || (other.excludes ?? []).includes(finding.id)),
  );
}

export interface Outcome {
  content: Content;
  /** Findings whose value had to give way. */
  gaveWay: Finding[];
}

/**
 * Gives a finding a value at a target, or takes it away (null). What excludes it becomes absent where it was present;
 * where it was uncertain only beside a finding that is present.
 */
export function setValue(
  content: Content,
  set: LabelSet,
  finding: Finding,
  target: Target,
  value: Value | null,
): Outcome {
  const others = content.labels.filter((label) => !(label.finding === finding.id && sameTarget(label, target)));
  const excluded = new Set(exclusions(set, finding).map((other) => other.id));
  const gaveWay: Finding[] = [];
  const labels = others.map((label): Label => {
    const contradicts = value === 'present' ? label.value !== 'absent' : value === 'uncertain' && label.value === 'present';
    if (!contradicts || !excluded.has(label.finding) || !meets(label, target)) {
      return label;
    }
    gaveWay.push(...set.findings.filter((other) => other.id === label.finding));
    return { ...label, value: 'absent' };
  });
  if (value !== null) {
    labels.push({ finding: finding.id, value, ...target });
  }
  return { content: { ...content, labels }, gaveWay };
}

/** A study is met by everything in it; two images meet when they are the same. */
function meets(a: Target, b: Target): boolean {
  return agree(a.series, b.series) && agree(a.instance, b.instance) && agree(a.frame, b.frame);
}

function agree<T>(a: T | null, b: T | null): boolean {
  return a === null || b === null || a === b;
}

/** The finding that says that there is none present, and every other required one absent. */
export function setNormal(content: Content, set: LabelSet, view: View | null): Content | null {
  const normal = set.findings.find((finding) => finding.normal);
  if (!normal) {
    return null;
  }
  let result = content;
  for (const finding of set.findings) {
    if (finding !== normal && finding.required) {
      result = setValue(result, set, finding, targetOf(finding.level, view), 'absent').content;
    }
  }
  return setValue(result, set, normal, targetOf(normal.level, view), 'present').content;
}

/** Required findings without any value. */
export function missing(content: Content, set: LabelSet): Finding[] {
  const labelled = new Set(content.labels.map((label) => label.finding));
  return set.findings.filter((finding) => finding.required && !labelled.has(finding.id));
}
