// AES as crypto.createCipheriv gives it: its modes and OpenSSL's words for what is wrong.
const { Transform } = internal.builtin('stream');
const CIPHER = /^aes-?(128|192|256)-(ecb|cbc|ctr|gcm)$/;
const BLOCK = 16;
const NONE = Buffer.alloc(0);
const openssl = (number, reason) => Object.assign(new Error(`error:${number}:Provider routines::${reason}`), { library: 'Provider routines', reason, code: `ERR_OSSL_${reason.toUpperCase().replace(/ /g, '_')}` });
const invalidState = (what) => internal.nodeError(Error, 'ERR_CRYPTO_INVALID_STATE', what);
const state = new WeakMap();

class CipherBase extends Transform {
  constructor(bytesOf, encrypts, name, key, iv, options) {
    super(options);
    const [, bits, mode] = CIPHER.exec(String(name).toLowerCase()) ?? [];
    if (mode === undefined) throw internal.nodeError(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
    const secret = bytesOf(key, 'key');
    if (secret.length !== bits / 8) throw internal.nodeError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
    const start = iv === null ? NONE : bytesOf(iv, 'iv');
    if (mode === 'ecb' ? start.length > 0 : mode === 'gcm' ? start.length === 0 : start.length !== BLOCK) throw internal.nodeError(TypeError, 'ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector');
    const first = mode === 'gcm' ? internal.native('gcmStart', [], secret, start) : start;
    state.set(this, { mode, key: secret, encrypts, bytesOf, first, before: mode === 'ecb' ? Buffer.alloc(BLOCK) : first, held: NONE, pads: true, offset: mode === 'gcm' ? BLOCK : 0, additional: [], sealed: [], finished: false, tag: undefined, tagLength: options?.authTagLength ?? BLOCK });
  }
  _crypt(data) {
    const own = state.get(this);
    if (own.mode === 'ctr' || own.mode === 'gcm') {
      const out = internal.native('counted', [own.mode === 'gcm' ? 4 : BLOCK, own.offset], own.key, own.first, data);
      own.offset += data.length;
      if (own.mode === 'gcm') own.sealed.push(own.encrypts ? out : data);
      return out;
    }
    if (data.length === 0) return NONE;
    const out = internal.native('blocks', [own.mode, own.encrypts], own.key, own.before, data);
    if (own.mode === 'cbc') own.before = Buffer.from((own.encrypts ? out : data).subarray(-BLOCK));
    return out;
  }
  update(data, inputEncoding, outputEncoding) {
    const own = state.get(this);
    if (own.finished) throw new Error('Trying to add data in unsupported state');
    const bytes = own.bytesOf(data, 'data', inputEncoding);
    let out;
    if (own.mode === 'ctr' || own.mode === 'gcm') out = this._crypt(bytes);
    else {
      const all = Buffer.concat([own.held, bytes]);
      // The last block may be the one with the padding, which is taken off at the end.
      const keep = own.encrypts || !own.pads ? all.length % BLOCK : all.length === 0 ? 0 : (all.length - 1) % BLOCK + 1;
      own.held = Buffer.from(all.subarray(all.length - keep));
      out = this._crypt(all.subarray(0, all.length - keep));
    }
    return this._shown(out, outputEncoding, false);
  }
  /** Text goes out in whole characters, and base64 in whole groups of three bytes. */
  _shown(out, encoding, isLast) {
    if (!encoding || encoding === 'buffer') return out;
    const own = state.get(this);
    own.decoder ??= new (internal.builtin('string_decoder').StringDecoder)(encoding);
    return own.decoder.write(out) + (isLast ? own.decoder.end() : '');
  }
  final(outputEncoding) {
    const own = state.get(this);
    if (own.finished) throw invalidState('Invalid state');
    own.finished = true;
    let out = NONE;
    if (own.mode === 'gcm') {
      const tag = internal.native('gcmTag', [], own.key, own.first, Buffer.concat(own.additional), Buffer.concat(own.sealed));
      if (own.encrypts) own.tag = tag.subarray(0, own.tagLength);
      else if (own.tag === undefined || !tag.subarray(0, own.tag.length).equals(own.tag)) throw new Error('Unsupported state or unable to authenticate data');
    } else if (own.mode !== 'ctr') {
      if (own.encrypts && own.pads) {
        const pad = BLOCK - own.held.length;
        out = this._crypt(Buffer.concat([own.held, Buffer.alloc(pad, pad)]));
      } else if (own.held.length % BLOCK !== 0 || (!own.encrypts && own.pads && own.held.length === 0)) throw openssl('1C80006B', 'wrong final block length');
      else if (!own.encrypts && own.pads) {
        const plain = this._crypt(own.held);
        const pad = plain[BLOCK - 1];
        if (pad === 0 || pad > BLOCK || plain.subarray(BLOCK - pad).some((byte) => byte !== pad)) throw openssl('1C800064', 'bad decrypt');
        out = plain.subarray(0, BLOCK - pad);
      }
    }
    return this._shown(out, outputEncoding, true);
  }
  setAutoPadding(on = true) { state.get(this).pads = on; return this; }
  setAAD(data) { state.get(this).additional.push(state.get(this).bytesOf(data, 'buffer')); return this; }
  _transform(chunk, encoding, done) { done(null, this.update(chunk, encoding)); }
  _flush(done) {
    try {
      done(null, this.final());
    } catch (error) {
      done(error);
    }
  }
}
exports.ciphersOf = (bytesOf) => {
  class Cipheriv extends CipherBase {
    constructor(...args) { super(bytesOf, true, ...args); }
    getAuthTag() {
      const { tag } = state.get(this);
      if (tag === undefined) throw invalidState('Invalid state for operation getAuthTag');
      return Buffer.from(tag);
    }
  }
  class Decipheriv extends CipherBase {
    constructor(...args) { super(bytesOf, false, ...args); }
    setAuthTag(tag, encoding) { state.get(this).tag = bytesOf(tag, 'buffer', encoding); return this; }
  }
  return { Cipheriv, Decipheriv };
};
exports.names = ['128', '192', '256'].flatMap((bits) => ['cbc', 'ctr', 'ecb', 'gcm'].map((mode) => `aes-${bits}-${mode}`));
