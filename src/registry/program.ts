import { bcrypt, bcryptFits } from '../lib/bcrypt';
import { utf8 } from '../lib/bytes';
import { contentOf } from '../lib/content';
import { header, type HttpAnswer, type HttpRequest } from '../lib/http/message';
import { serveHttp } from '../lib/http/server';
import { splitTarget } from '../lib/http/wire';
import { StreamClosed } from '../lib/stream';
import { formatTimestampMs } from '../lib/timestamp';
import { knownContents } from '../oci/known-contents';
import { basicGate, OPEN_GATE, type Gate } from './auth';
import type { Configuration } from './configuration';
import { FileStore, type RegistryFiles } from './file-store';
import { GarbageCollection } from './garbage-collect';
import { MONTHS } from '../lib/http/date';
import { makeRegistry } from './server';
import { configuration, readSettings, rootDirectoryOf, StartFailure, type Settings } from './settings';
import { isSystemFailure, type RegistrySys } from './sys';

/** Rounds of bcrypt's key schedule, as a power of two (golang.org/x/crypto/bcrypt, DefaultCost). */
const BCRYPT_COST = 10;

/** A process's files as a registry's storage. */
export function processFiles(sys: Omit<RegistrySys, 'argv' | 'env'>): RegistryFiles {
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (isSystemFailure(error)) return undefined;
      throw error;
    }
  };
  const makeParents = (path: string): void => {
    let at = '';
    for (const part of path.split('/').slice(1, -1)) {
      at += `/${part}`;
      attempt(() => sys.mkdir(at));
    }
  };
  const removeFolder = (path: string): void => {
    for (const { name, type } of attempt(() => sys.readdir(path)) ?? []) {
      if (name === '.' || name === '..') continue;
      if (type === 'dir') removeFolder(`${path}/${name}`);
      else attempt(() => sys.unlink(`${path}/${name}`));
    }
    attempt(() => sys.rmdir(path));
  };
  return {
    list: (path) => attempt(() => sys.readdir(path).map((entry) => entry.name).filter((name) => name !== '.' && name !== '..')) ?? [],
    read: (path) => attempt(() => sys.readFile(path)),
    content: (path) => attempt(() => sys.readContent(path)),
    size: (path) => attempt(() => sys.stat(path).size),
    write(path, content) {
      makeParents(path);
      try {
        sys.writeContent(path, content instanceof Uint8Array ? contentOf(content) : content);
      } catch (error) {
        if (!isSystemFailure(error)) throw error;
        attempt(() => sys.unlink(path));
        throw new Error(`write ${path}: ${error.message.toLowerCase()}`);
      }
    },
    rename(from, to) {
      makeParents(to);
      sys.rename(from, to);
      attempt(() => sys.rmdir(from.slice(0, from.lastIndexOf('/'))));
    },
    remove: (path) => attempt(() => (sys.unlink(path), true)) ?? false,
    makeFolder: (path) => makeParents(`${path}/`),
    removeFolder,
  };
}

/** Whose passwords an htpasswd file has; the registry knows bcrypt alone (distribution registry/auth/htpasswd). */
function gateOf(sys: RegistrySys, { htpasswd, realm }: Settings): Gate {
  if (htpasswd === undefined) return OPEN_GATE;
  // The file is read again when it has changed.
  const hashOf = (user: string): string => {
    const line = sys.readText(htpasswd).split('\n').find((one) => one.startsWith(`${user}:`));
    return line === undefined || user.startsWith('#') ? '' : line.slice(user.length + 1).trim();
  };
  return basicGate({ logIn: (user, password) => bcryptFits(password, hashOf(user)) }, realm);
}

/** Where there is no htpasswd file one is made, with an account of the registry's own; gives its password (createHtpasswdFile there). */
function provision(sys: RegistrySys, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    sys.stat(path);
    return undefined;
  } catch (error) {
    if (!isSystemFailure(error)) throw error;
  }
  const secret = Array.from(sys.random.hex(32).match(/../g)!, (hex) => String.fromCharCode(parseInt(hex, 16))).join('');
  const password = btoa(secret).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const salt = Uint8Array.from(sys.random.hex(16).match(/../g)!, (hex) => parseInt(hex, 16));
  processFiles(sys).write(path, utf8(`docker:${bcrypt(password, salt, BCRYPT_COST).replace('$2y$', '$2a$')}`));
  return password;
}

/** One line of the access log (Apache's combined format). */
function accessLine(iso: string, peer: string, request: HttpRequest, answer: HttpAnswer): string {
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(iso)!;
  const size = header(answer.headers ?? [], 'content-length') ?? String(answer.body instanceof Uint8Array ? answer.body.length : 0);
  return `${peer} - - [${day}/${MONTHS[Number(month) - 1]}/${year}:${time} +0000] "${request.method} ${request.target} HTTP/${request.version}" ${answer.status} ${request.method === 'HEAD' ? 0 : size} "" "${header(request.headers, 'user-agent') ?? ''}"\n`;
}


/** The time as RFC 3339 in whole seconds. */
function isoTime(ms: number): string {
  return formatTimestampMs(Math.floor(ms / 1000) * 1000);
}

const USAGE = 'Usage:\n  registry garbage-collect <config> [flags]\n\nFlags:\n  -m, --delete-untagged   delete manifests that are not currently referenced via tag\n  -d, --dry-run           do everything except remove the blobs\n  -h, --help              help for garbage-collect\n';

/** `registry garbage-collect [-d] [-m] [-q] config.yml` (distribution registry/root.go). */
async function collectGarbage(sys: RegistrySys): Promise<number> {
  const words = sys.argv.slice(2);
  const has = (letter: string, name: string): boolean => words.some((word) => word === `--${name}` || word === `--${name}=true` || (/^-[a-z]+$/.test(word) && word.includes(letter)));
  let config: Configuration;
  try {
    config = configuration(sys, USAGE);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    await sys.write(2, error.text);
    return 1;
  }
  const isThird = isThirdRelease(sys);
  const files = processFiles(sys);
  const root = rootDirectoryOf(config);
  const instance = instanceId(sys);
  const collection = new GarbageCollection(files, `${root}/docker/registry/v2`, { isDry: has('d', 'dry-run'), deletesUntagged: has('m', 'delete-untagged'), isQuiet: isThird && has('q', 'quiet'), isThird },
    (line) => sys.write(1, `${line}\n`), (message) => sys.write(2, `time="${isoTime(sys.now())}" level=info msg="${message}" go.version=${isThird ? 'go1.25.9' : 'go1.16.15'} instance.id=${instance} service=registry\n`));
  await collection.run(await new FileStore(files, root, knownContents).repositories());
  return 0;
}

/** Levels of the log, by weight. */
const LEVELS: ReadonlyMap<string, number> = new Map(['debug', 'info', 'warn', 'warning', 'error'].map((level, i) => [level, i]));

/** The images of release 3 are those that switch off tracing; a file can be anywhere. */
const isThirdRelease = (sys: RegistrySys): boolean => sys.env['OTEL_TRACES_EXPORTER'] !== undefined;

const instanceId = (sys: RegistrySys): string => sys.random.hex(16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** `registry serve config.yml`: distribution's registry on a process's sockets and files. */
export const registry = {
  async main(sys: RegistrySys): Promise<number> {
    // What was pushed lies in files, so going on is starting again.
    sys.resumable(() => undefined);
    const command = sys.argv[1];
    if (command === 'garbage-collect') return collectGarbage(sys);
    const isThird = isThirdRelease(sys);
    if (command === '--version' || command === '-v') {
      await sys.write(1, `registry ${isThird ? 'github.com/distribution/distribution/v3 3.1.1' : 'github.com/docker/distribution 2.8.1'}\n`);
      return 0;
    }
    if (command !== 'serve') {
      await sys.write(2, `dockyard: registry${command === undefined ? '' : ` ${command}`} is not simulated\n`);
      return 1;
    }
    const about = isThird ? ['go1.25.9', '3.1.1'] : ['go1.16.15', '"2.8.1"'];
    const instance = instanceId(sys);
    const line = (level: string, message: string, fields: string): Promise<void> => sys.write(2, `time="${isoTime(sys.now())}" level=${level} msg=${JSON.stringify(message)}${fields}\n`);
    const log = (level: string, message: string): Promise<void> => line(level, message, ` go.version=${about[0]} instance.id=${instance} service=registry version=${about[1]}`);
    let settings: Settings;
    let fd: number;
    try {
      settings = readSettings(sys, isThird);
      const password = provision(sys, settings.htpasswd);
      if (password !== undefined) await line('warning', 'htpasswd is missing, provisioning with default user', ` go.version=${about[0]} password=${password} user=docker`);
      fd = sys.listen({ family: 'inet', host: settings.host, port: settings.port });
    } catch (error) {
      if (error instanceof StartFailure && error.status !== 'logged') {
        await sys.write(2, error.text);
        return error.status;
      }
      if (!(error instanceof StartFailure) && !isSystemFailure(error)) throw error;
      await line('fatal', error instanceof StartFailure ? error.text : `listen tcp ${settings!.host === '::' ? '' : settings!.host}:${settings!.port}: bind: ${error.message.toLowerCase()}`, '');
      return 1;
    }
    const isLogged = (level: 'info' | 'warning'): boolean => (LEVELS.get(level) ?? 0) >= (LEVELS.get(settings.logLevel) ?? LEVELS.get('info')!);
    const gate = gateOf(sys, settings);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) sys.onSignal(signal, () => sys.thread(async () => sys.exit(0)));
    if (!settings.hasSecret && isLogged('warning')) await log('warning', 'No HTTP secret provided - generated random secret. This may cause problems with uploads if multiple registries are behind a load-balancer. To provide a shared secret, fill in http.secret in the configuration file or set the REGISTRY_HTTP_SECRET environment variable.');
    if (isLogged('info')) await log('info', `listening on [${settings.host}]:${settings.port}`);
    // They wait outside the clock themselves.
    const known = knownContents();
    const handler = makeRegistry({ store: new FileStore(processFiles(sys), settings.rootDirectory, () => known), gate, known, deleteEnabled: settings.deleteEnabled, readOnly: settings.readOnly });
    for (;;) {
      const { fd: connection, peer } = await sys.accept(fd);
      const stream = sys.stream(connection);
      const serve = async (request: HttpRequest): Promise<HttpAnswer> => {
        const answer = await handler(request);
        if (splitTarget(request.target).path !== '/') await sys.write(1, accessLine(isoTime(sys.now()), (peer.host ?? '').replace('::ffff:', ''), request, answer));
        return answer;
      };
      sys.thread(() =>
        serveHttp(stream, serve).catch(async (error: unknown) => {
          stream.close();
          // One connection is one goroutine's (net/http, conn.serve).
          if (!isSystemFailure(error) && !(error instanceof StreamClosed)) await sys.write(2, `http: panic serving ${peer.host}:${peer.port}: ${String(error)}\n`);
        }),
      );
    }
  },
};
