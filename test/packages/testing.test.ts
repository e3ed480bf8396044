// The libraries that tests are written with say what the real ones have said of the same files.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../sessions/host';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
/** How long a test took is no part of what it says. */
const timeless = (text: string): string => text.replace(/ \(\d+ms\)/g, ' (0ms)').replace(/(✔ \w+) \(0ms\)/g, '$1');

let machine: Session;
const write = async (name: string, text: string): Promise<unknown> => machine.sh(`mkdir -p ~/shop; cat > ~/shop/${name} <<'END'\n${text}END`);
const node = (line: string) => machine.sh(`docker run --rm -v ~/shop:/shop -w /shop node:20 ${line}`);
beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  await machine.sh('docker pull -q node:20');
  await write('package.json', '{"name":"shop","version":"1.0.0"}\n');
  await node('npm i -D chai@4 mocha');
}, 60_000);
afterAll(() => machine.end());

test('chai', async () => {
  await write('claims.js', read('claims.js'));
  expect(await node('node claims.js')).toEqual({ stdout: read('claims.txt'), stderr: '', status: 0 });
}, 60_000);

test('mocha: what passes, fails and waits, and why', async () => {
  await write('suite.js', read('suite.js'));
  const { stdout, stderr, status } = await node('npx mocha suite.js');
  expect({ stdout: timeless(stdout), stderr, status }).toEqual({ stdout: timeless(read('suite.txt')), stderr: '', status: 7 });
}, 60_000);
