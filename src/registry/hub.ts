import type { HttpAnswer, HttpRequest } from '../lib/http/message';
import { splitTarget } from '../lib/http/wire';
import { Accounts } from './accounts';
import { TokenIssuer, type Action } from './auth';
import { CatalogueStore, type Catalogue, type Listing } from './catalogue';
import { json, plain } from './errors';
import { makeHubWeb } from './hub-web';
import type { MemoryStoreData } from './memory-store';
import { RateLimit, type Pulls } from './rate-limit';
import { makeRegistry, type RegistryHandler } from './server';
import type { KnownContents } from './store';

export interface HubOptions {
  catalogue: Catalogue;
  known: KnownContents;
  now(): number;
  accounts: Accounts;
}

/** What was pushed to the Hub, who signed up, and who pulled when, as plain data. */
export interface HubData {
  store: MemoryStoreData;
  accounts: [string, string][];
  pulls?: Pulls;
  /** Repositories that only their owner sees. */
  hidden?: string[];
}

/** Docker Hub's hosts: the registry, its token service, the index with its search, the web's API. */
export interface Hub {
  registry: RegistryHandler;
  auth: RegistryHandler;
  index: RegistryHandler;
  web: RegistryHandler;
  save(): HubData;
  load(data: HubData): void;
}

const REALM = 'https://auth.docker.io/token';
const SERVICE = 'registry.docker.io';

export function makeHub(options: HubOptions): Hub {
  const { catalogue, known, now, accounts } = options;
  const hidden = new Set<string>();
  const store = new CatalogueStore(catalogue, known, (namespace) => accounts.has(namespace));

  /** Owners may do all with what is theirs; others read what is there and isn't private. */
  async function allowed(user: string, repository: string): Promise<readonly Action[]> {
    if (user !== '' && repository.split('/')[0] === user) return ['pull', 'push', 'delete'];
    return !hidden.has(repository) && (await store.isKnown(repository)) ? ['pull'] : [];
  }

  const issuer = new TokenIssuer({ accounts, service: SERVICE, realm: REALM, allowed, now });
  const limit = new RateLimit(now, (request) => issuer.userOf(request));

  async function listings(): Promise<Listing[]> {
    const offered = catalogue.listings();
    const names = new Set(offered.map((listing) => (listing.name.includes('/') ? listing.name : `library/${listing.name}`)));
    const pushed = (await store.repositories()).filter((name) => !names.has(name) && !hidden.has(name) && !name.startsWith('library/'));
    return [...offered, ...pushed.map((name) => ({ name, description: '', stars: 0, official: false }))];
  }

  /** `GET /v1/search?q=&n=&page=`: what `docker search` asks. */
  async function search(request: HttpRequest): Promise<HttpAnswer> {
    const { path, query } = splitTarget(request.target);
    if (path !== '/v1/search') return plain(404, 'Not Found\n');
    const term = (query.get('q') ?? '').toLowerCase().replace(/^library\//, '');
    const size = Math.max(1, Math.min(100, Number(query.get('n') ?? 25) || 25));
    const found = rank(await listings(), term);
    const page = Math.max(1, Number(query.get('page') ?? 1) || 1);
    const results = found.slice((page - 1) * size, page * size).map((listing) => ({
      star_count: listing.stars, is_official: listing.official, name: listing.name, is_automated: false, description: listing.description,
    }));
    return json(200, { num_pages: Math.max(1, Math.ceil(found.length / size)), num_results: found.length, page_size: size, page, query: term, results });
  }

  return {
    registry: limit.wrap(makeRegistry({ store, gate: issuer, known, deleteEnabled: false })),
    auth: async (request) => (splitTarget(request.target).path === '/token' ? issuer.issue(request) : plain(404, 'not found\n')),
    index: search,
    web: makeHubWeb({ catalogue, store, accounts, hidden, now }),
    save: () => ({ store: store.save(), accounts: accounts.save(), pulls: limit.save(), hidden: [...hidden] }),
    load(data) {
      store.load(data.store);
      accounts.load(data.accounts);
      limit.load(data.pulls ?? {});
      hidden.clear();
      for (const name of data.hidden ?? []) hidden.add(name);
    },
  };
}

/** Names that are the term come first, then names that contain it, then descriptions; more stars before fewer. */
export function rank(listings: readonly Listing[], term: string): Listing[] {
  const score = (listing: Listing): number => {
    const name = listing.name.toLowerCase();
    if (name === term) return 3;
    if (name.includes(term)) return 2;
    return listing.description.toLowerCase().includes(term) ? 1 : 0;
  };
  return listings
    .map((listing) => ({ listing, score: score(listing) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || Number(b.listing.official) - Number(a.listing.official) || b.listing.stars - a.listing.stars || (a.listing.name < b.listing.name ? -1 : 1))
    .map((one) => one.listing);
}
