import type { TarEntry } from '../oci/tar-entry';
import { isSysError } from '../machine/errno';
import type { Sys } from '../machine/sys';

const TYPES = { file: 'file', dir: 'dir', symlink: 'symlink', fifo: 'fifo', chr: 'chr', blk: 'blk' } as const;

/**
 * A file or folder of the machine as the members of an archive, under a name of its own (moby go-archive TarResource).
 * Sockets are left out. `keep` says which paths below are taken (relative, with slashes). What may not be read fails, or is
 * left out and told to `denied`.
 */
export function archiveOf(sys: Sys, root: string, name: string, follow = false, keep: (path: string, isDir: boolean) => boolean = () => true, denied?: (path: string, isDir: boolean) => void): TarEntry[] {
  const entries: TarEntry[] = [];
  const inodes = new Map<number, string>();
  const join = (a: string, b: string): string => (a === '' ? b : b === '' ? a : `${a}/${b}`);
  /** What reading gives; undefined for what is denied. */
  const read = <T>(work: () => T, relative: string, isDir: boolean): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (!denied || !isSysError(error, 'EACCES')) throw error;
      denied(relative, isDir);
      return undefined;
    }
  };
  const visit = (path: string, relative: string): void => {
    const stat = follow && relative === '' ? sys.stat(path) : sys.lstat(path);
    if (stat.type === 'socket') return;
    const archived = join(name, relative);
    const taken = relative === '' || keep(relative, stat.type === 'dir');
    if (taken) {
      const common = { path: archived, mode: stat.mode, uid: stat.uid, gid: stat.gid, mtimeMs: stat.mtimeMs };
      const first = stat.nlink > 1 && stat.type === 'file' ? inodes.get(stat.ino) : undefined;
      if (first !== undefined) entries.push({ ...common, type: 'hardlink', target: first });
      else if (stat.type === 'file') {
        const content = read(() => sys.readContent(path), relative, false);
        if (content === undefined) return;
        entries.push({ ...common, type: 'file', content });
      }
      else if (stat.type === 'symlink') entries.push({ ...common, type: 'symlink', target: sys.readlink(path) });
      else entries.push({ ...common, type: TYPES[stat.type], rdev: stat.rdev });
      if (stat.nlink > 1 && stat.type === 'file' && first === undefined) inodes.set(stat.ino, archived);
    }
    if (stat.type !== 'dir') return;
    const names = read(() => sys.readdir(path), relative, true) ?? [];
    const children = names.map((entry) => entry.name).filter((child) => child !== '.' && child !== '..').sort();
    for (const child of children) visit(`${path === '/' ? '' : path}/${child}`, join(relative, child));
  };
  visit(root, '');
  return entries;
}

/** Unpacks members below a folder; who unpacks owns what comes out (archive.Untar without ownership). */
export function extract(sys: Sys, dir: string, entries: readonly TarEntry[]): void {
  const times: (() => void)[] = [];
  for (const entry of entries) {
    const path = entry.path === '' ? dir : `${dir === '/' ? '' : dir}/${entry.path}`;
    const existing = lstat(sys, path);
    if (existing && entry.type === 'dir' && existing !== 'dir') throw new Error(`cannot overwrite non-directory "${path}" with directory "${dir}"`);
    if (existing && entry.type !== 'dir' && existing === 'dir') throw new Error(`cannot overwrite directory "${path}" with non-directory "${dir}"`);
    if (existing && existing !== 'dir') sys.unlink(path);
    makeParents(sys, path);
    switch (entry.type) {
      case 'dir':
        if (!existing) sys.mkdir(path, entry.mode & 0o777);
        break;
      case 'file':
        sys.writeContent(path, entry.content ?? { size: 0, extents: [] }, entry.mode & 0o777);
        break;
      case 'symlink':
        sys.symlink(entry.target ?? '', path);
        break;
      case 'hardlink':
        sys.link(`${dir === '/' ? '' : dir}/${entry.target ?? ''}`, path);
        break;
      default:
        sys.mknod(path, entry.type, entry.mode & 0o777, entry.rdev);
    }
    if (entry.type === 'file' || entry.type === 'dir') {
      if (entry.path !== '') sys.chmod(path, entry.mode);
      times.push(() => sys.setattr(path, { mtimeMs: entry.mtimeMs }));
    }
  }
  for (const set of times.reverse()) set();
}

function lstat(sys: Sys, path: string): string | undefined {
  try {
    return sys.lstat(path).type;
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

function makeParents(sys: Sys, path: string): void {
  const parts = path.split('/').slice(1, -1);
  let at = '';
  for (const part of parts) {
    at += `/${part}`;
    if (!sys.access(at, '')) sys.mkdir(at, 0o755);
  }
}
