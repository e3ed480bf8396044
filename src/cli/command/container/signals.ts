import {
  containerKill, containerPause, containerRemove, containerRename, containerRestart, containerStop, containerUnpause, containerWait,
  type StopOptions,
} from '../../../client/container';
import { isNotFound } from '../../../client/errors';
import type { Flags } from '../../flags/parse';
import type { Verb } from '../../verb';
import { forEach, inParallel, ordinary } from '../errors';

function stopOptions(flags: Flags): StopOptions {
  const both = flags.changed('time') && flags.changed('timeout');
  if (both) throw new Error('conflicting options: cannot specify both --timeout and --time');
  const name = flags.changed('time') ? 'time' : 'timeout';
  return { signal: flags.string('signal'), timeout: flags.changed(name) ? flags.number(name) : undefined };
}

/** `docker stop`. */
export const stop: Verb = async ({ cli, flags, args }) => {
  const options = stopOptions(flags);
  await inParallel(cli, args, (name) => containerStop(cli.client, name, options));
};

/** `docker restart`. */
export const restart: Verb = async ({ cli, flags, args }) => {
  const options = stopOptions(flags);
  await forEach(args, async (name) => {
    await containerRestart(cli.client, name, options);
    await cli.line(name);
  });
};

/** `docker kill`. */
export const kill: Verb = ({ cli, flags, args }) => inParallel(cli, args, (name) => containerKill(cli.client, name, flags.changed('signal') ? flags.string('signal') : ''));

/** `docker pause`. */
export const pause: Verb = ({ cli, args }) => inParallel(cli, args, (name) => containerPause(cli.client, name));

/** `docker unpause`. */
export const unpause: Verb = ({ cli, args }) => inParallel(cli, args, (name) => containerUnpause(cli.client, name));

/** `docker rm`. */
export const rm: Verb = async ({ cli, flags, args }) => {
  const force = flags.bool('force');
  const options = { force, volumes: flags.bool('volumes'), link: flags.bool('link') };
  const missing = new Set<string>();
  const remove = async (name: string): Promise<void> => {
    const trimmed = name.replace(/^\/+|\/+$/g, '');
    if (trimmed === '') throw new Error('container name cannot be empty');
    try {
      await containerRemove(cli.client, trimmed, options);
    } catch (error) {
      if (!force || !isNotFound(error)) throw error;
      missing.add(name);
    }
  };
  const running = args.map((name) => remove(name).then(() => undefined, (error: unknown) => ({ error })));
  await forEach(args.map((_, i) => String(i)), async (index) => {
    const failed = await running[Number(index)];
    if (failed) throw failed.error;
    const name = args[Number(index)]!;
    if (!missing.has(name)) await cli.line(name);
  });
};

/** `docker rename`. */
export const rename: Verb = async ({ cli, args }) => {
  const [from, to] = args.map((name) => name.trim()) as [string, string];
  try {
    if (to.replace(/^\//, '') === '') throw new Error('new name cannot be blank');
    await containerRename(cli.client, from, to);
  } catch (error) {
    throw new Error(`failed to rename container: ${ordinary(error)}`);
  }
};

/** `docker wait`. */
export const wait: Verb = ({ cli, args }) =>
  forEach(args, async (name) => {
    const { result } = await containerWait(cli.client, name);
    const { StatusCode, Error: failure } = await result();
    if (failure) throw new Error(failure.Message);
    await cli.line(String(StatusCode));
  });
