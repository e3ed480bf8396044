import { concat } from '../../lib/bytes';
import type { Applet, Io } from '../applet';
import { reason } from '../applet';
import { parseOptions } from '../options';

async function contentOf(io: Io, paths: readonly string[]): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let failed = false;
  for (const path of paths.length > 0 ? paths : ['-']) {
    try {
      parts.push(await io.file(path));
    } catch (error) {
      await io.complain(`${path}: ${reason(error)}`);
      failed = true;
    }
  }
  return failed && parts.length === 0 ? undefined : concat(parts);
}

const NAMED: Readonly<Record<number, string>> = { 0: '\\0', 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r' };
const ASCII = 'nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp'.split(' ');

/** od(1): -c -x -o -b -d -a, -t [acdoux][1248], -A [doxn], -N, -j, -v. */
export const od: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'cxobdaht:A:N:j:vw::', long: { format: 't', 'address-radix': 'A', 'read-bytes': 'N', 'skip-bytes': 'j', 'output-duplicates': 'v', width: 'w' } });
  const whole = await contentOf(io, options.rest);
  if (!whole) return 1;
  const skip = Number(options.get('j') ?? 0);
  const bytes = whole.subarray(skip, options.get('N') === undefined ? undefined : skip + Number(options.get('N')));
  const formats: { kind: string; size: number }[] = [];
  for (const [letter, values] of options.values) {
    const fixed = { c: 'c1', x: 'x2', h: 'x2', o: 'o2', b: 'o1', d: 'u2', a: 'a1' }[letter];
    if (fixed) formats.push({ kind: fixed[0]!, size: Number(fixed[1]) });
    if (letter === 't') for (const value of values) for (const match of value.matchAll(/([acdoux])(\d|[CSIL])?z?/g)) formats.push({ kind: match[1]!, size: Number({ C: 1, S: 2, I: 4, L: 8 }[match[2] as 'C'] ?? match[2] ?? ('ac'.includes(match[1]!) ? 1 : 4)) });
  }
  if (formats.length === 0) formats.push({ kind: 'o', size: 2 });
  const radix = options.get('A') ?? 'o';
  const address = (n: number) => (radix === 'n' ? '' : radix === 'd' ? String(n).padStart(7, '0') : radix === 'x' ? n.toString(16).padStart(6, '0') : n.toString(8).padStart(7, '0'));
  const widthOf = ({ kind, size }: { kind: string; size: number }) => (kind === 'c' || kind === 'a' ? 4 : 1 + (kind === 'x' ? size * 2 : kind === 'o' ? Math.ceil((size * 8) / 3) : kind === 'd' ? [0, 4, 6, 0, 11, 0, 0, 0, 20][size]! : [0, 3, 5, 0, 10, 0, 0, 0, 20][size]!));
  const perByte = Math.max(...formats.map((format) => widthOf(format) / format.size));
  const wide = Number(options.get('w') || 16);
  let last = '';
  let starred = false;
  for (let at = 0; at < bytes.length; at += wide) {
    const line = bytes.subarray(at, at + wide);
    const key = line.join(',');
    if (key === last && line.length === wide && !options.has('v')) {
      if (!starred) await io.out('*\n');
      starred = true;
      continue;
    }
    [last, starred] = [key, false];
    for (const [i, { kind, size }] of formats.entries()) {
      let row = i === 0 ? address(skip + at) : ' '.repeat(address(0).length);
      for (let k = 0; k < line.length; k += size) {
        let value = 0n;
        for (let b = size - 1; b >= 0; b--) value = value * 256n + BigInt(line[k + b] ?? 0);
        const byte = Number(value);
        const text = kind === 'c' ? (NAMED[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0')))
          : kind === 'a' ? (ASCII[byte & 127] ?? ((byte & 127) === 127 ? 'del' : String.fromCharCode(byte & 127)))
          : kind === 'x' ? value.toString(16).padStart(size * 2, '0') : kind === 'o' ? value.toString(8).padStart(Math.ceil((size * 8) / 3), '0') : kind === 'd' ? BigInt.asIntN(size * 8, value).toString() : value.toString();
        row += text.padStart(Math.round(perByte * size));
      }
      await io.out(`${row}\n`);
    }
  }
  if (radix !== 'n') await io.out(`${address(skip + bytes.length)}\n`);
  return 0;
};

const two = (byte: number): string => byte.toString(16).padStart(2, '0');
const visible = (line: Uint8Array): string => [...line].map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');

/** hexdump(1) and hd: the default and -C, -n, -s, -v. */
export const hexdump: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'Cn:s:vbcdoxe:f:', long: { canonical: 'C', length: 'n', skip: 's', 'no-squeezing': 'v' } });
  if (options.has('e') || options.has('f')) {
    await io.err('dockyard: hexdump formats are not simulated');
    return 1;
  }
  const whole = await contentOf(io, options.rest);
  if (!whole) return 1;
  const skip = Number(options.get('s') ?? 0);
  const bytes = whole.subarray(skip, options.get('n') === undefined ? undefined : skip + Number(options.get('n')));
  const canonical = options.has('C') || io.name === 'hd';
  let last = '';
  let starred = false;
  for (let at = 0; at < bytes.length; at += 16) {
    const line = bytes.subarray(at, at + 16);
    const key = line.join(',');
    if (key === last && line.length === 16 && !options.has('v')) {
      if (!starred) await io.out('*\n');
      starred = true;
      continue;
    }
    [last, starred] = [key, false];
    if (canonical) {
      const cells = Array.from({ length: 16 }, (_, i) => (line[i] === undefined ? '  ' : two(line[i])));
      await io.out(`${(skip + at).toString(16).padStart(8, '0')}  ${cells.slice(0, 8).join(' ')}  ${cells.slice(8).join(' ')}  |${visible(line)}|\n`);
    } else {
      const words = Array.from({ length: 8 }, (_, i) => (line[i * 2] === undefined ? '    ' : two(line[i * 2 + 1] ?? 0) + two(line[i * 2]!)));
      await io.out(`${(skip + at).toString(16).padStart(7, '0')} ${words.join(' ')}\n`);
    }
  }
  if (bytes.length > 0) await io.out(`${(skip + bytes.length).toString(16).padStart(canonical ? 8 : 7, '0')}\n`);
  return 0;
};

/** xxd(1): -p -r -c -l -s -u. */
export const xxd: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'prc:l:s:ug:bi', long: {} });
  if (options.has('b') || options.has('i')) {
    await io.err('dockyard: xxd -b and -i are not simulated');
    return 1;
  }
  const whole = await contentOf(io, options.rest.slice(0, 1));
  if (!whole) return 2;
  if (options.has('r')) {
    const source = new TextDecoder().decode(whole);
    const digits = options.has('p') ? source.replace(/[^0-9a-fA-F]/g, '') : source.split('\n').map((line) => line.replace(/^[0-9a-f]+:/, '').split('  ')[0]!.replace(/\s/g, '')).join('');
    await io.out(Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16)));
    return 0;
  }
  const skip = Number(options.get('s') ?? 0);
  const bytes = whole.subarray(skip, options.get('l') === undefined ? undefined : skip + Number(options.get('l')));
  const columns = Number(options.get('c') ?? (options.has('p') ? 30 : 16));
  const cased = (text: string) => (options.has('u') ? text.toUpperCase() : text);
  const group = Number(options.get('g') ?? 2);
  for (let at = 0; at < bytes.length; at += columns) {
    const line = bytes.subarray(at, at + columns);
    if (options.has('p')) {
      await io.out(`${cased([...line].map(two).join(''))}\n`);
      continue;
    }
    let cells = '';
    for (let i = 0; i < columns; i++) cells += `${i >= line.length ? '  ' : cased(two(line[i]!))}${(i + 1) % group === 0 ? ' ' : ''}`;
    await io.out(`${(skip + at).toString(16).padStart(8, '0')}: ${cells}${cells.endsWith(' ') ? ' ' : '  '}${visible(line)}\n`);
  }
  return 0;
};

/** strings(1): -n. */
export const strings: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'an:t:f', long: { bytes: 'n', all: 'a' } });
  const least = Number(options.get('n') ?? 4);
  const whole = await contentOf(io, options.rest);
  if (!whole) return 1;
  for (const match of new TextDecoder('latin1').decode(whole).matchAll(new RegExp(`[\\t\\x20-\\x7e]{${least},}`, 'g'))) await io.out(`${match[0]}\n`);
  return 0;
};
