import { utf8 } from '../lib/bytes';
import type { HeaderList, HttpAnswer } from '../lib/http/message';

/** Error codes of distribution-spec 1.1 with the messages and statuses of the distribution registry. */
const ERRORS = {
  UNKNOWN: [500, 'unknown error'],
  UNSUPPORTED: [405, 'The operation is unsupported.'],
  UNAUTHORIZED: [401, 'authentication required'],
  DENIED: [403, 'requested access to the resource is denied'],
  TOOMANYREQUESTS: [429, 'too many requests'],
  NAME_INVALID: [400, 'invalid repository name'],
  NAME_UNKNOWN: [404, 'repository name not known to registry'],
  MANIFEST_UNKNOWN: [404, 'manifest unknown'],
  MANIFEST_INVALID: [400, 'manifest invalid'],
  MANIFEST_BLOB_UNKNOWN: [400, 'blob unknown to registry'],
  TAG_INVALID: [400, 'manifest tag did not match URI'],
  DIGEST_INVALID: [400, 'provided digest did not match uploaded content'],
  SIZE_INVALID: [400, 'provided length did not match content length'],
  BLOB_UNKNOWN: [404, 'blob unknown to registry'],
  BLOB_UPLOAD_UNKNOWN: [404, 'blob upload unknown to registry'],
  BLOB_UPLOAD_INVALID: [404, 'blob upload invalid'],
  RANGE_INVALID: [416, 'invalid content range'],
  PAGINATION_NUMBER_INVALID: [400, 'invalid number of results requested'],
} as const;

export type RegistryErrorCode = keyof typeof ERRORS;

const JSON_TYPE = ['Content-Type', 'application/json; charset=utf-8'] as const;

export function json(status: number, value: unknown, headers: HeaderList = []): HttpAnswer {
  return { status, headers: [JSON_TYPE, ...headers], body: utf8(`${JSON.stringify(value)}\n`) };
}

export function plain(status: number, body: string, type = 'text/plain; charset=utf-8'): HttpAnswer {
  return { status, headers: [['Content-Type', type]], body: utf8(body) };
}

export interface RegistryError {
  code: RegistryErrorCode;
  message: string;
  detail?: unknown;
}

/** One error as an answer lists it. */
export function errorOf(code: RegistryErrorCode, detail?: unknown, message: string = ERRORS[code][1]): RegistryError {
  return detail === undefined ? { code, message } : { code, message, detail };
}

/** The refusal of an image that the real registry has: a client learns why, where a 404 would say that there is none. */
export function notSimulated(image: string): HttpAnswer {
  return refusal('DENIED', undefined, [], `dockyard: image ${image} is not simulated`);
}

export function refusal(code: RegistryErrorCode, detail?: unknown, headers: HeaderList = [], message?: string): HttpAnswer {
  return json(ERRORS[code][0], { errors: [errorOf(code, detail, message)] }, headers);
}
