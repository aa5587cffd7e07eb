import type { Content, Label, Mark } from '../api/types';

export const EMPTY: Content = { labels: [], marks: [], remark: '' };

/** The same with every field there, for the server leaves out what is empty. */
export function complete(content: Partial<Content> | null | undefined): Content {
  return {
    labels: (content?.labels ?? []).map(completeLabel),
    marks: content?.marks ?? [],
    remark: content?.remark ?? '',
  };
}

function completeLabel(label: Label): Label {
  return {
    finding: label.finding,
    value: label.value,
    series: label.series ?? null,
    instance: label.instance ?? null,
    frame: label.frame ?? null,
  };
}

/** Whether two contents say the same, whatever the order of their labels, marks and fields. */
export function sameContent(a: Content, b: Content): boolean {
  return canonical(a) === canonical(b);
}

function canonical(content: Content): string {
  const full = complete(content);
  return JSON.stringify([
    full.labels.map(labelText).sort(),
    full.marks.map(markText).sort(),
    full.remark,
  ]);
}

function labelText(label: Label): string {
  return JSON.stringify([label.finding, label.series, label.instance, label.frame, label.value]);
}

function markText(mark: Mark): string {
  const { mask } = mark;
  return JSON.stringify([
    mark.id,
    mark.finding,
    mark.shape,
    mark.instance,
    mark.frame,
    mark.points ?? [],
    mask ? [mask.rows, mask.columns, mask.runs] : null,
  ]);
}
