// Records what the real nginx and the real httpd (apache2) do with nginx-cases.mjs and httpd-cases.mjs, into nginx.json and httpd.json.
// Runs as root where nginx, apache2, curl and nc are installed: node test/webservers/record.mjs [nginx] [httpd]
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as httpd from './httpd-cases.mjs';
import { masked } from './mask.mjs';
import * as nginx from './nginx-cases.mjs';

const WORK = '/tmp/w';
const here = fileURLToPath(new URL('.', import.meta.url));
const MODIFIED = 1_700_000_000;

function fresh(cases, conf) {
  rmSync(WORK, { recursive: true, force: true });
  const paths = new Set();
  for (const [name, content] of [...Object.entries(cases.files), [cases.commands.conf, conf]]) {
    const path = join(WORK, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    for (let at = path; at !== WORK; at = dirname(at)) paths.add(at);
  }
  for (const path of [...paths].sort((a, b) => b.length - a.length)) if (statSync(path)) utimesSync(path, MODIFIED, MODIFIED);
  chmodSync(WORK, 0o755);
}

const run = (command) => {
  const { stdout, stderr, status } = spawnSync('bash', ['-c', command], { cwd: WORK, timeout: 60_000, env: { PATH: '/usr/sbin:/usr/bin:/bin:/sbin', HOME: '/root', LC_ALL: 'C.UTF-8' } });
  return { stdout: masked(stdout.toString()), stderr: masked(stderr.toString()), status };
};

const asked = process.argv.slice(2);
for (const [name, cases] of Object.entries({ nginx, httpd })) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const out = { running: {}, tested: {} };
  for (const { name: title, conf, commands } of cases.running) {
    fresh(cases, conf);
    const started = run(cases.commands.start);
    out.running[title] = started.status === 0 ? run(commands) : started;
    run('kill $(cat *.pid) 2> /dev/null; sleep 0.5');
  }
  for (const [title, conf] of Object.entries(cases.tested)) {
    fresh(cases, conf);
    out.tested[title] = run(cases.commands.test);
  }
  writeFileSync(`${here}${name}.json`, `${JSON.stringify(out, undefined, 1)}\n`);
}
