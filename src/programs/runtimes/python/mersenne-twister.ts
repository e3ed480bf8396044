const SIZE = 624;
const SHIFT = 397;

/** MT19937, seeded and drawn from as CPython's `random` does, so that a seeded program gets the same numbers. */
export class MersenneTwister {
  private readonly words = new Uint32Array(SIZE);
  private at = SIZE;

  /** Seeds by words of 32 bits, the lowest first. */
  seed(key: readonly number[]): void {
    const { words } = this;
    words[0] = 19650218;
    for (let i = 1; i < SIZE; i++) words[i] = Math.imul(1812433253, words[i - 1]! ^ (words[i - 1]! >>> 30)) + i;
    let i = 1;
    let j = 0;
    const step = (): void => {
      if (++i < SIZE) return;
      words[0] = words[SIZE - 1]!;
      i = 1;
    };
    for (let k = Math.max(SIZE, key.length); k > 0; k--) {
      words[i] = (words[i]! ^ Math.imul(words[i - 1]! ^ (words[i - 1]! >>> 30), 1664525)) + key[j]! + j;
      j = (j + 1) % key.length;
      step();
    }
    for (let k = SIZE - 1; k > 0; k--) {
      words[i] = (words[i]! ^ Math.imul(words[i - 1]! ^ (words[i - 1]! >>> 30), 1566083941)) - i;
      step();
    }
    words[0] = 0x80000000;
    this.at = SIZE;
  }

  /** The next 32 bits. */
  next(): number {
    if (this.at === SIZE) this.refill();
    let y = this.words[this.at++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** A float in [0, 1) of 53 bits. */
  float(): number {
    const high = this.next() >>> 5;
    return (high * 67108864 + (this.next() >>> 6)) / 9007199254740992;
  }

  /** A whole number of so many bits, in decimal digits. */
  bits(count: number): string {
    let out = 0n;
    for (let at = 0; at < count; at += 32) out |= BigInt(this.next() >>> Math.max(0, 32 - (count - at))) << BigInt(at);
    return String(out);
  }

  private refill(): void {
    const { words } = this;
    for (let i = 0; i < SIZE; i++) {
      const y = (words[i]! & 0x80000000) | (words[(i + 1) % SIZE]! & 0x7fffffff);
      words[i] = words[(i + SHIFT) % SIZE]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.at = 0;
  }
}

/** The words of a number in hexadecimal digits, the lowest first. */
export function seedWords(hex: string): number[] {
  const out: number[] = [];
  for (let end = hex.length; end > 0; end -= 8) out.push(Number.parseInt(hex.slice(Math.max(0, end - 8), end), 16));
  while (out.length > 1 && out.at(-1) === 0) out.pop();
  return out;
}
