import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import type { Disk } from '../../machine/vfs/disk';
import { MemoryFs } from '../../machine/vfs/memory-fs';

const OWNER = 'dockerd';
const SPARE = 4 * 1024 * 1024;

/**
 * What the stores keep of the machine's disk beside their files: blobs that are known by name, and the unpacked trees
 * of layers, which are values here and files in reality.
 */
export class DiskAccount {
  private bytes = 0;
  private spare = 0;

  constructor(private readonly sys: Sys) {
    this.takeSpare();
  }

  /** Throws ENOSPC where the disk has no room for more; negative amounts give back. */
  add(bytes: number): void {
    this.disk()?.keep(OWNER, this.bytes + bytes);
    this.bytes += bytes;
  }

  /** Lets something small be written on a full disk, too: what removes images must be able to say so (bbolt keeps free pages in its file). */
  withSpare(write: () => void): void {
    this.add(-this.spare);
    this.spare = 0;
    try {
      write();
    } finally {
      this.takeSpare();
    }
  }

  private takeSpare(): void {
    try {
      this.add(SPARE);
      this.spare = SPARE;
    } catch (error) {
      if (!isSysError(error, 'ENOSPC')) throw error;
    }
  }

  /** Bytes that are left on the disk. */
  free(): number {
    const { blocksFree, blockSize } = this.disk()?.usage() ?? { blocksFree: 0, blockSize: 1 };
    return blocksFree * blockSize;
  }

  private disk(): Disk | undefined {
    const kernel = this.sys.kernel();
    const root = kernel.lookupPath(kernel.host.mnt, '/').fs;
    return root instanceof MemoryFs ? root.disk : undefined;
  }

  /** What was kept before a restart: it is there, whether there is room or not. */
  open(bytes: number): void {
    try {
      this.add(bytes);
    } catch (error) {
      if (!isSysError(error, 'ENOSPC')) throw error;
    }
  }
}
