import { gzipSync } from 'fflate';
import { concat, utf8 } from '../../lib/bytes';
import { header, type HeaderList } from '../../lib/http/message';
import { httpDate, parseHttpDate } from '../../lib/http/date';
import { inherited, inheritedAll, isOn, parseSize, parseTime, type Exchange } from './exchange';
import { reasonOf, statusPage, type Reply } from './pages';
import { productOf } from './product';
import { expand } from './variables';

/** An answer as it goes on the wire. */
export interface Sent {
  status: number;
  reason: string;
  headers: HeaderList;
  body: Uint8Array | AsyncIterable<Uint8Array>;
  isChunked: boolean;
}

const ADDED_TO = new Set([200, 201, 204, 206, 301, 302, 303, 304, 307, 308]);
const CHARSET_TYPES = new Set(['text/html', 'text/xml', 'text/plain', 'text/vnd.wap.wml', 'application/javascript', 'application/rss+xml']);
const GZIP_MIN_BYTES = 20;

/** 304 and 412 (RFC 9110 section 13), for files. */
function conditional(exchange: Exchange, reply: Reply): Reply {
  if (reply.lastModifiedMs === undefined || reply.status !== 200 || !reply.ranges) return reply;
  const field = (name: string) => header(exchange.request.headers, name);
  const seconds = reply.lastModifiedMs;
  const matches = (list: string) => list.trim() === '*' || list.split(',').some((tag) => tag.trim().replace(/^W\//, '') === reply.etag);
  const unmodified = field('if-unmodified-since');
  const match = field('if-match');
  if ((unmodified !== undefined && seconds > parseHttpDate(unmodified)) || (match !== undefined && !matches(match))) return statusPage(412, productOf(exchange));
  const since = field('if-modified-since');
  const none = field('if-none-match');
  if (since === undefined && none === undefined) return reply;
  const how = inherited(exchange.scope, 'if_modified_since')?.[0] ?? 'exact';
  if (since !== undefined && (how === 'off' || (how === 'exact' ? parseHttpDate(since) !== seconds : parseHttpDate(since) < seconds))) return reply;
  if (none !== undefined && !matches(none)) return reply;
  return { ...reply, status: 304, contentType: undefined, lengthBytes: undefined, body: new Uint8Array(0), ranges: false };
}

function addedHeaders(exchange: Exchange, reply: Reply): [string, string][] {
  const out: [string, string][] = [];
  const expires = inherited(exchange.scope, 'expires');
  if (expires && expires[0] !== 'off' && ADDED_TO.has(reply.status)) out.push(...expiry(exchange, reply, expires.map((text) => expand(exchange, text))));
  for (const { args: [name = '', value = '', always] } of inheritedAll(exchange.scope, 'add_header')) {
    const text = expand(exchange, value);
    if (text !== '' && (always === 'always' || ADDED_TO.has(reply.status))) out.push([name, text]);
  }
  return out;
}

function expiry(exchange: Exchange, reply: Reply, words: readonly string[]): [string, string][] {
  const [first = '', second = ''] = words;
  if (first === 'epoch') return [['Expires', 'Thu, 01 Jan 1970 00:00:01 GMT'], ['Cache-Control', 'no-cache']];
  if (first === 'max') return [['Expires', 'Thu, 31 Dec 2037 23:55:55 GMT'], ['Cache-Control', 'max-age=315360000']];
  const text = first === 'modified' ? second : first;
  const isNegative = text.startsWith('-');
  const ms = (parseTime(text.replace(/^[+-]/, '')) ?? 0) * (isNegative ? -1 : 1);
  const now = exchange.sys.now();
  const at = (first === 'modified' ? (reply.lastModifiedMs ?? now) : now) + ms;
  return [['Expires', httpDate(at)], ['Cache-Control', isNegative ? 'no-cache' : `max-age=${Math.floor((at - now) / 1000)}`]];
}

/** Packs the body where gzip is on and the client takes it. */
function gzipped(exchange: Exchange, reply: Reply): { reply: Reply; headers: [string, string][]; varies: boolean } {
  const none = { reply, headers: [], varies: false };
  const { request, scope } = exchange;
  if (!isOn(scope, 'gzip') || ![200, 403, 404].includes(reply.status) || !reply.body || header(reply.headers ?? [], 'content-encoding') !== undefined) return none;
  const type = (reply.contentType ?? '').split(';')[0]!.trim();
  const types = inherited(scope, 'gzip_types') ?? [];
  if (type !== 'text/html' && !types.includes(type) && !types.includes('*')) return none;
  const minimum = Number(inherited(scope, 'gzip_min_length')?.[0] ?? GZIP_MIN_BYTES);
  if (reply.lengthBytes !== undefined && reply.lengthBytes < minimum) return none;
  const varies = isOn(scope, 'gzip_vary');
  const accepts = /(^|,)\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*(,|$))[\d.]+)?\s*(,|$)/i.test(header(request.headers, 'accept-encoding') ?? '');
  const proxied = header(request.headers, 'via') !== undefined && (inherited(scope, 'gzip_proxied')?.[0] ?? 'off') === 'off';
  const old = request.version === '1.0' && inherited(scope, 'gzip_http_version')?.[0] !== '1.0';
  if (!accepts || proxied || old) return { ...none, varies };
  const level = Number(inherited(scope, 'gzip_comp_level')?.[0] ?? 1);
  const source = reply.body;
  const packed = async function* (): AsyncGenerator<Uint8Array> {
    const parts: Uint8Array[] = [];
    if (source instanceof Uint8Array) parts.push(source);
    else for await (const part of source) parts.push(part);
    const whole = concat(parts);
    const out = gzipSync(whole, { level: Math.min(9, level) as 1, mtime: 0 });
    exchange.values.set('gzip_ratio', (whole.length / out.length).toFixed(2));
    yield out;
  };
  return { reply: { ...reply, lengthBytes: undefined, body: packed(), ranges: false, etag: reply.etag && `W/${reply.etag}` }, headers: [['Content-Encoding', 'gzip']], varies };
}

/** One range, several as multipart, or 416 (RFC 9110 section 14). */
function ranged(exchange: Exchange, reply: Reply): { reply: Reply; headers: [string, string][] } {
  if (!reply.ranges || reply.status !== 200 || !(reply.body instanceof Uint8Array)) return { reply, headers: [] };
  const accept: [string, string][] = [['Accept-Ranges', 'bytes']];
  const given = /^bytes=(.+)$/i.exec(header(exchange.request.headers, 'range') ?? '')?.[1];
  const condition = header(exchange.request.headers, 'if-range');
  if (given === undefined || (condition !== undefined && condition !== reply.etag && parseHttpDate(condition) !== reply.lastModifiedMs)) return { reply, headers: accept };
  const whole = reply.body;
  const parts: [number, number][] = [];
  for (const text of given.split(',')) {
    const [, from = '', to = ''] = /^\s*(\d*)\s*-\s*(\d*)\s*$/.exec(text) ?? [];
    const start = from === '' ? Math.max(0, whole.length - Number(to)) : Number(from);
    const end = from === '' || to === '' ? whole.length - 1 : Math.min(whole.length - 1, Number(to));
    if ((from !== '' || to !== '') && start <= end && start < whole.length) parts.push([start, end]);
  }
  if (parts.length === 0) return { reply: { ...statusPage(416, productOf(exchange)) }, headers: [['Content-Range', `bytes */${whole.length}`]] };
  const line = ([start, end]: readonly [number, number]) => `bytes ${start}-${end}/${whole.length}`;
  if (parts.length === 1) {
    const body = whole.subarray(parts[0]![0], parts[0]![1] + 1);
    return { reply: { ...reply, status: 206, body, lengthBytes: body.length }, headers: [['Content-Range', line(parts[0]!)]] };
  }
  const boundary = String(exchange.connection.id).padStart(20, '0');
  const body = concat([...parts.flatMap((part) => [utf8(`\r\n--${boundary}\r\nContent-Type: ${reply.contentType}\r\nContent-Range: ${line(part)}\r\n\r\n`), whole.subarray(part[0], part[1] + 1)]), utf8(`\r\n--${boundary}--\r\n`)]);
  return { reply: { ...reply, status: 206, body, lengthBytes: body.length, contentType: `multipart/byteranges; boundary=${boundary}` }, headers: [] };
}

/** Makes a redirect's address absolute: with the host that was asked and the port that nginx itself listens on. */
function absolute(exchange: Exchange, location: string): string {
  if (!isOn(exchange.scope, 'absolute_redirect', true)) return location;
  const { request, connection, server } = exchange;
  const named = isOn(exchange.scope, 'server_name_in_redirect') ? server.names[0] : header(request.headers, 'host')?.replace(/:\d*$/, '');
  const ssl = exchange.isSsl;
  const port = connection.ownPort === (ssl ? 443 : 80) || !isOn(exchange.scope, 'port_in_redirect', true) ? '' : `:${connection.ownPort}`;
  return `${ssl ? 'https' : 'http'}://${named ?? connection.ownAddress}${port}${location}`;
}

/** The header and body filters, in nginx's order; the fields come out in the order that nginx writes them. */
export function filtered(exchange: Exchange, made: Reply, keepAlive: boolean): Sent {
  const { request } = exchange;
  const judged = conditional(exchange, made);
  const added = addedHeaders(exchange, judged);
  const charset = inherited(exchange.scope, 'charset')?.[0];
  const packed = gzipped(exchange, judged);
  const { reply, headers: ofRanges } = packed.headers.length > 0 ? { reply: packed.reply, headers: [] } : ranged(exchange, packed.reply);
  const body = reply.body ?? new Uint8Array(0);
  const bodiless = reply.status === 204 || reply.status === 304 || reply.status < 200;
  const length = bodiless ? undefined : body instanceof Uint8Array ? body.length : reply.lengthBytes;
  const isChunked = !bodiless && length === undefined && request.version === '1.1' && request.method !== 'HEAD';
  const headers: [string, string][] = [['Server', productOf(exchange)], ['Date', httpDate(exchange.sys.now())]];
  if (reply.contentType) headers.push(['Content-Type', charset !== undefined && charset !== 'off' && CHARSET_TYPES.has(reply.contentType) ? `${reply.contentType}; charset=${charset}` : reply.contentType]);
  if (length !== undefined) headers.push(['Content-Length', String(request.method === 'HEAD' ? (reply.lengthBytes ?? length) : length)]);
  if (reply.lastModifiedMs !== undefined && [200, 206, 304].includes(reply.status)) headers.push(['Last-Modified', httpDate(reply.lastModifiedMs)]);
  // An address with a host of its own comes later: it is a field like any other.
  const location = reply.location === '' ? undefined : reply.location;
  if (location?.startsWith('/')) headers.push(['Location', absolute(exchange, location)]);
  if (isChunked) headers.push(['Transfer-Encoding', 'chunked']);
  headers.push(['Connection', reply.status === 101 ? 'upgrade' : keepAlive && !reply.closes ? 'keep-alive' : 'close']);
  const timeout = inherited(exchange.scope, 'keepalive_timeout')?.[1];
  if (timeout !== undefined && keepAlive) headers.push(['Keep-Alive', `timeout=${Math.floor((parseTime(timeout) ?? 0) / 1000)}`]);
  if (packed.varies) headers.push(['Vary', 'Accept-Encoding']);
  if (location !== undefined && !location.startsWith('/')) headers.push(['Location', location]);
  headers.push(...(reply.headers ?? []).map(([name, value]): [string, string] => [name, value]));
  if (reply.etag !== undefined) headers.push(['ETag', reply.etag]);
  headers.push(...added, ...packed.headers, ...ofRanges);
  return { status: reply.status, reason: reply.reason ?? reasonOf(reply.status), headers, body: bodiless ? new Uint8Array(0) : body, isChunked };
}

/** The largest request body that is taken; 0 for any. */
export function bodyLimit(exchange: Exchange): number {
  return parseSize(inherited(exchange.scope, 'client_max_body_size')?.[0] ?? '1m') ?? 0;
}

