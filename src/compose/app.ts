import type { Cli } from '../cli/cli';
import type { Client } from '../client/client';
import { quote } from '../lib/govalue';
import { formatTimestampNs } from '../lib/timestamp';
import type { Progress, ProgressEvent } from './progress/events';
import type { ProjectFlags } from './project/files';
import type { Loader } from './project/load';

/** How compose writes on terminals: `auto`, `never`, `always`. */
export type AnsiMode = 'auto' | 'never' | 'always';

/** What a compose command sees: docker's command line, the flags before the command, and where progress goes. */
export class App implements Loader {
  constructor(
    readonly cli: Cli,
    readonly flags: ProjectFlags & { all: boolean },
    readonly ansi: AnsiMode,
    /** What the progress is: chosen once the command's own flags are known. */
    public progress: Progress,
    readonly plain: boolean,
    readonly dryRun: boolean,
  ) {
    this.started = cli.sys.now();
  }

  private pending: Promise<void> = Promise.resolve();

  get client(): Client {
    return this.cli.client;
  }

  /** logrus.Warn without a terminal: `time="…" level=warning msg="…"`; with one, colours. */
  readonly warn = (message: string): void => {
    const { sys } = this.cli;
    const seconds = BigInt(Math.trunc(sys.now() / 1000)) * 1_000_000_000n;
    const line = this.cli.isTty(2)
      ? `\x1b[33mWARN\x1b[0m[${String(Math.max(0, Math.trunc((sys.now() - this.started) / 1000))).padStart(4, '0')}] ${message.padEnd(44)} \n`
      : `time=${quote(formatTimestampNs(seconds))} level=warning msg=${quote(message)}\n`;
    this.pending = this.pending.then(() => sys.write(2, line));
  };

  private readonly started: number;

  /** Waits until all that was said is written. */
  flush(): Promise<void> {
    return this.pending;
  }

  /** Tells of progress, after what was said before. */
  async tell(...events: ProgressEvent[]): Promise<void> {
    await this.flush();
    await this.progress.on(...events);
  }

  /** Runs an operation under its progress (composeService.Run). */
  async run<T>(operation: string, work: () => Promise<T>): Promise<T> {
    await this.flush();
    this.progress.start(operation);
    try {
      return await work();
    } finally {
      await this.flush();
      await this.progress.done();
    }
  }

  /** Asks; without a terminal the answer is no, unless it was given beforehand (--yes). */
  async confirm(question: string): Promise<boolean> {
    if (this.assumeYes) return true;
    await this.flush();
    if (!this.cli.isTty(0) || !this.cli.isTty(1)) {
      await this.cli.line(question);
      return false;
    }
    await this.cli.out(`\x1b[0;1;92m? \x1b[0m\x1b[0;1;99m${question} \x1b[0m\x1b[0;37m(y/N) \x1b[0m`);
    return /^y(es)?$/i.test(((await this.cli.readLine()) ?? '').trim());
  }

  /** --yes. */
  assumeYes = false;

  /** Colours may be used on stdout. */
  get colors(): boolean {
    return this.ansi === 'always' || (this.ansi === 'auto' && this.cli.isTty(1) && !this.cli.sys.env.NO_COLOR);
  }
}
