import { utf8 } from '../../lib/bytes';
import type { Content } from '../../lib/content';
import { SysError } from '../errno';
import type { AttrChange, DirEntry, FileSystem, FsUsage, NewInode, Stat } from '../file-system';
import { HIDDEN_XATTRS, OPAQUE_XATTR, OverlayTrees } from './overlay-trees';

/**
 * overlayfs (Documentation/filesystems/overlayfs.rst): a read-only tree and a writable one that takes the changes.
 * An inode that came from below has the number 2·lower, before and after its copy-up; one born above has 2·upper + 1.
 * As with index=off, copying up one name of a hard-linked file breaks the link.
 */
export class OverlayFs extends OverlayTrees implements FileSystem {
  readonly type = 'overlay';
  readonly readOnly = false;

  get parts(): readonly FileSystem[] {
    return [this.upper, this.lower];
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
    if (name.startsWith(HIDDEN_XATTRS)) return undefined;
    const above = this.upperOf(ino);
    return above === undefined ? this.lower.getxattr(ino / 2, name) : this.upper.getxattr(above, name);
  }

  setxattr(ino: number, name: string, value: Uint8Array | undefined): void {
    if (name.startsWith(HIDDEN_XATTRS)) throw new SysError('EPERM');
    this.upper.setxattr(this.raise(ino), name, value);
  }

  listxattr(ino: number): string[] {
    const above = this.upperOf(ino);
    const names = above === undefined ? this.lower.listxattr(ino / 2) : this.upper.listxattr(above);
    return names.filter((name) => !name.startsWith(HIDDEN_XATTRS));
  }

  statfs(): FsUsage {
    return this.upper.statfs();
  }

  writable(ino: number): number {
    return this.inoOfUpper(this.raise(ino));
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

  private demandReplaceable(isDirectory: boolean, there: number): void {
    const isTargetDirectory = this.getattr(there).type === 'dir';
    if (isDirectory && !isTargetDirectory) throw new SysError('ENOTDIR');
    if (!isDirectory && isTargetDirectory) throw new SysError('EISDIR');
    if (isTargetDirectory && this.readdir(there).length > 0) throw new SysError('ENOTEMPTY');
  }
}
