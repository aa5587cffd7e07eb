/** Serves OHIF's built viewer from a folder; what it asks of /dicom-web goes to our server, with a token. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm', '.svg': 'image/svg+xml' };

/** As a site that runs its own DICOMweb server would write it: the defaults of OHIF 3.13, another data source. */
const CONFIG = `window.config = {
  name: 'bench', routerBasename: null, extensions: [], modes: [], customizationService: {}, showStudyList: true,
  maxNumberOfWebWorkers: 3, showWarningMessageForCrossOrigin: false, showCPUFallbackMessage: false, showLoadingIndicator: true,
  strictZSpacingForVolumeViewport: true, maxNumRequests: { interaction: 100, thumbnail: 5, prefetch: 25 },
  defaultDataSourceName: 'dicomweb',
  dataSources: [{
    namespace: '@ohif/extension-default.dataSourcesModule.dicomweb', sourceName: 'dicomweb',
    configuration: {
      friendlyName: 'bench', name: 'bench', wadoUriRoot: '/dicom-web', qidoRoot: '/dicom-web', wadoRoot: '/dicom-web',
      qidoSupportsIncludeField: true, imageRendering: 'wadors', thumbnailRendering: 'thumbnail', enableStudyLazyLoad: true,
      supportsFuzzyMatching: false, supportsWildcard: true, bulkDataURI: { enabled: true }, omitQuotationForMultipartRequest: true,
    },
  }],
};`;

/** @returns where it is, and how to end it */
export async function serveOhif(folder, server, token) {
  const agent = new Agent({ keepAlive: true });
  const http = createServer((asked, answer) => {
    const path = normalize(decodeURIComponent(asked.url.split('?')[0]));
    if (path.startsWith('/dicom-web/')) {
      const headers = { ...asked.headers, host: new URL(server).host, authorization: `Bearer ${token}` };
      const passed = request(new URL(asked.url, server), { method: asked.method, headers, agent }, (found) => {
        answer.writeHead(found.statusCode, found.headers);
        found.pipe(answer);
      });
      passed.on('error', () => answer.destroy());
      asked.pipe(passed);
      return;
    }
    if (path === '/app-config.js') {
      answer.writeHead(200, { 'Content-Type': 'text/javascript' }).end(CONFIG);
      return;
    }
    const file = join(folder, path);
    const found = existsSync(file) && statSync(file).isFile() ? file : join(folder, 'index.html');
    answer.writeHead(200, { 'Content-Type': TYPES[extname(found)] ?? 'application/octet-stream', 'Cache-Control': 'max-age=3600' });
    createReadStream(found).pipe(answer);
  });
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${http.address().port}/`, stop: () => http.close() };
}
