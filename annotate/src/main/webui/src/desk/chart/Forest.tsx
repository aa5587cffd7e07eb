import type { JSX } from 'preact';
import { interval } from '../format';
import { Scroll } from '../Scroll';
import { linear } from './scale';

export interface Estimate {
  key: string;
  label: string;
  /** Beside the label: how many it rests on. */
  basis: string;
  value: number | null;
  low: number | null;
  high: number | null;
  /** Why there is no value. */
  reason?: string | null;
  /** First of a group of rows. */
  first?: boolean;
}

interface Props {
  caption: string;
  measure: string;
  basis: string;
  rows: readonly Estimate[];
  domain: readonly [number, number];
  /** A line down all rows. */
  reference?: number | null;
  testId?: string;
}

const WIDTH = 240;
const HEIGHT = 22;
const EDGE = 14;

/** A forest plot that is a table: value and 95 % interval of each row as numbers, and drawn over one axis. */
export function Forest({ caption, measure, basis, rows, domain, reference, testId }: Props): JSX.Element {
  const x = linear(domain, [EDGE, WIDTH - EDGE], 4);
  const clip = (value: number): number => x(Math.min(domain[1], Math.max(domain[0], value)));
  const line = reference === null || reference === undefined ? null : <line class="reference" x1={clip(reference)} x2={clip(reference)} y1="0" y2={HEIGHT} />;
  return (
    <Scroll label={caption}>
      <table class="forest" data-testid={testId}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col"><span class="hidden">Group</span></th>
            <th scope="col" class="number">{basis}</th>
            <th scope="col">{measure} (95 %)</th>
            <td aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} class={row.first ? 'first' : ''} data-group={row.label}>
              <th scope="row">{row.label}</th>
              <td class="number">{row.basis}</td>
              <td>{row.value === null ? <span class="hint">not estimable{row.reason ? `: ${row.reason}` : ''}</span> : interval(row.value, row.low, row.high)}</td>
              <td aria-hidden="true" class="drawn">
                <svg width={WIDTH} height={HEIGHT}>
                  {line}
                  {row.value !== null && row.low !== null && row.high !== null && (
                    <path class="whisker" d={`M${clip(row.low)} 7v8m0 -4H${clip(row.high)}m0 -4v8`} />
                  )}
                  {row.value !== null && <rect class="estimate" x={clip(row.value) - 4} y="7" width="8" height="8" />}
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot aria-hidden="true">
          <tr>
            <td colSpan={3} />
            <td class="drawn">
              <svg width={WIDTH} height="24" class="axes">
                <line x1={EDGE} x2={WIDTH - EDGE} y1="1" y2="1" />
                {x.ticks.map((tick) => (
                  <g key={tick}>
                    <line x1={x(tick)} x2={x(tick)} y1="1" y2="5" />
                    <text x={x(tick)} y="17" text-anchor="middle">{tick}</text>
                  </g>
                ))}
              </svg>
            </td>
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}
