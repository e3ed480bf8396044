import { posixRegex, RegexError } from './regex';

/** Where a command applies. */
export type Address =
  | { kind: 'line'; line: number }
  | { kind: 'last' }
  | { kind: 'regex'; regex: RegExp | undefined }
  | { kind: 'step'; first: number; step: number }
  | { kind: 'plus'; count: number }
  | { kind: 'multiple'; of: number };

export type Piece = { text: string } | { group: number } | { shift: 'U' | 'L' | 'u' | 'l' | 'E' };

export interface Command {
  from?: Address;
  to?: Address;
  negated: boolean;
  letter: string;
  /** Text of a, i and c; a label; a file; a number's text. */
  text: string;
  regex?: RegExp;
  replacement: Piece[];
  global: boolean;
  nth: number;
  print: number;
  evaluate: boolean;
  map?: Map<string, string>;
  /** Where b, t, T and a block's brace lead. */
  target: number;
  /** Of a range: state of the run. */
  active: boolean;
  until: number;
}

/** `char 3: unterminated 's' command`: what GNU sed says after the expression's number. */
export class SedError extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

export interface ParseOptions {
  extended: boolean;
  busybox: boolean;
}

/** Reads a sed script (sed(1), POSIX with GNU's extensions). */
export class SedParser {
  readonly commands: Command[] = [];
  private at = 0;
  private script = '';
  private readonly blocks: number[] = [];
  private readonly labels = new Map<string, number>();
  silent = false;

  constructor(private readonly options: ParseOptions) {}

  add(script: string): void {
    this.script = script;
    this.at = 0;
    if (this.commands.length === 0 && /^#n(\n|$)/.test(script)) this.silent = true;
    for (;;) {
      while (/[\s;]/.test(this.peek()) && this.peek() !== '') this.at++;
      if (this.peek() === '') return;
      this.command();
    }
  }

  finish(): Command[] {
    if (this.blocks.length > 0) throw new SedError(0, 'unmatched `{\'');
    for (const command of this.commands) {
      if (!'btT'.includes(command.letter) || command.letter === '') continue;
      if (command.text === '') command.target = this.commands.length;
      else {
        const target = this.labels.get(command.text);
        if (target === undefined) throw new SedError(-1, this.options.busybox ? `can't find label for jump to '${command.text}'` : `can't find label for jump to \`${command.text}'`);
        command.target = target;
      }
    }
    return this.commands;
  }

  private peek(): string {
    return this.script[this.at] ?? '';
  }

  private fail(message: string): never {
    throw new SedError(this.at, message);
  }

  private failAtEnd(message: string): never {
    this.at = this.script.length;
    this.fail(message);
  }

  private spaces(): void {
    while (/[ \t]/.test(this.peek()) && this.peek() !== '') this.at++;
  }

  private number(): number {
    const digits = /^\d+/.exec(this.script.slice(this.at))![0];
    this.at += digits.length;
    return Number(digits);
  }

  private address(second: boolean): Address | undefined {
    const c = this.peek();
    if (/\d/.test(c)) {
      const line = this.number();
      if (!second && this.peek() === '~') {
        this.at++;
        return { kind: 'step', first: line, step: /\d/.test(this.peek()) ? this.number() : 0 };
      }
      return { kind: 'line', line };
    }
    if (c === '$') {
      this.at++;
      return { kind: 'last' };
    }
    if (second && (c === '+' || c === '~')) {
      this.at++;
      if (!/\d/.test(this.peek())) this.fail('expected number');
      const count = this.number();
      return c === '+' ? { kind: 'plus', count } : { kind: 'multiple', of: count };
    }
    if (c !== '/' && c !== '\\') return undefined;
    if (c === '\\') this.at++;
    const delimiter = this.peek();
    this.at++;
    const source = this.delimited(delimiter, true, 'unterminated address regex');
    let ignoreCase = false;
    let multiline = false;
    for (; this.peek() === 'I' || this.peek() === 'M'; this.at++) this.peek() === 'I' ? (ignoreCase = true) : (multiline = true);
    return { kind: 'regex', regex: source === '' ? undefined : this.regex(source, ignoreCase, multiline) };
  }

  private regex(source: string, ignoreCase: boolean, multiline: boolean): RegExp {
    try {
      return posixRegex(source, { extended: this.options.extended, ignoreCase, multiline, flags: 'g' });
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      throw new SedError(this.at, error.message);
    }
  }

  /** Text up to a delimiter; an escaped delimiter is the delimiter itself. */
  private delimited(delimiter: string, isRegex: boolean, message: string): string {
    let out = '';
    for (; ; this.at++) {
      const c = this.peek();
      if (c === '' || (c === '\n' && isRegex && message.includes('address'))) this.fail(message);
      if (c === '[' && isRegex) {
        const bracket = /^\[\^?\]?(?:\[[:.=][^\]]*[:.=]\]|[^\]\n])*\]/.exec(this.script.slice(this.at));
        if (!bracket && delimiter === '/') this.failAtEnd(message);
        if (bracket) {
          out += bracket[0];
          this.at += bracket[0].length - 1;
          continue;
        }
      }
      if (c === delimiter) break;
      if (c === '\\') {
        const next = this.script[this.at + 1] ?? '';
        if (next === '') this.fail(message);
        this.at++;
        if (next === delimiter) out += isRegex && /[.*+?()[\]{}|^$]/.test(next) ? `\\${next}` : next === '&' ? '\\&' : next;
        else if (next === '\n' && isRegex) out += '\n';
        else out += `\\${next}`;
        continue;
      }
      out += c;
    }
    this.at++;
    return out;
  }

  private command(): void {
    const command: Command = { negated: false, letter: '', text: '', replacement: [], global: false, nth: 1, print: 0, evaluate: false, target: 0, active: false, until: 0 };
    const from = this.address(false);
    if (from) {
      command.from = from;
      this.spaces();
      if (this.peek() === ',') {
        this.at++;
        this.spaces();
        const to = this.address(true);
        if (!to) {
          this.at++;
          this.fail('unexpected `,\'');
        }
        command.to = to;
      }
    }
    this.spaces();
    while (this.peek() === '!') {
      command.negated = true;
      this.at++;
      this.spaces();
    }
    const letter = this.peek();
    this.at++;
    command.letter = letter;
    if (letter === '') this.fail('missing command');
    if (from?.kind === 'line' && from.line === 0 && command.to?.kind !== 'regex') this.fail('invalid usage of line address 0');
    switch (letter) {
      case '#':
        if (from) this.fail('comments don\'t accept any addresses');
        while (this.peek() !== '' && this.peek() !== '\n') this.at++;
        return;
      case '{':
        this.blocks.push(this.commands.length);
        this.commands.push(command);
        return;
      case '}': {
        if (from) this.fail('} doesn\'t want any addresses');
        const open = this.blocks.pop();
        if (open === undefined) this.fail('unexpected `}\'');
        this.commands[open]!.target = this.commands.length;
        this.end();
        return;
      }
      case ':':
        if (from) this.fail(': doesn\'t want any addresses');
        this.spaces();
        command.text = this.word();
        if (command.text === '') this.fail('":" lacks a label');
        this.labels.set(command.text, this.commands.length);
        return;
      case 'b': case 't': case 'T':
        this.spaces();
        command.text = this.word();
        break;
      case 'a': case 'i': case 'c':
        command.text = this.inserted();
        break;
      case 'r': case 'R': case 'w': case 'W': {
        this.spaces();
        const line = this.restOfLine();
        if (line === '') this.fail('missing filename in r/R/w/W commands');
        command.text = line;
        break;
      }
      case 'q': case 'Q': case 'l': case 'L':
        this.spaces();
        if (/\d/.test(this.peek())) command.text = String(this.number());
        this.end();
        break;
      case 's':
        this.substitute(command);
        this.end();
        break;
      case 'y':
        this.transliterate(command);
        this.end();
        break;
      case 'd': case 'D': case 'g': case 'G': case 'h': case 'H': case 'n': case 'N': case 'p': case 'P': case 'x': case '=': case 'z': case 'F':
        this.end();
        break;
      default:
        this.fail(this.options.busybox ? `unsupported command ${letter}` : `unknown command: \`${letter}'`);
    }
    this.commands.push(command);
  }

  /** After a command only blanks, `;`, `}`, a comment or the line's end may follow. */
  private end(): void {
    this.spaces();
    const c = this.peek();
    if (c === '' || c === '\n' || c === ';') this.at++;
    else if (c !== '}' && c !== '#') {
      this.at++;
      this.fail('extra characters after command');
    }
  }

  private word(): string {
    const found = /^[^\s;}]*/.exec(this.script.slice(this.at))![0];
    this.at += found.length;
    this.spaces();
    return found;
  }

  private restOfLine(): string {
    const end = this.script.indexOf('\n', this.at);
    const line = this.script.slice(this.at, end === -1 ? undefined : end);
    this.at = end === -1 ? this.script.length : end + 1;
    return line;
  }

  /** Text of a, i, c: on the same line (GNU) or after a backslash and a newline; backslashes continue it. */
  private inserted(): string {
    this.spaces();
    if (this.peek() === '') this.fail('expected \\ after `a\', `c\' or `i\'');
    if (this.peek() === '\\') {
      this.at++;
      this.spaces();
      if (this.peek() === '\n') this.at++;
      else if (this.peek() === '\\') this.at += 0;
    }
    let out = '';
    for (; this.at < this.script.length; this.at++) {
      const c = this.peek();
      if (c === '\n') {
        this.at++;
        break;
      }
      if (c === '\\' && this.at + 1 < this.script.length) {
        this.at++;
        const next = this.peek();
        out += next === 't' && !this.options.busybox ? '\t' : next;
        continue;
      }
      out += c;
    }
    return `${out}\n`;
  }

  private substitute(command: Command): void {
    const delimiter = this.peek();
    this.at++;
    const unterminated = this.options.busybox ? 'unmatched \'' + delimiter + '\'' : 'unterminated `s\' command';
    if (delimiter === '' || delimiter === '\n' || delimiter === '\\') this.fail(unterminated);
    const source = this.delimited(delimiter, true, unterminated);
    const replacement = this.delimited(delimiter, false, unterminated);
    let ignoreCase = false;
    let multiline = false;
    for (; ; ) {
      const c = this.peek();
      if (/\d/.test(c)) {
        command.nth = this.number();
        if (command.nth === 0) this.fail('number option to `s\' command may not be zero');
        continue;
      }
      if (c === 'g') command.global = true;
      else if (c === 'p') command.print++;
      else if (c === 'i' || c === 'I') ignoreCase = true;
      else if (c === 'm' || c === 'M') multiline = true;
      else if (c === 'e') command.evaluate = true;
      else if (c === 'w') {
        this.at++;
        this.spaces();
        command.text = this.restOfLine();
        break;
      } else if (c === '' || /[\s;}#]/.test(c)) break;
      else {
        this.at++;
        this.fail('unknown option to `s\'');
      }
      this.at++;
    }
    if (source !== '') command.regex = this.regex(source, ignoreCase, multiline);
    command.replacement = this.pieces(replacement, command.regex);
  }

  private pieces(text: string, regex: RegExp | undefined): Piece[] {
    const pieces: Piece[] = [];
    let literal = '';
    const flush = () => {
      if (literal !== '') pieces.push({ text: literal });
      literal = '';
    };
    for (let i = 0; i < text.length; i++) {
      const c = text[i]!;
      if (c === '&') {
        flush();
        pieces.push({ group: 0 });
      } else if (c === '\\' && i + 1 < text.length) {
        const next = text[++i]!;
        if (/\d/.test(next)) {
          const groups = regex ? new RegExp(`${regex.source}|`, regex.flags).exec('')!.length - 1 : 9;
          if (Number(next) > groups) this.fail(`invalid reference \\${next} on \`s' command's RHS`);
          flush();
          pieces.push({ group: Number(next) });
        } else if (/[ULulE]/.test(next)) {
          flush();
          pieces.push({ shift: next as 'U' });
        } else literal += { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\x07' }[next] ?? next;
      } else literal += c;
    }
    flush();
    return pieces;
  }

  private transliterate(command: Command): void {
    const delimiter = this.peek();
    this.at++;
    const from = this.delimited(delimiter, false, 'unterminated `y\' command');
    const to = this.delimited(delimiter, false, 'unterminated `y\' command');
    const chars = (text: string): string[] => [...text.replace(/\\(.)/gs, (_, c: string) => ({ n: '\n', t: '\t', r: '\r' })[c] ?? c)];
    const [a, b] = [chars(from), chars(to)];
    if (a.length !== b.length) this.fail('strings for `y\' command are different lengths');
    command.map = new Map(a.map((c, i) => [c, b[i]!]));
  }
}
