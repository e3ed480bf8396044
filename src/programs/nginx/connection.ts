import { chunksOf, type Duplex } from '../../lib/stream';
import { concat, text, utf8 } from '../../lib/bytes';
import { hasToken, header, type RequestHead } from '../../lib/http/message';
import { bodyReader, headBytes, HttpSyntaxError, rawDuplex, readRequestHead, requestFraming, WireReader, writeBody } from '../../lib/http/wire';
import type { ByteReader } from '../../lib/stream';
import type { Sys } from '../../machine/sys';
import { normalPath } from '../servers/normal-path';
import { logAccess } from './access-log';
import { logError } from './error-log';
import { inherited, parseTime, type Exchange } from './exchange';
import { bodyLimit, filtered } from './filters';
import { statusPage, type Reply } from './pages';
import { productOf } from './product';
import { respond } from './respond';
import { chooseServer, type Server, type Site } from './site';

/** One client's connection as its worker sees it. */
export interface ClientConnection {
  sys: Sys;
  site: Site;
  stream: Duplex;
  /** What it came in on: `listen`'s address, by which servers are chosen. */
  listen: { host: string; port: number; isSsl: boolean };
  peer: string;
  peerPort: number;
  ownAddress: string;
  id: number;
}

const KEEPALIVE_REQUESTS = 1000;
const NO_BODY: ByteReader = { read: async () => new Uint8Array(0) };

function exchangeOf(client: ClientConnection, head: RequestHead, body: ByteReader, hasBody: boolean, requests: number): Exchange {
  const { sys, site, listen } = client;
  const absolute = /^https?:\/\/([^/:?]+)/i.exec(head.target)?.[1];
  const host = absolute ?? (header(head.headers, 'host') ?? '').replace(/:\d*$/, '');
  const chosen = chooseServer(site, listen, host);
  const server: Server = chosen?.server ?? { listens: [], names: [''], block: [] };
  const at = head.target.indexOf('?');
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(chosen?.captures?.groups ?? {})) values.set(name, value ?? '');
  return {
    sys, site, server, request: { ...head, body, hasBody },
    connection: { id: client.id, requests, peer: client.peer, peerPort: client.peerPort, ownAddress: client.ownAddress, ownPort: listen.port },
    startMs: sys.now(), uri: '', args: at === -1 ? '' : head.target.slice(at + 1).replace(/#.*$/, ''), scope: [server.block, site.http], location: undefined,
    values, captures: chosen?.captures ?? [], internalRedirects: 0, isInternal: false, isRewritten: false, isSsl: listen.isSsl, tries: [],
    status: 0, bodyBytes: 0, headBytes: headBytes(`${head.method} ${head.target} HTTP/1.1`, head.headers).length, sentHeaders: [],
  };
}

async function readBody(exchange: Exchange): Promise<Uint8Array | undefined> {
  if (!exchange.request.hasBody) return undefined;
  const limit = bodyLimit(exchange);
  // A body that is too large as announced is refused unread, by the location's own limit.
  const announced = Number(header(exchange.request.headers, 'content-length') ?? 0);
  const parts: Uint8Array[] = [];
  if (announced > Math.max(limit, 64 * 1024 * 1024)) return undefined;
  for await (const part of chunksOf(exchange.request.body)) parts.push(part);
  return concat(parts);
}

function staysOpen(exchange: Exchange, head: RequestHead, reply: Reply): boolean {
  if (reply.closes || head.method === 'TRACE') return false;
  const timeout = inherited(exchange.scope, 'keepalive_timeout')?.[0];
  if (timeout !== undefined && parseTime(timeout) === 0) return false;
  if (exchange.connection.requests >= Number(inherited(exchange.scope, 'keepalive_requests')?.[0] ?? KEEPALIVE_REQUESTS)) return false;
  return head.version === '1.1' ? !hasToken(head.headers, 'connection', 'close') : hasToken(head.headers, 'connection', 'keep-alive');
}

/** Sends an answer and logs the request; true when the connection goes on. */
async function send(client: ClientConnection, wire: WireReader, exchange: Exchange, head: RequestHead, reply: Reply): Promise<boolean> {
  const keepAlive = staysOpen(exchange, head, reply);
  if (reply.silent) {
    exchange.status = reply.status;
    await logAccess(exchange);
    return false;
  }
  const sent = filtered(exchange, reply, keepAlive);
  exchange.status = sent.status;
  exchange.sentHeaders = sent.headers;
  const start = headBytes(`HTTP/1.1 ${String(sent.status).padStart(3, '0')} ${sent.reason}`, sent.headers);
  await client.stream.write(start);
  if (reply.tunnel) {
    await reply.tunnel(rawDuplex(wire, client.stream));
    await logAccess(exchange);
    return false;
  }
  if (head.method !== 'HEAD') {
    const counted = async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const part of source) {
        exchange.bodyBytes += part.length;
        yield part;
      }
    };
    if (sent.body instanceof Uint8Array) exchange.bodyBytes = sent.body.length;
    await writeBody(client.stream, sent.body instanceof Uint8Array ? sent.body : counted(sent.body), sent.isChunked);
  }
  await logAccess(exchange);
  return keepAlive && (sent.body instanceof Uint8Array || sent.isChunked || reply.lengthBytes !== undefined || head.method === 'HEAD');
}

/** A request that can't be understood: 400, and nothing more on this connection. */
async function refuse(client: ClientConnection, wire: WireReader, error: HttpSyntaxError, line: string, requests: number): Promise<void> {
  const head: RequestHead = { method: '', target: '', version: '1.1', headers: [] };
  const exchange = exchangeOf(client, head, NO_BODY, false, requests);
  const status = error.status === 505 ? 505 : error.status === 431 ? 494 : error.status === 501 ? 501 : 400;
  exchange.values.set('request', line);
  await send(client, wire, exchange, head, { ...statusPage(status, productOf(exchange)), closes: true });
}

/** Serves one connection until it ends. */
export async function serveConnection(client: ClientConnection): Promise<void> {
  // What came in last: a line that is no request is logged as it is.
  let firstLine = '';
  const wire = new WireReader({
    async read(max) {
      const part = await client.stream.read(max);
      firstLine = text(part).split(/\r?\n/)[0]!;
      return part;
    },
  });
  const { counts } = client.site;
  counts.accepted++;
  counts.active++;
  try {
    for (let requests = 1; ; requests++) {
      let head: RequestHead | undefined;
      try {
        head = await readRequestHead(wire);
        if (!head) return;
        counts.requests++;
        const framing = requestFraming(head);
        if (header(head.headers, 'expect')?.toLowerCase() === '100-continue') await client.stream.write(utf8('HTTP/1.1 100 Continue\r\n\r\n'));
        const exchange = exchangeOf(client, head, bodyReader(wire, framing), framing.kind !== 'none', requests);
        const path = normalPath(head.target);
        let reply: Reply;
        if (head.version === '1.1' && header(head.headers, 'host') === undefined) {
          await logError(exchange, 'info', 'client sent HTTP/1.1 request without "Host" header while reading client request headers');
          reply = statusPage(400, productOf(exchange));
        } else if (path === undefined) reply = statusPage(400, productOf(exchange));
        else {
          exchange.uri = path;
          reply = await respond(exchange, await readBody(exchange));
        }
        if (!(await send(client, wire, exchange, head, reply))) return;
      } catch (error) {
        if (!(error instanceof HttpSyntaxError)) throw error;
        await refuse(client, wire, error, firstLine, requests);
        return;
      }
    }
  } finally {
    counts.active--;
    client.stream.close();
  }
}
