// `npm run bench [-- ROOM…]`: builds the benchmark, and the page that it drives, and runs it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium } from './chromium.mjs';
import { install, root, run } from './install.mjs';
import { isStale } from './stale.mjs';

install();
const { build } = await import('vite');
await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: { ssr: true, target: 'node20', outDir: 'dist/bench', emptyOutDir: true, copyPublicDir: false, rollupOptions: { input: { bench: 'src/node/bench/bench.ts' }, output: { entryFileNames: '[name].js' } } },
});
const rooms = process.argv.slice(2);
if (rooms.length === 0 || rooms.includes('page')) {
  const page = join(root, 'dist', 'page');
  if (isStale(join(page, 'index.html'), [join(root, 'src'), join(root, 'index.html'), join(root, 'lessons')])) run('npm', ['run', '--silent', 'build']);
  process.env.DOCKYARD_PAGE = page;
  process.env.CHROMIUM_PATH = findChromium() ?? '';
}
await import(pathToFileURL(join(root, 'dist', 'bench', 'bench.js')).href);
