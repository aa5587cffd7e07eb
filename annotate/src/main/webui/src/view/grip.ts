import type { Mark, Point } from '../api/types';
import type { Shown } from '../image/view';
import { apply, hasExtent, invert, scaleOf } from '../model/geometry';
import { handlesOf, moved, reshaped } from '../model/reshape';
import { Store } from '../model/store';
import { alongImage } from './pen';

interface Page {
  shown: () => Shown | null;
  /** The selected mark, where it can be changed and its image is in view. */
  selected: () => Mark | undefined;
  done: (mark: Mark) => void;
  say: (message: string) => void;
}

interface Held {
  /** As it would be if it were let go now; null while nothing is held. */
  mark: Mark | null;
  /** Number of the handle that keys and pointer move; null for the whole mark. */
  handle: number | null;
}

/** Moves and reshapes the selected mark. What it is taken for is one step of the draft, when it is let go. */
export class Grip {
  readonly state = new Store<Held>({ mark: null, handle: null });
  private before: Mark | null = null;
  /** In image pixels; null between taking the mark and the pointer's place. */
  private from: Point | null = null;
  private byPointer = false;
  private far: Point = [0, 0];

  constructor(private readonly page: Page) {}

  /** The pointer went down on a mark or on one of its handles. */
  take(mark: Mark, handle: number | null): void {
    this.before = mark;
    this.from = null;
    this.byPointer = true;
    this.state.set({ mark: null, handle });
  }

  /** True while a mark is held by the pointer. */
  drag(at: Point): boolean {
    const { before, byPointer } = this;
    const shown = this.page.shown();
    if (!before || !byPointer || !shown) {
      return false;
    }
    const to = apply(invert(shown.map), at);
    this.from ??= to;
    this.hold(shown, to[0] - this.from[0], to[1] - this.from[1]);
    return true;
  }

  /** Moves the selected mark along the screen; false when there is none. */
  nudge(code: string, far: boolean): boolean {
    const shown = this.page.shown();
    const mark = this.page.selected();
    if (!shown || !mark) {
      return false;
    }
    if (this.before?.id !== mark.id) {
      this.before = mark;
      this.byPointer = false;
      this.far = [0, 0];
    }
    const step = Math.max(1, Math.round(1 / scaleOf(shown.map))) * (far ? 10 : 1);
    const [right, down] = alongImage(shown.map, code);
    this.far = [this.far[0] + right * step, this.far[1] + down * step];
    this.hold(shown, ...this.far);
    return true;
  }

  /** Lets go: the pointer or the arrow key is up. */
  drop(): void {
    const { before } = this;
    const { mark, handle } = this.state.get();
    this.cancel(handle);
    if (before && mark && JSON.stringify(mark) !== JSON.stringify(before)) {
      if (hasExtent(mark)) {
        this.page.done(mark);
      } else {
        this.page.say('A mark needs an extent; it was left as it was.');
      }
    }
  }

  cancel(handle: number | null = null): void {
    this.before = null;
    this.from = null;
    this.byPointer = false;
    this.far = [0, 0];
    this.state.set({ mark: null, handle });
  }

  /** The next handle of the selected mark, then the whole mark. */
  nextHandle(): void {
    const mark = this.page.selected();
    const count = mark ? handlesOf(mark).length : 0;
    const next = (this.state.get().handle ?? -1) + 1;
    const handle = next < count ? next : null;
    this.state.set({ mark: null, handle });
    this.page.say(
      !mark ? 'No mark is selected: Tab on the image selects one.' : handle === null ? 'Arrows move the whole mark.' : `Arrows move point ${handle + 1} of ${count}.`,
    );
  }

  private hold({ picture }: Shown, right: number, down: number): void {
    const { before } = this;
    const { handle } = this.state.get();
    const at = before && handle !== null ? handlesOf(before)[handle] : undefined;
    if (before) {
      const mark = at && handle !== null ? reshaped(before, handle, [at[0] + right, at[1] + down], picture) : moved(before, right, down, picture);
      this.state.set({ mark, handle });
    }
  }
}
