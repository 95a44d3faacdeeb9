import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { messages } from './scripts/messages';

/** What is behind sign-in stays out of the chunks that a citizen loads. */
const OFFICE = /juara:office|src\/lib\/(?:office\/|(?:api|i18n)\/office)/;

export default defineConfig({
  plugins: [messages(), svelte()],
  build: {
    manifest: true,
    // The server forbids data: in fonts and styles, so every asset stays a file.
    assetsInlineLimit: 0,
    // One style sheet: pages that the server wrote need it whole.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        manualChunks: (id) => (OFFICE.test(id) ? 'office' : undefined),
        onlyExplicitManualChunks: true,
      },
    },
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': process.env['JUARA'] ?? 'http://localhost:8080' } },
});
