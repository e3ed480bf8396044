// abort(3) ends a process by SIGABRT, and a container's first one, which that can't reach, by SIGSEGV.
import { expect, test } from 'vitest';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session } from '../sessions/host';

test('process.abort and os.abort', async () => {
  const { sh, end } = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  await sh('docker pull -q node:20; docker pull -q python:3.12-slim');
  const status = async (line: string) => (await sh(`docker run --rm ${line}`)).status;
  expect(await status(`node:20 node -e 'process.abort()'`)).toBe(139);
  expect(await status(`--init node:20 node -e 'process.abort()'`)).toBe(134);
  expect(await status(`python:3.12-slim python -c 'import os; os.abort()'`)).toBe(139);
  expect(await status(`--init python:3.12-slim python -c 'import os; os.abort()'`)).toBe(134);
  end();
}, 60_000);
