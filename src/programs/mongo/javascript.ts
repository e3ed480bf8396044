import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import type { Json, Reply, RuntimeHost } from '../runtimes/host';
import { fileCalls } from '../runtimes/machine/file-calls';
import { processCalls } from '../runtimes/machine/process-calls';
import { answering, RuntimeSession } from '../runtimes/machine/session';
import { COLLECTION_METHODS, DATABASE_METHODS, OTHER_COLLECTION_METHODS, OTHER_DATABASE_METHODS } from './methods';
import type { Step } from './parse';
import { ShellError } from './outcome';
import type { Shell } from './shell';
import type { Bson } from './value';

/** The resident set of mongosh before a script does anything. */
const BASE_MEMORY = 90 * 1024 * 1024;
/** The Node.js that mongosh has in it. */
const NODE = 'v20.19.5';

/** The JavaScript of a shell: what its scripts have declared stays from one to the next. */
export class ShellJavaScript {
  private readonly session: RuntimeSession;
  private started = false;
  private shown = '';
  private failed: string | undefined;
  private exitCode: number | undefined;

  constructor(
    private readonly sys: Sys,
    host: RuntimeHost,
    private readonly shell: Shell,
  ) {
    const calls = {
      ...fileCalls(sys),
      ...processCalls(sys, (code) => this.leave(code)),
      mongo: ([database, steps]: readonly Json[]) => this.call(String(database), steps as unknown as Step[]),
      mongoShow: ([value]: readonly Json[]) => answering(() => shell.inspect(value as Bson)),
      mongoId: () => answering(() => shell.newId()),
      mongoDatabase: () => answering(() => shell.database),
      mongoUse: ([name]: readonly Json[]) => answering(() => void (shell.database = String(name))),
      mongoSleep: async ([ms]: readonly Json[]): Promise<Reply> => {
        await sys.sleep(Number(ms));
        return {};
      },
    };
    const orders = {
      write: async ([fd]: readonly Json[], bytes: Uint8Array | undefined): Promise<void> => {
        try {
          await sys.write(Number(fd), bytes ?? new Uint8Array(0));
        } catch (error) {
          if (!isSysError(error)) throw error;
        }
      },
      shown: ([text]: readonly Json[]) => void (this.shown = String(text)),
      failed: ([text]: readonly Json[]) => void (this.failed = String(text)),
    };
    this.session = new RuntimeSession(sys, host, { calls, orders }, BASE_MEMORY);
  }

  private leave(code: number): Reply {
    this.exitCode = code & 255;
    if (this.session.canBlock) this.sys.exit(this.exitCode);
    return { value: null };
  }

  private async call(database: string, steps: readonly Step[]): Promise<Reply> {
    try {
      return { value: { out: (await this.shell.evaluate(database, steps)) as unknown as Json } };
    } catch (error) {
      if (!(error instanceof ShellError)) throw error;
      return { value: { failure: { kind: error.kind, message: error.message, shown: error.shown, code: error.code } } };
    }
  }

  /** Runs a text; gives what it comes to where `shows`. Throws ShellError for what the script leaves uncaught. */
  async run(source: string, file: string, shows: boolean): Promise<string> {
    const { sys, session } = this;
    if (!this.started) {
      const { credentials } = sys;
      await session.start('node', {
        version: NODE, argv: [sys.exePath], execArgv: [], arch: sys.uname().machine === 'aarch64' ? 'arm64' : 'x64', execPath: sys.exePath, env: { ...sys.env },
        pid: sys.pid, ppid: sys.ppid, uid: credentials.uid, gid: credentials.gid, groups: [...credentials.groups], tty: [sys.isatty(0), sys.isatty(1), sys.isatty(2)],
        seed: sys.random.below(2 ** 31), nowMs: sys.now(), bootMs: sys.now() - 60_000, preload: [], noWarnings: true,
        mongosh: { legacy: this.shell.isLegacy, collectionMethods: [...COLLECTION_METHODS, ...OTHER_COLLECTION_METHODS], databaseMethods: [...DATABASE_METHODS, ...OTHER_DATABASE_METHODS] },
      });
      this.started = true;
    }
    this.shown = '';
    this.failed = undefined;
    let state = (await session.turn({ name: 'mongosh', args: [source, file, shows] })) as { timer: number | null; immediate: boolean; stopped?: boolean };
    for (;;) {
      if (this.exitCode !== undefined) sys.exit(this.exitCode);
      if (state.stopped) throw new ShellError('', 'dockyard: the script did not come to an end and was stopped');
      if (!state.immediate && state.timer === null) break;
      if (!state.immediate) await sys.sleep(Math.max(0, state.timer! - sys.now()));
      state = (await session.turn({ name: 'tick', args: [] })) as typeof state;
    }
    if (this.failed !== undefined) throw new ShellError('', this.failed);
    return this.shown;
  }
}
