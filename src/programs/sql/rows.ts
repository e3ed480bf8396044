import type { Expr, ForeignKey, SelectItem, Statement, TableName } from './ast';
import { refuse } from './error';
import type { Frame } from './types';
import type { Outcome } from './outcome';
import { columnIndex, shown, shownRow, type Table } from './table';
import { Tables } from './tables';
import { LockWait, tableKey } from './transaction';
import { compare, toNumber, type Value } from './value';

/** Rows on their way into a table: defaults, conversions, keys, references. */
export abstract class Rows extends Tables {
  protected defaultOf(table: Table, column: Table['def']['columns'][number]): Value | undefined {
    if (column.auto !== undefined) return table.next;
    if (column.default === undefined) return undefined;
    return this.runner.evaluator.evaluate(column.default, this.frame(table, table.name, [], 'default'));
  }

  /** Defaults, conversions and NOT NULL; says the number that was generated. */
  protected complete(table: Table, row: Value[], set: ReadonlySet<number>, number: number): number | undefined {
    let generated: number | undefined;
    for (const [i, column] of table.def.columns.entries()) {
      if (column.auto && (!set.has(i) || (this.fold && (row[i] === null || row[i] === 0)))) {
        row[i] = table.next;
        generated = table.next++;
      } else if (!set.has(i)) {
        const value = this.defaultOf(table, column);
        if (value === undefined && column.notNull && this.fold) refuse({ kind: 'no-default', table: table.name, column: column.name, row: shownRow(table, row) });
        row[i] = value ?? null;
      }
    }
    this.convert(table, row, number);
    for (const [i, column] of table.def.columns.entries()) if (column.auto && this.fold && typeof row[i] === 'number' && row[i] >= table.next) table.next = row[i] + 1;
    return generated;
  }

  protected convert(table: Table, row: Value[], number: number): void {
    for (const [i, column] of table.def.columns.entries()) row[i] = this.runner.evaluator.cast(row[i]!, column.type, column.name, number);
    for (const [i, column] of table.def.columns.entries()) if (row[i] === null && column.notNull) refuse({ kind: 'null', table: table.name, column: column.name, row: shownRow(table, row) });
    for (const check of table.def.checks) {
      const value = this.runner.evaluator.evaluate(check.expr, this.frame(table, table.name, row, 'check'));
      if (value === false || value === 0) refuse({ kind: 'check', table: table.name, constraint: check.name, row: shownRow(table, row) });
    }
  }

  protected clash(name: TableName, table: Table, rows: readonly Value[][], row: readonly Value[], except: number): { row: Value[]; key: Table['def']['keys'][number] } | undefined {
    for (const key of table.def.keys) {
      if (key.kind === 'index') continue;
      const places = key.columns.map((column) => columnIndex(table, column, this.fold));
      if (places.some((at) => row[at] === null)) continue;
      const isTwin = (other: readonly Value[]) => places.every((at) => other[at] !== null && compare(other[at]!, row[at] as Exclude<Value, null>, this.fold) === 0);
      // Whether a key is taken is known when the transaction that writes or deletes it has ended.
      const pending = this.storage.pending(this.databaseOf(name), table.name).find((each) => isTwin(each.row));
      if (pending) throw new LockWait(pending.owner);
      const hit = rows.find((other, index) => index !== except && isTwin(other));
      if (hit) {
        if (this.storage.holdsElsewhere(hit)) this.storage.claim(hit);
        return { row: hit, key };
      }
    }
    return undefined;
  }

  private waits(foreign: ForeignKey): boolean {
    const times = this.storage.current?.checkTimes;
    return foreign.deferrable !== undefined && (times?.get(foreign.name) ?? times?.get('*') ?? foreign.deferrable) === 'deferred';
  }

  /** What constraints that wait for the transaction's end find then; with names, those alone, now. */
  protected checkDeferred(names?: readonly string[]): void {
    const changed = new Set([...(this.storage.current?.changes.keys() ?? [])]);
    if (changed.size === 0) return;
    for (const database of new Set([...changed].map((key) => key.split('\0')[0]!))) {
      for (const table of this.storage.tables(database)) {
        const foreign = table.def.foreign.filter((one) => one.deferrable && (!names || names.includes(one.name)) && [table.name, one.target].some((name) => changed.has(tableKey(database, name))));
        if (foreign.length > 0) for (const row of table.rows) this.checkReferences(database, table, row, foreign);
      }
    }
  }

  protected checkForeign(name: TableName, table: Table, row: readonly Value[]): void {
    if (this.around.ignoresForeignKeys) return;
    this.checkReferences(this.databaseOf(name), table, row, table.def.foreign.filter((foreign) => !this.waits(foreign)));
  }

  private checkReferences(database: string, table: Table, row: readonly Value[], keys: readonly ForeignKey[]): void {
    for (const foreign of keys) {
      const values = foreign.columns.map((column) => row[columnIndex(table, column, this.fold)] ?? null);
      if (values.includes(null)) continue;
      const target = foreign.target === table.name ? table : this.storage.tables(database).find((each) => each.name === foreign.target);
      const places = target ? foreign.targetColumns.map((column) => columnIndex(target, column, this.fold)) : [];
      const candidates = foreign.target === table.name ? [...table.rows, row] : (target?.rows ?? []);
      const there = candidates.some((other) => places.every((at, i) => other[at] !== null && other[at] !== undefined && compare(other[at], values[i] as Exclude<Value, null>, this.fold) === 0));
      // A row that the transaction has left alone has lost its parent.
      const isOwn = foreign.deferrable === undefined || this.storage.isWritten(database, table.name, row);
      if (!there && !isOwn) refuse({ kind: 'child-there', database, table: table.name, constraint: foreign.name, columns: foreign.columns, target: foreign.target, targetColumns: foreign.targetColumns, values: values.map(shown), onDelete: foreign.onDelete });
      if (!there) refuse({ kind: 'parent-missing', database, table: table.name, constraint: foreign.name, columns: foreign.columns, target: foreign.target, targetColumns: foreign.targetColumns, values: values.map(shown), onDelete: foreign.onDelete });
    }
  }

  /** A row with new values; `VALUES(x)` and `excluded.x` are those of the row that was to be inserted. */
  protected assign(table: Table, row: readonly Value[], set: readonly [string, Expr][], number: number, wanted?: readonly Value[], alias = table.name): Value[] {
    const next = [...row];
    const excluded = wanted ? [{ alias: 'excluded', columns: table.def.columns }] : [];
    const frame: Frame = { tables: [{ alias, columns: table.def.columns }], row: [row], group: undefined, clause: 'field list', parent: wanted ? { tables: excluded, row: [wanted], group: undefined, parent: undefined, clause: 'field list' } : undefined };
    for (const [column, expr] of set) {
      const at = columnIndex(table, column, this.fold);
      if (at === -1) refuse(this.fold ? { kind: 'no-column', column, table: undefined, clause: 'field list' } : { kind: 'table-column', column, table: table.name });
      next[at] = expr.k === 'default' ? (this.defaultOf(table, table.def.columns[at]!) ?? null) : this.runner.evaluator.evaluate(wanted ? replaceValues(expr) : expr, frame);
    }
    this.convert(table, next, number);
    return next;
  }

  /** The rows that WHERE, ORDER BY and LIMIT choose, by their places. */
  protected chosen(table: Table, statement: Extract<Statement, { k: 'update' | 'delete' }>): number[] {
    const { alias, where, order, limit } = statement;
    if (where) this.runner.evaluator.typeOf(where, this.frame(table, alias, [], 'where clause'));
    let places = table.rows.flatMap((row, i) => (this.runner.evaluator.test(where, this.frame(table, alias, row, 'where clause')) ? [i] : []));
    const [by] = order;
    if (by) {
      const key = (i: number) => this.runner.evaluator.evaluate(by.expr, this.frame(table, alias, table.rows[i]!, 'order clause'));
      places.sort((a, b) => (key(a) === null || key(b) === null ? 0 : compare(key(a) as Exclude<Value, null>, key(b) as Exclude<Value, null>, this.fold)) * (by.descending ? -1 : 1));
    }
    if (limit) places = places.slice(0, toNumber(this.runner.evaluator.evaluate(limit, this.frame(table, alias, [], 'limit')) ?? 0));
    return places;
  }

  /** ON DELETE: refuses, deletes or empties the rows that refer to deleted ones. */
  protected dropChildren(name: TableName, table: Table, gone: readonly Value[][]): void {
    if (gone.length === 0 || this.around.ignoresForeignKeys) return;
    const database = this.databaseOf(name);
    for (const child of this.storage.tables(database)) {
      for (const foreign of child.def.foreign) {
        if (foreign.target !== table.name || (foreign.onDelete === 'restrict' && this.waits(foreign))) continue;
        const places = foreign.columns.map((column) => columnIndex(child, column, this.fold));
        const targets = foreign.targetColumns.map((column) => columnIndex(table, column, this.fold));
        const parentOf = (row: readonly Value[]) => gone.find((parent) => places.every((at, i) => row[at] !== null && parent[targets[i]!] !== null && compare(row[at] as Exclude<Value, null>, parent[targets[i]!] as Exclude<Value, null>, this.fold) === 0));
        const hit = child.rows.filter((row) => parentOf(row));
        if (hit.length === 0) continue;
        if (foreign.onDelete === 'restrict') refuse({ kind: 'child-there', database, table: child.name, constraint: foreign.name, columns: foreign.columns, target: table.name, targetColumns: foreign.targetColumns, values: targets.map((at) => shown(parentOf(hit[0]!)![at]!)), onDelete: foreign.onDelete });
        const rows = foreign.onDelete === 'cascade' ? child.rows.filter((row) => !hit.includes(row)) : child.rows.map((row) => (hit.includes(row) ? row.map((value, i) => (places.includes(i) ? null : value)) : row));
        this.storage.write(database, { ...child, rows });
        if (foreign.onDelete === 'cascade') this.dropChildren(name, { ...child, rows }, hit);
      }
    }
  }

  protected returned(table: Table, alias: string, rows: readonly Value[][], items: readonly SelectItem[], tag: string): Outcome {
    const expanded = items.flatMap((item): SelectItem[] => (item.expr.k === 'star' ? table.def.columns.map((column) => ({ expr: { k: 'column', table: undefined, name: column.name, at: 0 }, alias: undefined, source: column.name })) : [item]));
    const probe = this.frame(table, alias, [], 'field list');
    return {
      k: 'rows', tag,
      columns: expanded.map((item) => ({ name: item.alias ?? (item.expr.k === 'column' ? item.expr.name : '?column?'), type: this.runner.evaluator.typeOf(item.expr, probe) })),
      rows: rows.map((row) => expanded.map((item) => this.runner.evaluator.evaluate(item.expr, this.frame(table, alias, row, 'field list')))),
    };
  }
}

/** MySQL's `VALUES(x)` in ON DUPLICATE KEY UPDATE. */
function replaceValues(expr: Expr): Expr {
  if (expr.k === 'call' && expr.name === 'values' && expr.args[0]?.k === 'column') return { ...expr.args[0], table: 'excluded' };
  if (expr.k === 'binary') return { ...expr, left: replaceValues(expr.left), right: replaceValues(expr.right) };
  if (expr.k === 'call') return { ...expr, args: expr.args.map(replaceValues) };
  return expr;
}
