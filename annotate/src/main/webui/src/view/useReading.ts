import { useEffect, useState } from 'preact/hooks';
import { prefetch } from '../image/engine';
import { Problem, messageOf } from '../api/problem';
import type { Reading, Series } from '../api/types';
import { Activity } from '../model/activity';
import { type Attributes, valueOf } from '../model/spacing';
import { ReadingSession } from '../model/session';
import { type Picture, picturesOf } from '../model/stack';
import { type App, pause } from '../ui/app';

const REPORT_EVERY = 15_000;
const FIRST_IMAGES = 3;

export type Opened = { session: ReadingSession } | { trouble: string } | null;

/** Opens a reading, which the ledger records; null while that is under way. */
export function useReading(app: App, id: string): Opened {
  const [opened, setOpened] = useState<Opened>(null);
  useEffect(() => {
    let session: ReadingSession | null = null;
    let left = false;
    const failed = async (error: unknown): Promise<void> => {
      const trouble = await explained(app, id, error);
      if (!left) {
        setOpened({ trouble });
      }
    };
    const open = async (): Promise<void> => {
      const reading = await app.client.reading(id);
      if (left) {
        return;
      }
      const opened = (session = new ReadingSession(reading, app.client, app.pending, pause, app.say));
      setOpened({ session: opened });
      let gone = false;
      opened.state.subscribe((state) => {
        if (state.gone && !gone) {
          app.client.reading(id).catch(failed);
        }
        gone = state.gone;
      });
    };
    open().catch(failed);
    return () => {
      left = true;
      session?.close();
    };
  }, [id]);
  return opened;
}

/** A reading that is no more leaves nothing in the browser; one that is only not of whoever logged in meanwhile stays there. */
async function explained(app: App, id: string, error: unknown): Promise<string> {
  if (!(error instanceof Problem) || ![404, 410].includes(error.status)) {
    return messageOf(error);
  }
  const user = app.gate.state.get().session?.user;
  const now = await app.client.session().catch(() => null);
  if (now?.user !== user) {
    return `Somebody else logged in with this browser. What ${user} has not saved yet is kept for ${user}.`;
  }
  app.pending.remove(id);
  return 'There is no such reading of yours. If it was there before, its study was erased.';
}

/** Reports the seconds of work every 15 s and on leaving. */
export function useActivity(app: App, id: string): void {
  useEffect(() => {
    const activity = new Activity(performance.now());
    const inputs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    const input = (): void => activity.input(performance.now());
    const report = (): void => {
      const seconds = activity.take(performance.now());
      if (seconds > 0) {
        app.client.time(id, seconds).catch(() => activity.giveBack(seconds));
      }
    };
    const turned = (): void => {
      activity.setVisible(document.visibilityState === 'visible', performance.now());
      if (document.visibilityState !== 'visible') {
        report();
      }
    };
    const timer = setInterval(() => {
      report();
      document.body.dataset['idle'] = String(activity.idle(performance.now()));
    }, REPORT_EVERY);
    inputs.forEach((name) => addEventListener(name, input, { passive: true }));
    document.addEventListener('visibilitychange', turned);
    addEventListener('pagehide', report);
    return () => {
      report();
      clearInterval(timer);
      inputs.forEach((name) => removeEventListener(name, input));
      document.removeEventListener('visibilitychange', turned);
      removeEventListener('pagehide', report);
    };
  }, [id]);
}

/**
 * Fetches one prior and the first images of the next study. The next reading itself is not asked for: that would be
 * recorded as its opening.
 */
export async function fetchAhead(app: App, { worklist, next, priors }: Reading): Promise<void> {
  const [prior] = priors;
  if (prior?.series[0]) {
    await prefetch(app.client, prior.study, picturesOf(prior.series[0]).slice(0, 1));
  }
  const row = next === null ? null : await app.row(worklist, next);
  if (row) {
    await fetchStudy(app, row.study);
  }
}

/** Fetches the first images of a study that may be opened next. */
export async function fetchStudy(app: App, study: string): Promise<void> {
  await prefetch(app.client, study, await firstPictures(app, study));
}

async function firstPictures(app: App, study: string): Promise<Picture[]> {
  const instances = await app.client.dicom<Attributes[]>(
    `studies/${study}/instances?limit=1000&includefield=NumberOfFrames&includefield=InstanceNumber`,
  );
  const text = (attributes: Attributes, tag: string): string => String(valueOf(attributes, tag) ?? '');
  const first = instances[0] && text(instances[0], '0020000E');
  const series: Series = {
    id: first ?? '',
    modality: null,
    bodyPart: null,
    description: null,
    laterality: null,
    images: instances
      .filter((one) => text(one, '0020000E') === first)
      .map((one) => ({ id: text(one, '00080018'), frames: 1, rows: 0, columns: 0, number: Number(text(one, '00200013')) })),
  };
  return picturesOf(series).slice(0, FIRST_IMAGES);
}
