import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { messageOf } from '../api/problem';
import { Dialog } from '../ui/Dialog';
import { Answer, useAsked } from './asked';
import { Command } from './Command';
import { useApp, useRole } from './context';
import { figure, short, time, words } from './format';
import { Empty, Head, Progress, State } from './parts';
import { Scroll } from './Scroll';
import type { Job } from './types';
import { StreamNote, useStream } from './useStream';

/** What is being done, live. */
export function JobsView(): JSX.Element {
  const app = useApp();
  const asked = useAsked(() => app.client.get<Job[]>('/api/jobs'), '');
  const [stopping, setStopping] = useState<Job | null>(null);
  const cancelled = useRef(false);
  useEffect(() => {
    // The button that had the focus goes with the job.
    if (stopping === null && cancelled.current) {
      cancelled.current = false;
      document.querySelector<HTMLElement>('#content h1')?.focus();
    }
  }, [stopping]);
  const done = (): void => {
    cancelled.current = true;
    setStopping(null);
    asked.again();
  };
  const mayCancel = ['researcher', 'admin'].includes(useRole());
  const stream = useStream(asked.value === null ? null : 'jobs', {
    url: () => '/api/jobs/events',
    events: { jobs: (jobs: Job[]) => asked.set(() => jobs) },
  });
  return (
    <>
      <Head title="Jobs"><Command name="jobs" /></Head>
      {asked.value !== null && <StreamNote state={stream} />}
      <Answer of={asked} what="the jobs">
        {(jobs) => (jobs.length === 0 ? (
          <Empty>
            <p>There was no job yet. Pretraining makes one:</p>
            <Command name="pretrain" with={{ recipe: 'simclr-resnet18', dataset: 'chest' }} />
          </Empty>
        ) : (
          <Scroll label="Jobs">
            <table class="list" data-testid="jobs">
              <thead>
                <tr>
                  <th scope="col">Job</th><th scope="col">State</th><th scope="col">Progress</th><th scope="col">Figures</th>
                  <th scope="col">Begun</th>{mayCancel && <th scope="col"><span class="hidden">Cancel</span></th>}
                </tr>
              </thead>
              <tbody>{jobs.map((job) => <Row key={job.id} job={job} onCancel={mayCancel ? () => setStopping(job) : null} />)}</tbody>
            </table>
          </Scroll>
        ))}
      </Answer>
      {stopping && <CancelDialog job={stopping} onClose={() => setStopping(null)} onDone={done} />}
    </>
  );
}

const ended = (job: Job): boolean => !['QUEUED', 'RUNNING'].includes(job.state);

function Row({ job, onCancel }: { job: Job; onCancel: (() => void) | null }): JSX.Element {
  const figures = Object.entries(job.figures ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return (
    <tr data-testid={`job-${job.id}`}>
      <th scope="row">{job.kind} <code>{short(job.id)}</code></th>
      <td>
        <State of={job.state} />
        {job.attempt > 1 && <span class="hint"> attempt {job.attempt}</span>}
        {job.error && <div class="trouble">{job.error}</div>}
      </td>
      <td><Progress of={job} name={`${job.kind} ${short(job.id)}`} /></td>
      <td>{figures.map(([name, value]) => `${words(name)} ${figure(value)}`).join(', ')}</td>
      <td class="nowrap">{time(job.created)}</td>
      {onCancel && (
        <td>{!ended(job) && <button type="button" onClick={onCancel} aria-label={`Cancel ${job.kind} ${short(job.id)}`} data-testid="cancel">Cancel</button>}</td>
      )}
    </tr>
  );
}

function CancelDialog({ job, onClose, onDone }: { job: Job; onClose: () => void; onDone: () => void }): JSX.Element {
  const app = useApp();
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const cancel = async (): Promise<void> => {
    setBusy(true);
    try {
      await app.client.post(`/api/jobs/${encodeURIComponent(job.id)}/cancel`);
      app.say(`${job.kind} ${short(job.id)} was asked to stop.`);
      onDone();
    } catch (error) {
      setTrouble(messageOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={`Cancel ${job.kind} ${short(job.id)}?`} testId="cancel-dialog" onClose={onClose}>
      <p>It stops at its next step. Its checkpoints stay.</p>
      <p role="alert" class="trouble">{trouble}</p>
      <div class="row">
        <button type="button" onClick={onClose} data-testid="cancel-not">Let it run</button>
        <button type="button" class="primary" disabled={busy} onClick={() => void cancel()} data-testid="cancel-yes">Cancel the job</button>
      </div>
      <p class="hint">The same as a command:</p>
      <Command name="job-cancel" with={{ id: job.id }} />
    </Dialog>
  );
}
