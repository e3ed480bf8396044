import type { Alteration, Expr, SelectItem, Statement, TableName } from './ast';
import { refuse, SqlError } from './error';
import type { Frame, QueryResult } from './evaluate';
import type { Surroundings } from './functions';
import { timestampText } from './functions';
import { parseStatement } from './parser';
import { QueryRunner } from './query';
import { columnIndex, primaryKey, settleTable, shown, type Storage, type Table } from './table';
import { compare, toNumber, type Value } from './value';

/** What a statement has come to. */
export type Outcome =
  | ({ k: 'rows'; tag: string } & QueryResult)
  | { k: 'done'; tag: string; affected: number; matched: number; changed: number; insertId: number; duplicates: number; notice: string | undefined };

const done = (tag: string, more: Partial<Extract<Outcome, { k: 'done' }>> = {}): Outcome => ({ k: 'done', tag, affected: 0, matched: 0, changed: 0, insertId: 0, duplicates: 0, notice: undefined, ...more });

/** A virtual table of the dialect (information_schema, pg_catalog); undefined where the name is none. */
export type VirtualTable = (name: TableName) => QueryResult | undefined;

/** The statements of one session against a storage. */
export class Engine {
  private readonly runner: QueryRunner;
  /** Tables as they were at BEGIN, to go back to. */
  private before: Map<string, Table[]> | undefined;

  constructor(readonly storage: Storage, readonly around: Surroundings & { lastInsertId: number }, private readonly virtual: VirtualTable) {
    this.runner = new QueryRunner(around, (name) => this.source(name));
  }

  get inTransaction(): boolean {
    return this.before !== undefined;
  }

  private get fold(): boolean {
    return this.around.dialect === 'mysql';
  }

  private same(a: string, b: string): boolean {
    return a === b;
  }

  /** The database that a table's name means. */
  private databaseOf(name: TableName): string {
    if (this.fold) {
      const database = name.database ?? this.around.database ?? refuse({ kind: 'none-selected' });
      if (!this.storage.databases().includes(database)) refuse({ kind: 'no-database', database });
      return database;
    }
    return this.around.database!;
  }

  find(name: TableName): Table | undefined {
    const database = this.databaseOf(name);
    return this.storage.tables(database).find((table) => this.same(table.name, name.name));
  }

  private table(name: TableName): Table {
    return this.find(name) ?? refuse({ kind: 'no-table', database: this.databaseOf(name), table: name.name });
  }

  private source(name: TableName): QueryResult {
    const virtual = this.virtual(name);
    if (virtual) return virtual;
    const table = this.table(name);
    if (table.view !== undefined) return this.runner.run(parseStatement(table.view, this.around.dialect) as Extract<Statement, { k: 'select' }>);
    return { columns: table.def.columns, rows: table.rows };
  }

  /** Runs one statement. Throws SqlError. */
  run(statement: Statement): Outcome {
    switch (statement.k) {
      case 'select': {
        const result = this.runner.run(statement);
        return { k: 'rows', tag: `SELECT ${result.rows.length}`, ...result };
      }
      case 'insert': return this.insert(statement);
      case 'update': return this.update(statement);
      case 'delete': return this.delete(statement);
      case 'create-table': return this.createTable(statement);
      case 'create-view': {
        const there = this.find(statement.table);
        if (there && !statement.replace) refuse({ kind: 'table-exists', table: statement.table.name });
        this.runner.run(statement.query);
        this.save(statement.table, { name: statement.table.name, def: { columns: [], keys: [], foreign: [], checks: [] }, rows: [], next: 1, view: statement.source, createdAt: this.around.now() });
        return done('CREATE VIEW');
      }
      case 'create-index': {
        const table = this.table(statement.table);
        if (statement.key.name !== '' && table.def.keys.some((key) => key.name === statement.key.name)) {
          if (statement.ifNot) return done('CREATE INDEX', { notice: `relation "${statement.key.name}" already exists, skipping` });
          refuse({ kind: 'table-exists', table: statement.key.name });
        }
        table.def.keys.push(statement.key);
        settleTable(table, this.around.dialect);
        this.save(statement.table, table);
        return done('CREATE INDEX');
      }
      case 'create-database': {
        if (this.storage.databases().includes(statement.name)) {
          if (statement.ifNot) return done('CREATE DATABASE', { affected: 1 });
          refuse({ kind: 'database-exists', database: statement.name });
        }
        this.storage.createDatabase(statement.name);
        return done('CREATE DATABASE', { affected: 1 });
      }
      case 'drop-database': {
        if (!this.storage.databases().includes(statement.name)) {
          if (statement.ifExists) return done('DROP DATABASE', { notice: `database "${statement.name}" does not exist, skipping` });
          refuse({ kind: 'no-database', database: statement.name });
        }
        const affected = this.storage.tables(statement.name).length;
        this.storage.dropDatabase(statement.name);
        return done('DROP DATABASE', { affected });
      }
      case 'drop': return this.drop(statement);
      case 'drop-index': {
        const database = this.databaseOf(statement.table ?? { database: undefined, name: '', at: 0 });
        const owner = this.storage.tables(database).find((table) => (statement.table === undefined || table.name === statement.table.name) && table.def.keys.some((key) => key.name === statement.name));
        if (!owner) {
          if (statement.ifExists) return done('DROP INDEX', { notice: `index "${statement.name}" does not exist, skipping` });
          refuse({ kind: 'no-index', table: statement.table?.name ?? '', index: statement.name });
        }
        owner.def.keys = owner.def.keys.filter((key) => key.name !== statement.name);
        this.storage.write(database, owner);
        return done('DROP INDEX');
      }
      case 'truncate':
        for (const name of statement.tables) {
          const table = this.table(name);
          table.rows = [];
          if (this.fold) table.next = 1;
          this.save(name, table);
        }
        return done('TRUNCATE TABLE');
      case 'alter': return this.alter(statement.table, statement.changes);
      case 'begin':
        this.before = new Map(this.storage.databases().map((name) => [name, structuredClone(this.storage.tables(name))]));
        return done('BEGIN');
      case 'commit':
        this.before = undefined;
        return done('COMMIT');
      case 'rollback':
        this.restore();
        return done('ROLLBACK');
    }
  }

  /** Puts back what BEGIN has found. */
  restore(): void {
    for (const [name, tables] of this.before ?? []) {
      if (!this.storage.databases().includes(name)) continue;
      for (const table of this.storage.tables(name)) if (!tables.some((each) => each.name === table.name)) this.storage.remove(name, table.name);
      for (const table of tables) this.storage.write(name, table);
    }
    this.before = undefined;
  }

  private save(name: TableName, table: Table): void {
    this.storage.write(this.databaseOf(name), table);
  }

  private frame(table: Table, alias: string, row: readonly Value[], clause: string): Frame {
    return { tables: [{ alias, columns: table.def.columns }], row: [row], group: undefined, parent: undefined, clause };
  }

  private createTable({ table: name, ifNot, def, query }: Extract<Statement, { k: 'create-table' }>): Outcome {
    const database = this.databaseOf(name);
    if (this.find(name)) {
      if (ifNot) return done('CREATE TABLE', { notice: `relation "${name.name}" already exists, skipping` });
      refuse({ kind: 'table-exists', table: name.name });
    }
    const table: Table = { name: name.name, def, rows: [], next: 1, view: undefined, createdAt: this.around.now() };
    let copied = 0;
    if (query) {
      const { columns, rows } = this.runner.run(query);
      table.def = { ...def, columns: [...def.columns, ...columns.map((column) => ({ name: column.name, type: column.type.family === 'unknown' ? { family: 'text' as const, name: 'text' } : column.type, notNull: false, auto: undefined, default: undefined, defaultSource: undefined, onUpdateNow: false, comment: undefined }))] };
      table.rows = rows.map((row) => [...row]);
      copied = rows.length;
    }
    settleTable(table, this.around.dialect);
    for (const foreign of table.def.foreign) {
      const target = foreign.target === name.name ? table : this.storage.tables(database).find((each) => each.name === foreign.target);
      if (!target) refuse({ kind: 'no-table', database, table: foreign.target });
      else if (foreign.targetColumns.length === 0) foreign.targetColumns = primaryKey(target)?.columns ?? ['id'];
    }
    this.storage.write(database, table);
    return done(query ? `SELECT ${copied}` : 'CREATE TABLE', { affected: copied });
  }

  private drop({ tables, ifExists, what, cascade }: Extract<Statement, { k: 'drop' }>): Outcome {
    let notice: string | undefined;
    for (const name of tables) {
      const table = this.find(name);
      if (!table) {
        if (!ifExists) refuse({ kind: 'unknown-table', database: this.databaseOf(name), table: name.name });
        notice = `${what} "${name.name}" does not exist, skipping`;
        continue;
      }
      const database = this.databaseOf(name);
      for (const other of this.storage.tables(database)) {
        const foreign = other.def.foreign.find((each) => each.target === name.name);
        if (!foreign || other.name === name.name || tables.some((each) => each.name === other.name)) continue;
        if (!cascade) refuse({ kind: 'child-there', database, table: name.name, constraint: foreign.name, columns: [], target: other.name, targetColumns: [], values: [] });
        other.def.foreign = other.def.foreign.filter((each) => each.target !== name.name);
        this.storage.write(database, other);
      }
      this.storage.remove(database, name.name);
    }
    return done(what === 'view' ? 'DROP VIEW' : 'DROP TABLE', { notice });
  }

  private defaultOf(table: Table, column: Table['def']['columns'][number]): Value | undefined {
    if (column.auto !== undefined) return table.next;
    if (column.default === undefined) return undefined;
    return this.runner.evaluator.evaluate(column.default, this.frame(table, table.name, [], 'default'));
  }

  private insert(statement: Extract<Statement, { k: 'insert' }>): Outcome {
    const { table: name, mode, conflict } = statement;
    const table = this.table(name);
    const columns = statement.columns ?? table.def.columns.map((column) => column.name);
    const places = columns.map((column) => {
      const at = columnIndex(table, column, this.fold);
      return at === -1 ? refuse({ kind: 'table-column', column, table: table.name }) : at;
    });
    const given: (Expr | { value: Value })[][] = statement.rows ?? this.runner.run(statement.query!).rows.map((row) => row.map((value) => ({ value })));
    const rows = [...table.rows];
    const inserted: Value[][] = [];
    let affected = 0;
    let duplicates = 0;
    let insertId = 0;
    const nextBefore = table.next;
    try {
      for (const [index, exprs] of given.entries()) {
        if (exprs.length !== places.length && !(exprs.length === 0 && (this.fold || statement.columns === undefined)) && !(exprs.length < places.length && statement.columns === undefined && !this.fold)) refuse({ kind: 'column-count', row: index + 1, more: exprs.length > places.length });
        const row: Value[] = table.def.columns.map(() => null);
        const set = new Set<number>();
        for (const [i, expr] of exprs.entries()) {
          if ('k' in expr && expr.k === 'default') continue;
          row[places[i]!] = 'k' in expr ? this.runner.evaluator.evaluate(expr, { tables: [], row: [], group: undefined, parent: undefined, clause: 'field list' }) : expr.value;
          set.add(places[i]!);
        }
        const generated = this.complete(table, row, set, index + 1);
        if (insertId === 0 && generated !== undefined) insertId = generated;
        const clash = this.clash(table, rows, row, -1);
        if (clash && (mode === 'ignore' || (conflict && !conflict.update))) {
          duplicates++;
          continue;
        }
        if (clash && mode === 'replace') {
          rows.splice(rows.indexOf(clash.row), 1);
          affected++;
        } else if (clash && conflict?.update) {
          const changed = this.assign(table, clash.row, conflict.update, index + 1, row);
          rows[rows.indexOf(clash.row)] = changed;
          inserted.push(changed);
          affected += this.fold ? 2 : 1;
          continue;
        } else if (clash) refuse({ kind: 'duplicate-key', table: table.name, key: clash.key.name, columns: clash.key.columns, values: clash.key.columns.map((column) => shown(row[columnIndex(table, column, this.fold)]!)) });
        this.checkForeign(name, { ...table, rows }, row);
        rows.push(row);
        inserted.push(row);
        affected++;
      }
    } catch (error) {
      // A sequence's numbers are gone even when the row isn't stored.
      if (error instanceof SqlError && table.next !== nextBefore) this.save(name, table);
      throw error;
    }
    this.save(name, { ...table, rows });
    if (insertId !== 0) this.around.lastInsertId = insertId;
    if (statement.returning) return this.returned(table, name.name, inserted, statement.returning, `INSERT 0 ${affected}`);
    return done(`INSERT 0 ${affected}`, { affected, insertId, duplicates, matched: given.length });
  }

  /** Defaults, conversions and NOT NULL; says the number that was generated. */
  private complete(table: Table, row: Value[], set: ReadonlySet<number>, number: number): number | undefined {
    let generated: number | undefined;
    for (const [i, column] of table.def.columns.entries()) {
      if (column.auto && (!set.has(i) || (this.fold && (row[i] === null || row[i] === 0)))) {
        row[i] = table.next;
        generated = table.next++;
      } else if (!set.has(i)) {
        const value = this.defaultOf(table, column);
        if (value === undefined && column.notNull && this.fold) refuse({ kind: 'no-default', table: table.name, column: column.name, row: row.map(shown) });
        row[i] = value ?? null;
      }
    }
    this.convert(table, row, number);
    for (const [i, column] of table.def.columns.entries()) if (column.auto && this.fold && typeof row[i] === 'number' && row[i] >= table.next) table.next = row[i] + 1;
    return generated;
  }

  private convert(table: Table, row: Value[], number: number): void {
    for (const [i, column] of table.def.columns.entries()) row[i] = this.runner.evaluator.cast(row[i]!, column.type, column.name, number);
    for (const [i, column] of table.def.columns.entries()) if (row[i] === null && column.notNull) refuse({ kind: 'null', table: table.name, column: column.name, row: row.map(shown) });
    for (const check of table.def.checks) {
      const value = this.runner.evaluator.evaluate(check.expr, this.frame(table, table.name, row, 'check'));
      if (value === false || value === 0) refuse({ kind: 'check', table: table.name, constraint: check.name, row: row.map(shown) });
    }
  }

  private clash(table: Table, rows: readonly Value[][], row: readonly Value[], except: number): { row: Value[]; key: Table['def']['keys'][number] } | undefined {
    for (const key of table.def.keys) {
      if (key.kind === 'index') continue;
      const places = key.columns.map((column) => columnIndex(table, column, this.fold));
      if (places.some((at) => row[at] === null)) continue;
      const hit = rows.find((other, index) => index !== except && places.every((at) => other[at] !== null && compare(other[at]!, row[at] as Exclude<Value, null>, this.fold) === 0));
      if (hit) return { row: hit, key };
    }
    return undefined;
  }

  private checkForeign(name: TableName, table: Table, row: readonly Value[]): void {
    const database = this.databaseOf(name);
    for (const foreign of table.def.foreign) {
      const values = foreign.columns.map((column) => row[columnIndex(table, column, this.fold)] ?? null);
      if (values.includes(null)) continue;
      const target = foreign.target === table.name ? table : this.storage.tables(database).find((each) => each.name === foreign.target);
      const places = target ? foreign.targetColumns.map((column) => columnIndex(target, column, this.fold)) : [];
      const candidates = foreign.target === table.name ? [...table.rows, row] : (target?.rows ?? []);
      const there = candidates.some((other) => places.every((at, i) => other[at] !== null && other[at] !== undefined && compare(other[at], values[i] as Exclude<Value, null>, this.fold) === 0));
      if (!there) refuse({ kind: 'parent-missing', database, table: table.name, constraint: foreign.name, columns: foreign.columns, target: foreign.target, targetColumns: foreign.targetColumns, values: values.map(shown) });
    }
  }

  /** A row with new values; `VALUES(x)` and `excluded.x` are those of the row that was to be inserted. */
  private assign(table: Table, row: readonly Value[], set: readonly [string, Expr][], number: number, wanted?: readonly Value[], alias = table.name): Value[] {
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
  private chosen(table: Table, statement: Extract<Statement, { k: 'update' | 'delete' }>): number[] {
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

  private update(statement: Extract<Statement, { k: 'update' }>): Outcome {
    const table = this.table(statement.table);
    for (const [column] of statement.set) if (columnIndex(table, column, this.fold) === -1) refuse(this.fold ? { kind: 'no-column', column, table: undefined, clause: 'field list' } : { kind: 'table-column', column, table: table.name });
    const rows = [...table.rows];
    let changed = 0;
    const places = this.chosen(table, statement);
    const after: Value[][] = [];
    for (const [number, at] of places.entries()) {
      const next = this.assign(table, rows[at]!, statement.set, number + 1, undefined, statement.alias);
      if (next.some((value, i) => value !== rows[at]![i])) {
        changed++;
        for (const [i, column] of table.def.columns.entries()) if (column.onUpdateNow && !statement.set.some(([name]) => name === column.name)) next[i] = timestampText(this.around.now());
      }
      const clash = this.clash(table, rows, next, at);
      if (clash) refuse({ kind: 'duplicate-key', table: table.name, key: clash.key.name, columns: clash.key.columns, values: clash.key.columns.map((column) => shown(next[columnIndex(table, column, this.fold)]!)) });
      this.checkForeign(statement.table, { ...table, rows }, next);
      rows[at] = next;
      after.push(next);
    }
    this.save(statement.table, { ...table, rows });
    if (statement.returning) return this.returned(table, statement.alias, after, statement.returning, `UPDATE ${places.length}`);
    return done(`UPDATE ${places.length}`, { affected: this.fold ? changed : places.length, matched: places.length, changed });
  }

  private delete(statement: Extract<Statement, { k: 'delete' }>): Outcome {
    const table = this.table(statement.table);
    const places = new Set(this.chosen(table, statement));
    const gone = table.rows.filter((_row, i) => places.has(i));
    this.save(statement.table, { ...table, rows: table.rows.filter((_row, i) => !places.has(i)) });
    try {
      this.dropChildren(statement.table, table, gone);
    } catch (error) {
      this.save(statement.table, table);
      throw error;
    }
    if (statement.returning) return this.returned(table, statement.alias, gone, statement.returning, `DELETE ${gone.length}`);
    return done(`DELETE ${gone.length}`, { affected: gone.length });
  }

  /** ON DELETE: refuses, deletes or empties the rows that refer to deleted ones. */
  private dropChildren(name: TableName, table: Table, gone: readonly Value[][]): void {
    if (gone.length === 0) return;
    const database = this.databaseOf(name);
    for (const child of this.storage.tables(database)) {
      for (const foreign of child.def.foreign) {
        if (foreign.target !== table.name) continue;
        const places = foreign.columns.map((column) => columnIndex(child, column, this.fold));
        const targets = foreign.targetColumns.map((column) => columnIndex(table, column, this.fold));
        const parentOf = (row: readonly Value[]) => gone.find((parent) => places.every((at, i) => row[at] !== null && parent[targets[i]!] !== null && compare(row[at] as Exclude<Value, null>, parent[targets[i]!] as Exclude<Value, null>, this.fold) === 0));
        const hit = child.rows.filter((row) => parentOf(row));
        if (hit.length === 0) continue;
        if (foreign.onDelete === 'restrict') refuse({ kind: 'child-there', database, table: child.name, constraint: foreign.name, columns: foreign.columns, target: table.name, targetColumns: foreign.targetColumns, values: targets.map((at) => shown(parentOf(hit[0]!)![at]!)) });
        const rows = foreign.onDelete === 'cascade' ? child.rows.filter((row) => !hit.includes(row)) : child.rows.map((row) => (hit.includes(row) ? row.map((value, i) => (places.includes(i) ? null : value)) : row));
        this.storage.write(database, { ...child, rows });
        if (foreign.onDelete === 'cascade') this.dropChildren(name, { ...child, rows }, hit);
      }
    }
  }

  private returned(table: Table, alias: string, rows: readonly Value[][], items: readonly SelectItem[], tag: string): Outcome {
    const expanded = items.flatMap((item): SelectItem[] => (item.expr.k === 'star' ? table.def.columns.map((column) => ({ expr: { k: 'column', table: undefined, name: column.name, at: 0 }, alias: undefined, source: column.name })) : [item]));
    const probe = this.frame(table, alias, [], 'field list');
    return {
      k: 'rows', tag,
      columns: expanded.map((item) => ({ name: item.alias ?? (item.expr.k === 'column' ? item.expr.name : '?column?'), type: this.runner.evaluator.typeOf(item.expr, probe) })),
      rows: rows.map((row) => expanded.map((item) => this.runner.evaluator.evaluate(item.expr, this.frame(table, alias, row, 'field list')))),
    };
  }

  private alter(name: TableName, changes: readonly Alteration[]): Outcome {
    const table = structuredClone(this.table(name));
    const { def } = table;
    const place = (column: string): number => {
      const at = columnIndex(table, column, this.fold);
      return at === -1 ? refuse(this.fold ? { kind: 'no-column', column, table: undefined, clause: table.name } : { kind: 'table-column', column, table: table.name }) : at;
    };
    let newName = table.name;
    for (const change of changes) {
      switch (change.k) {
        case 'add-column': {
          if (columnIndex(table, change.column.name, this.fold) !== -1) {
            if (change.ifNot) continue;
            refuse({ kind: 'duplicate-column', column: change.column.name });
          }
          const at = change.place === undefined ? def.columns.length : change.place === '' ? 0 : place(change.place) + 1;
          def.columns.splice(at, 0, change.column);
          for (const row of table.rows) {
            const value = this.defaultOf(table, change.column) ?? (change.column.notNull && this.fold ? (change.column.type.family === 'text' ? '' : 0) : null);
            row.splice(at, 0, value);
            if (change.column.auto) table.next++;
            this.convert(table, row, 1);
          }
          def.keys.push(...change.table.keys);
          def.foreign.push(...change.table.foreign);
          def.checks.push(...change.table.checks);
          break;
        }
        case 'drop-column': {
          if (change.ifExists && columnIndex(table, change.name, this.fold) === -1) continue;
          if (columnIndex(table, change.name, this.fold) === -1 && this.fold) refuse({ kind: 'no-index', table: table.name, index: change.name });
          const at = place(change.name);
          def.columns.splice(at, 1);
          for (const row of table.rows) row.splice(at, 1);
          def.keys = def.keys.filter((key) => !key.columns.includes(change.name));
          break;
        }
        case 'rename-column': {
          def.columns[place(change.from)]!.name = change.to;
          for (const key of def.keys) key.columns = key.columns.map((column) => (column === change.from ? change.to : column));
          break;
        }
        case 'change-column': {
          def.columns[place(change.from)] = change.column;
          for (const row of table.rows) this.convert(table, row, 1);
          break;
        }
        case 'type':
          def.columns[place(change.name)]!.type = change.type;
          for (const row of table.rows) this.convert(table, row, 1);
          break;
        case 'default': {
          const column = def.columns[place(change.name)]!;
          column.default = change.default;
          column.defaultSource = change.source;
          break;
        }
        case 'not-null': def.columns[place(change.name)]!.notNull = change.on; break;
        case 'add':
          def.keys.push(...change.table.keys);
          def.foreign.push(...change.table.foreign);
          def.checks.push(...change.table.checks);
          for (const foreign of change.table.foreign) if (foreign.targetColumns.length === 0) foreign.targetColumns = primaryKey(this.table({ database: undefined, name: foreign.target, at: 0 }))?.columns ?? ['id'];
          break;
        case 'drop-key': {
          const before = def.keys.length + def.foreign.length + def.checks.length;
          def.keys = def.keys.filter((key) => key.name !== change.name);
          def.foreign = def.foreign.filter((key) => key.name !== change.name);
          def.checks = def.checks.filter((key) => key.name !== change.name);
          if (def.keys.length + def.foreign.length + def.checks.length === before) refuse({ kind: 'no-index', table: table.name, index: change.name });
          break;
        }
        case 'rename':
          if (this.find({ ...name, name: change.to })) refuse({ kind: 'table-exists', table: change.to });
          newName = change.to;
          break;
        case 'other': break;
      }
    }
    settleTable(table, this.around.dialect);
    if (newName !== table.name) this.storage.remove(this.databaseOf(name), table.name);
    this.save(name, { ...table, name: newName });
    return done('ALTER TABLE', { affected: changes.some((change) => change.k === 'change-column') ? table.rows.length : 0 });
  }
}

/** MySQL's `VALUES(x)` in ON DUPLICATE KEY UPDATE. */
function replaceValues(expr: Expr): Expr {
  if (expr.k === 'call' && expr.name === 'values' && expr.args[0]?.k === 'column') return { ...expr.args[0], table: 'excluded' };
  if (expr.k === 'binary') return { ...expr, left: replaceValues(expr.left), right: replaceValues(expr.right) };
  if (expr.k === 'call') return { ...expr, args: expr.args.map(replaceValues) };
  return expr;
}
