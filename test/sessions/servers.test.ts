import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from './host';

let machine: Session;
const out = async (commands: string): Promise<string> => (await machine.sh(commands)).stdout;
const run = (commands: string) => machine.sh(commands);

beforeAll(async () => {
  machine = await session();
});
afterAll(() => machine.end());

test('redis: answers, keeps its data over a stop, loses it over a kill', async () => {
  await run('docker pull -q redis:7 >/dev/null; docker run -d --name cache redis:7 && sleep 1');
  expect((await out('docker logs cache')).replaceAll(/\d\d:\d\d:\d\d\.\d{3}/g, 'TIME')).toBe(
    ['1:C 21 Nov 2026 TIME * oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo', '1:C 21 Nov 2026 TIME * Redis version=7.4.11, bits=64, commit=00000000, modified=0, pid=1, just started', '1:C 21 Nov 2026 TIME # Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf', '1:M 21 Nov 2026 TIME * monotonic clock: POSIX clock_gettime', '1:M 21 Nov 2026 TIME * Running mode=standalone, port=6379.', '1:M 21 Nov 2026 TIME * Server initialized', '1:M 21 Nov 2026 TIME * Ready to accept connections tcp', ''].join('\n'),
  );
  expect(await out(`docker exec cache redis-cli set greeting 'hello "you"'; docker exec cache redis-cli rpush list a b; docker exec -t cache redis-cli lrange list 0 -1; docker exec -t cache redis-cli get greeting; docker exec cache redis-cli incr greeting`)).toBe('OK\n2\n1) "a"\r\n2) "b"\r\n"hello \\"you\\""\r\nERR value is not an integer or out of range\n');
  expect(await out("printf 'multi\\nincr n\\nincr n\\nexec\\nselect 1\\ndbsize\\n' | docker exec -i cache redis-cli")).toBe('OK\nQUEUED\nQUEUED\n1\n2\nOK\n0\n');
  expect(await out('docker stop cache >/dev/null; docker start cache >/dev/null; sleep 1; docker exec cache redis-cli get n; docker exec cache redis-cli set lost 1; docker kill cache >/dev/null; docker start cache > /dev/null; sleep 1; docker exec cache redis-cli exists lost n')).toBe('2\nOK\n1\n');
  expect(await run('docker run --rm redis:7 redis-cli ping')).toEqual({ stdout: '', stderr: 'Could not connect to Redis at 127.0.0.1:6379: Connection refused\n', status: 1 });
});

test('mysql: refuses without a password, is ready only after its initialisation, speaks SQL', async () => {
  const refused = await run('docker pull -q mysql:8.0 >/dev/null; docker run --rm mysql:8.0');
  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch(/^\S+ \S+ \[ERROR\] \[Entrypoint\]: Database is uninitialized and password option is not specified\n {4}You need to specify one of the following as an environment variable:\n {4}- MYSQL_ROOT_PASSWORD\n {4}- MYSQL_ALLOW_EMPTY_PASSWORD\n {4}- MYSQL_RANDOM_ROOT_PASSWORD\n$/);
  const early = await run('docker network create back >/dev/null; docker run -d --network back --name db -e MYSQL_ROOT_PASSWORD=secret -e MYSQL_DATABASE=shop -e MYSQL_USER=ann -e MYSQL_PASSWORD=pw mysql:8.0 >/dev/null; sleep 3; docker exec -e MYSQL_PWD=secret db mysql -e "select 1"');
  expect(early).toEqual({ stdout: '', stderr: "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)\n", status: 1 });
  expect((await run('docker run --rm --network back -e MYSQL_PWD=pw mysql:8.0 mysql -h db -u ann shop')).stderr).toBe("ERROR 2003 (HY000): Can't connect to MySQL server on 'db:3306' (111)\n");
  const logs = await run('sleep 15; docker logs db');
  expect(logs.stdout.split('\n').map((line) => line.replace(/^\S+ \S+ /, ''))).toEqual(['[Note] [Entrypoint]: Entrypoint script for MySQL Server 8.0.32-1.el8 started.', "[Note] [Entrypoint]: Switching to dedicated user 'mysql'", '[Note] [Entrypoint]: Entrypoint script for MySQL Server 8.0.32-1.el8 started.', '[Note] [Entrypoint]: Initializing database files', '[Note] [Entrypoint]: Database files initialized', '[Note] [Entrypoint]: Starting temporary server', '[Note] [Entrypoint]: Temporary server started.', '[Note] [Entrypoint]: Creating database shop', '[Note] [Entrypoint]: Creating user ann', '[Note] [Entrypoint]: Giving user ann access to schema shop', '', '[Note] [Entrypoint]: Stopping temporary server', '[Note] [Entrypoint]: Temporary server stopped', '', '[Note] [Entrypoint]: MySQL init process done. Ready for start up.', '', '']);
  expect(logs.stderr.match(/ready for connections\..*port: \d+/g)).toEqual(["ready for connections. Version: '8.0.32'  socket: '/var/run/mysqld/mysqld.sock'  port: 0", "ready for connections. Version: '8.0.32'  socket: '/var/run/mysqld/mysqld.sock'  port: 3306"]);
  await run(`cat > shop.sql <<'EOF'
-- two tables and a reference
CREATE TABLE customers (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL UNIQUE) ENGINE=InnoDB;
CREATE TABLE orders (id INT AUTO_INCREMENT PRIMARY KEY, customer_id INT, total DECIMAL(8,2) DEFAULT 0, FOREIGN KEY (customer_id) REFERENCES customers(id) ON DELETE CASCADE);
INSERT INTO customers (name) VALUES ('Ann'), ('Bob'), ('Cy');
INSERT INTO orders (customer_id, total) VALUES (1, 9.5), (1, 20), (2, 1.25);
EOF
docker exec -i -e MYSQL_PWD=pw db mysql -u ann shop < shop.sql`);
  const sql = (text: string) => out(`docker run --rm --network back -e MYSQL_PWD=pw mysql:8.0 mysql -h db -u ann -t shop -e "${text}"`);
  expect(await sql('SELECT c.name, COUNT(o.id) AS n, SUM(o.total) AS total, AVG(o.total) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.name HAVING n > 0 OR c.name LIKE \'c%\' ORDER BY total DESC')).toBe(
    '+------+---+-------+--------------+\n| name | n | total | AVG(o.total) |\n+------+---+-------+--------------+\n| Ann  | 2 | 29.50 |    14.750000 |\n| Bob  | 1 |  1.25 |     1.250000 |\n| Cy   | 0 |  NULL |         NULL |\n+------+---+-------+--------------+\n',
  );
  expect(await sql('DELETE FROM customers WHERE name = \'Ann\'; SELECT id, total FROM orders; DESCRIBE orders')).toBe(
    '+----+-------+\n| id | total |\n+----+-------+\n|  3 |  1.25 |\n+----+-------+\n+-------------+--------------+------+-----+---------+----------------+\n| Field       | Type         | Null | Key | Default | Extra          |\n+-------------+--------------+------+-----+---------+----------------+\n| id          | int          | NO   | PRI | NULL    | auto_increment |\n| customer_id | int          | YES  | MUL | NULL    |                |\n| total       | decimal(8,2) | YES  |     | 0.00    |                |\n+-------------+--------------+------+-----+---------+----------------+\n',
  );
  const errors = await run(`for q in "selec 1" "select * from nope" "select nope from orders" "insert into customers (name) values ('Bob')" "insert into orders (customer_id) values (99)" "create database other"; do docker exec -e MYSQL_PWD=pw db mysql -u ann shop -e "$q"; done; docker exec -e MYSQL_PWD=no db mysql -u ann; docker exec db mysql -u ann`);
  expect(errors).toEqual({
    stdout: '',
    stderr: "ERROR 1064 (42000) at line 1: You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near 'selec 1' at line 1\nERROR 1146 (42S02) at line 1: Table 'shop.nope' doesn't exist\nERROR 1054 (42S22) at line 1: Unknown column 'nope' in 'field list'\nERROR 1062 (23000) at line 1: Duplicate entry 'Bob' for key 'customers.name'\nERROR 1452 (23000) at line 1: Cannot add or update a child row: a foreign key constraint fails (`shop`.`orders`, CONSTRAINT `orders_ibfk_1` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE CASCADE)\nERROR 1044 (42000) at line 1: Access denied for user 'ann'@'%' to database 'other'\nERROR 1045 (28000): Access denied for user 'ann'@'localhost' (using password: YES)\nERROR 1045 (28000): Access denied for user 'ann'@'localhost' (using password: NO)\n",
    status: 1,
  });
  expect(await out('docker exec -e MYSQL_PWD=secret db mysqldump shop > dump.sql; docker exec -e MYSQL_PWD=secret db mysql -e "create database copy"; docker exec -i -e MYSQL_PWD=secret db mysql copy < dump.sql; docker exec -e MYSQL_PWD=secret db mysql -N copy -e "show tables; select * from customers"')).toBe('customers\norders\n2\tBob\n3\tCy\n');
  expect(await run(`docker exec -e MYSQL_PWD=secret db mysql shop -e 'checksum table customers'; docker exec -e MYSQL_PWD=secret db mysql shop -e 'load data infile "x" into table customers'; docker exec -e MYSQL_PWD=secret db mysqladmin extended-status; docker exec -e MYSQL_PWD=secret db mysqladmin nope; docker exec -e MYSQL_PWD=secret db mysqladmin variables | grep -o "autocommit  *| ON"`)).toEqual({
    stdout: 'autocommit                      | ON\n',
    stderr: "ERROR 1235 (42000) at line 1: dockyard: CHECKSUM TABLE is not simulated\nERROR 1235 (42000) at line 1: dockyard: LOAD DATA is not simulated\ndockyard: mysqladmin extended-status is not simulated\nmysqladmin: Unknown command: 'nope'\n",
    status: 0,
  });
  expect(await out('docker kill db >/dev/null; docker start db >/dev/null; sleep 5; docker exec -e MYSQL_PWD=secret db mysql -N copy -e "select count(*) from orders"')).toBe('1\n');
}, 15_000);

test('postgres: refuses without a password, initialises, lists and explains as psql does', async () => {
  const refused = await run('docker pull -q postgres:16 >/dev/null; docker run --rm postgres:16');
  expect(refused).toEqual({ stdout: '', stderr: 'Error: Database is uninitialized and superuser password is not specified.\n       You must specify POSTGRES_PASSWORD to a non-empty value for the\n       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".\n\n       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all\n       connections without a password. This is *not* recommended.\n\n       See PostgreSQL documentation about "trust":\n       https://www.postgresql.org/docs/current/auth-trust.html\n', status: 1 });
  const early = await run(`mkdir -p init; echo "create table pens (id serial primary key, name text not null, price numeric(6,2) check (price > 0)); insert into pens (name, price) values ('bic', 0.5), ('pelikan', 20);" > init/1.sql; docker run -d --name pg -v "$PWD/init:/docker-entrypoint-initdb.d:ro" -v pgdata:/var/lib/postgresql/data -e POSTGRES_PASSWORD=secret -e POSTGRES_DB=shop postgres:16 >/dev/null; docker exec pg pg_isready; docker exec pg psql -U postgres`);
  expect(early).toEqual({ stdout: '/var/run/postgresql:5432 - no response\n', stderr: 'psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory\n\tIs the server running locally and accepting connections on that socket?\n', status: 2 });
  expect((await run('sleep 6; docker logs pg')).stderr.match(/database system is ready to accept connections/g)?.length).toBe(2);
  const psql = (args: string) => run(`docker exec pg psql -U postgres shop ${args}`);
  expect((await psql(`-c '\\dt' -c 'select name, price, price > 1 as dear from pens order by price desc' -c 'select count(*), avg(price) from pens' -c "insert into pens (name) values ('x') returning id"`)).stdout).toBe(
    '        List of relations\n Schema | Name | Type  |  Owner   \n--------+------+-------+----------\n public | pens | table | postgres\n(1 row)\n\n  name   | price | dear \n---------+-------+------\n pelikan | 20.00 | t\n bic     |  0.50 | f\n(2 rows)\n\n count |         avg         \n-------+---------------------\n     2 | 10.2500000000000000\n(1 row)\n\n id \n----\n  3\n(1 row)\n\nINSERT 0 1\n',
  );
  expect(await psql('-c "select * from penz"')).toEqual({ stdout: '', stderr: 'ERROR:  relation "penz" does not exist\nLINE 1: select * from penz\n                      ^\n', status: 1 });
  expect((await psql(`-c "insert into pens (name, price) values ('y', -1)" -c "select id + 'a' from pens" -c "insert into pens values (1, 'z')"`)).stderr).toBe('ERROR:  new row for relation "pens" violates check constraint "pens_price_check"\nDETAIL:  Failing row contains (4, y, -1.00).\nERROR:  invalid input syntax for type integer: "a"\nLINE 1: select id + \'a\' from pens\n                    ^\nERROR:  duplicate key value violates unique constraint "pens_pkey"\nDETAIL:  Key (id)=(1) already exists.\n');
  expect((await run("printf 'begin;\\ndelete from pens;\\nselect 1/0;\\nselect 1;\\nrollback;\\n\\\\d pens\\n' | docker exec -i pg psql -U postgres shop"))).toEqual({
    stdout: 'BEGIN\nDELETE 3\nROLLBACK\n                               Table "public.pens"\n Column |     Type     | Collation | Nullable |             Default              \n--------+--------------+-----------+----------+----------------------------------\n id     | integer      |           | not null | nextval(\'pens_id_seq\'::regclass)\n name   | text         |           | not null | \n price  | numeric(6,2) |           |          | \nIndexes:\n    "pens_pkey" PRIMARY KEY, btree (id)\nCheck constraints:\n    "pens_price_check" CHECK (price > 0)\n\n',
    stderr: 'ERROR:  division by zero\nERROR:  current transaction is aborted, commands ignored until end of transaction block\n',
    status: 0,
  });
  expect(await out('docker rm -f pg >/dev/null; docker run -d --name pg2 -v pgdata:/var/lib/postgresql/data postgres:16 >/dev/null; sleep 2; docker exec pg2 psql -U postgres -Atc "select string_agg(name, \',\' order by id) from pens" shop; docker logs pg2 2>&1 | grep -c "not properly shut down"')).toBe('bic,pelikan,x\n1\n');
  const newer = await run('docker pull -q postgres:18 >/dev/null; docker run --rm -e POSTGRES_PASSWORD=x -v fresh:/var/lib/postgresql/data postgres:18');
  expect([newer.status, newer.stderr.split('\n')[0]]).toEqual([1, 'Error: in 18+, these Docker images are configured to store database data in a']);
}, 15_000);

test('httpd, whoami, memcached and mongo answer on their ports', async () => {
  await run('for i in httpd:2.4 traefik/whoami memcached mongo; do docker pull -q $i >/dev/null; done; docker run -d --name web -p 8080:80 httpd:2.4; docker run -d --name who -h me -p 8081:80 traefik/whoami; docker run -d --name mc -p 11211:11211 memcached; docker run -d --name mongo mongo; sleep 3');
  expect(await out('curl -s localhost:8080; curl -s -o /dev/null -w "%{http_code}\\n" localhost:8080/nope; docker stop web; docker inspect -f "{{.State.ExitCode}}" web; docker logs web 2>/dev/null | cut -d" " -f1,6-')).toBe('<html><body><h1>It works!</h1></body></html>\n404\nweb\n0\n172.17.0.1 "GET / HTTP/1.1" 200 45\n172.17.0.1 "GET /nope HTTP/1.1" 404 196\n');
  expect((await out('curl -s localhost:8081/hi')).replace(/RemoteAddr: 172\.17\.0\.1:\d+/, 'RemoteAddr').replace(/IP: 172\S+/, 'IP: own').replace(/curl\/\S+/, 'curl')).toBe('Hostname: me\nIP: 127.0.0.1\nIP: ::1\nIP: own\nRemoteAddr\nGET /hi HTTP/1.1\r\nHost: localhost:8081\r\nAccept: */*\r\nUser-Agent: curl\r\n\r\n');
  expect(await out("printf 'set a 0 0 5\\r\\nhello\\r\\nget a b\\r\\nincr a 1\\r\\nquit\\r\\n' | nc localhost 11211")).toBe('STORED\r\nVALUE a 0 5\r\nhello\r\nEND\r\nCLIENT_ERROR cannot increment or decrement non-numeric value\r\n');
  const mongosh = (script: string) => out(`docker exec mongo mongosh --quiet --eval '${script}'`);
  expect(await mongosh('db.users.insertMany([{name: "Ann", age: 3, tags: ["a"]}, {name: "Bob", age: 5}]); db.users.updateOne({name: "Bob"}, {$inc: {age: 1}, $push: {tags: "b"}})')).toBe('{\n  acknowledged: true,\n  insertedId: null,\n  matchedCount: 1,\n  modifiedCount: 1,\n  upsertedCount: 0\n}\n');
  expect(await mongosh('db.users.find({$or: [{age: {$gt: 5}}, {name: /^A/}]}, {_id: 0}).sort({age: -1})')).toBe("[\n  { name: 'Bob', age: 6, tags: [ 'b' ] },\n  { name: 'Ann', age: 3, tags: [ 'a' ] }\n]\n");
});
