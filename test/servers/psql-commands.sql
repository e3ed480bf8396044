create table users (id serial primary key, name varchar(10) not null, email text);
insert into users(name,email) values ('Ann','ann@x.org'),('Bob',null),(E'C\nd','tab	x'); \echo done
select * from users where id < 3 \gx
select 1 as a, 2 as b \g
\x auto
select 1;
\x off
\echo one \\ select 1;
select 3 \; select 4;
\pset
\pset border 2
select * from users;
\x
select * from users;
\x
\pset linestyle unicode
select * from users;
\x
select * from users where id = 1;
\x
\pset linestyle ascii
\pset border 0
select * from users;
\x
select * from users;
\x
\pset border 1
\pset format csv
select * from users;
\pset format html
select id, name from users limit 1;
\pset format unaligned
select id, name from users limit 1;
\pset format aligned
\pset format foo
\pset foo
\pset null '(null)'
select * from users;
\pset null ''
\pset title 'My users'
select id from users;
\C
\pset footer off
select id from users;
\pset footer
\f ,
\t
select id from users;
\a
select id, name from users;
\t off
\a
\t
\t
\set x 5
\echo :x :'x' :"x"
select :x + 1;
\set y 'it''s' more
\echo :y
\unset x
\if true
\echo yes
\else
\echo no
\endif
\if false
select 1;
\elif true
\echo elif
\else
select 3;
\endif
\endif
\if maybe
\endif
select 1 as a, 'two' as b \gset
\echo :a :b
select 1 as a where false \gset
select 1 as a, 'x' as b, now() as c, 1.5 as d \gdesc
select 'select ' || n from (values (1), (2)) t(n) \gexec
\set ON_ERROR_ROLLBACK on
begin;
select nosuch;
select 1;
commit;
\set AUTOCOMMIT off
select 1;
rollback;
\set AUTOCOMMIT on
\set VERBOSITY terse
select * from nosuch;
\set VERBOSITY default
\timing maybe
\timing on
\timing off
select 5 \g /tmp/g.txt
\! cat /tmp/g.txt
\o /tmp/o.txt
select 6;
\o
\! cat /tmp/o.txt; rm /tmp/o.txt /tmp/g.txt
\foo
\q;
\i
\i /nosuch
\copy
\unset
select 1 where
false; \p
\r
\d nosuch
\dt users; \echo end
create index users_both on users (name, email);
create sequence tens increment 10;
create table kept (id bigint generated always as identity);
create view names as select name from users;
\d users_id_seq
\d tens
\d kept_id_seq
\d users_both
\d+ users_pkey
\ds+
\dv+
\dt+ kept
\d+
\di
\d users*
\du+
\dn+
\dn nosuch
\df
\db
\ddp
\dT nosuch
\dp nosuch
\d nosuch.users
\dt public.*
\dtvs
