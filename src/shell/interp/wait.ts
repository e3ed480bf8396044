import { isSysError } from '../../machine/errno';
import { SIGNALS, type SignalName } from '../../machine/signal';
import type { WaitStatus } from '../../machine/sys';
import { addJob, jobLine, removeJob, updateJob } from './jobs';
import { commandDone } from './done';
import type { WaitFrame, JobProcess } from './state';
import type { Shell } from './shell';

export interface ChildEnd { code: number; signal?: SignalName; core?: boolean; stopped?: boolean; interrupted?: boolean }

/** What $? is for a wait status. */
export function endOf(status: WaitStatus): ChildEnd {
  if (status.kind === 'exited') return { code: status.code };
  if (status.kind === 'signaled') return { code: 128 + SIGNALS[status.signal], signal: status.signal, core: status.core, interrupted: status.signal === 'SIGINT' };
  if (status.kind === 'stopped') return { code: 128 + SIGNALS[status.signal], stopped: true, signal: status.signal };
  return { code: 0 };
}

/** Waits for one child; traps wait until it is over. */
export async function waitForChild(shell: Shell, pid: number, untraced = false): Promise<ChildEnd> {
  const { sys, state } = shell;
  const guarded = shell.dialect.bash && !state.interactive && !state.traps.has('SIGINT') && sys.signalAction('SIGINT') === 'default';
  let gotInterrupt = false;
  if (guarded) sys.onSignal('SIGINT', () => void (gotInterrupt = true));
  try {
    for (;;) {
      try {
        const result = await sys.wait({ pid, untraced });
        if (!result) return { code: 127 };
        const end = endOf(result.status);
        if (guarded) sys.onSignal('SIGINT', 'default');
        // bash: when the child died of the interrupt, so does the script.
        if (gotInterrupt && end.interrupted) sys.kill(sys.pid, 'SIGINT');
        return end;
      } catch (error) {
        if (isSysError(error, 'EINTR')) continue;
        if (isSysError(error, 'ECHILD')) {
          const known = state.finished.get(pid);
          return { code: known ?? 127 };
        }
        throw error;
      }
    }
  } finally {
    if (guarded && sys.signalAction('SIGINT') === 'handled') sys.onSignal('SIGINT', 'default');
  }
}

/** Waits for the processes of a foreground pipeline. */
export async function stepWait(shell: Shell, frame: WaitFrame): Promise<void> {
  const { state } = shell;
  for (; frame.i < frame.processes.length; frame.i++) {
    const process = frame.processes[frame.i]!;
    if (process.status !== undefined) continue;
    const end = await waitForChild(shell, process.pid, frame.controlled);
    if (end.stopped) {
      stopped(shell, frame, process, end);
      return;
    }
    process.status = end.code;
    process.signal = end.signal;
    process.core = end.core;
  }
  shell.pop();
  takeTerminal(shell, frame.controlled);
  if (frame.job !== undefined) removeJob(state, frame.job);
  announce(shell, frame);
  const statuses = frame.processes.map((p) => p.status ?? 0);
  const last = statuses[statuses.length - 1] ?? 0;
  const status = state.options.has('pipefail') ? ([...statuses].reverse().find((s) => s !== 0) ?? 0) : last;
  if (frame.processes.some((p) => p.signal === 'SIGINT') && state.interactive && state.depth === 0) {
    state.interrupted = true;
    state.status = status;
    return;
  }
  const below = shell.top;
  if (below?.t === 'simple') {
    below.status = status;
    state.status = status;
    state.pipeStatus = statuses;
  } else if (below?.t === 'pipe') {
    state.status = status;
    state.pipeStatus = statuses;
  } else commandDone(shell, status, frame.guard, statuses);
}

/** The terminal belongs to the shell again. */
export function takeTerminal(shell: Shell, controlled: boolean): void {
  if (!controlled || shell.state.tty < 0) return;
  try {
    shell.sys.tcsetpgrp(shell.state.tty, shell.state.shellPgid);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

function stopped(shell: Shell, frame: WaitFrame, process: JobProcess, end: ChildEnd): void {
  const { state } = shell;
  for (const each of frame.processes) if (each.status === undefined) each.stopped = true;
  process.signal = end.signal;
  shell.pop();
  takeTerminal(shell, frame.controlled);
  const job = frame.job === undefined ? addJob(shell, frame.processes, frame.text, frame.pgid, true) : state.jobs.find((j) => j.id === frame.job)!;
  job.processes = frame.processes;
  job.order = ++state.jobOrder;
  updateJob(job);
  shell.emit(2, `\n${jobLine(state, job)}\n`);
  job.notified = true;
  state.status = end.code;
  const depth = state.frames.findLastIndex((f) => f.t === 'reader');
  if (depth >= 0 && state.frames.slice(depth + 1).some((f) => f.t === 'simple' || f.t === 'pipe')) {
    const below = shell.top;
    if (below?.t === 'simple') below.status = end.code;
  }
}

const QUIET = new Set<SignalName>(['SIGINT', 'SIGPIPE']);

/** Says that a foreground process died of a signal. */
function announce(shell: Shell, frame: WaitFrame): void {
  const { state } = shell;
  const last = frame.processes[frame.processes.length - 1];
  const dead = frame.processes.find((p) => p.signal !== undefined && !QUIET.has(p.signal) && (p === last || !state.interactive));
  if (!dead?.signal) return;
  const text = signalText(dead.signal) + (dead.core ? ' (core dumped)' : '');
  if (!shell.dialect.bash) {
    if (dead === last) shell.emit(2, `${text}\n`);
    return;
  }
  if (state.interactive) shell.emit(2, `${text}\n`);
  else shell.emit(2, `${shell.prefix()}${String(dead.pid).padStart(5)} ${text.padEnd(23)} ${frame.text}\n`);
}

const TEXTS: Partial<Record<SignalName, string>> = {
  SIGHUP: 'Hangup', SIGINT: 'Interrupt', SIGQUIT: 'Quit', SIGILL: 'Illegal instruction', SIGTRAP: 'Trace/breakpoint trap', SIGABRT: 'Aborted', SIGBUS: 'Bus error', SIGFPE: 'Floating point exception',
  SIGKILL: 'Killed', SIGUSR1: 'User defined signal 1', SIGSEGV: 'Segmentation fault', SIGUSR2: 'User defined signal 2', SIGPIPE: 'Broken pipe', SIGALRM: 'Alarm clock', SIGTERM: 'Terminated',
  SIGSTOP: 'Stopped', SIGTSTP: 'Stopped', SIGTTIN: 'Stopped (tty input)', SIGTTOU: 'Stopped (tty output)', SIGXCPU: 'CPU time limit exceeded', SIGXFSZ: 'File size limit exceeded', SIGSYS: 'Bad system call',
};

export function signalText(signal: SignalName): string {
  return TEXTS[signal] ?? `Unknown signal ${SIGNALS[signal]}`;
}
