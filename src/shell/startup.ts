import { isSysError } from '../machine/errno';
import { SIGNALS, type SignalName } from '../machine/signal';
import { buildTriplet } from '../machine/program-version';
import type { Sys } from '../machine/sys';
import { bashRelease, bashVersion } from './bash-version';
import { loadHistory, saveHistory } from './interp/history-list';
import { setOption } from './builtins/set';
import { DIALECTS, type Dialect } from './dialect';
import type { Hooks } from './hooks';
import { findExecutable } from './interp/exec';
import { DEFAULT_SHOPTS, OPTION_LETTERS, SHOPTS } from './interp/options';
import { Shell } from './interp/shell';
import type { Frame, ShellState, Variable } from './interp/state';
import { Parser } from './syntax/parser';
import { decode } from './text';

interface Invocation {
  options: [name: string, on: boolean][];
  shopts: [name: string, on: boolean][];
  command?: string;
  stdin: boolean;
  interactive: boolean;
  login: boolean;
  noRc: boolean;
  noProfile: boolean;
  rcFile?: string;
  rest: string[];
  version: boolean;
  help: boolean;
  bad?: string;
}

/** Reads the command line (bash(1), OPTIONS; POSIX XCU sh). */
function parseArguments(dialect: Dialect, argv: readonly string[]): Invocation {
  const call: Invocation = { options: [], shopts: [], stdin: false, interactive: false, login: (argv[0] ?? '').startsWith('-'), noRc: false, noProfile: false, rest: [], version: false, help: false };
  let wantsCommand = false;
  let at = 1;
  for (; at < argv.length; at++) {
    const word = argv[at]!;
    if (word === '--' || word === '-') {
      at++;
      break;
    }
    if (!/^[-+]./.test(word)) break;
    if (word.startsWith('--') && dialect.bash) {
      if (word === '--login') call.login = true;
      else if (word === '--norc') call.noRc = true;
      else if (word === '--noprofile') call.noProfile = true;
      else if (word === '--rcfile' || word === '--init-file') call.rcFile = argv[++at];
      else if (word === '--posix') call.options.push(['posix', true]);
      else if (word === '--verbose') call.options.push(['verbose', true]);
      else if (word === '--version') call.version = true;
      else if (word === '--help') call.help = true;
      else if (word !== '--noediting' && word !== '--restricted') {
        call.bad = word;
        return call;
      }
      continue;
    }
    const on = word[0] === '-';
    for (const letter of word.slice(1)) {
      if (letter === 'c') wantsCommand = true;
      else if (letter === 's') call.stdin = true;
      else if (letter === 'i') call.interactive = true;
      else if (letter === 'l') call.login = true;
      else if (letter === 'o') call.options.push([argv[++at] ?? '', on]);
      else if (letter === 'O' && dialect.bash) call.shopts.push([argv[++at] ?? '', on]);
      else {
        const name = OPTION_LETTERS.find(([each]) => each === letter)?.[1];
        if (name === undefined) {
          call.bad = `${word[0]}${letter}`;
          return call;
        }
        call.options.push([name, on]);
      }
    }
  }
  call.rest = argv.slice(at);
  if (wantsCommand) {
    call.command = call.rest.shift();
    if (call.command === undefined) call.bad = '-c';
  }
  return call;
}

function importEnvironment(sys: Sys, dialect: Dialect, state: ShellState): void {
  const scope = state.scopes[0]!;
  for (const [name, value] of Object.entries(sys.env)) {
    const func = /^BASH_FUNC_(.+)%%$/.exec(name);
    if (func && dialect.bash) {
      try {
        const unit = new Parser(`${func[1]} ${value}`, { bash: true, extended: true, extglob: false }).unit();
        const node = unit?.node?.items[0]?.node;
        if (node?.t === 'func') state.functions.set(func[1]!, { body: node.body, source: 'environment', line: 1, exported: true });
      } catch {
        continue;
      }
    } else if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) scope.set(name, { value, exported: true });
  }
  const put = (name: string, variable: Variable): void => {
    if (!scope.has(name)) scope.set(name, variable);
  };
  if (!validPwd(sys, scope.get('PWD')?.value)) scope.set('PWD', { value: sys.cwd(), exported: dialect.bash });
  put('PATH', { value: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' });
  scope.set('IFS', { value: ' \t\n' });
  scope.set('OPTIND', { value: '1' });
  scope.set('PS4', { value: scope.get('PS4')?.value ?? '+ ' });
  scope.set('PPID', { value: String(sys.ppid), readonly: dialect.bash });
  if (!dialect.bash) return;
  const depth = Number(scope.get('SHLVL')?.value ?? '0');
  scope.set('SHLVL', { value: String((Number.isFinite(depth) ? depth : 0) + 1), exported: true });
  put('OLDPWD', { exported: true });
  scope.set('BASH', { value: sys.exePath });
  scope.set('BASH_VERSION', { value: bashRelease(sys) });
  scope.set('BASH_VERSINFO', { array: new Map([...bashVersion(sys).split('.'), '1', 'release', buildTriplet(sys)].map((value, i) => [i, value])), readonly: true });
  scope.set('EUID', { value: String(sys.credentials.euid), integer: true, readonly: true });
  scope.set('UID', { value: String(sys.credentials.uid), integer: true, readonly: true });
  scope.set('HOSTNAME', { value: sys.hostname() });
  scope.set('HOSTTYPE', { value: sys.uname().machine });
  scope.set('MACHTYPE', { value: buildTriplet(sys) });
  scope.set('OSTYPE', { value: buildTriplet(sys).replace(/^\w+-\w+-/, '') });
  put('TERM', { value: 'dumb' });
  scope.set('OPTERR', { value: '1' });
}

/** PWD is taken over when it names the working directory (POSIX XCU 2.5.3). */
function validPwd(sys: Sys, path: string | undefined): boolean {
  if (!path?.startsWith('/')) return false;
  try {
    const a = sys.stat(path);
    const b = sys.stat('.');
    return a.ino === b.ino && a.dev === b.dev;
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

function newState(sys: Sys, dialect: Dialect, arg0: string): ShellState {
  return {
    dialect: dialect.name, frames: [], status: 0, arg0, messageName: arg0, positional: [], scopes: [new Map()], functions: new Map(), aliases: new Map(),
    options: new Set(dialect.bash ? ['braceexpand', 'hashall', 'interactive-comments'] : ['hashall']), shopts: new Set(dialect.bash ? DEFAULT_SHOPTS : []), traps: new Map(), pending: [], inTrap: [], jobs: [], jobOrder: 0, dirs: [], hash: new Map(),
    history: [], historyLoaded: 0, pid: sys.pid, depth: 0, interactive: false, login: false, fromString: false, line: 1, lastArg: '', command: '', startMs: sys.now(), secondsBase: 0,
    randomSeed: 0, optChar: 0, sinceTurn: 0, substStatus: 0, substLevel: 0, pipeStatus: [0], out: [], internalFds: [], hardIgnored: (Object.keys(SIGNALS) as SignalName[]).filter((name) => sys.signalAction(name) === 'ignore'),
    callers: [], disabled: [], named: false, commandNumber: 1, shellPgid: sys.getpgid(), tty: -1, finished: new Map(),
  };
}

/** The years in bash's notices, by release. */
const COPYRIGHT: Readonly<Record<string, string>> = { '4.3': '2013', '4.4': '2016', '5.0': '2019', '5.1': '2020', '5.3': '2025' };

/** `main` of a shell: from the command line, or from a snapshot. */
export async function runShell(sys: Sys, dialect: Dialect, hooks: Hooks): Promise<number> {
  if (sys.resumed !== undefined) {
    const shell = new Shell(sys, sys.resumed as ShellState, hooks);
    shell.installSignals();
    return finish(shell, await shell.run());
  }
  const call = parseArguments(dialect, sys.argv);
  const arg0 = sys.argv[0] ?? dialect.name;
  if (call.version) {
    await sys.write(1, `GNU bash, version ${bashRelease(sys)} (${buildTriplet(sys)})\nCopyright (C) ${COPYRIGHT[bashVersion(sys).slice(0, 3)] ?? '2022'} Free Software Foundation, Inc.\nLicense GPLv3+: GNU GPL version 3 or later <http://gnu.org/licenses/gpl.html>\n\nThis is free software; you are free to change and redistribute it.\nThere is NO WARRANTY, to the extent permitted by law.\n`);
    return 0;
  }
  if (call.bad !== undefined) {
    const text = call.bad === '-c' ? (dialect.bash ? '-c: option requires an argument' : dialect.name === 'dash' ? '0: -c requires an argument' : '-c requires an argument') : dialect.bash ? `${call.bad}: invalid option` : dialect.name === 'dash' ? `0: Illegal option ${call.bad}` : `illegal option ${call.bad}`;
    await sys.write(2, `${arg0}: ${text}\n`);
    return 2;
  }
  const state = newState(sys, dialect, arg0);
  const shell = new Shell(sys, state, hooks);
  importEnvironment(sys, dialect, state);
  state.login = call.login;
  state.interactive = call.interactive || (call.command === undefined && (call.rest.length === 0 || call.stdin) && sys.isatty(0) && sys.isatty(2));
  if (/(?:^|\/)-?sh$/.test(arg0) && dialect.bash) state.options.add('posix');
  const failure = mainFrame(shell, call);
  if (failure !== undefined) {
    await sys.write(2, failure.text);
    return failure.status;
  }
  for (const [name, on] of call.options) setOption(shell, name, on) || (on ? state.options.add(name) : state.options.delete(name));
  for (const [name, on] of call.shopts) if (SHOPTS.includes(name)) on ? state.shopts.add(name) : state.shopts.delete(name);
  if (state.interactive) becomeInteractive(shell);
  if (dialect.bash && state.login) state.shopts.add('login_shell');
  startupFiles(shell, call);
  shell.installSignals();
  return finish(shell, await shell.run());
}

function finish(shell: Shell, status: number): number {
  if (shell.state.interactive && shell.state.depth === 0) saveHistory(shell);
  return status & 255;
}

/** The frame that the shell begins with: -c, a script, or standard input. */
function mainFrame(shell: Shell, call: Invocation): { text: string; status: number } | undefined {
  const { state, dialect, sys } = shell;
  const push = (frame: Frame): void => shell.push(frame);
  if (call.command !== undefined) {
    state.fromString = true;
    state.options.add('command');
    const [name, ...args] = call.rest;
    if (name !== undefined) {
      state.arg0 = name;
      state.messageName = name;
      state.named = true;
    }
    state.positional = args;
    push({ t: 'source', pc: 0, text: call.command, at: 0, line: 1, name: state.arg0, kind: 'string' });
    return undefined;
  }
  if (call.rest.length > 0 && !call.stdin) {
    const [name, ...args] = call.rest as [string, ...string[]];
    const shellName = state.arg0;
    let path = name;
    try {
      if (!name.includes('/') && dialect.bash && !exists(sys, name)) path = findExecutable(shell, name) ?? name;
      const text = decode(sys.readFile(path));
      if (text.slice(0, 80).split('\n')[0]!.includes('\0')) return { text: `${path}: ${path}: cannot execute binary file\n`, status: 126 };
      state.arg0 = name;
      state.messageName = name;
      state.positional = args;
      push({ t: 'source', pc: 0, text, at: 0, line: 1, name, kind: 'main' });
      return undefined;
    } catch (error) {
      if (!isSysError(error)) throw error;
      if (dialect.bash) return { text: `${shellName}: ${name}: ${error.message}\n`, status: error.code === 'ENOENT' ? 127 : 126 };
      if (dialect.name === 'dash') return { text: `${shellName}: 0: cannot open ${name}: ${error.code === 'ENOENT' ? 'No such file' : error.message}\n`, status: 2 };
      return { text: `${shellName}: can't open '${name}': ${error.message}\n`, status: 2 };
    }
  }
  state.options.add('stdin');
  state.positional = call.rest;
  push({ t: 'reader', pc: 0, interactive: state.interactive, buffer: '', line: 1, eof: false, eofs: 0 });
  return undefined;
}

function exists(sys: Sys, path: string): boolean {
  try {
    sys.stat(path);
    return true;
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

function becomeInteractive(shell: Shell): void {
  const { state, sys, dialect, vars } = shell;
  if (dialect.bash) {
    for (const name of ['expand_aliases']) state.shopts.add(name);
    for (const name of ['emacs', 'history', 'histexpand', 'monitor']) state.options.add(name);
    if (vars.get('PS1') === undefined || !vars.find('PS1')?.exported) vars.set('PS1', vars.get('PS1') ?? '\\s-\\v\\$ ');
    vars.set('PS2', vars.get('PS2') ?? '> ');
    vars.set('HISTSIZE', vars.get('HISTSIZE') ?? '500');
    vars.set('HISTFILESIZE', vars.get('HISTFILESIZE') ?? '500');
    const home = vars.get('HOME');
    if (home !== undefined) vars.set('HISTFILE', vars.get('HISTFILE') ?? `${home}/.bash_history`);
  } else {
    state.options.add('monitor');
    if (vars.get('PS1') === undefined) vars.set('PS1', sys.credentials.euid === 0 ? (dialect.name === 'ash' ? '\\w # ' : '# ') : dialect.name === 'ash' ? '\\w $ ' : '$ ');
    if (vars.get('PS2') === undefined) vars.set('PS2', '> ');
  }
  if (!sys.isatty(0)) {
    state.options.delete('monitor');
    return;
  }
  state.tty = shell.keepInternal(0);
  try {
    // An interactive shell leads a group of its own, which has the terminal.
    if (sys.getpgid() !== sys.pid && sys.getsid() !== sys.pid) sys.setpgid(0, sys.pid);
    state.shellPgid = sys.getpgid();
    sys.onSignal('SIGTTOU', 'ignore');
    sys.tcsetpgrp(state.tty, state.shellPgid);
  } catch (error) {
    if (!isSysError(error)) throw error;
    state.options.delete('monitor');
  }
}

/** Startup files (bash(1), INVOCATION); what is pushed last runs first. */
function startupFiles(shell: Shell, call: Invocation): void {
  const { state, vars, dialect } = shell;
  const files: string[] = [];
  const home = vars.get('HOME');
  if (state.login && !call.noProfile) {
    files.push('/etc/profile');
    const candidates = dialect.bash ? ['.bash_profile', '.bash_login', '.profile'] : ['.profile'];
    const own = home === undefined ? undefined : candidates.map((name) => `${home}/${name}`).find((path) => exists(shell.sys, path));
    if (own !== undefined) files.push(own);
  } else if (state.interactive && dialect.bash && !call.noRc) {
    files.push('/etc/bash.bashrc');
    if (call.rcFile !== undefined) files.push(call.rcFile);
    else if (home !== undefined) files.push(`${home}/.bashrc`);
  }
  if (!dialect.bash && state.interactive && vars.get('ENV')) files.push(vars.get('ENV')!);
  if (dialect.bash && !state.interactive && vars.get('BASH_ENV') && !state.options.has('posix')) files.push(vars.get('BASH_ENV')!);
  for (const path of files.reverse()) {
    try {
      const text = decode(shell.sys.readFile(path));
      shell.push({ t: 'source', pc: 0, text, at: 0, line: 1, name: path, kind: 'dot', outerLine: 1 });
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  if (state.interactive) loadHistory(shell);
}

export function shellProgram(name: Dialect['name'], hooks: Hooks): (sys: Sys) => Promise<number> {
  return (sys) => runShell(sys, DIALECTS[name], hooks);
}
