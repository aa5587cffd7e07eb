/**
 * Goes through the research desk in a real browser, by keyboard alone, on a running server.
 *
 *   DESK_URL=http://127.0.0.1:8042/ DESK_PASSWORD=… [ROOM_PICTURES=DIR] node e2e/desk.mjs < expected.json
 *
 * expected.json says who there is and what the commands print; what it leaves out is opened and not compared:
 *   {"users": {"researcher": "rita", "auditor": "otto", "admin": "ada", "radiologist": "anna"},
 *    "catalogue": {"images": 20, "studies": 10, "patients": 5, "narrow": {"group": "Modality", "value": "CR", "condition": "Modality=CR", "images": 12}},
 *    "quarantine": {"records": 2, "held": 1}, "dataset": {"id": "chest@1", "images": 20, "patients": 5, "train": 14},
 *    "run": {"id": "…", "state": "DONE", "steps": 60}, "backbone": "simclr-…", "predictors": ["pneumonia-…"],
 *    "report": {"id": "…", "verdict": "PASS", "groups": 7}, "jobs": 3, "worklist": {"name": "room", "committed": 4}}
 * Numbers are compared with what is seen. Prints what it saw as JSON; ends with 1 at the first thing that is not as it should be.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { focusByKeys, launch, signIn as open } from './browser.mjs';

const { DESK_URL: url, DESK_PASSWORD: password, ROOM_PICTURES: pictures } = process.env;
const expected = JSON.parse(readFileSync(0, 'utf8'));
const browser = await launch();
const troubles = [];
const report = { views: {}, commands: [] };

function check(what, seen, wanted) {
  if (wanted !== undefined && String(seen) !== String(wanted)) throw new Error(`${what}: ${seen} is shown, ${wanted} is so`);
}

const text = (page, testId) => page.getByTestId(testId).first().textContent();
const digits = async (page, testId) => Number((await text(page, testId)).replace(/[^0-9]/g, ''));
const signIn = (role, until = 'desk') => open(browser, { url, until, user: expected.users[role], password, troubles });

async function picture(page, name) {
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `desk-${name}.png`), fullPage: true });
  }
}

/** Until everything that the view asked for has come; a refusal ends the test. */
async function settled(page) {
  await page.waitForFunction(() => {
    const answers = [...document.querySelectorAll('[data-testid=answer]')];
    return document.querySelector('[data-testid=title]') && answers.every((answer) => answer.ariaBusy === 'false');
  });
  // A picture may not be there yet; it says what makes it.
  const trouble = page.locator('[data-testid=trouble]:not(.pictured *)');
  if (await trouble.count()) throw new Error(`${await text(page, 'title')}: ${await trouble.first().textContent()}`);
}

const heading = (page) => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));

/** Opens a view with G and its letter: the heading has the focus, the link is the current one, and there is a command. */
async function view(page, letter, id) {
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
  await page.waitForFunction((wanted) => document.body.dataset.desk === wanted, id);
  await settled(page);
  check(`focus in ${id}`, await heading(page), 'title');
  check(`current link in ${id}`, await page.getByTestId(`nav-${id}`).getAttribute('aria-current'), 'page');
  await commands(page);
  await picture(page, id);
  report.views[id] = await text(page, 'title');
}

async function commands(page) {
  for (const code of await page.locator('.command code').allTextContents()) {
    if (!code.startsWith('isocenter ')) throw new Error(`a command begins with isocenter: ${code}`);
    if (!report.commands.includes(code)) report.commands.push(code);
  }
}

/** Follows a link of the view by keyboard. */
async function follow(page, row) {
  const link = page.getByTestId(row).getByRole('link').first();
  await link.focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-testid=title] a').waitFor();
  await settled(page);
  await commands(page);
}

async function catalogue(page) {
  await view(page, 'c', 'catalogue');
  const { narrow, ...all } = expected.catalogue ?? {};
  for (const [what, wanted] of Object.entries(all)) check(`${what} of the catalogue`, await digits(page, `all-${what}`), wanted);
  if (!narrow) return;
  const button = page.getByTestId(`group-${narrow.group}`).getByRole('button', { name: narrow.value, exact: true });
  await button.focus();
  await page.keyboard.press('Space');
  await page.getByTestId('condition').waitFor();
  await settled(page);
  await page.waitForFunction((wanted) => Number(document.querySelector('[data-testid=all-images]').textContent.replace(/[^0-9]/g, '')) === wanted, narrow.images);
  check('the command of a condition', await page.locator('.head code').textContent(), `isocenter catalogue --where ${narrow.condition}`);
  await picture(page, 'catalogue-where');
  await page.getByTestId('condition').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('condition').waitFor({ state: 'detached' });
}

async function copying(page) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => {});
  await page.locator('.head .command button').first().focus();
  await page.keyboard.press('Space');
  await page.waitForFunction(() => document.querySelector('[data-testid=status]').textContent !== '');
  check('what was copied', await page.evaluate(() => navigator.clipboard.readText()), await page.locator('.head .command code').first().textContent());
}

async function data(page) {
  await view(page, 'q', 'quarantine');
  if (expected.quarantine) {
    const { records, held } = expected.quarantine;
    if (records > 0) {
      check('records', await digits(page, 'quarantined'), records);
      check('held', await digits(page, 'held'), held);
    } else {
      await page.getByTestId('empty').waitFor();
    }
  }
  await view(page, 'd', 'datasets');
  if (expected.dataset) {
    await follow(page, `dataset-${expected.dataset.id}`);
    check('images', await digits(page, 'images'), expected.dataset.images);
    check('patients', await digits(page, 'patients'), expected.dataset.patients);
    check('images to train', await page.locator('[data-testid=parts] tr[data-value=train]').getAttribute('data-count'), expected.dataset.train);
    await picture(page, 'dataset');
  }
}

/** The arrow keys read a chart's values. */
async function chart(page, testId) {
  const figure = page.getByTestId(testId);
  const slider = figure.getByRole('slider');
  const legend = figure.locator('.legend');
  const last = await legend.getAttribute('data-x');
  if (await slider.isDisabled()) return Number(last);
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction(([id, before]) => document.querySelector(`[data-testid="${id}"] .legend`).dataset.x !== before, [testId, last]);
  const said = await slider.getAttribute('aria-valuetext');
  if (!/: .*\d/.test(said)) throw new Error(`${testId} reads nothing: ${said}`);
  return Number(last);
}

async function training(page) {
  await view(page, 'r', 'runs');
  if (expected.run) {
    await follow(page, `run-${expected.run.id}`);
    await page.getByTestId('chart-loss').waitFor();
    const step = await chart(page, 'chart-loss');
    check('the last step of the curve', step, expected.run.steps);
    check('the state of the run', await page.locator('[data-state]').first().getAttribute('data-state'), expected.run.state);
    report.run = { step, loss: await text(page, 'loss') };
    await picture(page, 'run');
  }
  await view(page, 'm', 'models');
  for (const id of expected.predictors ?? []) await page.getByTestId(`predictor-${id}`).waitFor();
  await view(page, 'l', 'lineage');
  if (expected.backbone) await lineage(page);
}

async function lineage(page) {
  await page.getByTestId('lineage-kind').selectOption('backbone');
  await focusByKeys(page, 'lineage-id');
  await page.keyboard.type(expected.backbone);
  await page.keyboard.press('Enter');
  const focus = page.locator('.node[aria-current=true]');
  await focus.waitFor();
  await settled(page);
  check('the focus', await focus.getAttribute('data-testid'), `node-backbone-${expected.backbone}`);
  await picture(page, 'lineage');
  const other = page.locator('.node:not([aria-current])').first();
  const id = await other.getAttribute('data-testid');
  await other.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction((wanted) => document.querySelector('.node[aria-current=true]')?.getAttribute('data-testid') === wanted, id);
  await settled(page);
  check('the focus of the keyboard', await heading(page), id);
  report.lineage = await page.getByTestId('sentences').locator('li').allTextContents();
}

async function results(page) {
  await view(page, 'e', 'efficiency');
  if (expected.predictors?.length) await chart(page, 'chart-efficiency');
  await view(page, 'f', 'fairness');
  if (expected.report) {
    const card = page.getByTestId(`report-${expected.report.id}`);
    check('the verdict', await card.locator('[data-state]').first().getAttribute('data-state'), expected.report.verdict);
    check('groups', await card.locator('[data-group]').count(), expected.report.groups);
    const answer = await page.request.get(await card.getByTestId('full-report').evaluate((link) => link.href));
    check('the whole report', answer.status(), 200);
  }
}

async function work(page) {
  await view(page, 'j', 'jobs');
  await page.locator('[data-testid=stream][data-state=live]').waitFor();
  check('jobs', await page.locator('[data-testid^=job-]').count(), expected.jobs);
  await view(page, 'w', 'worklists');
  if (expected.worklist) {
    await follow(page, `worklist-${expected.worklist.name}`);
    const committed = await page.locator('[data-testid^=reader-] td:nth-of-type(3)').allTextContents();
    check('committed readings', committed.reduce((sum, one) => sum + Number(one), 0), expected.worklist.committed);
    await picture(page, 'worklist');
  }
}

/** The session ends while the desk is open: it asks, and what was wanted comes after the login. */
async function again(page) {
  await page.context().clearCookies();
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.getByTestId('login').waitFor();
  await focusByKeys(page, 'login-password');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByTestId('login').waitFor({ state: 'detached' });
  await settled(page);
  check('the view after the login', await page.evaluate(() => document.body.dataset.desk), 'datasets');
}

async function researcher() {
  const page = await signIn('researcher');
  await settled(page);
  await page.keyboard.press('?');
  await page.getByTestId('help').waitFor();
  await picture(page, 'keys');
  await page.keyboard.press('Escape');
  await catalogue(page);
  await focusByKeys(page, 'skip');
  await page.keyboard.press('Enter');
  check('the skip link', await heading(page), 'desk');
  await copying(page);
  await data(page);
  await training(page);
  await results(page);
  await work(page);
  await again(page);
  await page.context().close();
}

/** What the other roles have, and have not. */
async function others() {
  const { auditor, admin, radiologist } = expected.users;
  if (auditor) {
    const page = await signIn('auditor');
    await view(page, 'j', 'jobs');
    check('jobs that an auditor may cancel', await page.getByTestId('cancel').count(), 0);
    if (expected.dataset) {
      await view(page, 'd', 'datasets');
      await follow(page, `dataset-${expected.dataset.id}`);
      check('pictures for an auditor', await page.locator('img').count(), 0);
    }
    await page.context().close();
  }
  if (admin) {
    const page = await signIn('admin');
    const links = await page.locator('nav a').allTextContents();
    check('views of an admin', links.join(', '), 'Quarantine, Fairness, Jobs');
    await page.context().close();
  }
  if (radiologist) {
    const page = await signIn('radiologist', 'to-reports');
    await focusByKeys(page, 'to-reports');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.body.dataset.desk === 'fairness');
    await settled(page);
    await page.context().close();
  }
}

try {
  await researcher();
  await others();
  check('what the browser said', troubles.join('\n'), '');
  console.log(JSON.stringify(report));
} catch (error) {
  for (const page of browser.contexts().flatMap((context) => context.pages())) {
    await picture(page, 'failed').catch(() => {});
    console.error(page.url());
  }
  console.error([error.message, ...troubles].join('\n'));
  process.exitCode = 1;
} finally {
  await browser.close();
}
