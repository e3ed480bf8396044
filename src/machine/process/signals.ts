import { SysError } from '../errno';
import { defaultAction, type SignalName } from '../signal';
import type { Process, ProcessGroup } from './process';
import { terminate } from './terminate';

/** Who sends: a process, or the kernel itself (terminals, timers, the OOM killer). */
export type Sender = Process | 'kernel';

/**
 * Sends a signal (kill(2) without the permission check). Deterministic: default actions happen at once, handlers
 * run in the next turn, or at once when a process signals itself.
 */
export function sendSignal(target: Process, signal: SignalName, from: Sender): void {
  if (!target.running) return;
  const action = target.handlers.get(signal) ?? 'default';
  if (target.isNamespaceInit() && action === 'default' && !reachesInit(target, signal, from)) return;
  if (signal === 'SIGKILL') return terminate(target, { kind: 'signaled', signal, core: false });
  if (signal === 'SIGSTOP') return stop(target, signal);
  if (signal === 'SIGCONT') {
    for (const pending of target.pending) if (defaultAction(pending) === 'stop') target.pending.delete(pending);
    resume(target);
  }
  if (action === 'ignore') return;
  if (action === 'default') return byDefault(target, signal);
  if (!target.toHandle.includes(signal)) target.toHandle.push(signal);
  if (target.held) return;
  if (from === target) runHandlers(target);
  else queueMicrotask(() => runHandlers(target));
}

/** A signal that a process's own system call raises, such as SIGPIPE. */
export function raiseSignal(proc: Process, signal: SignalName): void {
  sendSignal(proc, signal, proc);
  proc.image?.check();
}

export function signalGroup(group: ProcessGroup, signal: SignalName, from: Sender): void {
  for (const member of [...group.members]) sendSignal(member, signal, from);
}

/**
 * pid_namespaces(7): signals that a namespace's init hasn't set a handler for don't reach it, save SIGKILL and
 * SIGSTOP from an ancestor namespace (or the kernel).
 */
function reachesInit(target: Process, signal: SignalName, from: Sender): boolean {
  if (signal === 'SIGCONT') return true;
  if (signal !== 'SIGKILL' && signal !== 'SIGSTOP') return false;
  if (target.pids.ns.level === 0) return false;
  return from === 'kernel' || !target.ns.pid.contains(from.ns.pid);
}

function byDefault(target: Process, signal: SignalName): void {
  const action = defaultAction(signal);
  if (action === 'ignore' || action === 'continue') return;
  if (target.held) {
    target.pending.add(signal);
    return;
  }
  if (action === 'stop') {
    if (!isOrphaned(target.group)) stop(target, signal);
    return;
  }
  terminate(target, { kind: 'signaled', signal, core: action === 'core' });
}

/** No member has a parent in another group of the same session: nobody could continue it (setpgid(2)). */
export function isOrphaned(group: ProcessGroup): boolean {
  for (const member of group.members) {
    const { parent } = member;
    if (parent?.running && parent.group !== group && parent.session === group.session) return false;
  }
  return true;
}

function stop(target: Process, signal: SignalName): void {
  if (target.stopped) return;
  target.stopped = signal;
  report(target, { kind: 'stopped', signal });
}

function resume(target: Process): void {
  if (!target.stopped) return;
  target.stopped = undefined;
  report(target, { kind: 'continued' });
  thawed(target);
}

function report(target: Process, status: Process['unreported']): void {
  target.unreported = status;
  const { parent } = target;
  if (!parent) return;
  parent.childChanged.wake();
  sendSignal(parent, 'SIGCHLD', 'kernel');
}

/** Lets a process go on that isn't held any more, and gives it what has arrived meanwhile. */
export function thawed(target: Process): void {
  if (!target.running || target.held) return;
  for (const signal of [...target.pending]) {
    target.pending.delete(signal);
    byDefault(target, signal);
    if (!target.running || target.held) return;
  }
  for (const act of target.onContinue.splice(0)) act();
  target.resumed.wake();
  if (target.toHandle.length > 0) queueMicrotask(() => runHandlers(target));
}

function runHandlers(target: Process): void {
  while (target.running && !target.held) {
    const signal = target.toHandle.shift();
    if (!signal) return;
    const handler = target.handlers.get(signal);
    if (typeof handler === 'function') target.image?.handle(signal, handler);
  }
}

/** kill(2)'s rule: the same user, or CAP_KILL; SIGCONT within the session. */
export function mayKill(from: Process, target: Process, signal: SignalName | 0): boolean {
  const { credentials: a } = from;
  const { credentials: b } = target;
  if (a.caps.has('KILL') || a.euid === b.uid || a.uid === b.uid) return true;
  return signal === 'SIGCONT' && from.session === target.session;
}

/** kill(2) over pids, groups and all. */
export function kill(from: Process, pid: number, signal: SignalName | 0): void {
  const ns = from.ns.pid;
  let targets: Process[];
  if (pid > 0) {
    const one = ns.processes.get(pid);
    targets = one ? [one] : [];
  } else if (pid === -1) {
    targets = [...ns.processes.values()].filter((p) => p !== from && p.pids.in(ns) > 1 && p.running);
  } else {
    const group = pid === 0 ? from.group : [...ns.processes.values()].find((p) => p.group.ids.in(ns) === -pid)?.group;
    targets = group ? [...group.members] : [];
  }
  if (targets.length === 0) throw new SysError('ESRCH');
  const allowed = targets.filter((target) => mayKill(from, target, signal));
  if (allowed.length === 0) throw new SysError('EPERM');
  if (signal === 0) return;
  // The caller goes last, so that killing its own group doesn't spare the others.
  for (const target of allowed) if (target !== from) sendSignal(target, signal, from);
  if (allowed.includes(from)) sendSignal(from, signal, from);
  from.image?.check();
}
