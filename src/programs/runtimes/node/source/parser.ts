import { Parser, tokTypes, type Program, type TokenType } from 'acorn';

/** How a source is read: a CommonJS module's body, an ES module, or a script (`-e`, eval, the prompt). */
export type SourceKind = 'commonjs' | 'module' | 'script';

/** What stands where a source stops making sense; offsets into the source. */
export interface Trouble {
  /** Acorn's words, without the place. */
  readonly message: string;
  readonly at: number;
  readonly token: { readonly start: number; readonly end: number; readonly type: TokenType };
  readonly last: { readonly start: number; readonly end: number };
  /** A closing parenthesis of a call was missing. */
  readonly inArguments: boolean;
}

class TroubleFound extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble.message);
  }
}

/** The parts of acorn's parser that its types leave out. */
interface Inside {
  start: number;
  end: number;
  type: TokenType;
  lastTokStart: number;
  lastTokEnd: number;
  raise(at: number, message: string): never;
  expect(type: TokenType): void;
  unexpected(at?: number): never;
  parseExprList(close: TokenType, ...more: unknown[]): unknown;
  parseObj(...more: unknown[]): unknown;
  parseBindingList(...more: unknown[]): unknown;
}
const inside = Parser.prototype as unknown as Inside;

/** Acorn, telling what it saw when it gave up. */
class TellingParser extends Parser {
  private readonly lists: boolean[] = [];
  private missingParenthesis = false;

  private within<T>(isArguments: boolean, parse: () => T): T {
    this.lists.push(isArguments);
    const result = parse();
    this.lists.pop();
    return result;
  }
  parseExprList(close: TokenType, ...more: unknown[]): unknown {
    return this.within(close === tokTypes.parenR, () => inside.parseExprList.call(this, close, ...more));
  }
  parseObj(...more: unknown[]): unknown {
    return this.within(false, () => inside.parseObj.apply(this, more));
  }
  parseBindingList(...more: unknown[]): unknown {
    return this.within(false, () => inside.parseBindingList.apply(this, more));
  }
  expect(type: TokenType): void {
    this.missingParenthesis = type === tokTypes.comma && this.lists.at(-1) === true;
    inside.expect.call(this, type);
    this.missingParenthesis = false;
  }
  raise(at: number, message: string): never {
    const state = this as unknown as Inside;
    throw new TroubleFound({
      message,
      at,
      token: { start: state.start, end: state.end, type: state.type },
      last: { start: state.lastTokStart, end: state.lastTokEnd },
      inArguments: this.missingParenthesis,
    });
  }
  raiseRecoverable(at: number, message: string): never {
    return this.raise(at, message);
  }
}

/** The tree of a source, or where and how it fails. */
export function parseSource(source: string, kind: SourceKind): { tree: Program } | { trouble: Trouble } {
  try {
    const tree = TellingParser.parse(source, {
      ecmaVersion: 'latest',
      sourceType: kind === 'module' ? 'module' : 'script',
      allowReturnOutsideFunction: kind === 'commonjs',
      allowHashBang: true,
    });
    return { tree };
  } catch (error) {
    if (error instanceof TroubleFound) return { trouble: error.trouble };
    throw error;
  }
}
