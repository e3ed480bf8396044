import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_256, sha3_512 } from '@noble/hashes/sha3.js';
import { bcrypt } from '../../../../lib/bcrypt';
import { utf8 } from '../../../../lib/bytes';
import type { Json } from '../../host';
import { blocks, counted, gcmStart, gcmTag } from './aes-modes';
import { ZLIB, ZlibFailure } from './zlib';

export const HASHES = { md5, ripemd160, sha1, sha224, sha256, sha384, sha512, 'sha3-256': sha3_256, 'sha3-512': sha3_512 } as const;
const hashOf = (name: Json | undefined): (typeof HASHES)['sha256'] => HASHES[name as 'sha256'];

/** What native work gives: bytes, or why it failed; and the CPU time that it is worth. */
export interface NativeResult {
  bytes?: Uint8Array;
  failure?: { code: string; message: string };
  cpuUs: number;
}

const done = (bytes: Uint8Array, cpuUs = 20): NativeResult => ({ bytes, cpuUs });

const WORK: Readonly<Record<string, (args: readonly Json[], parts: readonly Uint8Array[]) => NativeResult>> = {
  hash: ([name], [data, key]) => done(key ? hmac(hashOf(name), key, data!) : hashOf(name)(data!)),
  pbkdf2: ([name, iterations, length], [password, salt]) => done(pbkdf2(hashOf(name), password!, salt!, { c: Number(iterations), dkLen: Number(length) }), Number(iterations) * 0.7),
  hkdf: ([name, length], [key, salt, info]) => done(hkdf(hashOf(name), key!, salt, info, Number(length))),
  scrypt: ([N, r, p, length], [password, salt]) => done(scrypt(password!, salt!, { N: Number(N), r: Number(r), p: Number(p), dkLen: Number(length), maxmem: 2 ** 31 }), Number(N) * Number(r) * Number(p) * 0.4),
  // A cost of 10 takes a core of today about 50 ms.
  bcrypt: ([password, cost], [salt]) => done(utf8(bcrypt(String(password), salt!, Number(cost))), 50 * 2 ** Number(cost)),
  blocks: ([mode, encrypts], [key, before, data]) => done(blocks(mode as 'ecb' | 'cbc', Boolean(encrypts), key!, before!, data!)),
  counted: ([width, offset], [key, first, data]) => done(counted(key!, first!, Number(width), Number(offset), data!)),
  gcmStart: (_, [key, iv]) => done(gcmStart(key!, iv!)),
  gcmTag: (_, [key, start, additional, encrypted]) => done(gcmTag(key!, start!, additional!, encrypted!)),
  zlib: ([name, level], [data]) => {
    try {
      return done(ZLIB[String(name)]!(data!, Number(level) as 6), data!.length / 50);
    } catch (error) {
      if (!(error instanceof ZlibFailure)) throw error;
      return { failure: { code: error.code, message: error.message }, cpuUs: 20 };
    }
  },
};

/** What node does outside of JavaScript (OpenSSL, zlib, addons), by name. */
export const native = (name: string, args: readonly Json[], parts: readonly Uint8Array[]): NativeResult => WORK[name]!(args, parts);
