import type { JSX } from 'preact';

/** Colours of Okabe and Ito (2008), which people of every colour vision tell apart; on this ground at least 4.5:1. */
const COLOURS = ['#56b4e9', '#e69f00', '#2fbf94', '#f0e442', '#cc79a7', '#ee7733', '#c8d0da'] as const;
const DASHES = ['none', '7 4', '2 3', '10 3 2 3', '12 5', '4 2'] as const;

export const colour = (index: number): string => COLOURS[index % COLOURS.length] as string;
export const dash = (index: number): string => DASHES[index % DASHES.length] as string;

/** A sign for each line, besides its colour and dashes: circle, square, triangle, diamond, cross, ring. */
export function Sign({ index, x, y, size = 4 }: { index: number; x: number; y: number; size?: number }): JSX.Element {
  const fill = colour(index);
  const s = size;
  switch (index % 6) {
    case 0:
      return <circle cx={x} cy={y} r={s} fill={fill} />;
    case 1:
      return <rect x={x - s} y={y - s} width={2 * s} height={2 * s} fill={fill} />;
    case 2:
      return <path d={`M${x} ${y - s * 1.2}l${s * 1.2} ${s * 2.2}h${-s * 2.4}z`} fill={fill} />;
    case 3:
      return <path d={`M${x} ${y - s * 1.4}l${s * 1.4} ${s * 1.4}l${-s * 1.4} ${s * 1.4}l${-s * 1.4} ${-s * 1.4}z`} fill={fill} />;
    case 4:
      return <path d={`M${x - s} ${y - s}l${2 * s} ${2 * s}m0 ${-2 * s}l${-2 * s} ${2 * s}`} stroke={fill} stroke-width={2.5} />;
    default:
      return <circle cx={x} cy={y} r={s} fill="none" stroke={fill} stroke-width={2} />;
  }
}

export function Swatch({ index, signs }: { index: number; signs: boolean }): JSX.Element {
  return (
    <svg class="swatch" width="34" height="12" aria-hidden="true">
      <path d="M0 6H34" stroke={colour(index)} stroke-width="2" stroke-dasharray={dash(index)} />
      {signs && <Sign index={index} x={17} y={6} />}
    </svg>
  );
}
