'use strict';
const { at, put, build, valueOf } = require('./building.js');
const { isPlain } = require('./schema.js');
const { ValidationError, DocumentNotFoundError, StrictModeError } = require('./errors.js');
const { fault } = require('./validation.js');
const inspect = Symbol.for('nodejs.util.inspect.custom');

const text = (value) => JSON.stringify(value?.$__ ? value._id : Array.isArray(value) ? value.map((one) => (one?.$__ ? one._id : one)) : (value ?? null));
/** Plain values of a document, and of those that stand in it. */
function plain(value, depopulates, options) {
  if (value?.$__) return depopulates ? value._id : value.toObject(options);
  if (Array.isArray(value)) return value.map((one) => plain(one, depopulates, options));
  if (isPlain(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one, depopulates, options)]));
  return value;
}

class Document {
  constructor(values = {}, { stored = false } = {}) {
    const hide = (name, value) => Object.defineProperty(this, name, { value, writable: true });
    hide('$__', { errors: {}, saved: undefined });
    hide('_doc', {});
    hide('isNew', !stored);
    hide('errors', undefined);
    this._doc = build(this.$schema, values.toObject ? values.toObject() : values, { errors: this.$__.errors, doc: this, stored });
    if (stored) this._mark();
    else for (const [name, virtual] of Object.entries(this.$schema.virtuals)) if (virtual.setter && values[name] !== undefined) virtual.setter.call(this, values[name]);
    if (this.$schema.options.strict === 'throw') for (const key of Object.keys(values)) if (!this._knows(key)) throw new StrictModeError(`Field \`${key}\` is not in schema and strict mode is set to throw.`);
  }
  get $schema() { return this.constructor.schema; }
  get schema() { return this.$schema; }
  get collection() { return this.constructor.collection; }
  _knows(key) { return Object.keys(this.$schema.paths).some((path) => path === key || path.startsWith(`${key}.`)) || key in this.$schema.virtuals; }
  /** Holds what is in the database now, to see later what has changed. */
  _mark() {
    this.$__.saved = new Map(Object.keys(this._doc).map((key) => [key, text(this._doc[key])]));
  }
  modifiedPaths() {
    const { saved } = this.$__;
    return [...new Set([...Object.keys(this._doc), ...(saved?.keys() ?? [])])].filter((key) => (saved ? saved.get(key) !== (this._doc[key] === undefined ? undefined : text(this._doc[key])) : key !== '_id' && this._doc[key] !== undefined && !(Array.isArray(this._doc[key]) && this._doc[key].length === 0)));
  }
  directModifiedPaths() { return this.modifiedPaths(); }
  isModified(paths) {
    const changed = this.modifiedPaths();
    if (paths === undefined) return changed.length > 0;
    return (Array.isArray(paths) ? paths : String(paths).split(' ')).some((path) => changed.includes(path.split('.')[0]));
  }
  isDirectModified(path) { return this.isModified(path); }
  markModified(path) { this.$__.saved?.set(path.split('.')[0], 'changed'); }
  get(path) {
    const virtual = this.$schema.virtuals[path];
    if (virtual?.getter) return virtual.getter.call(this, undefined, virtual, this);
    const value = at(this._doc, path);
    const getter = this.$schema.paths[path]?.options.get;
    return getter ? getter.call(this, value) : value;
  }
  set(path, value) {
    if (typeof path === 'object') {
      for (const [key, one] of Object.entries(path.toObject ? path.toObject() : path)) this.set(key, one);
      return this;
    }
    const virtual = this.$schema.virtuals[path];
    const rule = this.$schema.paths[path];
    if (virtual?.setter) virtual.setter.call(this, value);
    else if (rule) {
      delete this.$__.errors[path];
      put(this._doc, path, valueOf(rule, value, path, { errors: this.$__.errors, doc: this }));
    } else if (isPlain(value) && this._knows(path)) for (const [key, one] of Object.entries(value)) this.set(`${path}.${key}`, one);
    else if (this.$schema.options.strict === false) put(this._doc, path, value);
    return this;
  }
  $set(path, value) { return this.set(path, value); }
  get id() { return this._doc._id === undefined ? undefined : String(this._doc._id); }
  overwrite(values) { this._doc = build(this.$schema, { ...values, _id: this._doc._id }, { errors: this.$__.errors, doc: this }); return this; }

  _shape(kind, given = {}) {
    const own = { ...this.$schema.options[kind], ...given };
    let out = plain(this._doc, own.depopulate, given.json ? { json: true } : {});
    if (own.getters) for (const [path, { options }] of Object.entries(this.$schema.paths)) if (options.get) put(out, path, this.get(path));
    if (own.virtuals || own.getters) {
      for (const [name, virtual] of Object.entries(this.$schema.virtuals)) if (virtual.getter) out[name] = virtual.getter.call(this, undefined, virtual, this);
      if (this.$schema.options.id && this.id !== undefined) out.id = this.id;
    }
    if (own.versionKey === false) delete out[this.$schema.options.versionKey];
    if (typeof own.transform === 'function') out = own.transform(this, out, own) ?? out;
    return out;
  }
  toObject(options) { return this._shape('toObject', options); }
  toJSON(options) {
    const out = this._shape('toJSON', options);
    return out;
  }
  [inspect](depth, options, show) { return (show ?? require('util').inspect)(this._shape('toObject', { transform: undefined }), options); }
  toString() { return require('util').inspect(this.toObject()); }
  equals(other) { return String(this._doc._id) === String(other?._id); }

  _faults() {
    const found = [];
    const check = (schema, values, prefix) => {
      for (const rule of Object.values(schema.paths)) {
        const path = prefix + rule.path;
        if (this.$__.errors[path]) continue;
        const value = at(values, rule.path);
        const problem = fault(prefix === '' ? rule : { ...rule, path }, this, value);
        if (problem) found.push([path, problem]);
        if (rule.isList && rule.item.schema) (value ?? []).forEach((one, i) => one && check(rule.item.schema, one, `${path}.${i}.`));
        else if (rule.isList) {
          (value ?? []).forEach((one, i) => {
            const wrong = fault({ ...rule.item, path: `${path}.${i}` }, this, one);
            if (wrong) found.push([`${path}.${i}`, wrong]);
          });
        } else if (rule.schema && value) check(rule.schema, value, `${path}.`);
      }
    };
    // What was put into lists and objects in passing is cast before it is looked at.
    const errors = { ...this.$__.errors };
    this._doc = build(this.$schema, this._doc, { errors: {}, doc: undefined, stored: true });
    check(this.$schema, this._doc, '');
    return [...Object.entries(errors), ...found];
  }
  validateSync() {
    const found = this._faults().filter(([, problem]) => !(problem instanceof Promise));
    this.errors = found.length === 0 ? undefined : Object.fromEntries(found);
    return found.length === 0 ? undefined : new ValidationError(this.constructor.modelName, this.errors);
  }
  async validate() {
    await this.$schema.run('pre', 'validate', this);
    const found = [];
    for (const [path, problem] of this._faults()) {
      const wrong = await problem;
      if (wrong) found.push([path, wrong]);
    }
    if (found.length > 0) throw new ValidationError(this.constructor.modelName, Object.fromEntries(found));
    await this.$schema.run('post', 'validate', this, this);
  }
  invalidate(path, message, value) {
    const { ValidatorError } = require('./errors.js');
    this.$__.errors[path] = message instanceof Error ? message : new ValidatorError({ message, type: 'user defined', path, value });
  }
  _times() {
    const now = new Date(Date.now());
    for (const { path, isTime } of Object.values(this.$schema.paths)) {
      if (isTime === 'createdAt' && this.isNew && at(this._doc, path) === undefined) put(this._doc, path, now);
      if (isTime === 'updatedAt' && (this.isNew || this.isModified())) put(this._doc, path, now);
    }
  }
  async save(options = {}) {
    const { $schema: schema } = this;
    if (options.validateBeforeSave !== false) await this.validate();
    await schema.run('pre', 'save', this);
    this._times();
    const { versionKey } = schema.options;
    if (this.isNew) {
      if (versionKey && this._doc[versionKey] === undefined) this._doc[versionKey] = 0;
      const { _id, ...rest } = plain(this._doc, true);
      await this.constructor._run('insertOne', (collection) => collection.insertOne({ _id, ...rest }));
      this.isNew = false;
    } else {
      const changed = this.modifiedPaths();
      if (changed.length > 0) {
        const values = plain(this._doc, true);
        const [kept, gone] = [changed.filter((key) => values[key] !== undefined), changed.filter((key) => values[key] === undefined)];
        const done = await this.constructor._run('updateOne', (collection) => collection.updateOne({ _id: this._doc._id }, { ...(kept.length > 0 ? { $set: Object.fromEntries(kept.map((key) => [key, values[key]])) } : {}), ...(gone.length > 0 ? { $unset: Object.fromEntries(gone.map((key) => [key, 1])) } : {}) }));
        if (done.matchedCount === 0) throw new DocumentNotFoundError(`No document found for query "{ _id: new ObjectId('${this._doc._id}') }" on model "${this.constructor.modelName}"`);
      }
    }
    this._mark();
    await schema.run('post', 'save', this, this);
    return this;
  }
  async deleteOne() {
    await this.$schema.run('pre', 'deleteOne', this);
    const done = await this.constructor._run('deleteOne', (collection) => collection.deleteOne({ _id: this._doc._id }));
    await this.$schema.run('post', 'deleteOne', this, this);
    return done;
  }
  updateOne(update, options) { return this.constructor.updateOne({ _id: this._doc._id }, update, options); }
  async populate(...args) {
    await this.constructor.populate([this], ...args);
    return this;
  }
  populated(path) { const value = at(this._doc, path); return value?.$__ ? value._id : undefined; }
}
module.exports = { Document, plain };
