const { MongoClient, ObjectId } = require('mongodb');
(async () => {
  const c = new MongoClient('mongodb://db:27017');
  await c.connect(); const db = c.db('shop'); const items = db.collection('items');
  console.log(await db.command({ ping: 1 }));
  console.log((await items.insertOne({ name: 'pen', price: 2, at: new Date(0) })).acknowledged, (await items.insertMany([{ name: 'ink', price: 5 }, { name: 'pad', price: 3, tags: ['a', 'b'] }])).insertedCount);
  console.log(await items.find({ price: { $gte: 3 } }, { projection: { _id: 0 } }).sort({ price: -1 }).toArray());
  console.log((await items.findOne({ name: /^p/ })).at);
  console.log(await items.updateOne({ name: 'pen' }, { $inc: { price: 1 } }), await items.findOneAndUpdate({ name: 'ink' }, { $set: { price: 9 } }, { returnDocument: 'after', projection: { _id: 0 } }));
  console.log(await items.createIndex({ name: 1 }, { unique: true }));
  await items.insertOne({ name: 'pen' }).catch((e) => console.log(e.name, e.code, e.message, e.keyValue));
  console.log(await items.aggregate([{ $group: { _id: null, total: { $sum: '$price' }, n: { $sum: 1 } } }]).toArray(), await items.countDocuments(), await items.distinct('name'));
  console.log(await items.deleteMany({ price: { $lt: 4 } }), (await db.listCollections().toArray()).map(({ name }) => name), (await items.indexes()).length);
  const u = await items.updateOne({ name: 'new' }, { $set: { a: 1 } }, { upsert: true }); console.log(u.upsertedCount, u.upsertedId instanceof ObjectId);
  for await (const d of items.find()) console.log(d.name);
  await c.close();
})();
