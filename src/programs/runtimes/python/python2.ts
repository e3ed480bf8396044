import { Edits } from './edits';
import { tokenize, type Token } from './tokens';

const RENAMED: Readonly<Record<string, string>> = { iteritems: 'items', itervalues: 'values', iterkeys: 'keys' };
const FUTURE = /^\s*from\s+__future__\s+import\s+(.*)$/gm;

/**
 * What Python 2 writes otherwise, in the words of 3, line for line: the statements print and exec, backquotes, `<>`,
 * `except E, e`, `raise E, v`, numbers like 0777 and 0xFFL, whole division, and lists where 3 has views. The functions
 * called here are those of `_dk_python2`.
 */
export function rewritePython2(source: string): string {
  const tokens = tokenize(source);
  if (!tokens) return source;
  const futures = [...source.matchAll(FUTURE)].map((match) => match[1]).join(' ');
  const edits = new Edits(source);
  for (const statement of statementsOf(tokens)) rewriteStatement(source, statement, edits, futures);
  imports(tokens, edits);
  numbers(tokens, edits);
  signs(source, tokens, edits, futures);
  lists(tokens, edits);
  return edits.apply().text;
}

/** Splits into simple statements: at ends of line, semicolons, and the colons that end a head. */
function statementsOf(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [];
  let current: Token[] = [];
  const end = (): void => {
    if (current.length > 0) found.push(current);
    current = [];
  };
  let lambdas = 0;
  for (const token of tokens) {
    if (token.kind === 'newline' || (token.text === ';' && token.depth === 0)) {
      end();
      lambdas = 0;
      continue;
    }
    current.push(token);
    if (token.depth > 0) continue;
    if (token.text === 'lambda') lambdas++;
    else if (token.text === ':' && lambdas > 0) lambdas--;
    else if (token.text === ':') end();
  }
  end();
  return found;
}

function rewriteStatement(source: string, statement: readonly Token[], edits: Edits, futures: string): void {
  const [first, next] = statement as [Token, Token?];
  const last = statement.at(-1)!;
  const commas = statement.filter((token) => token.text === ',' && token.depth === first.depth);
  if (first.text === 'print' && !futures.includes('print_function') && !['=', '.'].includes(next?.text ?? '')) {
    edits.replace(first.start, first.end, '_dk_say(');
    if (next?.text === '>>') {
      edits.replace(next.start, next.end, '');
      if (last.text === ',') edits.replace(last.start, last.end, commas.length > 1 ? ', _dk_open=1' : '');
      edits.insert(last.end, ')');
    } else if (last === first) edits.insert(first.end, 'None)');
    else {
      edits.insert(first.end, 'None, ');
      if (last.text === ',') edits.replace(last.start, last.end, ', _dk_open=1');
      edits.insert(last.end, ')');
    }
  } else if (first.text === 'exec' && next && next.kind !== 'open' && next.text !== '=') {
    const into = statement.find((token) => token.text === 'in' && token.depth === first.depth);
    edits.insert(first.end, '(');
    if (into) edits.replace(into.start, into.end, ',');
    edits.insert(last.end, ')');
  } else if (first.text === 'except' && commas.length === 1) {
    edits.replace(commas[0]!.start, commas[0]!.end, ' as');
  } else if (first.text === 'raise' && commas.length > 0) {
    const value = source.slice(commas[0]!.end, commas[1]?.start ?? last.end);
    edits.insert(next!.start, '_dk_raised(');
    edits.replace(commas[0]!.start, last.end, `,${value})`);
  }
}

/** Modules whose names 2 has and 3 hasn't, or the other way round: `_dk_python2` says what stands behind them. */
const SPECIAL = new Set('Queue SocketServer ConfigParser __builtin__ StringIO cStringIO urlparse BaseHTTPServer SimpleHTTPServer CGIHTTPServer urllib urllib2 commands exceptions Cookie cookielib cPickle HTMLParser httplib htmlentitydefs htmllib Tkinter ttk thread dummy_thread xmlrpclib SimpleXMLRPCServer UserDict UserList UserString anydbm copy_reg dbhash md5 sha sets mimetools rfc822 robotparser sgmllib user whichdb optparse new popen2 tkMessageBox tkFileDialog bsddb asyncio concurrent configparser contextvars copyreg dataclasses enum faulthandler graphlib html http ipaddress pathlib queue reprlib secrets selectors socketserver statistics tkinter tomllib tracemalloc typing venv winreg xmlrpc zipapp zoneinfo builtins'.split(' '));

function imports(tokens: readonly Token[], edits: Edits): void {
  let statement = '';
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    if (token.kind === 'newline' || token.text === ';') statement = '';
    else if (!before || before.kind === 'newline' || [';', ':'].includes(before.text)) statement = token.text;
    else if (token.kind === 'name' && SPECIAL.has(token.text) && ((statement === 'from' && before.text === 'from') || (statement === 'import' && (before.text === 'import' || before.text === ',')))) {
      edits.insert(token.start, '_dk2_');
      const after = tokens[i + 1]?.text;
      if (statement === 'import' && after !== '.' && after !== 'as') edits.insert(token.end, ` as ${token.text}`);
    }
  }
}

/** 0777 is octal; 12L is a whole number that says how it is kept. */
function numbers(tokens: readonly Token[], edits: Edits): void {
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    if (token.kind === 'number' && /^0[0-7]+$/.test(token.text)) edits.insert(token.start + 1, 'o');
    if (/^[lL]$/.test(token.text) && before?.kind === 'number' && before.end === token.start) edits.replace(token.start, token.end, '');
    const prefix = token.kind === 'string' && /^([uU])([rR]?)["']/.exec(token.text);
    if (prefix) edits.replace(token.start, token.start + 1, '');
  }
}

/**
 * Whole division stays where it is written: `a / b` becomes `a / _dk_by / b`, whose first half only remembers a, so that
 * the order of the operators is kept.
 */
function signs(source: string, tokens: readonly Token[], edits: Edits, futures: string): void {
  let opened = false;
  for (const [i, token] of tokens.entries()) {
    if (token.text === '<>') edits.replace(token.start, token.end, '!=');
    else if (token.text === '<' && tokens[i + 1]?.text === '>' && tokens[i + 1]!.start === token.end) edits.replace(token.start, token.end + 1, '!=');
    else if (token.text === '`') {
      edits.replace(token.start, token.end, opened ? '))' : '(repr(');
      opened = !opened;
    } else if (token.text === '/' && token.kind === 'op' && !futures.includes('division')) edits.replace(token.start, token.end, '/_dk_by/');
    else if (token.text === '/=' && !futures.includes('division')) {
      const [from, to] = [lineStart(tokens, i), lineEnd(tokens, i)];
      edits.replace(token.start, token.end, `= ${source.slice(tokens[from]!.start, tokens[i - 1]!.end)} /_dk_by/ (`);
      edits.insert(tokens[to]!.end, ')');
    }
  }
}

function lineStart(tokens: readonly Token[], at: number): number {
  let i = at;
  while (i > 0 && !['newline'].includes(tokens[i - 1]!.kind) && tokens[i - 1]!.text !== ';' && !(tokens[i - 1]!.text === ':' && tokens[i - 1]!.depth === 0)) i--;
  return i;
}

function lineEnd(tokens: readonly Token[], at: number): number {
  let i = at;
  while (i + 1 < tokens.length && tokens[i + 1]!.kind !== 'newline' && tokens[i + 1]!.text !== ';') i++;
  return i;
}

/** `d.keys()`, `.values()` and `.items()` are lists; the iter… forms are what 3 calls so. */
function lists(tokens: readonly Token[], edits: Edits): void {
  for (const [i, token] of tokens.entries()) {
    if (token.text === 'next' && tokens[i - 1]?.text === 'def' && tokens[i + 2]?.text === 'self') edits.replace(token.start, token.end, '__next__');
    if (tokens[i - 1]?.text !== '.' || tokens[i + 1]?.text !== '(') continue;
    const renamed = Object.hasOwn(RENAMED, token.text) ? RENAMED[token.text] : undefined;
    if (token.text === 'has_key') {
      edits.insert(tokens[primaryStart(tokens, i - 2)]!.start, '_dk_has(');
      edits.replace(tokens[i - 1]!.start, tokens[i + 1]!.end, ', ');
    } else if (token.text === 'next' && tokens[i + 2]?.text === ')') {
      edits.insert(tokens[primaryStart(tokens, i - 2)]!.start, 'next(');
      edits.replace(tokens[i - 1]!.start, tokens[i + 1]!.end, '');
    } else if (renamed) edits.replace(token.start, token.end, renamed);
    else if (/^(keys|values|items)$/.test(token.text) && tokens[i + 2]?.text === ')') {
      edits.insert(tokens[primaryStart(tokens, i - 2)]!.start, '_dk_listed(');
      edits.insert(tokens[i + 2]!.end, ')');
    }
  }
}

/** Where the value begins whose last token this is. */
function primaryStart(tokens: readonly Token[], end: number): number {
  let at = end;
  for (;;) {
    while (tokens[at]!.kind === 'close') {
      const { depth } = tokens[at]!;
      at--;
      while (at > 0 && !(tokens[at]!.kind === 'open' && tokens[at]!.depth === depth)) at--;
      const before = tokens[at - 1];
      if (!before || !(['close', 'string'].includes(before.kind) || (before.kind === 'name' && !/^(in|and|or|not|if|else|return|print|is|lambda|yield|exec|assert|del|elif|while|for|raise)$/.test(before.text)))) return at;
      at--;
    }
    if (tokens[at - 1]?.text !== '.') return at;
    at -= 2;
  }
}

/** Where the lines of a rewritten source begin in the one that was given: a rewriting keeps the lines. */
export function linesAsWritten(rewritten: string, source: string): (at: number) => number {
  const begins = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) begins.push(at + 1);
  return (at) => begins[rewritten.slice(0, at).split('\n').length - 1] ?? 0;
}
