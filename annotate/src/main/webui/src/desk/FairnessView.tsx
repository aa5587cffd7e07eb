import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Answer, useAsked } from './asked';
import { type Estimate, Forest } from './chart/Forest';
import { Command } from './Command';
import { useApp, useRole } from './context';
import { count, counted, figure, time, words } from './format';
import { grouped, newestFirst } from './grouping';
import { Empty, Head, State, deskHref } from './parts';
import type { Report, ReportGroup } from './results';

type Measure = 'auroc' | 'sensitivity' | 'specificity';
const MEASURES: readonly (readonly [Measure, string])[] = [
  ['auroc', 'AUROC'], ['sensitivity', 'Sensitivity'], ['specificity', 'Specificity'],
];

/** Whether predictors do as well for every group of patients. */
export function FairnessView(): JSX.Element {
  const app = useApp();
  const asked = useAsked(() => app.client.get<Report[]>('/api/reports'), '');
  return (
    <>
      <Head title="Fairness" />
      <Answer of={asked} what="the reports">
        {(reports) => (reports.length === 0 ? (
          <Empty>
            <p>No predictor was audited yet. This compares how well one does for each group of patients:</p>
            <Command name="audit" with={{ predictor: 'pneumonia-full-backbone-100pct-1f3ac702' }} />
          </Empty>
        ) : newestFirst(reports).map((report, i) => <ReportCard key={report.id} report={report} open={i === 0} />))}
      </Answer>
    </>
  );
}

function ReportCard({ report, open }: { report: Report; open: boolean }): JSX.Element {
  const [measure, setMeasure] = useState<Measure>('auroc');
  const lineage = ['researcher', 'auditor'].includes(useRole());
  const title = MEASURES.find(([id]) => id === measure)?.[1] ?? '';
  return (
    <details class="card" open={open} data-testid={`report-${report.id}`}>
      <summary>
        <State of={report.verdict} /> <strong>{report.predictor}</strong> <span class="hint">{time(report.at)}</span>
      </summary>
      <Command name="audit" with={{ predictor: report.predictor }} />
      <p class="links">
        <span>Task {report.task} on {report.dataset}, threshold {figure(report.threshold)}</span>
        <a href={`/api/reports/${encodeURIComponent(report.id)}/page`} target="_blank" rel="noopener" data-testid="full-report">
          The whole report<span class="hidden"> of {report.predictor}, in a new tab</span> <span aria-hidden="true">↗</span>
        </a>
        {lineage && <a href={deskHref('lineage', 'report', report.id)}>Lineage</a>}
      </p>
      <div class="row" role="group" aria-label="Measure">
        {MEASURES.map(([id, name]) => (
          <button key={id} type="button" aria-pressed={id === measure} onClick={() => setMeasure(id)}>{name}</button>
        ))}
      </div>
      <Forest
        caption={`${title} by group, ${counted(report.groups.length, 'group')}`}
        measure={title}
        basis="images / patients"
        rows={[...grouped(report.groups, (group) => group.attribute).values()].flatMap((inside) =>
          inside.map((group, i) => row(group, measure, i === 0)),
        )}
        domain={[measure === 'auroc' ? lowest(report.groups) : 0, 1]}
        testId="forest"
      />
    </details>
  );
}

/** An AUROC below chance is shown, too. */
const lowest = (groups: readonly ReportGroup[]): number =>
  groups.some((group) => (group.aurocLow ?? 1) < 0.4) ? 0 : 0.4;

function row(group: ReportGroup, measure: Measure, first: boolean): Estimate {
  return {
    key: `${group.attribute}\0${group.value}`,
    label: `${words(group.attribute)} ${group.value}`,
    basis: `${count(group.images)} / ${count(group.patients)}`,
    value: group[measure],
    low: group[`${measure}Low`],
    high: group[`${measure}High`],
    reason: measure === 'auroc' ? group.aurocReason : null,
    first,
  };
}
