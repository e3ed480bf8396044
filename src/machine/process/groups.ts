import { LIMITS } from '../../lib/limits';
import { SysError } from '../errno';
import type { Credentials } from '../sys';
import { findGroup } from './birth';
import { type Process, ProcessGroup, Session } from './process';

/** A process by pid as `from` sees it; 0 is itself. */
export function member(from: Process, pid: number): Process {
  if (pid === 0) return from;
  const found = from.ns.pid.processes.get(pid);
  if (!found) throw new SysError('ESRCH');
  return found;
}

/** setpgid(2). */
export function setpgid(from: Process, pid: number, pgid: number): void {
  if (pgid < 0) throw new SysError('EINVAL');
  const target = member(from, pid);
  if (target !== from && target.parent !== from) throw new SysError('ESRCH');
  if (target.session !== from.session || target.session.leader === target) throw new SysError('EPERM');
  const own = target.pids.in(from.ns.pid);
  if (pgid === 0 || pgid === own) {
    if (target.group.ids !== target.pids) target.setGroup(new ProcessGroup(target.pids, target.session));
  } else target.setGroup(findGroup(from, pgid));
}

/** setsid(2). */
export function setsid(proc: Process): number {
  if (proc.group.ids === proc.pids) throw new SysError('EPERM');
  proc.setGroup(new ProcessGroup(proc.pids, new Session(proc.pids, proc)));
  return proc.pid;
}

/** setresuid(2), setresgid(2), setgroups(2), capset(2): what needs a capability. */
export function demandChange(old: Credentials, change: Partial<Credentials>): void {
  const ids = [old.uid, old.euid];
  const groups = [old.gid, old.egid];
  const wantsUid = [change.uid, change.euid].some((id) => id !== undefined && !ids.includes(id));
  const wantsGid = [change.gid, change.egid].some((id) => id !== undefined && !groups.includes(id));
  if (wantsUid && !old.caps.has('SETUID')) throw new SysError('EPERM');
  if ((wantsGid || change.groups) && !old.caps.has('SETGID')) throw new SysError('EPERM');
  if (change.caps && ![...change.caps].every((cap) => old.caps.has(cap)) && !old.caps.has('SETPCAP')) throw new SysError('EPERM');
}

const RLIMITS: Readonly<Record<string, [number, number]>> = {
  NOFILE: [LIMITS.openFiles, 1048576],
  NPROC: [31205, 31205],
  STACK: [8388608, Infinity],
  CORE: [0, Infinity],
  MEMLOCK: [1026187264, 1026187264],
  SIGPENDING: [31205, 31205],
  MSGQUEUE: [819200, 819200],
  NICE: [0, 0],
  RTPRIO: [0, 0],
};

/** getrlimit(2); names without RLIMIT_. */
export function rlimit(proc: Process, name: string): [number, number] {
  const key = name.toUpperCase().replace(/^RLIMIT_/, '');
  return proc.rlimits.get(key) ?? RLIMITS[key] ?? [Infinity, Infinity];
}

const RLIMIT_NAMES = [
  'CPU', 'FSIZE', 'DATA', 'STACK', 'CORE', 'RSS', 'NPROC', 'NOFILE', 'MEMLOCK', 'AS', 'LOCKS', 'SIGPENDING', 'MSGQUEUE', 'NICE', 'RTPRIO', 'RTTIME',
];

/** All limits, by the names of `setrlimit`. */
export function allRlimits(proc: Process): { name: string; soft: number; hard: number }[] {
  return RLIMIT_NAMES.map((name) => {
    const [soft, hard] = rlimit(proc, name);
    return { name: name.toLowerCase(), soft, hard };
  });
}
