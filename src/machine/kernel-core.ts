import type { Clock } from '../lib/clock';
import type { Random } from '../lib/random';
import type { FileSystem } from './file-system';
import type { IpcNamespace, UtsNamespace } from './kernel-types';
import type { FsView } from './kernel-mounts';
import { NetNamespaceImpl } from './net/namespace';
import { Network } from './net/network';
import type { BinaryFormats } from './process/binary-formats';
import { CgroupImpl } from './process/cgroup';
import { headOf } from './process/load';
import { PidNamespaceImpl } from './process/pid-namespace';
import { PipeBuffer } from './process/pipe';
import type { Process, ProcessNamespaces } from './process/process';
import type { Program, ProgramLoader } from './program';
import { Ptys } from './tty/ptys';
import { MountNamespaceImpl } from './vfs/mount-namespace';

export interface CoreOptions {
  clock: Clock;
  random: Random;
  loader: ProgramLoader;
  root: FileSystem;
  hostname: string;
  cpus: number;
  memoryBytes: number;
}

/** The kernel's own share of the memory and what boot has used. */
const KERNEL_BYTES = 320 * 1024 ** 2;
/** Where the host's first wire goes: the simulated internet's side of it. */
const UPLINK = { ip: '10.0.2.15', prefix: 24, gateway: '10.0.2.2' };

/** What the parts of the kernel share: tables, counters, the devices of the machine. */
export class KernelCore {
  readonly clock: Clock;
  readonly random: Random;
  readonly loader: ProgramLoader;
  readonly programs = new Map<string, Program>();
  readonly cpus: number;
  readonly memoryBytes: number;
  rootCgroup: CgroupImpl;
  readonly ptys = new Ptys();
  /** What the kernel's own file systems show, for snapshots. */
  readonly views = new WeakMap<FileSystem, { type: string; view: FsView }>();
  /** Network namespaces live until they are removed, whether or not a process is in them. */
  readonly nets = new Set<NetNamespaceImpl>();
  readonly network: Network;
  host: ProcessNamespaces;
  bootMs: number;
  /** While processes take up a snapshot's state: that costs them nothing, for they had done that work before. */
  resuming = false;
  processCount = 0;
  /** When one more process may begin without waiting (generic cell rate). */
  nextBirthMs = 0;
  /** Processes that a restore has ended: who asks for one's namespaces learns what they were. */
  readonly lost = new Map<number, ProcessNamespaces>();
  halted = false;
  /** Whose system call is being served (`/proc/self`). */
  current: Process | undefined;
  private readonly listenWatchers = new Set<() => void>();
  private readonly sysctls = new Map<string, string>();
  /** binfmt_misc, once somebody has needed it. */
  formats: BinaryFormats | undefined;
  private readonly fifos = new Map<FileSystem, Map<number, PipeBuffer>>();
  /** Numbers that were given out last. */
  private last = { namespace: 4026531840, mount: 20, inode: 17000, link: 1, device: 40 };

  constructor(options: CoreOptions) {
    ({ clock: this.clock, random: this.random, loader: this.loader, cpus: this.cpus, memoryBytes: this.memoryBytes } = options);
    this.bootMs = this.clock.now();
    this.rootCgroup = new CgroupImpl('/', undefined, { cpus: this.cpus, memoryBytes: this.memoryBytes - KERNEL_BYTES });
    this.network = new Network(this.clock, () => this.nextInode());
    const uts: UtsNamespace = { id: this.nextNamespaceId(), hostname: options.hostname, domainname: '(none)' };
    const ipc: IpcNamespace = { id: this.nextNamespaceId() };
    const mnt = new MountNamespaceImpl(this.nextNamespaceId(), () => this.nextMountId(), { fs: options.root, source: '/dev/sda1', options: 'rw,relatime' });
    this.host = { uts, ipc, mnt, pid: new PidNamespaceImpl(this.nextNamespaceId(), undefined), net: this.newNetNamespace() };
    this.plugIn(this.host.net);
  }

  nextNamespaceId(): number {
    return ++this.last.namespace;
  }
  nextMountId(): number {
    return ++this.last.mount;
  }
  nextInode(): number {
    return ++this.last.inode;
  }
  /** A device number for a file system that has none of its own. */
  nextDevice(): number {
    return ++this.last.device;
  }

  /** For snapshots. */
  saveCounters(): KernelCore['last'] {
    return { ...this.last };
  }
  restoreCounters(last: KernelCore['last']): void {
    this.last = { ...last };
  }
  get sysctlTable(): Map<string, string> {
    return this.sysctls;
  }

  newNetNamespace(id = this.nextNamespaceId()): NetNamespaceImpl {
    const ns = new NetNamespaceImpl(id, () => ++this.last.link);
    this.nets.add(ns);
    return ns;
  }

  /** The host's network card. */
  private plugIn(ns: NetNamespaceImpl): void {
    const eth0 = ns.addLink('eth0', 'ethernet', '52:54:00:12:34:56', 1500);
    eth0.addresses = [{ ip: UPLINK.ip, prefix: UPLINK.prefix, scope: 'global' }];
    eth0.up = true;
    eth0.uplink = true;
    ns.staticRoutes.push({ destination: 'default', gateway: UPLINK.gateway, device: 'eth0' });
  }

  /** The buffer behind a fifo, as long as somebody has it open. */
  fifo(fs: FileSystem, ino: number): PipeBuffer {
    let byIno = this.fifos.get(fs);
    if (!byIno) this.fifos.set(fs, (byIno = new Map()));
    let buffer = byIno.get(ino);
    if (!buffer || (buffer.readers === 0 && buffer.writers === 0)) byIno.set(ino, (buffer = new PipeBuffer(ino)));
    return buffer;
  }

  /** Bookkeeping when a process ends. */
  processEnded(_proc: Process): void {
    this.processCount--;
  }

  readonly uname = { sysname: 'Linux', release: '6.8.0-64-generic', version: '#67-Ubuntu SMP PREEMPT_DYNAMIC Sun Jun 15 20:23:31 UTC 2025', machine: 'x86_64' };

  /** Whether there are rules of binfmt_misc; the kernel's table of values has them. */
  get hasFormats(): boolean {
    return [...this.sysctls.keys()].some((key) => key.startsWith('fs.binfmt_misc/'));
  }

  get enabledFormats(): string[] {
    return [...this.sysctls].flatMap(([key, value]) => (value.startsWith('{"enabled":true') ? [key.slice('fs.binfmt_misc/'.length)] : []));
  }

  /** Loads the module binfmt_misc, which no first prompt needs. */
  async loadFormats(): Promise<BinaryFormats> {
    const { BinaryFormats } = await this.clock.external(import('./process/binary-formats'));
    return (this.formats ??= new BinaryFormats(this, headOf));
  }

  /** A sysctl's value as a process's namespaces have it; undefined leaves the default. */
  sysctl(proc: Process | undefined, name: string): string | undefined {
    const net = proc?.ns.net ?? this.host.net;
    if (name === 'net.ipv4.ip_forward') return net.forwarding ? '1' : '0';
    if (name === 'net.ipv4.ip_unprivileged_port_start') return String(net.unprivilegedPortStart);
    return (name.startsWith('net.') ? net.sysctls : this.sysctls).get(name);
  }

  setSysctl(proc: Process | undefined, name: string, value: string): void {
    const net = proc?.ns.net ?? this.host.net;
    if (name.startsWith('net.')) net.setSysctl(name, value);
    else this.sysctls.set(name, value);
  }

  /** How many run just now stands for how many ran: simulated time has few moments in between. */
  loadAverage(): readonly [number, number, number] {
    let running = 0;
    for (const proc of this.processes()) if (proc.running && proc.image && !proc.image.isWaiting) running++;
    return [running * 0.12, running * 0.08, running * 0.05];
  }

  memory(): { totalBytes: number; freeBytes: number; availableBytes: number } {
    let used = KERNEL_BYTES;
    for (const proc of this.processes()) if (proc.running) used += proc.memoryBytes;
    const availableBytes = Math.max(0, this.memoryBytes - used);
    return { totalBytes: this.memoryBytes, freeBytes: Math.max(0, availableBytes - 600 * 1024 ** 2), availableBytes };
  }

  /** Tells of the ports that the host listens on, now and after each change. */
  onListen(listener: (ports: { host: string; port: number }[]) => void): () => void {
    let last = '';
    const tell = (): void => {
      const ports = [...this.host.net.bound].filter((socket) => socket.protocol === 'tcp' && socket.listening).map(({ host, port }) => ({ host, port }));
      const text = JSON.stringify(ports);
      if (text === last) return;
      last = text;
      listener(ports);
    };
    this.listenWatchers.add(tell);
    this.watchHost();
    tell();
    return () => void this.listenWatchers.delete(tell);
  }

  /** Watches the host's sockets; called again when a snapshot has put another namespace there. */
  watchHost(): void {
    this.host.net.onListenChange = () => this.listenWatchers.forEach((watcher) => watcher());
  }

  *processes(): Generator<Process> {
    yield* this.host.pid.processes.values();
  }
}
