import type { Expr, FromItem, OrderBy, Query, SelectItem, TableName } from './ast';
import { refuse } from './error';
import { Evaluator } from './evaluate';
import type { Frame, QueryResult, ScopeTable } from './types';
import type { Surroundings } from './function-table';
import { AGGREGATES } from './functions';
import { compareOrdered } from './order';
import { givesRows, rowsOf } from './set-functions';
import { compare, toNumber, type Value } from './value';
import { subexpressions } from './walk';
import { windowCalls, withWindows } from './windows';

/** Rows of a table or view by its name. Throws what the dialect says of one that isn't there. */
export type Source = (name: TableName) => QueryResult;

/** Whether an expression has an aggregate of this query in it. A window's own isn't one, its arguments' may be. */
export function hasAggregate(expr: Expr | undefined): boolean {
  if (!expr) return false;
  return (expr.k === 'call' && AGGREGATES.has(expr.name) && !expr.over) || subexpressions(expr).some(hasAggregate);
}

/** Runs SELECT: FROM with its joins, WHERE, GROUP BY, HAVING, the list, DISTINCT, UNION, ORDER BY, LIMIT. */
export class QueryRunner {
  readonly evaluator: Evaluator;
  private readonly named: Map<string, QueryResult>[] = [];

  constructor(private readonly around: Surroundings, private readonly source: Source) {
    this.evaluator = new Evaluator(around, (query, parent) => this.run(query, parent));
  }

  private get fold(): boolean {
    return this.around.dialect === 'mysql';
  }

  run(query: Query, parent?: Frame): QueryResult {
    if (query.with.length > 0) {
      const scope = new Map<string, QueryResult>();
      this.named.push(scope);
      try {
        for (const item of query.with) scope.set(item.name, item.recursive && item.query.unions.length > 0 ? this.recursive(item, scope, parent) : renamed(this.run(item.query, parent), item.columns));
        return this.run({ ...query, with: [] }, parent);
      } finally {
        this.named.pop();
      }
    }
    const { columns, rows } = this.core(query, parent);
    let out = rows;
    for (const { op, all, query: other } of query.unions) {
      const more = this.run(other, parent);
      if (more.columns.length !== columns.length) refuse({ kind: 'union-columns', op: op.toUpperCase() });
      const keys = new Set(more.rows.map((row) => JSON.stringify(row)));
      if (op === 'union') out = [...out, ...more.rows.map((row) => ({ row, frame: undefined }))];
      else out = out.filter(({ row }) => keys.has(JSON.stringify(row)) === (op === 'intersect'));
      out = out.map(({ row }) => ({ row, frame: undefined }));
      if (!all) out = distinct(out);
      for (const [i, column] of columns.entries()) if (column.type.family === 'unknown') columns[i] = { name: column.name, type: more.columns[i]!.type };
      for (const [i, column] of columns.entries()) if (!(more.columns[i] as QueryResult['columns'][number]).notNull) columns[i] = { name: column.name, type: column.type };
    }
    if (query.order.length > 0) this.sort(out, query, columns, parent);
    const outer: Frame = { tables: [], row: [], group: undefined, parent, clause: 'limit clause' };
    const offset = query.offset ? toNumber(this.evaluator.evaluate(query.offset, outer) ?? 0) : 0;
    const limit = query.limit ? this.evaluator.evaluate(query.limit, outer) : null;
    return { columns, rows: out.slice(offset, limit === null ? undefined : offset + toNumber(limit)).map(({ row }) => row) };
  }

  /** WITH RECURSIVE: the first part, then the second again and again on what the last turn gave. */
  private recursive({ name, query, columns }: Query['with'][number], scope: Map<string, QueryResult>, parent: Frame | undefined): QueryResult {
    const [step] = query.unions;
    const first = renamed(this.run({ ...query, unions: [], order: [], limit: undefined, offset: undefined }, parent), columns);
    const seen = new Set(first.rows.map((row) => JSON.stringify(row)));
    const rows = [...first.rows];
    for (let last = first.rows; last.length > 0 && rows.length < 100_000; ) {
      scope.set(name, { columns: first.columns, rows: last });
      last = this.run(step!.query, parent).rows.filter((row) => step!.all || !seen.has(JSON.stringify(row)));
      for (const row of last) seen.add(JSON.stringify(row));
      rows.push(...last);
    }
    return { columns: first.columns, rows };
  }

  private sort(out: { row: Value[]; frame: Frame | undefined }[], query: Query, columns: QueryResult['columns'], parent: Frame | undefined): void {
    const keyOf = ({ expr }: OrderBy, { row, frame }: { row: Value[]; frame: Frame | undefined }): Value => {
      if (expr.k === 'literal' && typeof expr.value === 'number') return row[expr.value - 1] ?? null;
      if (expr.k === 'column' && expr.table === undefined) {
        const at = columns.findIndex((column) => (this.fold ? column.name.toLowerCase() === expr.name.toLowerCase() : column.name === expr.name));
        if (at !== -1) return row[at] ?? null;
      }
      return this.evaluator.evaluate(expr, { ...(frame ?? { tables: [], row: [], group: undefined, parent }), clause: 'order clause' });
    };
    const keyed = out.map((each) => ({ each, keys: query.order.map((by) => keyOf(by, each)) }));
    keyed.sort((a, b) => compareOrdered(a.keys, b.keys, query.order, this.fold));
    out.splice(0, out.length, ...keyed.map(({ each }) => each));
  }

  private core(query: Query, parent: Frame | undefined): { columns: QueryResult['columns']; rows: { row: Value[]; frame: Frame | undefined }[] } {
    if (query.values) {
      const frame: Frame = { tables: [], row: [], group: undefined, parent, clause: 'field list' };
      const rows = query.values.map((row) => row.map((expr) => this.evaluator.evaluate(expr, frame)));
      return { columns: query.values[0]!.map((expr, i) => ({ name: `column${i + 1}`, type: this.evaluator.typeOf(expr, frame) })), rows: rows.map((row) => ({ row, frame: undefined })) };
    }
    const { tables: plain, rows: joined } = this.from(query.from, parent);
    const tables = query.from.some((item) => item.join === 'left' || item.join === 'right') ? plain.map((table, i) => (query.from[i]?.join === 'left' || query.from.slice(i + 1).some((item) => item.join === 'right') ? { ...table, columns: table.columns.map(({ name, type }) => ({ name, type })) } : table)) : plain;
    const at = (row: Frame['row'], clause: string, group?: Frame['group']): Frame => ({ tables, row, group, parent, clause });
    const empty = tables.map((table) => table.columns.map(() => null));
    const items = this.expand(query.items, tables);
    // Names are looked up even when no row comes by.
    const probe = at(empty, 'field list', []);
    const columns = items.map((item) => ({ name: this.nameOf(item), type: this.evaluator.typeOf(item.expr, probe), ...(this.fold && this.evaluator.neverNull(item.expr, probe) ? { notNull: true } : {}) }));
    if (query.where && joined.length === 0) this.evaluator.typeOf(query.where, at(empty, 'where clause'));
    const rows = joined.filter((row) => this.evaluator.test(query.where, at(row, 'where clause')));
    const frames: Frame[] = [];
    if (query.group.length > 0 || items.some((item) => hasAggregate(item.expr)) || hasAggregate(query.having)) {
      const groupBy = query.group.map((expr) => this.groupExpr(expr, items, tables));
      const groups = new Map<string, (readonly (readonly Value[])[])[]>();
      if (query.group.length === 0) groups.set('', [...rows]);
      for (const row of query.group.length > 0 ? rows : []) {
        const key = JSON.stringify(groupBy.map((expr) => foldKey(this.evaluator.evaluate(expr, at(row, 'group statement')), this.fold)));
        groups.set(key, [...(groups.get(key) ?? []), row]);
      }
      if (this.around.dialect === 'postgres') for (const item of items) this.checkGrouped(item.expr, groupBy, tables);
      for (const group of groups.values()) frames.push(at(group[0] ?? empty, 'field list', group));
    } else for (const row of rows) frames.push(at(row, 'field list'));
    let kept = frames.filter((frame) => this.evaluator.test(query.having && this.replaceAliases(query.having, items, tables), { ...frame, clause: 'having clause' }));
    const windows = windowCalls([...items.map((item) => item.expr), ...query.order.map((by) => by.expr)]);
    if (windows.length > 0) kept = withWindows(kept, windows, new Map(query.windows.map(({ name, window }) => [name, window])), this.evaluator, this.fold);
    if (query.distinctOn) kept = this.firstOfEach(kept, query.distinctOn, query.order);
    let out = kept.flatMap((frame) => this.rowsFor(items, frame));
    if (query.distinct) out = distinct(out);
    return { columns, rows: out };
  }

  /** DISTINCT ON: the first row, by ORDER BY, of those that have the same values. */
  private firstOfEach(frames: readonly Frame[], on: readonly Expr[], order: readonly OrderBy[]): Frame[] {
    const keyed = frames.map((frame) => ({ frame, keys: order.map((by) => this.evaluator.evaluate(by.expr, frame)) })).sort((a, b) => compareOrdered(a.keys, b.keys, order, this.fold));
    const seen = new Set<string>();
    return keyed.flatMap(({ frame }) => {
      const key = JSON.stringify(on.map((expr) => this.evaluator.evaluate(expr, frame)));
      return seen.has(key) ? [] : (seen.add(key), [frame]);
    });
  }

  /** The rows that the list of a query makes of one row: more than one where a function of it gives rows. */
  private rowsFor(items: readonly SelectItem[], frame: Frame): { row: Value[]; frame: Frame | undefined }[] {
    const isSet = (expr: Expr): expr is Extract<Expr, { k: 'call' }> => expr.k === 'call' && !this.fold && givesRows(expr.name);
    if (!items.some((item) => isSet(item.expr))) return [{ row: items.map((item) => this.evaluator.evaluate(item.expr, frame)), frame }];
    const made = items.map(({ expr }) => (isSet(expr) ? this.called(expr, frame).rows.map((row) => row[0] ?? null) : this.evaluator.evaluate(expr, frame)));
    const count = Math.max(...made.map((each) => (Array.isArray(each) ? each.length : 0)));
    return Array.from({ length: count }, (_each, i) => ({ row: made.map((each) => (Array.isArray(each) ? (each[i] ?? null) : each)), frame }));
  }

  private called(call: Extract<Expr, { k: 'call' }>, frame: Frame): QueryResult {
    return rowsOf(call.name, call.args.map((arg) => this.evaluator.evaluate(arg, frame)), call.args.map((arg) => this.evaluator.typeOf(arg, frame)));
  }

  /** GROUP BY may name an item by its alias or its place. */
  private groupExpr(expr: Expr, items: readonly SelectItem[], tables: readonly ScopeTable[]): Expr {
    if (expr.k === 'literal' && typeof expr.value === 'number') return items[expr.value - 1]?.expr ?? expr;
    return this.replaceAliases(expr, items, tables);
  }

  private replaceAliases(expr: Expr, items: readonly SelectItem[], tables: readonly ScopeTable[]): Expr {
    if (expr.k === 'column' && expr.table === undefined && !tables.some((table) => table.columns.some((column) => column.name === expr.name))) return items.find((item) => item.alias === expr.name)?.expr ?? expr;
    if (expr.k === 'binary') return { ...expr, left: this.replaceAliases(expr.left, items, tables), right: this.replaceAliases(expr.right, items, tables) };
    return expr;
  }

  /** PostgreSQL: a column outside aggregates must be one of GROUP BY's (or depend on a key: taken as such by its table). */
  private checkGrouped(expr: Expr, groupBy: readonly Expr[], tables: readonly ScopeTable[]): void {
    if (expr.k === 'binary') {
      this.checkGrouped(expr.left, groupBy, tables);
      this.checkGrouped(expr.right, groupBy, tables);
    }
    if (expr.k !== 'column') return;
    const owner = tables.find((table) => (expr.table === undefined || table.alias === expr.table) && table.columns.some((column) => column.name === expr.name));
    const grouped = groupBy.some((each) => each.k === 'column' && (each.name === expr.name || (each.name === 'id' && owner !== undefined && (each.table === undefined || each.table === owner.alias))));
    if (owner && !grouped) refuse({ kind: 'not-grouped', column: `${owner.alias}.${expr.name}` });
  }

  private expand(items: readonly SelectItem[], tables: readonly ScopeTable[]): SelectItem[] {
    return items.flatMap((item) => {
      if (item.expr.k !== 'star') return [item];
      const { table } = item.expr;
      const wanted = tables.filter((each) => table === undefined || (this.fold ? each.alias.toLowerCase() === table.toLowerCase() : each.alias === table));
      if (wanted.length === 0 && table !== undefined) refuse(this.fold ? { kind: 'unknown-table', database: '', table } : { kind: 'missing-from', table });
      return wanted.flatMap((each) => each.columns.map((column): SelectItem => ({ expr: { k: 'column', table: each.alias, name: column.name, at: 0 }, alias: undefined, source: column.name })));
    });
  }

  /** A column's heading: its alias; else its source (MySQL) or the column's or function's name (PostgreSQL). */
  private nameOf({ expr, alias, source }: SelectItem): string {
    if (alias !== undefined) return alias;
    if (expr.k === 'column') return expr.name;
    if (this.fold && expr.k === 'literal' && (expr.value === null || typeof expr.value === 'boolean')) return source.toUpperCase();
    if (this.fold) return expr.k === 'literal' && typeof expr.value === 'string' ? expr.value : source;
    if (expr.k === 'call') return expr.name;
    if (expr.k === 'cast') return expr.of.k === 'column' ? expr.of.name : expr.of.k === 'literal' ? ({ integer: 'int4', int: 'int4', boolean: 'bool', bigint: 'int8', smallint: 'int2', char: 'bpchar', character: 'bpchar', decimal: 'numeric', float: 'float8', 'double precision': 'float8', double: 'float8', real: 'float4' }[expr.type.name] ?? expr.type.name.replace(/\[\]$/, '')) : this.nameOf({ expr: expr.of, alias: undefined, source });
    if (expr.k === 'case') return 'case';
    if (expr.k === 'exists') return 'exists';
    if (expr.k === 'literal' && expr.type.family === 'bool' && /^PostgreSQL 1[0-4]\b/.test(this.around.version)) return 'bool';
    if (expr.k === 'array' || expr.k === 'array-query') return 'array';
    if (expr.k === 'subquery') return this.nameOf(expr.query.items[0] ?? { expr: { k: 'default' }, alias: undefined, source });
    if (expr.k === 'subscript') return this.nameOf({ expr: expr.of, alias: undefined, source });
    return '?column?';
  }

  private from(items: readonly FromItem[], parent: Frame | undefined): { tables: ScopeTable[]; rows: Value[][][] } {
    let tables: ScopeTable[] = [];
    let rows: Value[][][] = [[]];
    for (const item of items) {
      const { columns, rows: right, perRow } = this.joinedItem(item, tables, rows, parent);
      const scope: ScopeTable = { alias: item.alias, columns };
      if (item.natural) item.using = columns.map((column) => column.name).filter((name) => tables.some((table) => table.columns.some((column) => column.name === name)));
      if (perRow) {
        rows = rows.flatMap((left, i) => perRow[i]!.map((row) => [...left, row]));
        tables = [...tables, scope];
        continue;
      }
      const next = [...tables, scope];
      const matches = (left: Value[][], row: Value[]): boolean => {
        if (item.using.length > 0) return item.using.every((name) => this.usingEqual(name, tables, left, scope, row));
        return this.evaluator.test(item.on, { tables: next, row: [...left, row], group: undefined, parent, clause: 'on clause' });
      };
      const blank = columns.map(() => null);
      if (item.join === 'full') {
        const blanks = tables.map((table) => table.columns.map(() => null));
        const pairs = rows.map((left) => right.filter((row) => matches(left, row)));
        const alone = right.filter((row) => !pairs.some((hits) => hits.includes(row)));
        rows = [...rows.flatMap((left, i) => (pairs[i]!.length > 0 ? pairs[i]!.map((row) => [...left, row]) : [[...left, blank]])), ...alone.map((row) => [...blanks, row])];
      } else if (item.join === 'right') {
        const blanks = tables.map((table) => table.columns.map(() => null));
        rows = right.flatMap((row) => {
          const hits = rows.filter((left) => matches(left, row));
          return hits.length > 0 ? hits.map((left) => [...left, row]) : [[...blanks, row]];
        });
      } else {
        rows = rows.flatMap((left) => {
          const hits = item.join === 'cross' && !item.on ? right : right.filter((row) => matches(left, row));
          return hits.length > 0 ? hits.map((row) => [...left, row]) : item.join === 'left' ? [[...left, blank]] : [];
        });
      }
      tables = next;
    }
    return { tables, rows };
  }

  /** What an item of FROM gives; what a function or a subquery gives may hang on the row before it (LATERAL). */
  private joinedItem(item: FromItem, tables: ScopeTable[], rows: Value[][][], parent: Frame | undefined): QueryResult & { perRow?: Value[][][] } {
    if (item.table) return renamed(this.look(item.table), item.columns);
    const frame = (row: Value[][]): Frame => ({ tables, row, group: undefined, parent, clause: 'from clause' });
    const of = (row: Value[][]): QueryResult => (item.query ? this.run(item.query, tables.length > 0 ? frame(row) : parent) : this.numbered(this.called(item.call!, frame(row)), item));
    const blank = tables.map((table) => table.columns.map(() => null));
    const names = (result: QueryResult): QueryResult => (item.call && !item.columns && result.columns.length === 1 && item.alias !== item.call.name ? renamed(result, [item.alias]) : renamed(result, item.columns));
    if (tables.length === 0 || (item.query && item.join !== 'cross' && item.join !== 'inner' && item.join !== 'left')) return names(of(blank));
    if (item.query && !mentions(item.query, tables)) return names(of(blank));
    const each = rows.map((row) => names(of(row)));
    return { columns: (each[0] ?? names(of(blank))).columns, rows: [], perRow: each.map((result) => (result.rows.length === 0 && item.join === 'left' ? [result.columns.map(() => null)] : result.rows)) };
  }

  /** WITH ORDINALITY: the rows' numbers as a last column. */
  private numbered(result: QueryResult, item: FromItem): QueryResult {
    if (!item.ordinality) return result;
    return { columns: [...result.columns, { name: 'ordinality', type: { family: 'int', name: 'bigint' } }], rows: result.rows.map((row, i) => [...row, i + 1]) };
  }

  private look(name: TableName): QueryResult {
    for (const scope of [...this.named].reverse()) {
      const found = name.database === undefined ? scope.get(name.name) : undefined;
      if (found) return found;
    }
    return this.source(name);
  }

  private usingEqual(name: string, tables: readonly ScopeTable[], left: Value[][], scope: ScopeTable, row: Value[]): boolean {
    const there = tables.findIndex((table) => table.columns.some((column) => column.name === name));
    const a = left[there]?.[tables[there]!.columns.findIndex((column) => column.name === name)] ?? null;
    const b = row[scope.columns.findIndex((column) => column.name === name)] ?? null;
    return a !== null && b !== null && compare(a, b, this.fold) === 0;
  }
}

function foldKey(value: Value, fold: boolean): Value {
  return fold && typeof value === 'string' ? value.toLowerCase() : value;
}

function distinct<T extends { row: Value[] }>(rows: readonly T[]): T[] {
  const seen = new Set<string>();
  return rows.filter(({ row }) => {
    const key = JSON.stringify(row);
    return !seen.has(key) && seen.add(key);
  });
}

/** A result with other names for its first columns. */
function renamed({ columns, rows }: QueryResult, names: readonly string[] | undefined): QueryResult {
  return { columns: columns.map((column, i) => ({ ...column, name: names?.[i] ?? column.name })), rows };
}

/** Whether a subquery names a table that stands before it in FROM. */
function mentions(query: Query, tables: readonly ScopeTable[]): boolean {
  const text = JSON.stringify(query);
  return tables.some((table) => text.includes(`"table":"${table.alias}","name"`));
}
