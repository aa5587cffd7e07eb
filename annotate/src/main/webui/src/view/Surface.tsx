import type { ComponentChildren, JSX, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Point } from '../api/types';

export interface Pointers {
  down: (at: Point, button: number) => void;
  move: (at: Point, right: number, down: number, buttons: number) => void;
  up: (at: Point) => void;
  doubled: () => void;
}

interface Props {
  id: string;
  label: string;
  pane: RefObject<HTMLDivElement>;
  screen: RefObject<HTMLDivElement>;
  onWheel: (by: number) => void;
  onFocus?: (() => void) | undefined;
  pointers?: Pointers | undefined;
  cursor?: string | undefined;
  marked?: boolean | undefined;
  children?: ComponentChildren;
}

/** A part of the screen that shows an image, takes the focus, and hands on what pointer and wheel do there. */
export function Surface(props: Props): JSX.Element {
  const { id, label, pane, screen } = props;
  const latest = useRef(props);
  latest.current = props;
  const last = useRef<Point>([0, 0]);

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
      class={props.marked ? 'pane active' : 'pane'}
      tabIndex={0}
      role="application"
      aria-label={label}
      data-testid={id}
      style={{ cursor: props.cursor ?? 'default' }}
      onContextMenu={(event) => event.preventDefault()}
      onFocus={() => latest.current.onFocus?.()}
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
    </div>
  );
}
