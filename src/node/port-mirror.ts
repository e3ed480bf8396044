import { createServer, type Server } from 'node:net';
import type { Host } from '../host/boot';
import { inet } from '../machine/net/types';
import { socketDuplex, splice } from './real-socket';

/** Ports of the simulated host that are its own services, not a container's. */
const OWN_PORTS = new Set([22, 631]);
/** How long a port that couldn't be opened may be given up again before that is told, ms. */
const GRACE_MS = 200;

interface Opened {
  server: Server;
  /** False where another on this machine has the port. */
  ready: Promise<boolean>;
}

/** Opens a real loopback port for each port that the simulated host listens on, and closes it with it. */
export class PortMirror {
  private readonly open = new Map<number, Opened>();
  private host: Host | undefined;
  private unfollow = (): void => undefined;

  /** Whether a port is to be had here; the port is opened by that. */
  claim(port: number): Promise<boolean> {
    return this.opened(port).ready;
  }

  /** Mirrors the ports of a host from now on. */
  follow(host: Host): void {
    this.host = host;
    this.unfollow = host.machine.onListen((ports) => this.update(new Set(ports.map((one) => one.port).filter((port) => !OWN_PORTS.has(port)))));
  }

  close(): void {
    this.unfollow();
    for (const { server } of this.open.values()) server.close();
  }

  private update(wanted: ReadonlySet<number>): void {
    for (const port of wanted) this.opened(port);
    for (const [port, { server }] of this.open) {
      if (wanted.has(port)) continue;
      server.close();
      this.open.delete(port);
    }
  }

  private opened(port: number): Opened {
    const there = this.open.get(port);
    if (there) return there;
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      this.host!.machine.dial(inet('127.0.0.1', port)).then(
        (stream) => splice(socketDuplex(socket), stream),
        () => socket.destroy(),
      );
    });
    const ready = new Promise<boolean>((resolve) => {
      server.once('listening', () => resolve(true));
      server.on('error', (error: NodeJS.ErrnoException) => {
        // What may not be opened here works inside of the machine all the same.
        resolve(error.code !== 'EADDRINUSE');
        setTimeout(() => {
          if (this.open.get(port)?.server === server) console.error(`dockyard: port ${port} of the simulated host can't be opened here: ${error.message}`);
        }, GRACE_MS).unref();
      });
    });
    const one = { server, ready };
    this.open.set(port, one);
    server.listen(port, '127.0.0.1');
    return one;
  }
}
