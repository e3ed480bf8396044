import type { HeaderList } from '../../lib/http/message';
import { inherited, inheritedAll, type Exchange } from './exchange';
import { expand } from './variables';

/** Where proxy_pass leads, with its variables filled in. */
export interface ProxyTarget {
  scheme: string;
  /** `host:port` or the name of an upstream, as it was written. */
  authority: string;
  /** The part from the path on; undefined when there is none. */
  uri: string | undefined;
}

/** Reads a URL of proxy_pass; undefined when it has no scheme that is proxied. */
export function readTarget(url: string): ProxyTarget | undefined {
  const match = /^(https?):\/\/(unix:[^:]+(?::)?|[^/?]*)(.*)$/i.exec(url);
  return match ? { scheme: match[1]!.toLowerCase(), authority: match[2]!.replace(/^(unix:[^:]+):$/, '$1'), uri: match[3] === '' ? undefined : match[3]! } : undefined;
}

/** The path and arguments that the upstream server is asked for (ngx_http_proxy_create_request). */
export function upstreamUri(exchange: Exchange, target: ProxyTarget, hasVariables: boolean): string {
  const args = exchange.args ? `?${exchange.args}` : '';
  if (hasVariables && target.uri !== undefined) return target.uri.startsWith('/') ? target.uri : `/${target.uri}`;
  if (target.uri === undefined) return exchange.isRewritten ? `${encodeURI(exchange.uri)}${args}` : exchange.request.target.replace(/^https?:\/\/[^/]+/i, '');
  const prefix = exchange.location?.args.at(-1) ?? '';
  return `${target.uri}${encodeURI(exchange.uri.slice(prefix.length))}${args}`;
}

const NOT_PASSED = new Set(['host', 'connection', 'keep-alive', 'transfer-encoding', 'te', 'expect', 'upgrade', 'content-length', 'date']);

/** True when the version speaks HTTP/1.1 to upstream servers unless told otherwise. */
function speaksNewer(version: string): boolean {
  const [, minor = 0, patch = 0] = version.split('.').map(Number);
  return minor > 29 || (minor === 29 && patch >= 7);
}

/** HTTP's version towards the upstream server. */
export function upstreamVersion(exchange: Exchange): string {
  return inherited(exchange.scope, 'proxy_http_version')?.[0] ?? (speaksNewer(exchange.site.build.version) ? '1.1' : '1.0');
}

/** The fields for the upstream server: nginx's own and those of proxy_set_header first, then the client's. */
export function upstreamHeaders(exchange: Exchange, body: Uint8Array | undefined): HeaderList {
  const custom = inheritedAll(exchange.scope, 'proxy_set_header').map(({ args: [name = '', value = ''] }): [string, string] => [name, value]);
  const named = new Set(custom.map(([name]) => name.toLowerCase()));
  const defaults: [string, string][] = [];
  if (!named.has('host')) defaults.push(['Host', '$proxy_host']);
  if (!named.has('connection')) defaults.push(['Connection', 'close']);
  const headers: [string, string][] = [];
  for (const [name, value] of [...custom, ...defaults]) {
    const text = expand(exchange, value);
    if (text !== '') headers.push([name, text]);
  }
  if (body !== undefined && !named.has('content-length')) headers.push(['Content-Length', String(body.length)]);
  for (const [name, value] of exchange.request.headers) if (!NOT_PASSED.has(name.toLowerCase()) && !named.has(name.toLowerCase())) headers.push([name, value]);
  return headers;
}
