import { text } from '../lib/bytes';
import type { HttpAnswer, HttpRequest } from '../lib/http/message';
import { splitTarget } from '../lib/http/wire';
import { readAll } from '../lib/stream';
import type { Accounts } from './accounts';
import { TokenIssuer } from './auth';
import type { Catalogue, CatalogueStore } from './catalogue';
import { json, plain } from './errors';
import type { RegistryHandler } from './server';

export interface HubWebOptions {
  catalogue: Catalogue;
  store: CatalogueStore;
  accounts: Accounts;
  /** Repositories that only their owner sees; the web API adds to them and takes from them. */
  hidden: Set<string>;
  now(): number;
}

const FRONT_PAGE = `<!doctype html><title>Docker Hub</title><h1>Docker Hub, simulated</h1>
<p>Here is no page to click on, only the Hub's API. An account opens with the first login under its name; a repository with its first push, for all to see.</p>
<p>To keep one to yourself: POST /v2/users/login {"username", "password"} gives a token; then POST /v2/repositories/NAME/REPOSITORY/privacy {"is_private": true} with the field Authorization: Bearer TOKEN.</p>
`;
const NOT_FOUND = { message: 'object not found', errinfo: {} };

/** The parts of hub.docker.com's API that tutorials ask with curl: who one is, repositories, their tags, who sees them. */
export function makeHubWeb({ catalogue, store, accounts, hidden, now }: HubWebOptions): RegistryHandler {
  const issuer = new TokenIssuer({ accounts, service: 'hub.docker.com', realm: 'https://hub.docker.com', allowed: () => Promise.resolve([]), now });

  /** `POST /v2/users/login` and the newer `POST /v2/auth/token`. */
  async function logIn(request: HttpRequest, names: { user: string; password: string; token: string }): Promise<HttpAnswer> {
    const body = await bodyOf(request);
    const [user, password] = [body?.[names.user], body?.[names.password]];
    if (typeof user !== 'string' || typeof password !== 'string' || !accounts.logIn(user, password)) return json(401, { detail: 'Incorrect authentication credentials' });
    return json(200, { [names.token]: issuer.tokenFor(user) });
  }

  /** The answer for who may not change a repository of this namespace; undefined for its owner. */
  function stranger(request: HttpRequest, namespace: string): HttpAnswer | undefined {
    const user = issuer.userOf(request);
    if (user === '') return json(401, { detail: 'Authentication credentials were not provided.' });
    return user === namespace ? undefined : json(403, { detail: 'You do not have permission to perform this action.' });
  }

  function setPrivate(repository: string, isPrivate: boolean): void {
    if (isPrivate) hidden.add(repository);
    else hidden.delete(repository);
  }

  function shown(namespace: string, name: string): object {
    const repository = `${namespace}/${name}`;
    const listing = catalogue.listings().find((one) => one.name === (namespace === 'library' ? name : repository));
    return { user: namespace, name, namespace, repository_type: 'image', is_private: hidden.has(repository), description: listing?.description ?? '', star_count: listing?.stars ?? 0 };
  }

  /** `POST /v2/repositories/` and `POST /v2/namespaces/NAME/repositories`: a name, and who will see what is pushed to it. */
  async function create(request: HttpRequest, namespaceInPath: string | undefined): Promise<HttpAnswer> {
    const body = await bodyOf(request);
    const namespace = namespaceInPath ?? body?.namespace;
    const name = body?.name;
    if (typeof namespace !== 'string' || typeof name !== 'string' || !/^[a-z0-9][a-z0-9._-]+$/.test(name)) return json(400, { message: 'invalid repository name', errinfo: {} });
    const refused = stranger(request, namespace);
    if (refused) return refused;
    setPrivate(`${namespace}/${name}`, body?.is_private === true);
    return json(201, shown(namespace, name));
  }

  async function repository(request: HttpRequest, namespace: string, name: string, part: string): Promise<HttpAnswer> {
    const { path, query } = splitTarget(request.target);
    const full = `${namespace}/${name}`;
    const isOwner = issuer.userOf(request) === namespace;
    if (part === '/privacy' && request.method === 'POST') {
      const isPrivate = (await bodyOf(request))?.is_private;
      const refused = stranger(request, namespace);
      if (refused) return refused;
      if (typeof isPrivate !== 'boolean') return json(400, { is_private: ['This field is required.'] });
      if (!hidden.has(full) && !(await store.hasRepository(full))) return json(404, NOT_FOUND);
      setPrivate(full, isPrivate);
      return json(200, shown(namespace, name));
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return json(405, { detail: `Method "${request.method}" not allowed.` });
    const isThere = (await store.hasRepository(full)) || (hidden.has(full) && isOwner);
    if (!isThere || part === '/privacy' || (hidden.has(full) && !isOwner)) return json(404, NOT_FOUND);
    if (part !== '/tags') return json(200, shown(namespace, name));
    const wanted = (await store.tags(full)).filter((tag) => tag.includes(query.get('name') ?? ''));
    return json(200, page(`https://hub.docker.com${path}`, query, wanted.map((tag) => ({ name: tag, tag_status: 'active' }))));
  }

  return async (request) => {
    const { path } = splitTarget(request.target);
    if (path === '/') return plain(200, FRONT_PAGE, 'text/html; charset=utf-8');
    if (request.method === 'POST') {
      if (/^\/v2\/users\/login\/?$/.test(path)) return logIn(request, { user: 'username', password: 'password', token: 'token' });
      if (/^\/v2\/auth\/token\/?$/.test(path)) return logIn(request, { user: 'identifier', password: 'secret', token: 'access_token' });
      const creates = /^\/v2\/(?:repositories|namespaces\/([^/]+)\/repositories)\/?$/.exec(path);
      if (creates) return create(request, creates[1]);
    }
    const match = /^\/v2\/(?:repositories\/([^/]+)|namespaces\/([^/]+)\/repositories)\/([^/]+)(\/tags|\/privacy)?\/?$/.exec(path);
    return match ? repository(request, (match[1] ?? match[2])!, match[3]!, match[4] ?? '') : json(404, NOT_FOUND);
  };
}

/** A JSON object that a request carries; undefined for anything else. */
async function bodyOf(request: HttpRequest): Promise<Record<string, unknown> | undefined> {
  try {
    const value: unknown = JSON.parse(text(await readAll(request.body)));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A page of a list of hub.docker.com, with the addresses of its neighbours. */
function page(address: string, query: URLSearchParams, all: readonly object[]): object {
  const size = Math.max(1, Math.min(100, Number(query.get('page_size') ?? 10) || 10));
  const number = Math.max(1, Number(query.get('page') ?? 1) || 1);
  const others = query.toString().split('&').filter((one) => one !== '' && !one.startsWith('page='));
  const at = (other: number): string => `${address}?${[`page=${other}`, ...others].join('&')}`;
  return { count: all.length, next: number * size < all.length ? at(number + 1) : null, previous: number > 1 ? at(number - 1) : null, results: all.slice((number - 1) * size, number * size) };
}
