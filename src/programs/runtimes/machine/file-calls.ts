import { isSysError, SysError } from '../../../machine/errno';
import type { Stat } from '../../../machine/file-system';
import type { OpenFlags, Sys } from '../../../machine/sys';
import type { Json, Reply } from '../host';
import { answering, failureOf, type Services } from './session';

const OPEN: Readonly<Record<string, OpenFlags>> = {
  r: { read: true },
  'r+': { read: true, write: true },
  w: { write: true, create: true, truncate: true },
  wx: { write: true, create: true, truncate: true, exclusive: true },
  'w+': { read: true, write: true, create: true, truncate: true },
  'wx+': { read: true, write: true, create: true, truncate: true, exclusive: true },
  a: { write: true, append: true, create: true },
  ax: { write: true, append: true, create: true, exclusive: true },
  'a+': { read: true, write: true, append: true, create: true },
};

function openFlags(text: string): OpenFlags {
  const flags = OPEN[text.replace(/[bst]/g, '').replace(/^rs/, 'r')];
  if (!flags) throw new SysError('EINVAL');
  return flags;
}

const plain = (stat: Stat): Json => ({ ...stat });

/** Makes a directory and its parents; gives the first one that was made. */
function makeFolders(sys: Sys, path: string, mode: number): string | null {
  const parts = path.split('/').filter(Boolean);
  let at = path.startsWith('/') ? '' : '.';
  let first: string | null = null;
  for (const part of parts) {
    at = `${at}/${part}`;
    try {
      sys.mkdir(at, mode);
      first ??= at;
    } catch (error) {
      if (!isSysError(error, 'EEXIST')) throw error;
      if (sys.stat(at).type !== 'dir') throw error;
    }
  }
  return first;
}

/** Reads a descriptor to its end. */
export async function readToEnd(sys: Sys, fd: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const part = await sys.read(fd, 65536);
    if (part.length === 0) break;
    parts.push(part);
    size += part.length;
  }
  const out = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

async function blocking(work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    return failureOf(error);
  }
}

/** The file system calls of an interpreter. */
export function fileCalls(sys: Sys): Services['calls'] {
  const s = (value: Json | undefined): string => value as string;
  const n = (value: Json | undefined): number => value as number;
  const change = (work: (args: readonly Json[]) => Json | void) => (args: readonly Json[]) => answering(() => work(args));
  return {
    kind: ([path]) => answering(() => {
      try {
        return sys.stat(s(path)).type;
      } catch (error) {
        if (isSysError(error)) return null;
        throw error;
      }
    }),
    stat: change(([path]) => plain(sys.stat(s(path)))),
    lstat: change(([path]) => plain(sys.lstat(s(path)))),
    fstat: change(([fd]) => plain(sys.fstat(n(fd)))),
    access: change(([path, mode]) => {
      sys.stat(s(path));
      if (!sys.access(s(path), s(mode))) throw new SysError('EACCES');
    }),
    readFile: ([path]) => {
      try {
        const stat = sys.stat(s(path));
        if (stat.type === 'fifo' || stat.type === 'chr') {
          const fd = sys.open(s(path), 'r');
          return blocking(async () => ({ bytes: await readToEnd(sys, fd) }));
        }
        return { bytes: sys.readFile(s(path)) };
      } catch (error) {
        return failureOf(error);
      }
    },
    readAll: ([fd]) => blocking(async () => ({ bytes: await readToEnd(sys, n(fd)) })),
    writeFile: ([path, flag, mode], bytes) => {
      const data = bytes ?? new Uint8Array(0);
      try {
        const special = sys.access(s(path), '') && !['file', 'dir'].includes(sys.stat(s(path)).type);
        if (flag === 'w' && !special) {
          sys.writeFile(s(path), data, n(mode));
          return { value: null };
        }
        const fd = sys.open(s(path), openFlags(s(flag)), n(mode));
        if (!special) {
          // A regular file takes everything at once, wherever the caller's bytes go.
          if (s(flag).startsWith('a')) {
            sys.close(fd);
            const old = sys.readFile(s(path));
            const all = new Uint8Array(old.length + data.length);
            all.set(old);
            all.set(data, old.length);
            sys.writeFile(s(path), all);
            return { value: null };
          }
          sys.close(fd);
          sys.writeFile(s(path), data);
          return { value: null };
        }
        return blocking(async () => {
          await sys.write(fd, data);
          sys.close(fd);
          return { value: null };
        });
      } catch (error) {
        return failureOf(error);
      }
    },
    readdir: change(([path]) => sys.readdir(s(path)).filter(({ name }) => name !== '.' && name !== '..').map(({ name, type }) => ({ name, type }))),
    mkdir: change(([path, recursive, mode]) => (recursive ? makeFolders(sys, s(path), n(mode)) : sys.mkdir(s(path), n(mode)))),
    rmdir: change(([path]) => sys.rmdir(s(path))),
    unlink: change(([path]) => sys.unlink(s(path))),
    rename: change(([from, to]) => sys.rename(s(from), s(to))),
    link: change(([from, to]) => sys.link(s(from), s(to))),
    symlink: change(([target, path]) => sys.symlink(s(target), s(path))),
    readlink: change(([path]) => sys.readlink(s(path))),
    realpath: change(([path]) => sys.realpath(s(path))),
    chmod: change(([path, mode]) => sys.chmod(s(path), n(mode))),
    chown: change(([path, uid, gid]) => sys.chown(s(path), n(uid), n(gid))),
    utimes: change(([path, atimeMs, mtimeMs]) => sys.setattr(s(path), { atimeMs: n(atimeMs), mtimeMs: n(mtimeMs) })),
    truncate: change(([path, size]) => sys.setattr(s(path), { size: n(size) })),
    ftruncate: change(([fd, size]) => sys.ftruncate(n(fd), n(size))),
    statfs: change(([path]) => {
      const { blockSize, blocks, blocksFree, files, filesFree } = sys.statfs(s(path));
      return { type: 61267, bsize: blockSize, blocks, bfree: blocksFree, bavail: blocksFree, files, ffree: filesFree };
    }),
    copyFile: change(([from, to, exclusive]) => {
      if (exclusive && sys.access(s(to), '')) throw new SysError('EEXIST');
      sys.writeContent(s(to), sys.readContent(s(from)), sys.stat(s(from)).mode);
    }),
    open: change(([path, flags, mode]) => sys.open(s(path), { ...openFlags(s(flags)), closeOnExec: true }, n(mode))),
    close: change(([fd]) => sys.close(n(fd))),
    lseek: change(([fd, offset, whence]) => sys.lseek(n(fd), n(offset), s(whence) as 'set')),
    read: ([fd, length, position]) => {
      try {
        if (position !== null) return { bytes: sys.pread(n(fd), n(position), n(length)) };
        return blocking(async () => ({ bytes: await sys.read(n(fd), Math.max(1, n(length))) }));
      } catch (error) {
        return failureOf(error);
      }
    },
    write: ([fd, position], bytes) =>
      blocking(async () => {
        if (typeof position === 'number') sys.lseek(n(fd), position, 'set');
        await sys.write(n(fd), bytes ?? new Uint8Array(0));
        return { value: null };
      }),
    cwd: change(() => sys.cwd()),
    chdir: change(([path]) => sys.chdir(s(path))),
    umask: change(([mask]) => (mask === null ? sys.umask() : sys.umask(n(mask)))),
  };
}
