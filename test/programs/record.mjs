// Records what the real tools do with the snippets of snippets.mjs and git-snippets.mjs into gnu.json, busybox.json and git.json.
// Runs where GNU's tools, mawk, jq, git and busybox are installed: node test/programs/record.mjs
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as git from './git-snippets.mjs';
import { files, snippets } from './snippets.mjs';

const WORK = '/tmp/w';
const here = fileURLToPath(new URL('.', import.meta.url));
const shown = mkdtempSync(join(tmpdir(), 'applets-'));
for (const name of spawnSync('busybox', ['--list'], { encoding: 'utf8' }).stdout.trim().split('\n')) {
  if (!/^(busybox|sh|ash)$/.test(name)) symlinkSync('/bin/busybox', join(shown, name));
}

for (const flavour of ['gnu', 'busybox', 'git']) {
  const records = [];
  for (const snippet of flavour === 'git' ? git.snippets.map((script) => ({ script: git.setup + script })) : snippets) {
    if (snippet.only && snippet.only !== flavour) continue;
    rmSync(WORK, { recursive: true, force: true });
    mkdirSync(WORK);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(join(WORK, name, '..'), { recursive: true });
      writeFileSync(join(WORK, name), content);
    }
    const path = flavour === 'busybox' ? shown : '/usr/bin:/bin';
    const result = spawnSync('/bin/bash', ['-c', `PATH=${path}; ${snippet.script}`], {
      cwd: WORK, timeout: 10_000, input: '', env: { PATH: '/usr/bin:/bin', HOME: '/root', LC_ALL: 'C.UTF-8', TERM: 'dumb' },
    });
    if (result.error) throw result.error;
    records.push({ script: snippet.script, stdout: result.stdout.toString(), stderr: result.stderr.toString().replaceAll('/bin/bash: line 1', 'bash: line 1').replace(/BusyBox v1[^]*/, ''), status: result.status });
  }
  writeFileSync(`${here}${flavour}.json`, `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`);
  console.log(`${flavour}: ${records.length}`);
}
rmSync(WORK, { recursive: true, force: true });
rmSync(shown, { recursive: true, force: true });
