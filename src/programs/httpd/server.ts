import { serveHttp } from '../../lib/http/server';
import { isSysError } from '../../machine/errno';
import { inet } from '../../machine/net/types';
import type { SignalName } from '../../machine/signal';
import type { Sys } from '../../machine/sys';
import type { Call } from './call';
import { Logs } from './logs';
import { HttpdSyntaxError } from './parse';
import { serveRequest } from './serve';
import { lastOf, type Apache } from './site';

/** What the server goes on from after a restore. */
export interface ServerState {
  sockets: [key: string, fd: number][];
  logs: [path: string, fd: number][];
}

/** The server: its sockets, its logs, and the signals that it obeys. */
export class Server {
  private readonly events: SignalName[] = [];
  private wake: () => void = () => undefined;

  constructor(
    private readonly sys: Sys,
    private readonly call: Call,
    public apache: Apache,
    public logs: Logs,
    /** Sockets by address. */
    readonly sockets: Map<string, number>,
    private readonly reread: () => Apache,
  ) {}

  /** Binds what is listened on and opens the logs. Throws HttpdSyntaxError with what is printed. */
  open(): void {
    if (this.apache.listens.length === 0) throw new HttpdSyntaxError('no listening sockets available, shutting down\nAH00015: Unable to open logs');
    for (const { host, port } of this.apache.listens) {
      for (const address of host === undefined ? ['0.0.0.0', '::'] : [host]) {
        const shown = `${host === undefined ? '[::]' : host.includes(':') ? `[${host}]` : host}:${port}`;
        try {
          this.sockets.set(`${address} ${port}`, this.sys.listen(inet(address, port), { v6Only: address.includes(':') }));
        } catch (error) {
          if (!isSysError(error)) throw error;
          if (address === '::' && error.code !== 'EADDRINUSE') continue;
          throw new HttpdSyntaxError(`(${error.errno})${error.message}: AH00072: make_sock: could not bind to address ${shown}\nno listening sockets available, shutting down\nAH00015: Unable to open logs`);
        }
      }
    }
    this.logs.openAll();
  }

  private accept(): void {
    const { sys } = this;
    for (const [key, fd] of this.sockets) {
      const port = Number(key.split(' ')[1]);
      sys.thread(async () => {
        for (;;) {
          let accepted: Awaited<ReturnType<Sys['accept']>>;
          try {
            accepted = await sys.accept(fd);
          } catch (error) {
            if (isSysError(error, 'EINTR')) continue;
            if (isSysError(error)) return;
            throw error;
          }
          const stream = sys.stream(accepted.fd);
          const { peer } = accepted;
          const own = sys.sockname(accepted.fd);
          const plain = (address: typeof peer) => (address.family === 'inet' ? address.host.replace(/^::ffff:/, '') : '');
          sys.thread(async () => {
            try {
              await serveHttp(stream, (request) => serveRequest(sys, this.apache, this.logs, this.call, request, { peer: plain(peer), peerPort: peer.family === 'inet' ? peer.port : 0, address: plain(own), port }));
            } catch (error) {
              if (!isSysError(error) && !(error instanceof Error && error.name === 'StreamClosed')) throw error;
            } finally {
              stream.close();
            }
          });
        }
      });
    }
  }

  private async announce(): Promise<void> {
    const { version, system, commandLine } = this.call;
    const tokens = lastOf(this.apache.main, 'servertokens')?.[0]?.toLowerCase();
    await this.logs.error(undefined, 'mpm_event', 'notice', `AH00489: ${tokens === 'prod' ? 'Apache' : `Apache/${version} (${system})`} configured -- resuming normal operations`);
    await this.logs.error(undefined, 'core', 'notice', `AH00094: Command line: '${commandLine}'`);
  }

  private async next(): Promise<SignalName> {
    while (this.events.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    return this.events.shift()!;
  }

  /** Serves until a signal ends it. */
  async run(pidFile: string): Promise<number> {
    const { sys } = this;
    sys.resumable((): ServerState => ({ sockets: [...this.sockets], logs: [...this.logs.open] }));
    sys.setMemory(7_800_000);
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGWINCH', 'SIGHUP', 'SIGUSR1'] as const) {
      sys.onSignal(signal, () => {
        this.events.push(signal);
        this.wake();
      });
    }
    if (sys.resumed === undefined) {
      try {
        sys.writeFile(pidFile, `${sys.pid}\n`);
      } catch (error) {
        if (!isSysError(error)) throw error;
        await this.logs.error(undefined, 'core', 'error', `(${error.errno})${error.message}: AH00099: could not create ${pidFile}`);
        await this.logs.error(undefined, 'core', 'error', 'AH00100: httpd: could not log pid to file ' + pidFile);
        return 1;
      }
      await this.announce();
    }
    this.accept();
    for (;;) {
      const signal = await this.next();
      if (signal === 'SIGHUP' || signal === 'SIGUSR1') {
        await this.restart(signal);
        continue;
      }
      await this.logs.error(undefined, 'mpm_event', 'notice', signal === 'SIGWINCH' ? 'AH00492: caught SIGWINCH, shutting down gracefully' : 'AH00491: caught SIGTERM, shutting down');
      try {
        sys.unlink(pidFile);
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
      return 0;
    }
  }

  private async restart(signal: 'SIGHUP' | 'SIGUSR1'): Promise<void> {
    await this.logs.error(undefined, 'mpm_event', 'notice', signal === 'SIGHUP' ? 'AH00494: SIGHUP received.  Attempting to restart' : 'AH00493: SIGUSR1 received.  Doing graceful restart');
    try {
      this.apache = this.reread();
    } catch (error) {
      if (!(error instanceof HttpdSyntaxError)) throw error;
      // A configuration that can't be read ends the server, as it does the real one.
      await this.sys.write(2, `${error.message}\n`);
      this.sys.exit(1);
    }
    this.logs = new Logs(this.sys, this.apache, this.logs.open);
    this.logs.openAll();
    await this.announce();
  }
}
