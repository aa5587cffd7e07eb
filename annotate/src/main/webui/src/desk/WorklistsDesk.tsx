import type { JSX } from 'preact';
import type { Worklist } from '../api/types';
import { Answer, useAsked } from './asked';
import { Command } from './Command';
import { useApp } from './context';
import { count } from './format';
import { Empty, Head, deskHref } from './parts';
import { Scroll } from './Scroll';

/** How far readings have come. */
export function WorklistsDesk(): JSX.Element {
  const app = useApp();
  const asked = useAsked(() => app.client.worklists(), '');
  return (
    <>
      <Head title="Worklists"><Command name="worklists" /></Head>
      <Answer of={asked} what="the worklists">
        {(worklists) => (worklists.length === 0 ? (
          <Empty>
            <p>There is no worklist yet. This deals the studies of a dataset to a reader:</p>
            <Command name="worklist-create" with={{ name: 'chest-1', dataset: 'chest', reader: 'anna' }} />
          </Empty>
        ) : <List worklists={worklists} />)}
      </Answer>
    </>
  );
}

function List({ worklists }: { worklists: Worklist[] }): JSX.Element {
  return (
    <Scroll label="Worklists">
      <table class="list" data-testid="worklists">
        <thead>
          <tr>
            <th scope="col">Worklist</th><th scope="col">Label set</th><th scope="col">Progress</th>
            <th scope="col" class="number">Open</th><th scope="col" class="number">Committed</th><th scope="col" class="number">Skipped</th>
          </tr>
        </thead>
        <tbody>
          {worklists.map((one) => (
            <tr key={one.name} data-testid={`worklist-${one.name}`}>
              <th scope="row"><a href={deskHref('worklists', one.name)}>{one.title || one.name}</a></th>
              <td>{one.labelSet}</td>
              <td>
                <span class="progress">
                  <progress max={Math.max(1, one.total)} value={one.total - one.open} aria-label={`Progress of ${one.name}`} />
                  <span>{count(one.total - one.open)} of {count(one.total)}</span>
                </span>
              </td>
              <td class="number">{count(one.open)}</td>
              <td class="number">{count(one.committed)}</td>
              <td class="number">{count(one.skipped)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
