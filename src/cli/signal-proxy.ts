import type { SignalName } from '../machine/signal';
import type { Cli } from './cli';

/** Signals that a foreground container gets in our place. */
const FORWARDED: readonly SignalName[] = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGUSR1', 'SIGUSR2', 'SIGCONT', 'SIGTSTP'];

/**
 * Passes signals on to a container (docker/cli ForwardAllSignals). Three that ask to end, and docker itself gives up.
 */
export function forwardSignals(cli: Cli, kill: (signal: string) => Promise<void>): void {
  let urgent = 0;
  for (const signal of FORWARDED) {
    cli.sys.onSignal(signal, (name) => {
      if ((name === 'SIGINT' || name === 'SIGTERM') && ++urgent >= 3) {
        cli.sys.thread(async () => {
          await cli.note('got 3 SIGTERM/SIGINTs, forcefully exiting');
          cli.sys.exit(1);
        });
        return;
      }
      cli.sys.thread(async () => kill(name.replace(/^SIG/, '')).catch(() => undefined));
    });
  }
}
