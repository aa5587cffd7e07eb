import type { Mark, Shape } from '../api/types';
import type { Client } from '../api/client';
import type { PlaneView } from '../image/plane';
import type { ImageView, Shown } from '../image/view';
import { type Command, digitOf } from '../model/keys';
import type { View } from '../model/labels';
import { presetsOf } from '../model/presets';
import type { ReadingSession } from '../model/session';
import { type Picture, picturesOf } from '../model/stack';
import { Store } from '../model/store';
import { adjust } from './adjust';
import { Pen } from './pen';
import { Planes } from './planes';
import { AT_FIRST, type RoomState, type Tool, arrow } from './roomState';

interface Outside {
  client: Client;
  back: () => void;
  next: (reading: string | null) => void;
  help: () => void;
  say: (message: string) => void;
  failed: (error: unknown) => void;
}

const SHAPES: Partial<Record<Command, Shape>> = { box: 'box', polygon: 'polygon', brush: 'mask', length: 'length' };

/** What the commands do to the view of one reading. */
export class Room {
  readonly state = new Store<RoomState>(AT_FIRST);
  readonly stacks: readonly (readonly Picture[])[];
  readonly pen: Pen;
  readonly planes: Planes;
  view: ImageView | null = null;
  element: HTMLElement | null = null;
  private warned = false;

  constructor(
    readonly session: ReadingSession,
    private readonly outside: Outside,
  ) {
    this.stacks = session.reading.series.map(picturesOf);
    this.pen = new Pen({
      shown: () => this.state.get().shown,
      marks: () => session.state.get().content.marks,
      active: () => session.finding(session.state.get().active),
      findings: () => session.reading.labelSet.findings,
      done: (mark) => this.drawn(mark),
      say: outside.say,
    });
    this.planes = new Planes({
      client: outside.client,
      study: session.reading.study,
      pictures: () => this.stacks[this.state.get().series] ?? [],
      index: () => this.view?.index ?? 0,
      go: async (index) => this.view?.go(index),
      adjustWindow: (right, down) => this.view?.adjustWindow(right, down),
      say: outside.say,
    });
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

  toSeries(index: number): void {
    if (index >= 0 && index < this.stacks.length && index !== this.state.get().series) {
      this.pen.cancel();
      this.set({ series: index, selected: null });
      if (this.planes.state.get().phase !== 'off') {
        void this.planes.open();
      }
    }
  }

  /** The stack shows a picture. */
  showed(shown: Shown): void {
    this.set({ shown });
    this.planes.onStack(shown.index);
  }

  /** Shows the image that a mark is on, and selects the mark. */
  toMark(mark: Mark): void {
    const series = this.stacks.findIndex((stack) => stack.some((picture) => picture.instance === mark.instance));
    const index = this.stacks[series]?.findIndex(
      (picture) => picture.instance === mark.instance && picture.frame === mark.frame,
    );
    this.toSeries(series);
    if (index !== undefined && series === this.state.get().series) {
      void this.view?.go(index);
    }
    this.set({ selected: mark.id, overlays: true });
  }

  /** Tab on the image: the next mark; false after the last, so that the focus goes on. */
  cycleMarks(backwards: boolean): boolean {
    const marks = this.marksInView();
    const at = marks.findIndex((mark) => mark.id === this.state.get().selected);
    const next = at < 0 ? (backwards ? marks.length - 1 : 0) : at + (backwards ? -1 : 1);
    const mark = marks[next];
    this.set({ selected: mark?.id ?? null });
    if (mark) {
      this.outside.say(`${mark.shape} of ${this.session.finding(mark.finding)?.title ?? mark.finding} selected.`);
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

  /** True when the key was taken. */
  run(commands: readonly Command[], event: KeyboardEvent): boolean {
    const drawing = this.pen.drawing !== null;
    const command = drawing && commands.includes('move') ? 'move' : commands.find((one) => one !== 'move');
    if (event.shiftKey && event.code.startsWith('Arrow') && !drawing) {
      this.drag(...arrow(event.code), this.state.get().tool);
      return true;
    }
    if (!command || ((command === 'press' || command === 'close' || command === 'eraser') && !drawing)) {
      return false;
    }
    this.warned &&= command === 'back';
    Promise.resolve(this.perform(command, event)).catch(this.outside.failed);
    return true;
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

  private async perform(command: Command, event: KeyboardEvent): Promise<void> {
    const { session, pen } = this;
    const shape = SHAPES[command];
    if (adjust(command, this.view, this.planes.active)) {
      return;
    }
    if (shape) {
      this.begin(shape);
      return;
    }
    switch (command) {
      case 'label': {
        const finding = session.reading.labelSet.findings.find((one) => one.key === String(digitOf(event)));
        return finding && session.toggle(finding, this.inView);
      }
      case 'normal':
        return session.editable && session.normal(this.inView) ? this.commit() : undefined;
      case 'uncertain':
        return session.uncertain(this.inView);
      case 'undo':
        return session.undo();
      case 'redo':
        return session.redo();
      case 'commit':
        return this.commit();
      case 'skip':
        return session.state.get().phase === 'open' ? this.set({ asking: 'skip' }) : undefined;
      case 'amend':
        return session.startAmendment();
      case 'preset':
        return this.preset(digitOf(event) - 1);
      case 'window':
      case 'zoom':
      case 'pan':
        pen.cancel();
        return this.set({ tool: command });
      case 'planes':
        return this.planes.toggle();
      case 'bigger':
      case 'smaller':
        return this.enlarge(command === 'bigger');
      case 'next-image':
      case 'previous-image':
        return this.scroll(command === 'next-image' ? 1 : -1);
      case 'next-series':
      case 'previous-series':
        return this.toSeries(this.state.get().series + (command === 'next-series' ? 1 : -1));
      case 'older':
      case 'newer':
        return this.turnPrior(command === 'older' ? 1 : -1);
      case 'reader-a':
      case 'reader-b':
        return this.toggleReader(command === 'reader-a' ? 'A' : 'B');
      case 'overlays':
        return this.set({ overlays: !this.state.get().overlays });
      case 'press':
        return pen.press();
      case 'close':
        return pen.closePolygon();
      case 'eraser':
        return pen.toggleEraser();
      case 'move':
        return pen.move(event.code, event.shiftKey);
      case 'delete':
        return this.removeSelected();
      case 'help':
        return this.outside.help();
      case 'back':
        return this.back();
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
      this.set({ selected: null });
      this.outside.say('Mark removed.');
    }
  }

  private drawn(mark: Mark): void {
    this.session.mark(mark, this.inView);
    this.set({ selected: mark.shape === 'mask' ? null : mark.id });
  }

  private enlarge(bigger: boolean): void {
    if (this.pen.drawing?.bitmap) {
      this.pen.resizeBrush(bigger ? 1.25 : 0.8);
    } else {
      this.adjusted?.zoomBy(bigger ? 1.25 : 0.8);
    }
  }

  private turnPrior(by: number): void {
    const count = this.session.reading.priors.length;
    const prior = Math.max(-1, Math.min(count - 1, this.state.get().prior + by));
    this.set({ prior });
    this.outside.say(count === 0 ? 'There is no prior study.' : prior < 0 ? 'No prior shown.' : `Prior ${prior + 1} of ${count}.`);
  }

  /** What was changed goes only at the second Escape. */
  private leaveAmendment(): void {
    if (this.warned || this.session.state.get().saved) {
      this.warned = false;
      this.session.dropAmendment();
    } else {
      this.warned = true;
      this.outside.say('Escape again drops the amendment; Ctrl+Enter saves it.');
    }
  }

  private back(): void {
    if (this.pen.drawing) {
      this.pen.cancel();
      this.outside.say('Drawing ended.');
    } else if (this.state.get().selected !== null) {
      this.set({ selected: null });
    } else if (this.session.state.get().phase === 'amending') {
      this.leaveAmendment();
    } else {
      this.outside.back();
    }
  }
}
