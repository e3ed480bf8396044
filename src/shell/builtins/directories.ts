import { isSysError, SysError } from '../../machine/errno';
import type { Shell } from '../interp/shell';
import { tildePath } from '../expand/prompt';
import type { BuiltinTable } from './table';

/** A path without `.`, `..` and doubled slashes, by its text alone (POSIX XCU cd, logical). */
export function logicalPath(base: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${base}/${path}`).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function change(shell: Shell, builtin: string, target: string, physical: boolean): boolean {
  const { sys, vars } = shell;
  const old = vars.get('PWD') ?? sys.cwd();
  try {
    const path = physical ? target : logicalPath(old, target);
    // What stands before a .. has to be a directory (bash; dash and ash go by the text alone).
    if (!physical && shell.dialect.bash) for (const up of target.matchAll(/(?<=[^/.][^/]*|[^/]\.[^/]*)\/+\.\.(?=\/|$)/g)) if (sys.stat(target.slice(0, up.index)).type !== 'dir') throw new SysError('ENOTDIR');
    sys.chdir(path);
    vars.set('OLDPWD', old);
    vars.set('PWD', physical ? sys.cwd() : path);
    const scope = shell.state.scopes[0]!;
    for (const name of ['PWD', 'OLDPWD']) {
      const variable = scope.get(name);
      if (variable && (shell.dialect.bash || name === 'PWD')) variable.exported = true;
    }
    return true;
  } catch (error) {
    if (!isSysError(error)) throw error;
    if (shell.dialect.bash) shell.complain(builtin, `${target}: ${error.message}`);
    else if (shell.dialect.name === 'dash') shell.complain(builtin, `can't cd to ${target}`);
    else shell.complain(builtin, `can't cd to ${target}: ${error.message}`);
    return false;
  }
}

function cd(shell: Shell, argv: readonly string[]): number {
  const { vars } = shell;
  let at = 1;
  let physical = shell.state.options.has('physical');
  for (; /^-[LPe@]+$/.test(argv[at] ?? ''); at++) physical = argv[at]!.includes('P');
  if (argv[at] === '--') at++;
  const words = argv.slice(at);
  if (words.length > 1 && shell.dialect.bash) {
    shell.complain('cd', 'too many arguments');
    return 1;
  }
  let target: string | undefined = words[0];
  let print = false;
  if (target === undefined) {
    target = vars.get('HOME');
    if (target === undefined) {
      if (!shell.dialect.bash) return 0;
      shell.complain('cd', 'HOME not set');
      return 1;
    }
  } else if (target === '-') {
    target = vars.get('OLDPWD');
    if (target === undefined) {
      if (!shell.dialect.bash) target = '';
      else {
        shell.complain('cd', 'OLDPWD not set');
        return 1;
      }
    }
    print = true;
  } else if (!/^(?:\/|\.\.?(?:\/|$))/.test(target)) {
    for (const dir of (vars.get('CDPATH') ?? '').split(':').filter((each) => each !== '')) {
      const path: string = `${dir}/${target}`;
      try {
        if (shell.sys.stat(path).type !== 'dir') continue;
        target = path;
        print = true;
        break;
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
    }
  }
  const failed = (): number => (shell.dialect.bash ? 1 : 2);
  if (target === undefined || target === '') return 0;
  if (!change(shell, 'cd', target, physical)) return failed();
  if (print) shell.out(`${vars.get('PWD')}\n`);
  return 0;
}

function pwd(shell: Shell, argv: readonly string[]): number {
  const physical = argv[1] === '-P' || (shell.state.options.has('physical') && argv[1] !== '-L');
  if (argv[1] !== undefined && /^-[^LP]/.test(argv[1])) {
    shell.complain('pwd', shell.dialect.bash ? `${argv[1]}: invalid option` : `Illegal option ${argv[1]}`);
    if (shell.dialect.bash) shell.emit(2, 'pwd: usage: pwd [-LP]\n');
    return 2;
  }
  shell.out(`${physical ? shell.sys.cwd() : (shell.vars.get('PWD') ?? shell.sys.cwd())}\n`);
  return 0;
}

function shorten(shell: Shell, path: string): string {
  const home = shell.vars.get('HOME');
  return home && home !== '/' && (path === home || path.startsWith(`${home}/`)) ? `~${path.slice(home.length)}` : path;
}

function printStack(shell: Shell): void {
  shell.out(`${[tildePath(shell), ...shell.state.dirs.map((dir) => shorten(shell, dir))].join(' ')}\n`);
}

/** +N counts from the left, -N from the right. */
function rotation(stack: readonly string[], word: string): number | undefined {
  const n = Number(word.slice(1));
  const at = word[0] === '+' ? n : stack.length - 1 - n;
  return at >= 0 && at < stack.length ? at : undefined;
}

function pushd(shell: Shell, argv: readonly string[]): number {
  const { state, vars } = shell;
  const quiet = argv[1] === '-n';
  const word = argv[quiet ? 2 : 1];
  const here = vars.get('PWD') ?? shell.sys.cwd();
  if (word === undefined) {
    if (state.dirs.length === 0) {
      shell.complain('pushd', 'no other directory');
      return 1;
    }
    const target = state.dirs[0]!;
    if (!change(shell, 'pushd', target, false)) return 1;
    state.dirs[0] = here;
  } else if (/^[+-]\d+$/.test(word)) {
    const stack = [here, ...state.dirs];
    const at = rotation(stack, word);
    if (at === undefined) {
      shell.complain('pushd', `${word}: directory stack index out of range`);
      return 1;
    }
    const turned = [...stack.slice(at), ...stack.slice(0, at)];
    if (!change(shell, 'pushd', turned[0]!, false)) return 1;
    state.dirs = turned.slice(1);
  } else if (quiet) state.dirs.unshift(word);
  else {
    if (!change(shell, 'pushd', word, false)) return 1;
    state.dirs.unshift(here);
  }
  printStack(shell);
  return 0;
}

function popd(shell: Shell, argv: readonly string[]): number {
  const { state, vars } = shell;
  const word = argv[1] === '-n' ? argv[2] : argv[1];
  if (state.dirs.length === 0) {
    shell.complain('popd', 'directory stack empty');
    return 1;
  }
  if (word !== undefined && /^[+-]\d+$/.test(word)) {
    const stack = [vars.get('PWD') ?? '', ...state.dirs];
    const at = rotation(stack, word);
    if (at === undefined) {
      shell.complain('popd', `${word}: directory stack index out of range`);
      return 1;
    }
    if (at > 0) {
      state.dirs.splice(at - 1, 1);
      printStack(shell);
      return 0;
    }
  }
  if (!change(shell, 'popd', state.dirs[0]!, false)) return 1;
  state.dirs.shift();
  printStack(shell);
  return 0;
}

function dirs(shell: Shell, argv: readonly string[]): number {
  const flags = argv.slice(1).filter((word) => word.startsWith('-') && !/^-\d/.test(word)).join('');
  if (flags.includes('c')) {
    shell.state.dirs = [];
    return 0;
  }
  const stack = [shell.vars.get('PWD') ?? shell.sys.cwd(), ...shell.state.dirs];
  const shown = stack.map((dir) => (flags.includes('l') ? dir : shorten(shell, dir)));
  const index = argv.slice(1).find((word) => /^[+-]\d+$/.test(word));
  if (index !== undefined) {
    const at = rotation(stack, index);
    if (at === undefined) {
      shell.complain('dirs', `${index}: directory stack index out of range`);
      return 1;
    }
    shell.out(`${shown[at]}\n`);
  } else if (flags.includes('v')) shell.out(shown.map((dir, i) => `${String(i).padStart(2)}  ${dir}\n`).join(''));
  else if (flags.includes('p')) shell.out(shown.map((dir) => `${dir}\n`).join(''));
  else shell.out(`${shown.join(' ')}\n`);
  return 0;
}

export const DIRECTORY_BUILTINS: BuiltinTable = {
  cd: { run: cd },
  chdir: { run: cd, only: ['dash', 'ash'] },
  pwd: { run: pwd },
  pushd: { run: pushd, only: ['bash'] },
  popd: { run: popd, only: ['bash'] },
  dirs: { run: dirs, only: ['bash'] },
};
