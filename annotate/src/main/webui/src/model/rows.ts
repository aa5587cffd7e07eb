import { messageOf } from '../api/problem';
import type { Row, RowPage } from '../api/types';
import { Store } from './store';

export interface RowsState {
  rows: readonly Row[];
  /** Nothing more comes. */
  done: boolean;
  trouble: string | null;
}

/** The rows of one worklist in one state, page by page from the start; a page is asked for when somebody looks there. */
export class Rows {
  readonly state = new Store<RowsState>({ rows: [], done: false, trouble: null });
  private after: RowPage['next'] = null;
  private loading: Promise<void> | null = null;

  constructor(private readonly page: (after: RowPage['next']) => Promise<RowPage>) {}

  /** Loads until this many rows are there, or all. */
  async upTo(count: number): Promise<void> {
    while (!this.state.get().done && this.state.get().rows.length < count) {
      this.loading ??= this.load().finally(() => (this.loading = null));
      await this.loading;
      if (this.state.get().trouble !== null) {
        return;
      }
    }
  }

  private async load(): Promise<void> {
    const { rows } = this.state.get();
    try {
      const page = await this.page(this.after);
      this.after = page.next;
      this.state.set({ rows: [...rows, ...page.readings], done: page.next === null, trouble: null });
    } catch (error) {
      this.state.set({ rows, done: false, trouble: messageOf(error) });
    }
  }
}

/** Which rows of a list are drawn: those on the screen and some around. */
export function visibleRange(top: number, height: number, rowHeight: number, total: number): [from: number, to: number] {
  const around = 10;
  const from = Math.max(0, Math.floor(top / rowHeight) - around);
  return [Math.min(from, total), Math.min(total, Math.ceil((top + height) / rowHeight) + around)];
}
