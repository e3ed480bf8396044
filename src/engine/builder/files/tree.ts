import type { FileSystem, NewInode, Stat } from '../../../machine/file-system';

const MAX_LINKS = 255;

export interface Owner {
  uid: number;
  gid: number;
}

/** A file system, or a directory of one, by paths. Links never lead out of it (containerd/continuity's fs.RootPath). */
export class Tree {
  constructor(
    readonly fs: FileSystem,
    readonly root: number = fs.root,
  ) {}

  /**
   * The path without links, `.` and `..`; what isn't there is taken as it is written. The last component's link is
   * followed too, unless told not to. A link that leads above the root stays at it, and `escaped` is told, unless an
   * absolute link was followed before, which is taken as one below the root.
   */
  realPath(path: string, followLast = true, escaped: () => void = () => undefined): string {
    const done: { name: string; ino: number | undefined }[] = [];
    const pending = path.split('/').reverse();
    let links = 0;
    let isAbsolute = false;
    while (pending.length > 0) {
      const name = pending.pop()!;
      if (name === '' || name === '.') continue;
      if (name === '..') {
        if (done.pop() === undefined && !isAbsolute) escaped();
        continue;
      }
      const parent = done.length === 0 ? this.root : done.at(-1)!.ino;
      const ino = parent === undefined ? undefined : this.child(parent, name);
      const isLast = !pending.some((rest) => rest !== '' && rest !== '.');
      if (ino === undefined || this.fs.getattr(ino).type !== 'symlink' || (isLast && !followLast)) {
        done.push({ name, ino });
        continue;
      }
      if (++links > MAX_LINKS) throw new Error('too many links');
      const target = this.fs.readlink(ino);
      if (target.startsWith('/')) {
        done.length = 0;
        isAbsolute = true;
      }
      pending.push(...target.split('/').reverse());
    }
    return '/' + done.map(({ name }) => name).join('/');
  }

  private child(dir: number, name: string): number | undefined {
    return this.fs.getattr(dir).type === 'dir' ? this.fs.lookup(dir, name) : undefined;
  }

  /** The inode at a path; no link is followed. */
  find(path: string): number | undefined {
    let ino: number | undefined = this.root;
    for (const name of path.split('/')) {
      if (name === '' || name === '.') continue;
      if (ino === undefined) return undefined;
      ino = this.child(ino, name);
    }
    return ino;
  }

  stat(path: string): Stat | undefined {
    const ino = this.find(path);
    return ino === undefined ? undefined : this.fs.getattr(ino);
  }

  /** Names in a directory, in order. */
  names(path: string): string[] {
    const ino = this.find(path);
    if (ino === undefined) return [];
    return this.fs.readdir(ino).map(({ name }) => name).filter((name) => name !== '.' && name !== '..').sort(byBytes);
  }

  /** The directory that an entry is in and the entry's name; the directory must be there. */
  private place(path: string): [dir: number, name: string] {
    const at = path.lastIndexOf('/');
    const dir = this.find(path.slice(0, at));
    if (dir === undefined) throw new Error(`open ${path}: no such file or directory`);
    return [dir, path.slice(at + 1)];
  }

  create(path: string, node: NewInode): number {
    const [dir, name] = this.place(path);
    return this.fs.create(dir, name, node);
  }

  link(path: string, ino: number): void {
    const [dir, name] = this.place(path);
    this.fs.link(dir, name, ino);
  }

  remove(path: string): void {
    const [dir, name] = this.place(path);
    const ino = this.fs.lookup(dir, name);
    if (ino === undefined) return;
    if (this.fs.getattr(ino).type !== 'dir') {
      this.fs.unlink(dir, name);
      return;
    }
    for (const child of this.names(path)) this.remove(`${path}/${child}`);
    this.fs.rmdir(dir, name);
  }

  /** mkdir -p on a path without links. Gives the directories that were made, the outermost first. */
  makeAll(path: string, mode: number, owner: Owner | undefined, timeMs: number | undefined): string[] {
    const made: string[] = [];
    let at = '';
    for (const name of path.split('/').filter((part) => part !== '')) {
      at += '/' + name;
      const there = this.stat(at);
      if (there?.type === 'dir') continue;
      if (there) throw new Error(`mkdir ${at}: not a directory`);
      this.create(at, { type: 'dir', mode, uid: owner?.uid ?? 0, gid: owner?.gid ?? 0 });
      made.push(at);
    }
    this.setTimes(made, timeMs);
    return made;
  }

  setTimes(paths: readonly string[], timeMs: number | undefined): void {
    if (timeMs === undefined) return;
    for (const path of paths) {
      const ino = this.find(path);
      if (ino !== undefined) this.fs.setattr(ino, { atimeMs: timeMs, mtimeMs: timeMs });
    }
  }
}

/** Go sorts names by their bytes, which is by code point. */
export function byBytes(a: string, b: string): number {
  const x = [...a];
  const y = [...b];
  for (let i = 0; i < x.length && i < y.length; i++) {
    if (x[i] !== y[i]) return x[i]!.codePointAt(0)! - y[i]!.codePointAt(0)!;
  }
  return x.length - y.length;
}
