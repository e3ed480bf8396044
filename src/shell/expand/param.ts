import { ansiC } from '../syntax/ansi-c';
import { ShellError } from '../interp/errors';
import type { ParamPart } from '../syntax/ast';
import type { Atom, Expander } from './expander';
import { pattern } from './pattern';
import { expandPrompt } from './prompt';
import { ansiQuote, doubleQuote, needsAnsi, singleQuote } from './quote';

type Param = { list: false; value: string | undefined } | { list: true; values: string[]; star: boolean };

/** Parameter expansion in all its forms (bash(1), Parameter Expansion). */
export function expandParam(x: Expander, part: ParamPart, dq: boolean, out: Atom[]): void {
  const { shell } = x;
  if (part.prefix) {
    const names = shell.vars.names().filter((name) => name.startsWith(part.name) && shell.vars.get(name) !== undefined);
    emit(x, { list: true, values: names, star: part.prefix === '*' }, dq, out);
    return;
  }
  let name = part.name;
  let index = part.index ? subscript(x, name, part.index) : undefined;
  if (part.indirect && part.index && (index === '@' || index === '*')) {
    emit(x, { list: true, values: shell.vars.keys(name), star: index === '*' }, dq, out);
    return;
  }
  if (part.indirect) {
    const nameref = shell.vars.find(name, false);
    if (nameref?.nameref) {
      emit(x, { list: false, value: nameref.value }, dq, out);
      return;
    }
    const target = scalarOf(fetch(x, name, index));
    if (target === undefined || target === '') {
      if (part.op && /^:?[-+=]/.test(part.op)) {
        applyDefault(x, part, name, index, { list: false, value: undefined }, dq, out);
        return;
      }
      throw new ShellError(target === undefined ? `${name}: invalid indirect expansion` : `${target}: invalid variable name`);
    }
    const match = /^([A-Za-z_]\w*|\d+|[@*#?$!-])(?:\[(.*)\])?$/s.exec(target);
    if (!match) throw new ShellError(`${target}: invalid variable name`);
    name = match[1]!;
    index = match[2];
  }
  const param = name === 'RANDOM' || name === 'SRANDOM' ? { list: false as const, value: x.once(() => shell.vars.get(name) ?? '') } : fetch(x, name, index);
  if (part.length) {
    if (param.list) {
      emit(x, { list: false, value: String(param.values.length) }, dq, out);
      return;
    }
    if (param.value === undefined) unbound(x, name, index);
    emit(x, { list: false, value: String([...(param.value ?? '')].length) }, dq, out);
    return;
  }
  const op = part.op;
  if (op === undefined) {
    if (!param.list && param.value === undefined) unbound(x, name, index);
    emit(x, param, dq, out);
    return;
  }
  if (/^:?[-=?+]$/.test(op)) {
    applyDefault(x, part, name, index, param, dq, out);
    return;
  }
  if (op === ':') {
    if (!param.list && param.value === undefined) unbound(x, name, index);
    emit(x, substring(x, part, name, index, param), dq, out);
    return;
  }
  if (!param.list && param.value === undefined) {
    unbound(x, name, index);
    if (op !== '@a' && op !== '@A') {
      emit(x, { list: false, value: op.startsWith('@') ? undefined : '' }, dq, out);
      return;
    }
  }
  const change = changer(x, part, name, dq);
  if (param.list) emit(x, { ...param, values: op === '@A' || op === '@K' || op === '@k' ? wholeArray(x, name, op) : param.values.map(change) }, dq, out);
  else emit(x, { list: false, value: change(param.value ?? '') }, dq, out);
}

function subscript(x: Expander, name: string, word: import('../syntax/ast').Word): string {
  if (word.raw === '@' || word.raw === '*') return word.raw;
  return x.shell.vars.isAssoc(name) ? x.string(word, { noTilde: true }) : x.string(word, { noTilde: true });
}

function scalarOf(param: Param): string | undefined {
  return param.list ? param.values[0] : param.value;
}

function unbound(x: Expander, name: string, index: string | undefined): void {
  const { shell } = x;
  if (!shell.state.options.has('nounset') || name === '@' || name === '*') return;
  const shown = index === undefined ? name : `${name}[${index}]`;
  throw new ShellError(`${/^\d+$/.test(shown) && shell.dialect.bash ? `$${shown}` : shown}: ${shell.dialect.bash ? 'unbound variable' : 'parameter not set'}`, shell.fatalStatus, { exits: true });
}

function fetch(x: Expander, name: string, index: string | undefined): Param {
  const { state, vars } = x.shell;
  if (name === '@' || name === '*') return { list: true, values: state.positional, star: name === '*' };
  if (index === '@' || index === '*') return { list: true, values: vars.values(name), star: index === '*' };
  if (index !== undefined) return { list: false, value: vars.element(name, index) };
  return { list: false, value: special(x, name) };
}

/** Special and positional parameters, else a variable. */
function special(x: Expander, name: string): string | undefined {
  const { shell } = x;
  const { state } = shell;
  switch (name) {
    case '?': return String(state.status);
    case '#': return String(state.positional.length);
    case '$': return String(state.pid);
    case '!': return state.lastBackground === undefined ? undefined : String(state.lastBackground);
    case '-': return shell.optionLetters();
    case '0': return state.arg0;
    case '_': return shell.dialect.bash ? state.lastArg : shell.vars.get('_');
    default:
  }
  if (/^\d+$/.test(name)) return state.positional[Number(name) - 1];
  return shell.vars.get(name);
}

function emit(x: Expander, param: Param, dq: boolean, out: Atom[]): void {
  if (!param.list) {
    out.push(dq ? { s: param.value ?? '', q: true } : { s: param.value ?? '', q: false, split: true });
    return;
  }
  if (param.star && dq) {
    const ifs = x.ifs();
    out.push({ s: param.values.join([...ifs][0] ?? ''), q: true });
    return;
  }
  param.values.forEach((value, i) => {
    if (i > 0) out.push({ s: '', q: false, brk: true });
    out.push(dq ? { s: value, q: true } : { s: value, q: false, split: true });
  });
}

function applyDefault(x: Expander, part: ParamPart, name: string, index: string | undefined, param: Param, dq: boolean, out: Atom[]): void {
  const colon = part.op!.startsWith(':');
  const set = param.list ? param.values.length > 0 : param.value !== undefined;
  const full = set && !(colon && (param.list ? param.values.every((value) => value === '') && param.values.length < 2 : param.value === ''));
  const arg = part.arg!;
  switch (part.op!.slice(-1)) {
    case '+':
      if (full) x.atoms(arg, dq, out);
      else if (dq && !param.list) out.push({ s: '', q: true });
      return;
    case '-':
      if (full) emit(x, param, dq, out);
      else if (dq && arg.parts.length === 0) out.push({ s: '', q: true });
      else x.atoms(arg, dq, out);
      return;
    case '=': {
      if (full) {
        emit(x, param, dq, out);
        return;
      }
      if (!/^[A-Za-z_]/.test(name)) throw new ShellError(`$${name}: cannot assign in this way`);
      const text = dq ? x.quoted(arg) : x.string(arg);
      const value = x.once(() => {
        x.shell.vars.assign({ name, index, append: false, value: text, trace: '' });
        return x.shell.vars.get(name) ?? text;
      });
      emit(x, { list: false, value }, dq, out);
      return;
    }
    default: {
      if (full) {
        emit(x, param, dq, out);
        return;
      }
      const { dialect } = x.shell;
      const text = arg.parts.length > 0 ? (dq ? x.quoted(arg) : x.string(arg)) : dialect.bash ? (colon ? 'parameter null or not set' : 'parameter not set') : colon ? 'parameter not set or null' : 'parameter not set';
      throw new ShellError(`${index === undefined ? name : `${name}[${index}]`}: ${text}`, x.shell.fatalStatus, { exits: true });
    }
  }
}

function substring(x: Expander, part: ParamPart, name: string, index: string | undefined, param: Param): Param {
  const number = (word: import('../syntax/ast').Word): number => {
    const text = x.quoted(word);
    return Number(x.once(() => x.shell.vars.number(text).toString()));
  };
  const from = number(part.arg!);
  const count = part.arg2 ? number(part.arg2) : undefined;
  if (!param.list) {
    const chars = [...(param.value ?? '')];
    const start = from < 0 ? chars.length + from : from;
    if (start < 0 || start > chars.length) return { list: false, value: '' };
    const end = count === undefined ? chars.length : count < 0 ? chars.length + count : start + count;
    if (end < start) throw new ShellError(`${part.arg2!.raw.trim()}: substring expression < 0`);
    return { list: false, value: chars.slice(start, end).join('') };
  }
  let values = param.values;
  let start = from;
  if (name === '@' || name === '*') {
    values = from === 0 || from < 0 ? [x.shell.state.arg0, ...values] : ['', ...values];
    if (from < 0) start = values.length + from;
    if (from > 0) start = from;
  } else {
    const keys = index === undefined ? [] : x.shell.vars.keys(name).map(Number);
    if (x.shell.vars.isAssoc(name)) start = from < 0 ? values.length + from : Math.max(0, from - 1);
    else if (from < 0) {
      const wanted = (keys[keys.length - 1] ?? -1) + 1 + from;
      start = wanted < 0 ? -1 : keys.findIndex((key) => key >= wanted);
    } else start = keys.findIndex((key) => key >= from);
    if (start === -1) return { ...param, values: [] };
  }
  if (start < 0) return { ...param, values: [] };
  if (count !== undefined && count < 0) throw new ShellError(`${part.arg2!.raw.trim()}: substring expression < 0`);
  return { ...param, values: values.slice(start, count === undefined ? undefined : start + count) };
}

function wholeArray(x: Expander, name: string, op: string): string[] {
  const { vars } = x.shell;
  if (op === '@A') return [x.shell.declaration(name) ?? ''];
  const pairs = vars.keys(name).map((key) => [key, vars.element(name, key) ?? ''] as const);
  if (op === '@k') return pairs.flat();
  return [pairs.map(([key, value]) => `${vars.isAssoc(name) && /[^\w]/.test(key) ? doubleQuote(key) : key} ${doubleQuote(value)}`).join(' ')];
}

/** The function that an operator applies to each value. */
function changer(x: Expander, part: ParamPart, name: string, dq: boolean): (value: string) => string {
  const op = part.op!;
  const extglob = x.shell.state.shopts.has('extglob');
  const noCase = x.shell.state.shopts.has('nocasematch');
  if (op.startsWith('@')) return (value) => transform(x, op[1]!, name, value);
  const text = x.pattern(part.arg!, dq);
  if (op === '#' || op === '##') {
    const matcher = pattern(text, { extglob });
    return (value) => {
      const end = op === '#' ? matcher.shortest(value, 0) : matcher.longest(value, 0);
      return end > 0 ? value.slice(end) : value;
    };
  }
  if (op === '%' || op === '%%') {
    const matcher = pattern(text, { extglob });
    return (value) => {
      for (let k = 0; k <= value.length; k++) {
        const start = op === '%%' ? k : value.length - k;
        if (matcher.ends(value, start).has(value.length)) return value.slice(0, start);
      }
      return value;
    };
  }
  if (op.startsWith('/')) {
    const atoms: Atom[] = [];
    if (part.arg2) x.parts(part.arg2.parts, false, atoms);
    return (value) => replace(value, text, atoms, op, extglob, noCase, x.shell.state.shopts.has('patsub_replacement'));
  }
  const matcher = text === '' ? undefined : pattern(text, { extglob });
  const all = op.length === 2;
  const turn = (c: string): string => {
    if (matcher && !matcher.matches(c)) return c;
    if (op[0] === '^') return c.toUpperCase();
    if (op[0] === ',') return c.toLowerCase();
    return c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase();
  };
  return (value) => [...value].map((c, i) => (all || i === 0 ? turn(c) : c)).join('');
}

function replace(value: string, text: string, atoms: readonly Atom[], op: string, extglob: boolean, noCase: boolean, ampersand: boolean): string {
  const by = (match: string): string =>
    atoms.map((atom) => (atom.brk ? ' ' : atom.q || !ampersand ? atom.s : atom.s.replace(/\\?&|\\\\/g, (m) => (m === '&' ? match : m.slice(1))))).join('');
  const matcher = pattern(text, { extglob, noCase });
  if (text === '' && op !== '/#' && op !== '/%') return value;
  if (op === '/#') {
    const end = matcher.longest(value, 0);
    return end === -1 ? value : by(value.slice(0, end)) + value.slice(end);
  }
  if (op === '/%') {
    for (let start = 0; start <= value.length; start++) if (matcher.ends(value, start).has(value.length)) return value.slice(0, start) + by(value.slice(start));
    return value;
  }
  let out = '';
  let at = 0;
  while (at <= value.length) {
    const end = at === value.length && at > 0 ? -1 : matcher.longest(value, at);
    if (end > at || (end === at && value === '')) {
      out += by(value.slice(at, end));
      at = end;
      if (op === '/' || value === '') return out + value.slice(at);
    } else {
      out += value[at] ?? '';
      at++;
    }
  }
  return out;
}

function transform(x: Expander, op: string, name: string, value: string): string {
  switch (op) {
    case 'U': return value.toUpperCase();
    case 'L': return value.toLowerCase();
    case 'u': return value.charAt(0).toUpperCase() + value.slice(1);
    case 'Q': case 'K': case 'k': return needsAnsi(value) ? ansiQuote(value) : singleQuote(value);
    case 'E': return ansiC(value);
    case 'P': return expandPrompt(x.shell, value, x);
    case 'a': return x.shell.attributes(name);
    default: return x.shell.declaration(name, true) ?? '';
  }
}
