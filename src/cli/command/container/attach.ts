import { containerAttach, containerInspect, containerKill, containerResize, containerWait, type ContainerDetails } from '../../../client/container';
import type { Cli } from '../../cli';
import { validateDetachKeys } from '../../detach-keys';
import { checkTty, tieStreams } from '../../hijack';
import { forwardSignals } from '../../signal-proxy';
import { followTerminalSize } from '../../terminal-size';
import type { Verb } from '../../verb';
import { exitStatus } from './run';

async function inspectRunning(cli: Cli, name: string): Promise<ContainerDetails> {
  const details = await containerInspect(cli.client, name);
  if (!details.State.Running) throw new Error('cannot attach to a stopped container, start it first');
  if (details.State.Paused) throw new Error('cannot attach to a paused container, unpause it first');
  if (details.State.Restarting) throw new Error('cannot attach to a restarting container, wait until it is running');
  return details;
}

/** `docker attach`. */
export const attach: Verb = async ({ cli, flags, args }) => {
  const { client } = cli;
  const name = args[0]!;
  validateDetachKeys(flags.string('detach-keys'));
  const details = await inspectRunning(cli, name);
  const { Tty: tty, OpenStdin } = details.Config;
  const wantsStdin = !flags.bool('no-stdin');
  checkTty(cli, wantsStdin, tty);
  const stdin = wantsStdin && OpenStdin;
  const detachKeys = flags.string('detach-keys') || cli.config.string('detachKeys');
  const ended = await containerWait(client, details.Id);
  if (flags.bool('sig-proxy') && !tty) forwardSignals(cli, (signal) => containerKill(client, details.Id, signal));
  const { stream } = await containerAttach(client, name, { stdin, stdout: true, stderr: true, detachKeys });
  if (tty && cli.isTty(1)) {
    // One size after another makes the program draw itself again.
    const { rows, cols } = cli.sys.winsize(1);
    await containerResize(client, details.Id, rows + 1, cols + 1).catch(() => undefined);
    followTerminalSize(cli, (r, c) => containerResize(client, details.Id, r, c));
  }
  await tieStreams(cli, { stream, tty, stdin, stdout: true, stderr: true, detachKeys });
  return exitStatus(cli, await ended.result());
};
