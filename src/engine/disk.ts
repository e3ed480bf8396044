import { isSysError } from '../machine/errno';
import type { Sys } from '../machine/sys';

/** mkdir -p. */
export function makeDirectories(sys: Sys, path: string, permissions = 0o755): void {
  let at = '';
  for (const part of path.split('/').filter(Boolean)) {
    at += `/${part}`;
    try {
      sys.mkdir(at, permissions);
    } catch (error) {
      if (!isSysError(error, 'EEXIST')) throw error;
    }
  }
}

/** rm -r, silent about what isn't there. */
export function removeTree(sys: Sys, path: string): void {
  try {
    if (sys.lstat(path).type === 'dir') {
      for (const entry of sys.readdir(path)) if (entry.name !== '.' && entry.name !== '..') removeTree(sys, `${path}/${entry.name}`);
      sys.rmdir(path);
    } else sys.unlink(path);
  } catch (error) {
    if (!isSysError(error, 'ENOENT')) throw error;
  }
}

/** Bytes of all regular files below a directory. */
export function treeSize(sys: Sys, path: string): number {
  let bytes = 0;
  for (const entry of sys.readdir(path)) {
    if (entry.name === '.' || entry.name === '..') continue;
    const child = `${path}/${entry.name}`;
    if (entry.type === 'dir') bytes += treeSize(sys, child);
    else if (entry.type === 'file') bytes += sys.lstat(child).size;
  }
  return bytes;
}

/** A record kept as JSON in a file of the machine; undefined when there is none. */
export function readJson<T>(sys: Sys, path: string): T | undefined {
  try {
    return JSON.parse(sys.readText(path)) as T;
  } catch (error) {
    if (isSysError(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function writeJson(sys: Sys, path: string, value: unknown, permissions = 0o600): void {
  sys.writeFile(path, JSON.stringify(value), permissions);
}
