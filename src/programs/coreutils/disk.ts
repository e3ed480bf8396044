import { isSysError } from '../../machine/errno';
import type { Stat } from '../../machine/file-system';
import type { Applet } from '../applet';
import { reason } from '../applet';
import { parseOptions } from '../options';
import { formatDate } from './date-text';
import { missing } from './files';
import { humanSize, idNames, modeString } from './ls';

/** du(1): -s -h -a -c -d -b -k -m. */
export const du: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'shacd:bkmxL0', long: { summarize: 's', 'human-readable': 'h', all: 'a', total: 'c', 'max-depth': 'd', bytes: 'b', 'apparent-size': 'A' } });
  const depthLimit = options.has('s') ? 0 : Number(options.get('d') ?? Infinity);
  const seen = new Set<string>();
  let status = 0;
  let total = 0;
  const show = async (bytes: number, path: string) => {
    const size = options.has('h') ? humanSize(bytes) : options.has('b') ? String(bytes) : options.has('m') ? String(Math.ceil(bytes / 1024 ** 2)) : String(Math.ceil(bytes / 1024));
    await io.out(`${size}\t${path}\n`);
  };
  const visit = async (path: string, depth: number): Promise<number> => {
    let stat: Stat;
    try {
      stat = io.sys.lstat(path);
    } catch (error) {
      await io.complain(`cannot access '${path}'`, error);
      status = 1;
      return 0;
    }
    const key = `${stat.dev}:${stat.ino}`;
    if (stat.nlink > 1 && stat.type !== 'dir') {
      if (seen.has(key)) return 0;
      seen.add(key);
    }
    let bytes = options.has('b') || options.has('A') ? stat.size : stat.blocks * 512;
    if (stat.type === 'dir') {
      try {
        for (const entry of io.sys.readdir(path)) bytes += await visit(`${path.replace(/\/$/, '')}/${entry.name}`, depth + 1);
      } catch (error) {
        await io.complain(`cannot read directory '${path}'`, error);
        status = 1;
      }
      await io.sys.cpu(1);
    }
    if (depth === 0 || (depth <= depthLimit && (stat.type === 'dir' || options.has('a')))) await show(bytes, path);
    return bytes;
  };
  for (const path of options.rest.length > 0 ? options.rest : ['.']) total += await visit(path, 0);
  if (options.has('c')) await show(total, 'total');
  return status;
};

/** df(1): -h -T -i -a -k -m and paths. */
export const df: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'hTiakmPlHt:x:', long: { 'human-readable': 'h', 'print-type': 'T', inodes: 'i', all: 'a', portability: 'P' } });
  const unescape = (field: string) => field.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
  let points: string[];
  let status = 0;
  if (options.rest.length > 0) points = options.rest;
  else points = io.sys.readText('/proc/self/mounts').split('\n').filter(Boolean).map((line) => unescape(line.split(' ')[1]!));
  const rows: string[][] = [];
  const seen = new Set<string>();
  for (const path of points) {
    try {
      const usage = io.sys.statfs(path);
      const pseudo = ['proc', 'sysfs', 'devpts', 'cgroup2', 'mqueue', 'cgroup'].includes(usage.type);
      if (options.rest.length === 0 && !options.has('a') && (pseudo || seen.has(usage.mountPoint))) continue;
      if (options.has('t') && options.get('t') !== usage.type) continue;
      seen.add(usage.mountPoint);
      const inodes = options.has('i');
      const [all, free] = inodes ? [usage.files, usage.filesFree] : [usage.blocks * usage.blockSize, usage.blocksFree * usage.blockSize];
      const used = all - free;
      const size = (n: number) => (inodes ? (options.has('h') ? humanSize(n) : String(n)) : options.has('h') ? humanSize(n) : options.has('m') ? String(Math.ceil(n / 1024 ** 2)) : String(Math.ceil(n / 1024)));
      rows.push([usage.source, ...(options.has('T') ? [usage.type] : []), size(all), size(used), size(free), all === 0 ? '-' : `${Math.ceil((used / all) * 100)}%`, usage.mountPoint]);
    } catch (error) {
      await io.complain(path, error);
      status = 1;
    }
  }
  const block = options.has('h') ? 'Size' : options.has('m') ? '1M-blocks' : options.has('P') ? '1024-blocks' : '1K-blocks';
  const header = ['Filesystem', ...(options.has('T') ? ['Type'] : []), ...(options.has('i') ? ['Inodes', 'IUsed', 'IFree', 'IUse%'] : [block, 'Used', options.has('h') ? 'Avail' : 'Available', options.has('P') ? 'Capacity' : 'Use%']), 'Mounted on'];
  const table = [header, ...rows];
  const widths = header.map((_, column) => Math.max(column === 0 ? 14 : column >= header.length - 2 ? 0 : 5, ...table.map((row) => row[column]!.length)));
  const left = new Set([0, header.length - 1, ...(options.has('T') ? [1] : [])]);
  for (const row of table) await io.out(`${row.map((cell, column) => (column === header.length - 1 ? cell : left.has(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join(' ')}\n`);
  return status;
};

/** stat(1): the long form and -c FORMAT. */
export const stat: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'c:Lft', long: { format: 'c', printf: 'printf', dereference: 'L', terse: 't' } });
  if (options.rest.length === 0) return missing(io);
  const user = idNames(io, '/etc/passwd');
  const group = idNames(io, '/etc/group');
  const kinds = { file: 'regular file', dir: 'directory', symlink: 'symbolic link', fifo: 'fifo', socket: 'socket', chr: 'character special file', blk: 'block special file' };
  let status = 0;
  for (const path of options.rest) {
    let s: Stat;
    try {
      s = options.has('L') ? io.sys.stat(path) : io.sys.lstat(path);
    } catch (error) {
      await io.complain(io.flavour === 'gnu' ? `cannot statx '${path}'` : `can't stat '${path}'`, error);
      status = 1;
      continue;
    }
    const kind = s.type === 'file' && s.size === 0 ? 'regular empty file' : kinds[s.type];
    const stamp = (ms: number) => formatDate('%Y-%m-%d %H:%M:%S.%N +0000', ms);
    const link = s.type === 'symlink' ? io.sys.readlink(path) : undefined;
    const values: Record<string, string> = {
      n: path, N: link === undefined ? `'${path}'` : `'${path}' -> '${link}'`, s: String(s.size), b: String(s.blocks), B: '512', o: '4096', F: kind, f: (({ file: 0o100000, dir: 0o40000, symlink: 0o120000, fifo: 0o10000, socket: 0o140000, chr: 0o20000, blk: 0o60000 })[s.type] + s.mode).toString(16),
      a: s.mode.toString(8), A: modeString(s), u: String(s.uid), U: user(s.uid), g: String(s.gid), G: group(s.gid), i: String(s.ino), h: String(s.nlink), d: String(s.dev), D: s.dev.toString(16), t: (s.rdev >> 8).toString(16), T: (s.rdev & 255).toString(16),
      x: stamp(s.atimeMs), y: stamp(s.mtimeMs), z: stamp(s.ctimeMs), w: '-', X: String(Math.floor(s.atimeMs / 1000)), Y: String(Math.floor(s.mtimeMs / 1000)), Z: String(Math.floor(s.ctimeMs / 1000)), W: '0', m: '/', '%': '%',
    };
    const format = options.get('c') ?? options.get('printf');
    if (format !== undefined) {
      const filled = format.replace(/%[-0-9.]*([A-Za-z%])/g, (all, letter: string) => values[letter] ?? all);
      await io.out(options.has('printf') ? filled.replace(/\\n/g, '\n').replace(/\\t/g, '\t') : `${filled}\n`);
      continue;
    }
    await io.out(`  File: ${link === undefined ? path : `${path} -> ${link}`}\n  Size: ${String(s.size).padEnd(10)}\tBlocks: ${String(s.blocks).padEnd(10)} IO Block: 4096   ${kind}\n`);
    await io.out(`Device: ${s.dev >> 8},${s.dev & 255}\tInode: ${String(s.ino).padEnd(11)} Links: ${s.nlink}\n`);
    await io.out(`Access: (${s.mode.toString(8).padStart(4, '0')}/${modeString(s)})  Uid: (${String(s.uid).padStart(5)}/${user(s.uid).padStart(8)})   Gid: (${String(s.gid).padStart(5)}/${group(s.gid).padStart(8)})\n`);
    await io.out(`Access: ${stamp(s.atimeMs)}\nModify: ${stamp(s.mtimeMs)}\nChange: ${stamp(s.ctimeMs)}\n Birth: -\n`);
  }
  return status;
};

/** dd(1): if of bs count skip seek status. */
export const dd: Applet = async (io) => {
  const args = new Map(io.args.map((arg) => [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)]));
  const size = (text: string | undefined, fallback: number): number => {
    const match = /^(\d+)([bckKMGwx]?)(i?B)?$/.exec(text ?? '');
    return match ? Number(match[1]) * ({ b: 512, c: 1, k: 1024, K: 1024, M: 1024 ** 2, G: 1024 ** 3, w: 2 }[match[2]!] ?? 1) : fallback;
  };
  const block = size(args.get('bs'), 512);
  const count = args.has('count') ? size(args.get('count'), 0) : Infinity;
  let input = 0;
  let output = 1;
  try {
    if (args.has('if')) input = io.sys.open(args.get('if')!, 'r');
    if (args.has('of')) output = io.sys.open(args.get('of')!, { write: true, create: true, truncate: !(args.get('conv') ?? '').includes('notrunc') });
  } catch (error) {
    await io.complain(io.flavour === 'gnu' ? `failed to open '${input === 0 ? args.get('if') : args.get('of')}'` : `can't open '${input === 0 ? args.get('if') : args.get('of')}'`, error);
    return 1;
  }
  if (args.has('skip')) io.sys.lseek(input, size(args.get('skip'), 0) * block, 'set');
  if (args.has('seek')) io.sys.lseek(output, size(args.get('seek'), 0) * block, 'set');
  const start = io.sys.now();
  let full = 0;
  let partial = 0;
  let bytes = 0;
  let failed: string | undefined;
  try {
    for (let i = 0; i < count; i++) {
      let got = 0;
      while (got < block) {
        const part = await io.sys.read(input, Math.min(block - got, 1024 ** 2));
        if (part.length === 0) break;
        await io.sys.write(output, part);
        await io.sys.cpu(part.length / 4000);
        got += part.length;
        if (io.sys.fstat(input).type === 'fifo') break;
      }
      if (got === 0) break;
      if (got === block) full++;
      else partial++;
      bytes += got;
    }
  } catch (error) {
    failed = reason(error);
    if (!isSysError(error, 'ENOSPC')) throw error;
    await io.complain(`error writing '${args.get('of') ?? 'standard output'}'`, error);
  }
  const seconds = Math.max(1e-6, (io.sys.now() - start) / 1000);
  if (args.get('status') !== 'none') {
    await io.err(`${full}+${partial} records in\n${full}+${partial} records out`);
    if (args.get('status') !== 'noxfer') {
      const human = bytes >= 1000 ? ` (${(bytes / 1000 ** Math.min(3, Math.floor(Math.log10(bytes) / 3))).toPrecision(2)} ${['B', 'kB', 'MB', 'GB'][Math.min(3, Math.floor(Math.log10(bytes) / 3))]}${bytes >= 1024 ? `, ${(bytes / 1024 ** Math.min(3, Math.floor(Math.log2(bytes) / 10))).toPrecision(2)} ${['B', 'KiB', 'MiB', 'GiB'][Math.min(3, Math.floor(Math.log2(bytes) / 10))]}` : ''})` : '';
      await io.err(`${bytes} bytes${human} copied, ${seconds.toPrecision(6).replace(/0+$/, '')} s, ${(bytes / seconds / 1e6).toPrecision(2)} MB/s`);
    }
  }
  return failed === undefined ? 0 : 1;
};

export const truncate: Applet = async (io) => {
  const options = await parseOptions(io, { short: 's:cl:', long: { size: 's', 'no-create': 'c', length: 'l' } });
  const match = /^([-+]?)(\d+)([KMG]?)i?B?$/.exec(options.get('s') ?? options.get('l') ?? '');
  if (!match) {
    await io.complain(options.has('s') ? `Invalid number: ‘${options.get('s')}’` : 'you must specify either ‘--size’ or ‘--reference’');
    return 1;
  }
  const bytes = Number(match[2]) * { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 }[match[3] as '']!;
  for (const path of options.rest) {
    const fd = io.sys.open(path, { write: true, create: !options.has('c') });
    const now = io.sys.fstat(fd).size;
    io.sys.ftruncate(fd, match[1] === '+' ? now + bytes : match[1] === '-' ? Math.max(0, now - bytes) : bytes);
    io.sys.close(fd);
  }
  return 0;
};

/** fallocate(1) of util-linux: -l LENGTH -o OFFSET -n; a file is never made smaller. */
export const fallocate: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'l:o:nvx', long: { length: 'l', offset: 'o', 'keep-size': 'n', verbose: 'v', posix: 'x' } });
  const size = (value: string): number => {
    const match = /^(\d+)([KMGT]?)(i?B)?$/i.exec(value);
    return match ? Number(match[1]) * (match[3] === 'B' ? 1000 : 1024) ** ' KMGT'.indexOf(match[2]!.toUpperCase() || ' ') : NaN;
  };
  const [length, offset] = [options.get('l'), size(options.get('o') ?? '0')];
  const bytes = size(length ?? '');
  const wrong = length === undefined ? 'no length argument specified' : !(bytes > 0) ? 'invalid length value specified' : Number.isNaN(offset) ? 'invalid offset value specified' : options.rest[0] === undefined ? 'no filename specified' : undefined;
  if (wrong !== undefined) {
    await io.complain(wrong);
    return 1;
  }
  const path = options.rest[0]!;
  try {
    const fd = io.sys.open(path, { write: true, create: true });
    if (!options.has('n') && io.sys.fstat(fd).size < offset + bytes) io.sys.ftruncate(fd, offset + bytes);
    io.sys.close(fd);
  } catch (error) {
    await io.complain(`cannot open ${path}`, error);
    return 1;
  }
  if (options.has('v')) await io.out(`${path}: ${humanSize(bytes)} (${bytes} bytes) allocated.\n`);
  return 0;
};
