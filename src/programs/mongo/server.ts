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
import { execute } from './execute';
import { mongodOptions, OptionsError, type MongodOptions } from './options';
import { MongoError } from './query';
import { checkRights, seesDatabase } from './rights';
import { Store, versionOf, type MongoReply, type MongoRequest } from './store';
import type { Doc } from './value';

/** Files by which others see that there are data; they hold nothing here. */
const ENGINE_FILES = ['WiredTiger', 'WiredTiger.lock', 'WiredTiger.turtle', 'WiredTiger.wt', 'storage.bson'];

/** The users who are known to a server. */
const usersOf = (store: Store): readonly Doc[] => store.collection('admin', 'system.users', false) ?? [];

/** mongod's log: a JSON document a line, on stdout or in a file. */
class Log {
  private readonly fd: number;

  constructor(private readonly sys: Sys, path: string | undefined) {
    this.fd = path === undefined ? 1 : sys.open(path, 'a', 0o600);
  }

  write(severity: string, component: string, id: number, context: string, message: string, attributes?: Doc): Promise<void> {
    const { sys, fd } = this;
    return sys.write(fd, `{"t":{"$date":"${formatDate('%Y-%m-%dT%H:%M:%S.%3N', sys.now())}+00:00"},"s":"${severity}",  "c":"${component}",${' '.repeat(Math.max(1, 10 - component.length - 1))}"id":${id},${' '.repeat(Math.max(1, 8 - String(id).length))}"ctx":"${context}","msg":"${message}"${attributes ? `,"attr":${JSON.stringify(attributes)}` : ''}}\n`);
  }
}

/** One connection's requests, a line each, answered as its user's roles allow. */
async function converse(sys: Sys, store: Store, stream: Duplex, peer: string, auth: boolean): Promise<void> {
  const reader = new WireReader(stream);
  const hex = sys.random.hex(16);
  const session = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  const version = versionOf(sys);
  const known: Doc[] = [];
  const answer = (request: MongoRequest): MongoReply => {
    if (request.op === 'auth') {
      const user = usersOf(store).find((each) => each['user'] === request.user && (request.source === undefined || (each['db'] ?? 'admin') === request.source) && each['credentials'] === scramble(request.password ?? ''));
      if (!user) return { ok: false, code: 18, message: 'Authentication failed.' };
      known.push(user);
      return { ok: true, value: null };
    }
    if (!auth) return { ok: true, value: execute(store, request, sys.random) };
    // Who sits at the machine may make the first user (MongoDB manual: localhost exception).
    const isFirstUser = request.op === 'createUser' && request.database === 'admin' && usersOf(store).length === 0 && /^(?:::ffff:)?127\.|^::1$/.test(peer);
    // Roles as they are now: another connection may have changed them.
    const roles = known.flatMap(({ _id }) => (usersOf(store).find((each) => each['_id'] === _id)?.['roles'] ?? []) as Doc[]);
    if (!isFirstUser) checkRights(request, known.length === 0 ? undefined : roles, version, session);
    const value = execute(store, request, sys.random);
    return { ok: true, value: request.op === 'databases' ? (value as Doc[]).filter((each) => seesDatabase(roles, String(each['name']))) : value };
  };
  for (let line = await reader.line(); line !== undefined; line = await reader.line()) {
    let reply: MongoReply;
    try {
      reply = answer(JSON.parse(text(fromBinary(line))) as MongoRequest);
    } catch (error) {
      if (error instanceof SyntaxError) return;
      if (!(error instanceof MongoError)) throw error;
      reply = { ok: false, code: error.code, message: error.message, ...error.details };
    }
    await sys.cpu(200);
    await stream.write(utf8(`${JSON.stringify(reply)}\n`));
  }
}

/** The server until it is told to go; gives its exit status. `ready` is called when it listens. */
async function serve(sys: Sys, { port, dbpath, bindIp, auth, logpath, pidfile }: MongodOptions, ready: () => void): Promise<number> {
  const isFresh = sys.resumed === undefined;
  sys.resumable(() => ({}));
  const logger = new Log(sys, logpath);
  const log: Log['write'] = (...given) => logger.write(...given);
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
      if (!auth) await log('W', 'CONTROL', 22120, 'initandlisten', 'Access control is not enabled for the database. Read and write access to data and configuration is unrestricted', {});
      await unlessInterrupted(() => sys.sleep(500));
    }
    store = new Store(sys, dbpath);
    for (const name of ENGINE_FILES) if (!sys.access(`${dbpath}/${name}`, '')) sys.writeFile(`${dbpath}/${name}`, '', 0o600);
    sys.writeFile(`${dbpath}/mongod.lock`, `${sys.pid}\n`, 0o600);
    if (pidfile !== undefined) sys.writeFile(pidfile, `${sys.pid}\n`, 0o644);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await log('E', 'STORAGE', 20557, 'initandlisten', 'DBException in initAndListen, terminating', { error: `NonExistentPath: Data directory ${dbpath} not found. Create the missing directory or specify another path using (1) the --dbpath command line option, or (2) by adding the 'storage.dbPath' option in the configuration file.` });
    return 100;
  }
  const hosts = bindIp === '*' ? ['0.0.0.0', '::'] : bindIp.split(',').map((host) => (host === 'localhost' ? '127.0.0.1' : host));
  let connections = 0;
  const accept = async (stream: Duplex, peer: string, from: number): Promise<void> => {
    const id = ++connections;
    await log('I', 'NETWORK', 22943, 'listener', 'Connection accepted', { remote: `${peer.replace(/^::ffff:/, '')}:${from}`, connectionId: id, connectionCount: id });
    await converse(sys, store, stream, peer, auth);
  };
  for (const host of hosts) {
    try {
      const fd = sys.listen(inet(host, port), { v6Only: host === '::' });
      sys.thread(() => acceptLoop(sys, fd, accept));
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
  ready();
  await stopped;
  await log('I', 'CONTROL', 23377, 'SignalHandler', 'Received signal', { signal: 15, error: 'Terminated' });
  await log('I', 'CONTROL', 23378, 'SignalHandler', 'Signal was sent by kill(2)', { pid: 0, uid: 0 });
  await unlessInterrupted(() => sys.sleep(300));
  await log('I', 'CONTROL', 23138, 'SignalHandler', 'Shutting down', { exitCode: 0 });
  sys.writeFile(`${dbpath}/mongod.lock`, '', 0o600);
  if (pidfile !== undefined && sys.access(pidfile, '')) sys.unlink(pidfile);
  return 0;
}

/** What --shutdown does: tells the server of the data path to go, and waits until it has. */
async function shutDown(sys: Sys, { dbpath }: MongodOptions): Promise<number> {
  const file = `${dbpath}/mongod.lock`;
  const pid = sys.access(file, 'r') ? Number(sys.readText(file)) : 0;
  if (pid === 0) {
    await sys.write(2, `There doesn't seem to be a server running with dbpath: ${dbpath}\n`);
    return 1;
  }
  await sys.write(1, `killing process with pid: ${pid}\n`);
  sys.kill(pid, 'SIGTERM');
  while (sys.processes().some((each) => each.pid === pid && each.state !== 'Z')) await sys.sleep(100);
  return 0;
}

/** What --fork does: the server goes on by itself when it is ready. */
async function background(sys: Sys, options: MongodOptions): Promise<number> {
  await sys.write(1, 'about to fork child process, waiting until server is ready for connections.\n');
  const [ready, done] = sys.pipe();
  const child = sys.fork(async (own) => {
    own.close(ready);
    return serve(own, options, () => own.close(done));
  }, { newSession: true });
  sys.close(done);
  await sys.write(1, `forked process: ${child}\n`);
  await sys.read(ready);
  await sys.sleep(10);
  const ended = await sys.wait({ pid: child, noHang: true });
  if (!ended) {
    await sys.write(1, 'child process started successfully, parent exiting\n');
    return 0;
  }
  const code = ended.status.kind === 'exited' ? ended.status.code : 1;
  await sys.write(1, `ERROR: child process failed, exited with ${code}\nTo see additional information in this output, start without the "--fork" option.\n`);
  return code;
}

/** mongod(1). */
export const mongod: Program = {
  async main(sys) {
    if (sys.argv.includes('--version')) {
      await sys.write(1, `db version v${versionOf(sys)}\nBuild Info: {\n    "version": "${versionOf(sys)}",\n    "modules": []\n}\n`);
      return 0;
    }
    try {
      const options = mongodOptions(sys);
      if (options.shutdown) return await shutDown(sys, options);
      if (!options.fork || sys.resumed !== undefined) return await serve(sys, options, () => undefined);
      if (options.logpath === undefined) {
        await sys.write(2, 'BadValue: --fork has to be used with --logpath or --syslog\ntry \'mongod --help\' for more information\n');
        return 2;
      }
      return await background(sys, options);
    } catch (error) {
      if (!(error instanceof OptionsError)) throw error;
      await sys.write(2, `${error.message}\n`);
      return error.status;
    }
  },
};
