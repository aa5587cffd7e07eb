import { Store } from '../model/store';

interface Page {
  count: () => number;
  /** Milliseconds of a frame. */
  time: () => number;
  next: () => Promise<void>;
  say: (message: string) => void;
}

/** Plays the frames of a stack, again and again; a frame that is not there yet is waited for. */
export class Cine {
  readonly playing = new Store(false);
  private order = 0;

  constructor(private readonly page: Page) {}

  toggle(): void {
    if (this.playing.get()) {
      this.stop();
    } else if (this.page.count() < 2) {
      this.page.say('There is one image, and nothing to play.');
    } else {
      this.playing.set(true);
      this.page.say(`Playing, ${Math.round(10_000 / this.page.time()) / 10} frames a second; G pauses.`);
      void this.play(++this.order);
    }
  }

  stop(): void {
    this.order++;
    this.playing.set(false);
  }

  private async play(order: number): Promise<void> {
    while (order === this.order) {
      const due = performance.now() + this.page.time();
      try {
        await this.page.next();
      } catch {
        this.stop();
      }
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    }
  }
}
