import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Client } from '../api/client';
import { messageOf } from '../api/problem';
import { ImageView, type Shown } from '../image/view';
import type { Preset } from '../model/presets';
import type { Picture } from '../model/stack';
import { type Pointers, Surface } from './Surface';

interface Props {
  id: string;
  label: string;
  client: Client;
  study: string;
  pictures: readonly Picture[];
  index: number;
  /** For images that bring no window along. */
  preset?: Preset | null;
  onView: (view: ImageView | null, element: HTMLElement | null) => void;
  onShown: (shown: Shown) => void;
  onWheel: (by: number) => void;
  onFocus?: () => void;
  pointers?: Pointers;
  cursor?: string;
  /** Framed, as the one of several that keys are about. */
  marked?: boolean;
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
    view?.show(study, pictures, at, props.preset).catch((error) => {
      setTrouble(`The image cannot be shown. ${messageOf(error)} The reading can be skipped.`);
    });
  };
  useEffect(() => show(index), [view, study, pictures]);

  return (
    <Surface
      id={id}
      label={label}
      pane={pane}
      screen={screen}
      onWheel={props.onWheel}
      onFocus={props.onFocus}
      pointers={props.pointers}
      cursor={props.cursor}
      marked={props.marked}
    >
      {props.children}
      {trouble && (
        <p role="alert" class="trouble over">
          {trouble} <button type="button" onClick={() => show(view?.index ?? index)}>Try again</button>
        </p>
      )}
    </Surface>
  );
}

/** What is shown, for whoever drives the page. */
function tell(element: HTMLElement | null, { picture, window, zoom, rotation, mirrored, inverted, map }: Shown): void {
  if (element) {
    element.dataset['image'] = `${picture.instance}#${picture.frame}`;
    element.dataset['window'] = window ? `${window.lower},${window.upper}` : '';
    element.dataset['zoom'] = zoom.toFixed(3);
    element.dataset['rotation'] = String(rotation);
    element.dataset['mirrored'] = String(mirrored);
    element.dataset['inverted'] = String(inverted);
    element.dataset['matrix'] = [map.a, map.b, map.c, map.d, map.e, map.f].map((v) => v.toFixed(4)).join(',');
  }
}
