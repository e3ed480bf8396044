import { text } from '../../lib/bytes';
import type { Applet, Io } from '../applet';
import { parseOptions, type Options } from '../options';
import { missing } from './files';
import { splitLines } from './lines';
import { localQuote } from './quote';

interface Side {
  path: string;
  rows: { fields: string[]; key: string; line: string }[];
  at: number;
  warned: boolean;
}

async function readSide(io: Io, path: string, field: number, options: Options): Promise<Side> {
  const separator = options.get('t');
  const rows = splitLines(await io.file(path)).map((bytes) => {
    const line = text(bytes).replace(/\n$/, '');
    const fields = separator === undefined ? line.trim().split(/\s+/) : line.split(separator);
    const key = fields[field - 1] ?? '';
    return { fields, key: options.has('i') ? key.toLowerCase() : key, line };
  });
  return { path, rows, at: 0, warned: false };
}

/** join(1): -1 -2 -j -t -a -v -e -o -i --header. */
export const join: Applet = async (io) => {
  const options = await parseOptions(io, { short: '1:2:j:t:a:v:e:o:i', long: { 'ignore-case': 'i', header: 'header', 'check-order': 'check', 'nocheck-order': 'nocheck' } });
  const [one, two] = options.rest;
  if (one === undefined) return missing(io);
  if (two === undefined) return missing(io, `missing operand after ${localQuote(io.sys, one)}`);
  const fields = [Number(options.get('1') ?? options.get('j') ?? 1), Number(options.get('2') ?? options.get('j') ?? 1)];
  const sides: Side[] = [];
  for (const [i, path] of [one, two].entries()) {
    try {
      sides.push(await readSide(io, path, fields[i]!, options));
    } catch (error) {
      await io.complain(path, error);
      return 1;
    }
  }
  const [left, right] = sides as [Side, Side];
  const joiner = options.get('t') ?? ' ';
  const format = options.values.get('o')?.flatMap((list) => list.split(/[\s,]+/)).filter(Boolean);
  const unpaired = new Set([...(options.values.get('a') ?? []), ...(options.values.get('v') ?? [])]);
  type Row = Side['rows'][number];
  const show = async (a: Row | undefined, b: Row | undefined): Promise<void> => {
    const key = a ? a.fields[fields[0]! - 1] : b!.fields[fields[1]! - 1];
    const others = (row: Row | undefined, field: number) => (row ? row.fields.filter((_, i) => i !== field - 1) : []);
    const cells = format && format[0] !== 'auto'
      ? format.map((spec) => (spec === '0' ? key : (spec.startsWith('1.') ? a : b)?.fields[Number(spec.slice(2)) - 1]))
      : [key, ...others(a, fields[0]!), ...others(b, fields[1]!)];
    await io.out(`${cells.map((cell) => cell || (options.get('e') ?? '')).join(joiner)}\n`);
  };
  let unsorted = false;
  const advance = async (side: Side): Promise<Row> => {
    const row = side.rows[side.at++]!;
    const next = side.rows[side.at];
    if (next && next.key < row.key && !side.warned && !options.has('nocheck')) {
      side.warned = true;
      unsorted = true;
      await io.complain(`${side.path}:${side.at + 1}: is not sorted: ${next.line}`);
    }
    return row;
  };
  if (options.has('header') && left.rows.length > 0 && right.rows.length > 0) await show(left.rows[left.at++], right.rows[right.at++]);
  while (left.at < left.rows.length || right.at < right.rows.length) {
    const [a, b] = [left.rows[left.at], right.rows[right.at]];
    if (!b || (a && a.key < b.key)) {
      const row = await advance(left);
      if (unpaired.has('1')) await show(row, undefined);
    } else if (!a || b.key < a.key) {
      const row = await advance(right);
      if (unpaired.has('2')) await show(undefined, row);
    } else {
      const group = async (side: Side) => {
        const rows: Row[] = [];
        while (side.rows[side.at]?.key === a.key) rows.push(await advance(side));
        return rows;
      };
      const [these, those] = [await group(left), await group(right)];
      if (!options.has('v')) for (const row of these) for (const other of those) await show(row, other);
    }
    await io.sys.cpu(0.5);
  }
  if (unsorted) await io.complain('input is not in sorted order');
  return unsorted ? 1 : 0;
};
