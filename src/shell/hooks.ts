import type { Program } from '../machine/program';
import type { Sys } from '../machine/sys';

/** What whoever installs the shell gives it beside system calls. */
export interface Hooks {
  /** The program that an executable file runs, for its `complete`; undefined when there is none. */
  completions?: (sys: Sys, exePath: string) => Promise<Program | undefined> | undefined;
}
