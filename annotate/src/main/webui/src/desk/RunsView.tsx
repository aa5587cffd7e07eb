import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Answer, useAsked } from './asked';
import { Command } from './Command';
import { useApp } from './context';
import { duration, figure, short, time } from './format';
import { Empty, Head, Progress, State, deskHref } from './parts';
import { Scroll } from './Scroll';
import type { Run } from './types';
import { StreamNote, useStream } from './useStream';

/** The list is asked again after a change of the jobs, but no more often than this. */
const EVERY = 3000;

export function RunsView(): JSX.Element {
  const app = useApp();
  const asked = useAsked(() => app.client.get<Run[]>('/api/runs'), '');
  const timer = useRef(0);
  const again = useRef(asked.again);
  again.current = asked.again;
  const stream = useStream('runs', {
    url: () => '/api/jobs/events',
    events: {
      jobs: () => {
        timer.current ||= window.setTimeout(() => {
          timer.current = 0;
          again.current();
        }, EVERY);
      },
    },
  });
  return (
    <>
      <Head title="Runs">
        <Command name="jobs" />
        <Command name="backbones" />
      </Head>
      <StreamNote state={stream} />
      <Answer of={asked} what="the runs">
        {(runs) => (runs.length === 0 ? (
          <Empty>
            <p>Nothing was pretrained yet. This learns from a dataset, and has labelled patients judge it on the way:</p>
            <Command name="watch" with={{ recipe: 'simclr-resnet18', dataset: 'chest', task: 'pneumonia' }} />
          </Empty>
        ) : <Runs runs={runs} />)}
      </Answer>
    </>
  );
}

function Runs({ runs }: { runs: Run[] }): JSX.Element {
  return (
    <Scroll label="Runs">
      <table class="list" data-testid="runs">
        <thead>
          <tr>
            <th scope="col">Run</th><th scope="col">State</th><th scope="col">Progress</th><th scope="col" class="number">Loss</th>
            <th scope="col" class="number">Images/s</th><th scope="col">Time</th><th scope="col">Dataset</th><th scope="col">Started</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id} data-testid={`run-${run.id}`}>
              <th scope="row"><a href={deskHref('runs', run.id)}>{run.backbone ?? `${run.objective} ${short(run.id)}`}</a></th>
              <td><State of={run.state} />{run.reason && <div class="hint">{run.reason}</div>}</td>
              <td><Progress of={run} name={run.backbone ?? run.objective} /></td>
              <td class="number">{figure(run.loss)}</td>
              <td class="number">{figure(run.imagesPerSecond)}</td>
              <td class="nowrap">{duration(run.seconds)}</td>
              <td>{run.dataset === null ? '–' : <a href={deskHref('datasets', run.dataset)}>{run.dataset}</a>}</td>
              <td class="nowrap">{time(run.started)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
