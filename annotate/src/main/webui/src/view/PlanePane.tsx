import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { messageOf } from '../api/problem';
import type { Point } from '../api/types';
import { PlaneView } from '../image/plane';
import type { Shown } from '../image/view';
import { type Plane, SIDES, type Vector, plus, sectionOf } from '../model/volume';
import { useStore } from '../model/store';
import type { Room } from './room';
import { type Pointers, Surface } from './Surface';

const COLOURS: Record<Plane, string> = { axial: '#ffcf70', coronal: '#7ee2a8', sagittal: '#6cb6ff' };
/** The planes that a plane shows as lines: one that lies across the screen, one that stands on it. */
const LINES: Record<Plane, readonly [across: Plane, upright: Plane]> = {
  axial: ['coronal', 'sagittal'],
  coronal: ['axial', 'sagittal'],
  sagittal: ['axial', 'coronal'],
};
const CLICK = 4;

interface Props {
  room: Room;
  plane: Plane;
  /** What the stack shows, for the window. */
  shown: Shown | null;
}

/** One plane through the volume, with lines where the other two cross it. */
export function PlanePane({ room, plane, shown }: Props): JSX.Element {
  const { planes } = room;
  const { volume, cross, active } = useStore(planes.state);
  const { tool } = useStore(room.state);
  const pane = useRef<HTMLDivElement>(null);
  const screen = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<PlaneView | null>(null);
  const [drawn, setDrawn] = useState(0);
  const [trouble, setTrouble] = useState('');

  useEffect(() => {
    if (!volume) {
      return undefined;
    }
    let gone = false;
    let opened: PlaneView | null = null;
    PlaneView.open(screen.current as HTMLDivElement, plane, volume, () => setDrawn((count) => count + 1)).then(
      (made) => {
        if (gone) {
          made.close();
          return;
        }
        opened = made;
        planes.hold(plane, made);
        setView(made);
      },
      (error) => setTrouble(`This plane cannot be shown. ${messageOf(error)}`),
    );
    return () => {
      gone = true;
      planes.hold(plane, null);
      opened?.close();
    };
  }, [volume, plane]);
  useEffect(() => {
    if (view && cross) {
      view.through(cross);
    }
  }, [view, cross]);
  const { lower, upper } = shown?.window ?? {};
  useEffect(() => {
    view?.window(lower === undefined || upper === undefined ? null : { lower, upper }, shown?.inverted ?? false);
  }, [view, lower, upper, shown?.inverted]);

  const at = view && cross ? view.onScreen(cross) : null;
  useEffect(() => {
    if (view && cross && screen.current) {
      tell(screen.current, view, plane, cross);
      // Cornerstone fills what is beyond the volume with its smallest value, which may look like tissue.
      const section = volume ? sectionOf(volume.grid, plane, cross) : [];
      screen.current.style.clipPath = `polygon(${section.map((corner) => view.onScreen(corner).map((v) => `${v.toFixed(2)}px`).join(' ')).join(',')})`;
    }
  }, [view, cross, drawn]);

  const pointers = useMemo(() => pointersOf(room, plane), [room, plane]);
  const [across, upright] = LINES[plane];
  const [left, top] = SIDES[plane].letters;
  return (
    <Surface
      id={plane}
      label={`${plane} plane`}
      pane={pane}
      screen={screen}
      onWheel={(by) => planes.scroll(plane, by)}
      onFocus={() => planes.activate(plane)}
      pointers={pointers}
      cursor={tool === 'pan' ? 'grab' : 'crosshair'}
      marked={active === plane}
    >
      {at && (
        <svg class="cross" aria-hidden="true">
          <line x1="0" x2="100%" y1={at[1]} y2={at[1]} stroke={COLOURS[across]} />
          <line y1="0" y2="100%" x1={at[0]} x2={at[0]} stroke={COLOURS[upright]} />
        </svg>
      )}
      <p class="side left" aria-hidden="true">{left}</p>
      <p class="side top" aria-hidden="true">{top}</p>
      <p class="corner">
        <span style={{ color: COLOURS[plane] }}>{plane}</span>
        {view && <span>{Math.round(view.zoom * 100)} %</span>}
      </p>
      {trouble && <p role="alert" class="trouble over">{trouble}</p>}
    </Surface>
  );
}

/** A click crosses the planes there; a drag does what it does on the stack. */
function pointersOf({ planes, state }: Room, plane: Plane): Pointers {
  let begun: Point | null = null;
  return {
    down: (at, button) => {
      begun = button === 0 ? at : null;
    },
    move: (at, right, down, buttons) => {
      if (begun && Math.hypot(at[0] - begun[0], at[1] - begun[1]) >= CLICK) {
        begun = null;
      }
      if (buttons !== 0 && !begun) {
        planes.drag(plane, right, down, buttons & 2 ? 'zoom' : buttons & 4 ? 'pan' : state.get().tool);
      }
    },
    up: (at) => {
      if (begun) {
        planes.click(plane, at);
      }
      begun = null;
    },
    doubled: () => {},
  };
}

/** What is shown, for whoever drives the page: the place where the planes cross, and mm from there on the screen. */
function tell(element: HTMLElement, view: PlaneView, plane: Plane, cross: Vector): void {
  const { right, down } = SIDES[plane];
  const [e, f] = view.onScreen(cross);
  const [[ax, ay], [cx, cy]] = [view.onScreen(plus(cross, right)), view.onScreen(plus(cross, down))];
  element.dataset['cross'] = cross.map((v) => v.toFixed(3)).join(',');
  element.dataset['matrix'] = [ax - e, ay - f, cx - e, cy - f, e, f].map((v) => v.toFixed(4)).join(',');
  element.dataset['zoom'] = view.zoom.toFixed(3);
}
