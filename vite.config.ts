import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { chunkName, FIRST_PROMPT, workerFiles } from './src/node/setup/page-needs.mjs';
import { supportHtml } from './src/node/setup/support-page.mjs';

/** Has the browser fetch the worker's chunks beside the page's own, which would else ask for them one after another. */
function fetchAhead(): Plugin {
  return {
    name: 'dockyard:fetch-ahead',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const assets = new Map(Object.values(bundle ?? {}).map((file) => [file.fileName.replace(/^assets\//, ''), file]));
        const read = (name: string): string => {
          const file = assets.get(name);
          return file?.type === 'chunk' ? file.code : String(file?.source ?? '');
        };
        return [...workerFiles(FIRST_PROMPT, [...assets.keys()], read)].map((name) => ({ tag: 'link', attrs: { rel: 'prefetch', href: `./assets/${name}` }, injectTo: 'head' as const }));
      },
    },
  };
}

/** Puts the support table's page beside the app. */
function supportPage(): Plugin {
  return {
    name: 'dockyard:support-page',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'support.html', source: supportHtml() });
    },
  };
}

const BROWSER_TESTS = 'test/browser/**/*.test.ts';

export default defineConfig({
  plugins: [svelte(), fetchAhead(), supportPage()],
  base: './',
  build: {
    target: 'es2023',
    outDir: 'dist/page',
    manifest: true,
    // Lists of what each lazy chunk needs would weigh more than they save; fetchAhead names what matters.
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 800,
    rollupOptions: {
      // The element that embeds the terminal in others' pages has an address that stays.
      input: { index: 'index.html', embed: 'src/embed/dockyard-terminal.ts' },
      output: { entryFileNames: (chunk) => (chunk.name === 'embed' ? 'embed.js' : 'assets/[name]-[hash].js') },
    },
  },
  worker: {
    format: 'es',
    rollupOptions: {
      output: { chunkFileNames: (chunk) => `assets/${(chunk.facadeModuleId && chunkName(chunk.facadeModuleId)) ?? '[name]'}-[hash].js` },
    },
  },
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Else style sheets are empty, those of the sample projects too.
    css: true,
    projects: [
      {
        extends: true,
        // Vitest leaves one core alone, which on a machine of two is half of it.
        test: { name: 'machine', include: ['src/**/*.test.ts', 'test/**/*.test.ts'], exclude: [BROWSER_TESTS], environment: 'node', maxWorkers: '100%', sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        // A browser and its page take all of a small machine: a file at a time, when the others are done.
        test: { name: 'browser', include: [BROWSER_TESTS], environment: 'node', maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
