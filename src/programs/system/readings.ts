import { isSysError } from '../../machine/errno';
import type { ProcessInfo } from '../../machine/kernel-types';
import type { Sys } from '../../machine/sys';

function read(sys: Sys, path: string): string {
  try {
    return sys.readText(path);
  } catch (error) {
    if (isSysError(error)) return '';
    throw error;
  }
}

/** /proc/meminfo in bytes. */
export function memoryInfo(sys: Sys): Record<string, number> {
  return Object.fromEntries([...read(sys, '/proc/meminfo').matchAll(/^(\S+):\s+(\d+) kB$/gm)].map((match) => [match[1]!, Number(match[2]) * 1024]));
}

export function uptimeSeconds(sys: Sys): number {
  return Number(read(sys, '/proc/uptime').split(' ')[0] || 0);
}

export function loadAverages(sys: Sys): string[] {
  const loads = read(sys, '/proc/loadavg').split(' ').slice(0, 3);
  return loads.length === 3 ? loads : ['0.00', '0.00', '0.00'];
}

export function cpuCount(sys: Sys): number {
  return Math.max(1, (read(sys, '/proc/cpuinfo').match(/^processor/gm) ?? []).length);
}

/** `up 1 day,  2:03` as uptime and top put it. */
export function uptimeText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const parts = days > 0 ? [`${days} day${days > 1 ? 's' : ''}`] : [];
  parts.push(hours > 0 ? `${String(hours).padStart(2)}:${String(rest).padStart(2, '0')}` : `${rest} min`);
  return `up ${parts.join(', ')}`;
}

/** The command line as ps shows it: a zombie or a process without arguments in brackets. */
export function commandLine(info: ProcessInfo): string {
  if (info.state === 'Z') return `[${info.comm}] <defunct>`;
  // Control characters would break the table (procps' escape_str).
  return info.argv.length > 0 ? info.argv.join(' ').replace(/[\x00-\x1f\x7f]/g, '?') : `[${info.comm}]`;
}

/** STAT of ps(1): state, leader, foreground, threads, niceness. */
export function statLetters(info: ProcessInfo): string {
  const nice = info.nice < 0 ? '<' : info.nice > 0 ? 'N' : '';
  return `${info.state}${nice}${info.sid === info.pid ? 's' : ''}${info.threads > 1 ? 'l' : ''}${info.tpgid !== -1 && info.tpgid === info.pgid ? '+' : ''}`;
}

/** Address space, as /proc/PID/stat tells it. */
export function virtualBytes(info: ProcessInfo): number {
  return info.state === 'Z' ? 0 : info.rssBytes + 2 * 1024 * 1024;
}

/** Users logged in: one a terminal that a login shell leads. */
export function sessions(sys: Sys): ProcessInfo[] {
  const seen = new Set<string>();
  return sys.processes().filter((info) => {
    if (info.tty === undefined || info.pid !== info.sid || !info.argv[0]?.startsWith('-') || seen.has(info.tty)) return false;
    seen.add(info.tty);
    return true;
  });
}
