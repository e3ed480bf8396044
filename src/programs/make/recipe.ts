import { isSysError, SysError } from '../../machine/errno';
import { findExecutable } from '../coreutils/who';
import { expand, type ExpandHost, type Scope } from './expand';
import type { RecipeLine } from './rules';

export interface RecipeOptions {
  silent: boolean;
  ignoreErrors: boolean;
  dryRun: boolean;
  oneShell: boolean;
}

/** How a recipe ended: `message` is what make says of it (`Error 1`, `Terminated`). */
export type RecipeEnd = { ok: true; ran: boolean } | { ok: false; ran: boolean; where: string; message: string; interrupted: boolean };

/** Characters and words for which make asks a shell; other commands it runs itself (GNU make, job.c). */
const SHELL_CHARACTERS = /[#;"*?[\]&|<>(){}$`^~!\\']/;
const SHELL_WORDS = new Set('. : alias bg break case cd command continue eval exec exit export fc fg for getopts hash if jobs login logout read readonly return set shift test times trap type ulimit umask unalias unset wait while'.split(' '));

const NAMES: Readonly<Record<string, string>> = { SIGINT: 'Interrupt', SIGTERM: 'Terminated', SIGKILL: 'Killed', SIGSEGV: 'Segmentation fault', SIGHUP: 'Hangup', SIGQUIT: 'Quit', SIGPIPE: 'Broken pipe', SIGABRT: 'Aborted' };

/** Runs a target's recipe, line by line, each in a shell of its own. */
export async function runRecipe(host: ExpandHost, recipe: readonly RecipeLine[], scope: Scope, options: RecipeOptions): Promise<RecipeEnd> {
  const lines: { text: string; where: string; forced: boolean }[] = [];
  for (const { text, where } of recipe) {
    const expanded = await expand(host, text, { ...scope, where });
    const parts = options.oneShell ? [expanded] : expanded.split(/(?<!\\)\n/);
    for (const part of parts) lines.push({ text: part, where, forced: /\$[({]MAKE[)}]/.test(text) });
  }
  if (options.oneShell && lines.length > 0) lines.splice(0, lines.length, { text: lines.map(({ text }) => text).join('\n'), where: lines[0]!.where, forced: lines.some(({ forced }) => forced) });
  const shellPath = (await expand(host, '$(SHELL)', scope)) || '/bin/sh';
  const shellFlags = (await expand(host, '$(.SHELLFLAGS)', scope)) || '-c';
  let ran = false;
  for (const line of lines) {
    const prefix = /^[\s@+-]*/.exec(line.text)![0];
    const command = line.text.slice(prefix.length);
    if (command === '') continue;
    const quiet = prefix.includes('@') || options.silent;
    const forced = line.forced || prefix.includes('+');
    ran = true;
    if (!quiet || options.dryRun) await host.io.out(`${command}\n`);
    if (options.dryRun && !forced) continue;
    await host.io.flush();
    const status = await runLine(host, command, shellPath, shellFlags, await host.environment(scope.variables));
    if (status === 0) continue;
    const message = typeof status === 'number' ? `Error ${status}` : (NAMES[status] ?? status);
    if (prefix.includes('-') || options.ignoreErrors) {
      await host.io.err(`${host.title}: [${line.where}: ${scope.variables.get('@')!.value}] ${message} (ignored)`);
      continue;
    }
    return { ok: false, ran, where: line.where, message, interrupted: status === 'SIGINT' };
  }
  return { ok: true, ran };
}

async function runLine(host: ExpandHost, command: string, shellPath: string, shellFlags: string, env: Record<string, string>): Promise<number | string> {
  const { io } = host;
  const words = command.trim().split(/\s+/);
  const plain = shellPath === '/bin/sh' && !SHELL_CHARACTERS.test(command) && !/^\S*=/.test(command.trim()) && !SHELL_WORDS.has(words[0]!);
  const path = plain ? findExecutable(io, words[0]!, env['PATH']) : shellPath;
  let pid: number;
  try {
    if (path === undefined) throw new SysError('ENOENT');
    pid = await io.sys.spawn(path, plain ? words : [shellPath, ...shellFlags.split(/\s+/), command], { env });
  } catch (error) {
    if (!isSysError(error)) throw error;
    // Without a header line, as execvp(3) does it, a script is the shell's.
    if (error.code === 'ENOEXEC') return runLine(host, `sh ${command}`, shellPath, shellFlags, env);
    await io.err(`${host.title}: ${plain ? words[0] : shellPath}: ${error.message}`);
    return 127;
  }
  const status = (await io.sys.wait({ pid }))?.status;
  if (status?.kind === 'exited') return status.code;
  return status?.kind === 'signaled' ? status.signal : 1;
}
