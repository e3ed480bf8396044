import { DialError, type Transport } from '../../api/transport';
import { ByteQueue, type Duplex } from '../../lib/stream';
import type { WindowSize } from '../../machine/tty/types';
import type { CallName, Calls, ToPage, ToWorker } from './protocol';

/** A terminal of the machine, as the page holds it. */
export interface LinkedTerminal {
  input(bytes: Uint8Array): void;
  resize(size: WindowSize): void;
}

/** The page's end of the one typed port to the machine in its worker. */
export class MachineLink {
  private readonly worker: Worker;
  private readonly pending = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  private readonly outputs = new Map<number, (bytes: Uint8Array, shown: () => void) => void>();
  private readonly exits = new Map<number, (status: number) => void>();
  private readonly incoming = new Map<number, ByteQueue>();
  private lastId = 0;
  onPorts: (ports: { host: string; port: number }[]) => void = () => {};
  onKept: (busy: boolean) => void = () => {};
  onStorageFailed: (message: string) => void = () => {};
  onCrash: (message: string) => void = () => {};

  constructor() {
    this.worker = new Worker(new URL('../worker/machine-worker.ts', import.meta.url), { type: 'module', name: 'dockyard-machine' });
    this.worker.onmessage = (event: MessageEvent<ToPage>) => this.receive(event.data);
    this.worker.onerror = (event) => this.onCrash(event.message || 'the machine could not be loaded');
  }

  private send(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  call<K extends CallName>(name: K, value: Calls[K][0]): Promise<Calls[K][1]> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve: resolve as (value: never) => void, reject });
      this.send({ kind: 'call', id, name, value } as ToWorker);
    });
  }

  private receive(message: ToPage): void {
    switch (message.kind) {
      case 'answer':
        this.pending.get(message.id)?.resolve(message.value as never);
        this.pending.delete(message.id);
        break;
      case 'failure':
        this.pending.get(message.id)?.reject(new Error(message.message));
        this.pending.delete(message.id);
        break;
      case 'output': {
        const { terminal, bytes } = message;
        this.outputs.get(terminal)?.(bytes, () => this.send({ kind: 'shown', terminal, count: bytes.length }));
        break;
      }
      case 'exit':
        this.exits.get(message.terminal)?.(message.status);
        break;
      case 'ports':
        this.onPorts(message.ports);
        break;
      case 'data':
        void this.incoming.get(message.connection)?.write(message.bytes).catch(() => undefined);
        break;
      case 'endData':
        this.incoming.get(message.connection)?.end();
        break;
      case 'kept':
        this.onKept(message.busy);
        break;
      case 'storageFailed':
        this.onStorageFailed(message.message);
        break;
    }
  }

  /** Opens a shell; `output` gets what it prints and says when it is on the screen (so that a flood waits). */
  async openTerminal(size: WindowSize, output: (bytes: Uint8Array, shown: () => void) => void, exit: (status: number) => void): Promise<LinkedTerminal> {
    const { terminal } = await this.call('openTerminal', { size });
    this.outputs.set(terminal, output);
    this.exits.set(terminal, exit);
    this.send({ kind: 'shown', terminal, count: 0 });
    return {
      input: (bytes) => this.send({ kind: 'input', terminal, bytes }),
      resize: (newSize) => this.send({ kind: 'resize', terminal, size: newSize }),
    };
  }

  /** The engine's API, dialled through the worker: the simulated one, or the bridge's. */
  readonly transport: Transport = {
    host: 'unix:///var/run/docker.sock',
    dial: async (): Promise<Duplex> => {
      const connection = ++this.lastId;
      const from = new ByteQueue(Infinity);
      this.incoming.set(connection, from);
      const { error } = await this.call('dial', { connection });
      if (error !== undefined) {
        this.incoming.delete(connection);
        throw new DialError('ECONNREFUSED', error);
      }
      return {
        read: (max) => from.read(max),
        write: async (bytes) => this.send({ kind: 'data', connection, bytes }),
        closeWrite: () => this.send({ kind: 'endData', connection }),
        close: () => {
          this.incoming.delete(connection);
          from.break();
          this.send({ kind: 'closeData', connection });
        },
      };
    },
  };

  terminate(): void {
    this.worker.terminate();
  }
}
