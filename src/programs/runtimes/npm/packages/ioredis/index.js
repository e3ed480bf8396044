'use strict';
// ioredis: the same server, with this client's manners: it connects by itself, and waits while it can't.
const net = require('net');
const { EventEmitter } = require('events');
const { Replies } = require('./lib/replies.js');

class ReplyError extends Error { get name() { return 'ReplyError'; } }
class MaxRetriesPerRequestError extends Error { get name() { return 'MaxRetriesPerRequestError'; } }
const PAIRS = new Set(['hgetall', 'config']);
const flat = (args) => args.flatMap((one) => (one !== null && typeof one === 'object' && !Array.isArray(one) && !Buffer.isBuffer(one) ? (one instanceof Map ? [...one] : Object.entries(one)).flat() : Array.isArray(one) ? flat(one) : [one]));

class Redis extends EventEmitter {
  constructor(...args) {
    super();
    const found = Object.assign({}, ...args.map((one) => (typeof one === 'number' ? { port: one } : typeof one === 'string' ? (/^rediss?:/.test(one) ? fromUrl(one) : /^\d+$/.test(one) ? { port: Number(one) } : { host: one }) : one)));
    this.options = { host: 'localhost', port: 6379, db: 0, lazyConnect: false, maxRetriesPerRequest: 20, retryStrategy: (times) => Math.min(times * 50, 2000), ...found };
    this.status = 'wait';
    Object.defineProperties(this, { waiting: { value: [], writable: true }, held: { value: [], writable: true }, attempts: { value: 0, writable: true } });
    if (!this.options.lazyConnect) this.connect().catch(() => undefined);
  }
  connect() {
    return new Promise((resolve, reject) => {
      this.status = 'connecting';
      const replies = new Replies(ReplyError);
      const socket = (this.stream = net.connect({ host: this.options.host, port: Number(this.options.port) }));
      socket.on('connect', async () => {
        this.attempts = 0;
        this.status = 'connect';
        this.emit('connect');
        try {
          if (this.options.password) await this.send(['AUTH', ...(this.options.username ? [this.options.username] : []), this.options.password]);
          if (Number(this.options.db)) await this.send(['SELECT', this.options.db]);
        } catch (error) {
          this.tell(error);
        }
        this.status = 'ready';
        this.emit('ready');
        for (const { parts, settle } of this.held.splice(0)) this.send(parts).then(...settle);
        resolve();
      });
      socket.on('data', (bytes) => { for (const value of replies.feed(bytes)) this.answer(value); });
      socket.on('error', (error) => { this.tell(error); reject(error); });
      socket.on('close', () => {
        const lost = this.waiting.splice(0);
        this.status = 'close';
        this.emit('close');
        for (const { reject: fail } of lost) fail(new Error('Connection is closed.'));
        const delay = this.closing ? undefined : this.options.retryStrategy?.(++this.attempts);
        if (typeof delay !== 'number') {
          this.status = 'end';
          this.emit('end');
          return;
        }
        if (this.options.maxRetriesPerRequest !== null && this.attempts > this.options.maxRetriesPerRequest) for (const { settle } of this.held.splice(0)) settle[1](new MaxRetriesPerRequestError(`Reached the max retries per request limit (which is ${this.options.maxRetriesPerRequest}). Refer to "maxRetriesPerRequest" option for details.`));
        this.status = 'reconnecting';
        this.emit('reconnecting', delay);
        setTimeout(() => this.connect().catch(() => undefined), delay);
      });
    });
  }
  tell(error) {
    if (this.listenerCount('error') > 0) this.emit('error', error);
    else console.error(`[ioredis] Unhandled error event: ${error.stack}`);
  }
  answer(value) {
    if (Array.isArray(value) && (value[0] === 'message' || value[0] === 'pmessage') && this.subscribed) return void this.emit(...value);
    const one = this.waiting.shift();
    if (value instanceof Error) one?.reject(value);
    else one?.resolve(value);
  }
  send(parts) {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      const list = parts.map((part) => (Buffer.isBuffer(part) ? part : Buffer.from(String(part ?? ''))));
      this.stream.write(Buffer.concat([Buffer.from(`*${list.length}\r\n`), ...list.flatMap((part) => [Buffer.from(`$${part.length}\r\n`), part, Buffer.from('\r\n')])]));
    });
  }
  call(name, ...args) {
    const done = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    const key = String(name).toLowerCase();
    const parts = [key, ...flat(args)];
    if (/^p?subscribe$/.test(key)) this.subscribed = true;
    const promise = (this.status === 'end' ? Promise.reject(new Error('Connection is closed.')) : this.status === 'ready' ? this.send(parts) : new Promise((...settle) => { this.held.push({ parts, settle }); if (this.status === 'wait') this.connect().catch(() => undefined); })).then((value) => {
      if (/^p?subscribe$/.test(key)) return value[2];
      if (!PAIRS.has(key) || !Array.isArray(value)) return value;
      return Object.fromEntries(Array.from({ length: value.length / 2 }, (_, i) => [value[2 * i], value[2 * i + 1]]));
    });
    if (done) promise.then((value) => done(null, value), done);
    return promise;
  }
  pipeline(commands = []) {
    const queue = commands.map(([name, ...args]) => [name, args]);
    const chain = new Proxy({}, { get: (_, name) => (name === 'exec' ? (done) => { const all = Promise.all(queue.map(([one, args]) => this.call(one, ...args).then((value) => [null, value], (error) => [error]))); if (done) all.then((value) => done(null, value)); return all; } : name === 'then' ? undefined : name === 'length' ? queue.length : (...args) => { queue.push([name, args]); return chain; }) });
    return chain;
  }
  multi(options) {
    if (options?.pipeline === false) return this.call('multi');
    const queue = [];
    const chain = new Proxy({}, { get: (_, name) => (name === 'exec' ? async () => { await this.call('multi'); for (const [one, args] of queue) await this.call(one, ...args); return (await this.call('exec'))?.map((value) => (value instanceof Error ? [value] : [null, value])) ?? null; } : name === 'then' ? undefined : (...args) => { queue.push([name, args]); return chain; }) });
    return chain;
  }
  duplicate(options) { return new Redis({ ...this.options, ...options }); }
  async quit() { this.closing = true; const value = await this.call('quit').catch(() => 'OK'); this.stream?.end(); return value; }
  disconnect() { this.closing = true; this.stream?.destroy(); }
  defineCommand() { throw new Error('dockyard: scripts of redis are not simulated'); }
}
function fromUrl(text) {
  const url = new URL(text);
  return { host: url.hostname, ...(url.port ? { port: Number(url.port) } : {}), ...(url.password ? { password: decodeURIComponent(url.password) } : {}), ...(url.username ? { username: decodeURIComponent(url.username) } : {}), ...(url.pathname.length > 1 ? { db: Number(url.pathname.slice(1)) } : {}) };
}
const COMMANDS = 'append auth bgsave blpop brpop client config copy dbsize decr decrby del echo exists expire expireat flushall flushdb get getdel getex getrange getset hdel hexists hget hgetall hincrby hincrbyfloat hkeys hlen hmget hmset hscan hset hsetnx hvals incr incrby incrbyfloat info keys lastsave lindex linsert llen lpop lpos lpush lpushx lrange lrem lset ltrim mget mset msetnx object persist pexpire ping psetex pttl publish punsubscribe psubscribe randomkey rename renamenx rpop rpoplpush rpush rpushx sadd save scan scard sdiff select set setbit setex setnx setrange sinter sismember smembers smove spop srandmember srem sscan strlen subscribe sunion time touch ttl type unlink unsubscribe watch unwatch xadd xlen xrange xread zadd zcard zcount zincrby zrange zrangebyscore zrank zrem zrevrange zrevrank zscan zscore'.split(' ');
for (const name of COMMANDS) Redis.prototype[name] = function (...args) { return this.call(name, ...args); };
module.exports = Object.assign(Redis, { Redis, default: Redis, ReplyError, Command: undefined, Cluster: class { constructor() { throw new Error('dockyard: clusters of redis are not simulated'); } } });
