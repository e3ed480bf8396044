// pytest over functions, fixtures and an application of Flask's: recorded.json is what steps.sh prints with the real one, what differs by machine masked.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../../src/node/runtimes';
import { runtimeWorkerFile } from '../../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../../sessions/host';
import recorded from './pytest/recorded.json';

let machine: Session;
const folder = new URL('pytest/', import.meta.url);
const files = ['', 'tests/', 'broken/'].flatMap((inside) => readdirSync(new URL(`./${inside}`, folder)).filter((name) => /\.(py|sh)$/.test(name)).map((name) => inside + name));
const plain = (text: string): string => text.replace(/Python 3\.11\.\d+, pytest-([\d.]+), pluggy-[\d.]+/g, 'Python 3.11, pytest-$1').replace(/ at 0x[0-9a-f]+/g, ' at 0x0').replace(/ in \d\.\d\ds( =*)?/g, ' in TIME');

beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  await machine.sh(`mkdir -p p/tests p/broken; cd p; ${files.map((name) => `cat > ${name} <<'END_OF_FILE'\n${readFileSync(new URL(name, folder), 'utf8')}END_OF_FILE\n`).join('')}
    printf 'FROM python:3.11-slim\\nWORKDIR /app\\nRUN pip install -q pytest==8.4.2 flask==3.1.2\\nCOPY . .\\n' > Dockerfile; docker build -q -t pt .`);
}, 120_000);
afterAll(() => machine.end());

test('tests are found, run and reported', async () => {
  const ours = await machine.sh('docker run --rm pt sh steps.sh');
  expect({ status: ours.status, stdout: plain(ours.stdout), stderr: plain(ours.stderr) }).toEqual(recorded);
});
