import { Filters } from '../../lib/filters';
import { quote } from '../../lib/govalue';
import { FlagError } from '../errors';
import type { FlagSpec } from '../tree';
import { setValue } from './values';

/** `--help` was asked for. */
export class HelpRequested extends Error {}

/** The flags of one command line, with their defaults where they weren't given. */
export class Flags {
  private readonly values = new Map<string, unknown>();
  private readonly byName: Map<string, FlagSpec>;

  constructor(specs: readonly FlagSpec[]) {
    this.byName = new Map(specs.map((spec) => [spec.n, spec]));
  }

  /** True when the flag was given. */
  changed(name: string): boolean {
    return this.values.has(name);
  }
  /** The names that were given, in the order of first use. */
  given(): string[] {
    return [...this.values.keys()];
  }
  /** @internal */
  set(spec: FlagSpec, text: string): void {
    this.values.set(spec.n, setValue(spec, this.values.get(spec.n), text));
  }
  private default(name: string): string {
    return this.byName.get(name)?.d ?? '';
  }
  string(name: string): string {
    return (this.values.get(name) as string | undefined) ?? this.default(name);
  }
  bool(name: string): boolean {
    return (this.values.get(name) as boolean | undefined) ?? this.default(name) === 'true';
  }
  number(name: string): number {
    return (this.values.get(name) as number | undefined) ?? (Number.parseFloat(this.default(name)) || 0);
  }
  list<T = string>(name: string): T[] {
    return (this.values.get(name) as T[] | undefined) ?? [];
  }
  filters(name = 'filter'): Filters {
    return (this.values.get(name) as Filters | undefined) ?? new Filters();
  }
}

export interface ParseOptions {
  /** False: the first word that is no flag ends the flags (run, exec). */
  interspersed?: boolean;
  /** Where deprecations are told. */
  onNotice?: (line: string) => void;
}

const DEPRECATIONS: Record<string, string> = {
  time: 'use --timeout instead',
  'disable-content-trust': 'support for docker content trust was removed',
  'kernel-memory': 'and no longer supported by the kernel',
  pause: 'and enabled by default. Use --no-pause to disable pausing during commit.',
  'keep-storage': 'keep-storage flag has been changed to reserved-space',
};

/** Parses a command's words as pflag does: flags, and what is left. */
export function parseFlags(
  specs: readonly FlagSpec[],
  words: readonly string[],
  options: ParseOptions = {},
): { flags: Flags; args: string[] } {
  const flags = new Flags(specs);
  const args: string[] = [];
  const byName = new Map(specs.map((spec) => [spec.n, spec]));
  const byShort = new Map(specs.flatMap((spec) => (spec.s === undefined ? [] : [[spec.s, spec] as const])));
  let at = 0;
  const set = (spec: FlagSpec, text: string): void => {
    try {
      flags.set(spec, text);
    } catch (error) {
      const shown = spec.s === undefined ? `--${spec.n}` : `-${spec.s}, --${spec.n}`;
      throw new FlagError(`invalid argument ${quote(text)} for ${quote(shown)} flag: ${(error as Error).message}`);
    }
    if (spec.deprecated) options.onNotice?.(`Flag --${spec.n} has been deprecated, ${DEPRECATIONS[spec.n] ?? 'and will be removed'}`);
  };
  const help = (text: string): void => {
    const spec: FlagSpec = { n: 'help', t: 'bool', h: '' };
    set(spec, text);
    if (flags.bool('help')) throw new HelpRequested();
  };
  const long = (word: string): void => {
    const body = word.slice(2);
    const equals = body.indexOf('=');
    const name = equals === -1 ? body : body.slice(0, equals);
    if (name === '' || name.startsWith('-')) throw new FlagError(`bad flag syntax: ${word}`);
    const spec = byName.get(name);
    if (name === 'help') return help(equals === -1 ? 'true' : body.slice(equals + 1));
    if (!spec) throw new FlagError(`unknown flag: --${name}`);
    if (equals !== -1) set(spec, body.slice(equals + 1));
    else if (spec.t === 'bool') set(spec, 'true');
    else if (at < words.length) set(spec, words[at++]!);
    else throw new FlagError(`flag needs an argument: ${word}`);
  };
  const short = (word: string): void => {
    let rest = word.slice(1);
    while (rest !== '') {
      const letters = rest;
      const letter = rest[0]!;
      const spec = byShort.get(letter);
      rest = rest.slice(1);
      if (!spec && letter === 'h') {
        options.onNotice?.('Flag shorthand -h has been deprecated, use --help');
        throw new HelpRequested();
      }
      if (!spec) throw new FlagError(`unknown shorthand flag: '${letter}' in -${letters}`);
      if (letters.length > 2 && letters[1] === '=') return set(spec, letters.slice(2));
      if (spec.t === 'bool') set(spec, 'true');
      else if (rest !== '') return set(spec, rest);
      else if (at < words.length) return set(spec, words[at++]!);
      else throw new FlagError(`flag needs an argument: '${letter}' in -${letters}`);
    }
  };
  while (at < words.length) {
    const word = words[at++]!;
    if (word === '--') {
      args.push(...words.slice(at));
      break;
    }
    if (word.length < 2 || !word.startsWith('-')) {
      args.push(word);
      if (options.interspersed === false) {
        args.push(...words.slice(at));
        break;
      }
    } else if (word.startsWith('--')) long(word);
    else short(word);
  }
  return { flags, args };
}
