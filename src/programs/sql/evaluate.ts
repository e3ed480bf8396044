import type { Expr } from './ast';
import { refuse } from './error';
import { moved, timestampMs, timestampText } from './calendar';
import { average, quotient, tidy } from './exact';
import { AGGREGATES, scalarFunction } from './functions';
import { arrayText, parseArray } from './arrays';
import { difference, intervalText, movedBy, parseInterval, scaled } from './intervals';
import { spacedJson, toJson, type Json } from './json';
import { jsonOperator } from './json-functions';
import { ExpressionTypes, type Frame } from './types';
import { compare, fixed, INT, toNumber, UNKNOWN, type SqlType, type Value } from './value';

const truth = (value: Value): boolean | null => (value === null ? null : typeof value === 'string' ? (/^(t|true|yes|on)$/i.test(value) ? true : toNumber(value) !== 0) : Boolean(value));

/** Gives expressions their values. */
export class Evaluator extends ExpressionTypes {
  /** A truth value as the dialect has it: MySQL counts. */
  private bool(value: boolean | null): Value {
    return value === null ? null : this.mysql ? Number(value) : value;
  }

  evaluate(expr: Expr, frame: Frame): Value {
    switch (expr.k) {
      case 'literal': return typeof expr.value === 'boolean' ? this.bool(expr.value) : expr.value;
      case 'default': case 'star': return null;
      case 'column': {
        if (this.mysql && expr.name.startsWith('@')) return this.around.userVariables?.get(expr.name.toLowerCase()) ?? null;
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
      case 'array': return arrayText(expr.items.map((item) => this.evaluate(item, frame)));
      case 'array-query': return arrayText(this.run(expr.query, frame).rows.map(([first]) => first ?? null));
      case 'subscript': {
        const [array, index] = [this.evaluate(expr.of, frame), this.evaluate(expr.index, frame)];
        if (array === null || index === null) return null;
        if (this.typeOf(expr.of, frame).family === 'json') return jsonOperator('->', String(array), index, INT) ?? null;
        return this.elements(String(array), this.typeOf(expr.of, frame))[toNumber(index) - 1] ?? null;
      }
      case 'quantified': return this.quantified(expr, frame);
    }
  }

  /** An array's items, numbers as numbers. */
  private elements(text: string, type: SqlType): Value[] {
    const isNumber = /^(int|bigint|smallint|numeric|decimal|double|real|float)/.test(type.name);
    return (parseArray(text) ?? []).map((item) => (isNumber && item !== null ? Number(item) : item));
  }

  private quantified(expr: Extract<Expr, { k: 'quantified' }>, frame: Frame): Value {
    const left = this.evaluate(expr.left, frame);
    const array = expr.array && this.evaluate(expr.array, frame);
    if (array === null) return null;
    const items = expr.query ? this.run(expr.query, frame).rows.map(([first]) => first ?? null) : this.elements(String(array), this.typeOf(expr.array!, frame));
    const results = items.map((item) => truth(this.evaluate({ k: 'binary', op: expr.op, left: { k: 'literal', value: left, type: UNKNOWN }, right: { k: 'literal', value: item, type: UNKNOWN } }, { ...frame, clause: 'field list' })));
    if (results.includes(!expr.all)) return this.bool(!expr.all);
    return results.includes(null) ? null : this.bool(expr.all);
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
    const special = this.mysql ? undefined : this.operator(op, left, right, expr, frame);
    if (special !== undefined) return special;
    if (op === '||') return `${this.asText(left)}${this.asText(right)}`;
    if (op === '->' || op === '->>') {
      const found = scalarFunction('json_extract', 'mysql')!.run([left, right], this.around, []);
      return op === '->' || found === null ? found : scalarFunction('json_unquote', 'mysql')!.run([found], this.around, []);
    }
    if (['=', '<>', '<', '>', '<=', '>='].includes(op)) {
      const order = this.enumOrder(left, right, expr, frame) ?? this.compareTyped(left, right, expr, frame);
      return this.bool(op === '=' ? order === 0 : op === '<>' ? order !== 0 : op === '<' ? order < 0 : op === '>' ? order > 0 : op === '<=' ? order <= 0 : order >= 0);
    }
    const [a, b] = [toNumber(left), toNumber(right)];
    switch (op) {
      case '+': return this.inRange(this.exact(a + b, expr, frame), expr, frame);
      case '-': return this.inRange(this.exact(a - b, expr, frame), expr, frame);
      case '*': return this.inRange(this.exact(a * b, expr, frame), expr, frame);
      case 'div': return b === 0 ? null : Math.trunc(a / b);
      case '/':
        if (b === 0) return this.mysql ? null : refuse({ kind: 'division' });
        if (this.mysql) return a / b;
        return this.typeOf(expr, frame).family === 'int' ? Math.trunc(a / b) : this.typeOf(expr, frame).family === 'float' ? a / b : quotient(String(left), String(right));
      default:
        if (b === 0) return this.mysql ? null : refuse({ kind: 'division' });
        return tidy(a % b);
    }
  }

  /** Floating point as it is; decimals without what binary fractions add. */
  private exact(value: number, expr: Extract<Expr, { k: 'binary' }>, frame: Frame): number {
    return Number.isInteger(value) || this.typeOf(expr, frame).family === 'float' ? value : tidy(value);
  }

  private inRange(value: number, expr: Extract<Expr, { k: 'binary' }>, frame: Frame): number {
    if (!this.mysql && Math.abs(value) > 2147483647 && Number.isInteger(value)) {
      const type = this.typeOf(expr, frame);
      if (type.family === 'int' && type.name !== 'bigint') refuse({ kind: 'out-of-range', type: 'integer', column: '', row: 1 });
    }
    return value;
  }

  /** PostgreSQL's operators on JSON, arrays, moments and intervals; undefined for the plain ones. */
  private operator(op: string, left: Exclude<Value, null>, right: Exclude<Value, null>, expr: Extract<Expr, { k: 'binary' }>, frame: Frame): Value | undefined {
    if (typeof left !== 'string' && typeof right !== 'string') return undefined;
    const [a, b] = [this.typeOf(expr.left, frame), this.typeOf(expr.right, frame)];
    if (a.family === 'json' || ['->', '->>', '#>', '#>>', '?', '?|', '?&'].includes(op)) {
      const found = jsonOperator(op, String(left), right, b);
      if (found !== undefined) return found;
    }
    if (a.name.endsWith('[]') || b.name.endsWith('[]')) {
      const [x, y] = [parseArray(String(left)), parseArray(String(right))];
      if (op === '||') return arrayText([...(x ?? [String(left)]), ...(y ?? [String(right)])]);
      if (op === '@>') return (y ?? []).every((item) => (x ?? []).includes(item));
      if (op === '<@') return (x ?? []).every((item) => (y ?? []).includes(item));
      if (op === '&&') return (x ?? []).some((item) => (y ?? []).includes(item));
    }
    if (op !== '+' && op !== '-' && op !== '*' && op !== '/') return undefined;
    return this.onMoments(op, [left, a], [right, b]);
  }

  private onMoments(op: string, [left, a]: [Exclude<Value, null>, SqlType], [right, b]: [Exclude<Value, null>, SqlType]): Value | undefined {
    const span = (value: Value) => parseInterval(String(value)) ?? refuse({ kind: 'bad-value', type: 'interval', value: String(value), column: '', row: 1 });
    const isMoment = (type: SqlType) => type.family === 'date' || type.family === 'timestamp';
    if (a.family === 'interval' && b.family === 'interval') {
      const [x, y] = [span(left), scaled(span(right), op === '-' ? -1 : 1)];
      return intervalText({ months: x.months + y.months, days: x.days + y.days, ms: x.ms + y.ms });
    }
    if (a.family === 'interval' && isMoment(b)) return this.onMoments(op, [right, b], [left, a]);
    if (a.family === 'interval' || (b.family === 'interval' && typeof left === 'number')) return a.family === 'interval' ? intervalText(scaled(span(left), op === '/' ? 1 / toNumber(right) : toNumber(right))) : intervalText(scaled(span(right), toNumber(left)));
    if (!isMoment(a)) return undefined;
    const at = timestampMs(String(left));
    if (at === undefined) return undefined;
    if (isMoment(b)) {
      const gap = at - (timestampMs(String(right)) ?? at);
      return a.family === 'date' && b.family === 'date' ? Math.round(gap / 86_400_000) : intervalText(difference(gap));
    }
    const sign = op === '-' ? -1 : 1;
    if (a.family === 'date' && typeof right === 'number') return timestampText(at + sign * right * 86_400_000).slice(0, 10);
    return `${timestampText(movedBy(at, scaled(span(right), sign)), true)}${a.name === 'timestamptz' ? '+00' : ''}`;
  }

  /** PostgreSQL reads a bare text beside a number as a number, or refuses. */
  private checkNumber({ op, left, right }: Extract<Expr, { k: 'binary' }>, frame: Frame): void {
    for (const [text, other] of [[left, right], [right, left]] as const) {
      if (op === '||' || text.k !== 'literal' || typeof text.value !== 'string' || /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text.value)) continue;
      const type = this.typeOf(other, frame);
      if (['int', 'decimal', 'float'].includes(type.family)) refuse({ kind: 'bad-value', type: type.name, value: text.value, column: '', row: 1 });
    }
  }

  /** PostgreSQL's enums compare by the order of their words. */
  private enumOrder(left: Value, right: Value, expr: Extract<Expr, { k: 'binary' }>, frame: Frame): number | undefined {
    if (this.mysql || expr.op === '=' || expr.op === '<>' || typeof left !== 'string') return undefined;
    const words = this.typeOf(expr.left, frame).words ?? this.typeOf(expr.right, frame).words;
    return words && words.indexOf(left) - words.indexOf(String(right));
  }

  /** A moment compares with a date as a moment. */
  private compareTyped(left: Exclude<Value, null>, right: Exclude<Value, null>, expr: Extract<Expr, { k: 'binary' }>, frame: Frame): number {
    if (typeof left === 'string' && typeof right === 'string' && /^\d{4}-\d\d?-\d\d?/.test(left) && [expr.left, expr.right].some((side) => ['timestamp', 'date'].includes(this.typeOf(side, frame).family))) {
      const [a, b] = [timestampMs(left), timestampMs(right)];
      if (a !== undefined && b !== undefined) return a - b;
    }
    return compare(left, right, this.mysql);
  }

  asText(value: Exclude<Value, null>): string {
    return typeof value === 'boolean' ? (value ? 'true' : 'false') : String(value);
  }

  private call(expr: Extract<Expr, { k: 'call' }>, frame: Frame): Value {
    if (expr.over) return frame.windows?.get(expr) ?? null;
    if (AGGREGATES.has(expr.name)) return this.aggregate(expr, frame);
    const whole = /^(row_to_json|to_jsonb?)$/.test(expr.name) && expr.args[0]?.k === 'column' ? this.wholeRow(expr.args[0].name, frame) : undefined;
    if (whole !== undefined) return expr.name === 'to_jsonb' ? spacedJson(whole) : JSON.stringify(whole);
    if (expr.name === '@assign') {
      const value = this.evaluate(expr.args[1]!, frame);
      this.around.assign?.(String((expr.args[0] as { value: Value }).value), value);
      return value;
    }
    if (expr.name.startsWith('@@')) return this.around.variables.get(expr.name.slice(2)) ?? null;
    if (this.mysql && ['date_add', 'date_sub', 'adddate', 'subdate'].includes(expr.name) && expr.args[1]?.k === 'interval') return this.binary({ k: 'binary', op: expr.name.endsWith('add') || expr.name === 'adddate' ? '+' : '-', left: expr.args[0]!, right: expr.args[1] }, frame);
    const fn = scalarFunction(expr.name, this.around.dialect);
    if (!fn) return refuse({ kind: 'no-function', name: `${expr.name}(${expr.args.map((arg) => this.typeOf(arg, frame).name).join(', ')})`, database: this.around.database ?? '' });
    return fn.run(expr.args.map((arg) => this.evaluate(arg, frame)), this.around, expr.args.map((arg) => this.typeOf(arg, frame)));
  }

  private aggregate(expr: Extract<Expr, { k: 'call' }>, frame: Frame): Value {
    return this.reduce(expr, (frame.group ?? [frame.row]).map((row) => ({ ...frame, row, group: undefined })), frame);
  }

  /** An aggregate's value over some rows. */
  reduce(expr: Extract<Expr, { k: 'call' }>, all: readonly Frame[], frame: Frame = all[0]!): Value {
    const [arg] = expr.args;
    const rows = expr.filter ? all.filter((row) => this.test(expr.filter, row)) : all;
    if (expr.name === 'count' && arg?.k === 'star') return rows.length;
    let ordered = [...rows];
    if (expr.order.length > 0) {
      const [by] = expr.order;
      ordered = ordered.map((row) => ({ row, key: this.evaluate(by!.expr, row) })).sort((a, b) => (a.key === null || b.key === null ? 0 : compare(a.key, b.key, this.mysql)) * (by!.descending ? -1 : 1)).map(({ row }) => row);
    }
    if (/^json/.test(expr.name)) return this.collected(expr, ordered);
    if (expr.name === 'array_agg') return ordered.length === 0 ? null : arrayText(ordered.map((row) => this.evaluate(arg!, row)));
    let values = ordered.map((row) => this.evaluate(arg!, row)).filter((value): value is Exclude<Value, null> => value !== null);
    if (expr.distinct) values = [...new Map(values.map((value) => [this.mysql ? String(value).toLowerCase() : String(value), value])).values()];
    if (expr.name === 'count') return values.length;
    if (values.length === 0) return null;
    switch (expr.name) {
      case 'sum': return tidy(values.reduce<number>((sum, value) => sum + toNumber(value), 0));
      case 'avg': {
        const type = this.typeOf(arg!, frame);
        return type.family === 'float' ? values.reduce<number>((sum, value) => sum + toNumber(value), 0) / values.length : this.mysql ? average(values.map(toNumber), type.size?.[1] ?? 0, (type.size?.[1] ?? 0) + 4) : quotient(String(tidy(values.reduce<number>((sum, value) => sum + toNumber(value), 0))), String(values.length));
      }
      case 'min': return values.reduce((a, b) => (compare(a, b, this.mysql) <= 0 ? a : b));
      case 'max': return values.reduce((a, b) => (compare(a, b, this.mysql) >= 0 ? a : b));
      case 'group_concat': return values.map((value) => this.asText(value)).join(expr.separator ?? ',');
      case 'string_agg': return values.map((value) => this.asText(value)).join(String(this.evaluate(expr.args[1]!, frame)));
      case 'any_value': return values[0]!;
      case 'stddev': case 'stddev_pop': case 'stddev_samp': case 'std': case 'variance': case 'var_pop': case 'var_samp': return this.spread(expr.name, values.map(toNumber));
      default: return this.bool(expr.name === 'bool_and' ? values.every((value) => truth(value)) : values.some((value) => truth(value)));
    }
  }

  /** JSON out of the rows: a list, or an object of the first argument's keys. */
  private collected(expr: Extract<Expr, { k: 'call' }>, rows: readonly Frame[]): Value {
    if (rows.length === 0) return null;
    const isObject = /object/.test(expr.name);
    const [first, second] = expr.args;
    const valueOf = (arg: Expr, row: Frame): Json => {
      const whole = arg.k === 'column' && arg.table === undefined ? this.wholeRow(arg.name, row) : undefined;
      return whole ?? toJson(this.evaluate(arg, row), this.typeOf(arg, row).family === 'json');
    };
    const made: Json = isObject ? Object.fromEntries(rows.map((row) => [String(this.evaluate(first!, row)), valueOf(second!, row)])) : rows.map((row) => valueOf(first!, row));
    if (this.mysql || expr.name.startsWith('jsonb')) return spacedJson(made);
    return Array.isArray(made) ? `[${made.map((each) => JSON.stringify(each)).join(made.some((each) => each !== null && typeof each === 'object') ? ', \n ' : ', ')}]` : `{ ${Object.entries(made as object).map(([key, value]) => `${JSON.stringify(key)} : ${JSON.stringify(value)}`).join(', ')} }`;
  }

  private spread(name: string, values: readonly number[]): Value {
    const sample = name.endsWith('_samp') || (!this.mysql && !name.endsWith('_pop'));
    if (sample && values.length < 2) return null;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - (sample ? 1 : 0));
    return name.startsWith('std') ? Math.sqrt(variance) : variance;
  }

  /** A whole row as JSON, where a name means a table and no column. */
  private wholeRow(name: string, frame: Frame): Json | undefined {
    for (let at: Frame | undefined = frame; at; at = at.parent) {
      const table = at.tables.findIndex((each) => each.alias === name);
      if (table === -1 || at.tables.some((each) => each.columns.some((column) => column.name === name))) continue;
      return Object.fromEntries(at.tables[table]!.columns.map((column, i) => [column.name, toJson(at!.row[table]?.[i] ?? null, column.type.family === 'json')]));
    }
    return undefined;
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
        if (ms === undefined) return !this.mysql && /^\d{4}-\d\d?-\d\d?/.test(String(value)) ? refuse({ kind: 'date-range', value: String(value) }) : !this.mysql && /^(now|today|tomorrow|yesterday)$/i.test(String(value)) ? this.cast(timestampText(this.around.now() + ({ tomorrow: 1, yesterday: -1 }[String(value).toLowerCase()] ?? 0) * 86_400_000), type) : bad();
        const shown = timestampText(ms, !this.mysql || (type.size?.[0] ?? 0) > 0);
        return type.family === 'date' ? shown.slice(0, 10) : type.name === 'timestamptz' ? `${shown}+00` : shown;
      }
      case 'json': {
        try {
          const parsed: unknown = JSON.parse(String(value));
          return this.mysql || type.name === 'jsonb' ? spacedJson(parsed as Json) : String(value);
        } catch {
          return bad();
        }
      }
      case 'time': {
        const match = /^(\d{1,2}):(\d\d)(?::(\d\d(?:\.\d+)?))?$/.exec(String(value).replace(/^.*[ T]/, ''));
        return match ? `${match[1]!.padStart(2, '0')}:${match[2]}:${match[3] ?? '00'}` : bad();
      }
      case 'interval': return this.mysql ? String(value) : intervalText(parseInterval(String(value)) ?? bad());
      case 'uuid': return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(String(value)) ? String(value).toLowerCase() : bad();
      case 'text': {
        const text = this.asText(value);
        if (type.name.endsWith('[]') && !parseArray(text)) refuse({ kind: 'bad-array', value: text });
        if (type.words && !type.words.some((word) => word.toLowerCase() === text.toLowerCase())) refuse({ kind: 'bad-value', type: this.mysql ? 'enum' : `enum ${type.name}`, value: text, column, row });
        if (type.size?.[0] !== undefined && /char/.test(type.name) && [...text].length > type.size[0]) {
          if (column === '') return [...text].slice(0, type.size[0]).join('');
          refuse({ kind: 'too-long', type: `${type.name === 'char' ? 'character' : 'character varying'}(${type.size[0]})`, column, row });
        }
        return text;
      }
      default: return this.asText(value);
    }
  }
}
