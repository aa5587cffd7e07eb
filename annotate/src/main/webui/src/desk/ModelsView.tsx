import type { JSX } from 'preact';
import { Answer, useAsked } from './asked';
import { Command } from './Command';
import { useApp } from './context';
import { count, duration, figure, interval, percent, time } from './format';
import { Empty, Head, deskHref } from './parts';
import { Scroll } from './Scroll';
import type { Backbone, Predictor } from './types';

/** The registry: what was pretrained or imported, and what was fine-tuned from it. */
export function ModelsView(): JSX.Element {
  const app = useApp();
  const backbones = useAsked(() => app.client.get<Backbone[]>('/api/backbones'), '');
  const predictors = useAsked(() => app.client.get<Predictor[]>('/api/predictors'), '');
  return (
    <>
      <Head title="Models">
        <Command name="backbones" />
        <Command name="predictors" />
      </Head>
      <h2>Backbones</h2>
      <Answer of={backbones} what="the backbones">
        {(all) => (all.length === 0 ? (
          <Empty>
            <p>There is no backbone yet. This makes one:</p>
            <Command name="pretrain" with={{ recipe: 'simclr-resnet18', dataset: 'chest' }} />
          </Empty>
        ) : <Backbones all={all} />)}
      </Answer>
      <h2>Predictors</h2>
      <Answer of={predictors} what="the predictors">
        {(all) => (all.length === 0 ? (
          <Empty>
            <p>There is no predictor yet. This trains one on a backbone's features:</p>
            <Command
              name="finetune"
              with={{ recipe: 'linear-probe', backbone: backbones.value?.[0]?.id ?? 'simclr-resnet18-3f9a1c', task: 'pneumonia', dataset: backbones.value?.[0]?.dataset ?? 'chest', labels: '10%' }}
            />
          </Empty>
        ) : <Predictors all={all} />)}
      </Answer>
    </>
  );
}

function Backbones({ all }: { all: Backbone[] }): JSX.Element {
  return (
    <Scroll label="Backbones">
      <table class="list" data-testid="backbones">
        <thead>
          <tr>
            <th scope="col">Backbone</th><th scope="col">Objective</th><th scope="col">Architecture</th><th scope="col">Dataset</th>
            <th scope="col" class="number">Steps</th><th scope="col" class="number">Loss</th><th scope="col">Time</th><th scope="col">Lineage</th>
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <tr key={one.id} data-testid={`backbone-${one.id}`}>
              <th scope="row">
                <a href={deskHref('models', one.id)}>{one.id}</a>
                {one.deleted && <div class="warning">weights deleted on {time(one.deleted)}</div>}
              </th>
              <td>{one.objective}</td>
              <td>{one.backbone}</td>
              <td>{one.dataset ? <a href={deskHref('datasets', one.dataset)}>{one.dataset}</a> : 'imported'}</td>
              <td class="number">{one.dataset ? count(one.steps) : '–'}</td>
              <td class="number">{one.dataset ? `${figure(one.firstLoss)} → ${figure(one.lastLoss)}` : '–'}</td>
              <td class="nowrap">{one.dataset ? duration(one.seconds) : '–'}</td>
              <td><a href={deskHref('lineage', 'backbone', one.id)} aria-label={`Lineage of ${one.id}`}>lineage</a></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Also the numbers behind the label-efficiency plots. */
export function Predictors({ all }: { all: readonly Predictor[] }): JSX.Element {
  return (
    <Scroll label="Predictors">
      <table class="list" data-testid="predictors">
        <thead>
          <tr>
            <th scope="col">Predictor</th><th scope="col">Start</th><th scope="col">Protocol</th><th scope="col">Labels</th>
            <th scope="col" class="number">Of labels</th><th scope="col" class="number">Patients</th>
            <th scope="col">AUROC (95 %, patients)</th><th scope="col">Lineage</th>
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <tr key={one.predictor} data-testid={`predictor-${one.predictor}`}>
              <th scope="row" class="name">{one.predictor}</th>
              <td>{one.init === 'scratch' ? `scratch ${one.architecture}` : <a href={deskHref('models', one.init)}>{one.init}</a>}</td>
              <td>{one.protocol}</td>
              <td>{one.labels} on {one.dataset}</td>
              <td class="number">{percent(one.labelFraction)}</td>
              <td class="number">{count(one.patients)}</td>
              <td>
                {typeof one.auroc === 'number'
                  ? <span class="nowrap">{interval(one.auroc, one.patientLow, one.patientHigh)}</span>
                  : <span class="hint">not estimable{one.reason && `: ${one.reason}`}</span>}
              </td>
              <td><a href={deskHref('lineage', 'predictor', one.predictor)} aria-label={`Lineage of ${one.predictor}`}>lineage</a></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
