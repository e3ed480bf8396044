import type { SessionStorage } from './session-storage';
import { LockWait, type LockedRow } from './transaction';

/** Why a wait has come to nothing. */
export class GaveUp {
  constructor(readonly why: 'deadlock' | 'late', readonly row: LockedRow | undefined) {}
}

/**
 * Runs a statement; as long as another transaction holds what it needs, waits for that one's end and runs it anew. `wait` is
 * given the end, and tells whether it came in time.
 */
export async function whenFree<T>(storage: SessionStorage, run: () => T, wait: (end: Promise<void>) => Promise<boolean>): Promise<T | GaveUp> {
  for (;;) {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof LockWait)) throw error;
      const own = storage.current;
      if (own?.wouldDeadlock(error.holder)) return new GaveUp('deadlock', error.row);
      if (own) own.waitsFor = error.holder;
      try {
        if (!(await wait(error.holder.end()))) return new GaveUp('late', error.row);
      } finally {
        if (own) own.waitsFor = undefined;
      }
    }
  }
}
