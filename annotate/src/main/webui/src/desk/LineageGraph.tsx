import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { time } from './format';
import { layered } from './layered';
import { keyOf, shortened } from './lineage';
import { deskHref } from './parts';
import type { Lineage, LineageNode } from './types';

const BOX = { width: 188, height: 50 };
const GAP = { across: 64, down: 18 };
const EDGE = 14;

/** The graph, what things were made from on the left. Each node is a link that puts it in the middle. */
export function LineageGraph({ lineage, query }: { lineage: Lineage; query: string }): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const layout = useMemo(
    () => layered(lineage.nodes.map(keyOf), lineage.links.map(({ from, to }) => [keyOf(to), keyOf(from)] as const)),
    [lineage],
  );
  const focus = keyOf(lineage.focus);
  const left = (layer: number): number => EDGE + layer * (BOX.width + GAP.across);
  const top = (row: number): number => EDGE + row * (BOX.height + GAP.down);
  const width = left(layout.layers - 1) + BOX.width + EDGE;
  const height = top(layout.rows - 1) + BOX.height + EDGE;
  useEffect(() => {
    const place = layout.places.get(focus);
    if (frame.current && place) {
      frame.current.scrollLeft = left(place.layer) + BOX.width / 2 - frame.current.clientWidth / 2;
      frame.current.scrollTop = top(place.row) + BOX.height / 2 - frame.current.clientHeight / 2;
    }
  }, [layout, focus]);
  const way = (places: readonly { layer: number; row: number }[]): string =>
    places.map(({ layer, row }, i) => {
      const y = top(row) + BOX.height / 2;
      const before = places[i - 1];
      if (!before) {
        return `M${left(layer) + BOX.width} ${y}`;
      }
      const [from, to] = [left(before.layer) + BOX.width, left(layer)];
      const middle = (from + to) / 2;
      const through = i < places.length - 1 ? `H${to + BOX.width}` : '';
      return `C${middle} ${top(before.row) + BOX.height / 2} ${middle} ${y} ${to} ${y}${through}`;
    }).join('');
  return (
    <div class="lineage" ref={frame}>
      <svg width={width} height={height} role="group" aria-label="Lineage, made from on the left, made of it on the right">
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">
            <path d="M0 0L8 4L0 8z" class="head" />
          </marker>
        </defs>
        {layout.routes.map(({ edge: [from, to], places }) => (
          <path key={`${from}\0\0${to}`} d={way(places)} class={`edge${from === focus || to === focus ? ' near' : ''}`} marker-end="url(#arrow)" />
        ))}
        {lineage.nodes.map((node) => {
          const place = layout.places.get(keyOf(node));
          return place && <Node key={keyOf(node)} node={node} x={left(place.layer)} y={top(place.row)} focus={keyOf(node) === focus} query={query} />;
        })}
      </svg>
    </div>
  );
}

interface NodeProps {
  node: LineageNode;
  x: number;
  y: number;
  focus: boolean;
  query: string;
}

function Node({ node, x, y, focus, query }: NodeProps): JSX.Element {
  const kind = `${node.kind}${node.at ? ` · ${node.at.slice(0, 10)}` : ', gone'}`;
  return (
    <a
      href={deskHref('lineage', node.kind, node.id) + query}
      class={`node${focus ? ' focus' : ''}${node.at ? '' : ' gone'}`}
      aria-current={focus ? 'true' : undefined}
      data-testid={`node-${node.kind}-${node.id}`}
    >
      <title>{`${node.kind} ${node.id}${node.at ? `, ${time(node.at)}` : ''}`}</title>
      <rect x={x} y={y} width={BOX.width} height={BOX.height} rx="6" />
      <text x={x + 10} y={y + 19} class="kind">{kind}</text>
      <text x={x + 10} y={y + 37}>{shortened(node.id, 21)}</text>
    </a>
  );
}
