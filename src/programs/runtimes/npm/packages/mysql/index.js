'use strict';
const { Connection, Pool, escape, escapeId, format } = require('./lib/connection.js');
module.exports = { createConnection: (options) => new Connection(options), createPool: (options) => new Pool(options), escape, escapeId, format, Connection, Pool };
