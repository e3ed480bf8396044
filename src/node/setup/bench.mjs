// `npm run bench`: builds the benchmark and runs it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install, root } from './install.mjs';

install();
const { build } = await import('vite');
await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: { ssr: true, target: 'node20', outDir: 'dist/bench', emptyOutDir: true, copyPublicDir: false, rollupOptions: { input: { bench: 'src/node/bench/bench.ts' }, output: { entryFileNames: '[name].js' } } },
});
await import(pathToFileURL(join(root, 'dist', 'bench', 'bench.js')).href);
