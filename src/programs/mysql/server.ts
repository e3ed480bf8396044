import { isSysError } from '../../machine/errno';
import { inet, unix } from '../../machine/net/types';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import type { Duplex } from '../../lib/stream';
import { formatDate } from '../coreutils/date-text';
import { acceptLoop, unlessInterrupted } from '../servers/small';
import { FileStorage } from '../sql/storage';
import { SharedTables } from '../sql/transaction';
import type { Value } from '../sql/value';
import { scramble } from '../sql/scramble';
import { Accounts, initializeAccounts } from './accounts';
import { flavourOf, type Flavour } from './flavour';
import { PacketStream, type Answer, type ToServer } from './packet';
import { Session, type ServerFacts } from './session';
import { mysqlError } from './messages';
import { optionName, unknownOption } from './options';
import { TableLocks } from './table-locks';
import { initialVariables } from './variables';

interface Settings {
  datadir: string;
  port: number;
  socket: string;
  bind: string;
  initialize: boolean;
  skipNetworking: boolean;
  daemonize: boolean;
  others: Map<string, string>;
  /** As they were written, without their dashes. */
  given: readonly string[];
}

/** Options of the command line over those of the configuration files' [mysqld] groups. */
function readSettings(sys: Sys, flavour: Flavour): Settings {
  const values = new Map<string, string>();
  const given: string[] = [];
  const take = (text: string): void => {
    given.push(text);
    const [, name = '', value] = /^([^=\s]+)\s*(?:=\s*(.*))?$/.exec(text) ?? [];
    values.set(optionName(name), value ?? 'ON');
  };
  const folders = ['/etc/mysql/conf.d', '/etc/mysql/mariadb.conf.d'].flatMap((folder) => (sys.access(folder, 'r') ? sys.readdir(folder).filter((entry) => entry.name.endsWith('.cnf')).map((entry) => `${folder}/${entry.name}`) : []));
  for (const file of ['/etc/my.cnf', '/etc/mysql/my.cnf', ...folders]) {
    if (!sys.access(file, 'r')) continue;
    let group = '';
    for (const line of sys.readText(file).split('\n').map((each) => each.replace(/[#;].*/, '').trim())) {
      const heading = /^\[(.*)\]$/.exec(line);
      if (heading) group = heading[1]!;
      else if (line !== '' && !line.startsWith('!') && /^(mysqld|server|mariadbd?|mysqld-\d.*)$/.test(group)) take(line);
    }
  }
  for (const arg of sys.argv.slice(1)) if (arg.startsWith('--')) take(arg.slice(2));
  const get = (name: string) => values.get(name);
  return { datadir: (get('datadir') ?? '/var/lib/mysql').replace(/\/$/, ''), port: Number(get('port') ?? 3306), socket: get('socket') ?? flavour.socket, bind: get('bind-address') ?? '*', initialize: values.has('initialize-insecure') || values.has('initialize'), skipNetworking: values.has('skip-networking') && get('skip-networking') !== '0', daemonize: values.has('daemonize'), others: values, given };
}

/** mysqld's log, in MySQL 8's, MySQL 5.7's or MariaDB's form. */
class Log {
  constructor(private readonly sys: Sys, readonly flavour: Flavour) {}

  async write(thread: number, level: string, code: string, part: string, message: string): Promise<void> {
    const { sys, flavour } = this;
    const now = sys.now();
    const iso = `${formatDate('%Y-%m-%dT%H:%M:%S.%6N', now)}Z`;
    const line = flavour.maria ? `${formatDate('%Y-%m-%d %k:%M:%S', now)} ${thread} [${level}] ${message}` : flavour.version.startsWith('5.') ? `${iso} ${thread} [${level === 'System' ? 'Note' : level}] ${message}` : `${iso} ${thread} [${level}] [${code}] [${part}] ${message}`;
    await sys.write(2, `${line}\n`);
  }

  system(code: string, message: string, part = 'Server', thread = 0): Promise<void> {
    return this.write(thread, this.flavour.maria ? 'Note' : 'System', code, part, message);
  }
}

class MysqlServer {
  private readonly log: Log;
  private connections = 7;

  constructor(private readonly sys: Sys, private readonly flavour: Flavour, private readonly settings: Settings) {
    this.log = new Log(sys, flavour);
  }

  private get name(): string {
    return this.sys.exePath;
  }

  /** A wait of about that long: no start is like the other. */
  private pause(ms: number): Promise<void | undefined> {
    return unlessInterrupted(() => this.sys.sleep(ms * (0.85 + this.sys.random.below(300) / 1000)));
  }

  private openStorage(): FileStorage {
    return new FileStorage(this.sys, { root: this.settings.datadir, extension: '.ibd', isDatabase: (folder) => !folder.startsWith('#') && folder !== 'lost+found' });
  }

  private get plugin(): string {
    return this.flavour.maria || this.flavour.version.startsWith('5.') ? 'mysql_native_password' : 'caching_sha2_password';
  }

  /** The status of a server that was given an option it doesn't know; undefined when it knows them all. */
  async refuse(): Promise<number | undefined> {
    const { flavour, log, settings } = this;
    const unknown = unknownOption(flavour, settings.given);
    if (!unknown) return undefined;
    if (flavour.maria) {
      await log.write(0, 'ERROR', '', '', `${this.name}: ${unknown.message}`);
      if (!settings.others.has('help')) await log.write(0, 'ERROR', '', '', 'Aborting');
      return unknown.isVariable ? 7 : 2;
    }
    await log.write(0, 'ERROR', unknown.isVariable ? 'MY-000067' : 'MY-000068', 'Server', `${unknown.message}${flavour.version.startsWith('5.') ? '' : '.'}`);
    await log.write(0, 'ERROR', 'MY-010119', 'Server', 'Aborting');
    return 1;
  }

  /** --initialize-insecure: the system tables, with an empty password for root. */
  async initialize(): Promise<number> {
    const { sys, settings, flavour } = this;
    const there = sys.access(settings.datadir, '') ? sys.readdir(settings.datadir).filter((entry) => entry.name !== 'lost+found' && !/\.sock$/.test(entry.name)) : [];
    if (!flavour.maria) await this.log.system('MY-013169', `${this.name} (mysqld ${flavour.version}) initializing of server in progress as process ${sys.pid}`);
    if (there.length > 0) {
      await this.log.write(0, 'ERROR', 'MY-010457', 'Server', '--initialize specified but the data directory has files in it. Aborting.');
      await this.log.write(0, 'ERROR', 'MY-010119', 'Server', 'Aborting');
      return 1;
    }
    if (!flavour.maria) await this.log.system('MY-013576', 'InnoDB initialization has started.', 'InnoDB', 1);
    await this.pause(1300);
    try {
      for (const [file, size] of [['ibdata1', 12], ['undo_001', 16]] as const) sys.writeFile(`${settings.datadir}/${file}`, new Uint8Array(size * 1024), 0o640);
      sys.writeFile(`${settings.datadir}/auto.cnf`, `[auto]\nserver-uuid=${sys.random.hex(4)}-${sys.random.hex(2)}-11f0-${sys.random.hex(2)}-0242ac110002\n`, 0o640);
      if (!flavour.maria) for (const file of ['ca.pem', 'ca-key.pem', 'server-cert.pem', 'server-key.pem', 'client-cert.pem', 'client-key.pem', 'public_key.pem', 'private_key.pem']) sys.writeFile(`${settings.datadir}/${file}`, '', 0o600);
      initializeAccounts(this.openStorage(), this.plugin);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.log.write(0, 'ERROR', 'MY-010187', 'Server', `Could not open file in data directory ${settings.datadir}: ${error.message}`);
      return 1;
    }
    if (!flavour.maria) await this.log.system('MY-013577', 'InnoDB initialization has ended.', 'InnoDB', 1);
    await this.pause(1200);
    if (!flavour.maria) await this.log.write(6, 'Warning', 'MY-010453', 'Server', 'root@localhost is created with an empty password ! Please consider switching off the --initialize-insecure option.');
    await this.pause(2000);
    return 0;
  }

  private async announceStart(): Promise<void> {
    const { sys, flavour, log } = this;
    if (flavour.maria) {
      await log.system('', `Starting MariaDB ${flavour.version} source revision 8d36cf3cd51e1de8d5ad4dd7b5c1d5d5a1d5d5a1 as process ${sys.pid}`);
      await log.system('', 'InnoDB: Compressed tables use zlib 1.3');
      await log.system('', 'InnoDB: Number of transaction pools: 1');
      await log.system('', 'InnoDB: Initializing buffer pool, total size = 128.000MiB, chunk size = 2.000MiB');
      await log.system('', 'InnoDB: Completed initialization of buffer pool');
      return;
    }
    await log.system('MY-010116', `${this.name} (mysqld ${flavour.version}) starting as process ${sys.pid}${flavour.version.startsWith('5.') ? ' ...' : ''}`);
    await log.system('MY-013576', 'InnoDB initialization has started.', 'InnoDB', 1);
  }

  private async announceReady(): Promise<void> {
    const { flavour, settings, log } = this;
    const port = settings.skipNetworking ? 0 : settings.port;
    if (flavour.maria) {
      await log.system('', 'InnoDB: log sequence number 45502; transaction id 14');
      await log.system('', "Plugin 'FEEDBACK' is disabled.");
      if (port !== 0) {
        await log.system('', "Server socket created on IP: '0.0.0.0'.");
        await log.system('', "Server socket created on IP: '::'.");
      }
      await log.system('', 'mariadbd: ready for connections.');
    } else {
      await log.write(0, 'Warning', 'MY-010068', 'Server', 'CA certificate ca.pem is self signed.');
      if (!flavour.version.startsWith('5.')) await log.system('MY-013602', 'Channel mysql_main configured to support TLS. Encrypted connections are now supported for this channel.');
      await log.write(0, 'Warning', 'MY-011810', 'Server', `Insecure configuration for --pid-file: Location '/var/run/mysqld' in the path is accessible to all OS users. Consider choosing a different directory.`);
      if (!flavour.version.startsWith('5.')) {
        await log.system('MY-010931', `${this.name}: ready for connections. Version: '${flavour.version}'  socket: '${settings.socket}'  port: ${port}  ${flavour.comment}.`);
        return;
      }
      await log.system('', `${this.name}: ready for connections.`);
    }
    await this.sys.write(2, `Version: '${flavour.version}'  socket: '${settings.socket}'  port: ${port}  ${flavour.comment}\n`);
  }

  async run(): Promise<number> {
    const { sys, settings, flavour, log } = this;
    sys.resumable(() => ({}));
    const resumed = sys.resumed !== undefined;
    let finish: (by: string) => void = () => undefined;
    const stopped = new Promise<string>((resolve) => (finish = resolve));
    for (const signal of ['SIGTERM', 'SIGQUIT'] as const) sys.onSignal(signal, () => finish('<via user signal>'));
    sys.onSignal('SIGINT', 'ignore');
    if (!resumed) await this.announceStart();
    sys.setMemory(flavour.maria ? 98_000_000 : 365_000_000);
    if (!sys.access(`${settings.datadir}/mysql`, '')) {
      await log.write(0, 'ERROR', 'MY-010095', 'Server', 'Failed to access data directory for --datadir or the system tables are missing. Please run mysqld --initialize.');
      await log.write(0, 'ERROR', 'MY-010119', 'Server', 'Aborting');
      return 1;
    }
    if (!resumed) await this.pause(flavour.maria ? 500 : 1100);
    if (!flavour.maria && !resumed) await log.system('MY-013577', 'InnoDB initialization has ended.', 'InnoDB', 1);
    const storage = this.openStorage();
    const facts: ServerFacts = {
      storage, shared: new SharedTables(storage), locks: new TableLocks(), accounts: new Accounts(storage, this.plugin), flavour, startedAt: sys.now(), sessions: new Set(), questions: 0, shutdown: finish, initialVariables: new Map(),
      variables: new Map<string, Value>([...initialVariables(flavour.maria), ['version', flavour.version], ['version_comment', flavour.comment], ['port', settings.port], ['socket', settings.socket], ['datadir', `${settings.datadir}/`], ['hostname', sys.hostname()], ['max_connections', Number(settings.others.get('max-connections') ?? 151)], ['character_set_server', settings.others.get('character-set-server') ?? 'utf8mb4'], ['collation_server', settings.others.get('collation-server') ?? 'utf8mb4_0900_ai_ci']]),
    };
    for (const [option, value] of settings.others) if (facts.variables.has(option.replaceAll('-', '_')) && !['port', 'socket', 'datadir'].includes(option)) facts.variables.set(option.replaceAll('-', '_'), value);
    facts.initialVariables = new Map(facts.variables);
    if (!resumed) await this.pause(700);
    try {
      this.listen(facts);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await log.write(0, 'ERROR', 'MY-010262', 'Server', `Can't start server: Bind on TCP/IP port: ${error.message}`);
      await log.write(0, 'ERROR', 'MY-010257', 'Server', `Do you already have another mysqld server running on port: ${settings.port} ?`);
      await log.write(0, 'ERROR', 'MY-010119', 'Server', 'Aborting');
      return 1;
    }
    if (!resumed) await this.announceReady();
    const by = await stopped;
    if (flavour.maria) {
      await log.system('', `${this.name} (initiated by: ${by === '<via user signal>' ? 'unknown' : `${by}[${by}] @ localhost []`}): Normal shutdown`);
      await log.system('', 'InnoDB: Starting shutdown...');
    } else await log.system('MY-013172', `Received SHUTDOWN from user ${by}. Shutting down mysqld (Version: ${flavour.version}).`);
    await this.pause(900);
    this.removeSocket();
    if (flavour.maria) await log.system('', `${this.name.replace(/^.*\//, '')}: Shutdown complete`);
    else await log.system('MY-010910', `${this.name}: Shutdown complete (mysqld ${flavour.version})  ${flavour.comment}.`);
    return 0;
  }

  private removeSocket(): void {
    if (this.sys.access(this.settings.socket, '')) this.sys.unlink(this.settings.socket);
  }

  private listen(facts: ServerFacts): void {
    const { sys, settings } = this;
    this.removeSocket();
    const local = sys.listen(unix(settings.socket));
    sys.chmod(settings.socket, 0o777);
    sys.thread(() => acceptLoop(sys, local, (stream) => this.serve(stream, 'localhost', facts)));
    if (settings.skipNetworking) return;
    const hosts = settings.bind === '*' ? ['0.0.0.0', '::'] : [settings.bind];
    for (const host of hosts) {
      let fd: number;
      try {
        fd = sys.listen(inet(host, settings.port), { v6Only: host.includes(':') });
      } catch (error) {
        if (isSysError(error) && error.code !== 'EADDRINUSE' && host.includes(':')) continue;
        throw error;
      }
      sys.thread(() => acceptLoop(sys, fd, (stream, peer) => this.serve(stream, peer.replace(/^::ffff:/, ''), facts)));
    }
  }

  private login(message: Extract<ToServer, { k: 'login' }>, host: string, facts: ServerFacts, id: number): Session | Answer {
    if (!facts.accounts.admits(host)) return mysqlError(1130, 'HY000', `Host '${host}' is not allowed to connect to this ${this.flavour.maria ? 'MariaDB' : 'MySQL'} server`);
    const account = facts.accounts.match(message.user, host);
    const given = message.password === '' ? '' : scramble(message.password);
    if (!account || account.password !== given) {
      return mysqlError(1045, '28000', `Access denied for user '${message.user}'@'${host}' (using password: ${message.password === '' ? 'NO' : 'YES'})`);
    }
    const session = new Session(this.sys, facts, id, message.user, host, account.host);
    if (message.database === undefined) return session;
    const used = session.use(message.database);
    return used.k === 'error' ? used : session;
  }

  private async serve(stream: Duplex, host: string, facts: ServerFacts): Promise<void> {
    const packets = new PacketStream(stream);
    const id = ++this.connections;
    await packets.send({ k: 'greeting', version: this.flavour.version, comment: this.flavour.comment, connection: id });
    const hello = await packets.receive<ToServer>();
    if (hello?.k !== 'login') return;
    const session = this.login(hello, host, facts, id);
    if (!(session instanceof Session)) return packets.send(session);
    facts.sessions.add(session);
    try {
      await packets.send({ k: 'ok', affected: 0, info: '', ...(session.database === undefined ? {} : { database: session.database }) });
      for (let message = await packets.receive<ToServer>(); message; message = await packets.receive<ToServer>()) {
        await this.sys.cpu(300);
        if (message.k === 'query') {
          const naps = /^\s*select\s+sleep\s*\(\s*(\d+(?:\.\d+)?)\s*\)/i.exec(message.sql);
          if (naps) await unlessInterrupted(() => this.sys.sleep(Number(naps[1]) * 1000));
          await packets.send(await session.run(message.sql));
        } else {
          if (message.k === 'shutdown') facts.shutdown(session.user);
          await packets.send({ k: 'ok', affected: 0, info: '' });
        }
      }
    } finally {
      session.end();
      facts.sessions.delete(session);
    }
  }
}

/** mysqld(8) and mariadbd(8). */
export const mysqld: Program = {
  async main(sys) {
    const flavour = flavourOf(sys);
    const args = sys.argv.slice(1);
    if (args.includes('--version') || args.includes('-V')) {
      await sys.write(1, `${sys.exePath}  Ver ${flavour.version} for Linux on ${sys.uname().machine} (${flavour.comment})\n`);
      return 0;
    }
    const settings = readSettings(sys, flavour);
    const server = new MysqlServer(sys, flavour, settings);
    const refused = await server.refuse();
    if (refused !== undefined) return refused;
    if (args.includes('--help')) {
      await sys.write(2, `dockyard: ${sys.argv[0] ?? 'mysqld'} --help is not simulated\n`);
      return 1;
    }
    if (settings.initialize) return server.initialize();
    if (!settings.daemonize) return server.run();
    const child = sys.fork(async (own) => new MysqlServer(own, flavour, settings).run(), { newSession: true });
    // The parent goes when the server answers.
    for (;;) {
      await sys.sleep(100);
      const ended = await sys.wait({ pid: child, noHang: true });
      if (ended) return 1;
      try {
        sys.close(await sys.connect(unix(settings.socket)));
        return 0;
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
    }
  },
};
