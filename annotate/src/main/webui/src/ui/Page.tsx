import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { commandsOf } from '../model/keys';
import { useStore } from '../model/store';
import { DeskHelp } from '../desk/DeskHelp';
import { startsAtDesk } from '../desk/views';
import { WorklistView } from '../view/WorklistView';
import { WorklistsView } from '../view/WorklistsView';
import type { App } from './app';
import { HelpDialog } from './HelpDialog';
import { LoginDialog } from './LoginDialog';
import { inField } from './fields';
import { type Route, route } from './route';

const load = (): Promise<typeof import('../view/ReadingView')> => import('../view/ReadingView');

/** The viewer is most of the page's weight; it comes while the list is looked at. */
function Reading(props: { app: App; id: string; onHelp: () => void }): JSX.Element | null {
  const [loaded, setLoaded] = useState<Awaited<ReturnType<typeof load>> | null>(null);
  useEffect(() => {
    load().then(setLoaded, () => props.app.say('The viewer could not be loaded. Reload the page.'));
  }, []);
  return loaded && <loaded.ReadingView {...props} />;
}

const loadDesk = (): Promise<typeof import('../desk/Desk')> => import('../desk/Desk');

/** Readers need none of it. */
function Desk(props: { app: App; place: Extract<Route, { at: 'desk' }>; onHelp: () => void }): JSX.Element | null {
  const [loaded, setLoaded] = useState<Awaited<ReturnType<typeof loadDesk>> | null>(null);
  useEffect(() => {
    loadDesk().then(setLoaded, () => props.app.say('The desk could not be loaded. Reload the page.'));
  }, []);
  return loaded && <loaded.Desk {...props} />;
}

export function Page({ app }: { app: App }): JSX.Element {
  const gate = useStore(app.gate.state);
  const asked = useStore(route);
  const role = gate.session?.role ?? '';
  const at: Route = asked.at !== 'desk' && startsAtDesk(role) ? { at: 'desk', path: [] } : asked;
  const said = useStore(app.said);
  const [help, setHelp] = useState(false);
  useEffect(() => {
    document.body.dataset['view'] = gate.session ? at.at : 'login';
  }, [at.at, gate.session]);
  useEffect(() => {
    if (gate.session && !startsAtDesk(role)) {
      void load().catch(() => {});
    }
  }, [gate.session]);
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
      {gate.session && at.at === 'desk' && <Desk app={app} place={at} onHelp={() => setHelp(true)} />}
      {gate.session && at.at === 'worklists' && <WorklistsView app={app} onHelp={() => setHelp(true)} />}
      {gate.session && at.at === 'worklist' && <WorklistView key={at.name} app={app} name={at.name} />}
      {gate.session && at.at === 'reading' && <Reading key={at.id} app={app} id={at.id} onHelp={() => setHelp(true)} />}
      <p role="status" aria-live="polite" class="said" data-testid="status" key="said">
        <span key={said.number}>{said.text}</span>
      </p>
      {help && (at.at === 'desk' ? <DeskHelp role={role} onClose={() => setHelp(false)} /> : <HelpDialog onClose={() => setHelp(false)} />)}
      {gate.asking && <LoginDialog app={app} />}
    </>
  );
}
