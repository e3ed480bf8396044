import { utf8 } from '../../lib/bytes';
import type { Content } from '../../lib/content';
import { SysError } from '../errno';
import type { AttrChange, DirEntry, FileSystem, FsUsage, NewInode, Stat } from '../file-system';
import { bodyAllocated, bodyContent, newBody, readBody, truncateBody, writeBody } from './file-body';
import type { FsImage } from './fs-image';
import { newInode, ownData, type Inode } from './inode';
import { InodeStore, diskBytes, type MemoryFsOptions } from './inode-store';

export type { MemoryFsOptions } from './inode-store';

/** An inode file system in memory, ext4 or tmpfs. Access times change by `setattr` alone (as mounted noatime). */
export class MemoryFs extends InodeStore implements FileSystem {
  /** A writable file system (unless `readOnly`) that begins as the image and shares its structure. */
  static fromImage(image: FsImage, options: MemoryFsOptions): MemoryFs {
    return new MemoryFs(options, image);
  }

  getattr(ino: number): Stat {
    const node = this.get(ino);
    return {
      dev: this.dev,
      ino,
      type: node.type,
      mode: node.mode,
      nlink: node.nlink,
      uid: node.uid,
      gid: node.gid,
      rdev: node.rdev,
      size: this.sizeOf(node),
      blocks: this.blocksOf(node),
      atimeMs: node.atimeMs,
      mtimeMs: node.mtimeMs,
      ctimeMs: node.ctimeMs,
    };
  }

  setattr(ino: number, change: AttrChange): void {
    const node = this.own(ino);
    const now = this.now();
    if (change.size !== undefined) {
      const size = change.size;
      if (size < 0) throw new SysError('EINVAL');
      this.changeBody(node, 0, (body) => truncateBody(body, size));
      node.mtimeMs = now;
    }
    if (change.mode !== undefined) node.mode = change.mode & 0o7777;
    if (change.uid !== undefined) node.uid = change.uid;
    if (change.gid !== undefined) node.gid = change.gid;
    if (change.atimeMs !== undefined) node.atimeMs = change.atimeMs;
    if (change.mtimeMs !== undefined) node.mtimeMs = change.mtimeMs;
    node.ctimeMs = change.ctimeMs ?? now;
  }

  lookup(dir: number, name: string): number | undefined {
    return this.entries(dir).get(name);
  }

  /** In the order of insertion. */
  readdir(dir: number): DirEntry[] {
    const list: DirEntry[] = [];
    for (const [name, ino] of this.entries(dir)) list.push({ name, ino, type: this.get(ino).type });
    return list;
  }

  create(dir: number, name: string, node: NewInode): number {
    const parent = this.get(dir);
    if (this.entries(dir).has(name)) throw new SysError('EEXIST');
    if (parent.nlink === 0) throw new SysError('ENOENT');
    const made = newInode(this.edit, this.nextIno, dir, node, this.now());
    this.charge(diskBytes(made), 1, made.body?.held ?? 0);
    this.nextIno++;
    this.put(made);
    this.enter(dir, name, made.ino);
    if (made.type === 'dir') this.own(dir).nlink++;
    return made.ino;
  }

  link(dir: number, name: string, ino: number): void {
    const source = this.get(ino);
    if (source.type === 'dir') throw new SysError('EPERM');
    if (this.entries(dir).has(name)) throw new SysError('EEXIST');
    if (this.get(dir).nlink === 0 || source.nlink === 0) throw new SysError('ENOENT');
    const node = this.own(ino);
    node.nlink++;
    node.ctimeMs = this.now();
    this.enter(dir, name, ino);
  }

  unlink(dir: number, name: string): void {
    const node = this.child(dir, name);
    if (node.type === 'dir') throw new SysError('EISDIR');
    this.leave(dir, name);
    this.dropLink(node.ino);
  }

  rmdir(dir: number, name: string): void {
    const node = this.child(dir, name);
    if (node.type !== 'dir') throw new SysError('ENOTDIR');
    if (node.entries!.size > 0) throw new SysError('ENOTEMPTY');
    this.leave(dir, name);
    this.dropDirectory(dir, node.ino);
  }

  rename(dir: number, name: string, newDir: number, newName: string): void {
    const node = this.child(dir, name);
    const there = this.entries(newDir).get(newName);
    if (there === node.ino) return;
    if (this.get(newDir).nlink === 0) throw new SysError('ENOENT');
    if (node.type === 'dir') {
      for (let at = newDir; at !== this.root; at = this.get(at).parent) if (at === node.ino) throw new SysError('EINVAL');
    }
    if (there !== undefined) this.makeRoom(newDir, node, this.get(there));
    this.leave(dir, name);
    if (there !== undefined && this.get(there).type !== 'dir') this.dropLink(there);
    else if (there !== undefined) this.dropDirectory(newDir, there);
    this.enter(newDir, newName, node.ino);
    const moved = this.own(node.ino);
    moved.ctimeMs = this.now();
    if (moved.type !== 'dir' || dir === newDir) return;
    moved.parent = newDir;
    this.own(dir).nlink--;
    this.own(newDir).nlink++;
  }

  readlink(ino: number): string {
    const { target } = this.get(ino);
    if (target === undefined) throw new SysError('EINVAL');
    return target;
  }

  read(ino: number, offset: number, length: number): Uint8Array {
    return readBody(this.body(ino), offset, length);
  }

  write(ino: number, offset: number, bytes: Uint8Array): void {
    this.body(ino);
    const node = this.own(ino);
    this.changeBody(node, bytes.length, (body) => writeBody(body, offset, bytes));
    node.mtimeMs = node.ctimeMs = this.now();
  }

  content(ino: number): Content {
    return bodyContent(this.body(ino));
  }

  setContent(ino: number, content: Content): void {
    const before = this.body(ino);
    const body = newBody(content);
    this.charge(bodyAllocated(body) - bodyAllocated(before), 0, body.held - before.held);
    const node = this.own(ino);
    node.body = body;
    node.dataOwner = this.edit;
    node.mtimeMs = node.ctimeMs = this.now();
  }

  getxattr(ino: number, name: string): Uint8Array | undefined {
    return this.get(ino).xattrs?.get(name);
  }

  setxattr(ino: number, name: string, value: Uint8Array | undefined): void {
    const node = this.own(ino);
    const xattrs = new Map(node.xattrs);
    if (value) xattrs.set(name, value.slice());
    else if (!xattrs.delete(name)) throw new SysError('ENODATA');
    node.xattrs = xattrs.size > 0 ? xattrs : undefined;
    node.ctimeMs = this.now();
  }

  listxattr(ino: number): string[] {
    return [...(this.get(ino).xattrs?.keys() ?? [])];
  }

  statfs(): FsUsage {
    return this.disk.usage();
  }

  private entries(dir: number): Map<string, number> {
    const { entries } = this.get(dir);
    if (!entries) throw new SysError('ENOTDIR');
    return entries;
  }

  private child(dir: number, name: string): Inode {
    const ino = this.entries(dir).get(name);
    if (ino === undefined) throw new SysError('ENOENT');
    return this.get(ino);
  }

  private enter(dir: number, name: string, ino: number): void {
    this.touchDirectory(dir).set(name, ino);
  }

  private leave(dir: number, name: string): void {
    this.touchDirectory(dir).delete(name);
  }

  private touchDirectory(dir: number): Map<string, number> {
    const node = this.own(dir);
    ownData(node, this.edit);
    node.mtimeMs = node.ctimeMs = this.now();
    return node.entries!;
  }

  /** rename(2)'s rules about what is already under the new name. */
  private makeRoom(newDir: number, node: Inode, there: Inode): void {
    if (node.type === 'dir' && there.type !== 'dir') throw new SysError('ENOTDIR');
    if (node.type !== 'dir' && there.type === 'dir') throw new SysError('EISDIR');
    if (there.type === 'dir' && there.entries!.size > 0) throw new SysError('ENOTEMPTY');
  }

  private dropLink(ino: number): void {
    const node = this.own(ino);
    node.nlink--;
    node.ctimeMs = this.now();
    if (node.nlink === 0 && !this.users.has(ino)) this.forget(node);
  }

  private dropDirectory(parent: number, ino: number): void {
    this.own(parent).nlink--;
    const node = this.own(ino);
    node.nlink = 0;
    if (!this.users.has(ino)) this.forget(node);
  }

  /** Directories: whole blocks on ext4, 20 bytes an entry on tmpfs (BOGO_DIRENT_SIZE in mm/shmem.c). */
  private sizeOf(node: Inode): number {
    if (node.body) return node.body.size;
    if (node.target !== undefined) return utf8(node.target).length;
    if (!node.entries) return 0;
    if (this.type !== 'ext4') return (node.entries.size + 2) * 20;
    return Math.max(1, Math.ceil((node.entries.size * 24) / 4096)) * 4096;
  }

  private blocksOf(node: Inode): number {
    if (node.body) return bodyAllocated(node.body) / 512;
    if (node.entries) return this.type === 'ext4' ? this.sizeOf(node) / 512 : 0;
    return 0;
  }
}
