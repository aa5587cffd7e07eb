import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { messageOf } from '../api/problem';
import type { App } from '../ui/app';
import { inField } from '../ui/fields';
import { type Route, go, hrefOf } from '../ui/route';
import { BackboneView } from './BackboneView';
import { CatalogueView } from './CatalogueView';
import { AppContext } from './context';
import { DatasetView } from './DatasetView';
import { DatasetsView } from './DatasetsView';
import './desk.css';
import { EfficiencyView } from './EfficiencyView';
import { FairnessView } from './FairnessView';
import { JobsView } from './JobsView';
import { LineageStart, LineageView } from './LineageView';
import { ModelsView } from './ModelsView';
import { Nav } from './Nav';
import { Head } from './parts';
import { QuarantineView } from './QuarantineView';
import { RunView } from './RunView';
import { RunsView } from './RunsView';
import { Chord, type ViewId, viewsOf } from './views';
import { WorklistDesk } from './WorklistDesk';
import { WorklistsDesk } from './WorklistsDesk';

type Place = Pick<Extract<Route, { at: 'desk' }>, 'path' | 'query'>;

const steps = ({ query }: Place, name: string): number => {
  const value = Number(query?.find(([known]) => known === name)?.[1]);
  return value >= 1 && value <= 6 ? value : 3;
};

const VIEWS: Record<ViewId, (place: Place, id: string | undefined) => JSX.Element> = {
  catalogue: ({ query }) => <CatalogueView where={(query ?? []).filter(([name]) => name === 'where').map(([, value]) => value)} />,
  quarantine: () => <QuarantineView />,
  datasets: (_, id) => (id ? <DatasetView key={id} id={id} /> : <DatasetsView />),
  runs: (_, id) => (id ? <RunView key={id} id={id} /> : <RunsView />),
  models: (_, id) => (id ? <BackboneView key={id} id={id} /> : <ModelsView />),
  lineage: (place, kind) => {
    const id = place.path[2];
    return kind && id ? <LineageView focus={{ kind, id }} up={steps(place, 'up')} down={steps(place, 'down')} /> : <LineageStart />;
  },
  efficiency: () => <EfficiencyView />,
  fairness: () => <FairnessView />,
  jobs: () => <JobsView />,
  worklists: (_, name) => (name ? <WorklistDesk key={name} name={name} /> : <WorklistsDesk />),
};

interface Props {
  app: App;
  place: Place;
  onHelp: () => void;
}

/** The research desk: what there is, what was made of it, and the command for everything shown. */
export function Desk({ app, place, onHelp }: Props): JSX.Element {
  const session = app.gate.state.get().session;
  const role = session?.role ?? '';
  const views = viewsOf(role);
  const wanted = place.path[0];
  const view = wanted === undefined ? views[0] : views.find((one) => one.id === wanted);
  useEffect(() => {
    const chord = new Chord(views);
    const pressed = (event: KeyboardEvent): void => {
      const to = inField(event) ? null : chord.press(event, event.timeStamp);
      if (to) {
        event.preventDefault();
        go({ at: 'desk', path: [to.id] });
        // A view that is there already does not take the focus by itself.
        document.querySelector<HTMLElement>('#content h1')?.focus();
      }
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [role]);
  useEffect(() => {
    document.body.dataset['desk'] = view?.id ?? '';
    // What was said of the view before.
    app.say('');
    return () => void delete document.body.dataset['desk'];
  }, [view?.id]);
  const leave = async (): Promise<void> => {
    await app.client.logOut().catch((error) => app.say(messageOf(error)));
    location.hash = '#/';
    location.reload();
  };
  const skip = (event: Event): void => {
    event.preventDefault();
    document.getElementById('content')?.focus();
  };
  return (
    <AppContext.Provider value={app}>
      <div class="desk">
        <header class="top">
          <a class="skip" href={hrefOf({ at: 'desk', ...place })} onClick={skip} data-testid="skip">Skip to the content</a>
          <span class="name">Isocenter</span>
          <span class="spring" />
          <span data-testid="user">{session?.displayName || session?.user} <span class="hint">{role}</span></span>
          <button type="button" onClick={onHelp}>Keys <kbd>?</kbd></button>
          <button type="button" onClick={() => void leave()} data-testid="logout">Log out</button>
        </header>
        <Nav views={views} current={view?.id} readingRoom={role === 'radiologist'} />
        <main id="content" tabIndex={-1} data-testid="desk">
          {view ? VIEWS[view.id](place, place.path[1]) : <Head title="There is no such view" />}
        </main>
      </div>
    </AppContext.Provider>
  );
}
