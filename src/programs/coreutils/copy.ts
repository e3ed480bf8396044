import { isSysError } from '../../machine/errno';
import type { Stat } from '../../machine/file-system';
import type { Applet, Io } from '../applet';
import { reason } from '../applet';
import { parseOptions, type Options } from '../options';
import { missing } from './files';

const quote = (name: string) => `'${name}'`;
const leaf = (path: string) => path.replace(/(.)\/+$/, '$1').replace(/^.*\/(?=.)/, '');
const under = (dir: string, name: string) => `${dir.replace(/(.)\/+$/, '$1').replace(/^\/$/, '')}/${name}`;

function statOf(io: Io, path: string, follow: boolean): Stat | undefined {
  try {
    return follow ? io.sys.stat(path) : io.sys.lstat(path);
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

interface CopyRun {
  io: Io;
  recursive: boolean;
  follow: boolean;
  preserve: boolean;
  force: boolean;
  noClobber: boolean;
  update: boolean;
  verbose: boolean;
  status: number;
}

async function complain(run: CopyRun, gnu: string, busybox: string): Promise<void> {
  run.status = 1;
  await run.io.complain(run.io.flavour === 'gnu' ? gnu : busybox);
}

async function copyOne(run: CopyRun, from: string, to: string, top: boolean): Promise<void> {
  const { sys } = run.io;
  let stat: Stat;
  try {
    stat = run.follow || (top && !run.recursive) ? sys.stat(from) : sys.lstat(from);
  } catch (error) {
    return complain(run, `cannot stat ${quote(from)}: ${reason(error)}`, `can't stat '${from}': ${reason(error)}`);
  }
  if (stat.type === 'dir') return copyDirectory(run, from, to, stat);
  try {
    const there = statOf(run.io, to, true);
    if (there) {
      if (run.noClobber) return;
      if (run.update && there.mtimeMs >= stat.mtimeMs) return;
      if (there.type === 'dir') return await complain(run, `cannot overwrite directory ${quote(to)} with non-directory`, `can't create '${to}': Is a directory`);
      if (there.ino === stat.ino && there.dev === stat.dev) return await complain(run, `${quote(from)} and ${quote(to)} are the same file`, `'${from}' and '${to}' are the same file`);
    }
    if (run.verbose) await run.io.out(`${quote(from)} -> ${quote(to)}\n`);
    if (stat.type === 'symlink') {
      if (statOf(run.io, to, false)) sys.unlink(to);
      sys.symlink(sys.readlink(from), to);
      if (run.preserve) sys.chown(to, stat.uid, stat.gid, { noFollow: true });
      return;
    }
    if (stat.type !== 'file') {
      if (stat.type === 'socket') return;
      sys.mknod(to, stat.type, stat.mode, stat.rdev);
    } else {
      if (run.force && there && !sys.access(to, 'w')) sys.unlink(to);
      if (from.startsWith('/proc/') || from.startsWith('/dev/') || from.startsWith('/sys/')) sys.writeFile(to, sys.readFile(from), stat.mode & 0o777);
      else {
        if (!sys.access(from, 'r')) return await complain(run, `cannot open ${quote(from)} for reading: Permission denied`, `can't open '${from}': Permission denied`);
        sys.writeContent(to, sys.readContent(from), stat.mode & 0o777);
      }
      await sys.cpu(20 + stat.size / 2000);
    }
    if (run.preserve) keepAttributes(run, to, stat);
  } catch (error) {
    const why = reason(error);
    await complain(run, `cannot create regular file ${quote(to)}: ${why}`, `can't create '${to}': ${why}`);
  }
}

function keepAttributes(run: CopyRun, to: string, stat: Stat): void {
  const { sys } = run.io;
  try {
    sys.chown(to, stat.uid, stat.gid);
  } catch (error) {
    if (!isSysError(error, 'EPERM')) throw error;
  }
  sys.chmod(to, stat.mode);
  sys.setattr(to, { atimeMs: stat.atimeMs, mtimeMs: stat.mtimeMs });
}

async function copyDirectory(run: CopyRun, from: string, to: string, stat: Stat): Promise<void> {
  const { sys } = run.io;
  if (!run.recursive) return complain(run, `-r not specified; omitting directory ${quote(from)}`, `omitting directory '${from}'`);
  const realFrom = sys.realpath(from);
  const parent = statOf(run.io, to, true) ? sys.realpath(to) : undefined;
  if (parent !== undefined && (parent === realFrom || parent.startsWith(`${realFrom}/`)) && parent !== realFrom) {
    return complain(run, `cannot copy a directory, ${quote(from)}, into itself, ${quote(to)}`, `recursion detected, omitting directory '${from}'`);
  }
  try {
    if (!statOf(run.io, to, true)) sys.mkdir(to, (stat.mode & 0o777) | 0o700);
    if (run.verbose) await run.io.out(`${quote(from)} -> ${quote(to)}\n`);
    for (const entry of sys.readdir(from)) await copyOne(run, under(from, entry.name), under(to, entry.name), false);
    if (run.preserve) keepAttributes(run, to, stat);
  } catch (error) {
    const why = reason(error);
    await complain(run, `cannot create directory ${quote(to)}: ${why}`, `can't create directory '${to}': ${why}`);
  }
}

/** Splits operands into sources and target by cp's and mv's rules; complains itself. */
async function splitOperands(io: Io, options: Options): Promise<{ sources: string[]; target: string; into: boolean } | number> {
  const operands = [...options.rest];
  const folder = options.get('t');
  if (operands.length === 0) return missing(io, 'missing file operand');
  if (folder === undefined && operands.length === 1) return missing(io, `missing destination file operand after ${quote(operands[0]!)}`);
  const target = folder ?? operands.pop()!;
  const into = !options.has('T') && statOf(io, target, true)?.type === 'dir';
  if (!into && (operands.length > 1 || folder !== undefined)) {
    await io.complain(io.flavour === 'gnu' ? `target ${quote(target)}: ${statOf(io, target, true) ? 'Not a directory' : 'No such file or directory'}` : `can't stat '${target}': No such file or directory`);
    return 1;
  }
  if (!into && target.endsWith('/') && statOf(io, operands[0]!, true)?.type === 'file') {
    await io.complain(io.flavour === 'gnu' ? `cannot create regular file ${quote(target)}: Not a directory` : `can't create '${target}': Is a directory`);
    return 1;
  }
  return { sources: operands, target, into };
}

/** cp(1). */
export const cp: Applet = async (io) => {
  const options = await parseOptions(io, {
    short: 'arRpfnuvdLPHTilst:',
    long: { archive: 'a', recursive: 'r', force: 'f', 'no-clobber': 'n', update: 'u', verbose: 'v', 'target-directory': 't', 'no-target-directory': 'T', dereference: 'L', 'no-dereference': 'P', preserve: 'p', parents: 'parents' },
  });
  const split = await splitOperands(io, options);
  if (typeof split === 'number') return split;
  const archive = options.has('a');
  const run: CopyRun = {
    io,
    recursive: archive || options.has('r') || options.has('R'),
    follow: options.has('L'),
    preserve: archive || options.has('p'),
    force: options.has('f'),
    noClobber: options.has('n'),
    update: options.has('u'),
    verbose: options.has('v'),
    status: 0,
  };
  for (const source of split.sources) await copyOne(run, source, split.into ? under(split.target, leaf(source) === '.' ? '.' : leaf(source)) : split.target, true);
  return run.status;
};

/** mv(1): renames, or copies and removes where the target is on another file system. */
export const mv: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'fnivuTt:', long: { force: 'f', 'no-clobber': 'n', verbose: 'v', update: 'u', 'target-directory': 't', 'no-target-directory': 'T' } });
  const split = await splitOperands(io, options);
  if (typeof split === 'number') return split;
  let status = 0;
  for (const source of split.sources) {
    const to = split.into ? under(split.target, leaf(source)) : split.target;
    const stat = statOf(io, source, false);
    if (!stat) {
      await io.complain(io.flavour === 'gnu' ? `cannot stat ${quote(source)}: No such file or directory` : `can't rename '${source}': No such file or directory`);
      status = 1;
      continue;
    }
    if (options.has('n') && statOf(io, to, false)) continue;
    const there = statOf(io, to, false);
    if (there && there.ino === stat.ino && there.dev === stat.dev) {
      await io.complain(`${quote(source)} and ${quote(to)} are the same file`);
      status = 1;
      continue;
    }
    try {
      io.sys.rename(source, to);
      if (options.has('v')) await io.out(`renamed ${quote(source)} -> ${quote(to)}\n`);
    } catch (error) {
      if (isSysError(error, 'EXDEV')) {
        const run: CopyRun = { io, recursive: true, follow: false, preserve: true, force: true, noClobber: false, update: false, verbose: false, status: 0 };
        await copyOne(run, source, to, true);
        if (run.status === 0) removeTree(io, source);
        else status = 1;
        continue;
      }
      const why = reason(error);
      const into = isSysError(error, 'EINVAL') && stat.type === 'dir';
      await io.complain(io.flavour === 'gnu' ? (into ? `cannot move ${quote(source)} to a subdirectory of itself, ${quote(to)}` : `cannot move ${quote(source)} to ${quote(to)}: ${why}`) : `can't rename '${source}': ${why}`);
      status = 1;
    }
  }
  return status;
};

function removeTree(io: Io, path: string): void {
  if (io.sys.lstat(path).type !== 'dir') return io.sys.unlink(path);
  for (const entry of io.sys.readdir(path)) removeTree(io, under(path, entry.name));
  io.sys.rmdir(path);
}
