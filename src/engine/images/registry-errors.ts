import { EngineError } from '../../api/errors';
import { JsonFault, unmarshalJson } from '../../lib/json-scanner';

/** What a registry, or the way to it, refused: containerd's remotes/docker errors in their words. */
export class RegistryError extends Error {
  constructor(
    readonly kind: 'notFound' | 'denied' | 'unreachable' | 'unexpected',
    message: string,
    /** What the registry said with a status that nobody expected; empty for an answer to HEAD. */
    readonly body?: string,
  ) {
    super(message);
    this.name = 'RegistryError';
  }

  /** The same refusal, told by who was at work. */
  within(before: string): RegistryError {
    return new RegistryError(this.kind, before + this.message, this.body);
  }
}

/** The errors that a registry's answer lists; a body of another shape throws JsonFault. */
interface ListedError {
  code?: string;
  message?: string;
  detail?: unknown;
}

/** Codes that containerd knows, with their own messages (core/remotes/docker/errdesc.go). */
const MESSAGES: Readonly<Record<string, string>> = {
  UNKNOWN: 'unknown error',
  UNSUPPORTED: 'The operation is unsupported.',
  UNAUTHORIZED: 'authentication required',
  DENIED: 'requested access to the resource is denied',
  UNAVAILABLE: 'service unavailable',
  TOOMANYREQUESTS: 'too many requests',
};

/** Ends what was asked where a simulated registry refuses an image that it lacks: it is said as all else that isn't simulated. */
export function refuseUnsimulated(body: string): void {
  const message = /"message":"(dockyard: [^"]*)"/.exec(body)?.[1];
  if (message !== undefined) throw new EngineError('notImplemented', message);
}

function listedErrors(body: string): readonly ListedError[] {
  const { errors } = (unmarshalJson(body) ?? {}) as { errors?: unknown };
  return Array.isArray(errors) ? (errors as ListedError[]) : [];
}

/** An error without details that says no more than its code is told twice, by that code. */
function toldAs({ code = '', message = '', detail }: ListedError): string {
  const known = code in MESSAGES ? code : 'UNKNOWN';
  if ((detail ?? undefined) === undefined && (message === '' || message === MESSAGES[known])) {
    const name = known.toLowerCase();
    return `${name}\n${name}`;
  }
  return (message || MESSAGES[known]!) + (typeof detail === 'string' ? ` - ${detail}` : '');
}

/** A registry's refusal as the engine answers it (moby daemon/containerd/registry_errors.go). */
export function translatedError(error: RegistryError): string {
  if (error.body === undefined) return error.message;
  try {
    const listed = listedErrors(error.body);
    return `error from registry: ${listed.length === 0 ? error.message : listed.map(toldAs).join('\n')}`;
  } catch (fault) {
    if (fault instanceof JsonFault) return `unknown: ${error.message}`;
    throw fault;
  }
}

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
    const missing = isBare(first) ? undefined : MISSING[first.code ?? ''];
    return (missing?.(repository) ?? '') + coded(first);
  } catch (fault) {
    if (fault instanceof JsonFault) return undefined;
    throw fault;
  }
}

/** An error without details that says no more than its code is its code alone. */
const isBare = ({ code = '', message = '', detail }: ListedError): boolean =>
  (detail ?? undefined) === undefined && (message === '' || message === DISTRIBUTION_MESSAGES[code]);

function coded(error: ListedError): string {
  const name = (error.code ?? '').toLowerCase().replaceAll('_', ' ');
  return isBare(error) ? name : `${name}: ${error.message ?? ''}`;
}
