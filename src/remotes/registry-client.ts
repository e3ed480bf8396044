import type { Schemas } from '../api/types';
import { text, utf8 } from '../lib/bytes';
import type { ClientResponse } from '../lib/http/client';
import { header, type HeaderList, type HttpBody } from '../lib/http/message';
import { readAll } from '../lib/stream';
import type { Sys } from '../machine/sys';
import { basic, parseChallenge, type Challenge } from './challenge';
import { fetchFrom } from './fetch-from';
import { isInsecure } from './insecure';
import { refuseUnsimulated, RegistryError } from './registry-errors';

export interface RegistryRequest {
  method: string;
  /** Path and query below the registry's root. */
  target: string;
  headers?: HeaderList;
  body?: HttpBody;
  /** What the request needs, for the token: `pull` or `pull,push`. */
  actions: string;
  /** Blobs mounted from elsewhere need a second scope. */
  alsoFrom?: string;
}

/** Where a registry really is: the Hub's name is not its registry's. */
export function registryHost(domain: string): string {
  return domain === 'docker.io' ? 'registry-1.docker.io' : domain;
}

/** What speaking with registries takes: the process that speaks, and the registries that may go without TLS. */
export interface Remotes {
  readonly sys: Sys;
  readonly host: RemoteRules;
}

/** Which registries go without TLS. */
export interface RemoteRules {
  /** Hosts with their ports, and networks; without, those that this machine's names and addresses say are its own. */
  readonly insecureRegistries?: readonly string[];
  /** Whether registries of this machine are asked by http:// from the first, as BuildKit does; only failures show it. */
  readonly speaksPlainToLocal?: boolean;
}

/** Who asks: decoded X-Registry-Auth, X-Registry-Config, or an entry of the client's configuration. */
export type RegistryAuth = Schemas['AuthConfig'] & { identitytoken?: string; registrytoken?: string };

/** Registries that may speak plain HTTP without being asked to (containerd MatchLocalhost). */
export function isLocal(host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return name === 'localhost' || name.startsWith('127.') || name === '[::1]';
}

const RETRIES = 5;
const RETRY_MS = 200;

/** Requests in all to a registry that asks for patience (containerd core/remotes/docker/resolver.go, maxAttempts). */
const ATTEMPTS = 5;
/** Statuses that are asked again once, and then believed. */
const DOUBTED = [500, 503, 504];
const PATIENCE = [408, 429];

/** Speaks with one repository of a registry, with what its authentication asks for (containerd remotes/docker). */
export class RegistryClient {
  private authorization: string | undefined;
  private insecure: boolean | undefined;

  constructor(
    private readonly remotes: Remotes,
    readonly domain: string,
    readonly repository: string,
    private readonly auth: RegistryAuth | undefined,
  ) {}

  get host(): string {
    return registryHost(this.domain);
  }

  /** The address of something below the registry's root, as errors give it. */
  url(target: string): string {
    return `${isLocal(this.host) ? 'http' : 'https'}://${this.host}${target}`;
  }

  /** A refusal for a status that nobody expected; it is read to its end. */
  async unexpected(method: string, target: string, answer: { status: number; reason: string; body: Uint8Array }): Promise<RegistryError> {
    let body = text(answer.body);
    // The answer to HEAD has no body: who is forbidden something asks again, to learn why.
    if (answer.status === 403 && method === 'HEAD') body = text((await this.read({ method: 'GET', target, actions: 'pull' })).body);
    if (answer.status === 403) refuseUnsimulated(body);
    return new RegistryError('unexpected', `unexpected status from ${method} request to ${this.url(target)}: ${answer.status} ${answer.reason}`, body);
  }

  /** The answer, whatever its status; its body must be read or closed. */
  async request(request: RegistryRequest): Promise<ClientResponse & { close(): void }> {
    for (let attempt = 1, before = 0; ; attempt++) {
      const answer = await this.authorized(request);
      const { status } = answer;
      const again = request.body === undefined && attempt < ATTEMPTS && (PATIENCE.includes(status) || (DOUBTED.includes(status) && before !== status));
      if (!again) return answer;
      before = status;
      await readAll(answer.body);
      answer.close();
    }
  }

  private async authorized(request: RegistryRequest): Promise<ClientResponse & { close(): void }> {
    const used = this.authorization;
    let answer = await this.send(request);
    if (answer.status !== 401) return answer;
    const challenge = parseChallenge(header(answer.headers, 'www-authenticate') ?? '');
    if (challenge.scheme !== 'basic' && challenge.scheme !== 'bearer') return answer;
    await readAll(answer.body);
    answer.close();
    // Another request may have been let in meanwhile; then its authorization does for this one too.
    if (this.authorization === used) await this.authorize(challenge, request);
    if (this.authorization === used) throw this.denied(request, challenge);
    answer = await this.send(request);
    if (answer.status !== 401) return answer;
    answer.close();
    throw this.denied(request, parseChallenge(header(answer.headers, 'www-authenticate') ?? ''));
  }

  /** The whole of a small answer. */
  async read(request: RegistryRequest): Promise<{ status: number; reason: string; headers: HeaderList; body: Uint8Array }> {
    const answer = await this.request(request);
    const body = await readAll(answer.body);
    answer.close();
    return { status: answer.status, reason: answer.reason, headers: answer.headers, body };
  }

  private async send(request: RegistryRequest): Promise<ClientResponse & { close(): void }> {
    const headers: [string, string][] = (request.headers ?? []).map(([name, value]) => [name, value]);
    if (this.authorization) headers.push(['Authorization', this.authorization]);
    const { sys, host } = this.remotes;
    this.insecure ??= host.insecureRegistries ? await isInsecure(sys, this.host, host.insecureRegistries) : isLocal(this.host);
    for (let tries = 0; ; tries++) {
      try {
        return await fetchFrom(sys, host.speaksPlainToLocal && isLocal(this.host) ? 'http' : 'https', this.host, { ...request, headers, tls: !this.insecure });
      } catch (error) {
        if (!(error instanceof RegistryError)) throw error;
        // A published port accepts before the registry behind it listens: questions are asked again.
        const isEarly = error.message.endsWith(': EOF') && request.body === undefined && tries < RETRIES;
        if (!isEarly) throw new RegistryError(error.kind, `failed to do request: ${error.message}`);
        await sys.sleep(RETRY_MS);
      }
    }
  }

  private denied(request: RegistryRequest, challenge: Challenge): RegistryError {
    const verb = request.actions.includes('push') ? 'push' : 'pull';
    const server = challenge.parameters['error'] ?? (challenge.scheme === 'bearer' ? 'insufficient_scope' : undefined);
    const reason = server ? `server message: ${server}: authorization failed` : 'authorization failed: no basic auth credentials';
    return new RegistryError('denied', `${verb} access denied, repository does not exist or may require authorization: ${reason}`);
  }

  private async authorize(challenge: Challenge, request: RegistryRequest): Promise<void> {
    const { username = '', password = '', identitytoken = '', registrytoken = '' } = this.auth ?? {};
    if (challenge.scheme === 'basic') {
      if (username === '') return;
      this.authorization = basic(username, password);
      return;
    }
    if (registrytoken !== '') {
      this.authorization = `Bearer ${registrytoken}`;
      return;
    }
    const realm = /^(https?):\/\/([^/]+)(\/.*)?$/.exec(challenge.parameters['realm'] ?? '');
    if (!realm) return;
    const query = new URLSearchParams();
    const scopes = [`repository:${this.repository}:${request.actions}`, ...(request.alsoFrom ? [`repository:${request.alsoFrom}:pull`] : [])];
    for (const scope of scopes) query.append('scope', scope);
    query.append('service', challenge.parameters['service'] ?? '');
    const answer = await fetchFrom(this.remotes.sys, realm[1] as 'http' | 'https', realm[2]!, identitytoken === ''
      ? { method: 'GET', target: `${realm[3] ?? '/'}?${query}`, headers: username === '' ? [] : [['Authorization', basic(username, password)]] }
      : { method: 'POST', target: realm[3] ?? '/', headers: [['Content-Type', 'application/x-www-form-urlencoded']], body: utf8(`grant_type=refresh_token&refresh_token=${encodeURIComponent(identitytoken)}&service=${encodeURIComponent(challenge.parameters['service'] ?? '')}&scope=${encodeURIComponent(scopes.join(' '))}`) });
    const body = await readAll(answer.body);
    answer.close();
    if (answer.status !== 200) {
      const what = `failed to authorize: failed to fetch ${username === '' ? 'anonymous' : 'oauth'} token: unexpected status from GET request to ${realm[0].split('?')[0]}?${query}: ${answer.status} ${answer.reason}`;
      throw answer.status < 500 ? new RegistryError('denied', what, answer.status === 403 ? text(body) : undefined) : new RegistryError('unexpected', what, text(body));
    }
    const { token, access_token: access } = JSON.parse(text(body)) as { token?: string; access_token?: string };
    this.authorization = `Bearer ${token ?? access ?? ''}`;
  }
}
