import { containerInspect, execAttach, execCreate, execInspect, execResize, execStart, type ExecConfig } from '../../../client/container';
import { validateDetachKeys } from '../../detach-keys';
import { checkTty, tieStreams } from '../../hijack';
import { followTerminalSize } from '../../terminal-size';
import type { Verb } from '../../verb';
import { sourceOf } from './create';
import { readEnvironment } from './environment';

/** `docker exec`. */
export const exec: Verb = async ({ cli, flags, args }) => {
  const { client } = cli;
  validateDetachKeys(flags.string('detach-keys'));
  const [name, ...command] = args as [string, ...string[]];
  const detach = flags.bool('detach');
  const tty = flags.bool('tty');
  const stdin = flags.bool('interactive') && !detach;
  const detachKeys = flags.string('detach-keys') || cli.config.string('detachKeys');
  const env = readEnvironment(flags.list('env-file'), flags.list('env'), sourceOf(cli));
  await containerInspect(client, name);
  if (!detach) checkTty(cli, stdin, tty);
  const size = tty && cli.isTty(1) ? cli.sys.winsize(1) : undefined;
  const consoleSize: [number, number] | undefined = size && size.rows > 0 ? [size.rows, size.cols] : undefined;
  const config: ExecConfig = {
    User: flags.string('user'),
    Privileged: flags.bool('privileged'),
    Tty: tty,
    ConsoleSize: consoleSize,
    AttachStdin: stdin,
    AttachStderr: !detach,
    AttachStdout: !detach,
    DetachKeys: detachKeys,
    Env: env,
    WorkingDir: flags.string('workdir'),
    Cmd: command,
  };
  const { Id: id } = await execCreate(client, name, config);
  if (detach) return execStart(client, id, { Detach: true, Tty: tty, ConsoleSize: consoleSize });
  const { stream } = await execAttach(client, id, { Detach: false, Tty: tty, ConsoleSize: consoleSize });
  if (tty && cli.isTty(0)) followTerminalSize(cli, (rows, cols) => execResize(client, id, rows, cols));
  await tieStreams(cli, { stream, tty, stdin, stdout: true, stderr: true, detachKeys });
  return (await execInspect(client, id)).ExitCode ?? 0;
};
