import type { Cli } from './cli';
import type { Flags } from './flags/parse';
import type { CommandSpec } from './tree';

/** One command line, parsed. */
export interface Invocation {
  cli: Cli;
  /** The command as it was called (`docker ps`, not `docker container ls`). */
  spec: CommandSpec;
  flags: Flags;
  args: readonly string[];
}

/** What a command does; a number is its exit status, errors end it with theirs. */
export type Verb = (invocation: Invocation) => Promise<number | void>;

/** Verbs by path (`container ls`). */
export type Verbs = Readonly<Record<string, Verb>>;
