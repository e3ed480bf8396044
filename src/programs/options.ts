import type { Io } from './applet';

/**
 * Options of a tool: short ones as one string in getopt(3)'s manner (`ab:c` – a letter with a colon takes a value,
 * with two colons an optional one that must be joined), long ones by name with the short letter or name they stand for;
 * a colon after it says that a long option without a short one takes a value.
 */
export interface OptionSpec {
  short: string;
  long?: Readonly<Record<string, string>>;
  /** The first operand ends the options (env, xargs, timeout). */
  stopAtFirst?: boolean;
}

export interface Options {
  /** Values given, in order, by letter or long name; a flag's values are empty strings. */
  values: Map<string, string[]>;
  rest: string[];
  has(name: string): boolean;
  /** The last value given. */
  get(name: string): string | undefined;
}

/** A tool's usage error: the message has been printed, this is the exit status. */
export class UsageExit extends Error {
  constructor(readonly status: number) {
    super('usage');
  }
}

/**
 * Parses as getopt_long(3) does, with the messages of GNU's or BusyBox's tools. `--help` is the
 * caller's, and `--version` where it has one of its own. Throws UsageExit after complaining.
 */
export async function parseOptions(io: Io, spec: OptionSpec, usageStatus = 1): Promise<Options> {
  const takes = new Map<string, 0 | 1 | 2>();
  for (let i = 0; i < spec.short.length; i++) {
    const letter = spec.short[i]!;
    const colons = spec.short[i + 1] === ':' ? (spec.short[i + 2] === ':' ? 2 : 1) : 0;
    takes.set(letter, colons);
    i += colons;
  }
  const values = new Map<string, string[]>();
  const rest: string[] = [];
  const add = (name: string, value: string) => values.set(name, [...(values.get(name) ?? []), value]);
  const fail = async (gnu: string, busybox: string): Promise<never> => {
    await io.err(`${io.name}: ${io.flavour === 'gnu' ? gnu : busybox}`);
    if (io.flavour === 'gnu') await io.err(`Try '${io.name} --help' for more information.`);
    throw new UsageExit(usageStatus);
  };
  for (let i = 0; i < io.args.length; i++) {
    const arg = io.args[i]!;
    if (arg === '--') {
      rest.push(...io.args.slice(i + 1));
      break;
    }
    if (arg.startsWith('--')) {
      const equals = arg.indexOf('=');
      const typed = equals === -1 ? arg.slice(2) : arg.slice(2, equals);
      const names = Object.keys(spec.long ?? {});
      const matches = names.includes(typed) ? [typed] : names.filter((name) => name.startsWith(typed));
      if (matches.length !== 1) {
        const version = arg === '--version' && io.flavour === 'gnu' ? (await io.sys.external(import('./gnu-version'))).gnuVersion(io) : undefined;
        if (version !== undefined) {
          await io.out(version);
          throw new UsageExit(0);
        }
        if (matches.length > 1) await fail(`option '--${typed}' is ambiguous; possibilities:${matches.map((name) => ` '--${name}'`).join('')}`, `unrecognized option '--${typed}'`);
        await fail(`unrecognized option '${arg}'`, `unrecognized option '${arg}'`);
      }
      const meant = spec.long![matches[0]!]!;
      const name = meant.replace(/:$/, '');
      const kind = meant === name ? (takes.get(name) ?? 0) : 1;
      if (kind === 0 && equals !== -1) await fail(`option '--${matches[0]}' doesn't allow an argument`, `option '--${matches[0]}' doesn't allow an argument`);
      if (kind === 1 && equals === -1) {
        if (i + 1 >= io.args.length) await fail(`option '--${matches[0]}' requires an argument`, `option '--${matches[0]}' requires an argument`);
        add(name, io.args[++i]!);
      } else add(name, equals === -1 ? '' : arg.slice(equals + 1));
      continue;
    }
    if (!arg.startsWith('-') || arg === '-') {
      if (spec.stopAtFirst) {
        rest.push(...io.args.slice(i));
        break;
      }
      rest.push(arg);
      continue;
    }
    for (let k = 1; k < arg.length; k++) {
      const letter = arg[k]!;
      const kind = takes.get(letter);
      if (kind === undefined) await fail(`invalid option -- '${letter}'`, `unrecognized option: ${letter}`);
      if (!kind) {
        add(letter, '');
        continue;
      }
      const joined = arg.slice(k + 1);
      if (joined || kind === 2) add(letter, joined);
      else if (i + 1 < io.args.length) add(letter, io.args[++i]!);
      else await fail(`option requires an argument -- '${letter}'`, `option requires an argument: ${letter}`);
      break;
    }
  }
  return { values, rest, has: (name) => values.has(name), get: (name) => values.get(name)?.at(-1) };
}
