// net: TCP and Unix sockets of the simulated network
const EventEmitter = internal.builtin('events');
const { Duplex } = internal.builtin('stream');
const sockets = new Map();
const servers = new Map();
let lastId = 0;

/** What a failed system call of the network looks like: `connect ECONNREFUSED 127.0.0.1:80`. */
function netError(failure, syscall, address, port, callers = []) {
  const where = address === undefined ? '' : ` ${address}${port === undefined ? '' : `:${port}`}`;
  const text = syscall === 'getaddrinfo' ? `getaddrinfo ${failure.code} ${address}` : syscall === 'listen' ? `listen ${failure.code}: ${({ EADDRINUSE: 'address already in use', EACCES: 'permission denied', EADDRNOTAVAIL: 'address not available' })[failure.code] ?? failure.message.toLowerCase()}${where}` : `${syscall} ${failure.code}${where}`;
  const error = new Error(text);
  const { frames } = internal.settings;
  const lines = syscall === 'listen' ? [...frames.listen, ...callers] : syscall === 'getaddrinfo' ? [`GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:${process.version.startsWith('v18') ? '107:26' : '111:26'})`] : frames.refusedNet.slice(0, 1);
  internal.withStack(error, `Error: ${text}`, syscall === 'listen' && address !== '::' ? frames.listenAt : lines);
  internal.hidePlace(error);
  Object.assign(error, syscall === 'listen' ? { code: failure.code, errno: -(failure.errno ?? 0), syscall } : { errno: syscall === 'getaddrinfo' ? -3008 : -(failure.errno ?? 0), code: failure.code, syscall });
  if (syscall === 'getaddrinfo') error.hostname = address;
  else if (address !== undefined) {
    error.address = address;
    if (port !== undefined) error.port = port;
  }
  return error;
}

class Socket extends Duplex {
  constructor(options = {}) {
    super({ allowHalfOpen: options.allowHalfOpen ?? false, highWaterMark: 16384 });
    this.allowHalfOpen = options.allowHalfOpen ?? false;
    this.connecting = false;
    this.bytesRead = 0;
    this.bytesWritten = 0;
    this.timeout = 0;
    Object.defineProperties(this, { _isSocket: { value: true }, _id: { value: ++lastId, writable: true }, _timer: { value: undefined, writable: true }, _waiting: { value: [], writable: true }, _hold: { value: {} } });
    this._open = false;
    sockets.set(this._id, this);
  }
  get readyState() { return this.connecting ? 'opening' : this._open ? 'open' : 'closed'; }
  get pending() { return !this._open; }
  _attach(id, info) {
    sockets.delete(this._id);
    this._id = id;
    sockets.set(id, this);
    this._open = true;
    this._addresses(info);
    internal.hold(this._hold);
  }
  _addresses({ local, peer }) {
    Object.assign(this, { localAddress: local?.host, localPort: local?.port, localFamily: local ? (local.host.includes(':') ? 'IPv6' : 'IPv4') : undefined, remoteAddress: peer?.host, remotePort: peer?.port, remoteFamily: peer ? (peer.host.includes(':') ? 'IPv6' : 'IPv4') : undefined });
  }
  connect(...args) {
    const done = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    const options = typeof args[0] === 'object' && args[0] !== null ? args[0] : /^\d+$/.test(String(args[0])) ? { port: Number(args[0]), host: args[1] } : { path: args[0] };
    if (done) this.once('connect', done);
    this.connecting = true;
    internal.hold(this._hold);
    const host = options.host ?? 'localhost';
    internal.order('connect', [this._id, host, Number(options.port ?? 0), options.path ?? null]);
    return this;
  }
  _read() {
    if (this._paused) {
      this._paused = false;
      internal.order('socketResume', [this._id]);
    }
  }
  _write(chunk, encoding, done) {
    if (this.connecting) {
      this._waiting.push(() => this._write(chunk, encoding, done));
      return;
    }
    if (!this._open) return done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write', errno: -32 }));
    this.bytesWritten += chunk.length;
    this._touch();
    internal.order('socketWrite', [this._id], chunk);
    this._writeDone = done;
  }
  _final(done) {
    if (this.connecting) return void this._waiting.push(() => this._final(done));
    if (this._open) internal.order('socketEnd', [this._id]);
    done();
  }
  _destroy(error, done) {
    clearTimeout(this._timer);
    internal.order('socketClose', [this._id]);
    this._gone(!!error);
    done(error);
  }
  destroySoon() {
    if (this._writableState.finished) this.destroy();
    else {
      this.end();
      this.once('finish', () => this.destroy());
    }
  }
  _gone() {
    this._open = false;
    this.connecting = false;
    sockets.delete(this._id);
    internal.release(this._hold);
    this.server?._lost(this);
  }
  setTimeout(ms, fn) {
    this.timeout = ms;
    if (fn) this.once('timeout', fn);
    this._touch();
    return this;
  }
  _touch() {
    clearTimeout(this._timer);
    if (this.timeout > 0) this._timer = setTimeout(() => this.emit('timeout'), this.timeout).unref();
  }
  setNoDelay() { return this; }
  setKeepAlive() { return this; }
  address() { return this.localAddress === undefined ? {} : { address: this.localAddress, family: this.localFamily, port: this.localPort }; }
  ref() { if (this._open || this.connecting) internal.hold(this._hold); return this; }
  unref() { internal.release(this._hold); return this; }
}
const on = internal.handlers;
on.connected = (id, failure, info) => {
  const socket = sockets.get(id);
  if (!socket || socket.destroyed) return;
  socket.connecting = false;
  if (failure) return void socket.destroy(netError(failure, failure.syscall ?? 'connect', failure.address, failure.port));
  socket._open = true;
  socket._addresses(info);
  socket.emit('connect');
  socket.emit('ready');
  for (const act of socket._waiting.splice(0)) act();
};
on.data = (id, bytes) => {
  const socket = sockets.get(id);
  if (!socket || socket.destroyed) return;
  socket.bytesRead += bytes.length;
  socket._touch();
  if (!socket.push(bytes)) {
    socket._paused = true;
    internal.order('socketPause', [id]);
  }
};
on.ended = (id) => {
  const socket = sockets.get(id);
  if (!socket || socket.destroyed) return;
  socket.push(null);
  if (!socket.allowHalfOpen) {
    socket.once('end', () => socket.destroySoon());
    socket.resumeIfIdle?.();
    if (socket._readableState.flowing === null && socket.listenerCount('data') === 0 && socket.listenerCount('readable') === 0) socket.resume();
  }
};
on.reset = (id, failure) => {
  const socket = sockets.get(id);
  if (socket && !socket.destroyed) socket.destroy(Object.assign(new Error(`read ${failure.code}`), { errno: -(failure.errno ?? 0), code: failure.code, syscall: 'read' }));
};
on.written = (id, failure) => {
  const socket = sockets.get(id);
  const done = socket?._writeDone;
  if (!done) return;
  socket._writeDone = undefined;
  done(failure ? Object.assign(new Error(`write ${failure.code}`), { errno: -(failure.errno ?? 0), code: failure.code, syscall: 'write' }) : null);
};

class Server extends EventEmitter {
  constructor(options, listener) {
    super();
    if (typeof options === 'function') listener = options;
    this._connections = 0;
    this.listening = false;
    this.maxConnections = undefined;
    this.allowHalfOpen = options?.allowHalfOpen ?? false;
    Object.defineProperties(this, { _id: { value: 0, writable: true }, _where: { value: undefined, writable: true }, _hold: { value: {} }, _sockets: { value: new Set() } });
    if (listener) this.on('connection', listener);
  }
  listen(...args) {
    const done = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    while (args.length > 0 && args.at(-1) === undefined) args.pop();
    let [first, second] = args;
    const options = typeof first === 'object' && first !== null ? first : typeof first === 'string' && !/^\d+$/.test(first) ? { path: first } : { port: first, host: typeof second === 'string' ? second : undefined };
    if (options.path === undefined) {
      const port = options.port === undefined || options.port === null || options.port === '' ? 0 : Number(options.port);
      if (!Number.isInteger(port) || port < 0 || port > 65535) throw internal.nodeError(RangeError, 'ERR_SOCKET_BAD_PORT', `options.port should be >= 0 and < 65536. Received ${typeof options.port === 'string' ? `type string ('${options.port}')` : `${Number(process.version.slice(1).split('.')[0]) >= 20 ? internal.received(options.port) : String(options.port)}`}.`);
      options.port = port;
    }
    if (this.listening || this._id) throw internal.nodeError(Error, 'ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.');
    if (done) this.once('listening', done);
    this._id = ++lastId;
    this._asked = { ...options, callers: internal.callerLines() };
    servers.set(this._id, this);
    if (!this._unref) internal.hold(this._hold);
    internal.order('listen', [this._id, options.host ?? null, options.port ?? 0, options.path ?? null]);
    return this;
  }
  address() { return this._where === undefined ? null : this._where; }
  close(done) {
    if (done) this.once('close', () => done());
    if (!this._id) {
      const error = internal.nodeError(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.');
      if (done) {
        this.removeAllListeners('close');
        process.nextTick(done, error);
      }
      return this;
    }
    internal.order('unlisten', [this._id]);
    servers.delete(this._id);
    this._id = 0;
    this.listening = false;
    this._where = undefined;
    internal.release(this._hold);
    this._closing = true;
    this._lost();
    return this;
  }
  _lost(socket) {
    if (socket) {
      if (!this._sockets.delete(socket)) return;
      this._connections--;
    }
    if (this._closing && this._connections === 0) {
      this._closing = false;
      process.nextTick(() => this.emit('close'));
    }
  }
  getConnections(done) { process.nextTick(done, null, this._connections); return this; }
  ref() { this._unref = false; if (this._id) internal.hold(this._hold); return this; }
  unref() { this._unref = true; internal.release(this._hold); return this; }
  [Symbol.asyncDispose]() { return new Promise((resolve) => this.close(resolve)); }
}
on.listening = (id, failure, where) => {
  const server = servers.get(id);
  if (!server) return;
  if (failure) {
    servers.delete(id);
    server._id = 0;
    internal.release(server._hold);
    const { path, host, port } = server._asked;
    const error = netError(failure, 'listen', path ?? host ?? '::', path === undefined ? port : undefined, server._asked.callers);
    internal.hidePlace(error);
    server.emit('error', error);
    return;
  }
  server.listening = true;
  server._where = typeof where === 'string' ? where : { address: where.host, family: where.host.includes(':') ? 'IPv6' : 'IPv4', port: where.port };
  emitListeningNT(server);
};
function emitListeningNT(server) { server.emit('listening'); }
on.connection = (serverId, id, info) => {
  const server = servers.get(serverId);
  if (!server) return internal.order('socketClose', [id]);
  const socket = new Socket({ allowHalfOpen: server.allowHalfOpen });
  socket._attach(id, info);
  socket.server = server;
  server._sockets.add(socket);
  server._connections++;
  server.emit('connection', socket);
};

const connect = (...args) => new Socket(typeof args[0] === 'object' ? args[0] : {}).connect(...args);
const isIPv4 = (text) => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text);
const isIPv6 = (text) => /^[0-9a-f:.]+$/i.test(text) && text.includes(':');
module.exports = {
  Socket, Stream: Socket, Server, connect, createConnection: connect,
  createServer: (options, listener) => new Server(options, listener),
  isIPv4, isIPv6, isIP: (text) => (isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0),
  setDefaultAutoSelectFamily() {}, getDefaultAutoSelectFamily: () => true,
};
internal.netError = netError;
