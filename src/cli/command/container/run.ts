import { containerAttach, containerKill, containerResize, containerStart, containerWait, type WaitResult } from '../../../client/container';
import { Detached, validateDetachKeys } from '../../detach-keys';
import { StatusError } from '../../errors';
import { checkTty, tieStreams } from '../../hijack';
import { forwardSignals } from '../../signal-proxy';
import { followTerminalSize } from '../../terminal-size';
import type { Cli } from '../../cli';
import type { Verb } from '../../verb';
import { createContainer, requestOf } from './create';

/** docker/cli toStatusError: 127 for a program that isn't there, 126 for one that can't be run, 125 for the rest. */
function startError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StatusError || error.name === 'ProcessKilled' || error.name === 'ProcessExit') return error;
  const { message } = error;
  let status = 125;
  if (/executable file not found|no such file or directory|system cannot find the file specified/.test(message)) status = 127;
  else if (/permission denied|is a directory/.test(message)) status = 126;
  return new StatusError(status, `docker: ${message}\n\nRun 'docker run --help' for more information`);
}

/** The status that a container's end gives docker (waitExitOrRemoved). */
export async function exitStatus(cli: Cli, result: WaitResult): Promise<number> {
  if (!result.Error) return result.StatusCode;
  await cli.note(`Error waiting for container: ${result.Error.Message}`);
  return 125;
}

/** `docker run` (docker/cli cli/command/container/run.go). */
export const run: Verb = async ({ cli, flags, args }) => {
  const detachKeys = flags.string('detach-keys') || cli.config.string('detachKeys');
  validateDetachKeys(flags.string('detach-keys'));
  await cli.client.ping();
  await cli.client.ping();
  const request = requestOf(cli, flags, args, 'run');
  const { Config: config } = request;
  const detach = flags.bool('detach');
  if (!detach) checkTty(cli, config.AttachStdin, config.Tty);
  else {
    if (flags.list('attach').length > 0) throw new Error('conflicting options: cannot specify both --attach and --detach');
    Object.assign(config, { AttachStdin: false, AttachStdout: false, AttachStderr: false, StdinOnce: false });
  }
  let id: string;
  try {
    id = await createContainer(cli, flags, request);
  } catch (error) {
    throw startError(error);
  }
  const { client } = cli;
  if (flags.bool('sig-proxy') && !detach) forwardSignals(cli, (signal) => containerKill(client, id, signal));
  const outputs = config.AttachStdout || config.AttachStderr;
  if (!outputs) await cli.line(id);
  const attached = config.AttachStdin || outputs
    ? await containerAttach(client, id, { stdin: config.AttachStdin, stdout: config.AttachStdout, stderr: config.AttachStderr, detachKeys })
    : undefined;
  const ended = await containerWait(client, id, flags.bool('rm') ? 'removed' : 'next-exit');
  const plan = { stream: attached?.stream, tty: config.Tty, stdin: config.AttachStdin, stdout: config.AttachStdout, stderr: config.AttachStderr, detachKeys };
  const streaming = plan.stream ? tieStreams(cli, { ...plan, stream: plan.stream }).then(() => undefined, (error: unknown) => ({ error })) : undefined;
  try {
    await containerStart(client, id);
  } catch (error) {
    plan.stream?.close();
    await streaming;
    if (flags.bool('rm')) await ended.result();
    throw startError(error);
  }
  if (attached && config.Tty && cli.isTty(1)) followTerminalSize(cli, (rows, cols) => containerResize(client, id, rows, cols));
  if (streaming) {
    const failure = await streaming;
    if (failure?.error instanceof Detached) return 0;
    if (failure) throw failure.error;
  }
  if (!outputs) return 0;
  return exitStatus(cli, await ended.result());
};
