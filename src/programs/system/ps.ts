import { upstreamVersion } from '../../lib/package-version';
import { programVersion } from '../../machine/program-version';
import type { ProcessInfo } from '../../machine/kernel-types';
import type { Applet, Io } from '../applet';
import { formatDate } from '../coreutils/date-text';
import { idNames } from '../coreutils/ls';
import { lookupId } from '../coreutils/files';
import { commandLine, memoryInfo, statLetters, virtualBytes } from './readings';

interface Context {
  io: Io;
  now: number;
  total: number;
  user: (id: number) => string;
  group: (id: number) => string;
  prefix: Map<number, string>;
}

interface Column {
  title: string;
  width: number;
  left?: boolean;
  value: (info: ProcessInfo, context: Context) => string;
}

const clock = (seconds: number, width: 2 | 1): string => {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  if (width === 1) return `${Math.floor(seconds / 60)}:${String(rest).padStart(2, '0')}`;
  return [hours, minutes, rest].map((part) => String(part).padStart(2, '0')).join(':');
};

/** etime: [[dd-]hh:]mm:ss. */
function elapsed(seconds: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24];
  return `${days > 0 ? `${days}-` : ''}${days > 0 || hours > 0 ? `${two(hours)}:` : ''}${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

const startText = (info: ProcessInfo, now: number) => formatDate(now - info.startMs > 86_400_000 ? '%b%d' : '%H:%M', info.startMs);
/** %CPU over a process's whole life, in whole seconds; a younger one has none (procps' pr_pcpu). */
const share = (info: ProcessInfo, context: Context) => {
  const seconds = Math.floor((context.now - info.startMs) / 1000);
  return seconds < 1 ? 0 : Math.min(99.9, (info.cpuUs / 1e6 / seconds) * 100);
};
const fit = (name: string, width: number) => (name.length > width ? `${name.slice(0, width - 1)}+` : name);

const COLUMNS: Readonly<Record<string, Column>> = {
  pid: { title: 'PID', width: 7, value: (info) => String(info.pid) },
  ppid: { title: 'PPID', width: 7, value: (info) => String(info.ppid) },
  pgid: { title: 'PGID', width: 7, value: (info) => String(info.pgid) },
  sid: { title: 'SID', width: 7, value: (info) => String(info.sid) },
  tpgid: { title: 'TPGID', width: 7, value: (info) => String(info.tpgid) },
  user: { title: 'USER', width: 8, left: true, value: (info, context) => fit(context.user(info.uid), 8) },
  group: { title: 'GROUP', width: 8, left: true, value: (info, context) => fit(context.group(info.gid), 8) },
  uid: { title: 'UID', width: 5, value: (info) => String(info.uid) },
  gid: { title: 'GID', width: 5, value: (info) => String(info.gid) },
  pcpu: { title: '%CPU', width: 4, value: (info, context) => share(info, context).toFixed(1) },
  c: { title: 'C', width: 2, value: (info, context) => String(Math.floor(share(info, context))) },
  pmem: { title: '%MEM', width: 4, value: (info, context) => ((info.rssBytes / context.total) * 100).toFixed(1) },
  vsz: { title: 'VSZ', width: 6, value: (info) => String(Math.round(virtualBytes(info) / 1024)) },
  rss: { title: 'RSS', width: 5, value: (info) => String(Math.round(info.rssBytes / 1024)) },
  sz: { title: 'SZ', width: 5, value: (info) => String(Math.round(virtualBytes(info) / 4096)) },
  tty: { title: 'TTY', width: 8, left: true, value: (info) => info.tty ?? '?' },
  tt: { title: 'TT', width: 8, left: true, value: (info) => info.tty ?? '?' },
  stat: { title: 'STAT', width: 4, left: true, value: statLetters },
  s: { title: 'S', width: 1, value: (info) => info.state },
  start: { title: 'START', width: 5, value: (info, context) => startText(info, context.now) },
  stime: { title: 'STIME', width: 5, value: (info, context) => startText(info, context.now) },
  start_time: { title: 'START', width: 5, value: (info, context) => startText(info, context.now) },
  lstart: { title: 'STARTED', width: 24, value: (info) => formatDate('%a %b %e %H:%M:%S %Y', info.startMs) },
  bsdtime: { title: 'TIME', width: 6, value: (info) => clock(info.cpuUs / 1e6, 1) },
  time: { title: 'TIME', width: 8, value: (info) => clock(info.cpuUs / 1e6, 2) },
  etime: { title: 'ELAPSED', width: 11, value: (info, context) => elapsed((context.now - info.startMs) / 1000) },
  etimes: { title: 'ELAPSED', width: 7, value: (info, context) => String(Math.floor((context.now - info.startMs) / 1000)) },
  comm: { title: 'COMMAND', width: 15, left: true, value: (info, context) => (context.prefix.get(info.pid) ?? '') + info.comm.slice(0, 15) + (info.state === 'Z' ? ' <defunct>' : '') },
  cmd: { title: 'CMD', width: 27, left: true, value: (info, context) => (context.prefix.get(info.pid) ?? '') + commandLine(info) },
  args: { title: 'COMMAND', width: 27, left: true, value: (info, context) => (context.prefix.get(info.pid) ?? '') + commandLine(info) },
  ni: { title: 'NI', width: 3, value: (info) => String(info.nice) },
  pri: { title: 'PRI', width: 3, value: (info) => String(19 - info.nice) },
  opri: { title: 'PRI', width: 3, value: (info) => String(80 + info.nice) },
  nlwp: { title: 'NLWP', width: 4, value: (info) => String(info.threads) },
  psr: { title: 'PSR', width: 3, value: () => '0' },
  wchan: { title: 'WCHAN', width: 6, left: true, value: () => '-' },
  addr: { title: 'ADDR', width: 4, left: true, value: () => '-' },
  f: { title: 'F', width: 1, value: () => '4' },
  cgroup: { title: 'CGROUP', width: 27, left: true, value: (info) => `0::${info.cgroup}` },
};

const ALIASES: Readonly<Record<string, string>> = {
  '%cpu': 'pcpu', '%mem': 'pmem', uname: 'user', euser: 'user', ruser: 'user', euid: 'uid', ruid: 'uid', command: 'args', ucmd: 'comm', ucomm: 'comm', tname: 'tty', rssize: 'rss', rsz: 'rss',
  vsize: 'vsz', state: 's', cputime: 'time', cputimes: 'time', nice: 'ni', thcount: 'nlwp', sess: 'sid', session: 'sid', pgrp: 'pgid', egroup: 'group', cpu: 'pcpu', mem: 'pmem', sgid: 'gid',
};

interface Shown {
  column: Column;
  title: string;
}

function columnsOf(specification: string): Shown[] | string {
  const shown: Shown[] = [];
  for (let rest = specification; rest !== ''; ) {
    const match = /^([^,=\s]+)(=([^]*)|)/.exec(rest)!;
    if (!match) return specification;
    // `pid=Number` takes the whole rest as the title.
    const [name, title] = match[2] ? [match[1]!, /^[^]*?(?=,[a-z%]+=?)/.test(match[3]!) && match[3]!.startsWith(',') ? '' : match[3]!] : [match[1]!, undefined];
    const column = COLUMNS[ALIASES[name.toLowerCase()] ?? name.toLowerCase()];
    if (!column) return name;
    const isUser = /^r?e?user$|^uname$/.test(name);
    shown.push({ column, title: title ?? (name === 'ruser' ? 'RUSER' : name === 'cmd' ? 'CMD' : isUser ? 'USER' : name === 'tt' ? 'TT' : name === 'sess' ? 'SESS' : column.title) });
    rest = title === undefined ? rest.slice(match[0].length).replace(/^[,\s]+/, '') : match[3]!.startsWith(',') ? match[3]!.slice(1) : '';
  }
  return shown;
}

/** ps(1) of procps: UNIX, BSD and GNU options. */
async function procps(io: Io): Promise<number> {
  const { sys } = io;
  let all = false;
  let noSelf = false;
  const tests: ((info: ProcessInfo) => boolean)[] = [];
  let formats: string[] = [];
  let style = '';
  let forest = false;
  let headers = true;
  let wide = false;
  let sort: string[] = [];
  const users = idNames(io, '/etc/passwd');
  const numbers = (text: string) => text.split(/[\s,]+/).filter(Boolean).map(Number);
  const usage = async (line: string): Promise<number> => {
    await io.err(`error: ${line}\n\nUsage:\n ps [options]\n\n Try 'ps --help <simple|list|output|threads|misc|all>'\n  or 'ps --help <s|l|o|t|m|a>'\n for additional help text.\n\nFor more details see ps(1).`);
    return 1;
  };
  const uidOf = (name: string) => (/^\d+$/.test(name) ? Number(name) : (lookupId(io, '/etc/passwd', name) ?? -2));
  for (let i = 0; i < io.args.length; i++) {
    const arg = io.args[i]!;
    if (arg.startsWith('--')) {
      const [name, joined] = arg.slice(2).split(/=(.*)/s) as [string, string | undefined];
      const value = () => joined ?? io.args[++i] ?? '';
      if (name === 'forest') forest = true;
      else if (name === 'no-headers' || name === 'no-heading' || name === 'noheader' || name === 'no-header') headers = false;
      else if (name === 'headers') headers = true;
      else if (name === 'sort') sort = value().split(',');
      else if (name === 'pid' || name === 'quick-pid') {
        const pids = numbers(value());
        tests.push((info) => pids.includes(info.pid));
      } else if (name === 'ppid') {
        const pids = numbers(value());
        tests.push((info) => pids.includes(info.ppid));
      } else if (name === 'user' || name === 'User') {
        const uids = value().split(',').map(uidOf);
        tests.push((info) => uids.includes(info.uid));
      } else if (name === 'format') formats.push(value());
      else if (name === 'version') {
        await io.out(`ps from procps-ng ${upstreamVersion(programVersion(io.sys) ?? '2:4.0.2-3')}\n`);
        return 0;
      } else if (name === 'cols' || name === 'columns' || name === 'width') value();
      else return usage('unknown gnu long option');
      continue;
    }
    const isUnix = arg.startsWith('-') && arg !== '-';
    const letters = isUnix ? arg.slice(1) : arg;
    if (!isUnix && /^[\d,]+$/.test(arg)) {
      const pids = numbers(arg);
      tests.push((info) => pids.includes(info.pid));
      continue;
    }
    for (let k = 0; k < letters.length; k++) {
      const letter = letters[k]!;
      const value = () => {
        const joined = letters.slice(k + 1);
        k = letters.length;
        return joined !== '' ? joined : (io.args[++i] ?? '');
      };
      if (letter === 'o' || (letter === 'O' && isUnix)) formats.push(value());
      else if (letter === 'p' || (letter === 'q' && isUnix)) {
        const pids = numbers(value());
        tests.push((info) => pids.includes(info.pid));
      } else if (letter === 'C' && isUnix) {
        const names = value().split(',');
        tests.push((info) => names.includes(info.comm));
      } else if ((letter === 'u' && isUnix && (letters.length > k + 1 ? !/^[a-z]*x/.test(letters.slice(k + 1)) && !/^[xfwao]/.test(letters.slice(k + 1)) : !/^-?[a-z]*$/.test(letters.slice(0, k)) || letters === 'u') && (io.args[i + 1] !== undefined || letters.length > k + 1)) || letter === 'U') {
        const uids = value().split(',').map(uidOf);
        tests.push((info) => uids.includes(info.uid));
      } else if (letter === 'e' && isUnix) all = true;
      else if (letter === 'A') all = true;
      else if (letter === 'a') all = isUnix ? all : true;
      else if (letter === 'x') all = true;
      else if (letter === 'u') style = 'u';
      else if (letter === 'f') isUnix ? (style = 'f') : (forest = true);
      else if (letter === 'F') style = 'f';
      else if (letter === 'l') style = isUnix ? 'l' : 'bl';
      else if (letter === 'j') style = isUnix ? 'j' : 'bj';
      else if (letter === 'H') forest = true;
      else if (letter === 'w') wide = true;
      else if (letter === 'h' && !isUnix) headers = false;
      else if (letter === 'N') noSelf = true;
      else if (letter === 'k' || letter === '-') value();
      else if (letter === 't') value();
      else if (!'dgreTLmcnsSXZMyVvE'.includes(letter)) return usage(isUnix ? 'unsupported SysV option' : 'unsupported option (BSD syntax)');
    }
  }
  formats = formats.filter(Boolean);
  const specification = formats.length > 0 ? formats.join(',')
    : style === 'u' ? 'user,pid,pcpu,pmem,vsz,rss,tty,stat,start_time,bsdtime,args'
    : style === 'f' ? 'user=UID,pid,ppid,c,stime,tty,time,cmd'.replace('user=UID,', '')
    : style === 'l' ? 'f,s,uid,pid,ppid,c,opri,ni,addr,sz,wchan,tty,time,comm'
    : style === 'j' ? 'pid,pgid,sid,tty,time,comm'
    : io.args.some((arg) => /^[a-z]+$/.test(arg)) ? 'pid,tty,stat,bsdtime,args' : 'pid,tty,time,comm';
  const shown = columnsOf(specification);
  if (typeof shown === 'string') return usage(`unknown user-defined format specifier "${shown}"`);
  if (style === 'f' && formats.length === 0) shown.unshift({ column: COLUMNS['user']!, title: 'UID' });
  if (formats.length === 0) for (const one of shown) if (one.title === 'COMMAND' && one.column === COLUMNS['comm']) one.title = 'CMD';
  const own = sys.processes().find((info) => info.pid === sys.pid);
  let chosen = sys.processes().filter((info) => {
    if (tests.length > 0) return tests.some((test) => test(info)) !== noSelf;
    return all || (info.uid === sys.credentials.euid && info.tty === own?.tty && (own?.tty !== undefined || info.sid === own?.sid));
  });
  chosen.sort((a, b) => a.pid - b.pid);
  const context: Context = { io, now: sys.now(), total: memoryInfo(sys)['MemTotal'] ?? 1, user: users, group: idNames(io, '/etc/group'), prefix: new Map() };
  for (const key of sort.reverse()) {
    const name = key.replace(/^[-+]/, '');
    const column = COLUMNS[ALIASES[name] ?? name];
    if (!column) return usage('unknown sort specifier');
    const value = (info: ProcessInfo) => (column === COLUMNS['pcpu'] ? share(info, context) : column.value(info, context));
    const compare = (a: ProcessInfo, b: ProcessInfo) => {
      const [x, y] = [value(a), value(b)];
      const [m, n] = [Number(x), Number(y)];
      return Number.isNaN(m) || Number.isNaN(n) ? (x < y ? -1 : x > y ? 1 : 0) : m - n;
    };
    chosen = chosen.sort((a, b) => (key.startsWith('-') ? compare(b, a) : compare(a, b)));
  }
  if (forest) chosen = inForest(chosen, context);
  const widest = wide || !sys.isatty(1) ? Infinity : sys.winsize(1).cols;
  const line = (cells: readonly string[]) => cells.map((cell, i) => {
    const { column } = shown[i]!;
    const width = Math.max(column.width, shown[i]!.title.length);
    if (column.left) return i === shown.length - 1 ? cell : cell.padEnd(width);
    return cell.padStart(width);
  }).join(' ').slice(0, widest);
  if (headers && shown.some((one) => one.title !== '')) await io.out(`${line(shown.map((one) => (one.column === COLUMNS['start_time'] ? 'START' : one.title))).trimEnd()}\n`);
  for (const info of chosen) await io.out(`${line(shown.map(({ column }) => column.value(info, context)))}\n`);
  return chosen.length > 0 ? 0 : 1;
}

/** Parents before children, with the branches drawn before the command. */
function inForest(chosen: readonly ProcessInfo[], context: Context): ProcessInfo[] {
  const pids = new Set(chosen.map((info) => info.pid));
  const ordered: ProcessInfo[] = [];
  const visit = (info: ProcessInfo, before: string, isRoot: boolean, isLast: boolean): void => {
    ordered.push(info);
    if (!isRoot) context.prefix.set(info.pid, `${before} \\_ `);
    const children = chosen.filter((child) => child.ppid === info.pid && child.pid !== info.pid);
    const inner = isRoot ? before : `${before} ${isLast ? ' ' : '|'}  `;
    children.forEach((child, i) => visit(child, inner, false, i === children.length - 1));
  };
  for (const info of chosen) if (!pids.has(info.ppid) || info.ppid === info.pid) visit(info, '', true, true);
  return ordered;
}

/** BusyBox's ps: all processes, or -o. */
async function busyboxPs(io: Io): Promise<number> {
  const users = idNames(io, '/etc/passwd');
  const processes = io.sys.processes().sort((a, b) => a.pid - b.pid);
  const at = io.args.findIndex((arg) => arg.startsWith('-o') || arg === 'o');
  const limit = io.args.some((arg) => /^-?[a-z]*w/.test(arg)) || !io.sys.isatty(1) ? Infinity : io.sys.winsize(1).cols;
  const time = (info: ProcessInfo) => {
    const seconds = Math.floor(info.cpuUs / 1e6);
    const minutes = Math.floor(seconds / 60);
    return minutes >= 600 ? `${Math.floor(minutes / 60)}h${String(minutes % 60).padStart(2, '0')}` : `${String(minutes).padStart(2)}:${String(seconds % 60).padStart(2, '0')}`;
  };
  const columns: Readonly<Record<string, { title: string; width: number; value: (info: ProcessInfo) => string }>> = {
    pid: { title: 'PID', width: 5, value: (info) => String(info.pid) }, ppid: { title: 'PPID', width: 5, value: (info) => String(info.ppid) },
    user: { title: 'USER', width: 8, value: (info) => users(info.uid).slice(0, 8) }, group: { title: 'GROUP', width: 8, value: (info) => idNames(io, '/etc/group')(info.gid) },
    comm: { title: 'COMMAND', width: 16, value: (info) => info.comm }, args: { title: 'COMMAND', width: 32, value: (info) => (info.state === 'Z' ? `[${info.comm}]` : nameBefore(info) + commandLine(info)) },
    pgid: { title: 'PGID', width: 5, value: (info) => String(info.pgid) }, etime: { title: 'ELAPSED', width: 7, value: (info) => elapsed((io.sys.now() - info.startMs) / 1000) },
    nice: { title: 'NI', width: 5, value: (info) => String(info.nice) }, rgroup: { title: 'RGROUP', width: 8, value: (info) => String(info.gid) }, ruser: { title: 'RUSER', width: 8, value: (info) => users(info.uid) },
    time: { title: 'TIME', width: 5, value: time }, tty: { title: 'TT', width: 6, value: (info) => (info.tty === undefined ? '?' : info.tty.startsWith('pts/') ? `136,${info.tty.slice(4)}` : info.tty) },
    vsz: { title: 'VSZ', width: 4, value: (info) => human(virtualBytes(info)) }, rss: { title: 'RSS', width: 4, value: (info) => human(info.rssBytes) }, sid: { title: 'SID', width: 5, value: (info) => String(info.sid) },
    stat: { title: 'STAT', width: 4, value: (info) => info.state }, sgid: { title: 'SID', width: 5, value: (info) => String(info.sid) },
  };
  const chosen = at === -1 ? ['pid', 'user', 'time', 'args'] : (io.args[at]!.replace(/^-?o/, '') || (io.args[at + 1] ?? '')).split(',');
  for (const name of chosen) {
    if (columns[name.replace(/=.*/, '')]) continue;
    await io.complain(`bad -o argument '${name}', supported arguments: user,group,comm,args,pid,ppid,pgid,etime,nice,rgroup,ruser,time,tty,vsz,sid,stat,rss`);
    return 1;
  }
  const numeric = new Set(['pid', 'ppid', 'pgid', 'time', 'sid', 'nice']);
  const row = (value: (name: string) => string, isTitle: boolean) => chosen.map((name, i) => {
    const cell = value(name);
    const width = columns[name]!.width;
    return i === chosen.length - 1 ? cell : !isTitle && numeric.has(name) ? cell.padStart(width) : cell.padEnd(width);
  }).join(' ').slice(0, limit);
  await io.out(`${row((name) => columns[name]!.title, true)}\n`);
  for (const info of processes) await io.out(`${row((name) => columns[name]!.value(info), false)}\n`);
  return 0;
}

function human(bytes: number): string {
  const kilo = Math.round(bytes / 1024);
  return kilo > 9999 ? `${Math.round(kilo / 1024)}m` : String(kilo);
}

export const ps: Applet = async (io) => (io.flavour === 'busybox' ? busyboxPs(io) : procps(io));

/** BusyBox's ps puts the name of what isn't called so in its own words before them (libbb/procps.c, read_cmdline). */
function nameBefore({ argv, comm }: ProcessInfo): string {
  const first = (argv[0] ?? '').split(' ', 1)[0]!;
  return argv.length === 0 || first.slice(first.lastIndexOf('/') + 1).replace(/^-/, '').startsWith(comm) ? '' : `{${comm}} `;
}
