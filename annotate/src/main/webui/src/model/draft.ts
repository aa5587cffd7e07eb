import { Offline, Problem, messageOf } from '../api/problem';
import type { Content, Saved, Stepped } from '../api/types';
import { complete, sameContent } from './content';
import type { PendingStore } from './pending';

export interface DraftPort {
  draft(id: string, etag: number, content: Content): Promise<Saved>;
  undo(id: string, etag: number): Promise<Stepped>;
  redo(id: string, etag: number): Promise<Stepped>;
}

/** Resolves after some milliseconds, or when it is cut short. */
export type Pause = (milliseconds: number, cutShort: (now: () => void) => void) => Promise<void>;

export interface DraftState extends Stepped {
  saved: boolean;
  /** Why it is not saved yet; null while saving takes its ordinary course. */
  trouble: string | null;
  /** The server knows no such reading of this reader any more. */
  gone: boolean;
}

const LONGEST_PAUSE = 30_000;

/**
 * A reading's content while it is worked on. Every change is sent at once, one at a time; what changes meanwhile goes
 * with the next. Without an answer it is sent again after 1, 2, 4 … 30 s, and kept in the browser until it is saved. When
 * another window saved in between, the server's content is taken over and the reader is told.
 */
export class Draft {
  private current: DraftState;
  private confirmed: Content;
  private unanswered: Content[] = [];
  private pumping: Promise<void> | null = null;
  /** Undos and redos under way, and the changes made after them. */
  private order: Promise<void> | null = null;
  private stopped = false;
  private hurry: () => void = () => {};
  private inTrouble: () => void = () => {};

  constructor(
    private readonly id: string,
    first: Stepped,
    private readonly port: DraftPort,
    private readonly pending: PendingStore,
    private readonly pause: Pause,
    private readonly changed: (state: DraftState) => void,
    private readonly say: (message: string) => void,
  ) {
    this.confirmed = complete(first.content);
    this.current = { ...first, content: this.confirmed, saved: true, trouble: null, gone: false };
  }

  get state(): DraftState {
    return this.current;
  }

  /** Takes up what an earlier page could not save. */
  resume(): void {
    const kept = this.pending.get(this.id);
    if (kept === null) {
      return;
    }
    const ours = [kept.content, ...kept.unanswered].some((content) => sameContent(content, this.confirmed));
    if (kept.etag === this.current.etag || (ours && !sameContent(kept.content, this.confirmed))) {
      this.unanswered = kept.etag === this.current.etag ? kept.unanswered : [];
      this.say('Unsaved work of this reading was found and is being saved.');
      this.apply(() => complete(kept.content));
    } else {
      this.pending.remove(this.id);
      if (!ours) {
        this.say('Another window went on with this reading; its content is shown, older unsaved work was left out.');
      }
    }
  }

  /** Changes the content; the same content back means no change. */
  apply(change: (content: Content) => Content): void {
    if (this.order) {
      void this.inOrder(async () => this.change(change));
    } else {
      this.change(change);
    }
  }

  undo(): Promise<void> {
    return this.inOrder(() => this.step('undo'));
  }

  redo(): Promise<void> {
    return this.inOrder(() => this.step('redo'));
  }

  /** Waits until everything is saved; false as soon as that meets trouble. */
  async settled(): Promise<boolean> {
    while (this.pumping && this.current.trouble === null) {
      await Promise.race([this.pumping, new Promise<void>((resolve) => (this.inTrouble = resolve))]);
    }
    return this.current.saved;
  }

  /** Tries again now, instead of after the pause. */
  retry(): void {
    this.hurry();
    this.send();
  }

  /** Sends nothing any more; what is unsaved stays in the browser. */
  stop(): void {
    this.stopped = true;
    this.hurry();
  }

  private change(change: (content: Content) => Content): void {
    const content = change(this.current.content);
    if (content === this.current.content) {
      return;
    }
    this.set({ content, saved: false });
    this.keep();
    this.send();
  }

  private send(): void {
    this.pumping ??= this.pump().finally(() => (this.pumping = null));
  }

  private async step(kind: 'undo' | 'redo'): Promise<void> {
    if (!(await this.settled()) || !this.current[kind === 'undo' ? 'canUndo' : 'canRedo']) {
      return;
    }
    try {
      const stepped = await this.port[kind](this.id, this.current.etag);
      this.confirm({ ...stepped, content: complete(stepped.content) });
    } catch (error) {
      if (!this.tookOver(error)) {
        this.say(`${kind === 'undo' ? 'Undo' : 'Redo'} was not possible. ${messageOf(error)}`);
      }
    }
  }

  private inOrder(work: () => Promise<void>): Promise<void> {
    const mine: Promise<void> = (this.order ?? Promise.resolve()).then(work).finally(() => {
      if (this.order === mine) {
        this.order = null;
      }
    });
    return (this.order = mine);
  }

  private async pump(): Promise<void> {
    for (let attempt = 0; !this.current.saved && !this.stopped; ) {
      const sent = this.current.content;
      try {
        const saved = await this.port.draft(this.id, this.current.etag, sent);
        this.answered(saved, sent);
        attempt = 0;
      } catch (error) {
        if (error instanceof Offline || (error instanceof Problem && error.passes)) {
          this.unanswered.push(sent);
          this.set({ trouble: `Not saved yet: ${messageOf(error)} Trying again.` });
          this.keep();
          await this.pause(Math.min(LONGEST_PAUSE, 1000 * 2 ** attempt++), (now) => (this.hurry = now));
        } else if (!this.tookOver(error)) {
          this.refused(error);
          return;
        }
      }
    }
  }

  private answered(saved: Saved, sent: Content): void {
    this.unanswered = [];
    this.confirmed = sent;
    const done = this.current.content === sent;
    this.set({ etag: saved.etag, canUndo: saved.canUndo, canRedo: saved.canRedo, saved: done, trouble: null, gone: false });
    if (done) {
      this.pending.remove(this.id);
    } else {
      this.keep();
    }
  }

  /** 409: somebody saved in between. It may have been us, when the answer to an earlier attempt was lost. */
  private tookOver(error: unknown): boolean {
    if (!(error instanceof Problem) || error.status !== 409 || typeof error.body['etag'] !== 'number') {
      return false;
    }
    const etag = error.body['etag'];
    const theirs = complete(error.body['content'] as Content);
    if (this.unanswered.some((content) => sameContent(content, theirs))) {
      this.answered({ etag, canUndo: true, canRedo: false }, this.sameAsCurrent(theirs));
    } else {
      this.confirm({ etag, content: theirs, canUndo: true, canRedo: false });
      this.say('Another window saved this reading meanwhile. Its content is shown now; your last action was not kept.');
    }
    return true;
  }

  private sameAsCurrent(theirs: Content): Content {
    return sameContent(this.current.content, theirs) ? this.current.content : theirs;
  }

  private confirm(stepped: Stepped): void {
    this.unanswered = [];
    this.confirmed = stepped.content;
    this.pending.remove(this.id);
    this.set({ ...stepped, saved: true, trouble: null });
  }

  /** What the server will never take goes back to what it has. */
  private refused(error: unknown): void {
    if (error instanceof Problem && error.status === 422) {
      this.confirm({ ...this.current, content: this.confirmed });
      this.say(`This could not be saved and was taken back. ${messageOf(error)}`);
    } else {
      this.set({ trouble: `Not saved. ${messageOf(error)}`, gone: error instanceof Problem && [404, 410].includes(error.status) });
    }
  }

  private keep(): void {
    const { etag, content } = this.current;
    if (!this.pending.put(this.id, { etag, content, unanswered: this.unanswered })) {
      this.set({ trouble: 'Not saved yet, and the browser has no room to keep it: leave this page open.' });
    }
  }

  private set(change: Partial<DraftState>): void {
    this.current = { ...this.current, ...change };
    if (change.trouble) {
      this.inTrouble();
    }
    this.changed(this.current);
  }
}
