const MIN_MATCH = 3;
const MAX_MATCH = 258;
const WINDOW = 32768;
const HASH_BITS = 15;
const CHAIN = 24;

/** Length and distance codes of RFC 1951 section 3.2.5: first value and extra bits of each. */
const LENGTH_BASE: number[] = [];
const LENGTH_EXTRA: number[] = [];
const DISTANCE_BASE: number[] = [];
const DISTANCE_EXTRA: number[] = [];
for (let i = 0, base = 3; i < 28; i++) {
  const extra = i < 8 ? 0 : (i >> 2) - 1;
  LENGTH_BASE.push(base);
  LENGTH_EXTRA.push(extra);
  base += 1 << extra;
}
LENGTH_BASE.push(258);
LENGTH_EXTRA.push(0);
for (let i = 0, base = 1; i < 30; i++) {
  const extra = i < 4 ? 0 : (i >> 1) - 1;
  DISTANCE_BASE.push(base);
  DISTANCE_EXTRA.push(extra);
  base += 1 << extra;
}

function codeOf(bases: readonly number[], value: number): number {
  let low = 0;
  let high = bases.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (bases[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

const LENGTH_CODE = Uint8Array.from({ length: MAX_MATCH + 1 }, (_, length) => (length < 3 ? 0 : codeOf(LENGTH_BASE, length)));

function reversed(code: number, length: number): number {
  let out = 0;
  for (let i = 0; i < length; i++) out |= ((code >>> i) & 1) << (length - 1 - i);
  return out;
}

/** The fixed Huffman code (section 3.2.6), bits reversed for writing, with its length in the high byte. */
const SYMBOL = Uint16Array.from({ length: 288 }, (_, symbol) => {
  if (symbol < 144) return (8 << 12) | reversed(0x30 + symbol, 8);
  if (symbol < 256) return (9 << 12) | reversed(0x190 + symbol - 144, 9);
  if (symbol < 280) return (7 << 12) | reversed(symbol - 256, 7);
  return (8 << 12) | reversed(0xc0 + symbol - 280, 8);
});
const DISTANCE_SYMBOL = Uint8Array.from({ length: 30 }, (_, code) => reversed(code, 5));

/** Bits, least significant first (RFC 1951 section 3.1.1). */
export class BitWriter {
  private out = new Uint8Array(4096);
  private at = 0;
  private held = 0;
  private count = 0;

  bits(value: number, length: number): void {
    this.held |= value << this.count;
    this.count += length;
    while (this.count >= 8) {
      if (this.at === this.out.length) {
        const larger = new Uint8Array(this.out.length * 2);
        larger.set(this.out);
        this.out = larger;
      }
      this.out[this.at++] = this.held & 255;
      this.held >>>= 8;
      this.count -= 8;
    }
  }

  literal(byte: number): void {
    this.symbol(byte);
  }

  endOfBlock(): void {
    this.symbol(256);
  }

  match(length: number, distance: number): void {
    const code = LENGTH_CODE[length]!;
    this.symbol(257 + code);
    this.bits(length - LENGTH_BASE[code]!, LENGTH_EXTRA[code]!);
    const distanceCode = codeOf(DISTANCE_BASE, distance);
    this.bits(DISTANCE_SYMBOL[distanceCode]!, 5);
    this.bits(distance - DISTANCE_BASE[distanceCode]!, DISTANCE_EXTRA[distanceCode]!);
  }

  /** The header of a stored block, which ends at a byte boundary. */
  storedHeader(): void {
    this.bits(0, 3);
    if (this.count > 0) this.bits(0, 8 - this.count);
  }

  fixedHeader(): void {
    this.bits(0b010, 3);
  }

  bytes(): Uint8Array {
    return this.out.slice(0, this.at);
  }

  private symbol(symbol: number): void {
    const entry = SYMBOL[symbol]!;
    this.bits(entry & 0xfff, entry >> 12);
  }
}

/**
 * Bytes as one fixed-Huffman deflate block and an empty stored one, so that it ends at a byte boundary with the
 * stream left open (zlib's Z_SYNC_FLUSH), which no library at hand does right.
 */
export function deflateBytes(bytes: Uint8Array): Uint8Array {
  const out = new BitWriter();
  const head = new Int32Array(1 << HASH_BITS).fill(-1);
  const previous = new Int32Array(bytes.length);
  const insert = (at: number): void => {
    if (at + MIN_MATCH > bytes.length) return;
    const hash = hashAt(bytes, at);
    previous[at] = head[hash]!;
    head[hash] = at;
  };
  out.fixedHeader();
  for (let at = 0; at < bytes.length; ) {
    let bestLength = 0;
    let bestDistance = 0;
    if (at + MIN_MATCH <= bytes.length) {
      const limit = Math.min(MAX_MATCH, bytes.length - at);
      let candidate = head[hashAt(bytes, at)]!;
      for (let tries = CHAIN; candidate >= 0 && at - candidate <= WINDOW && tries > 0; tries--) {
        let length = 0;
        while (length < limit && bytes[candidate + length] === bytes[at + length]) length++;
        if (length > bestLength) {
          bestLength = length;
          bestDistance = at - candidate;
          if (length === limit) break;
        }
        candidate = previous[candidate]!;
      }
    }
    if (bestLength >= MIN_MATCH) {
      out.match(bestLength, bestDistance);
      for (let i = 0; i < bestLength; i++) insert(at + i);
      at += bestLength;
    } else {
      out.literal(bytes[at]!);
      insert(at);
      at++;
    }
  }
  out.endOfBlock();
  out.storedHeader();
  out.bits(0, 16);
  out.bits(0xff, 8);
  out.bits(0xff, 8);
  return out.bytes();
}

function hashAt(bytes: Uint8Array, at: number): number {
  const value = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
  return Math.imul(value, 0x9e3779b1) >>> (32 - HASH_BITS);
}
