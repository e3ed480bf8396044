import { tokTypes } from 'acorn';
import type { Trouble } from './parser';

/** A syntax error in V8's words; offsets into the source. */
export interface Mistake {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Acorn's words by V8's; the place is acorn's, and reaches as far as the token there. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^Identifier '(.+)' has already been declared$/, "Identifier '$1' has already been declared"],
  [/^Duplicate constructor in the same class$/, 'A class may only have one constructor'],
  [/^Unsyntactic break$/, 'Illegal break statement'],
  [/^let is disallowed as a lexically bound name$/, 'let is disallowed as a lexically bound name'],
  [/^'with' in strict mode$/, 'Strict mode code may not include a with statement'],
  [/^The keyword 'enum' is reserved$/, 'Unexpected reserved word'],
  [/^The keyword 'await' is reserved$/, 'Unexpected reserved word'],
  [/^The keyword '.+' is reserved$/, 'Unexpected strict mode reserved word'],
  [/^'super' keyword outside a method$/, "'super' keyword unexpected here"],
  [/^super\(\) call outside constructor of a subclass$/, "'super' keyword unexpected here"],
  [/^Code point out of bounds$/, 'Undefined Unicode code-point'],
  [/^Unexpected character.*$/, 'Invalid or unexpected token'],
  [/^Bad character escape sequence$|^Invalid Unicode escape$/, 'Invalid Unicode escape sequence'],
  [/^Cannot use 'import.meta' outside a module$/, "Cannot use 'import.meta' outside a module"],
  [/^Shorthand property assignments are valid only in destructuring patterns$/, 'Invalid shorthand property initializer'],
  [/^Comma is not permitted after the rest element$/, 'Rest element must be last element'],
  [/^Deleting local variable in strict mode$/, 'Delete of an unqualified identifier in strict mode.'],
  [/^Argument name clash$/, 'Duplicate parameter name not allowed in this context'],
  [/^Binding (?:eval|arguments) in strict mode$|^Assigning to (?:eval|arguments) in strict mode$/, 'Unexpected eval or arguments in strict mode'],
  [/^Octal literal in strict mode$/, 'Octal escape sequences are not allowed in strict mode.'],
  [/^getter should have no params$/, 'Getter must not have any formal parameters.'],
  [/^setter should have exactly one param$/, 'Setter must have exactly one formal parameter.'],
  [/^Invalid regular expression: (.*)$/, 'Invalid regular expression: $1'],
  [/^Invalid regular expression flag$/, 'Invalid regular expression flags'],
  [/^Duplicate export '(.+)'$/, "Duplicate export of '$1'"],
  [/^Export '(.+)' is not defined$/, "Export '$1' is not defined in module"],
  [/^Multiple default clauses$/, 'More than one default clause in switch statement'],
  [/^Redefinition of __proto__ property$/, 'Duplicate __proto__ fields are not allowed in object literals'],
  [/^Complex binding patterns require an initialization value$/, 'Missing initializer in destructuring declaration'],
];

const WORD = /[\p{ID_Continue}$\u200c\u200d]*/uy;
function wordAt(source: string, at: number): string {
  WORD.lastIndex = at;
  return WORD.exec(source)![0];
}

/** What V8 calls a token that it did not expect. `named` from Node 20 on: an identifier is told by its name. */
function unexpected(source: string, { token }: Trouble, named: boolean): string {
  const { type } = token;
  const text = source.slice(token.start, token.end);
  if (type === tokTypes.eof) return 'Unexpected end of input';
  if (type === tokTypes.num) return 'Unexpected number';
  if (type === tokTypes.string) return 'Unexpected string';
  if (type === tokTypes.backQuote || type === tokTypes.template) return 'Unexpected template string';
  if (type === tokTypes.name && text !== 'await') return `Unexpected identifier${named ? ` '${text}'` : ''}`;
  return `Unexpected token '${text}'`;
}

/** Names that are awaited outside of async functions, as V8 tells it: the mistake is the word before. */
const isAwait = (source: string, { last }: Trouble): boolean => source.slice(last.start, last.end) === 'await';

/** What V8 says of a source that acorn stumbles over, and what it underlines. */
export function mistakeOf(source: string, trouble: Trouble, named: boolean): Mistake {
  const { message, at, token, last } = trouble;
  const here = (text: string): Mistake => ({ message: text, start: token.start, end: token.end });
  const word = (text: string): Mistake => ({ message: text, start: at, end: at + Math.max(1, wordAt(source, at).length) });
  if (trouble.inArguments) return { message: 'missing ) after argument list', start: last.start, end: last.end };
  if (message === 'Unexpected token') {
    if (isAwait(source, trouble) && token.type !== tokTypes.eof && !/^[)\]};,=.]/.test(source.slice(token.start))) return { message: 'await is only valid in async functions and the top level bodies of modules', start: last.start, end: last.end };
    if (source[at] === '#' && at === token.start) return { message: `Private field '${source.slice(token.start, token.end)}' must be declared in an enclosing class`, start: at, end: at + 1 };
    const before = source.slice(0, at);
    if (source[at] === '(' && /(?:^|[;{}\n])\s*(?:async\s+)?function\s*$/.test(before)) return { message: 'Function statements require a function name', start: last.start, end: last.end };
    const declared = /\bconst\s+([\w$]+)\s*$/.exec(before);
    if (declared && !/^[\w$"'`]/.test(source.slice(at))) return { message: 'Missing initializer in const declaration', start: last.start, end: last.end };
    const field = /^\s*$|[{;}\n]\s*$/.test(source.slice(0, last.start)) && source[at] === ':' && /\bclass\b[^{]*\{[^}]*$/.test(before);
    if (field) return { message: `Unexpected identifier${named ? ` '${source.slice(last.start, last.end)}'` : ''}`, start: last.start, end: last.start };
    return here(unexpected(source, trouble, named));
  }
  if (message.startsWith("'import' and 'export' may appear only")) {
    const isImport = source.startsWith('import', at);
    return { message: isImport ? 'Cannot use import statement outside a module' : "Unexpected token 'export'", start: at, end: at + 6 };
  }
  if (message === 'Unterminated string constant') {
    const end = source.indexOf('\n', at);
    return { message: 'Invalid or unexpected token', start: at, end: end === -1 ? source.length : end };
  }
  if (message === 'Assigning to rvalue') return { message: 'Invalid left-hand side in assignment', start: at, end: Math.max(at + 1, last.end) };
  if (message === 'Illegal newline after throw') return { message, start: at - 5, end: at };
  if (message.startsWith('Private field')) return { message, start: at - 1, end: at };
  if (message === 'Unterminated template') return { message: source.endsWith('\n') ? 'Unexpected end of input' : 'Unterminated template literal', start: source.length, end: source.length };
  if (message === 'Unterminated regular expression') return { message: 'Invalid regular expression: missing /', start: at - 1, end: at };
  if (message === 'Identifier directly after number') return { message: 'Invalid or unexpected token', start: token.start === at ? at - 1 : token.start, end: at };
  if (message === 'Missing catch or finally clause') return { message: 'Missing catch or finally after try', start: last.start, end: last.end };
  if (message.startsWith('Logical expressions and coalesce')) return here(`Unexpected token '${source.slice(at, at + 2)}'`);
  if (message === 'Unsyntactic continue') {
    const label = /^continue\s+([\w$]+)/.exec(source.slice(at))?.[1];
    if (label === undefined) return word('Illegal continue statement: no surrounding iteration statement');
    const start = source.indexOf(label, at + 8);
    return { message: `Undefined label '${label}'`, start, end: start + label.length };
  }
  if (message === "'return' outside of function") return word('Illegal return statement');
  for (const [pattern, text] of WORDS) if (pattern.test(message)) return word(message.replace(pattern, text));
  return here(unexpected(source, trouble, named));
}
