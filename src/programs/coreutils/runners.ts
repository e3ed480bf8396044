import { isSysError } from '../../machine/errno';
import { parseSignal, SIGNALS } from '../../machine/signal';
import type { Applet } from '../applet';
import { parseOptions } from '../options';
import { parseInterval } from './basic';
import { missing } from './files';
import { execute, findExecutable } from './who';

/** timeout(1): -s, -k, --preserve-status; 124 when the time ran out. */
export const timeout: Applet = async (io) => {
  const options = await parseOptions(io, { short: 's:k:vf', long: { signal: 's', 'kill-after': 'k', 'preserve-status': 'p', foreground: 'f', verbose: 'v' }, stopAtFirst: true }, 125);
  const [duration, ...command] = options.rest;
  if (duration === undefined || command.length === 0) {
    await missing(io);
    return 125;
  }
  const limit = parseInterval(duration);
  const signal = parseSignal(options.get('s') ?? 'TERM');
  if (limit === undefined || !signal) {
    await io.complain(limit === undefined ? `invalid time interval ‘${duration}’` : `${options.get('s')}: invalid signal`);
    await io.err(`Try '${io.name} --help' for more information.`);
    return 125;
  }
  const path = findExecutable(io, command[0]!, io.sys.env['PATH']);
  if (path === undefined) {
    await io.complain(`failed to run command ‘${command[0]}’: No such file or directory`);
    return 127;
  }
  let pid: number;
  try {
    pid = await io.sys.spawn(path, command, { env: io.sys.env });
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.complain(`failed to run command ‘${command[0]}’`, error);
    return 126;
  }
  let ended = false;
  let timedOut = false;
  const killAfter = options.get('k') === undefined ? undefined : parseInterval(options.get('k')!);
  if (limit > 0 && Number.isFinite(limit)) {
    io.sys.thread(async () => {
      await io.sys.sleep(limit);
      if (ended) return;
      timedOut = true;
      io.sys.kill(pid, signal);
      io.sys.kill(pid, 'SIGCONT');
      if (killAfter === undefined) return;
      await io.sys.sleep(killAfter);
      if (!ended) io.sys.kill(pid, 'SIGKILL');
    });
  }
  const result = await io.sys.wait({ pid });
  ended = true;
  const status = result?.status;
  const code = status?.kind === 'exited' ? status.code : status?.kind === 'signaled' ? 128 + SIGNALS[status.signal] : 125;
  // BusyBox becomes the command itself, and so ends as it does: by the signal.
  if (timedOut && io.flavour === 'busybox' && status?.kind === 'signaled') {
    io.sys.kill(io.sys.pid, status.signal);
    await io.sys.sleep(0);
  }
  if (timedOut && !options.has('p')) return status?.kind === 'signaled' && status.signal === 'SIGKILL' ? 137 : io.flavour === 'busybox' ? 143 : 124;
  return code;
};

/** nohup(1). */
export const nohup: Applet = async (io) => {
  if (io.args.length === 0) {
    await missing(io);
    return 125;
  }
  io.sys.onSignal('SIGHUP', 'ignore');
  if (io.sys.isatty(1)) {
    const fd = io.sys.open('nohup.out', 'a', 0o600);
    await io.complain("ignoring input and appending output to 'nohup.out'");
    io.sys.dup2(fd, 1);
    io.sys.close(fd);
  }
  if (io.sys.isatty(2)) io.sys.dup2(1, 2);
  return execute(io, io.args, io.sys.env);
};

/** nice(1). */
export const nice: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'n:', long: { adjustment: 'n' }, stopAtFirst: true }, 125);
  if (options.rest.length === 0) {
    await io.out('0\n');
    return 0;
  }
  io.sys.setPriority(Number(options.get('n') ?? 10));
  return execute(io, options.rest, io.sys.env);
};

/** kill(1): names, numbers, -l, -s. */
export const kill: Applet = async (io) => {
  const args = [...io.args];
  if (args[0] === '-l' || args[0] === '-L') {
    const names = Object.keys(SIGNALS).map((name) => name.slice(3));
    if (args[1] !== undefined) {
      const signal = parseSignal(args[1]);
      await io.out(`${signal ? (/^\d+$/.test(args[1]) ? signal.slice(3) : SIGNALS[signal]) : args[1]}\n`);
    } else await io.out(`${names.join(' ')}\n`);
    return 0;
  }
  let signal: string | undefined;
  if (args[0] === '-s' || args[0] === '-n') {
    signal = args[1];
    args.splice(0, 2);
  } else if (args[0]?.startsWith('-') && args[0] !== '--' && args.length > 1) signal = args.shift()!.slice(1);
  if (args[0] === '--') args.shift();
  const parsed = signal === '0' ? 0 : parseSignal(signal ?? 'TERM');
  if (parsed === undefined) {
    await io.complain(io.flavour === 'gnu' ? `unknown signal ${signal}` : `bad signal name '${signal}'`);
    return 1;
  }
  if (args.length === 0) {
    await io.err(io.flavour === 'gnu' ? 'kill: not enough arguments' : 'kill: you need to specify whom to kill');
    return 1;
  }
  let status = 0;
  for (const arg of args) {
    try {
      if (!/^-?\d+$/.test(arg)) {
        await io.complain(io.flavour === 'gnu' ? `failed to parse argument: '${arg}'` : `invalid number '${arg}'`);
        status = 1;
        continue;
      }
      io.sys.kill(Number(arg), parsed);
    } catch (error) {
      await io.complain(io.flavour === 'gnu' ? `sending signal to ${arg} failed` : `can't kill pid ${arg}`, error);
      status = 1;
    }
  }
  return status;
};

/** which(1). */
export const which: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'as', long: { all: 'a' } });
  let status = 0;
  for (const name of options.rest) {
    const path = findExecutable(io, name, io.sys.env['PATH']);
    if (path === undefined || !io.sys.access(path, 'x')) status = 1;
    else await io.out(`${path}\n`);
  }
  return status;
};

/** mktemp(1). */
export const mktemp: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'dqup:t', long: { directory: 'd', quiet: 'q', tmpdir: 'p', 'dry-run': 'u', suffix: 'S' } });
  const template = options.rest[0] ?? 'tmp.XXXXXXXXXX';
  const run = /X{3,}(?=[^X]*$)/.exec(template);
  if (!run) {
    await io.complain(io.flavour === 'gnu' ? `too few X's in template ‘${template}’` : '(null): Invalid argument');
    return 1;
  }
  const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const name = template.slice(0, run.index) + run[0].replace(/X/g, () => alphabet[io.sys.random.below(alphabet.length)]!) + template.slice(run.index + run[0].length);
  const folder = options.has('p') || options.has('t') || options.rest[0] === undefined ? options.get('p') || io.sys.env['TMPDIR'] || '/tmp' : '';
  const path = folder ? `${folder}/${name}` : name;
  try {
    if (options.has('d')) io.sys.mkdir(path, 0o700);
    else io.sys.close(io.sys.open(path, 'wx', 0o600));
  } catch (error) {
    await io.complain(io.flavour === 'gnu' ? `failed to create ${options.has('d') ? 'directory' : 'file'} via template ‘${template}’` : '(null)', error);
    return 1;
  }
  await io.out(`${path}\n`);
  return 0;
};
