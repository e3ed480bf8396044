import { isSysError } from '../../machine/errno';
import type { SimpleFrame } from '../interp/state';
import type { Shell } from '../interp/shell';
import { byteChar, decode, normalize } from '../text';
import type { BuiltinTable } from './table';

interface ReadOptions {
  raw: boolean;
  silent: boolean;
  delimiter: string;
  count?: number;
  exact: boolean;
  timeoutMs?: number;
  array?: string;
  fd: number;
  prompt?: string;
  text?: string;
}

interface ReadScratch { got: string; deadline?: number; prompted: boolean }

function parseReadOptions(shell: Shell, argv: readonly string[]): { options: ReadOptions; names: string[] } | number {
  const options: ReadOptions = { raw: false, silent: false, delimiter: '\n', exact: false, fd: 0 };
  let at = 1;
  for (; argv[at]?.startsWith('-') && argv[at]!.length > 1; at++) {
    if (argv[at] === '--') {
      at++;
      break;
    }
    const word = argv[at]!;
    for (let i = 1; i < word.length; i++) {
      const letter = word[i]!;
      if (letter === 'r') options.raw = true;
      else if (letter === 's' && shell.dialect.extended) options.silent = true;
      else if (letter === 'e' && shell.dialect.bash) continue;
      else if ('pdnNtaui'.includes(letter) && (shell.dialect.extended || letter === 'p')) {
        const value = i + 1 < word.length ? word.slice(i + 1) : argv[++at];
        if (value === undefined) {
          shell.complain('read', `-${letter}: option requires an argument`);
          if (shell.dialect.bash) shell.emit(2, 'read: usage: read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]\n');
          return 2;
        }
        if (letter === 'p') options.prompt = value;
        else if (letter === 'd') options.delimiter = [...value][0] ?? '\0';
        else if (letter === 'n' || letter === 'N') {
          options.count = Number(value);
          options.exact = letter === 'N';
        } else if (letter === 't') {
          if (!/^\d*\.?\d+$/.test(value)) {
            shell.complain('read', `${value}: invalid timeout specification`);
            return 1;
          }
          options.timeoutMs = Number(value) * 1000;
        } else if (letter === 'a') options.array = value;
        else if (letter === 'u') options.fd = Number(value);
        else options.text = value;
        break;
      } else {
        if (shell.dialect.bash) {
          shell.complain('read', `-${letter}: invalid option`);
          shell.emit(2, 'read: usage: read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]\n');
        } else shell.complain('read', `Illegal option -${letter}`);
        return 2;
      }
    }
  }
  return { options, names: argv.slice(at) };
}

async function read(shell: Shell, argv: readonly string[], frame: SimpleFrame): Promise<number | undefined> {
  const parsed = parseReadOptions(shell, argv);
  if (typeof parsed === 'number') return parsed;
  const { options, names } = parsed;
  const { sys } = shell;
  for (const name of names) {
    if (/^[A-Za-z_][A-Za-z0-9_]*(?:\[.*\])?$/.test(name)) continue;
    shell.complain('read', shell.dialect.bash ? `\`${name}': not a valid identifier` : `${name}: bad variable name`);
    return shell.dialect.bash ? 1 : 2;
  }
  if (names.length === 0 && options.array === undefined && !shell.dialect.extended) {
    shell.complain('read', 'arg count');
    return 2;
  }
  if (!sys.fds().includes(options.fd)) {
    shell.complain('read', shell.dialect.bash && options.fd !== 0 ? `${options.fd}: invalid file descriptor: Bad file descriptor` : 'read error: 0: Bad file descriptor');
    return 1;
  }
  const scratch = (frame.scratch ??= { got: '', prompted: false, ...(options.timeoutMs !== undefined && { deadline: sys.now() + options.timeoutMs }) } satisfies ReadScratch) as ReadScratch;
  const tty = sys.isatty(options.fd);
  if (options.prompt !== undefined && !scratch.prompted && (tty || shell.dialect.name === 'dash')) {
    shell.emit(2, options.prompt);
    await shell.flush();
  }
  scratch.prompted = true;
  if (options.timeoutMs === 0) return (await sys.poll([{ fd: options.fd, read: true }], 0)).length > 0 ? 0 : 1;
  const before = tty && (options.silent || options.count !== undefined || options.delimiter !== '\n') ? sys.tcgetattr(options.fd) : undefined;
  if (before) sys.tcsetattr(options.fd, { ...(options.silent && { echo: false }), ...((options.count !== undefined || options.delimiter !== '\n') && { canonical: false }) });
  let end: 'done' | 'eof' | 'timeout' | 'signal' | 'trap';
  try {
    end = await collect(shell, options, scratch);
  } finally {
    if (before) sys.tcsetattr(options.fd, before);
  }
  if (end === 'signal') return 128 + 2;
  if (end === 'trap') return undefined;
  assignFields(shell, options, names, scratch.got);
  return end === 'done' ? 0 : end === 'timeout' ? (shell.dialect.bash ? 142 : 1) : 1;
}

/** Takes bytes until the delimiter; a backslash (kept as \0x01 pairs) protects the next character. */
async function collect(shell: Shell, options: ReadOptions, scratch: ReadScratch): Promise<'done' | 'eof' | 'timeout' | 'signal' | 'trap'> {
  const { sys, state } = shell;
  const delimiter = options.delimiter.charCodeAt(0);
  const byLine = options.count === undefined && delimiter < 0x80;
  // An odd number of backslashes at the end protects what comes next.
  let escaped = !options.raw && /(?:^|[^\\])(?:\\\\)*\\$/.test(scratch.got);
  for (;;) {
    if (options.count !== undefined && [...normalize(scratch.got)].length >= options.count) return 'done';
    let bytes: Uint8Array;
    try {
      if (scratch.deadline !== undefined || state.interactive || state.traps.size > 0) {
        const ready = await shell.readable(options.fd, scratch.deadline === undefined ? undefined : Math.max(0, scratch.deadline - sys.now()));
        if (ready === 'timeout') return 'timeout';
        if (ready === 'signal') {
          if (state.interrupted) return 'signal';
          // A trap runs at once, then reading goes on.
          if (state.pending.length > 0) return 'trap';
          continue;
        }
      }
      bytes = byLine ? await sys.read(options.fd, 65536, delimiter) : await sys.read(options.fd, 1);
    } catch (error) {
      if (!isSysError(error)) throw error;
      if (error.code !== 'EINTR') {
        shell.complain('read', `read error: ${options.fd}: ${error.message}`);
        return 'eof';
      }
      if (state.interrupted) return 'signal';
      if (state.pending.length > 0 && state.options.has('posix')) return 'signal';
      continue;
    }
    if (bytes.length === 0) return 'eof';
    for (const byte of bytes) {
      const c = byteChar(byte);
      const ends = c === options.delimiter && !options.exact;
      if (ends && !escaped) return 'done';
      if (escaped && (ends || c === '\n')) scratch.got = scratch.got.slice(0, -1);
      else if (c !== '\0') scratch.got += c;
      escaped = !escaped && !options.raw && c === '\\';
    }
  }
}

/** Splits by IFS; the last name takes what is left (POSIX XCU read). */
function assignFields(shell: Shell, options: ReadOptions, names: string[], got: string): void {
  // Each character with whether a backslash protected it.
  const chars: { c: string; quoted: boolean }[] = [];
  const text = normalize(got);
  for (let i = 0; i < text.length; i++) {
    if (!options.raw && text[i] === '\\') {
      i++;
      if (i < text.length) chars.push({ c: text[i]!, quoted: true });
    } else chars.push({ c: text[i]!, quoted: false });
  }
  const set = (name: string, value: string): void => {
    const element = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(name);
    shell.vars.assign({ name: element?.[1] ?? name, index: element?.[2], append: false, value, trace: '' });
  };
  const string = (from: number, to: number): string => chars.slice(from, to).map((each) => each.c).join('');
  if (options.exact) {
    set(names[0] ?? 'REPLY', string(0, chars.length));
    for (const name of names.slice(1)) set(name, '');
    return;
  }
  if (names.length === 0 && options.array === undefined) {
    set('REPLY', string(0, chars.length));
    return;
  }
  const ifs = shell.expander.ifs();
  const isSpace = (i: number): boolean => i < chars.length && !chars[i]!.quoted && ifs.includes(chars[i]!.c) && /[ \t\n]/.test(chars[i]!.c);
  const isDelimiter = (i: number): boolean => i < chars.length && !chars[i]!.quoted && ifs.includes(chars[i]!.c) && !/[ \t\n]/.test(chars[i]!.c);
  let at = 0;
  const skip = (): void => {
    while (isSpace(at)) at++;
  };
  const field = (): string => {
    const from = at;
    while (at < chars.length && !isSpace(at) && !isDelimiter(at)) at++;
    const value = string(from, at);
    skip();
    if (isDelimiter(at)) {
      at++;
      skip();
    }
    return value;
  };
  skip();
  if (options.array !== undefined) {
    const items: { value: string }[] = [];
    while (at < chars.length) items.push({ value: field() });
    shell.vars.assign({ name: options.array, append: false, items, trace: '' });
    return;
  }
  names.forEach((name, i) => {
    if (i < names.length - 1) {
      set(name, at < chars.length ? field() : '');
      return;
    }
    const from = at;
    const value = field();
    if (at >= chars.length) {
      set(name, value);
      return;
    }
    let to = chars.length;
    while (to > from && isSpace(to - 1)) to--;
    set(name, string(from, to));
    at = chars.length;
  });
}

/** What a descriptor gives next; nothing where it can't be read (a directory, one that is closed). */
async function readable(shell: Shell, fd: number): Promise<Uint8Array> {
  try {
    return await shell.sys.read(fd, 65536);
  } catch (error) {
    if (!isSysError(error)) throw error;
    return new Uint8Array(0);
  }
}

/** mapfile: lines into an array. */
async function mapfile(shell: Shell, argv: readonly string[], frame: SimpleFrame): Promise<number> {
  let at = 1;
  let strip = false;
  let delimiter = '\n';
  let count = 0;
  let skip = 0;
  let origin: number | undefined;
  let fd = 0;
  for (; argv[at]?.startsWith('-'); at++) {
    const word = argv[at]!;
    const letter = word[1];
    if (letter === 't') {
      strip = true;
      continue;
    }
    const value = word.length > 2 ? word.slice(2) : (argv[++at] ?? '');
    if (letter === 'd') delimiter = value[0] ?? '\0';
    else if (letter === 'n') count = Number(value);
    else if (letter === 's') skip = Number(value);
    else if (letter === 'O') origin = Number(value);
    else if (letter === 'u') fd = Number(value);
    else {
      shell.complain(argv[0]!, `-${letter}: invalid option`);
      return 2;
    }
  }
  const scratch = (frame.scratch ??= { bytes: [] }) as { bytes: number[] };
  for (;;) {
    const part = await readable(shell, fd);
    if (part.length === 0) break;
    for (const byte of part) scratch.bytes.push(byte);
  }
  const text = decode(Uint8Array.from(scratch.bytes));
  let lines = text === '' ? [] : text.split(delimiter);
  // A value can't hold a NUL.
  const kept = delimiter === '\0' ? '' : delimiter;
  const unfinished = lines.length > 0 && lines[lines.length - 1] !== '';
  if (lines.length > 0 && !unfinished) lines.pop();
  lines = lines.map((line, i) => (strip || (unfinished && i === lines.length - 1) ? line : line + kept)).slice(skip);
  if (count > 0) lines = lines.slice(0, count);
  const name = argv[at] ?? 'MAPFILE';
  shell.vars.assign({ name, append: origin !== undefined, items: lines.map((value, i) => ({ value, ...(origin !== undefined && { index: String(origin + i) }) })), trace: '' });
  return 0;
}

export const INPUT_BUILTINS: BuiltinTable = {
  read: { run: read },
  mapfile: { run: mapfile, only: ['bash'] },
  readarray: { run: mapfile, only: ['bash'] },
};
