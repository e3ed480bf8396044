import { concat } from '../../lib/bytes';
import type { HeaderList } from '../../lib/http/message';
import { chunksOf } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import { HttpSyntaxError } from '../../lib/http/wire';
import { call, CallError, connectTo, hostHeader, parseTarget } from '../net/http-call';
import { absoluteUrl, setting, settings, type Visit } from './visit';
import type { Made } from './pages';

const TIMEOUT_MS = 60_000;

/** Where ProxyPass sends a path; `!` keeps it here. */
export function proxyUrl(visit: Visit): string | undefined {
  for (const { name, args } of [...visit.apache.main, ...visit.host.nodes].filter((node) => node.name === 'proxypass' || node.name === 'proxypassmatch')) {
    const [from = '', to = ''] = args;
    if (name === 'proxypassmatch') {
      const match = new RegExp(from).exec(visit.path);
      if (match) return to === '!' ? undefined : to.replace(/\$(\d)/g, (_, n: string) => match[Number(n)] ?? '');
    } else if (visit.path === from || visit.path.startsWith(from.endsWith('/') ? from : `${from}/`)) return to === '!' ? undefined : `${to}${visit.path.slice(from.length)}`;
  }
  return undefined;
}

/** Passes a request on (mod_proxy_http); a number is the status of a failure. */
export async function proxied(visit: Visit, url: string): Promise<Made | number> {
  const target = parseTarget(`${url}${visit.query ? `?${visit.query}` : ''}`);
  if (typeof target === 'string') {
    await visit.log('proxy', 'warn', `AH01144: No protocol handler was valid for the URL ${visit.path}. If you are using a DSO version of mod_proxy, make sure the proxy submodules are included in the configuration using LoadModule.`);
    return 500;
  }
  const keepsHost = /^on$/i.test(setting(visit, 'proxypreservehost')?.[0] ?? 'off');
  const { request, sys } = visit;
  const headers: [string, string][] = [['Host', keepsHost ? (request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? '') : hostHeader(target)]];
  for (const [name, value] of request.headers) if (!/^(host|connection|keep-alive|transfer-encoding|content-length|expect|upgrade|te)$/i.test(name)) headers.push([name, value]);
  headers.push(['X-Forwarded-For', visit.peer], ['X-Forwarded-Host', request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? ''], ['X-Forwarded-Server', absoluteUrl(visit, '').replace(/^http:\/\//, '').replace(/:\d+$/, '')], ['Connection', 'close']);
  const parts: Uint8Array[] = [];
  if (request.hasBody) for await (const part of chunksOf(request.body)) parts.push(part);
  try {
    const connected = await connectTo(sys, target, { timeoutMs: TIMEOUT_MS });
    const answer = await call(connected, target, { method: request.method, headers, ...(request.hasBody ? { body: concat(parts) } : {}) });
    const body = async function* (): AsyncGenerator<Uint8Array> {
      try {
        yield* chunksOf(answer.body);
      } finally {
        connected.connection.close();
      }
    };
    const field = (name: string) => answer.headers.find(([each]) => each.toLowerCase() === name)?.[1];
    const kept: HeaderList = answer.headers.filter(([name]) => !/^(connection|keep-alive|transfer-encoding|content-type|date)$/i.test(name)).map(([name, value]) => (name.toLowerCase() === 'location' ? [name, reversed(visit, value)] : [name, value]));
    return { status: answer.status, headers: kept, body: body(), type: field('content-type'), isError: false };
  } catch (error) {
    if (error instanceof CallError && error.kind === 'resolve') {
      await visit.log('proxy', 'error', `AH00898: DNS lookup failure for: ${target.host} returned by ${visit.path}`);
      return 502;
    }
    if (error instanceof CallError) {
      const why = isSysError(error.cause_) ? `(${error.cause_.errno})${error.cause_.message}` : '(110)Connection timed out';
      await visit.log('proxy!', 'error', `${why}: AH00957: http: attempt to connect to ${error.tried[0] ?? target.host}:${target.port} (${target.host}:${target.port}) failed`);
      await visit.log('proxy_http', 'error', `AH01114: HTTP: failed to make connection to backend: ${target.host}`);
      return 503;
    }
    if (!(error instanceof HttpSyntaxError) && !isSysError(error)) throw error;
    await visit.log('proxy_http', 'error', `(20014)Internal error (specific information not available): AH01102: error reading status line from remote server ${target.host}:${target.port}`);
    return 502;
  }
}

/** ProxyPassReverse: an address of the backend, turned back into one of this server. */
function reversed(visit: Visit, location: string): string {
  const rules = [...settings({ layers: [visit.apache.main, visit.host.nodes] }, 'proxypassreverse')];
  for (const { args: [path = '', url = ''] } of rules) if (location.startsWith(url)) return absoluteUrl(visit, `${path}${location.slice(url.length)}`);
  return location;
}
