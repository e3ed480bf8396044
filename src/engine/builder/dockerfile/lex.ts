import type { EnvGetter } from './env';
import { quote } from './go-text';
import { replacePattern, trimPrefix, trimSuffix } from './lex-pattern';
import { DockerfileError } from './location';
import { WordCollector, type WordBuffer } from './word-collector';

export interface LexOptions {
  /** Leave quotes in the result. */
  rawQuotes?: boolean;
  /** Leave escape characters in the result. */
  rawEscapes?: boolean;
  /** Quotes mean nothing (the content of a here-document). */
  skipProcessQuotes?: boolean;
  /** Leave references to unset variables as they are. */
  skipUnsetEnv?: boolean;
}

export interface Expansion {
  result: string;
  /** The result split at unquoted white space; undefined when nothing came out. */
  words: string[] | undefined;
  matched: Set<string>;
  unmatched: Set<string>;
}

/**
 * Word expansion of the Dockerfile: quotes, escapes, `$name` and `${name}` with the modifiers
 * `:- - :+ + :? ? # ## % %% / //` (BuildKit's frontend/dockerfile/shell.Lex).
 */
export class Lex {
  constructor(
    readonly escapeToken: string,
    readonly options: LexOptions = {},
  ) {}

  expand(word: string, env: EnvGetter): Expansion {
    return new WordScanner(this.escapeToken, this.options, word, env).run(word);
  }

  /** Like `expand`, telling of the variables that weren't there, also when it fails. */
  expandTelling(word: string, env: EnvGetter, tell: (unmatched: ReadonlySet<string>) => void): Expansion {
    try {
      const expansion = this.expand(word, env);
      tell(expansion.unmatched);
      return expansion;
    } catch (error) {
      if (error instanceof ExpansionError) tell(error.unmatched);
      throw error;
    }
  }

  /** The expanded word. */
  word(word: string, env: EnvGetter): string {
    return this.expand(word, env).result;
  }

  /** The expanded words, split after expansion. */
  words(word: string, env: EnvGetter): string[] {
    return this.expand(word, env).words ?? [];
  }
}

const EOF = '';
/** What Go prints for the rune that means the end of the input. */
const EOF_TEXT = '\ufffd';
const letter = /^\p{L}$/u;
const digit = /^\p{Nd}$/u;

class WordScanner {
  private readonly chars: string[];
  private at = 0;
  private rawEscapes: boolean;
  private readonly buffer: WordBuffer = { text: '' };
  private readonly matched = new Set<string>();
  private readonly unmatched = new Set<string>();

  constructor(
    private readonly escapeToken: string,
    private readonly options: LexOptions,
    word: string,
    private readonly env: EnvGetter,
  ) {
    // Go's text/scanner passes over a byte order mark at the start.
    this.chars = [...word.replace(/^\ufeff/, '')];
    this.rawEscapes = options.rawEscapes ?? false;
  }

  run(source: string): Expansion {
    try {
      const [result, words] = this.until(EOF, this.rawEscapes);
      return { result, words, matched: this.matched, unmatched: this.unmatched };
    } catch (error) {
      throw new ExpansionError(`failed to process ${quote(source)}: ${(error as Error).message}`, this.unmatched);
    }
  }

  private peek(): string {
    return this.chars[this.at] ?? EOF;
  }

  private next(): string {
    return this.chars[this.at++] ?? EOF;
  }

  private until(stop: string, rawEscapes: boolean): [string, string[] | undefined] {
    let result = '';
    this.buffer.text = '';
    const words = new WordCollector(this.buffer);
    const outerRaw = this.rawEscapes;
    this.rawEscapes = rawEscapes;
    try {
      while (this.peek() !== EOF) {
        const char = this.peek();
        if (stop !== EOF && char === stop) {
          this.next();
          return [result, words.finish()];
        }
        const special = this.special(char);
        if (special) {
          const piece = special.call(this);
          result += piece;
          if (char === '$') words.addString(piece);
          else words.addRaw(piece);
          continue;
        }
        let plain = this.next();
        if (plain === this.escapeToken) {
          if (this.rawEscapes) {
            words.addRaw(plain);
            result += plain;
          }
          plain = this.next();
          if (plain === EOF) break;
          words.addRaw(plain);
        } else {
          words.addChar(plain);
        }
        result += plain;
      }
      if (stop !== EOF) {
        throw new DockerfileError(`unexpected end of statement while looking for matching ${stop}`);
      }
      return [result, words.finish()];
    } finally {
      this.rawEscapes = outerRaw;
    }
  }

  private special(char: string): (() => string) | undefined {
    if (char === '$') return this.dollar;
    if (char === '<') return this.possibleHeredoc;
    if (this.options.skipProcessQuotes) return undefined;
    if (char === "'") return this.singleQuote;
    if (char === '"') return this.doubleQuote;
    return undefined;
  }

  private singleQuote(): string {
    const mark = this.options.rawQuotes ? "'" : '';
    this.next();
    let result = mark;
    for (;;) {
      const char = this.next();
      if (char === EOF) throw new DockerfileError('unexpected end of statement while looking for matching single-quote');
      if (char === "'") return result + mark;
      result += char;
    }
  }

  /** The escape token counts only before `"`, `$` and itself. */
  private doubleQuote(): string {
    const mark = this.options.rawQuotes ? '"' : '';
    this.next();
    let result = mark;
    for (;;) {
      const ahead = this.peek();
      if (ahead === EOF) throw new DockerfileError('unexpected end of statement while looking for matching double-quote');
      if (ahead === '"') {
        this.next();
        return result + mark;
      }
      if (ahead === '$') {
        result += this.dollar();
        continue;
      }
      let char = this.next();
      if (char === this.escapeToken) {
        if (this.rawEscapes) result += char;
        const escaped = this.peek();
        if (escaped === EOF) continue;
        if (escaped === '"' || escaped === '$' || escaped === this.escapeToken) char = this.next();
      }
      result += char;
    }
  }

  private possibleHeredoc(): string {
    this.next();
    if (this.peek() !== '<') return '<';
    this.next();
    let result = '<<';
    while (this.peek() === '\t' || this.peek() === '\r' || this.peek() === ' ') result += this.next();
    return result;
  }

  private dollar(): string {
    this.next();
    if (this.peek() !== '{') {
      const name = this.name();
      if (name === '') return '$';
      const value = this.lookup(name);
      if (value === undefined && this.options.skipUnsetEnv) return '$' + name;
      return value ?? '';
    }
    this.next();
    if (this.peek() === EOF) throw new DockerfileError("syntax error: missing '}'");
    if ('{}:'.includes(this.peek())) throw new DockerfileError('syntax error: bad substitution');
    return this.braced(this.name());
  }

  private braced(name: string): string {
    let char = this.next();
    let modifier = char === EOF ? EOF_TEXT : char;
    if (char === '}') {
      const value = this.lookup(name);
      if (value === undefined && this.options.skipUnsetEnv) return '${' + name + '}';
      return value ?? '';
    }
    if (char === '/') return this.replacement(name);
    const nullIsUnset = char === ':';
    if (nullIsUnset) {
      char = this.next();
      modifier += char === EOF ? EOF_TEXT : char;
    } else if (!'+-?#%'.includes(char) || char === EOF) {
      throw new DockerfileError(`unsupported modifier (${modifier}) in substitution`);
    }
    const trims = char === '#' || char === '%';
    if (nullIsUnset && trims) throw new DockerfileError(`unsupported modifier (${modifier}) in substitution`);
    const word = this.nested('}', trims, "syntax error: missing '}'");
    const value = this.lookup(name);
    if (this.options.skipUnsetEnv && value === undefined) return '${' + name + modifier + word + '}';
    const empty = value === undefined || (nullIsUnset && value === '');
    switch (char) {
      case '-':
        return empty ? word : value!;
      case '+':
        return empty ? '' : word;
      case '?':
        if (!empty) return value!;
        throw new DockerfileError(`${name}: ${word || `is not allowed to be ${value === undefined ? 'unset' : 'empty'}`}`);
      case '#':
      case '%': {
        const greedy = word.startsWith(char);
        const pattern = greedy ? word.slice(1) : word;
        return (char === '#' ? trimPrefix : trimSuffix)(pattern, value ?? '', greedy);
      }
      default:
        throw new DockerfileError(`unsupported modifier (${modifier}) in substitution`);
    }
  }

  private replacement(name: string): string {
    const all = this.peek() === '/';
    if (all) this.next();
    const pattern = this.nested('/', true, "syntax error: missing '/' in ${}");
    const replacement = this.nested('}', true, "syntax error: missing '}'");
    const value = this.lookup(name);
    if (this.options.skipUnsetEnv && value === undefined) return '${' + `${name}/${pattern}/${replacement}` + '}';
    return replacePattern(value ?? '', pattern, replacement, all);
  }

  private nested(stop: string, rawEscapes: boolean, missing: string): string {
    try {
      return this.until(stop, rawEscapes)[0];
    } catch (error) {
      throw this.peek() === EOF ? new DockerfileError(missing) : error;
    }
  }

  /** Letters, digits and `_`; a number; or one of the special parameters of POSIX 2.5.2. */
  private name(): string {
    let name = '';
    while (this.peek() !== EOF) {
      const char = this.peek();
      if (name === '' && digit.test(char)) {
        while (digit.test(this.peek())) name += this.next();
        return name;
      }
      if (name === '' && '@*#?-$!0'.includes(char)) return this.next();
      if (!letter.test(char) && !digit.test(char) && char !== '_') break;
      name += this.next();
    }
    return name;
  }

  private lookup(name: string): string | undefined {
    const value = this.env.get(name);
    (value === undefined ? this.unmatched : this.matched).add(name);
    return value;
  }
}

/** A failed expansion, with the variables that it had looked for in vain. */
class ExpansionError extends DockerfileError {
  constructor(
    message: string,
    readonly unmatched: ReadonlySet<string>,
  ) {
    super(message);
  }
}
