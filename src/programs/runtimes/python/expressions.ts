import { tokenize, type Token } from './tokens';

/** What a program does at one place of a line, with the characters that it spans there. */
export interface Step {
  kind: 'name' | 'attribute' | 'subscript' | 'call' | 'binary' | 'unary' | 'compare' | 'raise' | 'assert' | 'statement' | 'other';
  start: number;
  end: number;
  /** An identifier, an operator, a value as it is written, or what is called by its last name. */
  name: string;
  /** Where the operator, the brackets or the arguments begin and end; -1 without. */
  splitStart: number;
  splitEnd: number;
  children: Step[];
  /** Where the interpreter's line table says that it stands: the last compound expression that it begins with. */
  mark: number;
}

const LEVELS: readonly (readonly string[])[] = [['|'], ['^'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/', '//', '%', '@']];
const COMPARISONS = new Set(['<', '>', '==', '!=', '<=', '>=', 'in', 'is']);
const STOPS = new Set('and as assert break class continue def del elif else except finally for from global if import in is nonlocal or pass raise return try while with async'.split(' '));

function step(kind: Step['kind'], start: number, end: number, name: string, children: Step[], splitStart = -1, splitEnd = -1): Step {
  return { kind, start, end, name, splitStart, splitEnd, children, mark: start };
}

/** A text longer than this with its quotes is kept as an object. */
const LONG_TEXT = 12;

/** Reads expressions out of a line's tokens, loosely: what it doesn't know it passes over. */
class Reader {
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly tokens: readonly Token[],
  ) {}

  all(): Step[] {
    const out: Step[] = [];
    while (this.at < this.tokens.length) {
      const before = this.at;
      const one = this.statementStep() ?? this.ternary();
      if (one) out.push(one);
      if (this.at === before) this.at++;
    }
    return out;
  }

  /** The text of the token that comes next. */
  private get text(): string {
    return this.tokens[this.at]?.text ?? '';
  }

  private is(text: string): boolean {
    return this.text === text;
  }

  private statementStep(): Step | undefined {
    const first = this.tokens[this.at]!;
    const before = this.tokens[this.at - 1];
    if (!['raise', 'assert', 'import', 'from', 'del', 'return', 'for'].includes(first.text) || first.depth > 0 || (before && ![':', ';'].includes(before.text))) return undefined;
    let end = this.at;
    while (this.tokens[end + 1] && this.tokens[end + 1]!.text !== ';') end++;
    this.at++;
    if (first.text === 'for' || first.text === 'return' || first.text === 'del') {
      if (first.text === 'for') while (this.at < this.tokens.length && !(this.text === 'in' && this.tokens[this.at]!.depth === first.depth)) this.at++;
      return undefined;
    }
    const children: Step[] = [];
    if (first.text === 'raise' || first.text === 'assert') {
      while (this.at <= end) {
        const from = this.at;
        const one = this.ternary();
        if (one) children.push(one);
        if (this.at === from) this.at++;
      }
    }
    this.at = end + 1;
    return step(first.text === 'raise' || first.text === 'assert' ? first.text : 'statement', first.start, this.tokens[end]!.end, first.text, children);
  }

  private ternary(): Step | undefined {
    if (this.text === 'lambda') {
      const start = this.tokens[this.at]!;
      while (this.at < this.tokens.length && !(this.is(':') && this.tokens[this.at]!.depth === start.depth)) this.at++;
      this.at++;
      return this.ternary();
    }
    const value = this.logic();
    if (!value || this.text !== 'if') return value;
    const children = [value];
    this.at++;
    for (const word of ['else', '']) {
      const one = this.logic();
      if (one) children.push(one);
      if (word === 'else' && this.is('else')) this.at++;
      else break;
    }
    return step('other', value.start, children.at(-1)!.end, '', children);
  }

  private logic(): Step | undefined {
    let left = this.negated();
    while (left && (this.text === 'and' || this.text === 'or')) {
      this.at++;
      const right = this.negated();
      if (right) left = step('other', left.start, right.end, '', [left, right]);
    }
    return left;
  }

  private negated(): Step | undefined {
    if (this.text !== 'not') return this.comparison();
    const { start } = this.tokens[this.at++]!;
    const one = this.negated();
    return one && step('other', start, one.end, '', [one]);
  }

  private comparison(): Step | undefined {
    let left = this.binary(0);
    while (left && (COMPARISONS.has(this.text) || (this.text === 'not' && this.tokens[this.at + 1]?.text === 'in'))) {
      const sign = this.tokens[this.at++]!;
      if (this.text === 'in' || this.text === 'not') this.at++;
      const right = this.binary(0);
      if (!right) return left;
      left = step('compare', left.start, right.end, sign.text, [left, right], sign.start, sign.end);
    }
    return left;
  }

  private binary(level: number): Step | undefined {
    const signs = LEVELS[level];
    if (!signs) return this.unary();
    let left = this.binary(level + 1);
    while (left && signs.includes(this.text)) {
      const sign = this.tokens[this.at++]!;
      const right = this.binary(level + 1);
      if (!right) return left;
      left = step('binary', left.start, right.end, sign.text, [left, right], sign.start, sign.end);
    }
    return left;
  }

  private unary(): Step | undefined {
    if (['-', '+', '~', 'await', '*', '**'].includes(this.text)) {
      const sign = this.tokens[this.at++]!;
      const one = this.unary();
      return one && step(sign.text.startsWith('*') ? 'other' : 'unary', sign.start, one.end, sign.text, [one]);
    }
    const base = this.primary();
    if (!base || this.text !== '**') return base;
    const sign = this.tokens[this.at++]!;
    const power = this.unary();
    return power ? step('binary', base.start, power.end, '**', [base, power], sign.start, sign.end) : base;
  }

  private primary(): Step | undefined {
    const first = this.tokens[this.at];
    if (!first || (first.kind === 'name' && STOPS.has(first.text)) || first.kind === 'op' || first.kind === 'close' || first.kind === 'newline') return undefined;
    this.at++;
    let one: Step;
    if (first.kind === 'open') {
      const [inner, close] = this.within(first);
      one = step('other', first.start, close, '', inner);
    } else if (first.kind === 'string') {
      let end = first.end;
      const parts = [first];
      while (this.tokens[this.at]?.kind === 'string') {
        parts.push(this.tokens[this.at]!);
        end = this.tokens[this.at++]!.end;
      }
      one = step('other', first.start, end, first.text, parts.flatMap(formattedSteps));
    } else one = step(first.kind === 'name' && !['True', 'False', 'None'].includes(first.text) ? 'name' : 'other', first.start, first.end, first.text, []);
    for (;;) {
      const next = this.tokens[this.at];
      if (next?.text === '.') {
        const name = this.tokens[this.at + 1];
        if (name?.kind !== 'name') return one;
        this.at += 2;
        one = step('attribute', one.start, name.end, name.text, [one], name.start, name.end);
      } else if (next && (next.text === '(' || next.text === '[')) {
        this.at++;
        const [inner, close] = this.within(next);
        one = step(next.text === '(' ? 'call' : 'subscript', one.start, close, one.name, [one, ...inner], next.start, close);
      } else return one;
    }
  }

  /** What stands in brackets, and where they end. */
  private within(open: Token): [Step[], number] {
    const from = this.at;
    while (this.at < this.tokens.length && !(this.tokens[this.at]!.kind === 'close' && this.tokens[this.at]!.depth === open.depth)) this.at++;
    const close = this.tokens[this.at];
    const inner = new Reader(this.source, this.tokens.slice(from, this.at)).all();
    this.at++;
    return [inner, close?.end ?? this.source.length];
  }
}

/** The expressions in a formatted string, at their places in the source. */
function formattedSteps(token: Token): Step[] {
  if (!/^[rR]?[fF]/.test(token.text)) return [];
  const out: Step[] = [];
  for (const match of token.text.replace(/\{\{|\}\}/g, '\u0000\u0000').matchAll(/\{([^{}!:]*(?:\[[^\]]*\][^{}!:]*)?)/g)) {
    const offset = token.start + match.index + 1;
    const shift = (one: Step): Step => ({ ...one, start: one.start + offset, end: one.end + offset, splitStart: one.splitStart + offset, splitEnd: one.splitEnd + offset, mark: token.start, children: one.children.map(shift) });
    const tokens = tokenize(match[1]!);
    if (tokens) out.push(...new Reader(match[1]!, tokens).all().map(shift));
  }
  return out;
}

/** Values that the interpreter doesn't keep in its code: empty brackets, long texts, floats, large numbers. They have lines of their own. */
const isConstantObject = ({ kind, name, children }: Step): boolean => {
  if (kind !== 'other' || children.length > 0) return false;
  if (/^[rbuRBU]*["']/.test(name)) return name.length > LONG_TEXT || /^[bB]/.test(name);
  return name === '' || (/^\d/.test(name) && (/[.eEjJ]/.test(name) || name.length > 9));
};

/** Walks steps in the order in which they are compiled, noting where the line table stands after each. */
function place(steps: readonly Step[], last: number): number {
  for (const one of steps) {
    const isTrailer = one.kind === 'call' || one.kind === 'subscript' || one.kind === 'attribute';
    if (one.children.length > 0 || isConstantObject(one)) last = Math.max(last, one.mark);
    if (isTrailer) last = place(one.children.slice(1), Math.max(place(one.children.slice(0, 1), last), one.splitStart));
    else last = place(one.children, last);
    one.mark = last;
  }
  return last;
}

/** All that a logical line does, inner steps before outer ones. */
export function stepsOf(source: string, tokens: readonly Token[]): Step[] {
  const roots = new Reader(source, tokens).all();
  place(roots, tokens[0]!.start);
  const out: Step[] = [];
  const gather = (one: Step): void => {
    one.children.forEach(gather);
    out.push(one);
  };
  roots.forEach(gather);
  return out;
}
