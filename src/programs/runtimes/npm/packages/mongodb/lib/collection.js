'use strict';
const { ObjectId } = require('./bson.js');
const { Cursor, FindCursor } = require('./cursor.js');
const { MongoInvalidArgumentError } = require('./errors.js');

const withId = (doc) => {
  if (doc._id === undefined) doc._id = new ObjectId();
  return { _id: doc._id, ...doc };
};
const indexOf = (keys, options = {}) => {
  const key = typeof keys === 'string' ? { [keys]: 1 } : Array.isArray(keys) ? Object.fromEntries(keys.map((one) => (Array.isArray(one) ? one : [one, 1]))) : keys;
  return { v: 2, key, name: options.name ?? Object.entries(key).map((pair) => pair.join('_')).join('_'), ...(options.unique ? { unique: true } : {}), ...(options.sparse ? { sparse: true } : {}) };
};
const isAtomic = (update) => Array.isArray(update) || Object.keys(update ?? {}).some((key) => key.startsWith('$'));

class Collection {
  constructor(db, name) {
    this.db = db;
    this.collectionName = name;
    this.dbName = db.databaseName;
    this.namespace = `${db.databaseName}.${name}`;
  }
  _ask(op, more) { return this.db._ask({ op, collection: this.collectionName, ...more }); }
  async insertOne(doc) {
    const whole = withId(doc);
    await this._ask('insert', { docs: [whole] });
    return { acknowledged: true, insertedId: whole._id };
  }
  async insertMany(docs) {
    if (!Array.isArray(docs)) throw new MongoInvalidArgumentError('Argument "docs" must be an array of documents');
    const whole = docs.map(withId);
    await this._ask('insert', { docs: whole });
    return { acknowledged: true, insertedCount: whole.length, insertedIds: Object.fromEntries(whole.map((doc, i) => [i, doc._id])) };
  }
  find(filter, options) { return new FindCursor((pipeline) => this._ask('aggregate', { pipeline }), filter, options); }
  findOne(filter, options) { return this.find(filter, { ...options, limit: 1 }).next(); }
  aggregate(pipeline = []) { return new Cursor(() => this._ask('aggregate', { pipeline })); }
  async _update(filter, update, options, more) {
    const done = await this._ask('update', { filter: filter ?? {}, update, upsert: options?.upsert === true, newId: new ObjectId().toHexString(), ...more });
    const upserted = done.upserted === null ? null : new ObjectId(done.upserted);
    return { acknowledged: true, modifiedCount: done.modified, upsertedId: upserted, upsertedCount: upserted ? 1 : 0, matchedCount: done.matched };
  }
  async updateOne(filter, update, options) {
    if (!isAtomic(update)) throw new MongoInvalidArgumentError('Update document requires atomic operators');
    return this._update(filter, update, options, {});
  }
  async updateMany(filter, update, options) {
    if (!isAtomic(update)) throw new MongoInvalidArgumentError('Update document requires atomic operators');
    return this._update(filter, update, options, { many: true });
  }
  async replaceOne(filter, doc, options) {
    if (isAtomic(doc)) throw new MongoInvalidArgumentError('Replacement document must not contain atomic operators');
    return this._update(filter, doc, options, { replace: true });
  }
  async deleteOne(filter) { return { acknowledged: true, deletedCount: await this._ask('delete', { filter: filter ?? {} }) }; }
  async deleteMany(filter) { return { acknowledged: true, deletedCount: await this._ask('delete', { filter: filter ?? {}, many: true }) }; }
  async _findAnd(filter, options, act) {
    const before = await this.findOne(filter, { sort: options.sort });
    const result = await act(before ? { _id: before._id } : filter, before);
    const id = before?._id ?? result?.upsertedId;
    const value = options.returnDocument === 'after' && id ? await this.findOne({ _id: id }, { projection: options.projection }) : before && options.projection ? null ?? before : before;
    return options.includeResultMetadata ? { lastErrorObject: { n: before || id ? 1 : 0, updatedExisting: !!before }, value, ok: 1 } : value;
  }
  findOneAndUpdate(filter, update, options = {}) { return this._findAnd(filter, options, (which, before) => (before || options.upsert ? this._update(which, update, options, {}) : undefined)); }
  findOneAndReplace(filter, doc, options = {}) { return this._findAnd(filter, options, (which, before) => (before || options.upsert ? this._update(which, doc, options, { replace: true }) : undefined)); }
  findOneAndDelete(filter, options = {}) { return this._findAnd(filter, { ...options, returnDocument: 'before' }, (which, before) => (before ? this.deleteOne(which) : undefined)); }
  async countDocuments(filter, options) { return (await this.find(filter, options).toArray()).length; }
  estimatedDocumentCount() { return this.countDocuments({}); }
  async distinct(key, filter) {
    const rows = await this._ask('aggregate', { pipeline: [{ $match: filter ?? {} }, { $unwind: `$${key}` }, { $group: { _id: `$${key}` } }, { $sort: { _id: 1 } }] });
    return rows.map((row) => row._id);
  }
  async bulkWrite(operations) {
    const out = { insertedCount: 0, matchedCount: 0, modifiedCount: 0, deletedCount: 0, upsertedCount: 0, upsertedIds: {}, insertedIds: {} };
    for (const [i, operation] of operations.entries()) {
      const [name, { document, filter, update, replacement, upsert }] = Object.entries(operation)[0];
      const done = await (name === 'insertOne' ? this.insertOne(document) : name === 'replaceOne' ? this.replaceOne(filter, replacement, { upsert }) : this[name](filter, update, { upsert }));
      if (done.insertedId) [out.insertedCount, out.insertedIds[i]] = [out.insertedCount + 1, done.insertedId];
      for (const key of ['matchedCount', 'modifiedCount', 'deletedCount', 'upsertedCount']) out[key] += done[key] ?? 0;
      if (done.upsertedId) out.upsertedIds[i] = done.upsertedId;
    }
    return out;
  }
  createIndex(keys, options) { return this._ask('createIndex', { index: indexOf(keys, options) }); }
  async createIndexes(list) { return Promise.all(list.map(({ key, ...options }) => this.createIndex(key, options))); }
  indexes() { return this._ask('indexes'); }
  listIndexes() { return new Cursor(() => this.indexes()); }
  drop() { return this._ask('drop'); }
  dropIndex() { throw new Error('dockyard: dropIndex of mongodb is not simulated'); }
  watch() { throw new Error('dockyard: change streams of mongodb are not simulated'); }
}
module.exports = { Collection };
