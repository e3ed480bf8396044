import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh('docker run -d --name db -e POSTGRES_PASSWORD=x postgres:15; sleep 8');
}, 60_000);
afterAll(() => machine.end());

/** Feeds psql; both streams in order. */
const psql = async (input: string, database = 'postgres'): Promise<string> => (await machine.sh(`docker exec -i db psql -U postgres ${database} 2>&1 <<'DONE'\n${input}\nDONE`)).stdout;

test('COPY reads and writes text and CSV, and tells which line is bad', async () => {
  expect(await psql(`create table c(id int, n text, b boolean default true);
copy c(id,n) from stdin;
1\tone
2\t\\N
3\ta\\tb\\\\c
\\.
copy c to stdout;
copy c(id,n) from stdin with csv;
4,"x, ""y"""
5,
\\.
copy (select id from c where id > 3) to stdout;
copy c to stdout csv header delimiter ';' null 'NULL';
\\copy c to '/tmp/c.csv' csv header
\\copy c from '/tmp/c.csv' with (format csv, header true)
\\copy (select count(*) from c) to stdout
\\copy c from '/tmp/nofile' csv
copy c from '/nofile';
copy c from stdin;
x\ty\tt
\\.
copy c from stdin;
1
\\.
copy c from stdin;
1\ta\tt\tz
\\.
copy nosuch from stdin;
copy c to '/tmp/out.txt';`)).toBe(`CREATE TABLE
COPY 3
1\tone\tt
2\t\\N\tt
3\ta\\tb\\\\c\tt
COPY 2
4
5
id;n;b
1;one;t
2;NULL;t
3;a\tb\\c;t
4;"x, ""y""";t
5;NULL;t
COPY 5
COPY 5
10
/tmp/nofile: No such file or directory
ERROR:  could not open file "/nofile" for reading: No such file or directory
HINT:  COPY FROM instructs the PostgreSQL server process to read a file. You may want a client-side facility such as psql's \\copy.
ERROR:  invalid input syntax for type integer: "x"
CONTEXT:  COPY c, line 1, column id: "x"
ERROR:  missing data for column "n"
CONTEXT:  COPY c, line 1: "1"
ERROR:  extra data after last expected column
CONTEXT:  COPY c, line 1: "1\ta\tt\tz"
ERROR:  relation "nosuch" does not exist
COPY 10
`);
  expect((await machine.sh("printf '7,seven\\n' | docker exec -i db psql -U postgres -c '\\copy c(id,n) from stdin csv' -c 'select n from c where id = 7' -At")).stdout).toBe('COPY 1\nseven\n');
}, 60_000);

test('a dump makes the database again; comments are kept and shown', async () => {
  await psql(`create table "order"(i int); drop table "order"; create type mood as enum ('a', 'b');
create table s(id serial primary key, m mood, p numeric(5,2) default 1.5, note text);
insert into s(m, note) values ('a', 'see public.s'), ('b', null); create view v as select id, note from s;
comment on table s is 'All''s well'; comment on column s.m is 'feel';`);
  expect((await machine.sh(`docker exec db pg_dump -U postgres postgres > dump.sql; docker exec db createdb -U postgres again; docker exec -i db psql -q -v ON_ERROR_STOP=1 -U postgres again < dump.sql > /dev/null; echo $?; docker exec db pg_dump -U postgres again | diff dump.sql - && echo same`)).stdout).toBe('0\nsame\n');
  expect(await psql('insert into s(m) values ($$b$$) returning id;\nselect * from v;\n\\dt+ s\n\\d+ s\ncomment on table nosuch is \'x\';\ncomment on column s.zz is \'x\';', 'again')).toBe(` id 
----
  3
(1 row)

INSERT 0 1
 id |     note     
----+--------------
  1 | see public.s
  2 | 
  3 | 
(3 rows)

                                  List of relations
 Schema | Name | Type  |  Owner   | Persistence | Access method | Size  | Description 
--------+------+-------+----------+-------------+---------------+-------+-------------
 public | s    | table | postgres | permanent   | heap          | 16 kB | All's well
(1 row)

                                                          Table "public.s"
 Column |     Type     | Collation | Nullable |            Default            | Storage  | Compression | Stats target | Description 
--------+--------------+-----------+----------+-------------------------------+----------+-------------+--------------+-------------
 id     | integer      |           | not null | nextval('s_id_seq'::regclass) | plain    |             |              | 
 m      | mood         |           |          |                               | plain    |             |              | feel
 p      | numeric(5,2) |           |          | 1.5                           | main     |             |              | 
 note   | text         |           |          |                               | extended |             |              | 
Indexes:
    "s_pkey" PRIMARY KEY, btree (id)
Access method: heap

ERROR:  relation "nosuch" does not exist
ERROR:  column "zz" of relation "s" does not exist
`);
}, 60_000);
