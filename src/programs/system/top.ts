import { text } from '../../lib/bytes';
import type { ProcessInfo } from '../../machine/kernel-types';
import { SIGNALS } from '../../machine/signal';
import { RAW } from '../../machine/tty/types';
import type { Applet, Io } from '../applet';
import { formatDate } from '../coreutils/date-text';
import { idNames } from '../coreutils/ls';
import { parseOptions } from '../options';
import { commandLine, cpuCount, loadAverages, memoryInfo, sessions, uptimeSeconds, uptimeText, virtualBytes } from './readings';

/** CPU time of each process at the last look. */
type Before = { at: number; cpu: Map<number, number> };

function usageOf(io: Io, processes: readonly ProcessInfo[], before: Before | undefined): Map<number, number> {
  const now = io.sys.now();
  return new Map(processes.map((info) => {
    const since = before ? now - before.at : now - info.startMs;
    const spent = info.cpuUs - (before?.cpu.get(info.pid) ?? 0);
    return [info.pid, Math.max(0, (spent / 1000 / Math.max(1000, since)) * 100)];
  }));
}

function gnuScreen(io: Io, before: Before | undefined, rows: number, cols: number): string[] {
  const { sys } = io;
  const user = idNames(io, '/etc/passwd');
  const processes = sys.processes();
  const share = usageOf(io, processes, before);
  const memory = memoryInfo(sys);
  const mib = (bytes = 0) => (bytes / 1024 / 1024).toFixed(1).padStart(8);
  const state = (letter: string) => String(processes.filter((info) => info.state === letter).length).padStart(3);
  const cpu = Math.min(100, [...share.values()].reduce((sum, one) => sum + one, 0) / cpuCount(sys));
  const total = memory['MemTotal'] ?? 1;
  const cache = (memory['Buffers'] ?? 0) + (memory['Cached'] ?? 0) + (memory['SReclaimable'] ?? 0);
  const used = Math.max(0, total - (memory['MemAvailable'] ?? 0));
  const count = sessions(sys).length;
  const sleeping = processes.filter((info) => info.state === 'S' || info.state === 'D').length;
  const lines = [
    `top - ${formatDate('%H:%M:%S', sys.now())} ${uptimeText(uptimeSeconds(sys))}, ${String(count).padStart(2)} user${count === 1 ? '' : 's'},  load average: ${loadAverages(sys).join(', ')}`,
    `Tasks: ${String(processes.length).padStart(3)} total, ${state('R')} running, ${String(sleeping).padStart(3)} sleeping, ${state('T')} stopped, ${state('Z')} zombie`,
    `%Cpu(s): ${(cpu * 0.75).toFixed(1).padStart(4)} us, ${(cpu * 0.25).toFixed(1).padStart(4)} sy,  0.0 ni,${(100 - cpu).toFixed(1).padStart(5)} id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st `,
    `MiB Mem : ${mib(total)} total, ${mib(memory['MemFree'])} free, ${mib(used)} used, ${mib(cache)} buff/cache     `,
    `MiB Swap: ${mib(memory['SwapTotal'])} total, ${mib(memory['SwapFree'])} free, ${mib(0)} used. ${mib(memory['MemAvailable'])} avail Mem `,
    '',
    '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
  ];
  const sorted = [...processes].sort((a, b) => share.get(b.pid)! - share.get(a.pid)! || a.pid - b.pid);
  for (const info of sorted.slice(0, Math.max(0, rows - lines.length))) {
    const hundredths = Math.round(info.cpuUs / 1e4);
    const time = `${Math.floor(hundredths / 6000)}:${String(Math.floor(hundredths / 100) % 60).padStart(2, '0')}.${String(hundredths % 100).padStart(2, '0')}`;
    const kib = (bytes: number) => String(Math.round(bytes / 1024));
    lines.push([
      String(info.pid).padStart(7), user(info.uid).slice(0, 8).padEnd(8), String(20 + info.nice).padStart(3), String(info.nice).padStart(3), kib(virtualBytes(info)).padStart(7), kib(info.rssBytes).padStart(6),
      kib(info.rssBytes / 2).padStart(6), info.state, share.get(info.pid)!.toFixed(1).padStart(5), ((info.rssBytes / total) * 100).toFixed(1).padStart(5), time.padStart(9), info.comm,
    ].join(' ').slice(0, cols));
  }
  return lines;
}

function busyboxScreen(io: Io, before: Before | undefined, rows: number, cols: number): string[] {
  const { sys } = io;
  const user = idNames(io, '/etc/passwd');
  const processes = sys.processes();
  const share = usageOf(io, processes, before);
  const memory = memoryInfo(sys);
  const kib = (bytes = 0) => `${Math.round(bytes / 1024)}K`;
  const cpu = Math.min(100, [...share.values()].reduce((sum, one) => sum + one, 0) / cpuCount(sys));
  const total = memory['MemTotal'] ?? 1;
  const running = processes.filter((info) => info.state === 'R').length;
  const lines = [
    `Mem: ${kib(total - (memory['MemFree'] ?? 0))} used, ${kib(memory['MemFree'])} free, ${kib(memory['Shmem'])} shrd, ${kib(memory['Buffers'])} buff, ${kib(memory['Cached'])} cached`,
    `CPU: ${String(Math.round(cpu * 0.75)).padStart(3)}% usr ${String(Math.round(cpu * 0.25)).padStart(3)}% sys   0% nic ${String(Math.round(100 - cpu)).padStart(3)}% idle   0% io   0% irq   0% sirq`,
    `Load average: ${loadAverages(sys).join(' ')} ${Math.max(1, running)}/${processes.length} ${sys.pid}`,
    '  PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND',
  ];
  const sorted = [...processes].sort((a, b) => share.get(b.pid)! - share.get(a.pid)! || a.pid - b.pid);
  for (const info of sorted.slice(0, Math.max(0, rows - lines.length))) {
    const vsz = Math.round(virtualBytes(info) / 1024);
    lines.push(`${String(info.pid).padStart(5)} ${String(info.ppid).padStart(5)} ${user(info.uid).slice(0, 8).padEnd(8)} ${info.state.padEnd(4)} ${(vsz > 99_999 ? `${Math.round(vsz / 1024)}m` : String(vsz)).padStart(5)} ${String(Math.round((virtualBytes(info) / total) * 100)).padStart(3)}%   0 ${String(Math.round(share.get(info.pid)!)).padStart(3)}% ${commandLine(info)}`.slice(0, cols));
  }
  return lines;
}

/** top(1): a screen that q leaves, or -b with -n and -d. */
export const top: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'bn:d:p:u:U:o:cHiSsw::mE:e:1', long: {} });
  const delay = Number(options.get('d') ?? (io.flavour === 'gnu' ? 3 : 5));
  const times = options.get('n') === undefined ? Infinity : Number(options.get('n'));
  const batch = options.has('b');
  // BusyBox paints on whatever its output is, which keeps many a container alive.
  if (!batch && io.flavour === 'gnu' && !io.sys.isatty(1)) {
    await io.err('top: failed tty get');
    return 1;
  }
  const screen = io.flavour === 'gnu' ? gnuScreen : busyboxScreen;
  let before: Before | undefined;
  const look = (): Before => ({ at: io.sys.now(), cpu: new Map(io.sys.processes().map((info) => [info.pid, info.cpuUs])) });
  const canRead = !batch && io.sys.isatty(0);
  const cooked = canRead ? io.sys.tcgetattr(0) : undefined;
  if (canRead) io.sys.tcsetattr(0, { ...RAW, signals: true, nlToCrNl: true });
  const restore = () => cooked && io.sys.tcsetattr(0, cooked);
  // Both put the terminal right and go, as PID 1, too; BusyBox in batch mode has nothing to put right.
  if (!batch || io.flavour === 'gnu') {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
      io.sys.onSignal(signal, () => {
        restore();
        io.sys.exit(io.flavour === 'gnu' ? 0 : 128 + SIGNALS[signal]);
      });
    }
  }
  for (let n = 0; n < times; n++) {
    const size = batch ? { rows: Infinity, cols: 512 } : io.sys.isatty(1) ? io.sys.winsize(1) : { rows: 24, cols: 80 };
    const lines = screen(io, before, size.rows, size.cols);
    before = look();
    if (batch) await io.out(`${n > 0 ? '\n' : ''}${lines.join('\n')}\n`);
    else {
      const header = io.flavour === 'gnu' ? 6 : 3;
      await io.out(`\x1b[H\x1b[2J${lines.map((line, i) => (i === header ? `\x1b[7m${line.padEnd(size.cols)}\x1b[m` : line)).join('\n')}`);
    }
    await io.flush();
    if (n + 1 >= times) break;
    if (canRead) {
      const ready = await io.sys.poll([{ fd: 0, read: true }], delay * 1000);
      if (ready.length > 0) {
        const key = text(await io.sys.read(0));
        if (key === '' || /[qQ\x03]/.test(key)) break;
      }
    } else await io.sys.sleep(delay * 1000);
  }
  restore();
  if (!batch) await io.out('\n');
  return 0;
};
