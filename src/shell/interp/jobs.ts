import { isSysError } from '../../machine/errno';
import type { SignalName } from '../../machine/signal';
import type { Job, JobProcess, ShellState } from './state';
import type { Shell } from './shell';
import { endOf, signalText } from './wait';

export function addJob(shell: Shell, processes: JobProcess[], text: string, pgid: number, controlled: boolean): Job {
  const { state } = shell;
  const id = Math.max(0, ...state.jobs.map((job) => job.id)) + 1;
  const job: Job = { id, pgid, processes, text, background: true, controlled, order: ++state.jobOrder, cwd: shell.sys.cwd() };
  state.jobs.push(job);
  return job;
}

export function removeJob(state: ShellState, id: number): void {
  state.jobs = state.jobs.filter((job) => job.id !== id);
}

export function jobState(job: Job): 'running' | 'stopped' | 'done' {
  if (job.processes.every((p) => p.status !== undefined)) return 'done';
  return job.processes.some((p) => p.status === undefined && p.stopped) ? 'stopped' : 'running';
}

export function updateJob(job: Job): void {
  job.notified = false;
}

export function jobStatus(job: Job): number {
  return job.processes[job.processes.length - 1]?.status ?? 0;
}

/** The jobs that %+ and %- are: the last stopped, else the last started. */
export function currentJobs(state: ShellState): [Job | undefined, Job | undefined] {
  const ranked = [...state.jobs].sort((a, b) => (jobState(b) === 'stopped' ? 1 : 0) - (jobState(a) === 'stopped' ? 1 : 0) || b.order - a.order);
  return [ranked[0], ranked[1]];
}

function statusText(job: Job): string {
  switch (jobState(job)) {
    case 'running':
      return 'Running';
    case 'stopped': {
      const signal = job.processes.find((p) => p.stopped)?.signal;
      return signal === undefined ? 'Stopped' : signalText(signal);
    }
    case 'done': {
      const last = job.processes[job.processes.length - 1]!;
      if (last.signal) return signalText(last.signal as SignalName) + (last.core ? ' (core dumped)' : '');
      return last.status === 0 ? 'Done' : `Exit ${last.status}`;
    }
  }
}

/** A line of `jobs`. */
export function jobLine(state: ShellState, job: Job, options: { pids?: boolean } = {}): string {
  const [current, previous] = currentJobs(state);
  const mark = job === current ? '+' : job === previous ? '-' : ' ';
  const running = jobState(job) === 'running';
  const pid = options.pids ? `${String(job.processes[0]!.pid).padStart(state.dialect === 'bash' ? 1 : 1)} ` : '';
  if (state.dialect !== 'bash') return `[${job.id}] ${mark} ${pid}${(statusText(job) === 'Exit 0' ? 'Done' : statusText(job).replace(/^Exit (\d+)/, 'Done($1)')).padEnd(state.dialect === 'ash' ? 26 : 26)} ${job.text}`;
  return `[${job.id}]${mark}  ${pid}${statusText(job).padEnd(24)}${job.text}${running && job.background ? ' &' : ''}`;
}

/** Collects children that have ended or changed, without waiting. */
export async function reap(shell: Shell): Promise<void> {
  for (;;) {
    try {
      const result = await shell.sys.wait({ pid: -1, noHang: true, untraced: shell.jobControl, continued: shell.jobControl });
      if (!result) return;
      record(shell, result.pid, result.status);
    } catch (error) {
      if (isSysError(error, 'ECHILD')) return;
      if (isSysError(error, 'EINTR')) continue;
      throw error;
    }
  }
}

/** Notes the end of a background process. */
export function record(shell: Shell, pid: number, status: Parameters<typeof endOf>[0]): void {
  const { state } = shell;
  const end = endOf(status);
  const job = state.jobs.find((each) => each.processes.some((p) => p.pid === pid));
  const process = job?.processes.find((p) => p.pid === pid);
  if (status.kind === 'continued') {
    if (process) process.stopped = false;
    return;
  }
  if (job && process) {
    if (end.stopped) {
      process.stopped = true;
      process.signal = end.signal;
      job.order = ++state.jobOrder;
    } else {
      process.status = end.code;
      process.signal = end.signal;
      process.core = end.core;
      process.stopped = false;
    }
    job.notified = false;
  }
  if (!end.stopped) state.finished.set(pid, end.code);
}

/** Before a prompt: says what has become of background jobs. */
export async function notify(shell: Shell): Promise<void> {
  await reap(shell);
  const { state } = shell;
  for (const job of [...state.jobs]) {
    const now = jobState(job);
    if (now === 'running' || job.notified) continue;
    shell.emit(2, `${jobLine(state, job)}\n`);
    job.notified = true;
  }
  state.jobs = state.jobs.filter((job) => jobState(job) !== 'done');
}

/** A job by %1, %+, %%, %-, %name, %?text, or a pid. */
export function findJob(state: ShellState, spec: string): Job | undefined | 'ambiguous' {
  const [current, previous] = currentJobs(state);
  if (spec === '' || spec === '%' || spec === '%%' || spec === '%+') return current;
  if (spec === '%-') return previous ?? current;
  if (/^%\d+$/.test(spec)) return state.jobs.find((job) => job.id === Number(spec.slice(1)));
  if (/^\d+$/.test(spec)) return state.jobs.find((job) => job.processes.some((p) => p.pid === Number(spec)));
  const name = spec.replace(/^%/, '');
  const hits = state.jobs.filter((job) => (name.startsWith('?') ? job.text.includes(name.slice(1)) : job.text.startsWith(name)));
  return hits.length > 1 ? 'ambiguous' : hits[0];
}
