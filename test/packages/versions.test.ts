// Which version a package gets, and what is said of versions, packages and commands that aren't there.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../sessions/host';

let machine: Session;
const inNode = (line: string) => machine.sh(`mkdir -p ~/w; docker run --rm -v ~/w:/w -w /w node:20 sh -c '${line}'`);
const unlogged = (text: string): string => text.replace(/npm error A complete log.*\n/g, '');
beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  await machine.sh('docker pull -q node:20; docker pull -q python:3.12-slim');
}, 60_000);
afterAll(() => machine.end());

test('npm gives the version that is asked for, or says that there is none', async () => {
  const none = await inNode('npm i express@99');
  expect({ ...none, stderr: unlogged(none.stderr) }).toEqual({ stdout: '', stderr: "npm error code ETARGET\nnpm error notarget No matching version found for express@99.\nnpm error notarget In most cases you or one of your dependencies are requesting\nnpm error notarget a package version that doesn't exist.\n", status: 1 });
  expect(await inNode('echo {} > package.json; npm i -s express@4.17.1 ms@^2.0.0; npm ls')).toEqual({ stdout: '/w\n├── express@4.17.1\n└── ms@2.1.3\n\n', stderr: '', status: 0 });
  const older = await inNode('npm i express@4.16.0');
  expect({ ...older, stderr: unlogged(older.stderr) }).toEqual({ stdout: '', stderr: 'npm error dockyard: express@4.16.0 is not simulated: the simulated registry offers 5.1.0, 4.21.2, 4.18.2, 4.17.1\n', status: 1 });
}, 60_000);

test('what is not simulated says so', async () => {
  expect(await inNode('npm i -s vite && npx vite')).toEqual({ stdout: '', stderr: 'dockyard: vite is not simulated\n', status: 1 });
  const types = await inNode('npm i @types/node');
  expect({ ...types, stderr: unlogged(types.stderr) }).toEqual({ stdout: '', stderr: "npm error dockyard: the package @types/node is not simulated: the simulated registry doesn't offer it\n", status: 1 });
}, 60_000);

test('pip knows no version that is newer than the newest', async () => {
  expect(await machine.sh('docker run --rm python:3.12-slim pip install flask==99')).toEqual({ stdout: '', stderr: 'ERROR: Could not find a version that satisfies the requirement flask==99 (from versions: 3.1.2)\nERROR: No matching distribution found for flask==99\n', status: 1 });
}, 60_000);
