import { isSysError, type SysError } from '../../machine/errno';
import { inet } from '../../machine/net/types';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { formatDate } from '../coreutils/date-text';
import { acceptLoop, unlessInterrupted } from '../servers/small';
import { fromBinary, isConnectionEnd, WireReader } from '../servers/wire';
import type { Client, ServerState } from './command';
import { readConfiguration } from './config';
import { Executor } from './execute';
import { Persistence } from './persistence';
import { parseCommand, writeReply } from './resp';
import { Store, type Dump } from './store';
import type { Duplex } from '../../lib/stream';

function versionOf(sys: Sys): string {
  return sys.env['REDIS_VERSION'] ?? '7.4.11';
}

/** The running server: keyspace, connections, files. */
class RedisServer {
  private readonly store: Store;
  private readonly state: ServerState;
  private readonly persistence: Persistence;
  private readonly executor: Executor;
  private readonly waiting = new Set<() => void>();
  private ids = 0;
  private stop: ((save: boolean) => void) | undefined;

  constructor(private readonly sys: Sys, private readonly config: Map<string, string>) {
    const now = () => sys.now();
    this.store = new Store(now);
    this.persistence = new Persistence(sys, config, versionOf(sys));
    this.state = {
      version: versionOf(sys), config, clients: new Set(), startedAt: sys.now(), commands: 0, connections: 0, hits: 0, misses: 0, dirty: 0, lastSave: sys.now(), port: Number(config.get('port')), pid: sys.pid,
      save: () => this.save(),
      shutdown: (save) => this.stop?.(save),
      changed: (timeoutMs) => this.nextChange(timeoutMs),
    };
    this.executor = new Executor(this.store, this.state, now, sys.random, async (words, db) => {
      for (const wake of [...this.waiting]) wake();
      if (this.state.dirty === 1) this.saveLater();
      if (this.config.get('appendonly') === 'yes') await this.persistence.append(words, db);
    });
  }

  async log(level: string, message: string, role = 'M'): Promise<void> {
    await this.sys.write(1, `${this.sys.pid}:${role} ${formatDate('%d %b %Y %H:%M:%S.%3N', this.sys.now())} ${level} ${message}\n`);
  }

  private nextChange(timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const wake = () => {
        this.waiting.delete(wake);
        resolve(true);
      };
      this.waiting.add(wake);
      if (Number.isFinite(timeoutMs)) {
        this.sys.thread(async () => {
          await unlessInterrupted(() => this.sys.sleep(Math.max(0, timeoutMs)));
          if (this.waiting.delete(wake)) resolve(false);
        });
      }
    });
  }

  private async save(): Promise<void> {
    this.persistence.save(this.store);
    this.state.dirty = 0;
    this.state.lastSave = this.sys.now();
    await this.log('*', 'DB saved on disk');
  }

  /** The configured save points: so many changes in so many seconds (redis.conf: save). */
  private saveLater(): void {
    const points = [...(this.config.get('save') ?? '').matchAll(/(\d+) (\d+)/g)].map(([, seconds, changes]) => ({ seconds: Number(seconds), changes: Number(changes) })).sort((a, b) => a.seconds - b.seconds);
    const from = this.sys.now();
    this.sys.thread(async () => {
      for (const { seconds, changes } of points) {
        await unlessInterrupted(() => this.sys.sleep(Math.max(0, from + seconds * 1000 - this.sys.now())));
        if (this.state.dirty === 0) return;
        if (this.state.dirty < changes) continue;
        await this.log('*', `${changes} changes in ${seconds} seconds. Saving...`);
        return this.save();
      }
    });
  }

  private async load(): Promise<void> {
    const start = this.sys.now();
    if (this.config.get('appendonly') === 'yes') {
      if (this.persistence.openLog()) {
        await this.log('*', 'Creating AOF base file appendonly.aof.1.base.rdb on server start');
        await this.log('*', 'Creating AOF incr file appendonly.aof.1.incr.aof on server start');
        return;
      }
      await this.log('*', 'Reading RDB base file on AOF loading...');
      const client = this.newClient(() => undefined);
      client.authenticated = true;
      this.config.set('appendonly', 'no');
      for await (const words of this.persistence.logged()) await this.executor.execute(client, words);
      this.config.set('appendonly', 'yes');
      this.state.dirty = 0;
      await this.log('*', `DB loaded from append only file: ${((this.sys.now() - start) / 1000).toFixed(3)} seconds`);
      await this.log('*', 'Opening AOF incr file appendonly.aof.1.incr.aof on server start');
      return;
    }
    const dump = this.persistence.load();
    if (!dump) return;
    if (dump === 'corrupt') {
      await this.log('#', `Wrong signature trying to load DB from file`);
      await this.log('#', 'Fatal error loading the DB, check server logs. Exiting.');
      this.sys.exit(1);
    }
    await this.log('*', `Loading RDB produced by version ${dump.version}`);
    await this.log('*', `RDB age ${Math.floor((this.sys.now() - dump.savedAt) / 1000)} seconds`);
    await this.log('*', 'RDB memory usage when created 0.90 Mb');
    this.store.load(dump.keys);
    const loaded = this.store.size;
    await this.log('*', `Done loading RDB, keys loaded: ${loaded}, keys expired: ${dump.keys.length - loaded}.`);
    await this.log('*', `DB loaded from disk: ${((this.sys.now() - start) / 1000).toFixed(3)} seconds`);
  }

  private newClient(push: Client['push']): Client {
    return { id: ++this.ids, db: 0, name: '', authenticated: false, queue: undefined, channels: new Set(), patterns: new Set(), push };
  }

  private async serve(stream: Duplex): Promise<void> {
    const reader = new WireReader(stream);
    const client = this.newClient((reply) => {
      this.sys.thread(async () => {
        try {
          await stream.write(fromBinary(writeReply(reply)));
        } catch (error) {
          if (!isConnectionEnd(error)) throw error;
        }
      });
    });
    this.state.clients.add(client);
    this.state.connections++;
    try {
      for (let words = await parseCommand(reader); words; words = await parseCommand(reader)) {
        const reply = await this.executor.execute(client, words);
        await this.sys.cpu(20);
        await stream.write(fromBinary(writeReply(reply)));
        if (words[0]!.toLowerCase() === 'quit') break;
      }
    } finally {
      this.state.clients.delete(client);
    }
  }

  private listen(): number[] {
    const port = Number(this.config.get('port'));
    const hosts = (this.config.get('bind') ?? '').split(/\s+/).map((host) => host.replace(/^-/, '')).map((host) => (host === '*' ? '0.0.0.0' : host === '::*' ? '::' : host));
    return hosts.flatMap((host) => {
      try {
        return [this.sys.listen(inet(host, port), { v6Only: host.includes(':') })];
      } catch (error) {
        // An address of a family that the namespace doesn't have may be missing (bind's leading minus).
        if (isSysError(error) && error.code !== 'EADDRINUSE' && host.includes(':')) return [];
        throw error;
      }
    });
  }

  async run(): Promise<number> {
    const { sys } = this;
    const resumed = sys.resumed as Dump | undefined;
    sys.resumable(() => this.store.dump());
    const stopped = new Promise<boolean>((resolve) => (this.stop = resolve));
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      sys.onSignal(signal, () => {
        sys.thread(async () => {
          await sys.write(1, `${sys.pid}:signal-handler (${Math.floor(sys.now() / 1000)}) Received ${signal} scheduling shutdown...\n`);
          this.stop?.((this.config.get('save') ?? '') !== '');
        });
      });
    }
    sys.setMemory(9_400_000);
    let sockets: number[];
    try {
      sockets = this.listen();
    } catch (error) {
      if (!isSysError(error)) throw error;
      return this.cannotBind(error);
    }
    if (resumed) this.store.load(resumed);
    else {
      await this.log('*', 'monotonic clock: POSIX clock_gettime');
      await this.log('*', `Running mode=standalone, port=${this.config.get('port')}.`);
      await this.log('*', 'Server initialized');
      await this.load();
      await this.log('*', 'Ready to accept connections tcp');
    }
    for (const fd of sockets) sys.thread(() => acceptLoop(sys, fd, (stream) => this.serve(stream)));
    const save = await stopped;
    await this.log('*', 'User requested shutdown...');
    if (save) {
      await this.log('*', 'Saving the final RDB snapshot before exiting.');
      await this.save();
    }
    await this.log('#', 'Redis is now ready to exit, bye bye...');
    return 0;
  }

  private async cannotBind(error: SysError): Promise<number> {
    await this.log('#', `Warning: Could not create server TCP listening socket *:${this.config.get('port')}: bind: ${error.message}`);
    await this.log('#', `Failed listening on port ${this.config.get('port')} (tcp), aborting.`);
    return 1;
  }
}

/** redis-server(1): `[file] [--option value …]`. */
export const server: Program = {
  async main(sys) {
    const [first] = sys.argv.slice(1);
    const version = versionOf(sys);
    if (first === '-v' || first === '--version') {
      await sys.write(1, `Redis server v=${version} sha=00000000:1 malloc=jemalloc-5.3.0 bits=64 build=8b1bb7a9b3a4e7a5\n`);
      return 0;
    }
    const configured = readConfiguration(sys);
    if (typeof configured === 'string') {
      await sys.write(2, configured);
      return 1;
    }
    const { config, file } = configured;
    if (config.get('daemonize') === 'yes') {
      await sys.write(2, 'dockyard: redis-server in the background (daemonize yes) is not simulated\n');
      return 1;
    }
    try {
      sys.chdir(config.get('dir')!);
      config.set('dir', sys.cwd());
    } catch (error) {
      if (!isSysError(error)) throw error;
      await sys.write(2, `\n*** FATAL CONFIG FILE ERROR (Redis ${version}) ***\nReading the configuration file, at line 1\n>>> 'dir "${config.get('dir')}"'\n${error.message}\n`);
      return 1;
    }
    const redis = new RedisServer(sys, config);
    if (sys.resumed === undefined) {
      await redis.log('*', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo', 'C');
      await redis.log('*', `Redis version=${version}, bits=64, commit=00000000, modified=0, pid=${sys.pid}, just started`, 'C');
      if (file === undefined && sys.argv.length === 1) await redis.log('#', 'Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf', 'C');
      else await redis.log('*', 'Configuration loaded', 'C');
    }
    return redis.run();
  },
};
