// mongosh as tutorials use it: one-shots, scripts, users, a prompt's lines.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from './host';

let machine: Session;
const run = (line: string) => machine.sh(line);
const sh = (script: string, more = '') => machine.sh(`docker exec -i mongo mongosh --quiet ${more} --eval "$(cat <<'END'\n${script}\nEND\n)"`);
const ok = (stdout: string) => ({ stdout, stderr: '', status: 0 });
const fails = (stderr: string) => ({ stdout: '', stderr, status: 1 });

beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  await run('docker run -d --name mongo mongo:7; sleep 3');
}, 60_000);
afterAll(() => machine.end());

test('variables, loops, functions and template strings', async () => {
  expect(await sh('const names = ["Ann", "Bob"];\nfor (let i = 0; i < names.length; i++) {\n  db.users.insertOne({ _id: i, name: names[i], age: 20 + i });\n}\nconst older = (doc) => `${doc.name} is ${doc.age + 1}`;\ndb.users.find().sort({ age: -1 }).forEach((doc) => print(older(doc)));\ndb.users.countDocuments()')).toEqual(ok('Bob is 22\nAnn is 21\n2\n'));
  expect(await sh('const ann = db.users.findOne({ name: "Ann" }); printjson(ann); print(db.users.find().map((u) => u.name).toArray().join()); db')).toEqual(ok("{ _id: 0, name: 'Ann', age: 20 }\nAnn,Bob\ntest\n"));
  expect(await sh('try { db.users.insertOne({ _id: 0 }) } catch (e) { print(e.name, e.code) }; for (const u of db.users.find({ age: { $gt: 20 } }, { _id: 0 })) { printjson(u) }')).toEqual(ok("MongoServerError 11000\n{ name: 'Bob', age: 21 }\n"));
  expect(await sh('db = db.getSiblingDB("shop"); db.items.insertMany([{ _id: 1, at: new Date(0), by: ObjectId("64b000000000000000000001") }]); db.items.find()')).toEqual(ok("[\n  {\n    _id: 1,\n    at: ISODate('1970-01-01T00:00:00.000Z'),\n    by: ObjectId('64b000000000000000000001')\n  }\n]\n"));
  expect(await sh('db.none.find()\nlet x = 5')).toEqual(ok(''));
  expect(await sh('print("before"); exit(3)')).toEqual({ stdout: 'before\n', stderr: '', status: 3 });
}, 60_000);

test('indexes, aggregates, users and what there is', async () => {
  expect(await sh('db.users.createIndex({ name: 1 }, { unique: true })')).toEqual(ok('name_1\n'));
  expect(await sh('db.users.getIndexes()')).toEqual(ok("[\n  { v: 2, key: { _id: 1 }, name: '_id_' },\n  { v: 2, key: { name: 1 }, name: 'name_1', unique: true }\n]\n"));
  expect(await sh('db.users.insertOne({ name: "Ann" })')).toEqual(fails('MongoServerError: E11000 duplicate key error collection: test.users index: name_1 dup key: { name: "Ann" }\n'));
  expect(await sh('db.users.aggregate([{ $group: { _id: null, mean: { $avg: "$age" } } }])')).toEqual(ok('[ { _id: null, mean: 20.5 } ]\n'));
  expect(await sh('db.users.dropIndex("name_1")')).toEqual(ok('{ nIndexesWas: 2, ok: 1 }\n'));
  expect(await sh('db.users.dropIndex("name_1")')).toEqual(fails('MongoServerError[IndexNotFound]: index not found with name [name_1]\n'));
  expect(await sh('db.users.findOneAndUpdate({ name: "Ann" }, { $inc: { age: 1 } }, { returnDocument: "after" })')).toEqual(ok("{ _id: 0, name: 'Ann', age: 21 }\n"));
  expect(await sh('db.getSiblingDB("shop").createUser({ user: "ann", pwd: "pw", roles: ["readWrite"] })')).toEqual(ok('{ ok: 1 }\n'));
  expect(await sh('db.createUser({ user: "ann", pwd: "pw", roles: ["readWrite"] })', 'shop')).toEqual(fails('MongoServerError[Location51003]: User "ann@shop" already exists\n'));
  expect((await sh('show users', 'shop')).stdout.replace(/UUID\('[^']+'\)/, 'UUID')).toBe("[\n  {\n    _id: 'shop.ann',\n    userId: UUID,\n    user: 'ann',\n    db: 'shop',\n    roles: [ { role: 'readWrite', db: 'shop' } ],\n    mechanisms: [ 'SCRAM-SHA-1', 'SCRAM-SHA-256' ]\n  }\n]\n");
  expect(await sh('db.dropUser("bob")')).toEqual(fails("MongoServerError[UserNotFound]: User 'bob@test' not found\n"));
  expect(await sh('db.getCollectionNames().length', 'shop')).toEqual(ok('1\n'));
  expect(await sh('db.runCommand({ ping: 1 }).ok')).toEqual(ok('1\n'));
}, 60_000);

test('what goes wrong, and what is not simulated', async () => {
  expect(await sh('db.some.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 1 }, { _id: 3 }])')).toEqual(fails('MongoBulkWriteError: E11000 duplicate key error collection: test.some index: _id_ dup key: { _id: 1 }\n'));
  expect(await sh('db.some.countDocuments()')).toEqual(ok('2\n'));
  expect(await sh('db.users.foo()')).toEqual(fails('TypeError: db.users.foo is not a function\n'));
  expect(await sh('nobody')).toEqual(fails('ReferenceError: nobody is not defined\n'));
  expect(await sh('db.users.')).toEqual(fails('SyntaxError: Unexpected token (1:9)\n\n> 1 | db.users.\n    |          ^\n\n'));
  expect(await sh('db.stats()')).toEqual(fails('dockyard: db.stats() is not simulated\n'));
  expect(await sh('try { rs.status() } catch (e) { print(e.message) }; const s = db.users.stats()')).toEqual({ stdout: 'dockyard: rs of mongosh is not simulated\n', stderr: 'dockyard: db.collection.stats() is not simulated\n', status: 1 });
}, 60_000);

test('files, a pipe and addresses with users', async () => {
  await run(`cat > seed.js <<'END'\nconst rows = [...Array(3).keys()].map((n) => ({ _id: n }));\ndb.rows.insertMany(rows);\nprint(\`\${db.rows.countDocuments()} rows\`);\nEND\ndocker cp -q seed.js mongo:/tmp/`);
  expect(await run('docker exec mongo mongosh --quiet seeds /tmp/seed.js')).toEqual(ok('3 rows\n'));
  expect(await run('docker exec mongo mongosh --quiet /tmp/none.js')).toEqual(fails("Error: ENOENT: no such file or directory, open '/tmp/none.js'\n"));
  expect(await run(`printf 'use seeds\\ndb.rows.find({\\n  _id: { $gt: 0 }\\n})\\nvar n = 2\\nn + 1\\n' | docker exec -i mongo mongosh --quiet`)).toEqual(ok('switched to db seeds\n[ { _id: 1 }, { _id: 2 } ]\n3\n'));
  await run('docker run -d --name safe -e MONGO_INITDB_ROOT_USERNAME=root -e MONGO_INITDB_ROOT_PASSWORD=pw mongo:7; sleep 12');
  const as = (given: string) => run(`docker exec safe mongosh --quiet ${given} --eval 'db.x.countDocuments()'`);
  expect(await as('')).toEqual(fails('MongoServerError[Unauthorized]: Command aggregate requires authentication\n'));
  expect(await as('-u root -p no')).toEqual(fails('MongoServerError: Authentication failed.\n'));
  expect(await as('-u root -p pw --authenticationDatabase admin')).toEqual(ok('0\n'));
  expect(await as('"mongodb://root:pw@localhost:27017/shop?authSource=admin"')).toEqual(ok('0\n'));
  expect(await as('"mongodb://root:pw@localhost:27017/shop"')).toEqual(fails('MongoServerError: Authentication failed.\n'));
}, 60_000);

test('the image runs the scripts of its folder when there are no data yet', async () => {
  await run(`mkdir init; cat > init/1.js <<'END'
const shop = db.getSiblingDB('shop');
shop.createUser({ user: 'app', pwd: process.env.APP_PASSWORD, roles: [{ role: 'readWrite', db: 'shop' }] });
for (const name of ['pen', 'ink']) shop.items.insertOne({ name });
print(db.getName());
END
echo 'mongosh --quiet shop --eval "db.items.countDocuments()"' > init/2.sh; touch init/notes.txt
docker run -d --name first -e MONGO_INITDB_DATABASE=start -e APP_PASSWORD=pw -e MONGO_INITDB_ROOT_USERNAME=root -e MONGO_INITDB_ROOT_PASSWORD=secret -v ./init:/docker-entrypoint-initdb.d:ro mongo:7; sleep 15`);
  expect(await run('docker logs first | grep -v "^{.t" | sed "s/: [0-9]*\$/: PID/"')).toEqual(ok('about to fork child process, waiting until server is ready for connections.\nforked process: PID\nchild process started successfully, parent exiting\n{ ok: 1 }\n\n/usr/local/bin/docker-entrypoint.sh: running /docker-entrypoint-initdb.d/1.js\nstart\n\n\n/usr/local/bin/docker-entrypoint.sh: running /docker-entrypoint-initdb.d/2.sh\n2\n\n/usr/local/bin/docker-entrypoint.sh: ignoring /docker-entrypoint-initdb.d/notes.txt\n\nkilling process with pid: PID\n\nMongoDB init process complete; ready for start up.\n\n'));
  const names = (address: string) => run(`docker exec first mongosh --quiet "mongodb://${address}" --eval 'db.items.distinct("name")'`);
  expect(await names('app:pw@localhost/shop')).toEqual(ok("[ 'ink', 'pen' ]\n"));
  expect(await names('root:secret@localhost/shop?authSource=admin')).toEqual(ok("[ 'ink', 'pen' ]\n"));
  expect(await names('localhost/shop')).toEqual(fails('MongoServerError[Unauthorized]: Command distinct requires authentication\n'));
  expect(await run('docker restart first; sleep 5; docker logs first | grep -c "init process"')).toEqual(ok('first\n1\n'));
}, 60_000);

test('a prompt keeps variables, asks for the rest of a statement and goes on after an error', async () => {
  await run("docker exec mongo mongosh --quiet many --eval 'db.dropDatabase()'");
  const { host } = machine;
  const terminal = await host.openTerminal({ rows: 24, cols: 80 });
  let screen = '';
  const decoder = new TextDecoder();
  void (async () => {
    for (let bytes = await terminal.output.read(); bytes.length > 0; bytes = await terminal.output.read()) screen += decoder.decode(bytes, { stream: true });
  })();
  for (const line of ['docker exec -it mongo mongosh --quiet many', 'const n = 21', 'const n = 22', 'for (let i = 0; i < n; i++) {', 'db.rows.insertOne({ _id: i })', '}', 'db.rows.countDocuments()', 'nobody', 'db.rows.find().skip(1)', 'it', 'use other', 'db', 'exit']) {
    terminal.input(new TextEncoder().encode(`${line}\r`));
    await host.clock.sleep(3000);
  }
  terminal.hangUp();
  expect(screen).toContain('many> const n = 21\r\n\r\nmany> const n = 22\r\n\r\nmany> for (let i = 0; i < n; i++) {\r\n... db.rows.insertOne({ _id: i })\r\n... }\r\n');
  expect(screen).toContain('many> db.rows.countDocuments()\r\n22\r\nmany> nobody\r\nReferenceError: nobody is not defined\r\nmany> db.rows.find().skip(1)\r\n');
  expect(screen).toContain('Type "it" for more\r\nmany> it\r\n[ { _id: 21 } ]\r\nmany> use other\r\nswitched to db other\r\nother> db\r\nother\r\nother> exit\r\n');
}, 60_000);
