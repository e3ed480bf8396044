import { displayWidth } from '../../lib/width';
import type { PgAnswer, PgColumn } from './protocol';

export interface TableStyle {
  tuplesOnly: boolean;
  unaligned: boolean;
  expanded: boolean;
  separator: string;
  /** What stands for NULL. */
  nullText?: string;
}

/** A value as aligned output has it: tabs up to the next eighth column. */
function shown(value: string): string {
  return value.includes('\t') ? value.split('\n').map((line) => line.split('\t').reduce((out, part) => out.padEnd(Math.floor(displayWidth(out) / 8) * 8 + 8) + part)).join('\n') : value;
}

/** Rows as psql's aligned format has them: headings centred, numbers to the right, no blanks behind the last cell. */
export function aligned(columns: readonly PgColumn[], rows: readonly (readonly (string | null)[])[], options: { title?: string; heading: boolean }): string {
  const cells = rows.map((row) => row.map((value) => shown(value ?? '').split('\n')));
  const widths = columns.map((column, i) => Math.max(displayWidth(column.name), ...cells.flatMap((row) => row[i]!.map(displayWidth))));
  let out = '';
  if (options.title !== undefined) {
    const total = widths.reduce((sum, width) => sum + width + 3, -1);
    out += `${' '.repeat(Math.max(0, Math.floor((total - displayWidth(options.title)) / 2)))}${options.title}\n`;
  }
  if (options.heading) {
    out += `${columns.map(({ name }, i) => {
      const room = widths[i]! - displayWidth(name);
      return ` ${' '.repeat(Math.floor(room / 2))}${name}${' '.repeat(Math.ceil(room / 2))} `;
    }).join('|')}\n${widths.map((width) => '-'.repeat(width + 2)).join('+')}\n`;
  }
  for (const row of cells) {
    const height = Math.max(...row.map((lines) => lines.length));
    for (let line = 0; line < height; line++) {
      out += `${row.map((lines, i) => {
        const text = lines[line] ?? '';
        const more = line + 1 < lines.length;
        const room = ' '.repeat(widths[i]! - displayWidth(text));
        const isLast = i === row.length - 1;
        return ` ${columns[i]!.numeric ? room + text : isLast && !more ? text : text + room}${more ? '+' : isLast ? '' : ' '}`;
      }).join('|')}\n`;
    }
  }
  return out;
}

/** \x: a column a line, a headed block a row. */
function expanded(columns: readonly PgColumn[], rows: readonly (readonly (string | null)[])[]): string {
  const left = Math.max(...columns.map((column) => displayWidth(column.name)));
  const right = Math.max(0, ...rows.flatMap((row) => row.map((value) => displayWidth(value ?? ''))));
  return rows.map((row, n) => {
    const label = `-[ RECORD ${n + 1} ]`;
    const rule = label.length <= left + 1 ? `${label}${'-'.repeat(left + 1 - label.length)}+${'-'.repeat(right + 1)}` : `${label}${'-'.repeat(Math.max(0, left + right + 3 - label.length))}`;
    return `${rule}\n${row.map((value, i) => `${columns[i]!.name.padEnd(left)} | ${value ?? ''}\n`).join('')}`;
  }).join('');
}

/** A result or listing as psql prints it. */
export function showRows(answer: Extract<PgAnswer, { k: 'rows' | 'listing' }>, style: TableStyle): string {
  const { columns } = answer;
  const rows = answer.k === 'rows' && style.nullText ? answer.rows.map((row) => row.map((value) => value ?? style.nullText!)) : answer.rows;
  const count = `(${rows.length} row${rows.length === 1 ? '' : 's'})\n`;
  if (style.unaligned) {
    const lines = rows.map((row) => `${row.map((value) => value ?? '').join(style.separator)}\n`).join('');
    return style.tuplesOnly ? lines : `${columns.map((column) => column.name).join(style.separator)}\n${lines}${count}`;
  }
  if (style.expanded && rows.length > 0) return `${expanded(columns, rows)}\n`;
  const title = answer.k === 'listing' && !style.tuplesOnly ? { title: answer.title } : {};
  const table = aligned(columns, rows, { ...title, heading: !style.tuplesOnly });
  if (answer.k === 'listing') return `${table}${answer.footer.map((line) => `${line}\n`).join('')}${answer.count && !style.tuplesOnly ? count : ''}\n`;
  return `${table}${style.tuplesOnly ? '' : count}\n`;
}
