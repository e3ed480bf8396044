import { readContent } from '../../lib/content';
import { text } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { FileSystem, Stat } from '../../machine/file-system';
import type { Kernel, MountNamespace } from '../../machine/kernel-types';

export interface Located {
  fs: FileSystem;
  ino: number;
  path: string;
  readOnly: boolean;
  stat: Stat;
}

/** Looks a path up as the processes of a mount namespace see it; undefined where there is nothing. */
export function locate(kernel: Kernel, ns: MountNamespace, path: string, noFollow = false): Located | undefined {
  try {
    const found = kernel.lookupPath(ns, path, { noFollow });
    return { ...found, stat: found.fs.getattr(found.ino) };
  } catch (error) {
    if (isSysError(error, 'ENOENT') || isSysError(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** A file's text, or nothing where there is none. */
export function readTextIn(kernel: Kernel, ns: MountNamespace, path: string): string {
  const found = locate(kernel, ns, path);
  return found && found.stat.type === 'file' ? text(readContent(found.fs.content(found.ino))) : '';
}

/** mkdir -p inside a mount namespace; gives the directory. */
export function makeDirectoriesIn(kernel: Kernel, ns: MountNamespace, path: string, owner: { uid: number; gid: number } = { uid: 0, gid: 0 }): Located {
  let at = '';
  for (const part of path.split('/').filter(Boolean)) {
    const parent = kernel.lookupPath(ns, at || '/');
    at += `/${part}`;
    if (!locate(kernel, ns, at)) parent.fs.create(parent.ino, part, { type: 'dir', mode: 0o755, ...owner });
  }
  const found = kernel.lookupPath(ns, at || '/');
  return { ...found, stat: found.fs.getattr(found.ino) };
}
