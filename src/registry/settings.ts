import { isSystemFailure, type RegistrySys } from './sys';

/** What keeps the registry from serving, as it says so: the status is 1, a panic's 2; `logged` is told in the log. */
export class StartFailure extends Error {
  constructor(
    readonly text: string,
    readonly status: 1 | 2 | 'logged',
  ) {
    super(text);
  }
}

export interface Settings {
  rootDirectory: string;
  host: string;
  port: number;
  deleteEnabled: boolean;
  readOnly: boolean;
  /** The file of accounts; open to all without one. */
  htpasswd: string | undefined;
  realm: string | undefined;
}

/** Storage drivers and access controllers that distribution has beside those that there are here. */
const OTHER_STORAGE = ['s3', 's3aws', 'gcs', 'azure', 'swift', 'oss', 'inmemory'];
const OTHER_AUTH = ['token', 'silly'];

/** How the command line tells its usage: 2.8 has a cobra of 2015. */
function usage(isThird: boolean): string {
  return isThird
    ? 'Usage:\n  registry serve <config> [flags]\n\nFlags:\n  -h, --help   help for serve\n'
    : '\nUsage: \n  registry serve <config> [flags]\nFlags:\n  -h, --help=false: help for serve\n\n\nAdditional help topics:\n\n';
}

const notSimulated = (what: string): StartFailure => new StartFailure(`dockyard: registry: ${what} is not simulated\n`, 1);
const panic = (message: string): StartFailure => new StartFailure(`panic: ${message}\n`, 2);

/** The text of the configuration that `serve` is told of (distribution registry/registry.go, resolveConfiguration). */
function configuration(sys: RegistrySys, isThird: boolean): string {
  const refuse = (why: string): StartFailure => new StartFailure(`configuration error: ${why}\n${usage(isThird)}`, 1);
  const path = sys.argv.slice(2).find((word) => !word.startsWith('-')) ?? sys.env['REGISTRY_CONFIGURATION_PATH'] ?? '';
  if (path === '') throw refuse('configuration path unspecified');
  try {
    return sys.readText(path);
  } catch (error) {
    if (!isSystemFailure(error)) throw error;
    throw refuse(`open ${path}: ${error.message.toLowerCase()}`);
  }
}

/** Where the files of a registry lie. */
export function rootDirectoryOf({ env }: RegistrySys, config: string): string {
  return env['REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY'] ?? /rootdirectory:\s*(\S+)/.exec(config)?.[1] ?? '/var/lib/registry';
}

/** The keys below a key of the first level. */
function keysBelow(config: string, key: string): string[] {
  const section = new RegExp(`^${key}:[ \\t]*\\n((?:[ \\t]+.*(?:\\n|$)|[ \\t]*\\n)*)`, 'm').exec(config)?.[1] ?? '';
  const indent = /^[ \t]+/.exec(section)?.[0] ?? ' ';
  return [...section.matchAll(new RegExp(`^${indent}([\\w-]+):`, 'gm'))].map(([, name]) => name!);
}

/**
 * The few settings of config.yml that matter here, and the environment that overrides them (REGISTRY_…). Throws
 * StartFailure for what is wrong, and for what would make it another registry than the one that is simulated.
 */
export function readSettings(sys: RegistrySys, isThird: boolean): Settings {
  const config = configuration(sys, isThird);
  const { env } = sys;
  const given = (variable: string, key: RegExp): string | undefined => env[variable] ?? key.exec(config)?.[1];
  const isNamed = (prefix: string): boolean => Object.keys(env).some((name) => name.startsWith(prefix));
  const choices = (section: string, names: readonly string[]): string[] => {
    const chosen = env[`REGISTRY_${section.toUpperCase()}`];
    const below = chosen ? [chosen] : keysBelow(config, section);
    return [...below, ...names.filter((name) => isNamed(`REGISTRY_${section.toUpperCase()}_${name.toUpperCase()}_`))];
  };
  const stores = choices('storage', OTHER_STORAGE).filter((name) => !['cache', 'delete', 'maintenance', 'redirect', 'tag', 'filesystem'].includes(name));
  if (stores[0] !== undefined) throw OTHER_STORAGE.includes(stores[0]) ? notSimulated(`storage ${stores[0]}`) : panic(`StorageDriver not registered: ${stores[0]}`);
  const [auth] = choices('auth', [...OTHER_AUTH, 'htpasswd']);
  if (auth !== undefined && OTHER_AUTH.includes(auth)) throw notSimulated(`auth ${auth}`);
  if (auth !== undefined && auth !== 'htpasswd') throw panic(`unable to configure authorization (${auth}): no access controller registered with name: ${auth}`);
  const htpasswd = given('REGISTRY_AUTH_HTPASSWD_PATH', /htpasswd:[\s\S]*?path:\s*(\S+)/);
  const realm = given('REGISTRY_AUTH_HTPASSWD_REALM', /htpasswd:[\s\S]*?realm:\s*(.+)/)?.trim();
  const missing = realm === undefined ? 'realm' : htpasswd === undefined ? 'path' : undefined;
  if (auth === 'htpasswd' && missing !== undefined) throw panic(`unable to configure authorization (htpasswd): "${missing}" must be set for htpasswd access controller`);
  if (given('REGISTRY_PROXY_REMOTEURL', /^proxy:\s*\n\s+remoteurl:\s*(\S+)/m)) throw notSimulated('a pull-through cache (proxy.remoteurl)');
  if (isNamed('REGISTRY_NOTIFICATIONS_') || keysBelow(config, 'notifications').length > 0) throw notSimulated('notifying endpoints');
  const certificate = given('REGISTRY_HTTP_TLS_CERTIFICATE', /^\s+certificate:\s*(\S+)/m);
  if (certificate) refuseTls(sys, [certificate, given('REGISTRY_HTTP_TLS_KEY', /^\s+key:\s*(\S+)/m) ?? '']);
  if (isNamed('REGISTRY_HTTP_TLS_LETSENCRYPT_') || /^\s+letsencrypt:/m.test(config)) throw notSimulated('http.tls.letsencrypt');
  const address = /^(.*?):(\d+)$/.exec(given('REGISTRY_HTTP_ADDR', /^\s+addr:\s*(\S+)/m) ?? ':5000');
  return {
    rootDirectory: rootDirectoryOf(sys, config),
    host: address?.[1] || '::',
    port: Number(address?.[2] ?? 5000),
    deleteEnabled: (given('REGISTRY_STORAGE_DELETE_ENABLED', /delete:\s*\n\s+enabled:\s*(\S+)/) ?? 'false') === 'true',
    readOnly: (given('REGISTRY_STORAGE_MAINTENANCE_READONLY_ENABLED', /readonly:\s*\n\s+enabled:\s*(\S+)/) ?? 'false') === 'true',
    htpasswd: auth === 'htpasswd' ? htpasswd : undefined,
    realm,
  };
}

/** A certificate that isn't there is told as Go's tls.LoadX509KeyPair tells it; with one, this would be another protocol. */
function refuseTls(sys: RegistrySys, paths: readonly string[]): never {
  for (const path of paths) {
    try {
      sys.stat(path);
    } catch (error) {
      if (!isSystemFailure(error)) throw error;
      throw new StartFailure(`open ${path}: ${error.message.toLowerCase()}`, 'logged');
    }
  }
  throw notSimulated('TLS (http.tls)');
}
