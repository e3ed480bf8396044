import type { Statement, TableName } from './ast';
import { refuse } from './error';
import type { Frame, QueryResult } from './types';
import type { Surroundings } from './function-table';
import { parseStatement } from './parser';
import { QueryRunner } from './query';
import { SessionStorage } from './session-storage';
import type { Table } from './table';
import type { SharedTables } from './transaction';
import type { Value } from './value';

/** A virtual table of the dialect (information_schema, pg_catalog); undefined where the name is none. */
export type VirtualTable = (name: TableName) => QueryResult | undefined;

/** A session's way to its tables: by name, with views and virtual tables. */
export abstract class Tables {
  protected readonly runner: QueryRunner;
  /** Rows that the statement is held to. */
  protected only: { table: string; rows: ReadonlySet<Value[]> } | undefined;

  readonly storage: SessionStorage;

  constructor(shared: SharedTables, readonly around: Surroundings & { lastInsertId: number }, private readonly virtual: VirtualTable) {
    this.storage = new SessionStorage(shared, around.dialect === 'postgres');
    this.runner = new QueryRunner(around, (name) => this.source(name));
  }

  protected get fold(): boolean {
    return this.around.dialect === 'mysql';
  }

  protected same(a: string, b: string): boolean {
    return a === b;
  }

  /** The database that a table's name means. */
  protected databaseOf(name: TableName): string {
    if (this.fold) {
      const database = name.database ?? this.around.database ?? refuse({ kind: 'none-selected' });
      if (!this.storage.databases().includes(database)) refuse({ kind: 'no-database', database });
      return database;
    }
    if (name.database !== undefined && !['public', 'pg_catalog', 'information_schema'].includes(name.database)) refuse({ kind: 'no-schema', schema: name.database, table: name.name, creates: false });
    return this.around.database!;
  }

  find(name: TableName): Table | undefined {
    const database = this.databaseOf(name);
    return this.storage.tables(database).find((table) => this.same(table.name, name.name));
  }

  protected table(name: TableName): Table {
    return this.find(name) ?? refuse({ kind: 'no-table', database: this.databaseOf(name), table: name.name });
  }

  protected source(name: TableName): QueryResult {
    const virtual = this.virtual(name);
    if (virtual) return virtual;
    const table = this.table(name);
    if (table.view !== undefined) return this.runner.run(parseStatement(table.view, this.around.dialect) as Extract<Statement, { k: 'select' }>);
    const { only } = this;
    return { columns: table.def.columns, rows: only?.table === table.name ? table.rows.filter((row) => only.rows.has(row)) : table.rows };
  }

  protected save(name: TableName, table: Table): void {
    this.storage.write(this.databaseOf(name), table);
  }

  protected frame(table: Table, alias: string, row: readonly Value[], clause: string): Frame {
    return { tables: [{ alias, columns: table.def.columns }], row: [row], group: undefined, parent: undefined, clause };
  }
}
