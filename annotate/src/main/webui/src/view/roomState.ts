import type { Point } from '../api/types';
import type { Shown } from '../image/view';
import type { Hanging, Hung } from '../model/hanging';

export type Tool = 'window' | 'zoom' | 'pan';
type Asking = 'skip' | 'amend' | null;

export interface RoomState {
  /** What hangs where. */
  panes: readonly Hung[];
  columns: number;
  /** Number of the pane that keys, toolbar and labels are about; its series, and what it shows. */
  active: number;
  series: number;
  shown: Shown | null;
  tool: Tool;
  overlays: boolean;
  /** Index of the prior beside the study; -1 for none. */
  prior: number;
  selected: string | null;
  /** Whether arrows move the selected mark: it was chosen, and not just drawn. */
  grabbed: boolean;
  /** Readers whose marks are hidden, in an adjudication. */
  hidden: readonly string[];
  asking: Asking;
}

export function atFirst({ panes, columns }: Hanging): RoomState {
  return {
    panes,
    columns,
    active: 0,
    series: panes[0]?.series ?? 0,
    shown: null,
    tool: 'window',
    overlays: true,
    prior: -1,
    selected: null,
    grabbed: false,
    hidden: [],
    asking: null,
  };
}

/** How far an arrow key drags, in screen pixels. */
export function arrow(code: string): [right: number, down: number] {
  const step = 8;
  const steps: Record<string, Point> = {
    ArrowRight: [step, 0],
    ArrowLeft: [-step, 0],
    ArrowDown: [0, step],
    ArrowUp: [0, -step],
  };
  const [right, down] = steps[code] ?? [0, 0];
  return [right, down];
}
