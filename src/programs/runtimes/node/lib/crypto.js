// crypto: digests, keys of passwords, ciphers, random values
const { Transform } = internal.builtin('stream');
const { ciphersOf, names: CIPHERS } = internal.builtin('internal_cipher');
const NAMES = ['md5', 'ripemd160', 'sha1', 'sha224', 'sha256', 'sha3-256', 'sha3-512', 'sha384', 'sha512'];
class KeyObject {
  constructor(bytes) { Object.defineProperty(this, '_bytes', { value: bytes }); }
  get type() { return 'secret'; }
  get symmetricKeySize() { return this._bytes.length; }
  export({ format } = {}) { return format === 'jwk' ? { kty: 'oct', k: this._bytes.toString('base64url') } : Buffer.from(this._bytes); }
  equals(other) { return this._bytes.equals(other._bytes); }
}
/** The bytes of an argument: of text, a view, a buffer or a key. */
const bytesOf = (value, name = 'data', encoding) => {
  if (typeof value === 'string') return Buffer.from(value, encoding === 'buffer' ? undefined : encoding);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (value instanceof KeyObject) return value._bytes;
  throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${name}" argument must be of type string or an instance of ${name === 'data' ? 'Buffer, TypedArray, or DataView' : `ArrayBuffer, Buffer, TypedArray, ${name === 'key' ? 'DataView, KeyObject, or CryptoKey' : 'or DataView'}`}. Received ${internal.received(value)}`);
};
const keyName = (name) => String(name).toLowerCase().replace(/^rsa-/, '').replace(/^sha-/, 'sha');
const invalidDigest = (name) => internal.nodeError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);
const known = (name) => {
  if (typeof name !== 'string') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "digest" argument must be of type string. Received ${internal.received(name)}`);
  if (!NAMES.includes(keyName(name))) throw invalidDigest(name);
  return keyName(name);
};
class Hash extends Transform {
  constructor(name, key) {
    super();
    if (!NAMES.includes(keyName(name))) throw key === undefined ? new Error('Digest method not supported') : invalidDigest(name);
    Object.defineProperties(this, { _name: { value: keyName(name) }, _key: { value: key }, _parts: { value: [] }, _done: { value: false, writable: true } });
  }
  update(value, encoding) {
    if (this._done) throw internal.nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this._parts.push(bytesOf(value, 'data', encoding));
    return this;
  }
  digest(encoding) {
    if (this._done) throw internal.nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this._done = true;
    const out = this._value();
    return encoding && encoding !== 'buffer' ? out.toString(encoding) : out;
  }
  _value() { return internal.native('hash', [this._name], Buffer.concat(this._parts), ...(this._key === undefined ? [] : [this._key])); }
  copy() { const made = new Hash(this._name, this._key); made._parts.push(...this._parts); return made; }
  _transform(chunk, encoding, done) { this.update(chunk); done(); }
  _flush(done) { done(null, this._value()); }
}
class Hmac extends Hash {}
const numbered = (value, name) => {
  if (typeof value !== 'number') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${name}" argument must be of type number. Received ${internal.received(value)}`);
  return value;
};
const pbkdf2Sync = (password, salt, iterations, length, name) => internal.native('pbkdf2', [known(name), numbered(iterations, 'iterations'), numbered(length, 'keylen')], bytesOf(password, 'password'), bytesOf(salt, 'salt'));
const hkdfSync = (name, key, salt, info, length) => internal.exact(internal.native('hkdf', [known(name), length], bytesOf(key, 'ikm'), bytesOf(salt, 'salt'), bytesOf(info, 'info')));
function scryptSync(password, salt, length, options = {}) {
  const { N = options.cost ?? 16384, r = options.blockSize ?? 8, p = options.parallelization ?? 1, maxmem = 32 * 1024 * 1024 } = options;
  const wrong = (why = '') => internal.nodeError(RangeError, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', `Invalid scrypt params${why}`);
  const parts = [bytesOf(password, 'password'), bytesOf(salt, 'salt')];
  numbered(length, 'keylen');
  if (N < 2 || (N & (N - 1)) !== 0) throw wrong();
  if (128 * N * r + 128 * r * p > maxmem) throw wrong(': error:030000AC:digital envelope routines::memory limit exceeded');
  return internal.native('scrypt', [N, r, p, length], ...parts);
}
const later = (work) => (...args) => {
  const done = args.pop();
  const value = work(...args);
  setImmediate(() => done(null, value));
};
const outOfRange = (name, range, value) => internal.nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be ${range}. Received ${value}`);
const randomBytes = (size, done) => {
  if (!(numbered(size, 'size') >= 0 && size <= 2147483647)) throw outOfRange('size', '>= 0 && <= 2147483647', size);
  const bytes = size === 0 ? Buffer.alloc(0) : Buffer.from(internal.call('random', [size]).buffer);
  if (done) return void process.nextTick(done, null, bytes);
  return bytes;
};
const randomUUID = () => {
  const b = randomBytes(16);
  b[6] = (b[6] & 15) | 64;
  b[8] = (b[8] & 63) | 128;
  const h = b.toString('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
};
const randomInt = (min, max, done) => {
  if (max === undefined || typeof max === 'function') [min, max, done] = [0, min, max];
  if (max <= min) throw outOfRange('max', `greater than the value of "min" (${min})`, max);
  const value = min + (randomBytes(6).readUIntBE(0, 6) % (max - min));
  return done ? void process.nextTick(done, null, value) : value;
};
const notSimulated = (name) => () => { throw new Error(`dockyard: crypto.${name} is not simulated`); };
const fill = (array) => {
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(randomBytes(array.byteLength));
  return array;
};
const subtle = { digest: async (name, data) => internal.exact(internal.native('hash', [known(typeof name === 'string' ? name : name.name)], bytesOf(data))) };
const { Cipheriv, Decipheriv } = ciphersOf(bytesOf);
module.exports = {
  Hash, Hmac, KeyObject, Cipheriv, Decipheriv, createHash: (name) => new Hash(name), createHmac: (name, key) => new Hmac(name, bytesOf(key, 'key')),
  hash: (name, data, encoding = 'hex') => new Hash(name).update(data).digest(encoding),
  getHashes: () => NAMES, getCiphers: () => CIPHERS, getRandomValues: fill, randomFillSync: fill, randomBytes, randomUUID, randomInt,
  timingSafeEqual(a, b) {
    for (const [name, value] of [['buf1', a], ['buf2', b]]) if (!ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer)) throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);
    if (a.byteLength !== b.byteLength) throw internal.nodeError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
    return Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;
  },
  pbkdf2Sync, pbkdf2: later(pbkdf2Sync), hkdfSync, hkdf: later(hkdfSync), scryptSync, scrypt: later(scryptSync),
  createCipheriv: (...args) => new Cipheriv(...args), createDecipheriv: (...args) => new Decipheriv(...args),
  createSecretKey: (key, encoding) => new KeyObject(bytesOf(key, 'key', encoding)),
  constants: {}, subtle, webcrypto: { subtle, getRandomValues: fill, randomUUID },
  ...Object.fromEntries(['createSign', 'createVerify', 'generateKeyPair', 'generateKeyPairSync', 'createPrivateKey', 'createPublicKey', 'publicEncrypt', 'privateDecrypt', 'createDiffieHellman', 'createECDH', 'sign', 'verify'].map((name) => [name, notSimulated(name)])),
};
Object.defineProperty(Buffer.prototype, 'readUIntBE', { value(offset, length) { let n = 0; for (let i = 0; i < length; i++) n = n * 256 + this[offset + i]; return n; }, writable: true, configurable: true });
