import { SysError } from './errno';
import type { FileSystem } from './file-system';
import type { KernelCore } from './kernel-core';
import type { CgroupImpl } from './process/cgroup';
import type { PidNamespaceImpl } from './process/pid-namespace';
import type { NetNamespaceImpl } from './net/namespace';
import type { Process } from './process/process';
import { InodeFile } from './process/inode-files';
import type { Mount } from './vfs/location';
import { CgroupFs } from './vfs/cgroup-fs';
import { DevPts } from './vfs/dev-pts';
import { makeDevTmpfs } from './vfs/dev-tmpfs';
import { MemoryFs } from './vfs/memory-fs';
import { ProcFs } from './vfs/proc/proc-fs';
import { VirtualFs } from './vfs/virtual-fs';
import { SysFs } from './vfs/sys-fs';
import { CgroupView, formatsOf, ProcView } from './kernel-views';

/** Whose view a kernel file system shows. */
export interface FsView {
  pid: PidNamespaceImpl;
  net: NetNamespaceImpl;
  cgroup: CgroupImpl;
  sizeBytes?: number;
  mode?: number;
}

/** A fresh file system of one of the kernel's own types. */
export function makeFs(core: KernelCore, type: string, view: FsView, dev = core.nextDevice()): FileSystem {
  const now = (): number => core.clock.now();
  switch (type) {
    case 'tmpfs':
    case 'mqueue':
      return new MemoryFs({ dev, type, now, sizeBytes: view.sizeBytes ?? core.memoryBytes / 2, rootMode: view.mode ?? 0o1777, superOptions: tmpfsOptions(view) });
    case 'devtmpfs':
      return makeDevTmpfs({ dev, now, sizeBytes: view.sizeBytes });
    default: {
      const fs = makeView(core, type, view, dev);
      core.views.set(fs, { type, view });
      return fs;
    }
  }
}

function makeView(core: KernelCore, type: string, view: FsView, dev: number): FileSystem {
  const now = (): number => core.clock.now();
  switch (type) {
    case 'devpts':
      return new DevPts({ dev, now });
    case 'sysfs':
      return new SysFs({ net: view.net, cpus: core.cpus, now }, { dev });
    case 'cgroup2':
      return new CgroupFs(new CgroupView(core, view.cgroup, view.pid), { dev });
    case 'proc':
      return new ProcFs(new ProcView(core, view.pid), { dev });
    case 'binfmt_misc':
      return new VirtualFs(type, dev, formatsOf(core), now);
    default:
      throw new SysError('ENODEV');
  }
}

/** `size=65536k,mode=755`, as Linux shows a tmpfs's options that aren't the defaults. */
function tmpfsOptions(view: FsView): string | undefined {
  const words: string[] = [];
  if (view.sizeBytes !== undefined) words.push(`size=${Math.ceil(view.sizeBytes / 1024)}k`);
  if (view.mode !== undefined && view.mode !== 0o1777) words.push(`mode=${view.mode.toString(8)}`);
  return words.length > 0 ? words.join(',') : undefined;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** What mount(2) makes for a type, with the options that Linux knows: size, mode. */
export function mountFs(core: KernelCore, proc: Process, type: string, options: string): FileSystem {
  const words = new Map(options.split(',').map((word) => word.split('=', 2) as [string, string | undefined]));
  const [, amount, unit] = /^(\d+)([kmg]?)$/i.exec(words.get('size') ?? '') ?? [];
  const sizeBytes = amount === undefined ? undefined : Number(amount) * UNITS[unit!.toLowerCase()]!;
  const mode = words.get('mode');
  return makeFs(core, type, { pid: proc.ns.pid, net: proc.ns.net, cgroup: proc.cgroup, sizeBytes, mode: mode === undefined ? undefined : parseInt(mode, 8) });
}

/** Whether a process has a file, its root or its working directory on a mount (EBUSY of umount(2)). */
export function usesMount(core: KernelCore, mount: Mount): boolean {
  for (const proc of core.processes()) {
    if (!proc.running) continue;
    if (proc.fs.cwd.mount === mount || proc.fs.root.mount === mount) return true;
    for (const fd of proc.fds.numbers()) {
      const file = proc.fds.get(fd);
      if (file instanceof InodeFile && file.location.mount === mount) return true;
    }
  }
  return false;
}

/** Every file system that is mounted in a process's namespace or lies below such a one. */
export function* knownFileSystems(core: KernelCore): Generator<FileSystem> {
  const seen = new Set<FileSystem>();
  const namespaces = new Set([core.host.mnt, ...[...core.processes()].map((proc) => proc.ns.mnt)]);
  for (const ns of namespaces) {
    for (const { fs } of ns.all()) {
      for (const each of [fs, ...(fs.parts ?? [])]) {
        if (seen.has(each)) continue;
        seen.add(each);
        yield each;
      }
    }
  }
}

export function findFileSystem(core: KernelCore, dev: number): FileSystem | undefined {
  for (const fs of knownFileSystems(core)) if (fs.dev === dev) return fs;
  return undefined;
}
