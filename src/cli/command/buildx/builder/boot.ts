import { PlainProgress } from '../../../build-progress/plain';
import { Solve } from '../../../build-progress/solve';
import { TerminalProgress } from '../../../build-progress/terminal';
import type { Cli } from '../../../cli';
import { keepShowing, type Display } from '../display';
import type { Builder } from './builder';

/** Boots a builder and shows it as a build of one step; nothing where it runs (buildx builder.Boot). */
export async function showBoot(cli: Cli, builder: Builder): Promise<void> {
  const solve = new Solve();
  const isTerminal = cli.isTty(2);
  let first = true;
  const screen = new TerminalProgress(solve, cli.sys.now(), '');
  const plain = new PlainProgress(solve, (text) => {
    const shown = first ? text.replace(/^\n/, '') : text;
    first = false;
    return cli.err(shown);
  }, () => cli.sys.now(), '');
  const progress: Pick<Display, 'update'> = { update: (atEnd) => (isTerminal ? cli.err(screen.frame(cli.sys.now(), cli.sys.winsize(2), atEnd)) : plain.update(atEnd)) };
  let stopShowing: (() => void) | undefined;
  let began = false;
  try {
    await builder.boot(async (status) => {
      solve.update(status);
      if (!began && isTerminal) stopShowing = await keepShowing(cli, progress);
      began = true;
      if (!isTerminal) await progress.update(false);
    });
  } finally {
    stopShowing?.();
    if (began) await progress.update(true);
  }
}
