import type { Mark, Shape } from '../api/types';
import type { Client } from '../api/client';
import type { PlaneView } from '../image/plane';
import type { ImageView, Shown } from '../image/view';
import type { View } from '../model/labels';
import { presetsOf } from '../model/presets';
import type { ReadingSession } from '../model/session';
import { type Picture, picturesOf } from '../model/stack';
import { Store } from '../model/store';
import { attributesOf } from '../image/engine';
import { frameTime } from '../model/cine';
import { isVideo } from '../model/rendered';
import { hangingOf, priorOf } from '../model/hanging';
import { Cine } from './cine';
import { Grip } from './grip';
import { Pen } from './pen';
import { Planes } from './planes';
import { type RoomState, type Tool, atFirst } from './roomState';

export interface Outside {
  client: Client;
  back: () => void;
  next: (reading: string | null) => void;
  help: () => void;
  say: (message: string) => void;
  failed: (error: unknown) => void;
}

/** What the commands do to the view of one reading. */
export class Room {
  readonly state: Store<RoomState>;
  readonly stacks: readonly (readonly Picture[])[];
  readonly pen: Pen;
  readonly planes: Planes;
  readonly grip: Grip;
  readonly cine: Cine;
  private readonly panes: { view: ImageView | null; element: HTMLElement | null; shown: Shown | null }[] = [];
  private priorHung = false;
  /** Videos of which it has been said that they are videos. */
  private readonly videos = new Set<string>();

  constructor(
    readonly session: ReadingSession,
    readonly outside: Outside,
  ) {
    const { series } = session.reading;
    this.stacks = series.map(picturesOf);
    this.state = new Store(atFirst(hangingOf(series)));
    this.pen = new Pen({
      shown: () => this.state.get().shown,
      marks: () => session.state.get().content.marks,
      active: () => session.finding(session.state.get().active),
      findings: () => session.reading.labelSet.findings,
      done: (mark) => this.drawn(mark),
      say: outside.say,
    });
    this.grip = new Grip({
      shown: () => this.state.get().shown,
      selected: () => this.session.editable ? this.marksInView().find((mark) => mark.id === this.state.get().selected) : undefined,
      done: (mark) => {
        session.mark(mark, this.inView);
        outside.say(`${mark.shape} moved.`);
      },
      say: outside.say,
    });
    this.cine = new Cine({
      count: () => this.stack.length,
      time: () => frameTime((this.inPicture && attributesOf(this.inPicture)) ?? {}),
      next: async () => this.view?.go((this.view.index + 1) % this.stack.length),
      say: outside.say,
    });
    this.planes = new Planes({
      client: outside.client,
      study: session.reading.study,
      pictures: () => this.stack,
      index: () => this.view?.index ?? 0,
      go: async (index) => this.view?.go(index),
      adjustWindow: (right, down) => this.view?.adjustWindow(right, down),
      say: outside.say,
    });
  }

  get view(): ImageView | null {
    return this.panes[this.state.get().active]?.view ?? null;
  }

  get element(): HTMLElement | null {
    return this.panes[this.state.get().active]?.element ?? null;
  }

  private get stack(): readonly Picture[] {
    return this.stacks[this.state.get().series] ?? [];
  }

  private get inPicture(): Picture | null {
    return this.state.get().shown?.picture ?? null;
  }

  /** A pane came on the screen, or went from it. */
  put(pane: number, view: ImageView | null, element: HTMLElement | null): void {
    this.panes[pane] = { view, element, shown: null };
  }

  /** The pane that keys, toolbar and labels are about from now on. */
  activate(pane: number): void {
    this.planes.activate(null);
    const { panes, active } = this.state.get();
    const hung = panes[pane];
    if (hung && pane !== active) {
      this.leave();
      this.set({ active: pane, series: hung.series, shown: this.panes[pane]?.shown ?? null, selected: null });
    }
  }

  /** What zoom, move and reset are about: the plane that has the focus, else the stack. */
  get adjusted(): PlaneView | ImageView | null {
    return this.planes.active ?? this.view;
  }

  /** The image in view, which image- and frame-level findings are about. */
  get inView(): View | null {
    return this.state.get().shown?.picture ?? null;
  }

  set(change: Partial<RoomState>): void {
    this.state.set({ ...this.state.get(), ...change });
  }

  /** Marks on the image in view. */
  marksInView(marks: readonly Mark[] = this.session.state.get().content.marks): Mark[] {
    const view = this.inView;
    return view ? marks.filter((mark) => mark.instance === view.instance && mark.frame === view.frame) : [];
  }

  toSeries(series: number, index = 0): void {
    const { panes, active } = this.state.get();
    if (series >= 0 && series < this.stacks.length && series !== panes[active]?.series) {
      this.leave();
      this.set({ panes: panes.map((pane, number) => (number === active ? { series, index } : pane)), series, selected: null });
      if (this.planes.state.get().phase !== 'off') {
        void this.planes.open();
      }
    }
  }

  /** A pane shows a picture. */
  showed(pane: number, shown: Shown): void {
    const known = this.panes[pane];
    if (known) {
      known.shown = shown;
    }
    if (pane === this.state.get().active) {
      this.set({ shown });
      this.planes.onStack(shown.index);
      this.tellVideo(shown.picture);
    }
    if (!this.priorHung) {
      this.priorHung = true;
      const { series, priors } = this.session.reading;
      this.set({ prior: priorOf(series, priors) });
    }
  }

  private tellVideo(picture: Picture): void {
    if (!this.videos.has(picture.instance) && isVideo(attributesOf(picture) ?? {})) {
      this.videos.add(picture.instance);
      this.outside.say('This is a video: it is shown picture by picture, as the server decodes it, without sound.');
    }
  }

  /** Shows the image that a mark is on, and selects the mark. */
  toMark(mark: Mark): void {
    const same = (picture: Picture | undefined): boolean => picture?.instance === mark.instance && picture.frame === mark.frame;
    const series = this.stacks.findIndex((stack) => stack.some(same));
    const index = this.stacks[series]?.findIndex(same) ?? 0;
    const { panes } = this.state.get();
    const showing = this.panes.findIndex(({ shown }, pane) => pane < panes.length && same(shown?.picture));
    const pane = showing < 0 ? panes.findIndex((hung) => hung.series === series) : showing;
    this.activate(pane);
    this.toSeries(series, index);
    if (series === this.state.get().series) {
      void this.view?.go(index);
    }
    this.select(mark);
    this.set({ overlays: true });
  }

  /** Selects a mark in view, for keys to move it. */
  select(mark: Mark | null): void {
    this.grip.cancel();
    this.set({ selected: mark?.id ?? null, grabbed: mark !== null });
  }

  /** Tab on the image: the next mark; false after the last, so that the focus goes on. */
  cycleMarks(backwards: boolean): boolean {
    const marks = this.marksInView();
    const at = marks.findIndex((mark) => mark.id === this.state.get().selected);
    const next = at < 0 ? (backwards ? marks.length - 1 : 0) : at + (backwards ? -1 : 1);
    const mark = marks[next];
    this.select(mark ?? null);
    if (mark) {
      this.outside.say(`${mark.shape} of ${this.session.finding(mark.finding)?.title ?? mark.finding} selected: arrows move it, D takes a point.`);
    }
    return mark !== undefined;
  }

  drag(right: number, down: number, tool: Tool = this.state.get().tool): void {
    if (tool === 'window') {
      this.view?.adjustWindow(right, down);
    } else if (tool === 'zoom') {
      this.adjusted?.zoomBy(1.01 ** -down);
    } else {
      this.adjusted?.panBy(right, down);
    }
  }

  scroll(by: number): void {
    const { view } = this;
    const { active } = this.planes.state.get();
    if (active) {
      this.planes.scroll(active, by);
    } else if (view && !this.pen.drawing?.painting) {
      void view.go(view.index + by);
    }
  }

  async commit(): Promise<void> {
    if (this.session.state.get().phase === 'amending') {
      this.set({ asking: 'amend' });
    } else if (this.session.state.get().phase === 'committed') {
      this.outside.next(this.session.state.get().next);
    } else if (await this.session.commit()) {
      const { suggestion, next } = this.session.state.get();
      if (suggestion === null) {
        this.outside.next(next);
      }
    }
  }

  preset(index: number): void {
    const { series } = this.state.get();
    const preset = presetsOf(this.session.reading.series[series]?.modality ?? null)[index];
    if (preset) {
      this.view?.preset(preset);
      this.outside.say(`Window: ${preset.title}.`);
    }
  }

  toggleReader(reader: string): void {
    const { hidden } = this.state.get();
    this.set({ hidden: hidden.includes(reader) ? hidden.filter((one) => one !== reader) : [...hidden, reader] });
  }

  /** Begins a drawing, where the reading can be changed. */
  begin(shape: Shape): void {
    if (this.element && this.session.editable) {
      this.element.focus();
      this.set({ overlays: true, selected: null });
      this.pen.begin(shape, this.element);
    } else {
      this.outside.say('Nothing can be drawn: this reading is not open.');
    }
  }

  removeSelected(): void {
    const { selected } = this.state.get();
    if (selected !== null) {
      this.session.removeMark(selected);
      this.select(null);
      this.outside.say('Mark removed.');
    }
  }

  private drawn(mark: Mark): void {
    this.session.mark(mark, this.inView);
    this.set({ selected: mark.shape === 'mask' ? null : mark.id, grabbed: false });
  }

  /** Another image comes into view, or another series. */
  private leave(): void {
    this.pen.cancel();
    this.grip.cancel();
    this.cine.stop();
  }

  turnPrior(by: number): void {
    const count = this.session.reading.priors.length;
    const prior = Math.max(-1, Math.min(count - 1, this.state.get().prior + by));
    this.set({ prior });
    this.outside.say(count === 0 ? 'There is no prior study.' : prior < 0 ? 'No prior shown.' : `Prior ${prior + 1} of ${count}.`);
  }
}
