// http: server and client
const net = internal.builtin('net');
const EventEmitter = internal.builtin('events');
const { Readable, Writable } = internal.builtin('stream');
const STATUS_CODES = { 100: 'Continue', 101: 'Switching Protocols', 102: 'Processing', 103: 'Early Hints', 200: 'OK', 201: 'Created', 202: 'Accepted', 203: 'Non-Authoritative Information', 204: 'No Content', 205: 'Reset Content', 206: 'Partial Content', 207: 'Multi-Status', 300: 'Multiple Choices', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified', 305: 'Use Proxy', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized', 402: 'Payment Required', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable', 407: 'Proxy Authentication Required', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone', 411: 'Length Required', 412: 'Precondition Failed', 413: 'Payload Too Large', 414: 'URI Too Long', 415: 'Unsupported Media Type', 416: 'Range Not Satisfiable', 417: 'Expectation Failed', 418: "I'm a Teapot", 422: 'Unprocessable Entity', 423: 'Locked', 424: 'Failed Dependency', 425: 'Too Early', 426: 'Upgrade Required', 428: 'Precondition Required', 429: 'Too Many Requests', 431: 'Request Header Fields Too Large', 451: 'Unavailable For Legal Reasons', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout', 505: 'HTTP Version Not Supported', 507: 'Insufficient Storage', 511: 'Network Authentication Required' };
const METHODS = ['ACL', 'BIND', 'CHECKOUT', 'CONNECT', 'COPY', 'DELETE', 'GET', 'HEAD', 'LINK', 'LOCK', 'M-SEARCH', 'MERGE', 'MKACTIVITY', 'MKCALENDAR', 'MKCOL', 'MOVE', 'NOTIFY', 'OPTIONS', 'PATCH', 'POST', 'PROPFIND', 'PROPPATCH', 'PURGE', 'PUT', 'REBIND', 'REPORT', 'SEARCH', 'SOURCE', 'SUBSCRIBE', 'TRACE', 'UNBIND', 'UNLINK', 'UNLOCK', 'UNSUBSCRIBE'];
const SINGLE = new Set('age authorization content-length content-type etag expires from host if-modified-since if-unmodified-since last-modified location max-forwards proxy-authorization referer retry-after server user-agent'.split(' '));

class IncomingMessage extends Readable {
  constructor(socket) {
    super();
    this.socket = this.connection = socket;
    this.httpVersion = '1.1';
    this.httpVersionMajor = 1;
    this.httpVersionMinor = 1;
    this.complete = false;
    this.rawHeaders = [];
    this.headers = {};
    this.rawTrailers = [];
    this.trailers = {};
    this.aborted = false;
    this.upgrade = false;
    this.url = '';
    this.method = null;
    this.statusCode = null;
    this.statusMessage = null;
    this._autoDestroy = false;
  }
  _header(name, value) {
    this.rawHeaders.push(name, value);
    const key = name.toLowerCase();
    if (key === 'set-cookie') (this.headers[key] ??= []).push(value);
    else if (this.headers[key] === undefined) this.headers[key] = value;
    else if (!SINGLE.has(key)) this.headers[key] += `${key === 'cookie' ? '; ' : ', '}${value}`;
  }
  setTimeout(ms, fn) { this.socket.setTimeout(ms, fn); return this; }
}

/** Reads messages from a connection's bytes (RFC 9112). */
class Parser {
  constructor(isRequest, make) {
    this.isRequest = isRequest;
    this.make = make;
    this.buffer = Buffer.alloc(0);
    this.state = 'head';
  }
  feed(bytes) {
    this.buffer = this.buffer.length > 0 ? Buffer.concat([this.buffer, bytes]) : bytes;
    while (this.step());
  }
  step() {
    if (this.state === 'head') {
      while (this.buffer.length > 1 && this.buffer[0] === 13 && this.buffer[1] === 10) this.buffer = this.buffer.subarray(2);
      const end = this.buffer.indexOf('\r\n\r\n');
      if (end === -1) {
        if (this.buffer.length > 16384 || (this.isRequest && this.buffer.length > 0 && !/^[A-Z]/.test(String.fromCharCode(this.buffer[0])))) throw Object.assign(new Error('Parse Error: Invalid method encountered'), { code: 'HPE_INVALID_METHOD' });
        return false;
      }
      const [start, ...lines] = this.buffer.toString('latin1', 0, end).split('\r\n');
      this.buffer = this.buffer.subarray(end + 4);
      const message = (this.message = this.make());
      const match = this.isRequest ? /^([A-Z-]+) (\S+) HTTP\/(\d)\.(\d)$/.exec(start) : /^HTTP\/(\d)\.(\d) (\d{3}) ?(.*)$/.exec(start);
      if (!match) throw Object.assign(new Error('Parse Error: Invalid method encountered'), { code: 'HPE_INVALID_METHOD' });
      const [major, minor] = this.isRequest ? [match[3], match[4]] : [match[1], match[2]];
      Object.assign(message, { httpVersion: `${major}.${minor}`, httpVersionMajor: Number(major), httpVersionMinor: Number(minor) }, this.isRequest ? { method: match[1], url: match[2] } : { statusCode: Number(match[3]), statusMessage: match[4] });
      for (const line of lines) {
        const colon = line.indexOf(':');
        if (colon > 0) message._header(line.slice(0, colon), line.slice(colon + 1).trim());
      }
      const { headers } = message;
      const kind = this.noBody?.(message);
      if (kind) this.left = 0;
      else if (/chunked/i.test(headers['transfer-encoding'] ?? '')) this.left = 'chunked';
      else if (headers['content-length'] !== undefined) this.left = Number(headers['content-length']);
      else this.left = this.isRequest ? 0 : Infinity;
      message._keepAlive = message.httpVersion === '1.1' ? !/close/i.test(headers.connection ?? '') : /keep-alive/i.test(headers.connection ?? '');
      this.state = this.left === 'chunked' ? 'size' : 'body';
      if (this.onMessage(message) === 'upgrade') {
        this.state = 'raw';
        return false;
      }
      if (this.left === 0) this.finish();
      return true;
    }
    if (this.state === 'body') {
      if (this.buffer.length === 0) return false;
      const part = this.buffer.subarray(0, Math.min(this.left, this.buffer.length));
      this.buffer = this.buffer.subarray(part.length);
      this.left -= part.length;
      this.message.push(Buffer.from(part));
      if (this.left === 0) this.finish();
      return true;
    }
    if (this.state === 'size' || this.state === 'chunkEnd' || this.state === 'trailer') {
      const end = this.buffer.indexOf('\r\n');
      if (end === -1) return false;
      const line = this.buffer.toString('latin1', 0, end);
      this.buffer = this.buffer.subarray(end + 2);
      if (this.state === 'chunkEnd') this.state = 'size';
      else if (this.state === 'trailer') {
        if (line === '') this.finish();
      } else {
        this.left = Number.parseInt(line, 16);
        this.state = this.left === 0 ? 'trailer' : 'chunk';
      }
      return true;
    }
    if (this.state === 'chunk') {
      if (this.buffer.length === 0) return false;
      const part = this.buffer.subarray(0, Math.min(this.left, this.buffer.length));
      this.buffer = this.buffer.subarray(part.length);
      this.left -= part.length;
      this.message.push(Buffer.from(part));
      if (this.left === 0) this.state = 'chunkEnd';
      return true;
    }
    return false;
  }
  finish() {
    const { message } = this;
    this.state = 'head';
    this.message = undefined;
    message.complete = true;
    message.push(null);
    this.onComplete?.(message);
  }
  end() {
    if (this.message && this.left === Infinity) this.finish();
    else if (this.message) {
      this.message.aborted = true;
      this.message.emit('aborted');
      this.message.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    }
  }
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
class OutgoingMessage extends Writable {
  constructor() {
    super({ decodeStrings: true });
    this.headersSent = false;
    this.sendDate = true;
    this.finished = false;
    Object.defineProperties(this, { _fields: { value: new Map() }, _chunked: { value: false, writable: true }, _bodyless: { value: false, writable: true } });
    this._autoDestroy = false;
  }
  setHeader(name, value) {
    if (this.headersSent) throw internal.nodeError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot set headers after they are sent to the client');
    if (typeof name !== 'string' || !TOKEN.test(name)) throw internal.nodeError(TypeError, 'ERR_INVALID_HTTP_TOKEN', `Header name must be a valid HTTP token ["${name}"]`);
    if (value === undefined) throw internal.nodeError(TypeError, 'ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "undefined" for header "${name}"`);
    if (/[^\t\x20-\x7e\x80-\xff]/.test(String(value))) throw internal.nodeError(TypeError, 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`);
    this._fields.set(name.toLowerCase(), [name, value]);
    return this;
  }
  setHeaders(headers) { for (const [name, value] of headers) this.setHeader(name, value); return this; }
  appendHeader(name, value) {
    const old = this.getHeader(name);
    return this.setHeader(name, old === undefined ? value : [old, value].flat());
  }
  getHeader(name) { return this._fields.get(name.toLowerCase())?.[1]; }
  hasHeader(name) { return this._fields.has(name.toLowerCase()); }
  removeHeader(name) {
    if (this.headersSent) throw internal.nodeError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot remove headers after they are sent to the client');
    this._fields.delete(name.toLowerCase());
  }
  getHeaders() { return Object.assign(Object.create(null), Object.fromEntries([...this._fields].map(([key, [, value]]) => [key, value]))); }
  getHeaderNames() { return [...this._fields.keys()]; }
  getRawHeaderNames() { return [...this._fields.values()].map(([name]) => name); }
  flushHeaders() { this._sendHead(); }
  _headText(start) {
    const lines = [start];
    for (const [name, value] of this._fields.values()) for (const one of Array.isArray(value) ? value : [value]) lines.push(`${name}: ${one}`);
    return `${lines.join('\r\n')}\r\n\r\n`;
  }
  end(chunk, encoding, done) {
    if (typeof chunk === 'function') [done, chunk, encoding] = [chunk, undefined, undefined];
    if (typeof encoding === 'function') [done, encoding] = [encoding, undefined];
    if (this.finished) {
      if (typeof done === 'function') process.nextTick(done, internal.nodeError(Error, 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished'));
      return this;
    }
    if (!this.headersSent && !this._bodyless && !this.hasHeader('transfer-encoding') && !this.hasHeader('content-length') && this._wantsLength !== false) {
      const size = chunk === undefined || chunk === null ? 0 : Buffer.byteLength(chunk, encoding);
      if (this._lengthAtEnd(size)) this._fields.set('content-length', ['Content-Length', size]);
    }
    if (chunk !== undefined && chunk !== null && chunk.length !== 0) this.write(chunk, encoding);
    this.finished = true;
    super.end(undefined, undefined, done);
    return this;
  }
  _write(chunk, encoding, done) {
    this._sendHead();
    if (this._bodyless || chunk.length === 0) return done();
    this._raw(this._chunked ? Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]) : chunk, done);
  }
  _final(done) {
    this._sendHead();
    if (this._chunked && !this._bodyless) this._raw('0\r\n\r\n', () => undefined);
    this._finish();
    done();
  }
  setTimeout(ms, fn) { this.socket?.setTimeout(ms, fn); return this; }
}

class ServerResponse extends OutgoingMessage {
  constructor(request) {
    super();
    this.statusCode = 200;
    this.statusMessage = undefined;
    this.req = request;
    this.socket = this.connection = request.socket;
    this._bodyless = request.method === 'HEAD';
    this.shouldKeepAlive = request._keepAlive;
  }
  _lengthAtEnd() { return ![204, 304].includes(this.statusCode) && !(this.statusCode < 200); }
  writeHead(status, reason, headers) {
    if (this.headersSent) throw internal.nodeError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client');
    if (!(status >= 100 && status <= 999)) throw internal.nodeError(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${status}`);
    if (typeof reason === 'string') this.statusMessage = reason;
    else headers ??= reason;
    this.statusCode = Number(status);
    if (Array.isArray(headers)) for (let i = 0; i < headers.length; i += 2) Array.isArray(headers[i]) ? (this.setHeader(headers[i][0], headers[i][1]), i--) : this.setHeader(headers[i], headers[i + 1]);
    else for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) this.setHeader(name, value);
    this._wrote = true;
    return this;
  }
  writeContinue() { this._raw('HTTP/1.1 100 Continue\r\n\r\n', () => undefined); }
  writeProcessing() { this._raw('HTTP/1.1 102 Processing\r\n\r\n', () => undefined); }
  assignSocket(socket) { this.socket = socket; }
  _sendHead() {
    if (this.headersSent) return;
    const status = Number(this.statusCode);
    if (!(status >= 100 && status <= 999)) throw internal.nodeError(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${this.statusCode}`);
    if (status === 204 || status === 304) this._bodyless = true;
    if (this.sendDate && !this.hasHeader('date')) this._fields.set('date', ['Date', new Date().toUTCString()]);
    const old = this.req.httpVersion === '1.0';
    if (!this.hasHeader('connection')) {
      this._fields.set('connection', ['Connection', this.shouldKeepAlive ? 'keep-alive' : 'close']);
      if (this.shouldKeepAlive && this.req.socket.server?.keepAliveTimeout > 0) this._fields.set('keep-alive', ['Keep-Alive', `timeout=${Math.floor(this.req.socket.server.keepAliveTimeout / 1000)}`]);
    } else if (/close/i.test(this.getHeader('connection'))) this.shouldKeepAlive = false;
    const length = this._fields.get('content-length');
    if (length) {
      // What node adds itself stands last.
      if (!this._explicitLength) {
        this._fields.delete('content-length');
        this._fields.set('content-length', length);
      }
    } else if (!this.hasHeader('transfer-encoding') && status !== 204 && status !== 304 && status >= 200) {
      if (old) this.shouldKeepAlive = false;
      else {
        this._fields.set('transfer-encoding', ['Transfer-Encoding', 'chunked']);
        this._chunked = true;
      }
    } else if (/chunked/i.test(this.getHeader('transfer-encoding') ?? '')) this._chunked = true;
    this.statusMessage ??= STATUS_CODES[status] ?? 'unknown';
    const text = this._headText(`HTTP/1.1 ${status} ${this.statusMessage}`);
    this.headersSent = true;
    this._pendingHead = text;
    if (!this.writableEnded) process.nextTick(() => this._flush());
  }
  setHeader(name, value) {
    if (name.toLowerCase?.() === 'content-length') this._explicitLength = true;
    return super.setHeader(name, value);
  }
  _flush() {
    if (this._pendingHead === undefined) return;
    const head = this._pendingHead;
    this._pendingHead = undefined;
    if (!this.socket.destroyed) this.socket.write(head, 'latin1');
  }
  _raw(data, done) {
    if (this.socket.destroyed) return done();
    if (this._pendingHead !== undefined) {
      const head = Buffer.from(this._pendingHead, 'latin1');
      this._pendingHead = undefined;
      data = Buffer.concat([head, typeof data === 'string' ? Buffer.from(data) : data]);
    }
    this.socket.write(data, undefined, () => done());
  }
  _finish() {
    this._flush();
    process.nextTick(() => {
      this.emit('prefinish');
      this._whenDone?.();
      process.nextTick(() => this.emit('close'));
    });
  }
}

class Server extends net.Server {
  constructor(options, listener) {
    if (typeof options === 'function') [listener, options] = [options, {}];
    super(options ?? {}, undefined);
    Object.defineProperty(this, '_isHttp', { value: true });
    this.timeout = 0;
    this.keepAliveTimeout = 5000;
    this.headersTimeout = 60000;
    this.requestTimeout = 300000;
    this.maxHeadersCount = null;
    if (listener) this.on('request', listener);
    this.allowHalfOpen = true;
    this.on('connection', (socket) => this._serve(socket));
  }
  _serve(socket) {
    const parser = new Parser(true, () => new IncomingMessage(socket));
    const queue = [];
    let current;
    socket._idle = true;
    const idle = () => {
      socket._idle = true;
      if (this._closingIdle) return socket.destroySoon();
      if (this.keepAliveTimeout > 0) socket.setTimeout(this.keepAliveTimeout);
    };
    const next = () => {
      current = queue.shift();
      if (!current) return idle();
      const [request, response] = current;
      response._whenDone = () => {
        if (!request._readableState.ended || request._readableState.length > 0) request.resume();
        if (!response.shouldKeepAlive) return void socket.destroySoon();
        next();
      };
      if (request.headers.expect === '100-continue') {
        if (this.listenerCount('checkContinue') > 0) return this.emit('checkContinue', request, response);
        response.writeContinue();
      }
      this.emit('request', request, response);
    };
    parser.onMessage = (request) => {
      socket._idle = false;
      socket.setTimeout(this.timeout);
      if (request.headers.upgrade && /upgrade/i.test(request.headers.connection ?? '') && this.listenerCount('upgrade') > 0) {
        request.upgrade = true;
        process.nextTick(() => {
          socket.off('data', onData);
          this.emit('upgrade', request, socket, Buffer.from(parser.buffer));
        });
        return 'upgrade';
      }
      if (request.httpVersion === '1.1' && request.headers.host === undefined) {
        socket.write('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
        socket.destroySoon();
        return undefined;
      }
      const response = new ServerResponse(request);
      request.res = response;
      queue.push([request, response]);
      if (!current) next();
      return undefined;
    };
    const onData = (bytes) => {
      try {
        parser.feed(bytes);
      } catch (error) {
        if (error.code !== 'HPE_INVALID_METHOD') throw error;
        if (this.listenerCount('clientError') > 0) return void this.emit('clientError', error, socket);
        socket.write('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
        socket.destroySoon();
      }
    };
    socket.on('data', onData);
    socket.on('timeout', () => {
      if (!this.emit('timeout', socket)) socket.destroy();
    });
    socket.on('end', () => {
      parser.end();
      if (!current) socket.end();
    });
    socket.on('error', (error) => {
      if (this.listenerCount('clientError') > 0) this.emit('clientError', error, socket);
    });
    socket.on('close', () => {
      if (current) {
        const [request, response] = current;
        if (!request.complete) {
          request.aborted = true;
          request.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
          request.on('error', () => undefined);
        }
        if (!response.writableFinished) response.emit('close');
        request.emit('close');
      }
    });
  }
  close(done) {
    this.closeIdleConnections();
    return super.close(done);
  }
  closeIdleConnections() { for (const socket of [...this._sockets]) if (socket._idle) socket.destroy(); }
  closeAllConnections() { for (const socket of [...this._sockets]) socket.destroy(); }
  setTimeout(ms, fn) {
    this.timeout = ms;
    if (fn) this.on('timeout', fn);
    return this;
  }
}
Object.defineProperty(Server, 'name', { value: 'Server' });

class Agent extends EventEmitter {
  constructor(options = {}) {
    super();
    this.options = options;
    this.keepAlive = options.keepAlive ?? false;
    this.maxSockets = options.maxSockets ?? Infinity;
    this.defaultPort = 80;
    this.protocol = 'http:';
    this.free = new Map();
  }
  take(key) {
    const list = this.free.get(key) ?? [];
    for (;;) {
      const socket = list.pop();
      if (!socket || !socket.destroyed) return socket;
    }
  }
  give(key, socket) {
    if (!this.keepAlive || socket.destroyed) return socket.destroySoon();
    if (!this.free.has(key)) this.free.set(key, []);
    this.free.get(key).push(socket);
    socket.unref();
    socket.setTimeout(5000, () => socket.destroy());
  }
  destroy() {
    for (const list of this.free.values()) for (const socket of list) socket.destroy();
    this.free.clear();
  }
}
const globalAgent = new Agent({ keepAlive: Number(process.version.slice(1).split('.')[0]) >= 19 });

class ClientRequest extends OutgoingMessage {
  constructor(input, options, done, secure = false) {
    super();
    if (typeof input === 'string') input = new URL(input);
    if (typeof options === 'function') [done, options] = [options, undefined];
    const from = input instanceof URL ? { protocol: input.protocol, hostname: input.hostname.replace(/^\[|\]$/g, ''), port: input.port || undefined, path: `${input.pathname}${input.search}`, auth: input.username ? `${decodeURIComponent(input.username)}:${decodeURIComponent(input.password)}` : undefined } : input;
    const settings = { ...from, ...options };
    const protocol = settings.protocol ?? (secure ? 'https:' : 'http:');
    if (protocol !== (secure ? 'https:' : 'http:')) throw internal.nodeError(TypeError, 'ERR_INVALID_PROTOCOL', `Protocol "${protocol}" not supported. Expected "${secure ? 'https:' : 'http:'}"`);
    this.method = (settings.method ?? 'GET').toUpperCase();
    this.path = settings.path ?? '/';
    if (/[\s\u0000-\u001f]/.test(this.path)) throw internal.nodeError(TypeError, 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
    this.host = settings.hostname ?? settings.host ?? 'localhost';
    this.protocol = protocol;
    this.agent = settings.agent === false ? new Agent() : (settings.agent ?? globalAgent);
    this.sendDate = false;
    const port = Number(settings.port ?? settings.defaultPort ?? (secure ? 443 : 80));
    if (Array.isArray(settings.headers)) for (let i = 0; i < settings.headers.length; i += 2) this.setHeader(settings.headers[i], settings.headers[i + 1]);
    else for (const [name, value] of Object.entries(settings.headers ?? {})) if (value !== undefined) this.setHeader(name, value);
    if (!this.hasHeader('host')) this._fields.set('host', ['Host', `${this.host.includes(':') ? `[${this.host}]` : this.host}${port === (secure ? 443 : 80) ? '' : `:${port}`}`]);
    if (settings.auth && !this.hasHeader('authorization')) this.setHeader('Authorization', `Basic ${Buffer.from(settings.auth).toString('base64')}`);
    if (done) this.once('response', done);
    const key = settings.socketPath ?? `${this.host}:${port}`;
    const reused = this.agent.take(key);
    const socket = (this.socket = this.connection = reused ?? net.connect(settings.socketPath ? { path: settings.socketPath } : { host: this.host, port }));
    this.reusedSocket = !!reused;
    if (reused) {
      socket.ref();
      socket.setTimeout(0);
      socket.removeAllListeners();
    }
    process.nextTick(() => this.emit('socket', socket));
    if (settings.timeout) this.setTimeout(settings.timeout);
    settings.signal?.addEventListener('abort', () => this.destroy(Object.assign(new Error('The operation was aborted'), { name: 'AbortError', code: 'ABORT_ERR' })));
    const parser = new Parser(false, () => new IncomingMessage(socket));
    parser.noBody = (message) => this.method === 'HEAD' || message.statusCode < 200 || message.statusCode === 204 || message.statusCode === 304;
    parser.onMessage = (response) => {
      if (response.statusCode === 100) return void this.emit('continue');
      if (response.statusCode === 101) {
        socket.off('data', onData);
        process.nextTick(() => this.emit('upgrade', response, socket, Buffer.from(parser.buffer)));
        this._answered = true;
        return 'upgrade';
      }
      this._answered = true;
      this.res = response;
      response.req = this;
      if (!this.emit('response', response)) response.resume();
      return undefined;
    };
    parser.onComplete = (response) => {
      if (response.statusCode < 200) return;
      socket.removeAllListeners();
      this.agent.give(key, response._keepAlive && this.writableFinished !== false ? socket : (socket.destroySoon(), socket));
      process.nextTick(() => {
        this.emit('close');
        response.once('end', () => process.nextTick(() => response.emit('close')));
      });
    };
    const onData = (bytes) => parser.feed(bytes);
    socket.on('data', onData);
    socket.on('end', () => {
      parser.end();
      socket.end();
      if (!this._answered && !this.destroyed) this.destroy(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    });
    socket.on('error', (error) => {
      if (!this.destroyed) this.destroy(error);
    });
    socket.on('timeout', () => this.emit('timeout'));
  }
  _lengthAtEnd(size) { return size > 0 || !['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'].includes(this.method); }
  _sendHead() {
    if (this.headersSent) return;
    if (!this.hasHeader('connection')) this._fields.set('connection', ['Connection', this.agent.keepAlive ? 'keep-alive' : 'close']);
    if (!this.hasHeader('content-length') && !this.hasHeader('transfer-encoding') && (this._writableState.length > 0 || !this.finished) && !['GET', 'HEAD'].includes(this.method)) {
      this._fields.set('transfer-encoding', ['Transfer-Encoding', 'chunked']);
    }
    this._chunked = /chunked/i.test(this.getHeader('transfer-encoding') ?? '');
    this.headersSent = true;
    this.socket.write(this._headText(`${this.method} ${this.path} HTTP/1.1`), 'latin1');
  }
  _raw(data, done) { this.socket.write(data, undefined, (error) => done(error)); }
  _finish() {}
  setNoDelay() { return this; }
  setSocketKeepAlive() { return this; }
  abort() { this.aborted = true; this.destroy(); }
  _destroy(error, done) {
    this.socket.destroy();
    done(error ?? (this._answered ? null : Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })));
  }
}

const request = (input, options, done) => new ClientRequest(input, options, done);
const get = (input, options, done) => {
  const made = request(input, options, done);
  made.end();
  return made;
};
module.exports = { Server, ServerResponse, IncomingMessage, OutgoingMessage, ClientRequest, Agent, globalAgent, METHODS, STATUS_CODES, maxHeaderSize: 16384, request, get, createServer: (options, listener) => new Server(options, listener), validateHeaderName() {}, validateHeaderValue() {} };
