import { isSysError } from '../../machine/errno';
import { builtinNames } from '../builtins/table';
import { keywords } from '../builtins/keywords';
import { findExecutable } from '../interp/exec';
import type { Shell } from '../interp/shell';

/** What Tab found: whole replacements for the word, and how each is listed. */
export interface Completion {
  /** Where the word begins in the line. */
  start: number;
  candidates: { value: string; shown: string; close: boolean }[];
  quote: string;
}

interface Situation {
  start: number;
  quote: string;
  /** The word without quotes. */
  word: string;
  /** Words of the command before it. */
  before: string[];
  command: boolean;
}

const PREFIXES = new Set(['sudo', 'time', 'exec', 'command', 'nohup', 'then', 'do', 'else', 'if', 'while', 'until', 'elif', '!', '{', 'xargs', 'env', 'watch']);

/** Reads the line up to the cursor: the word in hand and the command that it belongs to. */
function situation(line: string): Situation {
  let before: string[] = [];
  let word = '';
  let start = -1;
  let quote = '';
  let redirect = false;
  const end = (): void => {
    if (start !== -1 && !redirect) before.push(word);
    if (start !== -1) redirect = false;
    word = '';
    start = -1;
  };
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!;
    if (quote) {
      if (c === quote) quote = '';
      else if (c === '\\' && quote === '"' && i + 1 < line.length) word += line[++i];
      else word += c;
      continue;
    }
    if (c === ' ' || c === '\t' || c === '\n') {
      end();
      if (c === '\n') before = [];
    } else if (';|&('.includes(c)) {
      end();
      before = [];
      redirect = false;
    } else if (c === '<' || c === '>') {
      end();
      redirect = true;
    } else {
      if (start === -1) start = i;
      if (c === '"' || c === "'") quote = c;
      else if (c === '\\' && i + 1 < line.length) word += line[++i];
      else word += c;
    }
  }
  if (start === -1) start = line.length;
  while (before.length > 0 && (/^[A-Za-z_]\w*=/.test(before[0]!) || (PREFIXES.has(before[0]!) && !before[0]!.startsWith('-')))) before.shift();
  return { start, quote, word, before, command: before.length === 0 && !redirect };
}

function escapeWord(text: string, quote: string): string {
  if (quote === "'") return text;
  if (quote === '"') return text.replace(/[$`"\\]/g, '\\$&');
  return text.replace(/[ \t\n\\'"`$&|;<>()*?[\]{}!#]/g, '\\$&').replace(/^\\~/, '~');
}

/** File names that begin with `word`. */
function files(shell: Shell, word: string, accept: (path: string, dir: boolean) => boolean = () => true): { value: string; shown: string; close: boolean }[] {
  const at = word.lastIndexOf('/');
  const folder = word.slice(0, at + 1);
  const prefix = word.slice(at + 1);
  const home = shell.vars.get('HOME') ?? '';
  const real = folder.startsWith('~/') ? home + folder.slice(1) : folder;
  try {
    return shell.sys.readdir(real === '' ? '.' : real)
      .filter((entry) => entry.name.startsWith(prefix) && (prefix.startsWith('.') || !entry.name.startsWith('.')))
      .map((entry) => {
        const dir = entry.type === 'dir' || (entry.type === 'symlink' && isDirectory(shell, real + entry.name));
        return { name: entry.name, dir };
      })
      .filter(({ name, dir }) => accept(real + name, dir))
      .map(({ name, dir }) => ({ value: folder + name + (dir ? '/' : ''), shown: name + (dir ? '/' : ''), close: !dir }));
  } catch (error) {
    if (isSysError(error)) return [];
    throw error;
  }
}

function isDirectory(shell: Shell, path: string): boolean {
  try {
    return shell.sys.stat(path).type === 'dir';
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

function commands(shell: Shell, word: string): string[] {
  const names = new Set<string>([...builtinNames(shell.dialect), ...keywords(shell), ...shell.state.functions.keys(), ...shell.state.aliases.keys()]);
  for (const dir of (shell.vars.get('PATH') ?? '').split(':')) {
    try {
      for (const entry of shell.sys.readdir(dir || '.')) if (entry.name.startsWith(word) && entry.type !== 'dir') names.add(entry.name);
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  return [...names].filter((name) => name.startsWith(word));
}

const plain = (value: string): { value: string; shown: string; close: boolean } => ({ value, shown: value, close: !/[=/]$/.test(value) });

/** Asks the program that the command names; undefined when it has no completion of its own. */
async function fromProgram(shell: Shell, here: Situation): Promise<string[] | undefined> {
  const alias = shell.state.aliases.get(here.before[0]!);
  const words = alias ? [...alias.split(/\s+/).filter((w) => w !== ''), ...here.before.slice(1)] : here.before;
  const name = words[0]!;
  const path = name.includes('/') ? name : findExecutable(shell, name);
  if (path === undefined) return undefined;
  const program = await shell.hooks.completions?.(shell.sys, path);
  if (!program?.complete) return undefined;
  try {
    const found = await program.complete(shell.sys, { words: [...words, here.word], index: words.length });
    return found.filter((each) => each.startsWith(here.word));
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

/** Finds what the word before the cursor can become. */
export async function complete(shell: Shell, line: string): Promise<Completion> {
  const here = situation(line);
  const { word } = here;
  let start = here.start;
  let candidates: Completion['candidates'];
  const variable = /\$(\{?)([A-Za-z_]\w*)?$/.exec(word);
  if (variable && here.quote !== "'") {
    const open = variable[1]!;
    candidates = shell.vars.names().filter((name) => name.startsWith(variable[2] ?? '')).map((name) => ({ value: `${word.slice(0, variable.index)}$${open}${name}${open ? '}' : ''}`, shown: name, close: true }));
    return finish(start, candidates, here.quote, true);
  }
  if (/^~[^/]*$/.test(word) && !here.quote) {
    candidates = shell.passwd().map((fields) => fields[0]!).filter((name) => name.startsWith(word.slice(1))).map((name) => ({ value: `~${name}/`, shown: `~${name}`, close: false }));
    return finish(start, candidates, here.quote, true);
  }
  if (here.command && !word.includes('/')) candidates = commands(shell, word).map(plain);
  else if (here.command) candidates = files(shell, word, (path, dir) => dir || shell.sys.access(path, 'x'));
  else {
    const own = here.before.length > 0 ? await fromProgram(shell, here) : undefined;
    if (own && own.length > 0) candidates = own.map((value) => (isDirectory(shell, value) && value.endsWith('/') ? { value, shown: value.replace(/^.*\/(?=.)/, ''), close: false } : plain(value)));
    else if (['cd', 'pushd', 'rmdir'].includes(here.before[0] ?? '')) candidates = files(shell, word, (_, dir) => dir);
    else if (['unset', 'export', 'declare', 'readonly', 'local'].includes(here.before[0] ?? '') && !word.includes('/')) candidates = shell.vars.names().filter((name) => name.startsWith(word)).map(plain);
    else {
      const equals = /^[-\w]*=/.exec(word);
      candidates = files(shell, equals ? word.slice(equals[0].length) : word);
      if (equals) start += line.slice(start).indexOf('=') + 1;
    }
  }
  return finish(start, candidates, here.quote, false);
}

function finish(start: number, candidates: Completion['candidates'], quote: string, raw: boolean): Completion {
  const unique = new Map(candidates.map((each) => [each.value, each]));
  const sorted = [...unique.values()].sort((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0));
  return { start, quote, candidates: sorted.map((each) => ({ ...each, value: raw ? each.value : (quote || '') + escapeWord(each.value, quote) })) };
}

/** The longest beginning that all share. */
export function commonPrefix(values: readonly string[]): string {
  let prefix = values[0] ?? '';
  for (const value of values) while (!value.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}
