import type { ColumnDef } from '../sql/ast';
import type { Table } from '../sql/table';
import { fixed, type SqlType, type Value } from '../sql/value';

const NAMES: Readonly<Record<string, string>> = { integer: 'int', bool: 'tinyint(1)', boolean: 'tinyint(1)', numeric: 'decimal', dec: 'decimal', 'double precision': 'double', real: 'double', character: 'char' };

/** A type as MySQL 8 shows it: widths of integers are gone, decimals have their numbers. */
export function typeText(type: SqlType, maria: boolean): string {
  const name = maria && type.family === 'json' ? 'longtext' : (NAMES[type.name] ?? type.name);
  if (type.words) return `${name}(${type.words.map((word) => `'${word}'`).join(',')})`;
  const size = type.family === 'decimal' ? (type.size ?? [10, 0]) : type.family === 'int' && !maria && !(name === 'tinyint' && type.size?.[0] === 1) ? undefined : (type.size ?? (maria ? { int: [11], bigint: [20], smallint: [6], tinyint: [4] }[name] : undefined) ?? (/^(char|binary)$/.test(name) ? [1] : undefined));
  return `${name}${size ? `(${size.length === 1 && type.family === 'decimal' ? `${size[0]},0` : size.join(',')})` : ''}${type.unsigned ? ' unsigned' : ''}`;
}

/** A value as text for a client; null stays null. */
export function valueText(value: Value, type: SqlType): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') return type.family === 'decimal' ? fixed(value, type.size?.[1] ?? 0) : String(value);
  return value;
}

function keyMark(table: Table, column: ColumnDef): string {
  if (table.def.keys.some((key) => key.kind === 'primary' && key.columns.includes(column.name))) return 'PRI';
  if (table.def.keys.some((key) => key.kind === 'unique' && key.columns.length === 1 && key.columns[0] === column.name)) return 'UNI';
  if (table.def.keys.some((key) => key.columns[0] === column.name) || table.def.foreign.some((foreign) => foreign.columns[0] === column.name)) return 'MUL';
  return '';
}

function defaultText(column: ColumnDef): string | null {
  const { default: value } = column;
  if (!value) return null;
  if (value.k === 'literal') return value.value === null ? null : typeof value.value === 'number' && column.type.family === 'decimal' ? fixed(value.value, column.type.size?.[1] ?? 0) : typeof value.value === 'boolean' ? String(Number(value.value)) : String(value.value);
  return /^(now\(\)|current_timestamp(\(\))?)$/i.test(column.defaultSource ?? '') ? 'CURRENT_TIMESTAMP' : (column.defaultSource ?? null);
}

/** The rows of DESCRIBE. */
export function describeRows(table: Table, maria: boolean): (string | null)[][] {
  return table.def.columns.map((column) => {
    const now = maria ? 'current_timestamp()' : 'CURRENT_TIMESTAMP';
    const given = defaultText(column);
    const text = given === 'CURRENT_TIMESTAMP' ? now : given;
    const extra = [column.auto ? 'auto_increment' : '', given === 'CURRENT_TIMESTAMP' && !maria ? 'DEFAULT_GENERATED' : '', column.onUpdateNow ? `on update ${now}` : ''].filter(Boolean).join(' ');
    return [column.name, typeText(column.type, maria), column.notNull ? 'NO' : 'YES', keyMark(table, column), text, extra];
  });
}

const tick = (name: string) => `\`${name}\``;

/** The text of SHOW CREATE TABLE. */
export function createText(table: Table, maria: boolean): string {
  const { def } = table;
  const lines = def.columns.map((column) => {
    const text = defaultText(column);
    const isNow = text === 'CURRENT_TIMESTAMP';
    const now = maria ? 'current_timestamp()' : 'CURRENT_TIMESTAMP';
    const bare = maria && column.default?.k === 'literal' && typeof column.default.value === 'number';
    const initial = column.auto ? ' AUTO_INCREMENT' : text === null ? (column.notNull || column.type.name === 'text' ? '' : ' DEFAULT NULL') : ` DEFAULT ${isNow ? now : bare || column.default?.k !== 'literal' ? text : `'${text}'`}`;
    return `${tick(column.name)} ${typeText(column.type, maria)}${maria && column.type.family === 'json' ? ' CHARACTER SET utf8mb4 COLLATE utf8mb4_bin' : ''}${column.notNull ? ' NOT NULL' : column.type.name === 'timestamp' ? ' NULL' : ''}${initial}${column.onUpdateNow ? ` ON UPDATE ${now}` : ''}${column.comment ? ` COMMENT '${column.comment}'` : ''}${maria && column.type.family === 'json' ? ` CHECK (json_valid(${tick(column.name)}))` : ''}`;
  });
  for (const key of def.keys) lines.push(`${key.kind === 'primary' ? 'PRIMARY KEY' : `${key.kind === 'unique' ? 'UNIQUE ' : ''}KEY ${tick(key.name)}`} (${key.columns.map(tick).join(',')})`);
  for (const foreign of def.foreign) {
    if (!def.keys.some((key) => key.columns[0] === foreign.columns[0])) lines.push(`KEY ${tick(foreign.name.startsWith(`${table.name}_ibfk_`) ? foreign.columns[0]! : foreign.name)} (${foreign.columns.map(tick).join(',')})`);
    lines.push(`CONSTRAINT ${tick(foreign.name)} FOREIGN KEY (${foreign.columns.map(tick).join(', ')}) REFERENCES ${tick(foreign.target)} (${foreign.targetColumns.map(tick).join(', ')})${foreign.onDelete === 'restrict' ? '' : ` ON DELETE ${foreign.onDelete.toUpperCase()}`}`);
  }
  for (const check of def.checks) lines.push(`CONSTRAINT ${tick(check.name)} CHECK (${maria ? check.source : `(${check.source})`})`);
  const auto = def.columns.some((column) => column.auto) && table.next > 1 ? ` AUTO_INCREMENT=${table.next}` : '';
  return `CREATE TABLE ${tick(table.name)} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n) ENGINE=InnoDB${auto} DEFAULT CHARSET=utf8mb4 COLLATE=${maria ? 'utf8mb4_uca1400_ai_ci' : 'utf8mb4_0900_ai_ci'}`;
}
