import { rewriteAssertions } from './assertions';
import { rewriteSuper } from './cooperative';
import { gatherDescriptions } from './docstrings';
import { Edits } from './edits';
import { rewriteFormatted } from './formatted';
import type { Handler, Placed } from './marks';
import { rewriteIterations } from './iterations';
import { rewriteMatch } from './match-statement';
import { spread } from './places';
import { linesAsWritten, rewritePython2 } from './python2';
import { rewriteKeys, rewriteLogging, rewritePercent, rewriteViews } from './strings-and-keys';
import { tokenize, type Token } from './tokens';

/** A parameter of a function: its name, its annotation and default as they are written, and whether it is given by its name alone. */
export type Parameter = [name: string, annotation: string | null, fallback: string | null, isKeyword: boolean];

export type Signature = [qualname: string, parameters: Parameter[]];

export interface Translated {
  source: string;
  /** Where the lines of `source` stand in what was given. */
  placed: Placed;
  /** Functions in their order: each by its name with those of the classes and functions around it, and its parameters. */
  signatures: Signature[];
  /** What functions say of themselves, by such a name, and these names by their last part. */
  docs: { [name: string]: string };
  qualnames: { [name: string]: string };
}

const KEYWORDS = new Set('False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(' '));
/** Words after which a bracket begins an expression. */
const BEFORE_EXPRESSION = new Set([...KEYWORDS].filter((word) => !['True', 'False', 'None'].includes(word)));

/**
 * Python as CPython takes it, written as MicroPython takes it, line for line: annotations of classes are kept in
 * `__annotations__`, unpacking in displays, `/` among parameters, formatted strings with what only CPython formats,
 * `match`, and exceptions that get CPython's words as they are caught; in pytest's test files, assertions that keep what
 * they compared. What can't be read is given as it is.
 */
export function translate(source: string, major: number, firstHandler = 0, keepsAssertions = false, path = ''): Translated {
  const given = major < 3 ? rewritePython2(source) : source;
  const tokens = tokenize(given);
  if (!tokens) return { source: given, placed: { source: given, starts: spread(given, [{ at: 0, origin: 0, length: given.length }]).starts, handlers: [] }, signatures: [], docs: {}, qualnames: {} };
  const edits = new Edits(given);
  const signatures: Signature[] = [];
  const closeAssertions = keepsAssertions ? rewriteAssertions(given, tokens, edits) : undefined;
  const handlers = statements(given, tokens, edits, signatures, firstHandler);
  const descriptions = gatherDescriptions(given, tokens, edits);
  rewriteSuper(given, tokens, edits);
  calls(tokens, edits);
  attributes(tokens, edits);
  floats(tokens, edits);
  executed(tokens, edits);
  warnings(given, tokens, edits);
  rewriteLogging(given, path, tokens, edits, operandStart);
  rewritePercent(tokens, edits);
  rewriteViews(tokens, edits, operandStart);
  rewriteKeys(tokens, edits);
  rewriteIterations(given, tokens, edits);
  displays(tokens, edits);
  steps(tokens, edits);
  rewriteFormatted(given, tokens, edits);
  rewriteMatch(given, tokens, edits);
  closeAssertions?.();
  const { text, stretches } = edits.apply();
  const { source: lines, starts } = spread(text, stretches);
  const placed: Placed = given === source ? { source: given, starts, handlers } : { source, starts: starts.map(linesAsWritten(given, source)), handlers };
  return { source: lines, placed, signatures, ...descriptions };
}

/** The column at which a token stands, where it begins its line. */
function indentOf(source: string, token: Token): number {
  const lineStart = source.lastIndexOf('\n', token.start - 1) + 1;
  return token.start - lineStart;
}

/** Goes through the statements; gives the handlers of exceptions, numbered, with the stretch that each takes. */
function statements(source: string, tokens: readonly Token[], edits: Edits, signatures: Signature[], firstHandler: number): Handler[] {
  const handlers: Handler[] = [];
  const open: { indent: number; handler: Handler }[] = [];
  const blocks: { indent: number; isClass: boolean; annotated: boolean; prefix: string }[] = [];
  let at = 0;
  while (at < tokens.length) {
    let end = at;
    while (end < tokens.length && tokens[end]!.kind !== 'newline') end++;
    const line = tokens.slice(at, end);
    at = end + 1;
    if (line.length === 0) continue;
    const [first] = line as [Token];
    const indent = indentOf(source, first);
    while (blocks.length > 0 && blocks.at(-1)!.indent >= indent) blocks.pop();
    while (open.length > 0 && open.at(-1)!.indent >= indent) open.pop()!.handler.end = first.start;
    const block = blocks.at(-1);
    if (first.text === 'except') {
      const handler = { number: firstHandler + handlers.length, start: first.end, end: source.length };
      handlers.push(handler);
      open.push({ indent, handler });
      let nextEnd = at;
      while (nextEnd < tokens.length && tokens[nextEnd]!.kind !== 'newline') nextEnd++;
      wrapHandler(line, tokens[at], tokens.slice(at, nextEnd), edits, handler.number);
    }
    else if (block?.isClass && first.kind === 'name' && !KEYWORDS.has(first.text) && line[1]?.text === ':') {
      const sign = line.findIndex((token, i) => i > 1 && token.text === '=' && token.depth === 0);
      const annotation = source.slice(line[2]?.start ?? line[1].end, (sign === -1 ? line.at(-1)! : line[sign - 1]!).end);
      edits.insert(first.start, block.annotated ? `__annotations__['${first.text}'] = ${JSON.stringify(annotation)}; ` : `__annotations__ = {'${first.text}': ${JSON.stringify(annotation)}}; `);
      block.annotated = true;
    }
    const word = first.text === 'async' ? line[1]?.text : first.text;
    const around = block?.prefix ?? '';
    if (word === 'def') definition(source, line, around, edits, signatures);
    if (first.text === 'raise') causes(line, edits);
    if (line.at(-1)!.text === ':') blocks.push({ indent, isClass: word === 'class', annotated: false, prefix: word === 'class' ? `${around}${line[1]!.text}.` : word === 'def' ? `${around}${nameOf(line)}.<locals>.` : around });
  }
  return handlers;
}

/** Statements before which another can stand on the same line. */
const COMPOUND = new Set('if for while try with def class async match @'.split(' '));

/**
 * A handler takes its exception by name, and begins by putting it into CPython's words:
 * `except KIND as e:` … → `_dk_fix(e);` before the first statement.
 */
function wrapHandler(line: readonly Token[], next: Token | undefined, nextLine: readonly Token[], edits: Edits, number: number): void {
  const colon = line.findIndex((token, i) => i > 0 && token.depth === 0 && token.text === ':');
  const as = line.findIndex((token, i) => i > 0 && token.depth === 0 && token.text === 'as');
  if (colon === -1 || line[1]?.text === '*') return;
  const name = as === -1 ? '_dk_error' : line[as + 1]!.text;
  if (colon === 1) edits.insert(line[0]!.end, ' BaseException as _dk_error');
  else if (as === -1) edits.insert(line[colon - 1]!.end, ' as _dk_error');
  const first = line[colon + 1] ?? next;
  if (!first) return;
  if (!COMPOUND.has(first.text)) edits.insert(first.start, `_dk_fix(${name}, ${number}); `);
  else if (first.text === 'if' && nextLine.at(-1)?.text === ':') {
    edits.insert(nextLine[1]!.start, `_dk_fix(${name}, ${number}) is None and (`);
    edits.insert(nextLine.at(-2)!.end, ')');
  }
}

/** `raise A from B` → `raise _dk_from(A, B)`: the interpreter would forget B. */
function causes(line: readonly Token[], edits: Edits): void {
  const from = line.findIndex((token, i) => i > 1 && token.text === 'from' && token.depth === line[0]!.depth);
  const end = line.findIndex((token) => token.text === ';' && token.depth === 0);
  const last = line[(end === -1 ? line.length : end) - 1];
  if (from === -1 || !last || line[from + 1] === undefined) return;
  edits.insert(line[1]!.start, '_dk_from(');
  edits.replace(line[from]!.start, line[from]!.end, ',');
  edits.insert(last.end, ')');
}

/** What exceptions, numbers, functions and classes have in CPython and not in the interpreter: `e.__cause__` → `_dk_attr(e, '__cause__')`. */
const ABSENT_ATTRIBUTES = new Set('__cause__ __context__ __suppress_context__ __traceback__ __notes__ add_note with_traceback real imag numerator denominator __doc__ __qualname__ __closure__ __defaults__ __kwdefaults__ __annotations__ __module__ __mro__ __self__ __func__ is_integer as_integer_ratio fromhex'.split(' '));

function attributes(tokens: readonly Token[], edits: Edits): void {
  tokens.forEach((token, i) => {
    if (token.kind !== 'name' || !ABSENT_ATTRIBUTES.has(token.text) || tokens[i - 1]?.text !== '.' || /^[-+*/]?=$/.test(tokens[i + 1]?.text ?? '') || tokens[operandStart(tokens, i - 2) - 1]?.text === 'del' || i < 2) return;
    edits.insert(tokens[operandStart(tokens, i - 2)]!.start, '_dk_attr(');
    edits.replace(tokens[i - 1]!.start, token.end, `, '${token.text}')`);
  });
}

/** `warnings.warn(…)` tells where it stands: the interpreter doesn't know its callers. */
function warnings(source: string, tokens: readonly Token[], edits: Edits): void {
  tokens.forEach((token, i) => {
    if (token.text !== 'warnings' || tokens[i + 1]?.text !== '.' || tokens[i + 2]?.text !== 'warn' || tokens[i + 3]?.text !== '(') return;
    const number = source.slice(0, token.start).split('\n').length;
    edits.insert(tokens[i + 2]!.start, '_');
    edits.insert(tokens[i + 3]!.end, `(__file__, ${number}, ${JSON.stringify(source.split('\n')[number - 1]!.trim())}), `);
  });
}

/** The name of the function that a line defines. */
const nameOf = (line: readonly Token[]): string => line.find((token, i) => i > 0 && token.text !== 'def')?.text ?? '';

function definition(source: string, line: readonly Token[], around: string, edits: Edits, signatures: Signature[]): void {
  const open = line.findIndex((token) => token.text === '(');
  const close = line.findIndex((token, i) => i > open && token.text === ')' && token.depth === line[open]!.depth);
  if (open === -1 || close === -1) return;
  const inner = line.slice(open + 1, close);
  const parameters: Parameter[] = [];
  let isKeyword = false;
  for (const part of split(inner)) {
    const [head] = part;
    if (!head) continue;
    if (head.text === '/') {
      const before = inner[inner.indexOf(head) - 1];
      edits.replace(before && before.text === ',' ? before.start : head.start, head.end, '');
    } else if (head.text === '*') isKeyword = true;
    else if (head.kind === 'name') {
      const sign = part.findIndex((token) => token.text === '=' && token.depth === head.depth);
      const typed = part[1]?.text === ':';
      const annotation = typed ? source.slice(part[2]!.start, part[sign === -1 ? part.length - 1 : sign - 1]!.end) : null;
      parameters.push([head.text, annotation, sign === -1 ? null : source.slice(part[sign + 1]!.start, part.at(-1)!.end), isKeyword]);
    }
  }
  signatures.push([around + nameOf(line), parameters]);
}

/** The elements between commas on one level. */
function split(tokens: readonly Token[]): Token[][] {
  const depth = Math.min(...tokens.map((token) => token.depth));
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.text === ',' && token.depth === depth) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts;
}

const MAKERS: Readonly<Record<string, string>> = { '[': '_dk_list(', '(': '_dk_tuple(', '{': '_dk_dict(' };

/** Displays that unpack: `[*a, b]` → `_dk_list((1, a), (0, b))`, and their like. */
function displays(tokens: readonly Token[], edits: Edits): void {
  tokens.forEach((token, i) => {
    if (token.kind !== 'open') return;
    const before = tokens[i - 1];
    const isOperand = before && (before.kind === 'close' || before.kind === 'string' || before.kind === 'number' || (before.kind === 'name' && !BEFORE_EXPRESSION.has(before.text)));
    if (isOperand && token.text !== '{') return;
    const end = tokens.findIndex((other, j) => j > i && other.kind === 'close' && other.depth === token.depth);
    const inner = tokens.slice(i + 1, end);
    if (inner.length === 0 || inner.some((one) => (one.text === 'for' || one.text === 'lambda') && one.depth === token.depth + 1)) return;
    const parts = split(inner).filter((part) => part.length > 0);
    if (!parts.some((part) => part[0]!.text === '*' || part[0]!.text === '**')) return;
    if (token.text === '(' && (parts.length === 1 && !inner.some((one) => one.text === ',' && one.depth === token.depth + 1))) return;
    const colon = (part: Token[]): Token | undefined => part.find((one) => one.text === ':' && one.depth === token.depth + 1);
    const isSet = token.text === '{' && !parts.some((part) => part[0]!.text === '**' || colon(part));
    edits.replace(token.start, token.end, isSet ? '_dk_set(' : MAKERS[token.text]!);
    for (const part of parts) {
      const [head] = part as [Token];
      if (head.text === '*' || head.text === '**') edits.replace(head.start, head.end, '(1, ');
      else edits.insert(head.start, '(0, ');
      const middle = token.text === '{' && !isSet && head.text !== '**' ? colon(part) : undefined;
      if (middle) edits.replace(middle.start, middle.end, ', ');
      edits.insert(part.at(-1)!.end, ')');
    }
    const close = tokens[end]!;
    edits.replace(close.start, close.end, ')');
  });
}

/** Makers that do more than the interpreter's own: `dict()` of a dictionary's subclass, `float()` that tells what it was given. */
const CALLS: Readonly<Record<string, string>> = { dict: '_dk_mapping', float: '_dk_float', str: '_dk_str', set: '_dk_set_of', OSError: '_dk_os_error', IOError: '_dk_os_error' };

/** `exec(code)` → `exec(_dk_code(code))`: what it is given is read as the program is. */
function executed(tokens: readonly Token[], edits: Edits): void {
  tokens.forEach((token, i) => {
    const open = tokens[i + 1];
    if ((token.text !== 'exec' && token.text !== 'eval') || open?.text !== '(' || ['.', 'def'].includes(tokens[i - 1]?.text ?? '')) return;
    const end = tokens.findIndex((one, j) => j > i + 1 && ((one.text === ',' && one.depth === open.depth + 1) || (one.kind === 'close' && one.depth === open.depth)));
    if (end <= i + 2) return;
    edits.insert(open.end, '_dk_code(');
    edits.insert(tokens[end]!.start, `, '${token.text}')`);
  });
}

/** A float whose method is called right away: `1.5.is_integer()` → `(1.5).is_integer()`. */
function floats(tokens: readonly Token[], edits: Edits): void {
  tokens.forEach((token, i) => {
    if (token.kind !== 'number' || tokens[i + 1]?.text !== '.') return;
    edits.insert(token.start, '(');
    edits.insert(token.end, ')');
  });
}

function calls(tokens: readonly Token[], edits: Edits): void {
  tokens.forEach((token, i) => {
    const better = token.kind === 'name' && Object.hasOwn(CALLS, token.text) ? CALLS[token.text] : undefined;
    if (better !== undefined && tokens[i + 1]?.text === '(' && !['.', 'def', 'class'].includes(tokens[i - 1]?.text ?? '')) edits.replace(token.start, token.end, better);
  });
}

/** Slices with a step, which MicroPython's strings don't know: `x[a:b:c]` → `_dk_step(x, a, b, c)`. */
function steps(tokens: readonly Token[], edits: Edits): void {
  tokens.forEach((token, i) => {
    const before = tokens[i - 1];
    if (token.text !== '[' || !before || !(before.kind === 'close' || before.kind === 'string' || (before.kind === 'name' && !BEFORE_EXPRESSION.has(before.text)))) return;
    const end = tokens.findIndex((other, j) => j > i && other.kind === 'close' && other.depth === token.depth);
    const inner = tokens.slice(i + 1, end);
    const colons = inner.filter((one) => one.text === ':' && one.depth === token.depth + 1);
    if (colons.length !== 2 || tokens[end + 1]?.text === '=' || inner.some((one) => one.text === 'lambda' || (one.text === ',' && one.depth === token.depth + 1))) return;
    const start = operandStart(tokens, i - 1);
    if (tokens[start - 1]?.text === 'del') return;
    edits.insert(tokens[start]!.start, '_dk_step(');
    edits.replace(token.start, token.end, inner[0] === colons[0] ? ', None' : ', ');
    const [first, second] = colons as [Token, Token];
    edits.replace(first.start, first.end, inner[inner.indexOf(first) + 1] === second ? ', None' : ', ');
    edits.replace(second.start, second.end, second === inner.at(-1) ? ', None' : ', ');
    edits.replace(tokens[end]!.start, tokens[end]!.end, ')');
  });
}

/** Where the expression begins that ends with a token: names, calls, subscripts and attributes in a row. */
function operandStart(tokens: readonly Token[], last: number): number {
  let at = last;
  for (;;) {
    const token = tokens[at]!;
    if (token.kind === 'close') {
      while (!(tokens[at]!.kind === 'open' && tokens[at]!.depth === token.depth)) at--;
      const before = tokens[at - 1];
      if (before && (before.kind === 'close' || before.kind === 'string' || (before.kind === 'name' && !BEFORE_EXPRESSION.has(before.text)))) {
        at--;
        continue;
      }
    }
    if (tokens[at - 1]?.text !== '.') return at;
    at -= 2;
  }
}
