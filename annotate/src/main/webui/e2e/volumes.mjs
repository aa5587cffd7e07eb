/**
 * Looks at computed studies in a real browser: planes through a volume against the formula it was made by, hanging, marks that
 * are moved, runs of frames, colours.
 *
 *   ROOM_URL=… ROOM_LIST=phantoms ROOM_USER=anna ROOM_PASSWORD=… [ROOM_PICTURES=DIR] node e2e/volumes.mjs < expected.json
 *
 * Prints the largest differences as JSON; ends with 1 and a message at the first thing that is not as it should be.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, signIn } from './browser.mjs';

const { ROOM_URL: url, ROOM_LIST: list, ROOM_USER: user, ROOM_PASSWORD: password, ROOM_PICTURES: pictures } = process.env;
const { studies, first, size, spacing, value, colours } = JSON.parse(readFileSync(0, 'utf8'));
const PLANES = ['axial', 'coronal', 'sagittal'];
/** Right and down on the screen, in the patient: x to the left, y to the back, z to the head. */
const SIDES = { axial: [[1, 0, 0], [0, 1, 0]], coronal: [[1, 0, 0], [0, 0, -1]], sagittal: [[0, 1, 0], [0, 0, -1]] };
const report = { greys: [], colours: [], rendered: [], planesMilliseconds: 0 };
const troubles = [];
const browser = await launch();
let page;
let rows;

function check(what, holds, found = '') {
  if (!holds) throw new Error(`${what}: ${JSON.stringify(found)}`);
}

const press = async (...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
const saved = () => page.waitForFunction(() => document.body.dataset.saved === 'true');
const said = (text) => page.waitForFunction((part) => document.querySelector('[data-testid=status]').textContent.includes(part), text);
const data = (id) => page.getByTestId(id).evaluate((element) => ({ ...element.dataset }));
const numbers = (text) => text.split(',').map(Number);
const settled = () => page.waitForTimeout(400);

async function open(study) {
  const row = rows.find((one) => one.study === study);
  await page.goto(`${url}#/reading/${row.id}`);
  await page.waitForFunction((now) => document.body.dataset.reading === now, row.id);
  await page.locator('[data-testid=viewport-screen][data-image]').waitFor();
  await page.getByTestId('viewport').focus();
}

async function picture(name) {
  if (pictures && page) {
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  }
}

/** Greys of a pane at places of the screen. */
const greysOf = (id, places) =>
  page.getByTestId(`${id}-screen`).evaluate((screen, at) => {
    const canvas = [...screen.querySelectorAll('canvas')].find((one) => getComputedStyle(one).display !== 'none' && one.style.position === 'absolute');
    const scale = canvas.width / canvas.clientWidth;
    const context = canvas.getContext('2d');
    return at.map(([x, y]) => [...context.getImageData(Math.floor(x * scale), Math.floor(y * scale), 1, 1).data].slice(0, 3));
  }, places);

/** How far voxels of the grid reach along x, y and z: the volume goes to the right, the back and the feet. */
const reach = [
  [first[0] - (size[2] - 1) * spacing[2], first[0]],
  [first[1], first[1] + (size[0] - 1) * spacing[0]],
  [first[2] - (size[1] - 1) * spacing[1], first[2]],
];

const least = reach.map(([from]) => from);

/** Compares the three planes with the formula, between voxels too; beyond the volume there is its smallest value. */
async function compare() {
  const [lower, upper] = numbers((await data('viewport-screen')).window);
  const greyOf = ([x, y, z]) => {
    const stored = value[0] + value[1] * x + value[2] * y + value[3] * z;
    return Math.max(0, Math.min(255, (255 * (stored - lower)) / (upper - lower)));
  };
  for (const plane of PLANES) {
    const { matrix, cross } = await data(`${plane}-screen`);
    const [a, b, c, d, e, f] = numbers(matrix);
    const at = numbers(cross);
    check(`${plane}: as high as wide`, Math.abs(a - d) < 1e-3 && Math.abs(b) + Math.abs(c) < 1e-3, matrix);
    const { width, height } = await page.getByTestId(`${plane}-screen`).boundingBox();
    const [right, down] = SIDES[plane];
    const inside = [];
    const outside = [];
    for (let x = 3.5; x < width; x += 23) {
      for (let y = 3.5; y < height; y += 23) {
        const [u, v] = [(x - e) / a, (y - f) / d];
        const place = at.map((from, n) => from + u * right[n] + v * down[n]);
        const off = Math.max(...place.map((one, n) => Math.max(reach[n][0] - one, one - reach[n][1])));
        if (off < -0.5) inside.push({ at: [x, y], place });
        if (off > 2) outside.push({ at: [x, y] });
      }
    }
    check(`${plane}: places to compare`, inside.length > 20 && outside.length > 5, [inside.length, outside.length]);
    const shown = await greysOf(plane, inside.map((one) => one.at));
    report.greys.push(Math.max(...shown.map(([grey], n) => Math.abs(grey - greyOf(inside[n].place)))));
    const beyond = await greysOf(plane, outside.map((one) => one.at));
    check(`${plane}: beyond the volume its smallest value`, beyond.every(([grey]) => Math.abs(grey - greyOf(least)) < 1.5), [greyOf(least), beyond.slice(0, 5)]);
  }
}

async function planes() {
  await open(studies[`MR${size[2]}`][0]);
  await press(...Array(9).fill('ArrowDown'));
  const begun = Date.now();
  await press('v');
  for (const plane of PLANES) await page.locator(`[data-testid=${plane}-screen][data-cross]`).waitFor();
  report.planesMilliseconds = Date.now() - begun;
  await settled();
  await compare();

  // By keys: to another plane, through it, and nearer.
  await page.getByTestId('coronal').focus();
  const before = numbers((await data('coronal-screen')).cross);
  await press('ArrowDown', 'ArrowDown', 'ArrowDown');
  await settled();
  const after = numbers((await data('coronal-screen')).cross);
  check('three steps along y alone', Math.abs(Math.abs(after[1] - before[1]) - 3 * spacing[0]) < 0.01 && after[0] === before[0], [before, after]);
  await press('z', 'Shift+ArrowUp', 'Shift+ArrowUp');
  await settled();
  check('the zoom of one plane', (await data('coronal-screen')).zoom > 1.1 && (await data('axial-screen')).zoom === '1.000', await data('coronal-screen'));
  await compare();

  // A click: all planes cross there, and the stack shows the slice there.
  const box = await page.getByTestId('coronal-screen').boundingBox();
  const { matrix, cross } = await data('coronal-screen');
  const [a, , , d, e, f] = numbers(matrix);
  const from = numbers(cross);
  await page.mouse.click(box.x + e + 8.3 * a, box.y + f - 6.1 * d);
  await settled();
  const now = numbers((await data('axial-screen')).cross);
  check('where the click was', Math.hypot(now[0] - from[0] - 8.3, now[1] - from[1], now[2] - from[2] - 6.1) < 1, [from, now]);
  const slice = Math.round((first[0] - now[0]) / spacing[2]);
  check('the slice of the stack', (await page.getByTestId('position').textContent()) === `${size[2] - slice} / ${size[2]}`, slice);
  await compare();

  // The stack: its wheel takes the planes along, its window is theirs.
  await page.getByTestId('viewport').focus();
  await press('ArrowDown', 'ArrowDown');
  await settled();
  const along = numbers((await data('axial-screen')).cross);
  check('two slices on', Math.abs(along[0] - (first[0] - (slice - 2) * spacing[2])) < 0.01, along);
  const window = (await data('viewport-screen')).window;
  await press('w', ...Array(4).fill('Shift+ArrowRight'), ...Array(2).fill('Shift+ArrowDown'));
  await settled();
  check('another window', (await data('viewport-screen')).window !== window);
  await compare();
  await picture('mpr');
  await press('v');
  await page.getByTestId('axial').waitFor({ state: 'detached' });

  await open(studies[`MR${size[2] - 1}`][0]);
  await press('v');
  await said('not evenly spaced');
  check('the stack of what is no volume', (await page.locator('[data-testid=axial]').count()) === 0);
}

const points = async (shape) => (await page.locator(`[data-testid=mark][data-shape=${shape}]`).getAttribute('data-points')).split(' ').map(numbers);

/** Marks are selected, moved and reshaped, by keys and by pointer; each is one step back. */
async function marks() {
  await open(studies.CR1[0]);
  await press('b', 'Enter', ...Array(6).fill('ArrowRight'), ...Array(4).fill('ArrowDown'), 'Enter');
  await saved();
  const drawn = await points('box');
  await press('Escape', 'Tab', 'ArrowRight');
  await saved();
  await press('ArrowRight');
  await saved();
  const moved = await points('box');
  check('the box went two to the right', moved.every(([x, y], n) => x === drawn[n][0] + 2 && y === drawn[n][1]), [drawn, moved]);
  await press('d', 'd', 'd', 'ArrowDown');
  await saved();
  const reshaped = await points('box');
  check('a corner went down', String(reshaped) === String([moved[0], [moved[1][0], moved[1][1] + 1]]), [moved, reshaped]);

  const [a, b, c, d, e, f] = numbers((await data('viewport-screen')).matrix);
  const box = await page.getByTestId('viewport-screen').boundingBox();
  const onScreen = ([x, y]) => [box.x + a * x + c * y + e, box.y + b * x + d * y + f];
  const drag = async (from, to) => {
    await page.mouse.move(...onScreen(from));
    await page.mouse.down();
    await page.mouse.move(...onScreen([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
    await page.mouse.move(...onScreen(to));
    await page.mouse.up();
    await saved();
  };
  await drag(reshaped[1], [reshaped[1][0] + 5, reshaped[1][1] + 3]);
  const dragged = await points('box');
  check('a corner was dragged', Math.abs(dragged[1][0] - reshaped[1][0] - 5) < 0.3 && Math.abs(dragged[1][1] - reshaped[1][1] - 3) < 0.3, [reshaped, dragged]);
  const side = [(dragged[0][0] + dragged[1][0]) / 2, dragged[0][1]];
  await drag(side, [side[0] - 4, side[1] - 3]);
  const whole = await points('box');
  check('the box was dragged', Math.abs(whole[0][0] - dragged[0][0] + 4) < 0.3 && Math.abs(whole[1][1] - dragged[1][1] + 3) < 0.3, [dragged, whole]);
  await picture('moved');
  for (const expected of [dragged, reshaped, moved]) {
    await press('Control+z');
    await page.waitForFunction((text) => document.querySelector('[data-testid=mark]').dataset.points === text, expected.map(String).join(' '));
    await saved();
  }
  await press('Control+z', 'Control+z');
  await saved();
  await page.waitForFunction((text) => document.querySelector('[data-testid=mark]').dataset.points === text, drawn.map(String).join(' '));

  await press('f');
  await page.waitForFunction(() => document.querySelector('[data-testid=viewport-screen]').dataset.mirrored === 'true');
  check('left is right', numbers((await data('viewport-screen')).matrix)[0] < 0, await data('viewport-screen'));
  await press('Escape', 'Tab', 'ArrowRight');
  await saved();
  check('to the right of the screen', (await points('box'))[0][0] === drawn[0][0] - 1, await points('box'));
  await press('r');
  await page.waitForFunction(() => document.querySelector('[data-testid=viewport-screen]').dataset.mirrored === 'false');

  // A polygon's vertex.
  await press('Escape', 'p', 'Enter', ...Array(8).fill('ArrowRight'), 'Enter', ...Array(8).fill('ArrowDown'), 'Enter', 'c');
  await saved();
  const corners = await points('polygon');
  await page.locator('[data-testid=handle-3]').waitFor();
  await drag(corners[2], [corners[2][0] + 3, corners[2][1] + 6]);
  const pulled = await points('polygon');
  check('a vertex was dragged, no other', String(pulled.slice(0, 2)) === String(corners.slice(0, 2)) && Math.abs(pulled[2][1] - corners[2][1] - 6) < 0.3, [corners, pulled]);
}

async function hanging() {
  await open(studies.CR1[0]);
  await page.locator('[data-testid=viewport-2-screen][data-image]').waitFor();
  const labels = async (...ids) => Promise.all(ids.map((id) => page.getByTestId(id).getAttribute('aria-label')));
  check('the chest from the front, then from the side', String(await labels('viewport', 'viewport-2')) === 'Image 1 of 1, PA,Image 1 of 1, LL', await labels('viewport', 'viewport-2'));
  await open(studies.MG1[0]);
  await page.locator('[data-testid=viewport-4-screen][data-image]').waitFor();
  const four = (await labels('viewport', 'viewport-2', 'viewport-3', 'viewport-4')).map((label) => label.replace(/.*, /, ''));
  check('breasts, the right one on the left', String(four) === 'R CC,L CC,R MLO,L MLO', four);
  await picture('hanging');
}

async function run() {
  await open(studies.XA1[0]);
  const seen = new Set();
  await press('g');
  for (let i = 0; i < 60 && seen.size < 8; i++) {
    seen.add((await data('viewport-screen')).image);
    await page.waitForTimeout(20);
  }
  check('all frames in turn', seen.size === 8, [...seen]);
  await said('20 frames a second');
  await press('g');
  await settled();
  const stays = (await data('viewport-screen')).image;
  await settled();
  check('paused', (await data('viewport-screen')).image === stays);
}

/** Colours on the screen against those that the server renders. */
/** Fields of colours, in whichever way they are stored, against the formula and against what the server renders. */
async function fields() {
  for (const [kind, expected] of Object.entries(colours)) {
    for (const study of studies[kind]) {
      await open(study);
      await settled();
      const found = await page.getByTestId('viewport-screen').evaluate(async (screen, { uid, wanted }) => {
        const [instance, frame] = screen.dataset.image.split('#');
        const [series] = await (await fetch(`/dicom-web/studies/${uid}/series`, { headers: { Accept: 'application/dicom+json' } })).json();
        const path = `/dicom-web/studies/${uid}/series/${series['0020000E'].Value[0]}/instances/${instance}/frames/${frame}/rendered`;
        const rendered = await createImageBitmap(await (await fetch(path, { headers: { Accept: 'image/png' } })).blob());
        const server = new OffscreenCanvas(rendered.width, rendered.height).getContext('2d');
        server.drawImage(rendered, 0, 0);
        const canvas = screen.querySelector('canvas');
        const [a, b, c, d, e, f] = screen.dataset.matrix.split(',').map(Number);
        const scale = canvas.width / canvas.clientWidth;
        const context = canvas.getContext('2d');
        const furthest = (one, other) => Math.max(...[0, 1, 2].map((n) => Math.abs(one[n] - other[n])));
        return wanted.map((colour, field) => {
          const [x, y] = [(field % 4) * 16 + 8, Math.floor(field / 4) * 16 + 8];
          const ours = context.getImageData(Math.floor((a * x + c * y + e) * scale), Math.floor((b * x + d * y + f) * scale), 1, 1).data;
          return [furthest(ours, colour), furthest(ours, server.getImageData(x, y, 1, 1).data)];
        });
      }, { uid: study, wanted: expected });
      report.colours.push(Math.max(...found.map(([formula]) => formula)));
      report.rendered.push(Math.max(...found.map(([, rendered]) => rendered)));
    }
  }
}

try {
  page = await signIn(browser, { url, list, user, password, troubles });
  rows = await page.evaluate(async (name) => (await (await fetch(`/api/worklists/${name}/readings`)).json()).readings, list);
  await planes();
  await hanging();
  await marks();
  await run();
  await fields();
  check('what the browser said', troubles.length === 0, troubles);
  console.log(JSON.stringify(report));
} catch (error) {
  await picture('failed-volumes').catch(() => {});
  console.error(await page?.getByTestId('status').textContent({ timeout: 1000 }).catch(() => 'no status line'));
  console.error([error.message, JSON.stringify(report), ...troubles].join('\n'));
  process.exitCode = 1;
} finally {
  await browser.close();
}
