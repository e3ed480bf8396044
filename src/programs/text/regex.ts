/** A pattern that regcomp(3) refuses; the message is glibc's. */
export class RegexError extends Error {}

export interface RegexOptions {
  /** ERE (grep -E, sed -E, awk); otherwise BRE with GNU's `\+ \? \|`. */
  extended: boolean;
  ignoreCase?: boolean;
  /** `^` and `$` also at newlines (sed's M). */
  multiline?: boolean;
  /** awk: backslash escapes such as `\n` and `\/` count in brackets too. */
  awk?: boolean;
  /** More flags of JavaScript: `g`, `y`, `d`. */
  flags?: string;
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: '\\p{L}', digit: '0-9', alnum: '\\p{L}\\p{Nd}', upper: '\\p{Lu}', lower: '\\p{Ll}', space: '\\s', blank: ' \\t', punct: '!-\\/:-@\\[-`\\{-~',
  xdigit: '0-9A-Fa-f', print: '\\x20-\\x7e\\u{a0}-\\u{10ffff}', graph: '\\x21-\\x7e\\u{a1}-\\u{10ffff}', cntrl: '\\x00-\\x1f\\x7f',
};
const CONTROL: Readonly<Record<string, string>> = { n: '\\n', t: '\\t', r: '\\r', f: '\\f', v: '\\v', a: '\\x07' };

/** A character as a literal of a JavaScript pattern with the u flag. */
export function escapeLiteral(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

interface Branch {
  source: string;
  /** Literal characters so far, or -1 when there was anything else. */
  literals: number;
}

/** Writes a POSIX pattern (regex(7), with GNU's extensions) as one of JavaScript. */
class Translator {
  private at = 0;
  private groups = 0;

  constructor(
    private readonly pattern: string,
    private readonly options: RegexOptions,
  ) {}

  translate(): string {
    const source = this.alternatives(0);
    if (this.at < this.pattern.length) throw new RegexError('Unmatched ) or \\)');
    return source;
  }

  private opens(token: string): boolean {
    return this.pattern.startsWith(this.options.extended ? token : `\\${token}`, this.at);
  }

  private skip(): void {
    this.at += this.options.extended ? 1 : 2;
  }

  private alternatives(depth: number): string {
    const branches: Branch[] = [];
    for (;;) {
      branches.push(this.branch(depth));
      if (!this.opens('|')) break;
      this.skip();
    }
    // POSIX takes the longest alternative, JavaScript the first: longer literals go first.
    if (branches.length > 1 && branches.every((branch) => branch.literals >= 0)) branches.sort((a, b) => b.literals - a.literals);
    return branches.map((branch) => branch.source).join('|');
  }

  private branch(depth: number): Branch {
    const { extended } = this.options;
    const branch: Branch = { source: '', literals: 0 };
    let previous: string | undefined;
    const put = (atom: string, isLiteral = false) => {
      if (previous !== undefined) branch.source += previous;
      previous = atom;
      branch.literals = isLiteral && branch.literals >= 0 ? branch.literals + 1 : -1;
    };
    while (this.at < this.pattern.length) {
      if (this.opens('|') || (this.opens(')') && (depth > 0 || !extended))) break;
      const c = this.pattern[this.at]!;
      if (this.opens('(')) {
        this.skip();
        this.groups++;
        const inner = this.alternatives(depth + 1);
        if (!this.opens(')')) throw new RegexError('Unmatched ( or \\(');
        this.skip();
        put(`(${inner})`);
      } else if (this.isQuantifier(previous)) {
        previous = `${/^(\^|\$)$/.test(previous!) ? `(?:${previous})` : previous}${this.quantifier()}`;
        if (/(?:[*+?]|\})[*+?{]$/.test(previous)) previous = `(?:${previous.slice(0, -1)})${previous.slice(-1)}`;
        previous = `(?:${previous})`;
        branch.literals = -1;
      } else if (c === '[') put(this.bracket());
      else if (c === '\\') this.escape(put);
      else {
        this.at += 1;
        if (c === '.') put('.');
        else if (c === '^' && (extended || previous === undefined)) put('^');
        else if (c === '$' && (extended || this.at === this.pattern.length || this.opens(')') || this.opens('|'))) put('$');
        else {
          const whole = String.fromCodePoint(this.pattern.codePointAt(this.at - 1)!);
          this.at += whole.length - 1;
          put(escapeLiteral(whole), true);
        }
      }
    }
    return { source: branch.source + (previous ?? ''), literals: branch.literals };
  }

  private isQuantifier(previous: string | undefined): boolean {
    const c = this.pattern[this.at]!;
    const { extended } = this.options;
    if (previous === undefined || (!extended && previous === '^')) return false;
    if (c === '*') return true;
    if (extended) return c === '+' || c === '?' || (c === '{' && /^\{(\d+(,\d*)?|,\d+)\}/.test(this.pattern.slice(this.at)));
    return c === '\\' && /^\\(?:[+?{])/.test(this.pattern.slice(this.at, this.at + 2));
  }

  private quantifier(): string {
    const { extended } = this.options;
    if (this.pattern[this.at] === '*') {
      this.at += 1;
      return '*';
    }
    const c = this.pattern[this.at + (extended ? 0 : 1)]!;
    this.skip();
    if (c !== '{') return c;
    const close = this.pattern.indexOf(extended ? '}' : '\\}', this.at);
    if (close === -1) throw new RegexError('Unmatched { or \\{');
    const body = this.pattern.slice(this.at, close);
    this.at = close + (extended ? 1 : 2);
    if (!/^(\d+(,\d*)?|,\d+)$/.test(body)) throw new RegexError('Invalid content of \\{\\}');
    const [low, high] = body.split(',');
    if (high && Number(low) > Number(high)) throw new RegexError('Invalid content of \\{\\}');
    return `{${low === '' ? `0,${high}` : body}}`;
  }

  private escape(put: (atom: string, isLiteral?: boolean) => void): void {
    const next = this.pattern[this.at + 1];
    if (next === undefined) throw new RegexError('Trailing backslash');
    this.at += 2;
    if (/[1-9]/.test(next) && !this.options.awk) {
      if (Number(next) > this.groups) throw new RegexError('Invalid back reference');
      put(`(?:\\${next})`);
    } else if (next === 'w') put('[\\p{L}\\p{Nd}_]');
    else if (next === 'W') put('[^\\p{L}\\p{Nd}_]');
    else if (next === 's' || next === 'S') put(`\\${next}`);
    else if (next === 'b' || next === 'B') put(`\\${next}`);
    else if (next === '<' || next === 'y') put('\\b(?=\\w)');
    else if (next === '>') put('\\b(?<=\\w)');
    else if (next === '`') put('(?<![\\s\\S])');
    else if (next === "'") put('(?![\\s\\S])');
    else if (CONTROL[next]) put(CONTROL[next], true);
    else put(escapeLiteral(next), true);
  }

  /** A bracket expression with classes, equivalents and ranges. */
  private bracket(): string {
    const { pattern } = this;
    let i = this.at + 1;
    if (i === pattern.length) throw new RegexError('Invalid regular expression');
    let out = '[';
    if (pattern[i] === '^') {
      out += '^';
      i++;
    }
    const unmatched = () => new RegexError('Unmatched [, [^, [:, [., or [=');
    for (let first = true; ; first = false) {
      const c = pattern[i];
      if (c === undefined) throw unmatched();
      if (c === ']' && !first) break;
      if (c === '[' && (pattern[i + 1] === ':' || pattern[i + 1] === '.' || pattern[i + 1] === '=')) {
        const kind = pattern[i + 1]!;
        const close = pattern.indexOf(`${kind}]`, i + 2);
        if (close === -1) throw unmatched();
        const name = pattern.slice(i + 2, close);
        if (kind === ':') {
          const set = CLASSES[name];
          if (set === undefined) throw new RegexError('Invalid character class name');
          out += this.options.ignoreCase && (name === 'upper' || name === 'lower') ? CLASSES['alpha']! : set;
        } else out += escapeInClass(name);
        i = close + 2;
        continue;
      }
      if (c === '\\' && this.options.awk && i + 1 < pattern.length) {
        out += CONTROL[pattern[i + 1]!] ?? escapeInClass(pattern[i + 1]!);
        i += 2;
        continue;
      }
      if (c === '\\' && (pattern[i + 1] === 'n' || pattern[i + 1] === 't')) {
        // GNU sed turns \n and \t into the characters before the pattern is compiled.
        out += `\\${pattern[i + 1]}`;
        i += 2;
        continue;
      }
      const whole = String.fromCodePoint(pattern.codePointAt(i)!);
      i += whole.length;
      if (pattern[i] === '-' && pattern[i + 1] !== undefined && pattern[i + 1] !== ']') {
        const end = String.fromCodePoint(pattern.codePointAt(i + 1)!);
        if (end.codePointAt(0)! < whole.codePointAt(0)!) throw new RegexError('Invalid range end');
        out += `${escapeInClass(whole)}-${escapeInClass(end)}`;
        i += 1 + end.length;
      } else out += escapeInClass(whole);
    }
    this.at = i + 1;
    return `${out}]`;
  }
}

function escapeInClass(text: string): string {
  return text.replace(/[\\\][^\-/|.$*+?{}()]/g, '\\$&');
}

/** A POSIX regular expression as one of JavaScript. Throws RegexError. */
export function posixRegex(pattern: string, options: RegexOptions): RegExp {
  const source = new Translator(pattern, options).translate();
  try {
    return new RegExp(source, `su${options.ignoreCase ? 'i' : ''}${options.multiline ? 'm' : ''}${options.flags ?? ''}`);
  } catch {
    throw new RegexError('Invalid preceding regular expression');
  }
}
