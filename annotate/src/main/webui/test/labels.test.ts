import { expect, test } from 'vitest';
import type { Content, LabelSet } from '../src/api/types';
import { EMPTY } from '../src/model/content';
import { exclusions, missing, nextValue, setNormal, setValue, targetOf, valueAt } from '../src/model/labels';

const SET: LabelSet = {
  name: 'chest',
  title: 'Chest',
  findings: [
    { id: 'pneumonia', title: 'Pneumonia', level: 'study', required: true, excludes: ['normal'] },
    { id: 'nodule', title: 'Nodule', level: 'image', excludes: ['normal'] },
    { id: 'device', title: 'Device', level: 'study', required: true },
    { id: 'normal', title: 'Normal', level: 'study', normal: true },
  ],
};
const [PNEUMONIA, NODULE, DEVICE, NORMAL] = SET.findings as [never, never, never, never];
const VIEW = { series: '1.1', instance: '1.1.1', frame: 2 };
const STUDY = targetOf('study', VIEW);

function labelled(content: Content): Record<string, string> {
  return Object.fromEntries(content.labels.map((label) => [label.finding, label.value]));
}

test('a key goes round the values', () => {
  expect([null, 'present', 'absent', 'uncertain'].map((value) => nextValue(value as never))).toEqual([
    'present', 'absent', 'uncertain', null,
  ]);
});

test('a level says what a label is about', () => {
  expect(targetOf('study', VIEW)).toEqual({ series: null, instance: null, frame: null });
  expect(targetOf('series', VIEW)).toEqual({ series: '1.1', instance: null, frame: null });
  expect(targetOf('image', VIEW)).toEqual({ series: null, instance: '1.1.1', frame: null });
  expect(targetOf('frame', VIEW)).toEqual({ series: null, instance: '1.1.1', frame: 2 });
});

test('exclusion goes both ways', () => {
  expect(exclusions(SET, NORMAL).map((finding) => finding.id)).toEqual(['pneumonia', 'nodule']);
  expect(exclusions(SET, PNEUMONIA).map((finding) => finding.id)).toEqual(['normal']);
});

test('what is excluded gives way, across levels too', () => {
  const normal = setValue(EMPTY, SET, NORMAL, STUDY, 'present').content;
  const outcome = setValue(normal, SET, NODULE, targetOf('image', VIEW), 'present');
  expect(labelled(outcome.content)).toEqual({ nodule: 'present', normal: 'absent' });
  expect(outcome.gaveWay.map((finding) => finding.id)).toEqual(['normal']);
  expect(labelled(setValue(normal, SET, PNEUMONIA, STUDY, 'uncertain').content)['normal']).toBe('absent');
  expect(labelled(setValue(normal, SET, PNEUMONIA, STUDY, 'absent').content)['normal']).toBe('present');
  expect(labelled(setValue(normal, SET, DEVICE, STUDY, 'present').content)['normal']).toBe('present');
});

test('images are labelled each for itself', () => {
  const first = targetOf('image', VIEW);
  const second = targetOf('image', { ...VIEW, instance: '1.1.2' });
  const one = setValue(EMPTY, SET, NODULE, first, 'present').content;
  const both = setValue(one, SET, NODULE, second, 'absent').content;
  expect(valueAt(both, 'nodule', first)).toBe('present');
  expect(valueAt(both, 'nodule', second)).toBe('absent');
  expect(valueAt(setValue(both, SET, NODULE, first, null).content, 'nodule', first)).toBeNull();
  expect(both.labels).toHaveLength(2);
});

test('normal answers every required finding', () => {
  const before = setValue(EMPTY, SET, PNEUMONIA, STUDY, 'present').content;
  const after = setNormal(before, SET, VIEW) as Content;
  expect(labelled(after)).toEqual({ pneumonia: 'absent', device: 'absent', normal: 'present' });
  expect(missing(after, SET)).toEqual([]);
  expect(missing(before, SET).map((finding) => finding.id)).toEqual(['device']);
  expect(setNormal(before, { ...SET, findings: [PNEUMONIA] }, VIEW)).toBeNull();
});
