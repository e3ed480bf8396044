// psql's backslash commands, output formats, variables and exit statuses, beside what PostgreSQL 15's printed to the same.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

const recorded = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh(`docker run -d --name pg -e POSTGRES_PASSWORD=x postgres:15; cat > all.sql <<'EOF'\n${recorded('psql-commands.sql')}EOF\ncat > f.sql <<'EOF'\nselect 1;\n\\foo\nselect nosuch;\nselect 2;\nEOF\nfor f in all.sql f.sql; do docker cp -q $f pg:/tmp/$f; done; until docker exec pg pg_isready -q -h 127.0.0.1; do sleep 1; done`);
}, 60_000);
afterAll(() => machine.end());

test('a session of backslash commands', async () => {
  expect(await machine.sh("docker exec pg sh -c 'cd /tmp; psql -U postgres < all.sql 2>&1'")).toEqual({ stdout: recorded('psql-commands.out'), stderr: '', status: 0 });
}, 60_000);

const one = ' ?column? \n----------\n        1\n(1 row)\n\n';
const missing = (place: string) => `ERROR:  column "nosuch" does not exist\nLINE 1: select nosuch${place}\n               ^\n`;
test.each([
  ["-c '\\foo'", 'invalid command \\foo\n', 1],
  ["-c 'select nosuch' -c 'select 1'", `${missing('')}${one}`, 0],
  ["-c 'select 1; select nosuch; select 2'", `${one}ERROR:  column "nosuch" does not exist\nLINE 1: select 1; select nosuch; select 2\n                         ^\n`, 1],
  ['-f f.sql', `${one}psql:f.sql:2: error: invalid command \\foo\npsql:f.sql:3: ${missing(';')}${one.replace('1\n(', '2\n(')}`, 0],
  ['-v ON_ERROR_STOP=1 -f f.sql', `${one}psql:f.sql:2: error: invalid command \\foo\n`, 3],
  ['-f nofile.sql', 'psql: error: nofile.sql: No such file or directory\n', 1],
  ["-1 -At -c 'select 1' -c 'select nosuch' -c 'select 2'", `1\n${missing('')}ERROR:  current transaction is aborted, commands ignored until end of transaction block\n`, 1],
  ["-At -F, -c 'select 1,2'", '1,2\n', 0],
  ["--csv -c 'select 1 as a, null as b'", 'a,b\n1,\n', 0],
  ["-t -e -c 'select 1'", 'select 1\n        1\n\n', 0],
  ["-P format=unaligned -P tuples_only=on -c 'select 1'", '1\n', 0],
  ["-x -c 'select 1 as a'", '-[ RECORD 1 ]\na | 1\n\n', 0],
  ["-o /tmp/o.txt -c 'select 1' -c '\\echo hi'", 'hi\n', 0],
])('psql %s', async (options, stdout, status) => {
  expect(await machine.sh(`docker exec -w /tmp pg sh -c '${`psql -U postgres ${options} 2>&1`.replaceAll("'", "'\\''")}'`)).toEqual({ stdout, stderr: '', status });
}, 30_000);
