import { concat, text } from '../../lib/bytes';
import type { Applet, Io } from '../applet';
import { parseOptions } from '../options';
import { missing } from './files';
import { splitLines } from './lines';
import { localQuote } from './quote';

/** A size as split reads it: 10, 5K (1024), 5KB (1000), 1b (512). Undefined when it is none. */
function sizeOf(value: string): number | undefined {
  const match = /^(\d+)(b|[kKMGT](?:i?B)?)?$/.exec(value);
  if (!match) return undefined;
  const unit = match[2] ?? '';
  const base = /^[kKMGT]B$/.test(unit) ? 1000 : 1024;
  return Number(match[1]) * (unit === 'b' ? 512 : unit === '' ? 1 : base ** ('KMGT'.indexOf(unit[0]!.toUpperCase()) + 1));
}

/** The nth suffix of a width: aa, ab, … or 00, 01, …; undefined when they are used up. */
function suffixOf(n: number, width: number, digits: string): string | undefined {
  if (n >= digits.length ** width) return undefined;
  let suffix = '';
  for (let i = 0, left = n; i < width; i++, left = Math.floor(left / digits.length)) suffix = digits[left % digits.length]! + suffix;
  return suffix;
}

function byLines(bytes: Uint8Array, count: number): Uint8Array[] {
  const lines = splitLines(bytes);
  return Array.from({ length: Math.ceil(lines.length / count) }, (_, i) => concat(lines.slice(i * count, (i + 1) * count)));
}

function byBytes(bytes: Uint8Array, count: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / count) }, (_, i) => bytes.subarray(i * count, (i + 1) * count));
}

/** So many parts of the same size; the last takes what is left over. */
function intoChunks(bytes: Uint8Array, count: number): Uint8Array[] {
  const size = Math.floor(bytes.length / count);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * size, i === count - 1 ? bytes.length : (i + 1) * size));
}

/** split(1): -l -b -n -a -d -x --additional-suffix --verbose. */
export const split: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'l:b:n:a:dxC:e', long: { lines: 'l', bytes: 'b', number: 'n', 'suffix-length': 'a', 'numeric-suffixes': 'd', 'hex-suffixes': 'x', 'additional-suffix': 'additional:', verbose: 'verbose' } });
  const [path = '-', prefix = 'x'] = options.rest;
  const [kind, what] = options.has('b') ? ['b', 'bytes'] : options.has('n') ? ['n', 'chunks'] : ['l', 'lines'];
  const given = options.get(kind) ?? '1000';
  const count = sizeOf(given);
  if (!count) {
    await io.complain(io.flavour === 'gnu' ? `invalid number of ${what}: ${localQuote(io.sys, given)}${count === 0 ? ': Numerical result out of range' : ''}` : `invalid number '${given}'`);
    return 1;
  }
  let bytes: Uint8Array;
  try {
    bytes = await io.file(path);
  } catch (error) {
    await io.complain(io.flavour === 'gnu' ? `cannot open '${path}' for reading` : path, error);
    return 1;
  }
  const digits = options.has('x') ? '0123456789abcdef' : options.has('d') ? '0123456789' : 'abcdefghijklmnopqrstuvwxyz';
  const parts = kind === 'b' ? byBytes(bytes, count) : kind === 'n' ? intoChunks(bytes, count) : byLines(bytes, count);
  for (const [i, part] of parts.entries()) {
    const suffix = suffixOf(i, Number(options.get('a') ?? 2), digits);
    if (suffix === undefined) {
      await io.complain(io.flavour === 'gnu' ? 'output file suffixes exhausted' : 'suffixes exhausted');
      return 1;
    }
    const name = `${prefix}${suffix}${options.get('additional') ?? ''}`;
    if (options.has('verbose')) await io.out(`creating file '${name}'\n`);
    io.sys.writeFile(name, part);
    await io.sys.cpu(part.length / 4000);
  }
  return 0;
};

/** Where a file is cut: at a line, or at the next line that a pattern matches, a few lines from it. */
type Cut = { given: string; line?: number; pattern?: RegExp; skip: boolean; offset: number };

function parseCut(given: string): Cut | undefined {
  if (/^\d+$/.test(given)) return { given, line: Number(given), skip: false, offset: 0 };
  const match = /^([/%])(.*)\1([-+]?\d+)?$/s.exec(given);
  if (!match) return undefined;
  // Basic regular expressions: + ? | ( ) { } are themselves unless a backslash precedes them.
  const source = match[2]!.replace(/\\([+?|(){}])|([+?|(){}])/g, (_, operator: string | undefined, plain: string | undefined) => operator ?? `\\${plain}`);
  return { given, pattern: new RegExp(source), skip: match[1] === '%', offset: Number(match[3] ?? 0) };
}

/** csplit(1): line numbers, /REGEXP/ and %REGEXP% with offsets, {N} and {*}; -f -n -s -k -z. */
export const csplit: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'f:n:skqzb:', long: { prefix: 'f', digits: 'n', silent: 's', quiet: 's', 'keep-files': 'k', 'elide-empty-files': 'z' } });
  const [path, ...patterns] = options.rest;
  if (path === undefined) return missing(io);
  if (patterns.length === 0) return missing(io, `missing operand after ${localQuote(io.sys, path)}`);
  const lines = await linesOfFile(io, path);
  if (!lines) return 1;
  const written: string[] = [];
  let from = 0;
  const write = async (to: number): Promise<void> => {
    const part = concat(lines.slice(from, to));
    from = to;
    if (part.length === 0 && options.has('z')) return;
    const name = `${options.get('f') ?? 'xx'}${String(written.length).padStart(Number(options.get('n') ?? 2), '0')}`;
    io.sys.writeFile(name, part);
    written.push(name);
    if (!options.has('s') && !options.has('q')) await io.out(`${part.length}\n`);
  };
  const fail = async (message: string): Promise<number> => {
    await io.complain(message);
    if (!options.has('k')) for (const name of written) io.sys.unlink(name);
    return 1;
  };
  for (let i = 0; i < patterns.length; i++) {
    const cut = parseCut(patterns[i]!);
    if (!cut) return fail(`${localQuote(io.sys, patterns[i]!)}: invalid pattern`);
    const repeat = /^\{(\d+|\*)\}$/.exec(patterns[i + 1] ?? '');
    if (repeat) i++;
    const times = repeat ? (repeat[1] === '*' ? Infinity : Number(repeat[1]) + 1) : 1;
    for (let k = 0; k < times; k++) {
      // A pattern is looked for after the line that the last one found.
      const found = cut.pattern ? lines.findIndex((line, at) => at >= from + (from > 0 && k > 0 ? 1 : 0) && cut.pattern!.test(text(line).replace(/\n$/, ''))) : cut.line! * (k + 1) - 1;
      if (found === -1 && times === Infinity) break;
      if (found === -1 || found > lines.length || (cut.line !== undefined && found >= lines.length)) {
        await write(lines.length);
        return fail(`${localQuote(io.sys, cut.given)}: ${cut.pattern ? 'match not found' : 'line number out of range'}`);
      }
      if (cut.skip) from = found + cut.offset;
      else await write(found + cut.offset);
    }
  }
  await write(lines.length);
  return 0;
};

async function linesOfFile(io: Io, path: string): Promise<Uint8Array[] | undefined> {
  try {
    return splitLines(await io.file(path));
  } catch (error) {
    await io.complain(`cannot open '${path}' for reading`, error);
    return undefined;
  }
}
