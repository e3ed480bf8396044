/** `nginx: [emerg] …`: a configuration that can't be used. */
export class ConfigError extends Error {}

/** What is wrong though every line of the configuration is right by itself. */
export class LateConfigError extends ConfigError {}

/** The words of one statement, and what ends it. `line` is the one of the end, as nginx tells it. */
export interface Statement {
  words: string[];
  end: ';' | '{' | '}' | 'eof';
  line: number;
}

const SPACE = new Set([' ', '\t', '\r', '\n']);
const ESCAPES: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n', '"': '"', "'": "'", '\\': '\\' };

const unescape = (text: string): string => text.replace(/\\([trn"'\\])/g, (_, c: string) => ESCAPES[c]!);

/** Reads a configuration's statements one after the other, by the rules of ngx_conf_file.c. `where` names the file in errors. */
export class StatementReader {
  private at = 0;
  private line = 1;

  constructor(
    private readonly source: string,
    private readonly where: string,
    /** The text of `-g`, which has no lines. */
    private readonly isArgument = false,
  ) {}

  fail(message: string): never {
    throw new ConfigError(this.isArgument ? `${message.replace('unexpected end of file, expecting ";" or "}"', 'unexpected end of parameter, expecting ";"')} in command line` : `${message} in ${this.where}:${this.line}`);
  }

  /** The line that reading has come to. */
  get position(): number {
    return this.line;
  }

  /** The next statement. Throws ConfigError. */
  next(): Statement {
    const words: string[] = [];
    const done = (end: Statement['end']): Statement => ({ words, end, line: this.line });
    for (;;) {
      const c = this.source[this.at];
      if (c === undefined) {
        if (words.length > 0) this.fail('unexpected end of file, expecting ";" or "}"');
        return done('eof');
      }
      this.at++;
      if (c === '\n') this.line++;
      if (SPACE.has(c)) continue;
      if (c === '#') this.skipComment();
      else if (c === ';' || c === '{') {
        if (words.length === 0) this.fail(`unexpected "${c}"`);
        return done(c);
      } else if (c === '}') {
        if (words.length > 0) this.fail('unexpected "}"');
        return done('}');
      } else {
        words.push(c === '"' || c === "'" ? this.quotedWord(c) : this.bareWord(c));
      }
    }
  }

  private skipComment(): void {
    const end = this.source.indexOf('\n', this.at);
    this.at = end === -1 ? this.source.length : end;
  }

  private quotedWord(quote: string): string {
    const start = this.at;
    for (;;) {
      const c = this.source[this.at++];
      if (c === undefined) this.fail('unexpected end of file, expecting ";" or "}"');
      if (c === '\n') this.line++;
      if (c === '\\') this.at++;
      if (c === quote) break;
    }
    const word = unescape(this.source.slice(start, this.at - 1));
    const next = this.source[this.at];
    // A parenthesis may follow directly, for `if ($x = "y")`: it becomes a word of its own.
    if (next !== undefined && !SPACE.has(next) && !';{)'.includes(next)) this.fail(`unexpected "${next}"`);
    return word;
  }

  private bareWord(first: string): string {
    const start = this.at - 1;
    let isVariable = first === '$';
    if (first === '\\') this.at++;
    for (;;) {
      const c = this.source[this.at];
      if (c === undefined) this.fail('unexpected end of file, expecting ";" or "}"');
      if (c === '{' && isVariable) {
        this.at++;
        isVariable = false;
        continue;
      }
      if (SPACE.has(c) || c === ';' || c === '{') return unescape(this.source.slice(start, this.at));
      isVariable = c === '$';
      if (c === '\\') this.at++;
      this.at++;
    }
  }
}
