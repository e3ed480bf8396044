// buffer
const { host } = internal;
const HEX = '0123456789abcdef';
const B64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const B64_VALUE = new Map([...B64].map((c, i) => [c, i]).concat([['-', 62], ['_', 63]]));
function toBase64(bytes, url) {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const n = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    out += B64[n >> 18] + B64[(n >> 12) & 63] + (i + 1 < bytes.length ? B64[(n >> 6) & 63] : '=') + (i + 2 < bytes.length ? B64[n & 63] : '=');
  }
  return url ? out.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '') : out;
}
function fromBase64(text) {
  const out = [];
  let bits = 0;
  let count = 0;
  for (const c of text) {
    const value = B64_VALUE.get(c);
    if (value === undefined) continue;
    bits = (bits << 6) | value;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push((bits >> count) & 255);
    }
  }
  return Uint8Array.from(out);
}
const ENCODINGS = new Set(['utf8', 'utf-8', 'hex', 'base64', 'base64url', 'latin1', 'binary', 'ascii', 'ucs2', 'ucs-2', 'utf16le', 'utf-16le']);
function encode(text, encoding = 'utf8') {
  switch (String(encoding).toLowerCase()) {
    case 'utf8': case 'utf-8': return new Uint8Array(host.encode(text));
    case 'hex': return Uint8Array.from(/^(?:[0-9a-f]{2})*/i.exec(text)[0].match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    case 'base64': case 'base64url': return fromBase64(text);
    case 'latin1': case 'binary': case 'ascii': return Uint8Array.from(text, (c) => c.charCodeAt(0));
    case 'ucs2': case 'ucs-2': case 'utf16le': case 'utf-16le': {
      const out = new Uint8Array(text.length * 2);
      for (let i = 0; i < text.length; i++) {
        out[2 * i] = text.charCodeAt(i) & 255;
        out[2 * i + 1] = text.charCodeAt(i) >> 8;
      }
      return out;
    }
    default: throw internal.nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
  }
}
function decode(bytes, encoding = 'utf8') {
  switch (String(encoding).toLowerCase()) {
    case 'utf8': case 'utf-8': return bytes.length === 0 ? '' : host.decode(internal.exact(bytes));
    case 'hex': { let out = ''; for (const b of bytes) out += HEX[b >> 4] + HEX[b & 15]; return out; }
    case 'base64': return toBase64(bytes, false);
    case 'base64url': return toBase64(bytes, true);
    case 'ascii': { let out = ''; for (const b of bytes) out += String.fromCharCode(b & 127); return out; }
    case 'latin1': case 'binary': { let out = ''; for (const b of bytes) out += String.fromCharCode(b); return out; }
    case 'ucs2': case 'ucs-2': case 'utf16le': case 'utf-16le': { let out = ''; for (let i = 0; i + 1 < bytes.length; i += 2) out += String.fromCharCode(bytes[i] | (bytes[i + 1] << 8)); return out; }
    default: throw internal.nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
  }
}
const wrap = (bytes) => Object.setPrototypeOf(bytes, Buffer.prototype);

function Buffer(value, encoding, length) {
  return typeof value === 'number' ? Buffer.alloc(value) : Buffer.from(value, encoding, length);
}
Object.setPrototypeOf(Buffer.prototype, Uint8Array.prototype);
Object.setPrototypeOf(Buffer, Uint8Array);
Object.assign(Buffer, {
  poolSize: 8192,
  from(value, encodingOrOffset, length) {
    if (typeof value === 'string') return wrap(encode(value, encodingOrOffset));
    if (value instanceof ArrayBuffer) return wrap(new Uint8Array(value, encodingOrOffset, length));
    if (ArrayBuffer.isView(value)) return wrap(Uint8Array.from(value));
    if (Array.isArray(value)) return wrap(Uint8Array.from(value, (n) => n & 255));
    if (value && value.type === 'Buffer' && Array.isArray(value.data)) return wrap(Uint8Array.from(value.data));
    if (value && typeof value.valueOf === 'function' && value.valueOf() !== value) return Buffer.from(value.valueOf(), encodingOrOffset, length);
    if (value && typeof value.length === 'number') return wrap(Uint8Array.from(value));
    throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object. Received ${value === undefined || value === null ? value : typeof value === 'object' ? `an instance of ${value.constructor?.name}` : `type ${typeof value} (${String(value)})`}`);
  },
  alloc(size, fill, encoding) {
    const made = wrap(new Uint8Array(size));
    return fill === undefined || fill === 0 ? made : made.fill(fill, 0, size, encoding);
  },
  allocUnsafe: (size) => wrap(new Uint8Array(size)),
  allocUnsafeSlow: (size) => wrap(new Uint8Array(size)),
  isBuffer: (value) => value instanceof Buffer,
  isEncoding: (name) => ENCODINGS.has(String(name).toLowerCase()),
  byteLength: (value, encoding) => (typeof value === 'string' ? encode(value, encoding).length : value.byteLength),
  concat(list, total = list.reduce((sum, one) => sum + one.length, 0)) {
    const out = Buffer.alloc(total);
    let at = 0;
    for (const one of list) {
      out.set(one.length > total - at ? one.subarray(0, total - at) : one, at);
      at += one.length;
      if (at >= total) break;
    }
    return out;
  },
  compare(a, b) {
    for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
    return Math.sign(a.length - b.length);
  },
});
const range = (buffer, start, end) => [Math.max(0, Math.trunc(start ?? 0)), Math.min(buffer.length, end === undefined ? buffer.length : Math.trunc(end))];
const methods = {
  toString(encoding, start, end) {
    const [from, to] = range(this, start, end);
    return from >= to ? '' : decode(from === 0 && to === this.length ? this : this.subarray(from, to), encoding);
  },
  toLocaleString(encoding) { return this.toString(encoding); },
  toJSON() { return { type: 'Buffer', data: Array.from(this) }; },
  equals(other) { return Buffer.compare(this, other) === 0; },
  compare(other) { return Buffer.compare(this, other); },
  write(text, offset = 0, length, encoding) {
    if (typeof offset === 'string') [encoding, offset, length] = [offset, 0, undefined];
    else if (typeof length === 'string') [encoding, length] = [length, undefined];
    const bytes = encode(text, encoding).subarray(0, Math.min(length ?? Infinity, this.length - offset));
    this.set(bytes, offset);
    return bytes.length;
  },
  copy(target, at = 0, start = 0, end = this.length) {
    const part = this.subarray(start, Math.min(end, start + target.length - at));
    target.set(part, at);
    return part.length;
  },
  slice(start, end) { return this.subarray(start, end); },
  subarray(start, end) { return wrap(Uint8Array.prototype.subarray.call(Object.setPrototypeOf(new Uint8Array(this.buffer, this.byteOffset, this.byteLength), Uint8Array.prototype), start, end)); },
  fill(value, start = 0, end = this.length, encoding) {
    if (typeof value === 'number') return Uint8Array.prototype.fill.call(this, value & 255, start, end);
    const bytes = typeof value === 'string' ? encode(value, encoding ?? (typeof start === 'string' ? start : 'utf8')) : value;
    if (typeof start === 'string') start = 0;
    for (let i = start; i < end && bytes.length > 0; i++) this[i] = bytes[(i - start) % bytes.length];
    return this;
  },
  indexOf(value, from = 0, encoding) {
    if (typeof value === 'number') return Uint8Array.prototype.indexOf.call(this, value & 255, from);
    const needle = typeof value === 'string' ? encode(value, encoding) : value;
    outer: for (let i = Math.max(0, from < 0 ? this.length + from : from); i + needle.length <= this.length; i++) {
      for (let k = 0; k < needle.length; k++) if (this[i + k] !== needle[k]) continue outer;
      return i;
    }
    return -1;
  },
  lastIndexOf(value) {
    const needle = typeof value === 'string' ? encode(value) : typeof value === 'number' ? Uint8Array.of(value) : value;
    for (let i = this.length - needle.length; i >= 0; i--) if (needle.every((b, k) => this[i + k] === b)) return i;
    return -1;
  },
  includes(value, from, encoding) { return this.indexOf(value, from, encoding) !== -1; },
  swap16() { for (let i = 0; i + 1 < this.length; i += 2) [this[i], this[i + 1]] = [this[i + 1], this[i]]; return this; },
  [Symbol.for('nodejs.util.inspect.custom')]() {
    const shown = [...this.slice(0, 50)].map((b) => b.toString(16).padStart(2, '0')).join(' ');
    return `<Buffer ${shown}${this.length > 50 ? ` ... ${this.length - 50} more byte${this.length > 51 ? 's' : ''}` : ''}>`;
  },
};
const KINDS = { UInt8: ['Uint8', 1], Int8: ['Int8', 1], UInt16: ['Uint16', 2], Int16: ['Int16', 2], UInt32: ['Uint32', 4], Int32: ['Int32', 4], Float: ['Float32', 4], Double: ['Float64', 8], BigInt64: ['BigInt64', 8], BigUInt64: ['BigUint64', 8] };
for (const [name, [view, size]] of Object.entries(KINDS)) {
  for (const order of size === 1 ? [''] : ['LE', 'BE']) {
    const dataView = (buffer, offset) => {
      if (offset < 0 || offset + size > buffer.length) throw internal.nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "offset" is out of range. It must be >= 0 and <= ${buffer.length - size}. Received ${offset}`);
      return new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    };
    methods[`read${name}${order}`] = function (offset = 0) { return dataView(this, offset)[`get${view}`](offset, order === 'LE'); };
    methods[`write${name}${order}`] = function (value, offset = 0) { dataView(this, offset)[`set${view}`](offset, value, order === 'LE'); return offset + size; };
    for (const verb of ['read', 'write']) methods[`${verb}${name.replace('UInt', 'Uint')}${order}`] = methods[`${verb}${name}${order}`];
  }
}
for (const order of ['LE', 'BE']) {
  methods[`readUInt${order}`] = function (offset, length) { let n = 0; for (let i = 0; i < length; i++) n = n * 256 + this[order === 'BE' ? offset + i : offset + length - 1 - i]; return n; };
  methods[`writeUInt${order}`] = function (value, offset, length) { for (let i = 0; i < length; i++) { this[order === 'BE' ? offset + length - 1 - i : offset + i] = value & 255; value = Math.floor(value / 256); } return offset + length; };
}
for (const key of Reflect.ownKeys(methods)) Object.defineProperty(Buffer.prototype, key, { value: methods[key], writable: true, configurable: true, enumerable: false });
Object.defineProperty(Buffer.prototype, 'parent', { get() { return this.buffer; } });
Object.defineProperty(Buffer.prototype, 'constructor', { value: Buffer, writable: true, configurable: true, enumerable: false });

const atob = (text) => decode(fromBase64(String(text)), 'latin1');
const btoa = (text) => {
  if (/[^\u0000-\u00ff]/.test(text)) throw new DOMException('Invalid character', 'InvalidCharacterError');
  return toBase64(encode(String(text), 'latin1'), false);
};
module.exports = { Buffer, SlowBuffer: Buffer, atob, btoa, kMaxLength: 2 ** 32, constants: { MAX_LENGTH: 2 ** 32, MAX_STRING_LENGTH: 2 ** 29 - 24 }, INSPECT_MAX_BYTES: 50, isUtf8: () => true, get Blob() { return globalThis.Blob; }, transcode: (bytes, from, to) => Buffer.from(decode(bytes, from), to) };
