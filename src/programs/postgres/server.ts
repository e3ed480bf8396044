import { isSysError } from '../../machine/errno';
import { inet, unix } from '../../machine/net/types';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import type { Duplex } from '../../lib/stream';
import { formatDate } from '../coreutils/date-text';
import { acceptLoop, unlessInterrupted } from '../servers/small';
import { scramble } from '../sql/scramble';
import { FileStorage } from '../sql/storage';
import { SharedTables } from '../sql/transaction';
import { pgError } from './messages';
import { PgStream, type FromClient, type PgAnswer, type PgError } from './protocol';
import { isParameter, valueRefusal } from './parameters';
import { DatabaseRights } from './database-rights';
import { Rights } from './rights';
import type { DumpOptions } from './dump';
import { Roles } from './roles';
import { PgSession, type Cluster } from './session';
import { pgVersion, SOCKET_FOLDER, socketPath, type PgVersion } from './version';

/** The cluster's files as a storage. */
export function clusterStorage(sys: Sys, pgdata: string): FileStorage {
  return new FileStorage(sys, { root: `${pgdata}/base`, extension: '.rel', isDatabase: () => true });
}

const stamp = (sys: Sys, ms = sys.now()): string => `${formatDate('%Y-%m-%d %H:%M:%S', ms)} UTC`;

interface ConfiguredLine {
  name: string;
  value: string;
  number: number;
}

/** What postgresql.conf sets, in its order. */
function configuredLines(sys: Sys, pgdata: string): ConfiguredLine[] {
  const path = `${pgdata}/postgresql.conf`;
  const lines = sys.access(path, 'r') ? sys.readText(path).split('\n') : [];
  return lines.flatMap((line, index) => {
    const [, name, value] = /^\s*([\w.]+)\s*=?\s*'?([^'#]*?)'?\s*(?:#.*)?$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [{ name: name.toLowerCase(), value, number: index + 1 }];
  });
}

/** The server of a cluster: sockets, log, connections. */
export class Postmaster {
  private pids = 0;
  private readonly settings: Map<string, string>;

  constructor(private readonly sys: Sys, private readonly pgdata: string, private readonly version: PgVersion, options: ReadonlyMap<string, string>) {
    this.settings = new Map(Object.entries({ listen_addresses: '*', port: '5432', max_connections: '100', shared_buffers: '128MB', server_version: version.full, data_directory: pgdata, server_encoding: 'UTF8', client_encoding: 'UTF8', timezone: 'Etc/UTC', work_mem: '4MB', wal_level: 'replica', search_path: '"$user", public', log_statement: 'none', unix_socket_directories: SOCKET_FOLDER }));
    for (const { name, value } of configuredLines(sys, pgdata)) this.settings.set(name, value);
    for (const [name, value] of options) this.settings.set(name, value);
  }

  private get port(): number {
    return Number(this.settings.get('port'));
  }

  async log(level: string, message: string, pid = this.sys.pid): Promise<void> {
    const now = this.sys.now();
    await this.sys.write(2, `${formatDate('%Y-%m-%d %H:%M:%S.%3N', now)} UTC [${pid}] ${level}:  ${message}\n`);
  }

  /** Tells what's wrong with the options of the command line, then with those of the file, and whether anything is. */
  async refuses(options: ReadonlyMap<string, string>): Promise<boolean> {
    for (const [name, value] of options) {
      const why = isParameter(name) ? valueRefusal(name, value) : `unrecognized configuration parameter "${name}"`;
      if (why === undefined) continue;
      await this.log('FATAL', why);
      return true;
    }
    const path = `${this.pgdata}/postgresql.conf`;
    const lines = configuredLines(this.sys, this.pgdata);
    const unknown = lines.filter(({ name }) => !isParameter(name)).map(({ name, number }) => `unrecognized configuration parameter "${name}" in file "${path}" line ${number}`);
    const wrong = unknown.length > 0 ? unknown : lines.flatMap(({ name, value }) => valueRefusal(name, value) ?? []);
    for (const each of wrong) await this.log('LOG', each);
    if (wrong.length > 0) await this.log('FATAL', `configuration file "${path}" contains errors`);
    return wrong.length > 0;
  }

  /** Pids of the processes that a real postmaster forks; here they are flows of one process. */
  private nextPid(): number {
    return this.sys.pid + 26 + this.pids++;
  }

  private listen(): { fds: { fd: number; host: string }[]; lines: string[] } {
    const { sys } = this;
    const fds: { fd: number; host: string }[] = [];
    const lines: string[] = [];
    const addresses = this.settings.get('listen_addresses')!.split(',').map((each) => each.trim()).filter((each) => each !== '').flatMap((each) => (each === '*' ? ['0.0.0.0', '::'] : each === 'localhost' ? ['127.0.0.1'] : [each]));
    for (const host of addresses) {
      try {
        fds.push({ fd: sys.listen(inet(host, this.port), { v6Only: host.includes(':') }), host });
        lines.push(`listening on IPv${host.includes(':') ? 6 : 4} address "${host}", port ${this.port}`);
      } catch (error) {
        if (!isSysError(error) || !host.includes(':') || error.code === 'EADDRINUSE') throw error;
      }
    }
    const path = socketPath(SOCKET_FOLDER, this.port);
    if (sys.access(path, '')) sys.unlink(path);
    fds.push({ fd: sys.listen(unix(path)), host: '' });
    sys.chmod(path, 0o777);
    lines.push(`listening on Unix socket "${path}"`);
    return { fds, lines };
  }

  async run(): Promise<number> {
    const { sys, pgdata } = this;
    sys.resumable(() => ({}));
    const resumed = sys.resumed !== undefined;
    let finish: (how: string) => void = () => undefined;
    const stopped = new Promise<string>((resolve) => (finish = resolve));
    sys.onSignal('SIGTERM', () => finish('smart'));
    sys.onSignal('SIGINT', () => finish('fast'));
    sys.onSignal('SIGQUIT', () => finish('immediate'));
    sys.onSignal('SIGHUP', () => sys.thread(() => this.log('LOG', 'received SIGHUP, reloading configuration files')));
    sys.setMemory(38_000_000);
    const storage = clusterStorage(sys, pgdata);
    const roles = new Roles(sys, pgdata);
    const owner = roles.all().find((role) => role.superuser)?.name ?? 'postgres';
    const cluster: Cluster = { storage, shared: new SharedTables(storage), roles, rights: new DatabaseRights(sys, pgdata, owner, this.version.major), version: this.version, owner, sessions: new Set(), settings: this.settings };
    if (!resumed) await this.log('LOG', `starting ${this.version.banner}`);
    let bound: ReturnType<Postmaster['listen']>;
    try {
      bound = this.listen();
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.log('LOG', `could not bind IPv4 address "0.0.0.0": ${error.message}`);
      await this.log('HINT', `Is another postmaster already running on port ${this.port}? If not, wait a few seconds and retry.`);
      await this.log('FATAL', 'could not create any TCP/IP sockets');
      return 1;
    }
    let ready = resumed;
    for (const { fd, host } of bound.fds) sys.thread(() => acceptLoop(sys, fd, (stream, peer) => this.serve(stream, host === '' ? undefined : peer.replace(/^::ffff:/, ''), cluster, () => ready)));
    const state = `${pgdata}/global/pg_control`;
    if (!resumed) {
      for (const line of bound.lines) await this.log('LOG', line);
      const pid = this.nextPid();
      const [was = '', at = ''] = sys.readText(state).split('\n');
      await unlessInterrupted(() => sys.sleep(60 + sys.random.below(40)));
      if (was === 'shut down') await this.log('LOG', `database system was shut down at ${stamp(sys, Number(at))}`, pid);
      else {
        await this.log('LOG', `database system was interrupted; last known up at ${stamp(sys, Number(at))}`, pid);
        await unlessInterrupted(() => sys.sleep(400));
        await this.log('LOG', 'database system was not properly shut down; automatic recovery in progress', pid);
        await this.log('LOG', 'redo starts at 0/1552F60', pid);
        await this.log('LOG', 'redo done at 0/1552F98 system usage: CPU: user: 0.00 s, system: 0.00 s, elapsed: 0.00 s', pid);
      }
      await unlessInterrupted(() => sys.sleep(90 + sys.random.below(60)));
      sys.writeFile(state, `in production\n${sys.now()}\n`, 0o600);
      sys.writeFile(`${pgdata}/postmaster.pid`, `${sys.pid}\n${pgdata}\n`, 0o600);
      ready = true;
      await this.log('LOG', 'database system is ready to accept connections');
    }
    const how = await stopped;
    await this.log('LOG', `received ${how} shutdown request`);
    if (how === 'fast') await this.log('LOG', 'aborting any active transactions');
    for (const session of cluster.sessions) session.end();
    if (how !== 'immediate') {
      await this.log('LOG', `background worker "logical replication launcher" (PID ${sys.pid + 31}) exited with exit code 1`);
      const pid = sys.pid + 26;
      await this.log('LOG', 'shutting down', pid);
      await unlessInterrupted(() => sys.sleep(30));
      if (this.version.major >= 15) await this.log('LOG', 'checkpoint starting: shutdown immediate', pid);
      await unlessInterrupted(() => sys.sleep(60));
      if (this.version.major >= 15) await this.log('LOG', 'checkpoint complete: wrote 3 buffers (0.0%); 0 WAL file(s) added, 0 removed, 0 recycled; write=0.008 s, sync=0.004 s, total=0.023 s; sync files=2, longest=0.002 s, average=0.002 s; distance=0 kB, estimate=0 kB', pid);
      sys.writeFile(state, `shut down\n${sys.now()}\n`, 0o600);
    }
    for (const path of [`${pgdata}/postmaster.pid`, socketPath(SOCKET_FOLDER, this.port)]) if (sys.access(path, '')) sys.unlink(path);
    await this.log('LOG', 'database system is shut down');
    return 0;
  }

  /** pg_hba.conf's method for a host; local connections are trusted unless it says otherwise. */
  private method(host: string | undefined): string {
    for (const line of this.sys.readText(`${this.pgdata}/pg_hba.conf`).split('\n')) {
      const words = line.replace(/#.*/, '').trim().split(/\s+/);
      if (words[0] === 'local' && host === undefined) return words[3] ?? 'trust';
      if (words[0] !== 'host' || host === undefined) continue;
      const address = words[3]!;
      if (address === 'all' || (address.startsWith('127.') && host.startsWith('127.')) || (address === '::1/128' && host === '::1')) return words[4] ?? 'reject';
    }
    return host === undefined ? 'trust' : 'reject';
  }

  private async serve(stream: Duplex, host: string | undefined, cluster: Cluster, isReady: () => boolean): Promise<void> {
    const messages = new PgStream(stream);
    const pid = this.nextPid();
    const fatal = async (error: PgError): Promise<void> => {
      await this.log('FATAL', error.message, pid);
      if (error.detail !== undefined && error.state === '28P01') await this.log('DETAIL', error.detail, pid);
      await messages.send({ k: 'error', error: { ...error, severity: 'FATAL', detail: error.state === '28P01' ? undefined : error.detail } });
    };
    let hello = await messages.receive<FromClient>();
    if (hello?.k === 'probe') return isReady() ? messages.send({ k: 'ready', superuser: false, version: this.version.full, major: this.version.major }) : messages.send({ k: 'error', error: pgError('57P03', 'the database system is starting up') });
    if (hello?.k !== 'startup') return;
    if (!isReady()) return fatal(pgError('57P03', 'the database system is starting up'));
    const method = this.method(host);
    const role = cluster.roles.find(hello.user);
    if (method === 'reject') return fatal(pgError('28000', `no pg_hba.conf entry for host "${host ?? '[local]'}", user "${hello.user}", database "${hello.database}", no encryption`));
    if (method !== 'trust') {
      if (hello.password === undefined) {
        await messages.send({ k: 'password' });
        hello = await messages.receive<FromClient>();
        if (hello?.k !== 'startup') return;
      }
      if (role?.password === undefined || hello.password === undefined || role.password !== scramble(hello.password)) return fatal(pgError('28P01', `password authentication failed for user "${hello.user}"`, { detail: role === undefined ? `Role "${hello.user}" does not exist.` : `Connection matched file "${this.pgdata}/pg_hba.conf" line 128: "host all all all ${method}"` }));
    }
    if (!role) return fatal(pgError('28000', `role "${hello.user}" does not exist`));
    if (!role.login) return fatal(pgError('28000', `role "${hello.user}" is not permitted to log in`));
    if (!cluster.storage.databases().includes(hello.database)) return fatal(pgError('3D000', `database "${hello.database}" does not exist`));
    if (!new Rights(cluster, role, hello.database).hasOn('database', 'CONNECT')) return fatal(pgError('42501', `permission denied for database "${hello.database}"`, { detail: 'User does not have CONNECT privilege.' }));
    const session = new PgSession(this.sys, cluster, pid, role, hello.database);
    cluster.sessions.add(session);
    try {
      await messages.send({ k: 'ready', superuser: role.superuser, version: this.version.full, major: this.version.major });
      for (let message = await messages.receive<FromClient>(); message; message = await messages.receive<FromClient>()) {
        await this.sys.cpu(200);
        const failures: [PgError, string][] = [];
        let answers: PgAnswer[] = [];
        if (message.k === 'query') {
          const nap = /^\s*select\s+pg_sleep\s*\(\s*(\d+(?:\.\d+)?)\s*\)/i.exec(message.sql);
          if (nap) await unlessInterrupted(() => this.sys.sleep(Number(nap[1]) * 1000));
          answers = await session.run(message.sql, (error, statement) => failures.push([error, statement]));
        } else if (message.k === 'copy') answers = [await session.copyIn(message.sql, message.data, (error, statement) => failures.push([error, statement]))];
        else if (message.k === 'describe') {
          if (message.what === 'dump') {
            const options = JSON.parse(message.pattern ?? '{}') as { tables: string[] } & DumpOptions;
            const text = session.dump(options.tables, options);
            answers = text === undefined ? [{ k: 'error', error: pgError('', 'no matching tables were found') }] : [{ k: 'rows', tag: '', columns: [{ name: 'dump', numeric: false }], rows: [[text]] }];
          } else answers = session.describe(message.what, message.pattern);
        }
        for (const [error, statement] of failures) {
          await this.log('ERROR', `${error.message}${error.position === undefined ? '' : ` at character ${error.position}`}`, pid);
          if (error.detail !== undefined) await this.log('DETAIL', error.detail, pid);
          await this.log('STATEMENT', statement.replaceAll('\n', '\n\t'), pid);
        }
        await messages.send({ k: 'results', answers, transaction: session.transaction });
      }
    } finally {
      session.end();
      cluster.sessions.delete(session);
    }
  }
}

/** Options of `postgres`: -D, -p, -c name=value, --name=value. */
function parseServerArguments(sys: Sys): { pgdata: string | undefined; options: Map<string, string> } {
  const options = new Map<string, string>();
  let pgdata = sys.env['PGDATA'];
  const set = (pair: string) => {
    const [, name = '', value = 'on'] = /^([^=]+)(?:=([^]*))?$/.exec(pair) ?? [];
    options.set(name.replaceAll('-', '_').toLowerCase(), value);
  };
  const args = sys.argv.slice(1);
  while (args.length > 0) {
    const arg = args.shift()!;
    if (arg === '-D') pgdata = args.shift();
    else if (arg === '-p') options.set('port', args.shift() ?? '5432');
    else if (arg === '-c') set(args.shift() ?? '');
    else if (/^-c./.test(arg)) set(arg.slice(2));
    else if (arg.startsWith('--')) set(arg.slice(2));
  }
  return { pgdata, options };
}

/** postgres(1). */
export const postgres: Program = {
  async main(sys) {
    const version = pgVersion(sys);
    if (['-V', '--version'].includes(sys.argv[1] ?? '')) {
      await sys.write(1, `postgres (PostgreSQL) ${version.full}\n`);
      return 0;
    }
    if (sys.credentials.euid === 0) {
      await sys.write(2, '"root" execution of the PostgreSQL server is not permitted.\nThe server must be started under an unprivileged user ID to prevent\npossible system security compromise.  See the documentation for\nmore information on how to properly start the server.\n');
      return 1;
    }
    const { pgdata, options } = parseServerArguments(sys);
    if (pgdata === undefined || !sys.access(`${pgdata}/postgresql.conf`, 'r')) {
      await sys.write(2, pgdata === undefined ? 'postgres does not know where to find the server configuration file.\nYou must specify the --config-file or -D invocation option or set the PGDATA environment variable.\n' : `postgres: could not access the server configuration file "${pgdata}/postgresql.conf": No such file or directory\n`);
      return 2;
    }
    const server = new Postmaster(sys, pgdata, version, options);
    return (await server.refuses(options)) ? 1 : server.run();
  },
};
