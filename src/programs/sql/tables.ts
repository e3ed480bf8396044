import type { Statement, TableName } from './ast';
import { refuse } from './error';
import type { Frame, QueryResult } from './evaluate';
import type { Surroundings } from './function-table';
import { parseStatement } from './parser';
import { QueryRunner } from './query';
import { SessionStorage } from './session-storage';
import type { Storage, Table } from './table';
import type { Value } from './value';

/** A virtual table of the dialect (information_schema, pg_catalog); undefined where the name is none. */
export type VirtualTable = (name: TableName) => QueryResult | undefined;

/** A session's way to its tables: by name, with views and virtual tables, and back to how they were at BEGIN. */
export abstract class Tables {
  protected readonly runner: QueryRunner;
  /** Tables as they were at BEGIN, to go back to. */
  protected before: Map<string, Table[]> | undefined;

  readonly storage: SessionStorage;

  constructor(shared: Storage, readonly around: Surroundings & { lastInsertId: number }, private readonly virtual: VirtualTable) {
    this.storage = new SessionStorage(shared);
    this.runner = new QueryRunner(around, (name) => this.source(name));
  }

  get inTransaction(): boolean {
    return this.before !== undefined;
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
    return { columns: table.def.columns, rows: table.rows };
  }

  /** Puts back what BEGIN has found. */
  restore(): void {
    if (this.before) this.putBack(this.before);
    this.before = undefined;
  }

  protected putBack(before: ReadonlyMap<string, Table[]>): void {
    for (const [name, tables] of before) {
      if (!this.storage.databases().includes(name)) continue;
      for (const table of this.storage.tables(name)) if (!tables.some((each) => each.name === table.name)) this.storage.remove(name, table.name);
      // Numbers that have been given out stay so.
      for (const table of tables) this.storage.write(name, { ...table, next: Math.max(table.next, this.storage.tables(name).find((each) => each.name === table.name)?.next ?? 1) });
    }
  }

  protected save(name: TableName, table: Table): void {
    this.storage.write(this.databaseOf(name), table);
  }

  protected frame(table: Table, alias: string, row: readonly Value[], clause: string): Frame {
    return { tables: [{ alias, columns: table.def.columns }], row: [row], group: undefined, parent: undefined, clause };
  }
}
