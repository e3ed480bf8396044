import { buildCancel } from '../../../client/image';
import { isSysError } from '../../../machine/errno';
import type { Client } from '../../../client/client';
import type { Cli } from '../../cli';

/** What a cancelled build ends with (a gRPC error of code Canceled), and buildx's status for it. */
export const CANCELED = 'Canceled: context canceled';
export const CANCELED_STATUS = 130;

/** Between two tries to cancel a build that the engine may not know yet, in ms. */
const RETRY_MS = 100;

/** Sleeps in full; a signal that was handled meanwhile doesn't end it. */
export async function sleepOn(cli: Cli, ms: number): Promise<void> {
  try {
    await cli.sys.sleep(ms);
  } catch (error) {
    if (!isSysError(error, 'EINTR')) throw error;
  }
}

/**
 * From here on Ctrl-C and SIGTERM cancel the build of that id in the engine, whose answer then tells how it ended. The third
 * signal ends docker at once. Gives what is called when the build is over.
 */
export function cancelOnSignal(cli: Cli, id: string, client: Client = cli.client): () => void {
  let signals = 0;
  let isOver = false;
  const cancel = async (): Promise<void> => {
    while (!isOver) {
      await buildCancel(client, id).catch(() => undefined);
      await sleepOn(cli, RETRY_MS);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    cli.sys.onSignal(signal, () => {
      signals++;
      if (signals === 1) cli.sys.thread(cancel);
      if (signals === 3) {
        cli.sys.thread(async () => {
          await cli.note('got 3 SIGTERM/SIGINTs, forcefully exiting');
          cli.sys.exit(1);
        });
      }
    });
  }
  return () => void (isOver = true);
}
