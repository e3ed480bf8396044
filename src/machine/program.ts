import type { Sys } from './sys';

/** A question for Tab: the words of the command so far, and the one that the cursor is in. */
export interface CompletionRequest {
  words: readonly string[];
  index: number;
}

/**
 * What an executable file's note names. `main` gives the exit status. One module may serve many names
 * (busybox): it looks at `sys.argv[0]`.
 */
export interface Program {
  main(sys: Sys): Promise<number>;
  /** Candidates for the word at `index` (whole words; a trailing space is the shell's to add). */
  complete?(sys: Sys, request: CompletionRequest): Promise<string[]>;
}

/** Finds a program by the name in an executable's note; loads it when first run. */
export type ProgramLoader = (name: string) => Promise<Program> | undefined;
