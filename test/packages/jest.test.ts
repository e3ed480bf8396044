// jest as learners use it: what it says of the files in jest/, as jest 29.7.0 has said of the same ones.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../sessions/host';

const read = (name: string): string => readFileSync(new URL(`jest/${name}`, import.meta.url), 'utf8');
/** How long it took is no part of what is said. */
const timeless = (text: string): string => text.replace(/ \(\d+ ms\)| \([\d.]+ s\)/g, '').replace(/^Time: .*$/gm, 'Time: 1 s');

let machine: Session;
const node = (line: string) => machine.sh(`docker run --rm -v ~/shop:/shop -w /shop node:20 ${line}`);
beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  const files = ['sum.js', 'user.js', 'http.js', 'a.test.js', 'b.test.js', 'c.test.js'].map((name) => `cat > ~/shop/${name} <<'THE_END'\n${read(name)}THE_END\n`);
  await machine.sh(`mkdir -p ~/shop; ${files.join('')}echo '{"name":"shop","version":"1.0.0","scripts":{"test":"jest"}}' > ~/shop/package.json; docker pull -q node:20`);
  await node('npm i -D jest@29');
}, 120_000);
afterAll(() => machine.end());

test('what fails, and why: values, mocks, spies, timers, snapshots, the console', async () => {
  const { stdout, stderr, status } = await node('npx jest a b');
  expect({ stdout, stderr: timeless(stderr), status }).toEqual({ stdout: '', stderr: read('failures.txt'), status: 1 });
}, 60_000);

test('hooks, tables of cases and a snapshot that is written, then differs', async () => {
  const first = await node('npx jest c.test');
  expect({ ...first, stderr: timeless(first.stderr) }).toEqual({ stdout: read('hooks-out.txt'), stderr: read('hooks.txt'), status: 0 });
  expect((await node('cat __snapshots__/c.test.js.snap')).stdout).toBe(read('c.snap.txt'));
  await machine.sh("sed -i 's/c: 2 }/c: 3 }/' ~/shop/c.test.js");
  const second = await node('npx jest c.test -t inline --ci');
  expect({ stderr: timeless(second.stderr), status: second.status }).toEqual({ stderr: read('differs.txt'), status: 1 });
  const third = await node('npm test -- c.test -u');
  expect({ stderr: timeless(third.stderr).split('\n').slice(-9), status: third.status }).toEqual({ stderr: read('updated.txt').split('\n'), status: 0 });
}, 60_000);

test('what is not known or not simulated', async () => {
  expect(await node('npx jest --bogus')).toEqual({ stdout: '', stderr: '● Unrecognized CLI Parameter:\n\n  Unrecognized option "bogus".\n\n  CLI Options Documentation:\n  https://jestjs.io/docs/cli\n\n', status: 1 });
  expect(await node('npx jest --coverage')).toEqual({ stdout: '', stderr: 'dockyard: jest --coverage is not simulated\n', status: 1 });
}, 60_000);
