import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { LineChart } from './chart/LineChart';
import { Command } from './Command';
import { type Curve, aurocs, curvesOf, featureCurves, titleOf } from './run';
import type { RunDetail } from './types';

/** The curves of a run, and what labelled patients said of it on the way. */
export function RunCurves({ run }: { run: RunDetail }): JSX.Element {
  const curves = useMemo(() => curvesOf(run.curve), [run.curve]);
  const judged = useMemo(() => aurocs(run.evaluations), [run.evaluations]);
  const features = useMemo(() => featureCurves(run.evaluations), [run.evaluations]);
  const watched = [...new Set(run.evaluations.map((one) => one.labels))].join(', ');
  return (
    <>
      {run.curve.length === 0 && <p data-testid="no-curve">No step is done yet.</p>}
      {judged.length > 0 && (
        <section class="card">
          <LineChart
            title={`AUROC on validation patients, by ${watched}, with 95 % intervals`}
            xLabel="step"
            series={judged}
            height={280}
            within={[0.5, 0.5]}
            testId="chart-auroc"
          />
        </section>
      )}
      {run.curve.length > 0 && run.evaluations.length === 0 && (
        <div class="hint">
          <p>No labels watched this run. With labels it would be judged on the way:</p>
          <Command name="watch" with={{ recipe: 'recipe.yaml', dataset: run.dataset ?? 'chest', task: 'pneumonia' }} />
        </div>
      )}
      <div class="grid">{curves.map((curve) => <Small key={curve.name} curve={curve} />)}</div>
      {features.length > 0 && (
        <>
          <h2>Features</h2>
          <div class="grid">{features.map((curve) => <Small key={curve.name} curve={curve} />)}</div>
        </>
      )}
    </>
  );
}

function Small({ curve }: { curve: Curve }): JSX.Element {
  const series = useMemo(() => [curve], [curve]);
  return (
    <section class="card">
      <LineChart title={titleOf(curve.name)} xLabel="step" series={series} height={170} testId={`chart-${curve.name}`} />
    </section>
  );
}
