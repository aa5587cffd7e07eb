#!/usr/bin/env node
/**
 * Measures the reading room as a reader sees it, in headless Chromium against the packaged server.
 *
 *   deploy/bench/page/bench.mjs --dicom /data/chest [--studies 24] [--rounds 8] [--list 100000] [--ohif FOLDER]
 *
 * Makes a data folder of its own with the first studies of the folder. --ohif names a folder with OHIF's built viewer (that of the
 * npm package @ohif/app is called dist), which then shows the same studies of the same server. Prints JSON; times in milliseconds.
 * Needs what the tests of the page need (npm ci in annotate/src/main/webui, Chromium) and, for the long list, psql.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch, signIn } from '../../../annotate/src/main/webui/e2e/browser.mjs';
import { Program, freePort } from '../../../annotate/src/main/webui/e2e/program.mjs';
import { serveOhif } from './ohif.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const PASSWORD = 'a long enough sentence';
const LABELS = `name: bench
title: Bench
findings:
  - {id: opacity, title: Opacity, key: "1", required: true, marks: [box]}
  - {id: clear, title: Clear, normal: true, excludes: [opacity]}
`;
const LONG = (rows) => `
insert into patient select 'bench' || i, null, false from generate_series(1, ${rows}) i;
insert into study (id, patient, study_date) select '2.25.99' || i, 'bench' || i, '20200101' from generate_series(1, ${rows}) i;
insert into worklist (name, title, label_set, readers, suggested_share, seed, created)
  values ('long', 'Long', 'bench@1', 1, 0, 1, now());
insert into reading (id, worklist, study, reader, role, position, why, modality, images, state, etag, step, seconds)
  select gen_random_uuid()::varchar, 'long', '2.25.99' || i, 'reader', 'first', i, 'drawn', 'DX', 1, 'open', 0, 0, 0
  from generate_series(1, ${rows}) i;
analyze reading;
`;

const { values: asked } = parseArgs({
  options: {
    dicom: { type: 'string' },
    studies: { type: 'string', default: '24' },
    rounds: { type: 'string', default: '8' },
    list: { type: 'string', default: '100000' },
    ohif: { type: 'string' },
    program: { type: 'string', default: JSON.stringify([join(ROOT, 'deploy/isocenter')]) },
  },
});
const rounds = Number(asked.rounds);
const folder = mkdtempSync(join(tmpdir(), 'isocenter-bench'));
const home = join(folder, 'home');
const program = new Program(JSON.stringify([...JSON.parse(asked.program), '--home', home]));

/**
 * In every page: the time since it was asked for at which a canvas first holds a picture, and since the last key or click, when
 * `window.until` first holds in a frame. A picture is what is not all of one colour.
 */
function clock() {
  const probe = Object.assign(document.createElement('canvas'), { width: 24, height: 24 }).getContext('2d', { willReadFrequently: true });
  window.pictured = () => [...document.querySelectorAll('canvas')].some((canvas) => {
    if (canvas.width < 200 || getComputedStyle(canvas).visibility === 'hidden') return false;
    probe.clearRect(0, 0, 24, 24);
    probe.drawImage(canvas, 0, 0, 24, 24);
    return new Set(new Uint32Array(probe.getImageData(0, 0, 24, 24).data.buffer)).size > 8;
  });
  for (const event of ['keydown', 'click']) addEventListener(event, () => { window.asked ??= performance.now(); }, true);
  const frame = () => {
    if (window.firstImage === undefined && window.pictured()) window.firstImage = performance.now();
    if (window.until && window.asked && window.until()) {
      const since = window.asked;
      window.until = undefined;
      requestAnimationFrame(() => (window.took = performance.now() - since));
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** From a key or click to the frame after the one in which `until`, which runs in the page, holds. */
async function timed(page, until, argument, act) {
  await page.evaluate(([text, given]) => {
    window.took = window.asked = undefined;
    window.until = new Function(`return (${text})`)().bind(null, given);
  }, [until.toString(), argument]);
  await act();
  return (await page.waitForFunction(() => window.took, null, { polling: 50 })).jsonValue();
}

const summary = (times) => {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  return { n: sorted.length, median: at(0.5), p95: at(0.95), most: Math.round(sorted.at(-1)) };
};

async function prepare() {
  const images = join(folder, 'images');
  mkdirSync(images);
  const files = readdirSync(asked.dicom, { recursive: true }).filter((name) => name.endsWith('.dcm')).sort();
  files.slice(0, 2 * Number(asked.studies)).forEach((name, i) => copyFileSync(join(asked.dicom, name), join(images, `${i}.dcm`)));
  await program.done(['ingest', images]);
  const studies = JSON.parse(await program.done(['search', '--limit', asked.studies, '--json'])).map((row) => row.StudyInstanceUID);
  writeFileSync(join(folder, 'studies.csv'), `study\n${studies.join('\n')}\n`);
  writeFileSync(join(folder, 'bench.yaml'), LABELS);
  await program.done(['labelset', 'add', join(folder, 'bench.yaml')]);
  await program.done(['user', 'create', 'reader', '--role', 'radiologist', '--password-stdin'], `${PASSWORD}\n`);
  await program.done(['worklist', 'create', 'short', '--label-set', 'bench', '--studies', join(folder, 'studies.csv'), '--reader', 'reader']);
  const token = (await program.done(['token', 'create', 'viewer', '--role', 'service'])).trim();
  return { studies, token };
}

/** Nobody has so many studies at hand: the rows are what `worklist create` makes. */
function longList() {
  const access = join(home, 'database');
  const port = readFileSync(join(access, 'data/postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(access, readdirSync(access).find((name) => name.includes('password'))), 'utf8').trim();
  const args = ['-q', '-v', 'ON_ERROR_STOP=1', '-h', '127.0.0.1', '-p', port, '-U', 'isocenter', 'postgres'];
  const ended = spawnSync('psql', args, { input: LONG(Number(asked.list)), env: { ...process.env, PGPASSWORD: password }, encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(`psql: ${ended.stderr ?? ended.error}`);
}

const firstImage = async (page) => (await page.waitForFunction(() => window.firstImage, null, { polling: 50, timeout: 120_000 })).jsonValue();

/** A new browser each time, its caches empty: from the address to the image; then another study, with what it kept. */
async function byAddress(context, addresses) {
  const page = await context.newPage();
  const times = [];
  for (const address of addresses) {
    await page.goto('about:blank');
    await page.goto(address, { waitUntil: 'commit' });
    times.push(await firstImage(page));
  }
  return times;
}

async function openings(addressesOf, cookies) {
  const times = { cold: [], warm: [] };
  for (let round = 0; round < rounds; round++) {
    const browser = await launch();
    try {
      const context = await browser.newContext({ viewport: { width: 1400, height: 850 } });
      await context.addCookies(cookies);
      await context.addInitScript(clock);
      const [cold, warm] = await byAddress(context, addressesOf(round));
      times.cold.push(cold);
      times.warm.push(warm);
    } finally {
      await browser.close();
    }
  }
  return { cold: summary(times.cold), warm: summary(times.warm) };
}

const rowsShown = () => document.querySelector('[data-testid^=row-]') !== null;
const imageOf = (before) => document.body.dataset.reading !== before && document.querySelector('[data-testid=viewport-screen][data-image]') !== null && window.pictured();

/** In a new browser each time: somebody looks at the list, then opens the study that is selected. */
async function fromList(url) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const browser = await launch();
    try {
      const page = await signIn(browser, { url, list: 'short', user: 'reader', password: PASSWORD, script: clock });
      await page.goto(`${url}#/worklist/short`);
      await page.locator('[data-testid^=row-]').first().waitFor();
      await page.waitForTimeout(2000);
      times.push(await timed(page, imageOf, '', () => page.keyboard.press('Enter')));
    } finally {
      await browser.close();
    }
  }
  return summary(times);
}

async function room(url) {
  const browser = await launch();
  try {
    const page = await signIn(browser, { url, list: 'short', user: 'reader', password: PASSWORD, script: clock });
    const cookies = await page.context().cookies();
    const times = { next: [], label: [], invert: [], list: [], listKey: [] };
    for (let round = 0; round < rounds; round++) {
      await page.goto(`${url}#/`);
      await page.getByTestId('worklist-long').waitFor();
      times.list.push(await timed(page, rowsShown, null, () => page.getByTestId('worklist-long').click()));
      for (let i = 0; i < 3; i++) {
        const selected = await page.locator('[aria-selected=true]').getAttribute('id');
        const moved = (before) => document.querySelector('[aria-selected=true]')?.id !== before;
        times.listKey.push(await timed(page, moved, selected, () => page.keyboard.press('j')));
      }
    }
    await page.goto(`${url}#/worklist/short`);
    await page.locator('[data-testid^=row-]').first().waitFor();
    await page.waitForTimeout(1000);
    await page.keyboard.press('Enter');
    await page.locator('[data-testid=viewport-screen][data-image]').waitFor();
    const readings = [];
    for (let i = 0; i < Number(asked.studies) - 1; i++) {
      const reading = await page.evaluate(() => document.body.dataset.reading);
      readings.push(reading);
      await page.waitForTimeout(1500); // somebody looks, and the next study comes meanwhile
      for (const value of ['present', 'absent', 'uncertain']) {
        const labelled = (wanted) => document.querySelector('[data-testid=finding-opacity]').dataset.value === wanted;
        times.label.push(await timed(page, labelled, value, () => page.keyboard.press('1')));
        await page.waitForTimeout(150);
      }
      const turned = (wanted) => document.querySelector('[data-testid=viewport-screen]').dataset.inverted === wanted;
      times.invert.push(await timed(page, turned, 'true', () => page.keyboard.press('i')));
      times.next.push(await timed(page, imageOf, reading, () => page.keyboard.press('n')));
    }
    const measured = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, summary(all)]));
    return { measured, cookies, readings };
  } finally {
    await browser.close();
  }
}

try {
  const { studies, token } = await prepare();
  const server = await program.serve(await freePort());
  try {
    longList();
    const opened = await fromList(server.url);
    const { measured, cookies, readings } = await room(server.url);
    const two = (all, round) => [all[(2 * round) % all.length], all[(2 * round + 1) % all.length]];
    const ours = await openings((round) => two(readings, round).map((id) => `${server.url}#/reading/${id}`), cookies);
    const report = { studies: studies.length, room: { ...ours, fromList: opened, ...measured } };
    if (asked.ohif) {
      const ohif = await serveOhif(resolve(asked.ohif), server.url, token);
      report.ohif = await openings((round) => two(studies, round).map((study) => `${ohif.url}viewer?StudyInstanceUIDs=${study}`), []);
      ohif.stop();
    }
    console.log(JSON.stringify(report, null, 1));
  } finally {
    await server.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
