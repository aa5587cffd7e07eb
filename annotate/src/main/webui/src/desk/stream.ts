import { Store } from '../model/store';

/** `connecting` for the first time or after a break; `lost` when that failed, too. */
export type StreamState = 'connecting' | 'live' | 'lost' | 'ended';

/** What is used of an EventSource. */
export interface Source {
  addEventListener(type: string, listener: (event: { data?: string }) => void): void;
  close(): void;
}

export interface Ways {
  /** Asked before each connection: it names what has been seen. */
  url: () => string;
  events: Readonly<Record<string, (data: never) => void>>;
  /** The event after which nothing more comes. */
  last?: string;
  open: (url: string) => Source;
  /** Whether the server is there and knows us; it waits for the login where that is needed. */
  check: () => Promise<unknown>;
  pause: (milliseconds: number) => Promise<void>;
}

const FIRST = 1000;
const LONGEST = 30_000;

/** Events of the server that go on after a break, and after the session was renewed: EventSource alone gives up on 401. */
export class Stream {
  readonly state = new Store<StreamState>('connecting');
  private source: Source | null = null;
  private stopped = false;
  private failures = 0;

  constructor(private readonly ways: Ways) {}

  start(): void {
    const source = this.ways.open(this.ways.url());
    this.source = source;
    const alive = (): void => {
      this.failures = 0;
      this.state.set('live');
    };
    source.addEventListener('open', alive);
    source.addEventListener('error', () => this.source === source && void this.resume());
    for (const [type, take] of Object.entries(this.ways.events)) {
      source.addEventListener(type, ({ data }) => {
        if (this.source === source && data !== undefined) {
          alive();
          take(JSON.parse(data) as never);
          if (type === this.ways.last) {
            this.stop();
            this.state.set('ended');
          }
        }
      });
    }
  }

  stop(): void {
    this.stopped = true;
    this.source?.close();
    this.source = null;
  }

  private async resume(): Promise<void> {
    this.source?.close();
    this.source = null;
    for (let there = false; !there && !this.stopped; ) {
      this.state.set(this.failures++ === 0 ? 'connecting' : 'lost');
      await this.ways.pause(Math.min(LONGEST, FIRST * 2 ** (this.failures - 1)));
      if (!this.stopped) {
        there = await this.ways.check().then(() => true, () => false);
      }
    }
    if (!this.stopped) {
      this.start();
    }
  }
}
