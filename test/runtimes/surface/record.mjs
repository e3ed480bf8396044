// `node test/runtimes/surface/record.mjs FOLDER`: asks each real Node in FOLDER (FOLDER/22.23.2/node_modules/node/bin/node
// etc.) for its globals, the members of the language's and the web's classes, and its modules' exports, and writes which
// release has which where the simulated node reads it.
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const [folder] = process.argv.slice(2);
const releases = readdirSync(folder)
  .filter((name) => /^\d+\.\d+\.\d+$/.test(name))
  .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

/** By `owner name kind` the places of the releases that have it. */
const found = new Map();
releases.forEach((release, index) => {
  const { stdout, stderr, status } = spawnSync(`${folder}/${release}/node_modules/node/bin/node`, [at('dump.cjs')], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${release}: ${stderr}`);
  for (const line of new Set(stdout.trim().split('\n'))) found.set(line, [...(found.get(line) ?? []), index]);
});

/** `3-5 8-`: runs of places, open where the newest release has it too. */
function ranges(places) {
  const runs = [];
  for (const place of places) {
    if (runs.at(-1)?.[1] === place - 1) runs.at(-1)[1] = place;
    else runs.push([place, place]);
  }
  return runs.map(([from, to]) => (to === releases.length - 1 ? `${from}-` : `${from}-${to}`)).join(' ');
}

const table = {};
for (const [line, places] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const [owner, name, kind] = line.split(' ');
  const group = ((table[ranges(places)] ??= {})[`${owner}${kind === 'f' ? '()' : ''}`] ??= []);
  group.push(name);
}
const lines = Object.entries(table).map(([range, owners]) => ` ${JSON.stringify(range)}: {\n${Object.entries(owners).map(([owner, names]) => `  ${JSON.stringify(owner)}: ${JSON.stringify(names.join(' '))}`).join(',\n')}\n }`);
writeFileSync(at('../../../src/programs/runtimes/node/surface.json'), `{\n "releases": ${JSON.stringify(releases)},\n "has": {\n${lines.join(',\n')}\n }\n}\n`);
console.error(`${found.size} names, ${releases.join(' ')}`);
