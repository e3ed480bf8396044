import { SysError } from '../errno';
import type { AttrChange } from '../file-system';
import type { FsContext } from './fs-context';
import type { Location } from './location';
import { demandWritableMount } from './path-query';
import { WRITE, demand, demandRemovable, inGroup, isOwner } from './permissions';
import { resolve, statAt, walk, type Resolved } from './walk';

export function unlink(context: FsContext, path: string): void {
  const { parent, name, location } = victim(context, path);
  if (statAt(location).type === 'dir') throw new SysError('EISDIR');
  parent.mount.fs.unlink(parent.ino, name);
}

export function rmdir(context: FsContext, path: string): void {
  const found = resolve(context, path, 'never');
  if (found.name === '.') throw new SysError('EINVAL');
  if (found.name === '..') throw new SysError('ENOTEMPTY');
  const { parent, name, location } = victim(context, path);
  if (statAt(location).type !== 'dir') throw new SysError('ENOTDIR');
  parent.mount.fs.rmdir(parent.ino, name);
}

/** rename(2). EXDEV between mounts, even of one file system. */
export function rename(context: FsContext, from: string, to: string): void {
  const target = resolve(context, to, 'never');
  const source = victim(context, from);
  if (isDots(target.name)) throw new SysError('EBUSY');
  if (source.parent.mount !== target.parent.mount) throw new SysError('EXDEV');
  demandWritableMount(target.parent);
  const moved = statAt(source.location);
  if (target.trailingSlash && (moved.type !== 'dir' || (target.location && statAt(target.location).type !== 'dir'))) throw new SysError('ENOTDIR');
  const directory = statAt(target.parent);
  if (target.location) {
    if (target.location.mount !== target.parent.mount) throw new SysError('EBUSY');
    demandRemovable(directory, statAt(target.location), context.credentials);
  } else demand(directory, context.credentials, WRITE | 1);
  if (moved.type === 'dir' && target.parent.ino !== source.parent.ino) demand(moved, context.credentials, WRITE);
  source.parent.mount.fs.rename(source.parent.ino, source.name, target.parent.ino, target.name);
}

/** The name that an operation takes away; a mount point is busy. */
function victim(context: FsContext, path: string): Resolved & { location: Location } {
  const found = resolve(context, path, 'never');
  const { location, parent } = found;
  if (!location) throw new SysError('ENOENT');
  if (isDots(found.name)) throw new SysError('EBUSY');
  if (found.trailingSlash && statAt(location).type !== 'dir') throw new SysError('ENOTDIR');
  demandWritableMount(parent);
  demandRemovable(statAt(parent), statAt(location), context.credentials);
  if (location.mount !== parent.mount) throw new SysError('EBUSY');
  return { ...found, location };
}

function isDots(name: string): boolean {
  return name === '.' || name === '..' || name === '/';
}

export function chmod(context: FsContext, path: string, mode: number): void {
  change(context, path, { mode }, true);
}

export function chown(context: FsContext, path: string, uid: number, gid: number, options: { noFollow?: boolean } = {}): void {
  change(context, path, { ...(uid === -1 ? {} : { uid }), ...(gid === -1 ? {} : { gid }) }, !options.noFollow);
}

export function setattr(context: FsContext, path: string, attributes: AttrChange, options: { noFollow?: boolean } = {}): void {
  change(context, path, attributes, !options.noFollow);
}

function change(context: FsContext, path: string, attributes: AttrChange, follow: boolean): void {
  const { location, handle } = resolve(context, path, follow);
  if (handle) {
    if (attributes.uid !== undefined && attributes.uid !== handle.stat().uid && !context.credentials.caps.has('CHOWN')) throw new SysError('EPERM');
    return handle.setattr(attributes);
  }
  if (!location) throw new SysError('ENOENT');
  setattrAt(context, location, attributes);
}

/** chmod, chown, truncate and utimensat with their rules, on a place (an open file's `location`). */
export function setattrAt(context: FsContext, at: Location, attributes: AttrChange): void {
  demandWritableMount(at);
  const { fs } = at.mount;
  const who = context.credentials;
  const stat = statAt(at);
  const wanted: AttrChange = { ...attributes };
  if (wanted.size !== undefined) {
    if (stat.type === 'dir') throw new SysError('EISDIR');
    if (stat.type !== 'file') throw new SysError('EINVAL');
    demand(stat, who, WRITE);
  }
  if (wanted.mode !== undefined) {
    if (!isOwner(stat, who)) throw new SysError('EPERM');
    if (stat.type === 'symlink') throw new SysError('EOPNOTSUPP');
    if ((wanted.mode & 0o2000) !== 0 && !inGroup(who, wanted.gid ?? stat.gid) && !who.caps.has('FSETID')) wanted.mode &= ~0o2000;
  }
  if (wanted.uid !== undefined || wanted.gid !== undefined) {
    demandChown(stat, who, wanted);
    // The kernel drops set-id bits when a file changes hands, whoever does it (ATTR_KILL_SUID, ATTR_KILL_SGID).
    if (stat.type === 'file' && wanted.mode === undefined) wanted.mode = stat.mode & ~0o4000 & (stat.mode & 0o010 ? ~0o2000 : ~0);
  }
  if ((wanted.atimeMs !== undefined || wanted.mtimeMs !== undefined) && !isOwner(stat, who)) demand(stat, who, WRITE);
  fs.setattr(fs.writable?.(at.ino) ?? at.ino, wanted);
}

function demandChown(stat: { uid: number; gid: number }, who: FsContext['credentials'], wanted: AttrChange): void {
  if (who.caps.has('CHOWN')) return;
  const keepsOwner = wanted.uid === undefined || wanted.uid === stat.uid;
  const groupIsOwn = wanted.gid === undefined || wanted.gid === stat.gid || inGroup(who, wanted.gid);
  if (stat.uid !== who.euid || !keepsOwner || !groupIsOwn) throw new SysError('EPERM');
}

/** setxattr(2), and removexattr(2) without a value. `trusted.` and `security.` are root's. */
export function setxattr(context: FsContext, path: string, name: string, value: Uint8Array | undefined): void {
  const at = walk(context, path);
  demandWritableMount(at);
  const stat = statAt(at);
  const who = context.credentials;
  if (!/^(user|trusted|security|system)\../.test(name)) throw new SysError('EOPNOTSUPP');
  if (!name.startsWith('user.') && !who.caps.has('SYS_ADMIN')) throw new SysError('EPERM');
  if (name.startsWith('user.') && stat.type !== 'file' && stat.type !== 'dir') throw new SysError('EPERM');
  demand(stat, who, WRITE);
  const { fs } = at.mount;
  fs.setxattr(fs.writable?.(at.ino) ?? at.ino, name, value);
}
