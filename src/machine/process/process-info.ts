import type { ProcessInfo } from '../kernel-types';
import { pathOf } from '../vfs/location';
import type { PidNamespaceImpl } from './pid-namespace';
import type { Process } from './process';

function stateOf(proc: Process): ProcessInfo['state'] {
  if (!proc.running) return 'Z';
  if (proc.stopped) return 'T';
  if (proc.cgroup.effectivelyFrozen) return 'D';
  return proc.image?.isWaiting ?? true ? 'S' : 'R';
}

/** QEMU's user mode shows a process its own words; others see the emulator's. */
function shownArgv(proc: Process): readonly string[] {
  const { core, emulated, argv } = proc;
  return emulated && core.current !== proc ? [...emulated.prefix, ...argv.slice(1)] : argv;
}

/** A process as ps shows it to somebody in a pid namespace. */
export function processInfo(proc: Process, ns: PidNamespaceImpl): ProcessInfo {
  const { tty } = proc.session;
  return {
    pid: proc.pids.in(ns),
    ppid: proc.ppidIn(ns),
    pgid: proc.group.ids.in(ns),
    sid: proc.session.ids.in(ns),
    tpgid: tty?.foreground ? tty.foreground.ids.in(ns) : -1,
    uid: proc.credentials.euid,
    gid: proc.credentials.egid,
    state: stateOf(proc),
    comm: proc.comm,
    argv: shownArgv(proc),
    exePath: proc.exePath,
    cwd: pathOf(proc.fs.cwd, proc.fs.root),
    tty: tty?.name,
    startMs: proc.startMs,
    cpuUs: Math.round(proc.cpuUs),
    rssBytes: proc.running ? proc.memoryBytes : 0,
    nice: proc.nice,
    threads: proc.threads,
    cgroup: proc.cgroup.path,
    nsPids: proc.pids.numbers.slice(ns.level),
    env: proc.env,
  };
}
