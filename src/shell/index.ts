import type { Program } from '../machine/program';
import type { Hooks } from './hooks';
import { shellProgram } from './startup';

/** Bash 5.2, dash 0.5.12 and BusyBox ash, one interpreter. `hooks` are host's: how to find a command's completions. */
export function makeShells(hooks: Hooks): { bash: Program; dash: Program; ash: Program } {
  return { bash: { main: shellProgram('bash', hooks) }, dash: { main: shellProgram('dash', hooks) }, ash: { main: shellProgram('ash', hooks) } };
}

/** The shells without completions of programs. */
export const { bash, dash, ash } = makeShells({});

export type { Hooks };
