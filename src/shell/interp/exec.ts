import { isSysError, type SysError } from '../../machine/errno';
import type { SignalName } from '../../machine/signal';
import { executableFormat, FORMAT_HEAD_BYTES } from '../../lib/executable';
import { decode } from '../text';
import { printNode } from '../syntax/printer';
import { callFunction } from './simple';
import type { Shell } from './shell';
import type { ShellState, SimpleFrame, Variable } from './state';

const INTERACTIVE_SIGNALS: readonly SignalName[] = ['SIGTERM', 'SIGQUIT', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'];

/** Places in a simple command's steps. */
const LAUNCH = 6;
const FINISH = 7;

/** Where programs are looked for without PATH, and by command -p. */
export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The file that a command name stands for: an executable first, else one that only lacks permission. */
export function findExecutable(shell: Shell, name: string, path = shell.vars.get('PATH')): string | undefined {
  let denied: string | undefined;
  for (const dir of (path ?? DEFAULT_PATH).split(':')) {
    const full = dir === '' ? `./${name}` : `${dir.replace(/\/$/, '')}/${name}`;
    try {
      if (shell.sys.stat(full).type !== 'file') continue;
      if (shell.sys.access(full, 'x')) return full;
      denied ??= full;
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  return denied;
}

/** As findExecutable, remembering what was found. */
export function hashedExecutable(shell: Shell, name: string): string | undefined {
  const known = shell.state.hash.get(name);
  if (known) {
    known.hits++;
    return known.path;
  }
  const path = findExecutable(shell, name);
  if (path !== undefined && shell.state.options.has('hashall') && shell.sys.access(path, 'x')) shell.state.hash.set(name, { path, hits: 1 });
  return path;
}

/** Runs a program: spawned and waited for, or in place of the shell when nothing follows. */
export async function launch(shell: Shell, frame: SimpleFrame): Promise<void> {
  const { state, sys } = shell;
  const name = frame.argv[0]!;
  if (state.out.length > 0) await shell.flush();
  const path = name.includes('/') ? name : frame.standardPath ? findExecutable(shell, name, DEFAULT_PATH) : hashedExecutable(shell, name);
  if (path === undefined) {
    frame.pc = FINISH;
    notFound(shell, frame, name);
    return;
  }
  const env = { ...shell.vars.environment(), ...exportedFunctions(shell) };
  if (shell.dialect.bash) env['_'] = path;
  const inPlace = frame.tail && state.traps.size === 0;
  try {
    if (inPlace) {
      await sys.exec(path, frame.argv, env);
      return;
    }
    await spawn(shell, frame, path, env);
    frame.pc = FINISH;
  } catch (error) {
    if (!isSysError(error) || error.code === 'EAGAIN') throw error;
    frame.pc = FINISH;
    if (error.code === 'ENOEXEC' && isText(shell, path)) {
      runScript(shell, frame, path, inPlace === true);
      return;
    }
    if (error.code === 'ENOENT' && state.shopts.has('checkhash') && state.hash.delete(name) && !exists(shell, path)) {
      frame.pc = LAUNCH;
      return;
    }
    frame.status = launchFailure(shell, name, path, error);
  }
}

function exists(shell: Shell, path: string): boolean {
  try {
    shell.sys.stat(path);
    return true;
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

async function spawn(shell: Shell, frame: SimpleFrame, path: string, env: Record<string, string>): Promise<void> {
  const { state, sys } = shell;
  const controlled = shell.jobControl;
  const signals = state.interactive && state.depth === 0 ? INTERACTIVE_SIGNALS.filter((signal) => !state.traps.has(signal)) : [];
  for (const signal of signals) sys.onSignal(signal, 'default');
  let pid: number;
  try {
    pid = await sys.spawn(path, frame.argv, { env, fds: shell.childFds(), ...(controlled && { pgid: 0, foreground: state.tty >= 0 }) });
  } finally {
    for (const signal of signals) sys.onSignal(signal, 'ignore');
  }
  shell.push({ t: 'wait', pc: 0, processes: [{ pid }], i: 0, pgid: pid, text: printNode(frame.node), controlled, guard: frame.guard });
}

function exportedFunctions(shell: Shell): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, definition] of shell.state.functions) if (definition.exported) env[`BASH_FUNC_${name}%%`] = `() ${printNode(definition.body, { multiline: true })}`;
  return env;
}

function notFound(shell: Shell, frame: SimpleFrame, name: string): void {
  if (shell.dialect.bash && shell.state.functions.has('command_not_found_handle')) {
    frame.argv = ['command_not_found_handle', ...frame.argv];
    callFunction(shell, frame, 'command_not_found_handle');
    return;
  }
  shell.warn(`${name}: ${name.includes('/') && shell.dialect.bash ? 'No such file or directory' : shell.dialect.notFound}`);
  frame.status = 127;
}

/** Says why a program couldn't be started; gives 126 or 127. */
export function launchFailure(shell: Shell, name: string, path: string, error: SysError): number {
  const { dialect } = shell;
  const missing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
  if (!dialect.bash) {
    shell.warn(`${name}: ${error.code === 'ENOENT' ? 'not found' : error.message}`);
    return missing ? 127 : 126;
  }
  let type: string | undefined;
  let interpreter: string | undefined;
  try {
    type = shell.sys.stat(path).type;
    if (type === 'file' && shell.sys.access(path, 'r')) {
      const format = executableFormat(shell.sys.readFile(path).subarray(0, FORMAT_HEAD_BYTES));
      if (format.kind === 'script') ({ interpreter } = format);
    }
  } catch (failure) {
    if (!isSysError(failure)) throw failure;
  }
  if (type === 'dir') shell.warn(`${path}: Is a directory`);
  else if (missing && type === 'file' && interpreter !== undefined) {
    shell.warn(`${path}: cannot execute: required file not found`);
    return 127;
  } else if (error.code === 'ENOEXEC') shell.warn(`${path}: cannot execute binary file: Exec format error`);
  else shell.warn(`${path}: ${error.message}`);
  return missing ? 127 : 126;
}

/** A file that no loader knows is run as a script unless it looks binary (a NUL in its first line). */
export function isText(shell: Shell, path: string): boolean {
  try {
    const head = shell.sys.readFile(path).subarray(0, 80);
    const newline = head.indexOf(10);
    return !head.subarray(0, newline === -1 ? head.length : newline).includes(0);
  } catch (error) {
    if (!isSysError(error)) throw error;
    return false;
  }
}

/** Runs a file without an interpreter's line in a shell of its own, or in place of this one. */
export function runScript(shell: Shell, frame: SimpleFrame, path: string, inPlace: boolean): void {
  const text = decode(shell.sys.readFile(path));
  if (inPlace) {
    const { argv } = frame;
    shell.unwindTo(0);
    becomeScript(shell.state, path, argv.slice(1), text);
    return;
  }
  const controlled = shell.jobControl;
  const args = frame.argv.slice(1);
  const pid = shell.fork([], { ...(controlled && { pgid: 0, foreground: shell.state.tty >= 0 }), prepare: (child) => becomeScript(child, path, args, text) });
  shell.push({ t: 'wait', pc: 0, processes: [{ pid }], i: 0, pgid: pid, text: printNode(frame.node), controlled, guard: frame.guard });
}

/** Makes the state that of a fresh shell that runs a script: only exported variables stay. */
export function becomeScript(state: ShellState, path: string, args: string[], text: string): void {
  const kept = new Map<string, Variable>();
  for (const scope of state.scopes) for (const [name, variable] of scope) if (variable.exported || name === 'IFS' || name === 'PS4' || name === 'OPTIND') kept.set(name, { ...variable });
  state.scopes = [kept];
  state.functions = new Map([...state.functions].filter(([, definition]) => definition.exported));
  state.aliases = new Map();
  state.arg0 = path;
  state.messageName = path;
  state.positional = args;
  state.interactive = false;
  state.fromString = false;
  state.options.delete('monitor');
  state.depth = 0;
  state.callers = [];
  state.frames = [{ t: 'source', pc: 0, text, at: 0, line: 1, name: path, kind: 'main' }];
}
