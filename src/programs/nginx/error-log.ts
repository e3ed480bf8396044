import { header } from '../../lib/http/message';
import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { formatDate } from '../coreutils/date-text';
import type { Directive } from './config';
import { inherited, inheritedAll, type Exchange, type Scope } from './exchange';
import type { Site } from './site';
import type { Build } from './version';

const LEVELS = ['emerg', 'alert', 'crit', 'error', 'warn', 'notice', 'info', 'debug'];

/** Appends a line to a log that the master has opened: by its descriptor, which workers inherit. */
export async function appendTo(sys: Sys, logs: ReadonlyMap<string, number>, path: string, line: string): Promise<void> {
  const fd = path === 'stderr' ? 2 : logs.get(path);
  if (fd === undefined) return;
  try {
    await sys.write(fd, line);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

/** Where an error of a level goes: every error_log in force whose threshold it reaches. */
export function errorLogs(scope: Scope, build: Build, level: string): string[] {
  const given: readonly Pick<Directive, 'args'>[] = inheritedAll(scope, 'error_log');
  const logs = given.length > 0 ? given : [{ args: [build.errorLog] }];
  return logs.filter(({ args: [, threshold = 'error'] }) => LEVELS.indexOf(level) <= LEVELS.indexOf(threshold)).map(({ args: [path = ''] }) => (path.startsWith('/') || path === 'stderr' ? path : `${build.prefix}/${path}`));
}

/** A process's line in the error log. */
export async function logProcess(sys: Sys, site: Pick<Site, 'main' | 'build' | 'logs'>, level: string, message: string): Promise<void> {
  const line = `${formatDate('%Y/%m/%d %H:%M:%S', sys.now())} [${level}] ${sys.pid}#${sys.pid}: ${message}\n`;
  for (const path of errorLogs([site.main], site.build, level)) await appendTo(sys, site.logs, path, line);
}

/** A request's line in the error log, with what nginx adds about it. `upstream` is the URL that was asked. */
export async function logError(exchange: Exchange, level: string, message: string, upstream?: string): Promise<void> {
  const { sys, request, connection, site, server } = exchange;
  const host = header(request.headers, 'host');
  const referer = header(request.headers, 'referer');
  const about = `client: ${connection.peer}, server: ${server.names[0] ?? ''}, request: "${request.method} ${request.target} HTTP/${request.version}"${upstream === undefined ? '' : `, upstream: "${upstream}"`}${host === undefined ? '' : `, host: "${host}"`}${referer === undefined ? '' : `, referrer: "${referer}"`}`;
  const line = `${formatDate('%Y/%m/%d %H:%M:%S', sys.now())} [${level}] ${sys.pid}#${sys.pid}: *${connection.id} ${message}, ${about}\n`;
  for (const path of errorLogs([...exchange.scope, site.main], site.build, level)) await appendTo(sys, site.logs, path, line);
}

/** Logs that a file isn't found, unless log_not_found is off. */
export async function logMissing(exchange: Exchange, message: string): Promise<void> {
  if (inherited(exchange.scope, 'log_not_found')?.[0] !== 'off') await logError(exchange, 'error', message);
}
