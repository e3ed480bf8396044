import { INTERNET_BANDWIDTH } from '../lib/bandwidth';
import { utf8 } from '../lib/bytes';
import { serveHttp } from '../lib/http/server';
import { splitTarget } from '../lib/http/wire';
import type { Duplex } from '../lib/stream';
import { httpDate } from '../lib/http/date';
import { Accounts } from './accounts';
import { REGISTRY_ADDRESSES, REGISTRY_LATENCY_MS, REGISTRY_PORTS } from './addresses';
import { basicGate } from './auth';
import { CatalogueStore, EMPTY_CATALOGUE, type Catalogue } from './catalogue';
import { makeHub, type Hub } from './hub';
import type { MemoryStoreData } from './memory-store';
import { makeNamespaceRegistry, NAMESPACE_HOSTS } from './namespaces';
import { makeRegistry, type RegistryHandler } from './server';
import { provideKnownContents } from '../oci/known-contents';
import type { KnownContents } from './store';

/** A host of the simulated internet (machine/net/types, InternetHost). */
export interface RegistryHost {
  names: readonly string[];
  ip: string;
  tcp: Readonly<Record<number, (connection: Duplex) => Promise<void>>>;
  latencyMs: number;
  bandwidth: number;
}

export interface InternetOptions {
  /** The catalogue of a registry, by its host name (`docker.io` for the Hub). */
  catalogue(host: string): Catalogue;
  known: KnownContents;
  now(): number;
  /** Hub accounts: name → password. */
  accounts?: Readonly<Record<string, string>>;
  /** A name that nobody has yet gets an account of a public registry at its first login, with a password of nine characters. */
  openAccounts?: boolean;
  /** Bytes a second that a download gets. */
  bandwidth?: number;
}

/** The accounts that there are everywhere; `username` is the placeholder of many a text. */
export const DEFAULT_ACCOUNTS = { alice: 'secret', bob: 'hunter2', learner: 'learner', username: 'password' } as const;
/** Docker Hub wants at least nine characters, and the others' tokens are longer. */
const SIGN_UP_LENGTH = 9;

export interface RegistryInternet {
  hosts: RegistryHost[];
  /** What was pushed and who signed up, as plain data. */
  save(): unknown;
  load(data: unknown): void;
}

interface Saved {
  hub: ReturnType<Hub['save']>;
  stores: Record<string, MemoryStoreData>;
  accounts: Record<string, [string, string][]>;
}

/** Docker Hub and the other registries of the simulated internet. */
export function openInternet(options: InternetOptions): RegistryInternet {
  // The machine's own programs (dockerd, registry) take known contents by name too.
  provideKnownContents(options.known);
  const bandwidth = options.bandwidth ?? INTERNET_BANDWIDTH;
  const accounts = options.accounts ?? DEFAULT_ACCOUNTS;
  const open = options.openAccounts ?? true;
  const stores = new Map<string, CatalogueStore>();
  const registers = new Map<string, Accounts>();
  const host = (names: readonly string[], ip: string, handler: RegistryHandler): RegistryHost => {
    const serve = (connection: Duplex): Promise<void> =>
      serveHttp(connection, handler, { defaultHeaders: () => [['Date', httpDate(options.now())], ['Server', 'nginx']] });
    return { names, ip, tcp: Object.fromEntries(REGISTRY_PORTS.map((port) => [port, serve])), latencyMs: REGISTRY_LATENCY_MS, bandwidth };
  };
  const registry = (name: string, ip: string, isPrivate: boolean): RegistryHost => {
    const catalogue = options.catalogue(name);
    const register = new Accounts(accounts, open ? SIGN_UP_LENGTH : undefined);
    const namespaces = NAMESPACE_HOSTS[name];
    const store = new CatalogueStore(catalogue, options.known, (namespace) => namespaces !== undefined && register.has(namespace), `${name}/`);
    stores.set(name, store);
    const { known, now } = options;
    if (isPrivate) return host([name], ip, privateRegistry(name, makeRegistry({ store, gate: basicGate(new Accounts(accounts)), known, deleteEnabled: true }), accounts));
    if (!namespaces) return host([name], ip, makeRegistry({ store, known, deleteEnabled: false, readOnly: true }));
    registers.set(name, register);
    return host([name], ip, makeNamespaceRegistry(namespaces, { name, store, known, accounts: register, now }));
  };
  const hub = makeHub({
    catalogue: options.catalogue('docker.io') ?? EMPTY_CATALOGUE,
    known: options.known,
    now: () => options.now(),
    accounts: new Accounts(accounts, open ? SIGN_UP_LENGTH : undefined),
  });
  const hosts = REGISTRY_ADDRESSES.map(({ names, ip, role }) => {
    switch (role) {
      case 'hub-registry': return host(names, ip, hub.registry);
      case 'hub-auth': return host(names, ip, hub.auth);
      case 'hub-index': return host(names, ip, hub.index);
      case 'hub-web': return host(names, ip, hub.web);
      default: return registry(names[0]!, ip, role === 'private');
    }
  });
  return {
    hosts,
    save(): Saved {
      return {
        hub: hub.save(),
        stores: Object.fromEntries([...stores].map(([name, store]) => [name, store.save()])),
        accounts: Object.fromEntries([...registers].map(([name, register]) => [name, register.save()])),
      };
    },
    load(data) {
      const saved = data as Saved;
      hub.load(saved.hub);
      for (const [name, store] of Object.entries(saved.stores)) stores.get(name)?.load(store);
      for (const [name, register] of Object.entries(saved.accounts)) registers.get(name)?.load(register);
    },
  };
}

/** A company's registry: its front page says who may log in, which nobody can do without an account of its own. */
function privateRegistry(name: string, registry: RegistryHandler, accounts: Readonly<Record<string, string>>): RegistryHandler {
  const page = `${name}: a private registry, simulated.\nAccounts (name and password): ${Object.entries(accounts).map((one) => one.join(' ')).join(', ')}\n`;
  return async (request) => (splitTarget(request.target).path === '/' ? { status: 200, headers: [['Content-Type', 'text/plain; charset=utf-8']], body: utf8(page) } : registry(request));
}
