import { SysError } from '../errno';
import type { NewInode } from '../file-system';
import type { FsImage } from './fs-image';
import { OPAQUE_NAME, WHITEOUT_PREFIX, type LayerEntry } from './layer-entry';
import { MemoryFs } from './memory-fs';

/** A layer that makes no sense; `tell` words it as containerd does, with paths below where the tree lies. */
export class LayerError extends Error {
  constructor(readonly tell: (root: string) => string) {
    super(tell(''));
  }
}

/**
 * Applies a layer's entries to a tree (OCI image-spec layer.md; containerd pkg/archive applyNaive): entries replace
 * what is there, directories are merged, whiteouts take away what lower layers had. Nothing leads out of the tree:
 * links on the way are followed inside it, and `..` at its root stays there (containerd/continuity fs.RootPath).
 */
export function applyEntries(base: FsImage | undefined, entries: Iterable<LayerEntry>): FsImage {
  const options = { dev: 0, now: () => 0, sizeBytes: Infinity };
  const layer = new LayerWriter(base ? MemoryFs.fromImage(base, options) : new MemoryFs(options));
  for (const entry of entries) layer.apply(entry);
  return layer.finish();
}

/** continuity's maxSymlinkLimit. */
const MAX_LINKS = 255;

/** Linux has one mode for every symbolic link, whatever an archive says (symlink(7)). */
function modeOf({ type, mode }: LayerEntry): number {
  return type === 'symlink' ? 0o777 : mode;
}

class LayerWriter {
  /** Directories' times, put right at the end: entries made in them change them. */
  private readonly times = new Map<number, number>();
  /** What this layer itself has brought, which its opaque marks don't hide. */
  private readonly mine = new Set<number>();
  private lastParent: { path: string; ino: number } | undefined;

  constructor(private readonly fs: MemoryFs) {}

  apply(entry: LayerEntry): void {
    const parts = partsOf(entry.path);
    const name = parts.pop();
    if (name === undefined) {
      if (entry.type === 'dir') this.setAttributes(this.fs.root, entry);
      return;
    }
    const dir = this.parent(parts);
    this.keepTime(dir);
    const hidden = name.slice(WHITEOUT_PREFIX.length);
    if (name !== OPAQUE_NAME && name.startsWith(WHITEOUT_PREFIX) && ['', '.', '..'].includes(hidden)) {
      throw new LayerError(() => `invalid whiteout name: ${name}: invalid archive`);
    }
    if (name === OPAQUE_NAME) this.hideLower(dir);
    else if (name.startsWith(`${WHITEOUT_PREFIX}${WHITEOUT_PREFIX}`)) return;
    else if (name.startsWith(WHITEOUT_PREFIX)) this.remove(dir, hidden);
    else this.put(dir, name, entry);
  }

  finish(): FsImage {
    for (const [ino, mtimeMs] of this.times) {
      try {
        this.fs.setattr(ino, { atimeMs: mtimeMs, mtimeMs, ctimeMs: mtimeMs });
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
      }
    }
    return this.fs.snapshot();
  }

  private put(dir: number, name: string, entry: LayerEntry): void {
    const there = this.fs.lookup(dir, name);
    const isMerge = there !== undefined && entry.type === 'dir' && this.fs.getattr(there).type === 'dir';
    if (isMerge) {
      this.mine.add(there);
      this.setAttributes(there, entry);
      return;
    }
    const source = entry.type === 'hardlink' ? this.find(entry) : undefined;
    if (source !== undefined && source === there) return;
    if (there !== undefined) this.remove(dir, name);
    if (source !== undefined) {
      this.fs.link(dir, name, source);
      this.mine.add(source);
      return;
    }
    const { uid, gid, rdev, content } = entry;
    const node: NewInode = { type: entry.type as NewInode['type'], mode: modeOf(entry), uid, gid, rdev, content, target: entry.linkname };
    const made = this.fs.create(dir, name, node);
    this.mine.add(made);
    this.setAttributes(made, entry);
  }

  private setAttributes(ino: number, entry: LayerEntry): void {
    const { uid, gid, mtimeMs } = entry;
    for (const [key, value] of entry.xattrs) this.fs.setxattr(ino, key, value);
    this.fs.setattr(ino, { mode: modeOf(entry), uid, gid, atimeMs: mtimeMs, mtimeMs, ctimeMs: mtimeMs });
    if (entry.type === 'dir') this.times.set(ino, mtimeMs);
  }

  private hideLower(dir: number): void {
    for (const { name, ino, type } of this.fs.readdir(dir)) {
      if (type === 'dir') {
        this.keepTime(ino);
        this.hideLower(ino);
      }
      const isEmpty = type !== 'dir' || this.fs.readdir(ino).length === 0;
      if (!this.mine.has(ino) && isEmpty) this.remove(dir, name);
    }
  }

  private remove(dir: number, name: string): void {
    const ino = this.fs.lookup(dir, name);
    if (ino === undefined) return;
    this.lastParent = undefined;
    if (this.fs.getattr(ino).type !== 'dir') return this.fs.unlink(dir, name);
    for (const entry of this.fs.readdir(ino)) this.remove(ino, entry.name);
    this.fs.rmdir(dir, name);
  }

  private keepTime(dir: number): void {
    if (!this.times.has(dir)) this.times.set(dir, this.fs.getattr(dir).mtimeMs);
  }

  /** The directory that holds an entry, made 0755 where a layer forgot it. */
  private parent(parts: string[]): number {
    const path = parts.join('/');
    if (this.lastParent?.path === path) return this.lastParent.ino;
    const ino = this.directory(parts);
    this.lastParent = { path, ino };
    return ino;
  }

  private directory(parts: string[]): number {
    let trail = [this.fs.root];
    let links = 0;
    const pending = [...parts].reverse();
    while (pending.length > 0) {
      const name = pending.pop()!;
      const dir = trail.at(-1)!;
      if (name === '..') {
        if (trail.length > 1) trail.pop();
        continue;
      }
      const ino = this.fs.lookup(dir, name) ?? this.makeDirectory(dir, name);
      const { type } = this.fs.getattr(ino);
      if (type === 'dir') {
        trail.push(ino);
        continue;
      }
      if (type !== 'symlink') {
        const [next] = pending.reverse();
        const path = parts.slice(0, parts.length - pending.length).join('/');
        throw new LayerError((root) => (next === undefined ? `mkparent ${root}/${path}: not a directory` : `failed to get root path: lstat ${root}/${path}/${next}: not a directory`));
      }
      if (++links > MAX_LINKS) throw new LayerError(() => 'failed to get root path: too many links');
      const target = this.fs.readlink(ino);
      if (target.startsWith('/')) trail = [this.fs.root];
      pending.push(...target.split('/').filter((part) => part !== '' && part !== '.').reverse());
    }
    return trail.at(-1)!;
  }

  private makeDirectory(dir: number, name: string): number {
    this.keepTime(dir);
    return this.fs.create(dir, name, { type: 'dir', mode: 0o755, uid: 0, gid: 0 });
  }

  private find({ linkname, path }: LayerEntry): number {
    const parts = partsOf(linkname);
    const name = parts.pop();
    const ino = name === undefined ? undefined : this.fs.lookup(this.directory(parts), name);
    if (ino === undefined) throw new LayerError((root) => `link ${root}/${partsOf(linkname).join('/')} ${root}/${partsOf(path).join('/')}: no such file or directory`);
    return ino;
  }
}

/** A path's names, cleaned as if it were absolute. */
function partsOf(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}
