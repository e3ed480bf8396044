import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
});
afterAll(() => machine.end());

/** Runs a statement as an account of the container `db`; both streams in order. */
const as = async (client: string, user: string, sql: string): Promise<string> => (await machine.sh(`docker exec -e MYSQL_PWD=x db ${client} -u${user} ${user === 'root' ? '' : 'myapp'} -e ${JSON.stringify(sql)} 2>&1 | grep -v '^--\\|^$'`)).stdout;

const SETUP = "create database myapp; use myapp; create table users (id int primary key, name text); create table t2 (id int); insert into users values (1, 'a'); create user 'joe'@'%' identified by 'x'; grant select on myapp.* to 'joe'@'%'; create user 'ins'@'%' identified by 'x'; grant insert on myapp.users to 'ins'@'%'; create user 'del'@'%' identified by 'x'; grant delete on myapp.* to 'del'@'%'; create user 'opt'@'%' identified by 'x'; grant select on myapp.* to 'opt'@'%' with grant option";

test("mariadb keeps to what was granted, in the real one's words", async () => {
  await machine.sh('docker run -d --name db -e MARIADB_ROOT_PASSWORD=x mariadb:10.11; sleep 25');
  expect(await as('mariadb', 'root', SETUP)).toBe('');
  const denied = (sql: string, message: string) => `${sql}\nERROR ${message.replace(':', ' at line 1:')}\n`;
  const table = (command: string, user: string, name: string) => `1142 (42000): ${command} command denied to user '${user}'@'localhost' for table \`myapp\`.\`${name}\``;
  const joe: [string, string][] = [
    ['delete from users', table('DELETE', 'joe', 'users')],
    ["update users set name='b'", table('UPDATE', 'joe', 'users')],
    ["replace into users values(1,'x')", table('INSERT, DELETE', 'joe', 'users')],
    ['insert into t2 select id from users', table('INSERT', 'joe', 't2')],
    ['create table q(i int)', table('CREATE', 'joe', 'q')],
    ['create view v as select * from users', table('CREATE VIEW', 'joe', 'v')],
    ['drop table users', table('DROP', 'joe', 'users')],
    ['truncate users', table('DROP', 'joe', 'users')],
    ['alter table users add x int', table('ALTER', 'joe', 'users')],
    ['rename table users to u2', table('DROP, ALTER', 'joe', 'users')],
    ['create index i on users(id)', table('INDEX', 'joe', 'users')],
    ['delete from nothere', table('DELETE', 'joe', 'nothere')],
    ['select user from mysql.user', "1142 (42000): SELECT command denied to user 'joe'@'localhost' for table `mysql`.`user`"],
    ['select * from nothere', "1146 (42S02): Table 'myapp.nothere' doesn't exist"],
    ['create database q', "1044 (42000): Access denied for user 'joe'@'%' to database 'q'"],
    ['grant select on myapp.* to joe', "1044 (42000): Access denied for user 'joe'@'%' to database 'myapp'"],
    ['create user q', '1227 (42000): Access denied; you need (at least one of) the CREATE USER privilege(s) for this operation'],
    ['flush privileges', '1227 (42000): Access denied; you need (at least one of) the RELOAD privilege(s) for this operation'],
    ['shutdown', '1227 (42000): Access denied; you need (at least one of) the SHUTDOWN privilege(s) for this operation'],
    ['show create table mysql.zz', "1142 (42000): SHOW command denied to user 'joe'@'localhost' for table `mysql`.`zz`"],
    ['show grants for root@localhost', "1044 (42000): Access denied for user 'joe'@'%' to database 'mysql'"],
  ];
  for (const [sql, message] of joe) expect(await as('mariadb', 'joe', sql)).toBe(denied(sql, message));
  expect(await as('mariadb', 'joe', 'select * from users')).toBe('id\tname\n1\ta\n');
  expect(await as('mariadb', 'joe', 'show databases')).toBe('Database\ninformation_schema\nmyapp\n');
  expect(await as('mariadb', 'ins', "insert into users values (5, 'x'); show tables")).toBe('Tables_in_myapp\nusers\n');
  expect(await as('mariadb', 'ins', 'select * from users')).toBe(denied('select * from users', table('SELECT', 'ins', 'users')));
  expect(await as('mariadb', 'del', 'delete from users where id=1')).toBe(denied('delete from users where id=1', "1143 (42000): SELECT command denied to user 'del'@'localhost' for column 'id' in table 'users'"));
  expect(await as('mariadb', 'opt', 'grant delete on myapp.* to del')).toBe(denied('grant delete on myapp.* to del', "1044 (42000): Access denied for user 'opt'@'%' to database 'myapp'"));
  expect(await as('mariadb', 'opt', 'grant select on *.* to del')).toBe(denied('grant select on *.* to del', "1045 (28000): Access denied for user 'opt'@'%' (using password: YES)"));
  expect(await as('mariadb', 'opt', 'grant select on myapp.* to del')).toBe('');
  expect(await as('mariadb', 'del', 'delete from users where id=1; select * from users')).toBe('id\tname\n5\tx\n');
}, 60_000);

test('mariadb: what REVOKE leaves, and what a grant cannot be', async () => {
  const root = (sql: string) => as('mariadb', 'root', sql);
  expect(await root('create user n; grant insert, select on myapp.* to n; grant delete on myapp.* to n; grant reload, process on *.* to n; grant select on myapp.users to n; show grants for n')).toBe('Grants for n@%\nGRANT RELOAD, PROCESS ON *.* TO `n`@`%`\nGRANT SELECT, INSERT, DELETE ON `myapp`.* TO `n`@`%`\nGRANT SELECT ON `myapp`.`users` TO `n`@`%`\n');
  expect(await root('grant all on myapp.* to n; revoke insert on myapp.* from n; show grants for n')).toBe('Grants for n@%\nGRANT RELOAD, PROCESS ON *.* TO `n`@`%`\nGRANT SELECT, UPDATE, DELETE, CREATE, DROP, REFERENCES, INDEX, ALTER, CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE, CREATE VIEW, SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, EVENT, TRIGGER, DELETE HISTORY ON `myapp`.* TO `n`@`%`\nGRANT SELECT ON `myapp`.`users` TO `n`@`%`\n');
  expect(await root('revoke all privileges, grant option from n; show grants for n')).toBe('Grants for n@%\nGRANT USAGE ON *.* TO `n`@`%`\n');
  const failing = async (sql: string) => (await root(sql)).split('\n')[1];
  expect(await failing('revoke select on other.* from n')).toBe("ERROR 1141 (42000) at line 1: There is no such grant defined for user 'n' on host '%'");
  expect(await failing('grant select on myapp.nothere to n')).toBe("ERROR 1146 (42S02) at line 1: Table 'myapp.nothere' doesn't exist");
  expect(await failing('grant foo on myapp.* to n')).toBe("ERROR 1064 (42000) at line 1: You have an error in your SQL syntax; check the manual that corresponds to your MariaDB server version for the right syntax to use near 'on myapp.* to n' at line 1");
  expect(await failing('grant reload on myapp.* to n')).toBe('ERROR 1221 (HY000) at line 1: Incorrect usage of DB GRANT and GLOBAL PRIVILEGES');
  expect(await failing('grant select (id) on myapp.users to n')).toBe('ERROR 1235 (42000) at line 1: dockyard: privileges on columns are not simulated');
  expect(await failing('create role r')).toBe('ERROR 1235 (42000) at line 1: dockyard: CREATE ROLE is not simulated');
}, 60_000);

test("mysql 8's refusal names the table alone", async () => {
  await machine.sh('docker rm -f db; docker run -d --name db -e MYSQL_ROOT_PASSWORD=x mysql:8.0; sleep 25');
  expect(await as('mysql', 'root', SETUP)).toBe('');
  expect(await as('mysql', 'joe', 'delete from users')).toBe("ERROR 1142 (42000) at line 1: DELETE command denied to user 'joe'@'localhost' for table 'users'\n");
  expect(await as('mysql', 'joe', "alter user 'joe'@'%' identified by 'y'")).toBe('');
  expect(await as('mysql', 'joe', 'select 1')).toBe("ERROR 1045 (28000): Access denied for user 'joe'@'localhost' (using password: YES)\n");
}, 60_000);
