import type { Content } from '../../lib/content';
import { SysError, isSysError } from '../errno';
import type { DirEntry, FsUsage, Stat } from '../file-system';
import type { FsContext } from './fs-context';
import { pathOf, type Location } from './location';
import { EXECUTE, READ, WRITE, demand, isAllowed } from './permissions';
import { resolve, statAt, walk } from './walk';

export function stat(context: FsContext, path: string): Stat {
  const { location, handle } = resolve(context, path, true);
  if (handle) return handle.stat();
  if (!location) throw new SysError('ENOENT');
  return statAt(location);
}

export function lstat(context: FsContext, path: string): Stat {
  return statAt(walk(context, path, false));
}

/** access(2), with the effective ids; any of r, w, x, and '' for being there at all. */
export function access(context: FsContext, path: string, mode: string): boolean {
  try {
    const { location, handle } = resolve(context, path, true);
    if (!location && !handle) return false;
    const found = handle ? handle.stat() : statAt(location!);
    if (mode.includes('r') && !isAllowed(found, context.credentials, READ)) return false;
    if (mode.includes('x') && !isAllowed(found, context.credentials, EXECUTE)) return false;
    if (mode.includes('x') && location && found.type === 'file' && hasFlag(location, 'noexec')) return false;
    if (!mode.includes('w')) return true;
    return isAllowed(found, context.credentials, WRITE) && !(location && isReadOnly(location) && isStored(found));
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

export function readlink(context: FsContext, path: string): string {
  const at = walk(context, path, false);
  if (statAt(at).type !== 'symlink') throw new SysError('EINVAL');
  return at.mount.fs.readlink(at.ino);
}

/** In the file system's own order, as getdents(2) without `.` and `..`. */
export function readdir(context: FsContext, path: string): DirEntry[] {
  const at = walk(context, path);
  const found = statAt(at);
  if (found.type !== 'dir') throw new SysError('ENOTDIR');
  demand(found, context.credentials, READ);
  return at.mount.fs.readdir(at.ino);
}

export function realpath(context: FsContext, path: string): string {
  return pathOf(walk(context, path), context.root);
}

export function statfs(context: FsContext, path: string): FsUsage & { type: string; source: string; mountPoint: string } {
  const { mount } = walk(context, path);
  const mountPoint = mount.point ? pathOf(mount.point, context.root) : '/';
  return { ...mount.fs.statfs(), type: mount.fs.type, source: mount.source, mountPoint };
}

export function getxattr(context: FsContext, path: string, name: string): Uint8Array | undefined {
  const at = walk(context, path);
  return at.mount.fs.getxattr(at.ino, name);
}

export function listxattr(context: FsContext, path: string): string[] {
  const at = walk(context, path);
  return at.mount.fs.listxattr(at.ino);
}

export function readContent(context: FsContext, path: string): Content {
  const at = walk(context, path);
  const found = statAt(at);
  if (found.type === 'dir') throw new SysError('EISDIR');
  demand(found, context.credentials, READ);
  return at.mount.fs.content(at.ino);
}

/** A mount flag such as nodev, noexec, nosuid. */
export function hasFlag(at: Location, flag: string): boolean {
  return at.mount.options.split(',').includes(flag);
}

export function isReadOnly(at: Location): boolean {
  return at.mount.readOnly || at.mount.fs.readOnly;
}

/** Devices, pipes and sockets can be written on a read-only file system: nothing of it changes. */
export function isStored(found: Stat): boolean {
  return found.type === 'file' || found.type === 'dir' || found.type === 'symlink';
}

export function demandWritableMount(at: Location): void {
  if (isReadOnly(at)) throw new SysError('EROFS');
}
