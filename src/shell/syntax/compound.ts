import type { CaseNode, CondExpr, ListNode, Node, Redir, Word } from './ast';
import { literal } from './ast';
import { WordReader } from './words';

const UNARY = /^-[abcdefghknoprstuvwxzGLNORS]$/;
const BINARY = /^(?:==|=~|=|!=|<|>|-eq|-ne|-lt|-le|-gt|-ge|-nt|-ot|-ef)$/;

/** Compound commands of the shell grammar. */
export abstract class CompoundReader extends WordReader {
  protected abstract blanks(): void;
  protected abstract newlines(): void;
  protected abstract operator(): string | undefined;
  protected abstract unexpected(expecting?: string): never;
  protected abstract list(multi: boolean): ListNode;
  protected abstract redirection(): Redir | undefined;

  /** The word here if it is plain text and could be a reserved word. */
  protected reserved(): string | undefined {
    return /^[^\s;&|<>()'"`\\$]+(?=[\s;&|<>()]|$)/.exec(this.src.slice(this.pos, this.pos + 64))?.[0];
  }

  private accept(word: string): boolean {
    this.blanks();
    if (this.reserved() !== word) return false;
    this.pos += word.length;
    return true;
  }

  private expect(word: string): void {
    this.newlines();
    if (!this.accept(word)) this.unexpected(word);
  }

  private body(end: string): ListNode {
    this.newlines();
    if (this.reserved() === end || this.pos >= this.src.length) this.unexpected(this.pos >= this.src.length ? end : undefined);
    const list = this.list(true);
    this.newlines();
    return list;
  }

  protected compound(): Node | undefined {
    const line = this.line;
    const c = this.peekChar();
    if (c === '(') {
      if (this.peekChar(1) === '(' && this.options.bash) {
        const arith = this.arithCommand();
        if (arith) return arith;
      }
      this.pos++;
      this.newlines();
      if (this.peekChar() === ')') this.unexpected();
      const body = this.list(true);
      if (this.peekChar() !== ')') this.unexpected(')');
      this.pos++;
      return { t: 'subshell', body, line, redirs: [] };
    }
    switch (this.reserved()) {
      case '{': {
        this.pos++;
        const body = this.body('}');
        if (!this.accept('}')) this.unexpected('}');
        return { t: 'group', body, line, redirs: [] };
      }
      case 'if':
        return this.ifCommand(line);
      case 'while':
      case 'until': {
        const until = this.reserved() === 'until';
        this.pos += 5;
        const cond = this.body('do');
        return { t: 'while', until, cond, body: this.doGroup(), line, redirs: [] };
      }
      case 'for':
        this.pos += 3;
        return this.forCommand(line, false);
      case 'select':
        if (!this.options.bash) return undefined;
        this.pos += 6;
        return this.forCommand(line, true);
      case 'case':
        return this.caseCommand(line);
      case '[[':
        if (!this.options.extended) return undefined;
        return this.condCommand(line);
      case 'function':
        if (!this.options.extended) return undefined;
        return this.functionKeyword(line);
      default:
        return undefined;
    }
  }

  private doGroup(): ListNode {
    this.expect('do');
    const list = this.body('done');
    if (!this.accept('done')) this.unexpected('done');
    return list;
  }

  private arithText(): Word | undefined {
    const start = this.pos;
    this.pos += 2;
    let depth = 0;
    const expr = this.wordUntil((c) => {
      if (c === '(') depth++;
      return c === ')' && depth-- === 0;
    }, true);
    if (this.peekChar() === ')' && this.peekChar(1) === ')') {
      this.pos += 2;
      return expr;
    }
    this.pos = start;
    return undefined;
  }

  private arithCommand(): Node | undefined {
    const line = this.line;
    const expr = this.arithText();
    return expr && { t: 'arithcmd', expr, line, redirs: [] };
  }

  private ifCommand(line: number): Node {
    this.pos += 2;
    const clauses: { cond: ListNode; body: ListNode }[] = [];
    for (;;) {
      const cond = this.body('then');
      if (!this.accept('then')) this.unexpected('then');
      this.newlines();
      const body = this.body('fi');
      clauses.push({ cond, body });
      if (this.accept('elif')) continue;
      let otherwise: ListNode | undefined;
      if (this.accept('else')) otherwise = this.body('fi');
      if (!this.accept('fi')) this.unexpected('fi');
      return { t: 'if', clauses, otherwise, line, redirs: [] };
    }
  }

  private forCommand(line: number, select: boolean): Node {
    this.blanks();
    if (this.peekChar() === '(' && this.peekChar(1) === '(' && this.options.bash && !select) return this.cFor(line);
    const word = this.word();
    if (!word && !this.options.bash && this.peekChar() === '(') this.fail({ kind: 'name', name: '(' });
    if (!word) this.unexpected();
    const name = literal(word) ?? word.raw;
    let words: Word[] | undefined;
    this.newlines();
    if (this.accept('in')) {
      words = [];
      for (;;) {
        this.blanks();
        const item = this.word();
        if (!item) break;
        words.push(item);
      }
      const op = this.operator();
      if (op === ';') this.pos++;
      else if (op !== '\n') this.unexpected(this.options.bash ? undefined : 'do');
    } else if (this.operator() === ';') this.pos++;
    this.newlines();
    const body = this.loopBody();
    return { t: 'for', name, words, body, select, line, redirs: [] };
  }

  private loopBody(): ListNode {
    if (this.options.bash && this.reserved() === '{') {
      this.pos++;
      const list = this.body('}');
      if (!this.accept('}')) this.unexpected('}');
      return list;
    }
    return this.doGroup();
  }

  private cFor(line: number): Node {
    this.pos += 2;
    const section = (last: boolean): Word => {
      let depth = 0;
      const word = this.wordUntil((c) => {
        if (c === '(') depth++;
        if (c === ')' && depth-- === 0) return true;
        return c === ';' && depth === 0;
      }, true);
      if (this.peekChar() !== (last ? ')' : ';')) this.unexpected();
      this.pos++;
      return word;
    };
    const init = section(false);
    const cond = section(false);
    const step = section(true);
    if (this.peekChar() !== ')') this.unexpected();
    this.pos++;
    if (this.operator() === ';') this.pos++;
    this.newlines();
    return { t: 'cfor', init, cond, step, body: this.loopBody(), line, redirs: [] };
  }

  private caseCommand(line: number): Node {
    this.pos += 4;
    this.blanks();
    const word = this.word();
    if (!word) this.unexpected();
    this.expect('in');
    const items: CaseNode['items'] = [];
    for (;;) {
      this.newlines();
      if (this.accept('esac')) return { t: 'case', word, items, line, redirs: [] };
      if (this.peekChar() === '(') this.pos++;
      const patterns: Word[] = [];
      for (;;) {
        this.blanks();
        const pattern = this.word();
        if (!pattern) this.unexpected(')');
        patterns.push(pattern);
        this.blanks();
        if (this.peekChar() !== '|') break;
        this.pos++;
      }
      if (this.peekChar() !== ')') this.unexpected(')');
      this.pos++;
      this.newlines();
      const empty = /^;/.test(this.operator() ?? '') || this.reserved() === 'esac';
      const body: ListNode = empty ? { t: 'list', items: [], line: this.line, redirs: [] } : this.list(true);
      this.newlines();
      const op = this.operator();
      const end = op === ';;' || op === ';&' || op === ';;&' ? op : ';;';
      if (end === op) this.pos += op.length;
      else if (this.reserved() !== 'esac') this.unexpected(';;');
      items.push({ patterns, body, end });
    }
  }

  private functionKeyword(line: number): Node {
    this.pos += 8;
    this.blanks();
    const word = this.word();
    if (!word) this.unexpected();
    this.blanks();
    if (this.peekChar() === '(') {
      this.pos++;
      this.blanks();
      if (this.peekChar() !== ')') this.unexpected();
      this.pos++;
    }
    return this.functionBody(word.raw, line, true);
  }

  /** `name ()` seen: the function's body follows. */
  protected functionAfter(word: Word, line: number): Node | undefined {
    const start = this.pos;
    this.blanks();
    if (this.peekChar() !== '(') {
      this.pos = start;
      return undefined;
    }
    this.pos++;
    this.blanks();
    if (this.peekChar() !== ')') {
      this.pos = start;
      return undefined;
    }
    this.pos++;
    return this.functionBody(word.raw, line, false);
  }

  private functionBody(name: string, line: number, keyword: boolean): Node {
    this.newlines();
    const bodyLine = this.line;
    const body = this.compound();
    if (!body) this.unexpected();
    body.line = bodyLine;
    for (let redir = this.redirection(); redir; redir = this.redirection()) body.redirs.push(redir);
    return { t: 'func', name, body, keyword, line, redirs: [] };
  }

  private condCommand(line: number): Node {
    this.pos += 2;
    this.newlines();
    const expr = this.condOr();
    this.newlines();
    if (this.reserved() !== ']]') this.condFault();
    this.pos += 2;
    return { t: 'cond', expr, line, redirs: [] };
  }

  private condFault(): never {
    if (this.pos >= this.src.length) this.fail({ kind: 'eof' });
    const token = this.operator() ?? this.reserved() ?? this.peekChar();
    this.fail({ kind: 'cond', message: `syntax error in conditional expression: unexpected token \`${token}'` });
  }

  private condOr(): CondExpr {
    let left = this.condAnd();
    for (;;) {
      this.newlines();
      if (this.operator() !== '||') return left;
      this.pos += 2;
      this.newlines();
      left = { t: 'or', left, right: this.condAnd() };
    }
  }

  private condAnd(): CondExpr {
    let left = this.condTerm();
    for (;;) {
      this.newlines();
      if (this.operator() !== '&&') return left;
      this.pos += 2;
      this.newlines();
      left = { t: 'and', left, right: this.condTerm() };
    }
  }

  private condTerm(): CondExpr {
    this.newlines();
    const start = this.reserved();
    if (start === '!') {
      this.pos++;
      return { t: 'not', expr: this.condTerm() };
    }
    if (this.peekChar() === '(') {
      this.pos++;
      const expr = this.condOr();
      this.newlines();
      if (this.peekChar() !== ')') this.condFault();
      this.pos++;
      return { t: 'paren', expr };
    }
    if (start !== undefined && UNARY.test(start)) {
      const save = this.pos;
      this.pos += 2;
      this.blanks();
      const arg = this.reserved() === ']]' ? undefined : this.word();
      if (arg) return { t: 'unary', op: start, arg };
      this.pos = save;
    }
    const left = start === ']]' ? undefined : this.word({ extglob: true });
    if (!left) this.condFault();
    this.blanks();
    const next = this.operator();
    const op = next === '<' || next === '>' ? next : this.reserved();
    if (op === ']]' || next === '&&' || next === '||' || next === ')' || op === undefined) {
      if (op === undefined && next === undefined && this.pos < this.src.length) this.condOperatorFault();
      return { t: 'unary', op: '-n', arg: left };
    }
    if (!BINARY.test(op)) this.condOperatorFault();
    this.pos += op.length;
    this.blanks();
    const right = this.reserved() === ']]' ? undefined : this.word({ extglob: true, regex: op === '=~' });
    if (!right) this.condFault();
    return { t: 'binary', op, left, right };
  }

  private condOperatorFault(): never {
    this.fail({ kind: 'cond', message: 'conditional binary operator expected' });
  }
}
