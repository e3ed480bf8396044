// Records what the real tools do with the snippets of snippets.mjs and git-snippets.mjs into gnu.json, busybox.json and git.json.
// Runs where GNU's tools, mawk, jq, git and busybox are installed: node test/programs/record.mjs
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as git from './git-snippets.mjs';
import { files, snippets } from './snippets.mjs';

/** Where snippets believe they are, and the folder of this run's own that stands for it: two recorders don't meet. */
const NAMED = '/tmp/w';
const WORK = mkdtempSync(join(tmpdir(), 'record-'));
/** The system's own tools, whatever a developer has in front of them. */
const SYSTEM_PATH = '/usr/bin:/bin';
const here = fileURLToPath(new URL('.', import.meta.url));
const shown = mkdtempSync(join(tmpdir(), 'applets-'));
for (const name of spawnSync('/bin/busybox', ['--list'], { encoding: 'utf8', env: { PATH: SYSTEM_PATH } }).stdout.trim().split('\n')) {
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
    const path = flavour === 'busybox' ? shown : SYSTEM_PATH;
    const result = spawnSync('/bin/bash', ['-c', `PATH=${path}; ${snippet.script.replaceAll(NAMED, WORK)}`], {
      cwd: WORK, timeout: 10_000, input: '', env: { PATH: SYSTEM_PATH, HOME: '/root', LC_ALL: 'C.UTF-8', TERM: 'dumb' },
    });
    if (result.error) throw result.error;
    const seen = (bytes) => bytes.toString().replaceAll(WORK, NAMED);
    records.push({ script: snippet.script, stdout: seen(result.stdout), stderr: seen(result.stderr).replaceAll('/bin/bash: line 1', 'bash: line 1').replace(/BusyBox v1[^]*/, ''), status: result.status });
  }
  writeFileSync(`${here}${flavour}.json`, `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`);
  console.log(`${flavour}: ${records.length}`);
}
rmSync(WORK, { recursive: true, force: true });
rmSync(shown, { recursive: true, force: true });
