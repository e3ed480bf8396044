import { isSysError } from '../../machine/errno';
import { SIGNALS, parseSignal, signalName, type SignalName } from '../../machine/signal';
import { findJob, jobLine, jobState, jobStatus, reap, record, removeJob } from '../interp/jobs';
import { signalText } from '../interp/wait';
import type { WaitResult } from '../../machine/sys';
import type { Job, SimpleFrame } from '../interp/state';
import type { Shell } from '../interp/shell';
import { listSignals } from './flow';
import type { BuiltinTable } from './table';

function jobOf(shell: Shell, builtin: string, spec: string): Job | undefined {
  const job = findJob(shell.state, spec);
  if (job === 'ambiguous') {
    shell.complain(builtin, `${spec.replace(/^%/, '')}: ambiguous job spec`);
    return undefined;
  }
  if (!job) {
    const shown = spec === '' ? 'current' : spec;
    shell.complain(builtin, shell.dialect.bash ? `${shown}: no such job` : spec === '' ? 'No current job' : `No such job: ${shown}`);
  }
  return job;
}

async function jobs(shell: Shell, argv: readonly string[]): Promise<number> {
  await reap(shell);
  const { state } = shell;
  const flags = argv.slice(1).filter((word) => word.startsWith('-')).join('');
  const specs = argv.slice(1).filter((word) => !word.startsWith('-'));
  let status = 0;
  const chosen: Job[] = [];
  if (specs.length === 0) chosen.push(...state.jobs);
  for (const spec of specs) {
    const job = jobOf(shell, 'jobs', spec);
    if (job) chosen.push(job);
    else status = 1;
  }
  for (const job of [...chosen].sort((a, b) => a.id - b.id)) {
    const now = jobState(job);
    if (flags.includes('r') && now !== 'running') continue;
    if (flags.includes('s') && now !== 'stopped') continue;
    if (flags.includes('p')) shell.out(`${job.pgid}\n`);
    else shell.out(`${jobLine(state, job, { pids: flags.includes('l') })}\n`);
    job.notified = true;
  }
  state.jobs = state.jobs.filter((job) => !(chosen.includes(job) && jobState(job) === 'done'));
  return status;
}

function needsControl(shell: Shell, builtin: string): boolean {
  if (shell.state.options.has('monitor')) return false;
  const current = findJob(shell.state, '');
  shell.complain(builtin, shell.dialect.bash ? 'no job control' : current === undefined ? 'No current job' : 'job not created under job control');
  return true;
}

function foreground(shell: Shell, argv: readonly string[], frame: SimpleFrame): number | undefined {
  if (needsControl(shell, 'fg')) return shell.dialect.bash ? 1 : 2;
  const job = jobOf(shell, 'fg', argv[1] ?? '');
  if (!job) return 1;
  if (jobState(job) === 'done') {
    shell.complain('fg', 'job has terminated');
    removeJob(shell.state, job.id);
    return 1;
  }
  shell.out(`${job.text}\n`);
  job.background = false;
  if (shell.state.tty >= 0) {
    try {
      shell.sys.tcsetpgrp(shell.state.tty, job.pgid);
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  for (const process of job.processes) process.stopped = false;
  signalJob(shell, job, 'SIGCONT');
  frame.status = -1;
  shell.push({ t: 'wait', pc: 0, processes: job.processes, i: 0, pgid: job.pgid, text: job.text, controlled: job.controlled, job: job.id, guard: frame.guard });
  return undefined;
}

function background(shell: Shell, argv: readonly string[]): number {
  if (needsControl(shell, 'bg')) return shell.dialect.bash ? 1 : 2;
  let status = 0;
  for (const spec of argv.length > 1 ? argv.slice(1) : ['']) {
    const job = jobOf(shell, 'bg', spec);
    if (!job) {
      status = 1;
      continue;
    }
    if (jobState(job) === 'running') {
      shell.complain('bg', `job ${job.id} already in background`);
      continue;
    }
    job.background = true;
    for (const process of job.processes) process.stopped = false;
    shell.out(shell.dialect.bash ? `[${job.id}]+ ${job.text} &\n` : `[${job.id}] ${job.text}\n`);
    signalJob(shell, job, 'SIGCONT');
  }
  return status;
}

function signalJob(shell: Shell, job: Job, signal: SignalName | 0): void {
  if (job.controlled) shell.sys.kill(-job.pgid, signal);
  else for (const process of job.processes) if (process.status === undefined) shell.sys.kill(process.pid, signal);
}

/** waitpid(2) that a trapped signal ends (undefined), which the system call itself doesn't: it starts again. */
async function waitInterruptibly(shell: Shell, pid: number): Promise<WaitResult | undefined> {
  const { sys, state } = shell;
  let changed = false;
  const trapped = state.traps.get('SIGCHLD');
  sys.onSignal('SIGCHLD', (signal) => {
    changed = true;
    if (trapped) state.pending.push(signal);
  });
  try {
    for (;;) {
      changed = false;
      const result = await sys.wait({ pid, noHang: true });
      if (result) return result;
      if (state.interrupted || state.pending.length > 0) return undefined;
      if (changed) continue;
      try {
        await sys.pause();
      } catch (error) {
        if (!isSysError(error, 'EINTR')) throw error;
      }
    }
  } finally {
    shell.disposition('SIGCHLD');
  }
}

/** wait: for jobs or pids; -n for the next that ends. A trapped signal ends it. */
async function wait(shell: Shell, argv: readonly string[]): Promise<number> {
  const { state } = shell;
  let at = 1;
  let next = false;
  let variable: string | undefined;
  for (; argv[at]?.startsWith('-'); at++) {
    if (argv[at] === '-n') next = true;
    else if (argv[at] === '-f') continue;
    else if (argv[at] === '-p') variable = argv[++at];
    else if (argv[at] === '--') {
      at++;
      break;
    } else {
      shell.complain('wait', `${argv[at]}: invalid option`);
      return 2;
    }
  }
  const specs = argv.slice(at);
  const one = async (pid: number): Promise<number | 'interrupted'> => {
    for (;;) {
      try {
        const result = await waitInterruptibly(shell, pid);
        if (!result) return 'interrupted';
        record(shell, result.pid, result.status);
        announceEnd(shell, pid);
        return state.finished.get(pid) ?? 0;
      } catch (error) {
        if (isSysError(error, 'ECHILD')) return state.finished.get(pid) ?? 127;
        throw error;
      }
    }
  };
  const interrupted = (): number => (state.pending[0] ? 128 + SIGNALS[state.pending[0]] : 130);
  if (next) {
    const running = state.jobs.flatMap((job) => job.processes).filter((p) => specs.length === 0 || specs.includes(String(p.pid)) || specs.some((spec) => findJob(state, spec) === state.jobs.find((j) => j.processes.includes(p))));
    const done = running.find((p) => p.status !== undefined);
    if (done) {
      forget(shell, done.pid);
      if (variable) shell.vars.set(variable, String(done.pid));
      return done.status!;
    }
    if (running.length === 0) return 127;
    for (;;) {
      try {
        const result = await waitInterruptibly(shell, -1);
        if (!result) return interrupted();
        record(shell, result.pid, result.status);
        if (!running.some((p) => p.pid === result.pid)) continue;
        forget(shell, result.pid);
        if (variable) shell.vars.set(variable, String(result.pid));
        return state.finished.get(result.pid) ?? 0;
      } catch (error) {
        if (isSysError(error, 'ECHILD')) return 127;
        throw error;
      }
    }
  }
  if (specs.length === 0) {
    for (const process of state.jobs.flatMap((job) => job.processes)) {
      if (process.status !== undefined || process.stopped) continue;
      if ((await one(process.pid)) === 'interrupted') return interrupted();
    }
    if (!state.interactive) state.jobs = state.jobs.filter((job) => jobState(job) !== 'done');
    return 0;
  }
  let status = 0;
  for (const spec of specs) {
    if (/^\d+$/.test(spec)) {
      const pid = Number(spec);
      const known = state.jobs.flatMap((job) => job.processes).find((p) => p.pid === pid);
      if (!known && !state.finished.has(pid) && pid !== state.lastBackground) {
        if (shell.dialect.bash) shell.complain('wait', `pid ${spec} is not a child of this shell`);
        status = 127;
        continue;
      }
      const result = known?.status ?? (await one(pid));
      if (result === 'interrupted') return interrupted();
      status = result;
      forget(shell, pid);
      continue;
    }
    const job = spec.startsWith('%') ? findJob(state, spec) : undefined;
    if (!job || job === 'ambiguous') {
      shell.complain('wait', spec.startsWith('%') ? `${spec}: no such job` : shell.dialect.bash ? `\`${spec}': not a pid or valid job spec` : `Illegal number: ${spec}`);
      status = spec.startsWith('%') ? 127 : shell.dialect.bash ? 1 : 2;
      continue;
    }
    for (const process of job.processes) {
      if (process.status !== undefined) continue;
      if ((await one(process.pid)) === 'interrupted') return interrupted();
    }
    status = jobStatus(job);
    if (!state.interactive) removeJob(state, job.id);
  }
  return status;
}

/** A shell without a terminal says which signal ended what it waited for; bash keeps quiet about SIGTERM. */
function announceEnd(shell: Shell, pid: number): void {
  const { state } = shell;
  const job = state.jobs.find((each) => each.processes.some((p) => p.pid === pid));
  const process = job?.processes.find((p) => p.pid === pid);
  if (state.interactive || !job || !process?.signal || process.signal === 'SIGINT' || process.signal === 'SIGPIPE') return;
  const text = signalText(process.signal) + (process.core ? ' (core dumped)' : '');
  if (!shell.dialect.bash) shell.emit(2, `${text}\n`);
  else if (process.signal !== 'SIGTERM') shell.emit(2, `${shell.prefix()}${String(pid).padStart(5)} ${text.padEnd(23)} ${job.text}\n`);
}

/** A job that was waited for is not spoken of again. */
function forget(shell: Shell, pid: number): void {
  const { state } = shell;
  const job = state.jobs.find((each) => each.processes.some((p) => p.pid === pid));
  if (job && jobState(job) === 'done' && !state.interactive) removeJob(state, job.id);
}

function kill(shell: Shell, argv: readonly string[]): number {
  let at = 1;
  let signal: SignalName | 0 = 'SIGTERM';
  const invalid = (text: string): number => {
    if (shell.dialect.bash) shell.complain('kill', `${text}: invalid signal specification`);
    else if (shell.dialect.name === 'dash') shell.complain('kill', `invalid signal number or name: ${text}`);
    else shell.emit(2, `sh: bad signal name '${text}'\n`);
    return 1;
  };
  const first = argv[1];
  if (first === '-l' || first === '-L') return list(shell, argv.slice(2), invalid);
  if (first === '-s' || first === '-n') {
    const name = argv[2] === '0' ? 0 : parseSignal(argv[2] ?? '');
    if (name === undefined) return invalid(argv[2] ?? '');
    signal = name;
    at = 3;
  } else if (first !== undefined && /^-./.test(first) && first !== '--') {
    const text = first.slice(1);
    const name = text === '0' ? 0 : parseSignal(text);
    if (name === undefined) return invalid(text);
    signal = name;
    at = 2;
  }
  if (argv[at] === '--') at++;
  const targets = argv.slice(at);
  if (targets.length === 0) {
    if (shell.dialect.bash) shell.emit(2, 'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n');
    else if (shell.dialect.name === 'dash') shell.emit(2, `${shell.prefix()}kill: Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]\n`);
    else shell.emit(2, 'sh: you need to specify whom to kill\n');
    return shell.dialect.name === 'ash' ? 1 : 2;
  }
  let status = 0;
  for (const target of targets) {
    try {
      if (target.startsWith('%')) {
        const job = jobOf(shell, 'kill', target);
        if (!job) {
          status = 1;
          continue;
        }
        signalJob(shell, job, signal);
        if (jobState(job) === 'stopped' && (signal === 'SIGTERM' || signal === 'SIGHUP')) signalJob(shell, job, 'SIGCONT');
      } else if (/^-?\d+$/.test(target)) shell.sys.kill(Number(target), signal);
      else {
        if (shell.dialect.bash) shell.complain('kill', `${target}: arguments must be process or job IDs`);
        else if (shell.dialect.name === 'dash') shell.complain('kill', `Illegal number: ${target}`);
        else shell.emit(2, `sh: invalid number '${target}'\n`);
        status = shell.dialect.name === 'dash' ? 2 : 1;
      }
    } catch (error) {
      if (!isSysError(error)) throw error;
      if (shell.dialect.bash) shell.complain('kill', `(${target}) - ${error.message}`);
      else if (shell.dialect.name === 'dash') shell.complain('kill', `${error.message}\n`);
      else shell.emit(2, `sh: can't kill pid ${target}: ${error.message}\n`);
      status = 1;
    }
  }
  return status;
}

function list(shell: Shell, words: readonly string[], invalid: (text: string) => number): number {
  if (words.length === 0) {
    if (shell.dialect.bash) listSignals(shell);
    else for (const name of Object.keys(SIGNALS)) shell.out(`${name.replace(/^SIG/, '')}\n`);
    return 0;
  }
  for (const word of words) {
    if (/^\d+$/.test(word)) {
      const number = Number(word) > 128 ? Number(word) - 128 : Number(word);
      const name = signalName(number);
      if (!name) return invalid(word);
      shell.out(`${name.replace(/^SIG/, '')}\n`);
    } else {
      const name = parseSignal(word);
      if (!name) return invalid(word);
      shell.out(`${SIGNALS[name]}\n`);
    }
  }
  return 0;
}

function disown(shell: Shell, argv: readonly string[]): number {
  const { state } = shell;
  const flags = argv.slice(1).filter((word) => /^-[ahr]+$/.test(word)).join('');
  const specs = argv.slice(1).filter((word) => !/^-[ahr]+$/.test(word));
  if (specs.length === 0 && (flags.includes('a') || flags.includes('r'))) {
    state.jobs = flags.includes('h') ? state.jobs : state.jobs.filter((job) => flags.includes('r') && jobState(job) !== 'running');
    return 0;
  }
  let status = 0;
  for (const spec of specs.length > 0 ? specs : ['']) {
    const job = jobOf(shell, 'disown', spec);
    if (!job) status = 1;
    else if (flags.includes('h')) job.noHup = true;
    else removeJob(state, job.id);
  }
  return status;
}

function suspend(shell: Shell): number {
  if (shell.state.login) {
    shell.complain('suspend', 'cannot suspend a login shell');
    return 1;
  }
  shell.sys.kill(shell.sys.pid, 'SIGSTOP');
  return 0;
}

export const JOB_BUILTINS: BuiltinTable = {
  jobs: { run: jobs },
  fg: { run: foreground },
  bg: { run: background },
  wait: { run: wait },
  kill: { run: kill },
  disown: { run: disown, only: ['bash'] },
  suspend: { run: suspend, only: ['bash'] },
};
