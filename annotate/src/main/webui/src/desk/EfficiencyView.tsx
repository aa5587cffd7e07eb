import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Answer, useAsked } from './asked';
import { LineChart } from './chart/LineChart';
import { Command } from './Command';
import { useApp } from './context';
import { count, counted, percent } from './format';
import { type Efficiency, efficiencies, recipeOf } from './grouping';
import { Predictors } from './ModelsView';
import { Empty, Head } from './parts';
import type { Predictor } from './types';

type By = 'labelFraction' | 'patients';

/** What labels are worth: AUROC against how many were seen. */
export function EfficiencyView(): JSX.Element {
  const app = useApp();
  const [by, setBy] = useState<By>('labelFraction');
  const asked = useAsked(() => app.client.get<Predictor[]>('/api/predictors'), '');
  return (
    <>
      <Head title="Label efficiency"><Command name="predictors" /></Head>
      <Answer of={asked} what="the predictors">
        {(all) => (all.length === 0 ? (
          <Empty>
            <p>No predictor was trained yet. Repeat this for 1 %, 10 % and 100 % of the labels:</p>
            <Command name="finetune" with={{ recipe: 'linear-probe', backbone: 'simclr-resnet18-3f9a1c', task: 'pneumonia', dataset: 'chest', labels: '10%' }} />
          </Empty>
        ) : (
          <>
            <div class="row" role="group" aria-label="Against">
              <button type="button" aria-pressed={by === 'labelFraction'} onClick={() => setBy('labelFraction')}>Part of the labels</button>
              <button type="button" aria-pressed={by === 'patients'} onClick={() => setBy('patients')}>Patients</button>
            </div>
            {efficiencies(all, by).map((one) => <Plot key={`${one.labels} ${one.dataset}`} one={one} by={by} />)}
          </>
        ))}
      </Answer>
    </>
  );
}

function Plot({ one, by }: { one: Efficiency; by: By }): JSX.Element {
  const newest = one.predictors[0] as Predictor;
  const scratch = newest.init === 'scratch';
  const share = newest.labelFraction === 1 ? '100%' : `${Number((100 * newest.labelFraction).toPrecision(6))}%`;
  const backbone = one.predictors.find((other) => other.init !== 'scratch')?.init;
  const judged = `${counted(newest.validationImages, 'image')} of ${counted(newest.validationPatients, 'patient')}`;
  return (
    <section class="card" data-testid={`efficiency-${one.labels}`}>
      <h2>{one.labels} on {one.dataset}</h2>
      <Command name="predictors-task" with={{ task: newest.task }} />
      {backbone && (
        <Command
          name={scratch ? 'finetune-scratch' : 'finetune'}
          with={{ recipe: recipeOf(newest), backbone: scratch ? backbone : newest.init, task: newest.task, dataset: one.dataset, labels: share }}
        />
      )}
      <LineChart
        title={`AUROC on ${judged}, with 95 % intervals over patients`}
        xLabel={by === 'patients' ? 'patients with labels' : 'part of the training labels'}
        formatX={by === 'patients' ? count : percent}
        series={one.series}
        within={[0.5, 1]}
        height={320}
        log
        testId="chart-efficiency"
      />
      {one.notEstimable > 0 && <p class="hint">{counted(one.notEstimable, 'predictor')} without an AUROC: the table says why.</p>}
      <Predictors all={one.predictors} />
    </section>
  );
}
