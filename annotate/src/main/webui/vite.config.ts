import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: '/',
  // The decoders run in a module worker; a classic one could not import them.
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // A data: worker or wasm would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 5000,
  },
  test: { include: ['test/**/*.test.ts'], environment: 'node' },
});
