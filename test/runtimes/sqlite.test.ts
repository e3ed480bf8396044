// What several connections, transactions, pragmas, chance and the clock do in Python's sqlite3.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
});
afterAll(() => machine.end());

const run = (source: string, on = machine): Promise<{ stdout: string; stderr: string; status: number }> => on.sh(`rm -f a.db; cat > app.py <<'END'\nimport sqlite3\n${source}END\npython3 app.py`);
const printed = (stdout: string): object => ({ stdout, stderr: '', status: 0 });

test('what another connection has committed is never lost, and one writes at a time', async () => {
  expect(await run(`a = sqlite3.connect('a.db', timeout=0); b = sqlite3.connect('a.db', timeout=0)
a.execute('create table t(x)')
a.execute("insert into t values('a')"); a.commit()
b.execute("insert into t values('b')"); b.commit()
a.execute("insert into t values('c')")
try: b.execute("insert into t values('d')")
except sqlite3.OperationalError as e: print(e, e.sqlite_errorname)
print(b.execute('select x from t').fetchall())
a.commit(); b.rollback()
b.execute("insert into t values('e')"); b.commit()
print(a.execute('select x from t').fetchall())
`)).toEqual(printed("database is locked SQLITE_BUSY\n[('a',), ('b',)]\n[('a',), ('b',), ('c',), ('e',)]\n"));
});

test('who finds the database locked waits for its timeout', async () => {
  const waiting = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  expect(await run(`import time
a = sqlite3.connect('a.db'); b = sqlite3.connect('a.db', timeout=0.2)
a.execute('create table t(x)'); a.execute("insert into t values('a')")
begun = time.time()
try: b.execute("insert into t values('b')")
except sqlite3.OperationalError as e: print(e, time.time() - begun >= 0.2)
a.commit()
b.execute("insert into t values('b')"); b.commit()
print(a.execute('select x from t').fetchall())
`, waiting)).toEqual(printed("database is locked True\n[('a',), ('b',)]\n"));
  waiting.end();
});

test('a transaction is open for as long as SQLite says', async () => {
  expect(await run(`c = sqlite3.connect('a.db', isolation_level=None)
c.execute('create table t(x unique)')
c.execute('savepoint s'); c.execute('insert into t values(1)')
print(c.in_transaction)
c.execute('release s')
print(c.in_transaction, sqlite3.connect('a.db').execute('select * from t').fetchall())
c.execute('begin')
try: c.execute('insert or rollback into t values(1)')
except sqlite3.IntegrityError as e: print(e, c.in_transaction)
c.execute('insert into t values(2)')
c.execute('begin'); c.execute('delete from t'); c.execute('rollback')
print(sqlite3.connect('a.db').execute('select * from t').fetchall())
`)).toEqual(printed('True\nFalse [(1,)]\nUNIQUE constraint failed: t.x False\n[(1,), (2,)]\n'));
});

test('pragmas of the file stay as they are in it, those of the connection with the connection', async () => {
  expect(await run(`a = sqlite3.connect('a.db'); b = sqlite3.connect('a.db')
a.execute('pragma user_version = 3'); a.execute('pragma foreign_keys = on')
b.execute('pragma user_version = 4'); b.execute('create table t(x)')
print(a.execute('pragma user_version').fetchone(), a.execute('pragma foreign_keys').fetchone(), b.execute('pragma foreign_keys').fetchone(), b.execute('pragma user_version').fetchone())
`)).toEqual(printed('(4,) (1,) (0,) (4,)\n'));
});

test("chance, clock and zone are the machine's, and the version is the engine's", async () => {
  const source = `c = sqlite3.connect(':memory:')
print(c.execute("select hex(randomblob(6)), random(), typeof(random())").fetchone())
print(c.execute("select datetime(0,'unixepoch','localtime'), strftime('%j %w', 86400 * 59, 'unixepoch', 'localtime'), sqlite_version()").fetchone() == ('1970-01-01 00:00:00', '060 0', sqlite3.sqlite_version))
`;
  const twin = async (): Promise<{ stdout: string; stderr: string; status: number }> => {
    const other = await session();
    try {
      return await run(source, other);
    } finally {
      other.end();
    }
  };
  const one = await twin();
  expect(one).toEqual({ stdout: expect.stringMatching(/^\('[0-9A-F]{12}', -?\d{15,19}, 'integer'\)\nTrue\n$/) as string, stderr: '', status: 0 });
  expect(await twin()).toEqual(one);
});
