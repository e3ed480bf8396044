'use strict';
const { Document } = require('./document.js');
const { at, put } = require('./building.js');
const { Query, projectionOf } = require('./query.js');
const { MissingSchemaError } = require('./errors.js');
const inspect = Symbol.for('nodejs.util.inspect.custom');

const UNCOUNTABLE = new Set('advice energy excretion digestion cooperation health justice labour machinery equipment information pollution sewage paper money species series rain rice fish sheep moose deer news expertise status media'.split(' '));
const IRREGULAR = { man: 'men', woman: 'women', person: 'people', child: 'children', foot: 'feet', tooth: 'teeth', goose: 'geese', mouse: 'mice', ox: 'oxen', datum: 'data', medium: 'media' };
const ENDINGS = [[/(quiz)$/, '$1zes'], [/(matr|vert|ind)(?:ix|ex)$/, '$1ices'], [/(x|ch|ss|sh)$/, '$1es'], [/([^aeiouy]|qu)y$/, '$1ies'], [/(?:([^f])fe|([lr])f)$/, '$1$2ves'], [/sis$/, 'ses'], [/([ti])um$/, '$1a'], [/(buffal|tomat|potat)o$/, '$1oes'], [/(bu)s$/, '$1ses'], [/(alias|status)$/, '$1es'], [/(octop|vir)us$/, '$1i'], [/s$/, 's'], [/$/, 's']];
/** The name of a model's collection. */
function plural(name) {
  const text = name.toLowerCase();
  if (UNCOUNTABLE.has(text)) return text;
  const [, before, last] = /^(.*?)(\w+)$/.exec(text) ?? [null, '', text];
  for (const [one, many] of Object.entries(IRREGULAR)) if (last === one || last.endsWith(one)) return before + last.slice(0, last.length - one.length) + many;
  const [ending, with_] = ENDINGS.find(([pattern]) => pattern.test(text));
  return text.replace(ending, with_);
}

/** What every model can do. */
const STATICS = {
  find(filter, select, options) { return new Query(this, 'find', filter).select(select ?? {}).setOptions(options ?? {}); },
  findOne(filter, select, options) { return new Query(this, 'findOne', filter).select(select ?? {}).setOptions(options ?? {}); },
  findById(id, select, options) { return this.findOne({ _id: id ?? null }, select, options); },
  where(path, value) { return new Query(this, 'find').where(path, value); },
  countDocuments(filter) { return new Query(this, 'countDocuments', filter); },
  estimatedDocumentCount() { return new Query(this, 'estimatedDocumentCount'); },
  distinct(field, filter) { return new Query(this, 'distinct', filter, { _field: field }); },
  deleteOne(filter) { return new Query(this, 'deleteOne', filter); },
  deleteMany(filter) { return new Query(this, 'deleteMany', filter); },
  exists(filter) { return new Query(this, 'findOne', filter).select({ _id: 1 }).lean(); },
  async create(first, ...more) {
    if (Array.isArray(first)) return Promise.all(first.map((one) => new this(one).save()));
    return more.length > 0 && more[0] !== undefined ? Promise.all([first, ...more].map((one) => new this(one).save())) : new this(first).save();
  },
  async insertMany(list, { lean } = {}) {
    const docs = [list].flat().map((one) => new this(one));
    for (const doc of docs) {
      await doc.validate();
      doc._times();
      if (this.schema.options.versionKey) doc._doc[this.schema.options.versionKey] ??= 0;
    }
    await this._run('insertMany', (collection) => collection.insertMany(docs.map((doc) => { const { _id, ...rest } = doc.toObject({ depopulate: true, virtuals: false, transform: undefined }); return { _id, ...rest }; })));
    for (const doc of docs) Object.assign(doc, { isNew: false })._mark();
    return lean ? docs.map((doc) => doc.toObject()) : docs;
  },
  aggregate(pipeline = []) {
    const model = this;
    const steps = [...pipeline];
    const query = { exec: () => model._run('aggregate', (collection) => collection.aggregate(steps).toArray()), then: (yes, no) => query.exec().then(yes, no), catch: (no) => query.exec().catch(no), append: (...more) => (steps.push(...more.flat()), query), pipeline: () => steps, option: () => query, allowDiskUse: () => query };
    for (const name of ['match', 'group', 'sort', 'limit', 'skip', 'project', 'unwind', 'addFields', 'lookup', 'count', 'sortByCount']) query[name] = (value) => (steps.push({ [`$${name}`]: value }), query);
    return query;
  },
  bulkWrite(operations) { return this._run('bulkWrite', (collection) => collection.bulkWrite(operations)); },
  hydrate(row) { return this._stored(row); },
  watch() { throw new Error('dockyard: change streams of mongodb are not simulated'); },
  startSession() { throw new Error('dockyard: sessions and transactions of mongodb are not simulated'); },
  async init() { await this._prepare(); return this; },
  async createIndexes() { await this._prepare(); },
  async syncIndexes() { await this._prepare(); return []; },
  async ensureIndexes() { await this._prepare(); },
  async createCollection() { await this._prepare(); return this.collection; },
  async populate(docs, path, select) {
    const list = [docs].flat();
    for (const one of Array.isArray(path) ? path : typeof path === 'string' ? path.split(' ').map((each) => ({ path: each, select })) : [path]) await this._fill(list, one);
    return docs;
  },
  /** Puts documents where their identifiers stand. */
  async _fill(docs, { path, select, model, match, populate, options }) {
    const rule = this.schema.paths[path];
    const virtual = this.schema.virtuals[path]?.options;
    const source = rule?.isList ? rule.item : rule;
    const name = model?.modelName ?? model ?? source?.options.ref ?? virtual?.ref;
    if (!name) return;
    const other = typeof name === 'function' ? name : this.db.model(name?.modelName ?? name);
    const [local, foreign] = virtual?.localField ? [virtual.localField, virtual.foreignField] : [path, '_id'];
    const values = docs.flatMap((doc) => at(doc._doc ?? doc, local) ?? []).map((value) => value?._id ?? value);
    const query = other.find({ [foreign]: { $in: values }, ...match });
    // Identifiers are what documents are found by: those that nobody asked for are taken away afterwards.
    const { [foreign]: wanted, ...fields } = select ? projectionOf(select) : {};
    const hidesId = wanted === 0 || wanted === false;
    query.select(hidesId ? fields : select ? { ...fields, [foreign]: wanted ?? (Object.values(fields).some(Boolean) ? 1 : undefined) } : {});
    if (options) query.setOptions(options);
    if (populate) query.populate(populate);
    const found = await query;
    for (const doc of docs) {
      const holder = doc._doc ?? doc;
      const own = at(holder, local);
      const fits = (value) => found.filter((one) => [at(one._doc, foreign)].flat().some((each) => String(each) === String(value?._id ?? value)));
      const filled = virtual?.localField ? (virtual.justOne ? (fits(own)[0] ?? null) : fits(own)) : Array.isArray(own) ? own.flatMap(fits) : own === undefined ? undefined : (fits(own)[0] ?? null);
      if (filled !== undefined) put(holder, path, filled);
    }
    if (hidesId) for (const one of found) delete one._doc[foreign];
  },
  _stored(row) { return new this(row, { stored: true }); },
  /** Runs an operation on the collection, once there is a connection. */
  async _run(op, act) {
    await this.db._ready(`${this.collection.name}.${op}()`);
    return act(this.db._db().collection(this.collection.name));
  },
  /** Makes the collection and its indexes; what goes wrong is told by the event `error`. */
  async _prepare() {
    const collection = this.db._db().collection(this.collection.name);
    await this.db._db().createCollection(this.collection.name).catch(() => undefined);
    if (this.schema.options.autoIndex !== false) for (const [keys, options] of this.schema.indexes()) await collection.createIndex(keys, options);
  },
};
for (const name of ['findOneAndUpdate', 'findOneAndReplace', 'updateOne', 'updateMany', 'replaceOne']) STATICS[name] = function (filter, update, options) { return new Query(this, name, filter, { _update: update }).setOptions(options ?? {}).select(options?.select ?? options?.fields ?? options?.projection ?? {}); };
STATICS.findOneAndDelete = function (filter, options) { return new Query(this, 'findOneAndDelete', filter).setOptions(options ?? {}); };
STATICS.findByIdAndUpdate = function (id, update, options) { return this.findOneAndUpdate({ _id: id }, update, options); };
STATICS.findByIdAndDelete = function (id, options) { return this.findOneAndDelete({ _id: id }, options); };

/** A class of documents for a schema. */
function compile(connection, name, schema, collectionName) {
  const Model = { [name]: class extends Document {} }[name];
  Object.assign(Model, STATICS);
  const collection = { name: collectionName ?? schema.options.collection ?? plural(name) };
  for (const method of ['insertOne', 'insertMany', 'findOne', 'updateOne', 'deleteOne', 'deleteMany', 'countDocuments', 'drop', 'createIndex']) collection[method] = (...args) => Model._run(method, (one) => one[method](...args));
  Object.assign(Model, { modelName: name, schema, db: connection, base: connection.base, collection });
  Object.defineProperty(Model, inspect, { value: () => `Model { ${name} }` });
  const define = (target, key, descriptor) => { if (!(key in target) || key === 'collection') Object.defineProperty(target, key, { configurable: true, ...descriptor }); };
  for (const key of new Set(Object.keys(schema.paths).map((path) => path.split('.')[0]))) Object.defineProperty(Model.prototype, key, { configurable: true, get() { return schema.paths[key]?.options.get ? this.get(key) : this._doc[key]; }, set(value) { this.set(key, value); } });
  for (const [key, virtual] of Object.entries(schema.virtuals)) Object.defineProperty(Model.prototype, key, { configurable: true, get() { return virtual.getter ? virtual.getter.call(this, undefined, virtual, this) : this._doc[key]; }, set(value) { virtual.setter?.call(this, value); } });
  for (const [key, fn] of Object.entries(schema.methods)) Object.defineProperty(Model.prototype, key, { configurable: true, writable: true, value: fn });
  for (const [key, fn] of Object.entries(schema.statics)) define(Model, key, { writable: true, value: fn });
  return Model;
}
module.exports = { compile, plural, MissingSchemaError };
