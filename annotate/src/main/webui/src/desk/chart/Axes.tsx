import type { JSX } from 'preact';
import { figure } from '../format';
import type { Scale } from './scale';

export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface Props {
  frame: Frame;
  x: Scale;
  y: Scale;
  xLabel: string;
  tickOfX?: (value: number) => string;
}

export function Axes({ frame: { left, right, top, bottom }, x, y, xLabel, tickOfX = figure }: Props): JSX.Element {
  return (
    <g class="axes">
      {y.ticks.map((tick) => (
        <g key={`y${tick}`}>
          <line class="grid" x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
          <text x={left - 6} y={y(tick)} dy="0.32em" text-anchor="end">{figure(tick)}</text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <g key={`x${tick}`}>
          <line x1={x(tick)} x2={x(tick)} y1={bottom} y2={bottom + 4} />
          <text x={x(tick)} y={bottom + 16} text-anchor="middle">{tickOfX(tick)}</text>
        </g>
      ))}
      <line x1={left} x2={right} y1={bottom} y2={bottom} />
      <line x1={left} x2={left} y1={top} y2={bottom} />
      <text x={right} y={bottom + 31} text-anchor="end" class="axis">{xLabel}</text>
    </g>
  );
}
