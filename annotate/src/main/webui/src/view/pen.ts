import type { Finding, Mark, Point, Shape } from '../api/types';
import type { Shown } from '../image/view';
import { Drawing } from '../model/drawing';
import { type Affine, apply, invert, lengthText, scaleOf } from '../model/geometry';
import { Store } from '../model/store';

const DRAG = 4;

interface Page {
  shown: () => Shown | null;
  marks: () => readonly Mark[];
  /** What the next mark is about. */
  active: () => Finding | undefined;
  findings: () => readonly Finding[];
  done: (mark: Mark) => void;
  say: (message: string) => void;
}

/** The drawing in hand. Its number grows with every change, because the drawing itself changes in place. */
export interface InHand {
  drawing: Drawing | null;
  number: number;
}

/** Begins and ends drawings, and takes keys and pointer to them. */
export class Pen {
  readonly state = new Store<InHand>({ drawing: null, number: 0 });
  private radius = 8;
  private erasing = false;
  private pressed: Point | null = null;

  constructor(private readonly page: Page) {}

  get drawing(): Drawing | null {
    return this.state.get().drawing;
  }

  /** Begins a mark in the middle of the screen, where the keys can take the cursor from. */
  begin(shape: Shape, element: HTMLElement): void {
    const shown = this.page.shown();
    const finding = this.findingFor(shape);
    if (!shown || !finding) {
      this.page.say(finding ? 'There is no image to draw on.' : `No finding of this label set takes a ${shape}.`);
      return;
    }
    const { picture, map } = shown;
    const { instance, frame, rows, columns } = picture;
    const middle = apply(invert(map), [element.clientWidth / 2, element.clientHeight / 2]);
    const before = shape === 'mask' ? this.maskOf(finding, instance, frame) : null;
    const start: Point = [Math.round(middle[0]), Math.round(middle[1])];
    const subject = { shape, finding: finding.id, instance, frame, rows, columns };
    const drawing = new Drawing(subject, start, before, this.radius, () => crypto.randomUUID());
    drawing.erasing = this.erasing;
    this.hold(drawing);
    this.page.say(`${title(shape)} for ${finding.title}: arrows move, Enter sets, Escape cancels.`);
  }

  /** A brush stroke that is being painted is lost, what was painted before is not. */
  cancel(): void {
    this.pressed = null;
    this.hold(null);
  }

  press(): void {
    this.finish(this.drawing?.press() ?? null);
  }

  closePolygon(): void {
    this.finish(this.drawing?.close() ?? null);
  }

  /** Along the screen: one pixel of the image, or as many as one of the screen covers; ten times that with Shift. */
  move(code: string, far: boolean): void {
    const shown = this.page.shown();
    const { drawing } = this;
    if (!drawing || !shown) {
      return;
    }
    const step = Math.max(1, Math.round(1 / scaleOf(shown.map))) * (far ? 10 : 1);
    const [right, down] = alongImage(shown.map, code);
    drawing.moveBy(right * step, down * step);
    this.hold(drawing);
  }

  resizeBrush(factor: number): void {
    this.drawing?.resizeBrush(factor);
    this.radius = this.drawing?.radius ?? this.radius;
    this.page.say(`Brush radius ${this.radius} pixels.`);
    this.hold(this.drawing);
  }

  toggleEraser(): void {
    this.erasing = !this.erasing;
    if (this.drawing) {
      this.drawing.erasing = this.erasing;
    }
    this.page.say(this.erasing ? 'The brush erases.' : 'The brush paints.');
    this.hold(this.drawing);
  }

  pointerDown(at: Point): void {
    const { drawing } = this;
    if (drawing && !drawing.painting) {
      this.pressed = at;
      drawing.moveTo(this.inImage(at));
      this.press();
    }
  }

  pointerMove(at: Point): void {
    if (this.drawing) {
      this.drawing.moveTo(this.inImage(at));
      this.hold(this.drawing);
    }
  }

  /** A drag sets the other corner where it ends; a click leaves that to a second click. */
  pointerUp(at: Point): void {
    const { drawing, pressed } = this;
    this.pressed = null;
    const dragged = pressed !== null && Math.hypot(at[0] - pressed[0], at[1] - pressed[1]) >= DRAG;
    if (drawing && (drawing.painting || (dragged && drawing.subject.shape !== 'polygon' && drawing.points.length === 1))) {
      this.press();
    }
  }

  private inImage(at: Point): Point {
    const shown = this.page.shown();
    return shown ? apply(invert(shown.map), at) : at;
  }

  private findingFor(shape: Shape): Finding | undefined {
    const takes = (finding: Finding | undefined): boolean => finding?.marks?.includes(shape) ?? false;
    const active = this.page.active();
    return takes(active) ? active : this.page.findings().find(takes);
  }

  private maskOf(finding: Finding, instance: string, frame: number): Mark | null {
    const { rows, columns } = this.page.shown()?.picture ?? {};
    return (
      this.page
        .marks()
        .find(
          (mark) =>
            mark.shape === 'mask' && mark.finding === finding.id && mark.instance === instance && mark.frame === frame &&
            mark.mask?.rows === rows && mark.mask?.columns === columns,
        ) ?? null
    );
  }

  private finish(mark: Mark | null): void {
    const { drawing } = this;
    if (!mark || !drawing) {
      this.hold(drawing);
      return;
    }
    this.page.done(mark);
    const { shape } = drawing.subject;
    if (shape === 'mask') {
      const next = new Drawing(drawing.subject, drawing.cursor, mark, drawing.radius, () => mark.id);
      next.erasing = this.erasing;
      this.hold(next);
      return;
    }
    this.hold(null);
    const [from, to] = mark.points ?? [];
    const length = shape === 'length' && from && to ? `: ${lengthText(from, to, this.page.shown()?.spacing ?? null)}` : '';
    this.page.say(`${title(shape)} drawn${length}.`);
  }

  private hold(drawing: Drawing | null): void {
    this.state.set({ drawing, number: this.state.get().number + 1 });
  }
}

/** Which way along the image's rows and columns an arrow key points, however the image is turned. */
export function alongImage(map: Affine, code: string): Point {
  const screen: Record<string, Point> = {
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
    ArrowDown: [0, 1],
    ArrowUp: [0, -1],
  };
  const [dx, dy] = screen[code] ?? [0, 0];
  const right = map.a * dx + map.b * dy;
  const down = map.c * dx + map.d * dy;
  return Math.abs(right) >= Math.abs(down) ? [Math.sign(right), 0] : [0, Math.sign(down)];
}

function title(shape: Shape): string {
  return { box: 'Box', polygon: 'Polygon', mask: 'Brush', length: 'Length' }[shape];
}
