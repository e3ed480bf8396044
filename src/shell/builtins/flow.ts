import { isSysError } from '../../machine/errno';
import { SIGNALS, parseSignal, signalName, type SignalName } from '../../machine/signal';
import { singleQuote } from '../expand/quote';
import { findExecutable, isText, launchFailure, runScript } from '../interp/exec';
import { ShellError } from '../interp/errors';
import { keepRedirections } from '../interp/redirect';
import type { SimpleFrame } from '../interp/state';
import type { Shell } from '../interp/shell';
import { decode } from '../text';
import type { BuiltinTable } from './table';
import { builtinNamed } from './table';

function loopControl(kind: 'break' | 'continue') {
  return (shell: Shell, argv: readonly string[]): number | undefined => {
    const { frames } = shell.state;
    const count = argv[1] === undefined ? 1 : Number(argv[1]);
    if (!Number.isInteger(count)) {
      shell.complain(kind, shell.dialect.bash ? `${argv[1]}: numeric argument required` : `Illegal number: ${argv[1]}`);
      shell.exit(shell.dialect.bash ? 128 : 2);
      return undefined;
    }
    if (count < 1) {
      shell.complain(kind, shell.dialect.bash ? `${argv[1]}: loop count out of range` : `Illegal number: ${argv[1]}`);
      return 1;
    }
    const loops: number[] = [];
    for (let i = frames.length - 1; i >= 0; i--) {
      const { t } = frames[i]!;
      if (t === 'call' || t === 'reader') break;
      if (t === 'while' || t === 'for' || t === 'cfor') loops.push(i);
    }
    if (loops.length === 0) {
      if (shell.dialect.bash) shell.complain(kind, "only meaningful in a `for', `while', or `until' loop");
      return 0;
    }
    const at = loops[Math.min(count, loops.length) - 1]!;
    shell.state.status = 0;
    if (kind === 'break') shell.unwindTo(at);
    else {
      shell.unwindTo(at + 1);
      const loop = frames[at]!;
      if (loop.t === 'while') {
        loop.pc = 0;
        loop.last = 0;
      }
    }
    return undefined;
  };
}

function returnFrom(shell: Shell, argv: readonly string[]): number | undefined {
  const { frames } = shell.state;
  let status = argv[1] === undefined ? shell.state.status : Number(argv[1]);
  if (!Number.isInteger(status)) {
    shell.complain('return', `${argv[1]}: numeric argument required`);
    status = 2;
  }
  for (let i = frames.length - 1; i >= 0; i--) {
    const frame = frames[i]!;
    if (frame.t === 'source' && frame.kind === 'trap' && argv[1] === undefined) status = frame.status ?? status;
    if (frame.t !== 'call' && !(frame.t === 'source' && frame.kind === 'dot')) continue;
    shell.unwindTo(i + 1);
    shell.state.status = shell.dialect.name === 'dash' ? status : status & 255;
    if (frame.t === 'source') frame.at = frame.text.length;
    if (frame.t === 'source') frame.ran = true;
    return undefined;
  }
  if (shell.dialect.bash && shell.state.callers.length === 0) {
    shell.complain('return', "can only `return' from a function or sourced script");
    return 2;
  }
  shell.exit(status);
  return undefined;
}

function exit(shell: Shell, argv: readonly string[]): number | undefined {
  let status = shell.state.status;
  const trap = shell.state.frames.find((frame) => frame.t === 'source' && frame.kind === 'trap');
  if (argv[1] === undefined && trap?.t === 'source' && trap.status !== undefined) status = trap.status;
  if (argv[1] !== undefined) {
    if (!/^[+-]?\d+$/.test(argv[1])) {
      shell.complain('exit', shell.dialect.bash ? `${argv[1]}: numeric argument required` : `Illegal number: ${argv[1]}`);
      status = 2;
    } else if (argv.length > 2 && shell.dialect.bash) {
      throw new ShellError('exit: too many arguments');
    } else status = Number(argv[1]);
  }
  if (shell.state.interactive && shell.state.depth === 0) shell.emit(2, shell.state.login && shell.dialect.bash ? 'logout\n' : shell.dialect.bash ? 'exit\n' : '');
  shell.exit(status);
  return undefined;
}

function evaluate(shell: Shell, argv: readonly string[], frame: SimpleFrame): number | undefined {
  const words = argv[1] === '--' ? argv.slice(2) : argv.slice(1);
  const text = words.join(' ');
  if (text.trim() === '') return 0;
  frame.status = -1;
  shell.push({ t: 'source', pc: 0, text, at: 0, line: shell.state.line, name: 'eval', kind: 'eval', guard: frame.guard, outerLine: shell.state.line });
  return undefined;
}

function findSource(shell: Shell, name: string): string | undefined {
  if (name.includes('/')) return name;
  for (const dir of (shell.vars.get('PATH') ?? '').split(':')) {
    const path = `${dir || '.'}/${name}`;
    try {
      if (shell.sys.stat(path).type === 'file') return path;
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  return shell.dialect.bash ? name : undefined;
}

function source(shell: Shell, argv: readonly string[], frame: SimpleFrame): number | undefined {
  const name = argv[1];
  const { dialect } = shell;
  if (name === undefined) {
    if (!dialect.bash) return 2;
    shell.complain(argv[0]!, 'filename argument required');
    shell.emit(2, `${argv[0]}: usage: ${argv[0]} filename [arguments]\n`);
    return 2;
  }
  const fatal = (): number | undefined => {
    if (!dialect.bash && !shell.state.interactive) {
      shell.exit(2);
      return undefined;
    }
    return dialect.bash ? 1 : 2;
  };
  const path = findSource(shell, name);
  if (path === undefined) {
    shell.complain(argv[0]!, `${name}: not found`);
    return fatal();
  }
  let text: string;
  try {
    text = decode(shell.sys.readFile(path));
  } catch (error) {
    if (!isSysError(error)) throw error;
    if (error.code === 'EISDIR') shell.complain(argv[0]!, `${name}: is a directory`);
    else if (dialect.bash) shell.warn(name.includes('/') ? `${name}: ${error.message}` : `${name}: ${error.message}`);
    else if (dialect.name === 'dash') shell.complain(argv[0]!, `cannot open ${name}: ${error.code === 'ENOENT' ? 'No such file' : error.message}`);
    else shell.complain(argv[0]!, `can't open '${name}': ${error.message}`);
    return fatal();
  }
  const args = argv.slice(2);
  frame.status = -1;
  shell.push({ t: 'source', pc: 0, text, at: 0, line: 1, name: path, kind: 'dot', guard: frame.guard, outerLine: shell.state.line, ...(args.length > 0 && { positional: shell.state.positional }) });
  if (args.length > 0) shell.state.positional = [...args];
  return undefined;
}

async function exec(shell: Shell, argv: readonly string[], frame: SimpleFrame): Promise<number | undefined> {
  let at = 1;
  let zero: string | undefined;
  let login = false;
  let clean = false;
  for (; argv[at]?.startsWith('-') && argv[at] !== '-'; at++) {
    if (argv[at] === '--') {
      at++;
      break;
    }
    if (argv[at] === '-a') zero = argv[++at];
    else if (argv[at] === '-l') login = true;
    else if (argv[at] === '-c') clean = true;
    else {
      shell.complain('exec', `${argv[at]}: invalid option`);
      return 2;
    }
  }
  const words = argv.slice(at);
  if (words.length === 0) {
    keepRedirections(shell, frame);
    return 0;
  }
  const name = words[0]!;
  const path = name.includes('/') ? name : findExecutable(shell, name);
  const fail = (status: number): number | undefined => {
    if (shell.state.interactive || shell.state.shopts.has('execfail')) return status;
    shell.exit(status);
    return undefined;
  };
  if (path === undefined) {
    shell.complain('exec', `${name}: not found`);
    return fail(127);
  }
  if (shell.state.out.length > 0) await shell.flush();
  try {
    const args = [login ? `-${zero ?? name}` : (zero ?? name), ...words.slice(1)];
    await shell.sys.exec(path, args, clean ? {} : shell.vars.environment());
    return undefined;
  } catch (error) {
    if (!isSysError(error)) throw error;
    if (error.code === 'ENOEXEC' && isText(shell, path)) {
      runScript(shell, frame, path, true);
      return undefined;
    }
    if (!shell.dialect.bash) {
      shell.complain('exec', `${name}: ${error.code === 'ENOENT' ? 'not found' : error.message}`);
      return fail(error.code === 'ENOENT' ? 127 : 126);
    }
    return fail(launchFailure(shell, name, path, error));
  }
}

function command(shell: Shell, argv: readonly string[], frame: SimpleFrame): number | undefined | Promise<number> {
  let at = 1;
  let describe: 'v' | 'V' | undefined;
  for (; argv[at]?.startsWith('-') && argv[at]!.length > 1; at++) {
    if (argv[at] === '--') {
      at++;
      break;
    }
    for (const letter of argv[at]!.slice(1)) {
      if (letter === 'v' || letter === 'V') describe = letter;
      else if (letter === 'p') frame.standardPath = true;
      else {
        shell.complain('command', `-${letter}: invalid option`);
        shell.emit(2, 'command: usage: command [-pVv] command [arg ...]\n');
        return 2;
      }
    }
  }
  if (describe) {
    const style = describe;
    return shell.sys.external(import('./names')).then(({ describeCommands }) => describeCommands(shell, argv.slice(at), style));
  }
  return rerun(shell, argv.slice(at), frame);
}

/** Runs the words again without looking for functions. */
function rerun(shell: Shell, words: string[], frame: SimpleFrame): number | undefined {
  if (words.length === 0) return 0;
  const shift = frame.argv.length - words.length;
  frame.declared = Object.fromEntries(Object.entries(frame.declared).map(([at, assign]) => [Number(at) - shift, assign]));
  frame.argv = words;
  frame.noFunctions = true;
  frame.assigns = [];
  frame.builtin = undefined;
  frame.pc = 5;
  return undefined;
}

function builtin(shell: Shell, argv: readonly string[], frame: SimpleFrame): number | undefined {
  const words = argv[1] === '--' ? argv.slice(2) : argv.slice(1);
  if (words.length === 0) return 0;
  if (!builtinNamed(words[0]!)) {
    shell.complain('builtin', `${words[0]}: not a shell builtin`);
    return 1;
  }
  return rerun(shell, words, frame);
}

function trapName(text: string): string | undefined {
  if (text === '0' || text.toUpperCase() === 'EXIT') return 'EXIT';
  const upper = text.toUpperCase();
  if (upper === 'ERR' || upper === 'DEBUG' || upper === 'RETURN') return upper;
  return parseSignal(text);
}

function printTraps(shell: Shell, names: readonly string[]): void {
  const traps = shell.state.shownTraps && shell.state.traps.size === 0 ? shell.state.shownTraps : shell.state.traps;
  const order = (name: string): number => (name === 'EXIT' ? 0 : name in SIGNALS ? SIGNALS[name as SignalName] : name === 'DEBUG' ? 65 : name === 'ERR' ? 66 : 67);
  const { bash, name: dialect } = shell.dialect;
  for (const name of [...traps.keys()].sort((a, b) => order(a) - order(b))) {
    if (names.length > 0 && !names.includes(name)) continue;
    shell.out(`trap -- ${singleQuote(traps.get(name)!)} ${bash ? name : dialect === 'ash' || dialect === 'dash' ? name.replace(/^SIG/, '') : name}\n`);
  }
}

function trap(shell: Shell, argv: readonly string[]): number {
  let words = argv.slice(1);
  if (words[0] === '-l') {
    listSignals(shell);
    return 0;
  }
  if (words[0] === '-p' || words.length === 0) {
    printTraps(shell, words.slice(1).map((word) => trapName(word) ?? word));
    return 0;
  }
  if (words[0] === '--') words = words.slice(1);
  const single = words.length === 1;
  const action = single ? '-' : words[0]!;
  const names = single ? words : words.slice(1);
  let status = 0;
  const reset = action === '-' || (/^\d+$/.test(action) && !single && (action === '0' || signalName(Number(action)) !== undefined));
  for (const text of reset && action !== '-' ? words : names) {
    const known = trapName(text);
    const name = shell.dialect.name === 'dash' && (known === 'ERR' || known === 'DEBUG' || known === 'RETURN') ? undefined : known;
    if (name === undefined) {
      if (shell.dialect.bash) shell.complain('trap', `${text}: invalid signal specification`);
      else if (shell.dialect.name === 'ash') shell.complain('trap', `${text}: invalid signal specification`);
      else shell.emit(2, `trap: ${text}: bad trap\n`);
      status = 1;
      continue;
    }
    if (shell.state.hardIgnored.includes(name)) continue;
    if (shell.state.shownTraps) shell.state.shownTraps = undefined;
    if (reset) shell.state.traps.delete(name);
    else shell.state.traps.set(name, action);
    if (name in SIGNALS && name !== 'SIGKILL' && name !== 'SIGSTOP') shell.disposition(name as SignalName);
  }
  return status;
}

/** trap -l and kill -l: five columns. */
export function listSignals(shell: Shell): void {
  const entries: string[] = Object.entries(SIGNALS).map(([name, number]) => `${String(number).padStart(2)}) ${name}`);
  for (let n = 34; n <= 64; n++) entries.push(`${n}) ${n === 34 ? 'SIGRTMIN' : n === 64 ? 'SIGRTMAX' : n < 50 ? `SIGRTMIN+${n - 34}` : `SIGRTMAX-${64 - n}`}`);
  let text = '';
  entries.forEach((entry, i) => {
    text += entry + ((i + 1) % 5 === 0 || i === entries.length - 1 ? '\n' : '\t');
  });
  shell.out(text);
}

function shift(shell: Shell, argv: readonly string[]): number | undefined {
  const count = argv[1] === undefined ? 1 : Number(argv[1]);
  if (!Number.isInteger(count)) {
    shell.complain('shift', shell.dialect.bash ? `${argv[1]}: numeric argument required` : `Illegal number: ${argv[1]}`);
    return shell.dialect.bash ? 1 : 2;
  }
  if (count < 0) {
    shell.complain('shift', `${argv[1]}: shift count out of range`);
    return 1;
  }
  if (count > shell.state.positional.length) {
    if (shell.dialect.bash) return 1;
    if (shell.dialect.name === 'ash') return 1;
    shell.complain('shift', "can't shift that many");
    if (!shell.state.interactive) {
      shell.exit(2);
      return undefined;
    }
    return 2;
  }
  shell.state.positional = shell.state.positional.slice(count);
  return 0;
}

export const FLOW_BUILTINS: BuiltinTable = {
  ':': { run: () => 0 },
  true: { run: () => 0 },
  false: { run: () => 1 },
  break: { run: loopControl('break') },
  continue: { run: loopControl('continue') },
  return: { run: returnFrom },
  exit: { run: exit },
  logout: { run: exit, only: ['bash'] },
  eval: { run: evaluate },
  '.': { run: source },
  source: { run: source, only: ['bash', 'ash'] },
  exec: { run: exec },
  command: { run: command },
  builtin: { run: builtin, only: ['bash'] },
  trap: { run: trap },
  shift: { run: shift },
};
