/** A jq filter's syntax tree. */
export type Filter =
  | { kind: 'identity' } | { kind: 'recurse' } | { kind: 'literal'; value: string | number | boolean | null }
  | { kind: 'string'; parts: (string | Filter)[]; format: string | undefined } | { kind: 'format'; name: string }
  | { kind: 'index'; of: Filter; key: Filter } | { kind: 'slice'; of: Filter; from: Filter | undefined; to: Filter | undefined } | { kind: 'iterate'; of: Filter }
  | { kind: 'pipe'; left: Filter; right: Filter } | { kind: 'comma'; left: Filter; right: Filter } | { kind: 'binary'; op: string; left: Filter; right: Filter }
  | { kind: 'and' | 'or' | 'alternative'; left: Filter; right: Filter } | { kind: 'assign'; op: string; left: Filter; right: Filter } | { kind: 'negate'; of: Filter }
  | { kind: 'if'; cases: { test: Filter; then: Filter }[]; otherwise: Filter | undefined } | { kind: 'try'; body: Filter; handler: Filter | undefined }
  | { kind: 'reduce'; source: Filter; pattern: Pattern; init: Filter; update: Filter } | { kind: 'foreach'; source: Filter; pattern: Pattern; init: Filter; update: Filter; extract: Filter | undefined }
  | { kind: 'define'; name: string; params: string[]; body: Filter; rest: Filter } | { kind: 'call'; name: string; args: Filter[] } | { kind: 'variable'; name: string }
  | { kind: 'as'; source: Filter; pattern: Pattern; body: Filter } | { kind: 'array'; of: Filter | undefined } | { kind: 'object'; entries: { key: Filter; value: Filter }[] }
  | { kind: 'label'; name: string; body: Filter } | { kind: 'break'; name: string };

export type Pattern = { kind: 'name'; name: string } | { kind: 'list'; items: Pattern[] } | { kind: 'map'; entries: { key: Filter; bind: string | undefined; value: Pattern | undefined }[] };

export class JqSyntaxError extends Error {}

type Token = { kind: 'op' | 'word' | 'field' | 'var' | 'number' | 'format' | 'end'; text: string } | { kind: 'string'; text: string; parts: (string | Filter)[] };

const KEYWORDS = new Set(['if', 'then', 'elif', 'else', 'end', 'as', 'def', 'reduce', 'foreach', 'try', 'catch', 'and', 'or', 'label', 'import', 'include', '__loc__']);
const OPERATORS = ['?//=', '?//', '//=', '|=', '+=', '-=', '*=', '/=', '%=', '==', '!=', '<=', '>=', '//', '..', '|', ',', '+', '-', '*', '/', '%', '=', '<', '>', '.', '[', ']', '(', ')', '{', '}', ':', ';', '?'];

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const string = (): Token => {
    const parts: (string | Filter)[] = [];
    let literal = '';
    at++;
    for (;;) {
      const c = source[at];
      if (c === undefined) throw new JqSyntaxError('syntax error, unexpected QQSTRING_TEXT, expecting QQSTRING_END');
      if (c === '"') break;
      if (c !== '\\') {
        literal += c;
        at++;
        continue;
      }
      const next = source[at + 1];
      at += 2;
      if (next === '(') {
        const start = at;
        for (let depth = 1; depth > 0; at++) {
          if (source[at] === undefined) throw new JqSyntaxError('syntax error, unexpected end of file');
          if (source[at] === '(') depth++;
          else if (source[at] === ')') depth--;
          else if (source[at] === '"') {
            string();
            at--;
          }
        }
        parts.push(literal, new Parser(source.slice(start, at - 1)).parse());
        literal = '';
      } else if (next === 'u') {
        literal += String.fromCharCode(parseInt(source.slice(at, at + 4), 16));
        at += 4;
      } else literal += ({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' } as Record<string, string>)[next ?? ''] ?? next;
    }
    at++;
    parts.push(literal);
    return { kind: 'string', text: literal, parts };
  };
  while (at < source.length) {
    const rest = source.slice(at);
    const blank = /^(\s+|#[^\n]*)/.exec(rest);
    if (blank) {
      at += blank[0].length;
      continue;
    }
    if (rest[0] === '"') {
      tokens.push(string());
      continue;
    }
    const field = /^\.([A-Za-z_]\w*)/.exec(rest);
    const match = field ?? /^\$(__loc__|[A-Za-z_]\w*(?:::\w+)*)/.exec(rest) ?? /^@[a-z0-9]+/.exec(rest) ?? /^(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?/.exec(rest) ?? /^[A-Za-z_]\w*(::\w+)*/.exec(rest);
    if (match) {
      at += match[0].length;
      const c = match[0][0]!;
      tokens.push(field ? { kind: 'field', text: field[1]! } : c === '$' ? { kind: 'var', text: match[1]! } : c === '@' ? { kind: 'format', text: match[0] } : /[\d.]/.test(c) ? { kind: 'number', text: match[0] } : { kind: 'word', text: match[0] });
      continue;
    }
    const operator = OPERATORS.find((one) => rest.startsWith(one));
    if (!operator) throw new JqSyntaxError(`syntax error, unexpected INVALID_CHARACTER`);
    at += operator.length;
    tokens.push({ kind: 'op', text: operator });
  }
  tokens.push({ kind: 'end', text: '' });
  return tokens;
}

const LEVELS: readonly { ops: string[]; assoc: 'left' | 'right' | 'none' }[] = [
  { ops: ['//'], assoc: 'right' }, { ops: ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='], assoc: 'none' }, { ops: ['or'], assoc: 'left' }, { ops: ['and'], assoc: 'left' },
  { ops: ['==', '!=', '<', '<=', '>', '>='], assoc: 'none' }, { ops: ['+', '-'], assoc: 'left' }, { ops: ['*', '/', '%'], assoc: 'left' },
];

/** Recursive descent over jq's grammar (jq manual; precedence as in its parser.y). */
export class Parser {
  private readonly tokens: Token[];
  private at = 0;

  constructor(source: string) {
    this.tokens = tokenize(source);
  }

  parse(): Filter {
    if (this.peek().kind === 'end') return { kind: 'identity' };
    const filter = this.pipe();
    if (this.peek().kind !== 'end') this.unexpected();
    return filter;
  }

  private peek(): Token {
    return this.tokens[this.at]!;
  }

  private is(text: string): boolean {
    const token = this.peek();
    return (token.kind === 'op' || token.kind === 'word') && token.text === text;
  }

  private take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) this.unexpected();
  }

  private unexpected(): never {
    const token = this.peek();
    const name = token.kind === 'end' ? '$end' : token.kind === 'word' && !KEYWORDS.has(token.text) ? 'IDENT' : token.kind === 'number' ? 'LITERAL' : token.kind === 'field' ? 'FIELD' : token.kind === 'string' ? 'QQSTRING_START' : /^\w+$/.test(token.text) ? token.text : `'${token.text}'`;
    throw new JqSyntaxError(`syntax error, unexpected ${name}`);
  }

  private pipe(): Filter {
    if (this.is('def')) {
      const definition = this.definition();
      return { ...definition, rest: this.peek().kind === 'end' || this.is(')') ? { kind: 'identity' } : this.pipe() };
    }
    const left = this.comma();
    if (this.take('as')) {
      const pattern = this.pattern();
      while (this.take('?//')) this.pattern();
      this.expect('|');
      return { kind: 'as', source: left, pattern, body: this.pipe() };
    }
    return this.take('|') ? { kind: 'pipe', left, right: this.pipe() } : left;
  }

  private definition(): Filter & { kind: 'define' } {
    this.expect('def');
    const name = this.peek().text;
    this.at++;
    const params: string[] = [];
    if (this.take('(')) {
      do {
        const token = this.peek();
        params.push(token.kind === 'var' ? `$${token.text}` : token.text);
        this.at++;
      } while (this.take(';'));
      this.expect(')');
    }
    this.expect(':');
    const body = this.pipe();
    this.expect(';');
    return { kind: 'define', name, params, body, rest: { kind: 'identity' } };
  }

  private pattern(): Pattern {
    const token = this.peek();
    if (token.kind === 'var') {
      this.at++;
      return { kind: 'name', name: token.text };
    }
    if (this.take('[')) {
      const items: Pattern[] = [];
      do items.push(this.pattern());
      while (this.take(','));
      this.expect(']');
      return { kind: 'list', items };
    }
    this.expect('{');
    const entries: (Pattern & { kind: 'map' })['entries'] = [];
    do {
      const key = this.peek();
      if (key.kind === 'var') {
        this.at++;
        entries.push({ key: { kind: 'literal', value: key.text }, bind: key.text, value: this.take(':') ? this.pattern() : undefined });
        continue;
      }
      const filter = this.take('(') ? this.closed() : this.keyName();
      this.expect(':');
      entries.push({ key: filter, bind: undefined, value: this.pattern() });
    } while (this.take(','));
    this.expect('}');
    return { kind: 'map', entries };
  }

  private closed(): Filter {
    const inner = this.pipe();
    this.expect(')');
    return inner;
  }

  private keyName(): Filter {
    const token = this.peek();
    this.at++;
    if (token.kind === 'string') return this.stringOf(token, undefined);
    return { kind: 'literal', value: token.text };
  }

  private comma(): Filter {
    let left = this.level(0);
    while (this.take(',')) left = { kind: 'comma', left, right: this.level(0) };
    return left;
  }

  private level(n: number): Filter {
    const level = LEVELS[n];
    if (!level) return this.unary();
    const make = (op: string, left: Filter, right: Filter): Filter =>
      op === '//' ? { kind: 'alternative', left, right } : op === 'and' || op === 'or' ? { kind: op, left, right } : n === 1 ? { kind: 'assign', op, left, right } : { kind: 'binary', op, left, right };
    let left = this.level(n + 1);
    for (;;) {
      const op = level.ops.find((one) => this.is(one));
      if (op === undefined) return left;
      this.at++;
      if (level.assoc === 'right') return make(op, left, this.level(n));
      left = make(op, left, n === 1 ? this.level(0) : this.level(n + 1));
      if (level.assoc === 'none') return left;
    }
  }

  private unary(): Filter {
    if (this.take('-')) return { kind: 'negate', of: this.unary() };
    return this.postfix();
  }

  private postfix(): Filter {
    let term = this.term();
    for (;;) {
      const token = this.peek();
      if (token.kind === 'field') {
        this.at++;
        term = { kind: 'index', of: term, key: { kind: 'literal', value: token.text } };
      } else if (this.is('.') && this.tokens[this.at + 1]!.kind === 'string') {
        this.at++;
        term = { kind: 'index', of: term, key: this.keyName() };
      } else if (this.is('.') && this.tokens[this.at + 1]!.text === '[') this.at++;
      else if (this.take('[')) term = this.brackets(term);
      else if (this.take('?')) term = { kind: 'try', body: term, handler: undefined };
      else return term;
    }
  }

  private brackets(of: Filter): Filter {
    if (this.take(']')) return { kind: 'iterate', of };
    if (this.take(':')) {
      const to = this.pipe();
      this.expect(']');
      return { kind: 'slice', of, from: undefined, to };
    }
    const key = this.pipe();
    if (this.take(':')) {
      if (this.take(']')) return { kind: 'slice', of, from: key, to: undefined };
      const to = this.pipe();
      this.expect(']');
      return { kind: 'slice', of, from: key, to };
    }
    this.expect(']');
    return { kind: 'index', of, key };
  }

  private stringOf(token: Token & { kind: 'string' }, format: string | undefined): Filter {
    return { kind: 'string', parts: token.parts, format };
  }

  private term(): Filter {
    const token = this.peek();
    this.at++;
    if (token.kind === 'field') return { kind: 'index', of: { kind: 'identity' }, key: { kind: 'literal', value: token.text } };
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.kind === 'string') return this.stringOf(token, undefined);
    if (token.kind === 'var') return { kind: 'variable', name: token.text };
    if (token.kind === 'format') {
      const next = this.peek();
      if (next.kind === 'string') {
        this.at++;
        return this.stringOf(next, token.text);
      }
      return { kind: 'format', name: token.text };
    }
    if (token.kind === 'op') {
      if (token.text === '.') {
        const next = this.peek();
        if (next.kind === 'string') {
          this.at++;
          return { kind: 'index', of: { kind: 'identity' }, key: this.stringOf(next, undefined) };
        }
        return { kind: 'identity' };
      }
      if (token.text === '..') return { kind: 'recurse' };
      if (token.text === '(') return this.closed();
      if (token.text === '[') {
        if (this.take(']')) return { kind: 'array', of: undefined };
        const of = this.pipe();
        this.expect(']');
        return { kind: 'array', of };
      }
      if (token.text === '{') return this.object();
    }
    if (token.kind === 'word') {
      switch (token.text) {
        case 'null': case 'true': case 'false':
          return { kind: 'literal', value: token.text === 'null' ? null : token.text === 'true' };
        case 'if': {
          const cases: { test: Filter; then: Filter }[] = [];
          do {
            const test = this.pipe();
            this.expect('then');
            cases.push({ test, then: this.pipe() });
          } while (this.take('elif'));
          const otherwise = this.take('else') ? this.pipe() : undefined;
          this.expect('end');
          return { kind: 'if', cases, otherwise };
        }
        case 'try': {
          const body = this.postfix();
          return { kind: 'try', body, handler: this.take('catch') ? this.postfix() : undefined };
        }
        case 'reduce': case 'foreach': {
          const source = this.postfix();
          this.expect('as');
          const pattern = this.pattern();
          this.expect('(');
          const init = this.pipe();
          this.expect(';');
          const update = this.pipe();
          const extract = token.text === 'foreach' && this.take(';') ? this.pipe() : undefined;
          this.expect(')');
          return token.text === 'reduce' ? { kind: 'reduce', source, pattern, init, update } : { kind: 'foreach', source, pattern, init, update, extract };
        }
        case 'label': {
          const name = this.peek().text;
          this.at++;
          this.expect('|');
          return { kind: 'label', name, body: this.pipe() };
        }
        case 'break': {
          const name = this.peek().text;
          this.at++;
          return { kind: 'break', name };
        }
        case 'def': {
          this.at--;
          const definition = this.definition();
          return { ...definition, rest: this.pipe() };
        }
      }
      if (!KEYWORDS.has(token.text)) {
        const args: Filter[] = [];
        if (this.take('(')) {
          do args.push(this.pipe());
          while (this.take(';'));
          this.expect(')');
        }
        return { kind: 'call', name: token.text, args };
      }
    }
    this.at--;
    return this.unexpected();
  }

  private object(): Filter {
    const entries: { key: Filter; value: Filter }[] = [];
    while (!this.take('}')) {
      const token = this.peek();
      let key: Filter;
      let value: Filter | undefined;
      if (token.kind === 'var') {
        this.at++;
        key = { kind: 'literal', value: token.text };
        value = { kind: 'variable', name: token.text };
      } else if (this.take('(')) key = this.closed();
      else if (token.kind === 'word' || token.kind === 'number') {
        this.at++;
        key = { kind: 'literal', value: token.text };
        value = { kind: 'index', of: { kind: 'identity' }, key };
      } else if (token.kind === 'string' || token.kind === 'format') {
        key = this.term();
        value = { kind: 'index', of: { kind: 'identity' }, key };
      } else this.unexpected();
      if (this.take(':')) {
        value = this.level(0);
        while (this.take('|')) value = { kind: 'pipe', left: value, right: this.level(0) };
      }
      if (!value) this.unexpected();
      entries.push({ key, value });
      if (!this.take(',') && !this.is('}')) this.unexpected();
    }
    return { kind: 'object', entries };
  }
}
