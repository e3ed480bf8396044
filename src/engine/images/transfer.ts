import { INTERNET_BANDWIDTH } from '../../lib/bandwidth';
import type { Sys } from '../../machine/sys';

/** One blob on its way. */
export interface Transfer {
  total: number;
  current: number;
  done: boolean;
}

const TICK_MS = 100;
/** Blobs that move at once (dockerd --max-concurrent-downloads). */
export const CONCURRENT = 3;
/** Bytes a second to and from registries of this machine. */
const LOCAL_BANDWIDTH = 400_000_000;

export function bandwidthTo(host: string): number {
  return /^(localhost|127\.|\[::1\])/.test(host) ? LOCAL_BANDWIDTH : INTERNET_BANDWIDTH;
}

/**
 * Lets the time pass that blobs take which needn't really travel: they share the line, and every tenth of a second
 * `tick` sees how far they are.
 */
export class Line {
  private readonly moving = new Set<Transfer>();

  constructor(
    private readonly sys: Sys,
    private readonly bytesPerSecond: number,
  ) {}

  async carry(transfer: Transfer, tick: () => Promise<void>): Promise<void> {
    this.moving.add(transfer);
    try {
      while (transfer.current < transfer.total) {
        const perTick = Math.max(1, ((this.bytesPerSecond / this.moving.size) * TICK_MS) / 1000);
        const left = transfer.total - transfer.current;
        const wait = Math.min(1, left / perTick) * TICK_MS;
        await this.sys.sleep(Math.max(1, wait));
        transfer.current = Math.min(transfer.total, transfer.current + Math.ceil(perTick));
        await tick();
      }
    } finally {
      this.moving.delete(transfer);
    }
  }
}

/** Runs jobs, a few at a time, and waits for all; the first failure is thrown when none is at work any more. */
export async function inParallel<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  let failure: { error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    while (next < items.length && !failure) {
      const item = items[next++]!;
      try {
        await work(item);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failure) throw failure.error;
}
