// fetch and its classes, over the simulated network
const http = internal.builtin('http');
const https = internal.builtin('https');
const inspectKey = Symbol.for('nodejs.util.inspect.custom');
class Headers {
  #map = new Map();
  constructor(init) {
    if (init instanceof Headers || Array.isArray(init)) for (const [name, value] of init) this.append(name, value);
    else for (const [name, value] of Object.entries(init ?? {})) for (const one of [value].flat()) if (one !== undefined) this.append(name, one);
  }
  append(name, value) { const key = String(name).toLowerCase(); this.#map.set(key, this.#map.has(key) ? `${this.#map.get(key)}, ${value}` : String(value).trim()); }
  set(name, value) { this.#map.set(String(name).toLowerCase(), String(value).trim()); }
  get(name) { return this.#map.get(String(name).toLowerCase()) ?? null; }
  has(name) { return this.#map.has(String(name).toLowerCase()); }
  delete(name) { this.#map.delete(String(name).toLowerCase()); }
  getSetCookie() { return this.has('set-cookie') ? this.get('set-cookie').split(/, (?=[^;,]+=)/) : []; }
  forEach(fn, self) { for (const [name, value] of this) fn.call(self, value, name, this); }
  *entries() { yield* [...this.#map].sort(([a], [b]) => (a < b ? -1 : 1)); }
  *keys() { for (const [name] of this.entries()) yield name; }
  *values() { for (const [, value] of this.entries()) yield value; }
  [Symbol.iterator]() { return this.entries(); }
  [inspectKey](depth, options, inspect) { return `Headers ${inspect(Object.fromEntries(this), options)}`; }
}
class Blob {
  constructor(parts = [], options = {}) {
    this.bytes = Buffer.concat(parts.map((part) => (part instanceof Blob ? part.bytes : Buffer.from(part instanceof ArrayBuffer ? part : ArrayBuffer.isView(part) ? part : String(part)))));
    Object.defineProperty(this, 'bytes', { enumerable: false });
    this.type = options.type ?? '';
  }
  get size() { return this.bytes.length; }
  async text() { return this.bytes.toString(); }
  async arrayBuffer() { return internal.exact(Buffer.from(this.bytes)); }
}
class FormData {
  #list = [];
  append(name, value, file) { this.#list.push([String(name), value instanceof Blob ? Object.assign(value, { name: file ?? value.name ?? 'blob' }) : String(value)]); }
  set(name, value, file) { this.delete(name); this.append(name, value, file); }
  get(name) { return this.#list.find(([key]) => key === name)?.[1] ?? null; }
  getAll(name) { return this.#list.filter(([key]) => key === name).map(([, value]) => value); }
  has(name) { return this.#list.some(([key]) => key === name); }
  delete(name) { this.#list = this.#list.filter(([key]) => key !== name); }
  *entries() { yield* this.#list; }
  [Symbol.iterator]() { return this.entries(); }
}
class Body {
  #bytes;
  #stream;
  constructor(body) {
    this.bodyUsed = false;
    if (body === null || body === undefined) this.#bytes = undefined;
    else if (typeof body === 'string') [this.#bytes, this._type] = [Buffer.from(body), 'text/plain;charset=UTF-8'];
    else if (body instanceof URLSearchParams) [this.#bytes, this._type] = [Buffer.from(body.toString()), 'application/x-www-form-urlencoded;charset=UTF-8'];
    else if (body instanceof Blob) [this.#bytes, this._type] = [body.bytes, body.type || undefined];
    else if (body instanceof FormData) {
      const mark = `----formdata-${crypto.randomUUID()}`;
      this.#bytes = Buffer.concat([...[...body].flatMap(([name, value]) => [Buffer.from(`--${mark}\r\nContent-Disposition: form-data; name="${name}"${value instanceof Blob ? `; filename="${value.name}"\r\nContent-Type: ${value.type || 'application/octet-stream'}` : ''}\r\n\r\n`), value instanceof Blob ? value.bytes : Buffer.from(value), Buffer.from('\r\n')]), Buffer.from(`--${mark}--\r\n`)]);
      this._type = `multipart/form-data; boundary=${mark}`;
    } else if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) this.#bytes = Buffer.from(body);
    else if (typeof body[Symbol.asyncIterator] === 'function') this.#stream = body;
    else [this.#bytes, this._type] = [Buffer.from(String(body)), 'text/plain;charset=UTF-8'];
    Object.defineProperty(this, '_type', { enumerable: false, value: this._type });
  }
  get body() {
    if (!this.#stream && !this.#bytes) return null;
    const from = this.#stream ?? internal.builtin('stream').Readable.from([this.#bytes]);
    const iterator = () => from[Symbol.asyncIterator]();
    return { [Symbol.asyncIterator]: iterator, getReader: () => { const it = iterator(); return { read: () => it.next(), releaseLock() {}, cancel: async () => void it.return?.() }; }, pipe: (to) => from.pipe(to) };
  }
  async _all() {
    if (this.bodyUsed) throw new TypeError('Body is unusable');
    this.bodyUsed = true;
    if (!this.#stream) return this.#bytes ?? Buffer.alloc(0);
    const parts = [];
    for await (const part of this.#stream) parts.push(Buffer.from(part));
    return Buffer.concat(parts);
  }
  async text() { return (await this._all()).toString().replace(/^\uFEFF/, ''); }
  async json() { return JSON.parse(await this.text()); }
  async arrayBuffer() { return internal.exact(Buffer.from(await this._all())); }
  async bytes() { return new Uint8Array(await this.arrayBuffer()); }
  async blob() { return new Blob([await this._all()], { type: this.headers.get('content-type') ?? '' }); }
  async formData() { const data = new FormData(); for (const [name, value] of new URLSearchParams(await this.text())) data.append(name, value); return data; }
}
class Request extends Body {
  constructor(input, init = {}) {
    super(init.body ?? null);
    this.url = new URL(input instanceof Request ? input.url : String(input)).href;
    this.method = (init.method ?? input.method ?? 'GET').toUpperCase();
    this.headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined));
    this.redirect = init.redirect ?? 'follow';
    this.signal = init.signal;
    if (this._type && !this.headers.has('content-type')) this.headers.set('content-type', this._type);
  }
}
class Response extends Body {
  constructor(body, init = {}) {
    super(body);
    this.status = init.status ?? 200;
    this.statusText = init.statusText ?? '';
    this.headers = new Headers(init.headers);
    this.ok = this.status >= 200 && this.status < 300;
    this.redirected = init.redirected ?? false;
    this.type = 'basic';
    this.url = init.url ?? '';
    if (this._type && !this.headers.has('content-type')) this.headers.set('content-type', this._type);
  }
  clone() { return new Response(this.body, this); }
  static json(value, init = {}) { return new Response(JSON.stringify(value), { ...init, headers: { 'content-type': 'application/json', ...init.headers } }); }
  static error() { return new Response(null, { status: 0 }); }
  [inspectKey](depth, options, inspect) { return `Response ${inspect({ status: this.status, statusText: this.statusText, headers: this.headers, body: this.body === null ? null : '[ReadableStream]', bodyUsed: this.bodyUsed, ok: this.ok, redirected: this.redirected, type: this.type, url: this.url }, options)}`; }
}
function failed(cause) {
  const { fetchFailed, fetchFailedPlace } = internal.settings.frames;
  const error = internal.withStack(new TypeError('fetch failed', { cause }), 'TypeError: fetch failed', fetchFailed);
  internal.hidePlace(error);
  internal.above.set(error, fetchFailedPlace);
  internal.asyncErrors.add(error);
  return error;
}
async function fetch(input, init = {}) {
  let request;
  try {
    request = new Request(input, init);
  } catch (error) {
    throw Object.assign(new TypeError(`Failed to parse URL from ${input}`), { cause: error });
  }
  const { signal } = request;
  let url = request.url;
  let method = request.method;
  let body = request.body === null ? undefined : await request._all();
  for (let hops = 0; ; hops++) {
    signal?.throwIfAborted();
    const answer = await new Promise((resolve, reject) => {
      const target = new URL(url);
      if (!/^https?:$/.test(target.protocol)) return reject(failed(new Error('unknown scheme')));
      const headers = { ...Object.fromEntries(request.headers), host: target.host, connection: 'keep-alive' };
      for (const [name, value] of [['accept', '*/*'], ['accept-language', '*'], ['sec-fetch-mode', 'cors'], ['user-agent', Number(process.version.slice(1).split('.')[0]) >= 20 ? 'node' : 'undici']]) headers[name] ??= value;
      if (body !== undefined) headers['content-length'] = body.length;
      const out = (target.protocol === 'https:' ? https : http).request(target, { method, headers });
      out.on('response', resolve);
      out.on('error', (cause) => reject(signal?.aborted ? signal.reason : failed(cause)));
      signal?.addEventListener('abort', () => out.destroy(signal.reason));
      out.end(body);
    });
    const location = answer.headers.location;
    if ([301, 302, 303, 307, 308].includes(answer.statusCode) && location && request.redirect === 'follow' && hops < 20) {
      answer.resume();
      url = new URL(location, url).href;
      if (answer.statusCode === 303 || (answer.statusCode < 303 && method === 'POST')) [method, body] = ['GET', undefined];
      continue;
    }
    const headers = [];
    for (let i = 0; i < answer.rawHeaders.length; i += 2) headers.push([answer.rawHeaders[i], answer.rawHeaders[i + 1]]);
    const empty = method === 'HEAD' || [204, 304].includes(answer.statusCode);
    if (empty) answer.resume();
    return new Response(empty ? null : answer, { status: answer.statusCode, statusText: answer.statusMessage, headers, url, redirected: hops > 0 });
  }
}
module.exports = { fetch, Headers, Request, Response, Blob, FormData };
