// crypto: digests, random values
const { host } = internal;
const { Transform } = internal.builtin('stream');
const NAMES = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'];
const bytesOf = (value, encoding) => (typeof value === 'string' ? Buffer.from(value, encoding) : ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value instanceof ArrayBuffer ? Buffer.from(value) : bad(value));
const bad = (value) => { throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "data" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received ${value === undefined ? 'undefined' : value === null ? 'null' : `type ${typeof value} (${String(value)})`}`); };
const known = (name) => {
  const key = String(name).toLowerCase().replace(/^rsa-/, '').replace(/^sha-/, 'sha');
  if (!NAMES.includes(key)) throw Object.assign(new Error('Digest method not supported'), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
  return key;
};
class Hash extends Transform {
  constructor(name, key) {
    super();
    Object.defineProperties(this, { _name: { value: known(name) }, _key: { value: key }, _parts: { value: [] }, _done: { value: false, writable: true } });
  }
  update(value, encoding) {
    if (this._done) throw internal.nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this._parts.push(bytesOf(value, encoding));
    return this;
  }
  digest(encoding) {
    if (this._done) throw internal.nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this._done = true;
    const all = Buffer.concat(this._parts);
    const out = Buffer.from(host.hash(this._name, internal.exact(all), this._key === undefined ? undefined : internal.exact(this._key)));
    return encoding && encoding !== 'buffer' ? out.toString(encoding) : out;
  }
  copy() { const made = new Hash(this._name, this._key); made._parts.push(...this._parts); return made; }
  _transform(chunk, encoding, done) { this.update(chunk); done(); }
  _flush(done) { done(null, this.digest()); }
}
const hmac = (name, key, data) => Buffer.from(host.hash(known(name), internal.exact(data), internal.exact(bytesOf(key))));
function pbkdf2Sync(password, salt, iterations, length, name) {
  const blocks = [];
  for (let block = 1; Buffer.concat(blocks).length < length; block++) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(block);
    let u = hmac(name, password, Buffer.concat([bytesOf(salt), count]));
    const out = Buffer.from(u);
    for (let i = 1; i < iterations; i++) {
      u = hmac(name, password, u);
      for (let k = 0; k < out.length; k++) out[k] ^= u[k];
    }
    blocks.push(out);
  }
  return Buffer.concat(blocks).subarray(0, length);
}
const randomBytes = (size, done) => {
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
  const value = min + (randomBytes(6).readUIntBE(0, 6) % (max - min));
  return done ? void process.nextTick(done, null, value) : value;
};
const notSimulated = (name) => () => { throw new Error(`dockyard: crypto.${name} is not simulated`); };
const fill = (array) => {
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(randomBytes(array.byteLength));
  return array;
};
const subtle = { digest: async (name, data) => host.hash(known(typeof name === 'string' ? name : name.name), internal.exact(bytesOf(data))) };
module.exports = {
  Hash, createHash: (name) => new Hash(name), createHmac: (name, key) => new Hash(name, bytesOf(key)),
  hash: (name, data, encoding = 'hex') => new Hash(name).update(data).digest(encoding),
  getHashes: () => NAMES, getCiphers: () => [], getRandomValues: fill, randomFillSync: fill, randomBytes, randomUUID, randomInt,
  timingSafeEqual(a, b) {
    if (a.byteLength !== b.byteLength) throw internal.nodeError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
    return Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;
  },
  pbkdf2Sync, pbkdf2: (password, salt, iterations, length, name, done) => process.nextTick(() => done(null, pbkdf2Sync(password, salt, iterations, length, name))),
  constants: {}, subtle, webcrypto: { subtle, getRandomValues: fill, randomUUID },
  ...Object.fromEntries(['createCipheriv', 'createDecipheriv', 'createSign', 'createVerify', 'generateKeyPair', 'generateKeyPairSync', 'createPrivateKey', 'createPublicKey', 'createSecretKey', 'scrypt', 'scryptSync', 'publicEncrypt', 'privateDecrypt', 'createDiffieHellman', 'createECDH', 'sign', 'verify', 'hkdf', 'hkdfSync'].map((name) => [name, notSimulated(name)])),
};
Object.defineProperty(Buffer.prototype, 'readUIntBE', { value(offset, length) { let n = 0; for (let i = 0; i < length; i++) n = n * 256 + this[offset + i]; return n; }, writable: true, configurable: true });
