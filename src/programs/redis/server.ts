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
import { Disk } from './disk';
import { Persistence } from './persistence';
import { parseCommand, writeReply } from './resp';
import { Store, type Dump } from './store';
import type { Duplex } from '../../lib/stream';

/** Redis 7.2 calls its ordinary lines notices, and names the kind of its sockets. */
const since72 = (version: string): boolean => Number(version.split('.')[0]) > 7 || /^7\.[2-9]/.test(version);

function versionOf(sys: Sys): string {
  return sys.env['REDIS_VERSION'] ?? '7.4.11';
}

/** The running server: keyspace, connections, files. */
class RedisServer {
  private readonly store: Store;
  private readonly state: ServerState;
  private readonly persistence: Persistence;
  private readonly executor: Executor;
  private readonly disk: Disk;
  private readonly waiting = new Set<() => void>();
  private ids = 0;
  private stop: ((save: boolean) => void) | undefined;

  constructor(private readonly sys: Sys, private readonly config: Map<string, string>, file: string | undefined) {
    const now = () => sys.now();
    this.store = new Store(now);
    this.persistence = new Persistence(sys, config, versionOf(sys));
    this.state = {
      version: versionOf(sys), config, clients: new Set(), startedAt: sys.now(), commands: 0, connections: 0, hits: 0, misses: 0, dirty: 0, evicted: 0, errors: 0, slow: [], file, saves: 0, lastSave: sys.now(), port: Number(config.get('port')), pid: sys.pid,
      save: (inBackground) => this.disk.save(inBackground),
      rewriteLog: () => this.disk.rewriteLog(),
      shutdown: (save) => this.stop?.(save),
      changed: (timeoutMs) => this.nextChange(timeoutMs),
    };
    this.executor = new Executor(this.store, this.state, now, sys.random, async (words, db) => {
      for (const wake of [...this.waiting]) wake();
      if (this.state.dirty === 1) this.disk.saveLater();
      if (this.config.get('appendonly') === 'yes') await this.appendToLog(words, db);
    });
    const replayer = this.newClient('', () => undefined, () => undefined);
    replayer.authenticated = true;
    this.disk = new Disk(sys, this.store, this.state, this.persistence, (...line) => this.log(...line), async (words) => void (await this.executor.execute(replayer, words)));
  }

  async log(level: string, message: string, role = 'M', pid = this.sys.pid): Promise<void> {
    await this.sys.write(1, `${pid}:${role} ${formatDate('%d %b %Y %H:%M:%S.%3N', this.sys.now())} ${level} ${message}\n`);
  }

  /** Times that count from now are told as moments too, so that a restart doesn't begin them again. */
  private async appendToLog(words: string[], db: number): Promise<void> {
    await this.persistence.append(words, db);
    if (!/^(set|p?setex|getex|p?expire)$/i.test(words[0]!)) return;
    const at = this.store.databases[db]!.expiry(words[1]!);
    if (at !== undefined) await this.persistence.append(['PEXPIREAT', words[1]!, String(Math.floor(at))], db);
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

  private newClient(address: string, push: Client['push'], close: Client['close']): Client {
    return { id: ++this.ids, db: 0, name: '', authenticated: false, address, since: this.sys.now(), queue: undefined, spoiled: false, watched: new Set(), touched: false, monitors: false, command: 'NULL', channels: new Set(), patterns: new Set(), push, close };
  }

  private async serve(stream: Duplex, peer: string, port: number): Promise<void> {
    const reader = new WireReader(stream);
    const client = this.newClient(`${peer}:${port}`, (reply) => {
      this.sys.thread(async () => {
        try {
          await stream.write(fromBinary(writeReply(reply)));
        } catch (error) {
          if (!isConnectionEnd(error)) throw error;
        }
      });
    }, () => stream.close());
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
      const { version } = this.state;
      if (version >= '6') await this.log('*', 'monotonic clock: POSIX clock_gettime');
      await this.log('*', `Running mode=standalone, port=${this.config.get('port')}.`);
      await this.log(since72(version) ? '*' : '#', 'Server initialized');
      await this.disk.load();
      await this.log('*', `Ready to accept connections${since72(version) ? ' tcp' : ''}`);
    }
    for (const fd of sockets) sys.thread(() => acceptLoop(sys, fd, (stream, peer, port) => this.serve(stream, peer, port)));
    const save = await stopped;
    await this.log(since72(this.state.version) ? '*' : '#', 'User requested shutdown...');
    if (this.config.get('appendonly') === 'yes') await this.log('*', 'Calling fsync() on the AOF file.');
    if (save) {
      await this.log('*', 'Saving the final RDB snapshot before exiting.');
      await this.disk.save();
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
    const name = sys.argv[0]!.replace(/^.*\//, '');
    if (name !== 'redis-server') {
      await sys.write(2, `dockyard: ${name} is not simulated\n`);
      return 1;
    }
    if (first === '-v' || first === '--version') {
      await sys.write(1, `Redis server v=${version} sha=00000000:1 malloc=jemalloc-5.3.0 bits=64 build=8b1bb7a9b3a4e7a5\n`);
      return 0;
    }
    const configured = readConfiguration(sys, version);
    if (typeof configured === 'string') {
      await sys.write(2, configured);
      return 1;
    }
    if ('unreadable' in configured) {
      await sys.write(1, `${sys.pid}:C ${formatDate('%d %b %Y %H:%M:%S.%3N', sys.now())} # ${configured.unreadable}\n`);
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
    const redis = new RedisServer(sys, config, file);
    if (sys.resumed === undefined) {
      const level = since72(version) ? '*' : '#';
      await redis.log(level, 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo', 'C');
      await redis.log(level, `Redis version=${version}, bits=64, commit=00000000, modified=0, pid=${sys.pid}, just started`, 'C');
      if (file === undefined && sys.argv.length === 1) await redis.log('#', 'Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf', 'C');
      else await redis.log(level, 'Configuration loaded', 'C');
    }
    return redis.run();
  },
};
