import { upstreamVersion } from '../../lib/package-version';
import { programVersion } from '../../machine/program-version';
import { busyboxBanner } from '../busybox/banner';
import { isSysError, SysError } from '../../machine/errno';
import type { Applet, Io } from '../applet';
import { reason } from '../applet';
import type { Options } from '../options';
import { LineReader } from './line-reader';
import { escapeLiteral, posixRegex, RegexError } from './regex';
import { globRegex } from './glob';
import { parseWithUsage } from './usage';

const LONG = {
  'extended-regexp': 'E', 'fixed-strings': 'F', 'basic-regexp': 'G', 'perl-regexp': 'P', 'ignore-case': 'i', 'invert-match': 'v', count: 'c', 'line-number': 'n',
  'files-with-matches': 'l', 'files-without-match': 'L', quiet: 'q', silent: 'q', 'no-messages': 's', 'only-matching': 'o', recursive: 'r', 'dereference-recursive': 'R',
  'word-regexp': 'w', 'line-regexp': 'x', 'after-context': 'A', 'before-context': 'B', context: 'C', regexp: 'e', file: 'f', 'no-filename': 'h', 'with-filename': 'H',
  'max-count': 'm', color: '4', colour: '4', include: '1', exclude: '2', 'exclude-dir': '3', null: 'Z', 'null-data': 'z', 'byte-offset': 'b', text: 'a',
  'line-buffered': '6', label: '5', version: 'V',
};
// Digits stand for long options without a letter; `-5` itself is read as `-C 5` before.
const SHORT = 'EFGPivcnlLqsorRwxA:B:C:e:f:hHm:ZzbaIUyTV1:2:3:4::5:6';
const USAGE = 'Usage: grep [OPTION]... PATTERNS [FILE]...';

/** What to look for, with everything that changes it. */
function compile(options: Options, patterns: readonly string[]): RegExp {
  const extended = options.has('E');
  const ignoreCase = options.has('i') || options.has('y');
  const sources = patterns.map((pattern) => {
    if (options.has('F')) return escapeLiteral(pattern);
    if (options.has('P')) return new RegExp(pattern, 'u').source;
    return posixRegex(pattern, { extended, ignoreCase }).source;
  });
  let source = sources.map((one) => (sources.length > 1 ? `(?:${one})` : one)).join('|');
  // Back references count groups of their own pattern only; more than one pattern with them is rare.
  if (options.has('x')) source = `^(?:${source})$`;
  else if (options.has('w')) source = `(?<![\\p{L}\\p{Nd}_])(?:${source})(?![\\p{L}\\p{Nd}_])`;
  return new RegExp(source, `gsu${ignoreCase ? 'i' : ''}`);
}

function literalOf(options: Options, patterns: readonly string[]): string | undefined {
  const changed = ['i', 'y', 'x', 'w'].some((letter) => options.has(letter));
  return patterns.length === 1 && !changed && /^[\w ,:;=/-]+$/.test(patterns[0]!) ? patterns[0] : undefined;
}

interface Colors {
  match(text: string): string;
  file(text: string): string;
  number(text: string): string;
  separator(text: string): string;
  on: boolean;
}

/** GREP_COLORS' defaults. */
function colors(on: boolean): Colors {
  const paint = (code: string) => (text: string) => (on ? `\x1b[${code}m\x1b[K${text}\x1b[m\x1b[K` : text);
  return { on, match: paint('01;31'), file: paint('35'), number: paint('32'), separator: paint('36') };
}

class Grep {
  matchedAny = false;
  failed = false;
  private readonly before: number;
  private readonly after: number;
  private readonly paint: Colors;
  private printedAny = false;

  constructor(
    private readonly io: Io,
    private readonly options: Options,
    private readonly regex: RegExp,
    private readonly withNames: boolean,
    /** A pattern without anything special, which is found faster. */
    private readonly literal: string | undefined,
  ) {
    const both = Number(options.get('C') ?? 0);
    this.before = Number(options.get('B') ?? both);
    this.after = Number(options.get('A') ?? both);
    const when = options.has('4') ? options.get('4') || 'auto' : 'never';
    this.paint = colors(when === 'always' || (when === 'auto' && io.sys.isatty(1) && io.sys.env['TERM'] !== 'dumb'));
  }

  private matches(line: string): boolean {
    if (this.literal !== undefined) return line.includes(this.literal);
    this.regex.lastIndex = 0;
    return this.regex.test(line);
  }

  /** Searches one file; gives whether to stop altogether. */
  async path(path: string, fromWalk = false): Promise<boolean> {
    const { io, options } = this;
    const recursive = options.has('r') || options.has('R');
    let fd = 0;
    try {
      if (path !== '-') {
        const { type } = io.sys.stat(path);
        if (type === 'dir') {
          if (recursive) return await this.walk(path);
          if (io.flavour === 'busybox') throw new SysError('EISDIR');
          this.failed = true;
          if (!options.has('s')) await io.complain(path, new SysError('EISDIR'));
          return false;
        }
        if (fromWalk && type !== 'file') return false;
        fd = io.sys.open(path, 'r');
      }
      return await this.search(fd, path === '-' ? (options.get('5') ?? '(standard input)') : path);
    } catch (error) {
      const why = reason(error);
      if (!isSysError(error, 'EISDIR')) this.failed = true;
      if (!options.has('s')) await io.complain(`${path}: ${why}`);
      return false;
    } finally {
      if (fd > 2) io.sys.close(fd);
    }
  }

  private async walk(folder: string): Promise<boolean> {
    const { io, options } = this;
    const matches = (list: readonly string[] | undefined, name: string) => (list ?? []).some((glob) => globRegex(glob).test(name));
    for (const entry of io.sys.readdir(folder).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === '.' && options.rest.length < 2 ? entry.name : `${folder.replace(/\/$/, '')}/${entry.name}`;
      if (entry.type === 'symlink' && !options.has('R')) continue;
      if (entry.type === 'dir' ? matches(options.values.get('3'), entry.name) : matches(options.values.get('2'), entry.name)) continue;
      if (entry.type !== 'dir' && options.has('1') && !matches(options.values.get('1'), entry.name)) continue;
      if (await this.path(path, true)) return true;
    }
    return false;
  }

  private async search(fd: number, name: string): Promise<boolean> {
    const { io, options, regex, paint } = this;
    const reader = new LineReader(io.sys, fd, options.has('z') ? 0 : 10);
    const newline = options.has('z') ? '\0' : '\n';
    const invert = options.has('v');
    const most = options.get('m') === undefined ? Infinity : Number(options.get('m'));
    const namesOnly = options.has('l') || options.has('L');
    const context = this.before > 0 || this.after > 0;
    const quiet = options.has('q') || namesOnly || options.has('c');
    const plain = !this.withNames && !options.has('n') && !options.has('b');
    const head = (number: number, offset: number, mark: string): string => plain ? '' :
      (this.withNames ? `${paint.file(name)}${options.has('Z') ? '\0' : paint.separator(mark)}` : '') +
      (options.has('n') ? `${paint.number(String(number))}${paint.separator(mark)}` : '') +
      (options.has('b') ? `${paint.number(String(offset))}${paint.separator(mark)}` : '');
    const [only, first, asText, lineBuffered] = (['o', 'q', 'a', '6'] as const).map((letter) => options.has(letter));
    const kept: { number: number; offset: number; text: string }[] = [];
    let number = 0;
    let offset = 0;
    let count = 0;
    let trailing = 0;
    let lastPrinted = 0;
    const separate = async (next: number) => {
      if (context && this.printedAny && (lastPrinted === 0 || next > lastPrinted + 1) && !options.has('o')) await io.out(`${paint.separator('--')}\n`);
      this.printedAny = true;
      lastPrinted = next;
    };
    for (let line = count < most ? await reader.next() : undefined; line; line = reader.held() ?? (await reader.next())) {
      number++;
      const hit = this.matches(line.text) !== invert;
      if (hit && count < most) {
        count++;
        this.matchedAny = true;
        if (first) return true;
        if (namesOnly) break;
        if (!quiet && !asText && line.text.includes('\0')) {
          await io.out(`${io.name}: ${name}: binary file matches\n`);
          return false;
        }
        if (!quiet) {
          for (const earlier of kept.splice(0)) {
            await separate(earlier.number);
            await io.out(`${head(earlier.number, earlier.offset, '-')}${earlier.text}${newline}`);
          }
          if (only) {
            regex.lastIndex = 0;
            if (!invert) for (const match of line.text.matchAll(regex)) if (match[0] !== '') await io.out(`${head(number, offset + match.index, ':')}${paint.match(match[0])}${newline}`);
          } else {
            if (context) await separate(number);
            const shown = invert || !paint.on ? line.text : line.text.replace(regex, (all) => (all === '' ? '' : paint.match(all)));
            io.put(`${head(number, offset, ':')}${shown}${newline}`);
          }
          trailing = this.after;
        }
      } else if (!quiet && trailing > 0 && !only) {
        trailing--;
        await separate(number);
        await io.out(`${head(number, offset, '-')}${line.text}${newline}`);
      } else if (this.before > 0 && !quiet) {
        kept.push({ number, offset, text: line.text });
        if (kept.length > this.before) kept.shift();
      }
      offset += line.text.length + 1;
      if (lineBuffered) await io.flush();
      if (count >= most && trailing === 0) break;
      io.put('', 0.2);
      if (io.due) await io.settle();
    }
    if (options.has('L')) {
      if (count === 0) await io.out(`${name}${options.has('Z') ? '\0' : '\n'}`);
    } else if (options.has('l')) {
      if (count > 0) await io.out(`${paint.file(name)}${options.has('Z') ? '\0' : '\n'}`);
    } else if (options.has('c')) await io.out(`${this.withNames ? `${paint.file(name)}${options.has('Z') ? '\0' : paint.separator(':')}` : ''}${count}\n`);
    return false;
  }
}

/** grep(1), egrep and fgrep. 0 when something matched, 1 when nothing did, 2 after errors. */
export const grep: Applet = async (io) => {
  const args = io.args.flatMap((arg) => (/^-\d+$/.test(arg) ? ['-C', arg.slice(1)] : [arg]));
  const options = await parseWithUsage(io, { short: SHORT, long: LONG }, { usage: USAGE, status: 2, args });
  if (options.has('V')) {
    await io.out(io.flavour === 'busybox' ? 'grep (GNU grep) 3.11\n' : `grep (GNU grep) ${upstreamVersion(programVersion(io.sys) ?? '3.8-5')}\n`);
    return 0;
  }
  if (io.name === 'egrep') options.values.set('E', ['']);
  if (io.name === 'fgrep') options.values.set('F', ['']);
  const files = [...options.rest];
  const patterns: string[] = [];
  for (const pattern of options.values.get('e') ?? []) patterns.push(...pattern.split('\n'));
  for (const path of options.values.get('f') ?? []) {
    try {
      const content = new TextDecoder().decode(await io.file(path));
      if (content !== '') patterns.push(...content.replace(/\n$/, '').split('\n'));
    } catch (error) {
      await io.complain(path, error);
      return 2;
    }
  }
  if (!options.has('e') && !options.has('f')) {
    const first = files.shift();
    if (first === undefined) {
      if (io.flavour === 'gnu') {
        await io.err(USAGE);
        await io.err("Try 'grep --help' for more information.");
        return 2;
      }
      await io.err(`${busyboxBanner(io.sys)}\n\nUsage: grep [-HhnlLoqvsrRiwFE] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...`);
      return 1;
    }
    patterns.push(...first.split('\n'));
  }
  let regex: RegExp;
  try {
    regex = patterns.length === 0 ? /(?!)/g : compile(options, patterns);
  } catch (error) {
    if (!(error instanceof RegexError) && !(error instanceof SyntaxError)) throw error;
    await io.complain(io.flavour === 'gnu' ? error.message : `bad regex '${patterns[0]}'${error.message === 'Invalid regular expression' ? '' : `: ${error.message}`}`);
    return 2;
  }
  const recursive = options.has('r') || options.has('R');
  const places = files.length > 0 ? files : [recursive ? '.' : '-'];
  const withNames = options.has('H') || (!options.has('h') && (places.length > 1 || (recursive && (files.length === 0 || isDirectory(io, places[0]!)))));
  const run = new Grep(io, options, regex, withNames, literalOf(options, patterns));
  for (const place of places) if (await run.path(place)) return 0;
  return run.failed && !(options.has('q') && run.matchedAny) ? 2 : run.matchedAny ? 0 : 1;
};

function isDirectory(io: Io, path: string): boolean {
  try {
    return path !== '-' && io.sys.stat(path).type === 'dir';
  } catch (error) {
    reason(error);
    return false;
  }
}
