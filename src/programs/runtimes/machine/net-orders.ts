import { isSysError, SysError } from '../../../machine/errno';
import { resolveName, ResolveError } from '../../../machine/net/resolve';
import { inet, unix, type SocketAddress } from '../../../machine/net/types';
import type { Sys } from '../../../machine/sys';
import type { Json, Request } from '../host';
import type { Services } from './session';

const place = (address: SocketAddress): Json => (address.family === 'inet' ? { host: address.host, port: address.port } : null);
const failure = (error: SysError): { code: string; message: string; errno: number } => ({ code: error.code, message: error.message, errno: error.errno });

/** Bytes of a connection that wait for the interpreter before reading stops. */
const WAITING_BYTES = 256 * 1024;

interface Connection {
  fd: number;
  closed: boolean;
  paused: boolean;
  wake: (() => void) | undefined;
  queue: (Uint8Array | 'end')[];
  writing: boolean;
}

/** The connections of an interpreter: every one is a descriptor, with flows that read and write it. */
export class Connections {
  private readonly open = new Map<number, Connection>();
  private readonly listeners = new Map<number, number>();
  /** Numbers of accepted connections lie above those that the interpreter gives itself. */
  private lastAccepted = 1_000_000;

  constructor(
    private readonly sys: Sys,
    private readonly tell: (event: Request) => void,
  ) {}

  readonly orders: Services['orders'] = {
    listen: ([id, host, port, path]) => this.listen(Number(id), host as string | null, Number(port), path as string | null),
    unlisten: ([id]) => {
      const fd = this.listeners.get(Number(id));
      this.listeners.delete(Number(id));
      if (fd !== undefined) this.sys.close(fd);
    },
    connect: ([id, host, port, path]) => this.sys.thread(() => this.connect(Number(id), host as string, Number(port), path as string | null)),
    socketWrite: ([id], bytes) => this.queue(Number(id), bytes ?? new Uint8Array(0)),
    socketEnd: ([id]) => this.queue(Number(id), 'end'),
    socketPause: ([id]) => this.pause(Number(id), true),
    socketResume: ([id]) => this.pause(Number(id), false),
    socketClose: ([id]) => this.close(Number(id)),
  };

  private async listen(id: number, host: string | null, port: number, path: string | null): Promise<void> {
    const { sys } = this;
    try {
      let address: SocketAddress;
      if (path !== null) address = unix(path);
      else if (host === null) address = inet('::', port);
      else address = inet(host === '' ? '::' : await this.resolve(host), port);
      const fd = sys.listen(address);
      sys.setCloseOnExec(fd, true);
      this.listeners.set(id, fd);
      this.tell({ name: 'listening', args: [id, null, path ?? place(sys.sockname(fd))] });
      sys.thread(() => this.accept(id, fd));
    } catch (error) {
      if (error instanceof ResolveError) this.tell({ name: 'listening', args: [id, { code: 'ENOTFOUND', message: error.message }] });
      else if (isSysError(error)) this.tell({ name: 'listening', args: [id, failure(error)] });
      else throw error;
    }
  }

  private async resolve(host: string): Promise<string> {
    const addresses = await resolveName(this.sys, host);
    return addresses.find((address) => !address.includes(':')) ?? addresses[0]!;
  }

  private async accept(server: number, listener: number): Promise<void> {
    const { sys } = this;
    for (;;) {
      let accepted;
      try {
        accepted = await sys.accept(listener);
      } catch (error) {
        // Closed by `close()`.
        if (isSysError(error)) return;
        throw error;
      }
      const id = ++this.lastAccepted;
      sys.setCloseOnExec(accepted.fd, true);
      this.begin(id, accepted.fd);
      this.tell({ name: 'connection', args: [server, id, this.info(accepted.fd)] });
    }
  }

  private info(fd: number): Json {
    return { local: place(this.sys.sockname(fd)), peer: place(this.sys.peername(fd)) };
  }

  private begin(id: number, fd: number): void {
    const connection: Connection = { fd, closed: false, paused: false, wake: undefined, queue: [], writing: false };
    this.open.set(id, connection);
    this.sys.thread(() => this.read(id, connection));
  }

  private async connect(id: number, host: string, port: number, path: string | null): Promise<void> {
    const { sys } = this;
    let address = host;
    let last: { code: string; message: string; errno?: number; syscall?: string; address?: string; port?: number } | undefined;
    try {
      const addresses = path !== null ? [path] : await resolveName(sys, host);
      for (address of addresses) {
        try {
          const fd = await sys.connect(path !== null ? unix(path) : inet(address, port));
          sys.setCloseOnExec(fd, true);
          this.begin(id, fd);
          this.tell({ name: 'connected', args: [id, null, this.info(fd)] });
          return;
        } catch (error) {
          if (!isSysError(error)) throw error;
          // As node reports it: the first address that refused counts.
          last ??= { ...failure(error), address, ...(path === null ? { port } : {}) };
        }
      }
    } catch (error) {
      if (!(error instanceof ResolveError)) throw error;
      last = { code: error.code === 'EAI_AGAIN' ? 'EAI_AGAIN' : 'ENOTFOUND', message: error.message, syscall: 'getaddrinfo', address: host };
    }
    this.tell({ name: 'connected', args: [id, last ?? { code: 'ENOTFOUND', message: '', syscall: 'getaddrinfo', address: host }] });
  }

  private async read(id: number, connection: Connection): Promise<void> {
    const { sys } = this;
    try {
      for (;;) {
        while (connection.paused) await new Promise<void>((resolve) => (connection.wake = resolve));
        const bytes = await sys.read(connection.fd, Math.min(65536, WAITING_BYTES));
        if (connection.closed) return;
        if (bytes.length === 0) return void this.tell({ name: 'ended', args: [id] });
        this.tell({ name: 'data', args: [id], bytes });
      }
    } catch (error) {
      if (!isSysError(error)) throw error;
      if (!connection.closed) this.tell({ name: 'reset', args: [id, failure(error)] });
    }
  }

  private queue(id: number, item: Uint8Array | 'end'): void {
    const connection = this.open.get(id);
    if (!connection || connection.closed) return;
    connection.queue.push(item);
    if (connection.writing) return;
    connection.writing = true;
    this.sys.thread(() => this.write(id, connection));
  }

  private async write(id: number, connection: Connection): Promise<void> {
    const { sys } = this;
    for (;;) {
      const item = connection.queue.shift();
      if (item === undefined || connection.closed) {
        connection.writing = false;
        return;
      }
      try {
        if (item === 'end') sys.shutdown(connection.fd, 'write');
        else {
          await sys.write(connection.fd, item);
          this.tell({ name: 'written', args: [id, null] });
        }
      } catch (error) {
        if (!isSysError(error)) throw error;
        if (item !== 'end' && !connection.closed) this.tell({ name: 'written', args: [id, failure(error)] });
      }
    }
  }

  private pause(id: number, on: boolean): void {
    const connection = this.open.get(id);
    if (!connection) return;
    connection.paused = on;
    if (!on) connection.wake?.();
  }

  private close(id: number): void {
    const connection = this.open.get(id);
    if (!connection) return;
    this.open.delete(id);
    connection.closed = true;
    connection.paused = false;
    connection.wake?.();
    this.sys.close(connection.fd);
  }
}
