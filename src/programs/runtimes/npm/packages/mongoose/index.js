'use strict';
const { EventEmitter } = require('events');
const { MongoClient, ObjectId, mongo } = require('mongodb');
const { Types } = require('./lib/casting.js');
const { Document } = require('./lib/document.js');
const errors = require('./lib/errors.js');
const { compile, plural } = require('./lib/model.js');
const { Query } = require('./lib/query.js');
const { Schema } = require('./lib/schema.js');

const STATES = Object.assign(Object.create(null), { 0: 'disconnected', 1: 'connected', 2: 'connecting', 3: 'disconnecting', disconnected: 0, connected: 1, connecting: 2, disconnecting: 3 });
class Connection extends EventEmitter {
  constructor(base) {
    super();
    Object.defineProperties(this, { base: { value: base }, client: { writable: true }, waiting: { value: [] } });
    this.models = {};
    this.readyState = 0;
    this.name = undefined;
    this.host = undefined;
    this.port = undefined;
  }
  get states() { return STATES; }
  get db() { return this.readyState === 1 ? this._db() : undefined; }
  _db() { return this.client.db(this.name); }
  _state(state) {
    this.readyState = STATES[state];
    this.emit(state);
  }
  async openUri(uri, options = {}) {
    if (typeof uri !== 'string') throw new errors.MongooseError(`The \`uri\` parameter to \`openUri()\` must be a string, got "${typeof uri}". Make sure the first parameter to \`mongoose.connect()\` or \`mongoose.createConnection()\` is a string.`);
    if (this.readyState === 1) return this;
    this.client = new MongoClient(uri, options.user ? { ...options, auth: { username: options.user, password: options.pass } } : options);
    const { host, port, database } = this.client.address;
    Object.assign(this, { host, port, name: options.dbName ?? database });
    this._state('connecting');
    try {
      await this.client.connect();
    } catch (error) {
      this._state('disconnected');
      const shown = error.name === 'MongoServerSelectionError' ? new errors.MongooseServerSelectionError(error) : error;
      if (this.listenerCount('error') > 0) setImmediate(() => this.emit('error', shown));
      throw shown;
    }
    this._state('connected');
    this.emit('open');
    for (const go of this.waiting.splice(0)) go();
    for (const model of Object.values(this.models)) this._prepare(model);
    return this;
  }
  _prepare(model) {
    if (this.base.options.autoIndex === false) return;
    model._prepare().catch((error) => this.base.emit?.('error', error));
  }
  /** Waits for the connection, as long as operations are held back for it. */
  async _ready(operation) {
    if (this.readyState === 1) return;
    const limit = this.base.options.bufferTimeoutMS ?? 10000;
    await new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(go), 1);
        reject(new errors.MongooseError(`Operation \`${operation}\` buffering timed out after ${limit}ms`));
      }, limit);
      const go = () => { clearTimeout(timer); resolve(); };
      this.waiting.push(go);
    });
  }
  asPromise() { return this.readyState === 1 ? Promise.resolve(this) : new Promise((resolve, reject) => { this.once('open', () => resolve(this)); this.once('error', reject); }); }
  model(name, schema, collection) {
    if (schema === undefined) {
      if (!this.models[name]) throw new errors.MissingSchemaError(`Schema hasn't been registered for model "${name}".\nUse mongoose.model(name, schema)`);
      return this.models[name];
    }
    if (this.models[name] && this.models[name].schema !== schema) throw new errors.OverwriteModelError(`Cannot overwrite \`${name}\` model once compiled.`);
    const model = (this.models[name] ??= compile(this, name, schema instanceof Schema ? schema : new Schema(schema), collection));
    if (this.readyState === 1) this._prepare(model);
    return model;
  }
  modelNames() { return Object.keys(this.models); }
  deleteModel(name) { delete this.models[name]; return this; }
  collection(name) { return this._db().collection(name); }
  async createCollection(name) { return this._db().createCollection(name); }
  async dropCollection(name) { return this._db().dropCollection(name); }
  async listCollections() { return this._db().listCollections().toArray(); }
  async dropDatabase() { await this._db().dropDatabase(); }
  getClient() { return this.client; }
  startSession() { throw new Error('dockyard: sessions and transactions of mongodb are not simulated'); }
  async close() {
    if (this.readyState === 0) return;
    this._state('disconnecting');
    await this.client.close();
    this._state('disconnected');
    this.emit('close');
  }
}
class Mongoose {
  constructor() {
    this.options = {};
    this.connections = [new Connection(this)];
    Object.assign(this, { Schema, Document, Query, Connection, Model: Document, Types: { ...Types, ObjectId }, SchemaTypes: Types, Error: Object.assign(errors.MongooseError, errors), MongooseError: errors.MongooseError, Mongoose, STATES, ConnectionStates: STATES, mongo: mongo ?? require('mongodb'), trusted: (value) => value, version: require('./package.json').version });
  }
  get connection() { return this.connections[0]; }
  get models() { return this.connection.models; }
  async connect(uri, options) { await this.connection.openUri(uri, options); return this; }
  createConnection(uri, options) {
    const connection = new Connection(this);
    this.connections.push(connection);
    if (uri !== undefined) connection.openUri(uri, options).catch(() => undefined);
    return connection;
  }
  async disconnect() { for (const connection of this.connections) await connection.close(); }
  model(...args) { return this.connection.model(...args); }
  modelNames() { return this.connection.modelNames(); }
  deleteModel(name) { this.connection.deleteModel(name); return this; }
  set(name, value) { Object.assign(this.options, typeof name === 'object' ? name : { [name]: value }); return this; }
  get(name) { return this.options[name]; }
  isValidObjectId(value) { return value !== undefined && value !== null && ObjectId.isValid(value._id ?? value); }
  isObjectIdOrHexString(value) { return value instanceof ObjectId || (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)); }
  pluralize() { return plural; }
  plugin() { throw new Error('dockyard: plugins of all schemas of mongoose are not simulated'); }
  startSession() { throw new Error('dockyard: sessions and transactions of mongodb are not simulated'); }
}
module.exports = new Mongoose();
module.exports.default = module.exports;
module.exports.mongoose = module.exports;
