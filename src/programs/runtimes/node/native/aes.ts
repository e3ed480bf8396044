/** The finite field of AES (FIPS 197, section 4): doubling, and the S-box with its inverse. */
const double = (byte: number): number => ((byte << 1) ^ (byte & 128 ? 0x11b : 0)) & 255;
const SBOX = new Uint8Array(256);
const INVERSE = new Uint8Array(256);
{
  let p = 1;
  let q = 1;
  do {
    p ^= double(p);
    q ^= q << 1;
    q ^= q << 2;
    q ^= q << 4;
    q &= 255;
    if (q & 128) q ^= 9;
    const rotated = (n: number): number => ((q << n) | (q >>> (8 - n))) & 255;
    SBOX[p] = q ^ rotated(1) ^ rotated(2) ^ rotated(3) ^ rotated(4) ^ 0x63;
  } while (p !== 1);
  SBOX[0] = 0x63;
  SBOX.forEach((value, index) => (INVERSE[value] = index));
}

/** AES of one block of 16 bytes (FIPS 197), with a key of 16, 24 or 32 bytes. */
export class Aes {
  private readonly schedule: Uint8Array;
  private readonly rounds: number;

  constructor(key: Uint8Array) {
    const words = key.length / 4;
    this.rounds = words + 6;
    const schedule = new Uint8Array(16 * (this.rounds + 1));
    schedule.set(key);
    let constant = 1;
    for (let i = words; i < schedule.length / 4; i++) {
      let word = [...schedule.subarray(4 * i - 4, 4 * i)];
      if (i % words === 0) {
        word = [word[1]!, word[2]!, word[3]!, word[0]!].map((byte) => SBOX[byte]!);
        word[0]! ^= constant;
        constant = double(constant);
      } else if (words > 6 && i % words === 4) word = word.map((byte) => SBOX[byte]!);
      for (let k = 0; k < 4; k++) schedule[4 * i + k] = schedule[4 * (i - words) + k]! ^ word[k]!;
    }
    this.schedule = schedule;
  }

  private addKey(state: Uint8Array, round: number): void {
    for (let i = 0; i < 16; i++) state[i]! ^= this.schedule[16 * round + i]!;
  }

  encrypt(block: Uint8Array): Uint8Array {
    let state = block.slice();
    this.addKey(state, 0);
    for (let round = 1; round <= this.rounds; round++) {
      const next = new Uint8Array(16);
      for (let i = 0; i < 16; i++) next[i] = SBOX[state[(i + 4 * (i % 4)) % 16]!]!;
      state = next;
      if (round < this.rounds) mix(state);
      this.addKey(state, round);
    }
    return state;
  }

  decrypt(block: Uint8Array): Uint8Array {
    let state = block.slice();
    for (let round = this.rounds; round >= 1; round--) {
      this.addKey(state, round);
      // The mixing's inverse is the mixing, three times over.
      if (round < this.rounds) for (let i = 0; i < 3; i++) mix(state);
      const next = new Uint8Array(16);
      for (let i = 0; i < 16; i++) next[(i + 4 * (i % 4)) % 16] = INVERSE[state[i]!]!;
      state = next;
    }
    this.addKey(state, 0);
    return state;
  }
}

function mix(state: Uint8Array): void {
  for (let at = 0; at < 16; at += 4) {
    const column = state.slice(at, at + 4);
    const all = column[0]! ^ column[1]! ^ column[2]! ^ column[3]!;
    for (let i = 0; i < 4; i++) state[at + i] = column[i]! ^ all ^ double(column[i]! ^ column[(i + 1) % 4]!);
  }
}
