import { upstreamVersion } from '../../lib/package-version';
import { programVersion } from '../../machine/program-version';
import { busyboxBanner } from '../busybox/banner';
import { concat, utf8 } from '../../lib/bytes';
import { SysError } from '../../machine/errno';
import type { Applet, Io } from '../applet';
import { reason } from '../applet';
import { LineReader, type Line } from './line-reader';
import { SedError, SedParser, type Address, type Command, type Piece } from './sed-parse';
import { parseWithUsage } from './usage';

interface Settings {
  silent: boolean;
  separate: boolean;
  inPlace: string | undefined;
  separator: number;
}

/** The run of a script over its files. */
class Sed {
  private pattern = '';
  private hold = '';
  private lineNumber = 0;
  private current: Line | undefined;
  private ahead: Line | undefined;
  private reader: LineReader | undefined;
  private fileIndex = 0;
  private appended: { text?: string; file?: string }[] = [];
  private substituted = false;
  private lastRegex: RegExp | undefined;
  private readonly writers = new Map<string, number>();
  private readonly lineReaders = new Map<string, LineReader | undefined>();
  private output: Uint8Array[] | undefined;
  private outputPath = '';
  private missingNewline = false;
  private filePath = '-';
  status = 0;
  private quit = false;

  constructor(
    private readonly io: Io,
    private readonly commands: readonly Command[],
    private readonly files: readonly string[],
    private readonly settings: Settings,
  ) {}

  async run(): Promise<void> {
    for (const command of this.commands) if ((command.letter === 'w' || (command.letter === 's' && command.text !== '')) && !command.text.startsWith('/dev/std')) this.writer(command.text);
    this.ahead = await this.fetch();
    while (!this.quit && (await this.advance())) {
      this.pattern = this.current!.text;
      let restart = true;
      while (restart && !this.quit) restart = await this.cycle();
      this.io.put('', 0.3);
      if (this.io.due) await this.io.settle();
    }
    await this.finishFile();
    for (const fd of this.writers.values()) this.io.sys.close(fd);
  }

  // Input

  private async fetch(): Promise<Line | undefined> {
    for (;;) {
      if (!this.reader) {
        const path = this.files[this.fileIndex];
        if (path === undefined) return undefined;
        this.fileIndex++;
        try {
          if (path !== '-' && this.io.sys.stat(path).type === 'dir') {
            this.status = this.io.flavour === 'gnu' ? 2 : 1;
            if (this.settings.inPlace !== undefined) {
              await this.io.complain(`couldn't edit ${path}: not a regular file`);
              this.status = 4;
              continue;
            }
            await this.io.complain(this.io.flavour === 'gnu' ? `read error on ${path}` : `read error from '${path}'`, new SysError('EISDIR'));
            continue;
          }
          const fd = path === '-' && this.settings.inPlace === undefined ? 0 : this.io.sys.open(path, 'r');
          this.reader = new LineReader(this.io.sys, fd, this.settings.separator);
          this.filePath = path;
        } catch (error) {
          const why = reason(error);
          await this.io.complain(this.io.flavour === 'gnu' ? `can't read ${path}: ${why}` : `${path}: ${why}`);
          this.status = this.io.flavour === 'gnu' ? 2 : 1;
          continue;
        }
        if (this.settings.inPlace !== undefined) {
          await this.finishFile();
          this.output = [];
          this.outputPath = path;
        }
        if (this.settings.separate) this.lineNumber = 0;
      }
      const line = this.reader.held() ?? (await this.reader.next());
      if (line) return line;
      this.reader.close();
      this.reader = undefined;
      if (this.settings.separate) return undefined;
    }
  }

  /** The next line becomes the current one; with -s and -i a file's end is an input's end of its own. */
  private async advance(): Promise<boolean> {
    while (!this.ahead) {
      if (!this.settings.separate || this.fileIndex >= this.files.length) return false;
      this.ahead = await this.fetch();
    }
    this.current = this.ahead;
    this.lineNumber++;
    this.ahead = undefined;
    // Looking ahead may finish an edited file: its output is put away when the next one opens.
    this.ahead = this.reader ? (this.reader.held() ?? (await this.reader.next())) : undefined;
    if (!this.ahead && this.reader) {
      this.reader.close();
      this.reader = undefined;
      if (!this.settings.separate) this.ahead = await this.fetch();
    }
    return true;
  }

  private async finishFile(): Promise<void> {
    if (!this.output) return;
    const bytes = concat(this.output);
    const path = this.outputPath;
    const suffix = this.settings.inPlace!;
    this.output = undefined;
    this.missingNewline = false;
    const stat = this.io.sys.stat(path);
    if (suffix !== '') {
      const slash = path.lastIndexOf('/') + 1;
      const name = path.slice(slash);
      const backup = suffix.includes('*') ? suffix.replace(/\*/g, name) : name + suffix;
      this.io.sys.rename(path, backup.includes('/') ? backup : path.slice(0, slash) + backup);
    }
    // As sed does it: a new file beside the old one takes its place, so the inode changes.
    const folder = path.slice(0, path.lastIndexOf('/') + 1) || './';
    const temporary = `${folder}sed${Array.from({ length: 6 }, () => 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'[this.io.sys.random.below(62)]).join('')}`;
    try {
      this.io.sys.writeFile(temporary, bytes, stat.mode);
      this.io.sys.chmod(temporary, stat.mode);
      if (this.io.sys.credentials.euid === 0) this.io.sys.chown(temporary, stat.uid, stat.gid);
      this.io.sys.rename(temporary, path);
    } catch (error) {
      const why = reason(error);
      this.status = 4;
      await this.io.complain(`couldn't open temporary file ${temporary}: ${why}`);
    }
  }

  // Output

  private async emit(text: string, ended = true): Promise<void> {
    const newline = this.settings.separator === 0 ? '\0' : '\n';
    const whole = `${this.missingNewline ? newline : ''}${text}${ended ? newline : ''}`;
    this.missingNewline = !ended;
    if (this.output) this.output.push(utf8(whole));
    else await this.io.out(whole);
  }

  private async raw(text: string): Promise<void> {
    const whole = `${this.missingNewline ? '\n' : ''}${text}`;
    this.missingNewline = false;
    if (this.output) this.output.push(utf8(whole));
    else await this.io.out(whole);
  }

  private writer(path: string): number {
    let fd = this.writers.get(path);
    if (fd === undefined) {
      fd = this.io.sys.open(path, 'w');
      this.writers.set(path, fd);
    }
    return fd;
  }

  private async writeTo(path: string, text: string): Promise<void> {
    if (path === '/dev/stdout') await this.emit(text);
    else if (path === '/dev/stderr') await this.io.err(text);
    else await this.io.sys.write(this.writer(path), `${text}\n`);
  }

  private async flushAppended(): Promise<void> {
    for (const { text, file } of this.appended.splice(0)) {
      if (text !== undefined) await this.raw(text);
      else if (file !== undefined) {
        try {
          const content = new TextDecoder().decode(await this.io.file(file === '/dev/stdin' ? '-' : file));
          if (content !== '') await this.raw(content);
        } catch (error) {
          reason(error);
        }
      }
    }
  }

  private async endCycle(print: boolean): Promise<void> {
    if (print && !this.settings.silent) await this.emit(this.pattern, this.current?.ended ?? true);
    await this.flushAppended();
  }

  /** What came from the hold space ends in a newline, even on a last line that lacked one. */
  private endsLine(): void {
    if (this.current) this.current = { ...this.current, ended: true };
  }

  // Addresses

  private matchesAddress(address: Address, isSecond = false): boolean {
    switch (address.kind) {
      case 'line':
        return isSecond ? this.lineNumber >= address.line : this.lineNumber === address.line;
      case 'last':
        return this.isLast();
      case 'step':
        return address.step === 0 ? this.lineNumber === address.first : this.lineNumber >= address.first && (this.lineNumber - address.first) % address.step === 0;
      case 'regex':
        return this.test(address.regex);
      default:
        return false;
    }
  }

  private isLast(): boolean {
    return !this.ahead;
  }

  private test(regex: RegExp | undefined): boolean {
    const used = this.known(regex);
    used.lastIndex = 0;
    return used.test(this.pattern);
  }

  private known(regex: RegExp | undefined): RegExp {
    if (regex) this.lastRegex = regex;
    if (!this.lastRegex) throw new SedError(0, 'no previous regular expression');
    return this.lastRegex;
  }

  private selects(command: Command): boolean {
    const { from, to } = command;
    if (!from) return true;
    if (!to) return this.matchesAddress(from);
    if (command.active) {
      const over = to.kind === 'plus' || to.kind === 'multiple' ? this.lineNumber >= command.until : to.kind === 'line' ? this.lineNumber >= to.line : this.matchesAddress(to, true);
      if (to.kind === 'line' && this.lineNumber > to.line) {
        command.active = false;
        return this.matchesAddress(from);
      }
      if (over) command.active = false;
      return true;
    }
    if (from.kind === 'line' && from.line === 0 && this.lineNumber === 1) {
      if (!this.matchesAddress(to)) command.active = true;
      return true;
    }
    if (!this.matchesAddress(from)) return false;
    if (to.kind === 'line' && to.line <= this.lineNumber) return true;
    if (to.kind === 'plus') {
      command.until = this.lineNumber + to.count;
      command.active = to.count > 0;
    } else if (to.kind === 'multiple') {
      command.until = to.of === 0 ? this.lineNumber : Math.ceil(this.lineNumber / to.of) * to.of;
      command.active = command.until > this.lineNumber;
    } else command.active = !(to.kind === 'last' && this.isLast());
    return true;
  }

  /** One pass over the script. Gives true when D wants another pass without reading. */
  private async cycle(): Promise<boolean> {
    for (let at = 0; at < this.commands.length; at++) {
      const command = this.commands[at]!;
      const selected = this.selects(command) !== command.negated;
      if (command.letter === '{') {
        if (!selected) at = command.target - 1;
        continue;
      }
      if (!selected) continue;
      switch (command.letter) {
        case '=':
          await this.raw(`${this.lineNumber}\n`);
          break;
        case 'a':
          this.appended.push({ text: command.text });
          break;
        case 'i':
          await this.raw(command.text);
          break;
        case 'c':
          if (!command.to || command.negated || !command.active) await this.raw(command.text);
          await this.endCycle(false);
          return false;
        case 'b':
          at = command.target - 1;
          break;
        case 't':
          if (this.substituted) {
            this.substituted = false;
            at = command.target - 1;
          }
          break;
        case 'T':
          if (!this.substituted) at = command.target - 1;
          this.substituted = false;
          break;
        case 'd':
          await this.endCycle(false);
          return false;
        case 'D': {
          const cut = this.pattern.indexOf('\n');
          await this.endCycle(false);
          if (cut === -1) return false;
          this.pattern = this.pattern.slice(cut + 1);
          return true;
        }
        case 'F':
          await this.raw(`${this.filePath}\n`);
          break;
        case 'g':
          this.pattern = this.hold;
          break;
        case 'G':
          this.pattern += `\n${this.hold}`;
          this.endsLine();
          break;
        case 'h':
          this.hold = this.pattern;
          break;
        case 'H':
          this.hold += `\n${this.pattern}`;
          break;
        case 'x':
          [this.pattern, this.hold] = [this.hold, this.pattern];
          this.endsLine();
          break;
        case 'l':
          await this.raw(visible(this.pattern, command.text === '' ? 70 : Number(command.text)));
          break;
        case 'n':
          if (!this.ahead && !this.settings.separate) {
            await this.endCycle(true);
            this.quit = true;
            return false;
          }
          await this.endCycle(true);
          if (!(await this.advance())) {
            this.quit = true;
            return false;
          }
          this.pattern = this.current!.text;
          break;
        case 'N':
          if (!this.ahead) {
            await this.endCycle(true);
            if (!this.settings.separate) this.quit = true;
            return false;
          }
          await this.flushAppended();
          await this.advance();
          this.pattern += `\n${this.current!.text}`;
          break;
        case 'p':
          await this.emit(this.pattern);
          break;
        case 'P':
          await this.emit(this.pattern.split('\n', 1)[0]!);
          break;
        case 'q':
          await this.endCycle(true);
          this.quit = true;
          if (command.text !== '') this.status = Number(command.text);
          return false;
        case 'Q':
          this.quit = true;
          if (command.text !== '') this.status = Number(command.text);
          return false;
        case 'r':
          this.appended.push({ file: command.text });
          break;
        case 'R': {
          if (!this.lineReaders.has(command.text)) {
            try {
              this.lineReaders.set(command.text, new LineReader(this.io.sys, this.io.sys.open(command.text, 'r')));
            } catch (error) {
              reason(error);
              this.lineReaders.set(command.text, undefined);
            }
          }
          const line = await this.lineReaders.get(command.text)?.next();
          if (line) this.appended.push({ text: `${line.text}\n` });
          break;
        }
        case 's':
          if (this.replace(command)) {
            this.substituted = true;
            for (let i = 0; i < command.print; i++) await this.emit(this.pattern);
            if (command.text !== '') await this.writeTo(command.text, this.pattern);
          }
          break;
        case 'w':
          await this.writeTo(command.text, this.pattern);
          break;
        case 'W':
          await this.writeTo(command.text, this.pattern.split('\n', 1)[0]!);
          break;
        case 'y':
          this.pattern = [...this.pattern].map((c) => command.map!.get(c) ?? c).join('');
          break;
        case 'z':
          this.pattern = '';
          break;
      }
    }
    this.substituted = false;
    await this.endCycle(true);
    return false;
  }

  private replace(command: Command): boolean {
    const regex = this.known(command.regex);
    let count = 0;
    let replaced = false;
    let lastEnd = -1;
    regex.lastIndex = 0;
    const next = this.pattern.replace(regex, (...args) => {
      const groups = args.slice(0, args.findIndex((arg) => typeof arg === 'number')) as (string | undefined)[];
      const offset = args.find((arg) => typeof arg === 'number') as number;
      const all = groups[0]!;
      // An empty match right after a match isn't one (POSIX).
      if (all === '' && offset === lastEnd) return '';
      lastEnd = offset + all.length;
      count++;
      if (count < command.nth || (count > command.nth && !command.global)) return all;
      replaced = true;
      return substitute(command.replacement, groups);
    });
    if (replaced) this.pattern = next;
    return replaced;
  }
}

function substitute(pieces: readonly Piece[], groups: readonly (string | undefined)[]): string {
  let out = '';
  let mode: 'U' | 'L' | 'E' = 'E';
  let once: 'u' | 'l' | undefined;
  for (const piece of pieces) {
    if ('shift' in piece) {
      if (piece.shift === 'u' || piece.shift === 'l') once = piece.shift;
      else mode = piece.shift;
      continue;
    }
    let part = 'text' in piece ? piece.text : (groups[piece.group] ?? '');
    if (part === '') continue;
    if (mode === 'U') part = part.toUpperCase();
    else if (mode === 'L') part = part.toLowerCase();
    if (once) part = (once === 'u' ? part[0]!.toUpperCase() : part[0]!.toLowerCase()) + part.slice(1);
    once = undefined;
    out += part;
  }
  return out;
}

/** The l command: unambiguous, folded. */
function visible(text: string, width: number): string {
  const units = [...text].flatMap((c) => {
    const named = { '\\': '\\\\', '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v' }[c];
    if (named) return [named];
    return c >= ' ' && c <= '~' ? [c] : [...utf8(c)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  });
  let out = '';
  let column = 0;
  for (const unit of units) {
    if (width > 1 && column + unit.length > width - 1) {
      out += '\\\n';
      column = 0;
    }
    out += unit;
    column += unit.length;
  }
  return `${out}$\n`;
}

const USAGE = `Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...

  -n, --quiet, --silent
                 suppress automatic printing of pattern space
      --debug
                 annotate program execution
  -e script, --expression=script
                 add the script to the commands to be executed
  -f script-file, --file=script-file
                 add the contents of script-file to the commands to be executed
  --follow-symlinks
                 follow symlinks when processing in place
  -i[SUFFIX], --in-place[=SUFFIX]
                 edit files in place (makes backup if SUFFIX supplied)
  -l N, --line-length=N
                 specify the desired line-wrap length for the \`l' command
  --posix
                 disable all GNU extensions.
  -E, -r, --regexp-extended
                 use extended regular expressions in the script
                 (for portability use POSIX -E).
  -s, --separate
                 consider files as separate rather than as a single
                 continuous long stream.
      --sandbox
                 operate in sandbox mode (disable e/r/w commands).
  -u, --unbuffered
                 load minimal amounts of data from the input files and flush
                 the output buffers more often
  -z, --null-data
                 separate lines by NUL characters
      --help     display this help and exit
      --version  output version information and exit

If no -e, --expression, -f, or --file option is given, then the first
non-option argument is taken as the sed script to interpret.  All
remaining arguments are names of input files; if no input files are
specified, then the standard input is read.

GNU sed home page: <https://www.gnu.org/software/sed/>.
General help using GNU software: <https://www.gnu.org/gethelp/>.`;

/** sed(1). */
export const sed: Applet = async (io) => {
  const busybox = io.flavour === 'busybox';
  const options = await parseWithUsage(
    io,
    { short: 'ne:f:Eri::szul:', long: { quiet: 'n', silent: 'n', expression: 'e', file: 'f', 'regexp-extended': 'E', 'in-place': 'i', separate: 's', 'null-data': 'z', unbuffered: 'u', 'line-length': 'l', posix: 'posix', debug: 'debug', sandbox: 'sandbox', help: 'help', version: 'version', 'follow-symlinks': 'follow' } },
    { usage: USAGE, hint: false },
  );
  if (options.has('version')) {
    await io.out(busybox ? 'This is not GNU sed version 4.0\n' : `sed (GNU sed) ${upstreamVersion(programVersion(io.sys) ?? '4.9-1')}\n`);
    return 0;
  }
  const files = [...options.rest];
  const scripts: { source: string; name: string }[] = [];
  for (const [letter, values] of options.values) {
    if (letter !== 'e' && letter !== 'f') continue;
    for (const value of values) {
      if (letter === 'e') scripts.push({ source: value, name: `-e expression #${scripts.length + 1}` });
      else {
        try {
          scripts.push({ source: new TextDecoder().decode(await io.file(value)).replace(/^#!.*\n/, ''), name: `file ${value} line 1:` });
        } catch (error) {
          await io.complain(busybox ? `can't open '${value}'` : `couldn't open file ${value}`, error);
          return 1;
        }
      }
    }
  }
  if (scripts.length === 0) {
    const first = files.shift();
    if (first === undefined || options.has('help')) {
      if (busybox) await io.err(`${busyboxBanner(io.sys)}\n\nUsage: sed [-i[SFX]] [-nrE] [-f FILE]... [-e CMD]... [FILE]...\nor: sed [-i[SFX]] [-nrE] CMD [FILE]...`);
      else if (options.has('help')) await io.out(`${USAGE}\n`);
      else await io.err(USAGE);
      return options.has('help') ? 0 : 1;
    }
    scripts.push({ source: first, name: '-e expression #1' });
  }
  const parser = new SedParser({ extended: options.has('E') || options.has('r'), busybox });
  let name = scripts[0]!.name;
  let commands: Command[];
  try {
    // -e parts are lines of one script: `-e 'a\' -e text` works.
    const merged: { source: string; name: string }[] = [];
    for (const script of scripts) {
      const last = merged.at(-1);
      if (last && /(^|[^\\])(\\\\)*\\$/.test(last.source)) last.source += `\n${script.source}`;
      else merged.push({ ...script });
    }
    for (const script of merged) {
      name = script.name;
      parser.add(script.source);
    }
    commands = parser.finish();
  } catch (error) {
    if (!(error instanceof SedError)) throw error;
    if (busybox) await io.complain(error.message);
    else await io.complain(error.at < 0 ? error.message : `${name}, char ${error.at}: ${error.message}`);
    // panic() in sed's utils.c exits with 4, bad_prog() with 1.
    return error.at < 0 && !busybox ? 4 : 1;
  }
  const inPlace = options.get('i');
  if (inPlace !== undefined && files.length === 0) {
    await io.complain('no input files');
    return 1;
  }
  const run = new Sed(io, commands, files.length > 0 ? files : ['-'], {
    silent: options.has('n') || parser.silent,
    separate: options.has('s') || inPlace !== undefined,
    inPlace,
    separator: options.has('z') ? 0 : 10,
  });
  await run.run();
  return run.status;
};
