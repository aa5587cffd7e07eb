/** Readings with marks whose size and place are known, exported, and put beside their images on a DICOMweb server that is not ours. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
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

function marks(instance, { rows, columns }) {
  const at = (points) => points.map(([x, y]) => [x * columns, y * rows]);
  const mark = (id, shape, points, mask) => ({ id, finding: 'nodule', shape, instance, frame: 1, points, mask });
  return [
    mark('box-1', 'box', at(BOX)),
    mark('length-1', 'length', at(LENGTH)),
    mark('polygon-1', 'polygon', at(POLYGON)),
    ...REGIONS.map((region, n) => mark(`mask-${n + 1}`, 'mask', [], { rows, columns, runs: runs(pixels(region, rows, columns)) })),
  ];
}

export async function ask(url, token, path, method = 'GET', body = undefined, headers = {}) {
  const answer = await fetch(new URL(path, url), { method, body, headers: { authorization: `Bearer ${token}`, ...headers } });
  if (!answer.ok && answer.status !== 409) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

const first = (instance, tag) => instance[tag]?.Value?.[0];

/** Ingests the folder, reads each study once and exports; gives what was marked, by study. Nothing is done twice in a folder. */
export async function prepare(program, folder, dicom) {
  const kept = join(folder, 'readings.json');
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  await program.done(['ingest', resolve(dicom)]);
  const found = JSON.parse(await program.done(['search', '--limit', '1000', '--json'])).map((row) => row.StudyInstanceUID);
  writeFileSync(join(folder, 'studies.csv'), `study\n${found.join('\n')}\n`);
  writeFileSync(join(folder, 'exchange.yaml'), LABELS);
  await program.done(['labelset', 'add', join(folder, 'exchange.yaml')]);
  const reader = (await program.done(['token', 'create', 'reader', '--role', 'radiologist'])).trim();
  const service = (await program.done(['token', 'create', 'viewer', '--role', 'service'])).trim();
  await program.done(['worklist', 'create', 'exchange', '--label-set', 'exchange', '--studies', join(folder, 'studies.csv'), '--reader', 'reader']);
  const server = await program.serve(await freePort());
  const studies = [];
  try {
    mkdirSync(join(folder, 'images'), { recursive: true });
    const list = await (await ask(server.url, reader, '/api/worklists/exchange/readings')).json();
    for (const { id } of list.readings ?? list) {
      const { study, etag } = await (await ask(server.url, reader, `/api/readings/${id}`)).json();
      const instances = await (await ask(server.url, service, `/dicom-web/studies/${study}/metadata`)).json();
      instances.sort((a, b) => first(a, '00200013') - first(b, '00200013'));
      const image = instances[Math.floor(instances.length / 2)];
      const [rows, columns] = [first(image, '00280010'), first(image, '00280011')];
      const spacing = (image['00280030'] ?? image['00181164'])?.Value;
      const instance = first(image, '00080018');
      const content = { labels: [{ finding: 'nodule', value: 'present' }], marks: marks(instance, { rows, columns }), remark: 'Seen on one image.' };
      const json = { 'Content-Type': 'application/json' };
      const draft = await ask(server.url, reader, `/api/readings/${id}/draft`, 'PUT', JSON.stringify(content), { ...json, 'If-Match': String(etag) });
      const state = await draft.json();
      await ask(server.url, reader, `/api/readings/${id}/commit`, 'POST', undefined, { 'If-Match': String(state.etag) });
      for (const one of instances) {
        const uid = first(one, '00080018');
        const path = `/dicom-web/studies/${study}/series/${first(one, '0020000E')}/instances/${uid}`;
        const answer = await ask(server.url, service, path, 'GET', undefined, { accept: 'multipart/related; type="application/dicom"' });
        writeFileSync(join(folder, 'images', `${uid}.dcm`), onlyPart(Buffer.from(await answer.arrayBuffer()), answer.headers.get('content-type')));
      }
      studies.push({ study, instance, rows, columns, spacing, modality: first(image, '00080060'), images: instances.length, marks: content.marks });
    }
  } finally {
    await server.stop();
  }
  for (const format of ['sr', 'seg']) await program.done(['worklist', 'export', 'exchange', '--format', format, '--out', join(folder, format)]);
  writeFileSync(kept, JSON.stringify({ studies, service }));
  return { studies, service };
}

/** The file in a multipart answer that holds one. */
function onlyPart(body, type) {
  const boundary = /boundary="?([^";]+)/.exec(type)[1];
  return body.subarray(body.indexOf('\r\n\r\n') + 4, body.lastIndexOf(`\r\n--${boundary}`));
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
  for (const part of ['images', 'sr', 'seg']) {
    for (const name of readdirSync(join(folder, part), { recursive: true }).filter((one) => one.endsWith('.dcm'))) {
      const answer = await fetch(`${url}instances`, { method: 'POST', body: readFileSync(join(folder, part, name)) });
      if (!answer.ok) throw new Error(`Orthanc refuses ${part}/${name}: ${answer.status}`);
    }
  }
  return { url, stop: () => process_.kill() };
}
