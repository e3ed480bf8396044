import type { Stat } from '../../machine/file-system';
import type { Applet, Io } from '../applet';
import { reason } from '../applet';
import { parseOptions, type Options } from '../options';
import { isSysError } from '../../machine/errno';
import { formatDate } from './date-text';

/** `drwxr-xr-x` of a file's type and mode. */
export function modeString(stat: Pick<Stat, 'type' | 'mode'>): string {
  const kind = { file: '-', dir: 'd', symlink: 'l', fifo: 'p', socket: 's', chr: 'c', blk: 'b' }[stat.type];
  const bit = (mask: number, letter: string) => (stat.mode & mask ? letter : '-');
  const exec = (x: number, special: number, on: string, off: string) => (stat.mode & special ? (stat.mode & x ? on : off) : bit(x, 'x'));
  return (
    kind + bit(0o400, 'r') + bit(0o200, 'w') + exec(0o100, 0o4000, 's', 'S') + bit(0o40, 'r') + bit(0o20, 'w') + exec(0o10, 0o2000, 's', 'S') +
    bit(4, 'r') + bit(2, 'w') + exec(1, 0o1000, 't', 'T')
  );
}

/** Sizes as -h shows them: 1.2K, 34M; rounded up as GNU does. */
export function humanSize(bytes: number, base = 1024): string {
  if (bytes < base) return String(bytes);
  let value = bytes;
  let unit = -1;
  while (value >= base && unit < 7) {
    value /= base;
    unit++;
  }
  const letter = (base === 1000 ? 'kMGTPEZY' : 'KMGTPEZY')[unit];
  const rounded = Math.ceil(value * 10) / 10;
  return rounded < 10 ? `${rounded.toFixed(1)}${letter}` : `${Math.ceil(value)}${letter}`;
}

const SIX_MONTHS_MS = 15_778_476_000;

interface Entry {
  name: string;
  path: string;
  stat: Stat;
}

/** Names of users or groups by id, as /etc has them here. */
export function idNames(io: Io, file: '/etc/passwd' | '/etc/group'): (id: number) => string {
  let names: Map<number, string> | undefined;
  return (id) => {
    if (!names) {
      names = new Map();
      try {
        for (const line of io.sys.readText(file).split('\n').reverse()) {
          const fields = line.split(':');
          if (fields.length > 2) names.set(Number(fields[2]), fields[0]!);
        }
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
    }
    return names.get(id) ?? String(id);
  };
}

const COLORS: [RegExp, string][] = [
  [/\.(tar|tgz|gz|zip|xz|bz2|zst|deb|rpm|jar)$/, '01;31'],
  [/\.(jpg|jpeg|png|gif|svg|mp4|webm)$/, '01;35'],
];

function color(entry: Entry): string | undefined {
  const { type, mode } = entry.stat;
  if (type === 'dir') return mode & 0o1000 && mode & 2 ? '30;42' : mode & 2 ? '34;42' : '01;34';
  if (type === 'symlink') return '01;36';
  if (type === 'fifo') return '40;33';
  if (type === 'socket') return '01;35';
  if (type === 'chr' || type === 'blk') return '40;33;01';
  if (mode & 0o4000) return '37;41';
  if (mode & 0o111) return '01;32';
  return COLORS.find(([pattern]) => pattern.test(entry.name))?.[1];
}

class Lister {
  private readonly user;
  private readonly group;
  status = 0;
  private readonly tty: boolean;
  private readonly colored: boolean;

  constructor(
    private readonly io: Io,
    private readonly options: Options,
  ) {
    this.user = idNames(io, '/etc/passwd');
    this.group = idNames(io, '/etc/group');
    this.tty = io.sys.isatty(1);
    const when = options.get('2');
    this.colored = when === undefined ? false : when === '' || when === 'always' || (when === 'auto' && this.tty);
  }

  private stat(path: string): Stat | undefined {
    try {
      return this.options.has('L') ? this.io.sys.stat(path) : this.io.sys.lstat(path);
    } catch (error) {
      reason(error);
      return undefined;
    }
  }

  private sort(entries: Entry[]): Entry[] {
    const o = this.options;
    if (o.has('U') || o.has('f')) return entries;
    const sorted = [...entries].sort((a, b) => {
      let order = 0;
      if (o.has('S')) order = b.stat.size - a.stat.size;
      else if (o.has('t')) order = b.stat.mtimeMs - a.stat.mtimeMs;
      else if (o.has('X')) order = extension(a.name) < extension(b.name) ? -1 : extension(a.name) > extension(b.name) ? 1 : 0;
      return order || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
    });
    return o.has('r') ? sorted.reverse() : sorted;
  }

  private shown(entry: Entry): string {
    const quoted = this.tty && this.io.flavour === 'gnu' && /[\s'"$&*()|;<>?[\]\\`!#~]/.test(entry.name) ? `'${entry.name.replace(/'/g, "'\\''")}'` : entry.name;
    const code = this.colored ? color(entry) : undefined;
    const name = code ? `\x1b[0m\x1b[${code}m${quoted}\x1b[0m`.replace('\x1b[0m\x1b', '\x1b') : quoted;
    return name + this.suffix(entry);
  }

  private suffix({ stat }: Entry): string {
    if (this.options.has('p') && stat.type === 'dir') return '/';
    if (!this.options.has('F')) return '';
    return { dir: '/', symlink: this.options.has('l') ? '' : '@', fifo: '|', socket: '=', file: stat.mode & 0o111 ? '*' : '', chr: '', blk: '' }[stat.type];
  }

  private size(stat: Stat): string {
    if (stat.type === 'chr' || stat.type === 'blk') return `${stat.rdev >> 8}, ${String(stat.rdev & 255).padStart(3)}`;
    return this.options.has('h') ? humanSize(stat.size) : String(stat.size);
  }

  private time(ms: number): string {
    const style = this.options.get('3');
    if (style === 'full-iso' || this.options.has('full-time')) return formatDate('%Y-%m-%d %H:%M:%S.%N +0000', ms);
    if (style === 'long-iso') return formatDate('%Y-%m-%d %H:%M', ms);
    if (style === 'iso') return formatDate('%m-%d %H:%M', ms);
    if (style?.startsWith('+')) return formatDate(style.slice(1), ms);
    const age = this.io.sys.now() - ms;
    return formatDate(age > SIX_MONTHS_MS || age < -3_600_000 ? '%b %e  %Y' : '%b %e %H:%M', ms);
  }

  async print(entries: Entry[], inDirectory: boolean): Promise<void> {
    const o = this.options;
    const sorted = this.sort(entries);
    if (o.has('l') || o.has('n') || o.has('g') || o.has('o')) return this.printLong(sorted, inDirectory);
    const prefix = (entry: Entry) => `${o.has('i') ? `${entry.stat.ino} ` : ''}${o.has('s') ? `${String(Math.ceil(entry.stat.blocks / 2)).padStart(2)} ` : ''}`;
    const names = sorted.map((entry) => prefix(entry) + this.shown(entry));
    if (o.has('m')) {
      if (names.length > 0) await this.io.out(`${names.join(', ')}\n`);
      return;
    }
    if (o.has('1') || (!this.tty && !o.has('C'))) {
      for (const name of names) await this.io.out(`${name}\n`);
      return;
    }
    const widths = sorted.map((entry) => prefix(entry).length + entry.name.length + this.suffix(entry).length + (this.shown({ ...entry }).includes("'") && !entry.name.includes("'") ? 2 : 0));
    await this.io.out(columns(names, widths, this.tty ? this.io.sys.winsize(1).cols : 80));
  }

  private async printLong(entries: Entry[], inDirectory: boolean): Promise<void> {
    const o = this.options;
    if (inDirectory) await this.io.out(`total ${o.has('h') ? humanSize(entries.reduce((sum, entry) => sum + entry.stat.blocks, 0) * 512) : Math.ceil(entries.reduce((sum, entry) => sum + entry.stat.blocks, 0) / 2)}\n`);
    const rows = entries.map((entry) => [
      String(entry.stat.nlink),
      o.has('n') ? String(entry.stat.uid) : this.user(entry.stat.uid),
      o.has('n') ? String(entry.stat.gid) : this.group(entry.stat.gid),
      this.size(entry.stat),
    ]);
    const gnu = this.io.flavour === 'gnu';
    const width = (column: number, least: number) => Math.max(gnu ? 0 : least, ...rows.map((row) => row[column]!.length));
    const widths = [width(0, 5), width(1, 8), width(2, 8), width(3, 9)];
    const inodes = Math.max(...entries.map((entry) => String(entry.stat.ino).length), 0);
    for (const [i, entry] of entries.entries()) {
      const [links, user, group, size] = rows[i]! as [string, string, string, string];
      let target = '';
      if (entry.stat.type === 'symlink') {
        try {
          target = ` -> ${this.io.sys.readlink(entry.path)}`;
        } catch (error) {
          reason(error);
        }
      }
      const fields = [
        `${o.has('i') ? `${String(entry.stat.ino).padStart(inodes)} ` : ''}${modeString(entry.stat)}`,
        links.padStart(widths[0]!),
        ...(o.has('g') ? [] : [user.padEnd(widths[1]!)]),
        ...(o.has('o') || o.has('G') ? [] : [group.padEnd(widths[2]!)]),
        size.padStart(widths[3]!),
        this.time(entry.stat.mtimeMs),
      ];
      await this.io.out(`${fields.join(' ')} ${this.shown(entry)}${target}\n`);
    }
  }

  async directory(path: string, header: boolean, first: boolean): Promise<void> {
    const { io, options: o } = this;
    let names: string[];
    try {
      names = io.sys.readdir(path).map((entry) => entry.name);
    } catch (error) {
      await io.complain(io.flavour === 'gnu' ? `cannot open directory '${path}'` : `can't open '${path}'`, error);
      this.status = io.flavour === 'gnu' ? 2 : 1;
      return;
    }
    if (header) await io.out(`${first ? '' : '\n'}${path}:\n`);
    if (o.has('a')) names = ['.', '..', ...names];
    else if (!o.has('A')) names = names.filter((name) => !name.startsWith('.'));
    const join = (name: string) => (path.endsWith('/') ? `${path}${name}` : `${path}/${name}`);
    const entries = names.flatMap((name) => {
      const stat = this.stat(join(name));
      return stat ? [{ name, path: join(name), stat }] : [];
    });
    await io.sys.cpu(names.length);
    await this.print(entries, true);
    if (!o.has('R')) return;
    for (const entry of this.sort(entries)) if (entry.stat.type === 'dir' && entry.name !== '.' && entry.name !== '..') await this.directory(entry.path, true, false);
  }

  async run(paths: readonly string[]): Promise<number> {
    const files: Entry[] = [];
    const dirs: Entry[] = [];
    for (const path of paths) {
      try {
        // A symbolic link to a directory is followed on the command line unless it is shown long.
        const follow = !this.options.has('l') && !this.options.has('d') && !this.options.has('F');
        let stat: Stat;
        try {
          stat = follow || this.options.has('L') || path.endsWith('/') ? this.io.sys.stat(path) : this.io.sys.lstat(path);
        } catch (error) {
          if (!isSysError(error)) throw error;
          stat = this.io.sys.lstat(path);
        }
        (stat.type === 'dir' && !this.options.has('d') ? dirs : files).push({ name: path, path, stat });
      } catch (error) {
        await this.io.complain(this.io.flavour === 'gnu' ? `cannot access '${path}'` : path, error);
        this.status = this.io.flavour === 'gnu' ? 2 : 1;
      }
    }
    if (files.length > 0) await this.print(files, false);
    const header = paths.length > 1 || this.options.has('R');
    for (const [i, dir] of this.sort(dirs).entries()) await this.directory(dir.path, header, i === 0 && files.length === 0);
    return this.status;
  }
}

function extension(name: string): string {
  return /\.[^.]*$/.exec(name)?.[0] ?? '';
}

/** Names in columns, filled downwards, two blanks apart, as narrow as they fit. */
export function columns(names: readonly string[], widths: readonly number[], total: number): string {
  if (names.length === 0) return '';
  for (let rows = 1; ; rows++) {
    const count = Math.ceil(names.length / rows);
    const columnWidths = Array.from({ length: count }, (_, c) => Math.max(...widths.slice(c * rows, c * rows + rows)));
    const line = columnWidths.reduce((sum, width) => sum + width, 0) + 2 * (count - 1);
    if (line > total && rows < names.length) continue;
    let out = '';
    for (let row = 0; row < rows; row++) {
      for (let c = 0; c < count; c++) {
        const i = c * rows + row;
        if (i >= names.length) break;
        const last = c === count - 1 || i + rows >= names.length;
        out += names[i]! + (last ? '' : ' '.repeat(columnWidths[c]! - widths[i]! + 2));
      }
      out += '\n';
    }
    return out;
  }
}

/** ls(1). */
export const ls: Applet = async (io) => {
  const options = await parseOptions(
    io,
    {
      // 2 and 3 stand for long options alone, which take values.
      short: '1aAlhrRtSXdFpinsgoGmCLUfxcukNqQvw:Z2::3:',
      long: { all: 'a', 'almost-all': 'A', 'human-readable': 'h', reverse: 'r', recursive: 'R', directory: 'd', classify: 'F', inode: 'i', size: 's', 'numeric-uid-gid': 'n', 'no-group': 'G', dereference: 'L', color: '2', 'time-style': '3', 'full-time': 'full-time', 'group-directories-first': 'group-directories-first' },
    },
    io.flavour === 'gnu' ? 2 : 1,
  );
  for (const letter of ['n', 'g', 'o', 'full-time']) if (options.has(letter)) options.values.set('l', ['']);
  return new Lister(io, options).run(options.rest.length > 0 ? options.rest : ['.']);
};
