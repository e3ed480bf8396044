import type { Storage, Table } from './table';

/** A storage as one session sees it: its temporary tables stand before the shared ones of their names, nobody else sees them, and they end with the session. */
export class SessionStorage implements Storage {
  private readonly own = new Map<string, Map<string, Table>>();

  constructor(private readonly shared: Storage) {}

  databases(): string[] {
    return this.shared.databases();
  }

  createDatabase(name: string): void {
    this.shared.createDatabase(name);
  }

  dropDatabase(name: string): void {
    this.own.delete(name);
    this.shared.dropDatabase(name);
  }

  isTemporary(database: string, table: string): boolean {
    return this.own.get(database)?.has(table) === true;
  }

  tables(database: string): Table[] {
    const own = this.own.get(database);
    if (!own || own.size === 0) return this.shared.tables(database);
    return [...own.values(), ...this.shared.tables(database).filter((table) => !own.has(table.name))].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Makes a temporary table. */
  writeTemporary(database: string, table: Table): void {
    const own = this.own.get(database) ?? new Map<string, Table>();
    this.own.set(database, own.set(table.name, table));
  }

  write(database: string, table: Table): void {
    if (this.isTemporary(database, table.name)) this.writeTemporary(database, table);
    else this.shared.write(database, table);
  }

  remove(database: string, table: string): void {
    if (!this.own.get(database)?.delete(table)) this.shared.remove(database, table);
  }
}
