import { isSysError } from '../../machine/errno';
import type { Shell } from '../interp/shell';
import type { BuiltinTable } from './table';

function symbolic(mask: number): string {
  const part = (shift: number): string => ['r', 'w', 'x'].filter((_, i) => ((~mask >> shift) & (4 >> i)) !== 0).join('');
  return `u=${part(6)},g=${part(3)},o=${part(0)}`;
}

/** Applies u=rwx,g-w to a mask (the bits mean what is allowed). */
function parseSymbolic(text: string, mask: number): number | undefined {
  let allowed = ~mask & 0o777;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause);
    if (!match) return undefined;
    const bits = (match[3]!.includes('r') ? 4 : 0) | (match[3]!.includes('w') ? 2 : 0) | (match[3]!.includes('x') ? 1 : 0);
    const who = match[1] === '' || match[1]!.includes('a') ? 'ugo' : match[1]!;
    for (const each of who) {
      const shift = each === 'u' ? 6 : each === 'g' ? 3 : 0;
      if (match[2] === '+') allowed |= bits << shift;
      else if (match[2] === '-') allowed &= ~(bits << shift);
      else allowed = (allowed & ~(7 << shift)) | (bits << shift);
    }
  }
  return ~allowed & 0o777;
}

function umask(shell: Shell, argv: readonly string[]): number {
  const { sys } = shell;
  let at = 1;
  let asText = false;
  let again = false;
  for (; /^-[pS]+$/.test(argv[at] ?? ''); at++) {
    asText ||= argv[at]!.includes('S');
    again ||= argv[at]!.includes('p');
  }
  const word = argv[at];
  const current = sys.umask();
  if (word === undefined) {
    const text = asText ? symbolic(current) : current.toString(8).padStart(4, '0');
    shell.out(`${again ? `umask ${asText ? '-S ' : ''}` : ''}${text}\n`);
    return 0;
  }
  const mask = /^[0-7]+$/.test(word) ? parseInt(word, 8) : /^\d/.test(word) ? undefined : parseSymbolic(word, current);
  if (mask === undefined || mask > 0o7777) {
    if (/^\d/.test(word)) shell.complain('umask', shell.dialect.bash ? `${word}: octal number out of range` : `Illegal number: ${word}`);
    else shell.complain('umask', shell.dialect.bash ? `\`${word[0]}': invalid symbolic mode operator` : `Illegal mode: ${word}`);
    return shell.dialect.bash ? 1 : 2;
  }
  sys.umask(mask);
  if (asText) shell.out(`${symbolic(mask)}\n`);
  return 0;
}

const LIMITS: readonly { letter: string; name: string; text: string; unit: string; scale: number }[] = [
  { letter: 'R', name: 'rttime', text: 'real-time non-blocking time', unit: 'microseconds', scale: 1 },
  { letter: 'c', name: 'core', text: 'core file size', unit: 'blocks', scale: 512 },
  { letter: 'd', name: 'data', text: 'data seg size', unit: 'kbytes', scale: 1024 },
  { letter: 'e', name: 'nice', text: 'scheduling priority', unit: '', scale: 1 },
  { letter: 'f', name: 'fsize', text: 'file size', unit: 'blocks', scale: 512 },
  { letter: 'i', name: 'sigpending', text: 'pending signals', unit: '', scale: 1 },
  { letter: 'l', name: 'memlock', text: 'max locked memory', unit: 'kbytes', scale: 1024 },
  { letter: 'm', name: 'rss', text: 'max memory size', unit: 'kbytes', scale: 1024 },
  { letter: 'n', name: 'nofile', text: 'open files', unit: '', scale: 1 },
  { letter: 'p', name: 'pipe', text: 'pipe size', unit: '512 bytes', scale: 1 },
  { letter: 'q', name: 'msgqueue', text: 'POSIX message queues', unit: 'bytes', scale: 1 },
  { letter: 'r', name: 'rtprio', text: 'real-time priority', unit: '', scale: 1 },
  { letter: 's', name: 'stack', text: 'stack size', unit: 'kbytes', scale: 1024 },
  { letter: 't', name: 'cpu', text: 'cpu time', unit: 'seconds', scale: 1 },
  { letter: 'u', name: 'nproc', text: 'max user processes', unit: '', scale: 1 },
  { letter: 'v', name: 'as', text: 'virtual memory', unit: 'kbytes', scale: 1024 },
  { letter: 'x', name: 'locks', text: 'file locks', unit: '', scale: 1 },
];

function limitOf(shell: Shell, name: string): [number, number] {
  if (name === 'pipe') return [8, 8];
  return shell.sys.getrlimit(name);
}

function ulimit(shell: Shell, argv: readonly string[]): number {
  let hard = false;
  let soft = false;
  let all = false;
  const letters: string[] = [];
  let value: string | undefined;
  for (const word of argv.slice(1)) {
    if (/^-[A-Za-z]+$/.test(word)) {
      for (const letter of word.slice(1)) {
        if (letter === 'H') hard = true;
        else if (letter === 'S') soft = true;
        else if (letter === 'a') all = true;
        else letters.push(letter);
      }
    } else value = word;
  }
  const show = (limit: (typeof LIMITS)[number]): string => {
    const [low, high] = limitOf(shell, limit.name);
    const n = hard && !soft ? high : low;
    return Number.isFinite(n) ? String(Math.floor(n / limit.scale)) : 'unlimited';
  };
  if (all) {
    for (const limit of LIMITS) shell.out(`${limit.text.padEnd(27)} ${`(${limit.unit ? `${limit.unit}, ` : ''}-${limit.letter})`.padStart(14)} ${show(limit)}\n`);
    return 0;
  }
  const chosen = (letters.length > 0 ? letters : ['f']).map((letter) => LIMITS.find((limit) => limit.letter === letter));
  for (const limit of chosen) {
    if (!limit) {
      shell.complain('ulimit', `-${letters.find((letter) => !LIMITS.some((each) => each.letter === letter))}: invalid option`);
      return 2;
    }
    if (value === undefined) {
      shell.out(`${show(limit)}\n`);
      continue;
    }
    const [low, high] = limitOf(shell, limit.name);
    const n = value === 'unlimited' ? Infinity : value === 'hard' ? high : value === 'soft' ? low : Number(value) * limit.scale;
    if (Number.isNaN(n)) {
      shell.complain('ulimit', `${value}: invalid number`);
      return 1;
    }
    try {
      shell.sys.setrlimit(limit.name, !hard || soft ? n : low, !soft || hard ? n : high);
    } catch (error) {
      if (!isSysError(error)) throw error;
      shell.complain('ulimit', `${limit.text}: cannot modify limit: ${error.message}`);
      return 1;
    }
  }
  return 0;
}

function times(shell: Shell): number {
  const own = shell.sys.processes().find((process) => process.pid === shell.sys.pid);
  const seconds = (own?.cpuUs ?? 0) / 1e6;
  const format = (s: number): string => `${Math.floor(s / 60)}m${(s % 60).toFixed(shell.dialect.bash ? 3 : 6)}s`;
  shell.out(`${format(seconds)} ${format(0)}\n${format(0)} ${format(0)}\n`);
  return 0;
}

/** getopts (POSIX XCU getopts). */
function getopts(shell: Shell, argv: readonly string[]): number {
  const { vars, state } = shell;
  const spec = argv[1];
  const name = argv[2];
  if (spec === undefined || name === undefined) {
    if (shell.dialect.bash) shell.emit(2, 'getopts: usage: getopts optstring name [arg ...]\n');
    else shell.warn('getopts: Usage: getopts optstring var [arg]');
    return 2;
  }
  const args = argv.length > 3 ? argv.slice(3) : state.positional;
  let index = Math.max(1, Number(vars.get('OPTIND') ?? '1'));
  if (index > args.length + 1) index = 1;
  let at = state.optChar;
  const silent = spec.startsWith(':') || (shell.dialect.bash && vars.get('OPTERR') === '0');
  const done = (): number => {
    vars.set('OPTIND', String(index));
    vars.set(name, '?');
    if (shell.dialect.bash) vars.unset('OPTARG');
    return 1;
  };
  if (at === 0) {
    const word = args[index - 1];
    if (word === undefined || !word.startsWith('-') || word === '-') return done();
    if (word === '--') {
      index++;
      return done();
    }
    at = 1;
  }
  const word = args[index - 1] ?? '';
  const letter = word[at] ?? '';
  const where = spec.replace(/^:/, '').indexOf(letter);
  const known = letter !== ':' && letter !== '' && where !== -1;
  const wantsArg = known && spec.replace(/^:/, '')[where + 1] === ':';
  let next = at + 1;
  if (next >= word.length) {
    index++;
    next = 0;
  }
  const finish = (value: string, arg: string | undefined): number => {
    vars.set('OPTIND', String(index));
    state.optChar = next;
    vars.set(name, value);
    if (arg === undefined) vars.unset('OPTARG');
    else vars.set('OPTARG', arg);
    return 0;
  };
  const say = (text: string): void => {
    if (shell.dialect.bash) shell.emit(2, `${state.arg0}: ${text}\n`);
    else shell.emit(2, shell.dialect.name === 'dash' ? `${text.replace(/^illegal option -- (.)$/, 'Illegal option -$1').replace(/^option requires an argument -- (.)$/, 'No arg for -$1 option')}\n` : `${text.replace(/^illegal option -- (.)$/, 'Illegal option -$1').replace(/^option requires an argument -- (.)$/, 'No arg for -$1 option')}\n`);
  };
  if (!known) {
    if (!silent) say(`illegal option -- ${letter}`);
    return finish('?', spec.startsWith(':') ? letter : undefined);
  }
  if (!wantsArg) return finish(letter, shell.dialect.bash ? undefined : '');
  if (next > 0) {
    const arg = word.slice(at + 1);
    index++;
    next = 0;
    return finish(letter, arg);
  }
  const arg = args[index - 1];
  if (arg === undefined) {
    if (!silent) say(`option requires an argument -- ${letter}`);
    return finish(spec.startsWith(':') ? ':' : '?', spec.startsWith(':') ? letter : undefined);
  }
  index++;
  return finish(letter, arg);
}

function caller(shell: Shell, argv: readonly string[]): number {
  const calls = shell.vars.values('FUNCNAME');
  const lines = shell.vars.values('BASH_LINENO');
  const sources = shell.vars.values('BASH_SOURCE');
  const n = Number(argv[1] ?? 0);
  if (calls.length === 0 || lines[n] === undefined || (argv[1] !== undefined && calls[n + 1] === undefined)) return 1;
  shell.out(argv[1] === undefined ? `${lines[0]} ${sources[1] ?? 'NULL'}\n` : `${lines[n]} ${calls[n + 1]} ${sources[n + 1] ?? 'NULL'}\n`);
  return 0;
}

export const PROCESS_BUILTINS: BuiltinTable = {
  umask: { run: umask },
  ulimit: { run: ulimit },
  times: { run: times },
  getopts: { run: getopts },
  caller: { run: caller, only: ['bash'] },
};
