import { headBytes, readResponseHead, responseFraming, bodyReader, rawDuplex, WireReader, HttpSyntaxError } from '../../lib/http/wire';
import { header, type HeaderList, type ResponseHead } from '../../lib/http/message';
import { chunksOf, type Duplex } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import { resolveName, ResolveError } from '../../machine/net/resolve';
import { inet, unix } from '../../machine/net/types';
import { parseHttpDate } from '../../lib/http/date';
import type { Directive } from './config';
import { logError } from './error-log';
import { inherited, inheritedAll, isOn, type Exchange } from './exchange';
import { Finish, statusPage, type Reply } from './pages';
import { productOf } from './product';
import { readTarget, upstreamHeaders, upstreamUri, upstreamVersion, type ProxyTarget } from './proxy-request';
import { peerText, splitAddress, Upstream, type Peer } from './upstream';
import { expand, timeOf } from './variables';

/** Fields of an upstream server's answer that the client never sees. */
const HIDDEN = new Set(['connection', 'keep-alive', 'transfer-encoding', 'server', 'date', 'x-pad', 'content-type', 'content-length', 'last-modified', 'location', 'x-accel-redirect', 'x-accel-expires', 'x-accel-limit-rate', 'x-accel-buffering', 'x-accel-charset']);
const TIMEOUT_MS = 60_000;

/** The servers behind a target: those of an upstream, of the names that were looked up at the start, or now through `resolver`. */
async function upstreamOf(exchange: Exchange, target: ProxyTarget, hasVariables: boolean): Promise<Upstream> {
  const { site } = exchange;
  const known = site.upstreams.get(target.authority);
  if (known) return known;
  if (target.authority.startsWith('unix:')) return Upstream.of(target.authority, [target.authority], 0);
  const split = splitAddress(target.authority, target.scheme === 'https' ? 443 : 80);
  if (!split) {
    await logError(exchange, 'error', `invalid URL prefix in "${target.authority}"`);
    throw new Finish(statusPage(500, productOf(exchange)));
  }
  const upstream = site.upstreams.get(split.host);
  if (upstream && !target.authority.includes(':')) return upstream;
  const key = `${target.scheme}://${target.authority}`;
  const kept = site.implicit.get(key);
  if (kept && !hasVariables) return kept;
  let hosts: readonly string[] | undefined = hasVariables ? undefined : site.addresses.get(split.host);
  if (!hosts && /^[\d.]+$|:/.test(split.host)) hosts = [split.host];
  if (!hosts) hosts = await lookUp(exchange, split.host);
  const made = Upstream.of(target.authority, hosts, split.port);
  if (!hasVariables) site.implicit.set(key, made);
  return made;
}

async function lookUp(exchange: Exchange, host: string): Promise<readonly string[]> {
  if (!inherited(exchange.scope, 'resolver')) {
    await logError(exchange, 'error', `no resolver defined to resolve ${host}`);
    throw new Finish(statusPage(502, productOf(exchange)));
  }
  try {
    return await resolveName(exchange.sys, host);
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    await logError(exchange, 'error', `${host} could not be resolved (3: Host not found)`);
    throw new Finish(statusPage(502, productOf(exchange)));
  }
}

interface Answered {
  head: ResponseHead;
  wire: WireReader;
  stream: Duplex;
}

/** Why a try failed, in the error log's words, and the status that it means. */
class TryFailed extends Error {
  constructor(
    message: string,
    readonly status: number,
    /** False when the request may have been seen by the server. */
    readonly isBeforeSending: boolean,
  ) {
    super(message);
  }
}

async function ask(exchange: Exchange, peer: Peer, uri: string, headers: HeaderList, body: Uint8Array | undefined): Promise<Answered> {
  const { sys } = exchange;
  let fd: number;
  try {
    fd = await sys.connect(peer.host.startsWith('unix:') ? unix(peer.host.slice(5)) : inet(peer.host, peer.port), { timeoutMs: timeOf(exchange, 'proxy_connect_timeout', TIMEOUT_MS) });
  } catch (error) {
    if (!isSysError(error)) throw error;
    if (error.code === 'ETIMEDOUT') throw new TryFailed('upstream timed out (110: Connection timed out) while connecting to upstream', 504, true);
    throw new TryFailed(`connect() ${peer.host.startsWith('unix:') ? `to ${peer.host} ` : ''}failed (${error.errno}: ${error.message}) while connecting to upstream`, 502, true);
  }
  const stream = sys.stream(fd);
  try {
    await stream.write(headBytes(`${exchange.request.method} ${uri} HTTP/${upstreamVersion(exchange)}`, headers));
    if (body && body.length > 0) await stream.write(body);
    const ready = await sys.poll([{ fd, read: true }], timeOf(exchange, 'proxy_read_timeout', TIMEOUT_MS));
    if (ready.length === 0) throw new TryFailed('upstream timed out (110: Connection timed out) while reading response header from upstream', 504, false);
    const wire = new WireReader(stream);
    let head = await readResponseHead(wire);
    while (head.status === 100) head = await readResponseHead(wire);
    return { head, wire, stream };
  } catch (error) {
    stream.close();
    if (error instanceof TryFailed) throw error;
    if (error instanceof HttpSyntaxError) throw new TryFailed(error.message === 'EOF' || error.message === 'unexpected EOF' ? 'upstream prematurely closed connection while reading response header from upstream' : 'upstream sent invalid header while reading response header from upstream', 502, false);
    if (isSysError(error)) throw new TryFailed(`recv() failed (${error.errno}: ${error.message}) while reading response header from upstream`, 502, false);
    if (error instanceof Error && error.name === 'StreamClosed') throw new TryFailed('upstream prematurely closed connection while reading response header from upstream', 502, false);
    throw error;
  }
}

/** Whether proxy_next_upstream goes on to another server after an answer's status. */
function isRefused(exchange: Exchange, status: number): boolean {
  return (inherited(exchange.scope, 'proxy_next_upstream') ?? []).includes(`http_${status}`);
}

/** Passes a request on to a server, the next one when that fails. Throws Finish with 502 or 504. */
export async function proxied(exchange: Exchange, directive: Directive, body: Uint8Array | undefined): Promise<Reply> {
  const [url = ''] = directive.args;
  const hasVariables = url.includes('$');
  const target = readTarget(expand(exchange, url));
  if (!target) {
    await logError(exchange, 'error', `invalid URL prefix in "${expand(exchange, url)}"`);
    throw new Finish(statusPage(500, productOf(exchange)));
  }
  exchange.values.set('proxy_host', target.authority);
  exchange.values.set('proxy_port', String(splitAddress(target.authority, target.scheme === 'https' ? 443 : 80)?.port ?? 80));
  const upstream = await upstreamOf(exchange, target, hasVariables);
  const uri = upstreamUri(exchange, target, hasVariables);
  const headers = upstreamHeaders(exchange, body);
  const { sys, connection } = exchange;
  const tried = new Set<Peer>();
  const hash = upstream.hashKey === undefined ? undefined : expand(exchange, upstream.hashKey);
  let status = 502;
  const next = inherited(exchange.scope, 'proxy_next_upstream') ?? ['error', 'timeout'];
  const isRepeatable = exchange.request.method !== 'POST' && exchange.request.method !== 'PATCH';
  for (;;) {
    const peer = upstream.pick(sys.now(), tried, connection.peer, hash, () => sys.random.below(1_000_000) / 1_000_000);
    if (!peer) {
      if (tried.size === 0) {
        await logError(exchange, 'error', 'no live upstreams while connecting to upstream', `${target.scheme}://${target.authority}${uri}`);
        exchange.tries.push({ address: target.authority, status: 502, tookMs: 0, bytes: 0 });
      }
      throw new Finish(statusPage(status, productOf(exchange)));
    }
    tried.add(peer);
    const begun = sys.now();
    const address = peer.host.startsWith('unix:') ? peer.host : peerText(peer);
    peer.connections++;
    try {
      const answered = await ask(exchange, peer, uri, headers, body);
      const one = { address, status: answered.head.status, tookMs: sys.now() - begun, bytes: 0 };
      exchange.tries.push(one);
      if (isRefused(exchange, answered.head.status) && tried.size < upstream.peers.length && (isRepeatable || next.includes('non_idempotent'))) {
        upstream.report(peer, true, sys.now());
        answered.stream.close();
        continue;
      }
      upstream.report(peer, false, sys.now());
      return reply(exchange, target, answered, (bytes) => (one.bytes += bytes));
    } catch (error) {
      if (!(error instanceof TryFailed)) throw error;
      await logError(exchange, 'error', error.message, `${target.scheme}://${address}${uri}`);
      upstream.report(peer, true, sys.now());
      exchange.tries.push({ address, status: error.status, tookMs: sys.now() - begun, bytes: 0 });
      ({ status } = error);
      if (next.includes('off') || (!error.isBeforeSending && !isRepeatable && !next.includes('non_idempotent'))) throw new Finish(statusPage(status, productOf(exchange)));
    } finally {
      peer.connections--;
    }
  }
}

/** A redirect of the upstream server, turned back into an address of this one (proxy_redirect). */
function redirected(exchange: Exchange, target: ProxyTarget, location: string): string {
  const rules = inheritedAll(exchange.scope, 'proxy_redirect').map(({ args }) => args);
  if (rules.some(([first]) => first === 'off')) return location;
  const prefix = exchange.location?.args.at(-1) ?? '/';
  const isPlain = !/^(~|@)/.test(exchange.location?.args[0] ?? '/');
  const own = `${target.scheme}://${target.authority}${target.uri ?? ''}`;
  for (const [from = '', to = ''] of rules.length > 0 ? rules : [['default', '']]) {
    if (from === 'default') {
      if (isPlain && location.startsWith(own)) return `${target.uri === undefined ? '' : prefix}${location.slice(own.length)}`;
    } else if (location.startsWith(expand(exchange, from))) return `${expand(exchange, to)}${location.slice(expand(exchange, from).length)}`;
  }
  return location;
}

function reply(exchange: Exchange, target: ProxyTarget, { head, wire, stream }: Answered, count: (bytes: number) => void): Reply {
  const hidden = new Set(inheritedAll(exchange.scope, 'proxy_hide_header').map(({ args }) => args[0]!.toLowerCase()));
  const shown = new Set(inheritedAll(exchange.scope, 'proxy_pass_header').map(({ args }) => args[0]!.toLowerCase()));
  const field = (name: string) => (hidden.has(name) ? undefined : header(head.headers, name));
  for (const [name, value] of head.headers) exchange.values.set(`upstream_http_${name.toLowerCase().replaceAll('-', '_')}`, value);
  if (head.status === 101) {
    return { status: 101, headers: head.headers.filter(([name]) => !/^(connection|date|server)$/i.test(name)), proxied: true, tunnel: (client) => tunnelled(exchange, client, rawDuplex(wire, stream)) };
  }
  const length = field('content-length');
  const modified = field('last-modified');
  const location = field('location');
  const body = async function* (): AsyncGenerator<Uint8Array> {
    try {
      for await (const part of chunksOf(bodyReader(wire, responseFraming(head, exchange.request.method)))) {
        count(part.length);
        yield part;
      }
    } finally {
      stream.close();
    }
  };
  return {
    status: head.status, reason: head.reason, proxied: !isOn(exchange.scope, 'proxy_intercept_errors'),
    contentType: field('content-type'), lengthBytes: length === undefined ? undefined : Number(length), lastModifiedMs: modified === undefined ? undefined : parseHttpDate(modified),
    location: location === undefined ? undefined : redirected(exchange, target, location),
    headers: head.headers.filter(([name]) => (!HIDDEN.has(name.toLowerCase()) || shown.has(name.toLowerCase())) && !hidden.has(name.toLowerCase())),
    body: body(),
  };
}

/** Carries bytes both ways until either side ends (a WebSocket's connection). */
async function tunnelled(exchange: Exchange, client: Duplex, server: Duplex): Promise<void> {
  const carry = async (from: Duplex, to: Duplex) => {
    try {
      for await (const part of chunksOf(from)) await to.write(part);
    } catch (error) {
      if (!isSysError(error) && !(error instanceof Error && error.name === 'StreamClosed')) throw error;
    } finally {
      server.close();
      client.close();
    }
  };
  const done = new Promise<void>((resolve) => exchange.sys.thread(() => carry(server, client).finally(resolve)));
  await carry(client, server);
  await done;
}
