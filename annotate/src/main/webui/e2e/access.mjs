/**
 * Looks for what shuts people out: WCAG 2.1 A and AA by axe-core, and what is cut off or needs sideways scrolling, over every view
 * of the reading room, at 100 % and at 200 %.
 *
 *   ROOM_URL=… ROOM_PASSWORD=… ROOM_READER=anna ROOM_LIST=steps ROOM_JUDGE=clara ROOM_DECIDED=room [ROOM_PICTURES=DIR]
 *   node e2e/access.mjs
 *
 * The reader has an open reading on ROOM_LIST, the judge a committed adjudication on ROOM_DECIDED. Prints how many rules were held
 * to in each view; ends with 1 and what is wrong.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { launch, signIn, watch } from './browser.mjs';

const { ROOM_URL: url, ROOM_PASSWORD: password, ROOM_PICTURES: pictures } = process.env;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
const SCREENS = {
  100: { viewport: { width: 1400, height: 850 } },
  200: { viewport: { width: 700, height: 425 }, deviceScaleFactor: 2 },
};
const browser = await launch();
const troubles = [];
const passes = {};

async function look(page, view, zoom) {
  await page.waitForTimeout(200);
  if (pictures) await page.screenshot({ path: join(pictures, `access-${view}-${zoom}.png`) });
  await page.evaluate(axe);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations', 'passes'] }), TAGS);
  passes[`${view} ${zoom} %`] = found.passes.length;
  for (const { id, help, nodes } of found.violations) {
    for (const { html, failureSummary } of nodes) troubles.push(`${view} ${zoom} %: ${id} (${help}): ${html.slice(0, 200)} ${failureSummary}`);
  }
  for (const wrong of await page.evaluate(cutOff)) troubles.push(`${view} ${zoom} %: ${wrong}`);
}

/** Runs in the page: what is wider than the window, outside of it, or hides part of its text. */
function cutOff() {
  const wrong = [];
  const dialog = document.querySelector('dialog[open]');
  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth) wrong.push(`the page is ${root.scrollWidth} wide in a window of ${innerWidth}`);
  for (const element of (dialog ?? document.body).querySelectorAll('*')) {
    if (element.closest('svg, canvas, .screen, .hidden, option') || !element.getClientRects().length) continue;
    const { left, right } = element.getBoundingClientRect();
    const name = `${element.tagName}.${element.className} "${element.textContent.slice(0, 40)}"`;
    if (left < -1 || right > innerWidth + 1) wrong.push(`outside of the window: ${name}`);
    const style = getComputedStyle(element);
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && style.overflowX !== 'visible') wrong.push(`cut off or scrolled sideways: ${name}`);
    const clipped = element.scrollHeight > element.clientHeight + 1 && ['hidden', 'clip'].includes(style.overflowY);
    if (clipped && element.clientHeight > 0 && !element.matches('.pane, .overlay')) wrong.push(`cut off below: ${name}`);
  }
  return wrong;
}

async function openFirst(page, list, state) {
  const id = await page.evaluate(async ([name, which]) => {
    const answer = await fetch(`/api/worklists/${name}/readings?state=${which}`);
    return (await answer.json()).readings[0].id;
  }, [list, state]);
  await page.goto(`${url}#/reading/${id}`);
  await page.locator('[data-testid=viewport-screen][data-image]').waitFor();
}

async function reader(zoom, screen) {
  const { ROOM_READER: user, ROOM_LIST: list } = process.env;
  const page = await signIn(browser, { url, list, user, password, troubles, screen });
  await look(page, 'overview', zoom);
  await page.goto(`${url}#/worklist/${list}`);
  await page.locator('[data-testid^=row-]').first().waitFor();
  await look(page, 'list', zoom);
  await openFirst(page, list, 'open');
  await page.getByTestId('viewport').focus();
  for (const key of ['b', 'Enter', 'ArrowRight', 'ArrowDown', 'Enter', '1']) await page.keyboard.press(key);
  await look(page, 'reading', zoom);
  await page.keyboard.press('s');
  await page.getByTestId('skip-dialog').waitFor();
  await look(page, 'skip', zoom);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByTestId('help').waitFor();
  await look(page, 'help', zoom);
  await page.context().close();
}

async function judge(zoom, screen) {
  const { ROOM_JUDGE: user, ROOM_DECIDED: list } = process.env;
  const page = await signIn(browser, { url, list, user, password, troubles, screen });
  await openFirst(page, list, 'committed');
  await page.getByTestId('others').waitFor();
  await look(page, 'committed', zoom);
  await page.getByTestId('viewport').focus();
  await page.keyboard.press('e');
  await page.locator('[data-testid^=adopt-]').first().waitFor();
  await look(page, 'adjudication', zoom);
  await page.context().close();
}

async function door(zoom, screen) {
  const page = await (await browser.newContext(screen)).newPage();
  watch(page, url, troubles);
  await page.goto(url);
  await page.getByTestId('login').waitFor();
  await look(page, 'login', zoom);
  await page.getByTestId('login-user').fill('nobody');
  await page.getByTestId('login-password').fill('not this one');
  await page.keyboard.press('Enter');
  await page.getByText('User or password is wrong.').waitFor();
  await look(page, 'login-refused', zoom);
  await page.context().close();
}

try {
  for (const [zoom, screen] of Object.entries(SCREENS)) {
    await door(zoom, screen);
    await reader(zoom, screen);
    if (process.env.ROOM_JUDGE) await judge(zoom, screen);
  }
  if (troubles.length > 0) throw new Error(`${troubles.length} barriers`);
  console.log(JSON.stringify(passes));
} catch (error) {
  console.error([error.message, ...new Set(troubles)].join('\n'));
  process.exitCode = 1;
} finally {
  await browser.close();
}
