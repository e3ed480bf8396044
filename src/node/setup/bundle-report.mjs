// Prints what the page loads until its first prompt, and until the answer of a `docker ps` typed at once, gzipped.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './install.mjs';

const PAGE = join(root, 'dist', 'page');
const BUDGETS = { first: 250, ps: 450 };

const manifest = JSON.parse(readFileSync(join(PAGE, '.vite', 'manifest.json'), 'utf8'));

const sizes = new Map();
function gzipped(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(PAGE, file)), { level: 9 }).length);
  return sizes.get(file);
}

/** A chunk of the page's graph with all that it imports at once. */
function closure(key, into = new Set()) {
  const entry = manifest[key];
  if (!entry || into.has(entry.file)) return into;
  into.add(entry.file);
  for (const css of entry.css ?? []) into.add(css);
  for (const other of entry.imports ?? []) closure(other, into);
  return into;
}

/** The worker's own chunks aren't in the manifest: their imports are read from the files. */
function workerClosure(file, into = new Set()) {
  if (into.has(file)) return into;
  into.add(file);
  const source = readFileSync(join(PAGE, file), 'utf8');
  for (const [, name] of source.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) workerClosure(`assets/${name}`, into);
  return into;
}

const assets = readdirSync(join(PAGE, 'assets'));
const worker = assets.find((name) => /^machine-worker-.*\.js$/.test(name));

/** Chunks that the worker loads lazily before it can answer: found by the names of the modules that begin them. */
function lazy(...names) {
  const found = new Set();
  for (const name of names) for (const file of assets.filter((asset) => asset.startsWith(`${name}-`) && asset.endsWith('.js'))) workerClosure(`assets/${file}`, found);
  return found;
}

const sum = (files) => [...files].reduce((total, file) => total + gzipped(file), 0);
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const first = closure('index.html');
if (worker) workerClosure(`assets/${worker}`, first);
for (const file of lazy('shell', 'systemd')) first.add(file);
const ps = new Set([...first, ...lazy('docker', 'dockerd')]);

console.log('\nWhat the page loads, gzipped:');
for (const file of [...first].sort((a, b) => gzipped(b) - gzipped(a))) console.log(`  ${kB(gzipped(file)).padStart(10)}  ${file}`);
console.log(`to the first prompt:          ${kB(sum(first))} of ${BUDGETS.first} kB`);
console.log(`to the answer of docker ps:   ${kB(sum(ps))} of ${BUDGETS.ps} kB`);
if (process.argv.includes('--check') && (sum(first) > BUDGETS.first * 1000 || sum(ps) > BUDGETS.ps * 1000)) {
  console.error('The page has outgrown its budget.');
  process.exit(1);
}
