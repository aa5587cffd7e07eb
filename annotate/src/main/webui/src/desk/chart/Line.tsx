import type { JSX } from 'preact';
import type { Scale } from './scale';
import { Sign, colour, dash } from './style';
import type { Point } from './thin';

interface Props {
  points: readonly Point[];
  index: number;
  /** How many lines there are. */
  of: number;
  x: Scale;
  y: Scale;
  signs: boolean;
}

const path = (places: readonly (readonly [number, number])[]): string =>
  places.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** A line with its interval: a band, as long as bands do not cover each other, and whiskers where there are few points. */
export function Line({ points, index, of, x: exact, y, signs }: Props): JSX.Element {
  // Side by side, the whiskers of several lines do not hide each other.
  const shift = signs ? (index - (of - 1) / 2) * 7 : 0;
  const x = (value: number): number => exact(value) + shift;
  const bounded = points.filter((point) => point.low !== undefined && point.high !== undefined);
  const upper = bounded.map((point) => [x(point.x), y(point.high as number)] as const);
  const lower = bounded.map((point) => [x(point.x), y(point.low as number)] as const).reverse();
  return (
    <g>
      {bounded.length > 1 && of <= 2 && <path d={`${path([...upper, ...lower])}Z`} fill={colour(index)} fill-opacity="0.14" />}
      {signs && bounded.map((point) => (
        <path
          key={point.x}
          d={`M${x(point.x) - 4} ${y(point.high as number)}h8m-4 0V${y(point.low as number)}m-4 0h8`}
          stroke={colour(index)}
          stroke-opacity="0.75"
          fill="none"
        />
      ))}
      <path
        d={path(points.map((point) => [x(point.x), y(point.y)]))}
        stroke={colour(index)}
        stroke-width="2"
        stroke-dasharray={dash(index)}
        stroke-linejoin="round"
        fill="none"
      />
      {signs && points.map((point) => <Sign key={point.x} index={index} x={x(point.x)} y={y(point.y)} />)}
    </g>
  );
}
