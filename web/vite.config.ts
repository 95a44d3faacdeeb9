import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { messages } from './scripts/messages';

export default defineConfig({
  plugins: [messages(), svelte()],
  build: {
    manifest: true,
    // The server forbids data: in fonts and styles, so every asset stays a file.
    assetsInlineLimit: 0,
    // One style sheet: pages that the server wrote need it whole.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    // A request costs a weak line more than two kilobytes do.
    rollupOptions: { output: { experimentalMinChunkSize: 4000 } },
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': process.env['JUARA'] ?? 'http://localhost:8080' } },
});
