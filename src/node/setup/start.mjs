// `npm start`: installs what is missing, builds what is stale, serves the page and prints its address.
import { join } from 'node:path';
import { install, root, run } from './install.mjs';
import { isStale } from './stale.mjs';

install();
const page = join(root, 'dist', 'page', 'index.html');
if (isStale(page, ['src', 'lessons', 'public', 'index.html', 'vite.config.ts', 'package.json'].map((part) => join(root, part)))) {
  console.log('Building the page …');
  run('npm', ['run', '--silent', 'build']);
}
const { servePage } = await import('./serve-page.mjs');
const port = Number(process.env.PORT ?? 5173);
const { address } = await servePage(join(root, 'dist', 'page'), port);
console.log(`Dockyard is at ${address}  (Ctrl-C stops it)`);
