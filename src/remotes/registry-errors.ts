import { EngineError } from '../api/errors';
import { JsonFault, unmarshalJson } from '../lib/json-scanner';

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

/** Ends what was asked where a simulated registry refuses an image that it lacks: it is said as all else that isn't simulated. */
export function refuseUnsimulated(body: string): void {
  const message = /"message":"(dockyard: [^"]*)"/.exec(body)?.[1];
  if (message !== undefined) throw new EngineError('notImplemented', message);
}

/** An error of the distribution specification as an answer lists it. */
export interface ListedError {
  code?: string;
  message?: string;
  detail?: unknown;
}

/** Codes that containerd knows, with their own messages (core/remotes/docker/errdesc.go). */
export const MESSAGES: Readonly<Record<string, string>> = {
  UNKNOWN: 'unknown error',
  UNSUPPORTED: 'The operation is unsupported.',
  UNAUTHORIZED: 'authentication required',
  DENIED: 'requested access to the resource is denied',
  UNAVAILABLE: 'service unavailable',
  TOOMANYREQUESTS: 'too many requests',
};

/** The errors that an answer lists; a body of another shape throws JsonFault. */
export function listedErrors(body: string): readonly ListedError[] {
  const { errors } = (unmarshalJson(body) ?? {}) as { errors?: unknown };
  return Array.isArray(errors) ? (errors as ListedError[]) : [];
}

const knownCode = ({ code = '' }: ListedError): string => (code in MESSAGES ? code : 'UNKNOWN');

/** Whether an error, without details, says no more than a code that means `usual`. */
export const isBare = ({ message = '', detail }: ListedError, usual: string | undefined): boolean => (detail ?? undefined) === undefined && (message === '' || message === usual);

/** An error that says no more than its code is told twice, by that code. */
function toldAs(error: ListedError): string {
  const known = knownCode(error);
  if (isBare(error, MESSAGES[known])) {
    const name = known.toLowerCase();
    return `${name}\n${name}`;
  }
  return (error.message || MESSAGES[known]!) + (typeof error.detail === 'string' ? ` - ${error.detail}` : '');
}

/** Several errors as one text, as the error types of containerd and distribution write them. */
export function joined(errors: readonly string[]): string {
  return errors.length === 1 ? errors[0]! : `errors:\n${errors.map((one) => `${one}\n`).join('')}`;
}

/** A registry's refusal as a Go program prints it that does no more than that (containerd core/remotes/docker/errcode.go). */
export function printedError({ message, body }: RegistryError): string {
  if (!body) return message;
  try {
    const listed = listedErrors(body).map((one) => {
      const code = knownCode(one);
      return isBare(one, MESSAGES[code]) ? code.toLowerCase() : `${code.toLowerCase()}: ${one.message ?? ''}`;
    });
    return listed.length === 0 ? message : `${message}\n${joined(listed)}`;
  } catch (fault) {
    if (fault instanceof JsonFault) return message;
    throw fault;
  }
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
