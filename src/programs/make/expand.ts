import { text as decode } from '../../lib/bytes';
import { cleanPath } from '../../lib/clean-path';
import { glob } from '../../shell/expand/glob';
import { isSysError } from '../../machine/errno';
import { readFd } from '../applet';
import type { Io } from '../applet';
import { MakeError } from './error';
import { baseOf, closing, directoryOf, replacePattern, stemOf, wordsOf } from './words';
import { Variables } from './variables';

/** Where an expansion happens: whose variables, which line messages name. */
export interface Scope {
  variables: Variables;
  /** `Makefile:3`, or undefined outside of a file. */
  where?: string | undefined;
}

/** What expansions need from the make that runs them. */
export interface ExpandHost {
  io: Io;
  /** make's name in messages, with the level of a make in a make: `make[1]`. */
  title: string;
  environment: (variables: Variables) => Promise<Record<string, string>>;
  /** `$(eval …)`: reads lines as if they stood in the file. */
  evaluate: (text: string, scope: Scope) => Promise<void>;
}

const COMMAS: Readonly<Record<string, number>> = {
  subst: 3, patsubst: 3, strip: 1, findstring: 2, filter: 2, 'filter-out': 2, sort: 1, word: 2, wordlist: 3, words: 1, firstword: 1, lastword: 1, dir: 1, notdir: 1, suffix: 1, basename: 1,
  addsuffix: 2, addprefix: 2, join: 2, wildcard: 1, realpath: 1, abspath: 1, if: 3, or: Infinity, and: Infinity, foreach: 3, call: Infinity, value: 1, eval: 1, origin: 1, flavor: 1, shell: 1, error: 1, warning: 1, info: 1,
};

/** Functions whose arguments are expanded by themselves, or not at all. */
const LAZY = new Set(['if', 'or', 'and', 'foreach']);

/** Replaces every `$x`, `$(name)` and `$(function …)` (GNU make manual, "Functions for Transforming Text"). */
export async function expand(host: ExpandHost, text: string, scope: Scope): Promise<string> {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c !== '$') {
      out += c;
      continue;
    }
    const next = text[i + 1];
    if (next === undefined) break;
    if (next === '$') {
      out += '$';
      i++;
    } else if (next === '(' || next === '{') {
      const end = closing(text, i + 1);
      if (end === -1) throw new MakeError('unterminated variable reference', scope.where);
      out += await reference(host, text.slice(i + 2, end), scope, next === '(' ? ')' : '}');
      i = end;
    } else {
      out += await valueOf(host, next, scope);
      i++;
    }
  }
  return out;
}

const expanding = new WeakMap<Variables, Set<string>>();

/** A variable's value, expanded where it is a recursive one. */
export async function valueOf(host: ExpandHost, name: string, scope: Scope): Promise<string> {
  const variable = scope.variables.get(name);
  if (!variable) return '';
  if (!variable.recursive) return variable.value;
  const busy = expanding.get(scope.variables) ?? new Set();
  expanding.set(scope.variables, busy);
  if (busy.has(name)) throw new MakeError(`Recursive variable '${name}' references itself (eventually)`, scope.where);
  busy.add(name);
  try {
    return await expand(host, variable.value, scope);
  } finally {
    busy.delete(name);
  }
}

async function reference(host: ExpandHost, body: string, scope: Scope, close: string): Promise<string> {
  const called = /^([a-z-]+)[ \t]+/.exec(body);
  if (called && Object.hasOwn(COMMAS, called[1]!)) return callFunction(host, called[1]!, splitArguments(body.slice(called[0].length), COMMAS[called[1]!]!, close), scope);
  const name = body.includes('$') ? await expand(host, body, scope) : body;
  const substitution = /^([^:=]+):([^=]*)=(.*)$/s.exec(name);
  if (substitution && !scope.variables.get(name)) {
    const [, variable = '', from = '', to = ''] = substitution;
    const pattern = from.includes('%') ? from : `%${from}`;
    return wordsOf(await valueOf(host, variable, scope)).map((word) => replacePattern(pattern, from.includes('%') ? to : `%${to}`, word)).join(' ');
  }
  const automatic = /^([@<^?*+])([DF])$/.exec(name);
  if (automatic && !scope.variables.get(name)) {
    const part = automatic[2] === 'F' ? baseOf : (path: string) => directoryOf(path).replace(/(.)\/$/, '$1');
    return wordsOf(await valueOf(host, automatic[1]!, scope)).map(part).join(' ');
  }
  return valueOf(host, name, scope);
}

function splitArguments(text: string, most: number, close: string): string[] {
  const open = close === ')' ? '(' : '{';
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === open) depth++;
    else if (text[i] === close) depth--;
    else if (text[i] === ',' && depth === 0 && parts.length < most - 1) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
}

async function callFunction(host: ExpandHost, name: string, raw: readonly string[], scope: Scope): Promise<string> {
  const needed = { subst: 3, patsubst: 3, findstring: 2, filter: 2, 'filter-out': 2, word: 2, wordlist: 3, addsuffix: 2, addprefix: 2, join: 2, foreach: 3, if: 2 }[name] ?? 1;
  if (raw.length < needed) throw new MakeError(`insufficient number of arguments (${raw.length}) to function '${name}'`, scope.where);
  if (LAZY.has(name)) return lazyFunction(host, name, raw, scope);
  const args: string[] = [];
  for (const arg of raw) args.push(await expand(host, arg, scope));
  const [a = '', b = '', c = ''] = args;
  switch (name) {
    case 'subst': return a === '' ? c + b : c.split(a).join(b);
    case 'patsubst': return wordsOf(c).map((word) => replacePattern(a.trim(), b.trim(), word)).join(' ');
    case 'strip': return wordsOf(a).join(' ');
    case 'findstring': return b.includes(a) ? a : '';
    case 'filter': case 'filter-out': {
      const patterns = wordsOf(a);
      return wordsOf(b).filter((word) => patterns.some((pattern) => stemOf(pattern, word) !== undefined) === (name === 'filter')).join(' ');
    }
    case 'sort': return [...new Set(wordsOf(a))].sort((x, y) => (x < y ? -1 : 1)).join(' ');
    case 'word': case 'wordlist': {
      for (const [i, number] of (name === 'word' ? [a] : [a, b]).entries()) {
        if (!/^\s*\d+\s*$/.test(number)) throw new MakeError(`non-numeric ${i === 0 ? 'first' : 'second'} argument to '${name}' function: '${number}'`, scope.where);
      }
      if (Number(a) === 0) throw new MakeError(name === 'word' ? "first argument to 'word' function must be greater than 0" : `invalid first argument to 'wordlist' function: '${a}'`, scope.where);
      return name === 'word' ? (wordsOf(b)[Number(a) - 1] ?? '') : wordsOf(c).slice(Number(a) - 1, Number(b)).join(' ');
    }
    case 'words': return String(wordsOf(a).length);
    case 'firstword': return wordsOf(a)[0] ?? '';
    case 'lastword': return wordsOf(a).at(-1) ?? '';
    case 'dir': return wordsOf(a).map(directoryOf).join(' ');
    case 'notdir': return wordsOf(a).map(baseOf).join(' ');
    case 'suffix': return wordsOf(a).map((word) => /\.[^./]*$/.exec(word)?.[0] ?? '').filter(Boolean).join(' ');
    case 'basename': return wordsOf(a).map((word) => word.replace(/\.[^./]*$/, '')).join(' ');
    case 'addsuffix': return wordsOf(b).map((word) => word + a).join(' ');
    case 'addprefix': return wordsOf(b).map((word) => a + word).join(' ');
    case 'join': {
      const [left, right] = [wordsOf(a), wordsOf(b)];
      return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => (left[i] ?? '') + (right[i] ?? '')).join(' ');
    }
    case 'wildcard': return wordsOf(a).flatMap((pattern) => wildcard(host.io, pattern)).join(' ');
    case 'realpath': case 'abspath': return wordsOf(a).map((path) => absolute(host.io, path, name === 'realpath')).filter(Boolean).join(' ');
    case 'call': return callUser(host, a.trim(), args.slice(1), scope);
    case 'value': return scope.variables.get(a.trim())?.value ?? '';
    case 'eval':
      await host.evaluate(a, scope);
      return '';
    case 'origin': return scope.variables.get(a.trim())?.origin ?? 'undefined';
    case 'flavor': {
      const variable = scope.variables.get(a.trim());
      return variable === undefined ? 'undefined' : variable.recursive ? 'recursive' : 'simple';
    }
    case 'info':
      await host.io.out(`${args.join(',')}\n`);
      return '';
    case 'warning':
      await host.io.err(`${scope.where ?? host.title}: ${args.join(',')}`);
      return '';
    case 'error': throw new MakeError(args.join(','), scope.where);
    default: return shell(host, args.join(','), scope);
  }
}

async function lazyFunction(host: ExpandHost, name: string, raw: readonly string[], scope: Scope): Promise<string> {
  if (name === 'if') return (await expand(host, raw[0]!.trim(), scope)) !== '' ? expand(host, raw[1]!, scope) : expand(host, raw[2] ?? '', scope);
  if (name === 'foreach') {
    const variable = (await expand(host, raw[0]!, scope)).trim();
    const parts: string[] = [];
    for (const word of wordsOf(await expand(host, raw[1]!, scope))) {
      const inner = new Variables(scope.variables);
      inner.set(variable, { value: word, recursive: false, origin: 'automatic' });
      parts.push(await expand(host, raw[2]!, { ...scope, variables: inner }));
    }
    return parts.join(' ');
  }
  let last = '';
  for (const arg of raw) {
    last = await expand(host, arg.trim(), scope);
    if ((last !== '') === (name === 'or')) return last;
  }
  return name === 'and' ? last : '';
}

async function callUser(host: ExpandHost, name: string, args: readonly string[], scope: Scope): Promise<string> {
  const variable = scope.variables.get(name);
  if (!variable) return Object.hasOwn(COMMAS, name) ? callFunction(host, name, args.map((arg) => arg.replaceAll('$', '$$$$')), scope) : '';
  const inner = new Variables(scope.variables);
  for (const [i, value] of [name, ...args].entries()) inner.set(String(i), { value, recursive: false, origin: 'automatic' });
  for (let i = args.length + 1; inner.get(String(i)); i++) inner.set(String(i), { value: '', recursive: false, origin: 'automatic' });
  return expand(host, variable.value, { ...scope, variables: inner });
}

/** The files that a pattern names, or itself where it is none and exists. */
export function wildcard(io: Io, pattern: string): string[] {
  return /[*?[]/.test(pattern) ? glob(io.sys, pattern, { dotglob: false, noCase: false, extglob: false, globstar: false }) : io.sys.access(pattern, '') ? [pattern] : [];
}

function absolute(io: Io, path: string, mustExist: boolean): string {
  if (mustExist) {
    try {
      return io.sys.realpath(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      return '';
    }
  }
  return cleanPath(path.startsWith('/') ? path : `${io.sys.cwd()}/${path}`);
}

/** `$(shell …)`: what the command prints, newlines as spaces. Sets `.SHELLSTATUS`. */
export async function shell(host: ExpandHost, command: string, scope: Scope): Promise<string> {
  const { sys } = host.io;
  await host.io.flush();
  const [read, write] = sys.pipe();
  sys.setCloseOnExec(read, true);
  const pid = await sys.spawn('/bin/sh', ['/bin/sh', '-c', command], { env: sys.env, fds: new Map([[0, 0], [1, write], [2, 2]]) });
  sys.close(write);
  const printed = decode(await readFd(sys, read));
  sys.close(read);
  const status = (await sys.wait({ pid }))?.status;
  scope.variables.set('.SHELLSTATUS', { value: String(status?.kind === 'exited' ? status.code : 1), recursive: false, origin: 'override' });
  return printed.replace(/\n+$/, '').replaceAll('\n', ' ');
}
