/** The views of the desk: where they are, who has them, and the letter after G that opens them. */

export interface View {
  id: ViewId;
  title: string;
  group: 'Data' | 'Training' | 'Results' | 'Work';
  letter: string;
  roles: readonly string[];
}

export type ViewId =
  | 'catalogue' | 'quarantine' | 'datasets' | 'runs' | 'models' | 'lineage' | 'efficiency' | 'fairness' | 'jobs' | 'worklists';

const RESEARCH = ['researcher', 'auditor'] as const;
const OPERATION = [...RESEARCH, 'admin'] as const;

export const VIEWS: readonly View[] = [
  { id: 'catalogue', title: 'Catalogue', group: 'Data', letter: 'C', roles: RESEARCH },
  { id: 'quarantine', title: 'Quarantine', group: 'Data', letter: 'Q', roles: OPERATION },
  { id: 'datasets', title: 'Datasets', group: 'Data', letter: 'D', roles: RESEARCH },
  { id: 'runs', title: 'Runs', group: 'Training', letter: 'R', roles: RESEARCH },
  { id: 'models', title: 'Models', group: 'Training', letter: 'M', roles: RESEARCH },
  { id: 'lineage', title: 'Lineage', group: 'Training', letter: 'L', roles: RESEARCH },
  { id: 'efficiency', title: 'Label efficiency', group: 'Results', letter: 'E', roles: RESEARCH },
  { id: 'fairness', title: 'Fairness', group: 'Results', letter: 'F', roles: [...OPERATION, 'radiologist'] },
  { id: 'jobs', title: 'Jobs', group: 'Work', letter: 'J', roles: OPERATION },
  { id: 'worklists', title: 'Worklists', group: 'Work', letter: 'W', roles: RESEARCH },
];

export const viewsOf = (role: string): View[] => VIEWS.filter((view) => view.roles.includes(role));

/** Whose first page is the desk rather than the reading room. */
export const startsAtDesk = (role: string): boolean => role !== 'radiologist' && viewsOf(role).length > 0;

/** A second key within this many milliseconds belongs to G. */
const TOGETHER = 1500;

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Hears G and then a letter. */
export class Chord {
  private begun = -Infinity;

  constructor(private readonly views: readonly View[]) {}

  /** @returns the view that this key opens */
  press(press: Press, now: number): View | null {
    const letter = press.ctrlKey || press.metaKey || press.altKey ? '' : press.key.toUpperCase();
    const view = now - this.begun <= TOGETHER ? this.views.find((one) => one.letter === letter) : undefined;
    this.begun = letter === 'G' && !view ? now : -Infinity;
    return view ?? null;
  }
}
