import { utf8 } from '../../../lib/bytes';
import { isSysError } from '../../../machine/errno';
import type { Io } from '../../applet';
import { formatDate } from '../../coreutils/date-text';
import { LineReader } from '../line-reader';
import { posixRegex } from '../regex';
import { numberText, sprintf, toNumber } from './format';
import type { Expr, Lvalue, Program, Statement } from './parse';

/** A string that came from input and looks like a number compares as one (POSIX's strnum). */
class Numeric {
  constructor(readonly text: string) {}
}

type Value = string | number | Numeric | undefined;
type Cell = Value | Map<string, Value>;

const COMPARISONS = new Set(['<', '<=', '==', '!=', '>', '>=']);

class Flow {
  constructor(
    readonly kind: 'break' | 'continue' | 'next' | 'nextfile' | 'exit' | 'return',
    readonly value?: Value,
  ) {}
}

export class AwkError extends Error {}

interface Frame {
  locals: Map<string, Cell>;
}

/** Records by RS: a newline, one character, paragraphs, or a regular expression. */
class RecordReader {
  private rest: string | undefined;

  constructor(
    private readonly lines: LineReader,
    private readonly io: Io,
    readonly fd: number,
  ) {}

  async next(separator: string): Promise<string | undefined> {
    if (this.rest === undefined) {
      if (separator === '\n') return (await this.lines.next())?.text;
      let all = '';
      for (let line = await this.lines.next(); line; line = await this.lines.next()) all += line.text + (line.ended ? '\n' : '');
      this.rest = all;
    }
    if (this.rest === '') return undefined;
    if (separator === '') {
      const body = this.rest.replace(/^\n+/, '');
      if (body === '') return undefined;
      const match = /\n\n+/.exec(body);
      this.rest = match ? body.slice(match.index + match[0].length) : '';
      return (match ? body.slice(0, match.index) : body).replace(/\n$/, '');
    }
    const found = separator === '\n' ? /\n/.exec(this.rest) : separator.length === 1 ? new RegExp(separator.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).exec(this.rest) : posixRegex(separator, { extended: true, awk: true }).exec(this.rest);
    const record = found ? this.rest.slice(0, found.index) : this.rest.replace(/\n$/, '');
    this.rest = found ? this.rest.slice(found.index + found[0].length) : '';
    if (this.rest === '\n') this.rest = '';
    return record;
  }

  close(): void {
    if (this.fd > 2) this.io.sys.close(this.fd);
  }
}

/** awk's machine: variables, fields, streams, and the program. */
export class Awk {
  private readonly globals = new Map<string, Cell>();
  private fields: Value[] = [''];
  private fieldsStale = false;
  private recordStale = false;
  private readonly regexes = new Map<string, RegExp>();
  private readonly outputs = new Map<string, { fd: number; pid: number | undefined }>();
  private readonly inputs = new Map<string, { reader: RecordReader; pid: number | undefined }>();
  private frame: Frame | undefined;
  private depth = 0;
  private argument = 0;
  private main: RecordReader | undefined;
  private seed = 0;
  private state = 1;
  private exitCode = 0;
  /** Without a file operand standard input is read. */
  private usedFile = false;

  constructor(
    private readonly io: Io,
    private readonly program: Program,
    args: readonly string[],
  ) {
    const set = (name: string, value: Cell) => this.globals.set(name, value);
    for (const [name, value] of Object.entries({ FS: ' ', OFS: ' ', ORS: '\n', RS: '\n', NR: 0, FNR: 0, NF: 0, SUBSEP: '\x1c', CONVFMT: '%.6g', OFMT: '%.6g', RSTART: 0, RLENGTH: -1, FILENAME: '' })) set(name, value);
    set('ARGV', new Map([io.name, ...args].map((arg, i) => [String(i), strnum(arg)])));
    set('ARGC', args.length + 1);
    set('ENVIRON', new Map(Object.entries(io.sys.env).map(([name, value]) => [name, strnum(value)])));
  }

  assign(name: string, value: string): void {
    this.setVar(name, strnum(value));
  }

  async run(): Promise<number> {
    const of = (kind: string) => this.program.rules.filter((rule) => rule.pattern.kind === kind);
    const others = this.program.rules.filter((rule) => rule.pattern.kind !== 'BEGIN' && rule.pattern.kind !== 'END');
    let exited = false;
    const guarded = async (work: () => Promise<void>) => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof Flow)) throw error;
        if (error.kind !== 'exit') return;
        if (error.value !== undefined) this.exitCode = this.number(error.value) & 0xff;
        exited = true;
      }
    };
    await guarded(async () => {
      for (const rule of of('BEGIN')) await this.execute(rule.body!);
    });
    if (!exited && (others.length > 0 || of('END').length > 0)) {
      await guarded(async () => {
        for (let record = await this.nextRecord(); record !== undefined; record = await this.nextRecord()) {
          this.setRecord(record);
          try {
            for (const rule of others) {
              if (!(await this.selects(rule))) continue;
              if (rule.body) await this.execute(rule.body);
              else await this.io.out(this.record() + this.string(this.getVar('ORS')));
            }
          } catch (error) {
            if (!(error instanceof Flow) || (error.kind !== 'next' && error.kind !== 'nextfile')) throw error;
            if (error.kind === 'nextfile') this.closeMain();
          }
          this.io.put('', 0.5);
          if (this.io.due) await this.io.settle();
        }
      });
    }
    if (of('END').length > 0) {
      exited = false;
      await guarded(async () => {
        for (const rule of of('END')) await this.execute(rule.body!);
      });
    }
    for (const name of [...this.outputs.keys()]) await this.close(name);
    return this.exitCode;
  }

  private async selects(rule: Program['rules'][number]): Promise<boolean> {
    const { pattern } = rule;
    if (pattern.kind === 'always') return true;
    if (pattern.kind === 'expr') return this.truth(await this.eval(pattern.expr));
    if (pattern.kind !== 'range') return false;
    if (!pattern.active && !this.truth(await this.eval(pattern.from))) return false;
    pattern.active = !this.truth(await this.eval(pattern.to));
    return true;
  }

  // Input

  private closeMain(): void {
    this.main?.close();
    this.main = undefined;
  }

  private async nextRecord(): Promise<string | undefined> {
    for (;;) {
      if (!this.main && !(await this.openNext())) return undefined;
      const record = await this.main!.next(this.string(this.getVar('RS')));
      if (record !== undefined) {
        this.globals.set('NR', this.number(this.getVar('NR')) + 1);
        this.globals.set('FNR', this.number(this.getVar('FNR')) + 1);
        return record;
      }
      this.closeMain();
    }
  }

  private async openNext(): Promise<boolean> {
    const argv = this.globals.get('ARGV') as Map<string, Value>;
    const count = this.number(this.getVar('ARGC'));
    for (;;) {
      this.argument++;
      if (this.argument >= count) {
        if (this.usedFile) return false;
        this.usedFile = true;
        this.main = new RecordReader(new LineReader(this.io.sys, 0), this.io, 0);
        return true;
      }
      const name = this.string(argv.get(String(this.argument)));
      if (name === '') continue;
      const assignment = /^([A-Za-z_]\w*)=([^]*)$/.exec(name);
      if (assignment) {
        this.assign(assignment[1]!, assignment[2]!.replace(/\\n/g, '\n').replace(/\\t/g, '\t'));
        continue;
      }
      this.usedFile = true;
      try {
        const fd = name === '-' ? 0 : this.io.sys.open(name, 'r');
        if (fd !== 0 && this.io.sys.fstat(fd).type === 'dir') {
          this.io.sys.close(fd);
          await this.io.complain(`read failure on ${name} (Is a directory)`);
          continue;
        }
        this.globals.set('FILENAME', name);
        this.globals.set('FNR', 0);
        this.main = new RecordReader(new LineReader(this.io.sys, fd), this.io, fd);
        return true;
      } catch (error) {
        if (!isSysError(error)) throw error;
        await this.io.err(this.io.flavour === 'busybox' ? `awk: ${name}: ${error.message}` : `${this.io.name}: cannot open ${name} (${error.message})`);
        this.exitCode = 2;
        if (this.io.flavour === 'gnu') return false;
      }
    }
  }

  private setRecord(record: string): void {
    this.fields = [strnum(record)];
    this.fieldsStale = true;
    this.recordStale = false;
  }

  private split(): void {
    if (!this.fieldsStale) return;
    this.fieldsStale = false;
    const record = this.string(this.fields[0]);
    const parts = this.splitText(record, this.string(this.getVar('FS')));
    this.fields = [this.fields[0], ...parts.map(strnum)];
    this.globals.set('NF', parts.length);
  }

  private splitText(record: string, separator: string | RegExp): string[] {
    if (separator === ' ') return record.split(/[ \t\n]+/).filter((part) => part !== '');
    if (record === '') return [];
    const paragraphs = this.getVar('RS') === '';
    if (separator === '') return [...record];
    if (typeof separator === 'string' && separator.length === 1 && separator !== '\\') {
      const pieces = record.split(separator);
      return paragraphs ? pieces.flatMap((piece) => piece.split('\n')) : pieces;
    }
    const regex = typeof separator === 'string' ? this.regex(separator) : separator;
    const parts: string[] = [];
    let from = 0;
    for (const match of record.matchAll(new RegExp(regex.source, `${regex.flags.replace('g', '')}g`))) {
      if (match[0] === '') continue;
      parts.push(record.slice(from, match.index));
      from = match.index + match[0].length;
    }
    return [...parts, record.slice(from)];
  }

  private record(): string {
    if (this.recordStale) {
      const count = this.number(this.globals.get('NF') as Value);
      this.fields[0] = Array.from({ length: count }, (_, i) => this.string(this.fields[i + 1])).join(this.string(this.getVar('OFS')));
      this.recordStale = false;
    }
    return this.string(this.fields[0]);
  }

  // Values

  private string(value: Value): string {
    if (value === undefined) return '';
    if (typeof value === 'number') return numberText(value, Number.isInteger(value) ? '' : this.string(this.globals.get('CONVFMT') as Value));
    return value instanceof Numeric ? value.text : value;
  }

  private number(value: Value): number {
    if (value === undefined) return 0;
    return typeof value === 'number' ? value : toNumber(value instanceof Numeric ? value.text : value);
  }

  private truth(value: Value): boolean {
    if (typeof value === 'number') return value !== 0;
    return value instanceof Numeric ? toNumber(value.text) !== 0 : value !== undefined && value !== '';
  }

  private regex(source: string): RegExp {
    let regex = this.regexes.get(source);
    if (!regex) {
      regex = posixRegex(source, { extended: true, awk: true });
      this.regexes.set(source, regex);
    }
    return regex;
  }

  private async regexOf(expr: Expr): Promise<RegExp> {
    return this.regex(expr.kind === 'regex' ? expr.source : this.string(await this.eval(expr)));
  }

  // Variables

  private cell(name: string): Cell {
    const locals = this.frame?.locals;
    if (locals?.has(name)) return locals.get(name);
    if (name === 'NF') this.split();
    return this.globals.get(name);
  }

  private getVar(name: string): Value {
    const cell = this.cell(name);
    if (cell instanceof Map) throw new AwkError(`can't use array ${name} in scalar context`);
    return cell;
  }

  private setVar(name: string, value: Value): void {
    if (this.frame?.locals.has(name)) {
      this.frame.locals.set(name, value);
      return;
    }
    if (name === 'NF') {
      this.split();
      const count = this.number(value);
      this.fields.length = count + 1;
      for (let i = 1; i <= count; i++) this.fields[i] ??= '';
      this.recordStale = true;
    }
    this.globals.set(name, value);
  }

  private array(name: string): Map<string, Value> {
    const cell = this.cell(name);
    if (cell instanceof Map) return cell;
    if (cell !== undefined) throw new AwkError(`can't use scalar ${name} as array`);
    const made = new Map<string, Value>();
    if (this.frame?.locals.has(name)) this.frame.locals.set(name, made);
    else this.globals.set(name, made);
    return made;
  }

  private async key(subscripts: readonly Expr[]): Promise<string> {
    const parts: string[] = [];
    for (const one of subscripts) parts.push(this.string(await this.eval(one)));
    return parts.join(this.string(this.getVar('SUBSEP')));
  }

  private async get(target: Lvalue): Promise<Value> {
    if (target.kind === 'var') return this.getVar(target.name);
    if (target.kind === 'element') {
      const key = await this.key(target.subscripts);
      const array = this.array(target.name);
      if (!array.has(key)) array.set(key, undefined);
      return array.get(key);
    }
    const index = Math.trunc(this.number(await this.eval(target.index)));
    if (index < 0) throw new AwkError(`negative field index $${index}`);
    if (index === 0) {
      this.record();
      return this.fields[0];
    }
    this.split();
    return this.fields[index];
  }

  private async set(target: Lvalue, value: Value): Promise<void> {
    if (target.kind === 'var') this.setVar(target.name, value);
    else if (target.kind === 'element') this.array(target.name).set(await this.key(target.subscripts), value);
    else {
      const index = Math.trunc(this.number(await this.eval(target.index)));
      if (index === 0) {
        this.setRecord(this.string(value));
        return;
      }
      this.split();
      for (let i = this.fields.length; i < index; i++) this.fields[i] = '';
      this.fields[index] = value;
      this.globals.set('NF', Math.max(this.fields.length - 1, index));
      this.recordStale = true;
    }
  }

  private compare(op: string, a: Value, b: Value): boolean {
    const numeric = (value: Value) => value === undefined || typeof value === 'number' || value instanceof Numeric;
    const order = numeric(a) && numeric(b) ? this.number(a) - this.number(b) : this.string(a) < this.string(b) ? -1 : this.string(a) > this.string(b) ? 1 : 0;
    return op === '<' ? order < 0 : op === '<=' ? order <= 0 : op === '==' ? order === 0 : op === '!=' ? order !== 0 : op === '>' ? order > 0 : order >= 0;
  }

  private arithmetic(op: string, a: number, b: number): number {
    switch (op) {
      case '+': return a + b;
      case '-': return a - b;
      case '*': return a * b;
      case '/':
        if (b === 0) throw new AwkError('division by zero');
        return a / b;
      case '%':
        if (b === 0) throw new AwkError('division by zero in %');
        return a % b;
      default: return a ** b;
    }
  }

  private async eval(expr: Expr): Promise<Value> {
    switch (expr.kind) {
      case 'number': case 'string':
        return expr.value;
      case 'regex':
        return this.regex(expr.source).test(this.record()) ? 1 : 0;
      case 'var': case 'field': case 'element':
        return this.get(expr);
      case 'group':
        return expr.items.length === 1 ? this.eval(expr.items[0]!) : this.key(expr.items);
      case 'assign': {
        const right = await this.eval(expr.value);
        const value = expr.op === '=' ? right : this.arithmetic(expr.op[0]!, this.number(await this.get(expr.target)), this.number(right));
        await this.set(expr.target, value);
        return value;
      }
      case 'step': {
        const old = this.number(await this.get(expr.target));
        await this.set(expr.target, old + expr.by);
        return expr.prefix ? old + expr.by : old;
      }
      case 'choice':
        return this.eval(this.truth(await this.eval(expr.test)) ? expr.then : expr.otherwise);
      case 'and':
        return this.truth(await this.eval(expr.left)) && this.truth(await this.eval(expr.right)) ? 1 : 0;
      case 'or':
        return this.truth(await this.eval(expr.left)) || this.truth(await this.eval(expr.right)) ? 1 : 0;
      case 'match': {
        const left = this.string(await this.eval(expr.left));
        return (await this.regexOf(expr.right)).test(left) !== expr.negated ? 1 : 0;
      }
      case 'in':
        return this.array(expr.name).has(await this.key(expr.subscripts)) ? 1 : 0;
      case 'unary': {
        const value = await this.eval(expr.of);
        return expr.op === '!' ? (this.truth(value) ? 0 : 1) : expr.op === '-' ? -this.number(value) : this.number(value);
      }
      case 'binary': {
        const left = await this.eval(expr.left);
        const right = await this.eval(expr.right);
        if (expr.op === ' ') return this.string(left) + this.string(right);
        if (COMPARISONS.has(expr.op)) return this.compare(expr.op, left, right) ? 1 : 0;
        return this.arithmetic(expr.op, this.number(left), this.number(right));
      }
      case 'getline':
        return this.getline(expr);
      case 'builtin':
        return this.builtin(expr.name, expr.args);
      case 'call':
        return this.call(expr.name, expr.args);
    }
  }

  private async call(name: string, args: readonly Expr[]): Promise<Value> {
    const definition = this.program.functions.get(name);
    if (!definition) throw new AwkError(`function ${name} never defined`);
    if (this.depth > 500) throw new AwkError('function call nesting too deep');
    const locals = new Map<string, Cell>();
    const back: { name: string; param: string }[] = [];
    for (const [i, param] of definition.params.entries()) {
      const arg = args[i];
      if (arg === undefined) locals.set(param, undefined);
      else if (arg.kind === 'var') {
        const cell = this.cell(arg.name);
        locals.set(param, cell);
        // An untouched name may become an array inside: the caller then has it too.
        if (cell === undefined) back.push({ name: arg.name, param });
      } else locals.set(param, await this.eval(arg));
    }
    const outer = this.frame;
    this.frame = { locals };
    this.depth++;
    try {
      await this.execute(definition.body);
      return undefined;
    } catch (error) {
      if (error instanceof Flow && error.kind === 'return') return error.value;
      throw error;
    } finally {
      this.frame = outer;
      this.depth--;
      for (const one of back) {
        const cell = locals.get(one.param);
        if (!(cell instanceof Map)) continue;
        if (outer?.locals.has(one.name)) outer.locals.set(one.name, cell);
        else this.globals.set(one.name, cell);
      }
    }
  }

  private async getline(expr: Expr & { kind: 'getline' }): Promise<Value> {
    let record: string | undefined;
    if (expr.from === 'main') {
      record = await this.nextRecord();
      if (record === undefined) return 0;
    } else {
      const source = this.string(await this.eval(expr.source!));
      const key = `${expr.from}:${source}`;
      let input = this.inputs.get(key);
      if (!input) {
        try {
          if (expr.from === 'file') {
            const fd = source === '-' ? 0 : this.io.sys.open(source, 'r');
            input = { reader: new RecordReader(new LineReader(this.io.sys, fd), this.io, fd), pid: undefined };
          } else {
            const [read, write] = this.io.sys.pipe();
            await this.io.flush();
            const pid = await this.io.sys.spawn('/bin/sh', ['sh', '-c', source], { env: this.io.sys.env, fds: new Map([[0, 0], [1, write], [2, 2]]) });
            this.io.sys.close(write);
            input = { reader: new RecordReader(new LineReader(this.io.sys, read), this.io, read), pid };
          }
        } catch (error) {
          if (!isSysError(error)) throw error;
          return -1;
        }
        this.inputs.set(key, input);
      }
      record = await input.reader.next(this.string(this.getVar('RS')));
      if (record === undefined) return 0;
      if (expr.from === 'command') this.globals.set('NR', this.number(this.getVar('NR')) + 1);
    }
    if (expr.target) await this.set(expr.target, strnum(record));
    else this.setRecord(record);
    return 1;
  }

  private async close(name: string): Promise<number> {
    const output = this.outputs.get(name);
    let status = -1;
    const wait = async (pid: number | undefined) => {
      if (pid === undefined) return 0;
      const ended = (await this.io.sys.wait({ pid }))?.status;
      return ended?.kind === 'exited' ? ended.code : 1;
    };
    if (output) {
      await this.io.flush();
      if (output.fd > 2) this.io.sys.close(output.fd);
      this.outputs.delete(name);
      status = await wait(output.pid);
    }
    for (const kind of ['file', 'command']) {
      const input = this.inputs.get(`${kind}:${name}`);
      if (!input) continue;
      input.reader.close();
      this.inputs.delete(`${kind}:${name}`);
      status = await wait(input.pid);
    }
    return status;
  }

  private async builtin(name: string, args: readonly Expr[]): Promise<Value> {
    const arg = async (i: number): Promise<Value> => (args[i] ? this.eval(args[i]) : undefined);
    const number = async (i: number) => this.number(await arg(i));
    const string = async (i: number) => this.string(await arg(i));
    switch (name) {
      case 'length': {
        const first = args[0];
        if (!first) return [...this.record()].length;
        if (first.kind === 'var') {
          const cell = this.cell(first.name);
          if (cell instanceof Map) return cell.size;
        }
        return [...(await string(0))].length;
      }
      case 'substr': {
        const units = [...(await string(0))];
        const from = Math.round(await number(1));
        const count = args[2] ? Math.round(await number(2)) : Infinity;
        return units.slice(Math.max(0, from - 1), count === Infinity ? undefined : Math.max(0, from - 1 + count)).join('');
      }
      case 'index': {
        const whole = await string(0);
        const at = whole.indexOf(await string(1));
        return at === -1 ? 0 : [...whole.slice(0, at)].length + 1;
      }
      case 'split': {
        const whole = await string(0);
        const target = args[1];
        if (target?.kind !== 'var') throw new AwkError('split: second argument must be an array');
        const separator = args[2] === undefined ? this.string(this.getVar('FS')) : args[2].kind === 'regex' ? this.regex(args[2].source) : await string(2);
        const parts = this.splitText(whole, separator);
        const array = this.array(target.name);
        array.clear();
        parts.forEach((part, i) => array.set(String(i + 1), strnum(part)));
        return parts.length;
      }
      case 'sub': case 'gsub': {
        const regex = await this.regexOf(args[0]!);
        const replacement = await string(1);
        const target: Lvalue = (args[2] as Lvalue | undefined) ?? { kind: 'field', index: { kind: 'number', value: 0 } };
        const old = this.string(await this.get(target));
        let count = 0;
        let lastEnd = -1;
        const next = old.replace(new RegExp(regex.source, `${regex.flags.replace('g', '')}g`), (...found) => {
          const at = found.find((one) => typeof one === 'number') as number;
          const all = found[0] as string;
          if ((name === 'sub' && count > 0) || (all === '' && at === lastEnd)) return all;
          lastEnd = at + all.length;
          count++;
          return replacement.replace(/\\\\|\\&|&/g, (one) => (one === '&' ? all : one === '\\&' ? '&' : '\\'));
        });
        if (count > 0) await this.set(target, next);
        return count;
      }
      case 'gensub': {
        const regex = await this.regexOf(args[0]!);
        const replacement = await string(1);
        const how = await string(2);
        let count = 0;
        return (args[3] ? await string(3) : this.record()).replace(new RegExp(regex.source, `${regex.flags}g`), (...found) => {
          count++;
          if (!/^[gG]/.test(how) && count !== Number(how)) return found[0] as string;
          return replacement.replace(/\\(\d)|&/g, (one, digit: string | undefined) => (one === '&' ? (found[0] as string) : ((found[Number(digit)] as string | undefined) ?? '')));
        });
      }
      case 'match': {
        const whole = await string(0);
        const match = (await this.regexOf(args[1]!)).exec(whole);
        this.globals.set('RSTART', match ? [...whole.slice(0, match.index)].length + 1 : 0);
        this.globals.set('RLENGTH', match ? [...match[0]].length : -1);
        return match ? (this.globals.get('RSTART') as number) : 0;
      }
      case 'sprintf':
        return this.formatted(args);
      case 'sin': return Math.sin(await number(0));
      case 'cos': return Math.cos(await number(0));
      case 'atan2': return Math.atan2(await number(0), await number(1));
      case 'exp': return Math.exp(await number(0));
      case 'log': return Math.log(await number(0));
      case 'sqrt': return Math.sqrt(await number(0));
      case 'int': return Math.trunc(await number(0));
      case 'rand':
        this.state = (Math.imul(this.state, 1103515245) + 12345) & 0x7fffffff;
        return this.state / 0x80000000;
      case 'srand': {
        const old = this.seed;
        this.seed = args[0] ? await number(0) : Math.floor(this.io.sys.now() / 1000);
        this.state = this.seed & 0x7fffffff;
        return old;
      }
      case 'tolower': return (await string(0)).toLowerCase();
      case 'toupper': return (await string(0)).toUpperCase();
      case 'system': {
        await this.io.flush();
        const pid = await this.io.sys.spawn('/bin/sh', ['sh', '-c', await string(0)], { env: this.io.sys.env });
        const ended = (await this.io.sys.wait({ pid }))?.status;
        return ended?.kind === 'exited' ? ended.code : 256;
      }
      case 'close': return this.close(await string(0));
      case 'fflush':
        await this.io.flush();
        return 0;
      case 'systime': return Math.floor(this.io.sys.now() / 1000);
      case 'strftime': return formatDate(args[0] ? await string(0) : '%c', args[1] ? (await number(1)) * 1000 : this.io.sys.now());
      case 'and': return (await number(0)) & (await number(1));
      case 'or': return (await number(0)) | (await number(1));
      case 'xor': return (await number(0)) ^ (await number(1));
      case 'lshift': return (await number(0)) * 2 ** (await number(1));
      case 'rshift': return Math.floor((await number(0)) / 2 ** (await number(1)));
    }
    throw new AwkError(`dockyard: ${name} is not simulated`);
  }

  private async formatted(args: readonly Expr[]): Promise<string> {
    const values: (string | number)[] = [];
    for (const arg of args) {
      const value = await this.eval(arg);
      values.push(typeof value === 'number' ? value : this.string(value));
    }
    return sprintf(String(values[0] ?? ''), values.slice(1));
  }

  // Statements

  private async execute(statement: Statement): Promise<void> {
    switch (statement.kind) {
      case 'block':
        for (const one of statement.body) await this.execute(one);
        return;
      case 'expr':
        await this.eval(statement.expr);
        return;
      case 'print':
        return this.print(statement);
      case 'if':
        if (this.truth(await this.eval(statement.test))) await this.execute(statement.then);
        else if (statement.otherwise) await this.execute(statement.otherwise);
        return;
      case 'while':
        while (this.truth(await this.eval(statement.test)) && (await this.loop(statement.body)));
        return;
      case 'do':
        while ((await this.loop(statement.body)) && this.truth(await this.eval(statement.test)));
        return;
      case 'for':
        if (statement.init) await this.execute(statement.init);
        while (!statement.test || this.truth(await this.eval(statement.test))) {
          if (!(await this.loop(statement.body))) return;
          if (statement.step) await this.execute(statement.step);
        }
        return;
      case 'forin': {
        // mawk hands out the keys in the order of their texts.
        for (const key of [...this.array(statement.name).keys()].sort()) {
          if (!this.array(statement.name).has(key)) continue;
          this.setVar(statement.variable, strnum(key));
          if (!(await this.loop(statement.body))) return;
        }
        return;
      }
      case 'delete':
        if (statement.subscripts) this.array(statement.name).delete(await this.key(statement.subscripts));
        else this.array(statement.name).clear();
        return;
      case 'exit': case 'return':
        throw new Flow(statement.kind, statement.value ? await this.eval(statement.value) : undefined);
      default:
        throw new Flow(statement.kind);
    }
  }

  /** One turn of a loop; false when it was left. */
  private async loop(body: Statement): Promise<boolean> {
    this.io.put('', 0.2);
    if (this.io.due) await this.io.settle();
    try {
      await this.execute(body);
    } catch (error) {
      if (!(error instanceof Flow) || (error.kind !== 'break' && error.kind !== 'continue')) throw error;
      return error.kind === 'continue';
    }
    return true;
  }

  private async print(statement: Statement & { kind: 'print' }): Promise<void> {
    let line: string;
    if (statement.format) line = await this.formatted(statement.args);
    else if (statement.args.length === 0) line = this.record() + this.string(this.getVar('ORS'));
    else {
      const parts: string[] = [];
      for (const arg of statement.args) {
        const value = await this.eval(arg);
        parts.push(typeof value === 'number' ? numberText(value, this.string(this.getVar('OFMT'))) : this.string(value));
      }
      line = parts.join(this.string(this.getVar('OFS'))) + this.string(this.getVar('ORS'));
    }
    if (!statement.to) return this.io.out(line);
    const { mode } = statement.to;
    const name = this.string(await this.eval(statement.to.target));
    if (mode !== '|' && (name === '/dev/stdout' || name === '-')) return this.io.out(line);
    if (mode !== '|' && name === '/dev/stderr') {
      await this.io.flush();
      return this.io.sys.write(2, line);
    }
    let output = this.outputs.get(name);
    if (!output) {
      if (mode === '|') {
        await this.io.flush();
        const [read, write] = this.io.sys.pipe();
        this.io.sys.setCloseOnExec(write, true);
        const pid = await this.io.sys.spawn('/bin/sh', ['sh', '-c', name], { env: this.io.sys.env, fds: new Map([[0, read], [1, 1], [2, 2]]) });
        this.io.sys.close(read);
        output = { fd: write, pid };
      } else output = { fd: this.io.sys.open(name, mode === '>' ? 'w' : 'a'), pid: undefined };
      this.outputs.set(name, output);
    }
    await this.io.sys.write(output.fd, utf8(line));
  }
}

/** Input text: a number in comparisons where it looks like one. */
function strnum(value: string): Value {
  return /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(value) ? new Numeric(value) : value;
}

