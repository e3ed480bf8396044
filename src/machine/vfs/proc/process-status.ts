import { ALL_CAPABILITIES } from '../../process/capabilities';
import type { ProcessInfo } from '../../kernel-types';
import type { ProcDetail, ProcSource } from './proc-source';

const STATES = { R: 'running', S: 'sleeping', D: 'disk sleep', T: 'stopped', Z: 'zombie' } as const;
const PAGE = 4096;
/** Clock ticks a second (sysconf(_SC_CLK_TCK)). */
const TICKS = 100;

/** /proc/PID/status (proc_pid_status(5)). */
export function statusText(source: ProcSource, info: ProcessInfo, detail: ProcDetail): string {
  const { credentials: who } = detail;
  const kb = (bytes: number): string => `${String(Math.round(bytes / 1024)).padStart(8)} kB`;
  const caps = mask(capabilityMask(who.caps));
  const rows: [string, string][] = [
    ['Name', info.comm.slice(0, 15)],
    ['Umask', detail.umask.toString(8).padStart(4, '0')],
    ['State', `${info.state} (${STATES[info.state]})`],
    ['Tgid', String(info.pid)],
    ['Ngid', '0'],
    ['Pid', String(info.pid)],
    ['PPid', String(info.ppid)],
    ['TracerPid', '0'],
    ['Uid', [who.uid, who.euid, who.euid, who.euid].join('\t')],
    ['Gid', [who.gid, who.egid, who.egid, who.egid].join('\t')],
    ['FDSize', String(Math.max(64, 2 ** Math.ceil(Math.log2(Math.max(1, ...detail.fds) + 1))))],
    ['Groups', who.groups.map((group) => `${group} `).join('') || ' '],
    ['NStgid', info.nsPids.join('\t')],
    ['NSpid', info.nsPids.join('\t')],
    ['NSpgid', String(info.pgid)],
    ['NSsid', String(info.sid)],
    ['Kthread', '0'],
  ];
  if (info.state !== 'Z') {
    const size = virtualBytes(info);
    rows.push(
      ...Object.entries({ VmPeak: size, VmSize: size, VmLck: 0, VmPin: 0, VmHWM: info.rssBytes, VmRSS: info.rssBytes, RssAnon: info.rssBytes / 2, RssFile: info.rssBytes / 2, RssShmem: 0, VmData: info.rssBytes / 2, VmStk: 135168, VmExe: 65536, VmLib: 1572864, VmPTE: 45056, VmSwap: 0, HugetlbPages: 0 }).map(
        ([name, bytes]): [string, string] => [name, kb(bytes)],
      ),
      ['CoreDumping', '0'],
      ['THP_enabled', '1'],
    );
  }
  rows.push(
    ['Threads', String(info.threads)],
    ['SigQ', '0/31390'],
    ['SigPnd', mask(0n)],
    ['ShdPnd', mask(0n)],
    ['SigBlk', mask(0n)],
    ['SigIgn', mask(detail.ignoredSignals)],
    ['SigCgt', mask(detail.caughtSignals)],
    ['CapInh', mask(0n)],
    ['CapPrm', caps],
    ['CapEff', caps],
    ['CapBnd', mask(capabilityMask(detail.boundingCaps))],
    ['CapAmb', mask(0n)],
    ['NoNewPrivs', detail.noNewPrivileges ? '1' : '0'],
    ['Seccomp', detail.seccomp ? '2' : '0'],
    ['Seccomp_filters', detail.seccomp ? '1' : '0'],
    ['Cpus_allowed', cpuMask(detail.cpusAllowed).toString(16)],
    ['Cpus_allowed_list', detail.cpusAllowed],
    ['Mems_allowed', '00000000,00000001'],
    ['Mems_allowed_list', '0'],
    ['voluntary_ctxt_switches', String(Math.round(info.cpuUs / 2000) + 1)],
    ['nonvoluntary_ctxt_switches', String(Math.round(info.cpuUs / 10000))],
  );
  return rows.map(([name, value]) => `${name}:\t${value}\n`).join('');
}

/** A CPU list (`0-1,3`) as a mask. */
function cpuMask(list: string): number {
  let all = 0;
  for (const part of list.split(',')) {
    const [from, to = from] = part.split('-').map(Number) as [number, number?];
    for (let cpu = from; cpu <= to; cpu++) all |= 1 << cpu;
  }
  return all;
}

/** /proc/PID/stat: 52 fields (proc_pid_stat(5)). */
export function statText(source: ProcSource, info: ProcessInfo): string {
  const tty = info.tty?.startsWith('pts/') ? 136 * 256 + Number(info.tty.slice(4)) : 0;
  const start = Math.max(0, Math.round(((info.startMs - source.bootMs) / 1000) * TICKS));
  const before = [info.pid, `(${info.comm.slice(0, 15)})`, info.state, info.ppid, info.pgid, info.sid, tty, info.tpgid, 4194304, 102, 0, 0, 0];
  const userTicks = Math.round((info.cpuUs / 1e6) * TICKS);
  const times = [userTicks, 0, 0, 0, 20 + info.nice, info.nice, info.threads, 0, start];
  const memory = info.state === 'Z' ? [0, 0] : [virtualBytes(info), Math.round(info.rssBytes / PAGE)];
  const rest = ['18446744073709551615', 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 17, info.pid % source.cpus, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  return `${[...before, ...times, ...memory, ...rest].join(' ')}\n`;
}

export function statmText(info: ProcessInfo): string {
  const resident = Math.round(info.rssBytes / PAGE);
  return `${Math.round(virtualBytes(info) / PAGE)} ${resident} ${Math.round(resident / 2)} 16 0 ${Math.round(resident / 2)} 0\n`;
}

/** Address space beyond what is resident: code, libraries and their gaps. */
function virtualBytes(info: ProcessInfo): number {
  return info.rssBytes + 2 * 1024 * 1024;
}

function capabilityMask(caps: ReadonlySet<string>): bigint {
  return ALL_CAPABILITIES.reduce((bits, name, at) => (caps.has(name) ? bits | (1n << BigInt(at)) : bits), 0n);
}

function mask(bits: bigint): string {
  return bits.toString(16).padStart(16, '0');
}

const LIMIT_ROWS: [rlimit: string, name: string, unit: string, soft: number, hard: number][] = [
  ['cpu', 'Max cpu time', 'seconds', Infinity, Infinity],
  ['fsize', 'Max file size', 'bytes', Infinity, Infinity],
  ['data', 'Max data size', 'bytes', Infinity, Infinity],
  ['stack', 'Max stack size', 'bytes', 8388608, Infinity],
  ['core', 'Max core file size', 'bytes', 0, Infinity],
  ['rss', 'Max resident set', 'bytes', Infinity, Infinity],
  ['nproc', 'Max processes', 'processes', 31390, 31390],
  ['nofile', 'Max open files', 'files', 1024, 524288],
  ['memlock', 'Max locked memory', 'bytes', 8388608, 8388608],
  ['as', 'Max address space', 'bytes', Infinity, Infinity],
  ['locks', 'Max file locks', 'locks', Infinity, Infinity],
  ['sigpending', 'Max pending signals', 'signals', 31390, 31390],
  ['msgqueue', 'Max msgqueue size', 'bytes', 819200, 819200],
  ['nice', 'Max nice priority', '', 0, 0],
  ['rtprio', 'Max realtime priority', '', 0, 0],
  ['rttime', 'Max realtime timeout', 'us', Infinity, Infinity],
];

/** /proc/PID/limits. */
export function limitsText(detail: ProcDetail): string {
  const row = (...columns: string[]): string => `${columns[0]!.padEnd(25)} ${columns[1]!.padEnd(20)} ${columns[2]!.padEnd(20)} ${columns[3]!.padEnd(10)}\n`;
  const amount = (value: number): string => (Number.isFinite(value) ? String(value) : 'unlimited');
  const rows = LIMIT_ROWS.map(([rlimit, name, unit, soft, hard]) => {
    const set = detail.limits.find((limit) => limit.name.toLowerCase().replace(/^rlimit_/, '') === rlimit);
    return row(name, amount(set?.soft ?? soft), amount(set?.hard ?? hard), unit);
  });
  return row('Limit', 'Soft Limit', 'Hard Limit', 'Units') + rows.join('');
}
