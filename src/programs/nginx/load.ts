import type { Sys } from '../../machine/sys';
import type { Arguments } from './arguments';
import { ConfigChecker } from './check';
import { ConfigReader, type SourceFile } from './config';
import { buildSite, type Site } from './site';
import { buildOf } from './version';

export const DEFAULT_CONF = '/etc/nginx/nginx.conf';

/** A configuration that was read and found good. */
export interface Loaded {
  site: Site;
  sources: readonly SourceFile[];
  warnings: readonly string[];
}

/** The configuration file that a call names. */
export function confPath(sys: Sys, args: Arguments): string {
  const path = args.conf ?? DEFAULT_CONF;
  if (path.startsWith('/')) return path;
  return `${(args.prefix ?? buildOf(sys).prefix).replace(/\/$/, '')}/${path}`;
}

/** Reads the configuration; `known` are addresses that names had before (a restored machine). Throws ConfigError. */
export async function load(sys: Sys, args: Arguments, known?: ReadonlyMap<string, readonly string[]>): Promise<Loaded> {
  const file = confPath(sys, args);
  const folder = file.slice(0, file.lastIndexOf('/'));
  const own = buildOf(sys);
  const build = args.prefix === undefined ? own : { ...own, prefix: args.prefix.replace(/(.)\/$/, '$1') };
  const checker = new ConfigChecker(sys, known);
  const reader = new ConfigReader(sys, checker, folder, build.version);
  const main = await reader.read(file, args.directives);
  const cpus = (sys.access('/proc/cpuinfo', 'r') ? sys.readText('/proc/cpuinfo').match(/^processor/gm)?.length : undefined) ?? 1;
  return { site: buildSite(main, build, folder, cpus, checker.addresses), sources: reader.sources, warnings: checker.warnings };
}
