import type { Storage, Table } from '../sql/table';
import { pgError } from './messages';
import type { PgAnswer } from './protocol';

const bare = (name: string): string => name.replace(/^public\./i, '').replaceAll('"', '');

/** COMMENT ON a table, a view or a column; \\dt+ and \\d+ show it. */
export function comment(sql: string, database: string, storage: Storage, owns: (table: Table) => boolean): PgAnswer {
  const [, kind = '', name = '', text = ''] = /^comment\s+on\s+(\w+(?:\s+view)?)\s+([\w."]+)\s+is\s+('(?:[^']|'')*'|null)$/is.exec(sql) ?? [];
  const value = /^null$/i.test(text) ? undefined : text.slice(1, -1).replaceAll("''", "'");
  const parts = bare(name).split('.');
  const isColumn = kind.toLowerCase() === 'column';
  if (!isColumn && !/^(table|view)$/i.test(kind)) return { k: 'error', error: pgError('0A000', `dockyard: COMMENT ON ${kind.toUpperCase()} is not simulated`) };
  const table = storage.tables(database).find((each) => each.name === parts[0]);
  if (!table) return { k: 'error', error: pgError('42P01', `relation "${parts[0]}" does not exist`) };
  if (!owns(table)) return { k: 'error', error: pgError('42501', `must be owner of table ${table.name}`) };
  if (!isColumn) storage.write(database, { ...table, comment: value });
  else {
    if (!table.def.columns.some((column) => column.name === parts[1])) return { k: 'error', error: pgError('42703', `column "${parts[1]}" of relation "${table.name}" does not exist`) };
    storage.write(database, { ...table, def: { ...table.def, columns: table.def.columns.map((column) => (column.name === parts[1] ? { ...column, comment: value } : column)) } });
  }
  return { k: 'tag', tag: 'COMMENT', notice: undefined };
}
