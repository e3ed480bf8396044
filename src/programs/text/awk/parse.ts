import { AwkSyntaxError, tokenize, type Token } from './lex';

export type Lvalue = { kind: 'var'; name: string } | { kind: 'field'; index: Expr } | { kind: 'element'; name: string; subscripts: Expr[] };
export type Expr =
  | Lvalue | { kind: 'number'; value: number } | { kind: 'string'; value: string } | { kind: 'regex'; source: string }
  | { kind: 'binary'; op: string; left: Expr; right: Expr } | { kind: 'and' | 'or'; left: Expr; right: Expr } | { kind: 'match'; negated: boolean; left: Expr; right: Expr }
  | { kind: 'unary'; op: string; of: Expr } | { kind: 'assign'; op: string; target: Lvalue; value: Expr } | { kind: 'step'; by: 1 | -1; prefix: boolean; target: Lvalue }
  | { kind: 'choice'; test: Expr; then: Expr; otherwise: Expr } | { kind: 'in'; subscripts: Expr[]; name: string } | { kind: 'builtin'; name: string; args: Expr[] }
  | { kind: 'call'; name: string; args: Expr[] } | { kind: 'group'; items: Expr[] } | { kind: 'getline'; from: 'main' | 'file' | 'command'; source: Expr | undefined; target: Lvalue | undefined };

export type Statement =
  | { kind: 'block'; body: Statement[] } | { kind: 'expr'; expr: Expr } | { kind: 'print'; args: Expr[]; format: boolean; to: { mode: '>' | '>>' | '|'; target: Expr } | undefined }
  | { kind: 'if'; test: Expr; then: Statement; otherwise: Statement | undefined } | { kind: 'while'; test: Expr; body: Statement } | { kind: 'do'; test: Expr; body: Statement }
  | { kind: 'for'; init: Statement | undefined; test: Expr | undefined; step: Statement | undefined; body: Statement } | { kind: 'forin'; variable: string; name: string; body: Statement }
  | { kind: 'break' | 'continue' | 'next' | 'nextfile' } | { kind: 'exit' | 'return'; value: Expr | undefined } | { kind: 'delete'; name: string; subscripts: Expr[] | undefined };

export interface Rule {
  pattern: { kind: 'BEGIN' | 'END' | 'always' } | { kind: 'expr'; expr: Expr } | { kind: 'range'; from: Expr; to: Expr; active: boolean };
  body: Statement | undefined;
}

export interface Program {
  rules: Rule[];
  functions: Map<string, { params: string[]; body: Statement }>;
}

/** Recursive descent over awk's grammar (POSIX awk). */
export class AwkParser {
  private readonly tokens: Token[];
  private at = 0;
  /** Inside print's unparenthesized list `>` redirects; in a for's head `in` stands for itself. */
  private noGreater = false;
  private noIn = false;

  constructor(source: string) {
    this.tokens = tokenize(source);
  }

  private peek(ahead = 0): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)]!;
  }
  private is(text: string): boolean {
    const token = this.peek();
    return (token.kind === 'op' || token.kind === 'keyword') && token.text === text;
  }
  private take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }
  private fail(): never {
    const token = this.peek();
    throw new AwkSyntaxError(token.line, token.kind === 'newline' ? '\n' : token.kind === 'end' ? 'end of file' : token.text);
  }
  private expect(text: string): void {
    if (!this.take(text)) this.fail();
  }
  private newlines(): void {
    while (this.peek().kind === 'newline') this.at++;
  }
  private separators(): void {
    while (this.peek().kind === 'newline' || this.is(';')) this.at++;
  }

  parse(): Program {
    const program: Program = { rules: [], functions: new Map() };
    for (this.separators(); this.peek().kind !== 'end'; this.separators()) {
      if (this.take('function')) {
        const name = this.peek().text;
        this.at++;
        const params: string[] = [];
        this.expect('(');
        while (!this.take(')')) {
          params.push(this.peek().text);
          this.at++;
          this.newlines();
          if (this.take(',')) this.newlines();
        }
        this.newlines();
        program.functions.set(name, { params, body: this.block() });
        continue;
      }
      let pattern: Rule['pattern'] = { kind: 'always' };
      if (this.take('BEGIN')) pattern = { kind: 'BEGIN' };
      else if (this.take('END')) pattern = { kind: 'END' };
      else if (!this.is('{')) {
        const from = this.expression();
        if (this.take(',')) {
          this.newlines();
          pattern = { kind: 'range', from, to: this.expression(), active: false };
        } else pattern = { kind: 'expr', expr: from };
      }
      program.rules.push({ pattern, body: this.is('{') ? this.block() : undefined });
    }
    return program;
  }

  private block(): Statement {
    this.expect('{');
    const body: Statement[] = [];
    for (this.separators(); !this.take('}'); this.separators()) body.push(this.statement());
    return { kind: 'block', body };
  }

  private endSimple(): void {
    if (this.is('}') || this.peek().kind === 'end') return;
    if (this.peek().kind === 'newline' || this.is(';')) this.at++;
    else this.fail();
  }

  private bodyStatement(): Statement {
    this.newlines();
    if (this.take(';')) return { kind: 'block', body: [] };
    return this.statement();
  }

  private statement(): Statement {
    if (this.is('{')) return this.block();
    if (this.take('if')) {
      this.expect('(');
      const test = this.expression();
      this.expect(')');
      const then = this.bodyStatement();
      const back = this.at;
      this.separators();
      if (this.take('else')) return { kind: 'if', test, then, otherwise: this.bodyStatement() };
      this.at = back;
      return { kind: 'if', test, then, otherwise: undefined };
    }
    if (this.take('while')) {
      this.expect('(');
      const test = this.expression();
      this.expect(')');
      return { kind: 'while', test, body: this.bodyStatement() };
    }
    if (this.take('do')) {
      const body = this.bodyStatement();
      this.separators();
      this.expect('while');
      this.expect('(');
      const test = this.expression();
      this.expect(')');
      this.endSimple();
      return { kind: 'do', test, body };
    }
    if (this.take('for')) {
      this.expect('(');
      if (this.peek().kind === 'name' && this.peek(1).text === 'in' && this.peek(2).kind === 'name' && this.peek(3).text === ')') {
        const variable = this.peek().text;
        const name = this.peek(2).text;
        this.at += 4;
        return { kind: 'forin', variable, name, body: this.bodyStatement() };
      }
      const init = this.is(';') ? undefined : this.simple();
      this.expect(';');
      this.newlines();
      const test = this.is(';') ? undefined : this.expression();
      this.expect(';');
      this.newlines();
      const step = this.is(')') ? undefined : this.simple();
      this.expect(')');
      return { kind: 'for', init, test, step, body: this.bodyStatement() };
    }
    const statement = this.simple();
    this.endSimple();
    return statement;
  }

  private simple(): Statement {
    for (const kind of ['break', 'continue', 'next', 'nextfile'] as const) if (this.take(kind)) return { kind };
    for (const kind of ['exit', 'return'] as const) {
      if (this.take(kind)) return { kind, value: this.peek().kind === 'newline' || this.is(';') || this.is('}') || this.peek().kind === 'end' ? undefined : this.expression() };
    }
    if (this.take('delete')) {
      const name = this.peek().text;
      this.at++;
      return { kind: 'delete', name, subscripts: this.take('[') ? this.subscripts() : undefined };
    }
    if (this.is('print') || this.is('printf')) {
      const format = this.peek().text === 'printf';
      this.at++;
      const before = this.noGreater;
      this.noGreater = true;
      const args: Expr[] = [];
      if (!(this.peek().kind === 'newline' || this.is(';') || this.is('}') || this.is('>') || this.is('>>') || this.is('|') || this.peek().kind === 'end')) {
        do {
          this.newlines();
          args.push(this.expression());
        } while (this.take(','));
      }
      this.noGreater = before;
      const list = args.length === 1 && args[0]!.kind === 'group' ? args[0]!.items : args;
      let to: (Statement & { kind: 'print' })['to'];
      for (const mode of ['>>', '>', '|'] as const) {
        if (!this.take(mode)) continue;
        this.noGreater = true;
        to = { mode, target: this.concatenation() };
        this.noGreater = before;
        break;
      }
      return { kind: 'print', args: list, format, to };
    }
    return { kind: 'expr', expr: this.expression() };
  }

  private subscripts(): Expr[] {
    const list: Expr[] = [];
    do list.push(this.expression());
    while (this.take(','));
    this.expect(']');
    return list;
  }

  private expression(): Expr {
    const left = this.ternary();
    const op = ['=', '+=', '-=', '*=', '/=', '%=', '^='].find((one) => this.is(one));
    if (op === undefined || (left.kind !== 'var' && left.kind !== 'field' && left.kind !== 'element')) return left;
    this.at++;
    this.newlines();
    return { kind: 'assign', op, target: left, value: this.expression() };
  }

  private ternary(): Expr {
    const test = this.or();
    if (!this.take('?')) return test;
    this.newlines();
    const then = this.expression();
    this.newlines();
    this.expect(':');
    this.newlines();
    return { kind: 'choice', test, then, otherwise: this.expression() };
  }

  private or(): Expr {
    let left = this.and();
    while (this.take('||')) {
      this.newlines();
      left = { kind: 'or', left, right: this.and() };
    }
    return left;
  }

  private and(): Expr {
    let left = this.membership();
    while (this.take('&&')) {
      this.newlines();
      left = { kind: 'and', left, right: this.membership() };
    }
    return left;
  }

  private membership(): Expr {
    let left = this.matching();
    while (!this.noIn && this.take('in')) {
      const name = this.peek().text;
      this.at++;
      left = { kind: 'in', subscripts: left.kind === 'group' ? left.items : [left], name };
    }
    return left;
  }

  private matching(): Expr {
    let left = this.comparison();
    while (this.is('~') || this.is('!~')) {
      const negated = this.peek().text === '!~';
      this.at++;
      left = { kind: 'match', negated, left, right: this.comparison() };
    }
    return left;
  }

  private comparison(): Expr {
    const left = this.concatenation();
    const op = ['<', '<=', '==', '!=', '>=', ...(this.noGreater ? [] : ['>'])].find((one) => this.is(one));
    if (op === undefined) {
      return this.piped(left);
    }
    this.at++;
    return { kind: 'binary', op, left, right: this.concatenation() };
  }

  /** `command | getline [var]`. */
  private piped(left: Expr): Expr {
    let result = left;
    while (this.is('|') && this.peek(1).text === 'getline' && this.peek(1).kind === 'keyword') {
      this.at += 2;
      result = { kind: 'getline', from: 'command', source: result, target: this.optionalLvalue() };
    }
    return result;
  }

  private startsOperand(): boolean {
    const token = this.peek();
    if (['number', 'string', 'regex', 'name', 'call', 'builtin'].includes(token.kind)) return true;
    return token.kind === 'op' && ['$', '!', '(', '-', '+', '++', '--'].includes(token.text);
  }

  private concatenation(): Expr {
    let left = this.additive();
    while (this.startsOperand() && !this.is('+') && !this.is('-') && !(this.is('in'))) {
      left = { kind: 'binary', op: ' ', left, right: this.additive() };
    }
    return left;
  }

  private additive(): Expr {
    let left = this.multiplicative();
    while (this.is('+') || this.is('-')) {
      const op = this.peek().text;
      this.at++;
      left = { kind: 'binary', op, left, right: this.multiplicative() };
    }
    return left;
  }

  private multiplicative(): Expr {
    let left = this.unary();
    while (this.is('*') || this.is('/') || this.is('%')) {
      const op = this.peek().text;
      this.at++;
      left = { kind: 'binary', op, left, right: this.unary() };
    }
    return left;
  }

  private unary(): Expr {
    for (const op of ['!', '-', '+']) if (this.take(op)) return { kind: 'unary', op, of: this.unary() };
    return this.power();
  }

  private power(): Expr {
    const left = this.postfix();
    if (!this.take('^')) return left;
    const negative = this.take('-');
    const right = this.power();
    return { kind: 'binary', op: '^', left, right: negative ? { kind: 'unary', op: '-', of: right } : right };
  }

  private postfix(): Expr {
    const left = this.primary();
    if (left.kind === 'var' || left.kind === 'field' || left.kind === 'element') {
      if (this.take('++')) return { kind: 'step', by: 1, prefix: false, target: left };
      if (this.take('--')) return { kind: 'step', by: -1, prefix: false, target: left };
    }
    return left;
  }

  private optionalLvalue(): Lvalue | undefined {
    if (this.peek().kind !== 'name' && !this.is('$')) return undefined;
    const target = this.primary();
    return target.kind === 'var' || target.kind === 'field' || target.kind === 'element' ? target : this.fail();
  }

  private primary(): Expr {
    const token = this.peek();
    this.at++;
    switch (token.kind) {
      case 'number':
        return { kind: 'number', value: Number(token.text) };
      case 'string':
        return { kind: 'string', value: token.text };
      case 'regex':
        return { kind: 'regex', source: token.text };
      case 'name':
        return this.take('[') ? { kind: 'element', name: token.text, subscripts: this.subscripts() } : { kind: 'var', name: token.text };
      case 'call':
        this.expect('(');
        return { kind: 'call', name: token.text, args: this.callArguments() };
      case 'builtin':
        if (this.take('(')) return { kind: 'builtin', name: token.text, args: this.callArguments() };
        if (token.text === 'length') return { kind: 'builtin', name: 'length', args: [] };
        break;
      case 'keyword':
        if (token.text === 'getline') {
          const target = this.optionalLvalue();
          if (this.take('<')) return { kind: 'getline', from: 'file', source: this.primary(), target };
          return { kind: 'getline', from: 'main', source: undefined, target };
        }
        break;
      case 'op':
        if (token.text === '$') {
          if (this.is('++') || this.is('--')) {
            const by = this.peek().text === '++' ? 1 : -1;
            this.at++;
            const target = this.primary();
            if (target.kind === 'var' || target.kind === 'element' || target.kind === 'field') return { kind: 'field', index: { kind: 'step', by, prefix: true, target } };
          }
          if (this.take('-')) return { kind: 'field', index: { kind: 'unary', op: '-', of: this.primary() } };
          return { kind: 'field', index: this.primary() };
        }
        if (token.text === '++' || token.text === '--') {
          const target = this.primary();
          if (target.kind === 'var' || target.kind === 'field' || target.kind === 'element') return { kind: 'step', by: token.text === '++' ? 1 : -1, prefix: true, target };
        }
        if (token.text === '(') {
          const before = [this.noGreater, this.noIn] as const;
          [this.noGreater, this.noIn] = [false, false];
          const items: Expr[] = [];
          do {
            this.newlines();
            items.push(this.expression());
            this.newlines();
          } while (this.take(','));
          this.expect(')');
          [this.noGreater, this.noIn] = before;
          return { kind: 'group', items };
        }
        if (token.text === '-' || token.text === '+' || token.text === '!') return { kind: 'unary', op: token.text, of: this.unary() };
        break;
    }
    this.at--;
    return this.fail();
  }

  private callArguments(): Expr[] {
    const before = [this.noGreater, this.noIn] as const;
    [this.noGreater, this.noIn] = [false, false];
    const args: Expr[] = [];
    this.newlines();
    while (!this.take(')')) {
      args.push(this.expression());
      this.newlines();
      if (this.take(',')) this.newlines();
      else if (!this.is(')')) this.fail();
    }
    [this.noGreater, this.noIn] = before;
    return args;
  }
}
