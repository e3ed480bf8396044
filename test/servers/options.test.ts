import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
});
afterAll(() => machine.end());

/** What a command shows, with times and process numbers left out. */
async function show(command: string): Promise<{ stdout: string; stderr: string; status: number }> {
  const plain = (text: string): string => text.replaceAll(/\d{4}-\d\d-\d\d[ T][ \d]\d:\d\d:\d\d(\.\d+Z|\.\d+ UTC|\+00:00)?/g, 'TIME').replaceAll(/UTC \[\d+\]|(?<=TIME )\[\d+\]/g, '[PID]');
  const { stdout, stderr, status } = await machine.sh(command);
  return { stdout: plain(stdout), stderr: plain(stderr), status };
}

test('mysql: an option that the release lacks fails the check of the configuration, before the password is asked for', async () => {
  await machine.sh('docker pull -q mysql; docker pull -q mysql:8.0');
  const { stderr, status } = await show('docker run --rm mysql --default-authentication-plugin=mysql_native_password');
  expect({ stderr, status }).toEqual({
    stderr: "TIME [ERROR] [Entrypoint]: mysqld failed while attempting to check config\n\tcommand was: mysqld --default-authentication-plugin=mysql_native_password --verbose --help\n\tTIME 0 [ERROR] [MY-000067] [Server] unknown variable 'default-authentication-plugin=mysql_native_password'.\nTIME 0 [ERROR] [MY-010119] [Server] Aborting\n",
    status: 1,
  });
  expect((await show('docker run --rm mysql:8.0 --foo')).stderr).toBe("TIME [ERROR] [Entrypoint]: mysqld failed while attempting to check config\n\tcommand was: mysqld --foo --verbose --help\n\tTIME 0 [ERROR] [MY-000068] [Server] unknown option '--foo'.\nTIME 0 [ERROR] [MY-010119] [Server] Aborting\n");
  // Those that compose files use most.
  const known = '--default-authentication-plugin=mysql_native_password --character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_ci --skip-name-resolve --max_connections=500 --innodb_buffer_pool_size=1G --sql-mode= --general-log=1 --log-bin --server-id=1 --lower_case_table_names=1 --loose-nothing=1';
  expect((await show(`docker run --rm mysql:8.0 ${known}`)).stderr).toMatch(/^TIME \[ERROR\] \[Entrypoint\]: Database is uninitialized and password option is not specified\n/);
}, 120_000);

test("mariadb: an unknown option in the server's words", async () => {
  await machine.sh('docker pull -q mariadb:10.11');
  expect((await show('docker run --rm mariadb:10.11 --foo=1')).stderr).toBe("TIME [ERROR] [Entrypoint]: mariadbd failed while attempting to check config\n\tcommand was: mariadbd --foo=1 --verbose --help\n\tTIME 0 [ERROR] /usr/sbin/mariadbd: unknown variable 'foo=1'\n");
}, 120_000);

test('postgres: a parameter that is none, and values that are none', async () => {
  await machine.sh('docker pull -q postgres:15; docker run -d --name pg -e POSTGRES_PASSWORD=x postgres:15; sleep 8');
  expect(await show('docker exec -u postgres pg postgres -c foo=bar')).toEqual({ stdout: '', stderr: 'TIME [PID] FATAL:  unrecognized configuration parameter "foo"\n', status: 1 });
  expect(await show('docker exec -u postgres pg postgres -c fsync=maybe')).toEqual({ stdout: '', stderr: 'TIME [PID] FATAL:  parameter "fsync" requires a Boolean value\n', status: 1 });
  await machine.sh(`docker exec pg sh -c "printf 'max_connections = abc\\napp.name = x\\n' >> /var/lib/postgresql/data/postgresql.conf"`);
  await machine.sh('docker restart pg');
  expect(await show('sleep 1; docker logs pg 2>&1 | tail -2; docker inspect -f "{{.State.Status}} {{.State.ExitCode}}" pg')).toEqual({
    stdout: 'TIME [PID] LOG:  invalid value for parameter "max_connections": "abc"\nTIME [PID] FATAL:  configuration file "/var/lib/postgresql/data/postgresql.conf" contains errors\nexited 1\n',
    stderr: '',
    status: 0,
  });
}, 120_000);
