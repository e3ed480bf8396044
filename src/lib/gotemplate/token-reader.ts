import { quote } from '../govalue/quote';
import { TemplateError } from './error';
import { lex, type Token, type TokenType } from './lex';

/** A token as messages name it. */
function describe(token: Token): string {
  if (token.type === 'eof') return 'EOF';
  if (token.type === 'error') return token.text;
  if (token.type === 'keyword') return `<${token.text}>`;
  if (new TextEncoder().encode(token.text).length > 10) return quote([...token.text].slice(0, 10).join('')) + '...';
  return quote(token.text);
}

/** Walks a template's tokens, forth and back, and complains at them. */
export class TokenReader {
  private readonly tokens: Token[];
  protected at = 0;
  /** The furthest token that was looked at: its line is that of a complaint. */
  private furthest = -1;
  protected actionLine = 0;

  constructor(
    protected readonly name: string,
    protected readonly text: string,
  ) {
    this.tokens = lex(text, quote);
  }

  protected fail(message: string): never {
    const line = this.tokens[this.furthest]?.line ?? 0;
    throw new TemplateError(`template: ${this.name}:${line}: ${message}`, 'parse');
  }

  protected next(): Token {
    const index = Math.min(this.at, this.tokens.length - 1);
    this.at = index + 1;
    this.furthest = Math.max(this.furthest, index);
    return this.tokens[index]!;
  }
  protected peek(): Token {
    const token = this.next();
    this.at--;
    return token;
  }
  protected nextNonSpace(): Token {
    for (;;) {
      const token = this.next();
      if (token.type !== 'space') return token;
    }
  }
  protected peekNonSpace(): Token {
    const token = this.nextNonSpace();
    this.at--;
    return token;
  }
  protected expect(type: TokenType, context: string): Token {
    const token = this.nextNonSpace();
    if (token.type !== type) this.unexpected(token, context);
    return token;
  }
  protected unexpected(token: Token, context: string): never {
    if (token.type !== 'error') this.fail(`unexpected ${describe(token)} in ${context}`);
    let extra = '';
    if (this.actionLine !== 0 && this.actionLine !== token.line) {
      extra = `${token.text.endsWith(' action') ? '' : ' in action'} started at ${this.name}:${this.actionLine}`;
    }
    this.fail(token.text + extra);
  }
}
