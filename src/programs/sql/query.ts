import type { Expr, FromItem, OrderBy, Query, SelectItem, TableName } from './ast';
import { refuse } from './error';
import { Evaluator, type Frame, type QueryResult, type ScopeTable } from './evaluate';
import { AGGREGATES, type Surroundings } from './functions';
import { compare, toNumber, type Value } from './value';

/** Rows of a table or view by its name. Throws what the dialect says of one that isn't there. */
export type Source = (name: TableName) => QueryResult;

/** Whether an expression has an aggregate of this query in it. */
export function hasAggregate(expr: Expr | undefined): boolean {
  if (!expr) return false;
  switch (expr.k) {
    case 'call': return AGGREGATES.has(expr.name) || expr.args.some(hasAggregate);
    case 'unary': case 'cast': case 'is': return hasAggregate(expr.of);
    case 'binary': return hasAggregate(expr.left) || hasAggregate(expr.right);
    case 'case': return expr.whens.some(([when, then]) => hasAggregate(when) || hasAggregate(then)) || hasAggregate(expr.otherwise) || hasAggregate(expr.operand);
    case 'in': return hasAggregate(expr.of) || (expr.list ?? []).some(hasAggregate);
    case 'between': return hasAggregate(expr.of) || hasAggregate(expr.low) || hasAggregate(expr.high);
    case 'like': return hasAggregate(expr.of);
    default: return false;
  }
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
        for (const { name, query: inner } of query.with) scope.set(name, this.run(inner, parent));
        return this.run({ ...query, with: [] }, parent);
      } finally {
        this.named.pop();
      }
    }
    const { columns, rows } = this.core(query, parent);
    let out = rows;
    for (const { all, query: other } of query.unions) {
      const more = this.run(other, parent);
      if (more.columns.length !== columns.length) refuse({ kind: 'column-count', row: 1, more: true });
      out = [...out, ...more.rows.map((row) => ({ row, frame: undefined }))];
      if (!all) out = distinct(out);
    }
    if (query.order.length > 0) this.sort(out, query, columns, parent);
    const outer: Frame = { tables: [], row: [], group: undefined, parent, clause: 'limit clause' };
    const offset = query.offset ? toNumber(this.evaluator.evaluate(query.offset, outer) ?? 0) : 0;
    const limit = query.limit ? this.evaluator.evaluate(query.limit, outer) : null;
    return { columns, rows: out.slice(offset, limit === null ? undefined : offset + toNumber(limit)).map(({ row }) => row) };
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
    keyed.sort((a, b) => {
      for (const [i, by] of query.order.entries()) {
        const order = compareNulls(a.keys[i]!, b.keys[i]!, by, this.fold);
        if (order !== 0) return order;
      }
      return 0;
    });
    out.splice(0, out.length, ...keyed.map(({ each }) => each));
  }

  private core(query: Query, parent: Frame | undefined): { columns: QueryResult['columns']; rows: { row: Value[]; frame: Frame | undefined }[] } {
    if (query.values) {
      const frame: Frame = { tables: [], row: [], group: undefined, parent, clause: 'field list' };
      const rows = query.values.map((row) => row.map((expr) => this.evaluator.evaluate(expr, frame)));
      return { columns: query.values[0]!.map((expr, i) => ({ name: `column${i + 1}`, type: this.evaluator.typeOf(expr, frame) })), rows: rows.map((row) => ({ row, frame: undefined })) };
    }
    const { tables, rows: joined } = this.from(query.from, parent);
    const at = (row: Frame['row'], clause: string, group?: Frame['group']): Frame => ({ tables, row, group, parent, clause });
    const empty = tables.map((table) => table.columns.map(() => null));
    const items = this.expand(query.items, tables);
    // Names are looked up even when no row comes by.
    const probe = at(empty, 'field list', []);
    const columns = items.map((item) => ({ name: this.nameOf(item), type: this.evaluator.typeOf(item.expr, probe) }));
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
    const kept = frames.filter((frame) => this.evaluator.test(query.having && this.replaceAliases(query.having, items, tables), { ...frame, clause: 'having clause' }));
    let out: { row: Value[]; frame: Frame | undefined }[] = kept.map((frame) => ({ row: items.map((item) => this.evaluator.evaluate(item.expr, frame)), frame }));
    if (query.distinct) out = distinct(out);
    return { columns, rows: out };
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
    if (this.fold) return expr.k === 'literal' && typeof expr.value === 'string' ? expr.value : source;
    if (expr.k === 'call') return expr.name;
    if (expr.k === 'cast') return expr.of.k === 'column' ? expr.of.name : expr.of.k === 'literal' ? ({ integer: 'int4', int: 'int4', boolean: 'bool' }[expr.type.name] ?? expr.type.name) : this.nameOf({ expr: expr.of, alias: undefined, source });
    if (expr.k === 'case') return 'case';
    if (expr.k === 'exists') return 'exists';
    if (expr.k === 'literal' && expr.type.family === 'bool') return 'bool';
    return '?column?';
  }

  private from(items: readonly FromItem[], parent: Frame | undefined): { tables: ScopeTable[]; rows: Value[][][] } {
    let tables: ScopeTable[] = [];
    let rows: Value[][][] = [[]];
    for (const item of items) {
      const { columns, rows: right } = item.query ? this.run(item.query, parent) : this.look(item.table!);
      const scope: ScopeTable = { alias: item.alias, columns };
      const next = [...tables, scope];
      const matches = (left: Value[][], row: Value[]): boolean => {
        if (item.using.length > 0) return item.using.every((name) => this.usingEqual(name, tables, left, scope, row));
        return this.evaluator.test(item.on, { tables: next, row: [...left, row], group: undefined, parent, clause: 'on clause' });
      };
      const blank = columns.map(() => null);
      if (item.join === 'right') {
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

/** MySQL sorts NULL as the least, PostgreSQL as the greatest. */
function compareNulls(a: Value, b: Value, by: OrderBy, fold: boolean): number {
  if (a === null || b === null) {
    if (a === b) return 0;
    const first = by.nullsFirst ?? (fold ? !by.descending : by.descending);
    return (a === null) === first ? -1 : 1;
  }
  const order = compare(a, b, fold);
  return by.descending ? -order : order;
}

