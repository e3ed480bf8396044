import type { Alteration, Statement, TableName } from './ast';
import { refuse } from './error';
import { done, type Outcome } from './outcome';
import { Rows } from './rows';
import { columnIndex, primaryKey, settleTable, type Table } from './table';
import type { SqlType } from './value';

/** CREATE, DROP and ALTER TABLE. */
export abstract class Definitions extends Rows {
  protected createTable({ table: name, ifNot, def: written, query, like, temporary }: Extract<Statement, { k: 'create-table' }>): Outcome {
    const database = this.databaseOf(name);
    const def = like ? { ...structuredClone(this.table(like).def), foreign: [] } : written;
    if (temporary ? this.storage.isTemporary(database, name.name) : this.find(name)) {
      if (ifNot) return done('CREATE TABLE', { notice: `relation "${name.name}" already exists, skipping` });
      refuse({ kind: 'table-exists', table: name.name });
    }
    const table: Table = { name: name.name, def, rows: [], next: 1, view: undefined, ...(this.fold ? {} : { owner: this.around.user }), createdAt: this.around.now() };
    let copied = 0;
    if (query) {
      const { columns, rows } = this.runner.run(query);
      table.def = { ...def, columns: [...def.columns, ...columns.map((column) => ({ name: column.name, type: column.type.family === 'unknown' ? { family: 'text' as const, name: 'text' } : column.type, notNull: false, auto: undefined, default: undefined, defaultSource: undefined, onUpdateNow: false, comment: undefined }))] };
      table.rows = rows.map((row) => [...row]);
      copied = rows.length;
    }
    for (const column of table.def.columns) this.settleType(database, column.type);
    settleTable(table, this.around.dialect);
    for (const foreign of table.def.foreign) {
      const target = foreign.target === name.name ? table : this.storage.tables(database).find((each) => each.name === foreign.target);
      if (!target && this.around.ignoresForeignKeys) continue;
      if (!target) refuse({ kind: 'no-table', database, table: foreign.target });
      else if (foreign.targetColumns.length === 0) foreign.targetColumns = primaryKey(target)?.columns ?? ['id'];
    }
    if (temporary) this.storage.writeTemporary(database, table);
    else this.storage.write(database, table);
    return done(query ? `SELECT ${copied}` : 'CREATE TABLE', { affected: copied });
  }

  /** A type that is none of the language's is an enum of the database, or nothing. */
  private settleType(database: string, type: SqlType): void {
    if (this.fold || type.family !== 'unknown') return;
    const made = this.storage.tables(database).find((table) => table.words && table.name === type.name);
    if (made) Object.assign(type, { family: 'text', words: made.words });
    else if (!['tsvector', 'tsquery', 'point', 'box', 'path', 'xml', 'macaddr', 'cidr', 'hstore', 'vector', 'int4range', 'daterange', 'tstzrange', 'regclass', 'regtype'].includes(type.name)) refuse({ kind: 'no-type', type: type.name });
  }

  protected drop({ tables, ifExists, what, cascade }: Extract<Statement, { k: 'drop' }>): Outcome {
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
        if (!cascade && this.around.ignoresForeignKeys) continue;
        if (!cascade) refuse({ kind: 'child-there', database, table: name.name, constraint: foreign.name, columns: [], target: other.name, targetColumns: [], values: [], onDelete: 'restrict' });
        this.storage.write(database, { ...other, def: { ...other.def, foreign: other.def.foreign.filter((each) => each.target !== name.name) } });
      }
      this.storage.remove(database, name.name);
    }
    return done(what === 'view' ? 'DROP VIEW' : 'DROP TABLE', { notice });
  }

  protected alter(name: TableName, changes: readonly Alteration[]): Outcome {
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
            refuse({ kind: 'duplicate-column', column: change.column.name, table: table.name });
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
          if (columnIndex(table, change.name, this.fold) === -1 && this.fold) refuse({ kind: 'no-index', table: table.name, index: change.name, column: true });
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
        case 'not-null':
          if (change.on && table.rows.some((row) => row[place(change.name)] === null)) refuse({ kind: 'has-nulls', table: table.name, column: change.name });
          def.columns[place(change.name)]!.notNull = change.on;
          break;
        case 'add':
          for (const check of change.table.checks) if (table.rows.some((row) => { const value = this.runner.evaluator.evaluate(check.expr, this.frame(table, table.name, row, 'check')); return value === false || value === 0; })) refuse({ kind: 'broken-check', table: table.name, constraint: check.name });
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
        case 'owner': table.owner = change.to; break;
      }
    }
    settleTable(table, this.around.dialect);
    if (newName !== table.name) this.storage.remove(this.databaseOf(name), table.name);
    this.save(name, { ...table, name: newName });
    return done('ALTER TABLE', { affected: changes.some((change) => change.k === 'change-column') ? table.rows.length : 0 });
  }
}
