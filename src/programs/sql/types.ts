import type { Expr, Query } from './ast';
import { refuse } from './error';
import type { Surroundings } from './function-table';
import { scalarFunction } from './functions';
import { givesRows, rowsOf } from './set-functions';
import { BIGINT, BOOL, familyOf, INT, TEXT, TIMESTAMP, UNKNOWN, type SqlType, type Value } from './value';

/** A table as names are looked up in it. */
export interface ScopeTable {
  alias: string;
  columns: { name: string; type: SqlType; notNull?: boolean }[];
}

/** Where an expression is evaluated: a row of each table of FROM, the rows of its group, and the query around. */
export interface Frame {
  tables: readonly ScopeTable[];
  row: readonly (readonly Value[])[];
  group: readonly (readonly (readonly Value[])[])[] | undefined;
  parent: Frame | undefined;
  /** What window functions give for the row. */
  windows?: ReadonlyMap<Expr, Value>;
  /** As MySQL's messages call the place. */
  clause: string;
}

export interface QueryResult {
  /** `notNull` where no row can have NULL there. */
  columns: { name: string; type: SqlType; notNull?: boolean }[];
  rows: Value[][];
}

export type RunQuery = (query: Query, parent: Frame | undefined) => QueryResult;

const INTERVAL: SqlType = { family: 'interval', name: 'interval' };

/** What expressions are: the columns that they mean, and their types, before any has a value. */
export class ExpressionTypes {
  constructor(readonly around: Surroundings, protected readonly run: RunQuery) {}

  protected get mysql(): boolean {
    return this.around.dialect === 'mysql';
  }

  protected find(expr: Extract<Expr, { k: 'column' }>, frame: Frame | undefined, clause: string): { frame: Frame; table: number; column: number } {
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

  /** Whether an expression can never be NULL, as MySQL's metadata has it. */
  neverNull(expr: Expr, frame: Frame): boolean {
    switch (expr.k) {
      case 'literal': return expr.value !== null;
      case 'column': {
        if (expr.name.startsWith('@')) return false;
        const { frame: at, table, column } = this.find(expr, frame, frame.clause);
        return at.tables[table]!.columns[column]!.notNull === true;
      }
      case 'binary': return !['/', '%', 'div', '->', '->>'].includes(expr.op) && this.neverNull(expr.left, frame) && (expr.op === '<=>' || this.neverNull(expr.right, frame));
      case 'unary': return this.neverNull(expr.of, frame);
      case 'is': case 'exists': return true;
      case 'call': return ['count', 'row_number', 'rank', 'dense_rank', 'now', 'version', 'connection_id', 'last_insert_id', 'row_count', 'found_rows'].includes(expr.name) || (['concat', 'upper', 'lower', 'length', 'char_length', 'reverse', 'coalesce', 'ifnull', 'trim'].includes(expr.name) && expr.args.every((arg) => this.neverNull(arg, frame)));
      default: return false;
    }
  }

  typeOf(expr: Expr, frame: Frame): SqlType {
    switch (expr.k) {
      case 'literal': return expr.type.family === 'bool' && this.mysql ? INT : expr.type;
      case 'column': {
        if (this.mysql && expr.name.startsWith('@')) return typeof this.around.userVariables?.get(expr.name.toLowerCase()) === 'number' ? BIGINT : TEXT;
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
      case 'quantified': return this.mysql ? INT : BOOL;
      case 'array': return { family: 'text', name: `${expr.items[0] && this.typeOf(expr.items[0], frame).family !== 'unknown' ? this.typeOf(expr.items[0], frame).name : 'text'}[]` };
      case 'array-query': return { family: 'text', name: `${this.run(expr.query, frame).columns[0]?.type.name ?? 'text'}[]` };
      case 'subscript': {
        const { family, name } = this.typeOf(expr.of, frame);
        const element = name.replace(/\[\]$/, '');
        return family === 'json' ? { family, name } : { family: familyOf(element) ?? 'text', name: element };
      }
      default: return UNKNOWN;
    }
  }

  private binaryType(expr: Extract<Expr, { k: 'binary' }>, frame: Frame): SqlType {
    if (['=', '<>', '<', '>', '<=', '>=', '<=>', 'and', 'or'].includes(expr.op)) return this.mysql ? INT : BOOL;
    if (expr.op === '->>' || expr.op === '#>>') return TEXT;
    if (['@>', '<@', '?', '?|', '?&', '&&'].includes(expr.op)) return BOOL;
    if (expr.op === '||') {
      const kinds = [this.typeOf(expr.left, frame), this.typeOf(expr.right, frame)];
      return kinds.find((type) => type.family === 'json' || type.name.endsWith('[]')) ?? TEXT;
    }
    if (expr.op === '->' || expr.op === '#>') return { family: 'json', name: this.mysql ? 'json' : this.typeOf(expr.left, frame).name };
    if (expr.right.k === 'interval') return this.typeOf(expr.left, frame).family === 'date' && this.mysql ? this.typeOf(expr.left, frame) : TIMESTAMP;
    const [a, b] = [this.typeOf(expr.left, frame), this.typeOf(expr.right, frame)];
    if (a.family === 'json') return a;
    const moment = this.momentType(expr.op, a, b);
    if (moment) return moment;
    if (a.family === 'float' || b.family === 'float') return { family: 'float', name: 'double precision' };
    const [x, y] = [a.size?.[1] ?? 0, b.size?.[1] ?? 0];
    if (this.mysql && expr.op === '/') return { family: 'decimal', name: 'decimal', size: [65, x + 4] };
    if (a.family === 'decimal' || b.family === 'decimal') {
      if (expr.op === '/') return { family: 'decimal', name: 'numeric', size: [65, 16] };
      return { family: 'decimal', name: 'numeric', size: [65, expr.op === '*' ? x + y : Math.max(x, y)] };
    }
    return a.name === 'bigint' || b.name === 'bigint' ? BIGINT : INT;
  }

  private momentType(op: string, a: SqlType, b: SqlType): SqlType | undefined {
    if (this.mysql) return undefined;
    const isMoment = (type: SqlType) => type.family === 'date' || type.family === 'timestamp';
    if (isMoment(a) && isMoment(b)) return a.family === 'date' && b.family === 'date' ? INT : INTERVAL;
    if (isMoment(a) && b.family === 'int' && a.family === 'date') return a;
    if (b.family === 'interval' || a.family === 'interval') return isMoment(a) || isMoment(b) ? [a, b].find((type) => type.name === 'timestamptz') ?? TIMESTAMP : INTERVAL;
    return undefined;
  }

  private callType(expr: Extract<Expr, { k: 'call' }>, frame: Frame): SqlType {
    const arg = () => (expr.args[0] ? this.typeOf(expr.args[0], frame) : UNKNOWN);
    switch (expr.name) {
      case 'count': return BIGINT;
      case 'min': case 'max': return arg();
      case 'sum': return arg().family === 'int' ? (this.mysql ? { family: 'decimal', name: 'decimal', size: [65, 0] } : BIGINT) : arg();
      case 'avg': return arg().family === 'float' ? arg() : { family: 'decimal', name: 'numeric', size: [65, this.mysql ? (arg().size?.[1] ?? 0) + 4 : 16] };
      case 'group_concat': case 'string_agg': return TEXT;
      case 'array_agg': return { family: 'text', name: `${arg().family === 'unknown' ? 'text' : arg().name}[]` };
      case 'bool_and': case 'bool_or': case 'every': return BOOL;
      case 'json_agg': case 'json_object_agg': case 'json_arrayagg': case 'json_objectagg': case 'row_to_json': case 'to_json': return { family: 'json', name: 'json' };
      case 'jsonb_agg': case 'jsonb_object_agg': return { family: 'json', name: 'jsonb' };
      case '@assign': return this.typeOf(expr.args[1]!, frame);
      case 'row_number': case 'rank': case 'dense_rank': return BIGINT;
      case 'ntile': return INT;
      case 'percent_rank': case 'cume_dist': case 'stddev': case 'stddev_pop': case 'stddev_samp': case 'std': case 'variance': case 'var_pop': case 'var_samp': return { family: 'float', name: 'double precision' };
      case 'lag': case 'lead': case 'first_value': case 'last_value': case 'nth_value': case 'any_value': return arg();
      case 'round': case 'trunc': case 'truncate': {
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
        if (!type && givesRows(expr.name)) return rowsOf(expr.name, ['unnest', 'generate_series'].includes(expr.name) ? [null, null] : ['[]'], expr.args.map((each) => this.typeOf(each, frame))).columns[0]!.type;
        if (expr.name.startsWith('@@')) return typeof this.around.variables.get(expr.name.slice(2)) === 'number' ? BIGINT : TEXT;
        if (!type && expr.name !== 'values' && !expr.name.startsWith('@')) refuse({ kind: 'no-function', name: `${expr.name}(${expr.args.map((each) => this.typeOf(each, frame).name).join(', ')})`, database: this.around.database ?? '' });
        return type === 'first' ? arg() : (type ?? UNKNOWN);
      }
    }
  }
}
