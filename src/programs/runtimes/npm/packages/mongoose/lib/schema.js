'use strict';
const { typeNameOf, Types } = require('./casting.js');

const isPlain = (value) => value !== null && typeof value === 'object' && !Array.isArray(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value));

/** Whether a plain object names a type, or holds paths of its own. */
const namesType = (value) => isPlain(value) && value.type !== undefined && !(isPlain(value.type) && value.type.type !== undefined);

class Schema {
  constructor(definition = {}, options = {}) {
    this.obj = definition;
    this.options = { versionKey: '__v', strict: true, _id: true, id: true, timestamps: false, ...options };
    this.paths = {};
    this.virtuals = {};
    this.methods = { ...options.methods };
    this.statics = { ...options.statics };
    this.query = { ...options.query };
    this.hooks = { pre: [], post: [] };
    this._indexes = [];
    this.add(definition);
    for (const [name, virtual] of Object.entries(options.virtuals ?? {})) Object.assign(this.virtual(name), { getter: virtual.get, setter: virtual.set });
    if (this.options._id && !this.paths._id) this.paths._id = { path: '_id', type: 'ObjectId', options: { auto: true } };
    else if (this.paths._id) {
      // The identifier stands behind the others.
      const own = this.paths._id;
      delete this.paths._id;
      this.paths._id = own;
    }
    const { timestamps, versionKey } = this.options;
    if (timestamps) {
      for (const name of ['createdAt', 'updatedAt']) {
        const field = timestamps === true || timestamps[name] === undefined || timestamps[name] === true ? name : timestamps[name];
        if (field) this.paths[field] = { path: field, type: 'Date', options: {}, ...this.paths[field], isTime: name };
      }
    }
    if (versionKey) this.paths[versionKey] ??= { path: versionKey, type: 'Number', options: {} };
  }
  add(definition, before = '') {
    if (definition instanceof Schema) {
      Object.assign(this.paths, definition.paths);
      return this;
    }
    for (const [name, given] of Object.entries(definition)) {
      const path = before + name;
      if (given === undefined || given === null) throw new TypeError(`Invalid value for schema path \`${path}\`, got value "${given}"`);
      if (isPlain(given) && !namesType(given) && Object.keys(given).length > 0) this.add(given, `${path}.`);
      else this.paths[path] = this._rule(path, given);
    }
    return this;
  }
  _rule(path, given) {
    const options = namesType(given) ? given : { type: given };
    const { type } = options;
    if (Array.isArray(type) || type === Array) {
      const inner = Array.isArray(type) ? type[0] : undefined;
      const item = inner === undefined ? { type: 'Mixed', options: {} } : isPlain(inner) && !namesType(inner) ? { type: 'Embedded', schema: new Schema(inner), options: {} } : this._rule(path, inner);
      return { path, type: 'Array', isList: true, item, options };
    }
    if (type instanceof Schema) return { path, type: 'Embedded', schema: type, options };
    if (isPlain(type) && Object.keys(type).length > 0) return { path, type: 'Embedded', schema: new Schema(type), options };
    const name = isPlain(type) ? 'Mixed' : typeNameOf(type);
    if (name === undefined) throw new TypeError(`Invalid schema configuration: \`${type?.name ?? type}\` is not a valid type at path \`${path}\`. See https://bit.ly/mongoose-schematypes for a list of valid schema types.`);
    return { path, type: name, options };
  }
  path(name) { return this.paths[name]; }
  virtual(name, options = {}) {
    const virtual = (this.virtuals[name] ??= { options });
    const chain = { get: (fn) => ((virtual.getter = fn), chain), set: (fn) => ((virtual.setter = fn), chain) };
    return new Proxy(chain, { set: (_, key, value) => ((virtual[key] = value), true) });
  }
  method(name, fn) { Object.assign(this.methods, typeof name === 'object' ? name : { [name]: fn }); return this; }
  static(name, fn) { Object.assign(this.statics, typeof name === 'object' ? name : { [name]: fn }); return this; }
  pre(names, options, fn = options) { return this._hook('pre', names, fn); }
  post(names, options, fn = options) { return this._hook('post', names, fn); }
  _hook(stage, names, fn) {
    for (const name of [names].flat()) this.hooks[stage].push({ name, fn });
    return this;
  }
  index(fields, options = {}) { this._indexes.push([fields, options]); return this; }
  indexes() {
    const own = Object.values(this.paths).filter(({ options }) => options.unique || options.index).map(({ path, options }) => [{ [path]: 1 }, { ...(options.unique ? { unique: true } : {}), ...(options.sparse ? { sparse: true } : {}) }]);
    return [...own, ...this._indexes];
  }
  set(name, value) { this.options[name] = value; return this; }
  get(name) { return this.options[name]; }
  plugin(fn, options) { fn(this, options); return this; }
  clone() { return new Schema(this.obj, this.options); }
  /** Hooks of a name, in their order. A hook with an argument takes a function to go on, others may give a promise. */
  async run(stage, name, self, ...values) {
    for (const hook of this.hooks[stage]) {
      if (hook.name instanceof RegExp ? !hook.name.test(name) : hook.name !== name) continue;
      if (stage === 'pre' ? hook.fn.length > 0 : hook.fn.length > 1) await new Promise((resolve, reject) => hook.fn.call(self, ...values, (error) => (error ? reject(error) : resolve())));
      else await hook.fn.call(self, ...values);
    }
  }
}
Schema.Types = Types;
Schema.ObjectId = Types.ObjectId;
module.exports = { Schema, isPlain };
