import { count, figure, short, words } from './format';
import type { Lineage, LineageLink, LineageNode, Thing } from './types';

export const KINDS = ['dataset', 'run', 'backbone', 'labels', 'worklist', 'labelset', 'predictor', 'report'] as const;

export const keyOf = ({ kind, id }: Thing): string => `${kind}\0${id}`;

export const named = ({ kind, id }: Thing): string => `${kind} ${short(id)}`;

/** Links of the focus before all others. */
export function nearFirst({ focus, links }: Lineage): LineageLink[] {
  const far = ({ from, to }: LineageLink): number => (keyOf(from) === keyOf(focus) || keyOf(to) === keyOf(focus) ? 0 : 1);
  return [...links].sort((a, b) => far(a) - far(b));
}

/** The end of an id tells things of one kind apart, so the middle gives way. */
export function shortened(id: string, most: number): string {
  const text = short(id);
  const tail = Math.floor((most - 1) / 2);
  return text.length <= most ? text : `${text.slice(0, most - 1 - tail)}…${text.slice(-tail)}`;
}

/** What is known of a thing, as pairs of words. */
export function factsOf(node: LineageNode): [string, string][] {
  return Object.entries(node.facts).flatMap(([name, value]): [string, string][] => {
    if (value === null || value === undefined || value === '') {
      return [];
    }
    const text = typeof value === 'number' ? (Number.isInteger(value) ? count(value) : figure(value)) : typeof value === 'object' ? JSON.stringify(value) : String(value);
    return [[words(name), text]];
  });
}

/** Where a thing has a view of its own: its path there. */
export function pathOf({ kind, id }: Thing): string[] | null {
  switch (kind) {
    case 'dataset':
      return ['datasets', id];
    case 'run':
      return ['runs', id];
    case 'backbone':
      return ['models', id];
    case 'worklist':
      return ['worklists', id];
    case 'predictor':
      return ['models'];
    case 'report':
      return ['fairness'];
    default:
      return null;
  }
}
