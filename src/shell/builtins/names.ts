import { buildTriplet } from '../../machine/program-version';
import { bashRelease } from '../bash-version';
import { singleQuote } from '../expand/quote';
import { findExecutable } from '../interp/exec';
import type { Shell } from '../interp/shell';
import { printFunction } from '../syntax/printer';
import { keywords } from './keywords';
import { builtinNamed, builtinNames, type BuiltinTable } from './table';

function isBuiltin(shell: Shell, name: string): boolean {
  const builtin = builtinNamed(name);
  return builtin !== undefined && (!builtin.only || builtin.only.includes(shell.dialect.name)) && !shell.state.disabled.includes(name);
}

/** `command -v` and `command -V`: says what each name is; gives the status. */
export function describeCommands(shell: Shell, names: readonly string[], style: 'v' | 'V'): number {
  let status = style === 'v' ? 1 : 0;
  for (const name of names) {
    const found = describeCommand(shell, name, style === 'v' ? 'command' : 'type');
    if (found === undefined) {
      if (style === 'V') shell.warn(shell.dialect.bash ? `command: ${name}: not found` : `${name}: not found`);
      status = shell.dialect.bash ? 1 : 127;
    } else {
      shell.out(`${found}\n`);
      if (style === 'v') status = 0;
    }
  }
  return status;
}

/** What a name is, as `type` (a sentence) or `command -v` (a word) says it. */
function describeCommand(shell: Shell, name: string, style: 'type' | 'command', skipFunctions = false): string | undefined {
  const { state, dialect } = shell;
  const short = style === 'command';
  const alias = state.aliases.get(name);
  if (alias !== undefined && !skipFunctions && (state.shopts.has('expand_aliases') || !dialect.bash)) {
    if (short) return dialect.name === 'ash' || dialect.name === 'dash' ? `alias ${name}=${singleQuote(alias)}` : `alias ${name}=${singleQuote(alias)}`;
    return dialect.bash ? `${name} is aliased to \`${alias}'` : `${name} is an alias for ${alias}`;
  }
  if (keywords(shell).includes(name)) return short ? name : dialect.bash ? `${name} is a shell keyword` : `${name} is a shell keyword`;
  const definition = skipFunctions ? undefined : state.functions.get(name);
  if (definition) {
    if (short) return name;
    return dialect.bash ? `${name} is a function\n${printFunction(name, definition.body)}` : dialect.name === 'ash' ? `${name} is a function` : `${name} is a shell function`;
  }
  if (isBuiltin(shell, name)) {
    if (short) return name;
    return !dialect.bash && ['.', ':', 'break', 'continue', 'eval', 'exec', 'exit', 'export', 'readonly', 'return', 'set', 'shift', 'times', 'trap', 'unset'].includes(name) ? `${name} is a special shell builtin` : `${name} is a shell builtin`;
  }
  if (name.includes('/')) {
    if (!isExecutableFile(shell, name)) return undefined;
    return short ? name : `${name} is ${name}`;
  }
  const known = state.hash.get(name);
  if (known && !short && dialect.bash) return `${name} is hashed (${known.path})`;
  const path = findExecutable(shell, name);
  if (path === undefined || !shell.sys.access(path, 'x')) return undefined;
  return short ? path : `${name} is ${path}`;
}

function isExecutableFile(shell: Shell, path: string): boolean {
  try {
    return shell.sys.stat(path).type === 'file' && shell.sys.access(path, 'x');
  } catch {
    return false;
  }
}

function kindOf(shell: Shell, name: string, skipFunctions: boolean): string | undefined {
  if (!skipFunctions && shell.state.aliases.has(name) && shell.state.shopts.has('expand_aliases')) return 'alias';
  if (keywords(shell).includes(name)) return 'keyword';
  if (!skipFunctions && shell.state.functions.has(name)) return 'function';
  if (isBuiltin(shell, name)) return 'builtin';
  const path = name.includes('/') ? (isExecutableFile(shell, name) ? name : undefined) : findExecutable(shell, name);
  return path === undefined ? undefined : 'file';
}

function type(shell: Shell, argv: readonly string[]): number {
  let at = 1;
  const flags = new Set<string>();
  if (shell.dialect.bash) {
    for (; argv[at]?.startsWith('-') && argv[at]!.length > 1; at++) {
      if (argv[at] === '--') {
        at++;
        break;
      }
      for (const letter of argv[at]!.slice(1)) flags.add(letter);
    }
  }
  let status = 0;
  for (const name of argv.slice(at)) {
    if (flags.has('t')) {
      const kind = kindOf(shell, name, flags.has('f'));
      if (kind === undefined) status = 1;
      else shell.out(`${kind}\n`);
      continue;
    }
    if (flags.has('p') || flags.has('P')) {
      const path = flags.has('P') || kindOf(shell, name, flags.has('f')) === 'file' ? (name.includes('/') ? name : findExecutable(shell, name)) : undefined;
      if (path !== undefined) shell.out(`${path}\n`);
      else if (flags.has('P') || kindOf(shell, name, false) === undefined) status = 1;
      continue;
    }
    if (flags.has('a')) {
      if (!typeAll(shell, name)) {
        shell.complain('type', `${name}: not found`);
        status = 1;
      }
      continue;
    }
    const text = describeCommand(shell, name, 'type', flags.has('f'));
    if (text === undefined) {
      if (shell.dialect.bash) shell.complain('type', `${name}: not found`);
      else shell.out(`${name}: not found\n`);
      status = shell.dialect.bash ? 1 : 127;
    } else shell.out(`${text}\n`);
  }
  return status;
}

function typeAll(shell: Shell, name: string): boolean {
  const lines: string[] = [];
  const alias = shell.state.aliases.get(name);
  if (alias !== undefined && shell.state.shopts.has('expand_aliases')) lines.push(`${name} is aliased to \`${alias}'`);
  if (keywords(shell).includes(name)) lines.push(`${name} is a shell keyword`);
  const definition = shell.state.functions.get(name);
  if (definition) lines.push(`${name} is a function\n${printFunction(name, definition.body)}`);
  if (isBuiltin(shell, name)) lines.push(`${name} is a shell builtin`);
  for (const dir of (shell.vars.get('PATH') ?? '').split(':')) {
    const path = `${dir || '.'}/${name}`;
    if (isExecutableFile(shell, path)) lines.push(`${name} is ${path}`);
  }
  for (const line of lines) shell.out(`${line}\n`);
  return lines.length > 0;
}

function hash(shell: Shell, argv: readonly string[]): number {
  const table = shell.state.hash;
  if (argv[1] === '-r') {
    table.clear();
    return 0;
  }
  if (argv[1] === '-d' && argv[2] !== undefined) return table.delete(argv[2]) ? 0 : 1;
  if (argv[1] === '-t') {
    let status = 0;
    for (const name of argv.slice(2)) {
      const known = table.get(name);
      if (known) shell.out(`${argv.length > 3 ? `${name}\t` : ''}${known.path}\n`);
      else {
        shell.complain('hash', `${name}: not found`);
        status = 1;
      }
    }
    return status;
  }
  if (argv.length === 1) {
    if (table.size === 0) {
      if (shell.dialect.bash) shell.out('hash: hash table empty\n');
      return 0;
    }
    if (shell.dialect.bash) shell.out('hits\tcommand\n');
    for (const { path, hits } of table.values()) shell.out(shell.dialect.bash ? `${String(hits).padStart(4)}\t${path}\n` : `${path}\n`);
    return 0;
  }
  let status = 0;
  for (const name of argv.slice(1)) {
    const path = findExecutable(shell, name);
    if (path !== undefined) table.set(name, { path, hits: 0 });
    else if (!isBuiltin(shell, name)) {
      shell.complain('hash', `${name}: not found`);
      status = 1;
    }
  }
  return status;
}

function enable(shell: Shell, argv: readonly string[]): number {
  const off = argv[1] === '-n';
  const names = argv.slice(off || argv[1] === '-a' ? 2 : 1);
  if (names.length === 0) {
    for (const name of builtinNames(shell.dialect)) if (state(name) === !off || argv[1] === '-a') shell.out(`enable ${state(name) ? '' : '-n '}${name}\n`);
    return 0;
  }
  function state(name: string): boolean {
    return !shell.state.disabled.includes(name);
  }
  let status = 0;
  for (const name of names) {
    if (!builtinNamed(name)) {
      shell.complain('enable', `${name}: not a shell builtin`);
      status = 1;
    } else if (off) shell.state.disabled = [...shell.state.disabled, name];
    else shell.state.disabled = shell.state.disabled.filter((each) => each !== name);
  }
  return status;
}

function help(shell: Shell, argv: readonly string[]): number {
  if (argv.length > 1) {
    for (const name of argv.slice(1)) {
      if (!isBuiltin(shell, name) && !keywords(shell).includes(name)) {
        shell.complain('help', `no help topics match \`${name}'.  Try \`help help' or \`man -k ${name}' or \`info ${name}'.`);
        return 1;
      }
      shell.out(`${name}: ${name}\n    See bash(1).\n`);
    }
    return 0;
  }
  shell.out(`GNU bash, version ${bashRelease(shell.sys)} (${buildTriplet(shell.sys)})\nThese shell commands are defined internally.  Type \`help' to see this list.\n\n${builtinNames(shell.dialect).map((name) => ` ${name}\n`).join('')}`);
  return 0;
}

/** compgen: what Tab would offer, one a line. */
function compgen(shell: Shell, argv: readonly string[]): number {
  let words: string[] = [];
  let prefix = '';
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i]!;
    if (word === '-W') words.push(...(argv[++i] ?? '').split(/\s+/).filter((each) => each !== ''));
    else if (word === '-A') words.push(...named(shell, argv[++i] ?? ''));
    else if (word === '-b') words.push(...builtinNames(shell.dialect));
    else if (word === '-k') words.push(...keywords(shell));
    else if (word === '-a') words.push(...shell.state.aliases.keys());
    else if (word === '-v') words.push(...shell.vars.names());
    else if (word === '-u') words.push(...shell.passwd().map((fields) => fields[0]!));
    else if (!word.startsWith('-')) prefix = word;
  }
  words = words.filter((word) => word.startsWith(prefix));
  for (const word of words) shell.out(`${word}\n`);
  return words.length > 0 ? 0 : 1;
}

function named(shell: Shell, action: string): string[] {
  if (action === 'function') return [...shell.state.functions.keys()].sort();
  if (action === 'builtin') return builtinNames(shell.dialect);
  if (action === 'alias') return [...shell.state.aliases.keys()].sort();
  return action === 'variable' ? shell.vars.names() : [];
}

export const NAME_BUILTINS: BuiltinTable = {
  type: { run: type },
  hash: { run: hash },
  enable: { run: enable, only: ['bash'] },
  help: { run: help, only: ['bash', 'ash'] },
  compgen: { run: compgen, only: ['bash'] },
  // Completions are asked from the programs themselves; scripts that register some go on without harm.
  complete: { run: () => 0, only: ['bash'] },
  compopt: { run: () => 0, only: ['bash'] },
  bind: { run: () => 0, only: ['bash'] },
};
