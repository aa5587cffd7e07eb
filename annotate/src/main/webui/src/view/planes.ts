import type { Client } from '../api/client';
import { messageOf } from '../api/problem';
import type { Point } from '../api/types';
import { NoVolume, type PlaneView, Volume } from '../image/plane';
import type { Picture } from '../model/stack';
import { Store } from '../model/store';
import { type Plane, type Vector, middleOf, normalOf, onPicture, pictureAt, plus, stepOf, within } from '../model/volume';
import type { Tool } from './roomState';

export interface PlanesState {
  /** Beside the stack; loading counts slices. */
  phase: 'off' | 'loading' | 'on';
  loaded: number;
  total: number;
  volume: Volume | null;
  /** Where the three planes cross. */
  cross: Vector | null;
  /** The plane that keys and toolbar are about; null for the stack. */
  active: Plane | null;
}

const OFF: PlanesState = { phase: 'off', loaded: 0, total: 0, volume: null, cross: null, active: null };

interface Page {
  client: Client;
  study: string;
  pictures: () => readonly Picture[];
  index: () => number;
  go: (index: number) => Promise<void>;
  /** Window and inversion are the stack's, for all. */
  adjustWindow: (right: number, down: number) => void;
  say: (message: string) => void;
}

/** Three planes through a volume, which cross in one place, and the stack that shows the slice nearest to it. */
export class Planes {
  readonly state = new Store<PlanesState>(OFF);
  private readonly views = new Map<Plane, PlaneView>();
  private order = 0;
  /** Turns of the stack that have not come on the screen yet. */
  private turning = 0;

  constructor(private readonly page: Page) {}

  get active(): PlaneView | null {
    const { active } = this.state.get();
    return active === null ? null : (this.views.get(active) ?? null);
  }

  async toggle(): Promise<void> {
    if (this.state.get().phase === 'off') {
      await this.open();
    } else {
      this.close();
      this.page.say('The stack alone.');
    }
  }

  async open(): Promise<void> {
    this.close();
    const order = ++this.order;
    const { client, study, say } = this.page;
    const pictures = this.page.pictures();
    this.set({ phase: 'loading', total: pictures.length });
    try {
      const volume = await Volume.load(client, study, pictures, (loaded) => order === this.order && this.set({ loaded }));
      if (order === this.order) {
        const cross = onPicture(volume.grid, middleOf(volume.grid), this.page.index());
        this.set({ phase: 'on', volume, cross });
        say('Axial, coronal and sagittal planes. A click crosses them there; Tab goes from plane to plane.');
      }
    } catch (error) {
      if (order === this.order) {
        this.close();
        say(error instanceof NoVolume ? `This series has no planes: ${error.message}.` : `The planes cannot be shown. ${messageOf(error)}`);
      }
    }
  }

  close(): void {
    this.order++;
    const { volume } = this.state.get();
    this.state.set(OFF);
    volume?.close();
  }

  /** A plane that came on the screen, or went from it. */
  hold(plane: Plane, view: PlaneView | null): void {
    if (view) {
      this.views.set(plane, view);
    } else {
      this.views.delete(plane);
    }
  }

  activate(active: Plane | null): void {
    if (this.state.get().active !== active) {
      this.set({ active });
    }
  }

  /** Lets the planes cross in the place under the pointer; the stack goes to the slice there. */
  click(plane: Plane, at: Point): void {
    const view = this.views.get(plane);
    if (view) {
      this.crossAt(view.inPatient(at));
    }
  }

  scroll(plane: Plane, by: number): void {
    const { volume, cross } = this.state.get();
    if (volume && cross) {
      this.crossAt(plus(cross, normalOf(plane), by * stepOf(volume.grid, plane)));
    }
  }

  drag(plane: Plane, right: number, down: number, tool: Tool): void {
    const view = this.views.get(plane);
    if (tool === 'window') {
      this.page.adjustWindow(right, down);
    } else if (tool === 'zoom') {
      view?.zoomBy(1.01 ** -down);
    } else {
      view?.panBy(right, down);
    }
  }

  /** The stack shows another slice. */
  onStack(index: number): void {
    const { volume, cross } = this.state.get();
    if (volume && cross && this.turning === 0 && pictureAt(volume.grid, cross) !== index) {
      this.set({ cross: onPicture(volume.grid, cross, index) });
    }
  }

  private crossAt(place: Vector): void {
    const { volume } = this.state.get();
    if (!volume) {
      return;
    }
    const cross = within(volume.grid, place);
    this.set({ cross });
    this.turning++;
    void this.page.go(pictureAt(volume.grid, cross)).finally(() => this.turning--);
  }

  private set(change: Partial<PlanesState>): void {
    this.state.set({ ...this.state.get(), ...change });
  }
}
