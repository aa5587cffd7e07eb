/**
 * Compares what is on the screen with the greys that a test pattern must have.
 *
 *   ROOM_URL=… ROOM_LIST=steps ROOM_USER=anna ROOM_PASSWORD=… node e2e/pixels.mjs < greys.json
 *
 * Standard input: study → 256 greys, field by field, 16 by 16 fields of 8 by 8 pixels. Prints the largest difference of each
 * study; ends with 1 when the page cannot show one.
 */
import { readFileSync } from 'node:fs';
import { launch, signIn } from './browser.mjs';

const { ROOM_URL: url, ROOM_LIST: list, ROOM_USER: user, ROOM_PASSWORD: password } = process.env;
const greys = JSON.parse(readFileSync(0, 'utf8'));
const browser = await launch();
try {
  const page = await signIn(browser, { url, list, user, password });
  const rows = await page.evaluate(async (name) => {
    const answer = await fetch(`/api/worklists/${name}/readings`);
    return (await answer.json()).readings;
  }, list);
  const differences = {};
  for (const { id, study } of rows) {
    await page.goto(`${url}#/reading/${id}`);
    await page.waitForFunction((now) => document.body.dataset.reading === now, id);
    await page.locator('[data-testid=viewport-screen][data-image]').waitFor();
    await page.waitForTimeout(300);
    const shown = await page.evaluate(() => {
      const screen = document.querySelector('[data-testid=viewport-screen]');
      const canvas = screen.querySelector('canvas');
      const [a, b, c, d, e, f] = screen.dataset.matrix.split(',').map(Number);
      const scale = canvas.width / canvas.clientWidth;
      const context = canvas.getContext('2d');
      return Array.from({ length: 256 }, (_, field) => {
        const x = (field % 16) * 8 + 4;
        const y = Math.floor(field / 16) * 8 + 4;
        return context.getImageData(Math.floor((a * x + c * y + e) * scale), Math.floor((b * x + d * y + f) * scale), 1, 1).data[0];
      });
    });
    differences[study] = Math.max(...shown.map((grey, field) => Math.abs(grey - greys[study][field])));
  }
  console.log(JSON.stringify(differences));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}
