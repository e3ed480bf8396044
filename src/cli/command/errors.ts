import type { Cli } from '../cli';
import { StatusError } from '../errors';

/**
 * Does something to each of several objects; what fails is told at the end, one line each, and the status is 1
 * (errors.Join in docker/cli).
 */
export async function forEach(items: readonly string[], action: (item: string) => Promise<void>): Promise<void> {
  const failures: string[] = [];
  for (const item of items) {
    try {
      await action(item);
    } catch (error) {
      failures.push(ordinary(error));
    }
  }
  if (failures.length > 0) throw new StatusError(1, failures.join('\n'));
}

/** The same at once, as docker/cli's parallelOperation: results are still told in the order of the words. */
export async function inParallel(cli: Cli, items: readonly string[], action: (item: string) => Promise<void>, quiet = false): Promise<void> {
  const running = items.map((item) => action(item).then(() => undefined, (error: unknown) => ({ error })));
  const failures: string[] = [];
  for (const [i, item] of items.entries()) {
    const failed = await running[i];
    if (failed) failures.push(ordinary(failed.error));
    else if (!quiet) await cli.line(item);
  }
  if (failures.length > 0) throw new StatusError(1, failures.join('\n'));
}

/** The message of an error that may be told; what ends the process goes on. */
export function ordinary(error: unknown): string {
  if (!(error instanceof Error) || error.name === 'ProcessKilled' || error.name === 'ProcessExit') throw error;
  return error.message;
}
