'use strict';
const { EventEmitter } = require('events');
const { BSONError, Decimal128, Long, ObjectId } = require('./lib/bson.js');
const { Collection } = require('./lib/collection.js');
const { Connection, parseAddress } = require('./lib/connection.js');
const { Cursor, FindCursor } = require('./lib/cursor.js');
const errors = require('./lib/errors.js');

class Admin {
  constructor(db) { this.db = db; }
  ping() { return this.db.command({ ping: 1 }); }
  async listDatabases() {
    const databases = await this.db._ask({ op: 'databases' });
    const system = ['admin', 'config', 'local'].filter((name) => !databases.some((one) => one.name === name)).map((name) => ({ name, sizeOnDisk: 40960 }));
    const all = [...databases, ...system].sort((a, b) => (a.name < b.name ? -1 : 1)).map((one) => ({ ...one, empty: false }));
    const totalSize = all.reduce((sum, one) => sum + one.sizeOnDisk, 0);
    return { databases: all, totalSize, totalSizeMb: Math.floor(totalSize / 1048576), ok: 1 };
  }
}
class Db {
  constructor(client, name) {
    this.client = client;
    this.databaseName = name;
  }
  get namespace() { return this.databaseName; }
  async _ask(request) {
    await this.client._ready();
    return this.client.connection.ask({ database: this.databaseName, collection: '', ...request });
  }
  collection(name) { return new Collection(this, name); }
  async command(command) {
    const [name] = Object.keys(command);
    if (!['ping', 'hello', 'isMaster'].includes(name)) throw new Error(`dockyard: the command ${name} of mongodb is not simulated`);
    return this._ask({ op: 'ping' });
  }
  admin() { return new Admin(this); }
  listCollections() { return new Cursor(async () => (await this._ask({ op: 'collections' })).map((name) => ({ name, type: 'collection' }))); }
  async collections() { return (await this._ask({ op: 'collections' })).map((name) => this.collection(name)); }
  async createCollection(name) {
    await this._ask({ op: 'create', collection: name });
    return this.collection(name);
  }
  async dropCollection(name) { return this._ask({ op: 'drop', collection: name }); }
  async dropDatabase() { await this._ask({ op: 'dropDatabase' }); return true; }
}
class MongoClient extends EventEmitter {
  constructor(uri, options = {}) {
    super();
    this.address = parseAddress(uri);
    this.options = options;
    this.connection = new Connection(this.address, options);
    Object.defineProperty(this, 'connection', { enumerable: false });
  }
  static async connect(uri, options) { return new MongoClient(uri, options).connect(); }
  async connect() {
    await this._ready();
    return this;
  }
  async _ready() {
    if (this.closed) throw new errors.MongoNotConnectedError('Client must be connected before running operations');
    await this.connection.ensure();
  }
  db(name = this.address.database) { return new Db(this, name); }
  async close() {
    this.connection.close();
    this.emit('close');
  }
  startSession() { throw new Error('dockyard: sessions and transactions of mongodb are not simulated'); }
}
const ServerApiVersion = Object.freeze({ v1: '1' });
module.exports = { MongoClient, Db, Collection, Admin, FindCursor, ObjectId, Decimal128, Long, Double: Number, Int32: Number, BSONError, ServerApiVersion, ReturnDocument: { BEFORE: 'before', AFTER: 'after' }, ReadPreference: {}, ...errors };
