import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: '/',
  // Frames come decoded from the server, so the loader's own decoders stay out.
  resolve: { alias: [{ find: /^@cornerstonejs\/codec-.*$/, replacement: fileURLToPath(new URL('src/image/no-codec.ts', import.meta.url)) }] },
  // The decoders run in a module worker; a classic one could not import them.
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // A data: worker or wasm would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 5000,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  test: { include: ['test/**/*.test.ts'], environment: 'node' },
});
