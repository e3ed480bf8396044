import type { Cli } from './cli';

/** Keeps a container's terminal as large as this one: now, and whenever this one changes (SIGWINCH). */
export function followTerminalSize(cli: Cli, resize: (rows: number, cols: number) => Promise<void>): void {
  const { sys } = cli;
  const tell = (): void => {
    const { rows, cols } = sys.winsize(1);
    if (rows === 0 && cols === 0) return;
    // A container that is gone by now has no size to change.
    sys.thread(async () => resize(rows, cols).catch(() => undefined));
  };
  sys.onSignal('SIGWINCH', tell);
  tell();
}
