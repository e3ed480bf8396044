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

/** Builds that run. */
interface Cancelable {
  cancel(): void;
  /** To be called when they have ended. */
  over(): void;
}

/**
 * From here on Ctrl-C and SIGTERM cancel the builds of those ids in the engine, whose answers then tell how they ended. The
 * third signal ends docker at once.
 */
export function cancelable(cli: Cli, ids: readonly string[], client: Client = cli.client): Cancelable {
  let signals = 0;
  let isOver = false;
  let isCancelled = false;
  const again = async (): Promise<void> => {
    while (!isOver) {
      for (const id of ids) await buildCancel(client, id).catch(() => undefined);
      await sleepOn(cli, RETRY_MS);
    }
  };
  const cancel = (): void => {
    if (!isCancelled) cli.sys.thread(again);
    isCancelled = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    cli.sys.onSignal(signal, () => {
      signals++;
      cancel();
      if (signals === 3) {
        cli.sys.thread(async () => {
          await cli.note('got 3 SIGTERM/SIGINTs, forcefully exiting');
          cli.sys.exit(1);
        });
      }
    });
  }
  return { cancel, over: () => void (isOver = true) };
}
