import type { Random } from '../lib/random';
import type { ByteReader, ByteWriter, Duplex } from '../lib/stream';
import type { SimulatedClock } from '../lib/clock';
import type { FileSystem } from './file-system';
import type { Kernel } from './kernel-types';
import type { ProgramLoader } from './program';
import type { Credentials, WaitStatus } from './sys';
import type { SocketAddress } from './net/types';
import type { WindowSize } from './tty/types';

export interface MachineOptions {
  clock: SimulatedClock;
  random: Random;
  programs: ProgramLoader;
  /** What is mounted at / of the host (a MemoryFs that host/ has filled). */
  root: FileSystem;
  hostname: string;
  cpus?: number;
  memoryBytes?: number;
}

export interface StartOptions {
  path: string;
  argv: readonly string[];
  env: Readonly<Record<string, string>>;
  cwd: string;
  credentials: Credentials;
  /** Standard error is standard output's pipe. */
  oneOutput?: boolean;
}

/** A process that the world outside started, with pipes for its standard streams. */
export interface OutsideProcess {
  readonly pid: number;
  readonly stdin: ByteWriter & { end(): void };
  readonly stdout: ByteReader;
  readonly stderr: ByteReader;
  readonly exit: Promise<WaitStatus>;
}

/** The outside's end of a pseudo terminal: what the app's or Node's terminal is connected to. */
export interface Terminal {
  readonly pid: number;
  /** What the machine prints; ends when the session does. */
  readonly output: ByteReader;
  /** Keys. */
  input(bytes: Uint8Array): void;
  resize(size: WindowSize): void;
  readonly exit: Promise<WaitStatus>;
  /** True while the shell itself waits for a key at its prompt (the foreground group is the session leader's). */
  atPrompt(): boolean;
  /** The line being: SIGHUP to the session. */
  hangUp(): void;
}

/**
 * The machine as host/ holds it: a kernel with a root file system. Whatever is outside (page, Node, tests) reaches
 * it here and nowhere else.
 */
export interface Machine {
  readonly clock: SimulatedClock;
  readonly kernel: Kernel;
  /** The host's root file system. */
  readonly root: FileSystem;
  /** Starts a process of the host (boot's services, `run`'s script). */
  start(options: StartOptions): Promise<OutsideProcess>;
  /** Opens a pseudo terminal and starts a session on it. */
  openTerminal(options: StartOptions & { size: WindowSize }): Promise<Terminal>;
  /** After a restore: takes up the pty of a session that was saved, by its tty name (`pts/0`). */
  reopenTerminal(tty: string): Terminal | undefined;
  /** Connects from outside to a listening socket of the host's network (or a unix socket), as a peer at `from`. */
  dial(address: SocketAddress, options?: { from?: string; credentials?: Credentials }): Promise<Duplex>;
  /** TCP ports that the host listens on, now and whenever that changes. */
  onListen(listener: (ports: { host: string; port: number }[]) => void): () => void;
  /**
   * True while a snapshot would lose nothing: each process waits for something, and can be taken up there. One that
   * works through its input, or starts up, is soon done.
   */
  isSettled(): boolean;
  /** The machine as plain, structured-cloneable data, sharing nothing mutable. Taken when every terminal is at its prompt. */
  snapshot(): Promise<unknown>;
  /** Puts the machine into a snapshot's state. Only on a machine on which nothing was started. */
  restore(snapshot: unknown): Promise<void>;
  /** Ends every process without a word (reset, end of a test). */
  halt(): void;
}
