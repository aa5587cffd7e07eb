import type { JSX } from 'preact';
import { count } from '../format';
import { Scroll } from '../Scroll';

export interface Bar {
  key: string;
  label: string;
  value: number;
  /** Further numbers, in the order of the columns. */
  more?: readonly number[];
  /** Said when the label is pressed; without it the label is text. */
  onPick?: (() => void) | undefined;
  picked?: boolean;
  /** It is no value but the lack of one. */
  unknown?: boolean;
}

interface Props {
  caption: string;
  columns: readonly string[];
  bars: readonly Bar[];
  testId?: string;
}

/** Numbers with bars: a table to a screen reader, whose first column of numbers is drawn. */
export function BarTable({ caption, columns, bars, testId }: Props): JSX.Element {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <Scroll label={caption}>
      <table class="bars" data-testid={testId}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col"><span class="hidden">Value</span></th>
            <td aria-hidden="true" />
            {columns.map((column) => <th scope="col" key={column} class="number">{column}</th>)}
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.key} class={bar.unknown ? 'unknown' : ''} data-value={bar.label} data-count={bar.value}>
              <th scope="row">
                {bar.onPick
                  ? <button type="button" class="link" aria-pressed={bar.picked ?? false} onClick={bar.onPick}>{bar.label}</button>
                  : <span>{bar.label}</span>}
              </th>
              <td aria-hidden="true" class="bar"><span style={{ width: `${(100 * bar.value) / most}%` }} /></td>
              {[bar.value, ...(bar.more ?? [])].map((value, i) => <td key={i} class="number">{count(value)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
