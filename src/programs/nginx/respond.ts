import { utf8 } from '../../lib/bytes';
import { header } from '../../lib/http/message';
import { checkAccess } from './access';
import { all, last, type Directive } from './config';
import { logError } from './error-log';
import { inheritedAll, type Exchange } from './exchange';
import { file, folder, indexOf, tryFiles } from './files';
import { bodyLimit } from './filters';
import { Finish, statusPage, type Reply } from './pages';
import { productOf } from './product';
import { proxied } from './proxy';
import { runScript } from './script';
import { chooseLocation } from './site';
import { expand } from './variables';

const REDIRECTS = 10;
const GATEWAYS = ['fastcgi_pass', 'uwsgi_pass', 'scgi_pass', 'grpc_pass', 'memcached_pass'];

/** Enters the location of the path, or a named one: its blocks become the scope. */
function enter(exchange: Exchange, named?: Directive): void {
  const { server, site } = exchange;
  const { chain, captures } = named ? { chain: [named], captures: undefined } : chooseLocation(server.block, exchange.uri);
  if (captures) {
    exchange.captures = captures;
    for (const [name, value] of Object.entries(captures.groups ?? {})) exchange.values.set(name, value ?? '');
  }
  exchange.location = chain.at(-1);
  exchange.scope = [...chain.map((location) => location.block!).reverse(), server.block, site.http];
}

const page = (exchange: Exchange, status: number): Finish => new Finish(statusPage(status, productOf(exchange)));

async function countRedirect(exchange: Exchange, to: string): Promise<void> {
  exchange.isInternal = true;
  if (++exchange.internalRedirects <= REDIRECTS) return;
  await logError(exchange, 'error', `rewrite or internal redirection cycle while internally redirecting to "${to}"`);
  throw page(exchange, 500);
}

/** An internal redirect: to a path with arguments, or to a named location. */
async function redirectTo(exchange: Exchange, to: string, body: Uint8Array | undefined): Promise<Reply> {
  await countRedirect(exchange, to);
  if (to.startsWith('@')) {
    const named = all(exchange.server.block, 'location').find(({ args }) => args[0] === to);
    if (!named) {
      await logError(exchange, 'error', `could not find named location "${to}"`);
      throw page(exchange, 500);
    }
    enter(exchange, named);
    return located(exchange, body);
  }
  const at = to.indexOf('?');
  exchange.uri = at === -1 ? to : to.slice(0, at);
  if (at !== -1) exchange.args = to.slice(at + 1);
  exchange.isRewritten = true;
  exchange.scope = [exchange.server.block, exchange.site.http];
  runScript(exchange, exchange.server.block);
  enter(exchange);
  return located(exchange, body);
}

/** The phases of a location: rewriting, access, try_files, content. Throws Finish. */
async function located(exchange: Exchange, body: Uint8Array | undefined): Promise<Reply> {
  for (let cycles = 0; runScript(exchange, exchange.location?.block ?? []) === 'changed'; ) {
    if (++cycles > REDIRECTS) {
      await logError(exchange, 'error', `rewrite or internal redirection cycle while processing "${exchange.uri}"`);
      throw page(exchange, 500);
    }
    enter(exchange);
  }
  if (exchange.location && all(exchange.location.block, 'internal').length > 0 && !exchange.isInternal) throw page(exchange, 404);
  const limit = bodyLimit(exchange);
  const announced = Number(header(exchange.request.headers, 'content-length') ?? body?.length ?? 0);
  if (limit > 0 && announced > limit && !exchange.isInternal) {
    await logError(exchange, 'error', `client intended to send too large body: ${announced} bytes`);
    throw page(exchange, 413);
  }
  await checkAccess(exchange);
  const tries = last(exchange.location?.block, 'try_files') ?? (exchange.location ? undefined : last(exchange.server.block, 'try_files'));
  if (tries) {
    const found = tryFiles(exchange, tries);
    if ('code' in found) throw page(exchange, found.code);
    if ('go' in found) return redirectTo(exchange, found.go, body);
    exchange.uri = found.uri;
  }
  return content(exchange, body);
}

async function content(exchange: Exchange, body: Uint8Array | undefined): Promise<Reply> {
  const { location, request, site } = exchange;
  const limitExcept = all(location?.block, 'limit_except').find(({ args }) => !args.includes(request.method) && !(request.method === 'HEAD' && args.includes('GET')));
  if (limitExcept && limitExcept.block!.some(({ name, args }) => name === 'deny' && args[0] === 'all')) {
    await logError(exchange, 'error', 'access forbidden by rule');
    throw page(exchange, 403);
  }
  // proxy_pass belongs to a location, or to the `if` in it that held; it isn't inherited by nested locations.
  const own = exchange.scope.filter((block) => block !== exchange.server.block && block !== site.http).slice(0, 2);
  const block = own.find((each) => each === location?.block || each === own[0]);
  for (const each of own[0] === location?.block ? [block] : own) {
    const pass = all(each, 'proxy_pass').at(-1);
    if (pass) return proxied(exchange, pass, body);
    const gateway = each?.find(({ name }) => GATEWAYS.includes(name));
    if (gateway) {
      await logError(exchange, 'error', `dockyard: ${gateway.name} is not simulated`);
      throw page(exchange, 502);
    }
  }
  if (all(location?.block, 'stub_status').length > 0) return stubStatus(exchange);
  if (all(location?.block, 'empty_gif').length > 0) return { status: 200, contentType: 'image/gif', body: Uint8Array.from(atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=='), (c) => c.charCodeAt(0)) };
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) throw page(exchange, 405);
  if (!exchange.uri.endsWith('/')) return file(exchange);
  const index = await indexOf(exchange);
  return index === undefined ? folder(exchange) : redirectTo(exchange, index, body);
}

function stubStatus({ site }: Exchange): Reply {
  const { accepted, requests, active } = site.counts;
  return { status: 200, contentType: 'text/plain', body: utf8(`Active connections: ${active} \nserver accepts handled requests\n ${accepted} ${accepted} ${requests} \nReading: 0 Writing: 1 Waiting: ${active - 1} \n`) };
}

/** error_page for a status: where it leads, and the status that is shown instead. */
function errorPage(exchange: Exchange, status: number): { to: string; status: number | undefined } | undefined {
  for (const { args } of inheritedAll(exchange.scope, 'error_page')) {
    const to = args.at(-1)!;
    const codes = args.slice(0, -1).filter((arg) => !arg.startsWith('='));
    const change = args.slice(0, -1).find((arg) => arg.startsWith('='))?.slice(1);
    if (codes.includes(String(status))) return { to: expand(exchange, to), status: change === undefined ? status : change === '' ? undefined : Number(change) };
  }
  return undefined;
}

/** Answers a request by its server's configuration. */
export async function respond(exchange: Exchange, body: Uint8Array | undefined): Promise<Reply> {
  let reply: Reply;
  try {
    exchange.scope = [exchange.server.block, exchange.site.http];
    runScript(exchange, exchange.server.block);
    enter(exchange);
    reply = await located(exchange, body);
  } catch (error) {
    if (!(error instanceof Finish)) throw error;
    reply = error.reply;
  }
  return withErrorPage(exchange, reply, body);
}

async function withErrorPage(exchange: Exchange, made: Reply, body: Uint8Array | undefined): Promise<Reply> {
  let reply = made;
  let hadPage = false;
  for (;;) {
    if (reply.status < 300 || reply.proxied || reply.silent || hadPage) return reply;
    const found = reply.location === undefined || reply.status < 400 ? errorPage(exchange, reply.status) : undefined;
    if (!found) return reply;
    if (/^https?:\/\//.test(found.to)) return statusPage(found.status !== undefined && [301, 302, 303, 307, 308].includes(found.status) ? found.status : 302, productOf(exchange), found.to);
    hadPage = true;
    const kept = reply.headers ?? [];
    try {
      const inner = await redirectTo(exchange, found.to, body);
      // A page is shown with the status of what went wrong, whatever its own.
      const status = found.status ?? inner.status;
      reply = { ...inner, status, ranges: status === 200, headers: [...kept, ...(inner.headers ?? [])] };
      return reply;
    } catch (error) {
      if (!(error instanceof Finish)) throw error;
      if (error.reply.isText) return { ...error.reply, status: found.status ?? error.reply.status };
      reply = { ...error.reply, headers: [...kept, ...(error.reply.headers ?? [])] };
    }
  }
}
