import { SysError, isSysError } from '../errno';
import type { FileSystem } from '../file-system';
import type { MountSpec } from '../kernel-types';
import type { FsContext } from './fs-context';
import { sameLocation, type Mount } from './location';
import type { MountNamespaceImpl } from './mount-namespace';
import { mkdir, open } from './path-create';
import { ROOT_CREDENTIALS } from './permissions';
import { statAt, walk } from './walk';

/** Root's view of a namespace from its top: what dockerd and runc use. */
export function rootContext(ns: MountNamespaceImpl, now: () => number): FsContext {
  const root = ns.root();
  return { ns, root, cwd: root, credentials: ROOT_CREDENTIALS, umask: 0o022, now };
}

/** Mounts what a specification says; a bind's path is resolved in `from`. */
export function mountSpec(context: FsContext, spec: MountSpec, from: FsContext): Mount {
  const source = spec.source.kind === 'bind' ? walk(from, spec.source.path) : undefined;
  if (spec.createTarget) makeTarget(context, spec.target, !source || statAt(source).type === 'dir');
  const at = walk(context, spec.target);
  if (source) return context.ns.bind(source, at, { options: spec.options, readOnly: spec.readOnly });
  if (spec.source.kind !== 'fs') throw new SysError('EINVAL');
  return context.ns.attach(at, { fs: spec.source.fs, source: spec.source.name, options: spec.options, readOnly: spec.readOnly });
}

/** Directories down to a mount's target, and an empty file for a file (runc's createMountpoint). */
function makeTarget(context: FsContext, target: string, isDirectory: boolean): void {
  const names = target.split('/').filter((name) => name !== '');
  const last = isDirectory ? undefined : names.pop();
  let path = '';
  for (const name of names) {
    path += `/${name}`;
    ignoreExisting(() => mkdir(context, path, 0o755));
  }
  if (last !== undefined) open(context, `${path}/${last}`, { write: false, read: true, create: true }, 0o755);
}

function ignoreExisting(make: () => void): void {
  try {
    make();
  } catch (error) {
    if (!isSysError(error, 'EEXIST')) throw error;
  }
}

/** mount(2). `makeFs` gives a file system of a type; binds and remounts need none. */
export function mount(context: FsContext, source: string, target: string, type: string, options: string, makeFs: (type: string, options: string) => FileSystem): Mount {
  if (!context.credentials.caps.has('SYS_ADMIN')) throw new SysError('EPERM');
  const words = options.split(',').filter((word) => word !== '');
  const at = walk(context, target);
  if (words.includes('remount')) {
    if (at.ino !== at.mount.rootIno) throw new SysError('EINVAL');
    context.ns.remount(at.mount, options);
    return at.mount;
  }
  if (words.includes('bind') || words.includes('rbind')) {
    const own = words.filter((word) => word !== 'bind' && word !== 'rbind');
    const readOnly = own.includes('ro') || undefined;
    return context.ns.bind(walk(context, source), at, { readOnly });
  }
  const readOnly = words.includes('ro');
  const flags = words.filter((word) => ['nosuid', 'nodev', 'noexec', 'noatime', 'relatime'].includes(word));
  const shown = [...flags, ...(flags.some((word) => word.endsWith('atime')) ? [] : ['relatime'])].join(',');
  return context.ns.attach(at, { fs: makeFs(type, options), source: source || type, options: shown, readOnly });
}

/** umount(2). `isBusy` says whether a process has a file or its directory there. */
export function umount(context: FsContext, target: string, isBusy: (mount: Mount) => boolean = () => false, lazy = false): void {
  if (!context.credentials.caps.has('SYS_ADMIN')) throw new SysError('EPERM');
  const at = walk(context, target);
  if (at.ino !== at.mount.rootIno) throw new SysError('EINVAL');
  if (!at.mount.point || sameLocation(at, context.root)) throw new SysError('EBUSY');
  if (!lazy && isBusy(at.mount)) throw new SysError('EBUSY');
  context.ns.detach(at.mount, lazy);
}
