import type { Content } from '../../lib/content';
import { SysError } from '../errno';
import type { FileSystem, NewInode } from '../file-system';
import type { OpenFlags, OpenMode } from '../sys';
import type { FsContext } from './fs-context';
import { crossMounts, pathOf, type Location, type OpenHandle } from './location';
import { demandWritableMount, hasFlag, isReadOnly, isStored } from './path-query';
import { EXECUTE, READ, WRITE, demand, isAllowed, isOwner } from './permissions';
import { resolve, statAt, walk, type Resolved } from './walk';

/** What open(2) found. With `handle` it is an open file that /proc/PID/fd led to, to be opened anew by its owner. */
export interface OpenInode {
  fs: FileSystem;
  ino: number;
  location: Location;
  path: string;
  created: boolean;
  handle?: OpenHandle;
}

const MODES: Record<string, OpenFlags> = {
  r: { read: true },
  w: { write: true, create: true, truncate: true },
  a: { write: true, append: true, create: true },
  'r+': { read: true, write: true },
  'w+': { read: true, write: true, create: true, truncate: true },
  wx: { write: true, create: true, exclusive: true },
};

export function openFlags(mode: OpenMode): OpenFlags {
  return typeof mode === 'string' ? MODES[mode]! : mode;
}

/** open(2), all but the descriptor. The caller retains the inode. */
export function open(context: FsContext, path: string, mode: OpenMode, permissions = 0o666): OpenInode {
  const flags = openFlags(mode);
  const found = resolve(context, path, !(flags.noFollow || (flags.create && flags.exclusive)));
  if (found.handle) return openHandle(context, found, flags);
  if (!found.location) return openNew(context, path, found, flags, permissions);
  if (flags.create && flags.exclusive) throw new SysError('EEXIST');
  return openExisting(context, found.location, flags);
}

function openHandle(context: FsContext, found: Resolved, flags: OpenFlags): OpenInode {
  const stat = found.handle!.stat();
  if (stat.type === 'socket') throw new SysError('ENXIO');
  demand(stat, context.credentials, (flags.read ? READ : 0) | (flags.write ? WRITE : 0));
  const { parent } = found;
  return { fs: parent.mount.fs, ino: parent.ino, location: parent, path: pathOf(parent, context.root), created: false, handle: found.handle };
}

function openExisting(context: FsContext, location: Location, flags: OpenFlags): OpenInode {
  const { fs } = location.mount;
  const stat = statAt(location);
  if (stat.type === 'symlink') throw new SysError(flags.directory ? 'ENOTDIR' : 'ELOOP');
  if (stat.type === 'dir' && (flags.write || flags.create)) throw new SysError('EISDIR');
  if (flags.directory && stat.type !== 'dir') throw new SysError('ENOTDIR');
  demand(stat, context.credentials, (flags.read ? READ : 0) | (flags.write || flags.truncate ? WRITE : 0));
  if ((stat.type === 'chr' || stat.type === 'blk') && hasFlag(location, 'nodev')) throw new SysError('EACCES');
  if (stat.type === 'socket') throw new SysError('ENXIO');
  const changes = (flags.write || flags.truncate) && isStored(stat);
  if (changes && isReadOnly(location)) throw new SysError('EROFS');
  const ino = changes ? (fs.writable?.(location.ino) ?? location.ino) : location.ino;
  if (flags.truncate && stat.type === 'file') fs.setattr(ino, { size: 0 });
  return { fs, ino, location: { ...location, ino }, path: pathOf(location, context.root), created: false };
}

function openNew(context: FsContext, path: string, found: Resolved, flags: OpenFlags, permissions: number): OpenInode {
  if (!flags.create) throw new SysError('ENOENT');
  if (found.trailingSlash) throw new SysError('EISDIR');
  if (flags.directory) throw new SysError('EINVAL');
  const location = createAt(context, found, { type: 'file', mode: permissions & ~context.umask });
  return { fs: location.mount.fs, ino: location.ino, location, path: pathOf(location, context.root), created: true };
}

export function mkdir(context: FsContext, path: string, permissions = 0o777): void {
  const found = resolve(context, path, 'never');
  if (found.location || found.handle) throw new SysError('EEXIST');
  createAt(context, found, { type: 'dir', mode: permissions & ~context.umask & 0o1777 });
}

export function symlink(context: FsContext, target: string, path: string): void {
  if (target === '') throw new SysError('ENOENT');
  createAt(context, newName(context, path), { type: 'symlink', mode: 0o777, target });
}

export function mknod(context: FsContext, path: string, type: 'file' | 'fifo' | 'chr' | 'blk' | 'socket', permissions: number, rdev = 0): void {
  const found = newName(context, path);
  if ((type === 'chr' || type === 'blk') && !context.credentials.caps.has('MKNOD')) throw new SysError('EPERM');
  createAt(context, found, { type, mode: permissions & ~context.umask, rdev });
}

/** link(2), with fs.protected_hardlinks: what one may neither own nor write can't be linked. */
export function link(context: FsContext, existing: string, path: string): void {
  const from = walk(context, existing, false);
  const found = newName(context, path);
  const { fs } = from.mount;
  if (from.mount !== found.parent.mount) throw new SysError('EXDEV');
  const stat = statAt(from);
  if (stat.type === 'dir') throw new SysError('EPERM');
  const isSafe = stat.type === 'file' && (stat.mode & 0o4000) === 0 && (stat.mode & 0o2010) !== 0o2010;
  if (!isOwner(stat, context.credentials) && !(isSafe && isAllowed(stat, context.credentials, READ | WRITE))) throw new SysError('EPERM');
  demandDirectoryWrite(context, found.parent);
  fs.link(found.parent.ino, found.name, fs.writable?.(from.ino) ?? from.ino);
}

/** Puts a content where a path leads, making the file where there is none. */
export function writeContent(context: FsContext, path: string, content: Content, permissions = 0o666): void {
  const { fs, ino, handle } = open(context, path, { write: true, create: true, truncate: true }, permissions);
  if (handle) throw new SysError('EINVAL');
  fs.setContent(ino, content);
}

/** A name that is free, without a slash after it (which only a directory may have: ENOENT). */
function newName(context: FsContext, path: string): Resolved {
  const found = resolve(context, path, 'never');
  if (found.location || found.handle) throw new SysError('EEXIST');
  if (found.trailingSlash) throw new SysError('ENOENT');
  return found;
}

function demandDirectoryWrite(context: FsContext, directory: Location): void {
  demandWritableMount(directory);
  demand(statAt(directory), context.credentials, WRITE | EXECUTE);
}

/** Makes an inode under a free name; a setgid directory hands on its group, and to directories the bit itself. */
export function createAt(context: FsContext, found: { parent: Location; name: string }, node: Omit<NewInode, 'uid' | 'gid'>): Location {
  const { parent, name } = found;
  demandDirectoryWrite(context, parent);
  const directory = statAt(parent);
  const inherits = (directory.mode & 0o2000) !== 0;
  const { euid, egid } = context.credentials;
  const mode = inherits && node.type === 'dir' ? node.mode | 0o2000 : node.mode;
  const ino = parent.mount.fs.create(parent.ino, name, { ...node, mode, uid: euid, gid: inherits ? directory.gid : egid });
  return crossMounts({ mount: parent.mount, ino, parent, name });
}
