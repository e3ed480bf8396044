'use strict';
const { Connection, Pool, PromiseConnection, PromisePool, escape, escapeId, format } = require('./lib/connection.js');
module.exports = {
  async createConnection(options) {
    const made = new Connection(options);
    await made.open();
    return new PromiseConnection(made);
  },
  createPool: (options) => new PromisePool(new Pool(options)),
  escape, escapeId, format,
};
