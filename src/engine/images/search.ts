import { EngineError, invalid, systemError } from '../../api/errors';
import type { Filters } from '../../api/filters';
import { text } from '../../lib/bytes';
import { decodeJson, JsonFault } from '../../lib/json-scanner';
import { readAll } from '../../lib/stream';
import type { ImageContext } from './context';
import type { RegistryAuth } from './ports';
import { fetchFrom } from '../../remotes/fetch-from';
import { isLocal } from '../../remotes/registry-client';
import { RegistryError } from '../../remotes/registry-errors';

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 100;

interface Result {
  star_count: number;
  is_official: boolean;
  name: string;
  is_automated: boolean;
  description: string;
}

/** GET /images/search (moby daemon/pkg/registry/search.go). */
export async function searchImages(context: ImageContext, options: { term: string; limit: number; filters: Filters; auth?: RegistryAuth }): Promise<Result[]> {
  const { term, filters } = options;
  filters.validate(['is-automated', 'is-official', 'stars']);
  if (options.limit < 0 || options.limit > MAX_LIMIT) throw invalid(`limit ${options.limit} is outside the range of [1, 100]`);
  const limit = options.limit || DEFAULT_LIMIT;
  const onlyOfficial = filters.has('is-official') ? filters.bool('is-official', false) : undefined;
  const onlyAutomated = filters.has('is-automated') ? filters.bool('is-automated', false) : undefined;
  const stars = Math.max(0, ...filters.get('stars').map((value) => {
    if (!/^-?\d+$/.test(value)) throw invalid(`invalid filter 'stars=[${value}]'`);
    return Number(value);
  }));
  const slash = term.indexOf('/');
  const first = slash === -1 ? '' : term.slice(0, slash);
  const hasHost = first === 'localhost' || /[.:]/.test(first);
  const host = hasHost && first !== 'docker.io' && first !== 'index.docker.io' ? first : 'index.docker.io';
  if (host === first) await ping(context, host);
  const query = new URLSearchParams({ q: hasHost ? term.slice(slash + 1) : term, n: String(limit) });
  try {
    const answer = await fetchFrom(context.sys, isLocal(host) ? 'http' : 'https', host, { method: 'GET', target: `/v1/search?${query}`, headers: [['X-Docker-Token', 'true']] });
    const body = await readAll(answer.body);
    answer.close();
    if (answer.status !== 200) throw systemError(`unexpected status code ${answer.status}`);
    const { results } = searchResults(text(body));
    return results
      .filter((one) => (onlyOfficial === undefined || one.is_official === onlyOfficial) && (onlyAutomated === undefined || one.is_automated === onlyAutomated) && one.star_count >= stars)
      .slice(0, limit)
      .map(({ star_count, is_official, name, is_automated, description }) => ({ star_count, is_official, name, is_automated, description }));
  } catch (error) {
    if (error instanceof RegistryError) throw new EngineError('system', `error searching registry: ${error.message}`);
    throw error;
  }
}

function searchResults(body: string): { results: Result[] } {
  try {
    return decodeJson(body) as { results: Result[] };
  } catch (error) {
    if (error instanceof JsonFault) throw systemError(`error decoding registry search results: ${error.message}`);
    throw error;
  }
}

/** A registry that isn't the Hub is asked whether it is there (moby daemon/pkg/registry/search_endpoint_v1.go). */
async function ping(context: ImageContext, host: string): Promise<void> {
  try {
    const answer = await fetchFrom(context.sys, isLocal(host) ? 'http' : 'https', host, { method: 'GET', target: '/v1/_ping' });
    await readAll(answer.body);
    answer.close();
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    const { message } = error;
    if (isLocal(host)) {
      throw invalid(`invalid registry endpoint "http://${host}/v1/". HTTPS attempt: ${message.replace('"http:', '"https:')}. HTTP attempt: ${message}`);
    }
    const advice = `If this private registry supports only HTTP or HTTPS with an unknown CA certificate, add \`--insecure-registry ${host}\` to the daemon's arguments. In the case of HTTPS, if you have access to the registry's CA certificate, no need for the flag; place the CA certificate at /etc/docker/certs.d/${host}/ca.crt`;
    throw invalid(`invalid registry endpoint https://${host}/v1/: ${message}. ${advice}`);
  }
}
