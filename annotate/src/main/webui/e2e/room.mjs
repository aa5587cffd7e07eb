/**
 * Reads studies in a real browser, by keyboard alone, on a running server: two readers and one who decides between them.
 *
 *   ROOM_URL=http://127.0.0.1:8042/ ROOM_LIST=room ROOM_PASSWORD=… [ROOM_PICTURES=DIR] node e2e/room.mjs
 *
 * Prints what it did as JSON; ends with 1 and a message at the first thing that is not as it should be.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { focusByKeys, launch, signIn as open } from './browser.mjs';

const { ROOM_URL: url, ROOM_LIST: list, ROOM_PASSWORD: password, ROOM_PICTURES: pictures } = process.env;
const browser = await launch();
const troubles = [];
const report = { readings: {}, milliseconds: { firstImage: [], nextImage: [], key: [] } };

function check(what, holds, found = '') {
  if (!holds) throw new Error(`${what}: ${found}`);
}

const signIn = (user) => open(browser, { url, list, user, password, troubles });

const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
const saved = (page) => page.waitForFunction(() => document.body.dataset.saved === 'true');
const reading = (page) => page.evaluate(() => document.body.dataset.reading);

async function imageShown(page) {
  await page.locator('[data-testid=viewport-screen][data-image]').waitFor();
}

async function openList(page) {
  await focusByKeys(page, `worklist-${list}`);
  await press(page, 'Enter');
  await page.locator('[data-testid^=row-]').first().waitFor();
}

/** Opens the selected study. A key that comes before the list listens is pressed again, as anybody would. */
async function openStudy(page) {
  for (let i = 0; i < 5; i++) {
    await press(page, 'Enter');
    const opened = page.getByTestId('reading').waitFor({ timeout: 3000 });
    if (await opened.then(() => true, () => false)) return;
  }
  throw new Error('Enter does not open the study');
}

async function picture(page, name) {
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  }
}

const value = (page, finding) => page.getByTestId(`finding-${finding}`).getAttribute('data-value');

/** A key press to what it changes on the screen, as the page sees it: from the event to the next painted frame. */
async function timedKey(page, key, finding, expected) {
  await page.evaluate(() => {
    addEventListener('keydown', () => {
      const begun = performance.now();
      requestAnimationFrame(() => requestAnimationFrame(() => (window.keyMilliseconds = performance.now() - begun)));
    }, { once: true, capture: true });
  });
  await press(page, key);
  await page.waitForFunction(() => window.keyMilliseconds > 0);
  check(`${finding} after ${key}`, (await value(page, finding)) === expected, await value(page, finding));
  report.milliseconds.key.push(await page.evaluate(() => { const took = window.keyMilliseconds; window.keyMilliseconds = 0; return took; }));
}

/** Draws from the middle of the image: a box, a polygon of three corners, or a stroke of the brush. */
async function draw(page, shape) {
  if (shape === 'box') {
    await press(page, 'b', 'Enter', ...Array(8).fill('ArrowRight'), ...Array(6).fill('ArrowDown'), 'Enter');
  } else if (shape === 'polygon') {
    await press(page, 'p', 'Enter', ...Array(8).fill('ArrowRight'), 'Enter', ...Array(8).fill('ArrowDown'), 'Enter', 'c');
  } else {
    await press(page, 'm', 'Enter', ...Array(6).fill('ArrowLeft'), 'Enter', 'Escape');
  }
  await saved(page);
}

/** Commits; the next study opens by itself. False when it was the last. */
async function commit(page) {
  const before = await reading(page);
  const begun = Date.now();
  await press(page, 'Control+Enter');
  const at = await page.waitForFunction((id) => {
    const { reading: now } = document.body.dataset;
    return document.querySelector('[data-testid=rows], [data-testid=empty]') ? 'list' : now && now !== id ? 'next' : false;
  }, before);
  if ((await at.jsonValue()) === 'list') return false;
  await imageShown(page);
  report.milliseconds.nextImage.push(Date.now() - begun);
  return true;
}

const SHAPES = { 1: 'box', 3: 'polygon', 5: 'mask' };

/** Reads the whole list: every other study has the finding, some of them marked; this reader differs at `differing`. */
async function readAll(user, differing) {
  const page = await signIn(user);
  await openList(page);
  await picture(page, `list-${user}`);
  await press(page, 'j', 'k');
  const begun = Date.now();
  await openStudy(page);
  await imageShown(page);
  report.milliseconds.firstImage.push(Date.now() - begun);
  const read = [];
  for (let number = 0; ; number++) {
    const present = (number % 2 === 1) !== (number === differing);
    if (number === 0) await undoAndRedo(page);
    if (present) {
      await timedKey(page, '1', 'opacity', 'present');
      if (SHAPES[number]) {
        await draw(page, SHAPES[number]);
        check('marks', (await page.locator('[data-testid=mark]').count()) > 0, 'none');
        if (user === 'anna') await picture(page, `reading-${SHAPES[number]}`);
      }
    } else {
      await press(page, '1', '1');
      check('opacity', (await value(page, 'opacity')) === 'absent', await value(page, 'opacity'));
    }
    await saved(page);
    read.push({ id: await reading(page), present, shape: present ? (SHAPES[number] ?? null) : null });
    if (!(await commit(page))) break;
  }
  report.readings[user] = read;
  await page.context().close();
}

async function undoAndRedo(page) {
  await press(page, '1');
  await saved(page);
  await press(page, 'Control+z');
  await page.waitForFunction(() => document.querySelector('[data-testid=finding-opacity]').dataset.value === 'none');
  await press(page, 'Control+y');
  await page.waitForFunction(() => document.querySelector('[data-testid=finding-opacity]').dataset.value === 'present');
  await press(page, 'Control+z');
  await page.waitForFunction(() => document.querySelector('[data-testid=finding-opacity]').dataset.value === 'none');
  await saved(page);
}

async function adjudicate(user) {
  const page = await signIn(user);
  await openList(page);
  check('studies to decide', (await page.locator('[data-testid^=row-]').count()) === 1);
  await openStudy(page);
  await imageShown(page);
  await page.getByTestId('others').waitFor();
  check('what differs', (await page.getByTestId('compare-opacity').getAttribute('data-agree')) === 'false');
  await picture(page, 'adjudication');
  await press(page, '1', '?');
  await page.getByTestId('help').waitFor();
  await picture(page, 'keys');
  await press(page, 'Escape');
  await saved(page);
  report.readings[user] = [{ id: await reading(page), present: true }];
  check('the list after the last', !(await commit(page)));
  await page.context().close();
}

try {
  await readAll('anna', -1);
  await readAll('berta', 2);
  await adjudicate('clara');
  check('what the browser said', troubles.length === 0, troubles.join('\n'));
  console.log(JSON.stringify(report));
} catch (error) {
  for (const context of browser.contexts()) {
    for (const page of context.pages()) {
      await picture(page, 'failed').catch(() => {});
      console.error(await page.getByTestId('status').textContent({ timeout: 1000 }).catch(() => 'no status line'));
    }
  }
  console.error([error.message, ...troubles].join('\n'));
  process.exitCode = 1;
} finally {
  await browser.close();
}
