import type { CgroupLimits } from './kernel-types';
import type { StaticRoute } from './net/namespace';
import type { InterfaceAddress, InterfaceInfo, SocketAddress } from './net/types';
import type { Emulation } from './process/load';
import type { SignalName } from './signal';
import type { WaitStatus } from './sys';
import type { Termios, WindowSize } from './tty/types';
import type { FsImageData } from './vfs/fs-image';

// A machine as plain data. Things that are shared are named by numbers: file systems, open files, pipes and
// terminals by their place in the snapshot's lists, mounts and namespaces by their ids, processes by host pids.

export type FsData =
  | { kind: 'memory'; type: string; dev: number; readOnly: boolean; superOptions: string | undefined; disk: number; image: FsImageData }
  | { kind: 'overlay'; dev: number; superOptions: string | undefined; lower: { fs: number } | { image: FsImageData }; upper: number }
  | { kind: 'view'; type: string; dev: number; pid: number; net: number; cgroup: string };

/** A place by its mount and the names (with inode numbers) below that mount's root. */
export interface LocationData {
  mount: number;
  names: { name: string; ino: number }[];
}

export interface MountData {
  id: number;
  point: LocationData | undefined;
  fs: number;
  rootIno: number;
  rootPath: string;
  source: string;
  options: string;
  readOnly: boolean;
}

export interface LinkData {
  index: number;
  name: string;
  kind: InterfaceInfo['kind'];
  mac: string;
  mtu: number;
  up: boolean;
  addresses: InterfaceAddress[];
  master: string | undefined;
  peer: { ns: number; name: string } | undefined;
  counters: [rxBytes: number, txBytes: number, rxPackets: number, txPackets: number];
  isolation: { internal: boolean; icc: boolean } | undefined;
  uplink: boolean;
}

export interface NetData {
  id: number;
  links: LinkData[];
  routes: StaticRoute[];
  nextPort: number;
  forwarding: boolean;
  unprivilegedPortStart: number;
  sysctls: [string, string][];
}

export interface CgroupData {
  path: string;
  limits: CgroupLimits;
  frozen: boolean;
  cpuUs: number;
  peakBytes: number;
  oomKills: number;
}

export interface TtyData {
  index: number;
  /** Its devpts. */
  fs: number | undefined;
  size: WindowSize;
  termios: Termios;
  input: { ready: Uint8Array[]; line: Uint8Array };
  output: Uint8Array;
  owner: { uid: number; gid: number; mode: number };
  session: number | undefined;
  foreground: number | undefined;
}

interface OpenFileCommon {
  access: { read: boolean; write: boolean };
  path: string;
  append: boolean;
  nonBlock: boolean;
}

export type OpenFileData = OpenFileCommon &
  (
    | { kind: 'inode'; fs: number; ino: number; location: LocationData; offset: number }
    | { kind: 'pipe'; pipe: number; fifo: { fs: number; ino: number } | undefined }
    | { kind: 'tty' | 'master'; tty: number }
    | { kind: 'listener'; address: SocketAddress; ino: number; ns: number; owner: { pid: number; uid: number }; backlog: number | undefined; v6Only: boolean; socket: { fs: number; ino: number } | undefined }
    | { kind: 'udp'; host: string; port: number; ino: number; ns: number; owner: { pid: number; uid: number } }
    | { kind: 'stream'; local: SocketAddress; peer: SocketAddress; ino: number; ns: number | undefined; owner: { pid: number; uid: number } }
    /** Was connected with the world outside the machine. */
    | { kind: 'outside'; direction: 'read' | 'write' }
  );

export interface PidSetData {
  ns: number;
  numbers: number[];
}

export interface CredentialsData {
  uid: number;
  gid: number;
  euid: number;
  egid: number;
  groups: number[];
  caps: string[];
}

export interface ProcessData {
  pids: PidSetData;
  ns: { mnt: number; net: number; uts: number; ipc: number };
  parent: number | undefined;
  group: number;
  argv: string[];
  env: Record<string, string>;
  comm: string;
  exePath: string;
  programName: string | undefined;
  emulated: Emulation | undefined;
  credentials: CredentialsData;
  bounding: string[];
  umask: number;
  root: LocationData;
  cwd: LocationData;
  cgroup: string;
  startMs: number;
  nice: number;
  cpuUs: number;
  cpuDebtUs: number;
  memoryBytes: number;
  oomScoreAdj: number;
  noNewPrivileges: boolean;
  rlimits: [string, [number, number]][];
  ignored: SignalName[];
  autoReap: boolean;
  status: WaitStatus | undefined;
  stopped: SignalName | undefined;
  unreported: WaitStatus | undefined;
  fds: { fd: number; file: number; closeOnExec: boolean }[];
  /** What `resumable` gave; without it the process ends at the restore. */
  resume: { data: unknown } | undefined;
}

export interface MachineSnapshot {
  version: 1;
  nowMs: number;
  bootMs: number;
  random: number[];
  counters: { namespace: number; mount: number; inode: number; link: number; device: number };
  sysctls: [string, string][];
  cgroups: CgroupData[];
  nets: NetData[];
  uts: { id: number; hostname: string; domainname: string }[];
  ipc: number[];
  pidNamespaces: { id: number; parent: number | undefined; nextPid: number; dead: boolean }[];
  host: { mnt: number; net: number; uts: number; ipc: number; pid: number };
  disks: { sizeBytes: number; maxFiles: number }[];
  fileSystems: FsData[];
  mountNamespaces: { id: number; mounts: MountData[] }[];
  ttys: TtyData[];
  pipes: { ino: number; bytes: Uint8Array; hadReader: boolean; hadWriter: boolean; owner: { uid: number; gid: number; mode: number } }[];
  files: OpenFileData[];
  sessions: { ids: PidSetData; leader: number | undefined }[];
  groups: { ids: PidSetData; session: number }[];
  processes: ProcessData[];
}
