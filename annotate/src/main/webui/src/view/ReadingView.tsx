import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import { messageOf } from '../api/problem';
import { commandsOf } from '../model/keys';
import { presetsOf } from '../model/presets';
import type { ReadingSession } from '../model/session';
import { useStore } from '../model/store';
import type { App } from '../ui/app';
import { ReasonDialog } from '../ui/Dialog';
import { inField, onControl } from '../ui/fields';
import { go, hrefOf } from '../ui/route';
import { AfterCommit } from './AfterCommit';
import { Commands } from './commands';
import { FindingsPanel } from './FindingsPanel';
import { OthersPanel } from './OthersPanel';
import { Room } from './room';
import { SeriesStrip } from './SeriesStrip';
import { StudyPanes } from './StudyPanes';
import { Toolbar } from './Toolbar';
import { fetchAhead, useActivity, useReading } from './useReading';

interface Props {
  app: App;
  id: string;
  onHelp: () => void;
}

export function ReadingView({ app, id, onHelp }: Props): JSX.Element {
  const opened = useReading(app, id);
  if (opened === null) {
    return <main class="centre"><p>Opening …</p></main>;
  }
  if ('trouble' in opened) {
    return (
      <main class="centre" role="alert" data-testid="reading-trouble">
        <p>{opened.trouble}</p>
        <button type="button" onClick={() => location.reload()}>Try again</button>
        <a href={hrefOf({ at: 'worklists' })}>Worklists</a>
      </main>
    );
  }
  return <OpenReading app={app} session={opened.session} onHelp={onHelp} />;
}

function OpenReading({ app, session, onHelp }: { app: App; session: ReadingSession; onHelp: () => void }): JSX.Element {
  const { reading } = session;
  const room = useMemo(() => {
    const back = (): void => go({ at: 'worklist', name: reading.worklist });
    return new Room(session, {
      client: app.client,
      back,
      next: (next) => (next === null ? back() : go({ at: 'reading', id: next })),
      help: onHelp,
      say: app.say,
      failed: (error) => app.say(messageOf(error)),
    });
  }, [session]);
  const state = useStore(session.state);
  const view = useStore(room.state);
  useActivity(app, reading.id);
  useKeys(room);
  useEffect(() => () => {
    room.cine.stop();
    room.planes.close();
  }, [room]);
  const seen = view.shown !== null;
  useEffect(() => {
    if (seen) {
      fetchAhead(app, reading).catch(() => {});
    }
  }, [session, seen]);
  // Before the next frame: a tab that is closed at once after a key has to ask.
  useLayoutEffect(() => {
    Object.assign(document.body.dataset, { saved: String(state.saved), etag: String(state.etag), phase: state.phase });
    document.body.dataset['reading'] = reading.id;
    const leaving = (event: BeforeUnloadEvent): void => event.preventDefault();
    if (!state.saved) {
      addEventListener('beforeunload', leaving);
    }
    return () => removeEventListener('beforeunload', leaving);
  }, [state]);
  useEffect(() => () => void (document.body.dataset['saved'] = 'true'), []);

  useEffect(() => {
    if (state.missing.length > 0) {
      document.querySelector('.finding.missing')?.scrollIntoView({ block: 'nearest' });
    }
  }, [state.missing]);

  const { labelSet } = reading;
  const others = reading.others ?? [];
  const modality = reading.series[view.series]?.modality ?? null;
  const patient = [reading.patientSex, reading.patientAge === null ? null : `${reading.patientAge} years`];
  const reasoned = (work: Promise<unknown>): Promise<void> =>
    work.then(() => room.set({ asking: null }), (error) => app.say(messageOf(error)));
  const skip = async (reason: string): Promise<void> => {
    const next = await session.skip(reason);
    go(next === null ? { at: 'worklist', name: reading.worklist } : { at: 'reading', id: next });
  };
  return (
    <main class="reading" data-testid="reading" onClick={(event) => toImage(event, room)}>
      <header class="row">
        <h1><a href={hrefOf({ at: 'worklist', name: reading.worklist })}>{reading.worklist}</a> / {labelSet.title}</h1>
        <span>{[modality, ...patient, reading.role === 'first' ? null : reading.role].filter(Boolean).join(' · ')}</span>
        <span class="spring" />
        <span class={state.saved ? 'saved' : 'unsaved'} data-testid="saved">{state.saved ? 'saved' : 'saving …'}</span>
        <button type="button" disabled={!state.canUndo || !session.editable} onClick={() => void session.undo()} data-testid="undo">Undo</button>
        <button type="button" disabled={!state.canRedo || !session.editable} onClick={() => void session.redo()} data-testid="redo">Redo</button>
        <button type="button" disabled={state.phase !== 'open'} onClick={() => room.set({ asking: 'skip' })} data-testid="skip">Skip</button>
        <button type="button" class="primary" disabled={!session.editable} onClick={() => void room.commit().catch((error) => app.say(messageOf(error)))} data-testid="commit">
          {state.phase === 'amending' ? 'Save version' : 'Commit'}
        </button>
        <button type="button" onClick={onHelp}>Keys <kbd>?</kbd></button>
      </header>
      {state.trouble && (
        <div role="alert" class="banner" data-testid="unsaved">
          {state.trouble} <button type="button" onClick={() => session.retry()}>Try now</button>
        </div>
      )}
      <div class="body">
        <SeriesStrip
          study={reading.study}
          series={reading.series}
          current={view.series}
          onSeries={(index) => room.toSeries(index)}
          priors={reading.priors}
          prior={view.prior}
          onPrior={(prior) => room.set({ prior })}
        />
        <div class="images">
          <Toolbar room={room} state={view} presets={presetsOf(modality)} labelSet={labelSet} />
          <StudyPanes app={app} room={room} view={view} content={state.content} others={others} />
        </div>
        <aside class="panel" aria-label="Labels">
          {state.phase === 'committed' && (
            <AfterCommit session={session} state={state} onNext={() => void room.commit()} onAmend={() => session.startAmendment()} />
          )}
          {state.phase === 'skipped' && <p class="banner">This reading was skipped.</p>}
          {others.length > 0 && (
            <OthersPanel session={session} others={others} hidden={view.hidden} onToggle={(reader) => room.toggleReader(reader)} />
          )}
          <FindingsPanel
            session={session}
            state={state}
            view={room.inView}
            shown={view.shown}
            selected={view.selected}
            onMark={(mark) => room.toMark(mark)}
            onRemove={(mark) => session.removeMark(mark.id)}
          />
        </aside>
      </div>
      {view.asking === 'skip' && (
        <ReasonDialog title="Skip this study" testId="skip-dialog" action="Skip" onReason={(reason) => reasoned(skip(reason))} onClose={() => room.set({ asking: null })} />
      )}
      {view.asking === 'amend' && (
        <ReasonDialog title="Amend this reading" testId="amend-dialog" action="Save version" onReason={(reason) => reasoned(session.amend(reason))} onClose={() => room.set({ asking: null })} />
      )}
    </main>
  );
}

/** A button that was clicked gives the focus back to the image, so that Space and Enter do not press it again. */
function toImage(event: MouseEvent, room: Room): void {
  const byPointer = event.detail > 0;
  if (byPointer && event.target instanceof Element && event.target.closest('button') && !event.target.closest('dialog, .after')) {
    room.element?.focus();
  }
}

/** The keys work wherever the focus is, but not in fields and dialogs; Enter and Space press the button they are on. */
function useKeys(room: Room): void {
  useEffect(() => {
    const keys = new Commands(room);
    const pressed = (event: KeyboardEvent): void => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (inField(event) || (plain && (event.key === 'Enter' || event.key === ' ') && onControl(event))) {
        return;
      }
      if (event.key === 'Tab' && plain) {
        if (document.activeElement === room.element && !room.pen.drawing && room.cycleMarks(event.shiftKey)) {
          event.preventDefault();
        }
        return;
      }
      if (keys.run(commandsOf(event, 'reading').filter((command) => command !== 'help'), event)) {
        event.preventDefault();
      }
    };
    const released = ({ code }: KeyboardEvent): void => {
      if (code.startsWith('Arrow')) {
        room.grip.drop();
      }
    };
    addEventListener('keydown', pressed);
    addEventListener('keyup', released);
    return () => {
      removeEventListener('keydown', pressed);
      removeEventListener('keyup', released);
    };
  }, [room]);
}
