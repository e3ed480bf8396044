'use strict';
const net = require('net');
const { EventEmitter } = require('events');
/** Reads replies of the Redis protocol (RESP 2). */
class Replies {
  constructor() { this.buffer = Buffer.alloc(0); }
  feed(bytes) { this.buffer = Buffer.concat([this.buffer, bytes]); }
  next() {
    const found = this.parse(0);
    if (!found) return undefined;
    this.buffer = Buffer.from(this.buffer.subarray(found.end));
    return found;
  }
  parse(at) {
    const end = this.buffer.indexOf('\r\n', at);
    if (end === -1) return undefined;
    const line = this.buffer.toString('utf8', at + 1, end);
    switch (String.fromCharCode(this.buffer[at])) {
      case '+': return { value: line, end: end + 2 };
      case '-': return { value: new Error(line), end: end + 2 };
      case ':': return { value: Number(line), end: end + 2 };
      case '$': {
        const size = Number(line);
        if (size < 0) return { value: null, end: end + 2 };
        return this.buffer.length < end + 4 + size ? undefined : { value: this.buffer.toString('utf8', end + 2, end + 2 + size), end: end + 4 + size };
      }
      default: {
        const value = [];
        let next = end + 2;
        for (let i = 0; i < Number(line); i++) {
          const one = this.parse(next);
          if (!one) return undefined;
          value.push(one.value);
          next = one.end;
        }
        return { value: Number(line) < 0 ? null : value, end: next };
      }
    }
  }
}
class Client extends EventEmitter {
  constructor(options = {}) {
    super();
    const url = typeof options === 'string' ? options : options.url;
    const from = url ? new URL(url) : undefined;
    this.options = { host: from?.hostname || options.socket?.host || options.host || '127.0.0.1', port: Number(from?.port || options.socket?.port || options.port || 6379), password: from?.password || options.password };
    this.waiting = [];
    this.subscribers = new Map();
    this.isOpen = false;
    this.isReady = false;
  }
  connect() {
    return new Promise((resolve, reject) => {
      let settled = false;
      const attempt = () => {
        const socket = (this.socket = net.connect(this.options));
        const replies = new Replies();
        socket.on('connect', async () => {
          this.isOpen = true;
          this.emit('connect');
          if (this.options.password) await this.sendCommand(['AUTH', decodeURIComponent(this.options.password)]);
          this.isReady = true;
          this.emit('ready');
          settled = true;
          resolve(this);
        });
        socket.on('data', (bytes) => {
          replies.feed(bytes);
          for (let reply = replies.next(); reply; reply = replies.next()) this.answer(reply.value);
        });
        socket.on('error', (error) => {
          if (this.listenerCount('error') > 0) this.emit('error', error);
          else if (!settled) {
            settled = true;
            return reject(error);
          } else throw error;
        });
        socket.on('close', () => {
          this.isReady = false;
          for (const { reject: fail } of this.waiting.splice(0)) fail(new Error('Socket closed unexpectedly'));
          if (!this.closing) setTimeout(attempt, 500);
        });
      };
      attempt();
    });
  }
  answer(value) {
    if (Array.isArray(value) && value[0] === 'message' && this.subscribers.has(value[1])) return void this.subscribers.get(value[1])(value[2], value[1]);
    const waiting = this.waiting.shift();
    if (value instanceof Error) waiting?.reject(value);
    else waiting?.resolve(value);
  }
  sendCommand(parts) {
    return new Promise((resolve, reject) => {
      if (!this.socket || this.socket.destroyed) return reject(new Error('The client is closed'));
      this.waiting.push({ resolve, reject });
      const list = parts.map(String);
      this.socket.write(`*${list.length}\r\n${list.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('')}`);
    });
  }
  async quit() { this.closing = true; await this.sendCommand(['QUIT']).catch(() => undefined); this.socket.destroy(); this.isOpen = false; return 'OK'; }
  async disconnect() { this.closing = true; this.socket?.destroy(); this.isOpen = false; }
  destroy() { void this.disconnect(); }
  close() { return this.quit(); }
  duplicate() { return new Client(this.options); }
  set(key, value, options = {}) { return this.sendCommand(['SET', key, value, ...(options.EX ? ['EX', options.EX] : []), ...(options.PX ? ['PX', options.PX] : []), ...(options.NX ? ['NX'] : [])]); }
  async hGetAll(key) { const flat = await this.sendCommand(['HGETALL', key]); const out = Object.create(null); for (let i = 0; i < flat.length; i += 2) out[flat[i]] = flat[i + 1]; return out; }
  hSet(key, field, value) { return this.sendCommand(['HSET', key, ...(typeof field === 'object' ? Object.entries(field).flat() : [field, value])]); }
  lRange(key, from, to) { return this.sendCommand(['LRANGE', key, from, to]); }
  subscribe(channel, listener) { this.subscribers.set(channel, listener); return this.sendCommand(['SUBSCRIBE', channel]); }
}
const COMMANDS = 'get del exists incr decr incrBy decrBy expire ttl keys ping hGet hDel hKeys hVals hExists hIncrBy lPush rPush lPop rPop lLen sAdd sRem sMembers sIsMember sCard zRem zScore zCard publish flushAll flushDb dbSize type rename append strLen getSet setEx setNX mGet persist echo select';
for (const name of COMMANDS.split(' ')) Client.prototype[name] = function (...args) { return this.sendCommand([name.toUpperCase(), ...args.flat()]); };
module.exports = { createClient: (options) => new Client(options), Client };
