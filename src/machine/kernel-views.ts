import type { Random } from '../lib/random';
import { SysError } from './errno';
import type { AttrChange } from './file-system';
import type { KernelCore } from './kernel-core';
import type { ProcessInfo } from './kernel-types';
import { CgroupImpl } from './process/cgroup';
import { allRlimits } from './process/groups';
import { PipeFile } from './process/pipe';
import { InodeFile, RegularFile } from './process/inode-files';
import type { OpenFile } from './process/open-file';
import type { PidNamespaceImpl } from './process/pid-namespace';
import type { Process } from './process/process';
import { processInfo } from './process/process-info';
import { SIGNALS, type SignalName } from './signal';
import { allowedCpus, type CgroupNode, type CgroupSource } from './vfs/cgroup-fs';
import type { VirtualDirectory } from './vfs/virtual-fs';
import { pathOf, type MagicTarget } from './vfs/location';
import { walk } from './vfs/path-ops';
import type { ProcDetail, ProcFd, ProcSource } from './vfs/proc/proc-source';

/** What a mounted cgroup2 shows: a group as its root, pids of one namespace. */
export class CgroupView implements CgroupSource {
  constructor(
    private readonly core: KernelCore,
    readonly root: CgroupImpl,
    private readonly ns: PidNamespaceImpl,
  ) {}

  get cpus(): number {
    return this.core.cpus;
  }
  now(): number {
    return this.core.clock.now();
  }
  pids(group: CgroupNode): number[] {
    return [...(group as CgroupImpl).members].map((proc) => proc.pids.in(this.ns)).filter((pid) => pid > 0);
  }
  attach(group: CgroupNode, pid: number): void {
    const proc = this.ns.processes.get(pid);
    if (!proc) throw new SysError('ESRCH');
    proc.joinCgroup(group as CgroupImpl);
  }
  create(parent: CgroupNode, name: string): void {
    new CgroupImpl(`${parent.path === '/' ? '' : parent.path}/${name}`, parent as CgroupImpl);
  }
}

/** What /proc of one pid namespace shows. */
export class ProcView implements ProcSource {
  constructor(
    private readonly core: KernelCore,
    private readonly ns: PidNamespaceImpl,
  ) {}

  get cpus(): number {
    return this.core.cpus;
  }
  get bootMs(): number {
    return this.core.bootMs;
  }
  get random(): Random {
    return this.core.random;
  }
  now(): number {
    return this.core.clock.now();
  }
  callingPid(): number | undefined {
    return this.core.current?.pids.in(this.ns) || undefined;
  }
  pids(): number[] {
    return [...this.ns.processes.keys()];
  }
  info(pid: number): ProcessInfo | undefined {
    const proc = this.ns.processes.get(pid);
    return proc && processInfo(proc, this.ns);
  }

  detail(pid: number): ProcDetail | undefined {
    const proc = this.ns.processes.get(pid);
    if (!proc) return undefined;
    const { fs, ns } = proc;
    return {
      credentials: proc.credentials,
      umask: fs.umask,
      root: fs.root,
      cwd: fs.cwd,
      cwdPath: pathOf(fs.cwd, fs.root),
      rootPath: '/',
      exe: exeOf(proc),
      namespaces: {
        cgroup: 4026531835, ipc: ns.ipc.id, mnt: ns.mnt.id, net: ns.net.id, pid: ns.pid.id, time: 4026531834, user: 4026531837, uts: ns.uts.id,
      },
      net: ns.net,
      uts: ns.uts,
      mounts: ns.mnt.mounts(fs.root),
      fds: proc.fds.numbers(),
      limits: allRlimits(proc),
      oomScoreAdj: proc.oomScoreAdj,
      noNewPrivileges: proc.noNewPrivileges,
      boundingCaps: proc.bounding,
      seccomp: this.ns.level > 0,
      ignoredSignals: mask(proc, (handler) => handler === 'ignore'),
      caughtSignals: mask(proc, (handler) => typeof handler === 'function'),
      cpusAllowed: allowedCpus(proc.cgroup, this.core.cpus),
      cgroupPath: this.cgroupPath(proc),
    };
  }

  /** A container sees its own group as the root (a private cgroup namespace). */
  private cgroupPath(proc: Process): string {
    const base = this.ns.level === 0 ? '/' : (this.ns.init?.cgroup.path ?? '/');
    const { path } = proc.cgroup;
    if (base === '/') return path;
    return path === base ? '/' : path.startsWith(`${base}/`) ? path.slice(base.length) : `/..${path}`;
  }

  fd(pid: number, fd: number): ProcFd | undefined {
    const proc = this.ns.processes.get(pid);
    const file = proc?.fds.find(fd);
    if (!proc || !file) return undefined;
    const isInode = file instanceof InodeFile;
    return {
      text: file.path,
      target: targetOf(file),
      readable: file.access.read,
      writable: file.access.write,
      append: file.append,
      closeOnExec: proc.fds.closeOnExec(fd),
      offset: file instanceof RegularFile ? file.offset : 0,
      mountId: isInode ? file.location.mount.id : 15,
      ino: file.stat().ino,
    };
  }

  private get(pid: number): Process {
    const proc = this.ns.processes.get(pid);
    if (!proc) throw new SysError('ESRCH');
    return proc;
  }
  setOomScoreAdj(pid: number, value: number): void {
    this.get(pid).oomScoreAdj = value;
  }
  setComm(pid: number, comm: string): void {
    this.get(pid).comm = comm;
  }
  setHostname(pid: number, name: string): void {
    this.get(pid).ns.uts.hostname = name;
  }
  sysctl(name: string): string | undefined {
    return this.core.sysctl(this.core.current, name);
  }
  setSysctl(name: string, value: string): void {
    this.core.setSysctl(this.core.current, name, value);
  }
  formats(): VirtualDirectory {
    return formatsOf(this.ns === this.core.host.pid ? this.core : undefined);
  }
  memory(): { totalBytes: number; freeBytes: number; availableBytes: number } {
    return this.core.memory();
  }
  cpuUs(): number {
    return this.core.rootCgroup.cpuUs;
  }
  loadAverage(): readonly [number, number, number] {
    return this.core.loadAverage();
  }
  lastPid(): number {
    return this.ns.nextPid - 1;
  }
  uname(): { sysname: string; release: string; version: string; machine: string } {
    return this.core.uname;
  }
}

/** What binfmt_misc holds, which is nothing until it is loaded. */
export function formatsOf(core: KernelCore | undefined): VirtualDirectory {
  return { kind: 'dir', mode: 0o755, names: () => core?.formats?.directory().names() ?? [], child: (name) => core?.formats?.directory().child(name) };
}

function exeOf(proc: Process): ProcDetail['exe'] {
  try {
    return walk(proc.fs, proc.exePath);
  } catch {
    return undefined;
  }
}

function targetOf(file: OpenFile): MagicTarget {
  if (file instanceof InodeFile) return { kind: 'location', location: file.location };
  return {
    kind: 'handle',
    open: {
      handle: file,
      stat: () => file.stat(),
      setattr: (change: AttrChange) => {
        if (change.size !== undefined) throw new SysError('EINVAL');
        if (!(file instanceof PipeFile)) return;
        const { uid = file.buffer.owner.uid, gid = file.buffer.owner.gid, mode = file.buffer.owner.mode } = change;
        file.buffer.owner = { uid, gid, mode };
      },
    },
  };
}

function mask(proc: Process, test: (handler: unknown) => boolean): bigint {
  let bits = 0n;
  for (const [signal, handler] of proc.handlers) if (test(handler)) bits |= 1n << BigInt(SIGNALS[signal as SignalName] - 1);
  return bits;
}
