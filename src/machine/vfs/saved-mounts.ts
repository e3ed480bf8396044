import type { FileSystem } from '../file-system';
import type { Location, Mount } from './location';
import { MountNamespaceImpl } from './mount-namespace';
import type { FileSystemSaver } from './saved-file-systems';

/** A place as plain data: the mount by its id. */
export interface SavedLocation {
  mount: number;
  ino: number;
  name: string;
  parent: SavedLocation | undefined;
}

interface SavedMount {
  id: number;
  point: SavedLocation | undefined;
  fs: number;
  rootIno: number;
  rootPath: string;
  source: string;
  options: string;
  readOnly: boolean;
}

export interface SavedNamespace {
  id: number;
  mounts: SavedMount[];
}

export function saveLocation(at: Location): SavedLocation {
  return { mount: at.mount.id, ino: at.ino, name: at.name, parent: at.parent && saveLocation(at.parent) };
}

/** `mounts` holds the mounts of all namespaces, by id. */
export function restoreLocation(saved: SavedLocation, mounts: ReadonlyMap<number, Mount>): Location {
  const mount = mounts.get(saved.mount);
  if (!mount) throw new Error(`mount ${saved.mount} wasn't saved`);
  return { mount, ino: saved.ino, name: saved.name, parent: saved.parent && restoreLocation(saved.parent, mounts) };
}

export function saveNamespace(ns: MountNamespaceImpl, saver: FileSystemSaver): SavedNamespace {
  const mounts = ns.all().map(({ id, point, fs, rootIno, rootPath, source, options, readOnly }) => ({ id, point: point && saveLocation(point), fs: saver.numberOf(fs), rootIno, rootPath, source, options, readOnly }));
  return { id: ns.id, mounts };
}

/** Mounts everything again with the ids that it had, entering each mount into `mounts`. */
export function restoreNamespace(saved: SavedNamespace, systems: readonly FileSystem[], nextMountId: () => number, mounts: Map<number, Mount>): MountNamespaceImpl {
  const [first, ...rest] = saved.mounts;
  if (!first) throw new Error('a mount namespace without a root');
  const ids = saved.mounts.map((mount) => mount.id);
  const ns = new MountNamespaceImpl(saved.id, () => ids.shift() ?? nextMountId(), { ...first, fs: systems[first.fs]! });
  mounts.set(first.id, ns.all()[0]!);
  for (const one of rest) mounts.set(one.id, ns.attach(restoreLocation(one.point!, mounts), { ...one, fs: systems[one.fs]! }));
  return ns;
}
