import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Client } from '../api/client';
import { messageOf } from '../api/problem';
import type { Point } from '../api/types';
import { ImageView, type Shown } from '../image/view';
import type { Picture } from '../model/stack';

export interface Pointers {
  down: (at: Point, button: number) => void;
  move: (at: Point, right: number, down: number, buttons: number) => void;
  up: (at: Point) => void;
  doubled: () => void;
}

interface Props {
  id: string;
  label: string;
  client: Client;
  study: string;
  pictures: readonly Picture[];
  index: number;
  onView: (view: ImageView | null, element: HTMLElement | null) => void;
  onShown: (shown: Shown) => void;
  onWheel: (by: number) => void;
  pointers?: Pointers;
  cursor?: string;
  children?: ComponentChildren;
}

/** One image on the screen, with what is drawn on it. */
export function ImagePane(props: Props): JSX.Element {
  const { id, label, client, study, pictures, index } = props;
  const pane = useRef<HTMLDivElement>(null);
  const screen = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [view, setView] = useState<ImageView | null>(null);
  const [trouble, setTrouble] = useState('');
  const last = useRef<Point>([0, 0]);

  useEffect(() => {
    let gone = false;
    let opened: ImageView | null = null;
    const failed = (error: unknown): void => setTrouble(`The image cannot be shown. ${messageOf(error)}`);
    const shown = (now: Shown): void => {
      setTrouble('');
      tell(screen.current, now);
      latest.current.onShown(now);
    };
    ImageView.open(screen.current as HTMLDivElement, id, client, shown, failed).then(
      (made) => {
        if (gone) {
          made.close();
          return;
        }
        opened = made;
        setView(made);
        latest.current.onView(made, pane.current);
      },
      (error) => setTrouble(messageOf(error)),
    );
    return () => {
      gone = true;
      opened?.close();
      latest.current.onView(null, null);
    };
  }, [id, client]);

  const show = (at: number): void => {
    setTrouble('');
    if (screen.current) {
      delete screen.current.dataset['image'];
    }
    view?.show(study, pictures, at).catch((error) => setTrouble(`The image cannot be shown. ${messageOf(error)}`));
  };
  useEffect(() => show(index), [view, study, pictures]);

  useEffect(() => {
    const element = pane.current;
    const turned = (event: WheelEvent): void => {
      event.preventDefault();
      latest.current.onWheel(Math.sign(event.deltaY));
    };
    element?.addEventListener('wheel', turned, { passive: false });
    return () => element?.removeEventListener('wheel', turned);
  }, []);

  const place = (event: PointerEvent): Point => {
    const { left, top } = (screen.current as HTMLElement).getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  return (
    <div
      ref={pane}
      class="pane"
      tabIndex={0}
      role="application"
      aria-label={label}
      data-testid={id}
      style={{ cursor: props.cursor ?? 'default' }}
      onContextMenu={(event) => event.preventDefault()}
      onPointerDown={(event) => {
        if (event.target instanceof HTMLButtonElement) {
          return;
        }
        last.current = [event.clientX, event.clientY];
        pane.current?.setPointerCapture(event.pointerId);
        pane.current?.focus();
        latest.current.pointers?.down(place(event), event.button);
      }}
      onPointerMove={(event) => {
        const [x, y] = last.current;
        last.current = [event.clientX, event.clientY];
        latest.current.pointers?.move(place(event), event.clientX - x, event.clientY - y, event.buttons);
      }}
      onPointerUp={(event) => latest.current.pointers?.up(place(event))}
      onDblClick={() => latest.current.pointers?.doubled()}
    >
      <div ref={screen} class="screen" data-testid={`${id}-screen`} />
      {props.children}
      {trouble && (
        <p role="alert" class="trouble over">
          {trouble} <button type="button" onClick={() => show(view?.index ?? index)}>Try again</button>
        </p>
      )}
    </div>
  );
}

/** What is shown, for whoever drives the page. */
function tell(element: HTMLElement | null, { picture, window, zoom, rotation, inverted, map }: Shown): void {
  if (element) {
    element.dataset['image'] = `${picture.instance}#${picture.frame}`;
    element.dataset['window'] = window ? `${window.lower},${window.upper}` : '';
    element.dataset['zoom'] = zoom.toFixed(3);
    element.dataset['rotation'] = String(rotation);
    element.dataset['inverted'] = String(inverted);
    element.dataset['matrix'] = [map.a, map.b, map.c, map.d, map.e, map.f].map((v) => v.toFixed(4)).join(',');
  }
}
