import { concat } from '../lib/bytes';
import type { Sys } from '../machine/sys';

const MIB = 1024 ** 2;
/** From here on what is kept counts as the program's memory; less lies in what every process has. */
const COUNTED_BYTES = MIB;
/** Bytes that one program really keeps at most; more than this ends it as the machine's whole memory would. */
const MOST_BYTES = 1024 * MIB;
/** Bytes that are asked for at once when little is held, and when much is. */
const [LEAST_READ, MOST_READ] = [65536, 16 * MIB];
let zeros: Uint8Array | undefined;

function isZero(part: Uint8Array): boolean {
  const words = part.byteOffset % 4 === 0 ? new Uint32Array(part.buffer, part.byteOffset, part.length >> 2) : new Uint32Array();
  for (let at = 0; at < words.length; at++) if (words[at] !== 0) return false;
  for (let at = words.length * 4; at < part.length; at++) if (part[at] !== 0) return false;
  return true;
}

/**
 * What a program reads and keeps. It counts as the program's memory, so that the OOM killer ends one that reads an
 * endless device (`tail /dev/zero`); runs of zeros are kept once, so that this takes no such memory here.
 */
export class HeldBytes {
  private parts: Uint8Array[] = [];
  private real = 0;
  private counted = 0;
  size = 0;

  constructor(private readonly sys: Sys) {}

  push(part: Uint8Array): void {
    this.size += part.length;
    if (this.size > COUNTED_BYTES && part.length <= MOST_READ && isZero(part)) this.parts.push((zeros ??= new Uint8Array(MOST_READ)).subarray(0, part.length));
    else {
      this.parts.push(part);
      this.real += part.length;
    }
    if (this.size < this.counted + COUNTED_BYTES) return;
    this.counted = this.size;
    this.sys.setMemory(this.real > MOST_BYTES ? 2 ** 40 : COUNTED_BYTES + this.size);
  }

  /** How much to read next: more as more is held, as buffers that double do it. */
  get wanted(): number {
    return Math.min(MOST_READ, Math.max(LEAST_READ, Math.floor(this.size / 4)));
  }

  /** All of it in one piece; nothing is held then. */
  take(): Uint8Array {
    const { parts } = this;
    this.parts = [];
    this.size = this.real = this.counted = 0;
    return parts.length === 1 ? parts[0]! : concat(parts);
  }
}
