'use strict';
const { EventEmitter } = require('node:events');

/** Values as they are given: one by one, in an array, or in an object by their names; undefined where none are. */
function valuesOf(args) {
  if (args.length === 0) return undefined;
  const [first] = args;
  if (Array.isArray(first)) return first.slice();
  if (args.length === 1 && typeof first === 'object' && first !== null && !Buffer.isBuffer(first) && !(first instanceof Date) && !(first instanceof RegExp)) {
    return Object.fromEntries(Object.entries(first).map(([name, value]) => (/^\d+$/.test(name) ? [`?${name}`, value] : [name, value])));
  }
  return args;
}

/** A statement with its values: `run`, `get` (a row a call), `all`, `each`. */
class Statement extends EventEmitter {
  constructor(database, sql, args) {
    super();
    if (typeof sql !== 'string') throw new TypeError('SQL query expected');
    this.sql = sql;
    this._database = database;
    this._values = valuesOf(args) ?? [];
  }

  /** Schedules `work(rows and counts)`; `done(error, value)`. */
  _ask(args, work, done) {
    if (this._finalized) {
      const error = Object.assign(new Error('SQLITE_MISUSE: Statement is already finalized'), { errno: 21, code: 'SQLITE_MISUSE' });
      if (done) done.call(this, error);
      else this.emit('error', error);
      return this;
    }
    const values = valuesOf(args);
    this._database._schedule(this, () => {
      if (values) {
        this._values = values;
        this._rows = undefined;
      }
      return work();
    }, done && ((error, value) => (error ? done.call(this, error) : done.call(this, null, value))));
    return this;
  }

  bind(...args) {
    const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    return this._ask(args, () => undefined, callback);
  }

  reset(callback) {
    return this._ask([], () => void (this._rows = undefined), callback);
  }

  run(...args) {
    const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    return this._ask(args, () => {
      const { changes, last } = this._database._step(this.sql, this._values);
      this._rows = undefined;
      this.lastID = last;
      this.changes = changes;
    }, callback && ((error) => callback.call(this, error)));
  }

  get(...args) {
    const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    return this._ask(args, () => {
      this._rows ??= this._database._step(this.sql, this._values).rows;
      const row = this._rows.shift();
      if (row === undefined) this._rows = undefined;
      return row;
    }, callback);
  }

  all(...args) {
    const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    return this._ask(args, () => {
      this._rows = undefined;
      return this._database._step(this.sql, this._values).rows;
    }, callback);
  }

  /** `onRow(error, row)` for each row, then `onEnd(error, number of rows)`. */
  each(...args) {
    const callbacks = [];
    while (typeof args.at(-1) === 'function') callbacks.unshift(args.pop());
    const [onRow, onEnd] = callbacks;
    return this._ask(args, () => this._database._step(this.sql, this._values).rows, (error, rows) => {
      if (error) return onRow ? onRow.call(this, error) : this.emit('error', error);
      for (const row of rows) onRow?.call(this, null, row);
      onEnd?.call(this, null, rows.length);
    });
  }

  /** The rows by their first column: the second where there are two, else the whole row. */
  map(...args) {
    const callback = args.pop();
    return this.all(...args, (error, rows) => {
      if (error) return callback(error);
      const [key, value, more] = Object.keys(rows[0] ?? {});
      return callback(null, Object.fromEntries(rows.map((row) => [row[key], more === undefined ? row[value] : row])));
    });
  }

  finalize(callback) {
    this._database._schedule(this, () => void (this._finalized = true), callback && (() => callback.call(this)));
    return this._database;
  }
}

module.exports = Statement;
