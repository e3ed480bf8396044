'use strict';
const path = require('node:path');
const Database = require('./lib/database.js');
const Statement = require('./lib/statement.js');
const { traceCalls } = require('./lib/trace.js');

const opened = {};
let isVerbose = false;
module.exports = {
  OPEN_READONLY: 1,
  OPEN_READWRITE: 2,
  OPEN_CREATE: 4,
  OPEN_URI: 64,
  OPEN_FULLMUTEX: 65536,
  OPEN_SHAREDCACHE: 131072,
  OPEN_PRIVATECACHE: 262144,
  Database,
  Statement,
  cached: {
    objects: opened,
    /** The database of this file, opened once. */
    Database(file, mode, done) {
      if (file === '' || file === ':memory:') return new Database(file, mode, done);
      const callback = typeof mode === 'function' ? mode : done;
      const whole = path.resolve(file);
      const known = opened[whole];
      if (!known) return (opened[whole] = new Database(whole, mode, done));
      if (callback) known.wait(() => callback.call(known, null));
      return known;
    },
  },
  /** Has errors tell which call they come from. */
  verbose() {
    if (!isVerbose) {
      traceCalls(Database.prototype, ['prepare', 'get', 'run', 'all', 'each', 'map', 'close', 'exec']);
      traceCalls(Statement.prototype, ['bind', 'get', 'run', 'all', 'each', 'map', 'reset', 'finalize']);
    }
    isVerbose = true;
    return this;
  },
};
