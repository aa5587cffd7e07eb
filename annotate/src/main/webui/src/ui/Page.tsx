import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { commandsOf } from '../model/keys';
import { useStore } from '../model/store';
import { ReadingView } from '../view/ReadingView';
import { WorklistView } from '../view/WorklistView';
import { WorklistsView } from '../view/WorklistsView';
import type { App } from './app';
import { HelpDialog } from './HelpDialog';
import { LoginDialog } from './LoginDialog';
import { inField } from './fields';
import { route } from './route';

export function Page({ app }: { app: App }): JSX.Element {
  const gate = useStore(app.gate.state);
  const at = useStore(route);
  const said = useStore(app.said);
  const [help, setHelp] = useState(false);
  useEffect(() => {
    document.body.dataset['view'] = gate.session ? at.at : 'login';
  }, [at, gate.session]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!inField(event) && commandsOf(event, 'worklist').includes('help')) {
        event.preventDefault();
        setHelp(true);
      }
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
  return (
    <>
      {gate.session && at.at === 'worklists' && <WorklistsView app={app} onHelp={() => setHelp(true)} />}
      {gate.session && at.at === 'worklist' && <WorklistView key={at.name} app={app} name={at.name} />}
      {gate.session && at.at === 'reading' && (
        <ReadingView key={at.id} app={app} id={at.id} onHelp={() => setHelp(true)} />
      )}
      <p role="status" aria-live="polite" class="said" data-testid="status" key="said">
        {said.text}
      </p>
      {help && <HelpDialog onClose={() => setHelp(false)} />}
      {gate.asking && <LoginDialog app={app} />}
    </>
  );
}
