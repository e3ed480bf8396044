import { nodeVersion } from './version';
import { text, utf8 } from '../../../lib/bytes';
import { isSysError } from '../../../machine/errno';
import type { Program } from '../../../machine/program';
import { SIGNALS, type SignalName } from '../../../machine/signal';
import type { Sys } from '../../../machine/sys';
import { resolveName, ResolveError } from '../../../machine/net/resolve';
import { COOKED, RAW } from '../../../machine/tty/types';
import type { Json, Request, RuntimeHost } from '../host';
import { fileCalls, readToEnd } from '../machine/file-calls';
import { Connections } from '../machine/net-orders';
import { endOf, processCalls, sleepFor, spawnChild, type ChildOptions } from '../machine/process-calls';
import { EngineBroken, RuntimeSession } from '../machine/session';
import { loadSqliteFor, sqliteCalls } from '../machine/sqlite-calls';
import { parseNodeArguments, type NodeCommand } from './arguments';
import { parseEnvFile } from './env-file';

/** The resident set of node before a script does anything. */
const BASE_MEMORY = 44 * 1024 * 1024;

interface LoopState {
  alive: boolean;
  timer: number | null;
  immediate: boolean;
  code: number;
  stopped?: boolean;
  outOfMemory?: boolean;
}

/** `node`: JavaScript in QuickJS, on the simulated machine. */
export function makeNode(host: RuntimeHost): Program {
  return {
    async main(sys) {
      const version = `v${nodeVersion(sys, sys.exePath)}`;
      const command = parseNodeArguments(sys.argv.slice(1), sys.isatty(0));
      if (command.kind === 'complain') {
        await sys.write(2, `node: ${command.message}\n`);
        return 9;
      }
      if (command.kind === 'version') {
        await sys.write(1, `${version}\n`);
        return 0;
      }
      if (command.kind === 'help') {
        await sys.write(1, 'Usage: node [options] [ script.js ] [arguments]\n       node inspect [options] [ script.js | host:port ] [arguments]\n\nOptions:\n  -                           script read from stdin\n  -c, --check                 syntax check script without executing\n  -e, --eval=...              evaluate script\n  -h, --help                  print node command line options\n  -i, --interactive           always enter the REPL\n  -p, --print [...]           evaluate script and print result\n  -r, --require=...           CommonJS module to preload\n  -v, --version               print Node.js version\n\nDocumentation can be found at https://nodejs.org/\n');
        return 0;
      }
      const fromFiles: Record<string, string> = {};
      for (const { file, optional } of command.envFiles) {
        try {
          Object.assign(fromFiles, parseEnvFile(sys.readText(file)));
        } catch (error) {
          if (!isSysError(error)) throw error;
          if (optional) continue;
          await sys.write(2, `node: ${file}: not found\n`);
          return 9;
        }
      }
      if (sys.resumed !== undefined) for (const fd of sys.fds()) if (fd > 2) sys.close(fd);
      // A restored process starts its script again.
      sys.resumable(() => ({}));
      sys.onSignal('SIGPIPE', () => undefined);
      return new NodeProcess(sys, host, version).run(command, fromFiles);
    },
  };
}

class NodeProcess {
  private readonly events: Request[] = [];
  private wake: (() => void) | undefined;
  private sleepingUntil = Infinity;
  private readonly session: RuntimeSession;
  private readonly connections: Connections;
  private exitCode: number | undefined;
  private typed = '';
  private readonly childInputs = new Map<number, number>();
  private readonly children = new Map<number, number>();
  private readonly childQueues = new Map<number, (Uint8Array | 'end')[]>();

  constructor(
    private readonly sys: Sys,
    host: RuntimeHost,
    private readonly version: string,
  ) {
    this.connections = new Connections(sys, (event) => this.tell(event));
    this.session = new RuntimeSession(sys, host, { calls: { ...fileCalls(sys), ...processCalls(sys, (code) => this.leave(code)), ...sqliteCalls(sys) }, orders: { ...this.orders, ...this.connections.orders } }, BASE_MEMORY);
  }

  private tell(event: Request): void {
    this.events.push(event);
    this.wake?.();
  }

  /** process.exit: at once where the interpreter can be ended in its own thread, else after its turn. */
  private leave(code: number): { value: null } {
    this.exitCode = code & 255;
    if (this.session.canBlock) this.sys.exit(this.exitCode);
    return { value: null };
  }

  private readonly orders = {
    write: async ([fd]: readonly Json[], bytes: Uint8Array | undefined) => {
      try {
        await this.sys.write(Number(fd), bytes ?? new Uint8Array(0));
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
    },
    signal: ([name, on]: readonly Json[]) => this.sys.onSignal(name as SignalName, on ? (signal) => this.tell({ name: 'signal', args: [signal, SIGNALS[signal]] }) : 'default'),
    stdin: () => this.sys.thread(() => this.readInput()),
    rawMode: ([on]: readonly Json[]) => this.sys.tcsetattr(0, on ? RAW : COOKED),
    prompt: ([prompt, held]: readonly Json[]) => this.sys.thread(() => this.prompt(String(prompt), String(held ?? ''))),
    lookup: ([id, host]: readonly Json[]) =>
      this.sys.thread(async () => {
        try {
          this.tell({ name: 'answered', args: [id!, null, await resolveName(this.sys, String(host))] });
        } catch (error) {
          if (!(error instanceof ResolveError)) throw error;
          this.tell({ name: 'answered', args: [id!, { code: error.code === 'EAI_AGAIN' ? 'EAI_AGAIN' : 'ENOTFOUND', message: error.message }] });
        }
      }),
    sqliteLoad: ([id]: readonly Json[]) =>
      this.sys.thread(async () => {
        await loadSqliteFor(this.sys);
        this.tell({ name: 'answered', args: [id!, null, null] });
      }),
    spawn: ([id, file, argv, options]: readonly Json[]) => this.sys.thread(() => this.spawn(Number(id), String(file), argv as string[], options as unknown as ChildOptions)),
    childWrite: ([id]: readonly Json[], bytes: Uint8Array | undefined) => {
      this.feedChild(Number(id), bytes ?? new Uint8Array(0));
    },
    childEnd: ([id]: readonly Json[]) => {
      this.feedChild(Number(id), 'end');
    },
    outOfMemory: async () => this.sys.exit(await this.outOfMemory()),
  };

  /** Writes to a child's input one after the other, beside everything else. */
  private feedChild(id: number, item: Uint8Array | 'end'): void {
    const waiting = this.childQueues.get(id);
    if (waiting) return void waiting.push(item);
    const queue = [item];
    this.childQueues.set(id, queue);
    this.sys.thread(async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        // What is written before the child has started waits for it.
        while (!this.children.has(id)) await this.sys.sleep(1);
        const fd = this.childInputs.get(id);
        if (fd === undefined) continue;
        try {
          if (next === 'end') {
            this.childInputs.delete(id);
            this.sys.close(fd);
          } else await this.sys.write(fd, next);
        } catch (error) {
          if (!isSysError(error)) throw error;
        }
      }
      this.childQueues.delete(id);
    });
  }

  private async spawn(id: number, file: string, argv: string[], options: ChildOptions): Promise<void> {
    const { sys } = this;
    let child;
    try {
      child = await spawnChild(sys, file, argv, options);
    } catch (error) {
      if (!isSysError(error)) throw error;
      this.children.set(id, 0);
      this.tell({ name: 'spawned', args: [id, { code: error.code, message: error.message, errno: error.errno }] });
      return;
    }
    this.children.set(id, child.pid);
    if (child.stdin !== undefined) this.childInputs.set(id, child.stdin);
    this.tell({ name: 'spawned', args: [id, null, child.pid] });
    for (const [index, fd] of [[1, child.stdout], [2, child.stderr]] as const) {
      if (fd === undefined) continue;
      sys.thread(async () => {
        for (;;) {
          const bytes = await sys.read(fd, 65536);
          if (bytes.length === 0) break;
          this.tell({ name: 'childData', args: [id, index], bytes });
        }
        sys.close(fd);
        this.tell({ name: 'childEnd', args: [id, index] });
      });
    }
    const ended = await sys.wait({ pid: child.pid });
    const { code, signal } = endOf(ended!.status);
    this.tell({ name: 'childExit', args: [id, code, signal] });
  }

  private async readInput(): Promise<void> {
    for (;;) {
      let bytes: Uint8Array;
      try {
        bytes = await this.sys.read(0, 65536);
      } catch (error) {
        if (!isSysError(error)) throw error;
        bytes = new Uint8Array(0);
      }
      if (bytes.length === 0) break;
      this.tell({ name: 'stdin', args: [], bytes });
    }
    this.tell({ name: 'stdinEnd', args: [] });
  }

  /** The next line of the input; '' at its end. */
  private async inputLine(): Promise<string> {
    while (!this.typed.includes('\n')) {
      const bytes = await this.sys.read(0, 65536);
      if (bytes.length === 0) break;
      this.typed += text(bytes);
    }
    const end = this.typed.indexOf('\n') + 1 || this.typed.length;
    const line = this.typed.slice(0, end);
    this.typed = this.typed.slice(end);
    return line;
  }

  /** One line for the REPL. */
  private async prompt(prompt: string, held: string): Promise<void> {
    await this.sys.write(1, prompt);
    const line = await this.inputLine();
    if (line === '') {
      await this.sys.write(1, '\n');
      this.sys.exit(0);
    }
    this.tell({ name: 'repl', args: [`${held}${line}`] });
  }

  async run(command: NodeCommand & { kind: 'run' }, fromFiles: Readonly<Record<string, string>>): Promise<number> {
    const { sys } = this;
    const { credentials } = sys;
    let source = command.source;
    let mode: string = command.mode;
    let file = command.file ?? '';
    if (mode === 'stdin') source = text(await readToEnd(sys, 0));
    if (mode === 'check') {
      try {
        file = sys.realpath(file);
        source = sys.readText(file);
      } catch (error) {
        if (!isSysError(error)) throw error;
        mode = 'file';
      }
    }
    try {
      await this.session.start('node', {
        version: this.version,
        argv: [sys.exePath, ...(command.file === undefined || mode === 'eval' || mode === 'print' ? [] : [command.file]), ...command.args],
        execArgv: [...command.execArgv],
        arch: sys.uname().machine === 'aarch64' ? 'arm64' : 'x64',
        execPath: sys.exePath,
        env: { ...fromFiles, ...sys.env },
        pid: sys.pid,
        ppid: sys.ppid,
        uid: credentials.uid,
        gid: credentials.gid,
        groups: [...credentials.groups],
        tty: [sys.isatty(0), sys.isatty(1), sys.isatty(2)],
        seed: sys.random.below(2 ** 31),
        nowMs: sys.now(),
        bootMs: sys.now() - 60_000,
        preload: [...command.preload],
        noWarnings: command.noWarnings,
        ...(command.watch && mode === 'file' ? { watch: [...command.watch] } : {}),
        ...(command.inputType === undefined ? {} : { inputType: command.inputType }),
      });
      if (mode === 'repl') {
        await sys.write(1, `Welcome to Node.js ${this.version}.\nType ".help" for more information.\n`);
        this.tell({ name: 'repl', args: [''] });
      }
      return await this.loop({ name: 'main', args: [mode, file, source ?? ''] });
    } catch (error) {
      if (!(error instanceof EngineBroken)) throw error;
      if (/memory|out of bounds|unreachable/i.test(error.message)) return this.outOfMemory();
      await sys.write(2, `node: dockyard: the interpreter ended: ${error.message}\n`);
      return 70;
    }
  }

  private async loop(first: Request): Promise<number> {
    const { sys } = this;
    let state = await this.turn(first);
    for (;;) {
      if (this.exitCode !== undefined) return this.exitCode;
      if (state.outOfMemory) return this.outOfMemory();
      if (state.stopped) {
        await sys.write(2, 'dockyard: the script did not come to an end and was stopped (without cross-origin isolation a loop would hold up the whole machine)\n');
        return 1;
      }
      const event = this.events.shift();
      if (event) state = await this.turn(event);
      else if (state.immediate || (state.timer !== null && state.timer <= sys.now() + 0.001)) state = await this.turn({ name: 'tick', args: [] });
      else if (state.alive || this.events.length > 0) await this.waitUntil(state.timer);
      else {
        state = await this.turn({ name: 'beforeExit', args: [] });
        if (this.exitCode !== undefined || state.alive || this.events.length > 0) continue;
        state = await this.turn({ name: 'exit', args: [] });
        return this.exitCode ?? state.code & 255;
      }
    }
  }

  private async turn(request: Request): Promise<LoopState> {
    return (await this.session.turn(request)) as unknown as LoopState;
  }

  /** Waits for an event, or for a timer's time. */
  private async waitUntil(deadline: number | null): Promise<void> {
    const { sys } = this;
    if (deadline !== null && deadline < this.sleepingUntil) {
      this.sleepingUntil = deadline;
      sys.thread(async () => {
        await sleepFor(sys, deadline - sys.now());
        if (this.sleepingUntil === deadline) this.sleepingUntil = Infinity;
        this.wake?.();
      });
    }
    await new Promise<void>((resolve) => (this.wake = resolve));
    this.wake = undefined;
  }

  private async outOfMemory(): Promise<number> {
    await this.sys.write(2, utf8(`\n<--- Last few GCs --->\n\n\n<--- JS stacktrace --->\n\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n`));
    return this.sys.abort();
  }
}
