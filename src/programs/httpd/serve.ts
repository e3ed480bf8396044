import { header, type HttpAnswer, type HttpRequest } from '../../lib/http/message';
import { splitTarget } from '../../lib/http/wire';
import type { Sys } from '../../machine/sys';
import { httpDate } from '../../lib/http/date';
import { normalPath } from '../servers/normal-path';
import { parseSpan } from '../servers/times';
import { Answerer } from './answer';
import type { Logs } from './logs';
import type { Made } from './pages';
import { chooseHost, lastOf, type Apache } from './site';
import { setting, settings, type Visit } from './visit';

/** Where a request came in. */
export interface Arrival {
  peer: string;
  peerPort: number;
  address: string;
  port: number;
}

/** `Apache/2.4.68 (Unix)`, or less of it as ServerTokens says. */
export function productOf(apache: Apache, version: string, system: string): string {
  const tokens = (lastOf(apache.main, 'servertokens')?.[0] ?? 'full').toLowerCase();
  const [major, minor] = version.split('.');
  return { prod: 'Apache', productonly: 'Apache', major: `Apache/${major}`, minor: `Apache/${major}.${minor}`, min: `Apache/${version}`, minimal: `Apache/${version}` }[tokens] ?? `Apache/${version} (${system})`;
}

/** `access plus 1 month 2 days`, `A3600`: milliseconds; undefined for what can't be read. */
function expiresIn(text: string): number | undefined {
  const short = /^"?[AM](\d+)"?$/.exec(text);
  if (short) return Number(short[1]) * 1000;
  return parseSpan(text.replace(/^"?(access|now|modification)( plus)?\s*/i, '').replace(/"$/, ''));
}

type Fields = [string, string][];

/** Header of one table (`always` or not) over fields. */
function changed(visit: Visit, fields: Fields, always: boolean): Fields {
  let out = fields;
  for (const { args } of settings(visit, 'header')) {
    const condition = /^(always|onsuccess)$/i.test(args[0]!) ? args[0]!.toLowerCase() : undefined;
    if ((condition === 'always') !== always) continue;
    const [action = '', name = '', value = ''] = condition === undefined ? args : args.slice(1);
    const text = value.replace(/%%|%t|%D/g, (code) => (code === '%%' ? '%' : code === '%t' ? `t=${Math.floor(visit.sys.now() * 1000)}` : 'D=500'));
    const has = (field: string) => field.toLowerCase() === name.toLowerCase();
    const before = out.find(([field]) => has(field));
    switch (action.toLowerCase()) {
      case 'set': out = before ? out.map((one): [string, string] => (has(one[0]) ? [name, text] : one)) : [...out, [name, text]]; break;
      case 'add': out = [...out, [name, text]]; break;
      case 'setifempty': out = before ? out : [...out, [name, text]]; break;
      case 'append': case 'merge': out = before ? out.map((one): [string, string] => (has(one[0]) ? [one[0], `${one[1]}, ${text}`] : one)) : [...out, [name, text]]; break;
      case 'unset': out = out.filter(([field]) => !has(field)); break;
      default: break;
    }
  }
  return out;
}

function finished(visit: Visit, made: Made, product: string, keepAlive: boolean): { headers: Fields; isChunked: boolean } {
  const isBodiless = made.status === 304 || made.status === 204;
  const given = made.headers.filter(([name]) => !/^content-(length|range)$/i.test(name)).map(([name, value]): [string, string] => [name, value]);
  const late: Fields = made.headers.filter(([name]) => /^content-range$/i.test(name)).map(([name, value]) => [name, value]);
  const length = isBodiless ? undefined : made.body instanceof Uint8Array ? String(made.body.length) : header(made.headers, 'content-length');
  const isChunked = !isBodiless && length === undefined && visit.request.version === '1.1';
  let fields: Fields = [...given, ...(length === undefined ? [] : [['Content-Length', length] as [string, string]]), ...late];
  if (!made.isError && made.status < 400) {
    const rule = settings(visit, 'expiresbytype').filter(({ args }) => args[0] === (made.type ?? '').split(';')[0]).at(-1)?.args[1] ?? setting(visit, 'expiresdefault')?.join(' ');
    const ms = /^on$/i.test(setting(visit, 'expiresactive')?.[0] ?? 'off') && rule !== undefined ? expiresIn(rule) : undefined;
    if (ms !== undefined && !/^(301|302|303|307|308)$/.test(String(made.status))) fields.push(['Cache-Control', `max-age=${Math.floor(ms / 1000)}`], ['Expires', httpDate(visit.sys.now() + ms)]);
  }
  // A page of the server's own has lost what `Header set` would have added.
  if (!made.isError || visit.shownFor !== undefined) fields = changed(visit, fields, false);
  const always = changed(visit, [], true);
  const headers: Fields = [['Date', httpDate(visit.sys.now())], ['Server', header(made.headers, 'server') ?? product], ...always, ...fields.filter(([name]) => name.toLowerCase() !== 'server')];
  if (isChunked) headers.push(['Transfer-Encoding', 'chunked']);
  if (made.closes || (visit.request.version === '1.1' && !keepAlive)) headers.push(['Connection', 'close']);
  if (made.type !== undefined && !isBodiless) headers.push(['Content-Type', made.type]);
  return { headers, isChunked };
}

/** Answers one request and logs it. */
export async function serveRequest(sys: Sys, apache: Apache, logs: Logs, build: { version: string; system: string }, request: HttpRequest, arrival: Arrival): Promise<HttpAnswer> {
  const name = (header(request.headers, 'host') ?? '').replace(/:\d*$/, '');
  const { queryText } = splitTarget(request.target);
  const product = productOf(apache, build.version, build.system);
  const visit: Visit = {
    sys, apache, request, ...arrival, host: chooseHost(apache, arrival.address, arrival.port, name), path: splitTarget(request.target).path, query: queryText, file: '', layers: [], folders: [], user: undefined, turns: 0, shownFor: undefined,
    log: (module, level, message) => logs.error(visit, module, level, message),
  };
  const made = await new Answerer(build.version, product).answer(visit, normalPath(request.target));
  const keepAlive = !/^off$/i.test(lastOf(apache.main, 'keepalive')?.[0] ?? 'on') && !made.closes;
  const { headers } = finished(visit, made, product, keepAlive && !/close/i.test(header(request.headers, 'connection') ?? ''));
  if (made.body instanceof Uint8Array) {
    await logs.access(visit, made, headers, request.method === 'HEAD' ? 0 : made.body.length);
    return { status: made.status, headers, body: made.body };
  }
  const source = made.body;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const part of source) {
      bytes += part.length;
      yield part;
    }
    await logs.access(visit, made, headers, bytes);
  };
  return { status: made.status, headers, body: counted() };
}
