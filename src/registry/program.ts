import { bcryptFits } from '../lib/bcrypt';
import { contentOf, type Content } from '../lib/content';
import { header, type HttpAnswer, type HttpRequest } from '../lib/http/message';
import { serveHttp } from '../lib/http/server';
import { splitTarget } from '../lib/http/wire';
import { StreamClosed, type Duplex } from '../lib/stream';
import { formatTimestampMs } from '../lib/timestamp';
import { knownContents } from '../oci/known-contents';
import { basicGate, OPEN_GATE, type Gate } from './auth';
import { FileStore, type RegistryFiles } from './file-store';
import { GarbageCollection } from './garbage-collect';
import { MONTHS } from './http-date';
import { makeRegistry } from './server';

/** The system calls that the registry needs (machine/sys has them; this room knows no machine). */
export interface RegistrySys {
  readonly argv: readonly string[];
  readonly env: Record<string, string>;
  readonly random: { hex(bytes: number): string };
  now(): number;
  resumable(save: () => unknown): void;
  readText(path: string): string;
  readContent(path: string): Content;
  writeContent(path: string, content: Content, permissions?: number): void;
  readFile(path: string): Uint8Array;
  readdir(path: string): { name: string; type?: string }[];
  stat(path: string): { size: number; type: string };
  mkdir(path: string): void;
  unlink(path: string): void;
  rmdir(path: string): void;
  rename(from: string, to: string): void;
  write(fd: number, text: string): Promise<void>;
  listen(address: { family: 'inet'; host: string; port: number }): number;
  accept(fd: number): Promise<{ fd: number; peer: { family: string; host?: string; port?: number } }>;
  stream(fd: number): Duplex;
  thread(flow: () => Promise<void>): void;
  onSignal(signal: 'SIGTERM' | 'SIGINT', handler: () => void): void;
  exit(code: number): never;
}

const isSystemFailure = (error: unknown): error is Error & { code: string } => error instanceof Error && 'errno' in error;

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

interface Settings {
  rootDirectory: string;
  host: string;
  port: number;
  /** Whether another registry stands behind it, whose images it would keep. */
  proxied: boolean;
  deleteEnabled: boolean;
  readOnly: boolean;
  htpasswd: string | undefined;
  realm: string | undefined;
}

/** The few settings of config.yml that matter here, and the environment that overrides them (REGISTRY_…). */
function settingsOf(sys: RegistrySys): Settings {
  const path = sys.argv.find((word) => /\.ya?ml$/.test(word));
  let config = '';
  try {
    if (path !== undefined) config = sys.readText(path);
  } catch (error) {
    if (!isSystemFailure(error)) throw error;
  }
  const given = (variable: string, key: RegExp): string | undefined => sys.env[variable] ?? key.exec(config)?.[1];
  const address = /^(.*?):(\d+)$/.exec(given('REGISTRY_HTTP_ADDR', /^\s+addr:\s*(\S+)/m) ?? ':5000');
  const auth = sys.env['REGISTRY_AUTH'] ?? (/^auth:\s*\n\s+htpasswd:/m.test(config) ? 'htpasswd' : '');
  return {
    rootDirectory: given('REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY', /rootdirectory:\s*(\S+)/) ?? '/var/lib/registry',
    host: address?.[1] || '::',
    port: Number(address?.[2] ?? 5000),
    proxied: (given('REGISTRY_PROXY_REMOTEURL', /^proxy:\s*\n\s+remoteurl:\s*(\S+)/m) ?? '') !== '',
    deleteEnabled: (given('REGISTRY_STORAGE_DELETE_ENABLED', /delete:\s*\n\s+enabled:\s*(\S+)/) ?? 'false') === 'true',
    readOnly: (given('REGISTRY_STORAGE_MAINTENANCE_READONLY_ENABLED', /readonly:\s*\n\s+enabled:\s*(\S+)/) ?? 'false') === 'true',
    htpasswd: auth === 'htpasswd' ? given('REGISTRY_AUTH_HTPASSWD_PATH', /htpasswd:[\s\S]*?path:\s*(\S+)/) : undefined,
    realm: given('REGISTRY_AUTH_HTPASSWD_REALM', /htpasswd:[\s\S]*?realm:\s*(.+)/)?.trim(),
  };
}

/** Accounts of an htpasswd file; the registry knows bcrypt alone (distribution registry/auth/htpasswd). */
function gateOf(sys: RegistrySys, settings: Settings): Gate {
  if (settings.htpasswd === undefined) return OPEN_GATE;
  const lines = sys.readText(settings.htpasswd).split('\n').filter((line) => line.includes(':') && !line.startsWith('#'));
  const hashes = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
  return basicGate({ logIn: (user, password) => bcryptFits(password, hashes.get(user) ?? '') }, settings.realm);
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
  const path = words.find((word) => !word.startsWith('-')) ?? sys.env['REGISTRY_CONFIGURATION_PATH'] ?? '';
  try {
    if (path === '') throw new Error('configuration path unspecified');
    sys.readText(path);
  } catch (error) {
    const why = isSystemFailure(error) ? `open ${path}: ${error.message.toLowerCase()}` : (error as Error).message;
    await sys.write(2, `configuration error: ${why}\n${USAGE}`);
    return 1;
  }
  const isThird = path.startsWith('/etc/distribution/');
  const files = processFiles(sys);
  const root = settingsOf(sys).rootDirectory;
  const instance = instanceId(sys);
  const collection = new GarbageCollection(files, `${root}/docker/registry/v2`, { isDry: has('d', 'dry-run'), deletesUntagged: has('m', 'delete-untagged'), isQuiet: isThird && has('q', 'quiet'), isThird },
    (line) => sys.write(1, `${line}\n`), (message) => sys.write(2, `time="${isoTime(sys.now())}" level=info msg="${message}" go.version=${isThird ? 'go1.25.9' : 'go1.16.15'} instance.id=${instance} service=registry\n`));
  await collection.run(await new FileStore(files, root, knownContents).repositories());
  return 0;
}

const instanceId = (sys: RegistrySys): string => sys.random.hex(16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** `registry serve config.yml`: distribution's registry on a process's sockets and files. */
export const registry = {
  async main(sys: RegistrySys): Promise<number> {
    // What was pushed lies in files, so going on is starting again.
    sys.resumable(() => undefined);
    const command = sys.argv[1];
    if (command === 'garbage-collect') return collectGarbage(sys);
    if (command === '--version' || command === '-v') {
      await sys.write(1, 'registry github.com/docker/distribution 2.8.1\n');
      return 0;
    }
    const settings = settingsOf(sys);
    if (settings.proxied) {
      await sys.write(2, 'dockyard: registry: a pull-through cache (proxy.remoteurl) is not simulated\n');
      return 1;
    }
    const log = (level: string, message: string): Promise<void> => sys.write(2, `time="${isoTime(sys.now())}" level=${level} msg="${message}" go.version=go1.16.15 instance.id=${instance} service=registry version="2.8.1"\n`);
    const instance = instanceId(sys);
    let gate: Gate;
    let fd: number;
    try {
      gate = gateOf(sys, settings);
      fd = sys.listen({ family: 'inet', host: settings.host, port: settings.port });
    } catch (error) {
      if (!isSystemFailure(error)) throw error;
      await log('fatal', `listen tcp ${settings.host === '::' ? '' : settings.host}:${settings.port}: bind: ${error.message.toLowerCase()}`);
      return 1;
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const) sys.onSignal(signal, () => sys.thread(async () => sys.exit(0)));
    await log('warning', 'No HTTP secret provided - generated random secret. This may cause problems with uploads if multiple registries are behind a load-balancer. To provide a shared secret, fill in http.secret in the configuration file or set the REGISTRY_HTTP_SECRET environment variable.');
    await log('info', `listening on [${settings.host}]:${settings.port}`);
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
