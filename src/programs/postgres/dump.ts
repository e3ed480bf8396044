import type { Table } from '../sql/table';
import { isNumeric } from '../sql/value';
import { copyOut } from './copy-text';
import { createText, valueText } from './describe';

export interface DumpOptions {
  schema: boolean;
  data: boolean;
  /** Rows as INSERT statements instead of COPY. */
  inserts: boolean;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Tables, views, sequences and types as the statements that make them again, in pg_dump's order. */
export function dumpText(all: readonly Table[], options: DumpOptions, ownerOf: (table: Table) => string): string {
  const head = (name: string, type: string, table: Table) => `--\n-- Name: ${name}; Type: ${type}; Schema: public; Owner: ${ownerOf(table)}\n--\n\n`;
  const isTable = (table: Table) => table.view === undefined && !table.words && !table.sequence;
  const tables = all.filter(isTable);
  const types = all.filter((table) => table.words).map((table) => `${head(table.name, 'TYPE', table)}CREATE TYPE public.${table.name} AS ENUM (\n${table.words!.map((word) => `    ${quoted(word)}`).join(',\n')}\n);\n\n\nALTER TYPE public.${table.name} OWNER TO ${ownerOf(table)};\n\n`);
  const made = all.filter((table) => !table.words).map((table) => {
    if (table.sequence) return `${head(table.name, 'SEQUENCE', table)}CREATE SEQUENCE public.${table.name}\n    START WITH 1\n    INCREMENT BY ${table.sequence.increment}\n    NO MINVALUE\n    NO MAXVALUE\n    CACHE 1;\n\n\nALTER TABLE public.${table.name} OWNER TO ${ownerOf(table)};\n\n`;
    if (table.view !== undefined) return '';
    return createText(table, ownerOf(table)).create + comments(table, head);
  });
  // A view stands behind what it may be made of.
  const views = all.filter((table) => table.view !== undefined).map((table) => `${head(table.name, 'VIEW', table)}CREATE VIEW public.${table.name} AS\n ${table.view!.trim().replace(/;$/, '')};\n\n\nALTER TABLE public.${table.name} OWNER TO ${ownerOf(table)};\n\n`);
  const data = tables.map((table) => `--\n-- Data for Name: ${table.name}; Type: TABLE DATA; Schema: public; Owner: ${ownerOf(table)}\n--\n\n${rows(table, options.inserts)}\n\n`);
  const sequences = all.flatMap((table) => (table.sequence ? [[table.name, table] as const] : table.def.columns.filter((column) => column.auto).map((column) => [`${table.name}_${column.name}_seq`, table] as const))).map(([name, table]) => `${head(name, 'SEQUENCE SET', table)}SELECT pg_catalog.setval('public.${name}', ${Math.max(1, table.next - 1)}, ${table.next > 1});\n\n\n`);
  const after = tables.map((table) => createText(table, ownerOf(table)).after);
  return (options.schema ? [...types, ...made, ...views].join('') : '') + (options.data ? data.join('') + sequences.join('') : '') + (options.schema ? after.join('') : '');
}

function comments(table: Table, head: (name: string, type: string, table: Table) => string): string {
  const own = table.comment === undefined ? '' : `${head(`TABLE ${table.name}`, 'COMMENT', table)}COMMENT ON TABLE public.${table.name} IS ${quoted(table.comment)};\n\n\n`;
  return own + table.def.columns.filter((column) => column.comment !== undefined).map((column) => `${head(`COLUMN ${table.name}.${column.name}`, 'COMMENT', table)}COMMENT ON COLUMN public.${table.name}.${column.name} IS ${quoted(column.comment!)};\n\n\n`).join('');
}

function rows(table: Table, asInserts: boolean): string {
  const names = table.def.columns.map(({ name }) => name);
  const texts = table.rows.map((row) => row.map((value, i) => valueText(value, table.def.columns[i]!.type)));
  if (!asInserts) return `COPY public.${table.name} (${names.join(', ')}) FROM stdin;\n${copyOut(names, texts, { csv: false, delimiter: '\t', nullText: '\\N', header: false, quote: '"' })}\\.\n`;
  return texts.map((row, n) => `INSERT INTO public.${table.name} VALUES (${row.map((text, i) => (text === null ? 'NULL' : isNumeric(table.def.columns[i]!.type) ? text : typeof table.rows[n]![i] === 'boolean' ? String(table.rows[n]![i]) : quoted(text))).join(', ')});\n`).join('');
}
