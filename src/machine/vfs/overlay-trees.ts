import { text, utf8 } from '../../lib/bytes';
import { SysError } from '../errno';
import type { FileSystem, NewInode } from '../file-system';
import { FsImage } from './fs-image';
import { MemoryFs } from './memory-fs';

export const OPAQUE_XATTR = 'trusted.overlay.opaque';
export const ORIGIN_XATTR = 'trusted.overlay.origin';
export const HIDDEN_XATTRS = 'trusted.overlay.';

export interface OverlayOptions {
  dev: number;
  /** `lowerdir=…,upperdir=…,workdir=…`, as /proc/mounts shows it. */
  superOptions?: string;
}

/**
 * The two trees of an overlay and what binds them: which inode was copied up to which, and where the lower ones were
 * found. The upper inode remembers its origin in trusted.overlay.origin, so that the state lies in the upper tree.
 */
export abstract class OverlayTrees {
  readonly dev: number;
  readonly root: number;
  readonly superOptions: string | undefined;
  readonly lower: FileSystem;
  /** The lower tree as a value, when it was given as one. */
  readonly lowerImage: FsImage | undefined;
  /** Lower number → upper number of what was copied up, and back. */
  protected readonly copied = new Map<number, number>();
  protected readonly origins = new Map<number, number>();
  /** Where a lower inode was last found: copy-up goes there. */
  protected readonly places = new Map<number, { dir: number; name: string }>();
  protected readonly users = new Map<number, number>();

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

  isWhiteout(upperIno: number): boolean {
    const stat = this.upper.getattr(upperIno);
    return stat.type === 'chr' && stat.rdev === 0;
  }

  /** The lower inode that an upper one was copied from. */
  originOf(upperIno: number): number | undefined {
    return this.origins.get(upperIno);
  }

  protected upperOf(ino: number): number | undefined {
    return ino % 2 === 0 ? this.copied.get(ino / 2) : (ino - 1) / 2;
  }

  protected inoOfUpper(upperIno: number): number {
    const origin = this.origins.get(upperIno);
    return origin === undefined ? 2 * upperIno + 1 : 2 * origin;
  }

  protected remember(lowerIno: number, upperIno: number): void {
    this.copied.set(lowerIno, upperIno);
    this.origins.set(upperIno, lowerIno);
  }

  /** Copy-up: the upper number of an inode, which exists from now on. Parents come first; content goes as a value. */
  protected raise(ino: number): number {
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
    const directory = this.upper.getattr(parent);
    const isLinked = type !== 'dir' && stat.nlink > 1;
    if (this.upper.lookup(parent, place.name) !== undefined) return this.raiseNameless(ino, node, isLinked);
    const made = this.upper.create(parent, place.name, node);
    this.copyAttributes(below, made);
    this.upper.setattr(parent, { mtimeMs: directory.mtimeMs, ctimeMs: directory.ctimeMs });
    if (isLinked) return made;
    this.upper.setxattr(made, ORIGIN_XATTR, utf8(String(below)));
    this.remember(below, made);
    if (this.users.has(ino)) this.upper.retain(made);
    return made;
  }

  /** The upper inode of an open file whose name is gone. */
  protected raiseNameless(ino: number, node: NewInode, isLinked: boolean): number {
    if (node.type === 'dir' || isLinked || !this.users.has(ino)) throw new SysError('ENOENT');
    const name = `#${ino}`;
    const made = this.upper.create(this.upper.root, name, node);
    this.copyAttributes(ino / 2, made);
    this.upper.retain(made);
    this.upper.unlink(this.upper.root, name);
    this.remember(ino / 2, made);
    return made;
  }

  protected copyAttributes(below: number, above: number): void {
    const { mode, uid, gid, atimeMs, mtimeMs } = this.lower.getattr(below);
    for (const name of this.lower.listxattr(below)) {
      if (!name.startsWith(HIDDEN_XATTRS)) this.upper.setxattr(above, name, this.lower.getxattr(below, name));
    }
    this.upper.setattr(above, { mode, uid, gid, atimeMs, mtimeMs });
  }

  /** Puts something in the place of a whiteout, which stays when that fails. */
  protected overWhiteout<T>(parent: number, name: string, put: (wasWhiteout: boolean) => T): T {
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

  protected whiteOut(dir: number, upperDir: number, name: string): void {
    if (this.isBelow(dir, name)) this.makeWhiteout(upperDir, name);
  }

  protected makeWhiteout(upperDir: number, name: string): void {
    this.upper.create(upperDir, name, { type: 'chr', mode: 0, uid: 0, gid: 0, rdev: 0 });
  }

  protected isBelow(dir: number, name: string): boolean {
    return dir % 2 === 0 && this.lower.lookup(dir / 2, name) !== undefined;
  }

  protected clearWhiteouts(ino: number): void {
    const above = this.upperOf(ino);
    if (above === undefined || this.upper.getattr(above).type !== 'dir') return;
    for (const entry of this.upper.readdir(above)) if (this.isWhiteout(entry.ino)) this.upper.unlink(above, entry.name);
  }

  /** Drops what is known of an upper inode that has neither name nor user. */
  protected forgetGone(upperIno: number): void {
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
