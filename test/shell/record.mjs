// Records what the real shells do with the snippets into bash.json, dash.json and ash.json.
// Runs where bash 5.2, dash 0.5.12 and busybox are installed: node test/shell/record.mjs
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { snippets } from './snippets.mjs';

const SHELLS = { bash: ['bash', []], dash: ['dash', []], ash: ['busybox', ['sh']] };
const WORK = '/tmp/w';
const here = fileURLToPath(new URL('.', import.meta.url));

for (const [name, [path, first]] of Object.entries(SHELLS)) {
  const records = [];
  for (const snippet of snippets) {
    if (!snippet.shells.includes(name)) continue;
    rmSync(WORK, { recursive: true, force: true });
    mkdirSync(WORK);
    if (snippet.file) writeFileSync(`${WORK}/${snippet.file}`, snippet.script);
    const args = snippet.file ? [snippet.file, ...(snippet.args ?? [])] : snippet.viaStdin ? [] : ['-c', snippet.script, ...(snippet.args ?? [])];
    const result = spawnSync(path, [...first, ...args], {
      cwd: WORK, input: snippet.viaStdin ? snippet.script : (snippet.stdin ?? ''),
      env: { PATH: '/usr/bin:/bin', HOME: '/root', LC_ALL: 'C.UTF-8', TERM: 'dumb' }, timeout: 10_000,
    });
    if (result.error) throw new Error(`${name}: ${snippet.script}: ${result.error}`);
    records.push({
      script: snippet.script, ...(snippet.file && { file: snippet.file }), ...(snippet.args && { args: snippet.args }), ...(snippet.stdin && { stdin: snippet.stdin }),
      ...(snippet.viaStdin && { viaStdin: true }), stdout: result.stdout.toString(), stderr: result.stderr.toString(), status: result.signal ?? result.status,
    });
  }
  writeFileSync(`${here}${name}.json`, `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`);
  console.log(`${name}: ${records.length}`);
}
rmSync(WORK, { recursive: true, force: true });
