import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Mark, Point, RunMask } from '../api/types';
import type { Shown } from '../image/view';
import type { Drawing } from '../model/drawing';
import { type Affine, apply, lengthText } from '../model/geometry';
import { handlesOf } from '../model/reshape';
import { type Bitmap, decode, painted } from '../model/masks';

/** Marks of one reader, in one colour. */
export interface Layer {
  reader: string;
  colour: string;
  marks: readonly Mark[];
}

interface Props {
  shown: Shown;
  layers: readonly Layer[];
  selected: string | null;
  /** Number of the handle that arrows move. */
  handle: number | null;
  drawing: Drawing | null;
  /** Grows when the drawing changes. */
  number: number;
  titleOf: (finding: string) => string;
  /** The pointer went down on one of the reader's own marks, or on a handle of it. */
  onTake: (mark: Mark, handle: number | null) => void;
}

/** What is drawn on the image: shapes in image pixels, which one matrix takes to the screen. */
export function Overlay({ shown, layers, selected, handle, drawing, number, titleOf, onTake }: Props): JSX.Element {
  const { map } = shown;
  const matrix = `matrix(${map.a},${map.b},${map.c},${map.d},${map.e},${map.f})`;
  const all = layers.flatMap((layer) => layer.marks.map((mark) => ({ layer, mark })));
  const taken = layers[0]?.marks.find(({ id }) => id === selected);
  const edited = drawing?.bitmap ? drawing.subject : null;
  const masks = all.filter(({ mark, layer }) => mark.mask && !(edited && layer.reader === '' && mark.finding === edited.finding));
  return (
    <div class="overlay" data-testid="overlay" data-cursor={drawing ? drawing.cursor.join(',') : undefined}>
      {masks.map(({ layer, mark }) => (
        <MaskPicture key={layer.reader + mark.id} mask={mark.mask ?? null} version={mark} map={map} colour={layer.colour} bright={mark.id === selected} />
      ))}
      {drawing?.bitmap && <MaskPicture mask={drawing.bitmap} version={number} map={map} colour="#7ee2a8" bright />}
      <svg>
        <g transform={matrix}>
          {all.map(({ layer, mark }) => (
            <g
              key={layer.reader + mark.id}
              class={mark.id === selected ? 'mark selected' : 'mark'}
              stroke={layer.colour}
              data-testid="mark"
              data-mark={mark.id}
              data-shape={mark.shape}
              data-finding={mark.finding}
              data-reader={layer.reader || undefined}
              data-points={mark.points?.map(String).join(' ')}
              onPointerDown={(event) => {
                if (layer.reader === '' && !drawing && event.button === 0) {
                  onTake(mark, null);
                }
              }}
            >
              {layer.reader === '' && <g class="reach"><Outline points={mark.points ?? []} shape={mark.shape} /></g>}
              <Outline points={mark.points ?? []} shape={mark.shape} />
            </g>
          ))}
          {drawing && <InProgress drawing={drawing} />}
        </g>
        {all.map(({ layer, mark }) => {
          const at = mark.points?.[0];
          return at && <Caption key={layer.reader + mark.id} at={apply(map, at)} text={captionOf(mark, shown, titleOf)} colour={layer.colour} />;
        })}
        {taken && !drawing && handlesOf(taken).map((point, index) => {
          const [x, y] = apply(map, point);
          return (
            <rect
              key={index}
              class={index === handle ? 'handle chosen' : 'handle'}
              x={x - 5}
              y={y - 5}
              width={10}
              height={10}
              data-testid={`handle-${index + 1}`}
              onPointerDown={(event) => event.button === 0 && onTake(taken, index)}
            />
          );
        })}
        {drawing && <Cursor at={apply(map, drawing.cursor)} />}
      </svg>
    </div>
  );
}

function captionOf(mark: Mark, shown: Shown, titleOf: (finding: string) => string): string {
  const [from, to] = mark.points ?? [];
  return mark.shape === 'length' && from && to ? lengthText(from, to, shown.spacing) : titleOf(mark.finding);
}

function Outline({ points, shape }: { points: readonly Point[]; shape: string }): JSX.Element | null {
  const [from, to] = points;
  if (shape === 'box' && from && to) {
    return <rect x={from[0]} y={from[1]} width={to[0] - from[0]} height={to[1] - from[1]} />;
  }
  if (shape === 'length' && from && to) {
    return <line x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />;
  }
  return shape === 'polygon' ? <polygon points={points.map(String).join(' ')} /> : null;
}

function InProgress({ drawing }: { drawing: Drawing }): JSX.Element {
  const { points, cursor, bitmap, radius, subject } = drawing;
  const [from] = points;
  if (bitmap) {
    return <circle class="brush" cx={cursor[0]} cy={cursor[1]} r={radius} />;
  }
  if (subject.shape === 'box' && from) {
    const [x, y] = [Math.min(from[0], cursor[0]), Math.min(from[1], cursor[1])];
    return <rect class="draft" x={x} y={y} width={Math.abs(cursor[0] - from[0])} height={Math.abs(cursor[1] - from[1])} />;
  }
  return <polyline class="draft" points={[...points, cursor].map(String).join(' ')} />;
}

function Cursor({ at: [x, y] }: { at: Point }): JSX.Element {
  return (
    <path class="cursor" d={`M${x - 14} ${y}H${x - 4}M${x + 4} ${y}H${x + 14}M${x} ${y - 14}V${y - 4}M${x} ${y + 4}V${y + 14}`} />
  );
}

function Caption({ at: [x, y], text, colour }: { at: Point; text: string; colour: string }): JSX.Element {
  return <text x={x + 4} y={y - 6} style={{ fill: colour }}>{text}</text>;
}

interface MaskProps {
  mask: Bitmap | RunMask | null;
  /** Another one means: draw again. */
  version: unknown;
  map: Affine;
  colour: string;
  bright: boolean;
}

/** A mask as a picture of the rectangle that it fills, one pixel a pixel. */
function MaskPicture({ mask, version, map, colour, bright }: MaskProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const bitmap = mask && 'runs' in mask ? decode(mask) : mask;
    const region = bitmap && painted(bitmap);
    if (!element || !bitmap || !region) {
      element?.setAttribute('hidden', '');
      return;
    }
    const { left, top, right, bottom } = region;
    element.removeAttribute('hidden');
    element.width = right - left;
    element.height = bottom - top;
    const pixels = new ImageData(right - left, bottom - top);
    const words = new Uint32Array(pixels.data.buffer);
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
    const word = ((bright ? 0x90 : 0x60) << 24) | (blue << 16) | (green << 8) | red;
    for (let row = top, at = 0; row < bottom; row++) {
      for (let column = left; column < right; column++, at++) {
        words[at] = bitmap.data[row * bitmap.columns + column] ? word : 0;
      }
    }
    element.getContext('2d')?.putImageData(pixels, 0, 0);
    element.style.setProperty('--left', `${left}px`);
    element.style.setProperty('--top', `${top}px`);
  }, [version, colour, bright]);
  const matrix = `matrix(${map.a},${map.b},${map.c},${map.d},${map.e},${map.f})`;
  return <canvas ref={canvas} class="mask" data-testid="mask" style={{ transform: `${matrix} translate(var(--left), var(--top))` }} />;
}
