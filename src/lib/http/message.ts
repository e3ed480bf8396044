import type { ByteReader, Duplex } from '../stream';

/** Header fields in order, with the case in which they are sent. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** The first value of a field, whatever its case. */
export function header(headers: HeaderList, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find(([field]) => field.toLowerCase() === wanted)?.[1];
}

/** True when a comma-separated field holds the token (`Connection: keep-alive, Upgrade`). */
export function hasToken(headers: HeaderList, name: string, token: string): boolean {
  return headers.some(
    ([field, value]) =>
      field.toLowerCase() === name.toLowerCase() &&
      value.split(',').some((part) => part.trim().toLowerCase() === token.toLowerCase()),
  );
}

/** A request as it stands on the wire. `target` is the raw request target (`/v1.55/images/json?all=1`). */
export interface RequestHead {
  method: string;
  target: string;
  version: '1.0' | '1.1';
  headers: HeaderList;
}

export interface ResponseHead {
  status: number;
  reason: string;
  version: '1.0' | '1.1';
  headers: HeaderList;
}

/** What a server's handler gets: the head, the body as a stream, and the connection's addresses if known. */
export interface HttpRequest extends RequestHead {
  body: ByteReader;
  /** True when the head announced a body (Content-Length above 0 or chunked). */
  hasBody: boolean;
}

/** Bytes at once, or pieces as they come (sent chunked unless a Content-Length is given). */
export type HttpBody = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * What a server's handler answers. `hijack` takes the raw connection over after the head is sent
 * (101 UPGRADED of attach and exec); the handler's promise decides when the connection ends.
 */
export interface HttpAnswer {
  status: number;
  reason?: string;
  headers?: HeaderList;
  body?: HttpBody;
  hijack?: (raw: Duplex) => Promise<void>;
}

const REASONS: Record<number, string> = {
  100: 'Continue', 101: 'Switching Protocols', 200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content',
  206: 'Partial Content', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified',
  307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden',
  404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable', 408: 'Request Timeout', 409: 'Conflict',
  410: 'Gone', 411: 'Length Required', 412: 'Precondition Failed', 413: 'Request Entity Too Large',
  415: 'Unsupported Media Type', 416: 'Requested Range Not Satisfiable', 422: 'Unprocessable Entity',
  429: 'Too Many Requests', 431: 'Request Header Fields Too Large', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway',
  503: 'Service Unavailable', 504: 'Gateway Timeout', 505: 'HTTP Version Not Supported',
};

/** The usual reason phrase of a status (as Go's net/http has them). */
export function reasonOf(status: number): string {
  return REASONS[status] ?? `status code ${status}`;
}
