import { ansiQuote, needsAnsi, quoteIfNeeded, singleQuote } from '../expand/quote';
import { arrayText } from '../interp/declaration';
import { BASH_OPTIONS, DASH_OPTIONS, OPTION_LETTERS, SHOPTS } from '../interp/options';
import type { Shell } from '../interp/shell';
import { printFunction } from '../syntax/printer';
import type { BuiltinTable } from './table';

const LETTERS = new Map(OPTION_LETTERS);

function listAll(shell: Shell): void {
  const { vars, state } = shell;
  for (const name of vars.names()) {
    const variable = vars.find(name, false)!;
    if (variable.array || variable.assoc) shell.out(`${name}=${arrayText(variable)}\n`);
    else if (variable.value !== undefined) shell.out(shell.dialect.bash ? `${name}=${setQuote(variable.value)}\n` : `${name}=${singleQuote(variable.value)}\n`);
  }
  if (shell.dialect.bash) for (const name of [...state.functions.keys()].sort()) shell.out(`${printFunction(name, state.functions.get(name)!.body)}\n`);
}

function setQuote(value: string): string {
  if (value === '') return '';
  return needsAnsi(value) ? ansiQuote(value) : quoteIfNeeded(value);
}

/** Names of the dialect's set -o options. */
export function optionNames(shell: Shell): readonly string[] {
  return shell.dialect.bash ? BASH_OPTIONS : shell.dialect.name === 'ash' ? [...DASH_OPTIONS.filter((name) => name !== 'emacs'), 'pipefail'] : DASH_OPTIONS;
}

export function setOption(shell: Shell, name: string, on: boolean): boolean {
  if (!optionNames(shell).includes(name)) return false;
  if (on) shell.state.options.add(name);
  else shell.state.options.delete(name);
  return true;
}

function showOptions(shell: Shell, again: boolean): void {
  if (!shell.dialect.bash && !again) shell.out('Current option settings\n');
  for (const name of optionNames(shell)) {
    const on = shell.state.options.has(name) || (name === 'interactive' && shell.state.interactive);
    if (again) shell.out(`set ${on ? '-' : '+'}o ${name}\n`);
    else shell.out(shell.dialect.bash ? `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n` : `${name.padEnd(16)}${on ? 'on' : 'off'}\n`);
  }
}

function set(shell: Shell, argv: readonly string[]): number | undefined {
  const { state, dialect } = shell;
  if (argv.length === 1) {
    listAll(shell);
    return 0;
  }
  const invalid = (shown: string): number | undefined => {
    if (dialect.bash) {
      shell.complain('set', `${shown}: invalid option`);
      shell.emit(2, 'set: usage: set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]\n');
      return 2;
    }
    shell.complain('set', dialect.name === 'ash' ? `illegal option ${shown}` : `Illegal option ${shown}`);
    if (!state.interactive) {
      shell.exit(2);
      return undefined;
    }
    return 2;
  };
  let at = 1;
  for (; at < argv.length; at++) {
    const word = argv[at]!;
    if (word === '--') {
      state.positional = argv.slice(at + 1);
      return 0;
    }
    if (word === '-') {
      state.options.delete('xtrace');
      state.options.delete('verbose');
      if (at + 1 < argv.length) state.positional = argv.slice(at + 1);
      return 0;
    }
    if (!/^[-+]./.test(word)) break;
    const on = word[0] === '-';
    for (const letter of word.slice(1)) {
      if (letter === 'o') {
        const name = argv[at + 1];
        if (name === undefined) {
          showOptions(shell, !on);
          return 0;
        }
        at++;
        if (!setOption(shell, name, on)) {
          if (dialect.bash) {
            shell.complain('set', `${name}: invalid option name`);
            return 2;
          }
          return invalid(`${on ? '-' : '+'}o ${name}`);
        }
        continue;
      }
      if (letter === 'B' && dialect.bash) {
        setOption(shell, 'braceexpand', on);
        continue;
      }
      const name = LETTERS.get(letter);
      if (name === undefined || (!dialect.bash && !optionNames(shell).includes(name) && name !== 'hashall')) return invalid(`${word[0]}${letter}`);
      if (on) state.options.add(name);
      else state.options.delete(name);
    }
  }
  if (at < argv.length) state.positional = argv.slice(at);
  return 0;
}

function shopt(shell: Shell, argv: readonly string[]): number {
  const { state } = shell;
  const flags = new Set<string>();
  let at = 1;
  for (; /^-[supqo]+$/.test(argv[at] ?? ''); at++) for (const letter of argv[at]!.slice(1)) flags.add(letter);
  const names = argv.slice(at);
  const table = flags.has('o') ? state.options : state.shopts;
  const known: readonly string[] = flags.has('o') ? BASH_OPTIONS : SHOPTS;
  const show = (name: string): void => {
    const on = table.has(name);
    if (flags.has('q')) return;
    if (flags.has('p')) shell.out(flags.has('o') ? `set ${on ? '-' : '+'}o ${name}\n` : `shopt ${on ? '-s' : '-u'} ${name}\n`);
    else shell.out(`${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`);
  };
  const change = flags.has('s') ? true : flags.has('u') ? false : undefined;
  if (names.length === 0) {
    for (const name of known) if (change === undefined || table.has(name) === change) show(name);
    return 0;
  }
  let status = 0;
  for (const name of names) {
    if (!known.includes(name)) {
      shell.complain('shopt', `${name}: invalid ${flags.has('o') ? 'option' : 'shell option'} name`);
      status = 1;
    } else if (change === undefined) {
      show(name);
      if (!table.has(name)) status = 1;
    } else if (change) table.add(name);
    else table.delete(name);
  }
  return status;
}

export const SET_BUILTINS: BuiltinTable = {
  set: { run: set },
  shopt: { run: shopt, only: ['bash'] },
};
