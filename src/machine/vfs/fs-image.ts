import type { TableRoot } from './inode-table';

/** An image as plain, structured-cloneable data. Images cloned together keep what they share shared. */
export interface FsImageData {
  version: 1;
  table: TableRoot;
  root: number;
  nextIno: number;
  bytes: number;
  files: number;
  heldBytes: number;
}

/**
 * A file tree as an immutable value. It is what `MemoryFs.snapshot` gives in O(1) and what a committed layer is:
 * images of a stack share all that is the same in them.
 */
export class FsImage {
  constructor(
    readonly table: TableRoot,
    readonly root: number,
    readonly nextIno: number,
    /** Disk space of the whole tree. */
    readonly bytes: number,
    readonly files: number,
    /** Bytes among them that aren't generated. */
    readonly heldBytes: number,
  ) {}

  serialize(): FsImageData {
    return { version: 1, table: this.table, root: this.root, nextIno: this.nextIno, bytes: this.bytes, files: this.files, heldBytes: this.heldBytes };
  }

  static deserialize(data: FsImageData): FsImage {
    return new FsImage(data.table, data.root, data.nextIno, data.bytes, data.files, data.heldBytes);
  }
}
