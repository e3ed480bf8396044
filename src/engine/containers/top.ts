import { invalid, systemError } from '../../api/errors';
import type { ProcessInfo } from '../../machine/kernel-types';
import type { Engine } from '../engine';
import type { Container } from './store';

interface Column {
  title: string;
  value: (process: ProcessInfo, engine: Engine, users: ReadonlyMap<number, string>) => string;
}

const two = (n: number): string => String(n).padStart(2, '0');

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}`;
}

function cpuTime(us: number): string {
  const seconds = Math.floor(us / 1e6);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function elapsed(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600) % 24;
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return days > 0 ? `${days}-${two(hours)}:${rest}` : hours > 0 ? `${two(hours)}:${rest}` : rest;
}

const args = (process: ProcessInfo): string => (process.argv.length > 0 ? process.argv.join(' ') : `[${process.comm}]`);
const pcpu = (process: ProcessInfo, engine: Engine): string => ((process.cpuUs / 10 / Math.max(1, engine.kernel.clock.now() - process.startMs)) || 0).toFixed(1);
const pmem = (process: ProcessInfo, engine: Engine): string => ((process.rssBytes / engine.kernel.memory().totalBytes) * 100).toFixed(1);
const kb = (process: ProcessInfo): string => String(Math.floor(process.rssBytes / 1024));
const user = (process: ProcessInfo, _: Engine, users: ReadonlyMap<number, string>): string => users.get(process.uid) ?? String(process.uid);
const tty = (process: ProcessInfo): string => process.tty ?? '?';
const state = (process: ProcessInfo): string => `${process.state}${process.pid === process.sid ? 's' : ''}${process.pgid === process.tpgid ? '+' : ''}`;

/** Columns of procps' ps (ps(1), standard format specifiers). */
const COLUMNS: Readonly<Record<string, Column>> = {
  pid: { title: 'PID', value: (process) => String(process.pid) },
  ppid: { title: 'PPID', value: (process) => String(process.ppid) },
  pgid: { title: 'PGID', value: (process) => String(process.pgid) },
  sid: { title: 'SID', value: (process) => String(process.sid) },
  uid: { title: 'UID', value: (process) => String(process.uid) },
  gid: { title: 'GID', value: (process) => String(process.gid) },
  user: { title: 'USER', value: user },
  uname: { title: 'USER', value: user },
  c: { title: 'C', value: (process, engine) => String(Math.floor(Number(pcpu(process, engine)))) },
  pcpu: { title: '%CPU', value: pcpu },
  '%cpu': { title: '%CPU', value: pcpu },
  pmem: { title: '%MEM', value: pmem },
  '%mem': { title: '%MEM', value: pmem },
  vsz: { title: 'VSZ', value: kb },
  rss: { title: 'RSS', value: kb },
  tty: { title: 'TTY', value: tty },
  tt: { title: 'TT', value: tty },
  stat: { title: 'STAT', value: state },
  state: { title: 'S', value: (process) => process.state },
  s: { title: 'S', value: (process) => process.state },
  ni: { title: 'NI', value: (process) => String(process.nice) },
  nice: { title: 'NI', value: (process) => String(process.nice) },
  nlwp: { title: 'NLWP', value: (process) => String(process.threads) },
  stime: { title: 'STIME', value: (process) => clock(process.startMs) },
  start: { title: 'STARTED', value: (process) => clock(process.startMs) },
  start_time: { title: 'START', value: (process) => clock(process.startMs) },
  etime: { title: 'ELAPSED', value: (process, engine) => elapsed(engine.kernel.clock.now() - process.startMs) },
  time: { title: 'TIME', value: (process) => cpuTime(process.cpuUs) },
  cputime: { title: 'TIME', value: (process) => cpuTime(process.cpuUs) },
  comm: { title: 'COMMAND', value: (process) => process.comm },
  ucmd: { title: 'CMD', value: (process) => process.comm },
  args: { title: 'COMMAND', value: args },
  cmd: { title: 'CMD', value: args },
  command: { title: 'COMMAND', value: args },
};

const named = (title: string, key: string): Column => ({ ...COLUMNS[key]!, title });

/** The columns that ps would print for these arguments. */
function columnsOf(psArgs: string): Column[] {
  const words = psArgs.split(/\s+/).filter(Boolean);
  const columns: Column[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const inline = /^-?[a-zA-Z]*o(.*)$/.exec(word);
    if (inline && word !== '-o' && !word.startsWith('-')) continue;
    if (!inline) continue;
    const list = inline[1] !== '' && word.startsWith('-o') ? inline[1]! : (words[++i] ?? '');
    for (const item of list.split(',').filter(Boolean)) {
      const [key = '', title] = item.split('=', 2) as [string, string | undefined];
      const column = COLUMNS[key.toLowerCase()];
      if (!column) throw systemError(`ps: error: unknown user-defined format specifier "${key}"`);
      columns.push(title === undefined ? column : { ...column, title });
    }
  }
  if (columns.length > 0) return columns;
  if (/^[^-]*u/.test(words[0] ?? '') && !words[0]!.startsWith('-')) {
    return [named('USER', 'user'), ...['pid', '%cpu', '%mem', 'vsz', 'rss', 'tty', 'stat'].map((key) => COLUMNS[key]!), named('START', 'stime'), COLUMNS['time']!, COLUMNS['command']!];
  }
  if (words[0] && !words[0].startsWith('-')) return [COLUMNS['pid']!, COLUMNS['tty']!, COLUMNS['stat']!, COLUMNS['time']!, COLUMNS['command']!];
  if (/^-[a-zA-Z]*f/.test(words[0] ?? '')) return [named('UID', 'user'), ...['pid', 'ppid', 'c', 'stime', 'tty', 'time', 'cmd'].map((key) => COLUMNS[key]!)];
  return [COLUMNS['pid']!, COLUMNS['tty']!, COLUMNS['time']!, COLUMNS['ucmd']!];
}

/** GET /containers/{id}/top: what ps on the host says of the container's processes (moby daemon/top_unix.go). */
export function containerTop(engine: Engine, container: Container, ref: string, psArgs: string): { Processes: string[][]; Titles: string[] } {
  container.may('top', ref);
  if (/[;&|`$<>]/.test(psArgs)) throw invalid('invalid ps arguments');
  const columns = columnsOf(psArgs || '-ef');
  if (!columns.some((column) => column.title === 'PID')) throw systemError("Couldn't find PID field in ps output");
  const pids = new Set(container.live.task?.cgroup.pids() ?? []);
  const users = new Map(engine.sys.readText('/etc/passwd').split('\n').map((line) => line.split(':')).filter((row) => row.length > 2).map((row) => [Number(row[2]), row[0]!]));
  const processes = engine.kernel.processes().filter((process) => pids.has(process.pid)).sort((a, b) => a.pid - b.pid);
  return { Processes: processes.map((process) => columns.map((column) => column.value(process, engine, users))), Titles: columns.map((column) => column.title) };
}
