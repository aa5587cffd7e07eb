import type { Content, Finding, LabelSet, Value } from '../api/types';
import { complete } from './content';

export interface Opinion {
  reader: string;
  /** What the reader said of the finding, at any target; null for nothing. */
  value: Value | 'differs by image' | null;
  marks: number;
}

export interface Comparison {
  finding: Finding;
  opinions: Opinion[];
  agree: boolean;
}

/** The readers' opinions finding by finding, those that differ first, else in the label set's order. */
export function compare(set: LabelSet, others: readonly { reader: string; content: Content }[]): Comparison[] {
  const compared = set.findings.map((finding): Comparison => {
    const opinions = others.map(({ reader, content }) => opinion(reader, complete(content), finding.id));
    const texts = others.map(({ content }) => labelsText(complete(content), finding.id));
    return { finding, opinions, agree: new Set(texts).size <= 1 };
  });
  return [...compared.filter((one) => !one.agree), ...compared.filter((one) => one.agree)];
}

function opinion(reader: string, content: Content, finding: string): Opinion {
  const values = new Set(content.labels.filter((label) => label.finding === finding).map((label) => label.value));
  const [value = null] = values;
  return {
    reader,
    value: values.size > 1 ? 'differs by image' : value,
    marks: content.marks.filter((mark) => mark.finding === finding).length,
  };
}

function labelsText(content: Content, finding: string): string {
  return content.labels
    .filter((label) => label.finding === finding)
    .map((label) => JSON.stringify([label.series, label.instance, label.frame, label.value]))
    .sort()
    .join();
}
