import { utf8 } from '../../lib/bytes';
import { header, reasonOf, type HeaderList, type HttpAnswer, type HttpRequest } from '../../lib/http/message';
import { serveHttp } from '../../lib/http/server';
import { splitTarget } from '../../lib/http/wire';
import { isSysError } from '../../machine/errno';
import { parseHosts } from '../../machine/net/resolve';
import { inet } from '../../machine/net/types';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { formatDate } from '../coreutils/date-text';
import { httpDate } from '../servers/http-date';
import { mimeType } from '../servers/mime';
import { acceptLoop } from '../servers/small';
import { HttpdSyntaxError, readHttpdConfig, type HttpdConfig } from './config';

function versionOf(sys: Sys): string {
  return sys.env['HTTPD_VERSION'] ?? '2.4.68';
}

const DETAILS: Readonly<Record<number, string>> = {
  400: 'Your browser sent a request that this server could not understand.<br />', 403: "You don't have permission to access this resource.", 404: 'The requested URL was not found on this server.', 405: 'The requested method %s is not allowed for this URL.',
};

function errorPage(status: number, method: string): HttpAnswer {
  const body = utf8(`<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${reasonOf(status)}</title>\n</head><body>\n<h1>${reasonOf(status)}</h1>\n<p>${(DETAILS[status] ?? '').replace('%s', method)}</p>\n</body></html>\n`);
  return { status, headers: [['Content-Length', String(body.length)], ['Content-Type', 'text/html; charset=iso-8859-1']], body };
}

function moved(status: number, to: string): HttpAnswer {
  const body = utf8(`<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${reasonOf(status)}</title>\n</head><body>\n<h1>${reasonOf(status)}</h1>\n<p>The document has moved <a href="${to}">here</a>.</p>\n</body></html>\n`);
  return { status, headers: [['Location', to], ['Content-Length', String(body.length)], ['Content-Type', 'text/html; charset=iso-8859-1']], body };
}

function listing(sys: Sys, folder: string, path: string): HttpAnswer {
  const names = sys.readdir(folder).map((entry) => `${entry.name}${sys.stat(`${folder}/${entry.name}`).type === 'dir' ? '/' : ''}`).sort();
  const parent = path === '/' ? '' : `<li><a href="${path.replace(/[^/]+\/$/, '')}"> Parent Directory</a></li>\n`;
  const body = utf8(`<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<html>\n <head>\n  <title>Index of ${path.replace(/(.)\/$/, '$1')}</title>\n </head>\n <body>\n<h1>Index of ${path.replace(/(.)\/$/, '$1')}</h1>\n<ul>${parent}${names.map((name) => `<li><a href="${encodeURI(name)}"> ${name}</a></li>\n`).join('')}</ul>\n</body></html>\n`);
  return { status: 200, headers: [['Content-Length', String(body.length)], ['Content-Type', 'text/html;charset=ISO-8859-1']], body };
}

function answer(sys: Sys, config: HttpdConfig, request: HttpRequest): HttpAnswer {
  if (!['GET', 'HEAD', 'OPTIONS', 'POST'].includes(request.method)) return errorPage(405, request.method);
  let path: string;
  try {
    path = decodeURIComponent(splitTarget(request.target).path);
  } catch {
    return errorPage(400, request.method);
  }
  if (request.method === 'OPTIONS') return { status: 200, headers: [['Allow', 'POST,OPTIONS,HEAD,GET'], ['Content-Length', '0'], ['Content-Type', 'text/html']] };
  if (path.split('/').includes('..')) return errorPage(400, request.method);
  const redirect = config.redirects.find(({ from }) => path === from || path.startsWith(from.endsWith('/') ? from : `${from}/`));
  if (redirect) return moved(redirect.status, `${redirect.to}${path.slice(redirect.from.length)}`);
  const alias = config.aliases.find(({ from }) => path.startsWith(from));
  let file = alias ? `${alias.to}${path.slice(alias.from.length)}` : `${config.root}${path}`;
  try {
    if (sys.stat(file).type === 'dir') {
      const host = header(request.headers, 'host');
      if (!path.endsWith('/')) return moved(301, `${host === undefined ? '' : `http://${host}`}${path}/`);
      const index = config.index.find((name) => sys.access(`${file}${name}`, ''));
      if (index === undefined) return config.listsFolders ? listing(sys, file, path) : errorPage(403, request.method);
      file += index;
    }
    const stat = sys.stat(file);
    const etag = `"${stat.size.toString(16)}-${Math.floor(stat.mtimeMs * 1000).toString(16)}"`;
    if (header(request.headers, 'if-none-match') === etag) return { status: 304, headers: [['ETag', etag]] };
    const body = sys.readFile(file);
    const type = mimeType(file);
    return { status: 200, headers: [['Last-Modified', httpDate(stat.mtimeMs)], ['ETag', etag], ['Accept-Ranges', 'bytes'], ['Content-Length', String(body.length)], ...(type === undefined ? [] : [['Content-Type', type] as const])], body };
  } catch (error) {
    if (!isSysError(error)) throw error;
    return errorPage(error.code === 'EACCES' ? 403 : 404, request.method);
  }
}

/** The address that Apache names itself by when ServerName doesn't. */
function ownAddress(sys: Sys): string {
  const hosts = sys.access('/etc/hosts', 'r') ? parseHosts(sys.readText('/etc/hosts')) : [];
  return hosts.find((host) => host.names.includes(sys.hostname()))?.ip ?? '127.0.0.1';
}

/** httpd(8): static files of DocumentRoot, indexes, redirects, aliases; access log to stdout, error log to stderr. */
export const apache: Program = {
  async main(sys) {
    const args = sys.argv.slice(1);
    const version = versionOf(sys);
    if (args.includes('-v') || args.includes('-V')) {
      await sys.write(1, `Server version: Apache/${version} (Unix)\nServer built:   Sep 16 2026 01:12:28\n`);
      return 0;
    }
    const root = sys.env['HTTPD_PREFIX'] ?? '/usr/local/apache2';
    const file = args.includes('-f') ? args[args.indexOf('-f') + 1]! : `${root}/conf/httpd.conf`;
    let config: HttpdConfig;
    try {
      config = readHttpdConfig(sys, root, file);
    } catch (error) {
      if (!(error instanceof HttpdSyntaxError)) throw error;
      await sys.write(2, `${error.message}\n`);
      return 1;
    }
    const isFresh = sys.resumed === undefined;
    if (config.serverName === undefined && isFresh) {
      const line = `AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using ${ownAddress(sys)}. Set the 'ServerName' directive globally to suppress this message\n`;
      await sys.write(2, args.includes('-t') ? line : line + line);
    }
    if (args.includes('-t')) {
      await sys.write(2, 'Syntax OK\n');
      return 0;
    }
    const foreground = args.some((arg, i) => arg === '-DFOREGROUND' || (arg === '-D' && args[i + 1] === 'FOREGROUND') || arg === '-X');
    if (!foreground) {
      await sys.write(2, 'dockyard: httpd in the background (without -DFOREGROUND) is not simulated\n');
      return 1;
    }
    sys.resumable(() => ({}));
    sys.setMemory(7_800_000);
    const log = (module: string, message: string) => sys.write(2, `[${formatDate('%a %b %d %H:%M:%S.%6N %Y', sys.now())}] [${module}] [pid ${sys.pid}:tid ${sys.pid}] ${message}\n`);
    let finish: (signal: string) => void = () => undefined;
    const stopped = new Promise<string>((resolve) => (finish = resolve));
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGWINCH'] as const) sys.onSignal(signal, () => finish(signal));
    const serve = (request: HttpRequest, peer: string): { result: HttpAnswer; line: string } => {
      const made = answer(sys, config, request);
      const size = request.method === 'HEAD' || !(made.body instanceof Uint8Array) ? '-' : String(made.body.length);
      const headers: HeaderList = [['Date', httpDate(sys.now())], ['Server', `Apache/${version} (Unix)`], ...config.headers, ...(made.headers ?? [])];
      return { result: { ...made, headers }, line: `${peer} - - [${formatDate('%d/%b/%Y:%H:%M:%S +0000', sys.now())}] "${request.method} ${request.target} HTTP/${request.version}" ${made.status} ${size}\n` };
    };
    const sockets: number[] = [];
    for (const port of config.ports.length > 0 ? config.ports : [80]) {
      try {
        sockets.push(sys.listen(inet('0.0.0.0', port)));
        sockets.push(sys.listen(inet('::', port), { v6Only: true }));
      } catch (error) {
        if (!isSysError(error)) throw error;
        if (sockets.length > 0 && error.code !== 'EADDRINUSE') continue;
        await sys.write(2, `(${error.errno})${error.message}: AH00072: make_sock: could not bind to address [::]:${port}\nno listening sockets available, shutting down\nAH00015: Unable to open logs\n`);
        return 1;
      }
    }
    for (const fd of sockets) {
      sys.thread(() => acceptLoop(sys, fd, (stream, peer) => serveHttp(stream, async (request) => {
        const { result, line } = serve(request, peer.replace(/^::ffff:/, ''));
        await sys.write(1, line);
        return result;
      })));
    }
    const pidFile = `${root}/logs/httpd.pid`;
    if (sys.access(`${root}/logs`, 'w')) sys.writeFile(pidFile, `${sys.pid}\n`);
    if (isFresh) {
      await log('mpm_event:notice', `AH00489: Apache/${version} (Unix) configured -- resuming normal operations`);
      await log('core:notice', "AH00094: Command line: 'httpd -D FOREGROUND'");
    }
    const signal = await stopped;
    await log('mpm_event:notice', signal === 'SIGWINCH' ? 'AH00492: caught SIGWINCH, shutting down gracefully' : 'AH00491: caught SIGTERM, shutting down');
    return 0;
  },
};
