import type { EnvGetter } from '../dockerfile/env';
import type { Lex } from '../dockerfile/lex';
import type { StageState } from './stage-state';

/** An instruction as progress shows it: its name in capitals, variables expanded where that works. */
export function displayName(shlex: Lex, code: string, env: EnvGetter): string {
  let text: string;
  try {
    text = shlex.word(code, env);
  } catch {
    text = code;
  }
  const space = text.indexOf(' ');
  return space < 0 ? text.toUpperCase() : text.slice(0, space).toUpperCase() + text.slice(space);
}

/** The command line for the stage's shell (SHELL, else `/bin/sh -c`). */
export function withShell(stage: StageState, args: readonly string[]): string[] {
  const shell = stage.image.config.Shell;
  return [...(shell?.length ? shell : ['/bin/sh', '-c']), args.join(' ')];
}

/** The first line of a here-document, with dots when there are more. */
export function summarizeHeredoc(content: string): string {
  const lines = content.trim().replaceAll('\r\n', '\n').split('\n');
  return lines.length > 1 ? lines[0] + '...' : lines[0]!;
}
