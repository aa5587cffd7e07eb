import { expect, test } from 'vitest';
import type { Row } from '../src/api/types';
import { Activity } from '../src/model/activity';
import { compare } from '../src/model/disagreement';
import { BINDINGS, commandsOf } from '../src/model/keys';
import { percentiles, presetsOf, rangeOf } from '../src/model/presets';
import { Rows, visibleRange } from '../src/model/rows';
import { spacingOf } from '../src/model/spacing';
import { imageIdOf, picturesOf } from '../src/model/stack';

const key = (code: string, printed: string, modifiers: object = {}) => ({
  code, key: printed, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...modifiers,
});

test('thirty seconds without input are counted, not more', () => {
  const activity = new Activity(0);
  activity.input(10_000);
  expect(activity.take(20_000)).toBe(20);
  expect(activity.idle(39_000)).toBe(false);
  expect(activity.idle(40_000)).toBe(true);
  expect(activity.take(100_000)).toBe(20);
  activity.input(100_000);
  activity.setVisible(false, 105_000);
  activity.setVisible(true, 200_000);
  expect(activity.take(201_000)).toBe(6);
});

test('keys go by what is printed, digits by their place', () => {
  expect(commandsOf(key('KeyW', 'z', { ctrlKey: true }), 'reading')).toEqual(['undo']);
  expect(commandsOf(key('KeyZ', 'Z', { ctrlKey: true, shiftKey: true }), 'reading')).toEqual(['redo']);
  expect(commandsOf(key('Digit1', '!', { shiftKey: true }), 'reading')).toEqual(['preset']);
  expect(commandsOf(key('Digit1', '1'), 'reading')).toEqual(['label']);
  expect(commandsOf(key('Digit8', '[', { altKey: true, ctrlKey: true }), 'reading')).toEqual(['older']);
  expect(commandsOf(key('Minus', '?', { shiftKey: true }), 'worklist')).toEqual(['help']);
  expect(commandsOf(key('KeyJ', 'j', { altKey: true }), 'worklist')).toEqual([]);
});

test('no key has two meanings, but those of drawing', () => {
  const meant = BINDINGS.filter((binding) => binding.command !== 'move' && binding.command !== 'press');
  const codes = meant.filter((binding) => binding.place !== 'worklist').flatMap((binding) => binding.codes);
  expect(new Set(codes).size).toBe(codes.length);
});

test('percentiles are values of the image', () => {
  const values = Int16Array.from({ length: 101 }, (_, i) => (i * 37) % 101);
  expect(percentiles(values, 5, 95)).toEqual({ lower: 5, upper: 95 });
  expect(percentiles(new Uint8Array(9), 1, 99)).toEqual({ lower: 0, upper: 1 });
  expect(rangeOf(40, 400)).toEqual({ lower: -160, upper: 240 });
  expect(presetsOf('CT')).toHaveLength(5);
  expect(presetsOf('DX')).toHaveLength(5);
});

test('a stack is in order of instances, then frames', () => {
  const image = { frames: 1, rows: 4, columns: 5 };
  const pictures = picturesOf({
    id: 'E', modality: 'CT', bodyPart: null, description: null, laterality: null,
    images: [{ ...image, id: 'b', number: 10 }, { ...image, id: 'a', number: 9, frames: 2 }],
  });
  expect(pictures.map((one) => imageIdOf('S', one).replace(/.*instances/, ''))).toEqual([
    '/a/frames/1', '/a/frames/2', '/b/frames/1',
  ]);
});

test('rows come page by page, and those that are looked at are drawn', async () => {
  const asked: unknown[] = [];
  const rows = new Rows(async (after) => {
    asked.push(after);
    const from = Number(after ?? 0);
    const readings = Array.from({ length: 200 }, (_, i) => ({ id: `r${from + i}` }) as Row);
    return { readings, next: from + 200 < 1000 ? String(from + 200) : null };
  });
  await Promise.all([rows.upTo(10), rows.upTo(250)]);
  expect(asked).toEqual([null, '200']);
  await rows.upTo(5000);
  expect(rows.state.get()).toMatchObject({ done: true });
  expect(rows.state.get().rows[999]?.id).toBe('r999');
  expect(visibleRange(4_000_000, 600, 40, 100_000)).toEqual([99_990, 100_000]);
  expect(visibleRange(4000, 600, 40, 100_000)).toEqual([90, 125]);
});

test('disagreements come first', () => {
  const set = {
    name: 's', title: 'S',
    findings: ['a', 'b'].map((id) => ({ id, title: id, level: 'study' as const })),
  };
  const label = (finding: string, value: 'present' | 'absent') => ({
    finding, value, series: null, instance: null, frame: null,
  });
  const compared = compare(set, [
    { reader: 'A', content: { labels: [label('a', 'present'), label('b', 'present')], marks: [], remark: '' } },
    { reader: 'B', content: { labels: [label('a', 'present'), label('b', 'absent')], marks: [], remark: '' } },
  ]);
  expect(compared.map((one) => [one.finding.id, one.agree])).toEqual([['b', false], ['a', true]]);
  expect(compared[0]?.opinions.map((opinion) => opinion.value)).toEqual(['present', 'absent']);
});

test('a pixel has the size of its frame, else of all, else at the detector', () => {
  const measures = (row: number) => ({ '00289110': { Value: [{ '00280030': { Value: [row, 0.5] } }] } });
  expect(spacingOf({ '00280030': { Value: [0.7, 0.6] }, '00181164': { Value: [1, 1] } }, 1)).toEqual({ row: 0.7, column: 0.6 });
  expect(spacingOf({ '00181164': { Value: ['0.2', '0.3'] } }, 1)).toEqual({ row: 0.2, column: 0.3 });
  expect(spacingOf({ '52009229': { Value: [measures(2)] } }, 3)).toEqual({ row: 2, column: 0.5 });
  expect(spacingOf({ '52009229': { Value: [measures(2)] }, '52009230': { Value: [{}, measures(4)] } }, 2)).toEqual({
    row: 4,
    column: 0.5,
  });
  expect(spacingOf({ '00280030': {} }, 1)).toBeNull();
});
