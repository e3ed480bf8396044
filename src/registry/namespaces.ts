import type { HttpAnswer } from '../lib/http/message';
import { splitTarget } from '../lib/http/wire';
import type { Accounts } from './accounts';
import type { CatalogueStore } from './catalogue';
import { TokenIssuer, type Access, type Action } from './auth';
import { json, refusal } from './errors';
import { makeRegistry, type RegistryHandler } from './server';
import type { KnownContents } from './store';

/** A public registry where everybody reads, and who has an account writes below the account's name. */
export interface NamespaceHost {
  /** Where its token service is: `https://HOST/PATH`. */
  path: string;
  /** What it answers to a login with a wrong password. */
  wrongPassword: HttpAnswer;
  /** Refuses with a message of its own what a token doesn't allow; without, by a challenge. */
  denied?: (exists: boolean) => HttpAnswer;
  /** No token at all is given for what can't be read. */
  strict?: boolean;
}

const unauthorized = (message: string): HttpAnswer => json(401, { errors: [{ code: 'UNAUTHORIZED', message, detail: {} }] });

/** The public registries that take pushes, as each words its refusals. */
export const NAMESPACE_HOSTS: Readonly<Record<string, NamespaceHost>> = {
  'ghcr.io': {
    path: '/token', wrongPassword: refusal('DENIED'), strict: true,
    denied: (exists) => refusal('DENIED', undefined, [], `permission_denied: ${exists ? 'write' : 'create'}_package`),
  },
  'quay.io': { path: '/v2/auth', wrongPassword: unauthorized('Invalid Username or Password') },
  'gcr.io': { path: '/v2/token', wrongPassword: unauthorized('authentication failed') },
};

export interface NamespaceOptions {
  name: string;
  store: CatalogueStore;
  known: KnownContents;
  accounts: Accounts;
  now(): number;
}

/** The registry and its token service as one handler. */
export function makeNamespaceRegistry(host: NamespaceHost, { name, store, known, accounts, now }: NamespaceOptions): RegistryHandler {
  const owns = (user: string, repository: string): boolean => user !== '' && repository.split('/')[0] === user;
  async function allowed(user: string, repository: string): Promise<readonly Action[]> {
    if (owns(user, repository)) return ['pull', 'push', 'delete'];
    return (await store.isKnown(repository)) ? ['pull'] : [];
  }
  const issuer = new TokenIssuer({ accounts, service: name, realm: `https://${name}${host.path}`, allowed, now, wrongPassword: host.wrongPassword });
  const registry = makeRegistry({ store, known, gate: issuer, deleteEnabled: false });

  /** Whether a token's bearer is known to the registry but may not do what is asked. */
  async function refusalOf(answer: HttpAnswer, access: Access): Promise<HttpAnswer> {
    const isKnown = (answer.headers ?? []).some(([field, value]) => field === 'Www-Authenticate' && value.includes('insufficient_scope'));
    return isKnown && host.denied && access.repository !== undefined ? host.denied(await store.hasRepository(access.repository)) : answer;
  }

  return async (request) => {
    const { path } = splitTarget(request.target);
    if (path === host.path) return issuer.issue(request, host.strict ? refusal('DENIED') : undefined);
    const answer = await registry(request);
    const repository = /^\/v2\/(.+)\/(?:blobs|manifests|tags|referrers)\//.exec(path)?.[1];
    return answer.status === 401 && repository !== undefined ? refusalOf(answer, { repository, action: 'push' }) : answer;
  };
}
