import type { Client } from '../api/client';
import { Problem } from '../api/problem';
import type { Content, Finding, Mark, Reading, Suggestion, Value } from '../api/types';
import { complete } from './content';
import { Draft, type Pause } from './draft';
import { type View, missing, nextValue, setNormal, setValue, targetOf, valueAt } from './labels';
import { withMark } from './drawing';
import type { PendingStore } from './pending';
import { Store } from './store';

export type Phase = 'open' | 'committed' | 'skipped' | 'amending';

export interface SessionState {
  phase: Phase;
  content: Content;
  etag: number;
  saved: boolean;
  trouble: string | null;
  gone: boolean;
  canUndo: boolean;
  canRedo: boolean;
  suggestion: Suggestion | null;
  next: string | null;
  version: number;
  /** Findings that a commit asked for. */
  missing: string[];
  /** What U and the drawing tools are about. */
  active: string | null;
  busy: boolean;
}

/** A reader's work on one reading: what the keys do to its content, and its way to the server. */
export class ReadingSession {
  readonly state: Store<SessionState>;
  private readonly draft: Draft;
  private past: Content[] = [];
  private future: Content[] = [];

  constructor(
    readonly reading: Reading,
    private readonly client: Client,
    pending: PendingStore,
    pause: Pause,
    private readonly say: (message: string) => void,
  ) {
    const content = complete(reading.content);
    this.state = new Store<SessionState>({
      phase: reading.state,
      content,
      etag: reading.etag,
      saved: true,
      trouble: null,
      gone: false,
      canUndo: reading.canUndo,
      canRedo: reading.canRedo,
      suggestion: reading.suggestion,
      next: reading.next,
      version: reading.versions?.at(-1)?.number ?? 0,
      missing: [],
      active: reading.labelSet.findings.find((finding) => !finding.normal)?.id ?? null,
      busy: false,
    });
    this.draft = new Draft(reading.id, { ...reading, content }, client, pending, pause, (state) => {
      const { content: now, etag, saved, trouble, gone, canUndo, canRedo } = state;
      this.set({ content: now, etag, saved, trouble, gone, canUndo, canRedo });
    }, say);
    if (reading.state === 'open') {
      this.draft.resume();
    } else if (pending.get(reading.id) !== null) {
      pending.remove(reading.id);
      say('This reading was ended in another window; older unsaved work of it was left out.');
    }
  }

  get editable(): boolean {
    const { phase, busy } = this.state.get();
    return !busy && (phase === 'open' || phase === 'amending');
  }

  finding(id: string | null): Finding | undefined {
    return this.reading.labelSet.findings.find((finding) => finding.id === id);
  }

  /** present, absent, uncertain, none in turn, about what is in view. */
  toggle(finding: Finding, view: View | null): void {
    this.activate(finding.id);
    const value = valueAt(this.state.get().content, finding.id, targetOf(finding.level, view));
    this.label(finding, view, nextValue(value));
  }

  label(finding: Finding, view: View | null, value: Value | null): void {
    this.activate(finding.id);
    const gaveWay: Finding[] = [];
    this.change((content) => {
      const outcome = setValue(content, this.reading.labelSet, finding, targetOf(finding.level, view), value);
      gaveWay.splice(0, Infinity, ...outcome.gaveWay);
      return outcome.content;
    });
    const also = gaveWay.map((other) => ` ${other.title} became absent: the two exclude each other.`).join('');
    this.say(`${finding.title}: ${value ?? 'no value'}.${also}`);
  }

  uncertain(view: View | null): void {
    const finding = this.finding(this.state.get().active);
    if (finding) {
      this.label(finding, view, 'uncertain');
    }
  }

  /** False when the label set has no finding for "nothing found". */
  normal(view: View | null): boolean {
    if (!this.reading.labelSet.findings.some((finding) => finding.normal)) {
      this.say('This label set has no finding for a normal study.');
      return false;
    }
    this.change((content) => setNormal(content, this.reading.labelSet, view) ?? content);
    return true;
  }

  activate(finding: string): void {
    this.set({ active: finding });
  }

  /** Adds a mark or puts it in place of its former self; a finding without a value becomes present by it. */
  mark(mark: Mark, view: View | null): void {
    const finding = this.finding(mark.finding);
    this.change((content) => {
      const marked = { ...content, marks: withMark(content.marks, mark) };
      const target = finding && targetOf(finding.level, view);
      return finding && target && valueAt(marked, finding.id, target) === null
        ? setValue(marked, this.reading.labelSet, finding, target, 'present').content
        : marked;
    });
  }

  removeMark(id: string): void {
    this.change((content) => ({ ...content, marks: content.marks.filter((mark) => mark.id !== id) }));
  }

  /** Takes a finding's labels and marks over from another reader. */
  adopt(finding: string, from: Content, newId: () => string): void {
    const source = complete(from);
    const marks = source.marks.filter((mark) => mark.finding === finding).map((mark) => ({ ...mark, id: newId() }));
    this.change((content) => ({
      ...content,
      labels: [
        ...content.labels.filter((label) => label.finding !== finding),
        ...source.labels.filter((label) => label.finding === finding),
      ],
      marks: [...content.marks.filter((mark) => mark.finding !== finding), ...marks],
    }));
  }

  remark(text: string): void {
    this.change((content) => (content.remark === text ? content : { ...content, remark: text }));
  }

  async undo(): Promise<void> {
    await (this.state.get().phase === 'amending' ? this.local(this.past, this.future) : this.draft.undo());
  }

  async redo(): Promise<void> {
    await (this.state.get().phase === 'amending' ? this.local(this.future, this.past) : this.draft.redo());
  }

  /** False when something is missing or it could not be done now. */
  async commit(): Promise<boolean> {
    if (this.state.get().phase !== 'open' || this.state.get().busy) {
      return false;
    }
    const lacking = missing(this.state.get().content, this.reading.labelSet);
    if (lacking.length > 0) {
      this.lacks(lacking.map((finding) => finding.id));
      return false;
    }
    this.set({ busy: true, missing: [] });
    try {
      if (!(await this.draft.settled())) {
        this.say('Not committed: the last changes are not saved yet.');
        return false;
      }
      const { version, suggestion, next } = await this.client.commit(this.reading.id, this.state.get().etag);
      this.set({ phase: 'committed', version, suggestion, next, canUndo: false, canRedo: false });
      this.say('Committed.');
      return true;
    } catch (error) {
      if (error instanceof Problem && Array.isArray(error.body['missing'])) {
        this.lacks(error.body['missing'].map(String));
      } else {
        throw error;
      }
      return false;
    } finally {
      this.set({ busy: false });
    }
  }

  startAmendment(): void {
    if (this.state.get().phase === 'committed') {
      this.past = [];
      this.future = [];
      this.set({ phase: 'amending', canUndo: false, canRedo: false });
    }
  }

  /** Back to what is committed. */
  dropAmendment(): void {
    const content = this.past[0] ?? this.state.get().content;
    this.set({ phase: 'committed', content, saved: true, canUndo: false, canRedo: false });
    this.say('The amendment was dropped.');
  }

  async amend(reason: string): Promise<void> {
    const { version } = await this.client.amend(this.reading.id, reason, this.state.get().content);
    this.set({ phase: 'committed', version, saved: true, canUndo: false, canRedo: false });
    this.say(`Version ${version} saved.`);
  }

  /** Returns the next reading. */
  async skip(reason: string): Promise<string | null> {
    await this.draft.settled();
    const { next } = await this.client.skip(this.reading.id, reason);
    this.set({ phase: 'skipped', next });
    return next;
  }

  retry(): void {
    this.draft.retry();
  }

  close(): void {
    this.draft.stop();
  }

  private change(change: (content: Content) => Content): void {
    const { phase, content } = this.state.get();
    if (!this.editable) {
      this.say(phase === 'committed' ? 'This reading is committed; E amends it.' : 'This reading cannot be changed now.');
    } else if (phase === 'amending') {
      this.past.push(content);
      this.future = [];
      this.set({ content: change(content), saved: false, canUndo: true, canRedo: false });
    } else {
      this.draft.apply(change);
    }
    const { missing: lacking, content: now } = this.state.get();
    const still = lacking.filter((id) => !now.labels.some((label) => label.finding === id));
    if (still.length !== lacking.length) {
      this.set({ missing: still });
    }
  }

  private local(from: Content[], to: Content[]): void {
    const content = from.pop();
    if (content) {
      to.push(this.state.get().content);
      this.set({ content, canUndo: this.past.length > 0, canRedo: this.future.length > 0 });
    }
  }

  private lacks(findings: string[]): void {
    const titles = findings.map((id) => this.finding(id)?.title ?? id);
    this.set({ missing: findings });
    this.say(`Not committed. Still without a value: ${titles.join(', ')}.`);
  }

  private set(change: Partial<SessionState>): void {
    this.state.set({ ...this.state.get(), ...change });
  }
}
