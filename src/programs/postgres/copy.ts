import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import type { Expr, Statement } from '../sql/ast';
import { SqlError } from '../sql/error';
import { typeName } from '../sql/functions';
import type { Table } from '../sql/table';
import { UNKNOWN } from '../sql/value';
import { copyIn, copyOut, type CopyFormat } from './copy-text';
import { pgError } from './messages';
import type { PgAnswer } from './protocol';

/** A COPY statement, read. */
export interface Copy {
  /** A table's name, or a query in brackets. */
  table: string | undefined;
  query: string | undefined;
  columns: string[] | undefined;
  isFrom: boolean;
  /** `stdin`, `stdout`, or a file of the server's. */
  file: string | undefined;
  format: CopyFormat;
}

/** What the statement needs of the session. */
export interface CopyGround {
  sys: Sys;
  isSuperuser: boolean;
  find(name: string): Table | undefined;
  /** Runs a statement after asking for the rights to it. */
  run(statement: Statement): PgAnswer;
  query(sql: string): PgAnswer;
}

const unquoted = (name: string): string => (name.startsWith('"') ? name.slice(1, -1) : name.toLowerCase());

/** Reads a COPY; undefined when it isn't one, a refusal where an option isn't simulated. */
export function parseCopy(sql: string): Copy | PgAnswer | undefined {
  const found = /^copy\s+(?:(\([^]*\))|(?:public\.)?("[^"]+"|\w+)\s*(?:\(([^)]*)\))?)\s+(from|to)\s+(stdin|stdout|'(?:[^']|'')*'|program\b)\s*([^]*)$/i.exec(sql);
  if (!found) return undefined;
  const [, query, table, columns, direction, where, options = ''] = found;
  const csv = /\bcsv\b/i.test(options.replace(/'[^']*'/g, ''));
  const value = (name: string): string | undefined => new RegExp(`\\b${name}\\s+(?:as\\s+)?'((?:[^']|'')*)'`, 'i').exec(options)?.[1]?.replaceAll("''", "'");
  const rest = options.replace(/'(?:[^']|'')*'/g, '').replace(/\b(with|format|csv|text|header|true|on|delimiter|null|quote|as)\b|[\s(),;]/gi, '');
  if (/^program/i.test(where!) || rest !== '') return { k: 'error', error: pgError('0A000', `dockyard: COPY with ${/^program/i.test(where!) ? 'PROGRAM' : rest.toUpperCase()} is not simulated`) };
  return {
    table: table === undefined ? undefined : unquoted(table), query: query?.slice(1, -1), columns: columns?.split(',').map((name) => unquoted(name.trim())), isFrom: direction!.toLowerCase() === 'from', file: where!.startsWith("'") ? where!.slice(1, -1).replaceAll("''", "'") : undefined,
    format: { csv, delimiter: value('delimiter') ?? (csv ? ',' : '\t'), nullText: value('null') ?? (csv ? '' : '\\N'), header: /\bheader\b(?!\s+(false|off))/i.test(options), quote: value('quote') ?? '"' },
  };
}

/** Runs a COPY; for FROM STDIN without data yet it asks the client for them. */
export function runCopy(copy: Copy, ground: CopyGround, data?: string): PgAnswer {
  const { sys } = ground;
  if (copy.file !== undefined && !ground.isSuperuser) {
    const [role, verb] = copy.isFrom ? ['pg_read_server_files', 'from'] : ['pg_write_server_files', 'to'];
    return { k: 'error', error: pgError('42501', `permission denied to COPY ${verb} a file`, { detail: `Only roles with privileges of the "${role}" role may COPY ${verb} a file.`, hint: "Anyone can COPY to stdout or from stdin. psql's \\copy command also works for anyone." }) };
  }
  const table = copy.table === undefined ? undefined : ground.find(copy.table);
  if (copy.table !== undefined && !table) return { k: 'error', error: pgError('42P01', `relation "${copy.table}" does not exist`) };
  if (!copy.isFrom) return copyTo(copy, table, ground);
  if (copy.file === undefined && data === undefined) return { k: 'copy-in' };
  let source = data ?? '';
  if (copy.file !== undefined) {
    try {
      source = sys.readText(copy.file);
    } catch (error) {
      if (!isSysError(error)) throw error;
      return { k: 'error', error: pgError('58P01', `could not open file "${copy.file}" for reading: ${error.message}`, { hint: "COPY FROM instructs the PostgreSQL server process to read a file. You may want a client-side facility such as psql's \\copy." }) };
    }
  }
  return copyFrom(copy, table!, source, ground);
}

function copyTo(copy: Copy, table: Table | undefined, ground: CopyGround): PgAnswer {
  const columns = copy.columns ?? table?.def.columns.map(({ name }) => name) ?? [];
  const answer = ground.query(copy.query ?? `select ${columns.map((name) => `"${name}"`).join(', ')} from "${copy.table}"`);
  if (answer.k !== 'rows') return answer;
  const text = copyOut(answer.columns.map(({ name }) => name), answer.rows, copy.format);
  if (copy.file === undefined) return { k: 'copy-out', text, count: answer.rows.length };
  try {
    ground.sys.writeFile(copy.file, text, 0o644);
  } catch (error) {
    if (!isSysError(error)) throw error;
    return { k: 'error', error: pgError('58P01', `could not open file "${copy.file}" for writing: ${error.message}`, { hint: "COPY TO instructs the PostgreSQL server process to write a file. You may want a client-side facility such as psql's \\copy." }) };
  }
  return { k: 'tag', tag: `COPY ${answer.rows.length}`, notice: undefined };
}

function copyFrom(copy: Copy, table: Table, source: string, ground: CopyGround): PgAnswer {
  const columns = copy.columns ?? table.def.columns.map(({ name }) => name);
  const lines = copyIn(source, copy.format);
  for (const { number, text, values } of lines) {
    const context = `COPY ${table.name}, line ${number}: "${text}"`;
    if (values.length < columns.length) return { k: 'error', error: pgError('22P04', `missing data for column "${columns[values.length]}"`, { context }) };
    if (values.length > columns.length) return { k: 'error', error: pgError('22P04', 'extra data after last expected column', { context }) };
  }
  if (lines.length === 0) return { k: 'tag', tag: 'COPY 0', notice: undefined };
  const rows = lines.map(({ values }) => values.map((value): Expr => ({ k: 'literal', value, type: UNKNOWN })));
  try {
    const answer = ground.run({ k: 'insert', table: { database: undefined, name: table.name, at: 0 }, columns, rows, query: undefined, mode: 'plain', conflict: undefined, returning: undefined });
    return answer.k === 'tag' ? { ...answer, tag: `COPY ${lines.length}` } : answer;
  } catch (error) {
    if (!(error instanceof SqlError) || error.fault.kind !== 'bad-value') throw error;
    const { column, row, value, type } = error.fault;
    const line = lines[row - 1];
    return { k: 'error', error: pgError('22P02', `invalid input syntax for type ${typeName({ family: 'text', name: type })}: "${value}"`, { context: `COPY ${table.name}, line ${line?.number ?? 1}, column ${column}: "${value}"` }) };
  }
}
