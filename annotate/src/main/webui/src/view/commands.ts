import type { Shape } from '../api/types';
import { type Command, digitOf } from '../model/keys';
import { adjust } from './adjust';
import type { Room } from './room';
import { arrow } from './roomState';

const SHAPES: Partial<Record<Command, Shape>> = { box: 'box', polygon: 'polygon', brush: 'mask', length: 'length' };

/** What the keys of a reading do. */
export class Commands {
  private warned = false;

  constructor(private readonly room: Room) {}

  /** True when the key was taken. */
  run(commands: readonly Command[], event: KeyboardEvent): boolean {
    const drawing = this.room.pen.drawing !== null;
    if (!drawing && commands.includes('move') && this.room.state.get().grabbed && this.room.grip.nudge(event.code, event.shiftKey)) {
      return true;
    }
    const command = drawing && commands.includes('move') ? 'move' : commands.find((one) => one !== 'move');
    if (event.shiftKey && event.code.startsWith('Arrow') && !drawing) {
      this.room.drag(...arrow(event.code), this.room.state.get().tool);
      return true;
    }
    if (!command || ((command === 'press' || command === 'close' || command === 'eraser') && !drawing)) {
      return false;
    }
    this.warned &&= command === 'back';
    Promise.resolve(this.perform(command, event)).catch(this.room.outside.failed);
    return true;
  }

  private async perform(command: Command, event: KeyboardEvent): Promise<void> {
    const { session, pen } = this.room;
    const shape = SHAPES[command];
    if (adjust(command, this.room.view, this.room.planes.active)) {
      return;
    }
    if (shape) {
      this.room.begin(shape);
      return;
    }
    switch (command) {
      case 'label': {
        const finding = session.reading.labelSet.findings.find((one) => one.key === String(digitOf(event)));
        return finding && session.toggle(finding, this.room.inView);
      }
      case 'normal':
        return session.editable && session.normal(this.room.inView) ? this.room.commit() : undefined;
      case 'uncertain':
        return session.uncertain(this.room.inView);
      case 'undo':
        return session.undo();
      case 'redo':
        return session.redo();
      case 'commit':
        return this.room.commit();
      case 'skip':
        return session.state.get().phase === 'open' ? this.room.set({ asking: 'skip' }) : undefined;
      case 'amend':
        return session.startAmendment();
      case 'preset':
        return this.room.preset(digitOf(event) - 1);
      case 'window':
      case 'zoom':
      case 'pan':
        pen.cancel();
        return this.room.set({ tool: command });
      case 'planes':
        return this.room.planes.toggle();
      case 'cine':
        return this.room.cine.toggle();
      case 'point':
        return this.room.grip.nextHandle();
      case 'bigger':
      case 'smaller':
        return this.enlarge(command === 'bigger');
      case 'next-image':
      case 'previous-image':
        return this.room.scroll(command === 'next-image' ? 1 : -1);
      case 'next-series':
      case 'previous-series':
        return this.room.toSeries(this.room.state.get().series + (command === 'next-series' ? 1 : -1));
      case 'older':
      case 'newer':
        return this.room.turnPrior(command === 'older' ? 1 : -1);
      case 'reader-a':
      case 'reader-b':
        return this.room.toggleReader(command === 'reader-a' ? 'A' : 'B');
      case 'overlays':
        return this.room.set({ overlays: !this.room.state.get().overlays });
      case 'press':
        return pen.press();
      case 'close':
        return pen.closePolygon();
      case 'eraser':
        return pen.toggleEraser();
      case 'move':
        return pen.move(event.code, event.shiftKey);
      case 'delete':
        return this.room.removeSelected();
      case 'help':
        return this.room.outside.help();
      case 'back':
        return this.back();
    }
  }

  private enlarge(bigger: boolean): void {
    if (this.room.pen.drawing?.bitmap) {
      this.room.pen.resizeBrush(bigger ? 1.25 : 0.8);
    } else {
      this.room.adjusted?.zoomBy(bigger ? 1.25 : 0.8);
    }
  }

  /** What was changed goes only at the second Escape. */
  private leaveAmendment(): void {
    if (this.warned || this.room.session.state.get().saved) {
      this.warned = false;
      this.room.session.dropAmendment();
    } else {
      this.warned = true;
      this.room.outside.say('Escape again drops the amendment; Ctrl+Enter saves it.');
    }
  }

  private back(): void {
    if (this.room.pen.drawing) {
      this.room.pen.cancel();
      this.room.outside.say('Drawing ended.');
    } else if (this.room.cine.playing.get()) {
      this.room.cine.stop();
    } else if (this.room.state.get().selected !== null) {
      this.room.select(null);
    } else if (this.room.session.state.get().phase === 'amending') {
      this.leaveAmendment();
    } else {
      this.room.outside.back();
    }
  }
}
