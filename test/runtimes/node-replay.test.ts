// What learners type into Node: what real Nodes print for it is recorded in node-recorded.json (record-node.mjs). Each
// snippet is run as the release line that most images have; those about errors as older ones too, where these differ, and
// those about releases as each one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT_ACCOUNT } from '../../src/host/boot';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../sessions/host';
import { DIFFERENT } from './node-differences';
import recorded from './node-recorded.json';
import { SNIPPETS } from './node-snippets/all.mjs';

const NEWEST = '22.23.2';
const OLDER = ['18.20.8', '20.20.2'];
/** Releases that each have and read what no other one does. */
const RELEASES = ['12.22.12', '14.21.3', '16.20.2', NEWEST];

let machine: Session;
beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
});
afterAll(() => machine.end());

type Result = { versions: string[]; stdout: string; stderr: string; status: number };
const quoted = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`;

const cases = SNIPPETS.flatMap(({ name, files, run }) => {
  const results = (recorded as unknown as Record<string, Result[]>)[name]!;
  const chosen = new Map<Result, string>();
  for (const version of name.startsWith('releases') ? RELEASES : name.startsWith('errors') ? [NEWEST, ...OLDER] : [NEWEST]) {
    const result = results.find((one) => one.versions.includes(version))!;
    if (!chosen.has(result)) chosen.set(result, version);
  }
  return [...chosen].map(([result, version]) => ({ name: `${version} ${name}`, files: files as Record<string, string>, run, result, version }));
}).filter(({ name }) => !DIFFERENT.has(name));

test.each(cases)('$name', async ({ files, run, result, version }) => {
  const written = Object.entries(files).map(([file, content]) => `mkdir -p "$(dirname ${file})"; printf %s ${quoted(content)} > ${file}\n`);
  const ours = await machine.sh(`rm -rf /srv/script; mkdir -p /srv/script; cd /srv/script\n${written.join('')}export NODE_VERSION=${version}\n( ${run}\n) < /dev/null`, { account: ROOT_ACCOUNT });
  const plain = (text: string): string => text.replaceAll(version, 'VERSION').replace(/\(node:\d+\)/g, '(node:PID)').replaceAll('/usr/bin/node', '/usr/local/bin/node');
  expect({ stdout: plain(ours.stdout), stderr: plain(ours.stderr), status: ours.status }).toEqual({ stdout: result.stdout, stderr: result.stderr, status: result.status });
});
