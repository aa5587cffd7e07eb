/**
 * Places the nodes of a directed graph in layers, edges pointing right, after Sugiyama, Tagawa and Toda (1981): layers by longest
 * path, edges over several layers cut by waypoints, and the order within layers by barycentres.
 */

export type Edge = readonly [from: string, to: string];

export interface Layered {
  /** Nodes alone, without waypoints. */
  places: ReadonlyMap<string, { layer: number; row: number }>;
  /** Each edge as places from its start to its end, one for each layer that it passes. */
  routes: readonly { edge: Edge; places: readonly { layer: number; row: number }[] }[];
  layers: number;
  /** Rows are from 0 to less than this; a short layer stands in the middle, on halves too. */
  rows: number;
}

const SWEEPS = 8;

export function layered(nodes: readonly string[], edges: readonly Edge[]): Layered {
  const known = new Set(nodes);
  const kept = edges.filter(([from, to]) => from !== to && known.has(from) && known.has(to));
  const layerOf = layersOf(nodes, kept);
  const { layers, hops, routes } = cut(nodes, kept, layerOf);
  const ordered = untangled(layers, hops);
  const rows = Math.max(0, ...ordered.map((layer) => layer.length));
  const places = new Map(
    ordered.flatMap((layer, at) => layer.map((node, i) => [node, { layer: at, row: i + (rows - layer.length) / 2 }] as const)),
  );
  const place = (node: string): { layer: number; row: number } => places.get(node) as { layer: number; row: number };
  return {
    places: new Map(nodes.map((node) => [node, place(node)])),
    routes: routes.map(({ edge, way }) => ({ edge, places: way.map(place) })),
    layers: ordered.length,
    rows,
  };
}

/** Each node one layer after the last that points to it; what nothing points to stands just before what it points to. */
export function layersOf(nodes: readonly string[], edges: readonly Edge[]): Map<string, number> {
  const waiting = new Map(nodes.map((node) => [node, edges.filter(([, to]) => to === node).length]));
  const layer = new Map(nodes.map((node) => [node, 0]));
  const ready = nodes.filter((node) => waiting.get(node) === 0);
  // What is left over when nothing is ready lies on a cycle; it is taken as it comes.
  for (let done = 0; done < nodes.length; done++) {
    const node = ready.shift() ?? nodes.find((one) => waiting.has(one));
    if (node === undefined) {
      break;
    }
    waiting.delete(node);
    for (const [from, to] of edges) {
      const left = waiting.get(to);
      if (from === node && left !== undefined) {
        layer.set(to, Math.max(layer.get(to) ?? 0, (layer.get(node) ?? 0) + 1));
        waiting.set(to, left - 1);
        if (left === 1) {
          ready.push(to);
        }
      }
    }
  }
  for (const node of nodes) {
    const after = edges.filter(([from]) => from === node).map(([, to]) => layer.get(to) ?? 0);
    if (after.length > 0 && !edges.some(([, to]) => to === node)) {
      layer.set(node, Math.max(0, Math.min(...after) - 1));
    }
  }
  return layer;
}

function cut(nodes: readonly string[], edges: readonly Edge[], layerOf: ReadonlyMap<string, number>) {
  const of = (node: string): number => layerOf.get(node) ?? 0;
  const layers: string[][] = Array.from({ length: nodes.length === 0 ? 0 : 1 + Math.max(...nodes.map(of)) }, () => []);
  nodes.forEach((node) => layers[of(node)]?.push(node));
  const hops: Edge[] = [];
  const routes = edges.map((edge, number) => {
    const [from, to] = edge;
    const way = [from];
    for (let layer = of(from) + 1; layer < of(to); layer++) {
      const waypoint = `\0${number}\0${layer}`;
      layers[layer]?.push(waypoint);
      way.push(waypoint);
    }
    way.push(to);
    way.slice(1).forEach((node, i) => hops.push([way[i] as string, node]));
    return { edge, way };
  });
  return { layers, hops, routes };
}

function untangled(layers: string[][], hops: readonly Edge[]): string[][] {
  let now = layers;
  let best = layers;
  for (let sweep = 0; sweep < SWEEPS && crossings(best, hops) > 0; sweep++) {
    const forward = sweep % 2 === 0;
    const row = new Map(now.flatMap((layer) => layer.map((node, i) => [node, i + (0.5 - layer.length / 2)] as const)));
    const next = [...now];
    for (const at of forward ? next.keys() : [...next.keys()].reverse()) {
      const mean = (node: string): number => {
        const rows = hops.filter((hop) => hop[forward ? 1 : 0] === node).map((hop) => row.get(hop[forward ? 0 : 1]) ?? 0);
        return rows.length === 0 ? (row.get(node) ?? 0) : rows.reduce((sum, one) => sum + one, 0) / rows.length;
      };
      const layer = (next[at] ?? []).map((node) => ({ node, mean: mean(node) })).sort((a, b) => a.mean - b.mean).map(({ node }) => node);
      next[at] = layer;
      layer.forEach((node, i) => row.set(node, i + (0.5 - layer.length / 2)));
    }
    now = next;
    best = crossings(now, hops) < crossings(best, hops) ? now : best;
  }
  return best;
}

/** How many pairs of edges between neighbouring layers cross. */
export function crossings(layers: readonly (readonly string[])[], hops: readonly Edge[]): number {
  const row = new Map(layers.flatMap((layer, at) => layer.map((node, i) => [node, { at, i }] as const)));
  const ends = hops.flatMap(([from, to]) => {
    const [a, b] = [row.get(from), row.get(to)];
    return a && b ? [{ at: a.at, from: a.i, to: b.i }] : [];
  });
  let count = 0;
  ends.forEach((one, i) => {
    count += ends.slice(i + 1).filter((other) => other.at === one.at && (one.from - other.from) * (one.to - other.to) < 0).length;
  });
  return count;
}
