import type { AndOrNode, ArrayItem, Assign, ListNode, Node, PipeNode, Redir, Word } from './ast';
import { literal } from './ast';
import { CompoundReader } from './compound';
import { ShellSyntaxError } from './syntax-error';
import type { ParseOptions } from './words';

export interface ParsedUnit {
  /** Undefined for an empty line. */
  node: ListNode | undefined;
  /** Where the next unit begins in the text as it was given. */
  end: number;
  warnings: { line: number; text: string }[];
}

/** Builtins whose arguments may be assignments (bash(1), "declaration commands"). */
const DECLARATIONS = new Set(['declare', 'typeset', 'local', 'export', 'readonly']);

interface PendingHereDoc {
  redir: Redir;
  delimiter: string;
  quoted: boolean;
}

/**
 * Recursive-descent parser of the shell grammar (POSIX XCU 2.10, bash's parse.y). It reads one complete command
 * (up to a newline) at a time, so that aliases and options take effect from the next line on.
 */
export class Parser extends CompoundReader {
  private hereDocs: PendingHereDoc[] = [];
  private warnings: { line: number; text: string }[] = [];
  /** Characters that alias expansion has added so far. */
  private shift = 0;
  private aliasRegions: { name: string; end: number }[] = [];
  private aliasNextAt = -1;

  constructor(src: string, options: ParseOptions, pos = 0) {
    super(src, options, pos);
  }

  /** The next complete command; undefined at the end of the text. */
  unit(): ParsedUnit | undefined {
    this.blanks();
    if (this.pos >= this.src.length) return undefined;
    if (this.peekChar() === '\n') {
      this.pos++;
      return { node: undefined, end: this.pos - this.shift, warnings: [] };
    }
    let node = this.commandLine();
    // The lines that an alias has put here belong to the command that it stood in.
    while (this.aliasRegions.some((region) => region.end > this.pos)) {
      this.newlines();
      if (this.pos >= this.src.length) break;
      const more = this.commandLine();
      node = { ...node, items: [...node.items, ...more.items] };
    }
    return { node, end: this.pos - this.shift, warnings: this.warnings };
  }

  private commandLine(): ListNode {
    const node = this.list(false);
    this.blanks();
    if (this.peekChar() === '\n') this.newline();
    else if (this.pos < this.src.length) this.unexpected();
    this.readHereDocs();
    return node;
  }

  protected parseNested(src: string, line: number): ListNode {
    return new Parser(src, { ...this.options, startLine: line, more: false }).whole();
  }

  /** All of the text as one list (backquotes). */
  whole(): ListNode {
    this.newlines();
    if (this.pos >= this.src.length) return this.emptyList();
    const node = this.list(true);
    if (this.pos < this.src.length) this.unexpected();
    return node;
  }

  protected parseSubstitution(): ListNode {
    const outer = this.hereDocs;
    this.hereDocs = [];
    this.newlines();
    const node = this.peekChar() === ')' ? this.emptyList() : this.list(true);
    if (this.peekChar() !== ')') {
      if (this.pos >= this.src.length) this.fail({ kind: 'match', char: ')' });
      this.unexpected(')');
    }
    this.pos++;
    this.hereDocs = outer;
    return node;
  }

  protected emptyList(): ListNode {
    return { t: 'list', items: [], line: this.line, redirs: [] };
  }

  /** Spaces, comments and continued lines. */
  protected blanks(): void {
    for (;;) {
      const c = this.src[this.pos];
      if (c === ' ' || c === '\t') this.pos++;
      else if (c === '\\' && this.src[this.pos + 1] === '\n') {
        if (this.pos + 2 >= this.src.length && this.options.more) this.fail({ kind: 'eof' });
        this.pos += 2;
      } else if (c === '#') {
        const end = this.src.indexOf('\n', this.pos);
        this.pos = end === -1 ? this.src.length : end;
      } else return;
    }
  }

  private newline(): void {
    this.pos++;
    this.readHereDocs();
  }

  protected newlines(): void {
    for (;;) {
      this.blanks();
      if (this.peekChar() !== '\n') return;
      this.newline();
    }
  }

  protected operator(): string | undefined {
    this.blanks();
    const match = /^(?:;;&|;;|;&|&&|\|\||\|&|&>>|&>|<<<|<<-|<<|>>|>\||<>|<&|>&|[;&|()<>\n])/.exec(this.src.slice(this.pos, this.pos + 3));
    if (!match) return undefined;
    const op = match[0];
    if (this.options.extended) return op;
    if (op === '|&') return '|';
    if (op === '&>' || op === '&>>') return '&';
    if (op === '<<<') return '<<';
    if (op === ';&' || op === ';;&') return op.slice(0, -1);
    return op;
  }

  protected unexpected(expecting?: string): never {
    this.blanks();
    if (this.pos >= this.src.length) this.fail({ kind: 'eof', expecting });
    const op = this.operator();
    const token = op ?? /^[^\s;&|<>()]+/.exec(this.src.slice(this.pos))?.[0] ?? this.peekChar();
    this.pos += op === '\n' ? 0 : token.length;
    this.fail({ kind: 'token', token, expecting });
  }

  /** Commands until something that can't go on. `multi`: newlines separate too. */
  protected list(multi: boolean): ListNode {
    const node = this.emptyList();
    if (multi) this.newlines();
    node.line = this.line;
    for (;;) {
      const command = this.andOr();
      const op = this.operator();
      const item = { node: command, bg: op === '&' };
      node.items.push(item);
      if (op === '&' || op === ';') {
        this.pos++;
        this.blanks();
      } else if (op !== '\n' || !multi) return node;
      if (multi) this.newlines();
      else if (this.operator() === '\n') return node;
      if (this.atEnd()) return node;
    }
  }

  /** True where no command can begin but a list may end. */
  private atEnd(): boolean {
    this.blanks();
    if (this.pos >= this.src.length) return true;
    const op = this.operator();
    if (op === ')' || op === ';;' || op === ';&' || op === ';;&') return true;
    const word = this.reserved();
    return word !== undefined && /^(?:then|else|elif|fi|do|done|esac|\})$/.test(word);
  }

  private andOr(): Node {
    const first = this.pipeline();
    let op = this.operator();
    if (op !== '&&' && op !== '||') return first;
    const node: AndOrNode = { t: 'andor', parts: [{ op: '', node: first }], line: first.line, redirs: [] };
    while (op === '&&' || op === '||') {
      this.pos += 2;
      this.newlines();
      node.parts.push({ op, node: this.pipeline() });
      op = this.operator();
    }
    return node;
  }

  private pipeline(): Node {
    this.blanks();
    const node: PipeNode = { t: 'pipe', cmds: [], errToo: [], bang: false, line: this.line, redirs: [] };
    for (;;) {
      this.expandAlias();
      const word = this.reserved();
      if (word === '!') {
        node.bang = !node.bang;
        this.pos++;
      } else if (word === 'time' && this.options.bash) {
        this.pos += 4;
        this.blanks();
        node.time = '';
        if (this.reserved() === '-p') {
          node.time = '-p';
          this.pos += 2;
        }
      } else break;
      this.blanks();
      if (this.pos >= this.src.length || /[;&\n]/.test(this.peekChar())) {
        node.cmds.push({ t: 'simple', assigns: [], words: [], redirs: [], line: this.line });
        return node;
      }
    }
    for (;;) {
      node.cmds.push(this.command());
      const op = this.operator();
      if (op !== '|' && op !== '|&') break;
      node.errToo.push(op === '|&');
      this.pos += op.length;
      this.newlines();
      if (this.pos >= this.src.length) this.fail({ kind: 'eof' });
    }
    return node.cmds.length === 1 && !node.bang && node.time === undefined ? node.cmds[0]! : node;
  }

  private command(): Node {
    this.blanks();
    this.expandAlias();
    const line = this.line;
    const compound = this.compound();
    if (compound) {
      compound.line = line;
      for (let redir = this.redirection(); redir; redir = this.redirection()) compound.redirs.push(redir);
      return compound;
    }
    const word = this.reserved();
    if (word !== undefined && /^(?:then|else|elif|fi|do|done|esac|\})$/.test(word)) this.unexpected();
    return this.simple(line);
  }

  private simple(line: number): Node {
    const assigns: Assign[] = [];
    const words: Word[] = [];
    const redirs: Redir[] = [];
    let declaration = false;
    for (;;) {
      this.blanks();
      const redir = this.redirection();
      if (redir) {
        redirs.push(redir);
        continue;
      }
      if (words.length === 0 || declaration) {
        const start = this.pos;
        const assign = this.assignment();
        if (assign) {
          if (words.length === 0) assigns.push(assign);
          else words.push({ parts: [], raw: this.src.slice(start, this.pos), assign });
          continue;
        }
      }
      if (words.length === 0 && (assigns.length > 0 || redirs.length > 0)) this.expandAlias();
      else if (words.length > 0 && this.aliasNextAt >= 0 && this.pos >= this.aliasNextAt) {
        this.aliasNextAt = -1;
        this.expandAlias();
      }
      const word = this.word();
      if (!word) break;
      if (words.length === 0 && assigns.length === 0 && redirs.length === 0) {
        const func = this.functionAfter(word, line);
        if (func) return func;
      }
      words.push(word);
      const name = literal(word);
      if (this.options.bash && name !== undefined && DECLARATIONS.has(name) && words.slice(0, -1).every((w) => /^(?:builtin|command)$/.test(w.raw))) declaration = true;
    }
    if (words.length === 0 && assigns.length === 0 && redirs.length === 0) this.unexpected();
    if (this.peekChar() === '(') {
      this.pos++;
      const token = /^[^\s;&|<>()]+/.exec(this.src.slice(this.pos))?.[0];
      this.pos--;
      if (token && words.length > 0 && this.options.bash && words.length === 1) {
        this.pos++;
        this.unexpected();
      }
      this.unexpected();
    }
    return { t: 'simple', assigns, words, redirs, line };
  }

  /** name=value, name+=value, name[subscript]=value, name=(…). */
  private assignment(): Assign | undefined {
    const match = /^([A-Za-z_][A-Za-z0-9_]*)(\[|\+?=)/.exec(this.src.slice(this.pos, this.pos + 256));
    if (!match) return undefined;
    const start = this.pos;
    const name = match[1]!;
    let append = false;
    let index: Word | undefined;
    if (match[2] === '[') {
      if (!this.options.bash) return undefined;
      this.pos += name.length + 1;
      try {
        index = this.subscript();
      } catch (error) {
        if (!(error instanceof ShellSyntaxError)) throw error;
        this.pos = start;
        return undefined;
      }
      const after = /^\](\+?)=/.exec(this.src.slice(this.pos, this.pos + 3));
      if (!after) {
        this.pos = start;
        return undefined;
      }
      append = after[1] === '+';
      this.pos += after[0].length;
    } else {
      append = match[2] === '+=';
      if (append && !this.options.bash) return undefined;
      this.pos += match[0].length;
    }
    if (this.options.bash && this.peekChar() === '(' && !index) {
      const items = this.arrayItems();
      return { name, append, items, raw: this.src.slice(start, this.pos) };
    }
    const value = this.word();
    return { name, append, index, value, raw: this.src.slice(start, this.pos) };
  }

  private arrayItems(): ArrayItem[] {
    const items: ArrayItem[] = [];
    this.pos++;
    for (;;) {
      this.newlines();
      if (this.peekChar() === ')') {
        this.pos++;
        return items;
      }
      if (this.pos >= this.src.length) this.fail({ kind: 'match', char: ')' });
      if (this.peekChar() === '[') {
        const start = this.pos;
        this.pos++;
        const index = this.subscript();
        const after = /^\](\+?)=/.exec(this.src.slice(this.pos, this.pos + 3));
        if (after) {
          this.pos += after[0].length;
          items.push({ index, append: after[1] === '+', value: this.word() ?? { parts: [], raw: '' } });
          continue;
        }
        this.pos = start;
      }
      const value = this.word();
      if (!value) this.unexpected();
      items.push({ value });
    }
  }

  protected redirection(): Redir | undefined {
    this.blanks();
    const match = /^(?:([0-9]+)|\{([A-Za-z_][A-Za-z0-9_]*)\})?(<<<|<<-|<<|>>|>\||<>|<&|>&|&>>|&>|<|>)/.exec(this.src.slice(this.pos, this.pos + 80));
    if (!match) return undefined;
    let op = match[3] as Redir['op'];
    if ((op === '&>' || op === '&>>') && (match[1] !== undefined || !this.options.extended)) return undefined;
    if (match[2] !== undefined && !this.options.bash) return undefined;
    if (op === '<<<' && !this.options.bash) op = '<<';
    if ((op === '<' || op === '>') && this.options.extended && match[1] === undefined && this.src[this.pos + match[0].length] === '(') return undefined;
    this.pos += match[0].length - (match[3]!.length - op.length);
    this.blanks();
    const line = this.line;
    const target = this.word();
    if (!target) this.unexpected();
    const redir: Redir = { op, target, line };
    if (match[1] !== undefined) redir.fd = Number(match[1]);
    if (match[2] !== undefined) redir.varName = match[2];
    if (op === '<<' || op === '<<-') {
      const quoted = /['"\\]/.test(target.raw);
      const delimiter = target.parts.map((p) => (p.t === 'lit' || p.t === 'q' ? p.v : p.t === 'dq' ? p.parts.map((q) => ('v' in q ? q.v : '')).join('') : '')).join('');
      this.hereDocs.push({ redir, delimiter: quoted ? delimiter : target.raw, quoted });
    }
    return redir;
  }

  private readHereDocs(): void {
    for (const doc of this.hereDocs.splice(0)) {
      const startLine = doc.redir.line;
      const lines: string[] = [];
      const first = this.line;
      for (;;) {
        if (this.pos >= this.src.length) {
          if (this.options.more) this.fail({ kind: 'eof' });
          this.warnings.push({ line: Math.max(startLine, this.line - (this.src.endsWith('\n') ? 1 : 0)), text: `warning: here-document at line ${startLine} delimited by end-of-file (wanted \`${doc.delimiter}')` });
          break;
        }
        const newline = this.src.indexOf('\n', this.pos);
        const end = newline === -1 ? this.src.length : newline;
        let text = this.src.slice(this.pos, end);
        this.pos = newline === -1 ? end : end + 1;
        if (doc.redir.op === '<<-') text = text.replace(/^\t+/, '');
        if (text === doc.delimiter) break;
        if (newline === -1 && !this.options.bash) {
          lines.push(text);
          continue;
        }
        if (!doc.quoted && /(?:^|[^\\])(?:\\\\)*\\$/.test(text) && newline !== -1) {
          // A continued line can't be the delimiter: it is joined before the comparison.
          lines.push(`${text.slice(0, -1)}\u0000`);
          continue;
        }
        lines.push(`${text}\n`);
      }
      const body = lines.join('').replaceAll('\u0000', '');
      doc.redir.body = doc.quoted
        ? { parts: [{ t: 'q', v: body }], raw: body }
        : { parts: new Parser(body, { ...this.options, more: false, startLine: first }).quotedText(), raw: body };
    }
  }

  /** Replaces an alias at the current position by its text. */
  private expandAlias(): void {
    const aliases = this.options.aliases;
    if (!aliases || aliases.size === 0) return;
    for (;;) {
      this.blanks();
      const match = /^[^\s;&|<>()'"`\\$]+(?=[\s;&|<>()]|$)/.exec(this.src.slice(this.pos, this.pos + 256));
      if (!match) return;
      const name = match[0];
      const value = aliases.get(name);
      this.aliasRegions = this.aliasRegions.filter((region) => region.end > this.pos);
      if (value === undefined || this.aliasRegions.some((region) => region.name === name)) return;
      const growth = value.length - name.length;
      this.src = this.src.slice(0, this.pos) + value + this.src.slice(this.pos + name.length);
      for (const region of this.aliasRegions) region.end += growth;
      if (this.aliasNextAt >= 0) this.aliasNextAt += growth;
      this.shift += growth;
      this.aliasRegions.push({ name, end: this.pos + value.length });
      if (/[ \t]$/.test(value)) this.aliasNextAt = this.pos + value.length;
    }
  }
}
