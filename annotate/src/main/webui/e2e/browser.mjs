/** A real browser for the tests of this folder, and the way into the page by keyboard. */
import { chromium } from 'playwright-core';

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
  ],
});

/** A browser says so itself about every answer from 400 on, which the page expects and handles. */
const OF_THE_NETWORK = /^Failed to load resource/;

/**
 * Adds to `troubles` what no page may do: ask another host, fail, complain, open a dialog of the browser's. That there is unsaved
 * work it may say; it is left then.
 */
export function watch(page, url, troubles) {
  page.on('pageerror', (error) => troubles.push(`page: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !OF_THE_NETWORK.test(message.text())) troubles.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(blob|data):/.test(request.url())) troubles.push(`outside: ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    if (dialog.type() !== 'beforeunload') troubles.push(`dialog: ${dialog.message()}`);
    void dialog.accept();
  });
}

/** A page in a session of its own, where `until` is shown; what should not happen is added to `troubles`. `script` runs in it first. */
export async function signIn(browser, { url, list, until = `worklist-${list}`, user, password, troubles = [], screen = {}, script = () => {} }) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 850 }, ...screen });
  await context.addInitScript(script);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  watch(page, url, troubles);
  await page.goto(url);
  await page.getByTestId('login-user').waitFor();
  await logIn(page, user, password);
  await page.getByTestId(until).waitFor();
  return page;
}

/** Fills in the dialog that is open, by keyboard. */
export async function logIn(page, user, password) {
  await focusByKeys(page, 'login-user');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(user);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
}

/** Tabs until an element has the focus, as somebody without a mouse does. */
export async function focusByKeys(page, testId) {
  for (let i = 0; i < 40; i++) {
    if (await page.evaluate((id) => document.activeElement?.getAttribute('data-testid') === id, testId)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${testId} cannot be reached by the keyboard`);
}
