import { cleanPath } from '../../../lib/clean-path';
import type { TarEntry } from '../../../oci/tar-entry';

/** One side of a copy (moby go-archive CopyInfo). */
export interface CopyInfo {
  path: string;
  exists: boolean;
  isDir: boolean;
  rebaseName?: string;
}

/** True for `dir/` and `dir/.`. */
export function assertsDirectory(path: string): boolean {
  return path.endsWith('/') || /(^|\/)\.$/.test(path);
}

/** archive.SplitPathDirEntry: folder and last element; a trailing `.` is an element of its own. */
export function splitEntry(path: string): { dir: string; base: string } {
  const clean = cleanPath(path);
  if (/(^|\/)\.$/.test(path)) return { dir: clean, base: '.' };
  const at = clean.lastIndexOf('/');
  return at === -1 ? { dir: '.', base: clean } : { dir: clean.slice(0, at) || '/', base: clean.slice(at + 1) || '/' };
}

/**
 * archive.PrepareArchiveCopy: into which folder the archive is unpacked, and how its first path element is renamed,
 * as cp(1) would.
 */
export function prepareCopy(source: CopyInfo, target: CopyInfo): { dir: string; rename?: [from: string, to: string] } {
  const { dir, base } = splitEntry(target.path);
  const sourceBase = source.rebaseName ?? splitEntry(source.path).base;
  if (target.exists && target.isDir) return { dir: target.path };
  if (target.exists && source.isDir) throw new Error('cannot copy directory');
  if (!target.exists && !source.isDir && assertsDirectory(target.path)) throw new Error('no such directory');
  return { dir, rename: [sourceBase, base] };
}

/** archive.RebaseArchiveEntries: the entry with another first path element; hard links follow. */
export function rebase(entry: TarEntry, from: string, to: string): TarEntry {
  const swap = (path: string): string => {
    if (from === '.' || from === '/') return path === '' ? to : `${to}/${path}`;
    if (path !== from && !path.startsWith(`${from}/`)) return path;
    return to + path.slice(from.length);
  };
  const target = entry.type === 'hardlink' && entry.target !== undefined ? { target: swap(entry.target) } : {};
  return { ...entry, path: swap(entry.path), ...target };
}
