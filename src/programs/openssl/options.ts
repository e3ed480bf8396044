import type { Io } from '../applet';
import { UsageExit } from '../options';

/** An openssl command's options: single-dash words, some with a value; then operands. */
export interface Given {
  values: Map<string, string>;
  rest: string[];
  has(name: string): boolean;
  get(name: string): string | undefined;
}

/** Reads options in openssl's manner. `takes` and `flags` are names separated by spaces. Throws UsageExit after complaining. */
export async function readOptions(io: Io, command: string, args: readonly string[], takes: string, flags: string): Promise<Given> {
  const withValue = new Set(takes.split(' '));
  const alone = new Set(flags.split(' '));
  const values = new Map<string, string>();
  let i = 0;
  const fail = async (message: string): Promise<never> => {
    await io.err(`${command}: ${message}`);
    await io.err(`${command}: Use -help for summary.`);
    throw new UsageExit(1);
  };
  for (; i < args.length; i++) {
    const arg = args[i]!;
    if (!arg.startsWith('-') || arg === '-') break;
    const name = arg.replace(/^--?/, '');
    if (withValue.has(name)) {
      if (i + 1 >= args.length) await fail(`Option -${name} needs a value`);
      values.set(name, args[++i]!);
    } else if (alone.has(name)) values.set(name, '');
    else if (['help', 'passin', 'passout', 'engine', 'provider', 'config', 'keyform', 'inform', 'outform', 'CAserial'].includes(name)) {
      await io.err(`dockyard: openssl ${command} -${name} is not simulated`);
      throw new UsageExit(1);
    } else await fail(`Unknown option or cipher: ${name}`.replace(/ or cipher/, command === 'enc' || command === 'genrsa' ? ' or cipher' : ''));
  }
  return { values, rest: args.slice(i), has: (name) => values.has(name), get: (name) => values.get(name) };
}

/** Writes to `-out`'s file or standard output. Key files are the owner's alone. */
export async function put(io: Io, path: string | undefined, data: string | Uint8Array, secret = false): Promise<void> {
  if (path === undefined) return io.out(data);
  io.sys.writeFile(path, data, secret ? 0o600 : 0o666 & ~io.sys.umask());
}
