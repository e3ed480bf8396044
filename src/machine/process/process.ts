import { LIMITS } from '../../lib/limits';
import type { KernelCore } from '../kernel-core';
import type { Namespaces } from '../kernel-types';
import type { NetNamespaceImpl } from '../net/namespace';
import type { SignalName } from '../signal';
import type { Credentials, SignalHandler, WaitStatus } from '../sys';
import type { Tty } from '../tty/tty';
import type { FsContext } from '../vfs/walk';
import type { MountNamespaceImpl } from '../vfs/mount-namespace';
import type { CgroupImpl } from './cgroup';
import { FdTable } from './fd-table';
import type { Emulation } from './load';
import type { PidNamespaceImpl, PidSet } from './pid-namespace';
import type { SysImpl } from './sys-impl';
import { WaitQueue } from './wait-queue';

/** Process groups and sessions outlive their leaders, so they are things of their own (setpgid(2), setsid(2)). */
export class Session {
  tty: Tty | undefined;
  constructor(
    readonly ids: PidSet,
    public leader: Process | undefined,
  ) {}
}

export class ProcessGroup {
  readonly members = new Set<Process>();
  constructor(
    readonly ids: PidSet,
    readonly session: Session,
  ) {}
}

/** The namespaces of a process, as the kernel knows them. */
export interface ProcessNamespaces extends Namespaces {
  mnt: MountNamespaceImpl;
  pid: PidNamespaceImpl;
  net: NetNamespaceImpl;
}

/** A new process's resident set before the program says anything. */
export const BASE_MEMORY_BYTES = 1536 * 1024;

/** One process: what Linux keeps in task_struct, as far as programs can see it. */
export class Process {
  parent: Process | undefined;
  readonly children = new Set<Process>();
  /** Woken when a child ends, stops or continues. */
  readonly childChanged = new WaitQueue();
  /** Woken when the process may go on after a stop or freeze. */
  readonly resumed = new WaitQueue();
  group!: ProcessGroup;
  argv: readonly string[] = [];
  env: Record<string, string> = {};
  comm = '';
  exePath = '';
  /** What the executable's note names: with it a snapshot finds the code again. */
  programName: string | undefined;
  emulated: Emulation | undefined;
  readonly fds: FdTable;
  /** The code that runs; changes with exec. */
  image: SysImpl | undefined;
  running = true;
  reaped = false;
  /** How it ended. */
  status: WaitStatus | undefined;
  stopped: SignalName | undefined;
  /** A stop or continuation that wait(2) hasn't reported yet. */
  unreported: WaitStatus | undefined;
  readonly handlers = new Map<SignalName, SignalHandler>();
  /** Arrived while stopped or frozen. */
  readonly pending = new Set<SignalName>();
  /** Handled, the handlers not yet run. */
  readonly toHandle: SignalName[] = [];
  /** What waits for the process to go on (a terminal's change by a background process). */
  readonly onContinue: (() => void)[] = [];
  nice = 0;
  cpuUs = 0;
  /** CPU time charged but not yet spent by waiting, µs. */
  cpuDebtUs = 0;
  /** In the middle of spending it. */
  spending = false;
  memoryBytes = BASE_MEMORY_BYTES;
  threads = 1;
  oomScoreAdj = 0;
  noNewPrivileges = false;
  /** The most that exec as root can give. */
  bounding: ReadonlySet<string>;
  readonly rlimits = new Map<string, [number, number]>();
  /** Told once when it ends; such a process is reaped at once (a task, a process of the outside). */
  onExit: ((status: WaitStatus) => void) | undefined;
  autoReap = false;
  save: (() => unknown) | undefined;

  constructor(
    readonly core: KernelCore,
    readonly pids: PidSet,
    readonly ns: ProcessNamespaces,
    readonly fs: FsContext,
    public cgroup: CgroupImpl,
    readonly startMs: number,
  ) {
    this.bounding = fs.credentials.caps;
    this.fds = new FdTable(() => this.rlimits.get('NOFILE')?.[0] ?? LIMITS.openFiles);
  }

  get credentials(): Credentials {
    return this.fs.credentials;
  }
  set credentials(credentials: Credentials) {
    this.fs.credentials = credentials;
  }

  get session(): Session {
    return this.group.session;
  }

  /** The number that it knows itself by. */
  get pid(): number {
    return this.pids.own;
  }

  /** Stopped by a signal or by the freezer: it waits at its next system call. */
  get held(): boolean {
    return this.stopped !== undefined || this.cgroup.effectivelyFrozen;
  }

  isNamespaceInit(): boolean {
    return this.ns.pid.init === this;
  }

  ppidIn(ns: PidNamespaceImpl): number {
    return this.parent ? this.parent.pids.in(ns) : 0;
  }

  setGroup(group: ProcessGroup): void {
    if (this.group) this.group.members.delete(this);
    this.group = group;
    group.members.add(this);
  }

  joinCgroup(cgroup: CgroupImpl): void {
    this.cgroup.members.delete(this);
    this.cgroup = cgroup;
    cgroup.members.add(this);
  }
}
