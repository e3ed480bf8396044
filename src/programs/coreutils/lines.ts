import { concat, EMPTY, text, utf8 } from '../../lib/bytes';
import type { Applet, Io } from '../applet';
import { linesOf, readFd } from '../applet';
import { HeldBytes } from '../held-bytes';
import { parseOptions } from '../options';

const quoted = (io: Io, path: string) => (io.flavour === 'gnu' ? `cannot open '${path}' for reading` : path);

/** A count as head and tail read it: 10, 5k, 1M. */
function parseCount(value: string): number | undefined {
  const match = /^(\d+)([bkKmMG]?)B?$/.exec(value);
  return match ? Number(match[1]) * ({ '': 1, b: 512, k: 1024, K: 1024, m: 1024 ** 2, M: 1024 ** 2, G: 1024 ** 3 }[match[2]!] ?? 1) : undefined;
}

/** Old style counts: `head -5`, `tail -20f`; a number after an option that takes a value isn't one. */
function modernize(args: readonly string[], tail: boolean): string[] {
  return args.flatMap((arg, i) => {
    if (/^(-\w*[ncs]|--(lines|bytes|sleep-interval))$/.test(args[i - 1] ?? '')) return [arg];
    const match = /^([-+])(\d+)([cf]?)$/.exec(arg);
    if (!match || (match[1] === '+' && (!tail || i > 0))) return [arg];
    return [match[3] === 'c' ? '-c' : '-n', match[1] === '+' ? `+${match[2]}` : match[2]!, ...(match[3] === 'f' ? ['-f'] : [])];
  });
}

/** head(1). */
export const head: Applet = async (whole) => {
  const io = withArgs(whole, modernize(whole.args, false));
  const options = await parseOptions(io, { short: 'n:c:qv', long: { lines: 'n', bytes: 'c', quiet: 'q', silent: 'q', verbose: 'v' } });
  const bytes = options.get('c');
  const given = bytes ?? options.get('n') ?? '10';
  const fromEnd = given.startsWith('-');
  const count = parseCount(given.replace(/^[-+]/, ''));
  if (count === undefined) {
    await io.complain(io.flavour === 'gnu' ? `invalid number of ${bytes === undefined ? 'lines' : 'bytes'}: ‘${given}’` : `invalid number '${given}'`);
    return 1;
  }
  const paths = options.rest.length > 0 ? options.rest : ['-'];
  const headers = options.has('v') || (paths.length > 1 && !options.has('q'));
  let status = 0;
  let first = true;
  for (const path of paths) {
    try {
      const fd = path === '-' ? 0 : io.sys.open(path, 'r');
      if (fd !== 0 && io.sys.fstat(fd).type === 'dir') {
        await io.complain(`error reading '${path}': Is a directory`);
        status = 1;
        io.sys.close(fd);
        continue;
      }
      if (headers) await io.out(`${first ? '' : '\n'}==> ${path === '-' ? 'standard input' : path} <==\n`);
      first = false;
      try {
        if (fromEnd) {
          const parts = splitLines(await readFd(io.sys, fd));
          await io.out(bytes === undefined ? concat(parts.slice(0, Math.max(0, parts.length - count))) : concat(parts).subarray(0, Math.max(0, concat(parts).length - count)));
        } else await copyHead(io, fd, count, bytes !== undefined);
      } finally {
        if (fd !== 0) io.sys.close(fd);
      }
    } catch (error) {
      await io.complain(quoted(io, path), error);
      status = 1;
    }
  }
  return status;
};

/** Reads no more than it needs, so that `yes | head` ends. */
async function copyHead(io: Io, fd: number, count: number, bytes: boolean): Promise<void> {
  let left = count;
  while (left > 0) {
    const part = await io.sys.read(fd, bytes ? Math.min(left, 65536) : 8192);
    if (part.length === 0) return;
    let end = part.length;
    if (bytes) left -= end;
    else {
      let at = -1;
      while (left > 0 && (at = part.indexOf(10, at + 1)) !== -1) left--;
      if (left === 0) end = at + 1;
    }
    await io.out(part.subarray(0, end));
  }
}

/** Lines with their newlines. */
export function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, from)) {
    lines.push(bytes.subarray(from, at + 1));
    from = at + 1;
  }
  if (from < bytes.length) lines.push(bytes.subarray(from));
  return lines;
}

function withArgs(io: Io, args: readonly string[]): Io {
  return Object.assign(Object.create(Object.getPrototypeOf(io) as object) as Io, io, { args });
}

const FOLLOW_MS = 250;
/** Read at least that much before what can't be the end is let go. */
const TAIL_BYTES = 1024 ** 2;

/** The end of what a descriptor gives, as `last` cuts it off; nothing else is kept. */
async function readLast(io: Io, fd: number, last: (all: Uint8Array) => Uint8Array): Promise<Uint8Array> {
  const held = new HeldBytes(io.sys);
  let kept = 0;
  for (;;) {
    const part = await io.sys.read(fd, held.wanted);
    if (part.length === 0) return last(held.take());
    held.push(part);
    if (held.size < 2 * kept + TAIL_BYTES) continue;
    const end = last(held.take()).slice();
    kept = end.length;
    held.push(end);
  }
}

/** tail(1), with -f and -F. */
export const tail: Applet = async (whole) => {
  const io = withArgs(whole, modernize(whole.args, true));
  const options = await parseOptions(io, { short: 'n:c:fFqvs:', long: { lines: 'n', bytes: 'c', follow: 'f', retry: 'F', quiet: 'q', verbose: 'v', 'sleep-interval': 's' } });
  const bytes = options.get('c');
  const given = bytes ?? options.get('n') ?? '10';
  const count = parseCount(given.replace(/^[-+]/, ''));
  if (count === undefined) {
    await io.complain(io.flavour === 'gnu' ? `invalid number of ${bytes === undefined ? 'lines' : 'bytes'}: ‘${given}’` : `invalid number '${given}'`);
    return 1;
  }
  const follow = options.has('f') || options.has('F');
  const paths = options.rest.length > 0 ? options.rest : ['-'];
  const headers = options.has('v') || (paths.length > 1 && !options.has('q'));
  let status = 0;
  let shown = '';
  let missed = 0;
  const followed: { path: string; fd: number }[] = [];
  for (const path of paths) {
    try {
      const fd = path === '-' ? 0 : io.sys.open(path, 'r');
      if (headers) await io.out(`${shown ? '\n' : ''}==> ${path === '-' ? 'standard input' : path} <==\n`);
      shown = path;
      const last = (all: Uint8Array): Uint8Array => (bytes !== undefined ? all.subarray(Math.max(0, all.length - count)) : count === 0 ? EMPTY : concat(splitLines(all).slice(-count)));
      if (!given.startsWith('+')) await io.out(await readLast(io, fd, last));
      else {
        const all = await readFd(io.sys, fd);
        await io.out(bytes !== undefined ? all.subarray(Math.max(0, count - 1)) : concat(splitLines(all).slice(Math.max(0, count - 1))));
      }
      if (follow && io.sys.fstat(fd).type === 'file') followed.push({ path, fd });
      // /dev/null never grows and never ends for tail -f.
      else if (follow && path !== '-') followed.push({ path, fd });
      else if (fd !== 0) io.sys.close(fd);
    } catch (error) {
      await io.complain(io.flavour === 'gnu' ? quoted(io, path) : `can't open '${path}'`, error);
      status = 1;
      missed++;
    }
  }
  if (io.flavour === 'busybox' && missed === paths.length) await io.complain('no files');
  if (!follow) return status;
  await io.flush();
  if (followed.length === 0) {
    if (paths[0] !== '-') await io.complain('no files remaining');
    return 1;
  }
  io.sys.resumable(() => ({}));
  for (;;) {
    for (const file of followed) {
      const part = io.sys.fstat(file.fd).type === 'file' ? await io.sys.read(file.fd, 65536) : new Uint8Array(0);
      if (part.length === 0) continue;
      if (headers && shown !== file.path) await io.out(`\n==> ${file.path} <==\n`);
      shown = file.path;
      await io.out(part);
      await io.flush();
    }
    await io.sys.sleep(FOLLOW_MS);
  }
};

function countNewlines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

/** What wc counts, by option. */
const COUNTS = {
  l: countNewlines,
  w: (bytes: Uint8Array) => text(bytes).match(/\S+/g)?.length ?? 0,
  c: (bytes: Uint8Array) => bytes.length,
  // Every byte but those that continue a character.
  m: (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum + ((byte & 0xc0) === 0x80 ? 0 : 1), 0),
  L: (bytes: Uint8Array) => text(bytes).split('\n').reduce((most, line) => Math.max(most, line.length), 0),
};

/** wc(1). */
export const wc: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'lwcmL', long: { lines: 'l', words: 'w', bytes: 'c', chars: 'm', 'max-line-length': 'L' } });
  const chosen = ['l', 'w', 'm', 'c', 'L'].filter((key) => options.has(key));
  const shown = chosen.length > 0 ? chosen : ['l', 'w', 'c'];
  const rows: { counts: number[]; path: string }[] = [];
  let totalBytes = 0;
  let status = 0;
  for (const path of options.rest.length > 0 ? options.rest : ['']) {
    try {
      const bytes = await io.file(path === '' ? '-' : path);
      totalBytes += bytes.length;
      rows.push({ counts: shown.map((key) => COUNTS[key as 'l'](bytes)), path });
    } catch (error) {
      await io.complain(path, error);
      status = 1;
    }
  }
  if (options.rest.length > 1) rows.push({ counts: shown.map((_, i) => rows.reduce((sum, row) => sum + row.counts[i]!, 0)), path: 'total' });
  const single = shown.length === 1 && rows.length === 1;
  // Columns are as wide as the files' size in bytes, all together.
  const digits = String(totalBytes).length;
  const width = single ? 0 : io.flavour === 'busybox' ? 9 : options.rest.length === 0 || options.rest.includes('-') ? 7 : digits;
  for (const row of rows) {
    const line = row.counts.map((count) => String(count).padStart(width)).join(' ');
    await io.out(`${line}${row.path ? ` ${row.path}` : ''}\n`);
  }
  return status;
};

type Key = { start: number; startChar: number; end: number; endChar: number; flags: string };

function parseKey(spec: string): Key | undefined {
  const match = /^(\d+)(?:\.(\d+))?([bdfghiMnRrV]*)(?:,(\d+)(?:\.(\d+))?([bdfghiMnRrV]*))?$/.exec(spec);
  if (!match) return undefined;
  return { start: Number(match[1]), startChar: Number(match[2] ?? 1), end: Number(match[4] ?? Infinity), endChar: Number(match[5] ?? 0), flags: `${match[3] ?? ''}${match[6] ?? ''}` };
}

function humanValue(value: string): number {
  const match = /^\s*(-?[\d.]+)\s*([KMGTPE]?)/i.exec(value);
  return match ? Number(match[1]) * 1024 ** ' KMGTPE'.indexOf(match[2]!.toUpperCase() || ' ') : 0;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type Ordering = { key: (value: string) => string; compare: (a: string, b: string) => number } | { key: (value: string) => number; compare: (a: number, b: number) => number };

/** How sort's ordering options compare: what of a key is looked at, found once a line, and the comparison of two. */
function ordering(flags: string): Ordering {
  const folded = (value: string): string => {
    const upper = flags.includes('f') ? value.toUpperCase() : value;
    return flags.includes('d') ? upper.replace(/[^\w\s]|_/g, '') : upper;
  };
  const numbers = (key: (value: string) => number): Ordering => ({ key: (value) => key(folded(value)), compare: (a: number, b: number) => a - b });
  if (/[ng]/.test(flags)) return numbers((value) => Number(/^\s*(-?\d*\.?\d*(?:[eE][-+]?\d+)?)/.exec(value)![1]) || 0);
  if (flags.includes('h')) return numbers(humanValue);
  if (flags.includes('M')) return numbers((value) => MONTHS.indexOf(value.trim().slice(0, 3).toUpperCase()));
  return { key: folded, compare: flags.includes('V') ? compareVersions : inOrder };
}

function compareVersions(a: string, b: string): number {
  const parts = (s: string) => s.match(/\d+|\D+/g) ?? [];
  const [x, y] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const [p = '', q = ''] = [x[i], y[i]];
    if (p === q) continue;
    if (/^\d/.test(p) && /^\d/.test(q) && Number(p) !== Number(q)) return Number(p) - Number(q);
    return p < q ? -1 : 1;
  }
  return 0;
}

/** sort(1): -n -r -u -k -t -f -h -V -M -b -s -c -o, in the C locale. */
export const sort: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'nrufhVMbdgisck:t:o:zRS:T:m', long: { 'numeric-sort': 'n', reverse: 'r', unique: 'u', key: 'k', 'field-separator': 't', 'ignore-case': 'f', 'human-numeric-sort': 'h', 'version-sort': 'V', stable: 's', check: 'c', output: 'o', 'zero-terminated': 'z', 'buffer-size': 'S', 'temporary-directory': 'T', 'random-sort': 'R', 'month-sort': 'M', 'general-numeric-sort': 'g', 'ignore-leading-blanks': 'b', 'dictionary-order': 'd', merge: 'm', parallel: 'parallel:', sort: 'sort:' } }, 2);
  const threads = options.get('parallel');
  if (threads !== undefined && !/^[1-9]\d*$/.test(threads)) {
    await io.complain(`invalid --parallel argument '${threads}'`);
    return 2;
  }
  const named = { 'general-numeric': 'g', 'human-numeric': 'h', month: 'M', numeric: 'n', random: 'R', version: 'V' }[options.get('sort') ?? ''];
  if (named) options.values.set(named, ['']);
  const global = ['n', 'f', 'h', 'V', 'M', 'b', 'd', 'g', 'i'].filter((key) => options.has(key)).join('');
  const keys: Key[] = [];
  for (const spec of options.values.get('k') ?? []) {
    const key = parseKey(spec);
    if (!key) {
      await io.complain(`invalid number at field start: invalid count at start of ‘${spec}’`);
      return 2;
    }
    keys.push(key);
  }
  const separator = options.get('t');
  const newline = options.has('z') ? '\0' : '\n';
  let lines: string[] = [];
  for (const path of options.rest.length > 0 ? options.rest : ['-']) {
    try {
      const content = text(await io.file(path));
      if (content !== '') lines = lines.concat((content.endsWith(newline) ? content.slice(0, -1) : content).split(newline));
    } catch (error) {
      await io.complain(io.flavour === 'gnu' ? `cannot read: ${path}` : path, error);
      return 2;
    }
  }
  const field = (line: string, key: Key): string => {
    const fields = separator === undefined ? (line.match(/\s*\S+/g) ?? ['']) : line.split(separator);
    const joiner = separator ?? '';
    const chosen = fields.slice(key.start - 1, key.end === Infinity ? undefined : key.end);
    if (chosen.length === 0) return '';
    if (key.endChar > 0 && key.end !== Infinity) chosen[chosen.length - 1] = chosen.at(-1)!.slice(0, key.endChar + (separator === undefined ? chosen.at(-1)!.length - chosen.at(-1)!.trimStart().length : 0));
    const joined = chosen.join(joiner);
    const blank = key.flags.includes('b') || global.includes('b') ? joined.trimStart() : joined;
    return blank.slice(key.startChar - 1);
  };
  const parts = keys.length === 0
    ? [{ of: (line: string) => line, order: ordering(global), reverse: options.has('r') }]
    : keys.map((key) => {
      const flags = /[a-zA-Z]/.test(key.flags.replace(/[br]/g, '')) ? key.flags : global + key.flags;
      return { of: (line: string) => field(line, key), order: ordering(flags), reverse: key.flags.includes('r') || (key.flags.replace('b', '') === '' && options.has('r')) };
    });
  const write = async (sorted: readonly string[]): Promise<number> => {
    await io.sys.cpu(lines.length);
    const output = sorted.length > 0 ? sorted.join(newline) + newline : '';
    const target = options.get('o');
    if (target !== undefined) io.sys.writeFile(target, output);
    else await io.out(output);
    return 0;
  };
  if (keys.length === 0 && global === '' && !options.has('c') && !options.has('R')) {
    lines.sort();
    if (options.has('r')) lines.reverse();
    return write(options.has('u') ? lines.filter((line, i) => line !== lines[i - 1]) : lines);
  }
  // Each line's keys are found once, not at every comparison.
  const rows = lines.map((line) => ({ line, keys: parts.map((part) => part.order.key(part.of(line))) }));
  type Row = (typeof rows)[number];
  const byKeys = (a: Row, b: Row): number => {
    for (const [i, part] of parts.entries()) {
      const order = part.order.compare(a.keys[i] as never, b.keys[i] as never);
      if (order !== 0) return part.reverse ? -order : order;
    }
    return 0;
  };
  const compare = (a: Row, b: Row): number => {
    const order = byKeys(a, b);
    if (order !== 0 || options.has('s') || options.has('u')) return order;
    const last = inOrder(a.line, b.line);
    return options.has('r') ? -last : last;
  };
  if (options.has('c')) {
    const at = rows.findIndex((row, i) => i > 0 && (compare(rows[i - 1]!, row) > 0 || (options.has('u') && byKeys(rows[i - 1]!, row) === 0)));
    if (at === -1) return 0;
    if (io.flavour === 'busybox') await io.err(`Check line ${at}`);
    else await io.complain(`${options.rest[0] ?? '-'}:${at + 1}: disorder: ${lines[at]}`);
    return 1;
  }
  if (options.has('R')) rows.sort(() => io.sys.random.below(3) - 1);
  else rows.sort(compare);
  const result = options.has('u') ? rows.filter((row, i) => i === 0 || byKeys(rows[i - 1]!, row) !== 0) : rows;
  return write(result.map((row) => row.line));
};

/** uniq(1): -c -d -u -i -f -s -w. */
export const uniq: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'cduif:s:w:z', long: { count: 'c', repeated: 'd', unique: 'u', 'ignore-case': 'i', 'skip-fields': 'f', 'skip-chars': 's', 'check-chars': 'w' } });
  const skip = Number(options.get('f') ?? 0);
  const chars = Number(options.get('s') ?? 0);
  const width = options.get('w') === undefined ? undefined : Number(options.get('w'));
  const skipped = new RegExp(`^(?:\\s*\\S+){0,${skip}}`);
  const whole = skip === 0 && chars === 0 && width === undefined;
  const ignoreCase = options.has('i');
  const keyOf = (line: string): string => {
    const key = whole ? line : (skip > 0 ? line.replace(skipped, '') : line).slice(chars).slice(0, width);
    return ignoreCase ? key.toLowerCase() : key;
  };
  let source: Uint8Array;
  try {
    source = await io.file(options.rest[0] ?? '-');
  } catch (error) {
    await io.complain(options.rest[0] ?? '-', error);
    return 1;
  }
  const out: string[] = [];
  let current: string | undefined;
  let count = 0;
  const emit = () => {
    if (current === undefined || (options.has('d') && count < 2) || (options.has('u') && count > 1)) return;
    out.push(`${options.has('c') ? `${String(count).padStart(7)} ` : ''}${current}\n`);
  };
  const content = text(source);
  let currentKey: string | undefined;
  for (const line of content === '' ? [] : content.replace(/\n$/, '').split('\n')) {
    const key = keyOf(line);
    if (key === currentKey) count++;
    else {
      emit();
      current = line;
      currentKey = key;
      count = 1;
    }
  }
  emit();
  const target = options.rest[1];
  if (target !== undefined && target !== '-') io.sys.writeFile(target, out.join(''));
  else await io.out(out.join(''));
  return 0;
};

/** Ranges as cut reads them: `1,3-5,7-`; undefined when they are none. */
function parseRanges(list: string): ((n: number) => boolean) | undefined {
  const ranges = list.split(',').map((part) => /^(\d*)(-?)(\d*)$/.exec(part));
  if (ranges.some((match) => !match || (!match[1] && !match[3]) || match[1] === '0')) return undefined;
  return (n) => ranges.some((match) => n >= Number(match![1] || 1) && n <= (match![2] ? Number(match![3] || Infinity) : Number(match![1])));
}

/** cut(1): -f -d -c -b -s --complement --output-delimiter. */
export const cut: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'f:d:c:b:sn', long: { fields: 'f', delimiter: 'd', characters: 'c', bytes: 'b', 'only-delimited': 's', complement: 'complement', 'output-delimiter': 'O:' } });
  const list = options.get('f') ?? options.get('c') ?? options.get('b');
  if (list === undefined) {
    await io.complain(io.flavour === 'gnu' ? 'you must specify a list of bytes, characters, or fields' : 'expected a list of bytes, characters, or fields');
    if (io.flavour === 'gnu') await io.err(`Try '${io.name} --help' for more information.`);
    return 1;
  }
  const chosen = parseRanges(list);
  const delimiter = options.get('d') ?? '\t';
  if (!chosen) {
    const zero = io.flavour === 'gnu' && /(^|,)0+(-|,|$)/.test(list);
    if (zero) await io.complain(options.has('f') ? 'fields are numbered from 1' : 'byte/character positions are numbered from 1');
    else await io.complain(options.has('f') ? 'invalid field value ' + `‘${list}’` : `invalid byte/character position ‘${list}’`);
    if (zero) await io.err(`Try '${io.name} --help' for more information.`);
    return 1;
  }
  if (delimiter.length > 1) {
    await io.complain('the delimiter must be a single character');
    if (io.flavour === 'gnu') await io.err(`Try '${io.name} --help' for more information.`);
    return 1;
  }
  const keep = (n: number) => chosen(n) !== options.has('complement');
  let status = 0;
  for (const path of options.rest.length > 0 ? options.rest : ['-']) {
    try {
      const fd = path === '-' ? 0 : io.sys.open(path, 'r');
      for await (const line of linesOf(io.sys, fd)) {
        if (!options.has('f')) {
          io.put(`${[...line].filter((_, i) => keep(i + 1)).join('')}\n`, 0.2);
        } else if (line.includes(delimiter)) io.put(`${line.split(delimiter).filter((_, i) => keep(i + 1)).join(options.get('O') ?? delimiter)}\n`, 0.2);
        else if (!options.has('s')) io.put(`${line}\n`, 0.2);
        if (io.due) await io.settle();
      }
      if (fd !== 0) io.sys.close(fd);
    } catch (error) {
      await io.complain(path, error);
      status = 1;
    }
  }
  return status;
};

const CLASSES: Record<string, string> = {
  alpha: 'A-Za-z', digit: '0-9', alnum: '0-9A-Za-z', upper: 'A-Z', lower: 'a-z', space: '\t-\r ', blank: '\t ', punct: '!-/:-@[-`{-~', xdigit: '0-9A-Fa-f', cntrl: '\x00-\x1f', print: ' -~', graph: '!-~',
};

/** A set as tr reads it, in its order: ranges, classes, escapes, repeats. */
function expandSet(set: string): string[] {
  const expanded = set.replace(/\[:(\w+):\]/g, (all, name: string) => CLASSES[name] ?? all).replace(/\[=(.)=\]/g, '$1');
  const chars: string[] = [];
  const units = expanded.match(/\\[0-7]{1,3}|\\.|[\s\S]/gu) ?? [];
  const value = (unit: string): string => {
    if (unit.length === 1 || unit[0] !== '\\') return unit;
    if (/^\\[0-7]/.test(unit)) return String.fromCharCode(parseInt(unit.slice(1), 8));
    return { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }[unit[1]!] ?? unit[1]!;
  };
  for (let i = 0; i < units.length; i++) {
    if (units[i + 1] === '-' && i + 2 < units.length) {
      const [from, to] = [value(units[i]!).codePointAt(0)!, value(units[i + 2]!).codePointAt(0)!];
      for (let code = from; code <= to; code++) chars.push(String.fromCodePoint(code));
      i += 2;
    } else chars.push(value(units[i]!));
  }
  return chars;
}

/** tr(1): -d -s -c. */
export const tr: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'dscCt', long: { delete: 'd', 'squeeze-repeats': 's', complement: 'c', 'truncate-set1': 't' } });
  const [one, two] = options.rest;
  if (one === undefined || (two === undefined && !options.has('d') && !options.has('s'))) {
    await io.complain(one === undefined ? 'missing operand' : `missing operand after ‘${one}’`);
    if (one !== undefined) await io.err('Two strings must be given when translating.');
    await io.err(`Try '${io.name} --help' for more information.`);
    return 1;
  }
  const first = expandSet(one);
  const second = two === undefined ? [] : expandSet(two);
  const inFirst = new Set(first);
  const complement = options.has('c') || options.has('C');
  const matches = (c: string) => inFirst.has(c) !== complement;
  const map = new Map<string, string>();
  if (!options.has('d') && !complement && second.length > 0) first.forEach((c, i) => map.set(c, second[i] ?? second.at(-1)!));
  const squeeze = options.has('s') ? new Set(two === undefined ? first : second) : undefined;
  const squeezes = (c: string) => (two === undefined ? matches(c) : squeeze!.has(c));
  let last = '';
  const decoder = new TextDecoder();
  for (;;) {
    const part = await io.sys.read(0, 65536);
    let out = '';
    for (const c of decoder.decode(part, { stream: part.length > 0 })) {
      if (options.has('d') && matches(c)) continue;
      const mapped = options.has('d') || two === undefined ? c : complement ? (matches(c) ? second.at(-1)! : c) : (map.get(c) ?? c);
      if (squeeze && mapped === last && squeezes(mapped)) continue;
      last = mapped;
      out += mapped;
    }
    await io.out(out);
    if (part.length === 0) return 0;
  }
};

/** tac, rev, nl, paste, fold and comm: each small. */
export const tac: Applet = async (io) => {
  for (const path of io.args.length > 0 ? io.args : ['-']) await io.out(concat(splitLines(await io.file(path)).reverse()));
  return 0;
};

export const rev: Applet = async (io) => {
  for (const path of io.args.length > 0 ? io.args : ['-']) for (const line of splitLines(await io.file(path))) await io.out(`${[...text(line).replace(/\n$/, '')].reverse().join('')}${line.at(-1) === 10 ? '\n' : ''}`);
  return 0;
};

export const nl: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'b:w:s:v:n:', long: { 'body-numbering': 'b', 'number-width': 'w', 'number-separator': 's', 'starting-line-number': 'v' } });
  let number = Number(options.get('v') ?? 1);
  const width = Number(options.get('w') ?? 6);
  for (const path of options.rest.length > 0 ? options.rest : ['-']) {
    for (const bytes of splitLines(await io.file(path))) {
      const line = text(bytes).replace(/\n$/, '');
      const numbered = options.get('b') === 'a' || (options.get('b') ?? 't') === 't' ? options.get('b') === 'a' || line !== '' : false;
      await io.out(numbered ? `${String(number++).padStart(width)}${options.get('s') ?? '\t'}${line}\n` : `${' '.repeat(width + 1)}${line}\n`);
    }
  }
  return 0;
};

/** A file that paste takes lines from; standard input is one file, however often it is named. */
interface Pasted {
  lines: string[];
  at: number;
}

/** paste(1): -d -s. BusyBox leaves out files that have ended, with their delimiters. */
export const paste: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'd:s', long: { delimiters: 'd', serial: 's' } });
  const delimiters = (options.get('d') ?? '\t').replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\0/g, '\0');
  const delimiter = (n: number): string => (delimiters[n % Math.max(1, delimiters.length)] ?? '').replace('\0', '');
  const opened = new Map<string, Pasted>();
  const files: Pasted[] = [];
  for (const path of options.rest.length > 0 ? options.rest : ['-']) {
    try {
      const file = (path === '-' ? opened.get(path) : undefined) ?? { lines: splitLines(await io.file(path)).map((line) => text(line).replace(/\n$/, '')), at: 0 };
      opened.set(path, file);
      files.push(file);
    } catch (error) {
      await io.complain(path, error);
      return 1;
    }
  }
  if (options.has('s')) {
    for (const { lines } of files) await io.out(`${lines.map((line, i) => (i === 0 ? line : delimiter(i - 1) + line)).join('')}\n`);
    return 0;
  }
  while (files.some((file) => file.at < file.lines.length)) {
    let row = '';
    let given = 0;
    for (const [i, file] of files.entries()) {
      const line = file.lines[file.at++];
      const end = i === files.length - 1 ? '\n' : undefined;
      if (io.flavour === 'gnu') row += `${line ?? ''}${end ?? delimiter(i)}`;
      else if (line !== undefined) row += `${line}${end ?? delimiter(given++)}`;
    }
    await io.out(row);
  }
  return 0;
};

export const fold: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'w:sb', long: { width: 'w', spaces: 's', bytes: 'b' } });
  const width = Number(options.get('w') ?? 80);
  for (const path of options.rest.length > 0 ? options.rest : ['-']) {
    for (const bytes of splitLines(await io.file(path))) {
      let line = text(bytes).replace(/\n$/, '');
      while (line.length > width) {
        const space = options.has('s') ? line.slice(0, width).lastIndexOf(' ') + 1 : 0;
        await io.out(`${line.slice(0, space || width)}\n`);
        line = line.slice(space || width);
      }
      await io.out(`${line}${bytes.at(-1) === 10 ? '\n' : ''}`);
    }
  }
  return 0;
};

export const comm: Applet = async (io) => {
  const options = await parseOptions(io, { short: '123' });
  const [a, b] = await Promise.all(options.rest.slice(0, 2).map(async (path) => splitLines(await io.file(path)).map((line) => text(line).replace(/\n$/, ''))));
  let i = 0;
  let k = 0;
  const out = async (column: 1 | 2 | 3, line: string) => {
    if (options.has(String(column))) return;
    const tabs = [1, 2].filter((earlier) => earlier < column && !options.has(String(earlier))).length;
    await io.out(`${'\t'.repeat(tabs)}${line}\n`);
  };
  while (i < a!.length || k < b!.length) {
    if (k >= b!.length || (i < a!.length && a![i]! < b![k]!)) await out(1, a![i++]!);
    else if (i >= a!.length || a![i]! > b![k]!) await out(2, b![k++]!);
    else {
      await out(3, a![i++]!);
      k++;
    }
  }
  return 0;
};

/** shuf(1): -n -e -i. */
export const shuf: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'n:ei:r', long: { 'head-count': 'n', echo: 'e', 'input-range': 'i', repeat: 'r' } });
  const range = /^(\d+)-(\d+)$/.exec(options.get('i') ?? '');
  const lines = range
    ? Array.from({ length: Number(range[2]) - Number(range[1]) + 1 }, (_, i) => String(Number(range[1]) + i))
    : options.has('e') ? [...options.rest] : splitLines(await io.file(options.rest[0] ?? '-')).map((line) => text(line).replace(/\n$/, ''));
  for (let i = lines.length - 1; i > 0; i--) {
    const k = io.sys.random.below(i + 1);
    [lines[i], lines[k]] = [lines[k]!, lines[i]!];
  }
  for (const line of lines.slice(0, Number(options.get('n') ?? lines.length))) await io.out(utf8(`${line}\n`));
  return 0;
};
