import { isSysError } from '../../machine/errno';
import { parseSignal, type SignalName } from '../../machine/signal';
import type { ProcessInfo } from '../../machine/kernel-types';
import type { Applet, Io } from '../applet';
import { lookupId } from '../coreutils/files';
import { parseOptions } from '../options';
import { posixRegex } from '../text/regex';
import { commandLine } from './readings';

/** Takes `-9`, `-KILL`, `-SIGKILL` and `-s NAME` out of the arguments. */
function takeSignal(args: readonly string[]): { signal: SignalName | 0 | undefined; rest: string[] } {
  const rest: string[] = [];
  let signal: SignalName | 0 | undefined = 'SIGTERM';
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const name = arg === '-s' || arg === '--signal' ? args[++i] : /^--signal=/.test(arg) ? arg.slice(9) : /^-(\d+|SIG[A-Z0-9]+|[A-Z][A-Z0-9]{2,})$/.test(arg) ? arg.slice(1) : undefined;
    if (name === undefined) rest.push(arg);
    else signal = name === '0' ? 0 : parseSignal(name);
  }
  return { signal, rest };
}

/** pgrep(1) and pkill(1). */
export const pgrep: Applet = async (io) => {
  const kills = io.name === 'pkill';
  const { signal, rest } = kills ? takeSignal(io.args) : { signal: 'SIGTERM' as const, rest: [...io.args] };
  const face = Object.create(io, { args: { value: rest } }) as Io;
  const options = await parseOptions(face, { short: 'flanovxciwu:U:P:g:t:d:s:e', long: { full: 'f', 'list-name': 'l', 'list-full': 'a', newest: 'n', oldest: 'o', inverse: 'v', exact: 'x', count: 'c', 'ignore-case': 'i', euid: 'u', uid: 'U', parent: 'P', pgroup: 'g', delimiter: 'd', echo: 'e' } }, 2);
  const pattern = options.rest[0];
  const selects = ['u', 'U', 'P', 'g', 't'].some((key) => options.has(key));
  if (pattern === undefined && !selects) {
    await io.complain(io.flavour === 'gnu' ? 'no matching criteria specified' : 'no pattern');
    if (io.flavour === 'gnu') await io.err(`Try \`${io.name} --help' for more information.`);
    return 2;
  }
  const regex = pattern === undefined ? undefined : posixRegex(options.has('x') ? `^(${pattern})$` : pattern, { extended: true, ignoreCase: options.has('i') });
  const uids = (options.get('u') ?? options.get('U'))?.split(',').map((name) => (/^\d+$/.test(name) ? Number(name) : lookupId(io, '/etc/passwd', name)));
  let found = io.sys.processes().filter((info) => {
    if (info.pid === io.sys.pid) return false;
    const hit = (!regex || regex.test(options.has('f') ? commandLine(info) : info.comm)) && (!uids || uids.includes(info.uid)) && (!options.has('P') || options.get('P')!.split(',').includes(String(info.ppid))) && (!options.has('g') || options.get('g')!.split(',').includes(String(info.pgid)));
    return hit !== options.has('v');
  }).sort((a, b) => a.pid - b.pid);
  const byAge = [...found].sort((a, b) => a.startMs - b.startMs || a.pid - b.pid);
  if (options.has('n')) found = byAge.slice(-1);
  if (options.has('o')) found = byAge.slice(0, 1);
  if (kills) {
    if (signal === undefined) {
      await io.complain(`unknown signal`);
      return 2;
    }
    let sent = 0;
    for (const info of found) {
      try {
        io.sys.kill(info.pid, signal);
        sent++;
        if (options.has('e')) await io.out(`${info.comm} killed (pid ${info.pid})\n`);
      } catch (error) {
        await io.complain(`killing pid ${info.pid} failed`, error);
      }
    }
    return sent > 0 ? 0 : 1;
  }
  if (options.has('c')) await io.out(`${found.length}\n`);
  else if (found.length > 0) await io.out(`${found.map((info) => `${info.pid}${options.has('a') ? ` ${commandLine(info)}` : options.has('l') ? ` ${io.flavour === 'busybox' && options.has('f') ? commandLine(info) : info.comm}` : ''}`).join(options.get('d') ?? '\n')}\n`);
  return found.length > 0 ? 0 : 1;
};

const namedBy = (info: ProcessInfo, name: string): boolean => info.comm === name.slice(0, 15) || info.exePath === name || info.argv[0]?.replace(/^.*\//, '').replace(/^-/, '') === name;

/** pidof(8). */
export const pidof: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'sxo:qcz', long: { 'single-shot': 's', 'omit-pid': 'o' } });
  const pids = options.rest.flatMap((name) => io.sys.processes().filter((info) => namedBy(info, name) && info.pid !== io.sys.pid).map((info) => info.pid)).sort((a, b) => b - a);
  const shown = options.has('s') ? pids.slice(0, 1) : pids;
  if (shown.length === 0) return 1;
  await io.out(`${shown.join(' ')}\n`);
  return 0;
};

/** killall(1). */
export const killall: Applet = async (io) => {
  const { signal, rest } = takeSignal(io.args);
  const names = rest.filter((arg) => !arg.startsWith('-'));
  const quiet = rest.includes('-q');
  if (names.length === 0) {
    await io.err('Usage: killall [OPTION]... [--] NAME...');
    return 1;
  }
  let status = 0;
  for (const name of names) {
    const found = io.sys.processes().filter((info) => namedBy(info, name) && info.pid !== io.sys.pid);
    if (found.length === 0) {
      if (!quiet) await io.err(io.flavour === 'gnu' ? `${name}: no process found` : `killall: ${name}: no process killed`);
      status = 1;
    }
    for (const info of found) {
      try {
        io.sys.kill(info.pid, signal ?? 'SIGTERM');
      } catch (error) {
        if (!isSysError(error)) throw error;
        await io.err(`${name}(${info.pid}): ${error.message}`);
        status = 1;
      }
    }
  }
  return status;
};

/** pstree(1): -p. */
export const pstree: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'pauAcnhGlTU', long: { 'show-pids': 'p', arguments: 'a', ascii: 'A' } });
  const processes = io.sys.processes().sort((a, b) => a.pid - b.pid);
  const pids = new Set(processes.map((info) => info.pid));
  const label = (info: ProcessInfo) => `${info.comm}${options.has('p') ? `(${info.pid})` : ''}`;
  const drawn = (info: ProcessInfo): string[] => {
    const children = processes.filter((child) => child.ppid === info.pid && child.pid !== info.pid).map((child) => drawn(child)).sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
    const merged: string[][] = [];
    const counts: number[] = [];
    for (const child of children) {
      const twin = options.has('p') ? -1 : merged.findIndex((other) => other.join('\n') === child.join('\n'));
      if (twin === -1) {
        merged.push(child);
        counts.push(1);
      } else counts[twin]!++;
    }
    const blocks = merged.map((block, i) => (counts[i]! > 1 ? block.map((line, k) => (k === 0 ? `${counts[i]}*[${line}]` : `${' '.repeat(String(counts[i]).length + 2)}${line}`)) : block));
    const name = label(info);
    if (blocks.length === 0) return [name];
    const lines: string[] = [];
    blocks.forEach((block, i) => block.forEach((line, k) => {
      const first = i === 0 && k === 0;
      const isLast = i === blocks.length - 1;
      const joint = k > 0 ? (isLast ? '   ' : ' | ') : blocks.length === 1 ? '---' : i === 0 ? '-+-' : isLast ? ' `-' : ' |-';
      lines.push(`${first ? name : ' '.repeat(name.length)}${joint}${line}`);
    }));
    return lines;
  };
  const root = options.rest[0] === undefined ? processes.filter((info) => !pids.has(info.ppid)) : processes.filter((info) => String(info.pid) === options.rest[0]);
  for (const info of root) await io.out(`${drawn(info).join('\n')}\n`);
  return root.length > 0 ? 0 : 1;
};
