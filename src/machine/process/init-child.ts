import { isSysError } from '../errno';
import { SIGNALS, type SignalName } from '../signal';
import type { Sys } from '../sys';

const FORWARDED: readonly SignalName[] = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH', 'SIGCONT', 'SIGALRM'];

/**
 * What an init of one command does after its start: passes signals on to the child, or to its group, reaps whatever dies, and
 * gives the status that the child has ended with, as shells count it. `rewrite` puts one signal for another, 0 for none.
 */
export async function followChild(sys: Sys, child: number, options: { toGroup?: boolean; rewrite?: ReadonlyMap<SignalName, SignalName | 0> } = {}): Promise<number> {
  for (const signal of FORWARDED) {
    sys.onSignal(signal, () => {
      const sent = options.rewrite?.get(signal) ?? signal;
      if (sent === 0) return;
      try {
        sys.kill(options.toGroup ? -child : child, sent);
      } catch (error) {
        if (!isSysError(error, 'ESRCH')) throw error;
      }
    });
  }
  for (;;) {
    let ended;
    try {
      ended = await sys.wait();
    } catch (error) {
      if (isSysError(error, 'EINTR')) continue;
      throw error;
    }
    if (ended?.pid !== child) continue;
    if (ended.status.kind === 'exited') return ended.status.code;
    if (ended.status.kind === 'signaled') return 128 + SIGNALS[ended.status.signal];
  }
}
