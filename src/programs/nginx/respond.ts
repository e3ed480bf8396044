import { utf8 } from '../../lib/bytes';
import { header, reasonOf, type HeaderList, type HttpAnswer, type HttpRequest } from '../../lib/http/message';
import { HttpSyntaxError, splitTarget } from '../../lib/http/wire';
import { chunksOf } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { call, CallError, connectTo, parseTarget } from '../net/http-call';
import { httpDate } from '../servers/http-date';
import { mimeType } from '../servers/mime';
import { all, last, type Directive } from './config';
import { chooseLocation, chooseServer, type Server, type Site } from './site';

/** What one request is answered in. */
export interface Exchange {
  sys: Sys;
  site: Site;
  request: HttpRequest;
  peer: string;
  port: number;
  version: string;
  /** Writes to the error log. */
  error: (level: string, message: string) => Promise<void>;
}

const INTERNAL_REDIRECTS = 10;

/** nginx's own page for a status. */
function statusPage(exchange: Exchange, status: number): HttpAnswer {
  const title = `${status} ${nginxReason(status)}`;
  return { status, reason: nginxReason(status), headers: [['Content-Type', 'text/html']], body: utf8(`<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/${exchange.version}</center>\r\n</body>\r\n</html>\r\n`) };
}

function nginxReason(status: number): string {
  return ({ 405: 'Not Allowed', 413: 'Request Entity Too Large', 503: 'Service Temporarily Unavailable', 504: 'Gateway Time-out', 302: 'Moved Temporarily' } as Record<number, string>)[status] ?? reasonOf(status);
}

type Scope = readonly (readonly Directive[])[];

/** A directive's arguments from the innermost block that has it. */
function inherited(scope: Scope, name: string): string[] | undefined {
  for (const block of scope) {
    const found = last(block, name);
    if (found) return found;
  }
  return undefined;
}

interface Variables {
  [name: string]: string;
}

function expand(text: string, variables: Variables): string {
  return text.replace(/\$\{(\w+)\}|\$(\w+)/g, (_, braced: string, bare: string) => variables[braced ?? bare] ?? '');
}

/** Answers a request by the configuration. */
export async function respond(exchange: Exchange): Promise<HttpAnswer> {
  const { request, site, sys } = exchange;
  const host = (header(request.headers, 'host') ?? '').replace(/:\d+$/, '');
  const server = chooseServer(site, exchange.port, host);
  if (!server) return finish(exchange, [site.http], statusPage(exchange, 404));
  const { path: rawPath, query } = splitTarget(request.target);
  let path: string;
  try {
    path = decodeURIComponent(rawPath);
  } catch {
    return finish(exchange, [server.block, site.http], statusPage(exchange, 400));
  }
  if (path.split('/').includes('..')) return finish(exchange, [server.block, site.http], statusPage(exchange, 400));
  const args = request.target.includes('?') ? request.target.slice(request.target.indexOf('?') + 1) : '';
  const variables: Variables = {
    uri: path, request_uri: request.target, args, query_string: args, is_args: args ? '?' : '', host: host || (server.names[0] ?? ''), http_host: header(request.headers, 'host') ?? '', remote_addr: exchange.peer, scheme: 'http', server_name: server.names[0] ?? '',
    server_port: String(exchange.port), request_method: request.method, hostname: sys.hostname(), proxy_add_x_forwarded_for: [header(request.headers, 'x-forwarded-for'), exchange.peer].filter(Boolean).join(', '), nginx_version: exchange.version, server_addr: '',
    http_user_agent: header(request.headers, 'user-agent') ?? '', request_body: '', time_local: '', msec: String(sys.now() / 1000), pid: String(sys.pid), connection: '1', http_upgrade: header(request.headers, 'upgrade') ?? '',
  };
  query.forEach((value, name) => (variables[`arg_${name}`] = value));
  for (const [name, value] of request.headers) variables[`http_${name.toLowerCase().replace(/-/g, '_')}`] = value;
  let scope: Scope = [server.block, site.http];
  for (let redirects = 0; redirects < INTERNAL_REDIRECTS; redirects++) {
    variables['uri'] = path;
    const chosen = chooseLocation(server.block, path);
    scope = chosen ? [chosen.directive.block!, server.block, site.http] : [server.block, site.http];
    chosen?.captures.forEach((capture, i) => (variables[String(i)] = capture));
    for (const block of [server.block, chosen?.directive.block]) for (const directive of all(block, 'set')) variables[directive.args[0]!.slice(1)] = expand(directive.args[1] ?? '', variables);
    const result = await once(exchange, server, chosen?.directive, scope, path, variables);
    if ('answer' in result) {
      const target = errorPage(scope, result.answer.status, result.answer);
      if (!target) return finish(exchange, scope, result.answer);
      const inner = await once(exchange, server, chooseLocation(server.block, target.path)?.directive, [chooseLocation(server.block, target.path)?.directive.block ?? [], server.block, site.http], target.path, variables);
      if ('answer' in inner && inner.answer.status < 400) return finish(exchange, scope, { ...inner.answer, status: target.status, reason: nginxReason(target.status) });
      return finish(exchange, scope, result.answer);
    }
    path = result.redirect;
  }
  await exchange.error('error', `rewrite or internal redirection cycle while internally redirecting to "${path}"`);
  return finish(exchange, scope, statusPage(exchange, 500));
}

function errorPage(scope: Scope, status: number, answer: HttpAnswer): { path: string; status: number } | undefined {
  if (status < 400 || header(answer.headers ?? [], 'x-dockyard-proxied')) return undefined;
  for (const block of scope) {
    const directives = all(block, 'error_page');
    for (const { args } of directives) {
      const target = args.at(-1)!;
      const codes = args.slice(0, -1);
      const change = codes.find((code) => code.startsWith('='))?.slice(1);
      if (codes.includes(String(status)) && target.startsWith('/')) return { path: target, status: change ? Number(change) : change === '' ? 200 : status };
    }
    if (directives.length > 0) return undefined;
  }
  return undefined;
}

async function once(exchange: Exchange, server: Server, location: Directive | undefined, scope: Scope, path: string, variables: Variables): Promise<{ answer: HttpAnswer } | { redirect: string }> {
  for (const block of [server.block, location?.block]) {
    for (const directive of all(block, 'rewrite')) {
      const [pattern = '', replacement = '', flag] = directive.args;
      const match = new RegExp(pattern).exec(path);
      if (!match) continue;
      const captured = { ...variables };
      match.forEach((capture, i) => (captured[String(i)] = capture ?? ''));
      const target = expand(replacement, captured);
      if (flag === 'permanent' || flag === 'redirect' || /^https?:/.test(target)) return { answer: redirect(exchange, flag === 'permanent' ? 301 : 302, target) };
      if (target !== path && flag !== 'break') return { redirect: target };
      path = target;
    }
    const back = last(block, 'return');
    if (back) return { answer: returned(exchange, back, scope, variables) };
  }
  const { request } = exchange;
  const denied = all(location?.block, 'deny').some(({ args }) => args[0] === 'all') && !all(location?.block, 'allow').some(({ args }) => args[0] === exchange.peer);
  if (denied) return { answer: statusPage(exchange, 403) };
  if (last(location?.block, 'stub_status')) return { answer: { status: 200, headers: [['Content-Type', 'text/plain']], body: utf8('Active connections: 1 \nserver accepts handled requests\n 1 1 1 \nReading: 0 Writing: 1 Waiting: 0 \n') } };
  const proxy = last(location?.block, 'proxy_pass');
  if (proxy) return { answer: await proxied(exchange, location!, scope, proxy[0]!, path, variables) };
  for (const name of ['fastcgi_pass', 'uwsgi_pass']) {
    if (last(location?.block, name)) {
      await exchange.error('error', `dockyard: ${name} is not simulated`);
      return { answer: statusPage(exchange, 502) };
    }
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return { answer: statusPage(exchange, 405) };
  return serveFile(exchange, location, scope, path, variables);
}

function redirect(exchange: Exchange, status: number, target: string): HttpAnswer {
  const host = header(exchange.request.headers, 'host') ?? 'localhost';
  const page = statusPage(exchange, status);
  return { ...page, headers: [...page.headers!, ['Location', target.startsWith('/') ? `http://${host}${target}` : target]] };
}

function returned(exchange: Exchange, args: readonly string[], scope: Scope, variables: Variables): HttpAnswer {
  const [first = '', second] = args;
  if (!/^\d{3}$/.test(first)) return redirect(exchange, 302, expand(first, variables));
  const status = Number(first);
  if (status >= 300 && status < 400 && second !== undefined) return redirect(exchange, status, expand(second, variables));
  if (second === undefined) return status >= 300 ? statusPage(exchange, status) : { status, headers: [['Content-Type', 'text/plain']], body: new Uint8Array(0) };
  return { status, reason: nginxReason(status), headers: [['Content-Type', inherited(scope, 'default_type')?.[0] ?? 'text/plain']], body: utf8(expand(second, variables).replace(/\\n/g, '\n')) };
}

async function serveFile(exchange: Exchange, location: Directive | undefined, scope: Scope, path: string, variables: Variables): Promise<{ answer: HttpAnswer } | { redirect: string }> {
  const { sys } = exchange;
  const prefix = location?.args.at(-1) ?? '/';
  const alias = last(location?.block, 'alias')?.[0];
  const root = expand(inherited(scope, 'root')?.[0] ?? '/etc/nginx/html', variables);
  const fileOf = (uri: string) => (alias === undefined ? `${root.startsWith('/') ? root : `/etc/nginx/${root}`}${uri}` : `${alias}${uri.slice(prefix.length)}`);
  const kind = (file: string) => {
    try {
      return sys.stat(file).type;
    } catch (error) {
      if (!isSysError(error)) throw error;
      return undefined;
    }
  };
  const tries = last(location?.block, 'try_files') ?? last(scope[1], 'try_files');
  if (tries) {
    const found = tries.slice(0, -1).map((text) => expand(text, variables)).find((uri) => (uri.endsWith('/') ? kind(fileOf(uri)) === 'dir' : kind(fileOf(uri)) === 'file'));
    if (found === undefined) {
      const fallback = expand(tries.at(-1)!, variables);
      if (fallback.startsWith('=')) return { answer: statusPage(exchange, Number(fallback.slice(1))) };
      if (fallback.startsWith('@')) {
        const named = all(scope.at(-2), 'location').find(({ args }) => args[0] === fallback);
        if (named) return once(exchange, { listens: [], names: [], block: [] }, named, [named.block!, ...scope.slice(1)], path, variables);
      }
      if (fallback !== path) return { redirect: fallback.replace(/\?.*$/, '') };
    } else path = found;
  }
  const file = fileOf(path);
  if (kind(file) === 'dir') {
    if (!path.endsWith('/')) return { answer: redirect(exchange, 301, `${path}/`) };
    for (const index of inherited(scope, 'index') ?? ['index.html']) if (kind(fileOf(path + index)) === 'file') return serveFile(exchange, location && { ...location, block: location.block!.filter((entry) => entry.name !== 'try_files') }, [scope[0]!.filter((entry) => entry.name !== 'try_files'), ...scope.slice(1)], path + index, variables);
    if (inherited(scope, 'autoindex')?.[0] === 'on') return { answer: listing(sys, file, path) };
    await exchange.error('error', `directory index of "${file}" is forbidden, ${context(exchange)}`);
    return { answer: statusPage(exchange, 403) };
  }
  try {
    const stat = sys.stat(file);
    const body = sys.readFile(file);
    const etag = `"${Math.floor(stat.mtimeMs / 1000).toString(16)}-${stat.size.toString(16)}"`;
    if (header(exchange.request.headers, 'if-none-match') === etag) return { answer: { status: 304, headers: [['Last-Modified', httpDate(stat.mtimeMs)], ['ETag', etag]] } };
    return { answer: { status: 200, headers: [['Content-Type', mimeType(file) ?? inherited(scope, 'default_type')?.[0] ?? 'text/plain'], ['Content-Length', String(body.length)], ['Last-Modified', httpDate(stat.mtimeMs)], ['ETag', etag], ['Accept-Ranges', 'bytes']], body } };
  } catch (error) {
    if (!isSysError(error)) throw error;
    await exchange.error('error', `open() "${file}" failed (${error.errno}: ${error.message}), ${context(exchange)}`);
    return { answer: statusPage(exchange, error.code === 'EACCES' ? 403 : 404) };
  }
}

function context({ request, peer }: Exchange): string {
  const host = header(request.headers, 'host');
  return `client: ${peer}, server: localhost, request: "${request.method} ${request.target} HTTP/${request.version}"${host ? `, host: "${host}"` : ''}`;
}

function listing(sys: Sys, folder: string, path: string): HttpAnswer {
  const entries = sys.readdir(folder).filter((entry) => !entry.name.startsWith('.')).map((entry) => (entry.type === 'dir' ? `${entry.name}/` : entry.name)).sort((a, b) => Number(b.endsWith('/')) - Number(a.endsWith('/')) || (a < b ? -1 : 1));
  const rows = ['../', ...entries].map((name) => `<a href="${encodeURI(name)}">${name}</a>`).join('\r\n');
  return { status: 200, headers: [['Content-Type', 'text/html']], body: utf8(`<html>\r\n<head><title>Index of ${path}</title></head>\r\n<body>\r\n<h1>Index of ${path}</h1><hr><pre>${rows}\r\n</pre><hr></body>\r\n</html>\r\n`) };
}

/** Picks the next server of an upstream, by weights, one after the other. */
function pick(site: Site, name: string): { host: string; port: number }[] | undefined {
  const upstream = site.upstreams.get(name);
  if (!upstream) return undefined;
  const usable = upstream.servers.filter((server) => !server.down && !server.backup);
  const round = usable.flatMap((server) => Array.from({ length: server.weight }, () => server));
  if (round.length === 0) return [];
  const start = upstream.next++ % round.length;
  return [...new Set([...round.slice(start), ...round.slice(0, start), ...upstream.servers.filter((server) => server.backup)])];
}

async function proxied(exchange: Exchange, location: Directive, scope: Scope, url: string, path: string, variables: Variables): Promise<HttpAnswer> {
  const expanded = expand(url, variables);
  const target = parseTarget(expanded);
  if (typeof target === 'string') return statusPage(exchange, 500);
  const hasUri = /^https?:\/\/[^/]+\//.test(expanded);
  const prefix = location.args.at(-1)!;
  const args = variables['args'] ? `?${variables['args']}` : '';
  const upstreamPath = hasUri ? target.path.replace(/\?.*$/, '') + path.slice(prefix.length) + args : exchange.request.target;
  const servers = pick(exchange.site, target.host) ?? [{ host: target.host, port: target.port }];
  const custom = scope.map((block) => all(block, 'proxy_set_header')).find((found) => found.length > 0) ?? [];
  const headers: [string, string][] = [['Host', target.port === 80 ? target.host : `${target.host}:${target.port}`], ['Connection', 'close']];
  for (const [name, value] of exchange.request.headers) if (!/^(host|connection|keep-alive|transfer-encoding|content-length|expect|upgrade)$/i.test(name)) headers.push([name, value]);
  for (const { args: [name = '', value = ''] } of custom) {
    const at = headers.findIndex(([other]) => other.toLowerCase() === name.toLowerCase());
    if (at !== -1) headers.splice(at, 1);
    const filled = expand(value, variables);
    if (filled !== '') headers.push([name, filled]);
  }
  const body = exchange.request.hasBody ? await collect(exchange.request) : undefined;
  for (const server of servers) {
    const to = { ...target, host: server.host, port: server.port, path: upstreamPath };
    try {
      const connected = await connectTo(exchange.sys, to, { timeoutMs: 60_000 });
      const response = await call(connected, to, { method: exchange.request.method, headers, ...(body ? { body } : {}) });
      const pieces = async function* (): AsyncGenerator<Uint8Array> {
        try {
          yield* chunksOf(response.body);
        } finally {
          connected.connection.close();
        }
      };
      return { status: response.status, reason: response.reason, headers: [...response.headers.filter(([name]) => !/^(connection|keep-alive|transfer-encoding|server|date)$/i.test(name)), ['X-Dockyard-Proxied', '1']], body: exchange.request.method === 'HEAD' ? new Uint8Array(0) : pieces() };
    } catch (error) {
      if (!(error instanceof CallError) && !(error instanceof HttpSyntaxError) && !isSysError(error)) throw error;
      if (error instanceof CallError && error.kind === 'resolve') {
        await exchange.error('error', `${server.host} could not be resolved (3: Host not found), ${context(exchange)}`);
        continue;
      }
      const why = error instanceof CallError ? error.cause_ : error;
      await exchange.error('error', `connect() failed (${isSysError(why) ? `${why.errno}: ${why.message}` : 'upstream prematurely closed connection'}) while connecting to upstream, ${context(exchange)}, upstream: "http://${server.host}:${server.port}${upstreamPath}"`);
    }
  }
  return statusPage(exchange, 502);
}

async function collect(request: HttpRequest): Promise<Uint8Array> {
  const parts: number[] = [];
  for await (const part of chunksOf(request.body)) parts.push(...part);
  return Uint8Array.from(parts);
}

function finish(exchange: Exchange, scope: Scope, answer: HttpAnswer): HttpAnswer {
  const tokens = inherited(scope, 'server_tokens')?.[0] === 'off';
  const own: [string, string][] = [['Server', tokens ? 'nginx' : `nginx/${exchange.version}`], ['Date', httpDate(exchange.sys.now())]];
  const added = (scope.map((block) => all(block, 'add_header')).find((found) => found.length > 0) ?? []).filter(({ args }) => answer.status < 400 || args.includes('always')).map(({ args }): [string, string] => [args[0]!, args[1] ?? '']);
  const kept: HeaderList = (answer.headers ?? []).filter(([name]) => name !== 'X-Dockyard-Proxied');
  return { ...answer, reason: answer.reason ?? nginxReason(answer.status), headers: [...own, ...kept, ['Connection', 'keep-alive'], ...added] };
}
