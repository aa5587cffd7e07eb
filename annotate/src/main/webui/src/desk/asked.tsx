import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { messageOf } from '../api/problem';

export interface Asked<T> {
  /** The last answer, kept while the next one comes. */
  value: T | null;
  trouble: string;
  busy: boolean;
  again: () => void;
  set: (change: (value: T) => T) => void;
}

/** Asks the server, again whenever `key` changes; an answer that comes late is not taken for that of a later question. */
export function useAsked<T>(ask: () => Promise<T>, key: string): Asked<T> {
  const [state, setState] = useState<{ value: T | null; trouble: string; busy: boolean }>({ value: null, trouble: '', busy: true });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = true;
    setState(({ value }) => ({ value, trouble: '', busy: true }));
    ask().then(
      (value) => wanted && setState({ value, trouble: '', busy: false }),
      (error) => wanted && setState(({ value }) => ({ value, trouble: messageOf(error), busy: false })),
    );
    return () => void (wanted = false);
  }, [key, turn]);
  return {
    ...state,
    again: () => setTurn(turn + 1),
    set: (change) => setState((now) => (now.value === null ? now : { ...now, value: change(now.value) })),
  };
}

interface Props<T> {
  of: Asked<T>;
  /** What is waited for. */
  what: string;
  children: (value: T) => ComponentChildren;
}

/** An answer, or where it is: awaited, or refused with the reason and another try. */
export function Answer<T>({ of, what, children }: Props<T>): JSX.Element {
  return (
    <div aria-busy={of.busy} data-testid="answer">
      {of.trouble && (
        <p role="alert" class="trouble" data-testid="trouble">
          {of.trouble} <button type="button" onClick={of.again}>Try again</button>
        </p>
      )}
      {of.value === null ? of.busy && <p class="waiting">Loading {what} …</p> : children(of.value)}
    </div>
  );
}
