import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { leanContract } from './scripts/lean-contract-plugin.ts';
import { words } from './scripts/locales-plugin.ts';
import { precompress } from './scripts/precompress-plugin.ts';
import { standAlone } from './scripts/stand-alone-plugin.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('web'),
  plugins: [react(), leanContract(), words(), standAlone(), precompress()],
  resolve: {
    // React's interface in a tenth of its weight (docs/decisions/0010-preact-under-react.md). The order matters: longest first.
    alias: [
      { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
      { find: /^react\/jsx-dev-runtime$/, replacement: 'preact/jsx-dev-runtime' },
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react(-dom)?$/, replacement: 'preact/compat' },
    ],
  },
  css: { transformer: 'lightningcss' },
  build: {
    // The floor of the offices: Windows 7 stays at Chrome 109 and Firefox 115.
    target: ['chrome109', 'firefox115', 'safari15.6'],
    outDir: at('web/dist'),
    emptyOutDir: true,
    manifest: true,
    cssMinify: 'lightningcss',
    // Nothing inline: the page's policy forbids data: addresses and inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: at('web/index.html'),
      output: {
        // Each of a hundred files is named in the first one, and a hash is what packs worst: 42 bits tell versions apart as well.
        chunkFileNames: 'assets/[name]-[hash:7].js',
        assetFileNames: 'assets/[name]-[hash:7][extname]',
        codeSplitting: {
          groups: [
            // In one file instead of twenty small ones, which pack badly: it weighs less where a page needs most of it, and nearly
            // every page does.
            // What only one page in a year needs stays out: it is fetched by that page.
            { name: 'libraries', test: /node_modules(?!.(?:uqr|@simplewebauthn))/ },
            // What every page begins with: all of it, and nothing else.
            { name: 'start', tags: ['$initial'], test: /(?:web.src|contract)./ },
            // The same of our own small pieces that many pages are made of. Where fewer share are enough, a requester's pages carry
            // what only the console's do.
            { name: 'house', test: /(?:web.src|contract)./, minShareCount: 14 },
            // What says how a request stands, and what goes with files: each piece is lighter within another.
            {
              name: 'standing',
              test: /web.src.(?:shared.ui.(?:due-mark|knots|state-mark|urgency-mark|thread)|features.requests.(?:urgency-words|waits))\./,
            },
            {
              name: 'files',
              test: /web.src.(?:shared.ui.attachment-chip|features.requests.(?:files-row|upload-watch|attachment-tray|use-attachments))\./,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:3000' } },
});
