// References that are checked at a transaction's end, beside what PostgreSQL 15 printed to the same file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { session } from '../sessions/host';

const recorded = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

test('deferrable references wait for the end of their transaction, as SET CONSTRAINTS has them', async () => {
  const machine = await session();
  try {
    await machine.sh(`docker run -d --name pg -e POSTGRES_PASSWORD=x postgres:15; cat > pg.sql <<'EOF'\n${recorded('postgres-deferred.sql')}EOF\ndocker cp pg.sql pg:/tmp/pg.sql; until docker exec pg pg_isready -q -h 127.0.0.1; do sleep 1; done`);
    expect(await machine.sh("docker exec pg sh -c 'cd /tmp; psql -U postgres -f pg.sql 2>&1'")).toEqual({ stdout: recorded('postgres-deferred.out'), stderr: '', status: 0 });
  } finally {
    machine.end();
  }
});
