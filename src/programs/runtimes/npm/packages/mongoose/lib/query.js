'use strict';
const { cast } = require('./casting.js');
const { isPlain } = require('./schema.js');
const { DocumentNotFoundError, ValidationError, MongooseError } = require('./errors.js');
const { fault } = require('./validation.js');

const LISTS = new Set(['$in', '$nin', '$all']);
/** A filter with its values cast as the schema says. Throws CastError. */
function castFilter(model, filter) {
  const out = {};
  for (const [path, value] of Object.entries(filter ?? {})) {
    if (value === undefined) continue;
    if (/^\$(?:and|or|nor)$/.test(path)) out[path] = value.map((one) => castFilter(model, one));
    else if (isPlain(value) && Object.keys(value).some((key) => key.startsWith('$'))) out[path] = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, LISTS.has(key) ? [one].flat().map((each) => castOne(model, path, each)) : /^\$(?:exists|size|regex|options|type|elemMatch|mod)$/.test(key) ? one : key === '$not' ? one : castOne(model, path, one)]));
    else out[path] = castOne(model, path, value);
  }
  return out;
}
function castOne(model, path, value) {
  const rule = model.schema.paths[path];
  if (!rule || value instanceof RegExp || value === null) return value;
  if (rule.isList) return Array.isArray(value) || rule.item.schema ? value : cast(rule.item, value, path);
  if (rule.schema) return value;
  return castPlainly(rule, value, path, model.modelName);
}
/** A query's complaint doesn't tell why a value wasn't taken. */
function castPlainly(rule, value, path, name) {
  try {
    return cast(rule, value, path);
  } catch (error) {
    if (error.name !== 'CastError') throw error;
    const { CastError } = require('./errors.js');
    const { kind, reason } = error;
    throw Object.assign(new CastError(kind, value, path, undefined, name), { reason });
  }
}
/** An update with its values cast; fields alone are set. */
function castUpdate(model, update, { upsert, timestamps = true, overwrite } = {}) {
  const out = {};
  for (const [key, value] of Object.entries(update ?? {})) {
    if (key.startsWith('$')) out[key] = { ...out[key], ...value };
    else if (key !== '_id' || overwrite) (out.$set ??= {})[key] = value;
  }
  for (const [operator, fields] of Object.entries(out)) {
    if (operator === '$unset' || operator === '$rename') continue;
    for (const [path, value] of Object.entries(fields)) {
      const rule = model.schema.paths[path];
      const isKnown = rule || Object.keys(model.schema.paths).some((one) => one.startsWith(`${path}.`) || path.startsWith(`${one}.`));
      if (!isKnown && model.schema.options.strict !== false) delete fields[path];
      else if (value === undefined) delete fields[path];
      else if (rule && !rule.isList && !rule.schema) fields[path] = castPlainly(rule, value, path, model.modelName);
    }
    if (Object.keys(fields).length === 0) delete out[operator];
  }
  if (timestamps) {
    const now = new Date(Date.now());
    for (const { path, isTime } of Object.values(model.schema.paths)) {
      if (isTime === 'updatedAt') (out.$set ??= {})[path] = now;
      if (isTime === 'createdAt' && upsert) (out.$setOnInsert ??= {})[path] = now;
    }
  }
  if (upsert) {
    const { versionKey } = model.schema.options;
    if (versionKey) (out.$setOnInsert ??= {})[versionKey] = 0;
  }
  return out;
}
const projectionOf = (select) => (typeof select === 'string' ? Object.fromEntries(select.split(/\s+/).filter(Boolean).map((name) => (name.startsWith('-') ? [name.slice(1), 0] : [name.replace(/^\+/, ''), 1]))) : Array.isArray(select) ? Object.fromEntries(select.map((name) => [name, 1])) : select);
const sortOf = (sort) => (typeof sort === 'string' ? Object.fromEntries(sort.split(/\s+/).filter(Boolean).map((name) => (name.startsWith('-') ? [name.slice(1), -1] : [name, 1]))) : Object.fromEntries(Object.entries(sort ?? {}).map(([name, way]) => [name, way === 'desc' || way === 'descending' || Number(way) === -1 ? -1 : 1])));

/** A query that is made up step by step and sent when somebody waits for it. */
class Query {
  constructor(model, op, filter = {}, extra = {}) {
    Object.assign(this, { model, op, _filter: { ...filter }, _options: {}, _populate: [], ...extra });
  }
  getFilter() { return this._filter; }
  getQuery() { return this._filter; }
  getUpdate() { return this._update; }
  getOptions() { return this._options; }
  set(path, value) { (this._update ??= {})[path] = value; return this; }
  _chain(name) { return (filter) => { this.op = name; Object.assign(this._filter, filter); return this; }; }
  find(filter) { Object.assign(this._filter, filter); return this; }
  findOne(filter) { return this._chain('findOne')(filter); }
  countDocuments(filter) { return this._chain('countDocuments')(filter); }
  distinct(field) { this._field = field; return this._chain('distinct')({}); }
  deleteMany(filter) { return this._chain('deleteMany')(filter); }
  where(path, value) {
    if (typeof path === 'object') Object.assign(this._filter, path);
    else if (value === undefined) this._path = path;
    else this._filter[path] = value;
    return this;
  }
  equals(value) { this._filter[this._path] = value; return this; }
  or(list) { this._filter.$or = [...(this._filter.$or ?? []), ...list]; return this; }
  and(list) { this._filter.$and = [...(this._filter.$and ?? []), ...list]; return this; }
  sort(sort) { this._options.sort = { ...this._options.sort, ...sortOf(sort) }; return this; }
  limit(count) { this._options.limit = Number(count) || 0; return this; }
  skip(count) { this._options.skip = Number(count) || 0; return this; }
  select(select) {
    const asked = Object.entries(projectionOf(select)).filter(([, value]) => value !== undefined);
    this._options.projection = { ...this._options.projection, ...Object.fromEntries(asked) };
    return this;
  }
  projection(select) { return this.select(select); }
  setOptions(options) { Object.assign(this._options, options); return this; }
  lean(on = true) { this._lean = on; return this; }
  populate(path, select) { this._populate.push([path, select]); return this; }
  orFail(error) { this._orFail = error ?? true; return this; }
  clone() { return Object.assign(new Query(this.model, this.op, this._filter), { ...this, _filter: { ...this._filter }, _done: false }); }
  session(session) { return this.setOptions({ session }); }
  collation(collation) { return this.setOptions({ collation }); }
  maxTimeMS() { return this; }
  hint() { return this; }
  batchSize() { return this; }
  cursor() { return this[Symbol.asyncIterator](); }
  async *[Symbol.asyncIterator]() { yield* await this.exec(); }
  async exec() {
    if (this._done) throw new MongooseError(`Query was already executed: ${this.model.modelName}.${this.op}(${require('util').inspect(this._filter)})`);
    this._done = true;
    const { schema } = this.model;
    await schema.run('pre', this.op, this);
    const result = await this._send();
    await schema.run('post', this.op, this, result);
    if (this._orFail && (result === null || (Array.isArray(result) && result.length === 0) || result?.matchedCount === 0)) throw this._orFail === true ? new DocumentNotFoundError(`No document found for query "${require('util').inspect(this._filter, { breakLength: Infinity })}" on model "${this.model.modelName}"`) : this._orFail();
    return result;
  }
  then(resolve, reject) { return this.exec().then(resolve, reject); }
  catch(reject) { return this.exec().catch(reject); }
  finally(fn) { return this.exec().finally(fn); }

  async _docs(rows) {
    const hidden = Object.values(this.model.schema.paths).filter(({ path, options }) => options.select === false && this._options.projection?.[path] !== 1).map(({ path }) => path);
    for (const row of rows) for (const path of hidden) delete row[path];
    const docs = this._lean ? rows : rows.map((row) => this.model._stored(row));
    for (const [path, select] of this._populate) await this.model.populate(docs, path, select);
    return docs;
  }
  async _check(update) {
    if (!this._options.runValidators) return;
    const errors = {};
    for (const [path, value] of Object.entries(update.$set ?? {})) {
      const rule = this.model.schema.paths[path];
      const wrong = rule && (await fault(rule, this, value));
      if (wrong) errors[path] = wrong;
    }
    if (Object.keys(errors).length > 0) {
      const problem = new ValidationError('x', errors);
      throw Object.assign(problem, { message: problem.message.replace('x validation', 'Validation'), _message: 'Validation failed' });
    }
  }
  async _send() {
    const { model, op } = this;
    const options = { ...this._options };
    if (options.session) throw new Error('dockyard: sessions and transactions of mongodb are not simulated');
    if (options.collation) throw new Error('dockyard: collations of mongodb are not simulated');
    const filter = castFilter(model, this._filter);
    const run = (name, act) => model._run(name, act);
    switch (op) {
      case 'find': return this._docs(await run('find', (collection) => collection.find(filter, options).toArray()));
      case 'findOne': {
        const row = await run('findOne', (collection) => collection.findOne(filter, options));
        return row === null ? null : (await this._docs([row]))[0];
      }
      case 'countDocuments': case 'estimatedDocumentCount': return run(op, (collection) => collection.countDocuments(filter, options));
      case 'distinct': return run(op, (collection) => collection.distinct(this._field, filter));
      case 'deleteOne': case 'deleteMany': return run(op, (collection) => collection[op](filter));
      case 'updateOne': case 'updateMany': {
        const update = castUpdate(model, this._update, options);
        await this._check(update);
        if (Object.keys(update).length === 0) return { acknowledged: false };
        return run(op, (collection) => collection[op](filter, update, options));
      }
      case 'replaceOne': return run(op, (collection) => collection.replaceOne(filter, new model(this._update).toObject(), options));
      default: {
        const returnDocument = options.new || options.returnDocument === 'after' || options.returnOriginal === false ? 'after' : 'before';
        const update = op === 'findOneAndUpdate' ? castUpdate(model, this._update, options) : this._update;
        if (op === 'findOneAndUpdate') await this._check(update);
        const row = op === 'findOneAndUpdate' && Object.keys(update).length === 0 ? await run('findOne', (collection) => collection.findOne(filter, options)) : await run(op, (collection) => (op === 'findOneAndDelete' ? collection.findOneAndDelete(filter, options) : collection[op](filter, op === 'findOneAndReplace' ? new model(update).toObject() : update, { ...options, returnDocument })));
        return row ? (await this._docs([row]))[0] : null;
      }
    }
  }
}
for (const [name, operator] of [['gt'], ['gte'], ['lt'], ['lte'], ['ne'], ['in'], ['nin'], ['exists'], ['regex'], ['size'], ['all']].map(([one]) => [one, `$${one}`])) {
  Query.prototype[name] = function (path, value) {
    if (value === undefined && (name !== 'exists' || typeof path !== 'string')) [path, value] = [this._path, path];
    this._filter[path] = { ...this._filter[path], [operator]: value };
    return this;
  };
}
module.exports = { Query, castFilter, castUpdate, projectionOf };
