import { text } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { Applet, Io } from '../applet';
import { reason } from '../applet';
import { missing } from '../coreutils/files';
import { humanSize } from '../coreutils/ls';
import { parseMode } from '../coreutils/mode';
import { findExecutable } from '../coreutils/who';
import { parseOptions } from '../options';
import { sprintf, toNumber } from './awk/format';
import { globRegex } from './glob';

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', '"': '"' };

function unescape(source: string): string {
  return source.replace(/\\([0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)/gs, (all, code: string) => (/^[0-7]/.test(code) ? String.fromCharCode(parseInt(code, 8) & 255) : /^x./.test(code) ? String.fromCharCode(parseInt(code.slice(1), 16)) : (ESCAPES[code] ?? all)));
}

/** printf(1). */
export const printf: Applet = async (io) => {
  const [format, ...args] = io.args[0] === '--' ? io.args.slice(1) : io.args;
  if (format === undefined) return missing(io);
  const kinds = [...format.matchAll(/%[-+ #0]*(\*|\d+)?(?:\.(\*|\d+)?)?([a-zA-Z%])/g)].map((match) => match[3]!).filter((kind) => kind !== '%');
  let status = 0;
  let at = 0;
  do {
    const taken: (string | number)[] = [];
    for (const kind of kinds) {
      const value = args[at++] ?? '';
      if (kind === 'b') taken.push(unescape(value));
      else if (kind === 's' || kind === 'c') taken.push(value);
      else if (/^['"]/.test(value)) taken.push(value.codePointAt(1) ?? 0);
      else {
        const number = /^[-+]?0[xX][0-9a-fA-F]+$/.test(value) ? Number(value) : /^[-+]?0\d+$/.test(value) && kind !== 'f' ? parseInt(value, 8) : toNumber(value);
        if (value !== '' && !/^\s*[-+]?(0[xX][0-9a-fA-F]+|\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(value)) {
          await io.complain(/^\s*[-+]?\d/.test(value) ? `‘${value}’: value not completely converted` : `‘${value}’: expected a numeric value`);
          status = 1;
        }
        taken.push(number);
      }
    }
    await io.out(sprintf(unescape(format.replace(/%([-+ #0]*[\d.]*)b/g, '%$1s')), taken));
  } while (at < args.length && kinds.length > 0);
  return status;
};

/** tree(1): -a -d -L -f -I -P --noreport -s -h. */
export const tree: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'adL:fI:P:shpugiFCn1', long: { noreport: '1', dirsfirst: 'F', all: 'a' } });
  let [folders, files] = [0, 0];
  const depth = Number(options.get('L') ?? Infinity);
  const walk = async (path: string, indent: string, level: number): Promise<void> => {
    let entries = io.sys.readdir(path).filter((entry) => (options.has('a') || !entry.name.startsWith('.')) && !(options.has('d') && entry.type !== 'dir'));
    const ignore = options.get('I');
    if (ignore !== undefined) entries = entries.filter((entry) => !ignore.split('|').some((glob) => globRegex(glob).test(entry.name)));
    const only = options.get('P');
    if (only !== undefined) entries = entries.filter((entry) => entry.type === 'dir' || globRegex(only).test(entry.name));
    entries.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
    for (const [i, entry] of entries.entries()) {
      const last = i === entries.length - 1;
      const full = `${path.replace(/(.)\/$/, '$1')}/${entry.name}`;
      const size = options.has('s') || options.has('h') ? `[${options.has('h') ? humanSize(io.sys.lstat(full).size).padStart(4) : String(io.sys.lstat(full).size).padStart(11)}]  ` : '';
      await io.out(`${indent}${last ? '└── ' : '├── '}${size}${options.has('f') ? full : entry.name}${entry.type === 'symlink' ? ` -> ${io.sys.readlink(full)}` : ''}\n`);
      if (entry.type === 'dir') {
        folders++;
        if (level < depth) {
          try {
            await walk(full, `${indent}${last ? '    ' : '│   '}`, level + 1);
          } catch (error) {
            if (!isSysError(error)) throw error;
          }
        }
      } else files++;
    }
  };
  let status = 0;
  for (const root of options.rest.length > 0 ? options.rest : ['.']) {
    try {
      if (io.sys.stat(root).type !== 'dir') throw new Error('not a folder');
      await io.out(`${root}\n`);
      await walk(root, '', 1);
    } catch (error) {
      if (!isSysError(error) && !(error instanceof Error && error.message === 'not a folder')) throw error;
      await io.out(`${root}  [error opening dir]\n`);
      status = 2;
    }
  }
  const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
  if (!options.has('1')) await io.out(`\n${plural(folders, 'directory', 'directories')}${options.has('d') ? '' : `, ${plural(files, 'file', 'files')}`}\n`);
  return status;
};

/** envsubst(1): `$NAME` and `${NAME}`, all or those named. */
export const envsubst: Applet = async (io) => {
  if (io.args[0] === '-v' || io.args[0] === '--variables') {
    for (const match of (io.args[1] ?? '').matchAll(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g)) await io.out(`${match[1] ?? match[2]}\n`);
    return 0;
  }
  const only = io.args[0] === undefined ? undefined : new Set([...io.args[0].matchAll(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g)].map((match) => match[1] ?? match[2]));
  await io.out(text(await io.stdin()).replace(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g, (all, braced: string | undefined, bare: string | undefined) => {
    const name = braced ?? bare!;
    return only && !only.has(name) ? all : (io.sys.env[name] ?? '');
  }));
  return 0;
};

/** install(1): -d -m -o -g -D -t -v. */
export const install: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'dm:o:g:Dt:vpcsb', long: { directory: 'd', mode: 'm', owner: 'o', group: 'g', 'target-directory': 't', verbose: 'v' } });
  const mode = parseMode(options.get('m') ?? '755', 0, false, 0);
  const { lookupId } = await io.sys.external(import('../coreutils/files'));
  const own = (path: string) => {
    io.sys.chmod(path, mode);
    const number = (file: '/etc/passwd' | '/etc/group', name: string | undefined) => (name === undefined ? -1 : (lookupId(io, file, name) ?? Number(name)));
    if (options.has('o') || options.has('g')) {
      const stat = io.sys.stat(path);
      const [uid, gid] = [number('/etc/passwd', options.get('o')), number('/etc/group', options.get('g'))];
      io.sys.chown(path, uid === -1 ? stat.uid : uid, gid === -1 ? stat.gid : gid);
    }
  };
  const folders = (path: string) => path.split('/').forEach((_, i, parts) => {
    const part = parts.slice(0, i + 1).join('/');
    if (part !== '' && !io.sys.access(part, '')) io.sys.mkdir(part, 0o755);
  });
  if (options.rest.length === 0) return missing(io, 'missing file operand');
  try {
    if (options.has('d')) {
      for (const path of options.rest) {
        folders(path);
        own(path);
      }
      return 0;
    }
    const target = options.get('t') ?? options.rest.at(-1)!;
    const sources = options.has('t') ? options.rest : options.rest.slice(0, -1);
    if (sources.length === 0) {
      await io.complain(`missing destination file operand after '${target}'`);
      await io.err(`Try '${io.name} --help' for more information.`);
      return 1;
    }
    const isFolder = io.sys.access(target, '') && io.sys.stat(target).type === 'dir';
    if (options.has('D')) folders(isFolder || options.has('t') ? target : target.slice(0, target.lastIndexOf('/')));
    for (const source of sources) {
      const path = isFolder || options.has('t') ? `${target.replace(/\/$/, '')}/${source.replace(/^.*\//, '')}` : target;
      if (!io.sys.access(source, '')) {
        await io.complain(`cannot stat '${source}': No such file or directory`);
        return 1;
      }
      if (io.sys.access(path, '')) io.sys.unlink(path);
      io.sys.writeContent(path, io.sys.readContent(source), mode);
      own(path);
      if (options.has('v')) await io.out(`'${source}' -> '${path}'\n`);
    }
    return 0;
  } catch (error) {
    await io.complain(`cannot create '${options.rest.at(-1)}'`, error);
    return 1;
  }
};

/** mkfifo(1), mknod(1), link(1) and unlink(1). */
export const nodes: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'm:', long: { mode: 'm' } });
  const [first, second, major, minor] = options.rest;
  if (first === undefined || (io.name === 'link' && second === undefined)) return missing(io, first === undefined ? 'missing operand' : `missing operand after ‘${first}’`);
  const mode = options.get('m') === undefined ? 0o666 : parseMode(options.get('m')!, 0o666, false, 0);
  try {
    if (io.name === 'mkfifo') for (const path of options.rest) io.sys.mknod(path, 'fifo', mode);
    else if (io.name === 'link') io.sys.link(first, second!);
    else if (io.name === 'unlink') io.sys.unlink(first);
    else io.sys.mknod(first, second === 'p' ? 'fifo' : second === 'b' ? 'blk' : 'chr', mode, Number(major ?? 0) * 256 + Number(minor ?? 0));
    return 0;
  } catch (error) {
    const why = reason(error);
    await io.complain(io.name === 'mkfifo' ? `cannot create fifo '${first}': ${why}` : io.name === 'link' ? `cannot create link '${second}' to '${first}': ${why}` : io.name === 'unlink' ? `cannot unlink '${first}': ${why}` : `${first}: ${why}`);
    return 1;
  }
};

/** clear(1), reset(1) and tput(1) as scripts use it. */
export const clear: Applet = async (io) => {
  if (io.name !== 'tput') {
    await io.out(io.name === 'reset' ? '\x1bc' : '\x1b[H\x1b[2J\x1b[3J');
    return 0;
  }
  const [name, value] = io.args.filter((arg) => !arg.startsWith('-T'));
  const size = io.sys.isatty(1) ? io.sys.winsize(1) : { rows: 24, cols: 80 };
  const codes: Record<string, string> = { clear: '\x1b[H\x1b[2J\x1b[3J', bold: '\x1b[1m', sgr0: '\x1b(B\x1b[m', smul: '\x1b[4m', rmul: '\x1b[24m', rev: '\x1b[7m', civis: '\x1b[?25l', cnorm: '\x1b[?12l\x1b[?25h', cols: `${size.cols}\n`, lines: `${size.rows}\n`, colors: '256\n', el: '\x1b[K', setaf: `\x1b[3${value ?? 0}m`, setab: `\x1b[4${value ?? 0}m` };
  const code = codes[name ?? ''];
  if (code === undefined) {
    await io.err(`tput: unknown terminfo capability '${name ?? ''}'`);
    return 4;
  }
  await io.out(code);
  return 0;
};

/** stty(1): size, -echo, echo, raw, cooked, sane, -a. */
export const stty: Applet = async (io) => {
  if (!io.sys.isatty(0)) {
    await io.complain("'standard input': Inappropriate ioctl for device");
    return 1;
  }
  for (const arg of io.args) {
    if (arg === 'size') {
      const { rows, cols } = io.sys.winsize(0);
      await io.out(`${rows} ${cols}\n`);
    } else if (arg === 'echo' || arg === '-echo') io.sys.tcsetattr(0, { echo: arg === 'echo' });
    else if (arg === 'raw' || arg === '-icanon') io.sys.tcsetattr(0, { canonical: false, ...(arg === 'raw' && { signals: false, crToNl: false, nlToCrNl: false }) });
    else if (arg === 'sane' || arg === 'cooked' || arg === 'icanon' || arg === '-raw') io.sys.tcsetattr(0, { canonical: true, echo: true, signals: true, crToNl: true, nlToCrNl: true });
    else if (arg !== '-a' && arg !== '-g' && !/^(\d+|cols|columns|rows|-?ixon|-?isig|time|min)$/.test(arg)) {
      await io.complain(`invalid argument '${arg}'`);
      await io.err(`Try '${io.name} --help' for more information.`);
      return 1;
    }
  }
  if (io.args.length === 0 || io.args[0] === '-a') {
    const { rows, cols } = io.sys.winsize(0);
    const term = io.sys.tcgetattr(0);
    const flag = (on: boolean, name: string) => `${on ? '' : '-'}${name}`;
    await io.out(io.args.length === 0 ? 'speed 38400 baud; line = 0;\n' : `speed 38400 baud; rows ${rows}; columns ${cols}; line = 0;\n${flag(term.signals, 'isig')} ${flag(term.canonical, 'icanon')} ${flag(term.echo, 'echo')} ${flag(term.crToNl, 'icrnl')} ${flag(term.nlToCrNl, 'opost')} ${flag(term.flowControl, 'ixon')}\n`);
  }
  return 0;
};

async function spawnAndWait(io: Io, words: readonly string[]): Promise<number> {
  const path = findExecutable(io, words[0]!, io.sys.env['PATH']);
  if (path === undefined) {
    await io.complain(io.name === 'time' ? `cannot run ${words[0]}: No such file or directory` : `${words[0]}: not found`);
    return 127;
  }
  await io.flush();
  const pid = await io.sys.spawn(path, words, { env: io.sys.env });
  const ended = (await io.sys.wait({ pid }))?.status;
  return ended?.kind === 'exited' ? ended.code : 128;
}

/** time(1), POSIX's format. */
export const time: Applet = async (io) => {
  const words = io.args.filter((arg, i) => !(i === 0 && arg === '-p'));
  if (words.length === 0) return missing(io);
  const start = io.sys.now();
  const status = await spawnAndWait(io, words);
  const seconds = (io.sys.now() - start) / 1000;
  await io.err(io.args[0] === '-p' ? `real ${seconds.toFixed(2)}\nuser 0.00\nsys 0.00` : io.flavour === 'busybox' ? `real\t${Math.floor(seconds / 60)}m ${(seconds % 60).toFixed(2)}s\nuser\t0m 0.00s\nsys\t0m 0.00s` : `0.00user 0.00system ${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(2).padStart(5, '0')}elapsed 0%CPU (0avgtext+0avgdata 0maxresident)k\n0inputs+0outputs (0major+0minor)pagefaults 0swaps`);
  return status;
};

/** watch(1): -n -t -d; runs by `sh -c` until interrupted. */
export const watch: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'n:tdgexbc', long: { interval: 'n', 'no-title': 't', differences: 'd' }, stopAtFirst: true });
  if (options.rest.length === 0) {
    await io.err('Usage:\n watch [options] command');
    return 1;
  }
  const command = options.rest.join(' ');
  const interval = Math.max(0.1, Number(options.get('n') ?? 2));
  for (;;) {
    await io.out('\x1b[H\x1b[2J');
    if (!options.has('t')) await io.out(`Every ${interval.toFixed(1)}s: ${command}\n\n`);
    await spawnAndWait(io, ['sh', '-c', command]);
    await io.sys.sleep(interval * 1000);
  }
};
