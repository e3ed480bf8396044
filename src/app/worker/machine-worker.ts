import { bootHost, LEARNER_ACCOUNT, type Host } from '../../host/boot';
import { exitCode, shell } from '../../host/script';
import type { HttpConnection } from '../../lib/http/client';
import { chunksOf, readAll, type Duplex } from '../../lib/stream';
import type { Terminal } from '../../machine/machine-types';
import { inet } from '../../machine/net/types';
import type { BootReport, BootRequest, CallName, Calls, ToPage, ToWorker } from '../link/protocol';
import { dialBridge } from './bridge-dial';
import { pageRuntimes } from './page-runtimes';
import { forgetKept, readKept, setKeptAside, writeKept } from './kept-state';

/** Output that may be on its way to the screen before the machine waits, bytes. */
const IN_FLIGHT_BYTES = 128 * 1024;
/** Quiet after a command before the state is kept, ms. */
const KEEP_AFTER_MS = 400;
/** How often what is kept waits for what runs in the background to come to rest. */
const SETTLING_TRIES = 5;

interface OpenTerminal {
  terminal: Terminal;
  inFlight: number;
  /** Until the page listens, nothing is sent. */
  listening: boolean;
  wake: () => void;
}

class MachineWorker {
  private host!: Host;
  private readonly terminals = new Map<number, OpenTerminal>();
  private readonly connections = new Map<number, Duplex>();
  private lastTerminal = 0;
  private bridge: BootRequest['bridge'];
  private restored = false;
  private keepTimer: ReturnType<typeof setTimeout> | undefined;
  private storageFailed = false;
  private forgotten = false;

  private send(message: ToPage): void {
    postMessage(message);
  }

  private async boot(request: BootRequest): Promise<BootReport> {
    this.bridge = request.bridge;
    const options = {
      seed: request.seed,
      epochMs: request.epochMs,
      pace: 1,
      runtimes: pageRuntimes(),
      ...(request.bridge ? { engine: { host: 'unix:///var/run/docker.sock', dial: () => dialBridge(request.bridge!.url, request.bridge!.token) } } : {}),
    };
    let kept: { state: unknown; setAside: string | undefined } = { state: undefined, setAside: undefined };
    try {
      if (!request.bridge) kept = await readKept(request.epochMs);
    } catch (error) {
      this.reportStorage(error);
    }
    if (kept.state !== undefined) {
      try {
        this.host = await bootHost({ ...options, state: kept.state });
        this.restored = true;
      } catch (error) {
        console.warn('dockyard: the kept state could not be used', error);
        kept.setAside = await setKeptAside(request.epochMs);
      }
    }
    if (!this.restored) this.host = await bootHost(options);
    this.host.machine.onListen((ports) => this.send({ kind: 'ports', ports }));
    return { restored: this.restored, setAside: kept.setAside };
  }

  private async openTerminal({ size }: Calls['openTerminal'][0]): Promise<{ terminal: number }> {
    // The session that was saved at its prompt goes on, with its history and variables.
    const again = this.restored && this.terminals.size === 0 ? this.host.machine.reopenTerminal('pts/0') : undefined;
    again?.resize(size);
    const terminal = again ?? (await this.host.openTerminal(size, LEARNER_ACCOUNT));
    const id = ++this.lastTerminal;
    const open: OpenTerminal = { terminal, inFlight: 0, listening: false, wake: () => {} };
    this.terminals.set(id, open);
    void this.pump(id, open);
    return { terminal: id };
  }

  private async pump(id: number, open: OpenTerminal): Promise<void> {
    for await (const part of chunksOf(open.terminal.output)) {
      while (!open.listening || open.inFlight > IN_FLIGHT_BYTES) await new Promise<void>((resolve) => (open.wake = resolve));
      open.inFlight += part.length;
      this.send({ kind: 'output', terminal: id, bytes: part.slice() });
      this.keepSoon();
    }
    const status = exitCode(await open.terminal.exit);
    this.terminals.delete(id);
    this.send({ kind: 'exit', terminal: id, status });
  }

  private keepSoon(triesLeft = SETTLING_TRIES): void {
    clearTimeout(this.keepTimer);
    this.keepTimer = setTimeout(() => {
      // A container that is just starting would be cut in the middle of its script: it is soon done.
      if (triesLeft > 0 && !this.bridge && !this.host.machine.isSettled()) this.keepSoon(triesLeft - 1);
      else void this.keep();
    }, KEEP_AFTER_MS);
  }

  private isBusy(): boolean {
    return [...this.terminals.values()].some((open) => !open.terminal.atPrompt());
  }

  /** Keeps the machine's state when every terminal waits at its prompt; while a command runs, the last one stands. */
  private async keep(): Promise<boolean> {
    if (this.bridge || this.forgotten) return false;
    if (this.isBusy()) {
      this.send({ kind: 'kept', busy: true });
      return false;
    }
    try {
      const state = await this.host.snapshot();
      // What saves it may have been loaded first, and a command begun meanwhile.
      if (this.isBusy()) return false;
      await writeKept(state);
      this.storageFailed = false;
      this.send({ kind: 'kept', busy: false });
      return true;
    } catch (error) {
      this.reportStorage(error);
      return false;
    }
  }

  private reportStorage(error: unknown): void {
    if (this.storageFailed) return;
    this.storageFailed = true;
    this.send({ kind: 'storageFailed', message: error instanceof Error ? error.message : String(error) });
  }

  private async dial({ connection }: Calls['dial'][0]): Promise<{ error: string | undefined }> {
    try {
      const stream = this.bridge ? await dialBridge(this.bridge.url, this.bridge.token) : await this.host.transport.dial();
      this.connections.set(connection, stream);
      void (async () => {
        try {
          for await (const part of chunksOf(stream)) this.send({ kind: 'data', connection, bytes: part.slice() });
        } finally {
          this.send({ kind: 'endData', connection });
        }
      })().catch(() => undefined);
      return { error: undefined };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }

  private async fetchPort({ port, path }: Calls['fetch'][0]): Promise<Calls['fetch'][1]> {
    let connection: HttpConnection | undefined;
    try {
      const { HttpConnection } = await import('../../lib/http/client');
      connection = new HttpConnection(await this.host.machine.dial(inet('127.0.0.1', port)));
      const response = await connection.request({ method: 'GET', target: path, headers: [['Host', `localhost:${port}`], ['Accept', '*/*'], ['Connection', 'close']] });
      return { status: response.status, headers: response.headers.map(([name, value]) => [name, value]), body: await readAll(response.body) };
    } catch {
      return undefined;
    } finally {
      connection?.close();
    }
  }

  private readonly calls: { [K in CallName]: (value: Calls[K][0]) => Promise<Calls[K][1]> } = {
    boot: (value) => this.boot(value),
    openTerminal: (value) => this.openTerminal(value),
    sh: ({ command }) => shell(this.host, command),
    readFile: async ({ path }) => {
      const { stdout, status } = await shell(this.host, `cat -- '${path.replace(/'/g, `'\\''`)}'`);
      return { text: status === 0 ? stdout : undefined };
    },
    fetch: (value) => this.fetchPort(value),
    dial: (value) => this.dial(value),
    setPace: async ({ pace }) => {
      this.host.clock.setPace(pace);
      return {};
    },
    keep: async () => ({ kept: await this.keep() }),
    forget: async () => {
      this.forgotten = true;
      clearTimeout(this.keepTimer);
      await forgetKept();
      return {};
    },
  };

  receive(message: ToWorker): void {
    switch (message.kind) {
      case 'call': {
        const call = this.calls[message.name] as (value: unknown) => Promise<unknown>;
        call(message.value).then(
          (value) => this.send({ kind: 'answer', id: message.id, value }),
          (error: unknown) => this.send({ kind: 'failure', id: message.id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
        );
        break;
      }
      case 'input':
        this.terminals.get(message.terminal)?.terminal.input(message.bytes);
        this.keepSoon();
        break;
      case 'shown': {
        const open = this.terminals.get(message.terminal);
        if (!open) break;
        open.listening = true;
        open.inFlight -= message.count;
        open.wake();
        break;
      }
      case 'resize':
        this.terminals.get(message.terminal)?.terminal.resize(message.size);
        break;
      case 'data':
        void this.connections.get(message.connection)?.write(message.bytes).catch(() => undefined);
        break;
      case 'endData':
        this.connections.get(message.connection)?.closeWrite();
        break;
      case 'closeData':
        this.connections.get(message.connection)?.close();
        this.connections.delete(message.connection);
        break;
    }
  }
}

const worker = new MachineWorker();
onmessage = (event: MessageEvent<ToWorker>) => worker.receive(event.data);
