import { header, type HeaderList, type HttpAnswer, type HttpRequest } from '../lib/http/message';
import { HttpSyntaxError, splitTarget } from '../lib/http/wire';
import { StreamClosed } from '../lib/stream';
import { OPEN_GATE, type Access, type Gate } from './auth';
import { deleteBlob, getBlob } from './blobs';
import { json, notSimulated, refusal } from './errors';
import { deleteManifest, getManifest, putManifest, referrers } from './manifests';
import { NOTHING_KNOWN, type KnownContents, type RegistryStore } from './store';
import { Uploads } from './uploads';

export interface RegistryOptions {
  store: RegistryStore;
  gate?: Gate;
  known?: KnownContents;
  /** Deleting is refused as in a registry without REGISTRY_STORAGE_DELETE_ENABLED. */
  deleteEnabled?: boolean;
  readOnly?: boolean;
}

export type RegistryHandler = (request: HttpRequest) => Promise<HttpAnswer>;

/** A request on its way through the registry. */
export interface Exchange {
  request: HttpRequest;
  query: URLSearchParams;
  repository: string;
  store: RegistryStore;
  known: KnownContents;
}

const NAME = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const ROUTE = /^\/v2\/(.+?)\/(?:(tags)\/list|(manifests)\/([^/]+)|(referrers)\/([^/]+)|blobs\/(uploads)\/([^/]*)|(blobs)\/([^/]+))$/;

/** Escapes that aren't any, which Go's net/http refuses. */
const MALFORMED = /%(?![0-9A-Fa-f]{2})/;

/** A path with its escapes undone; undefined when that gives no text. */
function unescaped(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

const COMMON: HeaderList = [['Docker-Distribution-Api-Version', 'registry/2.0'], ['X-Content-Type-Options', 'nosniff']];

function withCommon(answer: HttpAnswer): HttpAnswer {
  return { ...answer, headers: [...(answer.headers ?? []), ...COMMON] };
}

/** An OCI registry (distribution-spec 1.1) as one handler over a store. */
export function makeRegistry(options: RegistryOptions): RegistryHandler {
  const gate = options.gate ?? OPEN_GATE;
  const known = options.known ?? NOTHING_KNOWN;
  const uploads = new Uploads();
  const { store } = options;

  async function route(request: HttpRequest): Promise<HttpAnswer> {
    const { path, query } = splitTarget(request.target);
    const refused = (access: Access): HttpAnswer | undefined => gate.check(request, access);
    const reading = request.method === 'GET' || request.method === 'HEAD';
    if (path === '/v2/' || path === '/v2') {
      return refused({ action: 'pull' }) ?? { status: 200, headers: [['Content-Type', 'application/json; charset=utf-8']], body: new Uint8Array([123, 125]) };
    }
    if (path === '/v2/_catalog') return refused({ action: 'pull' }) ?? catalog(store, query);
    if (MALFORMED.test(path)) throw new HttpSyntaxError('invalid URL escape');
    const match = ROUTE.exec(unescaped(path) ?? '');
    if (!match) return { status: 404, headers: [['Content-Type', 'text/plain; charset=utf-8']], body: new TextEncoder().encode('404 page not found\n') };
    const repository = match[1]!;
    if (!NAME.test(repository)) return refusal('NAME_INVALID', { name: repository });
    const action = reading ? 'pull' : request.method === 'DELETE' && !match[7] ? 'delete' : 'push';
    const no = refused({ repository, action });
    if (no) return no;
    if (!reading && options.readOnly) return refusal('UNSUPPORTED');
    if (action === 'delete' && options.deleteEnabled === false) return refusal('UNSUPPORTED');
    const exchange: Exchange = { request, query, repository, store, known };
    if (match[2]) return reading ? tagList(exchange) : methodNotAllowed();
    if (match[3]) {
      const reference = match[4]!;
      if (reading) return getManifest(exchange, reference);
      if (request.method === 'PUT') return putManifest(exchange, reference);
      if (request.method === 'DELETE') return deleteManifest(exchange, reference);
    } else if (match[5]) {
      if (reading) return referrers(exchange, match[6]!);
    } else if (match[7]) {
      return uploads.handle(exchange, match[8] ?? '');
    } else if (match[9]) {
      const digest = match[10]!;
      if (reading) return getBlob(exchange, digest);
      if (request.method === 'DELETE') return deleteBlob(exchange, digest);
    }
    return methodNotAllowed();
  }

  return async (request) => {
    try {
      return withCommon(await route(request));
    } catch (error) {
      // What is wrong with the connection is for who serves it.
      if (error instanceof HttpSyntaxError || error instanceof StreamClosed) throw error;
      return withCommon(refusal('UNKNOWN', error instanceof Error ? error.message : {}));
    }
  };
}

function methodNotAllowed(): HttpAnswer {
  return refusal('UNSUPPORTED');
}

/** One page of a sorted list, and the Link field to the next (distribution-spec, listing tags; RFC 5988). */
function page(all: readonly string[], query: URLSearchParams, path: string): { items: string[]; link: HeaderList } | undefined {
  const given = query.get('n');
  const last = query.get('last') ?? '';
  const rest = last === '' ? [...all] : all.filter((item) => item > last);
  if (given === null) return { items: rest, link: [] };
  if (!/^\d+$/.test(given)) return undefined;
  const n = Number(given);
  const items = rest.slice(0, n);
  if (n === 0 || rest.length <= n) return { items, link: [] };
  const next = new URLSearchParams({ last: items[items.length - 1]!, n: String(n) });
  return { items, link: [['Link', `<${path}?${next}>; rel="next"`]] };
}

async function tagList({ store, repository, query, request }: Exchange): Promise<HttpAnswer> {
  if (!(await store.hasRepository(repository))) {
    const unsimulated = await store.unsimulated?.(repository);
    return unsimulated === undefined ? refusal('NAME_UNKNOWN', { name: repository }) : notSimulated(unsimulated);
  }
  const listed = page(await store.tags(repository), query, splitTarget(request.target).path);
  if (!listed) return refusal('PAGINATION_NUMBER_INVALID', { n: query.get('n') });
  return json(200, { name: repository, tags: listed.items }, listed.link);
}

async function catalog(store: RegistryStore, query: URLSearchParams): Promise<HttpAnswer> {
  const listed = page(await store.repositories(), query, '/v2/_catalog');
  if (!listed) return refusal('PAGINATION_NUMBER_INVALID', { n: query.get('n') });
  return json(200, { repositories: listed.items }, listed.link);
}

/** A `Range: bytes=a-b` of a size; undefined when there is none, 'bad' when it can't be served (RFC 9110 section 14). */
export function byteRange(request: HttpRequest, size: number): { start: number; end: number } | 'bad' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header(request.headers, 'range') ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(size - 1, Number(match[2]));
  return start >= size || end < start ? 'bad' : { start, end };
}
