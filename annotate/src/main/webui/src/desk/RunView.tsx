import type { JSX } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { Answer, useAsked } from './asked';
import { Command } from './Command';
import { useApp } from './context';
import { count, duration, figure, short, time } from './format';
import { Head, Progress, State, Total, deskHref } from './parts';
import { Picture } from './Picture';
import { evaluationKey, merged } from './run';
import { RunCurves } from './RunCurves';
import { Recipe } from './Recipe';
import type { CurvePoint, Evaluation, Run, RunDetail } from './types';
import { StreamNote, useStream } from './useStream';

const path = (id: string): string => `/api/runs/${encodeURIComponent(id)}`;

/** One pretraining, live while it runs. */
export function RunView({ id }: { id: string }): JSX.Element {
  const app = useApp();
  const asked = useAsked(() => app.client.get<RunDetail>(path(id)), id);
  const run = asked.value;
  return (
    <>
      <Head title={run ? (run.backbone ?? `${run.objective} ${short(id)}`) : short(id)} parent={{ title: 'Runs', href: deskHref('runs') }}>
        {run?.backbone ? <Command name="backbone" with={{ backbone: run.backbone }} /> : <Command name="jobs" />}
        <Command name="lineage" with={{ kind: 'run', id }} />
      </Head>
      <Answer of={asked} what="the run">{(value) => <Detail run={value} change={asked.set} />}</Answer>
    </>
  );
}

interface DetailProps {
  run: RunDetail;
  change: (change: (run: RunDetail) => RunDetail) => void;
}

function Detail({ run, change }: DetailProps): JSX.Element {
  const seen = useRef(0);
  seen.current = run.curve.at(-1)?.step ?? 0;
  const finished = useMemo(() => !['QUEUED', 'RUNNING'].includes(run.state), [run.id]);
  const summary = (now: Run): void => change((run) => ({ ...run, ...now }));
  const stream = useStream(finished ? null : run.id, {
    url: () => `${path(run.id)}/events?after=${seen.current}`,
    events: {
      run: summary,
      points: (points: CurvePoint[]) => change((run) => ({ ...run, curve: merged(run.curve, points) })),
      evaluations: (more: Evaluation[]) =>
        change((run) => ({ ...run, evaluations: merged(run.evaluations, more, evaluationKey) })),
      end: summary,
    },
    last: 'end',
  });
  return (
    <>
      <div class="row status">
        <State of={run.state} />
        <Progress of={run} name="the run" />
        <StreamNote state={stream} />
      </div>
      {run.reason && <p class={run.state === 'FAILED' ? 'trouble' : ''} data-testid="reason">{run.reason}</p>}
      <dl class="totals">
        <Total label="loss" value={figure(run.loss ?? run.curve.at(-1)?.loss)} testId="loss" />
        <Total label="images/s" value={figure(run.imagesPerSecond ?? run.curve.at(-1)?.imagesPerSecond)} testId="rate" />
        <Total label="time" value={duration(run.seconds)} />
        <Total label="started" value={time(run.started)} />
        <Total label="objective" value={run.objective} />
        {run.poolSize !== null && <Total label="images to draw from" value={count(run.poolSize)} />}
      </dl>
      <p class="links">
        {run.dataset && <a href={deskHref('datasets', run.dataset)}>Dataset {run.dataset}</a>}
        {run.backbone && <a href={deskHref('models', run.backbone)}>Backbone {run.backbone}</a>}
        <a href={deskHref('lineage', 'run', run.id)}>Lineage</a>
      </p>
      <RunCurves run={run} />
      <div class="grid">
        {run.pictures.includes('views') && (
          <section class="card">
            <h2>Views that it learns from</h2>
            {run.dataset && <Command name="views" with={{ recipe: 'recipe.yaml', dataset: run.dataset }}>With the recipe below:</Command>}
            <Picture path={`${path(run.id)}/pictures/views.png`} alt="Contact sheet: each row an image and augmented views of it" testId="views" />
          </section>
        )}
        {run.pictures.includes('reconstruction') && (
          <section class="card">
            <h2>What it paints where nothing is seen</h2>
            {run.backbone && <Command name="reconstruct" with={{ backbone: run.backbone }} />}
            <Picture path={`${path(run.id)}/pictures/reconstruction.png`} alt="Contact sheet: each row an image, its visible part and the reconstruction" testId="reconstruction" />
          </section>
        )}
      </div>
      <Recipe recipe={run.recipe} sha256={run.recipeSha256} />
    </>
  );
}
