import { busyboxBanner } from '../busybox/banner';
import { isSysError, SysError } from '../../machine/errno';
import type { Applet, Io } from '../applet';
import { reason } from '../applet';
import { parseOptions } from '../options';
import { exists } from './exists';
import { parseMode } from './mode';
import { parseDate } from './date-parse';
import { formatDate } from './date-text';
import { localQuote, quoteIfNeeded } from './quote';

const quote = (name: string) => `'${name}'`;

/** mkdir(1). */
export const mkdir: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'pm:v', long: { parents: 'p', mode: 'm', verbose: 'v' } });
  if (options.rest.length === 0) return missing(io);
  const mode = options.get('m');
  let status = 0;
  for (const path of options.rest) {
    try {
      await makeDirectory(io, path, options.has('p'), options.has('v'));
      if (mode !== undefined) io.sys.chmod(path, parseMode(mode, 0o777, true, io.sys.umask()));
    } catch (error) {
      const at = error instanceof InTheWay ? error.path : path;
      const why = error instanceof InTheWay ? error.reason.message : reason(error);
      await io.complain(io.flavour === 'gnu' ? `cannot create directory ${localQuote(io.sys, at)}: ${why}` : `can't create directory '${at}${at === path ? '' : '/'}': ${why}`);
      status = 1;
    }
  }
  return status;
};

/** A folder on the way to the one that is wanted can't be made. */
class InTheWay extends Error {
  constructor(
    readonly path: string,
    readonly reason: SysError,
  ) {
    super(reason.message);
  }
}

async function makeDirectory(io: Io, path: string, parents: boolean, verbose: boolean): Promise<void> {
  if (!parents) {
    io.sys.mkdir(path, 0o777);
    if (verbose) await io.out(`${io.name}: created directory ${quote(path)}\n`);
    return;
  }
  const parts = path.split('/');
  for (let i = 1; i <= parts.length; i++) {
    const part = parts.slice(0, i).join('/');
    if (part === '' || part.endsWith('/')) continue;
    try {
      io.sys.mkdir(part, 0o777);
      if (verbose) await io.out(`${io.name}: created directory ${quote(part)}\n`);
    } catch (error) {
      if (!isSysError(error)) throw error;
      const failed = !isSysError(error, 'EEXIST') ? error : io.sys.stat(part).type === 'dir' ? undefined : new SysError(i === parts.length ? 'EEXIST' : 'ENOTDIR');
      if (failed) throw i === parts.length ? failed : new InTheWay(part, failed);
    }
  }
}

/** `mkdir: missing operand` and the pointer to --help. */
export async function missing(io: Io, what = 'missing operand'): Promise<number> {
  if (io.flavour === 'busybox') {
    await io.err(`${busyboxBanner(io.sys)}\n\nUsage: ${io.name}`);
    return 1;
  }
  await io.complain(what);
  await io.err(`Try '${io.name} --help' for more information.`);
  return 1;
}

/** rmdir(1). */
export const rmdir: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'pv', long: { parents: 'p', verbose: 'v', 'ignore-fail-on-non-empty': 'p' } });
  if (options.rest.length === 0) return missing(io);
  let status = 0;
  for (const path of options.rest) {
    try {
      for (let part = path; ; part = part.slice(0, part.lastIndexOf('/'))) {
        io.sys.rmdir(part);
        if (!options.has('p') || !part.includes('/')) break;
      }
    } catch (error) {
      const why = reason(error);
      await io.complain(io.flavour === 'gnu' ? `failed to remove ${quote(path)}: ${why}` : `'${path}': ${why}`);
      status = 1;
    }
  }
  return status;
};

/** rm(1). */
export const rm: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'rRfidvI', long: { recursive: 'r', force: 'f', verbose: 'v', dir: 'd', interactive: 'i' } });
  const force = options.has('f');
  if (options.rest.length === 0) return force ? 0 : missing(io);
  let status = 0;
  for (const path of options.rest) {
    if (/^(.*\/)?\.\.?\/*$/.test(path)) {
      await io.complain(io.flavour === 'gnu' ? `refusing to remove '.' or '..' directory: skipping ${quote(path)}` : `can't remove '.' or '..'`);
      status = 1;
      continue;
    }
    if (/^\/+$/.test(path) && io.flavour === 'gnu' && (options.has('r') || options.has('R'))) {
      await io.complain("it is dangerous to operate recursively on '/'");
      await io.complain('use --no-preserve-root to override this failsafe');
      status = 1;
      continue;
    }
    if (!(await remove(io, path, options.has('r') || options.has('R'), force, options.has('d'), options.has('v')))) status = 1;
  }
  return status;
};

async function remove(io: Io, path: string, recursive: boolean, force: boolean, dirs: boolean, verbose: boolean): Promise<boolean> {
  const { sys } = io;
  try {
    const isDir = sys.lstat(path).type === 'dir';
    if (!isDir) {
      sys.unlink(path);
    } else if (recursive) {
      let ok = true;
      for (const entry of sys.readdir(path)) ok = (await remove(io, `${path.replace(/\/+$/, '')}/${entry.name}`, true, force, dirs, verbose)) && ok;
      if (!ok) return false;
      sys.rmdir(path);
    } else if (dirs) {
      sys.rmdir(path);
    } else {
      await io.complain(io.flavour === 'gnu' ? `cannot remove ${quote(path)}: Is a directory` : `'${path}' is a directory`);
      return false;
    }
    await sys.cpu(2);
    if (verbose) await io.out(`removed ${isDir ? 'directory ' : ''}${quote(path)}\n`);
    return true;
  } catch (error) {
    if (force && (isSysError(error, 'ENOENT') || isSysError(error, 'ENOTDIR'))) return true;
    const why = reason(error);
    await io.complain(io.flavour === 'gnu' ? `cannot remove ${quote(path)}: ${why}` : `can't remove '${path}': ${why}`);
    return false;
  }
}

/** `[[CC]YY]MMDDhhmm[.ss]` as touch -t reads it; NaN when it is none. */
function parseStamp(stamp: string, now: number): number {
  const match = /^(\d\d)?(\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(stamp);
  if (!match) return NaN;
  const [, century, short, month, day, hour, minute, second = '00'] = match;
  // With two digits only they are the year: 69 to 99 are of the last century.
  const years = short ?? century;
  const year = years === undefined ? formatDate('%Y', now) : short === undefined ? `${Number(years) >= 69 ? 19 : 20}${years}` : `${century}${years}`;
  return parseDate(`${year}-${month}-${day} ${hour}:${minute}:${second}`);
}

/** touch(1): -c, -a, -m, -r, -t, -d @seconds or a date. */
export const touch: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'camr:d:t:h', long: { 'no-create': 'c', reference: 'r', date: 'd' } });
  if (options.rest.length === 0) return missing(io, 'missing file operand');
  let time = io.sys.now();
  const reference = options.get('r');
  if (reference !== undefined) time = io.sys.stat(reference).mtimeMs;
  const date = options.get('d');
  const stamp = options.get('t');
  if (stamp !== undefined) time = parseStamp(stamp, time);
  if (date !== undefined) time = parseDate(date, time);
  if (Number.isNaN(time)) {
    await io.complain(`invalid date format ${localQuote(io.sys, date ?? stamp ?? '')}`);
    return 1;
  }
  let status = 0;
  for (const path of options.rest) {
    try {
      if (!exists(io, path)) {
        if (options.has('c')) continue;
        io.sys.close(io.sys.open(path, { write: true, create: true }, 0o666));
      }
      io.sys.setattr(path, { ...(options.has('m') ? {} : { atimeMs: time }), ...(options.has('a') ? {} : { mtimeMs: time }) });
    } catch (error) {
      const why = reason(error);
      await io.complain(io.flavour === 'gnu' ? `cannot touch ${quote(path)}: ${why}` : `${path}: ${why}`);
      status = 1;
    }
  }
  return status;
};

/** ln(1). */
export const ln: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'sfnvrT', long: { symbolic: 's', force: 'f', 'no-dereference': 'n', verbose: 'v', relative: 'r' } });
  const operands = [...options.rest];
  if (operands.length === 0) return missing(io, 'missing file operand');
  const { sys } = io;
  const last = operands.length > 1 ? operands.pop()! : '.';
  const intoDir = exists(io, last) && sys.stat(last).type === 'dir' && !options.has('T') && !(options.has('n') && sys.lstat(last).type === 'symlink');
  let status = 0;
  for (const target of operands) {
    const path = intoDir ? `${last.replace(/\/$/, '')}/${target.replace(/\/+$/, '').replace(/^.*\//, '')}` : last;
    try {
      if (!options.has('s')) {
        const source = exists(io, target) ? sys.lstat(target).type : undefined;
        if (source === undefined) {
          await io.complain(io.flavour === 'gnu' ? `failed to access ${quote(target)}: No such file or directory` : `${target}: No such file or directory`);
          status = 1;
          continue;
        }
        if (source === 'dir' && io.flavour === 'gnu') {
          await io.complain(`${quoteIfNeeded(target)}: hard link not allowed for directory`);
          status = 1;
          continue;
        }
      }
      if (options.has('f')) {
        try {
          sys.unlink(path);
        } catch (error) {
          if (!isSysError(error, 'ENOENT')) throw error;
        }
      }
      if (options.has('s')) sys.symlink(target, path);
      else sys.link(target, path);
      if (options.has('v')) await io.out(`${quote(path)} ${options.has('s') ? '->' : '=>'} ${quote(target)}\n`);
    } catch (error) {
      const why = reason(error);
      const kind = options.has('s') ? 'symbolic' : 'hard';
      await io.complain(io.flavour === 'gnu' ? `failed to create ${kind} link ${quote(path)}${kind === 'hard' && !isSysError(error, 'EEXIST') && !isSysError(error, 'ENOSPC') && !isSysError(error, 'EROFS') ? ` => ${quote(target)}` : ''}: ${why}` : `${path}: ${why}`);
      status = 1;
    }
  }
  return status;
};

/** chmod(1). */
export const chmod: Applet = async (io) => {
  // A mode such as -x looks like an option and isn't one.
  const modeAt = io.args.findIndex((arg) => !/^-(R|v|c|f|-\w.*)+$/.test(arg) || /^-[rwxXst]/.test(arg));
  const flags = io.args.slice(0, Math.max(0, modeAt));
  const [mode, ...paths] = io.args.slice(Math.max(0, modeAt));
  if (mode === undefined) return missing(io);
  if (paths.length === 0) return missing(io, `missing operand after ‘${mode}’`);
  try {
    parseMode(mode, 0, false, 0);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    await io.complain(io.flavour === 'gnu' ? `invalid mode: ${localQuote(io.sys, mode)}` : `invalid mode '${mode}'`);
    if (io.flavour === 'gnu') await io.err(`Try '${io.name} --help' for more information.`);
    return 1;
  }
  const recursive = flags.some((flag) => flag === '--recursive' || /^-\w*R/.test(flag)) || paths.includes('-R');
  let status = 0;
  const visit = async (path: string): Promise<void> => {
    try {
      const stat = io.sys.stat(path);
      io.sys.chmod(path, parseMode(mode, stat.mode, stat.type === 'dir', io.sys.umask()));
      if (recursive && stat.type === 'dir') for (const entry of io.sys.readdir(path)) if (entry.type !== 'symlink') await visit(`${path.replace(/\/$/, '')}/${entry.name}`);
    } catch (error) {
      status = 1;
      if (isSysError(error, 'ENOENT')) await io.complain(io.flavour === 'gnu' ? `cannot access ${quote(path)}: ${error.message}` : `${path}: ${error.message}`);
      else await io.complain(io.flavour === 'gnu' ? `changing permissions of ${quote(path)}: ${reason(error)}` : `${path}: ${reason(error)}`);
    }
  };
  for (const path of paths.filter((path) => path !== '-R')) await visit(path);
  return status;
};

/** An id by number or by its name in /etc/passwd or /etc/group. */
export function lookupId(io: Io, file: '/etc/passwd' | '/etc/group', name: string): number | undefined {
  if (/^\d+$/.test(name)) return Number(name);
  if (!exists(io, file)) return undefined;
  const line = io.sys.readText(file).split('\n').find((entry) => entry.startsWith(`${name}:`));
  return line ? Number(line.split(':')[2]) : undefined;
}

/** chown(1) and chgrp(1). */
export const chown: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'RhvcfLP', long: { recursive: 'R', 'no-dereference': 'h', dereference: 'dereference', verbose: 'v', quiet: 'f', silent: 'f' } });
  const [owner, ...paths] = options.rest;
  if (owner === undefined) return missing(io);
  if (paths.length === 0) return missing(io, `missing operand after ‘${owner}’`);
  const isGroup = io.name === 'chgrp';
  const [userName = '', groupName] = isGroup ? ['', owner] : owner.split(/[:.]/);
  let uid = -1;
  let gid = -1;
  if (userName) uid = lookupId(io, '/etc/passwd', userName) ?? -2;
  if (groupName) gid = lookupId(io, '/etc/group', groupName) ?? -2;
  if (uid === -2 || gid === -2) {
    await io.complain(io.flavour === 'gnu' ? `invalid ${uid === -2 ? 'user' : 'group'}: ‘${owner}’` : `unknown ${uid === -2 ? 'user' : 'group'} ${uid === -2 ? userName : groupName}`);
    return 1;
  }
  let status = 0;
  const visit = async (path: string): Promise<void> => {
    try {
      const stat = io.sys.lstat(path);
      io.sys.chown(path, uid, gid, { noFollow: options.has('h') || options.has('R') });
      if (options.has('R') && stat.type === 'dir') for (const entry of io.sys.readdir(path)) await visit(`${path.replace(/\/$/, '')}/${entry.name}`);
    } catch (error) {
      status = 1;
      const why = reason(error);
      if (isSysError(error, 'ENOENT')) await io.complain(io.flavour === 'gnu' ? `cannot access ${quote(path)}: ${why}` : `${path}: ${why}`);
      else await io.complain(io.flavour === 'gnu' ? `changing ${isGroup ? 'group' : 'ownership'} of ${quote(path)}: ${why}` : `${path}: ${why}`);
    }
  };
  for (const path of paths) await visit(path);
  return status;
};
