import { refuse } from '../sql/error';
import type { Storage, Table } from '../sql/table';
import { splitList } from '../sql/lists';
import { tokenize } from '../sql/tokens';
import { pgError } from './messages';
import type { PgAnswer } from './protocol';

/** Sequences by name: those of serial columns, and those made by themselves (documentation, 9.17). */
export class Sequences {
  private readonly seen = new Map<string, number>();
  private last: string | undefined;

  constructor(private readonly storage: () => Storage, private readonly database: string) {}

  private find(name: string): Table {
    const bare = name.replace(/^public\./, '').replaceAll('"', '');
    const table = this.storage().tables(this.database).find((each) => (each.sequence ? each.name === bare : each.def.columns.some((column) => column.auto && `${each.name}_${column.name}_seq` === bare)));
    return table ?? refuse({ kind: 'no-sequence', sequence: bare, unused: false });
  }

  next(name: string): number {
    const table = this.find(name);
    const value = table.next;
    this.storage().write(this.database, { ...table, next: value + (table.sequence?.increment ?? 1) });
    this.seen.set(name, value);
    this.last = name;
    return value;
  }

  current(name: string | undefined): number {
    const wanted = name ?? this.last ?? '';
    if (name !== undefined) this.find(name);
    return this.seen.get(wanted) ?? refuse({ kind: 'no-sequence', sequence: wanted, unused: true });
  }

  set(name: string, value: number, called: boolean): number {
    const table = this.find(name);
    this.storage().write(this.database, { ...table, next: value + (called ? (table.sequence?.increment ?? 1) : 0) });
    this.seen.set(name, value);
    return value;
  }
}

interface Ground {
  storage: Storage;
  database: string;
  prepared: Map<string, string>;
  run(sql: string): PgAnswer | undefined;
}

const tag = (text: string, notice?: string): PgAnswer => ({ k: 'tag', tag: text, notice });
const unquoted = (name: string): string => (name.startsWith('"') ? name.slice(1, -1) : name.toLowerCase()).replace(/^public\./, '');

/** Sequences, enum types and prepared statements: what is neither a table nor a role. */
export function administerObjects(sql: string, { storage, database, prepared, run }: Ground): PgAnswer | undefined {
  const match = (pattern: string) => new RegExp(`^${pattern}$`, 'is').exec(sql);
  const there = (name: string) => storage.tables(database).find((table) => table.name === name);
  const exists = (kind: string, name: string): PgAnswer => ({ k: 'error', error: pgError(kind === 'type' ? '42710' : '42P07', `${kind === 'type' ? 'type' : 'relation'} "${name}" already exists`) });
  const put = (name: string, more: Partial<Table>): void => storage.write(database, { name, def: { columns: [], keys: [], foreign: [], checks: [] }, rows: [], next: 1, view: undefined, createdAt: 0, ...more });
  let found: RegExpExecArray | null;
  if ((found = match('create\\s+sequence\\s+(if\\s+not\\s+exists\\s+)?([\\w."]+)(.*)'))) {
    const name = unquoted(found[2]!);
    if (there(name)) return found[1] ? tag('CREATE SEQUENCE', `relation "${name}" already exists, skipping`) : exists('sequence', name);
    const number = (pattern: RegExp) => Number(pattern.exec(found![3]!)?.[1] ?? 1);
    put(name, { next: number(/\bstart\s+(?:with\s+)?(-?\d+)/i), sequence: { increment: number(/\bincrement\s+(?:by\s+)?(-?\d+)/i) } });
    return tag('CREATE SEQUENCE');
  }
  if ((found = match('create\\s+type\\s+([\\w."]+)\\s+as\\s+enum\\s*\\((.*)\\)'))) {
    const name = unquoted(found[1]!);
    if (there(name)) return exists('type', name);
    put(name, { words: tokenize(found[2]!, 'postgres').filter((token) => token.kind === 'text').map((token) => token.text) });
    return tag('CREATE TYPE');
  }
  if ((found = match('drop\\s+(sequence|type)\\s+(if\\s+exists\\s+)?([\\w."]+)(?:\\s+(cascade|restrict))?'))) {
    const [, kind, ifExists, written, cascade] = found;
    const name = unquoted(written!);
    const object = there(name);
    const isType = kind!.toLowerCase() === 'type';
    if (!object || (isType ? !object.words : !object.sequence)) return ifExists ? tag(`DROP ${kind!.toUpperCase()}`, `${kind!.toLowerCase()} "${name}" does not exist, skipping`) : { k: 'error', error: pgError(isType ? '42704' : '42P01', `${kind!.toLowerCase()} "${name}" does not exist`) };
    const users = storage.tables(database).flatMap((table) => table.def.columns.filter((column) => isType && column.type.name === name).map((column) => `column ${column.name} of table ${table.name} depends on type ${name}`));
    if (users.length > 0) return { k: 'error', error: cascade?.toLowerCase() === 'cascade' ? pgError('0A000', 'dockyard: DROP TYPE … CASCADE is not simulated') : pgError('2BP01', `cannot drop type ${name} because other objects depend on it`, { detail: users.join('\n'), hint: 'Use DROP ... CASCADE to drop the dependent objects too.' }) };
    storage.remove(database, name);
    return tag(`DROP ${kind!.toUpperCase()}`);
  }
  if ((found = match('prepare\\s+(\\w+)\\s*(?:\\([^)]*\\))?\\s+as\\s+(.*)'))) {
    if (prepared.has(found[1]!)) return { k: 'error', error: pgError('42P05', `prepared statement "${found[1]}" already exists`) };
    prepared.set(found[1]!, found[2]!);
    return tag('PREPARE');
  }
  if ((found = match('execute\\s+(\\w+)\\s*(?:\\((.*)\\))?'))) {
    const statement = prepared.get(found[1]!);
    if (statement === undefined) return { k: 'error', error: pgError('26000', `prepared statement "${found[1]}" does not exist`) };
    const values = splitList(found[2] ?? '', 'postgres');
    return run(statement.replace(/\$(\d+)/g, (all, n: string) => values[Number(n) - 1] ?? all));
  }
  if ((found = match('deallocate\\s+(?:prepare\\s+)?(\\w+)'))) {
    if (found[1]!.toLowerCase() === 'all') prepared.clear();
    else if (!prepared.delete(found[1]!)) return { k: 'error', error: pgError('26000', `prepared statement "${found[1]}" does not exist`) };
    return tag('DEALLOCATE');
  }
  return undefined;
}
