import { stepsOf, type Step } from './expressions';
import { isGenerator, localsAt } from './names';
import { tokenize, type Token } from './tokens';

/** A source as it was written, and where the lines that the interpreter tells of stand in it. */
export interface Placed {
  source: string;
  starts: readonly number[];
  handlers: readonly Handler[];
}

/** A handler of exceptions: its number, and the stretch of the source that it takes. */
export interface Handler {
  number: number;
  start: number;
  end: number;
}

/** What is known of a frame of a traceback. */
export interface FrameFacts {
  /** The line that the interpreter tells. */
  line: number;
  /** The function that the next frame runs; empty in the last frame. */
  callee: string;
  error: string;
  message: string;
}

/** A frame as it is shown: its line, and what stands under the line's text. */
export interface FrameView {
  line: number;
  text: string;
  marks: string;
}

const COMPREHENSION = /^<(?:list|dict|set)comp>$/;
/** What calls nothing before its values are asked for. */
const LAZY = new Set('map filter zip enumerate iter partial Thread'.split(' '));
const MATHS = new Set('sqrt log log2 log10 pow acos asin exp factorial gcd'.split(' '));

/** The number of the last line that begins at or before a place. */
function lineOf(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The tokens of the logical line around a place. */
function logicalLine(tokens: readonly Token[], at: number): Token[] {
  let from = 0;
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i]!.kind !== 'newline') continue;
    if (tokens[i]!.start >= at) return tokens.slice(from, i);
    from = i + 1;
  }
  return tokens.slice(from);
}

/** Looks for what failed, by what CPython says of it. */
function failing(steps: readonly Step[], near: readonly Step[], facts: FrameFacts, source: string, minor: number): Step | undefined {
  const { error, message, callee } = facts;
  const pick = (test: (one: Step) => boolean): Step | undefined => near.find(test) ?? steps.find(test);
  const last = (test: (one: Step) => boolean): Step | undefined => [...near].reverse().find(test) ?? [...steps].reverse().find(test);
  const call = (name?: string): Step | undefined => pick((one) => one.kind === 'call' && (name === undefined || one.name === name));
  if (callee) {
    if (COMPREHENSION.test(callee)) return pick((one) => one.kind === 'other' && source[one.start] === (callee === '<listcomp>' ? '[' : '{'));
    if (minor < 13 && isGenerator(source, callee)) return undefined;
    const dunder: Readonly<Record<string, Step['kind']>> = { __getitem__: 'subscript', __add__: 'binary', __sub__: 'binary', __mul__: 'binary', __truediv__: 'binary', __eq__: 'compare', __lt__: 'compare', __gt__: 'compare', __contains__: 'compare', __neg__: 'unary', __getattr__: 'attribute' };
    const kind = dunder[callee];
    return (kind && pick((one) => one.kind === kind)) ?? call(callee) ?? last((one) => one.kind === 'attribute' && one.name === callee) ?? pick((one) => one.kind === 'call' && !LAZY.has(one.name)) ?? call();
  }
  const raised = steps.find((one) => one.kind === 'raise');
  if (raised && near.some((one) => one.start >= raised.start) && !/^(?:NameError|AttributeError)$/.test(error)) return raised;
  const asserted = steps.find((one) => one.kind === 'assert');
  if (asserted && error === 'AssertionError') return asserted.children[0];
  const name = /^(?:name|cannot access local variable|local variable|free variable) '(\w+)'/.exec(message)?.[1];
  if (name !== undefined) return pick((one) => one.kind === 'name' && one.name === name);
  const attribute = /has no attribute '(\w+)'/.exec(message)?.[1];
  if (attribute !== undefined) return pick((one) => one.kind === 'attribute' && one.name === attribute);
  if (error === 'ModuleNotFoundError' || error === 'ImportError') return undefined;
  const subscripts = (): Step | undefined => {
    const wanted = near.filter((one) => one.kind === 'subscript');
    return wanted.find((one) => source.slice(one.splitStart + 1, one.splitEnd - 1) === message || source.slice(one.splitStart + 1, one.splitEnd - 1).replace(/"/g, "'") === message) ?? wanted.at(-1) ?? last((one) => one.kind === 'subscript');
  };
  if (error === 'KeyError' || error === 'IndexError') return subscripts() ?? call('pop') ?? call();
  if (/subscriptable|indices must be|does not support item|unhashable/.test(message)) return subscripts() ?? call();
  if (error === 'ZeroDivisionError') return pick((one) => one.kind === 'binary' && ['/', '//', '%', '**'].includes(one.name)) ?? call();
  const operand = /^unsupported operand type\(s\) for (\S+?)(?: or pow\(\))?:/.exec(message)?.[1];
  if (operand?.endsWith('=')) return undefined;
  if (operand !== undefined) return pick((one) => one.kind === 'binary' && one.name === operand) ?? call();
  if (/^can only concatenate|^can't concat/.test(message)) return pick((one) => one.kind === 'binary' && one.name === '+');
  if (/^can't multiply/.test(message)) return pick((one) => one.kind === 'binary' && one.name === '*');
  if (/not all arguments converted|not enough arguments for format|format: a/.test(message)) return pick((one) => one.kind === 'binary' && one.name === '%') ?? call();
  const compared = /^'(\S+)' not supported between/.exec(message)?.[1];
  if (compared !== undefined) return pick((one) => one.kind === 'compare' && one.name === compared) ?? call('sorted') ?? call();
  if (/^argument of type/.test(message)) return pick((one) => one.kind === 'compare');
  if (/^bad operand type for unary/.test(message)) return pick((one) => one.kind === 'unary');
  if (/^cannot unpack|values to unpack/.test(message)) return target(steps, source);
  const named = /^(?:(\w+)\.)?(\w+|<lambda>)\(\) (?:missing|takes|got)/.exec(message);
  if (named) return call(named[2] === '__init__' ? named[1] : named[2]) ?? call();
  const maker = /^(?:invalid literal for (int)|could not convert string to (float)|(int|float)\(\) argument)/.exec(message);
  if (maker) return call(maker[1] ?? maker[2] ?? maker[3]) ?? call();
  if (/Errno/.test(message) && call('open')) return call('open');
  if (/^math domain error/.test(message)) return pick((one) => one.kind === 'call' && MATHS.has(one.name));
  return call();
}

/** The targets of an assignment that unpacks. */
function target(steps: readonly Step[], source: string): Step | undefined {
  const first = steps.reduce((a, b) => (b.start < a.start ? b : a));
  const sign = /^[^=\n]*?(?=\s*=[^=])/.exec(source.slice(first.start));
  return sign ? { ...first, kind: 'other', end: first.start + sign[0].length } : undefined;
}

/** From 3.13 on, a call that is all that is returned or assigned goes without marks. */
const isWholeValue = (before: string, called: string): boolean => (before === 'return ' ? /^\w+$/.test(called) : /^[^=(:]+ = $/.test(before));

/** The marks of a step under its line: `~` for its parts, `^` for what joins them; empty where CPython leaves them out. */
function draw(one: Step, source: string, lineStart: number, lineEnd: number, minor: number): string {
  const textStart = lineStart + /^\s*/.exec(source.slice(lineStart, lineEnd))![0].length;
  const textEnd = lineStart + source.slice(lineStart, lineEnd).trimEnd().length;
  const start = Math.max(one.start, textStart);
  const end = Math.min(one.end, textEnd);
  const onOneLine = one.end <= textEnd;
  const isSplit = onOneLine && (one.kind === 'binary' || one.kind === 'subscript' || (one.kind === 'call' && minor >= 13));
  if (one.kind === 'call' && minor >= 13 && end === textEnd && isWholeValue(source.slice(textStart, start), source.slice(one.start, one.splitStart))) return '';
  if (!isSplit && start === textStart && end === textEnd) return '';
  const width = end - start;
  if (!isSplit) return ' '.repeat(start - textStart) + '^'.repeat(width);
  const before = one.splitStart - start;
  const middle = one.kind === 'binary' ? one.splitEnd - one.splitStart : width - before;
  return ' '.repeat(start - textStart) + '~'.repeat(before) + '^'.repeat(middle) + '~'.repeat(width - before - middle);
}

/** What the head of a loop raises: it gets marks since 3.13. */
const IN_A_LOOP = /changed size during iteration$/;

/** A frame as CPython shows it: from 3.11 on with marks under what failed, where that can be told. */
export function viewFrame({ source, starts }: Placed, facts: FrameFacts, minor: number): FrameView {
  const at = starts[facts.line - 1] ?? 0;
  const steps = marked(source, at);
  const exact = steps.filter((one) => lineOf(starts, one.mark) === facts.line);
  const near = exact.length > 0 ? exact : steps.filter((one) => one.start <= at && at < one.end);
  const found = facts.error === '' ? undefined : failing(steps, near, facts, source, minor);
  const shown = found && facts.error !== 'SyntaxError' ? found.start : statementPlace(source, at, near);
  const lineStart = source.lastIndexOf('\n', shown - 1) + 1;
  const next = source.indexOf('\n', lineStart);
  const lineEnd = next === -1 ? source.length : next;
  return { line: source.slice(0, lineStart).split('\n').length, text: source.slice(lineStart, lineEnd).trim(), marks: found && minor >= (IN_A_LOOP.test(facts.message) ? 13 : 11) ? draw(found, source, lineStart, lineEnd, minor) : '' };
}

/** What is called at a frame's place, by its last name. */
export function calledAt({ source, starts }: Placed, line: number): { name: string; text: string }[] {
  const steps = marked(source, starts[line - 1] ?? 0);
  return steps.filter((one) => one.kind === 'call' && lineOf(starts, one.mark) === line).map((one) => ({ name: one.name, text: source.slice(one.start, one.splitStart) }));
}

function marked(source: string, at: number): Step[] {
  const tokens = logicalLine(tokenize(source) ?? [], at);
  return tokens.length > 0 ? stepsOf(source, tokens) : [];
}

/** Without a step that failed, the line is the one that the interpreter told. */
function statementPlace(source: string, at: number, near: readonly Step[]): number {
  const whole = near.find((one) => one.kind === 'raise');
  if (whole) return whole.start;
  const space = /^[ \t]*/.exec(source.slice(at))![0].length;
  return at + space;
}

/** The handlers around a place, the innermost first. */
export function handlersAt({ starts, handlers }: Placed, line: number): number[] {
  const at = starts[line - 1] ?? 0;
  return handlers.filter((one) => one.start <= at && at < one.end).sort((a, b) => b.start - a.start).map((one) => one.number);
}

/** The name that a frame's place reads and that its function binds, empty without. */
export function unboundAt(placed: Placed, line: number): string {
  const at = placed.starts[line - 1] ?? 0;
  const bound = new Set(localsAt(placed, line));
  const names = marked(placed.source, at).filter((one) => one.kind === 'name' && bound.has(one.name));
  return (names.find((one) => one.start >= at) ?? names[0])?.name ?? '';
}

/** What a frame's place does that the interpreter's words don't tell: an operator, or how many values are unpacked. */
export function doneAt(placed: Placed, line: number): { operator: string; targets: number } {
  const steps = marked(placed.source, placed.starts[line - 1] ?? 0);
  const near = steps.filter((one) => lineOf(placed.starts, one.mark) === line);
  const operator = near.find((one) => one.kind === 'binary' && ['/', '//', '%'].includes(one.name))?.name ?? '';
  const names = steps.length > 0 ? target(steps, placed.source) : undefined;
  const text = names ? placed.source.slice(names.start, names.end) : '';
  return { operator, targets: /^[\w.,\s()[\]*]+$/.test(text) && text.includes(',') ? text.replace(/,\s*$/, '').split(',').length : 0 };
}
