import type { ColumnDef, TableDef } from '../sql/ast';
import { typeName } from '../sql/functions';
import type { Table } from '../sql/table';
import { fixed, type SqlType, type Value } from '../sql/value';
import type { PgAnswer, PgColumn } from './protocol';

/** A type as format_type() shows it. */
export function typeText(type: SqlType): string {
  const isArray = type.name.endsWith('[]');
  if (isArray) return `${typeName({ family: 'text', name: type.name.slice(0, -2) })}[]`;
  const name = typeName(type);
  const size = type.size && type.size[0] !== 65 && ['character varying', 'character', 'numeric'].includes(name) ? `(${name === 'numeric' && type.size.length === 1 ? `${type.size[0]},0` : type.size.join(',')})` : '';
  return `${name}${size}`;
}

/** A value as its type's output function writes it. */
export function valueText(value: Value, type: SqlType): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number') return type.family === 'decimal' && type.size !== undefined ? fixed(value, type.size[1] ?? 0) : String(value);
  return value;
}

function defaultText(table: Table, column: ColumnDef): string {
  if (column.auto === 'identity') return `generated ${column.always ? 'always' : 'by default'} as identity`;
  if (column.auto) return `nextval('${table.name}_${column.name}_seq'::regclass)`;
  const value = column.default;
  if (!value) return '';
  if (value.k === 'literal') return typeof value.value === 'string' ? `'${value.value}'::${typeText({ ...column.type, family: column.type.family, name: column.type.name }).replace(/\(.*/, '')}` : String(value.value);
  return /^now\(\)$/i.test(column.defaultSource!) ? 'now()' : /^current_timestamp/i.test(column.defaultSource!) ? 'CURRENT_TIMESTAMP' : column.defaultSource!;
}

export function indexLines(table: Table): string[] {
  return [...table.def.keys].sort((a, b) => Number(b.kind === 'primary') - Number(a.kind === 'primary') || (a.name < b.name ? -1 : 1)).map((key) => `    "${key.name}" ${key.kind === 'primary' ? 'PRIMARY KEY, ' : key.kind === 'unique' ? 'UNIQUE CONSTRAINT, ' : ''}btree (${key.columns.join(', ')})`);
}

const deferrableText = ({ deferrable }: TableDef['foreign'][number]) => (deferrable === undefined ? '' : ` DEFERRABLE${deferrable === 'deferred' ? ' INITIALLY DEFERRED' : ''}`);
const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
const foreignText = (foreign: TableDef['foreign'][number]) => `"${foreign.name}" FOREIGN KEY (${foreign.columns.join(', ')}) REFERENCES ${foreign.target}(${foreign.targetColumns.join(', ')})${foreign.onDelete === 'restrict' ? '' : ` ON DELETE ${foreign.onDelete.toUpperCase()}`}${deferrableText(foreign)}`;

const plain = (names: readonly string[]): PgColumn[] => names.map((name) => ({ name, numeric: false }));

/** How a column's values are stored (pg_type.typstorage). */
function storageOf(type: SqlType): string {
  if (type.family === 'decimal') return 'main';
  if (type.words) return 'plain';
  return type.name.endsWith('[]') || ['text', 'json', 'unknown', 'bytea'].includes(type.family) ? 'extended' : 'plain';
}

/** What \dt+ gives a table as its size: its pages, and the index of its side table for long values. */
export function sizeText(table: Table): string {
  const bytes = table.rows.reduce((sum, row) => sum + 28 + row.reduce<number>((size, value) => size + (typeof value === 'string' ? value.length + 1 : 4), 0), 0);
  const pages = Math.ceil(bytes / 8160) + (table.def.columns.some((column) => storageOf(column.type) !== 'plain') ? 1 : 0);
  return pages === 0 ? '0 bytes' : `${pages * 8 + (bytes > 4 * 8160 ? 24 : 0)} kB`;
}

/** psql's \d of one table; \d+ with what `plus` adds for a major version. */
export function describeTable(table: Table, all: readonly Table[], schema = 'public', plus?: number): PgAnswer {
  const footer: string[] = [];
  const indexes = indexLines(table);
  if (indexes.length > 0) footer.push('Indexes:', ...indexes);
  if (table.def.checks.length > 0) footer.push('Check constraints:', ...table.def.checks.map((check) => `    "${check.name}" CHECK (${check.source})`));
  if (table.def.foreign.length > 0) footer.push('Foreign-key constraints:', ...[...table.def.foreign].sort(byName).map((foreign) => `    ${foreignText(foreign)}`));
  const users = all.flatMap((other) => other.def.foreign.filter((foreign) => foreign.target === table.name).sort(byName).map((foreign) => `    TABLE "${other.name}" CONSTRAINT ${foreignText(foreign)}`));
  if (users.length > 0) footer.push('Referenced by:', ...users);
  const rows = table.def.columns.map((column) => [column.name, typeText(column.type), '', column.notNull ? 'not null' : '', defaultText(table, column)]);
  if (plus !== undefined && table.view === undefined) {
    const more = table.def.columns.map((column) => [storageOf(column.type), ...(plus >= 14 ? [''] : []), '', column.comment ?? '']);
    return { k: 'listing', title: `Table "${schema}.${table.name}"`, columns: plain(['Column', 'Type', 'Collation', 'Nullable', 'Default', 'Storage', ...(plus >= 14 ? ['Compression'] : []), 'Stats target', 'Description']), rows: rows.map((row, i) => [...row, ...more[i]!]), footer: [...footer, 'Access method: heap'], count: false };
  }
  return { k: 'listing', title: `${table.view === undefined ? 'Table' : 'View'} "${schema}.${table.name}"`, columns: plain(['Column', 'Type', 'Collation', 'Nullable', 'Default']), rows, footer, count: false };
}

/** The relations that \d, \dt, \dv and \di list. */
export function relationsOf(tables: readonly Table[], kinds: string): [string, string, string | undefined][] {
  const out: [string, string, string | undefined][] = [];
  for (const table of tables) {
    if (table.words) continue;
    if (table.sequence) {
      if (kinds.includes('s')) out.push([table.name, 'sequence', undefined]);
      continue;
    }
    if (kinds.includes('t') && table.view === undefined) out.push([table.name, 'table', undefined]);
    if (kinds.includes('v') && table.view !== undefined) out.push([table.name, 'view', undefined]);
    if (kinds.includes('s')) for (const column of table.def.columns) if (column.auto) out.push([`${table.name}_${column.name}_seq`, 'sequence', undefined]);
    if (kinds.includes('i')) for (const key of table.def.keys) out.push([key.name, 'index', table.name]);
  }
  return out.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** psql's \d of an index. */
export function describeIndex(table: Table, name: string, isPlus: boolean): PgAnswer {
  const key = table.def.keys.find((each) => each.name === name)!;
  const rows = key.columns.map((each) => {
    const { type } = table.def.columns.find((column) => column.name === each)!;
    return [each, typeText(type), 'yes', each, ...(isPlus ? [storageOf(type), ''] : [])];
  });
  const kind = { primary: 'primary key, ', unique: 'unique, ', index: '' }[key.kind];
  return { k: 'listing', title: `Index "public.${name}"`, columns: plain(['Column', 'Type', 'Key?', 'Definition', ...(isPlus ? ['Storage', 'Stats target'] : [])]), rows, footer: [`${kind}btree, for table "public.${table.name}"`], count: false };
}

/** psql's \d of a sequence: a serial column's, or one made by itself. */
export function describeSequence(name: string, all: readonly Table[]): PgAnswer {
  const owner = all.flatMap((table) => table.def.columns.map((column) => ({ table, column }))).find(({ table, column }) => column.auto && `${table.name}_${column.name}_seq` === name);
  const type = owner ? typeText(owner.column.type) : 'bigint';
  const maximum = { integer: '2147483647', smallint: '32767' }[type] ?? '9223372036854775807';
  const increment = all.find((table) => table.name === name)?.sequence?.increment ?? 1;
  const footer = owner ? [`${owner.column.auto === 'identity' ? 'Sequence for identity column' : 'Owned by'}: public.${owner.table.name}.${owner.column.name}`] : [];
  return { k: 'listing', title: `Sequence "public.${name}"`, columns: ['Type', 'Start', 'Minimum', 'Maximum', 'Increment', 'Cycles?', 'Cache'].map((each) => ({ name: each, numeric: ['Start', 'Minimum', 'Maximum', 'Increment', 'Cache'].includes(each) })), rows: [[type, '1', '1', maximum, String(increment), 'no', '1']], footer, count: false };
}

/** A table as the statements of pg_dump. */
export function createText(table: Table, owner: string): { create: string; after: string } {
  const columns = table.def.columns.map((column) => {
    const text = column.auto === 'serial' ? '' : defaultText(table, column);
    return `    ${column.name} ${column.auto === 'serial' ? ({ bigint: 'bigserial', smallint: 'smallserial' }[column.type.name] ?? 'serial') : typeText(column.type)}${column.auto === 'identity' ? ` GENERATED ${column.always ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY` : text === '' ? '' : ` DEFAULT ${text}`}${column.notNull && column.auto !== 'serial' ? ' NOT NULL' : ''}`;
  });
  const checks = table.def.checks.map((check) => `    CONSTRAINT ${check.name} CHECK (${check.source})`);
  const head = (name: string, type: string) => `--\n-- Name: ${name}; Type: ${type}; Schema: public; Owner: ${owner}\n--\n\n`;
  const create = `${head(table.name, 'TABLE')}CREATE TABLE public.${table.name} (\n${[...columns, ...checks].join(',\n')}\n);\n\n\nALTER TABLE public.${table.name} OWNER TO ${owner};\n\n`;
  const keys = table.def.keys.map((key) => (key.kind === 'index' ? `${head(key.name, 'INDEX')}CREATE INDEX ${key.name} ON public.${table.name} USING btree (${key.columns.join(', ')});\n\n\n` : `${head(`${table.name} ${key.name}`, 'CONSTRAINT')}ALTER TABLE ONLY public.${table.name}\n    ADD CONSTRAINT ${key.name} ${key.kind === 'primary' ? 'PRIMARY KEY' : 'UNIQUE'} (${key.columns.join(', ')});\n\n\n`));
  const foreign = table.def.foreign.map((each) => `${head(`${table.name} ${each.name}`, 'FK CONSTRAINT')}ALTER TABLE ONLY public.${table.name}\n    ADD CONSTRAINT ${each.name} FOREIGN KEY (${each.columns.join(', ')}) REFERENCES public.${each.target}(${each.targetColumns.join(', ')})${each.onDelete === 'restrict' ? '' : ` ON DELETE ${each.onDelete.toUpperCase()}`}${deferrableText(each)};\n\n\n`);
  return { create, after: keys.join('') + foreign.join('') };
}
