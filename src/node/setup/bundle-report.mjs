// Prints what the page loads until its first prompt, and until the answer of a `docker ps` typed at once, gzipped.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { root } from './install.mjs';
import { BACKGROUND, DOCKER_PS, FIRST_PROMPT, workerFiles } from './page-needs.mjs';

/** Bytes, gzipped. */
export const BUDGETS = { first: 250_000, ps: 450_000 };

/** Size of a file of the page as it travels, gzipped. */
export function gzipped(page, file) {
  return gzipSync(readFileSync(join(page, file)), { level: 9 }).length;
}

/** The files that the page loads until its first prompt, until the answer of `docker ps`, and for services meanwhile. */
export function pageNeeds(page) {
  const manifest = JSON.parse(readFileSync(join(page, '.vite', 'manifest.json'), 'utf8'));
  const first = new Set(['index.html', 'icon.svg']);
  const add = (key) => {
    const entry = manifest[key];
    if (!entry || first.has(entry.file)) return;
    first.add(entry.file);
    for (const css of entry.css ?? []) first.add(css);
    for (const other of entry.imports ?? []) add(other);
  };
  add('index.html');
  const assets = readdirSync(join(page, 'assets'));
  const read = (file) => readFileSync(join(page, 'assets', file), 'utf8');
  for (const file of workerFiles(FIRST_PROMPT, assets, read)) first.add(`assets/${file}`);
  const ps = new Set(first);
  for (const file of workerFiles([...FIRST_PROMPT, ...DOCKER_PS], assets, read)) ps.add(`assets/${file}`);
  const background = [...workerFiles(BACKGROUND, assets, read)].map((file) => `assets/${file}`).filter((file) => !first.has(file));
  return { first: [...first], ps: [...ps], background };
}

export function sizeOf(page, files) {
  return files.reduce((total, file) => total + gzipped(page, file), 0);
}

function report(page) {
  const { first, ps } = pageNeeds(page);
  const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  console.log('\nWhat the page loads until its first prompt, gzipped:');
  for (const [file, size] of first.map((file) => [file, gzipped(page, file)]).sort((a, b) => b[1] - a[1])) console.log(`  ${kB(size).padStart(10)}  ${file}`);
  console.log(`to the first prompt:          ${kB(sizeOf(page, first))} of ${kB(BUDGETS.first)}`);
  console.log(`to the answer of docker ps:   ${kB(sizeOf(page, ps))} of ${kB(BUDGETS.ps)}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const page = join(root, 'dist', 'page');
  if (existsSync(page)) report(page);
}
