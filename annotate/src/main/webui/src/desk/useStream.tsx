import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { pause } from '../ui/app';
import { useApp } from './context';
import { Stream, type StreamState, type Ways } from './stream';

/** Follows events of the server while the view is there; null as URL: there is nothing to follow. */
export function useStream(key: string | null, ways: Pick<Ways, 'url' | 'events' | 'last'>): StreamState {
  const app = useApp();
  const [state, setState] = useState<StreamState>('connecting');
  useEffect(() => {
    if (key === null) {
      setState('ended');
      return;
    }
    const stream = new Stream({
      ...ways,
      open: (url) => new EventSource(url),
      check: () => app.client.get('/api/session'),
      pause: (milliseconds) => pause(milliseconds, () => {}),
    });
    const unsubscribe = stream.state.subscribe(setState);
    stream.start();
    return () => {
      unsubscribe();
      stream.stop();
    };
  }, [key]);
  return state;
}

const SAID: Record<StreamState, string> = {
  connecting: 'Connecting …',
  live: 'Live',
  lost: 'The connection is lost. What is shown is the last that came; connecting again …',
  ended: '',
};

export function StreamNote({ state }: { state: StreamState }): JSX.Element {
  return <p role="status" class={`stream ${state}`} data-testid="stream" data-state={state}>{SAID[state]}</p>;
}
