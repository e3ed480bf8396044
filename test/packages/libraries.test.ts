// Packages that learners' programs use: what the real ones print for libraries/NAME.js stands in libraries/NAME.txt.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../sessions/host';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const LIBRARIES = ['bcrypt', 'bcryptjs', 'ejs', 'jsonwebtoken', 'mongoose', 'sqlite3', 'wait-port'];

let machine: Session;
const write = async (name: string, text: string): Promise<unknown> => machine.sh(`mkdir -p ~/app; cat > ~/app/${name} <<'END'\n${text}\nEND`);
const node = (line: string) => machine.sh(`docker run --rm --network shop -v ~/app:/app -w /app node:20 ${line}`);
beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  await machine.sh('docker network create shop; docker run -d --name db --network shop mongo:7; docker run -d --name cache --network shop redis:7; docker pull -q node:20');
  await write('package.json', '{"name":"app","version":"1.0.0"}');
  await node(`npm i mongodb minimist ioredis express@4 express-session compression ${LIBRARIES.join(' ')}`);
}, 120_000);
afterAll(() => machine.end());

test.each(LIBRARIES)('%s', async (name) => {
  await write('app.js', read(`libraries/${name}.js`));
  expect(await node('node app.js')).toEqual({ stdout: read(`libraries/${name}.txt`), stderr: '', status: 0 });
}, 60_000);

test("a statement that SQLite refuses and nobody asked about ends the program, as it does the real one's", async () => {
  await write('app.js', "const sqlite3 = require('sqlite3');\nnew sqlite3.Database(':memory:').run('insert into nope values(1)');");
  expect(await node('node app.js')).toEqual({
    stdout: '',
    stderr: "<anonymous_script>:0\n\n\n[Error: SQLITE_ERROR: no such table: nope\nEmitted 'error' event on Statement instance at:\n] {\n  errno: 1,\n  code: 'SQLITE_ERROR'\n}\n\nNode.js v20.20.2\n",
    status: 1,
  });
});

test.each(['driver', 'models'])('a database of documents: %s', async (name) => {
  await write('app.js', read(`database-${name}.js`));
  expect(await node('node app.js')).toEqual({ stdout: read(`database-${name}.txt`), stderr: '', status: 0 });
}, 60_000);

test.each(['cache', 'site'])('sessions, templates and a cache: %s', async (name) => {
  await write('page.ejs', '<h1><%= t %></h1>');
  await write('app.js', read(`${name}.js`));
  expect(await node('node app.js')).toEqual({ stdout: read(`${name}.txt`), stderr: '', status: 0 });
}, 60_000);
