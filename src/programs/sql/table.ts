import type { ColumnDef, KeyDef, TableDef } from './ast';
import { refuse } from './error';
import type { DialectName } from './tokens';
import { fixed, type Value } from './value';

/** A table as it is stored: plain data. A view has its query's text and no rows. */
export interface Table {
  name: string;
  def: TableDef;
  rows: Value[][];
  /** The next AUTO_INCREMENT, or the sequence's next value. */
  next: number;
  view: string | undefined;
  /** COMMENT ON TABLE (PostgreSQL). */
  comment?: string | undefined;
  /** A sequence, and how it counts; `next` is its next value. */
  sequence?: { increment: number };
  /** An enum type's words. */
  words?: string[];
  /** The role that made it, and what others may do (PostgreSQL). */
  owner?: string;
  rights?: Record<string, string[]>;
  /** The same for the sequence of its serial column. */
  sequenceRights?: Record<string, string[]>;
  createdAt: number;
}

/** Where tables are kept. Every change is written through, so that a killed server loses nothing that it has confirmed. */
export interface Storage {
  databases(): string[];
  createDatabase(name: string): void;
  dropDatabase(name: string): void;
  tables(database: string): Table[];
  write(database: string, table: Table): void;
  remove(database: string, table: string): void;
}

export function columnIndex(table: Table, name: string, fold: boolean): number {
  return table.def.columns.findIndex((column) => (fold ? column.name.toLowerCase() === name.toLowerCase() : column.name === name));
}

/** Names keys and constraints that have none as the dialect does, and checks that their columns are there. */
export function settleTable(table: Table, dialect: DialectName): void {
  const { def, name } = table;
  const fold = dialect === 'mysql';
  const seen = new Set<string>();
  for (const column of def.columns) {
    const folded = column.name.toLowerCase();
    if (seen.has(folded)) refuse({ kind: 'duplicate-column', column: column.name });
    seen.add(folded);
  }
  const taken = (wanted: string): string => {
    const names = new Set([...def.keys, ...def.foreign, ...def.checks].map((each) => each.name));
    for (let i = 0; ; i++) {
      const candidate = i === 0 ? wanted : fold ? `${wanted}_${i + 1}` : `${wanted}${i}`;
      if (!names.has(candidate)) return candidate;
    }
  };
  for (const key of def.keys) {
    for (const each of key.columns) {
      const at = columnIndex(table, each, fold);
      if (at === -1) refuse(fold ? { kind: 'table-column', column: each, table: '' } : { kind: 'table-column', column: each, table: 'key' });
      if (key.kind === 'primary') def.columns[at]!.notNull = true;
    }
    if (key.kind === 'primary') key.name = fold ? 'PRIMARY' : key.name || taken(`${name}_pkey`);
    else if (key.name === '') key.name = taken(fold ? key.columns[0]! : `${name}_${key.columns.join('_')}_${key.kind === 'unique' ? 'key' : 'idx'}`);
  }
  for (const [i, foreign] of def.foreign.entries()) if (foreign.name === '') foreign.name = fold ? `${name}_ibfk_${i + 1}` : taken(`${name}_${foreign.columns.join('_')}_fkey`);
  for (const [i, check] of def.checks.entries()) if (check.name === '') check.name = fold ? `${name}_chk_${i + 1}` : taken(`${name}_${checkColumn(def.columns, check.source)}check`);
}

function checkColumn(columns: readonly ColumnDef[], source: string): string {
  const used = columns.filter((column) => new RegExp(`\\b${column.name}\\b`).test(source));
  return used.length === 1 ? `${used[0]!.name}_` : '';
}

export function primaryKey(table: Table): KeyDef | undefined {
  return table.def.keys.find((key) => key.kind === 'primary');
}

/** A value as error messages show it. */
export function shown(value: Value): string {
  return value === null ? 'null' : typeof value === 'boolean' ? (value ? 't' : 'f') : String(value);
}

/** A row as error messages show it: decimals with their scale. */
export function shownRow(table: Table, row: readonly Value[]): string[] {
  return row.map((value, i) => {
    const type = table.def.columns[i]!.type;
    return typeof value === 'number' && type.family === 'decimal' && type.size !== undefined ? fixed(value, type.size[1] ?? 0) : shown(value);
  });
}
