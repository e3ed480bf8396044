import type { HeaderList, HttpAnswer, HttpRequest } from '../lib/http/message';
import { splitTarget } from '../lib/http/wire';
import { isManifestType } from '../oci/image';
import { digestOfText } from '../oci/digest';
import { refusal } from './errors';
import type { RegistryHandler } from './server';

const WINDOW_SECONDS = 6 * 60 * 60;
const ANONYMOUS_PULLS = 100;
const PERSONAL_PULLS = 200;
/** The address that the learner's network has towards the internet. */
const SOURCE = '203.0.113.77';
const UNKNOWN_USED_UP = 'You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit';
const USED_UP = 'You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit';
const MANIFEST = /^\/v2\/.+\/manifests\/[^/]+$/;
const PROVENANCE = /"mediaType":\s*"application\/vnd\.in-toto/;

/** When somebody pulled: for each source the times in milliseconds. */
export type Pulls = Record<string, number[]>;

/**
 * Docker Hub's limit on pulls (docs.docker.com/docker-hub/usage/pulls): each image manifest that is fetched is a pull,
 * asking for its headers alone is none. Without an account the address counts, else the account.
 */
export class RateLimit {
  private pulls: Pulls = {};

  constructor(
    private readonly now: () => number,
    /** Who a request's token stands for: '' for nobody. */
    private readonly userOf: (request: HttpRequest) => string,
  ) {}

  wrap(registry: RegistryHandler): RegistryHandler {
    return async (request) => {
      const isManifest = MANIFEST.test(splitTarget(request.target).path) && (request.method === 'GET' || request.method === 'HEAD');
      if (!isManifest) return registry(request);
      const user = this.userOf(request);
      const limit = user === '' ? ANONYMOUS_PULLS : PERSONAL_PULLS;
      const source = user === '' ? SOURCE : account(user);
      const since = this.now() - WINDOW_SECONDS * 1000;
      const recent = (this.pulls[source] ?? []).filter((time) => time > since);
      const answer = await registry(request);
      if (answer.status !== 200) return answer;
      if (request.method === 'GET' && isImage(answer)) {
        if (recent.length >= limit) return refusal('TOOMANYREQUESTS', undefined, told(limit, 0, source), user === '' ? UNKNOWN_USED_UP : USED_UP);
        recent.push(this.now());
        this.pulls[source] = recent;
      }
      return { ...answer, headers: [...(answer.headers ?? []), ...told(limit, limit - recent.length, source)] };
    };
  }

  save(): Pulls {
    return structuredClone(this.pulls);
  }

  load(data: Pulls): void {
    this.pulls = structuredClone(data);
  }
}

function told(limit: number, remaining: number, source: string): HeaderList {
  return [['ratelimit-limit', `${limit};w=${WINDOW_SECONDS}`], ['ratelimit-remaining', `${remaining};w=${WINDOW_SECONDS}`], ['docker-ratelimit-source', source]];
}

/** An account's id, as it stands in place of an address. */
function account(user: string): string {
  const hex = digestOfText(`account ${user}`).slice('sha256:'.length);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function isImage({ headers, body }: HttpAnswer): boolean {
  const type = (headers ?? []).find(([name]) => name === 'Content-Type')?.[1] ?? '';
  return isManifestType(type) && !(body instanceof Uint8Array && PROVENANCE.test(new TextDecoder().decode(body)));
}
