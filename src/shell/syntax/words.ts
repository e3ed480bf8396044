import { normalize } from '../text';
import type { ListNode, ParamPart, Part, Word } from './ast';
import { ansiC } from './ansi-c';
import { ShellSyntaxError, type Fault } from './syntax-error';

export interface ParseOptions {
  bash: boolean;
  /** Bash or BusyBox: $'…', <( ), (( )), [[ ]]. */
  extended: boolean;
  extglob: boolean;
  aliases?: ReadonlyMap<string, string>;
  /** More input may come (a terminal): an unfinished here-document is incomplete instead of ended. */
  more?: boolean;
  startLine?: number;
}

const META = new Set([' ', '\t', '\n', ';', '&', '|', '<', '>', '(', ')']);

/** How text is read: within double quotes, or which characters end it. */
interface Mode {
  dq: boolean;
  stop: (char: string) => boolean;
  /** Quotes work although within double quotes (the pattern of ${x#pattern}). */
  quotes?: boolean;
  extglob?: boolean;
  /** `(`, `|`, `<` are ordinary. */
  plain?: boolean;
  hereDoc?: boolean;
}

/** Reads words: quoting and expansions (POSIX XCU 2.2, 2.6; bash(1) QUOTING, EXPANSION). */
export abstract class WordReader {
  pos = 0;
  private lineAtPos = 0;
  private lineCount = 0;

  /** `base`: where `startLine` is. */
  constructor(protected src: string, readonly options: ParseOptions, private readonly base = 0) {
    this.pos = base;
    this.lineAtPos = base;
  }

  get line(): number {
    if (this.pos < this.lineAtPos) {
      this.lineAtPos = this.base;
      this.lineCount = 0;
    }
    for (let i = this.lineAtPos; i < this.pos; i++) if (this.src.charCodeAt(i) === 10) this.lineCount++;
    this.lineAtPos = this.pos;
    return this.lineCount + (this.options.startLine ?? 1);
  }

  protected fail(fault: Fault, line = this.line): never {
    const from = this.src.lastIndexOf('\n', Math.max(0, this.pos - 1)) + 1;
    const to = this.src.indexOf('\n', from);
    throw new ShellSyntaxError(fault, line, this.src.slice(from, to === -1 ? this.src.length : to));
  }

  protected abstract parseSubstitution(): ListNode;

  /** Parses commands of another text (backquotes). */
  protected abstract parseNested(src: string, line: number): ListNode;

  protected peekChar(ahead = 0): string {
    return this.src[this.pos + ahead] ?? '';
  }

  /** A word at the current position; undefined when there is none. */
  protected word(options: { extglob?: boolean; regex?: boolean } = {}): Word | undefined {
    const start = this.pos;
    const parts = options.regex
      ? this.regexParts()
      : this.parts({ dq: false, stop: (c) => META.has(c), extglob: options.extglob ?? this.options.extglob });
    if (this.pos === start) return undefined;
    return { parts, raw: this.src.slice(start, this.pos) };
  }

  /** The right side of =~: parentheses and bars belong to it. */
  private regexParts(): Part[] {
    let depth = 0;
    return this.parts({
      dq: false,
      plain: true,
      stop: (c) => {
        if (c === '(') depth++;
        else if (c === ')') {
          if (depth === 0) return true;
          depth--;
        }
        return depth === 0 && (c === ' ' || c === '\t' || c === '\n' || c === ';' || c === '&');
      },
    });
  }

  /** A word that ends where `stop` says (subscripts, operands of ${…}). */
  protected wordUntil(stop: (char: string) => boolean, dq: boolean, quotes = false): Word {
    const start = this.pos;
    const parts = this.parts({ dq, stop, quotes, plain: true, extglob: false });
    return { parts, raw: this.src.slice(start, this.pos) };
  }

  private parts(mode: Mode): Part[] {
    const out: Part[] = [];
    let text = '';
    const flush = (): void => {
      if (text !== '') out.push({ t: 'lit', v: text });
      text = '';
    };
    while (this.pos < this.src.length) {
      const c = this.src[this.pos]!;
      if (mode.stop(c)) {
        if (!mode.plain && (c === '<' || c === '>') && this.options.extended && this.peekChar(1) === '(') {
          flush();
          out.push(this.processSubstitution(c));
          continue;
        }
        break;
      }
      const active = !mode.dq || mode.quotes === true;
      if (c === '\\') {
        const next = this.peekChar(1);
        if (next === '\n') this.pos += 2;
        else if (next === '') {
          if (this.options.more) this.fail({ kind: 'eof' });
          text += '\\';
          this.pos++;
        } else if (mode.dq && !mode.quotes && !(mode.hereDoc ? '$`\\' : mode.plain ? '$`"\\}' : '$`"\\').includes(next)) {
          text += c + next;
          this.pos += 2;
        } else {
          flush();
          out.push({ t: 'q', v: next });
          this.pos += 2;
        }
      } else if (c === "'" && active) {
        flush();
        out.push({ t: 'q', v: this.singleQuoted() });
      } else if (c === '"' && (active || mode.plain)) {
        flush();
        out.push(this.doubleQuoted());
      } else if (c === '`') {
        flush();
        out.push(this.backquoted(mode.dq));
      } else if (c === '$') {
        const part = this.dollar(mode.dq && !mode.quotes);
        if (part) {
          flush();
          out.push(part);
        } else {
          text += '$';
          this.pos++;
        }
      } else if (mode.extglob && '?*+@!'.includes(c) && this.peekChar(1) === '(') {
        text += `${c}(`;
        this.pos += 2;
        flush();
        out.push(...this.extglobBody());
      } else {
        text += c;
        this.pos++;
      }
    }
    flush();
    return out;
  }

  private extglobBody(): Part[] {
    let depth = 1;
    const parts = this.parts({
      dq: false,
      plain: true,
      stop: (c) => {
        if (c === '(') depth++;
        if (c === ')') depth--;
        return depth === 0;
      },
    });
    if (this.peekChar() !== ')') this.fail({ kind: 'match', char: ')' });
    this.pos++;
    parts.push({ t: 'lit', v: ')' });
    return parts;
  }

  private singleQuoted(): string {
    const end = this.src.indexOf("'", this.pos + 1);
    if (end === -1) this.fail({ kind: 'match', char: "'" });
    const value = this.src.slice(this.pos + 1, end);
    this.pos = end + 1;
    return value;
  }

  private doubleQuoted(): Part {
    const line = this.line;
    this.pos++;
    const parts = this.parts({ dq: true, stop: (c) => c === '"' });
    if (this.peekChar() !== '"') this.fail({ kind: 'match', char: '"' }, line);
    this.pos++;
    return { t: 'dq', parts };
  }

  /** A here-document's body, or a prompt: as in double quotes, but the quote itself is ordinary. */
  quotedText(): Part[] {
    return this.parts({ dq: true, stop: () => false, hereDoc: true });
  }

  private backquoted(dq: boolean): Part {
    const line = this.line;
    const start = this.pos;
    let src = '';
    this.pos++;
    for (;;) {
      const c = this.peekChar();
      if (c === '') {
        this.pos = start;
        this.fail({ kind: 'match', char: '`' }, line);
      }
      this.pos++;
      if (c === '`') break;
      if (c === '\\') {
        const next = this.peekChar();
        if (next === '`' || next === '\\' || next === '$' || (dq && next === '"')) {
          src += next;
          this.pos++;
          continue;
        }
      }
      src += c;
    }
    return { t: 'cmd', body: this.parseNested(src, line), src, back: true };
  }

  private processSubstitution(dir: '<' | '>'): Part {
    this.pos += 2;
    const start = this.pos;
    const body = this.parseSubstitution();
    return { t: 'proc', dir, body, src: this.src.slice(start, this.pos - 1) };
  }

  private dollar(dq: boolean): Part | undefined {
    const next = this.peekChar(1);
    if (next === '(') {
      if (this.peekChar(2) === '(') {
        const arith = this.arithmetic();
        if (arith) return arith;
      }
      this.pos += 2;
      const start = this.pos;
      const body = this.parseSubstitution();
      return { t: 'cmd', body, src: this.src.slice(start, this.pos - 1) };
    }
    if (next === '{') return this.braced(dq);
    if (next === "'" && !dq && this.options.extended) {
      let end = this.pos + 2;
      while (end < this.src.length && this.src[end] !== "'") end += this.src[end] === '\\' ? 2 : 1;
      if (end >= this.src.length) this.fail({ kind: 'match', char: "'" });
      const value = normalize(ansiC(this.src.slice(this.pos + 2, end)));
      this.pos = end + 1;
      return { t: 'q', v: value };
    }
    if (next === '"' && !dq && this.options.bash) {
      this.pos++;
      return this.doubleQuoted();
    }
    if (next === '[' && this.options.bash) {
      this.pos += 2;
      let depth = 0;
      const expr = this.wordUntil((c) => {
        if (c === '[') depth++;
        return c === ']' && depth-- === 0;
      }, true);
      if (this.peekChar() !== ']') this.fail({ kind: 'match', char: ']' });
      this.pos++;
      return { t: 'arith', expr, old: true };
    }
    const name = /[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-]/y;
    name.lastIndex = this.pos + 1;
    const match = name.exec(this.src);
    if (!match) return undefined;
    this.pos += 1 + match[0].length;
    return { t: 'param', name: match[0], src: `$${match[0]}` };
  }

  /** $((…)); undefined when it turns out to be a command substitution that starts with a subshell. */
  private arithmetic(): Part | undefined {
    const start = this.pos;
    this.pos += 3;
    let depth = 0;
    let expr: Word;
    try {
      expr = this.wordUntil((c) => {
        if (c === '(') depth++;
        return c === ')' && depth-- === 0;
      }, true);
    } catch (error) {
      if (!(error instanceof ShellSyntaxError)) throw error;
      this.pos = start;
      return undefined;
    }
    if (this.peekChar() === ')' && this.peekChar(1) === ')') {
      this.pos += 2;
      return { t: 'arith', expr };
    }
    if (this.peekChar() === '') this.fail({ kind: 'match', char: ')' });
    this.pos = start;
    return undefined;
  }

  private braced(dq: boolean): Part {
    const start = this.pos;
    const line = this.line;
    this.pos += 2;
    const part = this.bracedBody(start, dq);
    if (part && this.peekChar() === '}') {
      this.pos++;
      part.src = this.src.slice(start, this.pos);
      return part;
    }
    this.pos = start + 2;
    this.wordUntil((c) => c === '}', dq);
    if (this.peekChar() !== '}') this.fail({ kind: 'match', char: '}' }, line);
    this.pos++;
    return { t: 'bad', text: this.src.slice(start, this.pos) };
  }

  private bracedBody(start: number, dq: boolean): ParamPart | undefined {
    const part: ParamPart = { t: 'param', name: '', src: '' };
    const rest = (): string => this.src.slice(this.pos, this.pos + 80);
    if (/^#(?:[A-Za-z_0-9]|[@*?$!-]\}|#\})/.test(rest())) {
      part.length = true;
      this.pos++;
    } else if (this.options.bash && /^!(?:[A-Za-z_0-9@*#?$!-])/.test(rest()) && !/^!\}/.test(rest())) {
      this.pos++;
      part.indirect = true;
    }
    const match = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])/.exec(this.src.slice(this.pos, this.pos + 200));
    if (!match) return undefined;
    part.name = match[0];
    this.pos += match[0].length;
    if (this.options.bash && this.peekChar() === '[' && /^[A-Za-z_]/.test(part.name)) {
      this.pos++;
      part.index = this.subscript();
      if (this.peekChar() !== ']') return undefined;
      this.pos++;
    }
    if (this.peekChar() === '}') return part;
    if (part.length) return undefined;
    if (part.indirect && (this.peekChar() === '*' || this.peekChar() === '@') && this.peekChar(1) === '}') {
      part.prefix = this.peekChar() as '*' | '@';
      part.indirect = false;
      this.pos++;
      return part;
    }
    const operators = this.options.bash
      ? /^(?::[-=?+]|[-=?+]|##?|%%?|\/[/#%]?|\^\^?|,,?|~~?|@[UuLQEPAKak](?=\})|:)/
      : this.options.extended
        ? /^(?::[-=?+]|[-=?+]|##?|%%?|\/\/?|:)/
        : /^(?::[-=?+]|[-=?+]|##?|%%?)/;
    const op = operators.exec(rest())?.[0];
    if (op === undefined) return undefined;
    part.op = op;
    this.pos += op.length;
    if (op.startsWith('@')) return part;
    if (op === ':') {
      if (this.peekChar() === '}') return undefined;
      let ternary = 0;
      let depth = 0;
      part.arg = this.wordUntil((c) => {
        if (c === '(') depth++;
        if (c === ')') depth--;
        if (c === '?') ternary++;
        return c === '}' || (c === ':' && depth === 0 && ternary-- <= 0);
      }, true);
      if (this.peekChar() === ':') {
        this.pos++;
        part.arg2 = this.wordUntil((c) => c === '}', true);
      }
      return part;
    }
    const pattern = /^[#%/^,~]/.test(op);
    if (op.startsWith('/')) {
      const first = this.pos;
      part.arg = this.wordUntil((c) => c === '}' || (c === '/' && (this.pos > first || op.length === 2 && op !== '//')), dq, true);
      if (this.peekChar() === '/') {
        this.pos++;
        part.arg2 = this.wordUntil((c) => c === '}', dq, true);
      }
      return part;
    }
    let nested = 0;
    part.arg = this.wordUntil((c) => {
      if (c === '{' && pattern) nested++;
      return c === '}' && (nested === 0 || nested-- < 0);
    }, dq, pattern);
    return part;
  }

  /** The text between [ and ]. */
  protected subscript(): Word {
    let depth = 0;
    return this.wordUntil((c) => {
      if (c === '[') depth++;
      return c === ']' && depth-- === 0;
    }, false);
  }
}
