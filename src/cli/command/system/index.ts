import { systemDf } from '../../../client/system';
import { copy } from '../../../client/streams';
import { formatDiskUsage } from '../../formatter/disk-usage';
import { sysTransport } from '../../transport';
import type { Verb, Verbs } from '../../verb';
import { inspect } from '../inspect';
import { systemPrune } from '../prune';
import { events } from './events';
import { info } from './info';
import { version } from './version';

/** `docker system df`. */
const df: Verb = async ({ cli, flags }) => {
  const format = flags.string('format');
  const verbose = flags.bool('verbose');
  const usage = await systemDf(cli.client, verbose || format !== '');
  await cli.out(formatDiskUsage(usage as never, { format, verbose, now: cli.sys.now() }));
};

/** `docker system dial-stdio`: the engine's connection on this process's own streams. */
const dialStdio: Verb = async ({ cli }) => {
  const transport = (cli.options.transport ?? sysTransport)(cli.sys, cli.client.host);
  const stream = await transport.dial();
  cli.sys.thread(async () => {
    await copy(cli.stdin, (bytes) => stream.write(bytes));
    stream.closeWrite();
  });
  await copy(stream, (bytes) => cli.out(bytes));
};

/** `docker system …` and what stands beside it. */
export const SYSTEM_VERBS: Verbs = {
  inspect,
  version,
  'system df': df,
  'system dial-stdio': dialStdio,
  'system events': events,
  'system info': info,
  'system prune': systemPrune,
};
