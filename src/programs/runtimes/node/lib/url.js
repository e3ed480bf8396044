// url: with the older parse and format
const querystring = internal.builtin('querystring');
function Url() {
  for (const key of ['protocol', 'slashes', 'auth', 'host', 'port', 'hostname', 'hash', 'search', 'query', 'pathname', 'path', 'href']) this[key] = null;
}
function parse(text, withQuery = false, slashesHost = false) {
  if (typeof text !== 'string') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "url" argument must be of type string. Received ${text === undefined ? 'undefined' : typeof text}`);
  const url = new Url();
  const [, protocol, slashes, authority, pathname, search, hash] = /^([a-z][a-z0-9+.-]*:)?(\/\/)?((?<=\/\/)[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(text.trim()) ?? [];
  url.protocol = protocol?.toLowerCase() ?? null;
  if (slashes && (protocol || slashesHost)) {
    url.slashes = true;
    const at = authority.lastIndexOf('@');
    if (at !== -1) url.auth = decodeURIComponent(authority.slice(0, at));
    url.host = authority.slice(at + 1).toLowerCase();
    url.port = /:(\d+)$/.exec(url.host)?.[1] ?? null;
    url.hostname = url.host.replace(/:\d*$/, '').replace(/^\[|\]$/g, '');
  }
  url.pathname = `${slashes && !(protocol || slashesHost) ? `//${authority}` : ''}${pathname}` || (url.slashes ? '/' : null);
  url.search = search ?? (withQuery ? '' : null);
  url.query = withQuery ? querystring.parse(search?.slice(1) ?? '') : (search?.slice(1) ?? null);
  url.hash = hash ?? null;
  url.path = url.pathname === null && !search ? null : `${url.pathname ?? ''}${search ?? ''}`;
  url.href = format(url);
  return url;
}
function format(url) {
  if (typeof url === 'string') return parse(url).href;
  if (url instanceof URL) return url.href;
  const query = url.search ?? (url.query && typeof url.query === 'object' && Object.keys(url.query).length > 0 ? `?${querystring.stringify(url.query)}` : '');
  const host = url.host ?? (url.hostname ? `${url.hostname.includes(':') ? `[${url.hostname}]` : url.hostname}${url.port ? `:${url.port}` : ''}` : '');
  const protocol = url.protocol ? `${url.protocol.replace(/:$/, '')}:` : '';
  const slashes = url.slashes || (/^(?:https?|ftp|file|wss?):$/.test(protocol) && host);
  return `${protocol}${slashes ? `//${url.auth ? `${encodeURIComponent(url.auth).replace('%3A', ':')}@` : ''}${host}` : ''}${url.pathname ?? ''}${query && !query.startsWith('?') ? `?${query}` : query}${url.hash ? (url.hash.startsWith('#') ? url.hash : `#${url.hash}`) : ''}`;
}
Url.prototype.parse = parse;
Url.prototype.format = function () { return format(this); };
module.exports = {
  URL, URLSearchParams, Url, parse, format,
  resolve: (from, to) => {
    const base = new URL(from, 'resolve://x');
    const url = new URL(to, base);
    return url.protocol === 'resolve:' ? `${url.pathname}${url.search}${url.hash}` : url.href;
  },
  fileURLToPath: (url) => decodeURIComponent((typeof url === 'string' ? new URL(url) : url).pathname),
  pathToFileURL: (file) => new URL(`file://${encodeURI(internal.builtin('path').resolve(file)).replace(/[?#]/g, encodeURIComponent)}`),
  domainToASCII: (name) => name, domainToUnicode: (name) => name,
  urlToHttpOptions: (url) => ({ protocol: url.protocol, hostname: url.hostname, port: url.port || undefined, path: `${url.pathname}${url.search}`, href: url.href }),
};
