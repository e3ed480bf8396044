import { Aes } from './aes';

const BLOCK = 16;

/** Adds one to the counter in a block's last `width` bytes. */
function increment(block: Uint8Array, width: number): void {
  for (let i = BLOCK - 1; i >= BLOCK - width; i--) {
    block[i] = (block[i]! + 1) & 255;
    if (block[i] !== 0) return;
  }
}

/** Whole blocks in a mode of NIST SP 800-38A: `ecb`, or `cbc` with the block that stands before them. */
export function blocks(mode: 'ecb' | 'cbc', encrypts: boolean, key: Uint8Array, before: Uint8Array, data: Uint8Array): Uint8Array {
  const aes = new Aes(key);
  const out = new Uint8Array(data.length);
  let last = before;
  for (let at = 0; at < data.length; at += BLOCK) {
    const block = data.slice(at, at + BLOCK);
    const xor = (value: Uint8Array): Uint8Array => (mode === 'cbc' ? value.map((byte, i) => byte ^ last[i]!) : value);
    const done = encrypts ? aes.encrypt(xor(block)) : xor(aes.decrypt(block));
    out.set(done, at);
    last = encrypts ? done : block;
  }
  return out;
}

/** Bytes of a stream in counter mode, from the stream's byte `offset` on. `width`: the counter's bytes (GCM: 4). */
export function counted(key: Uint8Array, first: Uint8Array, width: number, offset: number, data: Uint8Array): Uint8Array {
  const aes = new Aes(key);
  const counter = first.slice();
  for (let i = 0; i < Math.floor(offset / BLOCK); i++) increment(counter, width);
  const out = new Uint8Array(data.length);
  let pad: Uint8Array | undefined;
  for (let i = 0; i < data.length; i++) {
    const inBlock = (offset + i) % BLOCK;
    if (inBlock === 0 || !pad) {
      pad = aes.encrypt(counter);
      increment(counter, width);
    }
    out[i] = data[i]! ^ pad[inBlock]!;
  }
  return out;
}

const toNumber = (bytes: Uint8Array): bigint => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
function toBytes(value: bigint): Uint8Array {
  return Uint8Array.from({ length: BLOCK }, (_, i) => Number((value >> BigInt(8 * (BLOCK - 1 - i))) & 255n));
}

/** A product in GHASH's field (NIST SP 800-38D, section 6.3). */
function times(x: bigint, y: bigint): bigint {
  let sum = 0n;
  let value = y;
  for (let i = 127n; i >= 0n; i--) {
    if ((x >> i) & 1n) sum ^= value;
    value = value & 1n ? (value >> 1n) ^ (0xe1n << 120n) : value >> 1n;
  }
  return sum;
}

function ghash(key: bigint, parts: readonly Uint8Array[]): bigint {
  let sum = 0n;
  const take = (block: Uint8Array): void => void (sum = times(sum ^ toNumber(block), key));
  for (const part of parts) {
    for (let at = 0; at < part.length; at += BLOCK) {
      const block = new Uint8Array(BLOCK);
      block.set(part.subarray(at, at + BLOCK));
      take(block);
    }
  }
  return sum;
}

const lengths = (a: number, b: number): Uint8Array => toBytes((BigInt(a * 8) << 64n) | BigInt(b * 8));

/** The block that a GCM stream begins with, of an initialization vector (NIST SP 800-38D, section 7.1, step 2). */
export function gcmStart(key: Uint8Array, iv: Uint8Array): Uint8Array {
  if (iv.length === 12) return Uint8Array.of(...iv, 0, 0, 0, 1);
  return toBytes(ghash(toNumber(new Aes(key).encrypt(new Uint8Array(BLOCK))), [iv, lengths(0, iv.length)]));
}

/** The tag of 16 bytes of what GCM has encrypted. */
export function gcmTag(key: Uint8Array, start: Uint8Array, additional: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const aes = new Aes(key);
  const hash = ghash(toNumber(aes.encrypt(new Uint8Array(BLOCK))), [additional, encrypted, lengths(additional.length, encrypted.length)]);
  return toBytes(hash ^ toNumber(aes.encrypt(start)));
}
