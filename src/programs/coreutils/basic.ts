import { concat, utf8 } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { Applet, Io } from '../applet';
import { reason } from '../applet';
import { parseOptions } from '../options';
import { parseDate } from './date-parse';
import { formatDate } from './date-text';
import { quoteIfNeeded } from './quote';
import { missing } from './files';

export const trueApplet: Applet = async () => 0;
export const falseApplet: Applet = async () => 1;

const ESCAPES: Record<string, string> = { a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' };

/** echo(1): -n, -e, -E; `\c` ends the output. */
export const echo: Applet = async (io) => {
  let newline = true;
  let escapes = false;
  let at = 0;
  for (; at < io.args.length && /^-[neE]+$/.test(io.args[at]!); at++) {
    for (const letter of io.args[at]!.slice(1)) {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
  }
  let line = io.args.slice(at).join(' ');
  if (escapes) {
    const stop = /(?<!\\)(?:\\\\)*\\c/.exec(line);
    if (stop) {
      line = line.slice(0, stop.index + stop[0].length - 2);
      newline = false;
    }
    line = line.replace(/\\(0[0-7]{0,3}|x[0-9a-fA-F]{1,2}|.)/gs, (all, code: string) => {
      if (code[0] === '0') return String.fromCharCode(parseInt(code, 8) & 0xff);
      if (code[0] === 'x' && code.length > 1) return String.fromCharCode(parseInt(code.slice(1), 16));
      return ESCAPES[code] ?? all;
    });
  }
  await io.out(newline ? `${line}\n` : line);
  return 0;
};

/** Copies a descriptor to standard output as it comes. */
async function pour(io: Io, fd: number): Promise<void> {
  for (;;) {
    const part = await io.sys.read(fd, 65536);
    if (part.length === 0) return;
    await io.sys.write(1, part);
  }
}

/** cat(1), with -n, -b, -s, -A, -E, -T, -v, -u. */
export const cat: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'nbsAETvetu', long: { number: 'n', 'number-nonblank': 'b', 'squeeze-blank': 's', 'show-all': 'A', 'show-ends': 'E', 'show-tabs': 'T', 'show-nonprinting': 'v' } });
  const plain = options.values.size === 0 || [...options.values.keys()].every((key) => key === 'u');
  let status = 0;
  let number = 1;
  let blank = false;
  for (const path of options.rest.length > 0 ? options.rest : ['-']) {
    try {
      if (plain) {
        const fd = path === '-' ? 0 : io.sys.open(path, 'r');
        try {
          await pour(io, fd);
        } finally {
          if (fd !== 0) io.sys.close(fd);
        }
        continue;
      }
      const content = new TextDecoder('latin1').decode(await io.file(path));
      for (const whole of content.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
        const isBlank = whole === '\n';
        if (options.has('s') && isBlank && blank) continue;
        blank = isBlank;
        let line = whole.replace(/\n$/, '');
        const all = options.has('A');
        if (all || options.has('v') || options.has('e') || options.has('t')) line = line.replace(/[\x00-\x08\x0b-\x1f]/g, (c) => `^${String.fromCharCode(c.charCodeAt(0) + 64)}`).replace(/\x7f/g, '^?');
        if (all || options.has('T') || options.has('t')) line = line.replace(/\t/g, '^I');
        const numbered = options.has('b') ? !isBlank : options.has('n');
        await io.out(latin1(`${numbered ? `${String(number++).padStart(6)}\t` : ''}${line}${whole.endsWith('\n') ? (all || options.has('E') || options.has('e') ? '$\n' : '\n') : ''}`));
      }
    } catch (error) {
      await io.complain(io.flavour === 'gnu' ? quoteIfNeeded(path) : isSysError(error, 'EISDIR') ? 'read error' : `can't open '${path}'`, error);
      status = 1;
    }
  }
  return status;
};

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}

/** A duration as sleep(1) and timeout(1) read it, ms; undefined when it is none. */
export function parseInterval(text: string): number | undefined {
  const match = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
  if (text === 'infinity' || text === 'inf') return Infinity;
  return match ? Number(match[1]) * { '': 1, s: 1, m: 60, h: 3600, d: 86_400 }[match[2] as '']! * 1000 : undefined;
}

/** sleep(1). Resumes by its deadline. */
export const sleep: Applet = async (io) => {
  if (io.args.length === 0) return missing(io);
  let total = 0;
  for (const arg of io.args) {
    const ms = parseInterval(arg);
    if (ms === undefined) {
      await io.complain(io.flavour === 'gnu' ? `invalid time interval ‘${arg}’` : `invalid number '${arg}'`);
      if (io.flavour === 'gnu') await io.err(`Try '${io.name} --help' for more information.`);
      return 1;
    }
    total += ms;
  }
  const saved = io.sys.resumed as { deadlineMs: number } | undefined;
  const deadlineMs = saved?.deadlineMs ?? io.sys.now() + total;
  io.sys.resumable(() => ({ deadlineMs }));
  // An endless sleep is slept in long naps, for a timer wants a finite time.
  while (io.sys.now() < deadlineMs) await io.sys.sleep(Math.min(deadlineMs - io.sys.now(), 1e9));
  return 0;
};

const BLOCK_BYTES = 32768;

/** yes(1): the same block again and again. */
export const yes: Applet = async (io) => {
  const line = utf8(`${io.args.length > 0 ? io.args.join(' ') : 'y'}\n`);
  const block = concat(Array.from({ length: Math.max(1, Math.floor(BLOCK_BYTES / line.length)) }, () => line));
  try {
    for (;;) {
      await io.sys.write(1, block);
      await io.sys.cpu(60);
    }
  } catch (error) {
    await io.complain('standard output', error);
    return 1;
  }
};

/** pwd(1). */
export const pwd: Applet = async (io) => {
  await io.out(`${io.sys.cwd()}\n`);
  return 0;
};

/** seq(1): -s, -w, -f; one to three numbers. */
export const seq: Applet = async (io) => {
  const args = [...io.args];
  let separator = '\n';
  let equalWidth = false;
  while (args[0]?.startsWith('-') && !/^-[\d.]/.test(args[0])) {
    const option = args.shift()!;
    if (option === '-s') separator = args.shift() ?? '';
    else if (option.startsWith('-s')) separator = option.slice(2);
    else if (option === '-w') equalWidth = true;
    else {
      await io.complain(`invalid option -- '${option.slice(1)}'`);
      return 1;
    }
  }
  if (args.length === 0) return missing(io);
  const bad = args.find((arg) => !/^-?(\d+\.?\d*|\.\d+)$/.test(arg));
  if (bad !== undefined) {
    await io.complain(io.flavour === 'gnu' ? `invalid floating point argument: ‘${bad}’` : `invalid number '${bad}'`);
    return 1;
  }
  const [first, step, last] = args.length === 1 ? ['1', '1', args[0]!] : args.length === 2 ? [args[0]!, '1', args[1]!] : [args[0]!, args[1]!, args[2]!];
  const decimals = Math.max(...[first, step].map((text) => text.split('.')[1]?.length ?? 0));
  const scale = 10 ** decimals;
  const [from, by, to] = [first, step, last].map((text) => Math.round(Number(text) * scale)) as [number, number, number];
  if (by === 0) return 1;
  const width = equalWidth ? Math.max(...[from, to].map((n) => (n / scale).toFixed(decimals).length)) : 0;
  let any = false;
  for (let n = from; by > 0 ? n <= to : n >= to; n += by) {
    const value = decimals === 0 && width === 0 ? String(n) : (n / scale).toFixed(decimals).padStart(width, '0');
    io.put(any ? separator + value : value, 0.1);
    any = true;
    if (io.due) await io.settle();
  }
  if (any) await io.out('\n');
  return 0;
};

/** BusyBox's date reads dates, not steps from them. */
const BUSYBOX_DATE = /^(@\d+|[\d.:\/T-]+( [\d:.]+)?( ?(Z|UTC|[-+]\d\d:?\d\d))?)$/;

/** date(1): +FORMAT, -u, -d, -I, -R. */
export const date: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'ud:RI::s:r:', long: { utc: 'u', date: 'd', 'rfc-email': 'R', 'iso-8601': 'I', set: 's', reference: 'r' } });
  let time = io.sys.now();
  const wanted = options.get('d');
  if (wanted !== undefined) {
    time = io.flavour === 'busybox' && !BUSYBOX_DATE.test(wanted) ? NaN : parseDate(wanted, time);
    if (Number.isNaN(time)) {
      await io.complain(io.flavour === 'gnu' ? `invalid date ‘${wanted}’` : `invalid date '${wanted}'`);
      return 1;
    }
  }
  if (options.has('s')) {
    await io.complain('cannot set date: Operation not permitted');
    return 1;
  }
  const operand = options.rest[0];
  let format = '%a %b %e %H:%M:%S UTC %Y';
  if (operand?.startsWith('+')) format = operand.slice(1);
  else if (options.has('R')) format = '%a, %d %b %Y %H:%M:%S +0000';
  else if (options.has('I')) format = { '': '%F', date: '%F', hours: '%FT%H+00:00', minutes: '%FT%R+00:00', seconds: '%FT%T+00:00', ns: '%FT%T,%N+00:00' }[options.get('I') ?? ''] ?? '%F';
  await io.out(`${formatDate(format, time)}\n`);
  return 0;
};

/** basename(1). */
export const basename: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'as:z', long: { multiple: 'a', suffix: 's', zero: 'z' } });
  if (options.rest.length === 0) return missing(io);
  const many = options.has('a') || options.has('s');
  const suffix = options.get('s') ?? (many ? '' : (options.rest[1] ?? ''));
  for (const path of many ? options.rest : options.rest.slice(0, 1)) {
    const name = path.replace(/(.)\/+$/, '$1').replace(/^.*\/(?=.)/, '');
    await io.out(`${suffix && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}${options.has('z') ? '\0' : '\n'}`);
  }
  return 0;
};

/** dirname(1). */
export const dirname: Applet = async (io) => {
  if (io.args.length === 0) return missing(io);
  for (const path of io.args) {
    const trimmed = path.replace(/(.)\/+$/, '$1');
    const cut = trimmed.lastIndexOf('/');
    await io.out(`${cut === -1 ? '.' : cut === 0 ? '/' : trimmed.slice(0, cut).replace(/(.)\/+$/, '$1')}\n`);
  }
  return 0;
};

/** tee(1). */
export const tee: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'aip', long: { append: 'a', 'ignore-interrupts': 'i' } });
  const fds: number[] = [];
  let status = 0;
  for (const path of options.rest) {
    try {
      fds.push(io.sys.open(path, options.has('a') ? 'a' : 'w'));
    } catch (error) {
      await io.complain(path, error);
      status = 1;
    }
  }
  for (;;) {
    const part = await io.sys.read(0, 65536);
    if (part.length === 0) break;
    await io.sys.write(1, part);
    for (const fd of fds) await io.sys.write(fd, part);
  }
  return status;
};

/** readlink(1) and realpath(1). */
export const readlink: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'fenmqsvz', long: { canonicalize: 'f', 'canonicalize-existing': 'e', 'canonicalize-missing': 'm', 'no-newline': 'n' } });
  if (options.rest.length === 0) return missing(io);
  let status = 0;
  const canonical = io.name === 'realpath' || options.has('f') || options.has('e') || options.has('m');
  for (const path of options.rest) {
    try {
      await io.out(`${canonical ? canonicalize(io, path) : io.sys.readlink(path)}${options.has('n') && options.rest.length === 1 ? '' : '\n'}`);
    } catch (error) {
      status = 1;
      if (io.name === 'realpath') await io.complain(path, error);
      else reason(error);
    }
  }
  return status;
};

/** realpath(3), where the last component may be missing. */
function canonicalize(io: Io, path: string): string {
  try {
    return io.sys.realpath(path);
  } catch (error) {
    if (!isSysError(error, 'ENOENT')) throw error;
    const trimmed = path.replace(/\/+$/, '');
    const cut = trimmed.lastIndexOf('/');
    const parent = io.sys.realpath(cut === -1 ? '.' : cut === 0 ? '/' : trimmed.slice(0, cut));
    return `${parent === '/' ? '' : parent}/${trimmed.slice(cut + 1)}`;
  }
}
