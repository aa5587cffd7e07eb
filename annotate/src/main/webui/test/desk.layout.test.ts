import { expect, test } from 'vitest';
import { type Edge, crossings, layered, layersOf } from '../src/desk/layered';
import { factsOf, nearFirst, shortened } from '../src/desk/lineage';

const edges = (...all: string[]): Edge[] => all.map((edge) => edge.split('>') as unknown as Edge);

test('each node stands after all that it was made from, and late where nothing made it', () => {
  const layer = layersOf(['dataset', 'run', 'backbone', 'labels', 'predictor'], edges(
    'dataset>run', 'run>backbone', 'backbone>predictor', 'labels>predictor', 'dataset>predictor',
  ));
  expect(Object.fromEntries(layer)).toEqual({ dataset: 0, run: 1, backbone: 2, labels: 2, predictor: 3 });
});

test('edges that need not cross do not', () => {
  const nodes = ['a', 'b', 'c', 'x', 'y', 'z'];
  const hops = edges('a>z', 'b>y', 'c>x');
  expect(crossings([['a', 'b', 'c'], ['x', 'y', 'z']], hops)).toBe(3);
  const { places } = layered(nodes, hops);
  const drawn = [0, 1].map((layer) => nodes.filter((node) => places.get(node)?.layer === layer)
    .sort((p, q) => (places.get(p)?.row ?? 0) - (places.get(q)?.row ?? 0)));
  expect(crossings(drawn, hops)).toBe(0);
});

test('an edge over several layers goes where no node is', () => {
  const { places, routes, layers, rows } = layered(['d', 'r', 'b', 'p'], edges('d>r', 'r>b', 'b>p', 'd>p'));
  expect([layers, rows]).toEqual([4, 2]);
  const long = routes.find((route) => route.edge[0] === 'd' && route.edge[1] === 'p');
  expect(long?.places.map((place) => place.layer)).toEqual([0, 1, 2, 3]);
  const taken = [...places.values()].map(({ layer, row }) => `${layer} ${row}`);
  for (const { layer, row } of long?.places.slice(1, -1) ?? []) {
    expect(taken).not.toContain(`${layer} ${row}`);
  }
});

test('no two nodes have one place, whatever the graph', () => {
  const nodes = Array.from({ length: 40 }, (_, i) => `n${i}`);
  const many = nodes.flatMap((_, i) => [3, 7, 11].flatMap((step): Edge[] => (i + step < 40 ? [[`n${i}`, `n${i + step}`]] : [])));
  const { places } = layered(nodes, many);
  expect(new Set([...places.values()].map(({ layer, row }) => `${layer} ${row}`)).size).toBe(40);
  for (const [from, to] of many) {
    expect(places.get(from)?.layer).toBeLessThan(places.get(to)?.layer ?? 0);
  }
});

test('a circle, a link to nowhere and nothing at all are drawn', () => {
  expect(layered(['a', 'b'], edges('a>b', 'b>a', 'a>a', 'a>gone')).places.size).toBe(2);
  expect(layered([], [])).toMatchObject({ layers: 0, rows: 0 });
});

test('the middle of a name gives way', () => {
  expect(shortened('pneumonia-full-backbone-100pct-1f3ac702', 21)).toBe('pneumonia-…t-1f3ac702');
  expect(shortened('pneumonia-full-backbone-100pct-1f3ac702', 21)).toHaveLength(21);
  expect(shortened('chest@1', 21)).toBe('chest@1');
  expect(shortened('5a0f1c2e-aaaa-4bbb-8ccc-dddddddddddd', 21)).toBe('5a0f1c2e');
});

test('what is known is said, and what concerns the thing itself first', () => {
  expect(factsOf({ kind: 'backbone', id: 'b', at: null, facts: { lastLoss: 0.31234567, steps: 5000, deleted: null, note: '' } })).toEqual([
    ['last loss', '0.3123'], ['steps', '5,000'],
  ]);
  const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ kind: 'run', id })) as [never, never, never];
  const links = [{ from: a, relation: 'used', to: b }, { from: b, relation: 'used', to: c }];
  expect(nearFirst({ focus: c, nodes: [], links, truncated: false }).map((link) => link.to)).toEqual([c, b]);
});
