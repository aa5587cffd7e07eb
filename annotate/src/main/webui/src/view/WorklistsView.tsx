import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { messageOf } from '../api/problem';
import type { Worklist } from '../api/types';
import type { App } from '../ui/app';
import { hrefOf } from '../ui/route';

export function WorklistsView({ app, onHelp }: { app: App; onHelp: () => void }): JSX.Element {
  const [worklists, setWorklists] = useState<Worklist[] | null>(null);
  const [trouble, setTrouble] = useState('');
  const session = app.gate.state.get().session;
  const load = (): void => {
    setTrouble('');
    app.client.worklists().then(setWorklists, (error) => setTrouble(messageOf(error)));
  };
  useEffect(load, []);
  const leave = async (): Promise<void> => {
    await app.client.logOut().catch((error) => app.say(messageOf(error)));
    location.reload();
  };
  const unsaved = app.pending.readings();
  return (
    <main class="page">
      <header class="row">
        <h1>Worklists</h1>
        <span class="spring" />
        <span data-testid="user">{session?.displayName || session?.user}</span>
        <a href={hrefOf({ at: 'desk', path: ['fairness'] })} data-testid="to-reports">Fairness reports</a>
        <button type="button" onClick={onHelp}>Keys <kbd>?</kbd></button>
        <button type="button" onClick={() => void leave()} data-testid="logout">Log out</button>
      </header>
      {unsaved.length > 0 && (
        <div role="alert" class="banner" data-testid="unsaved">
          Not saved yet:{' '}
          {unsaved.map((id) => (
            <a key={id} href={hrefOf({ at: 'reading', id })}>reading {id.slice(0, 8)}</a>
          ))}
        </div>
      )}
      {trouble && (
        <p role="alert" class="trouble">{trouble} <button type="button" onClick={load}>Try again</button></p>
      )}
      {worklists?.length === 0 && <p>There is no worklist with readings of yours.</p>}
      <ul class="cards">
        {worklists?.map((worklist) => (
          <li key={worklist.name}>
            <a href={hrefOf({ at: 'worklist', name: worklist.name })} data-testid={`worklist-${worklist.name}`}>
              <strong>{worklist.title || worklist.name}</strong>
              <span>{worklist.labelSet}</span>
              <progress max={Math.max(1, worklist.total)} value={worklist.total - worklist.open} aria-label="Progress" />
              <span>
                {worklist.open} open, {worklist.committed} committed, {worklist.skipped} skipped
              </span>
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
}
