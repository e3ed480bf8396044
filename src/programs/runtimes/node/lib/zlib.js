// zlib: gzip and deflate; Brotli isn't simulated.
const { Transform } = internal.builtin('stream');
const codes = { Z_OK: 0, Z_STREAM_END: 1, Z_NEED_DICT: 2, Z_ERRNO: -1, Z_STREAM_ERROR: -2, Z_DATA_ERROR: -3, Z_MEM_ERROR: -4, Z_BUF_ERROR: -5, Z_VERSION_ERROR: -6 };
for (const [name, number] of Object.entries(codes)) codes[number] = name;
const constants = {
  Z_NO_FLUSH: 0, Z_PARTIAL_FLUSH: 1, Z_SYNC_FLUSH: 2, Z_FULL_FLUSH: 3, Z_FINISH: 4, Z_BLOCK: 5, Z_OK: 0, Z_STREAM_END: 1, Z_NEED_DICT: 2, Z_ERRNO: -1, Z_STREAM_ERROR: -2, Z_DATA_ERROR: -3, Z_MEM_ERROR: -4, Z_BUF_ERROR: -5, Z_VERSION_ERROR: -6,
  Z_NO_COMPRESSION: 0, Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9, Z_DEFAULT_COMPRESSION: -1, Z_FILTERED: 1, Z_HUFFMAN_ONLY: 2, Z_RLE: 3, Z_FIXED: 4, Z_DEFAULT_STRATEGY: 0,
  DEFLATE: 1, INFLATE: 2, GZIP: 3, GUNZIP: 4, DEFLATERAW: 5, INFLATERAW: 6, UNZIP: 7, BROTLI_DECODE: 8, BROTLI_ENCODE: 9,
  Z_MIN_WINDOWBITS: 8, Z_MAX_WINDOWBITS: 15, Z_DEFAULT_WINDOWBITS: 15, Z_MIN_CHUNK: 64, Z_MAX_CHUNK: Infinity, Z_DEFAULT_CHUNK: 16384, Z_MIN_MEMLEVEL: 1, Z_MAX_MEMLEVEL: 9, Z_DEFAULT_MEMLEVEL: 8, Z_MIN_LEVEL: -1, Z_MAX_LEVEL: 9, Z_DEFAULT_LEVEL: -1,
};
const bytesOf = (value) => {
  if (typeof value === 'string') return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "buffer" argument must be of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer. Received ${internal.received(value)}`);
};
function work(name, bytes, options = {}) {
  const level = options.level ?? -1;
  if (level < -1 || level > 9) throw internal.nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "options.level" is out of range. It must be >= -1 and <= 9. Received ${level}`);
  try {
    return internal.native('zlib', [name, level === -1 ? 6 : level], bytes);
  } catch (problem) {
    if (!(problem.code in codes)) throw problem;
    const error = new Error(problem.message);
    error.errno = codes[problem.code];
    error.code = problem.code;
    throw error;
  }
}
/** Takes all of its input, and gives what becomes of it at the end. */
class ZlibBase extends Transform {
  constructor(options) {
    super(options);
    Object.defineProperties(this, { _asked: { value: options }, _parts: { value: [] } });
    this.bytesWritten = 0;
  }
  _transform(chunk, encoding, done) {
    this.bytesWritten += chunk.length;
    this._parts.push(chunk);
    done();
  }
  _flush(done) {
    try {
      done(null, work(this.constructor.name, Buffer.concat(this._parts), this._asked));
    } catch (error) {
      done(error);
    }
  }
  flush(kind, done = kind) { if (typeof done === 'function') process.nextTick(done); }
  close(done) { this.destroy(); if (done) process.nextTick(done); }
}
const TABLE = new Uint32Array(256).map((_, n) => { for (let i = 0; i < 8; i++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1; return n; });
exports.crc32 = (data, value = 0) => (bytesOf(data).reduce((crc, byte) => TABLE[(crc ^ byte) & 255] ^ (crc >>> 8), ~value) ^ -1) >>> 0;
const lower = (name) => name[0].toLowerCase() + name.slice(1);
for (const name of ['Deflate', 'Inflate', 'Gzip', 'Gunzip', 'DeflateRaw', 'InflateRaw', 'Unzip']) {
  const Class = { [name]: class extends ZlibBase {} }[name];
  exports[name] = new Proxy(Class, { apply: (_, __, args) => new Class(...args) });
  exports[`create${name}`] = (options) => new Class(options);
  exports[`${lower(name)}Sync`] = (data, options) => work(name, bytesOf(data), options);
  exports[lower(name)] = (data, options, done = options) => {
    const bytes = bytesOf(data);
    if (typeof done !== 'function') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "callback" argument must be of type function. Received ${internal.received(done)}`);
    setImmediate(() => {
      let out;
      try {
        out = work(name, bytes, options === done ? {} : options);
      } catch (error) {
        return done(error);
      }
      done(null, out);
    });
  };
}
for (const name of ['brotliCompress', 'brotliCompressSync', 'brotliDecompress', 'brotliDecompressSync', 'createBrotliCompress', 'createBrotliDecompress', 'zstdCompress', 'zstdCompressSync', 'zstdDecompress', 'zstdDecompressSync', 'createZstdCompress', 'createZstdDecompress']) {
  if (/zstd/i.test(name) && Number(process.version.slice(1).split('.')[0]) < 22) continue;
  exports[name] = () => { throw new Error(`dockyard: zlib.${name} is not simulated`); };
}
Object.assign(exports, { constants, codes });
