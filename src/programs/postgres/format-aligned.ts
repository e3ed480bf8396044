import { displayWidth } from '../../lib/width';
import type { PgColumn } from './protocol';

/** How lines are drawn around a table (psql's border and linestyle). */
export interface Shape {
  border: number;
  unicode: boolean;
  heading: boolean;
  title: string | undefined;
}

const ASCII = { across: '-', down: '|', left: '+', right: '+', cross: '+', topLeft: '+', top: '+', topRight: '+', bottomLeft: '+', bottom: '+', bottomRight: '+', more: '+' };
const UNICODE = { across: '─', down: '│', left: '├', right: '┤', cross: '┼', topLeft: '┌', top: '┬', topRight: '┐', bottomLeft: '└', bottom: '┴', bottomRight: '┘', more: '↵' };

/** A value as aligned output has it: tabs up to the next eighth column. */
function shown(value: string): string {
  return value.includes('\t') ? value.split('\n').map((line) => line.split('\t').reduce((out, part) => out.padEnd(Math.floor(displayWidth(out) / 8) * 8 + 8) + part)).join('\n') : value;
}

const blanks = (count: number): string => ' '.repeat(Math.max(0, count));

function centred(text: string, width: number): string {
  const room = width - displayWidth(text);
  return `${blanks(Math.floor(room / 2))}${text}${blanks(Math.ceil(room / 2))}`;
}

/** Rows as psql's aligned format has them: headings centred, numbers to the right, no blanks behind the last cell without a frame. */
export function alignedTable(columns: readonly PgColumn[], rows: readonly (readonly string[])[], { border, unicode, heading, title }: Shape): string {
  const marks = unicode ? UNICODE : ASCII;
  const cells = rows.map((row) => row.map((value) => shown(value).split('\n')));
  const heads = columns.map(({ name }) => name);
  const widths = heads.map((name, i) => Math.max(displayWidth(name), ...cells.flatMap((row) => row[i]!.map(displayWidth))));
  const rule = (left: string, middle: string, right: string): string => {
    if (border === 0) return `${widths.map((width) => marks.across.repeat(width)).join(' ')}\n`;
    const line = widths.map((width) => marks.across.repeat(width + 2)).join(middle);
    return border === 1 ? `${line}\n` : `${left}${line}${right}\n`;
  };
  const line = (parts: readonly string[]): string => (border === 0 ? `${parts.join('')}\n` : border === 1 ? `${parts.join(marks.down)}\n` : `${marks.down}${parts.join(marks.down)}${marks.down}\n`);
  let out = '';
  if (title !== undefined) {
    const total = widths.reduce((sum, width) => sum + width, 0) + [widths.length - 1, widths.length * 3 - 1, widths.length * 3 + 1][border]!;
    out += `${blanks(Math.floor((total - displayWidth(title)) / 2))}${title}\n`;
  }
  if (border === 2) out += rule(marks.topLeft, marks.top, marks.topRight);
  if (heading) {
    out += line(heads.map((name, i) => (border === 0 ? `${centred(name, widths[i]!)} ` : ` ${centred(name, widths[i]!)} `)));
    out += rule(marks.left, marks.cross, marks.right);
  }
  for (const row of cells) {
    const height = Math.max(0, ...row.map((lines) => lines.length));
    for (let at = 0; at < height; at++) {
      out += line(row.map((lines, i) => {
        const text = lines[at] ?? '';
        const more = at + 1 < lines.length;
        const isLast = i === row.length - 1 && border < 2;
        const room = blanks(widths[i]! - displayWidth(text));
        const filled = columns[i]!.numeric ? room + text : isLast && !more ? text : text + room;
        return `${border === 0 ? '' : ' '}${filled}${more ? marks.more : isLast ? '' : ' '}`;
      }));
    }
  }
  if (border === 2) out += rule(marks.bottomLeft, marks.bottom, marks.bottomRight);
  return out;
}

/** \x: a column a line, a headed block a row. */
export function verticalTable(columns: readonly PgColumn[], rows: readonly (readonly string[])[], { border, unicode, heading }: Shape): string {
  const marks = unicode ? UNICODE : ASCII;
  const cells = rows.map((row) => row.map((value) => shown(value).split('\n')));
  const left = Math.max(...columns.map(({ name }) => displayWidth(name)));
  const right = Math.max(0, ...cells.flatMap((row) => row.flatMap((lines) => lines.map(displayWidth))));
  const label = (n: number): string => {
    if (border === 0) return `* Record ${n}${blanks(left + right - `* Record ${n}`.length)}\n`;
    const text = `[ RECORD ${n} ]`;
    const before = `${border === 2 ? (n === 1 ? marks.topLeft : marks.left) : ''}${marks.across}`;
    const behindLeft = left + (border === 2 ? 1 : 0) - text.length;
    const crossing = n === 1 && unicode ? marks.top : marks.cross;
    const tail = right + (border === 2 ? 2 : 1);
    const middle = behindLeft >= 0 ? `${text}${marks.across.repeat(behindLeft)}${crossing}${marks.across.repeat(tail)}` : `${text}${marks.across.repeat(Math.max(0, left + (border === 2 ? 2 : 1) + tail - text.length))}`;
    return `${before}${middle}${border === 2 ? (n === 1 ? marks.topRight : marks.right) : ''}\n`;
  };
  const body = cells.map((row, n) => {
    const lines = row.flatMap((values, i) => values.map((value, at) => {
      const name = at === 0 ? columns[i]!.name : '';
      const head = `${name}${blanks(left - displayWidth(name))}`;
      const more = at + 1 < values.length;
      const filled = more || border === 2 ? `${value}${blanks(right - displayWidth(value))}` : value;
      if (border === 0) return `${head} ${filled}${more ? marks.more : ''}\n`;
      if (border === 1) return `${head} ${marks.down} ${filled}${more ? marks.more : ''}\n`;
      return `${marks.down} ${head} ${marks.down} ${filled}${more ? marks.more : ' '}${marks.down}\n`;
    }));
    return (heading ? label(n + 1) : n === 0 ? '' : '\n') + lines.join('');
  }).join('');
  return border === 2 ? `${body}${marks.bottomLeft}${marks.across.repeat(left + 2)}${marks.bottom}${marks.across.repeat(right + 2)}${marks.bottomRight}\n` : body;
}
