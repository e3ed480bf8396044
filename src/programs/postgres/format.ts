import { alignedTable, verticalTable, type Shape } from './format-aligned';
import type { PgAnswer, PgColumn } from './protocol';

export const FORMATS = ['aligned', 'asciidoc', 'csv', 'html', 'latex', 'latex-longtable', 'troff-ms', 'unaligned', 'wrapped'] as const;
export type Format = 'aligned' | 'unaligned' | 'csv' | 'html';

/** What \pset sets. */
export interface TableStyle {
  format: Format;
  border: number;
  expanded: boolean | 'auto';
  tuplesOnly: boolean;
  footer: boolean;
  separator: string;
  csvSeparator: string;
  recordSeparator: string;
  /** What stands for NULL. */
  nullText: string;
  title: string | undefined;
  unicode: boolean;
  /** Columns of the terminal, beyond which `\x auto` turns a table on its side; 0 where there is none. */
  columns: number;
}

export const defaultStyle = (): TableStyle => ({ format: 'aligned', border: 1, expanded: false, tuplesOnly: false, footer: true, separator: '|', csvSeparator: ',', recordSeparator: '\n', nullText: '', title: undefined, unicode: false, columns: 0 });

type Rows = readonly (readonly string[])[];

const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]!).replaceAll('\n', '<br />\n');

function html(columns: readonly PgColumn[], rows: Rows, style: TableStyle, isVertical: boolean, footer: string): string {
  const open = `<table border="${style.border}">\n`;
  const end = `</table>\n${footer === '' ? '' : `<p>${escaped(footer)}</p>\n`}`;
  const cell = (value: string, column: PgColumn) => `    <td align="${column.numeric ? 'right' : 'left'}">${value.trim() === '' ? '&nbsp; ' : escaped(value)}</td>\n`;
  if (isVertical) {
    const records = rows.map((row, n) => `\n  <tr><td colspan="2" align="center">Record ${n + 1}</td></tr>\n${row.map((value, i) => `  <tr valign="top">\n    <th>${escaped(columns[i]!.name)}</th>\n${cell(value, columns[i]!)}  </tr>\n`).join('')}`);
    return open + records.join('') + end;
  }
  const head = style.tuplesOnly ? '' : `  <tr>\n${columns.map(({ name }) => `    <th align="center">${escaped(name)}</th>\n`).join('')}  </tr>\n`;
  return open + head + rows.map((row) => `  <tr valign="top">\n${row.map((value, i) => cell(value, columns[i]!)).join('')}  </tr>\n`).join('') + end;
}

function csv(columns: readonly PgColumn[], rows: Rows, style: TableStyle, isVertical: boolean): string {
  const { csvSeparator } = style;
  const field = (value: string) => (value.includes(csvSeparator) || /["\n\r]/.test(value) || value === '\\.' ? `"${value.replaceAll('"', '""')}"` : value);
  const line = (values: readonly string[]) => `${values.map(field).join(csvSeparator)}\n`;
  if (isVertical) return rows.map((row) => row.map((value, i) => line([columns[i]!.name, value])).join('')).join('');
  return (style.tuplesOnly ? '' : line(columns.map(({ name }) => name))) + rows.map(line).join('');
}

function unaligned(columns: readonly PgColumn[], rows: Rows, style: TableStyle, isVertical: boolean, footer: string): string {
  const { separator, recordSeparator } = style;
  const end = recordSeparator === '\n' || recordSeparator === '\0' ? recordSeparator : '\n';
  if (isVertical) {
    const records = rows.map((row) => row.map((value, i) => `${columns[i]!.name}${separator}${value}`).join(recordSeparator));
    return records.length === 0 ? '' : records.join(recordSeparator + recordSeparator) + end;
  }
  const lines = [...(style.tuplesOnly ? [] : [columns.map(({ name }) => name).join(separator)]), ...rows.map((row) => row.join(separator)), ...(footer === '' ? [] : [footer.replace(/\n$/, '')])];
  return lines.length === 0 ? '' : lines.join(recordSeparator) + end;
}

/** A result or listing as psql prints it. */
export function showRows(answer: Extract<PgAnswer, { k: 'rows' | 'listing' }>, style: TableStyle): string {
  const { columns } = answer;
  const rows = answer.rows.map((row) => row.map((value) => value ?? style.nullText));
  const title = style.tuplesOnly ? undefined : answer.k === 'listing' ? answer.title : style.title;
  const count = `(${rows.length} row${rows.length === 1 ? '' : 's'})\n`;
  const hasCount = !style.tuplesOnly && (answer.k === 'listing' ? answer.count : style.footer);
  const lines = answer.k === 'listing' && !style.tuplesOnly ? answer.footer.map((line) => `${line}\n`).join('') : '';
  const footer = lines + (hasCount ? count : '');
  const shape: Shape = { border: style.border, unicode: style.unicode, heading: !style.tuplesOnly, title };
  const wide = (): boolean => style.columns > 0 && alignedTable(columns, rows, shape).split('\n').some((line) => line.length > style.columns);
  // A description of one thing stays a table.
  const isVertical = answer.k === 'listing' && !answer.count ? false : style.expanded === 'auto' ? style.format === 'aligned' && wide() : style.expanded;
  const head = title === undefined ? '' : `${title}\n`;
  switch (style.format) {
    case 'csv': return csv(columns, rows, style, isVertical);
    case 'html': return html(columns, rows, style, isVertical, footer);
    case 'unaligned': return head + unaligned(columns, rows, style, isVertical, isVertical ? '' : footer);
    case 'aligned':
      if (isVertical) return rows.length === 0 ? `${head}${style.tuplesOnly ? '' : count}\n` : `${head}${verticalTable(columns, rows, shape)}${lines}\n`;
      return `${alignedTable(columns, rows, shape)}${footer}\n`;
  }
}
