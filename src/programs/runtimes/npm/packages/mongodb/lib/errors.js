'use strict';
class MongoError extends Error {
  constructor(message, more) {
    super(message, more?.cause ? { cause: more.cause } : undefined);
    this.errorLabelSet = new Set();
    if (more) for (const [key, value] of Object.entries(more)) if (key !== 'cause') this[key] = value;
  }
  get name() { return 'MongoError'; }
  get errmsg() { return this.message; }
  hasErrorLabel(label) { return this.errorLabelSet.has(label); }
}
const named = (name, Base) => ({ [name]: class extends Base { get name() { return name; } } })[name];
const MongoDriverError = named('MongoDriverError', MongoError);
const MongoServerError = named('MongoServerError', MongoError);
const MongoNetworkError = named('MongoNetworkError', MongoError);
const MongoServerSelectionError = named('MongoServerSelectionError', MongoError);
const MongoParseError = named('MongoParseError', MongoDriverError);
const MongoBulkWriteError = named('MongoBulkWriteError', MongoServerError);
const MongoNotConnectedError = named('MongoNotConnectedError', MongoDriverError);
const MongoInvalidArgumentError = named('MongoInvalidArgumentError', MongoDriverError);
module.exports = { MongoError, MongoDriverError, MongoServerError, MongoNetworkError, MongoServerSelectionError, MongoParseError, MongoBulkWriteError, MongoNotConnectedError, MongoInvalidArgumentError };
