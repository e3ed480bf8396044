import { concat, utf8 } from '../../lib/bytes';

type Hash = (bytes: Uint8Array) => Uint8Array;

const ITOA = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function base64(bytes: Uint8Array, order: readonly (readonly number[])[]): string {
  let out = '';
  for (const triple of order) {
    let n = 0;
    for (const at of triple) n = (n << 8) | bytes[at]!;
    for (let i = 0; i <= triple.length; i++) {
      out += ITOA[n & 63];
      n >>>= 6;
    }
  }
  return out;
}

const repeated = (bytes: Uint8Array, length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => bytes[i % bytes.length]!);

/** Poul-Henning Kamp's MD5 crypt, `$1$`, and Apache's `$apr1$`. */
export function md5Crypt(md5: Hash, password: string, salt: string, magic: '$1$' | '$apr1$'): string {
  const key = utf8(password);
  const seasoning = utf8(salt.slice(0, 8));
  let hash = md5(concat([key, seasoning, key]));
  const parts = [key, utf8(magic), seasoning, repeated(hash, key.length)];
  for (let n = key.length; n > 0; n >>= 1) parts.push(n & 1 ? Uint8Array.of(0) : key.subarray(0, 1));
  hash = md5(concat(parts));
  for (let i = 0; i < 1000; i++) {
    hash = md5(concat([i & 1 ? key : hash, i % 3 ? seasoning : new Uint8Array(0), i % 7 ? key : new Uint8Array(0), i & 1 ? hash : key]));
  }
  return `${magic}${salt.slice(0, 8)}$${base64(hash, [[0, 6, 12], [1, 7, 13], [2, 8, 14], [3, 9, 15], [4, 10, 5], [11]])}`;
}

const SHA256_ORDER = [[0, 10, 20], [21, 1, 11], [12, 22, 2], [3, 13, 23], [24, 4, 14], [15, 25, 5], [6, 16, 26], [27, 7, 17], [18, 28, 8], [9, 19, 29], [31, 30]];
const SHA512_ORDER = [...Array.from({ length: 21 }, (_, i) => {
  const triple = [i, i + 21, i + 42];
  return [...triple.slice(i % 3), ...triple.slice(0, i % 3)];
}), [63]];

/** Ulrich Drepper's SHA crypt, `$5$` and `$6$`, of 5000 rounds. */
export function shaCrypt(sha: Hash, password: string, salt: string, magic: '$5$' | '$6$'): string {
  const key = utf8(password);
  const seasoning = utf8(salt.slice(0, 16));
  const other = sha(concat([key, seasoning, key]));
  const parts = [key, seasoning, repeated(other, key.length)];
  for (let n = key.length; n > 0; n >>= 1) parts.push(n & 1 ? other : key);
  let hash = sha(concat(parts));
  const p = repeated(sha(concat(Array.from({ length: key.length }, () => key))), key.length);
  const s = repeated(sha(concat(Array.from({ length: 16 + hash[0]! }, () => seasoning))), seasoning.length);
  for (let i = 0; i < 5000; i++) {
    hash = sha(concat([i & 1 ? p : hash, i % 3 ? s : new Uint8Array(0), i % 7 ? p : new Uint8Array(0), i & 1 ? hash : p]));
  }
  return `${magic}${salt.slice(0, 16)}$${base64(hash, magic === '$5$' ? SHA256_ORDER : SHA512_ORDER)}`;
}
