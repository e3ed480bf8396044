import { concat } from '../../lib/bytes';
import type { Random } from '../../lib/random';
import { bits, children, fromHex, integer, NULL, octets, oid, oidName, sequence, toBigInt, type Der } from './der';

export interface RsaPublic {
  n: bigint;
  e: bigint;
}

export interface RsaKey extends RsaPublic {
  d: bigint;
  p: bigint;
  q: bigint;
}

/** What a key's making tells of itself: a candidate was refused, a prime was found. */
export type Progress = (what: 'candidate' | 'prime') => Promise<void>;

const RSA = '1.2.840.113549.1.1.1';
const E = 65537n;
const SMALL: number[] = [];

/** The odd primes that candidates are divided by first. */
function smallPrimes(): number[] {
  if (SMALL.length > 0) return SMALL;
  const LIMIT = 60_000;
  const composite = new Uint8Array(LIMIT);
  for (let i = 3; i < LIMIT; i += 2) {
    if (composite[i]) continue;
    SMALL.push(i);
    for (let k = i * i; k < LIMIT; k += 2 * i) composite[k] = 1;
  }
  return SMALL;
}

export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let out = 1n;
  const square = base % modulus;
  for (const bit of exponent.toString(2)) {
    out = (out * out) % modulus;
    if (bit === '1') out = (out * square) % modulus;
  }
  return out;
}

/** The number by which `a` is 1 modulo `m`. */
export function inverse(a: bigint, m: bigint): bigint {
  let [r0, r1, s0, s1] = [m, a % m, 0n, 1n];
  while (r1 > 0n) {
    const q = r0 / r1;
    [r0, r1, s0, s1] = [r1, r0 - q * r1, s1, s0 - q * s1];
  }
  return ((s0 % m) + m) % m;
}

/** A probable prime with its two highest bits set: sieved from a random start, then Miller and Rabin's test. */
async function prime(random: Random, size: number, progress: Progress): Promise<bigint> {
  const bytes = random.bytes(size / 8);
  bytes[0]! |= 0xc0;
  bytes[bytes.length - 1]! |= 1;
  const start = toBigInt(bytes);
  const rests = smallPrimes().map((small) => Number(start % BigInt(small)));
  for (let step = 0; ; step += 2) {
    if (SMALL.some((small, i) => (rests[i]! + step) % small === 0)) continue;
    const candidate = start + BigInt(step);
    if ((candidate - 1n) % E !== 0n && passes(candidate, 2n) && [3n, 5n, 7n].every((base) => passes(candidate, base))) {
      await progress('prime');
      return candidate;
    }
    await progress('candidate');
  }
}

function passes(n: bigint, base: bigint): boolean {
  let odd = n - 1n;
  let twos = 0;
  for (; odd % 2n === 0n; odd /= 2n) twos++;
  let x = modPow(base, odd, n);
  if (x === 1n || x === n - 1n) return true;
  for (let i = 1; i < twos; i++) {
    x = (x * x) % n;
    if (x === n - 1n) return true;
  }
  return false;
}

/** A key of `size` bits from the machine's seeded chance. Real, and so predictable as the seed: for learning only. */
export async function generateRsa(random: Random, size: number, progress: Progress): Promise<RsaKey> {
  for (;;) {
    const p = await prime(random, size / 2, progress);
    const q = await prime(random, size / 2, progress);
    if (p === q) continue;
    const [high, low] = p > q ? [p, q] : [q, p];
    return { n: p * q, e: E, d: inverse(E, ((high - 1n) * (low - 1n)) / gcd(high - 1n, low - 1n)), p: high, q: low };
  }
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

/** RSAPrivateKey (RFC 8017, A.1.2). */
export function rsaPrivateDer(key: RsaKey): Uint8Array {
  const { n, e, d, p, q } = key;
  return sequence(integer(0), integer(n), integer(e), integer(d), integer(p), integer(q), integer(d % (p - 1n)), integer(d % (q - 1n)), integer(inverse(q, p)));
}

/** PrivateKeyInfo (RFC 5208). */
export const rsaPkcs8 = (key: RsaKey): Uint8Array => sequence(integer(0), sequence(oid(RSA), NULL), octets(rsaPrivateDer(key)));

export const rsaPublicDer = (key: RsaPublic): Uint8Array => sequence(integer(key.n), integer(key.e));

/** SubjectPublicKeyInfo (RFC 5280, 4.1). */
export const rsaSpki = (key: RsaPublic): Uint8Array => sequence(sequence(oid(RSA), NULL), bits(rsaPublicDer(key)));

/** Reads RSAPrivateKey or PrivateKeyInfo. Throws RangeError where it is neither. */
export function readRsaPrivate(bytes: Uint8Array): RsaKey {
  let fields = children(inside(bytes));
  if (fields[1]?.tag === 0x30) fields = children(inside(fields[2]!.body));
  const [, n, e, d, p, q] = fields.map((field) => toBigInt(field.body));
  if (q === undefined) throw new RangeError('not an RSA key');
  return { n: n!, e: e!, d: d!, p: p!, q };
}

/** Reads SubjectPublicKeyInfo. Throws RangeError where it is of another kind. */
export function readRsaPublic(bytes: Uint8Array): RsaPublic {
  const [algorithm, key] = children(inside(bytes));
  if (!algorithm || !key || oidName(children(algorithm.body)[0]!.body) !== RSA) throw new RangeError('not an RSA key');
  const [n, e] = children(inside(key.body.subarray(1))).map((field: Der) => toBigInt(field.body));
  return { n: n!, e: e! };
}

function inside(bytes: Uint8Array): Uint8Array {
  const [outer] = children(bytes);
  if (outer?.tag !== 0x30) throw new RangeError('not a sequence');
  return outer.body;
}

/** RSASSA-PKCS1-v1_5 over a SHA-256 digest (RFC 8017, 8.2). */
export function rsaSign(key: RsaKey, digest: Uint8Array): Uint8Array {
  const length = byteLength(key.n);
  const signature = modPow(padded(digest, length), key.d, key.n);
  return fromHex(signature.toString(16).padStart(2 * length, '0'));
}

export function rsaVerify(key: RsaPublic, digest: Uint8Array, signature: Uint8Array): boolean {
  return modPow(toBigInt(signature), key.e, key.n) === padded(digest, byteLength(key.n));
}

const byteLength = (n: bigint): number => Math.ceil(n.toString(16).length / 2);
export const bitLength = (n: bigint): number => n.toString(2).length;

function padded(digest: Uint8Array, length: number): bigint {
  const info = sequence(sequence(oid('2.16.840.1.101.3.4.2.1'), NULL), octets(digest));
  return toBigInt(concat([Uint8Array.of(0, 1), new Uint8Array(length - info.length - 3).fill(255), Uint8Array.of(0), info]));
}
