/** Go's regular expressions (RE2 syntax) on JavaScript's. */
const POSIX: Record<string, string> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7f',
  blank: '\\t ',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};
const CLASSES: Record<string, string> = { d: '0-9', w: '0-9A-Za-z_', s: '\\t\\n\\f\\r ' };
const CONTROLS: Record<string, string> = { a: '\\x07', f: '\\f', t: '\\t', n: '\\n', r: '\\r', v: '\\v' };

function literal(char: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(char) ? '\\u{' + char.codePointAt(0)!.toString(16) + '}' : char;
}

class Translator {
  private at = 0;
  flags = 'u';
  private dotAll = false;

  constructor(private readonly source: string) {}

  /** The JavaScript source; throws on what RE2 refuses. */
  translate(): string {
    let out = '';
    while (this.at < this.source.length) {
      const rest = this.source.slice(this.at);
      const char = String.fromCodePoint(rest.codePointAt(0)!);
      if (char === '\\') out += this.escape(false);
      else if (char === '[') out += this.set();
      else if (rest.startsWith('(?')) out += this.group(rest);
      else if (char === '.') {
        out += this.dotAll ? '[^]' : '[^\\n]';
        this.at++;
      } else if (char === '{') {
        const repeat = /^\{(\d+)(,\d*)?\}/.exec(rest);
        if (repeat && Number(repeat[1]) > 1000) throw new SyntaxError('invalid repeat count');
        out += repeat ? repeat[0] : '\\{';
        this.at += repeat ? repeat[0].length : 1;
      } else {
        out += char === '}' || char === ']' || char === '/' ? '\\' + char : char;
        this.at += char.length;
      }
    }
    return out;
  }

  private group(rest: string): string {
    const named = /^\(\?P?<([A-Za-z_]\w*)>/.exec(rest);
    if (named) {
      this.at += named[0].length;
      return `(?<${named[1]}>`;
    }
    if (rest.startsWith('(?:')) {
      this.at += 3;
      return '(?:';
    }
    // Flags for the whole expression; those for a part of it have no counterpart.
    const flags = /^\(\?([imsU]+)\)/.exec(rest);
    if (!flags || this.at !== 0) throw new SyntaxError('invalid or unsupported Perl syntax');
    this.at += flags[0].length;
    if (flags[1]!.includes('i')) this.flags += 'i';
    if (flags[1]!.includes('m')) this.flags += 'm';
    this.dotAll = flags[1]!.includes('s');
    return '';
  }

  private escape(inSet: boolean): string {
    const rest = this.source.slice(this.at);
    const char = rest[1];
    if (char === undefined) throw new SyntaxError('trailing backslash at end of expression');
    const hex = /^\\x(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]+)\})/.exec(rest);
    if (hex) return this.take(hex[0].length, '\\u{' + (hex[1] ?? hex[2])! + '}');
    const octal = /^\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest);
    if (octal) return this.take(octal[0].length, '\\u{' + parseInt(octal[1]!, 8).toString(16) + '}');
    const property = /^\\[pP](?:([A-Z])|\{(\^?)(\w+)\})/.exec(rest);
    if (property) {
      const name = property[1] ?? property[3]!;
      const negated = (rest[1] === 'P') !== (property[2] === '^');
      return this.take(property[0].length, `\\${negated ? 'P' : 'p'}{${name.length <= 2 ? name : 'Script=' + name}}`);
    }
    if (char in CONTROLS) return this.take(2, CONTROLS[char]!);
    const set = CLASSES[char.toLowerCase()];
    if (set !== undefined && /[dDwWsS]/.test(char)) {
      if (!inSet) return this.take(2, `[${char === char.toUpperCase() ? '^' : ''}${set}]`);
      return this.take(2, char === char.toLowerCase() ? set : '\\' + char);
    }
    if (!inSet && (char === 'b' || char === 'B')) return this.take(2, '\\' + char);
    if (!inSet && char === 'A') return this.take(2, '(?<![^])');
    if (!inSet && char === 'z') return this.take(2, '(?![^])');
    if (!inSet && char === 'Q') {
      const end = rest.indexOf('\\E', 2);
      const body = end === -1 ? rest.slice(2) : rest.slice(2, end);
      return this.take(2 + body.length + (end === -1 ? 0 : 2), [...body].map(literal).join(''));
    }
    if (/[A-Za-z0-9]/.test(char) || char > '\x7f') throw new SyntaxError(`invalid escape sequence: \`\\${char}\``);
    return this.take(2, literal(char));
  }

  private take(length: number, text: string): string {
    this.at += length;
    return text;
  }

  private set(): string {
    let out = '[';
    this.at++;
    if (this.source[this.at] === '^') out += this.take(1, '^');
    for (let first = true; ; first = false) {
      if (this.at >= this.source.length) throw new SyntaxError('missing closing ]');
      const char = String.fromCodePoint(this.source.codePointAt(this.at)!);
      if (char === ']' && !first) break;
      const posix = /^\[:(\^?)(\w+):\]/.exec(this.source.slice(this.at));
      if (posix) {
        const body = POSIX[posix[2]!];
        if (body === undefined || posix[1] === '^') throw new SyntaxError('invalid character class range');
        out += this.take(posix[0].length, body);
      } else if (/^\\[dDwWsSpP]/.test(this.source.slice(this.at))) out += this.escape(true);
      else out += this.range();
    }
    this.at++;
    return out + ']';
  }

  /** A character of a set, or two with a `-` between them; elsewhere `-` stands for itself. */
  private range(): string {
    const from = this.setChar();
    const ahead = this.source[this.at + 1];
    if (this.source[this.at] !== '-' || ahead === undefined || ahead === ']') return from;
    this.at++;
    return `${from}-${this.setChar()}`;
  }

  private setChar(): string {
    const char = String.fromCodePoint(this.source.codePointAt(this.at)!);
    return char === '\\' ? this.escape(true) : this.take(char.length, literal(char));
  }
}

/** A Go regular expression; throws SyntaxError when Go's regexp would refuse it. */
export function goRegExp(source: string): RegExp {
  const translator = new Translator(source);
  const translated = translator.translate();
  return new RegExp(translated, translator.flags);
}
