import { cleanPath } from '../../lib/clean-path';
import type { Sys } from '../../machine/sys';
import type { Io } from '../applet';
import { GitFailure } from './failure';
import type { Repository } from './repository';

/** Options of a git command: letters and long names that are flags, and those that take a value. */
export interface GitOptionSpec {
  flags?: string;
  values?: string;
}

export interface GitOptions {
  has(...names: string[]): boolean;
  get(...names: string[]): string | undefined;
  /** Every value given, in order. */
  all(...names: string[]): string[];
  /** Operands before `--`. */
  rest: string[];
  /** Operands after `--`; undefined without one. */
  paths: string[] | undefined;
}

/** What a git command runs with. */
export interface GitCall {
  io: Io;
  name: string;
  args: readonly string[];
  repository(): Repository;
  /** In colour on a terminal: an SGR code such as `32`. */
  paint(code: string, words: string): string;
}

export type GitCommand = (call: GitCall) => Promise<number>;

/**
 * Parses as git's parse-options does: short letters together, long names by their beginnings, values joined or next,
 * operands in between. Throws GitFailure (129) for what isn't known.
 */
export function parseGitOptions(call: GitCall, spec: GitOptionSpec): GitOptions {
  const flags = new Set((spec.flags ?? '').split(' '));
  const takes = new Set((spec.values ?? '').split(' '));
  const found: [name: string, value: string][] = [];
  const rest: string[] = [];
  let paths: string[] | undefined;
  for (let i = 0; i < call.args.length; i++) {
    const arg = call.args[i]!;
    if (arg === '--') {
      paths = call.args.slice(i + 1);
      break;
    }
    if (arg === '-' || !arg.startsWith('-')) rest.push(arg);
    else if (arg.startsWith('--')) {
      const [typed = '', ...joined] = arg.slice(2).split('=');
      const known = [...flags, ...takes].filter((one) => one.length > 1);
      const name = known.includes(typed) ? typed : known.filter((one) => one.startsWith(typed)).length === 1 ? known.find((one) => one.startsWith(typed))! : undefined;
      if (name === undefined) throw new GitFailure(`error: unknown option \`${typed}'\nusage: git ${call.name} [<options>]`, 129);
      if (!takes.has(name)) found.push([name, joined.length > 0 ? joined.join('=') : '']);
      else if (joined.length > 0) found.push([name, joined.join('=')]);
      else if (i + 1 < call.args.length) found.push([name, call.args[++i]!]);
      else throw new GitFailure(`error: option \`${name}' requires a value`, 129);
    } else {
      for (let k = 1; k < arg.length; k++) {
        const letter = arg[k]!;
        if (takes.has(letter)) {
          const value = k + 1 < arg.length ? arg.slice(k + 1) : call.args[++i];
          if (value === undefined) throw new GitFailure(`error: switch \`${letter}' requires a value`, 129);
          found.push([letter, value]);
          break;
        }
        if (/\d/.test(letter) && takes.has('n')) {
          found.push(['n', arg.slice(k)]);
          break;
        }
        if (!flags.has(letter)) throw new GitFailure(`error: unknown switch \`${letter}'\nusage: git ${call.name} [<options>]`, 129);
        found.push([letter, '']);
      }
    }
  }
  const all = (...names: string[]): string[] => found.filter(([name]) => names.includes(name)).map(([, value]) => value);
  return { rest, paths, all, has: (...names) => all(...names).length > 0, get: (...names) => all(...names).at(-1) };
}

/** A path as the user gave it, from the root of the file system. */
export function absolutePath(sys: Sys, given: string): string {
  return cleanPath(given.startsWith('/') ? given : `${sys.cwd()}/${given}`);
}

/** A path as the user gave it, relative to the worktree's root; the root itself is empty. Throws outside of it. */
export function pathInside(repository: Repository, given: string): string {
  const full = absolutePath(repository.sys, given);
  if (full === repository.root) return '';
  const prefix = repository.root === '/' ? '/' : `${repository.root}/`;
  if (!full.startsWith(prefix)) throw new GitFailure(`fatal: ${given}: '${given}' is outside repository at '${repository.root}'`);
  return full.slice(prefix.length);
}

/** A path as it is shown from the working directory. */
export function pathShown(repository: Repository, path: string): string {
  const from = pathInside(repository, '.').split('/').filter((part) => part !== '');
  const to = path.split('/');
  if (path.endsWith('/') && from.join('/') === path.slice(0, -1)) return './';
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  return '../'.repeat(from.length - same) + to.slice(same).join('/');
}

/** A pattern of `*`, `?` and `[…]`, whose `*` takes slashes too. */
export function wildcardPattern(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[.+^${}()|\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`);
}

/** Whether a path is one of those given, is inside one, or matches its wildcards. */
export function matches(path: string, specs: readonly string[]): boolean {
  return specs.some((spec) => {
    if (spec === '' || path === spec || path.startsWith(`${spec.replace(/\/$/, '')}/`)) return true;
    return /[*?[]/.test(spec) && wildcardPattern(spec).test(path);
  });
}
