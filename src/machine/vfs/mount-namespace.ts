import { SysError } from '../errno';
import type { FileSystem } from '../file-system';
import type { MountInfo, MountNamespace } from '../kernel-types';
import { crossMounts, pathInFs, pathOf, type Location, type Mount } from './location';

export interface NewMount {
  fs: FileSystem;
  source: string;
  options?: string;
  readOnly?: boolean;
  rootIno?: number;
  rootPath?: string;
}

/** A line of the mount table; `dev` is what mountinfo shows as major:minor. */
export interface MountEntry extends MountInfo {
  dev: number;
}

const MOUNT_FLAGS = new Set(['rw', 'ro', 'nosuid', 'nodev', 'noexec', 'noatime', 'nodiratime', 'relatime', 'strictatime']);

/** A mount table (mount_namespaces(7)); propagation is private throughout. */
export class MountNamespaceImpl implements MountNamespace {
  private readonly list: Mount[] = [];
  private readonly rootMount: Mount;

  constructor(
    readonly id: number,
    private readonly nextMountId: () => number,
    root: NewMount,
  ) {
    this.rootMount = this.newMount(undefined, undefined, root);
    this.list.push(this.rootMount);
  }

  /** The top of the tree: whatever lies uppermost at /. */
  root(): Location {
    return crossMounts({ mount: this.rootMount, ino: this.rootMount.rootIno, parent: undefined, name: '' });
  }

  /** Covers a place. The place must be a directory exactly when the new mount's root is one (ENOTDIR). */
  attach(at: Location, mount: NewMount): Mount {
    const top = crossMounts(at);
    const made = this.newMount(top.mount, top, mount);
    const isDirectory = made.fs.getattr(made.rootIno).type === 'dir';
    if (isDirectory !== (top.mount.fs.getattr(top.ino).type === 'dir')) throw new SysError('ENOTDIR');
    made.fs.retain(made.rootIno);
    top.mount.children.set(top.ino, made);
    this.list.push(made);
    return made;
  }

  /** A bind mount of a place, with its flags unless others are given. */
  bind(from: Location, at: Location, options: { options?: string; readOnly?: boolean } = {}): Mount {
    const readOnly = options.readOnly ?? from.mount.readOnly;
    return this.attach(at, {
      fs: from.mount.fs,
      source: from.mount.source,
      rootIno: from.ino,
      rootPath: pathInFs(from),
      options: options.options ?? withFlag(from.mount.options, readOnly),
      readOnly,
    });
  }

  /** umount(2). EBUSY while something is mounted below, unless it goes with it (MNT_DETACH). */
  detach(mount: Mount, lazy = false): void {
    if (!this.list.includes(mount)) throw new SysError('EINVAL');
    if (!mount.point || (mount.children.size > 0 && !lazy)) throw new SysError('EBUSY');
    for (const child of [...mount.children.values()]) this.detach(child, true);
    mount.parent!.children.delete(mount.point.ino);
    this.list.splice(this.list.indexOf(mount), 1);
    mount.fs.release(mount.rootIno);
  }

  /** mount -o remount: new flags on an existing mount. */
  remount(mount: Mount, options: string): void {
    mount.readOnly = options.split(',').includes('ro');
    mount.options = withFlag(options.split(',').filter((word) => word !== 'remount' && word !== 'bind').join(','), mount.readOnly);
  }

  /** Ends the namespace: lets go of everything mounted in it. */
  close(): void {
    for (const child of [...this.rootMount.children.values()]) this.detach(child, true);
  }

  /** clone(2) with CLONE_NEWNS: the same mounts, and places of the old namespace as places of the new one. */
  clone(id: number): { ns: MountNamespaceImpl; translate: (location: Location) => Location } {
    const copies = new Map<Mount, Mount>();
    const translate = (location: Location): Location => ({
      mount: copies.get(location.mount) ?? location.mount,
      ino: location.ino,
      parent: location.parent && translate(location.parent),
      name: location.name,
    });
    const ns = new MountNamespaceImpl(id, this.nextMountId, this.rootMount);
    copies.set(this.rootMount, ns.rootMount);
    for (const mount of this.list.slice(1)) copies.set(mount, ns.attach(translate(mount.point!), mount));
    return { ns, translate };
  }

  all(): readonly Mount[] {
    return this.list;
  }

  /** The table as a process with this root sees it. */
  mounts(root: Location = this.root()): MountEntry[] {
    return this.list.map((mount) => ({
      id: mount.id,
      dev: mount.fs.dev,
      parentId: mount.parent?.id ?? 1,
      source: mount.source,
      target: mount.point ? pathOf(mount.point, root) : '/',
      type: mount.fs.type,
      options: shownOptions(mount),
      root: mount.rootPath,
      readOnly: mount.readOnly,
    }));
  }

  private newMount(parent: Mount | undefined, point: Location | undefined, mount: NewMount): Mount {
    const readOnly = mount.readOnly ?? mount.options?.split(',').includes('ro') ?? false;
    return {
      id: this.nextMountId(),
      parent,
      point,
      fs: mount.fs,
      rootIno: mount.rootIno ?? mount.fs.root,
      rootPath: mount.rootPath ?? '/',
      source: mount.source,
      options: withFlag(mount.options ?? 'rw,relatime', readOnly),
      readOnly,
      children: new Map(),
    };
  }
}

function withFlag(options: string, readOnly: boolean): string {
  const rest = options.split(',').filter((word) => word && word !== 'rw' && word !== 'ro' && word !== 'bind' && word !== 'rbind');
  return [readOnly ? 'ro' : 'rw', ...rest].join(',');
}

function shownOptions(mount: Mount): string {
  return mount.fs.superOptions ? `${mount.options},${mount.fs.superOptions}` : mount.options;
}

/** mountinfo keeps the mount's options and the super block's apart. */
export function splitOptions(options: string): { mount: string; superBlock: string } {
  const words = options.split(',');
  const own = words.filter((word) => MOUNT_FLAGS.has(word));
  const rest = words.filter((word) => !MOUNT_FLAGS.has(word));
  return { mount: own.join(','), superBlock: ['rw', ...rest].join(',') };
}
