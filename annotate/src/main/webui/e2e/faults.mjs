/**
 * What may go wrong while somebody reads: in a real browser, against a server that it starts, kills and starts again.
 *
 *   ROOM_COMMAND='["java", "-jar", …, "--home", …]' ROOM_LIST=faults ROOM_PASSWORD=… ROOM_SPOILED=STUDY [ROOM_PICTURES=DIR]
 *   node e2e/faults.mjs
 *
 * The worklist has anna and berta as readers of each study, twelve at least, and is of label set room. Of the study
 * ROOM_SPOILED, which is on the list, the stored image is damaged. Prints the names of what held; ends with 1 and a message
 * at the first thing that did not.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { launch, logIn, signIn, watch } from './browser.mjs';
import { Program, freePort } from './program.mjs';

const { ROOM_LIST: list, ROOM_PASSWORD: password, ROOM_SPOILED: spoiled, ROOM_PICTURES: pictures, ROOM_ONLY: only } = process.env;
const program = new Program(process.env.ROOM_COMMAND);
const port = await freePort();
let server = await program.serve(port);
const { url } = server;
const browser = await launch();
const troubles = [];
const held = [];

function check(what, holds, found = '') {
  if (!holds) throw new Error(`${what}: ${typeof found === 'string' ? found : JSON.stringify(found)}`);
}

const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
const saved = (page) => page.waitForFunction(() => document.body.dataset.saved === 'true');
const unsaved = (page) => page.waitForFunction(() => document.body.dataset.saved === 'false');
const value = (page, finding) => page.getByTestId(`finding-${finding}`).getAttribute('data-value');
const hasValue = (page, finding, wanted) =>
  page.waitForFunction(([id, one]) => document.querySelector(`[data-testid=finding-${id}]`)?.dataset.value === one, [finding, wanted]);
const marks = (page) => page.locator('[data-testid=mark]').evaluateAll((all) => all.map(({ dataset }) => [dataset.mark, dataset.points]));

/** Asks the server as the page's own user does. */
const ask = (page, method, path, body, headers = {}) =>
  page.evaluate(async ([how, where, what, more]) => {
    const answer = await fetch(where, {
      method: how,
      headers: { 'Content-Type': 'application/json', 'X-Isocenter': '1', ...more },
      ...(what === undefined ? {} : { body: typeof what === 'string' ? what : JSON.stringify(what) }),
    });
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    return { status: answer.status, type, body: /json/.test(type) ? JSON.parse(text) : text };
  }, [method, path, body, headers]);
const kept = async (page, id) => (await ask(page, 'GET', `/api/readings/${id}`)).body;
const rowsOf = async (page) => (await ask(page, 'GET', `/api/worklists/${list}/readings?limit=100`)).body.readings;

async function open(page, id) {
  await page.goto(`${url}#/reading/${id}`);
  await page.waitForFunction((now) => document.body.dataset.reading === now, id);
  await page.locator('[data-testid=viewport-screen][data-image]').waitFor();
  await page.getByTestId('viewport').focus();
}

async function anotherTab(page) {
  const tab = await page.context().newPage();
  tab.setDefaultTimeout(60_000);
  watch(tab, url, troubles);
  await tab.goto(url);
  await tab.getByTestId(`worklist-${list}`).waitFor();
  return tab;
}

const beginBox = (page) => press(page, 'b', 'Enter', ...Array(8).fill('ArrowRight'), ...Array(6).fill('ArrowDown'));

/** Page and server say the same of labels, marks and remark. */
async function equal(page, id) {
  await saved(page);
  const { content } = await kept(page, id);
  const shown = await page.evaluate(() => ({
    opacity: document.querySelector('[data-testid=finding-opacity]').dataset.value,
    remark: document.querySelector('[data-testid=remark]').value,
  }));
  const label = content.labels?.find((one) => one.finding === 'opacity')?.value ?? 'none';
  check('value on the page and in the server', label === shown.opacity, [label, shown.opacity]);
  check('remark on the page and in the server', (content.remark ?? '') === shown.remark, [content.remark, shown.remark]);
  const drawn = (content.marks ?? []).map((mark) => [mark.id, mark.points.map(String).join(' ')]);
  check('marks on the page and in the server', isDeepStrictEqual(drawn, await marks(page)), [drawn, await marks(page)]);
  return content;
}

/** Ends all sessions of a user, as an administrator can. */
const endSessions = (user) => program.done(['user', 'password', user, '--password-stdin'], `${password}\n`);

const scenarios = {
  /** The second tab gets what the first saved, is told, and goes on from there. */
  async 'two tabs on one reading'(anna, [{ id }]) {
    await open(anna, id);
    const tab = await anotherTab(anna);
    await open(tab, id);
    await beginBox(anna);
    await press(anna, 'Enter');
    await equal(anna, id);
    await press(tab, '1'); // one key: what the next one says would take the place of the message
    await tab.getByText('Another window saved this reading').waitFor();
    check('what the first tab drew is in the second', isDeepStrictEqual(await marks(tab), await marks(anna)));
    await press(tab, 'u');
    await equal(tab, id);
    await press(anna, 'u');
    await hasValue(anna, 'opacity', 'uncertain');
    const { marks: all, labels } = await equal(anna, id);
    check('nothing is lost', all.length === 1 && labels[0].value === 'uncertain', labels);
    await tab.close();
  },

  /** The second reader of the study sees nothing of the first, on the page or in what is sent. */
  async 'two readers stay blinded'(anna, [{ id, study }]) {
    const berta = await signIn(browser, { url, list, user: 'berta', password, troubles });
    const sent = [];
    berta.on('response', async (response) => {
      if (/\/api\//.test(response.url())) sent.push(await response.text().catch(() => ''));
    });
    const own = (await rowsOf(berta)).find((row) => row.study === study);
    check('readings of their own', own.id !== id && own.draft === false, own);
    await open(berta, own.id);
    check('nothing on it', (await value(berta, 'opacity')) === 'none' && (await marks(berta)).length === 0);
    check('nothing of anna', !/anna|"marks":\[\{|uncertain/.test(sent.join()), sent.find((text) => /anna|uncertain/.test(text)));
    for (const [method, path] of [['GET', ''], ['PUT', '/draft'], ['POST', '/commit'], ['POST', '/undo']]) {
      const answer = await ask(berta, method, `/api/readings/${id}${path}`, method === 'GET' ? undefined : {}, { 'If-Match': '1' });
      check(`${method} of anna's reading`, answer.status === 404, answer);
    }
    await berta.context().close();
  },

  /** Drawing goes on without a connection, and everything is there when it comes back. */
  async 'connection lost while drawing'(anna, [, { id }]) {
    await open(anna, id);
    await beginBox(anna);
    await anna.context().setOffline(true);
    await press(anna, 'Enter');
    await anna.getByTestId('unsaved').waitFor();
    check('drawn without a connection', (await marks(anna)).length === 1);
    await beginBox(anna);
    await press(anna, 'ArrowDown', 'Enter', '1');
    check('goes on', (await marks(anna)).length === 2 && (await value(anna, 'opacity')) === 'absent', await marks(anna));
    await anna.context().setOffline(false);
    const content = await equal(anna, id);
    check('both boxes arrived', content.marks.length === 2);
    await anna.getByTestId('unsaved').waitFor({ state: 'detached' });
  },

  /** The server took the change, its answer was lost: no conflict with oneself. */
  async 'answer lost on its way'(anna, [, { id }]) {
    await open(anna, id);
    let lost = 0;
    await anna.route('**/draft', async (route) => {
      await route.fetch();
      lost++;
      await route.abort();
    }, { times: 1 });
    await press(anna, '1');
    await anna.getByTestId('unsaved').waitFor();
    await press(anna, '1');
    await anna.getByRole('button', { name: 'Try now' }).click();
    await equal(anna, id);
    check('one answer was lost', lost === 1 && (await value(anna, 'opacity')) === 'none', await value(anna, 'opacity'));
  },

  /** kill -9 between two corners of a box; the reader draws on, the server comes back. */
  async 'server killed while drawing'(anna, [, , { id }]) {
    await open(anna, id);
    await press(anna, '1');
    await beginBox(anna);
    await server.kill();
    await press(anna, 'Enter');
    await anna.getByTestId('unsaved').waitFor();
    await press(anna, 'p', 'Enter', ...Array(8).fill('ArrowRight'), 'Enter', ...Array(8).fill('ArrowDown'), 'Enter', 'c');
    await anna.reload().catch(() => {});
    server = await program.serve(port);
    await open(anna, id);
    const { marks: all } = await equal(anna, id);
    check('box and polygon', isDeepStrictEqual(all.map((mark) => mark.shape), ['box', 'polygon']), all);
  },

  /** The session ends between two corners; after the login the drawing goes on where it was. */
  async 'session ended while drawing'(anna, [, , , { id }]) {
    await open(anna, id);
    await beginBox(anna);
    await endSessions('anna');
    await press(anna, 'Enter');
    await anna.getByTestId('login').waitFor();
    check('still unsaved', (await marks(anna)).length === 1);
    await logIn(anna, 'anna', password);
    await anna.getByTestId('login').waitFor({ state: 'detached' });
    await equal(anna, id);
    await press(anna, '1');
    check('keys work at once', (await value(anna, 'opacity')) === 'absent', await value(anna, 'opacity'));
    await equal(anna, id);
  },

  /** Who logs in at the same screen gets nothing of the first reader's work, who finds it all again. */
  async 'another reader at the same screen'(anna, [, , , , { id, study }]) {
    await open(anna, id);
    await endSessions('anna');
    await press(anna, '1');
    await anna.getByTestId('login').waitFor();
    await logIn(anna, 'berta', password);
    await anna.waitForFunction(() => document.querySelector('[data-testid=user]')?.textContent === 'berta');
    check('nothing unsaved of berta', (await anna.getByTestId('unsaved').count()) === 0);
    check('the dialog is gone', (await anna.getByTestId('login').count()) === 0);
    const own = (await rowsOf(anna)).find((row) => row.study === study);
    await open(anna, own.id);
    check('nothing of anna', (await value(anna, 'opacity')) === 'none' && (await marks(anna)).length === 0);
    await anna.goto(`${url}#/reading/${id}`);
    await anna.getByTestId('reading-trouble').waitFor();
    await anna.goto(`${url}#/`);
    await anna.getByTestId('logout').click();
    await anna.getByTestId('login').waitFor();
    await logIn(anna, 'anna', password);
    await anna.getByTestId('unsaved').waitFor();
    await open(anna, id);
    const { labels } = await equal(anna, id);
    check('what anna did is there', labels[0]?.value === 'present', labels);
  },

  /** Somebody else logged in in another tab of this browser: the first tab saves nothing in their name, and says so. */
  async 'another reader in another tab'(anna, [, , , , , { id, study }]) {
    await open(anna, id);
    const tab = await anotherTab(anna);
    await tab.getByTestId('logout').click();
    await tab.getByTestId('login').waitFor();
    await logIn(tab, 'berta', password);
    await tab.getByTestId(`worklist-${list}`).waitFor();
    await press(anna, '1');
    await anna.getByTestId('reading-trouble').getByText('Somebody else').waitFor();
    const own = (await rowsOf(tab)).find((row) => row.study === study);
    check('nothing was saved as berta', own.draft === false, own);
    await tab.getByTestId('logout').click();
    await tab.getByTestId('login').waitFor();
    await logIn(tab, 'anna', password);
    await tab.getByTestId('unsaved').waitFor();
    await anna.getByRole('button', { name: 'Try again' }).click();
    await open(anna, id);
    const { labels } = await equal(anna, id);
    check('what anna did is there', labels[0]?.value === 'present', labels);
    await tab.close();
  },

  /** The patient is erased while the study is open: it is said, nothing is kept in the browser, the list goes on. */
  async 'study erased while open'(anna, [, , , , , , { id, study }]) {
    await open(anna, id);
    const [{ PatientID: patient }] = JSON.parse(await program.done(['search', '--where', `StudyInstanceUID=${study}`, '--json']));
    await program.done(['patient', 'erase', patient, '--reason', 'asked for', '--yes']);
    await press(anna, '1');
    await anna.getByTestId('reading-trouble').waitFor();
    const text = await anna.getByTestId('reading-trouble').textContent();
    check('it is said', /erased|no such reading/i.test(text), text);
    check('nothing stays in the browser', await anna.evaluate((gone) => !Object.keys(localStorage).some((key) => key.includes(gone)), id));
    await anna.reload();
    await anna.getByTestId('reading-trouble').waitFor();
    check('it is off the list', !(await rowsOf(anna)).some((row) => row.id === id));
    await open(anna, (await rowsOf(anna)).find((row) => row.study !== spoiled).id);
    await saved(anna);
  },

  /** A damaged image says so; the reading can be skipped, with a reason, and the next one opens. */
  async 'image that cannot be decoded'(anna) {
    const { id } = (await rowsOf(anna)).find((row) => row.study === spoiled);
    await anna.goto(`${url}#/reading/${id}`);
    const said = anna.locator('[role=alert]', { hasText: 'cannot be shown' });
    await said.waitFor();
    check('with what to do', /Try again/.test(await said.textContent()));
    if (pictures) await anna.screenshot({ path: join(pictures, 'spoiled.png') });
    await press(anna, 's');
    await anna.getByTestId('reason').waitFor();
    await anna.keyboard.type('the image is damaged');
    await press(anna, 'Enter');
    await anna.waitForFunction((before) => ![before, undefined].includes(document.body.dataset.reading), id);
    await anna.locator('[data-testid=viewport-screen][data-image]').waitFor();
    const { body } = await ask(anna, 'GET', `/api/worklists/${list}/readings?state=skipped`);
    check('skipped', body.readings.some((row) => row.id === id), body);
  },

  /** What no page sends is refused with a problem, and changes nothing. */
  async 'contents that do not fit'(anna, [, , , , , , , { id }]) {
    const before = await kept(anna, id);
    const [{ id: instance, rows, columns }] = before.series[0].images;
    const mark = { id: crypto.randomUUID(), finding: 'opacity', shape: 'mask', instance, frame: 1 };
    const masks = {
      'another size': { rows: rows + 1, columns, runs: [(rows + 1) * columns] },
      'turned': { rows: columns, columns: rows + 1, runs: [columns * (rows + 1)] },
      'short runs': { rows, columns, runs: [rows * columns - 1] },
      'long runs': { rows, columns, runs: [rows * columns, 1] },
      'negative': { rows, columns, runs: [-1, rows * columns + 1] },
      'huge': { rows: 2 ** 31 - 1, columns: 2 ** 31 - 1, runs: [1] },
      'none': null,
    };
    const contents = Object.entries(masks).map(([what, mask]) => [what, { labels: [], marks: [{ ...mark, mask }], remark: '' }]);
    contents.push(['a box off the image', { labels: [], marks: [{ ...mark, shape: 'box', points: [[0, 0], [columns + 5, 4]] }], remark: '' }]);
    contents.push(['a foreign image', { labels: [], marks: [{ ...mark, shape: 'box', instance: '1.2.3', points: [[0, 0], [4, 4]] }], remark: '' }]);
    contents.push(['an unknown finding', { labels: [{ finding: 'nonsense', value: 'present' }], marks: [], remark: '' }]);
    contents.push(['no JSON', '{"labels": [']);
    contents.push(['deep JSON', '['.repeat(100_000)]);
    for (const [what, content] of contents) {
      const answer = await ask(anna, 'PUT', `/api/readings/${id}/draft`, content, { 'If-Match': String(before.etag) });
      check(what, answer.status >= 400 && answer.status < 500 && /problem\+json/.test(answer.type) && answer.body.detail, answer);
    }
    check('nothing changed', isDeepStrictEqual(await kept(anna, id), before));
  },

  /** A script in a remark is text, to whoever reads it. */
  async 'script in a remark'(anna, [, , , , , , , { id }]) {
    const script = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    await open(anna, id);
    await anna.getByTestId('remark').focus();
    await anna.keyboard.type(script);
    await press(anna, 'Escape');
    await equal(anna, id);
    await anna.reload();
    await open(anna, id);
    check('it is text', (await anna.getByTestId('remark').inputValue()) === script);
    const made = await anna.evaluate(() => document.querySelectorAll('img[src=x], #page script').length);
    check('and no element', made === 0, made);
    await equal(anna, id);
  },

  /** A retired label set takes no new worklist; what is under way ends under its version. */
  async 'label set retired while open'(anna, [, , , , , , , { id, study }]) {
    await open(anna, id);
    await program.done(['labelset', 'retire', 'room@1']);
    const folder = mkdtempSync(join(tmpdir(), 'room'));
    writeFileSync(join(folder, 'studies.csv'), `study\n${study}\n`);
    const create = ['worklist', 'create', 'late', '--label-set', 'room@1', '--studies', join(folder, 'studies.csv'), '--reader', 'anna'];
    const refused = await program.run(create);
    rmSync(folder, { recursive: true });
    check('no new worklist', refused.code !== 0 && /retired/.test(refused.errors), refused);
    await press(anna, '1');
    await equal(anna, id);
    await press(anna, 'Control+Enter');
    await anna.waitForFunction((before) => document.body.dataset.reading !== before, id);
    const ended = await kept(anna, id);
    check('committed under its version', ended.state === 'committed' && ended.labelSet.version === 1, ended.labelSet);
  },
};

try {
  const anna = await signIn(browser, { url, list, user: 'anna', password, troubles });
  const rows = (await rowsOf(anna)).filter((row) => row.study !== spoiled);
  for (const [name, scenario] of Object.entries(scenarios)) {
    if (only && !name.includes(only)) continue;
    await scenario(anna, rows).catch(async (error) => {
      if (pictures) await anna.screenshot({ path: join(pictures, 'faults-failed.png') }).catch(() => {});
      throw new Error(`${name}: ${error.message}`);
    });
    check(`${name}: what the browser said`, troubles.length === 0, troubles.join('\n'));
    held.push(name);
  }
  console.log(JSON.stringify(held));
} catch (error) {
  console.error([`held: ${held.join(', ')}`, error.message, ...troubles].join('\n'));
  process.exitCode = 1;
} finally {
  await browser.close();
  await server.stop();
}
