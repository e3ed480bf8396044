import type { SimulatedClock } from '../lib/clock';
import { SysError } from './errno';
import type { FileSystem } from './file-system';
import type { KernelCore } from './kernel-core';
import { makeFs } from './kernel-mounts';
import type { FsData, LocationData, MachineSnapshot, MountData, ProcessData } from './kernel-snapshot';
import { restoreFile, type FileContext } from './kernel-restore-files';
import { restoreCgroups, restoreNets } from './kernel-restore-groups';
import type { IpcNamespace, UtsNamespace } from './kernel-types';
import type { NetNamespaceImpl } from './net/namespace';
import { start } from './process/birth';
import type { CgroupImpl } from './process/cgroup';
import { findProgram } from './process/load';
import type { OpenFile } from './process/open-file';
import { PidNamespaceImpl, PidSet } from './process/pid-namespace';
import { PipeBuffer } from './process/pipe';
import { Process, ProcessGroup, Session } from './process/process';
import { terminate } from './process/terminate';
import type { Tty } from './tty/tty';
import { Disk } from './vfs/disk';
import { FsImage } from './vfs/fs-image';
import type { Location, Mount } from './vfs/location';
import { MemoryFs } from './vfs/memory-fs';
import { MountNamespaceImpl, type NewMount } from './vfs/mount-namespace';
import { OverlayFs } from './vfs/overlay-fs';

/**
 * Puts a kernel on which nothing runs into a snapshot's state. Processes that had said how they are resumed start
 * again as their executables' programs; the others end as if hung up, which their parents see.
 */
export async function restoreMachine(core: KernelCore, clock: SimulatedClock, snapshot: MachineSnapshot): Promise<void> {
  const restorer = new Restorer(core, snapshot);
  restorer.restore();
  // Time stands, and work costs nothing, until each process is where it was.
  const stood = clock.isStopped;
  clock.stop();
  core.resuming = true;
  await restorer.resume();
  for (let turn = 0; turn < 2 || (turn < RESUME_TURNS && clock.awaitsOutside); turn++) await clock.turn();
  core.resuming = false;
  if (!stood) clock.start();
}

/** Turns for what processes load while they are taken up; one that needs longer goes on by itself. */
const RESUME_TURNS = 500;

class Restorer implements FileContext {
  private readonly nets: ReadonlyMap<number, NetNamespaceImpl>;
  private readonly pidNamespaces = new Map<number, PidNamespaceImpl>();
  private readonly uts = new Map<number, UtsNamespace>();
  private readonly ipc = new Map<number, IpcNamespace>();
  private readonly mnts = new Map<number, MountNamespaceImpl>();
  private readonly mounts = new Map<number, Mount>();
  private readonly disks: Disk[];
  private readonly fileSystems: (FileSystem | undefined)[] = [];
  private readonly ttys: (Tty | undefined)[] = [];
  private readonly pipes: (PipeBuffer | undefined)[] = [];
  private readonly files: (OpenFile | undefined)[] = [];
  private readonly ids = new Map<number, PidSet>();
  private readonly sessions = new Map<number, Session>();
  private readonly groups = new Map<number, ProcessGroup>();
  private readonly processes = new Map<number, Process>();
  private readonly cgroups: ReadonlyMap<string, CgroupImpl>;

  constructor(
    readonly core: KernelCore,
    private readonly data: MachineSnapshot,
  ) {
    core.random.restore(data.random);
    core.bootMs = data.bootMs;
    core.sysctlTable.clear();
    for (const [name, value] of data.sysctls) core.sysctlTable.set(name, value);
    this.cgroups = restoreCgroups(core, data.cgroups);
    this.nets = restoreNets(core, data.nets);
    for (const each of data.uts) this.uts.set(each.id, { ...each });
    for (const id of data.ipc) this.ipc.set(id, { id });
    for (const { id, parent, nextPid, dead } of data.pidNamespaces) {
      const ns = new PidNamespaceImpl(id, parent === undefined ? undefined : this.pidNamespaces.get(parent));
      ns.nextPid = nextPid;
      ns.dead = dead;
      this.pidNamespaces.set(id, ns);
    }
    this.disks = data.disks.map(({ sizeBytes, maxFiles }) => new Disk(sizeBytes, maxFiles));
  }

  restore(): void {
    const { core, data } = this;
    const { host } = data;
    // Before the mounts, whose views ask for the host's namespaces where their own are gone.
    const own = { net: this.net(host.net), pid: this.pidNamespaces.get(host.pid)!, uts: this.uts.get(host.uts)!, ipc: this.ipc.get(host.ipc)! };
    core.host = { ...core.host, ...own };
    for (const { ids } of data.sessions) this.sessions.set(ids.numbers[0]!, new Session(this.pidSet(ids), undefined));
    for (const { ids, session } of data.groups) this.groups.set(ids.numbers[0]!, new ProcessGroup(this.pidSet(ids), this.sessions.get(session)!));
    for (const i of data.ttys.keys()) if (this.isUsed(i)) this.tty(i);
    for (const { id, mounts } of data.mountNamespaces) this.mountNamespace(id, mounts);
    core.host.mnt = this.mnts.get(host.mnt)!;
    for (const each of data.processes) this.process(each);
    for (const each of data.processes) this.link(each);
    for (const { ids, leader } of data.sessions) this.sessions.get(ids.numbers[0]!)!.leader = leader === undefined ? undefined : this.processes.get(leader);
    core.restoreCounters(data.counters);
    core.watchHost();
    core.host.net.onListenChange?.();
  }

  /** Ends what can't go on, then starts the rest in the order of birth. */
  async resume(): Promise<void> {
    const { core, data } = this;
    if (core.hasFormats) await core.loadFormats();
    const ready: { proc: Process; resumed: unknown; main: Parameters<typeof start>[2] }[] = [];
    for (const each of data.processes) {
      const proc = this.processes.get(each.pids.numbers[0]!)!;
      if (!proc.running) continue;
      const program = each.resume && each.programName !== undefined ? await findProgram(core, each.programName) : undefined;
      if (program) ready.push({ proc, resumed: each.resume!.data, main: (sys) => program.main(sys) });
      else {
        core.lost.set(proc.pids.host, proc.ns);
        terminate(proc, { kind: 'signaled', signal: 'SIGHUP', core: false });
      }
    }
    for (const { proc, resumed, main } of ready) if (proc.running) start(core, proc, main, resumed);
  }

  // What data refers to by number

  net(id: number): NetNamespaceImpl {
    return this.nets.get(id) ?? this.core.host.net;
  }

  fs(index: number): FileSystem {
    return (this.fileSystems[index] ??= this.makeFs(this.data.fileSystems[index]!));
  }

  private makeFs(data: FsData): FileSystem {
    const now = (): number => this.core.clock.now();
    switch (data.kind) {
      case 'memory': {
        const { type, dev, readOnly, superOptions, disk, image } = data;
        return MemoryFs.fromImage(FsImage.deserialize(image), { type, dev, readOnly, superOptions, disk: this.disks[disk]!, now });
      }
      case 'overlay': {
        const upper = this.fs(data.upper);
        if (!(upper instanceof MemoryFs)) throw new SysError('EINVAL');
        const lower = 'image' in data.lower ? FsImage.deserialize(data.lower.image) : this.fs(data.lower.fs);
        return new OverlayFs(lower, upper, { dev: data.dev, superOptions: data.superOptions });
      }
      case 'view': {
        const { host, rootCgroup } = this.core;
        const view = { pid: this.pidNamespaces.get(data.pid) ?? host.pid, net: this.net(data.net), cgroup: this.cgroups.get(data.cgroup) ?? rootCgroup };
        return makeFs(this.core, data.type, view, data.dev);
      }
    }
  }

  /** Ptys of which nothing in the machine is left aren't brought back. */
  private isUsed(index: number): boolean {
    return this.data.files.some((file) => (file.kind === 'tty' || file.kind === 'master') && file.tty === index);
  }

  tty(index: number): Tty {
    const known = this.ttys[index];
    if (known) return known;
    const data = this.data.ttys[index]!;
    const tty = this.core.ptys.allocate(data.fs === undefined ? undefined : this.fs(data.fs), data.owner.uid, data.size, data.index);
    Object.assign(tty.owner, data.owner);
    tty.discipline.set(data.termios);
    tty.discipline.restoreInput(data.input);
    tty.discipline.output.push(data.output.slice());
    tty.session = data.session === undefined ? undefined : this.sessions.get(data.session);
    if (tty.session) tty.session.tty = tty;
    tty.foreground = data.foreground === undefined ? undefined : this.groups.get(data.foreground);
    return (this.ttys[index] = tty);
  }

  pipe(index: number, existing?: PipeBuffer): PipeBuffer {
    const known = this.pipes[index];
    if (known) return known;
    const { ino, bytes, hadReader, hadWriter, owner } = this.data.pipes[index]!;
    const buffer = existing ?? new PipeBuffer(ino);
    buffer.queue.tryWrite(bytes);
    buffer.hadReader = hadReader;
    buffer.hadWriter = hadWriter;
    buffer.owner = owner;
    return (this.pipes[index] = buffer);
  }

  location({ mount: id, names }: LocationData): Location {
    const mount = this.mounts.get(id);
    if (!mount) return this.core.host.mnt.root();
    let at: Location = { mount, ino: mount.rootIno, parent: mount.point?.parent, name: mount.point?.name ?? '' };
    for (const { name, ino } of names) {
      // The kernel's own file systems number their inodes anew.
      const found = this.core.views.has(mount.fs) ? (mount.fs.lookup(at.ino, name) ?? ino) : ino;
      at = { mount, ino: found, parent: at, name };
    }
    return at;
  }

  private pidSet({ ns, numbers }: { ns: number; numbers: number[] }): PidSet {
    const host = numbers[0]!;
    let ids = this.ids.get(host);
    if (!ids) this.ids.set(host, (ids = new PidSet(this.pidNamespaces.get(ns)!, [...numbers])));
    return ids;
  }

  private file(index: number): OpenFile {
    return (this.files[index] ??= restoreFile(this, this.data.files[index]!));
  }

  // Mounts

  private mountNamespace(id: number, mounts: readonly MountData[]): void {
    let mountId = 0;
    const [root, ...others] = mounts;
    mountId = root!.id;
    const ns = new MountNamespaceImpl(id, () => (mountId === 0 ? this.core.nextMountId() : mountId), this.newMount(root!));
    this.mounts.set(root!.id, ns.all()[0]!);
    for (const data of others) {
      mountId = data.id;
      this.mounts.set(data.id, ns.attach(this.location(data.point!), this.newMount(data)));
    }
    mountId = 0;
    this.mnts.set(id, ns);
  }

  private newMount({ fs: index, rootIno, rootPath, source, options, readOnly }: MountData): NewMount {
    const fs = this.fs(index);
    const ino = this.core.views.has(fs) ? rootPath.split('/').reduce((at, name) => (name === '' ? at : (fs.lookup(at, name) ?? at)), fs.root) : rootIno;
    return { fs, rootIno: ino, rootPath, source, options, readOnly };
  }

  // Processes

  private process(data: ProcessData): void {
    const { core } = this;
    const pids = this.pidSet(data.pids);
    const ns = {
      mnt: this.mnts.get(data.ns.mnt)!, net: this.net(data.ns.net), uts: this.uts.get(data.ns.uts)!, ipc: this.ipc.get(data.ns.ipc)!, pid: pids.ns,
    };
    const credentials = { ...data.credentials, groups: [...data.credentials.groups], caps: new Set(data.credentials.caps) };
    const fs = { ns: ns.mnt, root: this.location(data.root), cwd: this.location(data.cwd), credentials, umask: data.umask, now: () => core.clock.now() };
    const cgroup = this.cgroups.get(data.cgroup) ?? core.rootCgroup;
    const proc = new Process(core, pids, ns, fs, cgroup, data.startMs);
    this.processes.set(pids.host, proc);
    for (let at: PidNamespaceImpl | undefined = pids.ns; at; at = at.parent) at.processes.set(pids.in(at), proc);
    if (pids.own === 1) pids.ns.init = proc;
    const { argv, env, comm, exePath, programName, emulated, nice, cpuUs, cpuDebtUs, memoryBytes, oomScoreAdj, noNewPrivileges, autoReap, status, stopped, unreported } = data;
    Object.assign(proc, { argv: [...argv], env: { ...env }, comm, exePath, programName, emulated, nice, cpuUs, cpuDebtUs, memoryBytes, oomScoreAdj, noNewPrivileges, autoReap, status, stopped, unreported });
    proc.bounding = new Set(data.bounding);
    proc.running = status === undefined;
    for (const [name, [soft, hard]] of data.rlimits) proc.rlimits.set(name, [soft, hard]);
    for (const signal of data.ignored) proc.handlers.set(signal, 'ignore');
    proc.setGroup(this.groups.get(data.group)!);
    if (!proc.running) return;
    core.processCount++;
    cgroup.members.add(proc);
  }

  /** What needs the other processes to be there: the family, and descriptors. */
  private link(data: ProcessData): void {
    const proc = this.processes.get(data.pids.numbers[0]!)!;
    const parent = data.parent === undefined ? undefined : this.processes.get(data.parent);
    proc.parent = parent;
    parent?.children.add(proc);
    for (const { fd, file, closeOnExec } of data.fds) proc.fds.set(fd, this.file(file), closeOnExec);
  }
}
