import { utf8 } from '../../lib/bytes';
import { reasonOf, type HeaderList } from '../../lib/http/message';
import { ownName, setting, type Visit } from './visit';

/** An answer before its last fields are added. */
export interface Made {
  status: number;
  headers: HeaderList;
  body: Uint8Array | AsyncIterable<Uint8Array>;
  type: string | undefined;
  /** True for a page that httpd makes itself: `Header set` leaves it alone, `Header always` doesn't. */
  isError: boolean;
  closes?: boolean;
}

const HTML = 'text/html; charset=iso-8859-1';
const ADDRESS = '[no address given]';
const CLOSING = new Set([400, 408, 413, 414, 500, 501, 503]);

const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

function details(visit: Visit, status: number, location: string): string {
  const admin = setting(visit, 'serveradmin')?.[0] ?? ADDRESS;
  switch (status) {
    case 301: case 302: case 307: case 308: return `<p>The document has moved <a href="${escapeHtml(location)}">here</a>.</p>`;
    case 303: return `<p>The answer to your request is located <a href="${escapeHtml(location)}">here</a>.</p>`;
    case 400: return '<p>Your browser sent a request that this server could not understand.<br />\n</p>';
    case 401: return "<p>This server could not verify that you\nare authorized to access the document\nrequested.  Either you supplied the wrong\ncredentials (e.g., bad password), or your\nbrowser doesn't understand how to supply\nthe credentials required.</p>";
    case 403: return "<p>You don't have permission to access this resource.</p>";
    case 404: return '<p>The requested URL was not found on this server.</p>';
    case 405: return `<p>The requested method ${escapeHtml(visit.request.method)} is not allowed for this URL.</p>`;
    case 410: return '<p>The requested resource is no longer available on this server and there is no forwarding address.\nPlease remove all references to this resource.</p>';
    case 416: return '<p>None of the range-specifier values in the Range\nrequest-header field overlap the current extent\nof the selected resource.</p>';
    case 501: return `<p>${escapeHtml(visit.request.method)} not supported for current URL.<br />\n</p>`;
    case 502: return '<p>The proxy server received an invalid\nresponse from an upstream server.<br />\n</p>';
    case 503: return '<p>The server is temporarily unable to service your\nrequest due to maintenance downtime or capacity\nproblems. Please try again later.</p>';
    case 504: return '<p>The gateway did not receive a timely response\nfrom the upstream server or application.</p>';
    default: return `<p>The server encountered an internal error or\nmisconfiguration and was unable to complete\nyour request.</p>\n<p>Please contact the server administrator at \n ${escapeHtml(admin)} to inform them of the time this error occurred,\n and the actions you performed just before this error.</p>\n<p>More information about this error may be available\nin the server error log.</p>`;
  }
}

/** The first line of the server's own pages; newer releases declare another HTML. */
export function doctype(version: string, old: string): string {
  return Number(version.split('.')[2] ?? 0) > 68 ? '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">\n' : `<!DOCTYPE HTML PUBLIC "${old}">\n`;
}

/** The page that httpd makes for a status. */
export function statusPage(visit: Visit, version: string, product: string, status: number, headers: HeaderList = [], location = ''): Made {
  const title = `${status} ${reasonOf(status)}`;
  const { name, port } = ownName(visit);
  const signature = /^on$/i.test(setting(visit, 'serversignature')?.[0] ?? 'off') ? `<hr>\n<address>${product} Server at ${escapeHtml(name)} Port ${port}</address>\n` : '';
  const body = `${doctype(version, '-//IETF//DTD HTML 2.0//EN')}<html><head>\n<title>${title}</title>\n</head><body>\n<h1>${reasonOf(status)}</h1>\n${details(visit, status, location)}\n${signature}</body></html>\n`;
  return { status, headers, body: utf8(body), type: HTML, isError: true, closes: CLOSING.has(status) };
}
