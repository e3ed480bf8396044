import { EMPTY, text, utf8 } from '../../lib/bytes';
import { contentOf, type Content } from '../../lib/content';
import { SysError } from '../errno';
import type { AttrChange, DirEntry, FileSystem, FileType, FsUsage, NewInode, Stat } from '../file-system';
import type { MagicTarget } from './location';

interface VirtualAttributes {
  /** 0555 for directories, 0444 for files, 0777 for links unless given. */
  mode?: number;
  uid?: number;
  gid?: number;
}

export interface VirtualDirectory extends VirtualAttributes {
  kind: 'dir';
  names(): string[];
  child(name: string): VirtualNode | undefined;
  mkdir?(name: string): void;
  rmdir?(name: string): void;
}

export interface VirtualFile extends VirtualAttributes {
  kind: 'file';
  read(): string | Uint8Array;
  /** What one write(2) puts there. EACCES comes from the mode, EIO where there is none. */
  write?(text: string): void;
  /** sysfs says 4096, proc 0. */
  size?: number;
}

export interface VirtualLink extends VirtualAttributes {
  kind: 'link';
  target(): string;
  magic?(): MagicTarget | undefined;
}

/** A device or socket; `setattr` takes what chmod and chown say. */
export interface VirtualSpecial extends VirtualAttributes {
  kind: 'special';
  type: FileType;
  rdev: number;
  setattr?(change: AttrChange): void;
}

export type VirtualNode = VirtualDirectory | VirtualFile | VirtualLink | VirtualSpecial;

/** An inode number's place; numbers begin at 2, after the root's. */
export interface VirtualPlace {
  parent: number;
  name: string;
}

const TYPES = { dir: 'dir', file: 'file', link: 'symlink' } as const;
const MODES = { dir: 0o555, file: 0o444, link: 0o777, special: 0o600 } as const;

/**
 * A file system whose inodes are made when somebody looks (proc, sysfs, cgroup2, devpts). Numbers are given out by
 * place; what stands there is asked of the directory each time, so that a process that has ended is gone.
 */
export class VirtualFs implements FileSystem {
  readonly root = 1;
  readonly readOnly = false;
  private readonly places: VirtualPlace[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly bornMs: number;

  constructor(
    readonly type: string,
    readonly dev: number,
    private readonly top: VirtualDirectory,
    now: () => number,
    readonly superOptions?: string,
  ) {
    this.bornMs = now();
  }

  getattr(ino: number): Stat {
    const node = this.node(ino);
    return {
      dev: this.dev,
      ino,
      type: typeOf(node),
      mode: node.mode ?? MODES[node.kind],
      nlink: node.kind === 'dir' ? 2 : 1,
      uid: node.uid ?? 0,
      gid: node.gid ?? 0,
      rdev: node.kind === 'special' ? node.rdev : 0,
      size: node.kind === 'file' ? (node.size ?? 0) : 0,
      blocks: 0,
      atimeMs: this.bornMs,
      mtimeMs: this.bornMs,
      ctimeMs: this.bornMs,
    };
  }

  /** Truncation on opening with O_TRUNC means nothing here; other changes only where a node takes them. */
  setattr(ino: number, change: AttrChange): void {
    const node = this.node(ino);
    if (node.kind === 'special' && node.setattr) return node.setattr(change);
    if (Object.keys(change).some((key) => key !== 'size')) throw new SysError('EPERM');
  }

  lookup(dir: number, name: string): number | undefined {
    return this.directory(dir).child(name) ? this.number(dir, name) : undefined;
  }

  readdir(dir: number): DirEntry[] {
    const node = this.directory(dir);
    const list: DirEntry[] = [];
    for (const name of node.names()) {
      const child = node.child(name);
      if (child) list.push({ name, ino: this.number(dir, name), type: typeOf(child) });
    }
    return list;
  }

  create(dir: number, name: string, node: NewInode): number {
    const parent = this.directory(dir);
    if (parent.child(name)) throw new SysError('EEXIST');
    // proc's lookup refuses by itself; kernfs has no create (fs/namei.c lookup_open).
    if (this.type === 'proc') throw new SysError('ENOENT');
    if (node.type !== 'dir' || !parent.mkdir) throw new SysError(node.type === 'file' ? 'EACCES' : 'EPERM');
    parent.mkdir(name);
    return this.number(dir, name);
  }

  rmdir(dir: number, name: string): void {
    const parent = this.directory(dir);
    if (!parent.child(name)) throw new SysError('ENOENT');
    if (!parent.rmdir) throw new SysError('EPERM');
    parent.rmdir(name);
  }

  link(): void {
    throw new SysError('EPERM');
  }

  unlink(): void {
    throw new SysError('EPERM');
  }

  rename(): void {
    throw new SysError('EPERM');
  }

  readlink(ino: number): string {
    const node = this.node(ino);
    if (node.kind !== 'link') throw new SysError('EINVAL');
    return node.target();
  }

  magicLink(ino: number): MagicTarget | undefined {
    const node = this.node(ino);
    return node.kind === 'link' ? node.magic?.() : undefined;
  }

  read(ino: number, offset: number, length: number): Uint8Array {
    const bytes = this.bytes(ino);
    return offset >= bytes.length ? EMPTY : bytes.slice(offset, offset + length);
  }

  write(ino: number, _offset: number, bytes: Uint8Array): void {
    const node = this.node(ino);
    if (node.kind !== 'file' || !node.write) throw new SysError('EIO');
    node.write(text(bytes));
  }

  content(ino: number): Content {
    return contentOf(this.bytes(ino));
  }

  setContent(ino: number, content: Content): void {
    this.write(ino, 0, content.extents.length === 0 ? EMPTY : this.whole(content));
  }

  getxattr(): undefined {
    return undefined;
  }

  setxattr(): void {
    throw new SysError('EOPNOTSUPP');
  }

  listxattr(): string[] {
    return [];
  }

  statfs(): FsUsage {
    return { blockSize: 4096, blocks: 0, blocksFree: 0, files: 0, filesFree: 0 };
  }

  retain(): void {}

  release(): void {}

  /** The numbers given out so far, for a snapshot: mounts and open files hold them. */
  savePlaces(): VirtualPlace[] {
    return this.places.map((place) => ({ ...place }));
  }

  restorePlaces(places: readonly VirtualPlace[]): void {
    for (const { parent, name } of places) this.number(parent, name);
  }

  private whole(content: Content): Uint8Array {
    const [first] = content.extents;
    if (content.extents.length !== 1 || !first || !('bytes' in first)) throw new SysError('EINVAL');
    return first.bytes;
  }

  private bytes(ino: number): Uint8Array {
    const node = this.node(ino);
    if (node.kind === 'dir') throw new SysError('EISDIR');
    if (node.kind !== 'file') throw new SysError('EINVAL');
    const made = node.read();
    return typeof made === 'string' ? utf8(made) : made;
  }

  private number(parent: number, name: string): number {
    const key = `${parent}/${name}`;
    let ino = this.numbers.get(key);
    if (ino === undefined) {
      this.places.push({ parent, name });
      ino = this.places.length + 1;
      this.numbers.set(key, ino);
    }
    return ino;
  }

  private node(ino: number): VirtualNode {
    if (ino === this.root) return this.top;
    const place = this.places[ino - 2];
    const parent = place && this.node(place.parent);
    const node = parent?.kind === 'dir' ? parent.child(place!.name) : undefined;
    if (!node) throw new SysError('ENOENT');
    return node;
  }

  private directory(ino: number): VirtualDirectory {
    const node = this.node(ino);
    if (node.kind !== 'dir') throw new SysError('ENOTDIR');
    return node;
  }
}

function typeOf(node: VirtualNode): FileType {
  return node.kind === 'special' ? node.type : TYPES[node.kind];
}

/** A directory with a fixed set of nodes. */
export function directory(children: Readonly<Record<string, VirtualNode>>, more: Partial<VirtualDirectory> = {}): VirtualDirectory {
  const map = new Map(Object.entries(children));
  return { kind: 'dir', names: () => [...map.keys()], child: (name) => map.get(name), ...more };
}

export function file(read: () => string | Uint8Array, more: Partial<VirtualFile> = {}): VirtualFile {
  return { kind: 'file', read, mode: more.write ? 0o644 : 0o444, ...more };
}

export function symlinkTo(target: () => string, magic?: () => MagicTarget | undefined, more: Partial<VirtualLink> = {}): VirtualLink {
  return { kind: 'link', target, magic, ...more };
}
