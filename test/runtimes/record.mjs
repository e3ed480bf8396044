// Runs the scripts here in the real interpreters and writes down what they print: node test/runtimes/record.mjs
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
/** A status as a shell has it: of a process that a signal ended, 128 and the signal's number. */
const SIGNALS = { SIGINT: 130, SIGABRT: 134 };

function run(command, file, source, prefix) {
  const cwd = mkdtempSync(join(tmpdir(), 'record-'));
  writeFileSync(join(cwd, file), source);
  const { stdout, stderr, status, signal } = spawnSync(command, [file], { cwd, encoding: 'utf8', input: '', env: { ...process.env, LANG: 'C.UTF-8' } });
  const plain = (text) => text.replaceAll(cwd, '/srv/script').replaceAll(prefix || '\0', '/usr/local').replace(/(Ran \d+ tests? in )\d\.\d+s/g, '$10.000s').replace(/ at 0x[0-9a-f]+/g, ' at 0x0');
  return { stdout: plain(stdout), stderr: plain(stderr), status: status ?? SIGNALS[signal] };
}

const recorded = {};
for (const [folder, command] of [['python', 'python3'], ['node', 'node']]) {
  for (const file of readdirSync(join(here, folder)).sort()) recorded[`${folder}/${file}`] = run(command, file, readFileSync(join(here, folder, file), 'utf8'));
}
writeFileSync(join(here, 'recorded.json'), `${JSON.stringify(recorded, null, 1)}\n`);

// Snippets: by topic, in the Python that the learner's machine has (Debian's 3.11.2), in 3.13 and in 2.7, where those are given.
const pythons = { 3.11: process.env.PYTHON_311 ?? '/usr/bin/python3.11', 3.13: process.env.PYTHON_313, 2.7: process.env.PYTHON_27 };
const VERSIONS = { tracebacks: ['3.11', '3.13'], loops: ['3.11', '3.13'], python2: ['2.7'] };
const snippets = {};
for (const file of readdirSync(join(here, 'snippets')).sort()) {
  const topic = file.replace('.mjs', '');
  const { default: sources } = await import(new URL(`snippets/${file}`, import.meta.url));
  for (const version of VERSIONS[topic] ?? ['3.11']) {
    const command = pythons[version];
    if (!command) throw new Error(`say where Python ${version} is: PYTHON_${version.replace('.', '')}`);
    for (const [name, source] of Object.entries(sources)) snippets[`${version}/${topic}/${name}`] = run(command, 'app.py', source, version === '3.11' ? '' : command.replace(/\/bin\/[^/]*$/, ''));
  }
}
writeFileSync(join(here, 'snippets.json'), `${JSON.stringify(snippets, null, 1)}\n`);
console.log(`${Object.keys(recorded).length} scripts, ${Object.keys(snippets).length} snippets`);
