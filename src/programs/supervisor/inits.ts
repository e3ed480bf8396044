import { isSysError } from '../../machine/errno';
import { followChild } from '../../machine/process/init-child';
import { parseSignal, type SignalName } from '../../machine/signal';
import type { Applet, Io } from '../applet';
import { findExecutable } from '../coreutils/who';

/** Starts a command in a group of its own; what keeps it from starting is thrown. */
function start(io: Io, command: readonly string[], newSession: boolean): Promise<number> {
  const { sys } = io;
  return sys.spawn(findExecutable(io, command[0]!, sys.env['PATH']) ?? command[0]!, command, { env: sys.env, ...(newSession ? { newSession } : { pgid: 0, foreground: sys.isatty(0) }) });
}

const TINI_USAGE = `tini (tini version 0.19.0)
Usage: tini [OPTIONS] PROGRAM -- [ARGS] | --version

Execute a program under the supervision of a valid init process (tini)

Command line options:

  --version: Show version and exit.
  -h: Show this help message and exit.
  -s: Register as a process subreaper (requires Linux >= 3.4).
  -p SIGNAL: Trigger SIGNAL when parent dies, e.g. "-p SIGKILL".
  -v: Generate more verbose output. Repeat up to 3 times.
  -w: Print a warning when processes are getting reaped.
  -g: Send signals to the child's process group.
  -e EXIT_CODE: Remap EXIT_CODE (from 0 to 255) to 0.
  -l: Show license and exit.

Environment variables:

  TINI_SUBREAPER: Register as a process subreaper (requires Linux >= 3.4).
  TINI_VERBOSITY: Set the verbosity level (default: 1).
  TINI_KILL_PROCESS_GROUP: Send signals to the child's process group.

`;

/** tini(1). */
export const tini: Applet = async (io) => {
  const { sys } = io;
  const args = [...io.args];
  const flags = new Set<string>();
  const remapped = new Set<number>();
  while (args[0]?.startsWith('-')) {
    const arg = args.shift()!;
    if (arg === '--') break;
    if (arg === '--version') {
      await io.out('tini version 0.19.0\n');
      return 0;
    }
    for (const letter of arg.slice(1)) {
      if (letter === 'h') {
        await io.out(TINI_USAGE);
        return 0;
      }
      if (letter === 'e') remapped.add(Number(args.shift()));
      else if (letter === 'p') args.shift();
      else if ('svwgl'.includes(letter)) flags.add(letter);
      else {
        await io.err(`tini: invalid option -- '${letter}'\n${TINI_USAGE.trimEnd()}\n`);
        return 1;
      }
    }
  }
  if (args.length === 0) {
    await io.err(`${TINI_USAGE.trimEnd()}\n`);
    return 1;
  }
  if (sys.resumed === undefined && sys.pid !== 1 && !flags.has('s') && sys.env['TINI_SUBREAPER'] === undefined) {
    await io.err(`[WARN  tini (${sys.pid})] Tini is not running as PID 1 and isn't registered as a child subreaper.\nZombie processes will not be re-parented to Tini, so zombie reaping won't work.\nTo fix the problem, use the -s option or set the environment variable TINI_SUBREAPER to register Tini as a child subreaper, or run Tini as PID 1.`);
  }
  let child: number;
  try {
    child = typeof sys.resumed === 'number' ? sys.resumed : await start(io, args, false);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(`[FATAL tini (${sys.pid + 1})] exec ${args[0]} failed: ${error.message}`);
    return error.code === 'ENOENT' ? 127 : 126;
  }
  sys.resumable(() => child);
  const status = await followChild(sys, child, { toGroup: flags.has('g') || sys.env['TINI_KILL_PROCESS_GROUP'] !== undefined });
  return remapped.has(status) ? 0 : status;
};

const DUMB_USAGE = `dumb-init v1.2.5
Usage: dumb-init [option] command [[arg] ...]

dumb-init is a simple process supervisor that forwards signals to children.
It is designed to run as PID1 in minimal container environments.

Optional arguments:
   -c, --single-child   Run in single-child mode.
                        In this mode, signals are only proxied to the
                        direct child and not any of its descendants.
   -r, --rewrite s:r    Rewrite received signal s to new signal r before proxying.
                        To ignore (not proxy) a signal, rewrite it to 0.
                        This option can be specified multiple times.
   -v, --verbose        Print debugging information to stderr.
   -h, --help           Print this help message and exit.
   -V, --version        Print the current version and exit.

Full help is available online at https://github.com/Yelp/dumb-init`;

/** dumb-init(1): its child leads a session, and signals go to that whole group. */
export const dumbInit: Applet = async (io) => {
  const { sys } = io;
  const args = [...io.args];
  const rewrite = new Map<SignalName, SignalName | 0>();
  let toGroup = true;
  while (args[0]?.startsWith('-')) {
    const arg = args.shift()!;
    if (arg === '--') break;
    if (arg === '-c' || arg === '--single-child') toGroup = false;
    else if (arg === '-V' || arg === '--version') {
      await io.err('dumb-init v1.2.5');
      return 0;
    } else if (arg === '-h' || arg === '--help') {
      await io.err(DUMB_USAGE);
      return 0;
    } else if (arg === '-r' || /^(-r.|--rewrite)/.test(arg)) {
      const [from = '', to = ''] = (/^(?:-r|--rewrite=)(.+)$/.exec(arg)?.[1] ?? args.shift() ?? '').split(':');
      const [one, other] = [parseSignal(from), to === '0' ? (0 as const) : parseSignal(to)];
      if (one === undefined || other === undefined) {
        await io.err(`Usage: -r option takes <signum>:<signum>, where <signum> is between 1 and 31.\nThis option can be specified multiple times.\nUse --help for full usage.`);
        return 1;
      }
      rewrite.set(one, other);
    } else if (arg !== '-v' && arg !== '--verbose') {
      await io.err(`dumb-init: invalid option -- '${arg.replace(/^-+/, '').charAt(0)}'`);
      return 1;
    }
  }
  if (args.length === 0) {
    await io.err('Usage: dumb-init [option] program [args]\nTry dumb-init --help for full usage.');
    return 1;
  }
  let child: number;
  try {
    child = typeof sys.resumed === 'number' ? sys.resumed : await start(io, args, true);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(`[dumb-init] ${args[0]}: ${error.message}`);
    return 2;
  }
  sys.resumable(() => child);
  return followChild(sys, child, { toGroup, rewrite });
};
