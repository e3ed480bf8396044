import { quote } from '../lib/govalue/quote';
import { header, type HeaderList } from '../lib/http/message';
import { JsonFault, unmarshalJson } from '../lib/json-scanner';
import { isBare, joined, listedErrors, MESSAGES, refuseUnsimulated, type ListedError } from './registry-errors';

/** Codes of the distribution specification that containerd doesn't know, as its own client words them. */
const DISTRIBUTION_MESSAGES: Readonly<Record<string, string>> = {
  ...MESSAGES, NAME_UNKNOWN: 'repository name not known to registry', NAME_INVALID: 'invalid repository name', MANIFEST_UNKNOWN: 'manifest unknown',
};

/** What is missing, by code (moby daemon/internal/distribution, notFoundError). */
const MISSING: Readonly<Record<string, ((repository: string) => string) | undefined>> = {
  DENIED: (repository) => `pull access denied for ${repository}, repository does not exist or may require 'docker login': `,
  NAME_UNKNOWN: (repository) => `repository ${repository} not found: `,
};

/**
 * A registry's refusal of a repository's tags, as distribution's own client tells it, its first error only; undefined
 * for a body of another shape.
 */
export function tagsRefusal(body: string, repository: string): string | undefined {
  try {
    const [first] = listedErrors(body);
    if (!first) return undefined;
    const missing = isAlone(first) ? undefined : MISSING[first.code ?? ''];
    return (missing?.(repository) ?? '') + coded(first);
  } catch (fault) {
    if (fault instanceof JsonFault) return undefined;
    throw fault;
  }
}

/** An error that says no more than its code is its code alone. */
const isAlone = (error: ListedError): boolean => isBare(error, DISTRIBUTION_MESSAGES[error.code ?? '']);

function coded(error: ListedError): string {
  const name = (error.code ?? '').toLowerCase().replaceAll('_', ' ');
  return isAlone(error) ? name : `${name}: ${error.message ?? ''}`;
}

/** A refusal in the words of distribution's own client, and its first error's code: empty where the answer was none of a registry. */
export class DistributionError extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
    this.name = 'DistributionError';
  }
}

/** Codes of what answers of other types than JSON say, by status (makeError there). */
const CODES: Readonly<Record<number, string>> = { 401: 'UNAUTHORIZED', 403: 'DENIED', 429: 'TOOMANYREQUESTS' };

/** What the challenge of an answer says was wrong (RFC 6750 section 3.1). */
function challenged(headers: HeaderList): ListedError | undefined {
  const challenge = header(headers, 'www-authenticate') ?? '';
  const error = /^bearer/i.test(challenge) ? /error="([^"]*)"/.exec(challenge)?.[1] : undefined;
  const code = error === 'invalid_token' ? 'UNAUTHORIZED' : error === 'insufficient_scope' ? 'DENIED' : undefined;
  return code === undefined ? undefined : { code, message: /error_description="([^"]*)"/.exec(challenge)?.[1] ?? MESSAGES[code]!, detail: {} };
}

/** An answer that isn't a success as an error (docker/distribution registry/client/errors.go, HandleErrorResponse). */
export function distributionError({ status, reason, headers }: { status: number; reason: string; headers: HeaderList }, body: string): DistributionError {
  if (status < 400 || status >= 500) return new DistributionError(`received unexpected HTTP status: ${status} ${reason}`, 'UNKNOWN');
  if (status === 403) refuseUnsimulated(body);
  const before = challenged(headers);
  const told = (errors: readonly ListedError[]): DistributionError => {
    const all = before ? [before, ...errors] : errors;
    return new DistributionError(joined(all.map(coded)), all[0]!.code ?? '');
  };
  const made = (message: string): DistributionError => told([{ code: CODES[status] ?? 'UNKNOWN', message, detail: {} }]);
  const type = (header(headers, 'content-type') ?? '').split(';')[0]!.trim();
  if (type !== 'application/json' && type !== 'application/vnd.api+json') return made(body);
  let fault = 'no error details found in HTTP response body';
  try {
    const { details } = (unmarshalJson(body) ?? {}) as { details?: unknown };
    if (typeof details === 'string' && details !== '') return made(details);
    const listed = listedErrors(body);
    if (listed.length > 0) return told(listed);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    fault = error.message;
  }
  if (status === 401) return made(MESSAGES['UNAUTHORIZED']!);
  return new DistributionError(`error parsing HTTP ${status} response body: ${fault}: ${quote(body)}`, '');
}
