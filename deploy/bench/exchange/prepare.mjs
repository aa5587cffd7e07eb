/** Readings with marks whose size and place are known, exported, and put beside their images on a DICOMweb server that is not ours. */
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort } from '../../../annotate/src/main/webui/e2e/program.mjs';

const LABELS = `name: exchange
title: Exchange
remarks: true
findings:
  - id: nodule
    title: Pulmonary nodule
    key: "1"
    codes: [{scheme: SCT, value: "427359005", meaning: Solitary nodule of lung}]
    marks: [box, polygon, mask, length]
`;

/** Two regions that no symmetry maps onto themselves: a disc in the upper left part, an L beside the middle. */
export const REGIONS = [
  (x, y) => (x - 0.3) ** 2 + (y - 0.25) ** 2 < 0.1 ** 2,
  (x, y) => (x > 0.55 && x < 0.6 && y > 0.4 && y < 0.7) || (x > 0.55 && x < 0.8 && y > 0.65 && y < 0.7),
];

export function pixels(region, rows, columns) {
  return Array.from({ length: rows * columns }, (_, i) => region(((i % columns) + 0.5) / columns, (Math.floor(i / columns) + 0.5) / rows));
}

/** Lengths of alternating runs, the first outside, as the REST interface has a mask. */
function runs(mask) {
  const lengths = [];
  let inside = false;
  let length = 0;
  for (const pixel of mask) {
    if (pixel !== inside) {
      lengths.push(length);
      [length, inside] = [0, pixel];
    }
    length++;
  }
  return [...lengths, length];
}

const BOX = [[0.5, 0.1], [0.75, 0.3]];
const LENGTH = [[0.2, 0.8], [0.5, 0.9]];
const POLYGON = [[0.15, 0.45], [0.4, 0.5], [0.3, 0.65], [0.1, 0.6]];

/** Points of what is drawn on an image, in its pixels. */
export function drawn({ rows, columns }) {
  const at = (points) => points.map(([x, y]) => [x * columns, y * rows]);
  return { box: at(BOX), length: at(LENGTH), polygon: at(POLYGON) };
}

/** What each worklist's reader marks: `drawn` what has coordinates, `masks` two masks besides. */
const MARKED = {
  drawn: (mark, image) => Object.entries(drawn(image)).map(([shape, points]) => mark(`${shape}-1`, shape, points)),
  masks: (mark, { rows, columns }) => [
    ...MARKED.drawn(mark, { rows, columns }),
    ...REGIONS.map((region, n) => mark(`mask-${n + 1}`, 'mask', [], { rows, columns, runs: runs(pixels(region, rows, columns)) })),
  ],
};

function marks(kind, { instance, rows, columns }) {
  const mark = (id, shape, points, mask) => ({ id, finding: 'nodule', shape, instance, frame: 1, points, mask });
  return MARKED[kind](mark, { rows, columns });
}

export async function ask(url, token, path, method = 'GET', body = undefined, headers = {}) {
  const answer = await fetch(new URL(path, url), { method, body, headers: { authorization: `Bearer ${token}`, ...headers } });
  if (!answer.ok && answer.status !== 409) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

const first = (instance, tag) => instance[tag]?.Value?.[0];

/** Ingests the folder, reads each study twice and exports; gives what was marked, by study. Nothing is done twice in a folder. */
export async function prepare(program, folder, dicom) {
  const kept = join(folder, 'readings.json');
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  mkdirSync(join(folder, 'images'), { recursive: true });
  await program.done(['ingest', resolve(dicom)]);
  const found = JSON.parse(await program.done(['search', '--limit', '1000', '--json'])).map((row) => row.StudyInstanceUID);
  writeFileSync(join(folder, 'studies.csv'), `study\n${found.join('\n')}\n`);
  writeFileSync(join(folder, 'exchange.yaml'), LABELS);
  await program.done(['labelset', 'add', join(folder, 'exchange.yaml')]);
  const reader = (await program.done(['token', 'create', 'reader', '--role', 'radiologist'])).trim();
  const service = (await program.done(['token', 'create', 'viewer', '--role', 'service'])).trim();
  for (const kind of Object.keys(MARKED)) {
    await program.done(['worklist', 'create', kind, '--label-set', 'exchange', '--studies', join(folder, 'studies.csv'), '--reader', 'reader']);
  }
  const server = await program.serve(await freePort());
  const studies = {};
  try {
    for (const uid of found) studies[uid] = await images(server.url, service, uid, join(folder, 'images'));
    for (const kind of Object.keys(MARKED)) {
      const { readings } = await (await ask(server.url, reader, `/api/worklists/${kind}/readings`)).json();
      for (const { id, study } of readings) await read(server.url, reader, id, marks(kind, studies[study]));
    }
  } finally {
    await server.stop();
  }
  for (const kind of Object.keys(MARKED)) {
    await program.done(['worklist', 'export', kind, '--format', 'sr', '--out', join(folder, `sr-${kind}`)]);
  }
  const prepared = { studies: Object.values(studies), service };
  writeFileSync(kept, JSON.stringify(prepared));
  return prepared;
}

/** Writes the images of a study as they are kept, and says of the one in the middle what its marks need. */
async function images(url, token, study, folder) {
  const instances = await (await ask(url, token, `/dicom-web/studies/${study}/metadata`)).json();
  instances.sort((a, b) => first(a, '00200013') - first(b, '00200013'));
  for (const one of instances) {
    const path = `/dicom-web/studies/${study}/series/${first(one, '0020000E')}/instances/${first(one, '00080018')}`;
    const answer = await ask(url, token, path, 'GET', undefined, { accept: 'multipart/related; type="application/dicom"' });
    const file = onlyPart(Buffer.from(await answer.arrayBuffer()), answer.headers.get('content-type'));
    writeFileSync(join(folder, `${first(one, '00080018')}.dcm`), file);
  }
  const image = instances[Math.floor(instances.length / 2)];
  return {
    study, modality: first(image, '00080060'), instance: first(image, '00080018'), rows: first(image, '00280010'),
    columns: first(image, '00280011'), spacing: (image['00280030'] ?? image['00181164'])?.Value, placed: '00200037' in image,
  };
}

/** Saves and commits what a reader says. */
async function read(url, token, id, given) {
  const { etag } = await (await ask(url, token, `/api/readings/${id}`)).json();
  const content = { labels: [{ finding: 'nodule', value: 'present' }], marks: given, remark: 'Seen on one image.' };
  const headers = { 'Content-Type': 'application/json', 'If-Match': String(etag) };
  const state = await (await ask(url, token, `/api/readings/${id}/draft`, 'PUT', JSON.stringify(content), headers)).json();
  await ask(url, token, `/api/readings/${id}/commit`, 'POST', undefined, { 'If-Match': String(state.etag) });
}

/** The file in a multipart answer that holds one. */
function onlyPart(body, type) {
  const boundary = /boundary="?([^";]+)/.exec(type)[1];
  return body.subarray(body.indexOf('\r\n\r\n') + 4, body.lastIndexOf(`\r\n--${boundary}`));
}

/** One exported file of each form. */
export function exported(folder) {
  const part = join(folder, 'sr-masks');
  const [sr, seg] = ['.sr.dcm', '.seg-1.dcm'].map((end) => join(part, readdirSync(part).find((name) => name.endsWith(end))));
  return { sr, seg };
}

/** Starts Orthanc with the images and with what was exported. */
export async function serveOrthanc(folder) {
  const port = await freePort();
  const home = join(folder, 'orthanc');
  mkdirSync(home, { recursive: true });
  const plugin = process.env.ORTHANC_DICOMWEB ?? '/usr/share/orthanc/plugins/libOrthancDicomWeb.so';
  const file = join(home, 'orthanc.json');
  writeFileSync(file, JSON.stringify({
    Name: 'exchange', HttpPort: port, DicomServerEnabled: false, RemoteAccessAllowed: false, AuthenticationEnabled: false,
    StorageDirectory: join(home, 'storage'), IndexDirectory: join(home, 'storage'), Plugins: [plugin],
    DicomWeb: { Enable: true, Root: '/dicom-web/', StudiesMetadata: 'Full', SeriesMetadata: 'Full' },
  }));
  const process_ = spawn(process.env.ORTHANC ?? '/usr/sbin/Orthanc', [file], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/`;
  for (let i = 0; ; i++) {
    if (await fetch(`${url}system`).then((answer) => answer.ok, () => false)) break;
    if (i > 300 || process_.exitCode !== null) throw new Error('Orthanc does not answer');
    await new Promise((done) => setTimeout(done, 100));
  }
  const put = async (file) => {
    const answer = await fetch(`${url}instances`, { method: 'POST', body: readFileSync(file) });
    if (!answer.ok) throw new Error(`Orthanc refuses ${file}: ${answer.status}`);
  };
  const files = (part) => readdirSync(join(folder, part)).filter((name) => name.endsWith('.dcm')).map((name) => join(folder, part, name));
  for (const file of files('images')) await put(file);
  for (const kind of Object.keys(MARKED)) {
    for (const file of files(`sr-${kind}`)) {
      if (!file.includes('.seg-')) await put(changed(home, file, [`(0008,103E)=Report: ${kind}`]));
      else {
        await put(file);
        await put(changed(home, file, ['(0008,103E)=Plane added', ...PLANE], ['-gse', '-gin']));
      }
    }
  }
  return { url, stop: () => process_.kill() };
}

/** What images without a place in the patient do not have, and so their segmentations do not: a plane, a size of pixels. */
const PLANE = [
  '(5200,9229)[0].(0020,9116)[0].(0020,0037)=1\\0\\0\\0\\1\\0',
  '(5200,9229)[0].(0028,9110)[0].(0028,0030)=1\\1',
  '(5200,9229)[0].(0028,9110)[0].(0018,0050)=1',
];

/** A copy with some attributes replaced, by dcmtk. */
function changed(folder, file, attributes, options = []) {
  const copy = join(folder, 'changed.dcm');
  copyFileSync(file, copy);
  const ended = spawnSync('dcmodify', ['-nb', ...options, ...attributes.flatMap((one) => ['-i', one]), copy], { encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(`dcmodify: ${ended.stderr ?? ended.error}`);
  return copy;
}
