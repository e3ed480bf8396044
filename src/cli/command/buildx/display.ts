import type { StatusResponse } from '../../../api/buildkit-trace';
import { PlainProgress } from '../../build-progress/plain';
import { statusJson } from '../../build-progress/raw-json';
import { failedSteps, warningSummary } from '../../build-progress/report';
import type { Solve } from '../../build-progress/solve';
import { TerminalProgress } from '../../build-progress/terminal';
import type { Cli } from '../../cli';
import type { Flags } from '../../flags/parse';
import type { Builder } from './builder/builder';
import { sleepOn } from './interrupt';

/** What shows a build. */
export interface Display {
  /** Takes what BuildKit told, and shows it where that doesn't wait for its time. */
  take(status: StatusResponse): Promise<void>;
  /** Shows what is known now. */
  update(atEnd: boolean): Promise<void>;
  /** What stands at the end: the output of steps that failed, and warnings. */
  closing(): string;
  /** Whether only the result is told (`-q`, `--progress=quiet`). */
  isQuiet: boolean;
}

type NamedBuilder = Pick<Builder, 'name' | 'driver'>;

/** Whether docker was told to debug. */
export function debugs({ global }: Cli): boolean {
  return global.bool('debug') || /^(?:debug|trace)$/i.test(global.string('log-level'));
}

/** The mode that build's flags ask for: none is quiet, and quiet prints the result (buildx commands/build.go, toDisplayMode). */
export function buildMode(flags: Flags): { mode: string; isQuiet: boolean } {
  const asked = flags.string('progress');
  const mode = asked === 'none' ? 'quiet' : asked;
  const isQuiet = flags.bool('quiet') || asked === 'quiet';
  if (isQuiet && mode !== 'auto' && mode !== 'quiet') throw new Error(`progress=${asked} and quiet cannot be used together`);
  return { mode: isQuiet ? 'quiet' : mode, isQuiet };
}

/** The display for a mode; the environment has a say in what isn't decided (util/progress/printer.go). A builder is named first. */
export function displayOf(cli: Cli, { mode, isQuiet }: { mode: string; isQuiet: boolean }, solve: Solve, builder?: NamedBuilder): Display {
  const shown = (mode === 'auto' && cli.sys.env.BUILDKIT_PROGRESS) || mode || 'auto';
  if (!['auto', 'plain', 'tty', 'quiet', 'rawjson'].includes(shown)) throw new Error(`invalid progress mode ${shown}`);
  const isTerminal = cli.isTty(2) && (shown === 'tty' || shown === 'auto');
  if (shown === 'tty' && !isTerminal) throw new Error('failed to get console: provided file is not a console');
  const warnings = (): string => (mode === 'quiet' || mode === 'rawjson' ? '' : warningSummary(solve.warnings, debugs(cli)));
  if (shown === 'quiet' || shown === 'rawjson') {
    return {
      take: async (status) => {
        solve.update(status);
        if (shown === 'rawjson') await cli.err(statusJson(status));
      },
      update: async () => undefined, closing: warnings, isQuiet,
    };
  }
  const update = isTerminal ? onTerminal(cli, solve, builder) : inLines(cli, solve, builder);
  return {
    take: async (status) => {
      solve.update(status);
      if (!isTerminal) await update(false);
    },
    update, closing: () => failedSteps(solve, isTerminal) + warnings(), isQuiet,
  };
}

function onTerminal(cli: Cli, solve: Solve, { driver, name }: NamedBuilder = { driver: 'docker', name: cli.context }): Display['update'] {
  const screen = new TerminalProgress(solve, cli.sys.now(), `${driver}:${name}`);
  return (atEnd) => cli.err(screen.frame(cli.sys.now(), cli.sys.winsize(2), atEnd));
}

function inLines(cli: Cli, solve: Solve, builder?: NamedBuilder): Display['update'] {
  let isFirst = !builder;
  const write = (text: string): Promise<void> => {
    const shown = isFirst ? text.replace(/^\n/, '') : text;
    isFirst = false;
    return cli.err(shown);
  };
  const plain = new PlainProgress(solve, write, () => cli.sys.now(), builder ? `#0 building with "${builder.name}" instance using ${builder.driver} driver\n` : '');
  return (atEnd) => plain.update(atEnd);
}

/** Shows the display now and every 150 ms, until the function that it gives is called. */
export async function keepShowing(cli: Cli, display: Pick<Display, 'update'>): Promise<() => void> {
  let showing = true;
  await display.update(false);
  cli.sys.thread(async () => {
    while (showing) {
      await sleepOn(cli, 150);
      if (showing) await display.update(false);
    }
  });
  return () => void (showing = false);
}
