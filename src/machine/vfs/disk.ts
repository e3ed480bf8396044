import { LIMITS } from '../../lib/limits';
import { SysError } from '../errno';
import type { FsUsage } from '../file-system';

const BLOCK = 4096;

/**
 * Space that file systems share: the host's root and the upper directories of its containers lie on one disk, so
 * that `df` says the same in each and a full one is full for all.
 */
export class Disk {
  usedBytes = 0;
  usedFiles = 0;
  /** Bytes that take real memory: what learners' programs write, not what is generated. */
  heldBytes = 0;

  /** By owner, what is kept beside files. */
  private readonly kept = new Map<string, number>();

  constructor(
    readonly sizeBytes = 64 * 1024 ** 3,
    readonly maxFiles = 4_194_304,
  ) {}

  hasRoom(bytes: number): boolean {
    return this.usedBytes + bytes <= this.sizeBytes && this.heldBytes + bytes <= LIMITS.diskBytes;
  }

  /** Throws ENOSPC when there is no room left; negative amounts give back. */
  charge(bytes: number, files: number, heldBytes: number): void {
    if (heldBytes > 0 && this.heldBytes + heldBytes > LIMITS.diskBytes) throw new SysError('ENOSPC');
    if (bytes > 0 && this.usedBytes + bytes > this.sizeBytes) throw new SysError('ENOSPC');
    if (files > 0 && this.usedFiles + files > this.maxFiles) throw new SysError('ENOSPC');
    this.usedBytes += bytes;
    this.usedFiles += files;
    this.heldBytes += heldBytes;
  }

  /** Sets how much an owner keeps of the disk beside its files; throws ENOSPC when there is no room for it. */
  keep(owner: string, bytes: number): void {
    this.charge(bytes - (this.kept.get(owner) ?? 0), 0, 0);
    this.kept.set(owner, bytes);
  }

  /** Where no more bytes can be held, the disk shows as full. */
  usage(): FsUsage {
    const free = this.heldBytes + BLOCK * 16 > LIMITS.diskBytes ? 0 : Math.max(0, this.sizeBytes - this.usedBytes);
    return {
      blockSize: BLOCK,
      blocks: Math.floor(this.sizeBytes / BLOCK),
      blocksFree: Math.floor(free / BLOCK),
      files: this.maxFiles,
      filesFree: Math.max(0, this.maxFiles - this.usedFiles),
    };
  }
}
