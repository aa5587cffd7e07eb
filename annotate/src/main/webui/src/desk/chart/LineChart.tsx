import type { JSX } from 'preact';
import { useId, useMemo, useState } from 'preact/hooks';
import { figure } from '../format';
import { Axes } from './Axes';
import { type Series, described, readAt, valueOf } from './describe';
import { Line } from './Line';
import { extent, linear, logarithmic, padded } from './scale';
import { Swatch } from './style';
import { nearest, thin } from './thin';
import { useWidth } from './useWidth';

interface Props {
  title: string;
  xLabel: string;
  series: readonly Series[];
  height?: number;
  /** x in powers of ten. */
  log?: boolean;
  /** y as far as this at least. */
  within?: readonly [number, number];
  formatX?: (x: number) => string;
  testId?: string;
}

const MARGIN = { left: 58, right: 14, top: 10, bottom: 38 };
/** Above this many values a sign at each would hide the line. */
const FEW = 30;

/** Lines over a common x. The pointer, and the arrow keys on the slider below it, read the values. */
export function LineChart({ title, xLabel, series, height = 210, log = false, within, formatX = figure, testId }: Props): JSX.Element {
  const [element, width] = useWidth();
  const [at, setAt] = useState<number | null>(null);
  const id = useId();
  const xs = useMemo(
    () => [...new Set(series.flatMap((one) => one.points.map((point) => point.x)))].sort((a, b) => a - b),
    [series],
  );
  const frame = { left: MARGIN.left, right: Math.max(MARGIN.left + 40, width - MARGIN.right), top: MARGIN.top, bottom: height - MARGIN.bottom };
  const ys = extent([...series.flatMap((one) => one.points.flatMap((point) => [point.y, point.low, point.high])), ...(within ?? [])]);
  const bounds = extent(xs);
  if (!ys || !bounds) {
    return <figure class="chart" data-testid={testId}><figcaption>{title}</figcaption><p class="hint">No values yet.</p></figure>;
  }
  const across = [frame.left + 6, frame.right - 6] as const;
  const x = log ? logarithmic([bounds[0] * 0.9, bounds[1] * 1.1], across) : linear(bounds, across, (frame.right - frame.left) / 90);
  const y = linear(padded(ys), [frame.bottom, frame.top], 4);
  const signs = series.every((one) => one.points.length <= FEW);
  const shown = at === null ? xs.length - 1 : Math.min(at, xs.length - 1);
  const place = xs[shown] as number;
  const read = readAt(series, place);
  const moved = (event: PointerEvent): void => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const pixels = xs.map(x);
    setAt(nearest(pixels, event.clientX - box.left));
  };
  const said = `${xLabel} ${formatX(place)}: ${read.map((one) => `${one.name} ${valueOf(one.point)}`).join('; ')}`;
  return (
    <figure class="chart" data-testid={testId}>
      <figcaption>{title}</figcaption>
      <div ref={element}>
        <svg role="img" aria-labelledby={`${id}t ${id}d`} width={width} height={height} onPointerMove={moved} onPointerLeave={() => setAt(null)}>
          <title id={`${id}t`}>{title}</title>
          <desc id={`${id}d`}>{described(series, xLabel)}</desc>
          <Axes frame={frame} x={x} y={y} xLabel={xLabel} tickOfX={formatX} />
          {series.map((one, index) => (
            <Line key={one.name} index={index} of={series.length} x={x} y={y} signs={signs} points={thin(one.points, Math.max(50, Math.round(width / 2)))} />
          ))}
          {at !== null && <line class="cursor" x1={x(place)} x2={x(place)} y1={frame.top} y2={frame.bottom} />}
        </svg>
      </div>
      <input
        type="range"
        min={0}
        max={xs.length - 1}
        value={shown}
        disabled={xs.length < 2}
        aria-label={`Read ${title}`}
        aria-valuetext={said}
        onInput={(event) => setAt(Number(event.currentTarget.value))}
        onBlur={() => setAt(null)}
      />
      <ul class="legend" data-x={place}>
        <li>{xLabel} {formatX(place)}</li>
        {series.map((one, index) => {
          const point = read.find((value) => value.index === index)?.point;
          return <li key={one.name}>{series.length > 1 && <><Swatch index={index} signs={signs} />{one.name}</>} <b>{point ? valueOf(point) : '–'}</b></li>;
        })}
      </ul>
    </figure>
  );
}
