import type { WaitStatus } from '../sys';
import type { Process } from './process';
import { isOrphaned, sendSignal, signalGroup } from './signals';

/**
 * Ends a process (exit(2)): its calls reject, its descriptors close, its children go to the namespace's init,
 * its parent hears of it. It stays as a zombie until it is waited for.
 */
export function terminate(proc: Process, status: WaitStatus): void {
  if (!proc.running) return;
  proc.running = false;
  proc.status = status;
  proc.stopped = undefined;
  proc.unreported = undefined;
  if (proc.isNamespaceInit()) endNamespace(proc);
  proc.image?.end();
  proc.fds.closeAll();
  proc.core.processEnded(proc);
  proc.cgroup.members.delete(proc);
  giveAwayChildren(proc);
  const { session } = proc;
  if (session.leader === proc) {
    session.leader = undefined;
    session.tty?.leaderGone(session);
  }
  const { parent, onExit } = proc;
  proc.onExit = undefined;
  if (!parent || proc.autoReap || parent.handlers.get('SIGCHLD') === 'ignore') reap(proc);
  onExit?.(status);
  if (!parent) return;
  parent.childChanged.wake();
  sendSignal(parent, 'SIGCHLD', 'kernel');
}

/** Removes a zombie from the tables. */
export function reap(proc: Process): void {
  if (proc.reaped) return;
  proc.reaped = true;
  proc.parent?.children.delete(proc);
  proc.group.members.delete(proc);
  for (let ns: Process['ns']['pid'] | undefined = proc.pids.ns; ns; ns = ns.parent) ns.processes.delete(proc.pids.in(ns));
}

/** A namespace doesn't outlive its init (pid_namespaces(7)). */
function endNamespace(init: Process): void {
  const ns = init.ns.pid;
  ns.dead = true;
  for (const other of [...ns.processes.values()]) {
    if (other !== init && other.running) terminate(other, { kind: 'signaled', signal: 'SIGKILL', core: false });
  }
}

function giveAwayChildren(proc: Process): void {
  let heir: Process | undefined;
  for (let ns: Process['ns']['pid'] | undefined = proc.ns.pid; ns && !heir; ns = ns.parent) if (ns.init?.running && ns.init !== proc) heir = ns.init;
  for (const child of [...proc.children]) {
    const { group } = child;
    // Who was to hear of it is gone (a task's runtime).
    child.onExit = undefined;
    proc.children.delete(child);
    child.parent = heir;
    heir?.children.add(child);
    if (!child.running) {
      if (!heir || heir.handlers.get('SIGCHLD') === 'ignore') reap(child);
      else {
        heir.childChanged.wake();
        sendSignal(heir, 'SIGCHLD', 'kernel');
      }
      continue;
    }
    // A stopped group that nobody can continue any more is hung up and continued.
    if (child.session === proc.session && group !== proc.group && isOrphaned(group) && [...group.members].some((m) => m.stopped)) {
      signalGroup(group, 'SIGHUP', 'kernel');
      signalGroup(group, 'SIGCONT', 'kernel');
    }
  }
}
