import type { Content } from '../lib/content';
import type { Random } from '../lib/random';
import type { Duplex } from '../lib/stream';
import type { AttrChange, DirEntry, FsUsage, Stat } from './file-system';
import type { Kernel, ProcessInfo } from './kernel-types';
import type { SignalName } from './signal';
import type { SocketAddress } from './net/types';
import type { Termios, WindowSize } from './tty/types';

/** Who a process acts as (credentials(7)). Capabilities by name without CAP_ (`CHOWN`, `NET_BIND_SERVICE`). */
export interface Credentials {
  uid: number;
  gid: number;
  euid: number;
  egid: number;
  groups: readonly number[];
  caps: ReadonlySet<string>;
}

export interface OpenFlags {
  read?: boolean;
  write?: boolean;
  append?: boolean;
  create?: boolean;
  exclusive?: boolean;
  truncate?: boolean;
  directory?: boolean;
  noFollow?: boolean;
  /** Kept open across exec unless set (the reverse of O_CLOEXEC being off by default). */
  closeOnExec?: boolean;
  nonBlock?: boolean;
}

/** `'r'` read; `'w'` write, create, truncate; `'a'` append, create; `'r+'` read and write; `'wx'` create exclusively. */
export type OpenMode = 'r' | 'w' | 'a' | 'r+' | 'w+' | 'wx' | OpenFlags;

/** What a child inherits: parent's descriptor by the child's number. `'inherit'` gives 0, 1 and 2. */
export type ChildFds = 'inherit' | ReadonlyMap<number, number>;

export interface SpawnOptions {
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  fds?: ChildFds;
  /** Process group to join; 0 makes a new one led by the child. */
  pgid?: number;
  /** A new session without a controlling terminal (setsid(2)). */
  newSession?: boolean;
  /** Descriptor in the child that becomes its controlling terminal (TIOCSCTTY; needs newSession). */
  controllingTty?: number;
  credentials?: Partial<Credentials>;
  ignoreSignals?: readonly SignalName[];
  umask?: number;
  /** Makes the new process group the terminal's foreground group before the child runs. */
  foreground?: boolean;
}

/** How a child ended or changed: wait status of waitpid(2). */
export type WaitStatus =
  | { kind: 'exited'; code: number }
  | { kind: 'signaled'; signal: SignalName; core: boolean }
  | { kind: 'stopped'; signal: SignalName }
  | { kind: 'continued' };

export interface WaitResult {
  pid: number;
  status: WaitStatus;
}

export interface WaitOptions {
  /** A pid; -1 any child (the default); -pgid any child of a group. */
  pid?: number;
  noHang?: boolean;
  untraced?: boolean;
  continued?: boolean;
}

export interface PollRequest {
  fd: number;
  read?: boolean;
  write?: boolean;
}

export type SignalHandler = 'default' | 'ignore' | ((signal: SignalName) => void);

/**
 * The system calls: all that a program can see and do. Calls that can block are asynchronous; they throw
 * ProcessKilled inside a process that is being killed (never catch that: rethrow what you don't know), and wait
 * while the process is stopped or frozen. Everything else answers at once. Failures are SysError.
 *
 * A program may run several flows at once, like threads (`thread`). All end with the process.
 */
export interface Sys {
  readonly pid: number;
  readonly ppid: number;
  readonly argv: readonly string[];
  /** The environment: a plain record that the program may change. */
  readonly env: Record<string, string>;
  readonly random: Random;
  /** The path of the executable that runs. */
  readonly exePath: string;
  /** What `resumable` had given when a snapshot was taken that this process now goes on from. */
  readonly resumed: unknown;
  readonly credentials: Credentials;

  // Time
  /** Milliseconds since the epoch, with a fraction. */
  now(): number;
  /** Sleeps; a handled signal ends it early with EINTR. */
  sleep(ms: number): Promise<void>;
  /** Charges simulated CPU time, µs; await it in loops, for it also gives others their turn. */
  cpu(us: number): Promise<void>;
  /** Awaits what the simulation doesn't control (imports, Workers, WebCrypto). */
  external<T>(work: Promise<T>): Promise<T>;

  // Files by path (relative to cwd); symbolic links are followed unless the name starts with l
  cwd(): string;
  chdir(path: string): void;
  chroot(path: string): void;
  umask(mask?: number): number;
  stat(path: string): Stat;
  lstat(path: string): Stat;
  /** access(2) with the effective ids; `mode` is any of r, w, x; '' asks whether it exists. */
  access(path: string, mode: string): boolean;
  open(path: string, mode: OpenMode, permissions?: number): number;
  mkdir(path: string, permissions?: number): void;
  rmdir(path: string): void;
  unlink(path: string): void;
  rename(from: string, to: string): void;
  link(existing: string, path: string): void;
  symlink(target: string, path: string): void;
  readlink(path: string): string;
  mknod(path: string, type: 'file' | 'fifo' | 'chr' | 'blk' | 'socket', permissions: number, rdev?: number): void;
  chmod(path: string, mode: number): void;
  chown(path: string, uid: number, gid: number, options?: { noFollow?: boolean }): void;
  setattr(path: string, change: AttrChange, options?: { noFollow?: boolean }): void;
  readdir(path: string): DirEntry[];
  realpath(path: string): string;
  statfs(path: string): FsUsage & { type: string; source: string; mountPoint: string };
  getxattr(path: string, name: string): Uint8Array | undefined;
  setxattr(path: string, name: string, value: Uint8Array | undefined): void;
  listxattr(path: string): string[];
  /** A whole file at once. */
  readFile(path: string): Uint8Array;
  readText(path: string): string;
  /** Replaces a file's content, making it where there is none (mode 0666 less umask unless given). */
  writeFile(path: string, bytes: Uint8Array | string, permissions?: number): void;
  /** A file's content as a value, generated parts unmade; `writeContent` puts one there. */
  readContent(path: string): Content;
  writeContent(path: string, content: Content, permissions?: number): void;

  // Descriptors
  /**
   * At most `max` bytes; empty at the end of the file. With `until` it takes nothing beyond the first such byte (and
   * maybe less): as if read byte by byte.
   */
  read(fd: number, max?: number, until?: number): Promise<Uint8Array>;
  /** Writes all of it. A pipe without readers: SIGPIPE, then EPIPE. Strings as UTF-8. */
  write(fd: number, bytes: Uint8Array | string): Promise<void>;
  close(fd: number): void;
  dup(fd: number, minimum?: number): number;
  dup2(fd: number, target: number): void;
  fstat(fd: number): Stat;
  ftruncate(fd: number, size: number): void;
  lseek(fd: number, offset: number, whence: 'set' | 'cur' | 'end'): number;
  pread(fd: number, offset: number, length: number): Uint8Array;
  setCloseOnExec(fd: number, on: boolean): void;
  /** The lowest free descriptors: [read end, write end]. */
  pipe(): [number, number];
  /** Waits until one of them is ready (or the time is over: empty). End of file counts as readable. */
  poll(requests: readonly PollRequest[], timeoutMs?: number): Promise<PollRequest[]>;
  /** What /proc/self/fd shows. */
  fds(): number[];
  fdPath(fd: number): string;
  /** The descriptor as a stream for codecs; closing it closes the descriptor. */
  stream(fd: number): Duplex;

  // Processes
  /**
   * posix_spawn(3): a child that runs the executable at `path`. Throws what execve(2) would: ENOENT, EACCES,
   * ENOEXEC (the shell then runs it as a script), E2BIG, EAGAIN (pids limit).
   */
  spawn(path: string, argv: readonly string[], options?: SpawnOptions): Promise<number>;
  /** fork(2): a child with copies of descriptors, cwd, environment; it runs `main` and exits with its result. */
  fork(main: (sys: Sys) => Promise<number>, options?: SpawnOptions): number;
  /** execve(2): goes on as another program; returns only by throwing. */
  exec(path: string, argv: readonly string[], env?: Readonly<Record<string, string>>): Promise<never>;
  exit(code: number): never;
  wait(options?: WaitOptions): Promise<WaitResult | undefined>;
  /** kill(2): a pid; 0 the own group; -1 all; -pgid a group. signal 0 asks only. */
  kill(pid: number, signal: SignalName | 0): void;
  /**
   * abort(3): SIGABRT by its default action; where that can't reach the process, as a namespace's init, the trap
   * instruction after it does: the kernel forces its SIGSEGV upon every process.
   */
  abort(): never;
  onSignal(signal: SignalName, handler: SignalHandler): void;
  /** The disposition in force, as inherited or set. */
  signalAction(signal: SignalName): 'default' | 'ignore' | 'handled';
  /** Waits for a handled signal, whose handler then has run. */
  pause(): Promise<void>;
  getpgid(pid?: number): number;
  setpgid(pid: number, pgid: number): void;
  setsid(): number;
  getsid(pid?: number): number;
  setCredentials(change: Partial<Credentials>): void;
  setPriority(nice: number): void;
  getrlimit(name: string): [soft: number, hard: number];
  setrlimit(name: string, soft: number, hard: number): void;
  /** Processes of the own pid namespace (what /proc shows). */
  processes(): ProcessInfo[];
  /** Memory that the program stands for, bytes (its resident set); over the cgroup's limit the OOM killer comes. */
  setMemory(bytes: number): void;
  /** Runs a flow beside `main`; what it throws ends the process with status 1 and the message on stderr. */
  thread(flow: () => Promise<void>): void;
  /**
   * Says how this process is resumed from a snapshot: `save` gives plain data (structured-cloneable), which `main`
   * finds in `resumed` when it is started again with the same argv, environment, credentials and descriptors.
   */
  resumable(save: () => unknown): void;

  // Terminals
  isatty(fd: number): boolean;
  ttyname(fd: number): string | undefined;
  tcgetattr(fd: number): Termios;
  tcsetattr(fd: number, change: Partial<Termios>): void;
  winsize(fd: number): WindowSize;
  setWinsize(fd: number, size: WindowSize): void;
  tcgetpgrp(fd: number): number;
  tcsetpgrp(fd: number, pgid: number): void;
  /** posix_openpt(3): [master, slave]. */
  openpty(size?: WindowSize): [number, number];

  // Sockets. TLS isn't simulated: https speaks plainly to port 443.
  /** socket + bind + listen. TCP: port 0 takes a free one. Throws EADDRINUSE, EADDRNOTAVAIL, EACCES. */
  listen(address: SocketAddress, options?: { backlog?: number; v6Only?: boolean }): number;
  accept(fd: number): Promise<{ fd: number; peer: SocketAddress }>;
  /** Throws ECONNREFUSED, ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, ENOENT (unix), EACCES (unix). */
  connect(address: SocketAddress, options?: { timeoutMs?: number; bind?: string }): Promise<number>;
  udp(address?: { host: string; port: number }): number;
  sendTo(fd: number, bytes: Uint8Array, to: { host: string; port: number }): void;
  receiveFrom(fd: number): Promise<{ bytes: Uint8Array; from: { host: string; port: number } }>;
  shutdown(fd: number, how: 'read' | 'write' | 'both'): void;
  sockname(fd: number): SocketAddress;
  peername(fd: number): SocketAddress;
  /** One ICMP echo: the round trip's time, or EHOSTUNREACH, ENETUNREACH, ETIMEDOUT. */
  echo(host: string, options?: { timeoutMs?: number; ttl?: number; sizeBytes?: number }): Promise<{ rttMs: number; from: string; ttl: number }>;

  // The machine
  hostname(): string;
  setHostname(name: string): void;
  uname(): { sysname: string; nodename: string; release: string; version: string; machine: string };
  /** mount(2) and umount(2) in the own mount namespace; need SYS_ADMIN. */
  mount(source: string, target: string, type: string, options: string): void;
  umount(target: string): void;
  /** The kernel's own door, for dockerd, runc, ip, sysctl: throws EPERM without SYS_ADMIN. */
  kernel(): Kernel;
}
