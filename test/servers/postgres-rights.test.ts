import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh('docker run -d --name db -e POSTGRES_PASSWORD=x postgres:15; sleep 8');
}, 60_000);
afterAll(() => machine.end());

/** Runs statements as a role, each a call of psql; both streams in order. */
const as = async (role: string, sql: string, database = 'postgres'): Promise<string> => (await machine.sh(`docker exec db psql -U ${role} -d ${database} -c ${JSON.stringify(sql)} 2>&1`)).stdout;

test("a role does what was granted to it, and is refused in PostgreSQL's words", async () => {
  for (const sql of ["create table users (id serial primary key, name text)", "insert into users (name) values ('a')", 'create role joe login', 'create role ro login', 'create view v as select * from users']) await as('postgres', sql);
  const joe: [string, string][] = [
    ['select * from users', 'permission denied for table users'],
    ['delete from users', 'permission denied for table users'],
    ['truncate users', 'permission denied for table users'],
    ["insert into users (name) values ('b')", 'permission denied for table users'],
    ['create table x (i int)', 'permission denied for schema public\nLINE 1: create table x (i int)\n                     ^'],
    ['drop table users', 'must be owner of table users'],
    ['alter table users add x int', 'must be owner of table users'],
    ['create index on users (id)', 'must be owner of table users'],
    ['select * from v', 'permission denied for view v'],
    ['grant select on users to ro', 'permission denied for table users'],
    ['create database z', 'permission denied to create database'],
    ['create role q', 'permission denied to create role'],
    ['drop role ro', 'permission denied to drop role'],
    ['drop database template1', 'must be owner of database template1'],
  ];
  for (const [sql, message] of joe) expect([sql, await as('joe', sql)]).toEqual([sql, `ERROR:  ${message}\n`]);
  expect(await as('joe', 'grant all on schema public to joe')).toBe('WARNING:  no privileges were granted for "public"\nGRANT\n');
  expect(await as('postgres', 'grant select, insert on users to joe')).toBe('GRANT\n');
  expect(await as('joe', 'select * from users')).toBe(' id | name \n----+------\n  1 | a\n(1 row)\n\n');
  expect(await as('joe', 'delete from users where id=1')).toBe('ERROR:  permission denied for table users\n');
  expect(await as('joe', "insert into users (name) values ('b')")).toBe('ERROR:  permission denied for sequence users_id_seq\n');
  expect(await as('postgres', 'grant usage on all sequences in schema public to joe')).toBe('GRANT\n');
  expect(await as('joe', "insert into users (name) values ('b')")).toBe('INSERT 0 1\n');
  expect(await as('postgres', 'grant create on schema public to joe')).toBe('GRANT\n');
  expect(await as('joe', 'create table mine (i int)')).toBe('CREATE TABLE\n');
  expect(await as('postgres', 'revoke insert on users from joe')).toBe('REVOKE\n');
  expect(await as('postgres', '\\dp users')).toBe('                                  Access privileges\n Schema | Name  | Type  |     Access privileges     | Column privileges | Policies \n--------+-------+-------+---------------------------+-------------------+----------\n public | users | table | postgres=arwdDxt/postgres+|                   | \n        |       |       | joe=r/postgres            |                   | \n(1 row)\n\n'.replace('                                  Access', '                                 Access'));
  expect(await as('postgres', '\\dt')).toBe('         List of relations\n Schema | Name  | Type  |  Owner   \n--------+-------+-------+----------\n public | mine  | table | joe\n public | users | table | postgres\n(2 rows)\n\n');
  expect(await as('postgres', 'drop role joe')).toBe('ERROR:  role "joe" cannot be dropped because some objects depend on it\nDETAIL:  privileges for schema public\nprivileges for sequence users_id_seq\nprivileges for table users\nowner of table mine\n');
}, 60_000);

test('what GRANT cannot give, and a database that lets nobody in', async () => {
  expect(await as('postgres', 'grant select on nothere to joe')).toBe('ERROR:  relation "nothere" does not exist\n');
  expect(await as('postgres', 'grant foo on users to joe')).toBe('ERROR:  unrecognized privilege type "foo"\n');
  expect(await as('postgres', 'grant select on users to nobody')).toBe('ERROR:  role "nobody" does not exist\n');
  expect(await as('postgres', 'grant joe to ro')).toBe('ERROR:  dockyard: GRANT of roles is not simulated\n');
  expect(await as('postgres', 'grant select (id) on users to ro')).toBe('ERROR:  dockyard: GRANT on columns is not simulated\n');
  expect(await as('postgres', 'create database jdb owner joe')).toBe('CREATE DATABASE\n');
  expect(await as('postgres', 'revoke connect on database jdb from public')).toBe('REVOKE\n');
  expect((await as('ro', 'select 1', 'jdb')).split('FATAL')[1]).toBe(':  permission denied for database "jdb"\nDETAIL:  User does not have CONNECT privilege.\n');
  expect(await as('joe', 'create table t (i int)', 'jdb')).toBe('CREATE TABLE\n');
}, 60_000);

test('temporary tables are the session\'s own, and stand before others of their name', async () => {
  const { stdout } = await machine.sh(`docker exec -i db psql -U postgres <<'END'
create temp table tt (i int);
\\d tt
insert into tt values (1);
create temp table users (q int);
select * from users;
drop table users;
select count(*) from users;
END`);
  expect(stdout).toBe('CREATE TABLE\n               Table "pg_temp_3.tt"\n Column |  Type   | Collation | Nullable | Default \n--------+---------+-----------+----------+---------\n i      | integer |           |          | \n\nINSERT 0 1\nCREATE TABLE\n q \n---\n(0 rows)\n\nDROP TABLE\n count \n-------\n     2\n(1 row)\n\n');
  expect(await as('postgres', 'select * from tt')).toBe('ERROR:  relation "tt" does not exist\nLINE 1: select * from tt\n                      ^\n');
}, 60_000);

test('FOR UPDATE on several tables says that nobody waits', async () => {
  const { stdout } = await machine.sh("printf 'begin;\\nselect a.id from users a, users b where a.id = b.id for update;\\ncommit;\\n' | docker exec -i db psql -U postgres 2>&1");
  expect(stdout).toBe('BEGIN\nWARNING:  dockyard: row locks of a query on several tables are not simulated: other sessions do not wait for this one\n id \n----\n  1\n  2\n(2 rows)\n\nCOMMIT\n');
}, 60_000);
