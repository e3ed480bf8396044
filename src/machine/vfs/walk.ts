import { utf8 } from '../../lib/bytes';
import { LIMITS } from '../../lib/limits';
import { SysError } from '../errno';
import type { Stat } from '../file-system';
import type { Credentials } from '../sys';
import type { FsContext } from './fs-context';
import { crossMounts, parentOf, type Location, type OpenHandle } from './location';
import { EXECUTE, demand } from './permissions';

export type { FsContext } from './fs-context';

/** Where a path leads: a place, nothing under a name in `parent`, or an open file behind a link of /proc. */
export interface Resolved {
  parent: Location;
  /** The last component; `.`, `..` and `/` stand for themselves. */
  name: string;
  location: Location | undefined;
  handle: OpenHandle | undefined;
  trailingSlash: boolean;
}

export function statAt(at: Location): Stat {
  return at.mount.fs.getattr(at.ino);
}

/**
 * path_resolution(7). Symbolic links in the last place are followed when `follow` is set or a slash ends the path;
 * with `never` not even then, for calls that make or take away the name itself (they judge the slash themselves).
 * Throws for all that is wrong on the way; a missing last component is the caller's matter.
 */
export function resolve(context: FsContext, path: string, follow: boolean | 'never'): Resolved {
  if (path === '') throw new SysError('ENOENT');
  if (path.length * 3 >= LIMITS.pathBytes && utf8(path).length >= LIMITS.pathBytes) throw new SysError('ENAMETOOLONG');
  const { root, credentials } = context;
  const mustSearch = !credentials.caps.has('DAC_OVERRIDE') && !credentials.caps.has('DAC_READ_SEARCH');
  const pending = components(path);
  let at = path.startsWith('/') ? root : context.cwd;
  let parent = at;
  let name = pending.length === 0 ? '/' : '.';
  let trailingSlash = path.endsWith('/');
  let links = 0;
  while (pending.length > 0) {
    name = pending.pop()!;
    if (mustSearch) demandSearch(at, credentials);
    if (name === '.' || name === '..') {
      if (at.mount.fs.getattr(at.ino).type !== 'dir') throw new SysError('ENOTDIR');
      parent = at;
      if (name === '..') at = parentOf(at, root);
      continue;
    }
    const { fs } = at.mount;
    if (name.length * 3 > LIMITS.nameBytes && utf8(name).length > LIMITS.nameBytes) throw new SysError('ENAMETOOLONG');
    const ino = fs.lookup(at.ino, name);
    if (ino === undefined) {
      if (pending.length > 0) throw new SysError('ENOENT');
      return { parent: at, name, location: undefined, handle: undefined, trailingSlash };
    }
    const isLast = pending.length === 0;
    const stat = fs.getattr(ino);
    if (stat.type !== 'symlink' || (isLast && (follow === 'never' || (!follow && !trailingSlash)))) {
      parent = at;
      at = crossMounts({ mount: at.mount, ino, parent: at, name });
      continue;
    }
    if (++links > LIMITS.symlinkDepth) throw new SysError('ELOOP');
    demandFollow(at, stat, credentials);
    const magic = fs.magicLink?.(ino);
    if (magic?.kind === 'handle') {
      if (!isLast || trailingSlash) throw new SysError('ENOTDIR');
      return { parent: at, name, location: undefined, handle: magic.open, trailingSlash };
    }
    if (magic) {
      at = magic.location;
      parent = at.parent ?? at;
      continue;
    }
    const target = fs.readlink(ino);
    if (target === '') throw new SysError('ENOENT');
    if (target.startsWith('/')) at = root;
    if (isLast && target.endsWith('/')) trailingSlash = true;
    pending.push(...components(target));
  }
  if (trailingSlash && follow !== 'never' && statAt(at).type !== 'dir') throw new SysError('ENOTDIR');
  return { parent, name, location: at, handle: undefined, trailingSlash };
}

/** The place that a path leads to; ENOENT where there is none, ENXIO for an open file without a place. */
export function walk(context: FsContext, path: string, follow = true): Location {
  const { location, handle } = resolve(context, path, follow);
  if (handle) throw new SysError('ENXIO');
  if (!location) throw new SysError('ENOENT');
  return location;
}

/** In reverse order, to be popped. */
function components(path: string): string[] {
  return path.split('/').filter((part) => part !== '').reverse();
}

function demandSearch(at: Location, credentials: Credentials): void {
  const stat = statAt(at);
  if (stat.type !== 'dir') throw new SysError('ENOTDIR');
  demand(stat, credentials, EXECUTE);
}

/** fs.protected_symlinks: in a sticky, world-writable directory only the own links and the directory owner's. */
function demandFollow(directory: Location, link: Stat, credentials: Credentials): void {
  if (link.uid === credentials.euid) return;
  const stat = statAt(directory);
  if ((stat.mode & 0o1002) === 0o1002 && stat.uid !== link.uid) throw new SysError('EACCES');
}
