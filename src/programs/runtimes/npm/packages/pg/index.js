'use strict';
const net = require('net');
const { EventEmitter } = require('events');
/** A value as it stands in a statement. */
function quoted(value) {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) value = value.toISOString();
  if (Array.isArray(value)) return `ARRAY[${value.map(quoted).join(', ')}]`;
  if (typeof value === 'object') value = JSON.stringify(value);
  return `'${String(value).replaceAll("'", "''")}'`;
}
const bound = (sql, values) => (values && values.length > 0 ? sql.replace(/\$(\d+)/g, (_, n) => quoted(values[n - 1])) : sql);
class DatabaseError extends Error {
  constructor(wrong) {
    super(wrong.message);
    this.name = 'error';
    Object.assign(this, { severity: wrong.severity, code: wrong.state, detail: wrong.detail, hint: wrong.hint, position: wrong.position === undefined ? undefined : String(wrong.position) });
  }
}
/** Reads messages: a letter, four bytes of length, JSON. */
class Wire {
  constructor(socket) {
    this.socket = socket;
    this.buffer = Buffer.alloc(0);
    this.waiting = [];
    socket.on('data', (bytes) => {
      this.buffer = Buffer.concat([this.buffer, bytes]);
      for (;;) {
        if (this.buffer.length < 5) return;
        const size = this.buffer.readUInt32BE(1);
        if (this.buffer.length < size + 1) return;
        const message = JSON.parse(this.buffer.toString('utf8', 5, size + 1));
        this.buffer = Buffer.from(this.buffer.subarray(size + 1));
        this.waiting.shift()?.resolve(message);
      }
    });
    const fail = (error) => { for (const { reject } of this.waiting.splice(0)) reject(error); };
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('Connection terminated unexpectedly')));
  }
  ask(letter, message) {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      const body = Buffer.from(JSON.stringify(message));
      const head = Buffer.alloc(5);
      head[0] = letter.charCodeAt(0);
      head.writeUInt32BE(body.length + 4, 1);
      this.socket.write(Buffer.concat([head, body]));
    });
  }
}
function target(options = {}) {
  const env = process.env;
  const text = typeof options === 'string' ? options : options.connectionString;
  const from = text ? new URL(text) : undefined;
  const part = (value) => (value ? decodeURIComponent(value) : undefined);
  return {
    host: from?.hostname || options.host || env.PGHOST || 'localhost', port: Number(from?.port || options.port || env.PGPORT || 5432),
    user: part(from?.username) || options.user || env.PGUSER || env.USER || 'root', password: part(from?.password) ?? options.password ?? env.PGPASSWORD,
    database: part(from?.pathname.slice(1)) || options.database || env.PGDATABASE,
  };
}
const INTEGER = /^-?\d{1,15}$/;
/** node-postgres gives int8 and numeric as text, int4 and floats as numbers: what the server tells is only that it counts. */
const native = (value, { numeric, name }) => (value === null ? null : numeric && INTEGER.test(value) && !/^(count|sum)$/i.test(name) ? Number(value) : !numeric && (value === 't' || value === 'f') ? value === 't' : value);
class Client extends EventEmitter {
  constructor(options) {
    super();
    this.to = target(options);
    this.queue = Promise.resolve();
    Object.assign(this, { host: this.to.host, port: this.to.port, user: this.to.user, database: this.to.database || this.to.user });
  }
  connect(callback) {
    const made = this.open();
    if (!callback) return made;
    made.then(() => callback(null, this), (error) => callback(error));
  }
  open() {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ host: this.to.host, port: this.to.port });
      socket.once('error', reject);
      socket.once('connect', async () => {
        this.wire = new Wire(socket);
        try {
          const { user, password, database } = this.to;
          const reply = await this.wire.ask('p', { k: 'startup', user, database: database || user, password });
          if (reply.k === 'error') throw new DatabaseError(reply.error);
          if (reply.k === 'password') throw new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string');
          resolve();
        } catch (error) {
          socket.destroy();
          reject(error);
        }
      });
    });
  }
  query(text, values, callback) {
    if (typeof values === 'function') [values, callback] = [undefined, values];
    const given = typeof text === 'object' ? text : { text, values };
    const done = this.queue.then(() => this.run(given.text, given.values ?? values, given.rowMode));
    this.queue = done.catch(() => undefined);
    if (!callback) return done;
    done.then((result) => callback(null, result), (error) => callback(error));
  }
  async run(text, values, mode) {
    const { answers } = await this.wire.ask('Q', { k: 'query', sql: bound(text, values) });
    const results = answers.map((answer) => {
      if (answer.k === 'error') throw new DatabaseError(answer.error);
      const [command, ...numbers] = answer.tag.split(' ');
      const result = { command, rowCount: numbers.length ? Number(numbers.at(-1)) : null, oid: null, fields: [], rows: [] };
      if (answer.k === 'rows') {
        result.fields = answer.columns.map(({ name }) => ({ name }));
        result.rows = answer.rows.map((row) => (mode === 'array' ? row.map((value, i) => native(value, answer.columns[i])) : Object.fromEntries(row.map((value, i) => [answer.columns[i].name, native(value, answer.columns[i])]))));
        result.rowCount = result.rows.length;
      }
      return result;
    });
    return results.length === 1 ? results[0] : results;
  }
  async end(callback) {
    await this.queue;
    this.wire?.socket.destroy();
    callback?.();
  }
  release() {}
}
class Pool extends EventEmitter {
  constructor(options = {}) {
    super();
    this.options = options;
    this.idle = [];
    this.totalCount = 0;
  }
  get idleCount() { return this.idle.length; }
  async take() {
    const kept = this.idle.pop();
    if (kept && !kept.wire.socket.destroyed) return kept;
    const client = new Client(this.options);
    await client.open();
    this.totalCount++;
    this.emit('connect', client);
    client.release = () => void this.idle.push(client);
    return client;
  }
  connect(callback) {
    const made = this.take();
    if (!callback) return made;
    made.then((client) => callback(null, client, client.release), (error) => callback(error));
  }
  query(text, values, callback) {
    if (typeof values === 'function') [values, callback] = [undefined, values];
    const done = this.take().then(async (client) => {
      try { return await client.query(text, values); } finally { client.release(); }
    });
    if (!callback) return done;
    done.then((result) => callback(null, result), (error) => callback(error));
  }
  async end() { for (const client of this.idle.splice(0)) await client.end(); }
}
module.exports = { Client, Pool, DatabaseError, types: { setTypeParser() {} }, escapeLiteral: quoted, escapeIdentifier: (name) => `"${name}"`, defaults: {} };
