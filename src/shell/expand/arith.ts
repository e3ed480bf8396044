/** Shell arithmetic in 64 bits (bash(1), ARITHMETIC EVALUATION). */
export class ArithError extends Error {
  constructor(readonly reason: string, readonly token: string) {
    super(reason);
  }
}

export interface ArithScope {
  get(name: string, index: string | undefined): string | undefined;
  set(name: string, index: string | undefined, value: string): void;
  /** Evaluates a variable's text as an expression. */
  nounset: boolean;
  unbound(name: string): never;
  /** Subscripts of associative arrays are text. */
  isAssoc(name: string): boolean;
  /** ++, **, comma and bases are bash's. */
  extended: boolean;
}

const wrap = (n: bigint): bigint => BigInt.asIntN(64, n);
const BINARY: Readonly<Record<string, number>> = {
  '||': 1, '&&': 2, '|': 3, '^': 4, '&': 5, '==': 6, '!=': 6, '<': 7, '>': 7, '<=': 7, '>=': 7, '<<': 8, '>>': 8, '+': 9, '-': 9, '*': 10, '/': 10, '%': 10, '**': 11,
};
const ASSIGN = /^(?:=|\*=|\/=|%=|\+=|-=|<<=|>>=|&=|\^=|\|=)$/;
const TOKEN = /\s*(?:(0[xX][0-9a-fA-F]+|[0-9]+#[0-9a-zA-Z@_]+|[0-9][0-9a-zA-Z_]*)|([A-Za-z_][A-Za-z0-9_]*)|(<<=|>>=|\*\*|\+\+|--|&&|\|\||[=!<>]=|<<|>>|[*/%+\-&^|]=|[-+*/%<>=!~&^|?:,()[\]])|(\S))/y;

interface Token { kind: 'num' | 'name' | 'op' | 'bad' | 'end'; text: string; at: number; end: number }

interface Place { name: string; index: string | undefined }
interface Value { n: bigint; place?: Place }

/** Evaluates an expression to its value. */
export function evaluate(source: string, scope: ArithScope, depth = 0): bigint {
  if (depth > 100) throw new ArithError('expression recursion level exceeded', source);
  if (source.trim() === '') return 0n;
  return new Evaluator(source, scope, depth).all();
}

class Evaluator {
  private at = 0;
  private token: Token = { kind: 'end', text: '', at: 0, end: 0 };
  private last: Token = this.token;
  /** >0 while skipping the untaken side of && || ?:. */
  private dry = 0;

  constructor(private readonly source: string, private readonly scope: ArithScope, private readonly depth: number) {
    this.next();
  }

  all(): bigint {
    const value = this.comma();
    if (this.token.kind !== 'end') this.fail(this.token.kind === 'op' && this.token.text === '=' ? 'attempted assignment to non-variable' : 'syntax error in expression');
    return value.n;
  }

  private fail(reason: string, token = this.source.slice(this.token.at)): never {
    throw new ArithError(reason, token);
  }

  private next(): void {
    this.last = this.token;
    TOKEN.lastIndex = this.at;
    const match = TOKEN.exec(this.source);
    if (!match) {
      this.token = { kind: 'end', text: '', at: this.source.length, end: this.source.length };
      return;
    }
    const text = match[1] ?? match[2] ?? match[3] ?? match[4]!;
    this.at += match[0].length;
    const kind = match[1] !== undefined ? 'num' : match[2] !== undefined ? 'name' : match[3] !== undefined ? 'op' : 'bad';
    this.token = { kind, text, at: this.at - text.length, end: this.at };
  }

  private is(text: string): boolean {
    return this.token.kind === 'op' && this.token.text === text;
  }

  private take(text: string): boolean {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }

  private comma(): Value {
    let value = this.assignment();
    while (this.take(',')) value = this.assignment();
    return value;
  }

  private assignment(): Value {
    const left = this.ternary();
    if (this.token.kind !== 'op' || !ASSIGN.test(this.token.text)) return left;
    const op = this.token.text;
    if (!left.place) this.fail('attempted assignment to non-variable');
    this.next();
    const right = this.assignment();
    const n = op === '=' ? right.n : this.apply(op.slice(0, -1), left.n, right.n);
    this.store(left.place, n);
    return { n };
  }

  private store(place: Place, n: bigint): void {
    if (this.dry === 0) this.scope.set(place.name, place.index, n.toString());
  }

  private ternary(): Value {
    const cond = this.binary(1);
    if (!this.take('?')) return cond;
    if (cond.n === 0n) this.dry++;
    const yes = this.comma();
    if (cond.n === 0n) this.dry--;
    if (!this.take(':')) this.fail("`:' expected for conditional expression");
    if (cond.n !== 0n) this.dry++;
    const no = this.assignment();
    if (cond.n !== 0n) this.dry--;
    return { n: cond.n !== 0n ? yes.n : no.n };
  }

  private binary(level: number): Value {
    let left = this.unary();
    for (;;) {
      const op = this.token.text;
      const precedence = this.token.kind === 'op' ? BINARY[op] : undefined;
      if (precedence === undefined || precedence < level) return left;
      this.next();
      if (op === '&&' || op === '||') {
        const skip = op === '&&' ? left.n === 0n : left.n !== 0n;
        if (skip) this.dry++;
        const right = this.binary(precedence + 1);
        if (skip) this.dry--;
        left = { n: skip ? (op === '&&' ? 0n : 1n) : right.n !== 0n ? 1n : 0n };
      } else {
        const right = op === '**' ? this.binary(precedence) : this.binary(precedence + 1);
        left = { n: this.apply(op, left.n, right.n) };
      }
    }
  }

  private apply(op: string, a: bigint, b: bigint): bigint {
    switch (op) {
      case '+': return wrap(a + b);
      case '-': return wrap(a - b);
      case '*': return wrap(a * b);
      case '/': case '%':
        if (b === 0n) {
          if (this.dry > 0) return 0n;
          this.fail('division by 0', this.source.slice(this.last.at));
        }
        return wrap(op === '/' ? a / b : a % b);
      case '**':
        if (b < 0n) this.fail('exponent less than 0');
        return power(a, b);
      case '<<': return wrap(a << (b & 63n));
      case '>>': return a >> (b & 63n);
      case '&': return a & b;
      case '|': return a | b;
      case '^': return a ^ b;
      case '==': return a === b ? 1n : 0n;
      case '!=': return a !== b ? 1n : 0n;
      case '<': return a < b ? 1n : 0n;
      case '>': return a > b ? 1n : 0n;
      case '<=': return a <= b ? 1n : 0n;
      default: return a >= b ? 1n : 0n;
    }
  }

  private unary(): Value {
    if (this.token.kind === 'op') {
      const op = this.token.text;
      if (op === '!' || op === '~' || op === '-' || op === '+') {
        this.next();
        const { n } = this.unary();
        return { n: op === '!' ? (n === 0n ? 1n : 0n) : op === '~' ? ~n : op === '-' ? wrap(-n) : n };
      }
      if ((op === '++' || op === '--') && !this.scope.extended) {
        // dash has no such operators: two signs.
        this.next();
        return { n: this.unary().n };
      }
      if (op === '++' || op === '--') {
        this.next();
        const value = this.unary();
        if (!value.place) this.fail('syntax error: operand expected');
        const n = wrap(value.n + (op === '++' ? 1n : -1n));
        this.store(value.place, n);
        return { n };
      }
    }
    const value = this.primary();
    if ((this.is('++') || this.is('--') || this.is('**') || this.is(',')) && !this.scope.extended) this.fail('syntax error: operand expected');
    if (value.place && (this.is('++') || this.is('--'))) {
      const up = this.is('++');
      this.next();
      this.store(value.place, wrap(value.n + (up ? 1n : -1n)));
      return { n: value.n };
    }
    return value;
  }

  private primary(): Value {
    const { kind, text } = this.token;
    if (kind === 'num') {
      const n = this.number(text);
      this.next();
      return { n };
    }
    if (kind === 'name') {
      let index: string | undefined;
      if (this.source[this.at] === '[') {
        let depth = 0;
        let end = this.at;
        for (; end < this.source.length; end++) {
          if (this.source[end] === '[') depth++;
          else if (this.source[end] === ']' && --depth === 0) break;
        }
        index = this.source.slice(this.at + 1, end);
        if (!this.scope.isAssoc(text)) index = evaluate(index, this.scope, this.depth + 1).toString();
        this.at = end + 1;
      }
      this.next();
      // What `=` goes behind isn't read: an unset name is no error there.
      return { n: this.is('=') ? 0n : this.read(text, index), place: { name: text, index } };
    }
    if (this.take('(')) {
      const value = this.comma();
      if (!this.take(')')) this.fail("missing `)'");
      return { n: value.n };
    }
    if (kind === 'bad') this.fail('syntax error: operand expected');
    this.fail('syntax error: operand expected', kind === 'end' ? this.source.slice(this.last.at) : this.source.slice(this.token.at));
  }

  private read(name: string, index: string | undefined): bigint {
    if (this.dry > 0) return 0n;
    const text = this.scope.get(name, index);
    if (text === undefined) {
      if (this.scope.nounset) this.scope.unbound(name);
      return 0n;
    }
    if (!this.scope.extended && !/^\s*(?:[-+]?(?:0[xX][\da-fA-F]+|\d+)\s*)?$/.test(text)) throw new ArithError('illegal number', text);
    if (/^-?[0-9]+$/.test(text) && !/^-?0[0-9]/.test(text)) return wrap(BigInt(text));
    return evaluate(text, this.scope, this.depth + 1);
  }

  private number(text: string): bigint {
    const based = /^([0-9]+)#(.+)$/.exec(text);
    if (based) {
      if (!this.scope.extended) this.fail('expecting EOF');
      const base = Number(based[1]);
      if (base < 2 || base > 64) this.fail('invalid arithmetic base');
      return digits(based[2]!, base, () => this.fail('value too great for base'));
    }
    if (/^0[xX]/.test(text)) return wrap(BigInt(text));
    if (/^0[0-9]/.test(text)) return digits(text.slice(1), 8, () => this.fail('value too great for base'));
    if (!/^[0-9]+$/.test(text)) this.fail('value too great for base');
    return wrap(BigInt(text));
  }
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let factor = base;
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = wrap(result * factor);
    factor = wrap(factor * factor);
  }
  return result;
}

function digits(text: string, base: number, fail: () => never): bigint {
  let n = 0n;
  for (const c of text) {
    let d: number;
    if (c >= '0' && c <= '9') d = c.charCodeAt(0) - 48;
    else if (c >= 'a' && c <= 'z') d = c.charCodeAt(0) - 87;
    else if (c >= 'A' && c <= 'Z') d = base <= 36 ? c.charCodeAt(0) - 55 : c.charCodeAt(0) - 29;
    else d = c === '@' ? 62 : 63;
    if (d >= base) fail();
    n = wrap(n * BigInt(base) + BigInt(d));
  }
  return n;
}
