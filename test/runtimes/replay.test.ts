// Scripts as tutorials have them: what the real interpreters print for them is recorded beside them (record.mjs).
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT_ACCOUNT } from '../../src/host/boot';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../sessions/host';
import recorded from './recorded.json';

let machine: Session;
beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
});
afterAll(() => machine.end());

test.each(Object.entries(recorded))('%s', async (path, real) => {
  const [folder, file] = path.split('/') as [string, string];
  const source = readFileSync(new URL(path, import.meta.url), 'utf8');
  const ours = await machine.sh(`mkdir -p /srv/script; cd /srv/script; cat > ${file} <<'END_OF_SCRIPT'\n${source}END_OF_SCRIPT\n${folder === 'node' ? 'node' : 'python3'} ${file} < /dev/null`, { account: ROOT_ACCOUNT });
  expect(ours).toEqual(real);
});
