import { expect, test, vi } from 'vitest';
import { Stream } from '../src/desk/stream';

/** A source that the test speaks for. */
class Spoken {
  readonly listeners = new Map<string, (event: { data?: string }) => void>();
  closed = false;
  constructor(readonly url: string) {}
  addEventListener(type: string, listener: (event: { data?: string }) => void): void {
    this.listeners.set(type, listener);
  }
  close(): void {
    this.closed = true;
  }
  say(type: string, data?: unknown): void {
    this.listeners.get(type)?.(data === undefined ? {} : { data: JSON.stringify(data) });
  }
}

function streaming(checks: (() => Promise<unknown>)[] = []) {
  const sources: Spoken[] = [];
  const pauses: number[] = [];
  const points: number[] = [];
  const states: string[] = [];
  const stream = new Stream({
    url: () => `/events?after=${points.at(-1) ?? 0}`,
    events: { points: (more: number[]) => points.push(...more), end: () => {} },
    last: 'end',
    open: (url) => {
      sources.push(new Spoken(url));
      return sources.at(-1) as Spoken;
    },
    check: () => (checks.shift() ?? (() => Promise.resolve()))(),
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  });
  stream.state.subscribe((state) => states.push(state));
  stream.start();
  return { stream, sources, pauses, points, states, source: () => sources.at(-1) as Spoken };
}

test('after a break it goes on where it was', async () => {
  const { sources, source, points, states } = streaming();
  source().say('open');
  source().say('points', [1, 2, 7]);
  source().say('error');
  await vi.waitFor(() => expect(sources).toHaveLength(2));
  expect(source().url).toBe('/events?after=7');
  sources[0]?.say('points', [99]);
  source().say('points', [8]);
  expect(points).toEqual([1, 2, 7, 8]);
  expect(states).toEqual(['live', 'connecting', 'live']);
});

test('while the server is away it says so, and asks less and less often', async () => {
  const away = () => Promise.reject(new Error('away'));
  const { sources, source, pauses, states } = streaming(Array.from({ length: 6 }, () => away));
  source().say('error');
  await vi.waitFor(() => expect(sources).toHaveLength(2));
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  expect(states).toEqual(['lost']);
  source().say('open');
  source().say('error');
  await vi.waitFor(() => expect(sources).toHaveLength(3));
  expect(pauses.at(-1)).toBe(1000);
});

test('an ended session is renewed first: nothing is opened before', async () => {
  let logIn = (): void => {};
  const { sources, source } = streaming([() => new Promise<void>((resolve) => (logIn = resolve))]);
  source().say('error');
  await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
  expect(sources).toHaveLength(1);
  logIn();
  await vi.waitFor(() => expect(sources).toHaveLength(2));
});

test('after the last event, and after the view is left, nothing is opened again', async () => {
  const ended = streaming();
  ended.source().say('end', {});
  ended.source().say('error');
  const left = streaming();
  left.stream.stop();
  left.source().say('error');
  await new Promise((resolve) => setTimeout(resolve));
  expect([ended.sources.length, left.sources.length]).toEqual([1, 1]);
  expect(ended.source().closed).toBe(true);
  expect(ended.states.at(-1)).toBe('ended');
});
