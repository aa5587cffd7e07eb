const IDLE_AFTER = 30_000;

/**
 * Counts the seconds that a reader is at work: up to 30 s after the last input, and only while the page is visible. Times
 * are milliseconds of any steady clock.
 */
export class Activity {
  private counted = 0;
  private since: number;
  private lastInput: number;
  private visible = true;

  constructor(now: number) {
    this.since = now;
    this.lastInput = now;
  }

  input(now: number): void {
    this.count(now);
    this.lastInput = now;
  }

  setVisible(visible: boolean, now: number): void {
    this.count(now);
    this.visible = visible;
    if (visible) {
      this.lastInput = now;
    }
  }

  idle(now: number): boolean {
    return now - this.lastInput >= IDLE_AFTER;
  }

  /** Active seconds since the last call, to a tenth. */
  take(now: number): number {
    this.count(now);
    const seconds = Math.round(this.counted / 100) / 10;
    this.counted -= seconds * 1000;
    return seconds;
  }

  /** Seconds that could not be reported. */
  giveBack(seconds: number): void {
    this.counted += seconds * 1000;
  }

  private count(now: number): void {
    if (this.visible) {
      this.counted += Math.max(0, Math.min(now, this.lastInput + IDLE_AFTER) - this.since);
    }
    this.since = now;
  }
}
