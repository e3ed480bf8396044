// `node test/runtimes/record-node.mjs FOLDER`: runs the snippets of node-snippets/ in real Nodes and writes down what they
// print and how they end. FOLDER holds one installation a version: FOLDER/22.23.2/node_modules/node/bin/node etc. What
// is the same in every version but for the last line's version number stands once. With a second argument only the
// snippets whose names have it are recorded anew. Versions that FOLDER hasn't keep what was recorded of them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SNIPPETS } from './node-snippets/all.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const [folder, only] = process.argv.slice(2);
/** Where scripts stand: the path is part of what is printed. */
const CWD = '/srv/script';
/** Of releases before 18: what they have, their errors, and whose lines frames.mjs takes. */
const OLD = /^releases|^errors|eval error|^syntax: (?:const x = ;|in a module|of -e|of stdin|check)|http handler throws|assert uncaught/;
const versions = readdirSync(folder).filter((name) => /^\d+\.\d+\.\d+$/.test(name));
const out = join(here, 'node-recorded.json');
const recorded = existsSync(out) ? JSON.parse(readFileSync(out, 'utf8')) : {};
for (const { name, files, run } of SNIPPETS) {
  if (only && !name.includes(only)) continue;
  const byVersion = Object.fromEntries((recorded[name] ?? []).flatMap(({ versions: of, ...result }) => of.map((version) => [version, result])));
  for (const version of versions) {
    if (parseInt(version) < 18 && !OLD.test(name)) continue;
    rmSync(CWD, { recursive: true, force: true });
    for (const [file, content] of Object.entries({ '.': undefined, ...files })) {
      if (content === undefined) mkdirSync(CWD, { recursive: true });
      else {
        mkdirSync(dirname(join(CWD, file)), { recursive: true });
        writeFileSync(join(CWD, file), content);
      }
    }
    const bin = join(folder, version, 'node_modules', 'node', 'bin');
    const { stdout, stderr, status } = spawnSync('sh', ['-c', run], { cwd: CWD, encoding: 'utf8', input: '', timeout: 20_000, env: { PATH: `${bin}:/usr/bin:/bin`, HOME: '/root' } });
    const plain = (text) => text.replaceAll(version, 'VERSION').replace(/\(node:\d+\)/g, '(node:PID)').replaceAll(join(bin, 'node'), '/usr/local/bin/node');
    byVersion[version] = { stdout: plain(stdout), stderr: plain(stderr), status };
  }
  const texts = new Map();
  for (const [version, result] of Object.entries(byVersion).sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))) {
    const text = JSON.stringify(result);
    texts.set(text, [...(texts.get(text) ?? []), version]);
  }
  recorded[name] = [...texts].map(([text, of]) => ({ versions: of, ...JSON.parse(text) }));
}
rmSync(CWD, { recursive: true, force: true });
const lines = Object.entries(recorded).map(([name, results]) => `${JSON.stringify(name)}: ${JSON.stringify(results)}`);
writeFileSync(out, `{\n${lines.join(',\n')}\n}\n`);
console.error(`${Object.keys(recorded).length} snippets, ${versions.join(' ')}`);
