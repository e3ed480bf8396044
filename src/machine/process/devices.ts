import { EMPTY } from '../../lib/bytes';
import { LIMITS } from '../../lib/limits';
import { SysError } from '../errno';
import { InodeFile } from './inode-files';
import type { Process } from './process';

/** Character devices of major 1 (mem(4), null(4), full(4), random(4)) by minor number. */
const [NULL, ZERO, FULL, RANDOM, URANDOM, KMSG] = [3, 5, 7, 8, 9, 11];

/** Bytes that one read of an endless device gives at most: chance costs time. */
const ZERO_BYTES = 16 * 1024 ** 2;
const RANDOM_BYTES = LIMITS.pipeBytes;

/** A memory device: null, zero, full, random, urandom, kmsg. */
export class MemoryDevice extends InodeFile {
  private readonly minor = minorOf(this.fs.getattr(this.ino).rdev);

  override tryRead(max: number, proc: Process): Uint8Array {
    switch (this.minor) {
      case ZERO:
      case FULL:
        return new Uint8Array(Math.min(max, ZERO_BYTES));
      case RANDOM:
      case URANDOM:
        return proc.core.random.bytes(Math.min(max, RANDOM_BYTES));
      default:
        return EMPTY;
    }
  }
  override tryWrite(bytes: Uint8Array): number {
    if (this.minor === FULL) throw new SysError('ENOSPC');
    return bytes.length;
  }
  override seek(): number {
    return 0;
  }
}

/** The consoles (5:1, 4:n) show nothing and give nothing: nobody sits at the machine's own screen. */
function minorOf(rdev: number): number {
  return rdev >> 8 === 1 ? rdev & 255 : NULL!;
}

/** Whether a device number is one that is simulated here. */
export function isMemoryDevice(rdev: number): boolean {
  const [major, minor] = [rdev >> 8, rdev & 255];
  return major === 4 || (major === 5 && minor === 1) || (major === 1 && [NULL, ZERO, FULL, RANDOM, URANDOM, KMSG].includes(minor));
}
