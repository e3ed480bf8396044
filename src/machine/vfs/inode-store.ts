import { SysError } from '../errno';
import type { NewInode } from '../file-system';
import { Disk } from './disk';
import { bodyAllocated, copyBody, type FileBody } from './file-body';
import { FsImage } from './fs-image';
import { copyInode, newInode, ownData, type Edit, type Inode } from './inode';
import { newTable, tableGet, tableInodes, tableSet, type TableRoot } from './inode-table';

export interface MemoryFsOptions {
  dev: number;
  /** ext4 unless given. */
  type?: string;
  now: () => number;
  /** ENOSPC beyond it. Ignored when a `disk` is given. */
  sizeBytes?: number;
  /** Space shared with other file systems; a tree begun from an image takes its whole size there. */
  disk?: Disk;
  readOnly?: boolean;
  /** `size=65536k,mode=755`, as /proc/mounts shows a tmpfs. */
  superOptions?: string;
  /** The root directory of a new file system: 0755 unless given. */
  rootMode?: number;
  rootUid?: number;
  rootGid?: number;
}

/**
 * The inodes of a file system as a persistent structure: every record knows the edit that may change it in place;
 * `snapshot` starts a new edit and hands out the old tree as a value.
 */
export abstract class InodeStore {
  readonly type: string;
  readonly dev: number;
  readonly root: number;
  readonly readOnly: boolean;
  readonly superOptions: string | undefined;
  readonly disk: Disk;
  protected edit: Edit = {};
  protected table: TableRoot;
  protected nextIno: number;
  protected bytes = 0;
  protected files = 0;
  protected heldBytes = 0;
  protected readonly users = new Map<number, number>();
  protected readonly now: () => number;

  constructor(options: MemoryFsOptions, image?: FsImage) {
    this.type = options.type ?? 'ext4';
    this.dev = options.dev;
    this.now = options.now;
    this.readOnly = options.readOnly ?? false;
    this.superOptions = options.superOptions;
    this.disk = options.disk ?? new Disk(options.sizeBytes);
    if (image) {
      ({ table: this.table, root: this.root, nextIno: this.nextIno, bytes: this.bytes, files: this.files, heldBytes: this.heldBytes } = image);
      this.disk.charge(image.bytes, image.files, image.heldBytes);
      return;
    }
    this.table = newTable(this.edit);
    this.root = 2;
    this.nextIno = 11;
    const root: NewInode = { type: 'dir', mode: options.rootMode ?? 0o755, uid: options.rootUid ?? 0, gid: options.rootGid ?? 0 };
    this.put(newInode(this.edit, this.root, this.root, root, this.now()));
    this.charge(0, 1, 0);
  }

  /** The tree as it is now, in O(1). */
  snapshot(): FsImage {
    this.edit = {};
    return new FsImage(this.table, this.root, this.nextIno, this.bytes, this.files, this.heldBytes);
  }

  /** Gives the space back to a shared disk: the file system is gone. */
  dispose(): void {
    this.charge(-this.bytes, -this.files, -this.heldBytes);
  }

  /** Bytes on disk, in whole blocks. */
  get usedBytes(): number {
    return this.bytes;
  }

  /** Every inode's number, in order of birth. */
  *inodes(): Generator<number> {
    for (const node of tableInodes(this.table)) yield node.ino;
  }

  retain(ino: number): void {
    this.users.set(ino, (this.users.get(ino) ?? 0) + 1);
  }

  release(ino: number): void {
    const left = (this.users.get(ino) ?? 1) - 1;
    if (left > 0) {
      this.users.set(ino, left);
      return;
    }
    this.users.delete(ino);
    const node = tableGet(this.table, ino);
    if (node?.nlink === 0) this.forget(node);
  }

  protected get(ino: number): Inode {
    const node = tableGet(this.table, ino);
    if (!node) throw new SysError('ENOENT');
    return node;
  }

  protected put(node: Inode): void {
    this.table = tableSet(this.table, node.ino, node, this.edit);
  }

  /** The inode, changeable in place. */
  protected own(ino: number): Inode {
    const node = this.get(ino);
    if (node.owner === this.edit) return node;
    const copy = copyInode(node, this.edit);
    this.put(copy);
    return copy;
  }

  protected body(ino: number): FileBody {
    const { body, type } = this.get(ino);
    if (!body) throw new SysError(type === 'dir' ? 'EISDIR' : 'EINVAL');
    return body;
  }

  /** Changes an owned file's body; where room is scarce on a copy, which is dropped when the disk is full. */
  protected changeBody(node: Inode, atMost: number, change: (body: FileBody) => void): void {
    if (!node.body) throw new SysError(node.type === 'dir' ? 'EISDIR' : 'EINVAL');
    ownData(node, this.edit);
    const body = this.disk.hasRoom(atMost + 2 * 65536) ? node.body : copyBody(node.body);
    const before = bodyAllocated(node.body);
    const { held } = node.body;
    change(body);
    this.charge(bodyAllocated(body) - before, 0, body.held - held);
    node.body = body;
  }

  protected charge(bytes: number, files: number, heldBytes: number): void {
    this.disk.charge(bytes, files, heldBytes);
    this.heldBytes += heldBytes;
    this.bytes += bytes;
    this.files += files;
  }

  protected forget(node: Inode): void {
    this.charge(-diskBytes(node), -1, -(node.body?.held ?? 0));
    this.table = tableSet(this.table, node.ino, undefined, this.edit);
  }
}

/** Whole blocks of a file; one for a directory. */
export function diskBytes({ body, type }: Inode): number {
  return body ? bodyAllocated(body) : type === 'dir' ? 4096 : 0;
}
