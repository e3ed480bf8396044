import { text } from '../lib/bytes';
import { header, type HeaderList } from '../lib/http/message';
import { readAll } from '../lib/stream';
import type { Sys } from '../machine/sys';
import type { Reference } from '../oci/reference';
import { basic, parseChallenge, type Challenge } from './challenge';
import { distributionError } from './distribution-errors';
import { fetchFrom, type FetchRequest } from './fetch-from';
import { registryHost, type RegistryAuth } from './registry-client';
import { RegistryError } from './registry-errors';

/** A registry without TLS, of which nobody said that it may go without. */
export class ProtocolError extends Error {}

interface Answer {
  status: number;
  reason: string;
  headers: HeaderList;
  body: Uint8Array;
}

/** One repository as distribution's own client speaks with it, with what `docker manifest` says of failures (docker/cli internal/registryclient). */
export class DistributionClient {
  private authorization: string | undefined;

  private constructor(
    private readonly sys: Sys,
    private readonly scheme: 'http' | 'https',
    private readonly host: string,
    readonly repository: string,
    private readonly auth: RegistryAuth,
    /** What the registry's root asks for; what its repositories ask for isn't heeded. */
    private readonly challenge: Challenge | undefined,
  ) {}

  /** Throws ProtocolError where there is no TLS but for `insecure`, and what keeps the registry's root from being asked. */
  static async open(sys: Sys, { domain, path }: Reference, auth: RegistryAuth, insecure: boolean): Promise<DistributionClient> {
    const host = registryHost(domain);
    const over = async (scheme: 'http' | 'https'): Promise<DistributionClient> => {
      const root = await once(sys, scheme, host, { method: 'GET', target: '/v2/' }).catch((error: unknown) => {
        if (!(error instanceof RegistryError)) throw error;
        const reason = `failed to configure transport: error pinging v2 registry: ${error.message}`;
        throw reason.includes('server gave HTTP response to HTTPS client') ? new ProtocolError(reason, { cause: error }) : new Error(reason, { cause: error });
      });
      return new DistributionClient(sys, scheme, host, path, auth, root.status === 401 ? parseChallenge(header(root.headers, 'www-authenticate') ?? '') : undefined);
    };
    return over('https').catch((error: unknown) => {
      if (insecure && error instanceof ProtocolError) return over('http');
      throw error;
    });
  }

  /** The answer to a request about this repository, whatever its status; `from` is where a blob is mounted from. */
  async ask(request: { method: string; path: string; headers?: HeaderList; body?: Uint8Array; actions: 'pull' | 'pull,push'; from?: string }): Promise<Answer> {
    const target = `/v2/${this.repository}/${request.path}`;
    try {
      const authorization = request.from === undefined ? (this.authorization ??= await this.authorize(request.actions)) : await this.authorize(request.actions, request.from);
      const headers: HeaderList = [...(request.headers ?? []), ...(authorization ? [['Authorization', authorization] as const] : [])];
      return await once(this.sys, this.scheme, this.host, { method: request.method, target, headers, ...(request.body && { body: request.body }) });
    } catch (error) {
      if (!(error instanceof Unauthorized)) throw error;
      throw new Error(`${request.method[0]!}${request.method.slice(1).toLowerCase()} "${this.scheme}://${this.host}${target}": ${error.message}`, { cause: error });
    }
  }

  private async authorize(actions: string, from?: string): Promise<string> {
    const { username = '', password = '', registrytoken = '' } = this.auth;
    if (!this.challenge) return '';
    const { scheme, parameters } = this.challenge;
    if (registrytoken !== '') return `Bearer ${registrytoken}`;
    if (scheme === 'basic') {
      if (username === '' || password === '') throw new Unauthorized('no basic auth credentials');
      return basic(username, password);
    }
    const realm = /^(https?):\/\/([^/]+)(\/.*)?$/.exec(parameters['realm'] ?? '');
    if (scheme !== 'bearer' || !realm) return '';
    const query = new URLSearchParams(username === '' ? [] : [['account', username]]);
    query.append('scope', `repository:${this.repository}:${actions}`);
    if (from !== undefined && from !== this.repository) query.append('scope', `repository:${from}:pull`);
    query.append('service', parameters['service'] ?? '');
    const answer = await once(this.sys, realm[1] as 'http' | 'https', realm[2]!, {
      method: 'GET', target: `${realm[3] ?? '/'}?${query}`, headers: username === '' ? [] : [['Authorization', basic(username, password)]],
    }).catch((error: unknown) => {
      throw error instanceof RegistryError ? new Unauthorized(error.message) : error;
    });
    if (answer.status >= 400) throw new Unauthorized(distributionError(answer, text(answer.body)).message);
    const { token, access_token: access } = JSON.parse(text(answer.body)) as { token?: string; access_token?: string };
    return `Bearer ${token ?? access ?? ''}`;
  }
}

/** Why a request couldn't be authorized. */
class Unauthorized extends Error {}

async function once(sys: Sys, scheme: 'http' | 'https', host: string, request: FetchRequest): Promise<Answer> {
  const answer = await fetchFrom(sys, scheme, host, { ...request, tls: scheme === 'https' });
  const body = await readAll(answer.body);
  answer.close();
  return { status: answer.status, reason: answer.reason, headers: answer.headers, body };
}
