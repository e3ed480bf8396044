import type { Expr, OrderBy, Query, Window, WindowBound } from './ast';
import { refuse } from './error';
import { syntaxError, tokenize, type DialectName, type Token } from './tokens';
import { BOOL, familyOf, INT, UNKNOWN, type SqlType } from './value';

const RESERVED = new Set('select from where group having order limit offset union join inner left right full cross natural on using as and or not in is null like ilike between case when then else end exists distinct all values set into insert update delete create drop alter table returning for fetch window except intersect with asc desc primary foreign references unique check constraint default collate'.split(' '));

const UNITS = new Set('microsecond second minute hour day week month quarter year'.split(' '));

/** Recursive descent over the words of a statement; this half reads expressions, by precedence. */
export abstract class ExpressionParser {
  protected readonly tokens: Token[];
  protected at = 0;

  constructor(readonly source: string, readonly dialect: DialectName) {
    this.tokens = tokenize(source, dialect);
  }

  protected abstract query(): Query;

  protected get token(): Token {
    return this.tokens[this.at]!;
  }

  /** Whether the next words are these bare words (lower case). */
  protected sees(...words: string[]): boolean {
    return words.every((word, i) => {
      const token = this.tokens[this.at + i];
      return token !== undefined && (token.kind === 'word' || token.kind === 'mark') && token.text.toLowerCase() === word;
    });
  }

  protected accept(...words: string[]): boolean {
    if (!this.sees(...words)) return false;
    this.at += words.length;
    return true;
  }

  protected expect(...words: string[]): void {
    for (const word of words) if (!this.accept(word)) this.fail();
  }

  /** A syntax error here: MySQL quotes all that follows, PostgreSQL the word. */
  protected fail(at = this.at): never {
    const token = this.tokens[at]!;
    const near = this.dialect === 'mysql' ? this.source.slice(token.at) : this.source.slice(token.at, token.end);
    return syntaxError(this.source, token.at, near);
  }

  /** A name: quoted as it is, bare as the dialect folds it. */
  protected name(): string {
    const { token } = this;
    if (token.kind === 'name') {
      this.at++;
      return token.text;
    }
    if (token.kind !== 'word' || RESERVED.has(token.text.toLowerCase())) this.fail();
    this.at++;
    return this.dialect === 'postgres' ? token.text.toLowerCase() : token.text;
  }

  protected names(): string[] {
    this.expect('(');
    const names: string[] = [];
    do {
      names.push(this.name());
      if (this.dialect === 'postgres' && this.sees('(')) refuse({ kind: 'not-simulated', what: 'an index on an expression' });
      if (this.accept('(')) {
        this.at++;
        this.expect(')');
      }
      if (!this.accept('asc')) this.accept('desc');
    } while (this.accept(','));
    this.expect(')');
    return names;
  }

  protected alias(): string | undefined {
    if (this.accept('as')) {
      if (this.token.kind === 'text') return this.tokens[this.at++]!.text;
      // After AS any word may be a name.
      if (this.token.kind === 'word') return this.dialect === 'postgres' ? this.tokens[this.at++]!.text.toLowerCase() : this.tokens[this.at++]!.text;
      return this.name();
    }
    const { token } = this;
    if (token.kind === 'name' || (token.kind === 'word' && !RESERVED.has(token.text.toLowerCase()))) return this.name();
    if (token.kind === 'text' && this.dialect === 'mysql') return this.tokens[this.at++]!.text;
    return undefined;
  }

  protected list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.accept(',')) items.push(item());
    return items;
  }

  protected orderBy(): OrderBy[] {
    if (!this.accept('order')) return [];
    this.expect('by');
    return this.list(() => {
      const expr = this.expression();
      const descending = this.accept('desc');
      if (!descending) this.accept('asc');
      const nullsFirst = this.accept('nulls', 'first') ? true : this.accept('nulls', 'last') ? false : undefined;
      return { expr, descending, nullsFirst };
    });
  }

  expression(): Expr {
    return this.or();
  }

  private or(): Expr {
    let left = this.and();
    while (this.accept('or') || (this.dialect === 'mysql' && this.accept('||'))) left = { k: 'binary', op: 'or', left, right: this.and() };
    return left;
  }

  private and(): Expr {
    let left = this.not();
    while (this.accept('and') || (this.dialect === 'mysql' && this.accept('&&'))) left = { k: 'binary', op: 'and', left, right: this.not() };
    return left;
  }

  private not(): Expr {
    if (this.accept('not') || this.accept('!')) return { k: 'unary', op: 'not', of: this.not() };
    return this.predicate();
  }

  private predicate(): Expr {
    let left = this.other();
    for (;;) {
      const mark = ['=', '<=>', '<>', '!=', '<=', '>=', '<', '>'].find((op) => this.sees(op));
      if (mark !== undefined) {
        this.at++;
        const op = mark === '!=' ? '<>' : mark;
        left = this.quantified(op, left) ?? { k: 'binary', op, left, right: this.other() };
        continue;
      }
      if (this.accept('is')) {
        const not = this.accept('not');
        const what = (['null', 'true', 'false'] as const).find((word) => this.accept(word)) ?? this.fail();
        left = { k: 'is', of: left, what, not };
        continue;
      }
      const match = this.dialect === 'postgres' ? ['~', '~*', '!~', '!~*'].find((op) => this.sees(op)) : undefined;
      if (match !== undefined) {
        this.at++;
        left = { k: 'like', of: left, pattern: this.other(), not: match.startsWith('!'), regex: true, fold: match.endsWith('*') };
        continue;
      }
      const not = this.sees('not') && ['in', 'like', 'ilike', 'between', 'regexp', 'rlike'].includes(this.tokens[this.at + 1]!.text.toLowerCase()) ? this.accept('not') : false;
      if (this.accept('in')) {
        this.expect('(');
        if (this.sees('select') || this.sees('with')) left = { k: 'in', of: left, list: undefined, query: this.query(), not };
        else left = { k: 'in', of: left, list: this.list(() => this.expression()), query: undefined, not };
        this.expect(')');
      } else if (this.accept('like')) left = { k: 'like', of: left, pattern: this.other(), not, fold: this.dialect === 'mysql', regex: false };
      else if (this.accept('ilike')) left = { k: 'like', of: left, pattern: this.other(), not, fold: true, regex: false };
      else if (this.accept('regexp') || this.accept('rlike')) left = { k: 'like', of: left, pattern: this.other(), not, fold: true, regex: true };
      else if (this.accept('between')) {
        const low = this.other();
        this.expect('and');
        left = { k: 'between', of: left, low, high: this.other(), not };
      } else return left;
    }
  }

  /** ANY, SOME or ALL behind a comparison. */
  private quantified(op: string, left: Expr): Expr | undefined {
    const all = this.sees('all', '(');
    if (!all && !this.sees('any', '(') && !this.sees('some', '(')) return undefined;
    this.at += 2;
    const isQuery = this.sees('select') || this.sees('with') || this.sees('values');
    const found: Expr = isQuery ? { k: 'quantified', op, left, all, query: this.query(), array: undefined } : { k: 'quantified', op, left, all, query: undefined, array: this.expression() };
    this.expect(')');
    return found;
  }

  /** Operators that bind less than + and more than comparisons: those on JSON and arrays, and `||`. */
  private other(): Expr {
    let left = this.additive();
    for (;;) {
      const op = (this.dialect === 'postgres' ? ['->>', '->', '#>>', '#>', '@>', '<@', '?|', '?&', '?', '||', '&&'] : ['->>', '->']).find((each) => this.sees(each));
      if (op === undefined) return left;
      this.at++;
      left = { k: 'binary', op, left, right: this.additive() };
    }
  }

  private additive(): Expr {
    let left = this.multiplicative();
    for (;;) {
      const op = ['+', '-'].find((each) => this.sees(each));
      if (op === undefined) return left;
      this.at++;
      left = { k: 'binary', op, left, right: this.multiplicative() };
    }
  }

  private multiplicative(): Expr {
    let left = this.unary();
    for (;;) {
      const op = ['*', '/', '%', 'div', 'mod'].find((each) => (this.dialect === 'mysql' || !/^[dm]/.test(each)) && this.sees(each));
      if (op === undefined) return left;
      this.at++;
      left = { k: 'binary', op: op === 'mod' ? '%' : op, left, right: this.unary() };
    }
  }

  private unary(): Expr {
    if (this.accept('-')) return { k: 'unary', op: '-', of: this.unary() };
    if (this.accept('+')) return this.unary();
    let of = this.primary();
    for (;;) {
      if (this.accept('::')) of = { k: 'cast', of, type: this.type() };
      else if (this.accept('collate')) this.name();
      else if (this.accept('at', 'time', 'zone')) of = { k: 'call', name: 'timezone', args: [this.primary(), of], distinct: false, order: [], separator: undefined, at: 0 };
      else if (this.dialect === 'postgres' && this.accept('[')) {
        of = { k: 'subscript', of, index: this.expression() };
        this.expect(']');
      }
      else return of;
    }
  }

  private primary(): Expr {
    const { token } = this;
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    if (token.kind === 'number') {
      this.at++;
      const scale = /\.(\d*)$/.exec(token.text)?.[1]?.length;
      return { k: 'literal', at: token.at, value: Number(token.text), type: /e/i.test(token.text) ? { family: 'float', name: 'double precision' } : scale === undefined ? (Number(token.text) > 2147483647 ? { family: 'int', name: 'bigint' } : INT) : { family: 'decimal', name: 'numeric', size: [65, scale] } };
    }
    if (token.kind === 'text') {
      this.at++;
      return { k: 'literal', value: token.text, type: UNKNOWN, at: token.at };
    }
    if (this.accept('(')) {
      const inner: Expr = this.sees('select') || this.sees('with') || this.sees('values') ? { k: 'subquery', query: this.query() } : this.expression();
      this.expect(')');
      return inner;
    }
    if (word === 'null') return this.literal(null, UNKNOWN);
    if (word === 'true') return this.literal(true, BOOL);
    if (word === 'false') return this.literal(false, BOOL);
    if (word === 'default') {
      this.at++;
      return { k: 'default' };
    }
    if (word === 'case') return this.caseOf();
    if (word === 'exists') {
      this.at++;
      this.expect('(');
      const query = this.query();
      this.expect(')');
      return { k: 'exists', query };
    }
    if (word === 'cast') {
      this.at++;
      this.expect('(');
      const of = this.expression();
      this.expect('as');
      const type = this.type();
      this.expect(')');
      return { k: 'cast', of, type };
    }
    if (word === 'convert' && this.dialect === 'mysql' && this.tokens[this.at + 1]?.text === '(') {
      this.at += 2;
      const of = this.expression();
      const type: SqlType = this.accept('using') ? (this.name(), { family: 'text', name: 'text' }) : (this.expect(','), this.type());
      this.expect(')');
      return { k: 'cast', of, type };
    }
    if (word === 'interval') return this.interval();
    if (word === 'array' && this.dialect === 'postgres') return this.array();
    if (['date', 'timestamp', 'time'].includes(word) && this.tokens[this.at + 1]?.kind === 'text') {
      const type = this.type();
      return { k: 'cast', of: this.primary(), type };
    }
    if (['current_timestamp', 'current_date', 'current_time', 'localtimestamp', 'current_user', 'session_user'].includes(word)) {
      this.at++;
      if (this.accept('(')) while (!this.accept(')')) this.at++;
      return { k: 'call', name: word, args: [], distinct: false, order: [], separator: undefined, at: token.at };
    }
    const next = this.tokens[this.at + 1];
    if (token.kind === 'word' && next?.text === '(' && next.kind === 'mark' && (!RESERVED.has(word) || ['left', 'right', 'values'].includes(word))) return this.call(word);
    if (word.startsWith('@@')) {
      this.at++;
      const scope = /^@@(global|session|local)$/.exec(word)?.[1];
      const variable = scope !== undefined && this.accept('.') ? `${scope === 'global' ? 'global.' : ''}${this.name().toLowerCase()}` : word.slice(2);
      return { k: 'call', name: `@@${variable}`, args: [], distinct: false, order: [], separator: undefined, at: token.at };
    }
    if (this.dialect === 'mysql' && word === 'n' && next?.kind === 'text') this.at++;
    if (this.tokens[this.at]!.kind === 'text' && word === 'n') return this.primary();
    const name = this.name();
    if (this.dialect === 'mysql' && name.startsWith('@') && this.accept(':=')) return { k: 'call', name: '@assign', args: [{ k: 'literal', value: name.toLowerCase(), type: UNKNOWN }, this.expression()], distinct: false, order: [], separator: undefined, at: token.at };
    if (!this.accept('.')) return { k: 'column', table: undefined, name, at: token.at };
    if (this.accept('*')) return { k: 'star', table: name };
    const second = this.name();
    if (this.accept('.')) return { k: 'column', table: second, name: this.name(), at: token.at };
    if (this.sees('(')) {
      this.at--;
      return this.call(second.toLowerCase());
    }
    return { k: 'column', table: name, name: second, at: token.at };
  }

  private literal(value: null | boolean, type: SqlType): Expr {
    this.at++;
    return { k: 'literal', value, type };
  }

  private call(name: string): Expr {
    const { at } = this.token;
    this.at++;
    this.expect('(');
    const call: Extract<Expr, { k: 'call' }> = { k: 'call', name, args: [], distinct: false, order: [], separator: undefined, at };
    if (this.accept(')')) return this.called(call);
    call.distinct = this.accept('distinct');
    if (this.accept('*')) call.args.push({ k: 'star', table: undefined });
    else if (name === 'extract') {
      call.args.push({ k: 'literal', value: this.name(), type: UNKNOWN });
      this.expect('from');
      call.args.push(this.expression());
    } else if (name === 'position') {
      call.args.push(this.other());
      this.expect('in');
      call.args.push(this.other());
    } else if (['timestampdiff', 'timestampadd'].includes(name)) {
      call.args.push({ k: 'literal', value: this.name(), type: UNKNOWN });
      while (this.accept(',')) call.args.push(this.expression());
    } else if (name === 'trim') this.trim(call);
    else {
      call.args = this.list(() => this.expression());
      // substring(x from 2 for 3), and MySQL's group_concat(x order by y separator ', ').
      if (this.accept('from') || this.accept('for')) call.args.push(this.expression());
      if (this.accept('for')) call.args.push(this.expression());
      call.order = this.orderBy();
      if (this.accept('separator')) call.separator = this.tokens[this.at++]!.text;
    }
    this.expect(')');
    return this.called(call);
  }

  /** FILTER and OVER behind a call. */
  private called(call: Extract<Expr, { k: 'call' }>): Expr {
    if (this.accept('filter')) {
      this.expect('(', 'where');
      call.filter = this.expression();
      this.expect(')');
    }
    if (this.accept('over')) call.over = this.window();
    return call;
  }

  /** `trim(both 'x' from y)`; PostgreSQL calls it btrim. */
  private trim(call: Extract<Expr, { k: 'call' }>): void {
    const side = ['both', 'leading', 'trailing'].find((word) => this.accept(word));
    const pg = this.dialect === 'postgres';
    call.name = side === 'leading' ? 'ltrim' : side === 'trailing' ? 'rtrim' : pg ? 'btrim' : 'trim';
    if (side !== undefined && this.accept('from')) {
      call.args = [this.expression()];
      return;
    }
    call.args = this.list(() => this.expression());
    if (this.accept('from')) call.args = [this.expression(), ...call.args];
  }

  /** What stands behind OVER: a name, or `( [name] PARTITION BY … ORDER BY … ROWS … )`. */
  protected window(): Window {
    const window: Window = { name: undefined, partition: [], order: [], frame: undefined };
    if (!this.accept('(')) {
      window.name = this.name();
      return window;
    }
    if (this.token.kind === 'word' && !['partition', 'order', 'rows', 'range', 'groups'].includes(this.token.text.toLowerCase())) window.name = this.name();
    if (this.accept('partition', 'by')) window.partition = this.list(() => this.expression());
    window.order = this.orderBy();
    const mode = (['rows', 'range'] as const).find((word) => this.accept(word));
    if (mode) {
      const between = this.accept('between');
      const start = this.windowBound();
      if (between) this.expect('and');
      window.frame = { mode, start, end: between ? this.windowBound() : { k: 'current' } };
    }
    this.expect(')');
    return window;
  }

  private windowBound(): WindowBound {
    if (this.accept('current', 'row')) return { k: 'current' };
    if (this.accept('unbounded')) return { k: this.accept('preceding') ? 'unbounded-preceding' : (this.expect('following'), 'unbounded-following') };
    const offset = this.expression();
    return { k: this.accept('preceding') ? 'preceding' : (this.expect('following'), 'following'), offset };
  }

  /** `array[1, 2]`, `array(select …)`. */
  private array(): Expr {
    this.at++;
    if (this.accept('(')) {
      const query = this.query();
      this.expect(')');
      return { k: 'array-query', query };
    }
    this.expect('[');
    const items = this.sees(']') ? [] : this.list(() => (this.sees('[') ? (this.at--, this.array()) : this.expression()));
    this.expect(']');
    return { k: 'array', items };
  }

  private caseOf(): Expr {
    this.at++;
    const operand = this.sees('when') ? undefined : this.expression();
    const whens: [Expr, Expr][] = [];
    while (this.accept('when')) {
      const when = this.expression();
      this.expect('then');
      whens.push([when, this.expression()]);
    }
    const otherwise = this.accept('else') ? this.expression() : undefined;
    this.expect('end');
    return { k: 'case', operand, whens, otherwise };
  }

  /** `INTERVAL 2 DAY`, `interval '2 days'`. */
  private interval(): Expr {
    this.at++;
    if (this.dialect === 'postgres' && this.token.kind === 'text') {
      const { text } = this.tokens[this.at++]!;
      const next: Token = this.tokens[this.at]!;
      const unit = next.kind === 'word' && UNITS.has(next.text.toLowerCase()) ? ` ${this.name()}` : '';
      return { k: 'cast', of: { k: 'literal', value: text + unit, type: UNKNOWN }, type: { family: 'interval', name: 'interval' } };
    }
    if (this.token.kind === 'text') {
      const match = /^\s*([-+]?\d+(?:\.\d+)?)\s*([a-z]+?)s?\s*$/i.exec(this.token.text);
      if (match && UNITS.has(match[2]!.toLowerCase())) {
        this.at++;
        return { k: 'interval', amount: { k: 'literal', value: Number(match[1]), type: INT }, unit: match[2]!.toLowerCase() };
      }
    }
    const amount = this.additive();
    const unit = this.name().toLowerCase();
    if (!UNITS.has(unit)) this.fail(this.at - 1);
    return { k: 'interval', amount, unit };
  }

  /** A type's name with its numbers: `varchar(255)`, `double precision`, `timestamp with time zone`, `int unsigned`. */
  protected type(): SqlType {
    const start = this.at;
    let name = this.name().toLowerCase();
    if (name === 'double') this.accept('precision');
    if (name === 'character' && this.accept('varying')) name = 'varchar';
    if ((name === 'signed' || name === 'unsigned') && this.dialect === 'mysql') {
      this.accept('integer');
      return { family: 'int', name: 'bigint' };
    }
    const family = familyOf(name);
    if (family === undefined) {
      if (this.dialect === 'postgres' && !this.sees('(')) return { family: 'unknown', name };
      return this.fail(start);
    }
    const type: SqlType = { family, name };
    if (this.accept('(')) {
      const args = this.list(() => this.tokens[this.at++]!);
      this.expect(')');
      if (args.some((arg) => arg.kind === 'text')) type.words = args.map((arg) => arg.text);
      else type.size = args.map((arg) => Number(arg.text));
    }
    if (this.accept('with', 'time', 'zone')) type.name = 'timestamptz';
    this.accept('without', 'time', 'zone');
    if (this.accept('unsigned')) type.unsigned = true;
    this.accept('zerofill');
    if (this.accept('[')) {
      this.expect(']');
      return { family: 'text', name: `${type.name}[]` };
    }
    return type;
  }

  /** What was written from one word to another. */
  protected written(from: number, to: number): string {
    return this.source.slice(this.tokens[from]!.at, this.tokens[to - 1]!.end);
  }
}
