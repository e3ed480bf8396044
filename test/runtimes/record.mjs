// `node test/runtimes/record.mjs`: runs every script of python/ and node/ in the real interpreters and writes down what
// they print and how they end. For Python 3.11 and Node 20.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const recorded = {};
for (const [folder, command] of [['python', 'python3'], ['node', 'node']]) {
  for (const file of readdirSync(join(here, folder)).sort()) {
    const cwd = mkdtempSync(join(tmpdir(), 'record-'));
    writeFileSync(join(cwd, file), readFileSync(join(here, folder, file)));
    const { stdout, stderr, status } = spawnSync(command, [file], { cwd, encoding: 'utf8', input: '' });
    const plain = (text) => text.replaceAll(cwd, '/srv/script');
    recorded[`${folder}/${file}`] = { stdout: plain(stdout), stderr: plain(stderr), status };
  }
}
writeFileSync(join(here, 'recorded.json'), `${JSON.stringify(recorded, null, 1)}\n`);
console.log(`${Object.keys(recorded).length} scripts`);
