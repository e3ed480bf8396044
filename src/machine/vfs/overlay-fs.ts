import { text, utf8 } from '../../lib/bytes';
import type { Content } from '../../lib/content';
import { SysError } from '../errno';
import type { AttrChange, DirEntry, FileSystem, FsUsage, NewInode, Stat } from '../file-system';
import { FsImage } from './fs-image';
import { MemoryFs } from './memory-fs';

export const OPAQUE_XATTR = 'trusted.overlay.opaque';
export const ORIGIN_XATTR = 'trusted.overlay.origin';
const HIDDEN = 'trusted.overlay.';

export interface OverlayOptions {
  dev: number;
  /** `lowerdir=…,upperdir=…,workdir=…`, as /proc/mounts shows it. */
  superOptions?: string;
}

/**
 * overlayfs (Documentation/filesystems/overlayfs.rst): a read-only tree and a writable one that takes the changes.
 * An inode that came from below has the number 2·lower, before and after its copy-up (the upper inode remembers it
 * in trusted.overlay.origin, so that the state lies in the upper tree alone); one born above has 2·upper + 1.
 * As with index=off, copying up one name of a hard-linked file breaks the link.
 */
export class OverlayFs implements FileSystem {
  readonly type = 'overlay';
  readonly dev: number;
  readonly root: number;
  readonly readOnly = false;
  readonly superOptions: string | undefined;
  readonly lower: FileSystem;
  /** The lower tree as a value, when it was given as one. */
  readonly lowerImage: FsImage | undefined;
  /** Lower number → upper number of what was copied up, and back. */
  private readonly copied = new Map<number, number>();
  private readonly origins = new Map<number, number>();
  /** Where a lower inode was last found: copy-up goes there. */
  private readonly places = new Map<number, { dir: number; name: string }>();
  private readonly users = new Map<number, number>();

  constructor(
    lower: FileSystem | FsImage,
    readonly upper: MemoryFs,
    options: OverlayOptions,
  ) {
    this.lowerImage = lower instanceof FsImage ? lower : undefined;
    this.lower = lower instanceof FsImage ? MemoryFs.fromImage(lower, { dev: options.dev, now: () => 0, sizeBytes: Infinity, readOnly: true }) : lower;
    this.dev = options.dev;
    this.superOptions = options.superOptions;
    this.root = 2 * this.lower.root;
    if (!upper.getxattr(upper.root, ORIGIN_XATTR)) {
      this.copyAttributes(this.lower.root, upper.root);
      upper.setxattr(upper.root, ORIGIN_XATTR, utf8(String(this.lower.root)));
    }
    for (const ino of upper.inodes()) {
      const origin = upper.getxattr(ino, ORIGIN_XATTR);
      if (origin) this.remember(Number(text(origin)), ino);
    }
  }

  getattr(ino: number): Stat {
    const above = this.upperOf(ino);
    const stat = above === undefined ? this.lower.getattr(ino / 2) : this.upper.getattr(above);
    stat.dev = this.dev;
    stat.ino = ino;
    // "It's probably not worth it to count subdirs to get the correct link count" (ovl_getattr).
    if (stat.type === 'dir' && above !== undefined && ino % 2 === 0) stat.nlink = Math.min(1, stat.nlink);
    return stat;
  }

  setattr(ino: number, change: AttrChange): void {
    this.upper.setattr(this.raise(ino), change);
  }

  lookup(dir: number, name: string): number | undefined {
    const above = this.upperOf(dir);
    if (above !== undefined) {
      const found = this.upper.lookup(above, name);
      if (found !== undefined) return this.isWhiteout(found) ? undefined : this.inoOfUpper(found);
    }
    if (dir % 2 !== 0) return undefined;
    const below = this.lower.lookup(dir / 2, name);
    if (below === undefined) return undefined;
    const place = this.places.get(2 * below);
    if (place?.dir !== dir || place.name !== name) this.places.set(2 * below, { dir, name });
    return 2 * below;
  }

  /** Lower names first, as ovl_dir_read_merged does; then what is above. */
  readdir(dir: number): DirEntry[] {
    const aboveDir = this.upperOf(dir);
    const above = aboveDir === undefined ? [] : this.upper.readdir(aboveDir);
    const below = dir % 2 === 0 ? this.lower.readdir(dir / 2) : [];
    const covered = new Set(above.map((entry) => entry.name));
    const list: DirEntry[] = [];
    for (const { name, ino, type } of below) if (!covered.has(name)) list.push({ name, ino: 2 * ino, type });
    for (const { name, ino, type } of above) if (!this.isWhiteout(ino)) list.push({ name, ino: this.inoOfUpper(ino), type });
    return list;
  }

  create(dir: number, name: string, node: NewInode): number {
    if (this.lookup(dir, name) !== undefined) throw new SysError('EEXIST');
    const parent = this.raise(dir);
    return this.overWhiteout(parent, name, (wasWhiteout) => {
      const made = this.upper.create(parent, name, node);
      if (wasWhiteout && node.type === 'dir') this.upper.setxattr(made, OPAQUE_XATTR, utf8('y'));
      return 2 * made + 1;
    });
  }

  link(dir: number, name: string, ino: number): void {
    if (this.getattr(ino).type === 'dir') throw new SysError('EPERM');
    if (this.lookup(dir, name) !== undefined) throw new SysError('EEXIST');
    const parent = this.raise(dir);
    const source = this.raise(ino);
    this.overWhiteout(parent, name, () => this.upper.link(parent, name, source));
  }

  unlink(dir: number, name: string): void {
    const ino = this.lookup(dir, name);
    if (ino === undefined) throw new SysError('ENOENT');
    if (this.getattr(ino).type === 'dir') throw new SysError('EISDIR');
    this.removeName(dir, name);
  }

  rmdir(dir: number, name: string): void {
    const ino = this.lookup(dir, name);
    if (ino === undefined) throw new SysError('ENOENT');
    if (this.getattr(ino).type !== 'dir') throw new SysError('ENOTDIR');
    if (this.readdir(ino).length > 0) throw new SysError('ENOTEMPTY');
    this.clearWhiteouts(ino);
    this.removeName(dir, name);
  }

  rename(dir: number, name: string, newDir: number, newName: string): void {
    const ino = this.lookup(dir, name);
    if (ino === undefined) throw new SysError('ENOENT');
    const there = this.lookup(newDir, newName);
    if (there === ino) return;
    const isDirectory = this.getattr(ino).type === 'dir';
    if (there !== undefined) this.demandReplaceable(isDirectory, there);
    // What lies (partly) below would have to be copied whole; without redirect_dir overlayfs refuses.
    if (isDirectory && ino % 2 === 0) throw new SysError('EXDEV');
    if (!isDirectory) this.raise(ino);
    const from = this.raise(dir);
    const to = this.raise(newDir);
    if (there !== undefined) this.clearWhiteouts(there);
    const replaced = this.upper.lookup(to, newName);
    this.overWhiteout(to, newName, () => this.upper.rename(from, name, to, newName));
    if (replaced !== undefined) this.forgetGone(replaced);
    if (isDirectory && this.isBelow(newDir, newName)) this.upper.setxattr(this.upper.lookup(to, newName)!, OPAQUE_XATTR, utf8('y'));
    this.whiteOut(dir, from, name);
  }

  readlink(ino: number): string {
    const above = this.upperOf(ino);
    return above === undefined ? this.lower.readlink(ino / 2) : this.upper.readlink(above);
  }

  read(ino: number, offset: number, length: number): Uint8Array {
    const above = this.upperOf(ino);
    return above === undefined ? this.lower.read(ino / 2, offset, length) : this.upper.read(above, offset, length);
  }

  write(ino: number, offset: number, bytes: Uint8Array): void {
    this.upper.write(this.raise(ino), offset, bytes);
  }

  content(ino: number): Content {
    const above = this.upperOf(ino);
    return above === undefined ? this.lower.content(ino / 2) : this.upper.content(above);
  }

  setContent(ino: number, content: Content): void {
    this.upper.setContent(this.raise(ino), content);
  }

  getxattr(ino: number, name: string): Uint8Array | undefined {
    if (name.startsWith(HIDDEN)) return undefined;
    const above = this.upperOf(ino);
    return above === undefined ? this.lower.getxattr(ino / 2, name) : this.upper.getxattr(above, name);
  }

  setxattr(ino: number, name: string, value: Uint8Array | undefined): void {
    if (name.startsWith(HIDDEN)) throw new SysError('EPERM');
    this.upper.setxattr(this.raise(ino), name, value);
  }

  listxattr(ino: number): string[] {
    const above = this.upperOf(ino);
    const names = above === undefined ? this.lower.listxattr(ino / 2) : this.upper.listxattr(above);
    return names.filter((name) => !name.startsWith(HIDDEN));
  }

  statfs(): FsUsage {
    return this.upper.statfs();
  }

  retain(ino: number): void {
    const users = this.users.get(ino) ?? 0;
    this.users.set(ino, users + 1);
    const above = this.upperOf(ino);
    if (users === 0 && above !== undefined) this.upper.retain(above);
  }

  release(ino: number): void {
    const left = (this.users.get(ino) ?? 1) - 1;
    if (left > 0) {
      this.users.set(ino, left);
      return;
    }
    this.users.delete(ino);
    const above = this.upperOf(ino);
    if (above === undefined) return;
    this.upper.release(above);
    this.forgetGone(above);
  }

  writable(ino: number): number {
    return this.inoOfUpper(this.raise(ino));
  }

  isWhiteout(upperIno: number): boolean {
    const stat = this.upper.getattr(upperIno);
    return stat.type === 'chr' && stat.rdev === 0;
  }

  /** The lower inode that an upper one was copied from. */
  originOf(upperIno: number): number | undefined {
    return this.origins.get(upperIno);
  }

  private upperOf(ino: number): number | undefined {
    return ino % 2 === 0 ? this.copied.get(ino / 2) : (ino - 1) / 2;
  }

  private inoOfUpper(upperIno: number): number {
    const origin = this.origins.get(upperIno);
    return origin === undefined ? 2 * upperIno + 1 : 2 * origin;
  }

  private remember(lowerIno: number, upperIno: number): void {
    this.copied.set(lowerIno, upperIno);
    this.origins.set(upperIno, lowerIno);
  }

  /** Copy-up: the upper number of an inode, which exists from now on. Parents come first; content goes as a value. */
  private raise(ino: number): number {
    const above = this.upperOf(ino);
    if (above !== undefined) return above;
    const place = this.places.get(ino);
    if (!place) throw new SysError('EIO');
    const parent = this.raise(place.dir);
    const below = ino / 2;
    const stat = this.lower.getattr(below);
    const { type, mode, uid, gid, rdev } = stat;
    const target = type === 'symlink' ? this.lower.readlink(below) : undefined;
    const content = type === 'file' ? this.lower.content(below) : undefined;
    const node: NewInode = { type, mode, uid, gid, rdev, target, content };
    const made = this.upper.lookup(parent, place.name) === undefined ? this.upper.create(parent, place.name, node) : this.createNameless(ino, node);
    this.copyAttributes(below, made);
    const directory = this.upper.getattr(parent);
    this.upper.setattr(parent, { mtimeMs: directory.mtimeMs, ctimeMs: directory.ctimeMs });
    if (type !== 'dir' && stat.nlink > 1) return made;
    this.upper.setxattr(made, ORIGIN_XATTR, utf8(String(below)));
    this.remember(below, made);
    if (this.users.has(ino)) this.upper.retain(made);
    return made;
  }

  /** The upper inode of an open file whose name is gone. */
  private createNameless(ino: number, node: NewInode): number {
    if (node.type === 'dir' || !this.users.has(ino)) throw new SysError('ENOENT');
    const name = `#${ino}`;
    const made = this.upper.create(this.upper.root, name, node);
    this.upper.retain(made);
    this.upper.unlink(this.upper.root, name);
    return made;
  }

  private copyAttributes(below: number, above: number): void {
    const { mode, uid, gid, atimeMs, mtimeMs } = this.lower.getattr(below);
    for (const name of this.lower.listxattr(below)) {
      if (!name.startsWith(HIDDEN)) this.upper.setxattr(above, name, this.lower.getxattr(below, name));
    }
    this.upper.setattr(above, { mode, uid, gid, atimeMs, mtimeMs });
  }

  /** Puts something in the place of a whiteout, which stays when that fails. */
  private overWhiteout<T>(parent: number, name: string, put: (wasWhiteout: boolean) => T): T {
    const found = this.upper.lookup(parent, name);
    const wasWhiteout = found !== undefined && this.isWhiteout(found);
    if (wasWhiteout) this.upper.unlink(parent, name);
    try {
      return put(wasWhiteout);
    } catch (error) {
      if (wasWhiteout) this.makeWhiteout(parent, name);
      throw error;
    }
  }

  private removeName(dir: number, name: string): void {
    const parent = this.raise(dir);
    const above = this.upper.lookup(parent, name);
    if (above !== undefined) {
      if (this.upper.getattr(above).type === 'dir') this.upper.rmdir(parent, name);
      else this.upper.unlink(parent, name);
      this.forgetGone(above);
    }
    this.whiteOut(dir, parent, name);
  }

  private whiteOut(dir: number, upperDir: number, name: string): void {
    if (this.isBelow(dir, name)) this.makeWhiteout(upperDir, name);
  }

  private makeWhiteout(upperDir: number, name: string): void {
    this.upper.create(upperDir, name, { type: 'chr', mode: 0, uid: 0, gid: 0, rdev: 0 });
  }

  private isBelow(dir: number, name: string): boolean {
    return dir % 2 === 0 && this.lower.lookup(dir / 2, name) !== undefined;
  }

  private clearWhiteouts(ino: number): void {
    const above = this.upperOf(ino);
    if (above === undefined || this.getattr(ino).type !== 'dir') return;
    for (const entry of this.upper.readdir(above)) if (this.isWhiteout(entry.ino)) this.upper.unlink(above, entry.name);
  }

  private demandReplaceable(isDirectory: boolean, there: number): void {
    const isTargetDirectory = this.getattr(there).type === 'dir';
    if (isDirectory && !isTargetDirectory) throw new SysError('ENOTDIR');
    if (!isDirectory && isTargetDirectory) throw new SysError('EISDIR');
    if (isTargetDirectory && this.readdir(there).length > 0) throw new SysError('ENOTEMPTY');
  }

  /** Drops what is known of an upper inode that has neither name nor user. */
  private forgetGone(upperIno: number): void {
    const origin = this.origins.get(upperIno);
    if (origin === undefined || this.users.has(2 * origin)) return;
    try {
      if (this.upper.getattr(upperIno).nlink > 0) return;
    } catch {
      // Gone already.
    }
    this.origins.delete(upperIno);
    this.copied.delete(origin);
  }
}
