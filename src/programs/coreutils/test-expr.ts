import { isSysError } from '../../machine/errno';
import type { Stat } from '../../machine/file-system';
import type { Applet, Io } from '../applet';

class TestError extends Error {}

function stat(io: Io, path: string, follow = true): Stat | undefined {
  try {
    return follow ? io.sys.stat(path) : io.sys.lstat(path);
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

const UNARY: Record<string, (io: Io, arg: string) => boolean> = {
  '-e': (io, p) => stat(io, p) !== undefined,
  '-f': (io, p) => stat(io, p)?.type === 'file',
  '-d': (io, p) => stat(io, p)?.type === 'dir',
  '-L': (io, p) => stat(io, p, false)?.type === 'symlink',
  '-h': (io, p) => stat(io, p, false)?.type === 'symlink',
  '-p': (io, p) => stat(io, p)?.type === 'fifo',
  '-S': (io, p) => stat(io, p)?.type === 'socket',
  '-b': (io, p) => stat(io, p)?.type === 'blk',
  '-c': (io, p) => stat(io, p)?.type === 'chr',
  '-s': (io, p) => (stat(io, p)?.size ?? 0) > 0,
  '-r': (io, p) => io.sys.access(p, 'r'),
  '-w': (io, p) => io.sys.access(p, 'w'),
  '-x': (io, p) => io.sys.access(p, 'x'),
  '-u': (io, p) => Boolean((stat(io, p)?.mode ?? 0) & 0o4000),
  '-g': (io, p) => Boolean((stat(io, p)?.mode ?? 0) & 0o2000),
  '-k': (io, p) => Boolean((stat(io, p)?.mode ?? 0) & 0o1000),
  '-O': (io, p) => stat(io, p)?.uid === io.sys.credentials.euid,
  '-G': (io, p) => stat(io, p)?.gid === io.sys.credentials.egid,
  '-t': (io, p) => io.sys.isatty(Number(p)),
  '-z': (_, s) => s === '',
  '-n': (_, s) => s !== '',
};

function integer(text: string): number {
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new TestError(`invalid integer ‘${text}’`);
  return Number(text);
}

const BINARY: Record<string, (io: Io, a: string, b: string) => boolean> = {
  '=': (_, a, b) => a === b,
  '==': (_, a, b) => a === b,
  '!=': (_, a, b) => a !== b,
  '<': (_, a, b) => a < b,
  '>': (_, a, b) => a > b,
  '-eq': (_, a, b) => integer(a) === integer(b),
  '-ne': (_, a, b) => integer(a) !== integer(b),
  '-lt': (_, a, b) => integer(a) < integer(b),
  '-le': (_, a, b) => integer(a) <= integer(b),
  '-gt': (_, a, b) => integer(a) > integer(b),
  '-ge': (_, a, b) => integer(a) >= integer(b),
  '-nt': (io, a, b) => (stat(io, a)?.mtimeMs ?? -Infinity) > (stat(io, b)?.mtimeMs ?? -Infinity),
  '-ot': (io, a, b) => (stat(io, a)?.mtimeMs ?? -Infinity) < (stat(io, b)?.mtimeMs ?? -Infinity),
  '-ef': (io, a, b) => stat(io, a) !== undefined && stat(io, a)!.ino === stat(io, b)?.ino && stat(io, a)!.dev === stat(io, b)?.dev,
};

class TestParser {
  private at = 0;

  constructor(
    private readonly io: Io,
    private readonly args: readonly string[],
  ) {}

  parse(): boolean {
    const value = this.or();
    if (this.at < this.args.length) throw new TestError(`extra argument ‘${this.args[this.at]}’`);
    return value;
  }

  private or(): boolean {
    let value = this.and();
    while (this.args[this.at] === '-o') {
      this.at++;
      const right = this.and();
      value ||= right;
    }
    return value;
  }

  private and(): boolean {
    let value = this.not();
    while (this.args[this.at] === '-a') {
      this.at++;
      const right = this.not();
      value &&= right;
    }
    return value;
  }

  private not(): boolean {
    if (this.args[this.at] === '!' && this.at + 1 < this.args.length && !(this.args[this.at + 1]! in BINARY && this.at + 2 < this.args.length)) {
      this.at++;
      return !this.not();
    }
    return this.primary();
  }

  private primary(): boolean {
    const { args } = this;
    const word = args[this.at];
    if (word === undefined) throw new TestError('missing argument');
    const operator = args[this.at + 1];
    if (operator !== undefined && operator in BINARY && this.at + 2 < args.length) {
      this.at += 3;
      return BINARY[operator]!(this.io, word, args[this.at - 1]!);
    }
    if (word === '(' && this.at + 1 < args.length) {
      this.at++;
      const value = this.or();
      if (args[this.at] !== ')') throw new TestError("')' expected");
      this.at++;
      return value;
    }
    if (word in UNARY && this.at + 1 < args.length) {
      this.at += 2;
      return UNARY[word]!(this.io, args[this.at - 1]!);
    }
    this.at++;
    return word !== '';
  }
}

/** test(1) and [(1), by POSIX's rules on the number of arguments. */
export const test: Applet = async (io) => {
  let args = [...io.args];
  if (io.name === '[') {
    if (args.at(-1) !== ']') {
      await io.complain("missing ']'");
      return 2;
    }
    args = args.slice(0, -1);
  }
  if (args.length === 0) return 1;
  try {
    return new TestParser(io, args).parse() ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    await io.complain(error.message);
    return 2;
  }
};

/** expr(1). */
export const expr: Applet = async (io) => {
  const { args } = io;
  let at = 0;
  const number = (text: string): bigint => {
    if (!/^-?\d+$/.test(text)) throw new TestError('non-integer argument');
    return BigInt(text);
  };
  const truth = (value: string) => value !== '' && value !== '0';
  const primary = (): string => {
    const word = args[at++];
    if (word === undefined) throw new TestError(at === 1 ? 'missing operand' : `syntax error: missing argument after ‘${args[at - 2]}’`);
    if (word === '(') {
      const value = or();
      if (args[at++] !== ')') throw new TestError("syntax error: expecting ')'");
      return value;
    }
    if (word === 'length') return String([...primary()].length);
    if (word === 'substr') {
      const [text, from, length] = [primary(), Number(primary()), Number(primary())];
      return text.substring(from - 1, from - 1 + length);
    }
    if (word === 'index') {
      const [text, set] = [primary(), primary()];
      return String([...text].findIndex((c) => set.includes(c)) + 1);
    }
    return word;
  };
  const match = (): string => {
    let value = primary();
    while (args[at] === ':') {
      at++;
      const pattern = primary().replace(/\\([(){}])|([(){}+?|])/g, (_, escaped: string, plain: string) => escaped ?? `\\${plain}`);
      const found = new RegExp(`^(?:${pattern.replace(/^\^/, '')})`).exec(value);
      value = /(^|[^\\])\((?!\?)/.test(pattern) ? (found?.[1] ?? '') : String(found?.[0].length ?? 0);
    }
    return value;
  };
  const chain = (next: () => string, operators: Record<string, (a: string, b: string) => string>) => (): string => {
    let value = next();
    while (args[at] !== undefined && Object.hasOwn(operators, args[at]!)) {
      const operator = operators[args[at++]!]!;
      value = operator(value, next());
    }
    return value;
  };
  const divide = (a: string, b: string, rest: boolean): string => {
    if (number(b) === 0n) throw new TestError('division by zero');
    return String(rest ? number(a) % number(b) : number(a) / number(b));
  };
  const compare = (test: (order: number) => boolean) => (a: string, b: string) => {
    const numeric = /^-?\d+$/.test(a) && /^-?\d+$/.test(b);
    const order = numeric ? (number(a) < number(b) ? -1 : number(a) > number(b) ? 1 : 0) : a < b ? -1 : a > b ? 1 : 0;
    return test(order) ? '1' : '0';
  };
  const product = chain(match, { '*': (a, b) => String(number(a) * number(b)), '/': (a, b) => divide(a, b, false), '%': (a, b) => divide(a, b, true) });
  const sum = chain(product, { '+': (a, b) => String(number(a) + number(b)), '-': (a, b) => String(number(a) - number(b)) });
  const comparison = chain(sum, { '=': compare((o) => o === 0), '==': compare((o) => o === 0), '!=': compare((o) => o !== 0), '<': compare((o) => o < 0), '<=': compare((o) => o <= 0), '>': compare((o) => o > 0), '>=': compare((o) => o >= 0) });
  const and = chain(comparison, { '&': (a, b) => (truth(a) && truth(b) ? a : '0') });
  const or = chain(and, { '|': (a, b) => (truth(a) ? a : truth(b) ? b : '0') });
  try {
    const value = or();
    if (at < args.length) throw new TestError(`syntax error: unexpected argument ‘${args[at]}’`);
    await io.out(`${value}\n`);
    return truth(value) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    await io.complain(error.message);
    if (error.message === 'missing operand') await io.err("Try 'expr --help' for more information.");
    return 2;
  }
};
