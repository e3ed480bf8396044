'use strict';
// A connection to the simulated server: a line of JSON for each request, one for each answer, in their order.
const net = require('net');
const { encode, decode } = require('./bson.js');
const { MongoNetworkError, MongoServerError, MongoServerSelectionError, MongoParseError } = require('./errors.js');

/** What a connection string says (the driver's connection string specification). */
function parseAddress(uri) {
  if (!/^mongodb(?:\+srv)?:\/\//.test(uri)) throw new MongoParseError('Invalid scheme, expected connection string to start with "mongodb://" or "mongodb+srv://"');
  const [, srv, user, password, hosts, database, query] = /^mongodb(\+srv)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/.exec(uri) ?? [];
  if (hosts === undefined) throw new MongoParseError('Unable to parse ' + uri + ' with URL');
  const [host, port] = hosts.split(',')[0].split(':');
  return { srv: !!srv, host, port: Number(port ?? 27017), user: user && decodeURIComponent(user), password: password && decodeURIComponent(password), database: database ? decodeURIComponent(database) : 'test', options: Object.fromEntries(new URLSearchParams(query ?? '')) };
}
class TopologyDescription {
  constructor(address) {
    Object.assign(this, { type: 'Unknown', servers: new Map([[address, new ServerDescription(address)]]), stale: false, compatible: true, heartbeatFrequencyMS: 10000, localThresholdMS: 15, setName: null, maxElectionId: null, maxSetVersion: null, commonWireVersion: 0, logicalSessionTimeoutMinutes: null });
  }
}
class ServerDescription {
  constructor(address) { Object.assign(this, { address, type: 'Unknown' }); }
}

class Connection {
  constructor(address, options = {}) {
    this.address = address;
    this.limit = Number(options.serverSelectionTimeoutMS ?? address.options.serverSelectionTimeoutMS ?? 30000);
    this.user = options.auth?.username ?? address.user;
    this.password = options.auth?.password ?? address.password;
    this.waiting = [];
    this.held = '';
  }
  dial() {
    const { host, port } = this.address;
    return new Promise((resolve, reject) => {
      const socket = net.connect({ host, port });
      socket.setEncoding('utf8');
      socket.once('connect', () => {
        this.socket = socket;
        resolve();
      });
      socket.on('data', (text) => {
        const lines = (this.held + text).split('\n');
        this.held = lines.pop();
        for (const line of lines) this.waiting.shift()?.resolve(JSON.parse(line));
      });
      socket.on('error', (error) => reject(error));
      socket.on('close', () => {
        if (this.socket === socket) this.socket = undefined;
        for (const one of this.waiting.splice(0)) one.reject(new MongoNetworkError(`connection 1 to ${host}:${port} closed`));
      });
    });
  }
  /** Tries until the time for choosing a server is over. */
  async open() {
    const { host, port } = this.address;
    if (this.address.srv) throw Object.assign(new Error(`querySrv ENOTFOUND _mongodb._tcp.${host}`), { errno: undefined, code: 'ENOTFOUND', syscall: 'querySrv', hostname: `_mongodb._tcp.${host}` });
    const until = Date.now() + this.limit;
    for (;;) {
      try {
        await this.dial();
        break;
      } catch (cause) {
        const text = host === 'localhost' && cause.code === 'ECONNREFUSED' ? `connect ECONNREFUSED 127.0.0.1:${port}` : cause.errors ? cause.errors.at(-1).message : cause.message;
        const left = until - Date.now();
        if (left <= 0) throw new MongoServerSelectionError(text, { reason: new TopologyDescription(`${host}:${port}`), code: undefined, cause: new MongoNetworkError(text, { cause, beforeHandshake: false }) });
        await new Promise((resolve) => setTimeout(resolve, Math.min(500, left)));
      }
    }
    if (this.user !== undefined) await this.ask({ op: 'auth', user: this.user, password: this.password ?? '' });
  }
  ensure() {
    if (this.socket) return Promise.resolve();
    this.opening ??= this.open().finally(() => (this.opening = undefined));
    return this.opening;
  }
  /** An answer's value. Throws MongoServerError. */
  async ask(request) {
    const answer = await new Promise((resolve, reject) => {
      if (!this.socket) return reject(new MongoNetworkError('connection closed'));
      this.waiting.push({ resolve, reject });
      this.socket.write(`${JSON.stringify(encode(request))}\n`);
    });
    if (answer.ok) return decode(answer.value);
    const { code, message, keyPattern, keyValue } = answer;
    const NAMES = { 13: 'Unauthorized', 18: 'AuthenticationFailed', 2: 'BadValue' };
    throw new MongoServerError(message, code === 11000 ? { index: 0, code, keyPattern, keyValue: decode(keyValue) } : { ok: 0, code, codeName: NAMES[code] });
  }
  close() {
    this.socket?.destroy();
    this.socket = undefined;
  }
}
module.exports = { Connection, parseAddress };
