#!/usr/bin/env node
/** Opens what Isocenter exports in OHIF, as a user does, and compares what OHIF shows with what was marked; see --help. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from '../../../annotate/src/main/webui/e2e/browser.mjs';
import { Program, freePort } from '../../../annotate/src/main/webui/e2e/program.mjs';
import { serveOhif } from '../page/ohif.mjs';
import { REGIONS, drawn, exported, pixels, prepare, serveOrthanc } from './prepare.mjs';

const HELP = `Opens exported reports and segmentations in OHIF and compares what is shown with what was marked.

  deploy/bench/exchange/ohif.mjs --ohif FOLDER --dicom FOLDER [--work FOLDER] [--pictures FOLDER] [--program JSON]

  --ohif      OHIF's built viewer: npm pack @ohif/app@3.13.2, unpacked, its folder package/dist
  --dicom     a few small studies; each is read twice: with a box, a length and a polygon, and with two masks besides
  --work      where the data folder, the exports and Orthanc's storage go; what is prepared there is used again
  --pictures  where screenshots go
  --program   the program and its first arguments, a JSON array

Prints JSON. Needs what the tests of the page need (npm ci in annotate/src/main/webui, Chromium), and Debian's orthanc,
orthanc-dicomweb (ORTHANC and ORTHANC_DICOMWEB name program and plugin elsewhere) and dcmtk.`;

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const { values: asked } = parseArgs({
  options: {
    ohif: { type: 'string' },
    dicom: { type: 'string' },
    work: { type: 'string' },
    pictures: { type: 'string' },
    program: { type: 'string', default: JSON.stringify([join(ROOT, 'deploy/isocenter')]) },
    help: { type: 'boolean', default: false },
  },
});
if (asked.help || !asked.ohif || !asked.dicom) {
  console.log(HELP);
  process.exit(asked.help ? 0 : 2);
}

/** What OHIF calls the series, in the order in which they are opened, each in a new page. */
const SERIES = ['Report: drawn', 'Report: masks', 'Regions marked', 'Plane added'];

async function shown(browser, address, study, series, picture) {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  try {
    const page = await context.newPage();
    const errors = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text().split('\n').slice(0, 2).join(' ').trim());
    });
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${address}viewer?StudyInstanceUIDs=${study.study}`, { waitUntil: 'commit' });
    await page.locator('[data-cy=confirm-and-hide-button]').click({ timeout: 60_000 });
    await page.getByText('Skip all').click({ timeout: 30_000 });
    errors.length = 0;
    await page.locator('[data-cy=study-browser-thumbnail-no-image]', { hasText: series }).dblclick({ timeout: 30_000 });
    const yes = page.locator('[data-cy=yes-hydrate-btn], [data-cy=prompt-begin-tracking-yes-btn]').or(page.getByRole('button', { name: 'Yes' }));
    const offers = await yes.first().waitFor({ timeout: 12_000 }).then(() => true, () => false);
    await picture('offered', page);
    if (offers) {
      await yes.first().click();
      await page.waitForTimeout(4000);
    }
    await page.locator('[data-cy=trackedMeasurements-btn]').click({ timeout: 5000 }).catch(() => {});
    await page.waitForTimeout(2000);
    await picture('opened', page);
    const found = offers ? await (series.startsWith('Report') ? measurements(page, study) : regions(page, study)) : {};
    return { offers, ...found, errors: [...new Set(errors)].slice(0, 3) };
  } finally {
    await context.close();
  }
}

/** The measurements that OHIF has taken over: its tool, points in pixels of our image, what its panel says. */
async function measurements(page, study) {
  const found = await page.evaluate(() => cornerstoneTools.annotation.state.getAllAnnotations()
    .filter((one) => one.metadata.toolName !== 'ReferenceLines')
    .map(({ metadata, data }) => ({
      tool: metadata.toolName,
      label: data.label,
      image: metadata.referencedImageId,
      points: (data.contour?.polyline ?? data.handles.points).map((point) => [...cornerstone.utilities.worldToImageCoords(metadata.referencedImageId, point)]),
      statistics: Object.values(data.cachedStats ?? {})[0] ?? {},
    })));
  const panel = await page.evaluate(() => document.querySelector('[data-cy=trackedMeasurements-panel]')?.innerText ?? document.body.innerText);
  return {
    expected: expectedLength(study),
    panel: panel.replace(/\s+/g, ' '),
    taken: found.map(({ tool, label, image, points, statistics }) => ({
      tool, label, ours: image.includes(study.instance), length: statistics.length, unit: statistics.unit,
      points: points.length > 12 ? points.length : points.map((point) => point.map((value) => Math.round(value * 1e3) / 1e3)),
    })),
    marked: drawn(study),
  };
}

/** In mm; nothing where the size of pixels is not known. */
function expectedLength(study) {
  const [[a, b], [c, d]] = drawn(study).length;
  return study.spacing && Math.hypot((c - a) * study.spacing[1], (d - b) * study.spacing[0]);
}

/**
 * How far OHIF's masks are ours: pixel by pixel in its memory, and on the screen. There a pixel of the image counts as marked when
 * it has a colour; those next to a mask's edge, where OHIF draws a line, are left out.
 */
function regions(page, study) {
  const { rows, columns, instance } = study;
  const masks = REGIONS.map((region) => pixels(region, rows, columns).map(Number));
  return page.evaluate(({ masks, rows, columns, instance }) => {
    const expected = masks[0].map((inside, i) => (inside ? 1 : masks[1][i] ? 2 : 0));
    const report = { labelmaps: [], canvas: [] };
    for (const { representationData } of cornerstoneTools.segmentation.state.getSegmentations()) {
      for (const id of representationData.Labelmap.imageIds) {
        const image = cornerstone.cache.getImage(id);
        const held = image.getPixelData();
        const isOurs = image.referencedImageId.includes(instance);
        report.labelmaps.push({ isOurs, marked: held.reduce((sum, one) => sum + (one > 0), 0), different: held.reduce((sum, one, i) => sum + (one !== (isOurs ? expected[i] : 0)), 0) });
      }
    }
    for (const viewport of cornerstone.getRenderingEngines().flatMap((engine) => engine.getViewports())) {
      const imageId = viewport.getCurrentImageId?.();
      if (!imageId?.includes(instance)) continue;
      const canvas = viewport.getCanvas();
      const scale = canvas.width / canvas.clientWidth;
      const drawn = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const counts = [0, 1, 2].map((segment) => ({ segment, pixels: 0, red: 0, green: 0, grey: 0 }));
      for (let y = 2; y < rows - 2; y++) {
        for (let x = 2; x < columns - 2; x++) {
          const segment = expected[y * columns + x];
          const near = [-2, -1, 0, 1, 2].flatMap((dy) => [-2, -1, 0, 1, 2].map((dx) => expected[(y + dy) * columns + x + dx]));
          if (near.some((one) => one !== segment)) continue;
          const [u, v] = viewport.worldToCanvas(cornerstone.utilities.imageToWorldCoords(imageId, [x + 0.5, y + 0.5])).map((one) => Math.floor(one * scale));
          if (u < 0 || v < 0 || u >= canvas.width || v >= canvas.height) continue;
          const [red, green, blue] = drawn.data.slice(4 * (v * canvas.width + u), 4 * (v * canvas.width + u) + 3);
          const count = counts[segment];
          count.pixels++;
          if (Math.max(red, green, blue) - Math.min(red, green, blue) < 8) count.grey++;
          else if (red > green) count.red++;
          else count.green++;
        }
      }
      report.canvas.push(counts);
    }
    return report;
  }, { masks, rows, columns, instance });
}

/** Whether our own server takes the exports back by STOW-RS: the status, and its reason. */
async function stored(program, folder, token) {
  const server = await program.serve(await freePort());
  try {
    const answers = {};
    for (const [name, file] of Object.entries(exported(folder))) {
      const parts = [Buffer.from('--part\r\nContent-Type: application/dicom\r\n\r\n'), readFileSync(file), Buffer.from('\r\n--part--\r\n')];
      const answer = await fetch(`${server.url}dicom-web/studies`, {
        method: 'POST', body: Buffer.concat(parts),
        headers: { authorization: `Bearer ${token}`, 'Content-Type': 'multipart/related; type="application/dicom"; boundary=part' },
      });
      const said = await answer.json();
      const [refused] = said['00081198']?.Value ?? [];
      answers[name] = { status: answer.status, kept: said['00081199']?.Value?.length ?? 0, reason: refused?.['00081197']?.Value?.[0] };
    }
    return answers;
  } finally {
    await server.stop();
  }
}

const folder = asked.work ? resolve(asked.work) : mkdtempSync(join(tmpdir(), 'isocenter-exchange'));
mkdirSync(folder, { recursive: true });
if (asked.pictures) mkdirSync(asked.pictures, { recursive: true });
const program = new Program(JSON.stringify([...JSON.parse(asked.program), '--home', join(folder, 'home')]));
try {
  const { studies, service } = await prepare(program, folder, asked.dicom);
  const orthanc = await serveOrthanc(folder);
  const ohif = await serveOhif(resolve(asked.ohif), orthanc.url, '');
  const browser = await launch();
  try {
    const report = { stored: await stored(program, folder, service), studies: [] };
    for (const [n, study] of studies.entries()) {
      const opened = {};
      for (const series of SERIES) {
        const name = `${n}-${study.modality}-${series.replace(/\W+/g, '-')}`.toLowerCase();
        const picture = (state, page) => (asked.pictures ? page.screenshot({ path: join(asked.pictures, `${name}-${state}.png`) }) : undefined);
        opened[series] = await shown(browser, ohif.url, study, series, picture).catch((error) => ({ failed: error.message.split('\n')[0] }));
      }
      report.studies.push({ modality: study.modality, rows: study.rows, columns: study.columns, spacing: study.spacing, ...opened });
    }
    console.log(JSON.stringify(report, null, 1));
  } finally {
    await browser.close();
    ohif.stop();
    orthanc.stop();
  }
} finally {
  if (!asked.work) rmSync(folder, { recursive: true, force: true });
}
process.exit();
