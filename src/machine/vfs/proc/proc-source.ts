import type { Random } from '../../../lib/random';
import type { Location, MagicTarget } from '../location';
import type { MountEntry } from '../mount-namespace';
import type { VirtualDirectory } from '../virtual-fs';
import type { ProcessInfo } from '../../kernel-types';
import type { NetNamespace } from '../../net/types';
import type { Credentials } from '../../sys';

/** An open descriptor as /proc/PID/fd shows it. */
export interface ProcFd {
  /** What readlink gives: a path, `pipe:[123]`, `socket:[124]`, `anon_inode:[eventpoll]`. */
  text: string;
  /** Where the link leads by itself. */
  target: MagicTarget;
  readable: boolean;
  writable: boolean;
  append: boolean;
  closeOnExec: boolean;
  offset: number;
  mountId: number;
  ino: number;
}

/** What /proc tells of a process beyond `ProcessInfo`. */
export interface ProcDetail {
  credentials: Credentials;
  umask: number;
  root: Location;
  cwd: Location;
  /** The path of the working directory and the root as the process's own root sees them. */
  cwdPath: string;
  rootPath: string;
  exe: Location | undefined;
  /** Inode numbers of its namespaces: `mnt:[4026531841]`. */
  namespaces: { cgroup: number; ipc: number; mnt: number; net: number; pid: number; time: number; user: number; uts: number };
  net: NetNamespace;
  uts: { hostname: string; domainname: string };
  /** Its mount table as its root sees it. */
  mounts: MountEntry[];
  fds: number[];
  /** `nofile` and so on, as setrlimit names them; Infinity is unlimited. */
  limits: readonly { name: string; soft: number; hard: number }[];
  oomScoreAdj: number;
  noNewPrivileges: boolean;
  boundingCaps: ReadonlySet<string>;
  /** Runs under a seccomp filter. */
  seccomp: boolean;
  /** Bit masks, bit n - 1 for signal n. */
  ignoredSignals: bigint;
  caughtSignals: bigint;
  /** CPUs that it may run on (`0-3`). */
  cpusAllowed: string;
  /** Its path in the cgroup namespace of the reader. */
  cgroupPath: string;
}

/** All that /proc asks of the kernel. One source stands for one pid namespace; pids are its own. */
export interface ProcSource {
  /** The process whose system call is being served: `self`. */
  callingPid(): number | undefined;
  pids(): number[];
  info(pid: number): ProcessInfo | undefined;
  detail(pid: number): ProcDetail | undefined;
  fd(pid: number, fd: number): ProcFd | undefined;
  setOomScoreAdj(pid: number, value: number): void;
  setComm(pid: number, comm: string): void;
  setHostname(pid: number, name: string): void;
  /** A set value of a sysctl (`net.ipv4.ip_forward`), as the caller's namespaces have it; undefined leaves the default. */
  sysctl(name: string): string | undefined;
  setSysctl(name: string, value: string): void;
  /** binfmt_misc, where systemd has mounted it: in the first namespace's /proc. */
  formats(): VirtualDirectory;
  memory(): { totalBytes: number; freeBytes: number; availableBytes: number };
  readonly cpus: number;
  now(): number;
  /** When the machine started. */
  readonly bootMs: number;
  /** CPU time used by all processes since then, µs. */
  cpuUs(): number;
  loadAverage(): readonly [number, number, number];
  /** The newest pid. */
  lastPid(): number;
  readonly random: Random;
  uname(): { sysname: string; release: string; version: string; machine: string };
}
