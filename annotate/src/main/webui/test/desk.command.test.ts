import { expect, test } from 'vitest';
import { condition, toggled } from '../src/desk/catalogue';
import { type CommandName, commandLine, quoted } from '../src/desk/command';
import templates from '../src/desk/commands.json';

test('words are quoted as shlex.quote of Python does', () => {
  expect(['chest@1', 'BodyPartExamined=ARM LEG', "it's", '$(rm -rf /)', '', 'PatientAge=04?Y', '10%', 'ü', 'a\\b'].map(quoted)).toEqual([
    'chest@1', "'BodyPartExamined=ARM LEG'", `'it'"'"'s'`, "'$(rm -rf /)'", "''", "'PatientAge=04?Y'", '10%', "'ü'", "'a\\b'",
  ]);
});

test('a shell reads back what was quoted', async () => {
  // Named so that the page's types need none of Node.js.
  const { execFileSync } = await import('node:child_process' as string);
  const values = ["it's", '"$HOME"', '`date`', 'a;b|c&d', '*?[x]', '\\', '!1', "''", '-x ~', 'ü\t'];
  const read = execFileSync('sh', ['-c', `printf '%s\\0' ${values.map(quoted).join(' ')}`], { encoding: 'utf8' });
  expect(String(read).split('\0').slice(0, -1)).toEqual(values);
});

test('a list repeats its option', () => {
  expect(commandLine('catalogue-where', { where: ['Modality=CR', 'BodyPartExamined=ARM LEG'] })).toBe(
    "isocenter catalogue --where Modality=CR --where 'BodyPartExamined=ARM LEG'",
  );
  expect(commandLine('lineage', { kind: 'dataset', id: 'chest@1' })).toBe('isocenter lineage dataset chest@1');
  expect(() => commandLine('dataset')).toThrow('lacks id');
});

test('a value with the form of a place is no place', () => {
  expect(commandLine('lineage', { kind: '{id}', id: 'x' })).toBe("isocenter lineage '{id}' x");
});

test('every template is a command of isocenter, its places are plain words', () => {
  for (const [name, template] of Object.entries(templates)) {
    const places = [...template.matchAll(/\{(\w+)\}/g)].map(([, place]) => place as string);
    const line = commandLine(name as CommandName, Object.fromEntries(places.map((place) => [place, 'x'])));
    expect(line).toMatch(/^isocenter [a-z]/);
    expect(line).not.toMatch(/[{}]/);
  }
});

test('a value of the catalogue becomes a condition that the command line knows', () => {
  const cases: [string, string | null, string | null][] = [
    ['Modality', 'CR', 'Modality=CR'],
    ['Body part', 'CHEST', 'BodyPartExamined=CHEST'],
    ['Manufacturer', 'Acme, Inc.', 'Manufacturer=Acme, Inc.'],
    ['Sex', 'F', 'PatientSex=F'],
    ['Age', '00-09', 'PatientAge=00?Y'],
    ['Age', '40-49', 'PatientAge=04?Y'],
    ['Age', '90+', 'PatientAge=09?Y,1??Y'],
    ['Year', '2017', 'StudyDate=20170101-20171231'],
    ['Body part', 'A,B', 'BodyPartExamined=A?B'],
    ['Modality', 'C\u001b[R', 'Modality=C?[R'],
    ['Sex', null, null],
    ['Shoe size', '42', null],
  ];
  for (const [grouping, value, expected] of cases) {
    expect(condition(grouping, value)).toBe(expected);
  }
});

test('a condition takes the place of another on the same attribute, and goes when pressed again', () => {
  expect(toggled(['Modality=CR', 'PatientSex=F'], 'Modality=DX')).toEqual(['PatientSex=F', 'Modality=DX']);
  expect(toggled(['Modality=CR', 'PatientSex=F'], 'Modality=CR')).toEqual(['PatientSex=F']);
});
