export class AwkSyntaxError extends Error {
  constructor(
    readonly line: number,
    readonly near: string,
  ) {
    super('syntax error');
  }
}

export interface Token {
  kind: 'number' | 'string' | 'regex' | 'name' | 'call' | 'builtin' | 'keyword' | 'op' | 'newline' | 'end';
  text: string;
  line: number;
}

const KEYWORDS = new Set(['BEGIN', 'END', 'function', 'func', 'if', 'else', 'while', 'for', 'do', 'break', 'continue', 'next', 'nextfile', 'exit', 'return', 'delete', 'in', 'getline', 'print', 'printf']);
export const BUILTINS = new Set(['length', 'substr', 'index', 'split', 'sub', 'gsub', 'match', 'sprintf', 'sin', 'cos', 'atan2', 'exp', 'log', 'sqrt', 'int', 'rand', 'srand', 'tolower', 'toupper', 'system', 'close', 'fflush', 'systime', 'strftime', 'gensub', 'mktime', 'and', 'or', 'xor', 'lshift', 'rshift', 'compl']);
const OPERATORS = ['**=', '||', '&&', '==', '<=', '>=', '!=', '!~', '++', '--', '+=', '-=', '*=', '/=', '%=', '^=', '**', '>>', '{', '}', '(', ')', '[', ']', ';', ',', '+', '-', '*', '/', '%', '^', '!', '>', '<', '|', '?', ':', '~', '$', '='];

/** Backslash escapes of a string constant. */
export function unescape(text: string): string {
  return text.replace(/\\(\n|[0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)/g, (all, code: string) => {
    if (code === '\n') return '';
    if (/^[0-7]/.test(code)) return String.fromCharCode(parseInt(code, 8));
    if (code[0] === 'x' && code.length > 1) return String.fromCharCode(parseInt(code.slice(1), 16));
    return ({ n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"', '/': '/', a: '\x07', b: '\b', f: '\f', v: '\v' } as Record<string, string>)[code] ?? all;
  });
}

export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  /** A slash begins a regular expression where no value stands before it. */
  const mayDivide = () => {
    const last = tokens.at(-1);
    return last !== undefined && (['number', 'string', 'regex', 'name', 'builtin'].includes(last.kind) || (last.kind === 'op' && [')', ']', '$', '++', '--'].includes(last.text)));
  };
  const push = (kind: Token['kind'], text: string) => tokens.push({ kind, text, line });
  while (at < source.length) {
    const rest = source.slice(at);
    const skip = /^(?:[ \t\r]+|\\\r?\n|#[^\n]*)/.exec(rest);
    if (skip) {
      if (skip[0].includes('\n')) line++;
      at += skip[0].length;
      continue;
    }
    const c = rest[0]!;
    if (c === '\n') {
      push('newline', '\n');
      line++;
      at++;
      continue;
    }
    if (c === '"') {
      const match = /^"((?:[^"\\\n]|\\[^])*)"/.exec(rest);
      if (!match) throw new AwkSyntaxError(line, rest.split('\n')[0]!);
      push('string', unescape(match[1]!));
      at += match[0].length;
      continue;
    }
    if (c === '/' && !mayDivide()) {
      const match = /^\/((?:[^\\/\n[]|\\.|\[\^?\]?(?:\[:\w+:\]|\\.|[^\]\n])*\]|\[)*)\//.exec(rest);
      if (!match) throw new AwkSyntaxError(line, rest.split('\n')[0]!);
      push('regex', match[1]!.replace(/\\\//g, '/'));
      at += match[0].length;
      continue;
    }
    const number = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(rest);
    if (number) {
      push('number', number[0]);
      at += number[0].length;
      continue;
    }
    const word = /^[A-Za-z_]\w*/.exec(rest);
    if (word) {
      const text = word[0];
      at += text.length;
      push(KEYWORDS.has(text) ? 'keyword' : BUILTINS.has(text) ? 'builtin' : source[at] === '(' ? 'call' : 'name', text === 'func' ? 'function' : text);
      continue;
    }
    const operator = OPERATORS.find((one) => rest.startsWith(one));
    if (!operator) throw new AwkSyntaxError(line, c);
    push('op', operator === '**' ? '^' : operator === '**=' ? '^=' : operator);
    at += operator.length;
  }
  push('end', '');
  return tokens;
}
