import type { Applet, Io } from '../applet';
import { linesOf } from '../applet';
import { parseOptions, type Options } from '../options';
import { localQuote } from './quote';

const LETTERS = ' KMGTPEZY';

const ROUNDINGS: Readonly<Record<string, (n: number) => number>> = {
  up: (n) => (n < 0 ? Math.floor(n) : Math.ceil(n)),
  down: Math.trunc,
  'from-zero': (n) => (n < 0 ? Math.floor(n) : Math.ceil(n)),
  'towards-zero': Math.trunc,
  nearest: (n) => Math.sign(n) * Math.round(Math.abs(n)),
};

/** A number with a scale's letter as a plain one; a string is what is wrong with it. */
function readNumber(io: Io, word: string, from: string): number | string {
  const match = /^(-?\d+(?:\.\d+)?|-?\.\d+)(.*)$/.exec(word);
  if (!match) return `invalid number: ${localQuote(io.sys, word)}`;
  const [, digits, suffix = ''] = match;
  if (suffix === '') return Number(digits);
  const power = LETTERS.indexOf(suffix[0]!);
  const tail = suffix.slice(1);
  if (power < 1 || (tail !== '' && tail !== 'i')) return `invalid suffix in input: ${localQuote(io.sys, word)}`;
  if (from === 'none') return `rejecting suffix in input: ${localQuote(io.sys, word)} (consider using --from)`;
  if (from === 'iec-i' && tail !== 'i') return `missing 'i' suffix in input: ${localQuote(io.sys, word)} (e.g Ki/Mi/Gi)`;
  if ((from === 'iec' || from === 'si') && tail === 'i') return `invalid suffix in input: ${localQuote(io.sys, word)}`;
  const base = from === 'si' || (from === 'auto' && tail === '') ? 1000 : 1024;
  return Number(digits) * base ** power;
}

/** A number for people: one digit after the point below ten, none above, as GNU's human-readable sizes. */
function writeNumber(value: number, to: string, round: (n: number) => number, digits: number | undefined): string {
  if (to === 'none') return digits === undefined ? String(round(value)) : value.toFixed(digits);
  const base = to === 'si' ? 1000 : 1024;
  let power = 0;
  let scaled = value;
  while (Math.abs(scaled) >= base && power < LETTERS.length - 1) {
    scaled /= base;
    power++;
  }
  const shown = (n: number): string => {
    if (digits !== undefined) return (round(n * 10 ** digits) / 10 ** digits).toFixed(digits);
    return power > 0 && Math.abs(n) < 10 ? (round(n * 10) / 10).toFixed(1) : String(round(n));
  };
  if (Number(shown(scaled)) >= base && power < LETTERS.length - 1) {
    scaled /= base;
    power++;
  }
  return `${shown(scaled)}${power > 0 ? LETTERS[power] : ''}${power > 0 && to === 'iec-i' ? 'i' : ''}`;
}

/** Which fields are meant: `2`, `1,3`, `2-`, `-`. */
function fieldTest(list: string): (n: number) => boolean {
  const ranges = list.split(',').map((part) => /^(\d*)(-?)(\d*)$/.exec(part));
  return (n) => ranges.some((match) => match && n >= Number(match[1] || 1) && n <= (match[2] ? Number(match[3] || Infinity) : Number(match[1])));
}

/** One word converted: what stands in its place, or undefined after a complaint. */
async function convert(io: Io, options: Options, word: string, width: number): Promise<string | undefined> {
  const suffix = options.get('suffix') ?? '';
  const bare = suffix !== '' && word.endsWith(suffix) ? word.slice(0, -suffix.length) : word;
  const value = readNumber(io, bare, options.get('from') ?? 'none');
  if (typeof value === 'string') {
    await io.complain(value);
    return undefined;
  }
  const format = /^(.*?)%(['0-]*)(\d*)(?:\.(\d+))?f(.*)$/.exec(options.get('format') ?? '');
  const scaled = (value * Number(options.get('from-unit') ?? 1)) / Number(options.get('to-unit') ?? 1);
  const number = writeNumber(scaled, options.get('to') ?? 'none', ROUNDINGS[options.get('round') ?? 'from-zero']!, format?.[4] === undefined ? undefined : Number(format[4])) + suffix;
  const padding = options.has('padding') ? Number(options.get('padding')) : format?.[3] ? Number(format[3]) * (format[2]!.includes('-') ? -1 : 1) : width;
  const padded = padding < 0 ? number.padEnd(-padding) : number.padStart(padding);
  return format ? `${format[1]}${padded}${format[5]}` : padded;
}

/** numfmt(1): --from --to (none, si, iec, iec-i, auto), --suffix --padding --field --header --round --format --from-unit --to-unit -d. */
export const numfmt: Applet = async (io) => {
  const options = await parseOptions(io, {
    short: 'd:z',
    long: { from: 'from:', to: 'to:', suffix: 'suffix:', padding: 'padding:', field: 'field:', header: 'header', round: 'round:', format: 'format:', 'from-unit': 'from-unit:', 'to-unit': 'to-unit:', grouping: 'grouping', invalid: 'invalid:', delimiter: 'd' },
  });
  for (const [name, allowed] of [['from', ['none', 'auto', 'si', 'iec', 'iec-i']], ['to', ['none', 'si', 'iec', 'iec-i']], ['round', Object.keys(ROUNDINGS)]] as const) {
    const given = options.get(name);
    if (given === undefined || (allowed as readonly string[]).includes(given)) continue;
    await io.complain(`invalid argument ${localQuote(io.sys, given)} for ${localQuote(io.sys, `--${name}`)}`);
    await io.err(`Valid arguments are:\n${allowed.map((one) => `  - ${localQuote(io.sys, one)}`).join('\n')}\nTry '${io.name} --help' for more information.`);
    return 1;
  }
  for (const word of options.rest) {
    const shown = await convert(io, options, word, 0);
    if (shown === undefined) return 2;
    await io.out(`${shown}\n`);
  }
  if (options.rest.length > 0) return 0;
  const wanted = fieldTest(options.get('field') ?? '1');
  const delimiter = options.get('d');
  let headers = options.has('header') ? 1 : 0;
  for await (const line of linesOf(io.sys, 0)) {
    if (headers-- > 0) {
      await io.out(`${line}\n`);
      continue;
    }
    const parts = delimiter === undefined ? (line.match(/\s*\S+/g) ?? ['']) : line.split(delimiter);
    for (const [i, part] of parts.entries()) {
      if (!wanted(i + 1)) continue;
      const blank = delimiter === undefined ? /^\s*/.exec(part)![0] : '';
      const shown = await convert(io, options, part.slice(blank.length), blank.length > 1 ? part.length : 0);
      if (shown === undefined) return 2;
      parts[i] = blank.length > 1 ? shown : `${blank}${shown}`;
    }
    await io.out(`${parts.join(delimiter ?? '')}\n`);
  }
  return 0;
};
