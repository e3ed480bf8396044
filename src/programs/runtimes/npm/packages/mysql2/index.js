'use strict';
const { Connection, Pool, ...rest } = require('./lib/connection.js');
module.exports = {
  // mysql2 connects when it is made, mysql when it is first used.
  createConnection(options) {
    const made = new Connection(options);
    made.open();
    return made;
  },
  createPool: (options) => new Pool(options),
  Connection, Pool, ...rest,
};
