import { concat, EMPTY } from '../lib/bytes';
import { SysError } from './errno';
import type { FileSystem } from './file-system';
import type { KernelCore } from './kernel-core';
import type {
  CgroupData, CredentialsData, FsData, LocationData, MachineSnapshot, MountData, NetData, OpenFileData, PidSetData, ProcessData, TtyData,
} from './kernel-snapshot';
import { Listener } from './net/listener';
import type { NetNamespaceImpl } from './net/namespace';
import { StreamSocket } from './net/stream-socket';
import { UdpSocket } from './net/udp-socket';
import type { CgroupImpl } from './process/cgroup';
import { InodeFile, RegularFile } from './process/inode-files';
import type { OpenFile } from './process/open-file';
import { OutsideFile } from './process/outside-file';
import type { PidNamespaceImpl, PidSet } from './process/pid-namespace';
import { PipeFile, type PipeBuffer } from './process/pipe';
import type { Process, ProcessGroup, Session } from './process/process';
import type { Credentials } from './sys';
import { PtyMasterFile, TtyFile } from './tty/tty-files';
import type { Tty } from './tty/tty';
import type { Disk } from './vfs/disk';
import type { Location, Mount } from './vfs/location';
import { MemoryFs } from './vfs/memory-fs';
import type { MountNamespaceImpl } from './vfs/mount-namespace';
import { OverlayFs } from './vfs/overlay-fs';

/** Things in the order in which they were first met; data refers to them by their place. */
class Numbered<T> {
  readonly list: T[] = [];
  private readonly numbers = new Map<T, number>();
  of(thing: T): number {
    let number = this.numbers.get(thing);
    if (number === undefined) {
      number = this.list.push(thing) - 1;
      this.numbers.set(thing, number);
    }
    return number;
  }
}

/** The machine as a value. What programs gave as resumable state is taken over as it is: it is theirs to copy. */
export function saveMachine(core: KernelCore): MachineSnapshot {
  return new Saver(core).save();
}

class Saver {
  private readonly disks = new Numbered<Disk>();
  private readonly fileSystems = new Numbered<FileSystem>();
  private readonly ttys = new Numbered<Tty>();
  private readonly pipes = new Numbered<PipeBuffer>();
  private readonly files = new Numbered<OpenFile>();
  private readonly mnts = new Numbered<MountNamespaceImpl>();
  private readonly sessions = new Map<number, Session>();
  private readonly groups = new Map<number, ProcessGroup>();

  constructor(private readonly core: KernelCore) {}

  save(): MachineSnapshot {
    const { core } = this;
    const { host } = core;
    this.mnts.of(host.mnt);
    const all = [...core.processes()];
    const processes = all.map((proc) => this.process(proc));
    const uts = new Map([host.uts, ...all.map((proc) => proc.ns.uts)].map((ns) => [ns.id, { ...ns }]));
    const mountNamespaces = this.mnts.list.map((ns) => ({ id: ns.id, mounts: ns.all().map((mount) => this.mount(mount)) }));
    const files = this.files.list.map((file) => this.file(file));
    for (const tty of core.ptys.all()) this.ttys.of(tty);
    const ttys = this.ttys.list.map((tty) => this.tty(tty));
    return {
      version: 1,
      nowMs: core.clock.now(),
      bootMs: core.bootMs,
      random: core.random.save(),
      counters: core.saveCounters(),
      sysctls: [...core.sysctlTable],
      cgroups: [...cgroupTree(core.rootCgroup)].map(cgroupData),
      nets: [...core.nets].map(netData),
      uts: [...uts.values()],
      ipc: [...new Set([host.ipc.id, ...all.map((proc) => proc.ns.ipc.id)])],
      pidNamespaces: pidNamespaces(core, all),
      host: { mnt: host.mnt.id, net: host.net.id, uts: host.uts.id, ipc: host.ipc.id, pid: host.pid.id },
      mountNamespaces,
      ttys,
      files,
      sessions: [...this.sessions.values()].map((session) => ({ ids: idsData(session.ids), leader: session.leader?.pids.host })),
      groups: [...this.groups.values()].map((group) => ({ ids: idsData(group.ids), session: group.session.ids.host })),
      processes,
      pipes: this.pipes.list.map(({ ino, queue, hadReader, hadWriter, owner }) => ({ ino, bytes: concat([EMPTY, ...queue.peekAll()]).slice(), hadReader, hadWriter, owner })),
      // Last, for an overlay brings in what it lies over.
      fileSystems: this.fileSystemList(),
      disks: this.disks.list.map(({ sizeBytes, maxFiles }) => ({ sizeBytes, maxFiles })),
    };
  }

  private fileSystemList(): FsData[] {
    const data: FsData[] = [];
    for (let i = 0; i < this.fileSystems.list.length; i++) data.push(this.fileSystem(this.fileSystems.list[i]!));
    return data;
  }

  private fileSystem(fs: FileSystem): FsData {
    const { dev, type, superOptions } = fs;
    if (fs instanceof MemoryFs) return { kind: 'memory', type, dev, readOnly: fs.readOnly, superOptions, disk: this.disks.of(fs.disk), image: fs.snapshot().serialize() };
    if (fs instanceof OverlayFs) {
      const lower = fs.lowerImage ? { image: fs.lowerImage.serialize() } : { fs: this.fileSystems.of(fs.lower) };
      return { kind: 'overlay', dev, superOptions, lower, upper: this.fileSystems.of(fs.upper) };
    }
    const known = this.core.views.get(fs);
    if (!known) throw new SysError('ENOSYS');
    return { kind: 'view', type, dev, pid: known.view.pid.id, net: known.view.net.id, cgroup: known.view.cgroup.path };
  }

  private location(at: Location): LocationData {
    const names: LocationData['names'] = [];
    let here = at;
    while (here.ino !== here.mount.rootIno && here.parent && here.parent.mount === here.mount) {
      names.unshift({ name: here.name, ino: here.ino });
      here = here.parent;
    }
    return { mount: at.mount.id, names };
  }

  private mount(mount: Mount): MountData {
    const { id, rootIno, rootPath, source, options, readOnly } = mount;
    return { id, point: mount.point && this.location(mount.point), fs: this.fileSystems.of(mount.fs), rootIno, rootPath, source, options, readOnly };
  }

  private process(proc: Process): ProcessData {
    this.mnts.of(proc.ns.mnt);
    this.groups.set(proc.group.ids.host, proc.group);
    this.sessions.set(proc.session.ids.host, proc.session);
    const { ns } = proc;
    const ignored = [...proc.handlers].filter(([, handler]) => handler === 'ignore').map(([signal]) => signal);
    return {
      pids: idsData(proc.pids),
      ns: { mnt: ns.mnt.id, net: ns.net.id, uts: ns.uts.id, ipc: ns.ipc.id },
      parent: proc.parent?.pids.host,
      group: proc.group.ids.host,
      argv: [...proc.argv],
      env: { ...proc.env },
      comm: proc.comm,
      exePath: proc.exePath,
      programName: proc.programName,
      emulated: proc.emulated,
      credentials: credentialsData(proc.credentials),
      bounding: [...proc.bounding],
      umask: proc.fs.umask,
      root: this.location(proc.fs.root),
      cwd: this.location(proc.fs.cwd),
      cgroup: proc.cgroup.path,
      startMs: proc.startMs,
      nice: proc.nice,
      cpuUs: proc.cpuUs,
      cpuDebtUs: proc.cpuDebtUs,
      memoryBytes: proc.memoryBytes,
      oomScoreAdj: proc.oomScoreAdj,
      noNewPrivileges: proc.noNewPrivileges,
      rlimits: [...proc.rlimits].map(([name, [soft, hard]]) => [name, [soft, hard]]),
      ignored,
      autoReap: proc.autoReap,
      status: proc.status,
      stopped: proc.stopped,
      unreported: proc.unreported,
      fds: proc.fds.numbers().map((fd) => ({ fd, file: this.files.of(proc.fds.get(fd)), closeOnExec: proc.fds.closeOnExec(fd) })),
      resume: proc.running && proc.save ? { data: proc.save() } : undefined,
    };
  }

  private tty(tty: Tty): TtyData {
    const { index, size, discipline, owner, session, foreground } = tty;
    const fs = this.core.ptys.fsOf(tty);
    return {
      index,
      fs: fs && this.fileSystems.of(fs),
      size: { ...size },
      termios: { ...discipline.termios },
      input: discipline.saveInput(),
      output: discipline.output.peek(),
      owner: { ...owner },
      session: session?.ids.host,
      foreground: foreground && foreground.members.size > 0 ? foreground.ids.host : undefined,
    };
  }

  private file(file: OpenFile): OpenFileData {
    const { access, path, append, nonBlock } = file;
    const common = { access: { ...access }, path, append, nonBlock };
    if (file instanceof InodeFile) {
      const offset = file instanceof RegularFile ? file.offset : 0;
      return { ...common, kind: 'inode', fs: this.fileSystems.of(file.fs), ino: file.ino, location: this.location(file.location), offset };
    }
    if (file instanceof PipeFile) return { ...common, kind: 'pipe', pipe: this.pipes.of(file.buffer), fifo: file.fifo && this.inode(file.fifo) };
    if (file instanceof TtyFile) return { ...common, kind: 'tty', tty: this.ttys.of(file.tty) };
    if (file instanceof PtyMasterFile) return { ...common, kind: 'master', tty: this.ttys.of(file.tty) };
    if (file instanceof Listener) {
      const { address, ino, ns, owner, options } = file;
      const bound = [...this.core.network.allUnixListeners()].find((each) => each.listener === file);
      return { ...common, kind: 'listener', address, ino, ns: ns.id, owner: { ...owner }, backlog: options.backlog, v6Only: file.v6Only, socket: bound && this.inode(bound) };
    }
    if (file instanceof UdpSocket) return { ...common, kind: 'udp', host: file.host, port: file.port, ino: file.ino, ns: file.ns.id, owner: { ...file.owner } };
    if (file instanceof StreamSocket) {
      const { local, peer, ino, ns } = file.setup;
      return { ...common, kind: 'stream', local, peer, ino, ns: ns?.id, owner: { ...file.owner } };
    }
    if (file instanceof OutsideFile) return { ...common, kind: 'outside', direction: file.direction };
    throw new SysError('ENOSYS');
  }

  private inode({ fs, ino }: { fs: FileSystem; ino: number }): { fs: number; ino: number } {
    return { fs: this.fileSystems.of(fs), ino };
  }
}

function idsData(ids: PidSet): PidSetData {
  return { ns: ids.ns.id, numbers: [...ids.numbers] };
}

function credentialsData(credentials: Credentials): CredentialsData {
  return { ...credentials, groups: [...credentials.groups], caps: [...credentials.caps] };
}

function* cgroupTree(group: CgroupImpl): Generator<CgroupImpl> {
  yield group;
  for (const child of group.children.values()) yield* cgroupTree(child);
}

function cgroupData(group: CgroupImpl): CgroupData {
  return { path: group.path, limits: { ...group.limits }, frozen: group.frozen, cpuUs: group.cpuUs, peakBytes: group.peakBytes, oomKills: group.oomKills };
}

function netData(ns: NetNamespaceImpl): NetData {
  return {
    id: ns.id,
    links: [...ns.links.values()].map((link) => ({
      index: link.index, name: link.name, kind: link.kind, mac: link.mac, mtu: link.mtu, up: link.up,
      addresses: link.addresses.map((address) => ({ ...address })),
      master: link.master?.name,
      peer: link.peer && { ns: link.peer.ns.id, name: link.peer.name },
      counters: [link.rxBytes, link.txBytes, link.rxPackets, link.txPackets],
      isolation: link.isolation && { ...link.isolation },
      uplink: link.uplink,
    })),
    routes: ns.staticRoutes.map((route) => ({ ...route })),
    nextPort: ns.nextPort,
    forwarding: ns.forwarding,
    unprivilegedPortStart: ns.unprivilegedPortStart,
    sysctls: [...ns.sysctls],
  };
}

/** Parents before children. */
function pidNamespaces(core: KernelCore, processes: readonly Process[]): MachineSnapshot['pidNamespaces'] {
  const all = new Set<PidNamespaceImpl>([core.host.pid]);
  for (const proc of processes) for (let ns: PidNamespaceImpl | undefined = proc.pids.ns; ns; ns = ns.parent) all.add(ns);
  return [...all].sort((a, b) => a.level - b.level).map(({ id, parent, nextPid, dead }) => ({ id, parent: parent?.id, nextPid, dead }));
}
