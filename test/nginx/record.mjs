// Records what the real nginx does with cases.mjs into recorded.json. Runs as root where nginx, curl and nc are installed:
// node test/nginx/record.mjs
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { files, running, tested } from './cases.mjs';
import { masked } from './mask.mjs';

const WORK = '/tmp/w';
const here = fileURLToPath(new URL('.', import.meta.url));
const MODIFIED = 1_700_000_000;

function fresh(conf) {
  rmSync(WORK, { recursive: true, force: true });
  for (const [name, content] of [...Object.entries(files), ['nginx.conf', conf]]) {
    const path = join(WORK, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    utimesSync(path, MODIFIED, MODIFIED);
  }
  for (const folder of ['site', 'site/docs', 'site/files', 'site/files/sub', 'other']) utimesSync(join(WORK, folder), MODIFIED, MODIFIED);
  chmodSync(WORK, 0o755);
}

const run = (command) => {
  const { stdout, stderr, status } = spawnSync('bash', ['-c', command], { cwd: WORK, encoding: 'latin1', timeout: 60_000, env: { PATH: '/usr/sbin:/usr/bin:/bin:/sbin', HOME: '/root', LC_ALL: 'C.UTF-8' } });
  return { stdout: masked(Buffer.from(stdout, 'latin1').toString()), stderr: masked(Buffer.from(stderr, 'latin1').toString()), status };
};

const out = { running: {}, tested: {} };
for (const { name, conf, commands } of running) {
  fresh(conf);
  const started = run('nginx -c /tmp/w/nginx.conf');
  out.running[name] = started.status === 0 ? run(commands) : started;
  run('[ -f nginx.pid ] && kill $(cat nginx.pid); sleep 0.4');
}
for (const [name, conf] of Object.entries(tested)) {
  fresh(conf);
  out.tested[name] = run('nginx -t -c /tmp/w/nginx.conf');
}
writeFileSync(`${here}recorded.json`, `${JSON.stringify(out, undefined, 1)}\n`);
console.log(Object.keys(out.running).length, Object.keys(out.tested).length, readFileSync(`${here}recorded.json`).length);
