import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import type { Storage, Table } from './table';

/** How a server lays out its data: a folder a database, a file a table. */
export interface Layout {
  root: string;
  extension: string;
  /** Folders of the root that hold no database. */
  isDatabase(folder: string): boolean;
}

/** Tables as files, each a small header and the table as JSON. Read once, then kept; written through. */
export class FileStorage implements Storage {
  private readonly held = new Map<string, Map<string, Table>>();

  constructor(private readonly sys: Sys, private readonly layout: Layout) {
    for (const entry of sys.readdir(layout.root)) {
      if (!layout.isDatabase(entry.name) || sys.stat(`${layout.root}/${entry.name}`).type !== 'dir') continue;
      const tables = new Map<string, Table>();
      for (const file of sys.readdir(`${layout.root}/${entry.name}`)) {
        if (!file.name.endsWith(layout.extension)) continue;
        const table = this.parse(`${layout.root}/${entry.name}/${file.name}`);
        if (table) tables.set(table.name, table);
      }
      this.held.set(entry.name, tables);
    }
  }

  private parse(path: string): Table | undefined {
    try {
      return JSON.parse(this.sys.readText(path)) as Table;
    } catch (error) {
      // A foreign file in the folder is none of ours.
      if (error instanceof SyntaxError || isSysError(error)) return undefined;
      throw error;
    }
  }

  private folder(database: string): string {
    return `${this.layout.root}/${database}`;
  }

  databases(): string[] {
    return [...this.held.keys()].sort();
  }

  createDatabase(name: string): void {
    this.sys.mkdir(this.folder(name), 0o750);
    this.held.set(name, new Map());
  }

  dropDatabase(name: string): void {
    for (const file of this.sys.readdir(this.folder(name))) this.sys.unlink(`${this.folder(name)}/${file.name}`);
    this.sys.rmdir(this.folder(name));
    this.held.delete(name);
  }

  tables(database: string): Table[] {
    return [...(this.held.get(database)?.values() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  write(database: string, table: Table): void {
    this.sys.writeFile(`${this.folder(database)}/${table.name.replaceAll('/', '@002f')}${this.layout.extension}`, JSON.stringify(table), 0o640);
    this.held.get(database)!.set(table.name, table);
  }

  remove(database: string, table: string): void {
    this.sys.unlink(`${this.folder(database)}/${table.replaceAll('/', '@002f')}${this.layout.extension}`);
    this.held.get(database)!.delete(table);
  }
}
