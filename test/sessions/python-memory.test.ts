import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from './host';

let machine: Session;
beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  await machine.sh('docker pull -q python:3.11 > /dev/null');
});
afterAll(() => machine.end());

test.each([
  ['a list that never ends', "x = []\nwhile True: x.append('a' * 1000000)"],
  ['one block larger than the limit', "a = 'x' * (300 * 1024 * 1024)\nprint(len(a))"],
])('python past --memory is killed: %s', async (_, source) => {
  const { stdout, stderr } = await machine.sh(`docker run --name hog --memory 64m python:3.11 python -c "${source}"; echo $?; docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' hog; docker rm hog > /dev/null`);
  expect({ stdout, stderr }).toEqual({ stdout: '137\ntrue 137\n', stderr: '' });
});

test("docker stats counts what a program's data takes", async () => {
  const { stdout } = await machine.sh(`docker run -d --name big python:3.11 python -c "import time
a = 'x' * (100 * 1024 * 1024)
time.sleep(60)" > /dev/null; sleep 2; docker stats --no-stream --format '{{.MemUsage}}' big; docker rm -f big > /dev/null`);
  expect(stdout).toMatch(/^1[0-4]\d(\.\d+)?MiB \/ 8GiB\n$/);
});
