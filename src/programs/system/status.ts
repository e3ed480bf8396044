import type { Applet } from '../applet';
import { formatDate } from '../coreutils/date-text';
import { humanSize, idNames } from '../coreutils/ls';
import { parseOptions } from '../options';
import { commandLine, cpuCount, loadAverages, memoryInfo, sessions, uptimeSeconds, uptimeText } from './readings';

/** free(1): -b -k -m -g -h -t -w. */
export const free: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'bkmghtwls:c:v', long: { bytes: 'b', kibi: 'k', mebi: 'm', gibi: 'g', human: 'h', total: 't', wide: 'w', si: 'l' } });
  const memory = memoryInfo(io.sys);
  const unit = options.has('b') ? 1 : options.has('m') ? 1 << 20 : options.has('g') ? 1 << 30 : 1024;
  const show = (bytes: number) => (options.has('h') ? (bytes === 0 ? '0B' : `${humanSize(bytes)}i`) : String(Math.round(bytes / unit)));
  const get = (name: string) => memory[name] ?? 0;
  const cache = get('Buffers') + get('Cached') + get('SReclaimable');
  const total = get('MemTotal');
  const used = total - get('MemAvailable');
  const row = (cells: readonly string[]) => cells.map((cell) => cell.padStart(11)).join(' ');
  if (io.flavour === 'busybox') {
    await io.out(`${' '.repeat(14)}${['total', 'used', 'free', 'shared', 'buff/cache', 'available'].map((title, i) => title.padStart(i === 0 ? 5 : 12)).join('')}\n`);
    const line = (cells: readonly number[]) => cells.map((bytes, i) => show(bytes).padStart(i === 0 ? 11 : 12)).join('');
    await io.out(`Mem:    ${line([total, total - get('MemFree') - cache, get('MemFree'), get('Shmem'), cache, get('MemAvailable')])}\nSwap:   ${line([get('SwapTotal'), 0, get('SwapFree')])}\n`);
    return 0;
  }
  const wide = options.has('w');
  await io.out(`${' '.repeat(8)}${row(wide ? ['total', 'used', 'free', 'shared', 'buffers', 'cache', 'available'] : ['total', 'used', 'free', 'shared', 'buff/cache', 'available'])}\n`);
  const cells = wide ? [total, used, get('MemFree'), get('Shmem'), get('Buffers'), cache - get('Buffers'), get('MemAvailable')] : [total, used, get('MemFree'), get('Shmem'), cache, get('MemAvailable')];
  await io.out(`Mem:    ${row(cells.map(show))}\nSwap:   ${row([get('SwapTotal'), 0, get('SwapFree')].map(show))}\n`);
  if (options.has('t')) await io.out(`Total:  ${row([total + get('SwapTotal'), used, get('MemFree') + get('SwapFree')].map(show))}\n`);
  return 0;
};

/** uptime(1): -p, -s. */
export const uptime: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'ps', long: { pretty: 'p', since: 's' } });
  const seconds = uptimeSeconds(io.sys);
  if (options.has('s')) {
    await io.out(`${formatDate('%F %T', io.sys.now() - seconds * 1000)}\n`);
    return 0;
  }
  if (options.has('p')) {
    const minutes = Math.floor(seconds / 60);
    const parts = ([[Math.floor(minutes / 1440), 'day'], [Math.floor(minutes / 60) % 24, 'hour'], [minutes % 60, 'minute']] as const).filter(([n]) => n > 0).map(([n, name]) => `${n} ${name}${n > 1 ? 's' : ''}`);
    await io.out(`up ${parts.join(', ') || '0 minutes'}\n`);
    return 0;
  }
  const count = sessions(io.sys).length;
  await io.out(` ${formatDate('%H:%M:%S', io.sys.now())} ${uptimeText(seconds)}, ${String(count).padStart(2)} user${count === 1 ? '' : 's'},  load average: ${loadAverages(io.sys).join(', ')}\n`);
  return 0;
};

/** w(1). */
export const w: Applet = async (io) => {
  const user = idNames(io, '/etc/passwd');
  const logins = sessions(io.sys);
  await io.out(` ${formatDate('%H:%M:%S', io.sys.now())} ${uptimeText(uptimeSeconds(io.sys))}, ${String(logins.length).padStart(2)} user${logins.length === 1 ? '' : 's'},  load average: ${loadAverages(io.sys).join(', ')}\n`);
  await io.out('USER     TTY      FROM             LOGIN@   IDLE   JCPU   PCPU WHAT\n');
  for (const info of logins) {
    const what = io.sys.processes().filter((one) => one.tty === info.tty && one.pgid === one.tpgid).at(-1) ?? info;
    await io.out(`${user(info.uid).slice(0, 8).padEnd(8)} ${(info.tty ?? '').padEnd(8)} ${'-'.padEnd(16)} ${formatDate('%H:%M', info.startMs).padEnd(8)} 0.00s  ${(info.cpuUs / 1e6).toFixed(2)}s  ${(what.cpuUs / 1e6).toFixed(2)}s ${commandLine(what)}\n`);
  }
  return 0;
};

/** who(1) and users(1). */
export const who: Applet = async (io) => {
  const user = idNames(io, '/etc/passwd');
  const logins = sessions(io.sys);
  if (io.name === 'users') {
    if (logins.length > 0) await io.out(`${logins.map((info) => user(info.uid)).sort().join(' ')}\n`);
    return 0;
  }
  if (io.args.includes('-q')) await io.out(`${logins.map((info) => user(info.uid)).join(' ')}\n# users=${logins.length}\n`);
  else for (const info of logins) await io.out(`${user(info.uid).padEnd(8)} ${(info.tty ?? '').padEnd(12)} ${formatDate('%F %H:%M', info.startMs)}\n`);
  return 0;
};

/** logname(1). */
export const logname: Applet = async (io) => {
  const login = sessions(io.sys).find((info) => info.sid === io.sys.getsid());
  if (!login) {
    await io.complain('no login name');
    return 1;
  }
  await io.out(`${idNames(io, '/etc/passwd')(login.uid)}\n`);
  return 0;
};

/** vmstat(8): a sample, or `delay count`. */
export const vmstat: Applet = async (io) => {
  const [delay = '1', count = delay === '1' && io.args.length === 0 ? '1' : io.args.length === 1 ? 'Infinity' : '1'] = io.args.filter((arg) => !arg.startsWith('-'));
  await io.out('procs -----------memory---------- ---swap-- -----io---- -system-- -------cpu-------\n r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st gu\n');
  for (let n = 0; n < (io.args.length === 0 ? 1 : Number(count)); n++) {
    if (n > 0) await io.sys.sleep(Number(delay) * 1000);
    const memory = memoryInfo(io.sys);
    const kib = (name: string) => String(Math.round((memory[name] ?? 0) / 1024)).padStart(6);
    const running = io.sys.processes().filter((info) => info.state === 'R').length;
    const busy = Math.min(100, Math.round((running / cpuCount(io.sys)) * 100));
    await io.out(`${String(running).padStart(2)}  0      0 ${kib('MemFree')} ${kib('Buffers')} ${kib('Cached')}    0    0     0     0  100  200 ${String(Math.round(busy * 0.8)).padStart(2)} ${String(busy - Math.round(busy * 0.8)).padStart(2)} ${String(100 - busy).padStart(2)}  0  0  0\n`);
    await io.flush();
  }
  return 0;
};
