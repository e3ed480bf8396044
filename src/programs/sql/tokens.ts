import { refuse } from './error';

export type DialectName = 'mysql' | 'postgres';

export interface Token {
  /** A bare word, a quoted name, a text, a number, punctuation, or the end. */
  kind: 'word' | 'name' | 'text' | 'number' | 'mark' | 'end';
  text: string;
  at: number;
  end: number;
}

const MARKS = ['<=>', '->>', '#>>', '!~*', '::', '<=', '>=', '<>', '!=', '||', '&&', ':=', '->', '#>', '@>', '<@', '?|', '?&', '~*', '!~'];

/** A syntax error at a place of the text, with what stands there. */
export function syntaxError(source: string, at: number, near: string): never {
  return refuse({ kind: 'syntax', near, at, line: source.slice(0, at).split('\n').length });
}

/** The words of a statement. MySQL quotes names with backticks and texts with either quote; SQL with double and single ones. */
export function tokenize(source: string, dialect: DialectName): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const quoted = (quote: string, backslash: boolean): string => {
    const start = at++;
    let out = '';
    for (;;) {
      const char = source[at];
      if (char === undefined) return syntaxError(source, start, source.slice(start));
      if (char === quote) {
        if (source[at + 1] !== quote) break;
        at++;
      } else if (char === '\\' && backslash) {
        const next = source[++at] ?? '';
        out += { n: '\n', t: '\t', r: '\r', '0': '\0', b: '\b' }[next] ?? (next === '%' || next === '_' ? `\\${next}` : next);
        at++;
        continue;
      }
      out += source[at++];
    }
    at++;
    return out;
  };
  while (at < source.length) {
    const start = at;
    const char = source[at]!;
    const rest = source.slice(at, at + 3);
    const push = (kind: Token['kind'], text: string) => tokens.push({ kind, text, at: start, end: at });
    if (/\s/.test(char)) at++;
    else if (rest.startsWith('--') && (dialect === 'postgres' || /^--(\s|$)/.test(rest))) at = lineEnd(source, at);
    else if (char === '#' && dialect === 'mysql') at = lineEnd(source, at);
    else if (rest.startsWith('/*')) {
      const end = source.indexOf('*/', at + 2);
      at = end === -1 ? source.length : end + 2;
    } else if (char === '`' && dialect === 'mysql') push('name', quoted('`', false));
    else if (char === '"') push(dialect === 'mysql' ? 'text' : 'name', quoted('"', dialect === 'mysql'));
    else if (char === "'") push('text', quoted("'", dialect === 'mysql'));
    else if (/[eE]/.test(char) && source[at + 1] === "'" && dialect === 'postgres') {
      at++;
      push('text', quoted("'", true));
    } else if (char === '$' && dialect === 'postgres' && /^\$\w*\$/.test(source.slice(at))) {
      const tag = /^\$\w*\$/.exec(source.slice(at))![0];
      const end = source.indexOf(tag, at + tag.length);
      if (end === -1) syntaxError(source, start, source.slice(start));
      const body = source.slice(at + tag.length, end);
      at = end + tag.length;
      push('text', body);
    } else if (/[0-9]/.test(char) || (char === '.' && /[0-9]/.test(source[at + 1] ?? ''))) {
      at += /^(\d+\.?\d*|\.\d+)(e[-+]?\d+)?/i.exec(source.slice(at))![0].length;
      push('number', source.slice(start, at));
    } else if (/[\p{L}_@]/u.test(char) && !(char === '@' && dialect === 'postgres')) {
      at += /^[\p{L}\p{N}_$@]+/u.exec(source.slice(at))![0].length;
      push('word', source.slice(start, at));
    } else {
      const mark = MARKS.find((each) => source.startsWith(each, at)) ?? char;
      at += mark.length;
      push('mark', mark);
    }
  }
  tokens.push({ kind: 'end', text: '', at: source.length, end: source.length });
  return tokens;
}

function lineEnd(source: string, at: number): number {
  const end = source.indexOf('\n', at);
  return end === -1 ? source.length : end;
}

/** Where the next statement of a text ends: the place of its `;`, or -1 while it goes on. Quotes and comments hide. */
export function statementEnd(source: string, dialect: DialectName, delimiter = ';'): number {
  for (let at = 0; at < source.length; at++) {
    const char = source[at]!;
    if (source.startsWith(delimiter, at)) return at;
    if (char === "'" || char === '"' || (char === '`' && dialect === 'mysql')) {
      for (at++; at < source.length && source[at] !== char; at++) if (source[at] === '\\' && dialect === 'mysql') at++;
    } else if ((source.startsWith('--', at) && (dialect === 'postgres' || /\s/.test(source[at + 2] ?? ' '))) || (char === '#' && dialect === 'mysql')) at = lineEnd(source, at) - 1;
    else if (source.startsWith('/*', at)) {
      const end = source.indexOf('*/', at + 2);
      if (end === -1) return -1;
      at = end + 1;
    } else if (char === '$' && dialect === 'postgres') {
      const tag = /^\$\w*\$/.exec(source.slice(at))?.[0];
      if (tag === undefined) continue;
      const end = source.indexOf(tag, at + tag.length);
      if (end === -1) return -1;
      at = end + tag.length - 1;
    }
  }
  return -1;
}
