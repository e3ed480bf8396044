// What the databases' entry scripts make of the variables, and which names of programs an image has.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
const run = (line: string) => machine.sh(line);
const ok = (stdout: string) => ({ stdout, stderr: '', status: 0 });
const fails = (stderr: string, status = 1) => ({ stdout: '', stderr, status });
/** Lines of an entrypoint without their times. */
const bare = (given: { stdout: string; stderr: string; status: number }) => ({ ...given, stdout: given.stdout.replace(/^\S+ \S+ \[/gm, '['), stderr: given.stderr.replace(/^\S+ \S+ \[/gm, '[') });

beforeAll(async () => {
  machine = await session();
  await run('for image in mariadb:11 mariadb:10 postgres:16 mysql:8.0; do docker pull -q $image; done');
}, 120_000);
afterAll(() => machine.end());

test("MariaDB 11 has not MySQL's names, 10 has both", async () => {
  await run('docker run -d --name eleven -e MARIADB_ROOT_PASSWORD=pw -e MARIADB_DATABASE=shop mariadb:11; docker run -d --name ten -e MYSQL_ROOT_PASSWORD=pw mariadb:10; sleep 20');
  expect(await run('docker exec eleven mysql -uroot -ppw')).toEqual({ stdout: 'OCI runtime exec failed: exec failed: unable to start container process: exec: "mysql": executable file not found in $PATH\r\n', stderr: '', status: 127 });
  expect(await run('docker exec eleven mariadb -uroot -ppw -e "show databases like \'shop\'"')).toEqual(ok('Database (shop)\nshop\n'));
  expect(await run('docker exec ten mysql -uroot -ppw -e "select 1"')).toEqual(ok('1\n1\n'));
  expect(await run('docker exec ten sh -c "ls /usr/bin/mysqldump /usr/bin/mysqladmin"')).toEqual(ok('/usr/bin/mysqladmin\n/usr/bin/mysqldump\n'));
}, 120_000);

test("MariaDB's health check, and a restart that needs no upgrade", async () => {
  expect(await run('docker exec eleven healthcheck.sh --connect --innodb_initialized')).toEqual(ok(''));
  expect(await run('docker exec eleven healthcheck.sh')).toEqual(fails('At least one argument required\n'));
  expect(await run('docker exec eleven healthcheck.sh --fine')).toEqual(fails("healthcheck unknown option or test 'fine'\n"));
  await run('docker restart eleven; sleep 3');
  expect((await run('docker logs eleven 2>&1 | grep -c "MariaDB upgrade not required"')).stdout).toBe('1\n');
}, 120_000);

test('variables that exclude each other or say too little', async () => {
  expect(bare(await run('docker run --rm -e MYSQL_ROOT_PASSWORD=a -e MYSQL_ROOT_PASSWORD_FILE=/b mysql:8.0 2>&1 | tail -1'))).toEqual(ok('[ERROR] [Entrypoint]: Both MYSQL_ROOT_PASSWORD and MYSQL_ROOT_PASSWORD_FILE are set (but are exclusive)\n'));
  expect(bare(await run('docker run --rm -e MARIADB_ROOT_PASSWORD=a -e MARIADB_ROOT_PASSWORD_HASH=b mariadb:11 2>&1 | tail -1'))).toEqual(ok('[ERROR] [Entrypoint]: Cannot specify MARIADB_ROOT_PASSWORD_HASH and another MARIADB_ROOT_PASSWORD* option.\n'));
  expect(await run('docker run --rm -e POSTGRES_PASSWORD=a -e POSTGRES_PASSWORD_FILE=/b postgres:16')).toEqual(fails('error: both POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE are set (but are exclusive)\n'));
  expect(await run('docker run --rm -e POSTGRES_PASSWORD=a -e POSTGRES_INITDB_ARGS="--fast" postgres:16')).toEqual(fails('initdb: unrecognized option \'--fast\'\ninitdb: hint: Try "initdb --help" for more information.\n'));
}, 120_000);

test("root's host, and initdb's arguments", async () => {
  await run('docker network create net; docker run -d --network net --name near -e MYSQL_ROOT_PASSWORD=pw -e MYSQL_ROOT_HOST=localhost mysql:8.0; docker run -d --name pg -e POSTGRES_PASSWORD=pw -e POSTGRES_INITDB_ARGS="--data-checksums --auth-local=scram-sha-256" postgres:16; sleep 25');
  expect(await run('docker exec -e MYSQL_PWD=pw near mysql -N -uroot -e "select host from mysql.user where user=\'root\'"')).toEqual(ok('localhost\n'));
  expect((await run('docker run --rm --network net -e MYSQL_PWD=pw mysql:8.0 mysql -hnear -uroot -e "select 1"')).stderr).toMatch(/^ERROR 1130 \(HY000\): Host '[\d.]+' is not allowed to connect to this MySQL server\n$/);
  expect(await run('docker exec pg grep ^local /var/lib/postgresql/data/pg_hba.conf')).toEqual(ok('local   all             all                                     scram-sha-256\n'));
  expect((await run('docker logs pg 2>&1 | grep -E "checksums|trust"')).stdout).toBe('Data page checksums are enabled.\ninitdb: warning: enabling "trust" authentication for local connections\n');
  expect(await run('docker exec -e PGPASSWORD=pw pg psql -U postgres -Atc "select 1"')).toEqual(ok('1\n'));
}, 120_000);
