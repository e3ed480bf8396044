import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh('docker run -d --name mongo mongo; sleep 3');
});
afterAll(() => machine.end());

const mongosh = (script: string) => machine.sh(`docker exec mongo mongosh --quiet shop --eval '${script}'`);
const shown = (stdout: string) => ({ stdout, stderr: '', status: 0 });
const refused = (message: string) => ({ stdout: '', stderr: `MongoServerError: ${message}\n`, status: 1 });

test('aggregations go through their stages; what there is none of is refused', async () => {
  await mongosh('db.orders.insertMany([{_id: 1, item: "pen", qty: 5, price: 2.5, tags: ["a", "b"]}, {_id: 2, item: "pad", qty: 2, price: 4, tags: ["a"]}, {_id: 3, item: "pen", qty: 1, price: 2.5}])');
  expect(await mongosh('db.orders.aggregate([{$match: {qty: {$gt: 0}}}, {$group: {_id: "$item", total: {$sum: {$multiply: ["$qty", "$price"]}}, n: {$sum: 1}}}, {$sort: {total: -1}}])')).toEqual(shown("[ { _id: 'pen', total: 15, n: 2 }, { _id: 'pad', total: 8, n: 1 } ]\n"));
  expect(await mongosh('db.orders.aggregate([{$unwind: "$tags"}, {$sortByCount: "$tags"}])')).toEqual(shown("[ { _id: 'a', count: 2 }, { _id: 'b', count: 1 } ]\n"));
  expect(await mongosh('db.orders.aggregate([{$project: {_id: 0, item: {$toUpper: "$item"}, cost: {$multiply: ["$qty", "$price"]}}}, {$limit: 2}])')).toEqual(shown("[ { item: 'PEN', cost: 12.5 }, { item: 'PAD', cost: 8 } ]\n"));
  await mongosh('db.items.insertOne({_id: 1, sku: "pen"})');
  expect(await mongosh('db.items.aggregate([{$lookup: {from: "orders", localField: "sku", foreignField: "item", as: "o"}}, {$project: {sku: 1, n: {$size: "$o"}}}])')).toEqual(shown("[ { _id: 1, sku: 'pen', n: 2 } ]\n"));
  expect(await mongosh('db.orders.aggregate([{$bogus: 1}])')).toEqual(refused("Unrecognized pipeline stage name: '$bogus'"));
  expect(await mongosh('db.orders.aggregate([{$facet: {}}])')).toEqual(refused('dockyard: the stage $facet is not simulated'));
});

test('indexes are listed, dropped, and keep values apart where they are unique', async () => {
  expect(await mongosh('db.users.createIndex({email: 1}, {unique: true})')).toEqual(shown('email_1\n'));
  await mongosh('db.users.insertOne({_id: 1, email: "a"})');
  expect(await mongosh('db.users.insertOne({_id: 2, email: "a"})')).toEqual(refused('E11000 duplicate key error collection: shop.users index: email_1 dup key: { email: "a" }'));
  expect(await mongosh('db.users.getIndexes()')).toEqual(shown("[\n  { v: 2, key: { _id: 1 }, name: '_id_' },\n  { v: 2, key: { email: 1 }, name: 'email_1', unique: true }\n]\n"));
  expect(await mongosh('db.users.dropIndex("email_1")')).toEqual(shown('{ nIndexesWas: 2, ok: 1 }\n'));
  expect(await mongosh('db.users.findOneAndUpdate({_id: 1}, {$set: {email: "b"}}, {returnDocument: "after"})')).toEqual(shown("{ _id: 1, email: 'b' }\n"));
});
