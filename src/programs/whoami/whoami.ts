import { utf8 } from '../../lib/bytes';
import { header, type HttpAnswer, type HttpRequest } from '../../lib/http/message';
import { serveHttp } from '../../lib/http/server';
import { splitTarget } from '../../lib/http/wire';
import { isSysError } from '../../machine/errno';
import { parseHosts } from '../../machine/net/resolve';
import { inet } from '../../machine/net/types';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { formatDate } from '../coreutils/date-text';
import { httpDate } from '../../lib/http/date';
import { acceptLoop } from '../servers/small';

/** Go's canonical form of a header's name. */
const canonical = (name: string): string => name.toLowerCase().replace(/(^|-)[a-z]/g, (part) => part.toUpperCase());

function addresses(sys: Sys): string[] {
  const own = sys.access('/etc/hosts', 'r') ? parseHosts(sys.readText('/etc/hosts')).filter((host) => host.names.includes(sys.hostname())).map((host) => host.ip) : [];
  return [...new Set(['127.0.0.1', '::1', ...own])];
}

function answer(sys: Sys, request: HttpRequest, peer: string, name: string): HttpAnswer {
  const { path } = splitTarget(request.target);
  const date = ['Date', httpDate(sys.now())] as const;
  const host = header(request.headers, 'host') ?? '';
  const others = request.headers.filter(([field]) => field.toLowerCase() !== 'host').map(([field, value]) => [canonical(field), value] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  let body: string;
  let type = 'text/plain; charset=utf-8';
  if (path === '/bench') body = '1';
  else if (path === '/health') body = '';
  else if (path === '/api') {
    type = 'application/json';
    body = `${JSON.stringify({ hostname: sys.hostname(), ip: addresses(sys), headers: Object.fromEntries(others.map(([field, value]) => [field, [value]])), url: request.target, host, method: request.method, ...(name === '' ? {} : { name }), remoteAddr: peer })}\n`;
  } else body = `${name === '' ? '' : `Name: ${name}\n`}Hostname: ${sys.hostname()}\n${addresses(sys).map((ip) => `IP: ${ip}\n`).join('')}RemoteAddr: ${peer}\n${request.method} ${request.target} HTTP/${request.version}\r\nHost: ${host}\r\n${others.map(([field, value]) => `${field}: ${value}\r\n`).join('')}\r\n`;
  const bytes = utf8(body);
  return { status: 200, headers: [...(type === 'application/json' ? [['Content-Type', type] as const] : []), date, ['Content-Length', String(bytes.length)], ...(type === 'application/json' || bytes.length === 0 ? [] : [['Content-Type', type] as const])], body: bytes };
}

/** traefik/whoami: tells who answers and what was asked. */
export const whoami: Program = {
  async main(sys) {
    const args = sys.argv.slice(1);
    const option = (name: string): string | undefined => {
      const at = args.findIndex((arg) => new RegExp(`^--?${name}(=|$)`).test(arg));
      return at === -1 ? undefined : (/=(.*)$/.exec(args[at]!)?.[1] ?? args[at + 1]);
    };
    const port = Number(option('port') ?? sys.env['WHOAMI_PORT_NUMBER'] ?? 80);
    const name = option('name') ?? sys.env['WHOAMI_NAME'] ?? '';
    const log = (message: string) => sys.write(2, `${formatDate('%Y/%m/%d %H:%M:%S', sys.now())} ${message}\n`);
    sys.resumable(() => ({}));
    if (sys.resumed === undefined) await log(`Starting up on port ${port}`);
    let fd: number;
    try {
      fd = sys.listen(inet('::', port));
    } catch (error) {
      if (!isSysError(error)) throw error;
      await log(`listen tcp :${port}: bind: ${error.message.toLowerCase()}`);
      return 1;
    }
    return acceptLoop(sys, fd, (stream, peer, from) => serveHttp(stream, async (request) => {
      const host = peer.replace(/^::ffff:/, '');
      return answer(sys, request, `${host.includes(':') ? `[${host}]` : host}:${from}`, name);
    }));
  },
};
