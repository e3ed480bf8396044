import { header } from '../../lib/http/message';
import { formatDate } from '../coreutils/date-text';
import { hostOf, inherited, parseTime, type Exchange } from './exchange';
import { fileOf, rootOf } from './paths';
import { regexOf } from './regex';
import type { Site } from './site';
import { versionOf } from './version';

type Getter = (exchange: Exchange) => string | undefined;

const field = (name: string): Getter => ({ request }) => header(request.headers, name);
const tries = (of: (one: Exchange['tries'][number]) => string): Getter => (exchange) => (exchange.tries.length === 0 ? undefined : exchange.tries.map(of).join(', '));
const seconds = (ms: number): string => (ms / 1000).toFixed(3);
const sent = (name: string): Getter => (exchange) => header(exchange.sentHeaders, name);

/** nginx's own variables (ngx_http_core_module and its neighbours). */
const BUILT_IN: Readonly<Record<string, Getter>> = {
  args: (e) => e.args, query_string: (e) => e.args, is_args: (e) => (e.args ? '?' : ''),
  uri: (e) => e.uri, document_uri: (e) => e.uri, request_uri: (e) => e.request.target, request_method: (e) => e.request.method,
  request: (e) => `${e.request.method} ${e.request.target} HTTP/${e.request.version}`, server_protocol: (e) => `HTTP/${e.request.version}`,
  host: hostOf, hostname: (e) => e.sys.hostname(), scheme: () => 'http', https: () => '', http2: () => '',
  server_name: (e) => (e.server.names[0] ?? '').replace(/^\./, ''), server_addr: (e) => e.connection.ownAddress, server_port: (e) => String(e.connection.ownPort),
  remote_addr: (e) => e.connection.peer, remote_port: (e) => String(e.connection.peerPort), realip_remote_addr: (e) => e.connection.peer, remote_user: userOf,
  binary_remote_addr: (e) => e.connection.peer, proxy_protocol_addr: () => undefined,
  document_root: rootOf, realpath_root: rootOf, request_filename: (e) => fileOf(e, e.uri), request_id: (e) => requestId(e),
  content_length: field('content-length'), content_type: field('content-type'), request_length: (e) => String(e.headBytes + Number(header(e.request.headers, 'content-length') ?? 0)),
  request_body: (e) => e.values.get('request_body'), request_time: (e) => seconds(e.sys.now() - e.startMs), request_completion: () => 'OK',
  status: (e) => String(e.status).padStart(3, '0'), body_bytes_sent: (e) => String(e.bodyBytes), bytes_sent: (e) => String(e.bodyBytes + e.headBytes),
  connection: (e) => String(e.connection.id), connection_requests: (e) => String(e.connection.requests), connection_time: (e) => seconds(e.sys.now() - e.startMs), pipe: () => '.',
  msec: (e) => seconds(e.sys.now()), time_local: (e) => formatDate('%d/%b/%Y:%H:%M:%S +0000', e.sys.now()), time_iso8601: (e) => formatDate('%Y-%m-%dT%H:%M:%S+00:00', e.sys.now()),
  nginx_version: (e) => versionOf(e.sys), pid: (e) => String(e.sys.pid), limit_rate: () => '0', gzip_ratio: (e) => e.values.get('gzip_ratio'),
  date_gmt: (e) => formatDate('%A, %d-%b-%Y %H:%M:%S GMT', e.sys.now()), date_local: (e) => formatDate('%A, %d-%b-%Y %H:%M:%S UTC', e.sys.now()),
  proxy_add_x_forwarded_for: (e) => [header(e.request.headers, 'x-forwarded-for'), e.connection.peer].filter(Boolean).join(', '),
  proxy_host: (e) => e.values.get('proxy_host'), proxy_port: (e) => e.values.get('proxy_port'),
  upstream_addr: tries((one) => one.address), upstream_status: tries((one) => String(one.status)), upstream_response_time: tries((one) => seconds(one.tookMs)),
  upstream_connect_time: tries((one) => seconds(one.tookMs)), upstream_header_time: tries((one) => seconds(one.tookMs)), upstream_response_length: tries((one) => String(one.bytes)), upstream_cache_status: () => undefined,
  http_host: field('host'), http_referer: field('referer'), http_user_agent: field('user-agent'), http_cookie: field('cookie'), http_x_forwarded_for: field('x-forwarded-for'), http_via: field('via'),
  sent_http_content_type: sent('content-type'), sent_http_content_length: sent('content-length'), sent_http_location: sent('location'), limit_req_status: (e) => e.values.get('limit_req_status'), limit_conn_status: () => undefined,
  connections_active: () => '1', connections_reading: () => '0', connections_writing: () => '1', connections_waiting: () => '0', invalid_referer: () => '',
  ssl_protocol: () => undefined, ssl_cipher: () => undefined, ssl_client_verify: () => undefined, ssl_server_name: () => undefined, fastcgi_script_name: (e) => e.uri, fastcgi_path_info: () => '', tcpinfo_rtt: () => '100',
};

/** The user whom a Basic Authorization names, whether or not it was asked for. */
function userOf({ request }: Exchange): string | undefined {
  const given = /^basic +(\S+)$/i.exec(header(request.headers, 'authorization') ?? '')?.[1];
  try {
    return given === undefined ? undefined : /^([^:]*):/.exec(atob(given))?.[1];
  } catch {
    return undefined;
  }
}

/** A 32-digit number that names the request: of its connection and place, so that the same course gives the same. */
function requestId(exchange: Exchange): string {
  const known = exchange.values.get('request_id');
  if (known !== undefined) return known;
  const made = Array.from({ length: 4 }, () => exchange.sys.random.below(0x1_0000_0000).toString(16).padStart(8, '0')).join('');
  exchange.values.set('request_id', made);
  return made;
}

const FAMILIES = /^(http|arg|cookie|sent_http|sent_trailer|upstream_http|upstream_cookie|upstream_trailer)_./;

/** True when nginx knows the variable of itself. */
export function isBuiltIn(name: string): boolean {
  return Object.hasOwn(BUILT_IN, name) || FAMILIES.test(name) || /^\d$/.test(name);
}

/** A variable's value; undefined where the log writes `-`. */
export function valueOf(exchange: Exchange, name: string): string | undefined {
  const set = exchange.values.get(name);
  if (set !== undefined) return set;
  if (/^\d$/.test(name)) return exchange.captures[Number(name)] ?? '';
  if (Object.hasOwn(BUILT_IN, name)) return BUILT_IN[name]!(exchange);
  const map = exchange.site.maps.get(name);
  if (map) return mapped(exchange, map);
  const [, family, rest = ''] = /^(http|arg|cookie|sent_http|upstream_http)_(.+)$/.exec(name) ?? [];
  if (family === 'arg') return new RegExp(`(?:^|&)${rest}=([^&]*)`, 'i').exec(exchange.args)?.[1];
  if (family === 'cookie') return new RegExp(`(?:^|;\\s*)${rest}=([^;]*)`).exec(header(exchange.request.headers, 'cookie') ?? '')?.[1];
  if (family === 'http') return header(exchange.request.headers, rest.replaceAll('_', '-'));
  if (family === 'sent_http') return header(exchange.sentHeaders, rest.replaceAll('_', '-'));
  return undefined;
}

/** The value that a `map` gives: exact, wildcards, regular expressions, default. */
function mapped(exchange: Exchange, map: NonNullable<ReturnType<Site['maps']['get']>>): string {
  const source = expand(exchange, map.source).toLowerCase();
  const plain = map.entries.find(([key]) => key.replace(/^\\/, '').toLowerCase() === source);
  if (plain) return expand(exchange, plain[1]);
  if (map.hostnames) {
    const wild = map.entries.find(([key]) => (key.startsWith('*.') && source.endsWith(key.slice(1))) || (key.startsWith('.') && `.${source}`.endsWith(key)) || (key.endsWith('.*') && source.startsWith(key.slice(0, -1))));
    if (wild) return expand(exchange, wild[1]);
  }
  for (const [key, value] of map.entries) {
    if (!key.startsWith('~')) continue;
    const pattern = key.startsWith('~*') ? regexOf(key.slice(2), true) : regexOf(key.slice(1), false);
    const match = pattern.exec(expand(exchange, map.source));
    if (!match) continue;
    const before = exchange.captures;
    exchange.captures = match;
    for (const [name, text] of Object.entries(match.groups ?? {})) exchange.values.set(name, text ?? '');
    const result = expand(exchange, value);
    exchange.captures = before;
    return result;
  }
  return expand(exchange, map.fallback);
}

/** Puts variables' values in a text. */
export function expand(exchange: Exchange, text: string): string {
  return text.includes('$') ? text.replace(/\$(?:\{(\w+)\}|(\d|\w+))/g, (_, braced: string | undefined, bare: string) => valueOf(exchange, braced ?? bare) ?? '') : text;
}

/** The names of the variables in a text. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(/\$(?:\{(\w+)\}|(\d|\w+))/g)].map(([, braced, bare]) => braced ?? bare!);
}

/** The milliseconds of a time directive in force. */
export function timeOf(exchange: Exchange, name: string, otherwise: number): number {
  return parseTime(inherited(exchange.scope, name)?.join(' ') ?? '') ?? otherwise;
}
