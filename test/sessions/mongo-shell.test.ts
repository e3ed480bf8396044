// The shell before mongosh, and what roles allow.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from './host';

let machine: Session;
const run = (line: string) => machine.sh(line);
const sh = (script: string, more = '') => machine.sh(`docker exec -i old mongo --quiet ${more} --eval "$(cat <<'END'\n${script}\nEND\n)"`);
const ok = (stdout: string) => ({ stdout, stderr: '', status: 0 });

beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  await run('docker run -d --name old mongo:4.4; sleep 3');
}, 60_000);
afterAll(() => machine.end());

test('results are written as the older shell writes them', async () => {
  expect(await sh('db.version()')).toEqual(ok('4.4.29\n'));
  expect(await sh('db.pets.insert({ _id: 1, name: "Rex" })')).toEqual(ok('WriteResult({ "nInserted" : 1 })\n'));
  expect(await sh('db.pets.insertOne({ _id: ObjectId("5f0c00000000000000000001"), name: "Tom", tags: ["a", "b"] })')).toEqual(ok('{\n\t"acknowledged" : true,\n\t"insertedId" : ObjectId("5f0c00000000000000000001")\n}\n'));
  expect(await sh('db.pets.insertMany([{ _id: 2 }, { _id: 3 }])')).toEqual(ok('{ "acknowledged" : true, "insertedIds" : [ 2, 3 ] }\n'));
  expect(await sh('db.pets.find()')).toEqual(ok('{ "_id" : 1, "name" : "Rex" }\n{ "_id" : ObjectId("5f0c00000000000000000001"), "name" : "Tom", "tags" : [ "a", "b" ] }\n{ "_id" : 2 }\n{ "_id" : 3 }\n'));
  expect(await sh('db.pets.find({ _id: 1 }).pretty()')).toEqual(ok('{\n\t"_id" : 1,\n\t"name" : "Rex"\n}\n'));
  expect(await sh('db.pets.update({ _id: 1 }, { $set: { age: 3 } })')).toEqual(ok('WriteResult({ "nMatched" : 1, "nUpserted" : 0, "nModified" : 1 })\n'));
  expect(await sh('db.pets.updateOne({ _id: 1 }, { $set: { age: 4 } })')).toEqual(ok('{ "acknowledged" : true, "matchedCount" : 1, "modifiedCount" : 1 }\n'));
  expect(await sh('db.pets.remove({ _id: 2 })')).toEqual(ok('WriteResult({ "nRemoved" : 1 })\n'));
  expect(await sh('db.pets.deleteMany({ _id: 3 })')).toEqual(ok('{ "acknowledged" : true, "deletedCount" : 1 }\n'));
  expect(await sh('db.pets.createIndex({ name: 1 })')).toEqual(ok('{\n\t"createdCollectionAutomatically" : false,\n\t"numIndexesBefore" : 1,\n\t"numIndexesAfter" : 2,\n\t"ok" : 1\n}\n'));
  expect(await sh('const all = db.pets.find({ age: 4 }).toArray(); all.forEach((pet) => print(pet.name, pet.age)); printjson(all[0]); all')).toEqual(ok('Rex 4\n{ "_id" : 1, "name" : "Rex", "age" : 4 }\n[ { "_id" : 1, "name" : "Rex", "age" : 4 } ]\n'));
  expect(await sh('nobody')).toEqual({ stdout: 'uncaught exception: ReferenceError: nobody is not defined :\n@(shell eval):1:1\n', stderr: 'exiting with code -4\n', status: 252 });
}, 120_000);

test('a pipe, and which image has which shell', async () => {
  expect(await run("printf 'use shop\\nshow dbs\\ndb.items.insert({a:1})\\nshow collections\\nfoo\\n' | docker exec -i old mongo --quiet")).toEqual(ok('switched to db shop\nadmin   0.000GB\nconfig  0.000GB\nlocal   0.000GB\ntest    0.000GB\nWriteResult({ "nInserted" : 1 })\nitems\nuncaught exception: ReferenceError: foo is not defined :\n@(shell):1:1\n'));
  const lines = (await run("docker exec old mongo shop --eval 'db.items.count()'")).stdout.replace(/UUID\("[^"]*"\)/, 'UUID');
  expect(lines).toBe('MongoDB shell version v4.4.29\nconnecting to: mongodb://127.0.0.1:27017/shop?compressors=disabled&gssapiServiceName=mongodb\nImplicit session: session { "id" : UUID }\nMongoDB server version: 4.4.29\n1\n');
  expect(await run('docker exec old mongo --port 1 --eval 1')).toEqual({ stdout: "MongoDB shell version v4.4.29\nconnecting to: mongodb://127.0.0.1:1/?compressors=disabled&gssapiServiceName=mongodb\nError: couldn't connect to server 127.0.0.1:1, connection attempt failed: SocketException: Error connecting to 127.0.0.1:1 :: caused by :: Connection refused :\nconnect@src/mongo/shell/mongo.js:374:17\n@(connect):2:6\n", stderr: 'exception: connect failed\nexiting with code 1\n', status: 1 });
  expect((await run('docker exec old mongosh')).status).toBe(127);
  await run('docker pull -q mongo:5; docker pull -q mongo:6');
  expect(await run('docker run --rm --entrypoint sh mongo:5 -c "ls /usr/bin/mongo*sh /usr/bin/mongo"')).toEqual(ok('/usr/bin/mongo\n/usr/bin/mongosh\n'));
  expect(await run('docker run --rm --entrypoint sh mongo:6 -c "command -v mongo"')).toEqual({ stdout: '', stderr: '', status: 127 });
}, 120_000);

test('roles say what a user may do', async () => {
  await run('docker pull -q mongo:7');
  await run('docker run -d --name safe -e MONGO_INITDB_ROOT_USERNAME=root -e MONGO_INITDB_ROOT_PASSWORD=pw mongo:7; sleep 12');
  const as = (who: string, script: string) => run(`docker exec safe mongosh --quiet "mongodb://${who}@localhost/shop?authSource=${who.startsWith('root') ? 'admin' : 'shop'}" --eval '${script}'`);
  expect(await as('root:pw', 'db.createUser({ user: "ann", pwd: "a", roles: ["read"] }); db.createUser({ user: "bob", pwd: "b", roles: ["readWrite"] }); db.items.insertOne({ _id: 1 })')).toEqual(ok('{ acknowledged: true, insertedId: 1 }\n'));
  expect(await as('ann:a', 'db.items.find()')).toEqual(ok('[ { _id: 1 } ]\n'));
  const refused = async (who: string, script: string) => (await as(who, script)).stderr.replace(/UUID\("[^"]*"\)/, 'UUID');
  expect(await refused('ann:a', 'db.items.insertOne({ _id: 2 })')).toBe('MongoServerError[Unauthorized]: not authorized on shop to execute command { insert: "items", ordered: true, lsid: { id: UUID }, $db: "shop" }\n');
  expect(await as('bob:b', 'db.items.insertOne({ _id: 2 })')).toEqual(ok('{ acknowledged: true, insertedId: 2 }\n'));
  expect(await refused('bob:b', 'db.getSiblingDB("other").items.find({ a: "x" })')).toBe('MongoServerError[Unauthorized]: not authorized on other to execute command { find: "items", filter: { a: "x" }, lsid: { id: UUID }, $db: "other" }\n');
  expect(await refused('bob:b', 'db.dropDatabase()')).toBe('MongoServerError[Unauthorized]: not authorized on shop to execute command { dropDatabase: 1, lsid: { id: UUID }, $db: "shop" }\n');
}, 120_000);

test('options that mongod does not have, and variables that exclude each other', async () => {
  expect(await run('docker run --rm mongo:7 --fast')).toEqual({ stdout: '', stderr: "Error parsing command line: unrecognised option '--fast'\ntry 'mongod --help' for more information\n", status: 2 });
  expect(await run('docker run --rm mongo:7 --replSet rs0')).toEqual({ stdout: '', stderr: 'dockyard: the option --replSet of mongod is not simulated\n', status: 1 });
  expect(await run('docker run --rm -e MONGO_INITDB_ROOT_USERNAME=root mongo:7')).toEqual({ stdout: '', stderr: "\nerror: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'\n       both must be specified for a user to be created\n\n", status: 1 });
  expect(await run('docker run --rm -e MONGO_INITDB_ROOT_PASSWORD=a -e MONGO_INITDB_ROOT_PASSWORD_FILE=/b mongo:7')).toEqual({ stdout: '', stderr: 'error: both MONGO_INITDB_ROOT_PASSWORD and MONGO_INITDB_ROOT_PASSWORD_FILE are set (but are exclusive)\n', status: 1 });
}, 60_000);
