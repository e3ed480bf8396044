import { text, utf8 } from '../../lib/bytes';
import type { Duplex } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import { inet } from '../../machine/net/types';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { formatDate } from '../coreutils/date-text';
import { acceptLoop, unlessInterrupted } from '../servers/small';
import { fromBinary, WireReader } from '../servers/wire';
import { scramble } from '../sql/scramble';
import { aggregated } from './aggregate';
import { runInitialScripts } from './first-start';
import { IndexList, type Index } from './indexes';
import { matches, MongoError, updated } from './query';
import { userCommand } from './users';
import { type Bson, type Doc } from './value';

export interface MongoRequest {
  op: string;
  database: string;
  collection: string;
  filter?: Doc;
  docs?: Doc[];
  update?: Doc;
  many?: boolean;
  upsert?: boolean;
  replace?: boolean;
  newId?: string;
  pipeline?: Doc[];
  index?: Index;
  user?: string;
  password?: string;
  /** The database that the user belongs to; without it any. */
  source?: string;
  roles?: Doc[];
  /** The command that it is part of, where its refusal names another. */
  command?: string;
  /** Of an index. */
  name?: string;
}

export type MongoReply = { ok: true; value: Bson } | { ok: false; code: number; message: string; keyPattern?: Doc; keyValue?: Doc };

export function versionOf(sys: Sys): string {
  return sys.env['MONGO_VERSION'] ?? '8.0.4';
}

/** Collections by database, a file each under the data path. */
export class Store {
  private readonly databases = new Map<string, Map<string, Doc[]>>();

  readonly indexes: IndexList;

  constructor(private readonly sys: Sys, private readonly root: string) {
    this.indexes = new IndexList(sys, root);
    for (const entry of sys.readdir(root)) {
      const match = /^([^.]+)\.(.+)\.wt$/.exec(entry.name);
      if (match) this.collection(match[1]!, match[2]!, true)!.push(...(JSON.parse(sys.readText(`${root}/${entry.name}`)) as Doc[]));
    }
  }

  collection(database: string, name: string, make: boolean): Doc[] | undefined {
    const there = this.databases.get(database)?.get(name);
    if (there || !make) return there;
    const docs: Doc[] = [];
    this.databases.set(database, (this.databases.get(database) ?? new Map<string, Doc[]>()).set(name, docs));
    return docs;
  }

  /** Throws MongoError where a unique index has two documents. */
  write(database: string, name: string, docs: Doc[]): void {
    this.indexes.check(database, name, docs);
    this.collection(database, name, true);
    this.databases.get(database)!.set(name, docs);
    this.sys.writeFile(`${this.root}/${database}.${name}.wt`, JSON.stringify(docs), 0o600);
  }

  drop(database: string, name: string): boolean {
    if (!this.databases.get(database)?.delete(name)) return false;
    this.sys.unlink(`${this.root}/${database}.${name}.wt`);
    this.indexes.drop(database, name);
    if (this.databases.get(database)!.size === 0) this.databases.delete(database);
    return true;
  }

  names(): string[] {
    return [...this.databases.keys()].sort();
  }

  collections(database: string): string[] {
    return [...(this.databases.get(database)?.keys() ?? [])].sort();
  }
}

/** The server's commands behind requests that have other names here. */
const COMMANDS: Readonly<Record<string, string>> = { databases: 'listDatabases', collections: 'listCollections', indexes: 'listIndexes', createIndex: 'createIndexes', dropIndex: 'dropIndexes', users: 'usersInfo' };

function hasNoData(sys: Sys, root: string): boolean {
  try {
    return !sys.readdir(root).some(({ name }) => name.endsWith('.wt'));
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

/** Carries a request out. Throws MongoError. */
function execute(store: Store, { op, database, collection, filter = {}, docs = [], update = {}, many = false, upsert = false, replace = false, newId = '', pipeline = [], index, name = '', ...rest }: MongoRequest, random: Sys['random']): Bson {
  const all = store.collection(database, collection, false) ?? [];
  switch (op) {
    case 'ping': return { ok: 1 };
    case 'databases': return store.names().map((name) => ({ name, sizeOnDisk: store.collections(name).length * 40960 }));
    case 'collections': return store.collections(database);
    case 'find': return all.filter((doc) => matches(doc, filter));
    case 'aggregate': return aggregated(all, pipeline, (name) => store.collection(database, name, false) ?? []);
    case 'indexes': return store.indexes.of(database, collection) as unknown as Bson;
    case 'createIndex': {
      store.write(database, collection, all);
      store.indexes.add(database, collection, index!, all);
      return index!.name;
    }
    case 'dropIndex': return { nIndexesWas: store.indexes.dropOne(database, collection, name), ok: 1 };
    case 'users': case 'createUser': case 'updateUser': case 'dropUser': return userCommand(store, op, database, rest, random);
    case 'insert': {
      try {
        store.write(database, collection, [...all, ...docs]);
      } catch (error) {
        if (!(error instanceof MongoError) || docs.length === 1) throw error;
        // The documents before the one that is refused stay.
        for (const [i, doc] of docs.entries()) store.write(database, collection, [...all, ...docs.slice(0, i), doc]);
      }
      return docs.length;
    }
    case 'update': {
      let matched = 0;
      let modified = 0;
      const next = all.map((doc) => {
        if ((matched > 0 && !many) || !matches(doc, filter)) return doc;
        matched++;
        const changed = updated(doc, update, replace);
        if (JSON.stringify(changed) !== JSON.stringify(doc)) modified++;
        return changed;
      });
      if (matched === 0 && upsert) {
        const seed: Doc = { _id: { $oid: newId }, ...Object.fromEntries(Object.entries(filter).filter(([name, value]) => !name.startsWith('$') && (typeof value !== 'object' || value === null || '$oid' in value))) };
        const made = updated(seed, update, replace, true);
        store.write(database, collection, [...all, made]);
        return { matched, modified, upserted: (made['_id'] as Doc | undefined)?.['$oid'] ?? newId };
      }
      if (modified > 0) store.write(database, collection, next);
      return { matched, modified, upserted: null };
    }
    case 'delete': {
      let deleted = 0;
      const rest = all.filter((doc) => (deleted > 0 && !many) || !matches(doc, filter) || (deleted++, false));
      if (deleted > 0) store.write(database, collection, rest);
      return deleted;
    }
    case 'create':
      if (store.collection(database, collection, false)) throw new MongoError(`Collection ${database}.${collection} already exists.`, undefined, 48);
      store.write(database, collection, []);
      return { ok: 1 };
    case 'drop': return store.drop(database, collection);
    case 'dropDatabase':
      for (const name of store.collections(database)) store.drop(database, name);
      return { ok: 1, dropped: database };
    default: throw new MongoError(`no such command: '${op}'`);
  }
}

/** mongod(1). */
export const mongod: Program = {
  async main(sys) {
    const args = sys.argv.slice(1);
    if (args.includes('--version')) {
      await sys.write(1, `db version v${versionOf(sys)}\nBuild Info: {\n    "version": "${versionOf(sys)}",\n    "modules": []\n}\n`);
      return 0;
    }
    const option = (name: string, initial: string): string => {
      const at = args.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
      return at === -1 ? initial : (/=(.*)$/.exec(args[at]!)?.[1] ?? args[at + 1] ?? initial);
    };
    const port = Number(option('port', '27017'));
    const dbpath = option('dbpath', '/data/db');
    const log = (severity: string, component: string, id: number, context: string, message: string, attributes?: Doc) =>
      sys.write(1, `{"t":{"$date":"${formatDate('%Y-%m-%dT%H:%M:%S.%3N', sys.now())}+00:00"},"s":"${severity}",  "c":"${component}",${' '.repeat(Math.max(1, 10 - component.length - 1))}"id":${id},${' '.repeat(Math.max(1, 8 - String(id).length))}"ctx":"${context}","msg":"${message}"${attributes ? `,"attr":${JSON.stringify(attributes)}` : ''}}\n`);
    const isFresh = sys.resumed === undefined;
    sys.resumable(() => ({}));
    const isFirst = isFresh && hasNoData(sys, dbpath);
    if (isFirst && option('bind_ip', '') !== '127.0.0.1') {
      const status = await runInitialScripts(sys, dbpath, String(port));
      if (status !== 0) return status;
    }
    sys.setMemory(175_000_000);
    let finish: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => (finish = resolve));
    for (const signal of ['SIGTERM', 'SIGINT'] as const) sys.onSignal(signal, () => finish());
    let store: Store;
    try {
      if (isFresh) {
        await log('I', 'CONTROL', 23285, 'main', "Automatically disabling TLS 1.0, to force-enable TLS 1.0 specify --sslDisabledProtocols 'none'");
        await log('I', 'CONTROL', 4615611, 'initandlisten', 'MongoDB starting', { pid: sys.pid, port, dbPath: dbpath, architecture: '64-bit', host: sys.hostname() });
        await log('I', 'CONTROL', 23403, 'initandlisten', 'Build Info', { buildInfo: { version: versionOf(sys), modules: [], allocator: 'tcmalloc-google' } });
        await log('I', 'STORAGE', 22315, 'initandlisten', 'Opening WiredTiger', { config: 'create,cache_size=3377M,session_max=33000' });
        await unlessInterrupted(() => sys.sleep(900 + sys.random.below(500)));
        await log('I', 'STORAGE', 4795906, 'initandlisten', 'WiredTiger opened', { durationMillis: 612 });
        if (!args.includes('--auth')) await log('W', 'CONTROL', 22120, 'initandlisten', 'Access control is not enabled for the database. Read and write access to data and configuration is unrestricted', {});
        await unlessInterrupted(() => sys.sleep(500));
      }
      store = new Store(sys, dbpath);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await log('E', 'STORAGE', 20557, 'initandlisten', 'DBException in initAndListen, terminating', { error: `NonExistentPath: Data directory ${dbpath} not found. Create the missing directory or specify another path using (1) the --dbpath command line option, or (2) by adding the 'storage.dbPath' option in the configuration file.` });
      return 100;
    }
    const [user, password] = [sys.env['MONGO_INITDB_ROOT_USERNAME'], sys.env['MONGO_INITDB_ROOT_PASSWORD']];
    if (args.includes('--auth') && user && password && isFirst) userCommand(store, 'createUser', 'admin', { user, password, roles: [{ role: 'root', db: 'admin' }] }, sys.random);
    const hosts = args.includes('--bind_ip') && option('bind_ip', '') === '127.0.0.1' ? ['127.0.0.1'] : ['0.0.0.0', '::'];
    let connections = 0;
    const serve = async (stream: Duplex, peer: string, from: number): Promise<void> => {
      const id = ++connections;
      await log('I', 'NETWORK', 22943, 'listener', 'Connection accepted', { remote: `${peer.replace(/^::ffff:/, '')}:${from}`, connectionId: id, connectionCount: id });
      const reader = new WireReader(stream);
      let known = !args.includes('--auth');
      for (let line = await reader.line(); line !== undefined; line = await reader.line()) {
        let reply: MongoReply;
        try {
          const request = JSON.parse(text(fromBinary(line))) as MongoRequest;
          if (request.op === 'auth') {
            known ||= (store.collection('admin', 'system.users', false) ?? []).some((each) => each['user'] === request.user && (request.source === undefined || (each['db'] ?? 'admin') === request.source) && each['credentials'] === scramble(request.password ?? ''));
            reply = known ? { ok: true, value: null } : { ok: false, code: 18, message: 'Authentication failed.' };
          } else if (!known && request.op !== 'ping') reply = { ok: false, code: 13, message: `Command ${request.command ?? COMMANDS[request.op] ?? request.op} requires authentication` };
          else reply = { ok: true, value: execute(store, request, sys.random) };
        } catch (error) {
          if (error instanceof SyntaxError) return;
          if (!(error instanceof MongoError)) throw error;
          reply = { ok: false, code: error.code, message: error.message, ...error.details };
        }
        await sys.cpu(200);
        await stream.write(utf8(`${JSON.stringify(reply)}\n`));
      }
    };
    for (const host of hosts) {
      try {
        const fd = sys.listen(inet(host, port), { v6Only: host === '::' });
        sys.thread(() => acceptLoop(sys, fd, serve));
      } catch (error) {
        if (!isSysError(error)) throw error;
        if (host === '::' && error.code !== 'EADDRINUSE') continue;
        await log('E', 'CONTROL', 20568, 'initandlisten', 'Error setting up listener', { error: { code: 9001, codeName: 'SocketException', errmsg: `${host}:${port} :: caused by :: setup bind :: caused by :: ${error.message}` } });
        return 48;
      }
    }
    if (isFresh) {
      for (const host of hosts) if (host !== '::') await log('I', 'NETWORK', 23015, 'listener', 'Listening on', { address: `${host}:${port}` });
      await log('I', 'NETWORK', 23016, 'listener', 'Waiting for connections', { port, ssl: 'off' });
    }
    await stopped;
    await log('I', 'CONTROL', 23377, 'SignalHandler', 'Received signal', { signal: 15, error: 'Terminated' });
    await log('I', 'CONTROL', 23378, 'SignalHandler', 'Signal was sent by kill(2)', { pid: 0, uid: 0 });
    await unlessInterrupted(() => sys.sleep(300));
    await log('I', 'CONTROL', 23138, 'SignalHandler', 'Shutting down', { exitCode: 0 });
    return 0;
  },
};
