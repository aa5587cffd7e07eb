import type { JSX } from 'preact';
import { count, words } from './format';
import { sortedCounts } from './grouping';
import { Scroll } from './Scroll';
import type { Counts } from './types';

interface Props {
  title: string;
  /** By part, in their order. */
  parts: readonly (readonly [name: string, images: number, counts: Counts])[];
  /** Values have an order of their own. */
  ordered?: boolean;
}

/** One property beside each other in all parts: bars are shares of a part, so that equal splits look equal. */
export function PartsTable({ title, parts, ordered = false }: Props): JSX.Element {
  const all: Counts = {};
  for (const [, , counts] of parts) {
    for (const [value, n] of Object.entries(counts)) {
      all[value] = (all[value] ?? 0) + n;
    }
  }
  return (
    <section class="card" data-testid={`facet-${title}`}>
      <Scroll label={title}>
        <table class="bars parts">
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col"><span class="hidden">Value</span></th>
              {parts.map(([name]) => <th key={name} scope="col">{words(name)}</th>)}
            </tr>
          </thead>
          <tbody>
            {sortedCounts(all, ordered).map(([value]) => (
              <tr key={value} class={value === 'unknown' ? 'unknown' : ''} data-value={value}>
                <th scope="row">{value}</th>
                {parts.map(([name, images, counts]) => {
                  const n = counts[value] ?? 0;
                  const share = images > 0 ? (100 * n) / images : 0;
                  return (
                    <td key={name} data-part={name} data-count={n}>
                      <span class="bar" aria-hidden="true"><span style={{ width: `${share}%` }} /></span>
                      {count(n)} <span class="hint">{share.toFixed(share > 0 && share < 1 ? 1 : 0)} %</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
