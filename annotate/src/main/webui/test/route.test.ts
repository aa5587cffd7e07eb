import { expect, test, vi } from 'vitest';

vi.stubGlobal('location', { hash: '' });
vi.stubGlobal('addEventListener', () => {});
const { hrefOf, parse } = await import('../src/ui/route');

test('a route is read back as it was written', () => {
  const routes = [
    { at: 'worklists' as const },
    { at: 'worklist' as const, name: 'chest/1 ?' },
    { at: 'desk' as const, path: ['lineage', 'backbone', 'a/b?c#d %'], query: [] },
    { at: 'desk' as const, path: ['catalogue'], query: [['where', 'Modality=CR'], ['where', 'Manufacturer=A & B+C?']] as const },
  ];
  for (const one of routes) {
    expect(parse(hrefOf(one))).toEqual(one);
  }
});

test('what is no route is the first page', () => {
  expect(parse('')).toEqual({ at: 'worklists' });
  expect(parse('#/reading')).toEqual({ at: 'worklists' });
  expect(parse('#/worklist/50%')).toEqual({ at: 'worklist', name: '50%' });
});
