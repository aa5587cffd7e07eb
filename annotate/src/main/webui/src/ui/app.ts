import type { Client } from '../api/client';
import type { Row, State } from '../api/types';
import type { Gate } from '../model/gate';
import { PendingStore } from '../model/pending';
import { Rows } from '../model/rows';
import { Store } from '../model/store';
import type { Pause } from '../model/draft';

const PAGE = 500;

/** What the views share. */
export class App {
  /** What a screen reader reads out and the foot of the page shows; by its number the same words are said again. */
  readonly said = new Store<{ text: string; number: number }>({ text: '', number: 0 });
  private readonly lists = new Map<string, Rows>();

  constructor(readonly gate: Gate) {}

  get client(): Client {
    return this.gate.client;
  }

  get pending(): PendingStore {
    return new PendingStore(localStorage, this.gate.state.get().session?.user ?? '');
  }

  readonly say = (text: string): void => {
    this.said.set({ text, number: this.said.get().number + 1 });
  };

  /** Fresh rows of a worklist; the last ones asked for are kept for {@link row}. */
  rows(worklist: string, state: State): Rows {
    const rows = new Rows((after) => this.client.rows(worklist, state, PAGE, after));
    this.lists.set(worklist, rows);
    return rows;
  }

  /** A row of the worklist by its reading, without opening that. */
  async row(worklist: string, reading: string): Promise<Row | null> {
    const known = this.lists.get(worklist) ?? this.rows(worklist, 'open');
    await known.upTo(1);
    return known.state.get().rows.find((row) => row.id === reading) ?? null;
  }
}

/** A pause that ends early when the network comes back. */
export const pause: Pause = (milliseconds, cutShort) =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done);
    cutShort(done);
  });
