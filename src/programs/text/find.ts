import type { FileType, Stat } from '../../machine/file-system';
import type { Applet, Io } from '../applet';
import { reason } from '../applet';
import { parseDate } from '../coreutils/date-parse';
import { formatDate } from '../coreutils/date-text';
import { lookupId } from '../coreutils/files';
import { idNames, modeString } from '../coreutils/ls';
import { parseMode } from '../coreutils/mode';
import { findExecutable } from '../coreutils/who';
import { globRegex } from './glob';
import { posixRegex } from './regex';

interface Found {
  path: string;
  name: string;
  depth: number;
  stat: Stat;
  /** The starting point below which it was found. */
  start: string;
  pruned: boolean;
}

type Test = (found: Found) => Promise<boolean> | boolean;

class FindError extends Error {}

const TYPES: Readonly<Record<string, FileType>> = { f: 'file', d: 'dir', l: 'symlink', p: 'fifo', s: 'socket', c: 'chr', b: 'blk' };
const DAY_MS = 86_400_000;

/** `+n`, `-n` or `n`. */
function comparison(text: string, what: string): (value: number) => boolean {
  const match = /^([-+]?)(\d+)$/.exec(text);
  if (!match) throw new FindError(what);
  const n = Number(match[2]);
  return match[1] === '+' ? (value) => value > n : match[1] === '-' ? (value) => value < n : (value) => value === n;
}

/** find(1)'s expression, read by recursive descent, and its walk. */
class Find {
  private at = 0;
  maxDepth = Infinity;
  minDepth = 0;
  depthFirst = false;
  oneFileSystem = false;
  follow = false;
  status = 0;
  private acts = false;
  private stopped = false;
  private readonly batches: { command: string[]; paths: string[]; folder: string | undefined }[] = [];
  private readonly now: number;

  constructor(
    private readonly io: Io,
    private readonly words: readonly string[],
  ) {
    this.now = io.sys.now();
  }

  parse(): Test {
    if (this.words.length === 0) return this.print();
    const test = this.or();
    if (this.at < this.words.length) {
      if (this.words[this.at] === ')') throw new FindError('invalid expression; you have too many \')\'');
      throw new FindError(`paths must precede expression: \`${this.words[this.at]}'`);
    }
    if (this.acts) return test;
    const print = this.print();
    return async (found) => ((await test(found)) ? print(found) : false);
  }

  private or(): Test {
    let left = this.and();
    while (this.words[this.at] === '-o' || this.words[this.at] === '-or' || this.words[this.at] === ',') {
      const comma = this.words[this.at++] === ',';
      const first = left;
      const right = this.and();
      left = comma ? async (found) => (await first(found), right(found)) : async (found) => (await first(found)) || right(found);
    }
    return left;
  }

  private and(): Test {
    let left = this.not();
    for (;;) {
      const word = this.words[this.at];
      if (word === '-a' || word === '-and') this.at++;
      else if (word === undefined || word === '-o' || word === '-or' || word === ')' || word === ',') return left;
      const first = left;
      const right = this.not();
      left = async (found) => (await first(found)) && right(found);
    }
  }

  private not(): Test {
    const word = this.words[this.at];
    if (word === '!' || word === '-not') {
      this.at++;
      const inner = this.not();
      return async (found) => !(await inner(found));
    }
    if (word === '(') {
      this.at++;
      const inner = this.or();
      if (this.words[this.at] !== ')') throw new FindError('invalid expression; expected to find a \')\' but didn\'t see one. Perhaps you need an extra predicate after \'(\'');
      this.at++;
      return inner;
    }
    return this.primary();
  }

  private value(name: string): string {
    const value = this.words[this.at++];
    if (value === undefined) throw new FindError(this.io.flavour === 'gnu' ? `missing argument to \`${name}'` : `${name} requires an argument`);
    return value;
  }

  private print(separator = '\n'): Test {
    return async (found) => {
      await this.io.out(`${found.path}${separator}`);
      return true;
    };
  }

  private primary(): Test {
    const { io } = this;
    const name = this.words[this.at++];
    if (name === undefined) throw new FindError('expected an expression');
    const bad = (value: string) => (io.flavour === 'gnu' ? `invalid argument \`${value}' to \`${name}'` : `invalid number '${value}'`);
    const timeOf = (stat: Stat, letter: string) => (letter === 'm' ? stat.mtimeMs : letter === 'a' ? stat.atimeMs : stat.ctimeMs);
    switch (name) {
      case '-name': case '-iname': {
        const regex = globRegex(this.value(name), name === '-iname');
        return (found) => regex.test(found.name);
      }
      case '-path': case '-wholename': case '-ipath': {
        const regex = globRegex(this.value(name), name === '-ipath');
        return (found) => regex.test(found.path);
      }
      case '-lname': {
        const regex = globRegex(this.value(name));
        return (found) => found.stat.type === 'symlink' && regex.test(io.sys.readlink(found.path));
      }
      case '-regex': case '-iregex': {
        const regex = posixRegex(`^\\(${this.value(name)}\\)$`, { extended: false, ignoreCase: name === '-iregex' });
        return (found) => regex.test(found.path);
      }
      case '-regextype':
        this.value(name);
        return () => true;
      case '-type': case '-xtype': {
        const value = this.value(name);
        const types = value.split(',').map((letter) => {
          const type = TYPES[letter];
          if (!type) throw new FindError(`Unknown argument to ${name}: ${value[0]}`);
          return type;
        });
        return (found) => types.includes(name === '-xtype' ? io.sys.stat(found.path).type : found.stat.type);
      }
      case '-size': {
        const value = this.value(name);
        const match = /^([-+]?\d+)([cwbkMG]?)$/.exec(value);
        if (!match) throw new FindError(io.flavour === 'gnu' ? `Invalid argument \`${value}' to -size` : bad(value));
        const unit = { c: 1, w: 2, b: 512, k: 1024, M: 1 << 20, G: 1 << 30, '': 512 }[match[2] as 'c'];
        const test = comparison(match[1]!, bad(value));
        return (found) => test(Math.ceil(found.stat.size / unit));
      }
      case '-empty':
        return (found) => (found.stat.type === 'dir' ? io.sys.readdir(found.path).length === 0 : found.stat.type === 'file' && found.stat.size === 0);
      case '-mtime': case '-atime': case '-ctime': {
        const value = this.value(name);
        const test = comparison(value, bad(value));
        return (found) => test(Math.floor((this.now - timeOf(found.stat, name[1]!)) / DAY_MS));
      }
      case '-mmin': case '-amin': case '-cmin': {
        const value = this.value(name);
        const test = comparison(value, bad(value));
        return (found) => test(Math.ceil((this.now - timeOf(found.stat, name[1]!)) / 60_000));
      }
      case '-newer': case '-anewer': case '-cnewer': {
        const value = this.value(name);
        let reference: number;
        try {
          reference = io.sys.stat(value).mtimeMs;
        } catch (error) {
          throw new FindError(io.flavour === 'gnu' ? `‘${value}’: ${reason(error)}` : `${value}: ${reason(error)}`);
        }
        return (found) => found.stat.mtimeMs > reference;
      }
      case '-newermt': {
        const value = this.value(name);
        const reference = parseDate(value, this.now);
        if (Number.isNaN(reference)) throw new FindError(`I cannot figure out how to interpret \`${value}' as a date or time`);
        return (found) => found.stat.mtimeMs > reference;
      }
      case '-user': case '-group': {
        const value = this.value(name);
        const id = lookupId(io, name === '-user' ? '/etc/passwd' : '/etc/group', value);
        if (id === undefined) throw new FindError(io.flavour === 'gnu' ? `invalid ${name.slice(1)} name or ${name === '-user' ? 'UID' : 'GID'} argument to ${name}: \`${value}'` : `unknown ${name.slice(1)} ${value}`);
        return (found) => (name === '-user' ? found.stat.uid : found.stat.gid) === id;
      }
      case '-uid': case '-gid': case '-links': case '-inum': {
        const value = this.value(name);
        const test = comparison(value, bad(value));
        return (found) => test(name === '-uid' ? found.stat.uid : name === '-gid' ? found.stat.gid : name === '-links' ? found.stat.nlink : found.stat.ino);
      }
      case '-nouser': {
        const names = idNames(io, '/etc/passwd');
        return (found) => names(found.stat.uid) === String(found.stat.uid);
      }
      case '-nogroup': {
        const names = idNames(io, '/etc/group');
        return (found) => names(found.stat.gid) === String(found.stat.gid);
      }
      case '-perm': {
        const value = this.value(name);
        const kind = /^[-/+]/.exec(value)?.[0] ?? '';
        let mode: number;
        try {
          mode = parseMode(value.slice(kind.length), 0, false, 0);
        } catch {
          throw new FindError(`invalid mode \`${value}'`);
        }
        return (found) => (kind === '-' ? (found.stat.mode & mode) === mode : kind ? mode === 0 || (found.stat.mode & mode) !== 0 : found.stat.mode === mode);
      }
      case '-readable': case '-writable': case '-executable':
        return (found) => io.sys.access(found.path, { '-readable': 'r', '-writable': 'w', '-executable': 'x' }[name]);
      case '-samefile': {
        const reference = io.sys.stat(this.value(name));
        return (found) => found.stat.ino === reference.ino && found.stat.dev === reference.dev;
      }
      case '-maxdepth': case '-mindepth': {
        const value = this.value(name);
        if (!/^\d+$/.test(value)) throw new FindError(io.flavour === 'gnu' ? `Expected a positive decimal integer argument to ${name}, but got '${value}'`.replace(/'([^']*)'$/, '‘$1’') : bad(value));
        if (name === '-maxdepth') this.maxDepth = Number(value);
        else this.minDepth = Number(value);
        return () => true;
      }
      case '-depth': case '-d':
        this.depthFirst = true;
        return () => true;
      case '-xdev': case '-mount':
        this.oneFileSystem = true;
        return () => true;
      case '-follow':
        this.follow = true;
        return () => true;
      case '-daystart': case '-noleaf': case '-warn': case '-nowarn': case '-ignore_readdir_race':
        return () => true;
      case '-true':
        return () => true;
      case '-false':
        return () => false;
      case '-prune':
        return (found) => {
          found.pruned = true;
          return true;
        };
      case '-quit':
        this.acts = true;
        return () => {
          this.stopped = true;
          return true;
        };
      case '-print':
        this.acts = true;
        return this.print();
      case '-print0':
        this.acts = true;
        return this.print('\0');
      case '-printf': {
        this.acts = true;
        const format = this.value(name);
        return async (found) => {
          await io.out(this.printf(format, found));
          return true;
        };
      }
      case '-ls':
        this.acts = true;
        return async (found) => {
          const { stat } = found;
          const names = [idNames(io, '/etc/passwd')(stat.uid), idNames(io, '/etc/group')(stat.gid)];
          await io.out(`${String(stat.ino).padStart(9)} ${String(Math.ceil(stat.blocks / 2)).padStart(6)} ${modeString(stat)} ${String(stat.nlink).padStart(3)} ${names[0]!.padEnd(8)} ${names[1]!.padEnd(8)} ${String(stat.size).padStart(8)} ${formatDate('%b %e %H:%M', stat.mtimeMs)} ${found.path}${stat.type === 'symlink' ? ` -> ${io.sys.readlink(found.path)}` : ''}\n`);
          return true;
        };
      case '-delete':
        this.acts = true;
        this.depthFirst = true;
        return async (found) => {
          if (found.path === '.') return true;
          try {
            if (found.stat.type === 'dir') io.sys.rmdir(found.path);
            else io.sys.unlink(found.path);
            return true;
          } catch (error) {
            await io.complain(io.flavour === 'gnu' ? `cannot delete ‘${found.path}’` : found.path, error);
            this.status = 1;
            return false;
          }
        };
      case '-exec': case '-execdir': case '-ok': case '-okdir':
        return this.execute(name);
      default:
        throw new FindError(io.flavour === 'gnu' ? (name.startsWith('-') ? `unknown predicate \`${name}'` : `paths must precede expression: \`${name}'`) : `unrecognized: ${name}`);
    }
  }

  private execute(name: string): Test {
    this.acts = true;
    const command: string[] = [];
    for (;;) {
      const word = this.words[this.at++];
      if (word === undefined) throw new FindError(this.io.flavour === 'gnu' ? `missing argument to \`${name}'` : `${name} requires an argument`);
      if (word === ';') break;
      if (word === '+' && command.at(-1) === '{}') {
        const batch = { command: command.slice(0, -1), paths: [] as string[], folder: undefined };
        this.batches.push(batch);
        return (found) => {
          batch.paths.push(found.path);
          return true;
        };
      }
      command.push(word);
    }
    if (command.length === 0) throw new FindError(`missing argument to \`${name}'`);
    return async (found) => {
      const inFolder = name.endsWith('dir');
      const path = inFolder ? `./${found.name}` : found.path;
      if (name.startsWith('-ok')) {
        await this.io.flush();
        await this.io.sys.write(2, `< ${command.join(' ')} ... ${found.path} > ? `);
        if (!/^[yY]/.test(new TextDecoder().decode(await this.io.sys.read(0)))) return false;
      }
      return (await this.run(command.map((word) => word.replaceAll('{}', path)), inFolder ? found.path.slice(0, -found.name.length) || '.' : undefined)) === 0;
    };
  }

  private async run(argv: readonly string[], cwd: string | undefined): Promise<number> {
    const { io } = this;
    const path = findExecutable(io, argv[0]!, io.sys.env['PATH']);
    await io.flush();
    try {
      if (path === undefined) {
        await io.complain(io.flavour === 'gnu' ? `‘${argv[0]}’: No such file or directory` : `${argv[0]}: No such file or directory`);
        return 127;
      }
      const pid = await io.sys.spawn(path, argv, { env: io.sys.env, ...(cwd !== undefined && { cwd }) });
      const status = (await io.sys.wait({ pid }))?.status;
      return status?.kind === 'exited' ? status.code : 1;
    } catch (error) {
      await io.complain(io.flavour === 'gnu' ? `‘${argv[0]}’` : argv[0]!, error);
      return 126;
    }
  }

  async finish(): Promise<void> {
    for (const { command, paths } of this.batches) if (paths.length > 0 && (await this.run([...command, ...paths], undefined)) !== 0) this.status = 1;
  }

  private printf(format: string, found: Found): string {
    const { stat } = found;
    const { io } = this;
    return format.replace(/\\([abfnrtv0\\])|%(-?\d*)(T.|A.|C.|[a-zA-Z%])/g, (all, escape: string | undefined, width: string, directive: string) => {
      if (escape !== undefined) return { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '0': '\0', '\\': '\\' }[escape]!;
      const relative = found.path === found.start ? '' : found.path.slice(found.start.length).replace(/^\//, '');
      const time = (letter: string, ms: number): string => (letter === '@' ? `${Math.floor(ms / 1000)}.${String(Math.round((ms % 1000) * 1e6)).padStart(9, '0')}0` : letter === '+' ? formatDate('%F+%T.0000000000', ms) : formatDate(`%${letter}`, ms));
      const slash = found.path.lastIndexOf('/');
      const values: Record<string, () => string> = {
        p: () => found.path, f: () => found.name, h: () => (slash === -1 ? '.' : found.path.slice(0, slash)), P: () => relative, H: () => found.start, d: () => String(found.depth),
        s: () => String(stat.size), m: () => stat.mode.toString(8), M: () => modeString(stat), u: () => idNames(io, '/etc/passwd')(stat.uid), g: () => idNames(io, '/etc/group')(stat.gid),
        U: () => String(stat.uid), G: () => String(stat.gid), i: () => String(stat.ino), n: () => String(stat.nlink), k: () => String(Math.ceil(stat.blocks / 2)), b: () => String(stat.blocks),
        y: () => ({ file: 'f', dir: 'd', symlink: 'l', fifo: 'p', socket: 's', chr: 'c', blk: 'b' })[stat.type], l: () => (stat.type === 'symlink' ? io.sys.readlink(found.path) : ''),
        t: () => formatDate('%a %b %e %H:%M:%S.0000000000 %Y', stat.mtimeMs), '%': () => '%',
      };
      const value = directive.length === 2 ? time(directive[1]!, directive[0] === 'A' ? stat.atimeMs : directive[0] === 'C' ? stat.ctimeMs : stat.mtimeMs) : values[directive]?.();
      if (value === undefined) return all;
      return width.startsWith('-') ? value.padEnd(Number(width.slice(1))) : value.padStart(Number(width || 0));
    });
  }

  async walk(start: string, test: Test): Promise<void> {
    let device: number | undefined;
    const visit = async (path: string, depth: number): Promise<void> => {
      if (this.stopped) return;
      let stat: Stat;
      try {
        stat = this.follow ? this.io.sys.stat(path) : this.io.sys.lstat(path);
      } catch (error) {
        const why = reason(error);
        await this.io.complain(this.io.flavour === 'gnu' ? `‘${path}’: ${why}` : `${path}: ${why}`);
        this.status = 1;
        return;
      }
      device ??= stat.dev;
      const name = path.replace(/(.)\/+$/, '$1').replace(/^.*\/(?=.)/, '');
      const found: Found = { path, name, depth, stat, start, pruned: false };
      const evaluate = async () => {
        if (depth >= this.minDepth) await test(found);
      };
      if (!this.depthFirst) await evaluate();
      if (stat.type === 'dir' && !found.pruned && depth < this.maxDepth && !(this.oneFileSystem && stat.dev !== device)) {
        try {
          for (const entry of this.io.sys.readdir(path)) await visit(`${path.endsWith('/') ? path : `${path}/`}${entry.name}`, depth + 1);
        } catch (error) {
          const why = reason(error);
          await this.io.complain(this.io.flavour === 'gnu' ? `‘${path}’: ${why}` : `${path}: ${why}`);
          this.status = 1;
        }
      }
      if (this.depthFirst && !this.stopped) await evaluate();
      await this.io.sys.cpu(1);
    };
    await visit(start, 0);
  }
}

/** find(1). */
export const find: Applet = async (io) => {
  const args = [...io.args];
  let follow = false;
  while (/^-[HLPO]/.test(args[0] ?? '')) follow = args.shift() === '-L';
  const split = args.findIndex((arg) => (arg.startsWith('-') && arg !== '-') || arg === '(' || arg === '!');
  const starts = split === -1 ? args : args.slice(0, split);
  const run = new Find(io, split === -1 ? [] : args.slice(split));
  run.follow = follow;
  let test: Test;
  try {
    test = run.parse();
  } catch (error) {
    if (error instanceof FindError) await io.complain(error.message);
    else await io.complain(reason(error));
    return 1;
  }
  for (const start of starts.length > 0 ? starts : ['.']) await run.walk(start, test);
  await run.finish();
  return run.status;
};
