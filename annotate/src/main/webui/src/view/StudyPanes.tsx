import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Content, Mark, Prior } from '../api/types';
import type { ImageView, Shown } from '../image/view';
import { likeIn, presetOf } from '../model/hanging';
import { type Picture, picturesOf } from '../model/stack';
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

/** The study as it hangs, the planes of a volume and, beside it, a prior. */
export function StudyPanes(props: Props): JSX.Element {
  const { app, room, view } = props;
  const { phase } = useStore(room.planes.state);
  const { priors } = room.session.reading;
  const prior = priors[view.prior];
  const inPlanes = phase === 'on';
  return (
    <div class="panes">
      <div class="hung" style={{ '--columns': inPlanes ? 2 : view.columns }}>
        {view.panes.map((_, pane) => (!inPlanes || pane === view.active) && <StudyPane key={pane} {...props} pane={pane} />)}
        {inPlanes && PLANES.map((plane) => <PlanePane key={plane} room={room} plane={plane} shown={view.shown} />)}
      </div>
      {prior && <PriorPane key={prior.study} app={app} prior={prior} like={view.shown?.picture} />}
    </div>
  );
}

/** One place of the study, with what is drawn on the image there. */
function StudyPane({ app, room, view, content, others, pane }: Props & { pane: number }): JSX.Element {
  const { reading } = room.session;
  const { drawing, number } = useStore(room.pen.state);
  const held = useStore(room.grip.state);
  const planes = useStore(room.planes.state);
  const [shown, setShown] = useState<Shown | null>(null);
  const hung = view.panes[pane];
  const pictures = room.stacks[hung?.series ?? 0] ?? [];
  const active = pane === view.active;
  const here = (marks: readonly Mark[] = []): Mark[] =>
    marks.filter(({ instance, frame }) => instance === shown?.picture.instance && frame === shown.picture.frame);
  const own = here(content.marks).map((mark) => (held.mark?.id === mark.id ? held.mark : mark));
  const layers = [
    { reader: '', colour: OWN_COLOUR, marks: own },
    ...others.map(({ reader, content: theirs }, index) => ({
      reader,
      colour: READER_COLOURS[index % READER_COLOURS.length] ?? OWN_COLOUR,
      marks: view.hidden.includes(reader) ? [] : here(theirs.marks),
    })),
  ];
  const series = reading.series[hung?.series ?? 0];
  const several = view.panes.length > 1 || planes.phase === 'on';
  return (
    <ImagePane
      id={pane === 0 ? 'viewport' : `viewport-${pane + 1}`}
      label={`Image ${shown ? `${shown.index + 1} of ${shown.count}` : ''}${shown?.picture.view ? `, ${titleOf(shown)}` : ''}`}
      client={app.client}
      study={reading.study}
      pictures={pictures}
      index={hung?.index ?? 0}
      preset={presetOf(series?.modality ?? null, series?.bodyPart ?? null)}
      onView={(made, element) => {
        room.put(pane, made, element);
        if (active && document.activeElement === document.body) {
          element?.focus();
        }
      }}
      onShown={(now) => {
        setShown(now);
        room.showed(pane, now);
      }}
      onWheel={(by) => {
        room.activate(pane);
        room.scroll(by);
      }}
      onFocus={() => room.activate(pane)}
      marked={several && active && planes.active === null}
      pointers={pointersOf(room)}
      cursor={drawing ? 'crosshair' : CURSORS[view.tool]}
    >
      {shown && view.overlays && pictures.includes(shown.picture) && (
        <Overlay
          shown={shown}
          layers={layers}
          selected={view.selected}
          handle={held.handle}
          drawing={active ? drawing : null}
          number={number}
          titleOf={(finding) => room.session.finding(finding)?.title ?? finding}
          onTake={(mark, handle) => {
            room.activate(pane);
            room.select(mark);
            if (room.session.editable) {
              room.grip.take(mark, handle);
            }
          }}
        />
      )}
      {shown && <Corner shown={shown} {...(view.panes.length > 1 ? { title: titleOf(shown) } : {})} />}
    </ImagePane>
  );
}

function titleOf({ picture: { view, side } }: Shown): string {
  return [side, view].filter(Boolean).join(' ');
}

function pointersOf(room: Room): Pointers {
  const { pen, grip } = room;
  return {
    down: (at, button) => {
      if (button === 0 && !grip.drag(at)) {
        pen.pointerDown(at);
      }
    },
    move: (at, right, down, buttons) => {
      if (pen.drawing && (buttons & ~1) === 0) {
        pen.pointerMove(at);
      } else if (buttons !== 0 && !grip.drag(at)) {
        room.drag(right, down, buttons & 2 ? 'zoom' : buttons & 4 ? 'pan' : undefined);
      }
    },
    up: (at) => {
      grip.drop();
      pen.pointerUp(at);
    },
    doubled: () => pen.closePolygon(),
  };
}

/** A prior has its own window and zoom, and nothing is drawn on it. */
function PriorPane({ app, prior, like }: { app: App; prior: Prior; like: Picture | undefined }): JSX.Element {
  const pictures = useMemo(() => prior.series.flatMap(picturesOf), [prior]);
  const index = useMemo(() => likeIn(pictures, like), [prior]);
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
      index={index}
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
