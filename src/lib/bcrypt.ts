import { utf8 } from './bytes';

const WORDS = 18 + 4 * 256;
const ALPHABET = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const KEY_BYTES = 72;
const HASH_BYTES = 23;
const TEXT = 'OrpheanBeholderScryDoubt';

/** arctan(1/x) as a fixed-point number of some bits. */
function arctan(x: bigint, bits: bigint): bigint {
  let term = (1n << bits) / x;
  let sum = term;
  for (let n = 3n, sign = -1n; term > 0n; n += 2n, sign = -sign) {
    term /= x * x;
    sum += (sign * term) / n;
  }
  return sum;
}

let initial: Uint32Array | undefined;

/** Blowfish's first state: the fraction of pi, in words (Schneier 1993). Machin's formula gives it. */
function piWords(): Uint32Array {
  if (initial) return initial;
  const size = BigInt(WORDS * 32);
  const bits = size + 64n;
  const pi = 4n * (4n * arctan(5n, bits) - arctan(239n, bits));
  const hex = ((pi - (3n << bits)) >> 64n).toString(16).padStart(WORDS * 8, '0');
  initial = Uint32Array.from({ length: WORDS }, (_, i) => parseInt(hex.slice(i * 8, i * 8 + 8), 16));
  return initial;
}

/** Blowfish with bcrypt's expensive key schedule. */
class Eksblowfish {
  private readonly state = piWords().slice();
  private left = 0;
  private right = 0;

  private encrypt(): void {
    const { state } = this;
    let { left: l, right: r } = this;
    for (let i = 0; i < 16; i++) {
      l ^= state[i]!;
      r ^= (((state[18 + (l >>> 24)]! + state[274 + ((l >>> 16) & 255)]!) ^ state[530 + ((l >>> 8) & 255)]!) + state[786 + (l & 255)]!) | 0;
      [l, r] = [r, l];
    }
    this.left = r ^ state[17]!;
    this.right = l ^ state[16]!;
  }

  /** Mixes a key in; with a salt its words are mixed into what is encrypted. */
  expand(key: Uint32Array, salt: Uint32Array | undefined): void {
    const { state } = this;
    for (let i = 0; i < 18; i++) state[i] = state[i]! ^ key[i % key.length]!;
    this.left = this.right = 0;
    for (let i = 0; i < WORDS; i += 2) {
      if (salt) {
        this.left ^= salt[i % 4]!;
        this.right ^= salt[(i + 1) % 4]!;
      }
      this.encrypt();
      state[i] = this.left;
      state[i + 1] = this.right;
    }
  }

  /** Encrypts a pair of words 64 times. */
  crypt(left: number, right: number): [number, number] {
    this.left = left;
    this.right = right;
    for (let i = 0; i < 64; i++) this.encrypt();
    return [this.left >>> 0, this.right >>> 0];
  }
}

function wordsOf(bytes: Uint8Array, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => [0, 1, 2, 3].reduce((word, k) => (word << 8) | bytes[(i * 4 + k) % bytes.length]!, 0));
}

function encode(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    out += ALPHABET[a >> 2]! + ALPHABET[((a & 3) << 4) | (b >> 4)]! + (i + 1 < bytes.length ? ALPHABET[((b & 15) << 2) | (c >> 6)]! : '') + (i + 2 < bytes.length ? ALPHABET[c & 63]! : '');
  }
  return out;
}

function decode(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i + 1 < text.length; i += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = [...text.slice(i, i + 4)].map((letter) => ALPHABET.indexOf(letter));
    bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
  }
  return Uint8Array.from(bytes).subarray(0, 16);
}

/** A salt's text of 22 letters, of 16 bytes. */
export function bcryptSalt(bytes: Uint8Array): string {
  return encode(bytes.subarray(0, 16));
}

/** bcrypt (Provos and Mazières 1999) as `$2y$COST$…`; `salt` are its 22 letters, `cost` the binary logarithm of the rounds. */
export function bcrypt(password: string, salt: string, cost: number, magic = '$2y$'): string {
  const key = wordsOf(Uint8Array.from([...utf8(password), 0]).subarray(0, KEY_BYTES), 18);
  const seasoning = wordsOf(decode(salt), 4);
  const cipher = new Eksblowfish();
  cipher.expand(key, seasoning);
  for (let i = 2 ** cost; i > 0; i--) {
    cipher.expand(key, undefined);
    cipher.expand(seasoning, undefined);
  }
  const text = wordsOf(utf8(TEXT), 6);
  const out = new Uint8Array(24);
  for (let i = 0; i < 6; i += 2) {
    const pair = cipher.crypt(text[i]!, text[i + 1]!);
    pair.forEach((word, k) => new DataView(out.buffer).setUint32((i + k) * 4, word));
  }
  return `${magic}${String(cost).padStart(2, '0')}$${salt}${encode(out.subarray(0, HASH_BYTES))}`;
}

/** Whether a password is the one of a bcrypt hash. */
export function bcryptFits(password: string, hash: string): boolean {
  const [, magic = '', cost = '', salt = ''] = /^(\$2[aby]\$)(\d\d)\$(.{22})/.exec(hash) ?? [];
  return magic !== '' && bcrypt(password, salt, Number(cost), magic) === hash;
}
