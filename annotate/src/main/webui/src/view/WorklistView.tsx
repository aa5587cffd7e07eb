import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Row, State, Worklist } from '../api/types';
import { commandsOf } from '../model/keys';
import { visibleRange } from '../model/rows';
import { useStore } from '../model/store';
import type { App } from '../ui/app';
import { inField, onControl } from '../ui/fields';
import { go, hrefOf } from '../ui/route';

const STATES: readonly State[] = ['open', 'committed', 'skipped'];
const ROW_REM = 2.75;
/** Milliseconds that a study is selected before its first images are fetched, so that going down the list fetches nothing. */
const FETCHED_AFTER = 200;
const COLUMNS = ['#', 'Study', 'Date', 'Images', 'Role', 'Why chosen'] as const;

/** Where the reader was in each list, for coming back. */
const places = new Map<string, { state: State; selected: number }>();

export function WorklistView({ app, name }: { app: App; name: string }): JSX.Element {
  const place = places.get(name) ?? { state: 'open', selected: 0 };
  const [state, setState] = useState<State>(place.state);
  const [selected, setSelected] = useState(place.selected);
  // Keys may come faster than the list is drawn.
  const now = useRef(place.selected);
  const select = (index: number): void => {
    now.current = index;
    setSelected(index);
  };
  const [worklist, setWorklist] = useState<Worklist | null>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 600 });
  const list = useRef<HTMLDivElement>(null);
  const source = useMemo(() => app.rows(name, state), [name, state]);
  const { rows, done, trouble } = useStore(source.state);
  const rowHeight = ROW_REM * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const total = done ? rows.length : Math.max(rows.length, worklist?.[state] ?? 0);
  const [from, to] = visibleRange(scroll.top, scroll.height, rowHeight, total);

  useEffect(() => {
    app.client.worklists().then((all) => setWorklist(all.find((one) => one.name === name) ?? null), () => {});
  }, [name]);
  useEffect(() => void source.upTo(Math.max(1, to, selected + 1)), [source, to, selected]);
  const study = state === 'open' ? rows[selected]?.study : undefined;
  useEffect(() => {
    if (study === undefined) {
      return;
    }
    const timer = setTimeout(() => {
      void import('./useReading').then(({ fetchStudy }) => fetchStudy(app, study)).catch(() => {});
    }, FETCHED_AFTER);
    return () => clearTimeout(timer);
  }, [study]);
  useEffect(() => {
    places.set(name, { state, selected });
    const element = list.current;
    if (element) {
      const top = selected * rowHeight;
      if (top < element.scrollTop) {
        element.scrollTop = top;
      } else if (top + 2 * rowHeight > element.scrollTop + element.clientHeight) {
        element.scrollTop = top + 2 * rowHeight - element.clientHeight;
      }
    }
  }, [state, selected, rows.length > 0]);
  useEffect(() => {
    const element = list.current;
    if (!element) {
      return;
    }
    const measured = (): void => setScroll({ top: element.scrollTop, height: element.clientHeight });
    const watcher = new ResizeObserver(measured);
    watcher.observe(element);
    element.addEventListener('scroll', measured, { passive: true });
    return () => watcher.disconnect();
  }, []);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const [command] = inField(event) ? [] : commandsOf(event, 'worklist');
      const row = rows[now.current];
      if (command === 'down' || command === 'up') {
        event.preventDefault();
        select(Math.max(0, Math.min(total - 1, now.current + (command === 'down' ? 1 : -1))));
      } else if (command === 'open' && row && !onControl(event)) {
        go({ at: 'reading', id: row.id });
      } else if (command === 'back') {
        go({ at: 'worklists' });
      }
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [rows, total]);

  return (
    <main class="page fill">
      <header class="row">
        <h1><a href={hrefOf({ at: 'worklists' })}>Worklists</a> / {worklist?.title || name}</h1>
        <span class="spring" />
        {worklist && (
          <span class="row" data-testid="progress">
            <progress max={Math.max(1, worklist.total)} value={worklist.total - worklist.open} aria-label="Progress" />
            {worklist.total - worklist.open} of {worklist.total} done
          </span>
        )}
        <div role="group" aria-label="State" class="row">
          {STATES.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === state}
              data-testid={`state-${one}`}
              onClick={() => {
                setState(one);
                select(0);
              }}
            >
              {one}{worklist ? ` (${worklist[one]})` : ''}
            </button>
          ))}
        </div>
      </header>
      {trouble && (
        <p role="alert" class="trouble">
          {trouble} <button type="button" onClick={() => void source.upTo(to)}>Try again</button>
        </p>
      )}
      {done && rows.length === 0 && <p data-testid="empty">There is nothing {state} here.</p>}
      <div
        ref={list}
        class="rows"
        role="grid"
        tabIndex={0}
        aria-label={`Studies, ${state}`}
        aria-rowcount={total + 1}
        aria-activedescendant={rows[selected] ? `row-${rows[selected].id}` : undefined}
        data-testid="rows"
      >
        <div role="row" aria-rowindex={1} class="tr head">
          {COLUMNS.map((column) => <span key={column} role="columnheader">{column}</span>)}
        </div>
        <div style={{ height: `${total * rowHeight}px`, position: 'relative' }} role="rowgroup">
          {Array.from({ length: to - from }, (_, i) => from + i).map((index) => (
            <RowLine
              key={index}
              row={rows[index]}
              index={index}
              top={index * rowHeight}
              selected={index === selected}
              onSelect={() => select(index)}
            />
          ))}
        </div>
      </div>
    </main>
  );
}

interface LineProps {
  row: Row | undefined;
  index: number;
  top: number;
  selected: boolean;
  onSelect: () => void;
}

function RowLine({ row, index, top, selected, onSelect }: LineProps): JSX.Element {
  const style = { transform: `translateY(${top}px)`, height: `${ROW_REM}rem` };
  if (!row) {
    return <div class="tr waiting" role="row" aria-rowindex={index + 2} style={style}><span role="gridcell">…</span></div>;
  }
  return (
    <div
      class="tr"
      role="row"
      id={`row-${row.id}`}
      data-testid={`row-${row.id}`}
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={style}
      onClick={onSelect}
      onDblClick={() => go({ at: 'reading', id: row.id })}
    >
      <span role="gridcell">{row.position}</span>
      <span role="gridcell">
        <a href={hrefOf({ at: 'reading', id: row.id })} tabIndex={selected ? 0 : -1}>
          {[row.modality, row.bodyPart].filter(Boolean).join(' ') || 'Study'}
        </a>
        {row.draft && <em> begun</em>}
      </span>
      <span role="gridcell">{row.date}</span>
      <span role="gridcell">{row.images}</span>
      <span role="gridcell">{row.role}</span>
      <span role="gridcell">{row.why}</span>
    </div>
  );
}
