// Records what two sessions at once see on the real servers, into sessions.json again. Runs where PostgreSQL and MariaDB are
// installed and listen: node test/servers/record-sessions.cjs 'psql -h /tmp -U postgres' 'mariadb --no-defaults -t -u root'
const { spawn } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const clients = { postgres: process.argv[2], mysql: process.argv[3] };
const path = join(__dirname, 'sessions.json');
const scenes = JSON.parse(readFileSync(path, 'utf8'));

/** Runs a client over its lines; what it writes, both streams in order. */
function run(kind, lines) {
  return new Promise((resolve) => {
    const child = spawn('bash', ['-c', `stdbuf -oL ${clients[kind]} ${kind === 'mysql' ? '--force' : ''} ${kind === 'mysql' ? 'shop' : ''} 2>&1`]);
    let out = '';
    child.stdout.on('data', (data) => (out += data));
    child.on('close', () => resolve(out));
    child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  });
}

async function record() {
  for (const scene of scenes) {
    await run(scene.kind, scene.setup);
    const outputs = await Promise.all(scene.sessions.map((lines) => run(scene.kind, lines)));
    scene.outputs = outputs.map((text) => text.split('\n'));
  }
  writeFileSync(path, `${JSON.stringify(scenes, undefined, 1)}\n`);
}

void record();
