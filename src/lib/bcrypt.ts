import { concat, utf8 } from './bytes';

const WORDS = 18 + 4 * 256;
const ALPHABET = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

let digits: Uint32Array | undefined;

/** The fraction of pi in words of 32 bits, which Blowfish begins with: by Machin's formula, once. */
function pi(): Uint32Array {
  if (digits) return digits;
  const guard = 64n;
  const bits = BigInt(WORDS * 32);
  const unit = 1n << (bits + guard);
  const arctan = (inverse: bigint): bigint => {
    let sum = 0n;
    let sign = 1n;
    for (let power = unit / inverse, n = 1n; power !== 0n; power /= inverse * inverse, n += 2n, sign = -sign) sum += (sign * power) / n;
    return sum;
  };
  const fraction = ((16n * arctan(5n) - 4n * arctan(239n)) & (unit - 1n)) >> guard;
  const hex = fraction.toString(16).padStart(WORDS * 8, '0');
  return (digits = Uint32Array.from({ length: WORDS }, (_, i) => parseInt(hex.slice(i * 8, i * 8 + 8), 16)));
}

/** Blowfish with a key schedule that a salt is mixed into. */
class Blowfish {
  private readonly p = new Int32Array(18);
  private readonly s = new Int32Array(1024);
  left = 0;
  right = 0;

  constructor() {
    const words = pi();
    this.p.set(words.subarray(0, 18));
    this.s.set(words.subarray(18));
  }

  encipher(): void {
    const { p, s } = this;
    let { left, right } = this;
    for (let i = 0; i < 16; i += 2) {
      left ^= p[i]!;
      right ^= ((((s[left >>> 24]! + s[256 + ((left >>> 16) & 255)]!) | 0) ^ s[512 + ((left >>> 8) & 255)]!) + s[768 + (left & 255)]!) ^ p[i + 1]!;
      left ^= (((s[right >>> 24]! + s[256 + ((right >>> 16) & 255)]!) | 0) ^ s[512 + ((right >>> 8) & 255)]!) + s[768 + (right & 255)]!;
    }
    this.left = right ^ p[17]!;
    this.right = left ^ p[16]!;
  }

  expand(key: Uint8Array, salt?: Uint8Array): void {
    const { p, s } = this;
    const cyclic = (bytes: Uint8Array): (() => number) => {
      let at = 0;
      return () => {
        let word = 0;
        for (let i = 0; i < 4; i++, at = (at + 1) % bytes.length) word = (word << 8) | bytes[at]!;
        return word;
      };
    };
    const nextKey = cyclic(key);
    for (let i = 0; i < 18; i++) p[i]! ^= nextKey();
    const nextSalt = salt ? cyclic(salt) : () => 0;
    this.left = this.right = 0;
    for (const table of [p, s]) {
      for (let i = 0; i < table.length; i += 2) {
        this.left ^= nextSalt();
        this.right ^= nextSalt();
        this.encipher();
        table[i] = this.left;
        table[i + 1] = this.right;
      }
    }
  }
}

function encode(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let at = 0; at <= Math.min(3, bytes.length - i); at++) out += ALPHABET[(group >>> (18 - 6 * at)) & 63];
  }
  return out;
}

function decode(text: string, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const char of text) {
    bits = (bits << 6) | ALPHABET.indexOf(char);
    held += 6;
    if (held < 8 || at === length) continue;
    held -= 8;
    out[at++] = (bits >>> held) & 255;
    bits &= (1 << held) - 1;
  }
  return out;
}

/** Niels Provos' and David Mazières' bcrypt: a password's hash with a salt of 16 bytes and a cost of 4 to 31. */
export function bcrypt(password: string, salt: Uint8Array, cost: number): string {
  const key = concat([utf8(password).subarray(0, 72), Uint8Array.of(0)]).subarray(0, 72);
  const cipher = new Blowfish();
  cipher.expand(key, salt);
  for (let i = 0; i < 2 ** cost; i++) {
    cipher.expand(key);
    cipher.expand(salt);
  }
  const words = [0x4f727068, 0x65616e42, 0x65686f6c, 0x64657253, 0x63727944, 0x6f756274];
  for (let i = 0; i < 6; i += 2) {
    cipher.left = words[i]!;
    cipher.right = words[i + 1]!;
    for (let n = 0; n < 64; n++) cipher.encipher();
    words[i] = cipher.left;
    words[i + 1] = cipher.right;
  }
  const bytes = Uint8Array.from(words.flatMap((word) => [word >>> 24, word >>> 16, word >>> 8, word]));
  return `$2y$${String(cost).padStart(2, '0')}$${encode(salt)}${encode(bytes.subarray(0, 23))}`;
}

/** Whether a password has a hash in bcrypt's form (`$2a$`, `$2b$`, `$2y$`). */
export function bcryptFits(password: string, hash: string): boolean {
  const match = /^\$2[aby]\$(\d\d)\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})$/.exec(hash);
  return match !== null && bcrypt(password, decode(match[2]!, 16), Number(match[1])).slice(7) === match[2]! + match[3]!;
}
