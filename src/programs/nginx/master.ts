import { isSysError } from '../../machine/errno';
import { inet, unix } from '../../machine/net/types';
import type { Sys } from '../../machine/sys';
import type { Arguments } from './arguments';
import { last } from './config';
import { logProcess } from './error-log';
import { listenText, type Listen } from './listen';
import { load, type Loaded } from './load';
import { makeTempFolders, openLogs } from './logs';
import type { Site } from './site';
import { ConfigError } from './tokens';
import { worker, type Bound } from './worker';

/** What the master goes on from after a restore: its workers' pids, its sockets by address, its logs, its names' addresses. */
export interface MasterState {
  workers: number[];
  listeners: [key: string, fd: number][];
  logs: [path: string, fd: number][];
  addresses: [string, readonly string[]][];
}

const BIND_TRIES = 5;
const BIND_PAUSE_MS = 500;
const SIGNAL_NUMBERS = { SIGTERM: 15, SIGINT: 2, SIGQUIT: 3 } as const;

/** The pid file's path. */
export function pidPath(site: Site): string {
  return last(site.main, 'pid')?.[0] ?? '/run/nginx.pid';
}

/** Takes over what a resumed master had; otherwise binds. */
export class Master {
  private workers: number[] = [];
  private wake: () => void = () => undefined;
  private readonly events: string[] = [];

  constructor(
    private readonly sys: Sys,
    private readonly args: Arguments,
    public loaded: Loaded,
    /** Sockets by address; a daemon takes over those that its parent has bound. */
    readonly listeners = new Map<string, number>(),
  ) {}

  get site(): Site {
    return this.loaded.site;
  }

  get isDaemon(): boolean {
    return last(this.site.main, 'daemon')?.[0] !== 'off';
  }

  private log(level: string, message: string): Promise<void> {
    return logProcess(this.sys, this.site, level, message);
  }

  private wanted(): Map<string, Listen> {
    const wanted = new Map<string, Listen>();
    for (const server of this.site.servers) for (const listen of server.listens) wanted.set(listenText(listen), wanted.get(listenText(listen))?.ssl ? { ...listen, ssl: true } : listen);
    return wanted;
  }

  /**
   * Opens what the configuration needs: folders, logs, sockets, which are tried five times. `tell` gets what the terminal
   * is told. Throws ConfigError for what was told last.
   */
  async open(tell: (message: string) => Promise<void>): Promise<void> {
    makeTempFolders(this.sys, this.site);
    openLogs(this.sys, this.site);
    const wanted = this.wanted();
    for (let left = BIND_TRIES; ; left--) {
      let failed = false;
      for (const [key, listen] of wanted) {
        if (this.listeners.has(key)) continue;
        try {
          this.listeners.set(key, this.sys.listen(listen.unix === undefined ? inet(listen.host, listen.port) : unix(listen.unix), { v6Only: listen.host.includes(':') }));
        } catch (error) {
          if (!isSysError(error)) throw error;
          const message = `bind() to ${key} failed (${error.errno}: ${error.message})`;
          if (error.code !== 'EADDRINUSE') throw new ConfigError(message);
          await tell(message);
          failed = true;
        }
      }
      if (!failed) break;
      if (left === 1) throw new ConfigError('still could not bind()');
      await this.log('notice', 'try again to bind() after 500ms');
      await this.sys.sleep(BIND_PAUSE_MS);
    }
    for (const [key, fd] of this.listeners) {
      if (wanted.has(key)) continue;
      this.sys.close(fd);
      this.listeners.delete(key);
    }
  }

  private startWorkers(): void {
    const wanted = this.wanted();
    const ports = [...this.listeners].map(([key, fd]): Bound => {
      const { host = '', port = 0, ssl = false } = wanted.get(key) ?? {};
      return { fd, host, port, isSsl: ssl };
    });
    // Every worker process is there to be seen; the first one serves, for one is as fast as many here.
    const { site } = this;
    for (let i = 0; i < site.workers; i++) this.workers.push(this.sys.fork((sys) => worker(sys, site, i === 0 ? ports : [])));
  }

  private async announce(): Promise<void> {
    await this.log('notice', 'start worker processes');
    this.startWorkers();
    for (const pid of this.workers) await this.log('notice', `start worker process ${pid}`);
  }

  private async next(): Promise<string> {
    while (this.events.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    return this.events.shift()!;
  }

  /** The master's life: starts workers, obeys signals, ends when it is told to. */
  async run(): Promise<number> {
    const { sys } = this;
    const note = (event: string) => {
      this.events.push(event);
      this.wake();
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR1'] as const) sys.onSignal(signal, () => note(signal));
    sys.onSignal('SIGCHLD', 'default');
    sys.onSignal('SIGWINCH', 'ignore');
    const resumed = sys.resumed as MasterState | undefined;
    sys.resumable((): MasterState => ({ workers: [...this.workers], listeners: [...this.listeners], logs: [...this.site.logs], addresses: [...this.site.addresses] }));
    if (resumed) this.workers = [...resumed.workers];
    else {
      const { build } = this.site;
      await this.log('notice', 'using the "epoll" event method');
      await this.log('notice', `nginx/${build.version}`);
      if (build.compiler !== undefined) await this.log('notice', `built by gcc ${build.compiler}`);
      await this.log('notice', `OS: Linux ${sys.uname().release}`);
      const [soft, hard] = sys.getrlimit('nofile');
      await this.log('notice', `getrlimit(RLIMIT_NOFILE): ${soft}:${hard}`);
      await this.announce();
    }
    sys.thread(async () => {
      for (;;) {
        const ended = await sys.wait().catch(() => undefined);
        if (!ended) await sys.sleep(500).catch(() => undefined);
        else note(`SIGCHLD ${ended.pid} ${ended.status.kind === 'exited' ? `exited with code ${ended.status.code}` : ended.status.kind === 'signaled' ? `exited on signal ${ended.status.signal === 'SIGKILL' ? 9 : 15}` : ''}`);
      }
    });
    for (;;) {
      const event = await this.next();
      if (event.startsWith('SIGCHLD')) await this.reaped(event, false);
      else if (event === 'SIGHUP') await this.reload();
      else if (event === 'SIGUSR1') await this.reopen();
      else return this.stop(event as 'SIGTERM');
    }
  }

  private async reaped(event: string, stopping: boolean): Promise<void> {
    const [, pid = '', how = ''] = /^SIGCHLD (\d+) (.*)$/.exec(event) ?? [];
    await this.log('notice', `signal 17 (SIGCHLD) received from ${pid}`);
    await this.log(how.includes('signal') ? 'alert' : 'notice', `worker process ${pid} ${how}`);
    const isOurs = this.workers.includes(Number(pid));
    this.workers = this.workers.filter((each) => each !== Number(pid));
    if (!isOurs || stopping) return;
    // A worker that died is replaced at once.
    const before = this.workers;
    this.workers = [];
    this.startWorkers();
    const [fresh, ...rest] = this.workers;
    for (const spare of rest) this.sys.kill(spare, 'SIGKILL');
    this.workers = [...before, fresh!];
    await this.log('notice', `start worker process ${fresh}`);
  }

  private async reload(): Promise<void> {
    const { sys } = this;
    await this.log('notice', 'signal 1 (SIGHUP) received, reconfiguring');
    await this.log('notice', 'reconfiguring');
    const before = this.loaded;
    try {
      this.loaded = await load(sys, this.args);
      for (const [path, fd] of before.site.logs) this.site.logs.set(path, fd);
      await this.open((message) => this.log('emerg', message));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      this.loaded = before;
      await this.log('emerg', error.message);
      return;
    }
    await this.log('notice', 'using the "epoll" event method');
    const old = this.workers;
    this.workers = [];
    await this.announce();
    for (const pid of old) sys.kill(pid, 'SIGQUIT');
  }

  private async reopen(): Promise<void> {
    await this.log('notice', 'signal 10 (SIGUSR1) received, reopening logs');
    await this.log('notice', 'reopening logs');
    const old = [...this.site.logs];
    this.site.logs.clear();
    openLogs(this.sys, this.site);
    // The workers' descriptors are those that they were born with: new workers have the new ones.
    const workers = this.workers;
    this.workers = [];
    this.startWorkers();
    for (const pid of workers) this.sys.kill(pid, 'SIGKILL');
    for (const [, fd] of old) this.sys.close(fd);
  }

  private async stop(signal: keyof typeof SIGNAL_NUMBERS): Promise<number> {
    const { sys } = this;
    await this.log('notice', `signal ${SIGNAL_NUMBERS[signal]} (${signal}) received, ${signal === 'SIGQUIT' ? 'shutting down' : 'exiting'}`);
    for (const pid of this.workers) {
      try {
        sys.kill(pid, signal === 'SIGQUIT' ? 'SIGQUIT' : 'SIGTERM');
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
    }
    while (this.workers.length > 0) {
      const event = await this.next();
      if (event.startsWith('SIGCHLD')) await this.reaped(event, true);
    }
    await this.log('notice', 'exit');
    const pid = pidPath(this.site);
    try {
      sys.unlink(pid);
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
    return 0;
  }
}
