import type { Shell } from '../interp/shell';
import { binaryTest, unaryTest } from './test-ops';
import type { BuiltinTable } from './table';

const UNARY = /^-[abcdefghknoprstuvwxzGLNORS]$/;
const BINARY = /^(?:==?|!=|<|>|-eq|-ne|-lt|-le|-gt|-ge|-nt|-ot|-ef)$/;

class TestError extends Error {}

/** test and [ (POSIX XCU test): by the number of arguments, then as an expression. */
class Evaluator {
  private at = 0;

  constructor(private readonly shell: Shell, private readonly words: readonly string[]) {}

  result(): boolean {
    const { words } = this;
    switch (words.length) {
      case 0: return false;
      case 1: return words[0] !== '';
      case 2:
        if (words[0] === '!') return words[1] === '';
        if (UNARY.test(words[0]!)) return unaryTest(this.shell, words[0]!, words[1]!);
        throw new TestError(this.shell.dialect.bash ? `${words[0]}: unary operator expected` : this.shell.dialect.name === 'ash' ? `${words[1]}: unknown operand` : `${words[0]}: unexpected operator`);
      case 3:
        if (this.isBinary(words[1]!)) return this.binary(words[0]!, words[1]!, words[2]!);
        if (words[1] === '-a') return words[0] !== '' && words[2] !== '';
        if (words[1] === '-o') return words[0] !== '' || words[2] !== '';
        if (words[0] === '!') return !new Evaluator(this.shell, words.slice(1)).result();
        if (words[0] === '(' && words[2] === ')') return words[1] !== '';
        throw new TestError(this.shell.dialect.bash ? `${words[1]}: binary operator expected` : this.shell.dialect.name === 'ash' ? `${words[1]}: unknown operand` : `${words[0]}: unexpected operator`);
      case 4:
        if (words[0] === '!') return !new Evaluator(this.shell, words.slice(1)).result();
        if (words[0] === '(' && words[3] === ')') return new Evaluator(this.shell, words.slice(1, 3)).result();
        break;
      default:
    }
    const value = this.or();
    if (this.at < words.length) throw new TestError(this.shell.dialect.bash ? 'too many arguments' : this.shell.dialect.name === 'ash' ? `${words[this.at]}: unknown operand` : `${words[this.at]}: unexpected operator`);
    return value;
  }

  /** dash has no ==. */
  private isBinary(op: string): boolean {
    return BINARY.test(op) && !(op === '==' && this.shell.dialect.name === 'dash');
  }

  private or(): boolean {
    let value = this.and();
    while (this.words[this.at] === '-o') {
      this.at++;
      value = this.and() || value;
    }
    return value;
  }

  private and(): boolean {
    let value = this.not();
    while (this.words[this.at] === '-a') {
      this.at++;
      value = this.not() && value;
    }
    return value;
  }

  private not(): boolean {
    if (this.words[this.at] === '!') {
      this.at++;
      return !this.not();
    }
    return this.primary();
  }

  private primary(): boolean {
    const { words } = this;
    const word = words[this.at];
    if (word === undefined) throw new TestError('argument expected');
    const op = words[this.at + 1];
    if (op !== undefined && this.isBinary(op) && words[this.at + 2] !== undefined) {
      this.at += 3;
      return this.binary(word, op, words[this.at - 1]!);
    }
    if (word === '(') {
      this.at++;
      const value = this.or();
      if (words[this.at] !== ')') throw new TestError(this.shell.dialect.bash ? "`)' expected" : 'closing paren expected');
      this.at++;
      return value;
    }
    if (UNARY.test(word) && op !== undefined) {
      this.at += 2;
      return unaryTest(this.shell, word, op);
    }
    this.at++;
    return word !== '';
  }

  private binary(left: string, op: string, right: string): boolean {
    if (!/^-(?:eq|ne|lt|le|gt|ge)$/.test(op)) return binaryTest(this.shell, op, left, right);
    const a = this.integer(left);
    const b = this.integer(right);
    switch (op) {
      case '-eq': return a === b;
      case '-ne': return a !== b;
      case '-lt': return a < b;
      case '-le': return a <= b;
      case '-gt': return a > b;
      default: return a >= b;
    }
  }

  private integer(text: string): bigint {
    if (!/^\s*[-+]?\d+\s*$/.test(text)) {
      const { bash, name } = this.shell.dialect;
      throw new TestError(bash ? `${text}: integer expression expected` : name === 'ash' ? `${text}: bad number` : `Illegal number: ${text}`);
    }
    return BigInt(text.trim().replace(/^\+/, ''));
  }
}

function test(shell: Shell, argv: readonly string[]): number {
  const name = argv[0]!;
  let words = argv.slice(1);
  if (name === '[') {
    if (words[words.length - 1] !== ']') {
      if (shell.dialect.bash) shell.complain('[', "missing `]'");
      else if (shell.dialect.name === 'dash') shell.complain('[', 'missing ]');
      else shell.warn('missing ]');
      return 2;
    }
    words = words.slice(0, -1);
  }
  try {
    return new Evaluator(shell, words).result() ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    if (shell.dialect.name === 'ash') shell.emit(2, `sh: ${error.message}\n`);
    else shell.complain(name, error.message);
    return 2;
  }
}

export const TEST_BUILTINS: BuiltinTable = { test: { run: test }, '[': { run: test } };
