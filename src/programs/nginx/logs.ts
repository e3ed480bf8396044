import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import type { Directive } from './config';
import { ConfigError } from './tokens';
import type { Site } from './site';
import { idsOf } from './users';

function* everyDirective(block: readonly Directive[]): Generator<Directive> {
  for (const directive of block) {
    yield directive;
    if (directive.block) yield* everyDirective(directive.block);
  }
}

/** Every log that the configuration names, and the built-in ones that are in force. */
export function logPaths(site: Site): string[] {
  const paths = new Set<string>();
  const add = (path: string) => {
    if (path !== 'stderr' && path !== 'off' && !path.includes('$') && !path.startsWith('syslog:') && !path.startsWith('memory:')) paths.add(path.startsWith('/') ? path : `${site.prefix}/${path}`);
  };
  const all = [...everyDirective(site.main)];
  if (!all.some(({ name }) => name === 'error_log')) add(site.build.errorLog);
  for (const { name, args } of all) if (name === 'error_log') add(args[0]!);
  if (site.http.length > 0 && !site.http.some(({ name }) => name === 'access_log')) add(site.build.accessLog);
  for (const { name, args } of all) if (name === 'access_log') add(args[0]!);
  return [...paths];
}

/** Opens the logs for appending. Throws ConfigError. */
export function openLogs(sys: Sys, site: Site): void {
  for (const path of logPaths(site)) {
    if (site.logs.has(path)) continue;
    try {
      site.logs.set(path, sys.open(path, { write: true, append: true, create: true, closeOnExec: true }, 0o644));
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw new ConfigError(`open() "${path}" failed (${error.errno}: ${error.message})`);
    }
  }
}

const OFFICIAL = ['client', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** Makes the folders for bodies that don't fit into memory. Throws ConfigError. */
export function makeTempFolders(sys: Sys, site: Site): void {
  const isOfficial = site.prefix === '/etc/nginx';
  // As Alpine, Debian and nginx.org configure their builds.
  const folderOf = (name: string): string => {
    if (isOfficial) return `/var/cache/nginx/${name}_temp`;
    if (site.prefix === '/var/lib/nginx') return `/var/lib/nginx/tmp/${name === 'client' ? 'client_body' : name}`;
    return `/var/lib/nginx/${name === 'client' ? 'body' : name}`;
  };
  for (const name of OFFICIAL) {
    const directive = site.http.find((each) => each.name === (name === 'client' ? 'client_body_temp_path' : `${name}_temp_path`));
    const path = directive?.args[0] ?? folderOf(name);
    try {
      sys.mkdir(path, 0o700);
      const ids = sys.credentials.euid === 0 ? idsOf(sys, site.user ?? (isOfficial ? 'nginx' : 'nobody')) : undefined;
      if (ids) sys.chown(path, ids.uid, 0);
    } catch (error) {
      if (!isSysError(error)) throw error;
      if (error.code === 'EEXIST') continue;
      throw new ConfigError(`mkdir() "${path}" failed (${error.errno}: ${error.message})`);
    }
  }
}
