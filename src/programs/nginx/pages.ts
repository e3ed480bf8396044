import { utf8 } from '../../lib/bytes';
import type { HeaderList } from '../../lib/http/message';

/** An answer before the header filters: what the content handlers make. */
export interface Reply {
  status: number;
  /** The reason phrase of an upstream; nginx's own otherwise. */
  reason?: string;
  contentType?: string | undefined;
  lengthBytes?: number | undefined;
  lastModifiedMs?: number | undefined;
  location?: string | undefined;
  /** Fields after Connection, in order. */
  headers?: HeaderList;
  body?: Uint8Array | AsyncIterable<Uint8Array>;
  /** Set for files alone: ranges and conditions are looked at. */
  etag?: string | undefined;
  ranges?: boolean;
  /** Of an upstream: error_page leaves it alone unless proxy_intercept_errors is on. */
  proxied?: boolean;
  /** A text of `return`: as an error's page it takes the error's status. */
  isText?: boolean;
  /** The connection ends after it. */
  closes?: boolean;
  /** 444: no answer at all. */
  silent?: boolean;
  /** Takes the connection over once the head is sent (101 of a WebSocket). */
  tunnel?: (client: import('../../lib/stream').Duplex) => Promise<void>;
}

const REASONS: Readonly<Record<number, string>> = {
  101: 'Switching Protocols', 200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 206: 'Partial Content',
  301: 'Moved Permanently', 302: 'Moved Temporarily', 303: 'See Other', 304: 'Not Modified', 307: 'Temporary Redirect', 308: 'Permanent Redirect',
  400: 'Bad Request', 401: 'Unauthorized', 402: 'Payment Required', 403: 'Forbidden', 404: 'Not Found', 405: 'Not Allowed', 406: 'Not Acceptable', 408: 'Request Time-out', 409: 'Conflict', 410: 'Gone', 411: 'Length Required',
  412: 'Precondition Failed', 413: 'Request Entity Too Large', 414: 'Request-URI Too Large', 415: 'Unsupported Media Type', 416: 'Requested Range Not Satisfiable', 421: 'Misdirected Request', 429: 'Too Many Requests',
  500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Temporarily Unavailable', 504: 'Gateway Time-out', 505: 'HTTP Version Not Supported', 507: 'Insufficient Storage',
};

/** nginx's reason phrase; nothing for a status that it has none for. */
export function reasonOf(status: number): string {
  return REASONS[status] ?? '';
}

/** Titles that differ from the status line's phrase (ngx_http_special_response.c). */
const TITLES: Readonly<Record<number, string>> = { 302: '302 Found', 401: '401 Authorization Required', 494: '400 Request Header Or Cookie Too Large' };
const PAGED = new Set([301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415, 416, 421, 429, 494, 500, 501, 502, 503, 504, 505, 507]);

/** nginx's own page for a status; empty for those that it has none for. */
export function statusPage(status: number, product: string, location?: string): Reply {
  const shown = status === 494 ? 400 : status;
  const base: Reply = { status: shown, contentType: 'text/html', location, closes: [400, 408, 413, 414, 494, 497, 500, 501].includes(status) };
  if (!PAGED.has(status)) return { ...base, contentType: undefined, body: new Uint8Array(0) };
  const title = TITLES[status] ?? `${status} ${reasonOf(status)}`;
  const heading = status === 494 ? '400 Bad Request' : title;
  const note = status === 494 ? '<center>Request Header Or Cookie Too Large</center>\r\n' : '';
  return { ...base, body: utf8(`<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${heading}</h1></center>\r\n${note}<hr><center>${product}</center>\r\n</body>\r\n</html>\r\n`) };
}

/** Ends a request with a status, from anywhere in its phases. */
export class Finish extends Error {
  constructor(readonly reply: Reply) {
    super(`${reply.status}`);
  }
}
