import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Content, Prior } from '../api/types';
import type { ImageView, Shown } from '../image/view';
import { picturesOf } from '../model/stack';
import { useStore } from '../model/store';
import type { App } from '../ui/app';
import { PLANES } from '../model/volume';
import { ImagePane } from './ImagePane';
import { Overlay } from './Overlay';
import { READER_COLOURS } from './OthersPanel';
import type { Room } from './room';
import { PlanePane } from './PlanePane';
import type { RoomState } from './roomState';
import type { Pointers } from './Surface';

const OWN_COLOUR = '#6cb6ff';
const CURSORS = { window: 'default', zoom: 'ns-resize', pan: 'grab' } as const;

interface Props {
  app: App;
  room: Room;
  view: RoomState;
  content: Content;
  others: readonly { reader: string; content: Content }[];
}

/** The study in view and, beside it, a prior. */
export function StudyPanes({ app, room, view, content, others }: Props): JSX.Element {
  const { reading } = room.session;
  const { drawing, number } = useStore(room.pen.state);
  const { phase, active } = useStore(room.planes.state);
  const { shown } = view;
  const pictures = room.stacks[view.series] ?? [];
  const prior = reading.priors[view.prior];
  const layers = [
    { reader: '', colour: OWN_COLOUR, marks: room.marksInView(content.marks) },
    ...others.map(({ reader, content: theirs }, index) => ({
      reader,
      colour: READER_COLOURS[index % READER_COLOURS.length] ?? OWN_COLOUR,
      marks: view.hidden.includes(reader) ? [] : room.marksInView(theirs.marks ?? []),
    })),
  ];
  return (
    <div class="panes">
      <div class={phase === 'on' ? 'hung planes' : 'hung'}>
      <ImagePane
        id="viewport"
        label={`Image ${shown ? `${shown.index + 1} of ${shown.count}` : ''}`}
        client={app.client}
        study={reading.study}
        pictures={pictures}
        index={0}
        onView={(made, element) => {
          Object.assign(room, { view: made, element });
          if (document.activeElement === document.body) {
            element?.focus();
          }
        }}
        onShown={(now) => room.showed(now)}
        onFocus={() => room.planes.activate(null)}
        marked={phase === 'on' && active === null}
        onWheel={(by) => room.scroll(by)}
        pointers={pointersOf(room)}
        cursor={drawing ? 'crosshair' : CURSORS[view.tool]}
      >
        {shown && view.overlays && pictures.includes(shown.picture) && (
          <Overlay
            shown={shown}
            layers={layers}
            selected={view.selected}
            drawing={drawing}
            number={number}
            titleOf={(finding) => room.session.finding(finding)?.title ?? finding}
            onSelect={(mark) => room.set({ selected: mark.id })}
          />
        )}
        {shown && <Corner shown={shown} />}
      </ImagePane>
      {phase === 'on' && PLANES.map((plane) => <PlanePane key={plane} room={room} plane={plane} shown={shown} />)}
      </div>
      {prior && <PriorPane key={prior.study} app={app} prior={prior} />}
    </div>
  );
}

function pointersOf(room: Room): Pointers {
  const { pen } = room;
  return {
    down: (at, button) => {
      if (button === 0) {
        pen.pointerDown(at);
      }
    },
    move: (at, right, down, buttons) => {
      if (pen.drawing && (buttons & ~1) === 0) {
        pen.pointerMove(at);
      } else if (buttons !== 0) {
        room.drag(right, down, buttons & 2 ? 'zoom' : buttons & 4 ? 'pan' : undefined);
      }
    },
    up: (at) => pen.pointerUp(at),
    doubled: () => pen.closePolygon(),
  };
}

/** A prior has its own window and zoom, and nothing is drawn on it. */
function PriorPane({ app, prior }: { app: App; prior: Prior }): JSX.Element {
  const pictures = useMemo(() => prior.series.flatMap(picturesOf), [prior]);
  const [shown, setShown] = useState<Shown | null>(null);
  const view = useRef<ImageView | null>(null);
  const pointers: Pointers = {
    down: () => {},
    up: () => {},
    doubled: () => {},
    move: (_at, right, down, buttons) => {
      if (buttons & 2) {
        view.current?.zoomBy(1.01 ** -down);
      } else if (buttons & 4) {
        view.current?.panBy(right, down);
      } else if (buttons & 1) {
        view.current?.adjustWindow(right, down);
      }
    },
  };
  return (
    <ImagePane
      id="prior"
      label={`Prior study of ${prior.date ?? 'unknown date'}`}
      client={app.client}
      study={prior.study}
      pictures={pictures}
      index={0}
      onView={(made) => (view.current = made)}
      onShown={setShown}
      onWheel={(by) => void view.current?.go(view.current.index + by)}
      pointers={pointers}
    >
      {shown && <Corner shown={shown} title={`Prior ${prior.date ?? ''}`} />}
    </ImagePane>
  );
}

function Corner({ shown, title }: { shown: Shown; title?: string }): JSX.Element {
  const { window, index, count, zoom } = shown;
  return (
    <p class="corner">
      {title && <span>{title}</span>}
      {count > 1 && <span data-testid="position">{index + 1} / {count}</span>}
      {window && <span>C {Math.round((window.lower + window.upper) / 2)} W {Math.round(window.upper - window.lower)}</span>}
      <span>{Math.round(zoom * 100)} %</span>
    </p>
  );
}
