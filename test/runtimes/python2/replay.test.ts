import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../../src/node/runtimes';
import { runtimeWorkerFile } from '../../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../../sessions/host';
import recorded from './recorded.json';

let machine: Session;
beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  await machine.sh('docker run -d --name two python:2 sleep infinity');
}, 120_000);
afterAll(() => machine.end());

test.each(recorded)('python 2: $source', async ({ source, stdout, stderr, status }) => {
  const quoted = `'${source.replaceAll("'", `'\\''`)}'`;
  expect(await machine.sh(`docker exec two python -c ${quoted}`)).toEqual({ stdout, stderr, status });
});
