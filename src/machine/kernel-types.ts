import type { Random } from '../lib/random';
import type { Clock } from '../lib/clock';
import type { FileSystem } from './file-system';
import type { InternetHost, NetNamespace, InterfaceAddress, SocketAddress } from './net/types';
import type { SignalName } from './signal';
import type { Credentials, WaitStatus } from './sys';
import type { WindowSize } from './tty/types';

/** A process as ps and /proc see it. `pid` is as seen from the asking namespace. */
export interface ProcessInfo {
  pid: number;
  ppid: number;
  pgid: number;
  sid: number;
  /** Foreground group of its terminal, or -1. */
  tpgid: number;
  uid: number;
  gid: number;
  state: 'R' | 'S' | 'T' | 'Z' | 'D';
  comm: string;
  argv: readonly string[];
  exePath: string;
  cwd: string;
  /** `pts/0`, or undefined without a controlling terminal. */
  tty: string | undefined;
  startMs: number;
  cpuUs: number;
  rssBytes: number;
  nice: number;
  threads: number;
  /** `/` on the host, `/docker/<id>` or so in a container's cgroup. */
  cgroup: string;
  /** pids in each pid namespace from the asking one inwards (NSpid). */
  nsPids: readonly number[];
  env: Readonly<Record<string, string>>;
}

export interface MountInfo {
  id: number;
  parentId: number;
  source: string;
  target: string;
  type: string;
  options: string;
  /** The path within the mounted file system that is its root (bind mounts). */
  root: string;
  readOnly: boolean;
}

/** A mount to make in a new mount namespace, in order. */
export interface MountSpec {
  target: string;
  /** A file system of its own, or a bind of a path in the caller's namespace. */
  source: { kind: 'fs'; fs: FileSystem; name: string } | { kind: 'bind'; path: string };
  readOnly?: boolean;
  /** As /proc/mounts shows them, e.g. `rw,nosuid,nodev,noexec,relatime`. */
  options?: string;
  /** Makes the target (a directory, or an empty file for a file bind) where it isn't there. */
  createTarget?: boolean;
}

export interface MountNamespace {
  readonly id: number;
  mounts(): MountInfo[];
}

export interface PidNamespace {
  readonly id: number;
}

export interface UtsNamespace {
  readonly id: number;
  hostname: string;
  domainname: string;
}

export interface IpcNamespace {
  readonly id: number;
}

/** The namespaces of a process (namespaces(7)). */
export interface Namespaces {
  mnt: MountNamespace;
  pid: PidNamespace;
  net: NetNamespace;
  uts: UtsNamespace;
  ipc: IpcNamespace;
}

/** Limits of a control group; undefined is none. */
export interface CgroupLimits {
  memoryBytes?: number;
  pids?: number;
  /** Cores, such as 1.5. */
  cpus?: number;
  /** What files of controllers that are not modelled say, by name (`cpu.weight`). */
  files?: Readonly<Record<string, string>>;
}

export interface CgroupUsage {
  memoryBytes: number;
  memoryPeakBytes: number;
  pids: number;
  cpuUs: number;
  oomKills: number;
}

export interface Cgroup {
  readonly path: string;
  limits: CgroupLimits;
  usage(): CgroupUsage;
  /** The freezer: every process of the group waits at its next system call. */
  freeze(): void;
  thaw(): void;
  readonly frozen: boolean;
  pids(): number[];
  /** Sends SIGKILL to all. */
  kill(): void;
  /** Removes an empty group. */
  remove(): void;
}

/** What runc asks for: a process in given namespaces. Descriptors are the caller's (dockerd's). */
export interface TaskSpec {
  path?: string;
  argv: readonly string[];
  env: Readonly<Record<string, string>>;
  cwd: string;
  credentials: Credentials;
  namespaces: Namespaces;
  cgroup: Cgroup;
  /** Child descriptor → caller's descriptor. */
  fds: ReadonlyMap<number, number>;
  /** Child descriptor that becomes the controlling terminal. */
  controllingTty?: number;
  noNewPrivileges?: boolean;
  rlimits?: readonly { name: string; soft: number; hard: number }[];
  oomScoreAdj?: number;
  /** Called once, when the process has ended (pid is the caller's view of it). */
  onExit: (status: WaitStatus) => void;
}

/** The kernel's own door, held by root programs through `sys.kernel()`. */
export interface Kernel {
  readonly clock: Clock;
  readonly random: Random;
  /** What the caller takes for the machine's namespaces: its own, so that an engine works in a container, too. */
  readonly host: Namespaces;
  /** The namespaces of a process, by pid as the host sees it; also of one that a restore has just ended. */
  namespacesOf(pid: number): Namespaces;

  /** A new mount namespace: `root` mounted at /, then the mounts in order (bind sources are resolved in the caller's). */
  createMountNamespace(root: { fs: FileSystem; source: string; options?: string; readOnly?: boolean }, mounts: readonly MountSpec[]): MountNamespace;
  /** Resolves a path in a mount namespace to file system and inode, following links inside its root. */
  lookupPath(ns: MountNamespace, path: string, options?: { noFollow?: boolean }): { fs: FileSystem; ino: number; path: string; readOnly: boolean };
  addMount(ns: MountNamespace, mount: MountSpec): void;
  removeMount(ns: MountNamespace, target: string): void;
  createPidNamespace(parent?: PidNamespace): PidNamespace;
  createUtsNamespace(hostname: string, domainname?: string): UtsNamespace;
  createIpcNamespace(): IpcNamespace;
  createNetNamespace(): NetNamespace;
  /** Closes what is left in it: sockets, interfaces. */
  removeNetNamespace(ns: NetNamespace): void;
  /** Names of the enabled rules of binfmt_misc. */
  binaryFormats(): string[];
  /** A fresh proc, sysfs, devpts, mqueue, cgroup file system as seen from the given namespaces. */
  makeFs(type: 'proc' | 'sysfs' | 'devpts' | 'mqueue' | 'cgroup2' | 'tmpfs' | 'devtmpfs', view: { pid: PidNamespace; net: NetNamespace; cgroup: Cgroup; sizeBytes?: number; mode?: number }): FileSystem;

  // netlink
  addBridge(ns: NetNamespace, name: string, addresses: readonly InterfaceAddress[], options?: { mac?: string; mtu?: number }): void;
  removeLink(ns: NetNamespace, name: string): void;
  /** A veth pair: one end enslaved to the host's bridge, the other in the container as `eth0`. */
  addVeth(spec: { host: NetNamespace; hostName: string; bridge: string; container: NetNamespace; containerName: string; mac: string; addresses: readonly InterfaceAddress[]; mtu?: number }): void;
  setAddresses(ns: NetNamespace, name: string, addresses: readonly InterfaceAddress[]): void;
  setUp(ns: NetNamespace, name: string, up: boolean): void;
  addRoute(ns: NetNamespace, route: { destination: string; gateway?: string; device: string }): void;
  removeRoute(ns: NetNamespace, destination: string): void;
  /** Docker's isolation: no forwarding between these bridges and others; `internal` also none to the internet. */
  setBridgeIsolation(ns: NetNamespace, bridge: string, options: { internal: boolean; icc: boolean }): void;
  /** Sockets opened by the caller inside another network namespace (embedded DNS, port publishing). The fd is the caller's. */
  listenIn(ns: NetNamespace, address: SocketAddress): number;
  udpIn(ns: NetNamespace, address: { host: string; port: number }): number;
  connectIn(ns: NetNamespace, address: SocketAddress): Promise<number>;

  createCgroup(path: string, limits?: CgroupLimits): Cgroup;
  cgroup(path: string): Cgroup | undefined;
  /**
   * Starts a process as runc does. Throws SysError as execve(2) would (ENOENT, EACCES, ENOEXEC…), with the state
   * unchanged. Gives the pid in the host's pid namespace.
   */
  startTask(spec: TaskSpec): Promise<number>;
  /** After a restore: goes on watching a task that was started before. False when it has ended meanwhile. */
  watchTask(pid: number, onExit: (status: WaitStatus) => void): boolean;
  signal(pid: number, signal: SignalName): void;
  resizeTty(fd: number, size: WindowSize): void;
  /** Every process, by pid as the host sees it. */
  processes(): ProcessInfo[];
  /** A process's pid as seen inside its own pid namespace. */
  innerPid(pid: number): number;
  memory(): { totalBytes: number; freeBytes: number; availableBytes: number };
  cpus: number;
  addInternetHost(host: InternetHost): void;
  /** A device number (st_dev) that no file system has yet. */
  newDevice(): number;
  /** After a restore: a file system that is mounted somewhere (or lies below an overlay that is), by its device number. */
  findFileSystem(dev: number): FileSystem | undefined;
  /** After a restore: a network namespace that wasn't removed, by its id. */
  findNetNamespace(id: number): NetNamespace | undefined;
}
