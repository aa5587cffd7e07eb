import type { Content } from '../api/types';

/** What is not saved yet, as it outlives a reload. */
export interface Pending {
  /** The version that the content was made from. */
  etag: number;
  content: Content;
  /** Sent, but the answer was lost: the server may hold any of them. */
  unanswered: Content[];
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Keeps a reader's unsaved contents in the browser until the server has them. */
export class PendingStore {
  private readonly prefix: string;

  constructor(
    private readonly store: Store,
    user: string,
  ) {
    this.prefix = `isocenter.unsaved.${user}.`;
  }

  get(reading: string): Pending | null {
    const text = this.store.getItem(this.prefix + reading);
    return text === null ? null : (JSON.parse(text) as Pending);
  }

  /** False when the browser has no room: the content then lives only as long as the page. */
  put(reading: string, pending: Pending): boolean {
    try {
      this.store.setItem(this.prefix + reading, JSON.stringify(pending));
      return true;
    } catch {
      return false;
    }
  }

  remove(reading: string): void {
    this.store.removeItem(this.prefix + reading);
  }

  readings(): string[] {
    const found: string[] = [];
    for (let i = 0; i < this.store.length; i++) {
      const key = this.store.key(i);
      if (key?.startsWith(this.prefix)) {
        found.push(key.slice(this.prefix.length));
      }
    }
    return found;
  }
}
