import { Configuration } from './configuration';
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
  /** Uploads are signed with a secret of the configuration, not with one that was made up. */
  hasSecret: boolean;
  /** The least that is logged. */
  logLevel: string;
}

/** Storage drivers and access controllers that distribution has beside those that there are here. */
const OTHER_STORAGE = ['s3', 's3aws', 'gcs', 'azure', 'swift', 'oss', 'inmemory'];
const OTHER_AUTH = ['token', 'silly'];

/** How the command line tells its usage: 2.8 has a cobra of 2015. */
function serveUsage(isThird: boolean): string {
  return isThird
    ? 'Usage:\n  registry serve <config> [flags]\n\nFlags:\n  -h, --help   help for serve\n'
    : '\nUsage: \n  registry serve <config> [flags]\nFlags:\n  -h, --help=false: help for serve\n\n\nAdditional help topics:\n\n';
}

const notSimulated = (what: string): StartFailure => new StartFailure(`dockyard: registry: ${what} is not simulated\n`, 1);
const panic = (message: string): StartFailure => new StartFailure(`panic: ${message}\n`, 2);

/** The configuration that a command is told of (distribution registry/registry.go, resolveConfiguration). Throws StartFailure. */
export function configuration(sys: RegistrySys, usage: string): Configuration {
  const refuse = (why: string): StartFailure => new StartFailure(`configuration error: ${why}\n${usage}`, 1);
  const path = sys.argv.slice(2).find((word) => !word.startsWith('-')) ?? sys.env['REGISTRY_CONFIGURATION_PATH'] ?? '';
  if (path === '') throw refuse('configuration path unspecified');
  let text: string;
  try {
    text = sys.readText(path);
  } catch (error) {
    if (!isSystemFailure(error)) throw error;
    throw refuse(`open ${path}: ${error.message.toLowerCase()}`);
  }
  const config = Configuration.read(text, sys.env);
  if (!config) throw notSimulated(`a configuration that is no YAML (${path})`);
  return config;
}

/** Where the files of a registry lie. */
export function rootDirectoryOf(config: Configuration): string {
  return config.text('storage.filesystem.rootdirectory') ?? '/var/lib/registry';
}

/**
 * The few settings that matter here. Throws StartFailure for what is wrong, and for what would make it another registry
 * than the one that is simulated.
 */
export function readSettings(sys: RegistrySys, isThird: boolean): Settings {
  const config = configuration(sys, serveUsage(isThird));
  const choices = (section: string, names: readonly string[]): string[] => {
    const chosen = config.chosen(section);
    return [...(chosen ? [chosen] : config.keys(section)), ...names.filter((name) => config.isNamedOutside(`${section}.${name}`))];
  };
  const stores = choices('storage', OTHER_STORAGE).filter((name) => !['cache', 'delete', 'maintenance', 'redirect', 'tag', 'filesystem'].includes(name));
  if (stores[0] !== undefined) throw OTHER_STORAGE.includes(stores[0]) ? notSimulated(`storage ${stores[0]}`) : panic(`StorageDriver not registered: ${stores[0]}`);
  const [auth] = choices('auth', [...OTHER_AUTH, 'htpasswd']);
  if (auth !== undefined && OTHER_AUTH.includes(auth)) throw notSimulated(`auth ${auth}`);
  if (auth !== undefined && auth !== 'htpasswd') throw panic(`unable to configure authorization (${auth}): no access controller registered with name: ${auth}`);
  const htpasswd = config.text('auth.htpasswd.path');
  const realm = config.text('auth.htpasswd.realm');
  const missing = realm === undefined ? 'realm' : htpasswd === undefined ? 'path' : undefined;
  if (auth === 'htpasswd' && missing !== undefined) throw panic(`unable to configure authorization (htpasswd): "${missing}" must be set for htpasswd access controller`);
  if (config.text('proxy.remoteurl')) throw notSimulated('a pull-through cache (proxy.remoteurl)');
  if (config.isThere('notifications')) throw notSimulated('notifying endpoints');
  if (!['', '/'].includes(config.text('http.prefix') ?? '')) throw notSimulated('http.prefix');
  const certificate = config.text('http.tls.certificate');
  if (certificate) refuseTls(sys, [certificate, config.text('http.tls.key') ?? '']);
  if (config.isThere('http.tls.letsencrypt')) throw notSimulated('http.tls.letsencrypt');
  const address = /^(.*?):(\d+)$/.exec(config.text('http.addr') ?? ':5000');
  return {
    rootDirectory: rootDirectoryOf(config),
    host: address?.[1] || '::',
    port: Number(address?.[2] ?? 5000),
    deleteEnabled: config.text('storage.delete.enabled') === 'true',
    readOnly: config.text('storage.maintenance.readonly.enabled') === 'true',
    htpasswd: auth === 'htpasswd' ? htpasswd : undefined,
    realm,
    hasSecret: !!config.text('http.secret'),
    logLevel: config.text('log.level') ?? 'info',
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
