import type { Expr, Query } from './ast';
import { refuse } from './error';
import { AGGREGATES, moved, scalarFunction, timestampMs, timestampText, type Surroundings } from './functions';
import { BIGINT, BOOL, compare, fixed, INT, TEXT, TIMESTAMP, toNumber, UNKNOWN, type SqlType, type Value } from './value';

/** A table as names are looked up in it. */
export interface ScopeTable {
  alias: string;
  columns: { name: string; type: SqlType }[];
}

/** Where an expression is evaluated: a row of each table of FROM, the rows of its group, and the query around. */
export interface Frame {
  tables: readonly ScopeTable[];
  row: readonly (readonly Value[])[];
  group: readonly (readonly (readonly Value[])[])[] | undefined;
  parent: Frame | undefined;
  /** As MySQL's messages call the place. */
  clause: string;
}

export interface QueryResult {
  columns: { name: string; type: SqlType }[];
  rows: Value[][];
}

export type RunQuery = (query: Query, parent: Frame | undefined) => QueryResult;

const truth = (value: Value): boolean | null => (value === null ? null : typeof value === 'string' ? (/^(t|true|yes|on)$/i.test(value) ? true : toNumber(value) !== 0) : Boolean(value));

export class Evaluator {
  constructor(readonly around: Surroundings, private readonly run: RunQuery) {}

  private get mysql(): boolean {
    return this.around.dialect === 'mysql';
  }

  /** A truth value as the dialect has it: MySQL counts. */
  private bool(value: boolean | null): Value {
    return value === null ? null : this.mysql ? Number(value) : value;
  }

  private find(expr: Extract<Expr, { k: 'column' }>, frame: Frame | undefined, clause: string): { frame: Frame; table: number; column: number } {
    const same = this.mysql ? (a: string, b: string) => a.toLowerCase() === b.toLowerCase() : (a: string, b: string) => a === b;
    let knownTable = false;
    for (let at = frame; at; at = at.parent) {
      const hits: { frame: Frame; table: number; column: number }[] = [];
      for (const [table, scope] of at.tables.entries()) {
        if (expr.table !== undefined && !same(scope.alias, expr.table)) continue;
        knownTable = true;
        const column = scope.columns.findIndex((each) => same(each.name, expr.name));
        if (column !== -1) hits.push({ frame: at, table, column });
      }
      if (hits.length > 1) refuse({ kind: 'ambiguous', column: expr.name, clause });
      if (hits[0]) return hits[0];
    }
    if (expr.table !== undefined && !knownTable && !this.mysql) refuse({ kind: 'missing-from', table: expr.table });
    return refuse({ kind: 'no-column', column: expr.name, table: expr.table, clause });
  }

  evaluate(expr: Expr, frame: Frame): Value {
    switch (expr.k) {
      case 'literal': return typeof expr.value === 'boolean' ? this.bool(expr.value) : expr.value;
      case 'default': case 'star': return null;
      case 'column': {
        const { frame: at, table, column } = this.find(expr, frame, frame.clause);
        return at.row[table]?.[column] ?? null;
      }
      case 'unary': {
        const value = this.evaluate(expr.of, frame);
        if (value === null) return null;
        if (expr.op === 'not') return this.bool(!truth(value));
        return -toNumber(value);
      }
      case 'binary': return this.binary(expr, frame);
      case 'call': return this.call(expr, frame);
      case 'case': {
        const operand = expr.operand && this.evaluate(expr.operand, frame);
        for (const [when, then] of expr.whens) {
          const value = this.evaluate(when, frame);
          const hit = operand === undefined ? truth(value) : operand !== null && value !== null && compare(operand, value, this.mysql) === 0;
          if (hit) return this.evaluate(then, frame);
        }
        return expr.otherwise ? this.evaluate(expr.otherwise, frame) : null;
      }
      case 'in': {
        const value = this.evaluate(expr.of, frame);
        const list = expr.query ? this.run(expr.query, frame).rows.map(([first]) => first ?? null) : expr.list!.map((each) => this.evaluate(each, frame));
        if (value === null) return null;
        const hit = list.some((each) => each !== null && compare(value, each, this.mysql) === 0);
        return !hit && list.includes(null) ? null : this.bool(hit !== expr.not);
      }
      case 'between': {
        const [value, low, high] = [expr.of, expr.low, expr.high].map((each) => this.evaluate(each, frame)) as [Value, Value, Value];
        if (value === null || low === null || high === null) return null;
        return this.bool((compare(value, low, this.mysql) >= 0 && compare(value, high, this.mysql) <= 0) !== expr.not);
      }
      case 'like': {
        const value = this.evaluate(expr.of, frame);
        const pattern = this.evaluate(expr.pattern, frame);
        if (value === null || pattern === null) return null;
        const source = expr.regex ? String(pattern) : `^${String(pattern).replace(/\\?[^]/g, (char) => (char === '%' ? '[^]*' : char === '_' ? '[^]' : char.slice(-1).replace(/[.*+?^${}()|[\]\\/]/, '\\$&')))}$`;
        return this.bool(new RegExp(source, expr.fold ? 'iu' : 'u').test(String(value)) !== expr.not);
      }
      case 'is': {
        const value = this.evaluate(expr.of, frame);
        const hit = expr.what === 'null' ? value === null : truth(value) === (expr.what === 'true');
        return this.bool(hit !== expr.not);
      }
      case 'exists': return this.bool(this.run(expr.query, frame).rows.length > 0);
      case 'subquery': {
        const { rows } = this.run(expr.query, frame);
        if (rows.length > 1) refuse({ kind: 'many-rows' });
        return rows[0]?.[0] ?? null;
      }
      case 'cast': return this.cast(this.evaluate(expr.of, frame), expr.type);
      case 'interval': return `${String(this.evaluate(expr.amount, frame))} ${expr.unit}`;
    }
  }

  test(expr: Expr | undefined, frame: Frame): boolean {
    return expr === undefined || truth(this.evaluate(expr, frame)) === true;
  }

  private binary(expr: Extract<Expr, { k: 'binary' }>, frame: Frame): Value {
    const { op } = expr;
    const left = this.evaluate(expr.left, frame);
    if (op === 'and' || op === 'or') {
      const a = truth(left);
      if (a === (op === 'or')) return this.bool(a);
      const b = truth(this.evaluate(expr.right, frame));
      if (b === (op === 'or')) return this.bool(b);
      return a === null || b === null ? null : this.bool(op === 'and');
    }
    if (expr.right.k === 'interval' && (op === '+' || op === '-')) {
      const amount = this.evaluate(expr.right.amount, frame);
      return left === null || amount === null ? null : moved(String(left), toNumber(amount) * (op === '-' ? -1 : 1), expr.right.unit);
    }
    const right = this.evaluate(expr.right, frame);
    if (op === '<=>') return this.bool(left === null || right === null ? left === right : compare(left, right, this.mysql) === 0);
    if (left === null || right === null) return null;
    if (!this.mysql) this.checkNumber(expr, frame);
    if (op === '||') return `${this.asText(left)}${this.asText(right)}`;
    if (op === '->' || op === '->>') return this.member(left, right, op === '->>');
    if (['=', '<>', '<', '>', '<=', '>='].includes(op)) {
      const order = this.compareTyped(left, right, expr, frame);
      return this.bool(op === '=' ? order === 0 : op === '<>' ? order !== 0 : op === '<' ? order < 0 : op === '>' ? order > 0 : op === '<=' ? order <= 0 : order >= 0);
    }
    const [a, b] = [toNumber(left), toNumber(right)];
    switch (op) {
      case '+': return tidy(a + b);
      case '-': return tidy(a - b);
      case '*': return tidy(a * b);
      case 'div': return b === 0 ? null : Math.trunc(a / b);
      case '/':
        if (b === 0) return this.mysql ? null : refuse({ kind: 'division' });
        return !this.mysql && this.typeOf(expr, frame).family === 'int' ? Math.trunc(a / b) : a / b;
      default:
        if (b === 0) return this.mysql ? null : refuse({ kind: 'division' });
        return tidy(a % b);
    }
  }

  /** PostgreSQL reads a bare text beside a number as a number, or refuses. */
  private checkNumber({ op, left, right }: Extract<Expr, { k: 'binary' }>, frame: Frame): void {
    for (const [text, other] of [[left, right], [right, left]] as const) {
      if (op === '||' || text.k !== 'literal' || typeof text.value !== 'string' || /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text.value)) continue;
      const type = this.typeOf(other, frame);
      if (['int', 'decimal', 'float'].includes(type.family)) refuse({ kind: 'bad-value', type: type.name, value: text.value, column: '', row: 1 });
    }
  }

  /** A moment compares with a date as a moment. */
  private compareTyped(left: Exclude<Value, null>, right: Exclude<Value, null>, expr: Extract<Expr, { k: 'binary' }>, frame: Frame): number {
    if (typeof left === 'string' && typeof right === 'string' && /^\d{4}-\d\d?-\d\d?/.test(left) && [expr.left, expr.right].some((side) => ['timestamp', 'date'].includes(this.typeOf(side, frame).family))) {
      const [a, b] = [timestampMs(left), timestampMs(right)];
      if (a !== undefined && b !== undefined) return a - b;
    }
    return compare(left, right, this.mysql);
  }

  private member(json: Value, key: Value, asText: boolean): Value {
    try {
      const from = JSON.parse(String(json)) as Record<string, unknown>;
      const value = this.mysql ? String(key).replace(/^\$\.?/, '').split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | null)?.[name], from) : from[String(key)];
      if (value === undefined || (value === null && asText)) return null;
      return asText && typeof value === 'string' ? value : JSON.stringify(value);
    } catch {
      return null;
    }
  }

  asText(value: Exclude<Value, null>): string {
    return typeof value === 'boolean' ? (value ? 'true' : 'false') : String(value);
  }

  private call(expr: Extract<Expr, { k: 'call' }>, frame: Frame): Value {
    if (AGGREGATES.has(expr.name)) return this.aggregate(expr, frame);
    if (expr.name.startsWith('@@')) return this.around.variables.get(expr.name.slice(2)) ?? null;
    if (this.mysql && ['date_add', 'date_sub', 'adddate', 'subdate'].includes(expr.name) && expr.args[1]?.k === 'interval') return this.binary({ k: 'binary', op: expr.name.endsWith('add') || expr.name === 'adddate' ? '+' : '-', left: expr.args[0]!, right: expr.args[1] }, frame);
    const fn = scalarFunction(expr.name, this.around.dialect);
    if (!fn) return refuse({ kind: 'no-function', name: `${expr.name}(${expr.args.map((arg) => this.typeOf(arg, frame).name).join(', ')})`, database: this.around.database ?? '' });
    return fn.run(expr.args.map((arg) => this.evaluate(arg, frame)), this.around, expr.args.map((arg) => this.typeOf(arg, frame)));
  }

  private aggregate(expr: Extract<Expr, { k: 'call' }>, frame: Frame): Value {
    const [arg] = expr.args;
    const rows = frame.group ?? [frame.row];
    const inner = (row: Frame['row']): Frame => ({ ...frame, row, group: undefined });
    if (expr.name === 'count' && arg?.k === 'star') return rows.length;
    let ordered = [...rows];
    if (expr.order.length > 0) {
      const [by] = expr.order;
      ordered = ordered.map((row) => ({ row, key: this.evaluate(by!.expr, inner(row)) })).sort((a, b) => (a.key === null || b.key === null ? 0 : compare(a.key, b.key, this.mysql)) * (by!.descending ? -1 : 1)).map(({ row }) => row);
    }
    let values = ordered.map((row) => this.evaluate(arg!, inner(row))).filter((value): value is Exclude<Value, null> => value !== null);
    if (expr.distinct) values = [...new Map(values.map((value) => [this.mysql ? String(value).toLowerCase() : String(value), value])).values()];
    if (expr.name === 'count') return values.length;
    if (values.length === 0) return null;
    switch (expr.name) {
      case 'sum': return tidy(values.reduce<number>((sum, value) => sum + toNumber(value), 0));
      case 'avg': {
        const type = this.typeOf(arg!, frame);
        return type.family === 'float' ? values.reduce<number>((sum, value) => sum + toNumber(value), 0) / values.length : average(values.map(toNumber), type.size?.[1] ?? 0, this.mysql ? (type.size?.[1] ?? 0) + 4 : 16);
      }
      case 'min': return values.reduce((a, b) => (compare(a, b, this.mysql) <= 0 ? a : b));
      case 'max': return values.reduce((a, b) => (compare(a, b, this.mysql) >= 0 ? a : b));
      case 'group_concat': return values.map((value) => this.asText(value)).join(expr.separator ?? ',');
      case 'string_agg': return values.map((value) => this.asText(value)).join(String(this.evaluate(expr.args[1]!, frame)));
      case 'array_agg': return `{${values.map((value) => this.asText(value)).join(',')}}`;
      default: return this.bool(expr.name === 'bool_and' ? values.every((value) => truth(value)) : values.some((value) => truth(value)));
    }
  }

  /** A value in a type's own form. Throws what the dialect says of a value that can't be. */
  cast(value: Value, type: SqlType, column = '', row = 1): Value {
    if (value === null) return null;
    const bad = (): never => refuse({ kind: 'bad-value', type: type.name, value: this.asText(value), column, row });
    switch (type.family) {
      case 'int': {
        const limit = { tinyint: 127, smallint: 32767, mediumint: 8388607, int: 2147483647, integer: 2147483647, int4: 2147483647, int2: 32767, serial: 2147483647 }[type.name] ?? Number.MAX_SAFE_INTEGER;
        if (typeof value === 'string' && !/^\s*[-+]?\d+\s*$/.test(value) && (!this.mysql || column === '' ? !this.mysql : !/^\s*[-+]?\d*\.?\d+\s*$/.test(value))) return bad();
        const number = Number(fixed(toNumber(value), 0));
        if (column !== '' || !this.mysql) if (number > (type.unsigned ? limit * 2 + 1 : limit) || number < (type.unsigned ? 0 : -limit - 1)) refuse({ kind: 'out-of-range', type: type.name, column, row });
        return number;
      }
      case 'decimal': case 'float': {
        if (typeof value === 'string' && !/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value) && (column !== '' || !this.mysql)) return bad();
        const number = toNumber(value);
        return type.family === 'decimal' && (type.size !== undefined || this.mysql) ? Number(fixed(number, type.size?.[1] ?? 0)) : number;
      }
      case 'bool':
        if (this.mysql) return Number(truth(value));
        if (typeof value === 'string' && !/^(t|f|true|false|yes|no|on|off|y|n|0|1)$/i.test(value.trim())) return bad();
        return typeof value === 'string' ? /^(t|true|yes|on|y|1)$/i.test(value.trim()) : Boolean(value);
      case 'date': case 'timestamp': {
        const ms = timestampMs(String(value));
        if (ms === undefined) return bad();
        const shown = timestampText(ms, !this.mysql || (type.size?.[0] ?? 0) > 0);
        return type.family === 'date' ? shown.slice(0, 10) : type.name === 'timestamptz' ? `${shown}+00` : shown;
      }
      case 'json': {
        try {
          const parsed: unknown = JSON.parse(String(value));
          return this.mysql || type.name === 'jsonb' ? spacedJson(parsed) : String(value);
        } catch {
          return bad();
        }
      }
      case 'uuid': return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(String(value)) ? String(value).toLowerCase() : bad();
      case 'text': {
        const text = this.asText(value);
        if (type.words && !type.words.some((word) => word.toLowerCase() === text.toLowerCase())) refuse({ kind: 'bad-value', type: 'enum', value: text, column, row });
        if (type.size?.[0] !== undefined && /char/.test(type.name) && [...text].length > type.size[0]) {
          if (column === '') return [...text].slice(0, type.size[0]).join('');
          refuse({ kind: 'too-long', type: `${type.name === 'char' ? 'character' : 'character varying'}(${type.size[0]})`, column, row });
        }
        return text;
      }
      default: return this.asText(value);
    }
  }

  typeOf(expr: Expr, frame: Frame): SqlType {
    switch (expr.k) {
      case 'literal': return expr.type.family === 'bool' && this.mysql ? INT : expr.type;
      case 'column': {
        const { frame: at, table, column } = this.find(expr, frame, frame.clause);
        return at.tables[table]!.columns[column]!.type;
      }
      case 'unary': return expr.op === 'not' ? (this.mysql ? INT : BOOL) : this.typeOf(expr.of, frame);
      case 'binary': return this.binaryType(expr, frame);
      case 'call': return this.callType(expr, frame);
      case 'case': return this.typeOf(expr.whens[0]![1].k === 'literal' && expr.otherwise ? expr.otherwise : expr.whens[0]![1], frame);
      case 'cast': return expr.type;
      case 'subquery': return this.run(expr.query, frame).columns[0]?.type ?? UNKNOWN;
      case 'in': case 'between': case 'like': case 'is': case 'exists': return this.mysql ? INT : BOOL;
      case 'interval': return { family: 'interval', name: 'interval' };
      default: return UNKNOWN;
    }
  }

  private binaryType(expr: Extract<Expr, { k: 'binary' }>, frame: Frame): SqlType {
    if (['=', '<>', '<', '>', '<=', '>=', '<=>', 'and', 'or'].includes(expr.op)) return this.mysql ? INT : BOOL;
    if (expr.op === '||' || expr.op === '->>') return TEXT;
    if (expr.op === '->') return { family: 'json', name: 'json' };
    if (expr.right.k === 'interval') return this.typeOf(expr.left, frame).family === 'date' && this.mysql ? this.typeOf(expr.left, frame) : TIMESTAMP;
    const [a, b] = [this.typeOf(expr.left, frame), this.typeOf(expr.right, frame)];
    if (a.family === 'float' || b.family === 'float') return { family: 'float', name: 'double precision' };
    const [x, y] = [a.size?.[1] ?? 0, b.size?.[1] ?? 0];
    if (this.mysql && expr.op === '/') return { family: 'decimal', name: 'decimal', size: [65, x + 4] };
    if (a.family === 'decimal' || b.family === 'decimal') {
      if (expr.op === '/') return { family: 'decimal', name: 'numeric', size: [65, 16] };
      return { family: 'decimal', name: 'numeric', size: [65, expr.op === '*' ? x + y : Math.max(x, y)] };
    }
    return a.name === 'bigint' || b.name === 'bigint' ? BIGINT : INT;
  }

  private callType(expr: Extract<Expr, { k: 'call' }>, frame: Frame): SqlType {
    const arg = () => (expr.args[0] ? this.typeOf(expr.args[0], frame) : UNKNOWN);
    switch (expr.name) {
      case 'count': return BIGINT;
      case 'min': case 'max': return arg();
      case 'sum': return arg().family === 'int' ? (this.mysql ? { family: 'decimal', name: 'decimal', size: [65, 0] } : BIGINT) : arg();
      case 'avg': return arg().family === 'float' ? arg() : { family: 'decimal', name: 'numeric', size: [65, this.mysql ? (arg().size?.[1] ?? 0) + 4 : 16] };
      case 'group_concat': case 'string_agg': case 'array_agg': return TEXT;
      case 'bool_and': case 'bool_or': return BOOL;
      case 'round': {
        const type = arg();
        if (type.family === 'float' && expr.args.length === 1) return type;
        const digits = expr.args[1]?.k === 'literal' ? Number(expr.args[1].value) : 0;
        return type.family === 'int' ? type : type.family === 'float' ? type : { family: 'decimal', name: 'numeric', size: [65, Math.max(0, digits)] };
      }
      case 'coalesce': case 'ifnull': return expr.args.map((each) => this.typeOf(each, frame)).find((type) => type.family !== 'unknown') ?? TEXT;
      case 'if': return expr.args[1] ? this.typeOf(expr.args[1], frame) : UNKNOWN;
      case 'date_add': case 'date_sub': return TIMESTAMP;
      default: {
        const type = scalarFunction(expr.name, this.around.dialect)?.type;
        return type === 'first' ? arg() : (type ?? UNKNOWN);
      }
    }
  }
}

/** Takes away what binary fractions add: 0.1 + 0.2 is 0.3 to a decimal column. */
function tidy(value: number): number {
  return Number.isInteger(value) || !Number.isFinite(value) ? value : Number(value.toPrecision(15));
}

/** An exact mean of decimals, as text of so many digits behind the point. */
function average(values: readonly number[], scale: number, digits: number): string {
  const sum = values.reduce((total, value) => total + BigInt(fixed(value, scale).replace('.', '')), 0n);
  const unit = 10n ** BigInt(digits - Math.min(scale, digits) + 1);
  const scaled = (sum * unit) / BigInt(values.length);
  const rounded = (scaled + (scaled < 0n ? -5n : 5n)) / 10n;
  const text = String(rounded < 0n ? -rounded : rounded).padStart(digits + 1, '0');
  return `${rounded < 0n ? '-' : ''}${text.slice(0, text.length - digits)}${digits > 0 ? `.${text.slice(-digits)}` : ''}`;
}

/** JSON as jsonb and MySQL show it: a space behind colons and commas. */
function spacedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(', ')}]`;
  if (value !== null && typeof value === 'object') return `{${Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${spacedJson(each)}`).join(', ')}}`;
  return JSON.stringify(value);
}
