'use strict';
const net = require('net');
const { EventEmitter } = require('events');
function quoted(value) {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof Date) return `'${value.toISOString().slice(0, 23).replace('T', ' ')}'`;
  if (Array.isArray(value)) return value.map((one) => (Array.isArray(one) ? `(${quoted(one)})` : quoted(one))).join(', ');
  if (Buffer.isBuffer(value)) value = value.toString();
  if (typeof value === 'object') return Object.entries(value).map(([key, one]) => `\`${key}\` = ${quoted(one)}`).join(', ');
  return `'${String(value).replace(/\\/g, '\\\\').replaceAll("'", "\\'").replace(/\n/g, '\\n')}'`;
}
const identifier = (name) => (Array.isArray(name) ? name.map(identifier).join(', ') : String(name).split('.').map((part) => `\`${part}\``).join('.'));
function bound(sql, values) {
  if (values === undefined) return sql;
  const left = Array.isArray(values) ? [...values] : [values];
  return sql.replace(/\?\??/g, (mark) => (left.length === 0 ? mark : mark === '??' ? identifier(left.shift()) : quoted(left.shift())));
}
const CODES = { 1045: 'ER_ACCESS_DENIED_ERROR', 1049: 'ER_BAD_DB_ERROR', 1050: 'ER_TABLE_EXISTS_ERROR', 1054: 'ER_BAD_FIELD_ERROR', 1062: 'ER_DUP_ENTRY', 1064: 'ER_PARSE_ERROR', 1146: 'ER_NO_SUCH_TABLE', 1451: 'ER_ROW_IS_REFERENCED_2', 1452: 'ER_NO_REFERENCED_ROW_2', 1044: 'ER_DBACCESS_DENIED_ERROR', 1048: 'ER_BAD_NULL_ERROR', 1364: 'ER_NO_DEFAULT_FOR_FIELD', 1406: 'ER_DATA_TOO_LONG' };
function failure({ code, state, message }, sql) {
  const error = new Error(message);
  return Object.assign(error, { code: CODES[code] ?? 'UNKNOWN_CODE_PLEASE_REPORT', errno: code, ...(sql === undefined ? {} : { sql }), sqlState: state, sqlMessage: message });
}
class Connection extends EventEmitter {
  constructor(options = {}) {
    super();
    const from = typeof options === 'string' ? new URL(options) : options.uri ? new URL(options.uri) : undefined;
    this.config = from ? { host: from.hostname, port: Number(from.port || 3306), user: decodeURIComponent(from.username), password: decodeURIComponent(from.password), database: from.pathname.slice(1) || undefined } : { host: options.host ?? 'localhost', port: Number(options.port ?? 3306), user: options.user ?? 'root', password: options.password ?? '', database: options.database };
    this.waiting = [];
    this.sequence = 0;
    this.buffer = Buffer.alloc(0);
    this.threadId = null;
    this.queue = Promise.resolve();
  }
  open() {
    this.opened ??= new Promise((resolve, reject) => {
      const socket = (this.socket = net.connect({ host: this.config.host, port: this.config.port }));
      const fail = (error) => {
        reject(error);
        for (const one of this.waiting.splice(0)) one.reject(error);
      };
      socket.on('error', (error) => fail(Object.assign(error, { fatal: true })));
      socket.on('close', () => fail(Object.assign(new Error('Connection lost: The server closed the connection.'), { code: 'PROTOCOL_CONNECTION_LOST', fatal: true })));
      socket.on('data', (bytes) => {
        this.buffer = Buffer.concat([this.buffer, bytes]);
        for (;;) {
          if (this.buffer.length < 4) return;
          const size = this.buffer.readUIntLE(0, 3);
          if (this.buffer.length < size + 4) return;
          let body = this.buffer.subarray(4, size + 4);
          if (body[0] === 10) body = body.subarray(body.indexOf(0) + 1);
          const message = JSON.parse(body.toString('utf8'));
          this.buffer = Buffer.from(this.buffer.subarray(size + 4));
          if (message.k === 'greeting') {
            this.threadId = message.connection;
            const { user, password, database } = this.config;
            this.ask({ k: 'login', user, password, database }).then((answer) => (answer.k === 'error' ? reject(failure(answer)) : resolve()), reject);
          } else this.waiting.shift()?.resolve(message);
        }
      });
    });
    this.opened.catch(() => undefined);
    return this.opened;
  }
  ask(message) {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      const body = Buffer.from(JSON.stringify(message));
      const head = Buffer.alloc(4);
      head.writeUIntLE(body.length, 0, 3);
      head[3] = this.sequence++ & 255;
      this.socket.write(Buffer.concat([head, body]));
    });
  }
  async run(sql, values) {
    await this.open();
    const text = bound(sql, values);
    const answer = await this.ask({ k: 'query', sql: text });
    if (answer.k === 'error') throw failure(answer, text);
    if (answer.k === 'rows') {
      const native = (value, { numeric }) => (value !== null && numeric && /^-?\d+$/.test(value) ? Number(value) : value);
      return [answer.rows.map((row) => Object.fromEntries(row.map((value, i) => [answer.columns[i].name, native(value, answer.columns[i])]))), answer.columns.map(({ name }) => ({ name }))];
    }
    let insertId = 0;
    if (/^\s*insert/i.test(text)) insertId = Number((await this.ask({ k: 'query', sql: 'SELECT LAST_INSERT_ID()' })).rows[0][0] ?? 0);
    return [{ fieldCount: 0, affectedRows: answer.affected, insertId, info: answer.info ?? '', serverStatus: 2, warningStatus: 0, changedRows: 0 }, undefined];
  }
  start(sql, values) {
    const given = typeof sql === 'object' ? sql : { sql, values };
    const done = this.queue.then(() => this.run(given.sql, given.values ?? values));
    this.queue = done.catch(() => undefined);
    return done;
  }
  connect(callback) { this.open().then(() => callback?.(null), (error) => (callback ? callback(error) : this.emit('error', error))); }
  query(sql, values, callback) {
    if (typeof values === 'function') [values, callback] = [undefined, values];
    this.start(sql, values).then(([rows, fields]) => callback?.(null, rows, fields), (error) => (callback ? callback(error) : this.emit('error', error)));
    return this;
  }
  execute(sql, values, callback) { return this.query(sql, values, callback); }
  beginTransaction(callback) { this.query('START TRANSACTION', callback); }
  commit(callback) { this.query('COMMIT', callback); }
  rollback(callback) { this.query('ROLLBACK', callback); }
  ping(callback) { this.query('SELECT 1', (error) => callback?.(error)); }
  end(callback) {
    this.queue.then(() => {
      this.socket?.destroy();
      callback?.();
    });
  }
  destroy() { this.socket?.destroy(); }
  release() {}
  promise() { return new PromiseConnection(this); }
}
class PromiseConnection {
  constructor(connection) { this.connection = connection; }
  query(sql, values) { return this.connection.start(sql, values); }
  execute(sql, values) { return this.connection.start(sql, values); }
  async beginTransaction() { await this.query('START TRANSACTION'); }
  async commit() { await this.query('COMMIT'); }
  async rollback() { await this.query('ROLLBACK'); }
  async ping() { await this.query('SELECT 1'); }
  async end() { await this.connection.queue; this.connection.destroy(); }
  release() { this.connection.release(); }
  destroy() { this.connection.destroy(); }
}
class Pool extends EventEmitter {
  constructor(options) {
    super();
    this.options = options;
    this.idle = [];
  }
  async take() {
    const kept = this.idle.pop();
    if (kept && !kept.socket.destroyed) return kept;
    const connection = new Connection(this.options);
    await connection.open();
    connection.release = () => void this.idle.push(connection);
    return connection;
  }
  async start(sql, values) {
    const connection = await this.take();
    try { return await connection.start(sql, values); } finally { connection.release(); }
  }
  getConnection(callback) { this.take().then((connection) => callback(null, connection), (error) => callback(error)); }
  query(sql, values, callback) {
    if (typeof values === 'function') [values, callback] = [undefined, values];
    this.start(sql, values).then(([rows, fields]) => callback?.(null, rows, fields), (error) => callback?.(error));
  }
  execute(sql, values, callback) { this.query(sql, values, callback); }
  end(callback) {
    for (const connection of this.idle.splice(0)) connection.destroy();
    callback?.();
  }
  promise() { return new PromisePool(this); }
}
class PromisePool {
  constructor(pool) { this.pool = pool; }
  query(sql, values) { return this.pool.start(sql, values); }
  execute(sql, values) { return this.pool.start(sql, values); }
  async getConnection() { return new PromiseConnection(await this.pool.take()); }
  async end() { this.pool.end(); }
}
module.exports = { Connection, Pool, PromiseConnection, PromisePool, escape: quoted, escapeId: identifier, format: bound };
