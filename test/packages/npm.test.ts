// npm and yarn as Dockerfiles and learners use them: npm.sh in node:20, and what it says.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { session } from '../sessions/host';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const SAY = 'say() { echo "\\$ $*"; "$@" > /tmp/said 2>&1; status=$?; cat /tmp/said; [ $status = 0 ] || echo "status $status"; }\n';
/** When it was and how long it took are no part of what is said. */
const timeless = (text: string): string => text.replace(/\d{4}-\d\d-\d\dT[\d_]+Z/g, 'NOW').replace(/\bin [\d.]+m?s\b/g, 'in 1s');

test('npm and yarn', async () => {
  const machine = await session();
  await machine.sh(`mkdir -p ~/app; cat > ~/app/npm.sh <<'THE_END'\n${SAY}${read('npm.sh')}THE_END\ndocker pull -q node:20`);
  const { stdout, stderr, status } = await machine.sh('docker run --rm -v ~/app:/from:ro -w /app node:20 bash /from/npm.sh');
  machine.end();
  expect({ stdout: timeless(stdout), stderr, status }).toEqual({ stdout: read('npm.txt'), stderr: '', status: 0 });
}, 120_000);
