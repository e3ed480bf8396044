import { execAttach, execCreate, execInspect } from '../../client/container';
import { demultiplex } from '../../client/streams';
import type { App } from '../app';
import { isDict, text, type Dict } from '../load/value';
import { shellWords } from '../project/shell-words';

/** A lifecycle hook: a command in the container (composeService.runHook). */
export async function runHook(app: App, container: string, hook: Dict): Promise<void> {
  const { command } = hook;
  const words = Array.isArray(command) ? command.map((word) => text(word)) : shellWords(text(command));
  const env = isDict(hook.environment) ? Object.entries(hook.environment).map(([key, value]) => `${key}=${text(value)}`) : Array.isArray(hook.environment) ? hook.environment.map((pair) => text(pair)) : null;
  const { Id } = await execCreate(app.client, container, {
    User: hook.user === undefined ? '' : text(hook.user), Privileged: hook.privileged === true, Tty: false, AttachStdin: false, AttachStderr: true, AttachStdout: true,
    DetachKeys: '', Env: env, WorkingDir: hook.working_dir === undefined ? '' : text(hook.working_dir), Cmd: words,
  });
  const { stream } = await execAttach(app.client, Id, { Detach: false, Tty: false });
  await demultiplex(stream, async () => undefined, async () => undefined);
  const { ExitCode } = await execInspect(app.client, Id);
  if (ExitCode) throw new Error(`hook exited with status ${ExitCode}`);
}
