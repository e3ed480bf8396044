import { isSysError } from '../../machine/errno';
import type { Stat } from '../../machine/file-system';
import type { Shell } from '../interp/shell';

function statOf(shell: Shell, path: string, link = false): Stat | undefined {
  if (path === '') return undefined;
  const fd = /^\/dev\/fd\/(\d+)$/.exec(path);
  try {
    if (fd) return shell.sys.fstat(Number(fd[1]));
    return link ? shell.sys.lstat(path) : shell.sys.stat(path);
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

/** Unary primaries of test and [[ (POSIX XCU test; bash(1), CONDITIONAL EXPRESSIONS). */
export function unaryTest(shell: Shell, op: string, arg: string): boolean {
  switch (op) {
    case '-n': return arg !== '';
    case '-z': return arg === '';
    case '-a': case '-e': return statOf(shell, arg) !== undefined;
    case '-f': return statOf(shell, arg)?.type === 'file';
    case '-d': return statOf(shell, arg)?.type === 'dir';
    case '-h': case '-L': return statOf(shell, arg, true)?.type === 'symlink';
    case '-p': return statOf(shell, arg)?.type === 'fifo';
    case '-S': return statOf(shell, arg)?.type === 'socket';
    case '-b': return statOf(shell, arg)?.type === 'blk';
    case '-c': return statOf(shell, arg)?.type === 'chr';
    case '-s': return (statOf(shell, arg)?.size ?? 0) > 0;
    case '-u': return ((statOf(shell, arg)?.mode ?? 0) & 0o4000) !== 0;
    case '-g': return ((statOf(shell, arg)?.mode ?? 0) & 0o2000) !== 0;
    case '-k': return ((statOf(shell, arg)?.mode ?? 0) & 0o1000) !== 0;
    case '-r': case '-w': case '-x': return statOf(shell, arg) !== undefined && shell.sys.access(arg, op[1]!);
    case '-O': return statOf(shell, arg)?.uid === shell.sys.credentials.euid;
    case '-G': return statOf(shell, arg)?.gid === shell.sys.credentials.egid;
    case '-N': {
      const stat = statOf(shell, arg);
      return stat !== undefined && stat.mtimeMs > stat.atimeMs;
    }
    case '-t': return /^\d+$/.test(arg) && shell.sys.fds().includes(Number(arg)) && shell.sys.isatty(Number(arg));
    case '-o': return shell.state.options.has(arg);
    case '-v': {
      const element = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(arg);
      if (element) return element[2] === '@' || element[2] === '*' ? shell.vars.values(element[1]!).length > 0 : shell.vars.element(element[1]!, element[2]!) !== undefined;
      if (/^\d+$/.test(arg)) return arg === '0' || shell.state.positional[Number(arg) - 1] !== undefined;
      return shell.vars.get(arg) !== undefined;
    }
    case '-R': return shell.vars.find(arg, false)?.nameref === true;
    default: return false;
  }
}

/** Binary primaries on files and strings. */
export function binaryTest(shell: Shell, op: string, left: string, right: string): boolean {
  switch (op) {
    case '=': case '==': return left === right;
    case '!=': return left !== right;
    case '<': return left < right;
    case '>': return left > right;
    case '-nt': case '-ot': {
      const a = statOf(shell, op === '-nt' ? left : right);
      const b = statOf(shell, op === '-nt' ? right : left);
      return a !== undefined && (b === undefined || a.mtimeMs > b.mtimeMs);
    }
    case '-ef': {
      const a = statOf(shell, left);
      const b = statOf(shell, right);
      return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
    }
    default: return false;
  }
}
