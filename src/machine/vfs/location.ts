import type { AttrChange, FileSystem, Stat } from '../file-system';

/** A mounted file system, or a part of one, in one mount namespace. */
export interface Mount {
  readonly id: number;
  readonly parent: Mount | undefined;
  /** The place that it covers, in the parent; undefined for the namespace's root. */
  readonly point: Location | undefined;
  readonly fs: FileSystem;
  /** The inode that is its root: a directory, or a file that was bound. */
  readonly rootIno: number;
  /** That inode's path within the file system (mountinfo's fourth field). */
  readonly rootPath: string;
  readonly source: string;
  /** Options of the mount itself, beginning with rw or ro. */
  options: string;
  readOnly: boolean;
  /** What is mounted on this mount's inodes. */
  readonly children: Map<number, Mount>;
}

/**
 * A place in the tree as a path walk reached it (Linux: mount and dentry). `parent` is where `..` leads; names along
 * it make the path.
 */
export interface Location {
  readonly mount: Mount;
  readonly ino: number;
  readonly parent: Location | undefined;
  readonly name: string;
}

/** An open file without a path (pipe, socket, terminal) that /proc/PID/fd/N leads to. `handle` is its owner's. */
export interface OpenHandle {
  readonly handle: unknown;
  stat(): Stat;
  setattr(change: AttrChange): void;
}

export type MagicTarget = { kind: 'location'; location: Location } | { kind: 'handle'; open: OpenHandle };

export function sameLocation(a: Location, b: Location): boolean {
  return a.mount === b.mount && a.ino === b.ino;
}

/** Goes up onto whatever is mounted at a place. */
export function crossMounts(at: Location): Location {
  let here = at;
  for (let mount = here.mount.children.get(here.ino); mount; mount = here.mount.children.get(here.ino)) {
    here = { mount, ino: mount.rootIno, parent: at.parent, name: at.name };
  }
  return here;
}

/** `..`: stays at the root of the process. */
export function parentOf(at: Location, root: Location): Location {
  if (sameLocation(at, root) || !at.parent) return at;
  return crossMounts(at.parent);
}

/** The path from a root, as getcwd(3) and /proc/self/fd show it. */
export function pathOf(at: Location, root: Location): string {
  const names: string[] = [];
  let here: Location | undefined = at;
  while (here && !sameLocation(here, root) && here.parent) {
    names.push(here.name);
    here = here.parent;
  }
  return '/' + names.reverse().join('/');
}

/** True when the place has lost its name (unlinked, or its directory removed). */
export function isDeleted(at: Location): boolean {
  const { mount, ino, parent, name } = at;
  if (ino === mount.rootIno || !parent) return false;
  try {
    return mount.fs.lookup(parent.ino, name) !== ino;
  } catch {
    return true;
  }
}

/** The path within the file system itself, for bind mounts. */
export function pathInFs(at: Location): string {
  const names: string[] = [];
  let here = at;
  while (here.ino !== here.mount.rootIno && here.parent) {
    names.push(here.name);
    here = here.parent;
  }
  const inside = names.reverse().join('/');
  if (!inside) return at.mount.rootPath;
  return at.mount.rootPath === '/' ? `/${inside}` : `${at.mount.rootPath}/${inside}`;
}
