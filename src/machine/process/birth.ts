import { LIMITS } from '../../lib/limits';
import { SysError } from '../errno';
import type { KernelCore } from '../kernel-core';
import type { SignalName } from '../signal';
import type { Credentials, Sys, WaitStatus } from '../sys';
import { TtyFile } from '../tty/tty-files';
import type { FsContext } from '../vfs/walk';
import type { CgroupImpl } from './cgroup';
import { commOf } from './image';
import { credentialsAfterExec, type Loaded } from './load';
import type { OpenFile } from './open-file';
import { PidSet } from './pid-namespace';
import { Process, ProcessGroup, Session, type ProcessNamespaces } from './process';
import { SysImpl } from './sys-impl';

/** What a new process is made of. */
export interface BirthSpec {
  parent: Process | undefined;
  ns: ProcessNamespaces;
  fs: FsContext;
  cgroup: CgroupImpl;
  fds: ReadonlyMap<number, OpenFile>;
  /** Group to join, 0 for one of its own; undefined stays in the parent's. */
  pgid?: number;
  newSession?: boolean;
  controllingTty?: number;
  foreground?: boolean;
  ignoreSignals?: readonly SignalName[];
  onExit?: (status: WaitStatus) => void;
  autoReap?: boolean;
  pids?: PidSet;
}

/** Processes that only root and the kernel may make when all others are taken. */
const RESERVED = 96;

/** Makes a process that doesn't run yet. Throws EAGAIN at a limit, ENOMEM in a dead pid namespace. */
export function bear(core: KernelCore, spec: BirthSpec): Process {
  const { parent, ns, cgroup } = spec;
  const most = parent?.credentials.uid ? LIMITS.processes - RESERVED : LIMITS.processes;
  if (core.processCount >= most || !cgroup.admits()) throw new SysError('EAGAIN');
  if (ns.pid.dead) throw new SysError('ENOMEM');
  const proc = new Process(core, spec.pids ?? PidSet.allocate(ns.pid), ns, spec.fs, cgroup, core.clock.now());
  core.processCount++;
  for (let at: typeof ns.pid | undefined = ns.pid; at; at = at.parent) at.processes.set(proc.pids.in(at), proc);
  ns.pid.init ??= proc;
  proc.parent = parent;
  parent?.children.add(proc);
  cgroup.members.add(proc);
  if (parent) inherit(proc, parent);
  // What the kernel starts by itself begins with default dispositions.
  if (spec.autoReap) proc.handlers.clear();
  for (const signal of spec.ignoreSignals ?? []) proc.handlers.set(signal, 'ignore');
  for (const [fd, file] of spec.fds) proc.fds.set(fd, file);
  joinGroup(proc, spec);
  proc.onExit = spec.onExit;
  proc.autoReap = spec.autoReap ?? false;
  cgroup.checkMemory();
  return proc;
}

function inherit(proc: Process, parent: Process): void {
  proc.nice = parent.nice;
  proc.oomScoreAdj = parent.oomScoreAdj;
  proc.noNewPrivileges = parent.noNewPrivileges;
  proc.bounding = parent.bounding;
  for (const [name, limits] of parent.rlimits) proc.rlimits.set(name, [...limits]);
  for (const [signal, handler] of parent.handlers) if (handler === 'ignore') proc.handlers.set(signal, 'ignore');
}

function joinGroup(proc: Process, spec: BirthSpec): void {
  const { parent } = spec;
  if (spec.newSession || !parent) proc.setGroup(new ProcessGroup(proc.pids, new Session(proc.pids, proc)));
  else if (spec.pgid === undefined) proc.setGroup(parent.group);
  else if (spec.pgid === 0) proc.setGroup(new ProcessGroup(proc.pids, parent.session));
  else proc.setGroup(findGroup(parent, spec.pgid));
  const { tty } = proc.session;
  if (spec.controllingTty !== undefined) {
    const file = proc.fds.get(spec.controllingTty);
    if (!(file instanceof TtyFile)) throw new SysError('ENOTTY');
    file.tty.becomeControlling(proc.session, proc.group);
  } else if (spec.foreground && tty) tty.setForeground(proc.group);
}

/** A group of the same session by the number that `from` knows. */
export function findGroup(from: Process, pgid: number): ProcessGroup {
  for (const other of from.ns.pid.processes.values()) {
    if (other.group.ids.in(from.ns.pid) !== pgid) continue;
    if (other.session !== from.session) break;
    return other.group;
  }
  throw new SysError('EPERM');
}

/** Processes that may begin at one instant, and how far apart those beyond begin, ms. */
const BURST = 256;
const BIRTH_MS = 0.25;

/** Lets a process begin (or go on, after exec) as a program. */
export function begin(core: KernelCore, proc: Process, loaded: Loaded, env: Readonly<Record<string, string>>, resumed?: unknown): void {
  proc.argv = [...loaded.argv];
  proc.env = { ...env };
  proc.exePath = loaded.exePath;
  proc.programName = loaded.programName;
  proc.emulated = loaded.emulated;
  proc.comm = commOf(loaded.commPath);
  proc.credentials = credentialsAfterExec(proc.credentials, loaded, proc.bounding, proc.noNewPrivileges);
  for (const [signal, handler] of proc.handlers) if (handler !== 'ignore') proc.handlers.delete(signal);
  proc.toHandle.length = 0;
  proc.save = undefined;
  start(core, proc, (sys) => loaded.program.main(sys), resumed);
}

/** Runs code as a process: in a later turn, so that the caller goes on first. */
export function start(core: KernelCore, proc: Process, main: (sys: Sys) => Promise<number>, resumed?: unknown): void {
  const image = new SysImpl(core, proc, resumed);
  proc.image = image;
  const run = () => image.alive && image.run(() => main(image));
  // Births come at a steady rate beyond a burst, so that no chain of forks stops time.
  const now = core.clock.now();
  core.nextBirthMs = Math.max(core.nextBirthMs, now - BURST * BIRTH_MS) + BIRTH_MS;
  if (core.nextBirthMs <= now) queueMicrotask(run);
  else core.clock.at(core.nextBirthMs, run);
}

/** A copy of a process's view of the files, for a child. */
export function childContext(from: FsContext, credentials: Credentials, changes: { cwd?: FsContext['cwd']; umask?: number } = {}): FsContext {
  return { ns: from.ns, root: from.root, cwd: changes.cwd ?? from.cwd, credentials, umask: changes.umask ?? from.umask, now: from.now };
}

