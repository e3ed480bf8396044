import { header, type HttpAnswer, type HttpRequest } from '../../lib/http/message';
import { serveHttp } from '../../lib/http/server';
import type { Duplex } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import { inet } from '../../machine/net/types';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { formatDate } from '../coreutils/date-text';
import { ConfigError, last, readConfig, type Directive } from './config';
import { respond } from './respond';
import { buildSite, type Site } from './site';

const CONF = '/etc/nginx/nginx.conf';

interface Arguments {
  test: boolean;
  testDump: boolean;
  signal: string | undefined;
  conf: string;
  directives: string;
}

function versionOf(sys: Sys): string {
  return sys.env['NGINX_VERSION'] ?? '1.22.1';
}

function parseArguments(sys: Sys): Arguments | string {
  const result: Arguments = { test: false, testDump: false, signal: undefined, conf: CONF, directives: '' };
  const args = sys.argv.slice(1);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (!/^-[?hvVtTqspcge]/.test(arg)) return arg.startsWith('-') ? `invalid option: "${arg.slice(1, 2)}"` : `invalid option: "${arg}"`;
    const letter = arg[1]!;
    if (letter === 't') result.test = true;
    else if (letter === 'T') result.test = result.testDump = true;
    else if ('spcge'.includes(letter)) {
      const value = arg.length > 2 ? arg.slice(2) : args[++i];
      if (value === undefined) return `option "-${letter}" requires ${letter === 's' ? 'parameter' : 'file name'}`;
      if (letter === 's') {
        if (!['stop', 'quit', 'reload', 'reopen'].includes(value)) return `invalid option: "-s ${value}"`;
        result.signal = value;
      } else if (letter === 'c') result.conf = value;
      else if (letter === 'g') result.directives = value;
    }
  }
  return result;
}

/** What the master goes on from after a restore: its workers' pids, and its sockets by `host:port`. */
interface MasterState {
  workers: number[];
  listeners: [key: string, fd: number][];
}

/** What a worker goes on from: the sockets that it serves. */
interface WorkerState {
  ports: readonly { fd: number; port: number }[];
}

/** The master process: holds the sockets, starts workers, obeys signals. */
class Master {
  site!: Site;
  private config!: Directive[];
  private workers: number[] = [];
  private readonly stopping: (() => void)[] = [];

  constructor(
    private readonly sys: Sys,
    private readonly args: Arguments,
    /** Sockets by `host:port`; a daemon takes over those that its parent has bound. */
    readonly listeners = new Map<string, number>(),
  ) {}

  load(): void {
    this.config = readConfig(this.sys, this.args.conf);
    const cpus = (this.sys.access('/proc/cpuinfo', 'r') ? this.sys.readText('/proc/cpuinfo').match(/^processor/gm)?.length : undefined) ?? 1;
    this.site = buildSite(this.config, cpus);
  }

  get daemon(): boolean {
    return !/daemon\s+off/.test(this.args.directives) && last(this.config, 'daemon')?.[0] !== 'off';
  }

  dump(): string {
    return this.sys.readText(this.args.conf);
  }

  async log(level: string, message: string): Promise<void> {
    const order = ['debug', 'info', 'notice', 'warn', 'error', 'crit', 'alert', 'emerg'];
    const threshold = last(this.config, 'error_log')?.[1] ?? 'error';
    if (order.indexOf(level) < order.indexOf(threshold)) return;
    const line = `${formatDate('%Y/%m/%d %H:%M:%S', this.sys.now())} [${level}] ${this.sys.pid}#${this.sys.pid}: ${message}\n`;
    await appendTo(this.sys, this.site.errorLog, line);
  }

  /** Binds what the site listens on and isn't bound yet. Throws ConfigError when an address is taken. */
  bind(): void {
    const wanted = new Map<string, { host: string; port: number }>();
    for (const server of this.site.servers) for (const { host, port } of server.listens) wanted.set(`${host}:${port}`, { host, port });
    for (const [key, { host, port }] of wanted) {
      if (this.listeners.has(key)) continue;
      try {
        this.listeners.set(key, this.sys.listen(inet(host, port), { v6Only: host.includes(':') }));
      } catch (error) {
        if (!isSysError(error)) throw error;
        throw new ConfigError(`bind() to ${host.includes(':') ? `[${host}]` : host}:${port} failed (${error.errno}: ${error.message})`);
      }
    }
    for (const [key, fd] of this.listeners) {
      if (wanted.has(key)) continue;
      this.sys.close(fd);
      this.listeners.delete(key);
    }
  }

  startWorkers(): void {
    const ports = [...this.listeners].map(([key, fd]) => ({ fd, port: Number(key.slice(key.lastIndexOf(':') + 1)) }));
    // Every worker process is there to be seen; the first one serves, for one is as fast as many here.
    const site = this.site;
    for (let i = 0; i < site.workers; i++) this.workers.push(this.sys.fork((sys) => worker(sys, site, i === 0 ? ports : [])));
  }

  async run(): Promise<number> {
    const { sys } = this;
    let stop: string | undefined;
    const wake = () => this.stopping.splice(0).forEach((resolve) => resolve());
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const) {
      sys.onSignal(signal, () => {
        stop = signal;
        wake();
      });
    }
    let reload = false;
    sys.onSignal('SIGHUP', () => {
      reload = true;
      wake();
    });
    sys.onSignal('SIGCHLD', 'default');
    sys.onSignal('SIGWINCH', 'ignore');
    const resumed = sys.resumed as MasterState | undefined;
    sys.resumable((): MasterState => ({ workers: [...this.workers], listeners: [...this.listeners] }));
    if (!resumed) {
      await this.log('notice', 'using the "epoll" event method');
      await this.log('notice', `nginx/${versionOf(sys)}`);
      await this.log('notice', 'built by gcc 14.2.0 (Debian 14.2.0-19) ');
      await this.log('notice', `OS: Linux ${sys.uname().release}`);
      await this.log('notice', 'getrlimit(RLIMIT_NOFILE): 1048576:1048576');
      await this.log('notice', 'start worker processes');
    }
    if (resumed) this.workers = [...resumed.workers];
    else this.startWorkers();
    if (!resumed) for (const pid of this.workers) await this.log('notice', `start worker process ${pid}`);
    sys.thread(async () => {
      for (;;) {
        const ended = await sys.wait().catch(() => undefined);
        if (!ended) await sys.sleep(500).catch(() => undefined);
        else this.workers = this.workers.filter((pid) => pid !== ended.pid);
      }
    });
    for (;;) {
      if (!stop && !reload) await new Promise<void>((resolve) => this.stopping.push(resolve));
      if (stop) break;
      reload = false;
      await this.log('notice', 'signal 1 (SIGHUP) received, reconfiguring');
      try {
        await this.log('notice', 'reconfiguring');
        this.load();
        this.bind();
        const old = this.workers;
        this.workers = [];
        this.startWorkers();
        for (const pid of old) sys.kill(pid, 'SIGKILL');
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        await this.log('emerg', error.message);
      }
    }
    const number = { SIGTERM: 15, SIGINT: 2, SIGQUIT: 3 }[stop as 'SIGTERM'];
    await this.log('notice', `signal ${number} (${stop}) received, ${stop === 'SIGQUIT' ? 'shutting down' : 'exiting'}`);
    for (const pid of this.workers) sys.kill(pid, 'SIGKILL');
    await this.log('notice', 'exit');
    return 0;
  }
}

async function appendTo(sys: Sys, path: string, line: string): Promise<void> {
  if (path === 'stderr' || path === '/dev/stderr') return sys.write(2, line);
  if (path === '/dev/stdout') return sys.write(1, line);
  if (path === '/dev/null') return;
  try {
    const fd = sys.open(path, 'a', 0o644);
    await sys.write(fd, line);
    sys.close(fd);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

function accessLog(site: Site): string | undefined {
  const args = last(site.http, 'access_log');
  return args?.[0] === 'off' ? undefined : (args?.[0] ?? '/var/log/nginx/access.log');
}

async function worker(sys: Sys, site: Site, ports: WorkerState['ports']): Promise<number> {
  sys.resumable((): WorkerState => ({ ports }));
  const version = versionOf(sys);
  sys.onSignal('SIGINT', 'ignore');
  const log = accessLog(site);
  const error = (level: string, message: string) => appendTo(sys, site.errorLog, `${formatDate('%Y/%m/%d %H:%M:%S', sys.now())} [${level}] ${sys.pid}#${sys.pid}: *1 ${message}\n`);
  const serve = (stream: Duplex, peer: string, port: number) =>
    serveHttp(stream, async (request: HttpRequest): Promise<HttpAnswer> => {
      const answer = await respond({ sys, site, request, peer, port, version, error });
      if (log !== undefined) {
        const size = request.method === 'HEAD' ? 0 : answer.body instanceof Uint8Array ? answer.body.length : Number(header(answer.headers ?? [], 'content-length') ?? 0);
        const field = (name: string) => header(request.headers, name) ?? '-';
        await appendTo(sys, log, `${peer} - - [${formatDate('%d/%b/%Y:%H:%M:%S +0000', sys.now())}] "${request.method} ${request.target} HTTP/${request.version}" ${answer.status} ${size} "${field('referer')}" "${field('user-agent')}" "${field('x-forwarded-for')}"\n`);
      }
      return answer;
    });
  for (const { fd, port } of ports) {
    sys.thread(async () => {
      for (;;) {
        const accepted = await sys.accept(fd);
        const stream = sys.stream(accepted.fd);
        sys.thread(async () => {
          try {
            await serve(stream, accepted.peer.family === 'inet' ? accepted.peer.host.replace(/^::ffff:/, '') : 'unix:', port);
          } catch (failure) {
            if (!isSysError(failure) && !(failure instanceof Error && failure.name === 'StreamClosed')) throw failure;
          } finally {
            stream.close();
          }
        });
      }
    });
  }
  return new Promise<never>(() => undefined);
}

/** nginx(8): static files, locations, redirects, proxying and balancing, logs, -t, -s, -g. */
export const nginx: Program = {
  async main(sys) {
    const args = parseArguments(sys);
    if (typeof args === 'string') {
      await sys.write(2, `nginx: ${args}\n`);
      return 1;
    }
    const letters = sys.argv.slice(1);
    if (letters.includes('-v') || letters.includes('-V')) {
      await sys.write(2, `nginx version: nginx/${versionOf(sys)}\n`);
      return 0;
    }
    const resumed = sys.resumed as MasterState | WorkerState | undefined;
    const master = new Master(sys, args, new Map(resumed && 'listeners' in resumed ? resumed.listeners : []));
    try {
      master.load();
      if (args.test) {
        await sys.write(2, `nginx: the configuration file ${args.conf} syntax is ok\nnginx: configuration file ${args.conf} test is successful\n`);
        if (args.testDump) await sys.write(1, `# configuration file ${args.conf}:\n${master.dump()}\n`);
        return 0;
      }
      if (args.signal !== undefined) return await signalMaster(sys, args.signal);
      if (resumed && 'ports' in resumed) return await worker(sys, master.site, resumed.ports);
      master.bind();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const stamp = formatDate('%Y/%m/%d %H:%M:%S', sys.now());
      if (args.test) {
        await sys.write(2, `nginx: [emerg] ${error.message}\nnginx: configuration file ${args.conf} test failed\n`);
        return 1;
      }
      await appendTo(sys, '/var/log/nginx/error.log', `${stamp} [emerg] ${sys.pid}#${sys.pid}: ${error.message}\n`);
      await sys.write(2, `nginx: [emerg] ${error.message}\n`);
      return 1;
    }
    if (master.daemon && sys.resumed === undefined) {
      sys.fork(async (child) => {
        const own = new Master(child, args, new Map(master.listeners));
        own.load();
        own.bind();
        child.writeFile('/run/nginx.pid', `${child.pid}\n`);
        return own.run();
      }, { newSession: true });
      return 0;
    }
    if (sys.access('/run', 'w')) sys.writeFile('/run/nginx.pid', `${sys.pid}\n`);
    return master.run();
  },
};

/** `nginx -s SIGNAL`: to the master whose pid is in the pid file. */
async function signalMaster(sys: Sys, signal: string): Promise<number> {
  const stamp = `${formatDate('%Y/%m/%d %H:%M:%S', sys.now())} [notice] ${sys.pid}#${sys.pid}: signal process started\n`;
  try {
    const pid = Number(sys.readText('/run/nginx.pid').trim());
    sys.kill(pid, ({ stop: 'SIGTERM', quit: 'SIGQUIT', reload: 'SIGHUP', reopen: 'SIGUSR1' } as const)[signal as 'stop']);
    await sys.write(2, stamp);
    return 0;
  } catch (error) {
    if (!isSysError(error)) throw error;
    await sys.write(2, error.code === 'ENOENT' ? 'nginx: [error] open() "/run/nginx.pid" failed (2: No such file or directory)\n' : `nginx: [error] kill failed (${error.errno}: ${error.message})\n`);
    return 1;
  }
}
