import {
  containerAttach, containerInspect, containerKill, containerResize, containerStart, containerWait,
} from '../../../client/container';
import type { Cli } from '../../cli';
import { Detached } from '../../detach-keys';
import { notSimulated, StatusError } from '../../errors';
import type { Flags } from '../../flags/parse';
import { tieStreams } from '../../hijack';
import { forwardSignals } from '../../signal-proxy';
import { followTerminalSize } from '../../terminal-size';
import type { Verb } from '../../verb';
import { ordinary } from '../errors';
import { exitStatus } from './run';

async function startAttached(cli: Cli, flags: Flags, name: string): Promise<number> {
  const { client } = cli;
  const details = await containerInspect(client, name);
  const { Tty: tty, OpenStdin } = details.Config;
  const stdin = flags.bool('interactive') && OpenStdin;
  if (!tty) forwardSignals(cli, (signal) => containerKill(client, details.Id, signal));
  const detachKeys = flags.string('detach-keys') || cli.config.string('detachKeys');
  const ended = await containerWait(client, details.Id, details.HostConfig.AutoRemove ? 'removed' : 'next-exit');
  const { stream } = await containerAttach(client, details.Id, { stdin, stdout: true, stderr: true, detachKeys });
  const streaming = tieStreams(cli, { stream, tty, stdin, stdout: true, stderr: true, detachKeys }).then(() => undefined, (error: unknown) => ({ error }));
  try {
    await containerStart(client, details.Id);
  } catch (error) {
    stream.close();
    await streaming;
    if (details.HostConfig.AutoRemove) await ended.result();
    throw error;
  }
  if (tty && cli.isTty(1)) followTerminalSize(cli, (rows, cols) => containerResize(client, details.Id, rows, cols));
  const failure = await streaming;
  if (failure?.error instanceof Detached) return 0;
  if (failure) throw failure.error;
  return exitStatus(cli, await ended.result());
}

/** `docker start`. */
export const start: Verb = async ({ cli, flags, args }) => {
  if (flags.bool('attach') || flags.bool('interactive')) {
    if (args.length > 1) throw new Error('you cannot start and attach multiple containers at once');
    return startAttached(cli, flags, args[0]!);
  }
  if (flags.string('checkpoint') !== '') throw notSimulated('docker start --checkpoint');
  const failed: string[] = [];
  for (const name of args) {
    try {
      await containerStart(cli.client, name);
      await cli.line(name);
    } catch (error) {
      await cli.note(ordinary(error));
      failed.push(name);
    }
  }
  if (failed.length > 0) throw new StatusError(1, `failed to start containers: ${failed.join(', ')}`);
};
