'use strict';
const fs = require('node:fs');
const { EventEmitter } = require('node:events');
const addon = require('../build/Release/node_sqlite3.node');
const Statement = require('./statement.js');

const READONLY = 1;
const CREATE = 4;

/** That a statement couldn't be compiled. */
class Refused {
  constructor(reason) {
    this.reason = reason;
  }
}

/** A database: what is asked of it runs in that order, each beside the script. */
class Database extends EventEmitter {
  constructor(filename, mode, callback) {
    super();
    if (typeof filename !== 'string') throw new TypeError('String expected');
    if (typeof mode === 'function') [callback, mode] = [mode, undefined];
    this.open = false;
    this.filename = filename;
    this.mode = mode ?? 65542;
    this._jobs = [];
    this._busy = true;
    this._changes = 0;
    addon.load(() => this._open(callback));
  }

  _open(callback) {
    let error = null;
    try {
      if (!(this.mode & CREATE) && this.filename !== '' && this.filename !== ':memory:' && !fs.existsSync(this.filename)) throw addon.failure('SQLITE_CANTOPEN', 'unable to open database file');
      this._id = addon.open(this.filename);
      if (this.mode & READONLY) addon.run(this._id, 'PRAGMA query_only = 1', []);
      this.open = true;
    } catch (wrong) {
      error = wrong;
    }
    if (callback) callback.call(this, error);
    else if (error) this.emit('error', error);
    if (!this.open) return;
    this.emit('open');
    this._busy = false;
    this._next();
  }

  /** Runs `work` when it is its turn; `done(error, value)` hears of it, else an error is an event of `owner`. */
  _schedule(owner, work, done) {
    if (this._closed) {
      const error = Object.assign(new Error('SQLITE_MISUSE: Database is closed'), { errno: 21, code: 'SQLITE_MISUSE' });
      if (!done) return void owner.emit('error', error);
      return void setImmediate(() => done.call(owner, error));
    }
    this._jobs.push({ owner, work, done });
    this._next();
  }

  _next() {
    if (this._busy || this._jobs.length === 0) return;
    this._busy = true;
    setImmediate(() => {
      const { owner, work, done } = this._jobs.shift();
      let error = null;
      let value;
      try {
        value = work();
      } catch (wrong) {
        error = wrong;
      }
      this._busy = false;
      try {
        const refused = error instanceof Refused;
        if (refused) error = error.reason;
        if (refused && owner._refused) owner._refused(error);
        else if (done) done.call(owner, error, value);
        else if (error) owner.emit('error', error);
      } finally {
        this._next();
      }
    });
  }

  _step(sql, values) {
    try {
      const { rows, changes, last } = addon.run(this._id, sql, values);
      if (changes >= 0) this._changes = changes;
      return { rows, changes: this._changes, last };
    } catch (error) {
      if (error.code === 'SQLITE_ERROR') this._compile(sql);
      throw error;
    }
  }

  /** Explaining a statement compiles it and runs nothing; throws a Refused. */
  _compile(sql) {
    try {
      if (!/^\s*explain\b/i.test(sql)) addon.run(this._id, `EXPLAIN ${sql}`, []);
    } catch (error) {
      throw new Refused(error);
    }
  }

  prepare(sql, ...rest) {
    const callback = typeof rest.at(-1) === 'function' ? rest.pop() : undefined;
    const statement = new Statement(this, sql, rest);
    this._schedule(statement, () => this._compile(sql), callback && ((error) => callback.call(statement, error)));
    return statement;
  }

  exec(sql, callback) {
    this._schedule(this, () => addon.script(this._id, sql), callback && ((error) => callback.call(this, error)));
    return this;
  }

  wait(callback) {
    this._schedule(this, () => undefined, callback);
    return this;
  }

  close(callback) {
    this._schedule(this, () => {
      addon.close(this._id);
      this.open = false;
      this._closed = true;
      for (const { owner, done } of this._jobs.splice(0)) setImmediate(() => (done ? done.call(owner, addon.failure('SQLITE_MISUSE', 'Database is closed')) : undefined));
    }, (error) => {
      if (callback) callback.call(this, error);
      else if (error) this.emit('error', error);
      if (!error) this.emit('close');
    });
    return this;
  }

  /** Statements run one after the other here in any case. */
  serialize(callback) {
    callback?.call(this);
    return this;
  }
  parallelize(callback) {
    return this.serialize(callback);
  }
  configure() {
    return this;
  }
  interrupt() {
    return this;
  }
}

for (const name of ['run', 'get', 'all', 'each', 'map']) {
  Database.prototype[name] = function shorthand(sql, ...args) {
    const statement = new Statement(this, sql, []);
    // What can't be compiled is told to the database's caller, what fails later to the statement's.
    statement._refused = args.findLast((one) => typeof one === 'function');
    statement[name](...args);
    return this;
  };
}

module.exports = Database;
