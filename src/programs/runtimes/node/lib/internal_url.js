// URL and URLSearchParams (WHATWG URL, for the schemes that programs use)
const SPECIAL = { 'http:': '80', 'https:': '443', 'ftp:': '21', 'ws:': '80', 'wss:': '443', 'file:': '' };
const escapeWith = (text, keep) => [...text].map((c) => (keep.test(c) ? c : encodeURIComponent(c).replace(/['()*!~]/g, (x) => `%${x.charCodeAt(0).toString(16).toUpperCase()}`))).join('');
const PATH = /[^\u0000-\u0020"#<>?`{}\u007f-\uffff]/;
const QUERY = /[^\u0000-\u0020"#<>'\u007f-\uffff]/;
const HASH = /[^\u0000-\u0020"<>`\u007f-\uffff]/;
const USER = /[^\u0000-\u0020"#<>?`{}/:;=@[\\\]^|\u007f-\uffff]/;
const form = (text) => encodeURIComponent(text).replace(/%20/g, '+').replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const unform = (text) => {
  const spaced = text.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return Buffer.from(spaced.replace(/%([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))), 'latin1').toString();
  }
};
class URLSearchParams {
  #list = [];
  #changed;
  constructor(init = '') {
    if (typeof init === 'object' && init !== null) {
      if (typeof init[Symbol.iterator] === 'function') for (const [key, value] of init) this.#list.push([String(key), String(value)]);
      else for (const [key, value] of Object.entries(init)) this.#list.push([key, String(value)]);
    } else this._parse(String(init));
  }
  _parse(text) {
    this.#list = text.replace(/^\?/, '').split('&').filter(Boolean).map((pair) => {
      const cut = pair.indexOf('=');
      return cut === -1 ? [unform(pair), ''] : [unform(pair.slice(0, cut)), unform(pair.slice(cut + 1))];
    });
  }
  _follow(changed) { this.#changed = changed; }
  append(key, value) { this.#list.push([String(key), String(value)]); this.#changed?.(); }
  delete(key, value) { this.#list = this.#list.filter(([k, v]) => k !== String(key) || (value !== undefined && v !== String(value))); this.#changed?.(); }
  get(key) { return this.#list.find(([k]) => k === String(key))?.[1] ?? null; }
  getAll(key) { return this.#list.filter(([k]) => k === String(key)).map(([, v]) => v); }
  has(key, value) { return this.#list.some(([k, v]) => k === String(key) && (value === undefined || v === String(value))); }
  set(key, value) {
    const at = this.#list.findIndex(([k]) => k === String(key));
    if (at === -1) this.#list.push([String(key), String(value)]);
    else {
      this.#list[at][1] = String(value);
      this.#list = this.#list.filter(([k], i) => k !== String(key) || i === at);
    }
    this.#changed?.();
  }
  sort() { this.#list.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)); this.#changed?.(); }
  forEach(fn, self) { for (const [key, value] of this.#list) fn.call(self, value, key, this); }
  *entries() { for (const pair of this.#list) yield [...pair]; }
  *keys() { for (const [key] of this.#list) yield key; }
  *values() { for (const [, value] of this.#list) yield value; }
  [Symbol.iterator]() { return this.entries(); }
  get size() { return this.#list.length; }
  toString() { return this.#list.map(([key, value]) => `${form(key)}=${form(value)}`).join('&'); }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return this.#list.length === 0 ? 'URLSearchParams {}' : `URLSearchParams { ${this.#list.map(([key, value]) => `${inspect(key)} => ${inspect(value)}`).join(', ')} }`;
  }
}
function normalizePath(path, special) {
  if (!special && !path.startsWith('/')) return path;
  const out = [];
  const parts = path.split('/').slice(1);
  parts.forEach((part, i) => {
    const last = i === parts.length - 1;
    if (/^(?:\.|%2e)$/i.test(part)) {
      if (last) out.push('');
    } else if (/^(?:\.|%2e){2}$/i.test(part)) {
      out.pop();
      if (last) out.push('');
    } else out.push(part);
  });
  return `/${out.join('/')}`;
}
function parse(input, base) {
  let text = String(input).trim().replace(/[\t\n\r]/g, '');
  const url = { protocol: '', username: '', password: '', hostname: '', port: '', pathname: '', search: '', hash: '' };
  const hash = text.indexOf('#');
  if (hash !== -1) {
    url.hash = escapeWith(text.slice(hash), HASH);
    if (url.hash === '#') url.hash = '';
    text = text.slice(0, hash);
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text);
  if (scheme) {
    url.protocol = scheme[0].toLowerCase();
    text = text.slice(scheme[0].length);
  } else {
    if (!base) return undefined;
    if (text === '' && hash !== -1) return { ...base, hash: url.hash };
    url.protocol = base.protocol;
  }
  const special = url.protocol in SPECIAL;
  if (special) text = text.replace(/\\/g, '/');
  const query = text.indexOf('?');
  if (query !== -1) {
    url.search = escapeWith(text.slice(query), QUERY);
    if (url.search === '?') url.search = '';
    text = text.slice(0, query);
  }
  if (special && scheme && !text.startsWith('//')) text = `//${text.replace(/^\/*/, '')}`;
  if (text.startsWith('//')) {
    const end = text.indexOf('/', 2);
    let host = text.slice(2, end === -1 ? undefined : end);
    url.pathname = end === -1 ? '' : text.slice(end);
    const at = host.lastIndexOf('@');
    if (at !== -1) {
      const [user, ...rest] = host.slice(0, at).split(':');
      url.username = escapeWith(user, USER);
      url.password = escapeWith(rest.join(':'), USER);
      host = host.slice(at + 1);
    }
    const port = /:(\d*)$/.exec(host);
    if (port) {
      host = host.slice(0, port.index);
      if (port[1] !== '') {
        if (Number(port[1]) > 65535) return undefined;
        url.port = String(Number(port[1])) === SPECIAL[url.protocol] ? '' : String(Number(port[1]));
      }
    } else if (/:[^\]]*$/.test(host) && !host.startsWith('[')) return undefined;
    try {
      url.hostname = special ? decodeURIComponent(host).toLowerCase() : host;
    } catch {
      return undefined;
    }
    if (special && url.protocol !== 'file:' && (url.hostname === '' || /[\s<>^|%#?@\\]/.test(url.hostname))) return undefined;
    url.pathname = normalizePath(escapeWith(url.pathname || (special ? '/' : ''), PATH), special);
  } else if (!scheme) {
    Object.assign(url, { username: base.username, password: base.password, hostname: base.hostname, port: base.port });
    if (text === '') {
      url.pathname = base.pathname;
      if (query === -1) url.search = base.search;
    } else url.pathname = normalizePath(escapeWith(text.startsWith('/') ? text : base.pathname.replace(/[^/]*$/, '') + text, PATH), true);
  } else {
    url.pathname = escapeWith(text, PATH);
    url.opaque = !text.startsWith('/');
  }
  return url;
}
class URL {
  #url;
  #params;
  constructor(input, base) {
    const from = base === undefined ? undefined : parse(base);
    const url = base !== undefined && !from ? undefined : parse(input, from);
    if (!url) {
      const error = internal.nodeError(TypeError, 'ERR_INVALID_URL', 'Invalid URL');
      error.input = String(input);
      if (base !== undefined) error.base = String(base);
      throw error;
    }
    this.#url = url;
    this.#params = new URLSearchParams(url.search);
    this.#params._follow(() => {
      const text = this.#params.toString();
      this.#url.search = text ? `?${text}` : '';
    });
  }
  static canParse(input, base) {
    try {
      return !!new URL(input, base);
    } catch {
      return false;
    }
  }
  static parse(input, base) { return URL.canParse(input, base) ? new URL(input, base) : null; }
  static createObjectURL() { throw new Error('dockyard: URL.createObjectURL is not simulated'); }
  get href() {
    const u = this.#url;
    const user = u.username || u.password ? `${u.username}${u.password ? `:${u.password}` : ''}@` : '';
    return `${u.protocol}${u.hostname !== '' || u.protocol in SPECIAL ? `//${user}${this.host}` : ''}${u.pathname}${u.search}${u.hash}`;
  }
  set href(text) {
    this.#url = new URL(text).#url;
    this.#params._parse(this.#url.search);
  }
  get origin() { return this.#url.protocol in SPECIAL && this.#url.protocol !== 'file:' ? `${this.#url.protocol}//${this.host}` : 'null'; }
  get protocol() { return this.#url.protocol; }
  set protocol(text) { this.#url.protocol = `${String(text).replace(/:.*$/s, '')}:`; }
  get username() { return this.#url.username; }
  set username(text) { this.#url.username = escapeWith(String(text), USER); }
  get password() { return this.#url.password; }
  set password(text) { this.#url.password = escapeWith(String(text), USER); }
  get host() { return `${this.#url.hostname}${this.#url.port ? `:${this.#url.port}` : ''}`; }
  set host(text) { const [name, port] = String(text).split(':'); this.#url.hostname = name.toLowerCase(); if (port !== undefined) this.port = port; }
  get hostname() { return this.#url.hostname; }
  set hostname(text) { this.#url.hostname = String(text).toLowerCase(); }
  get port() { return this.#url.port; }
  set port(text) { this.#url.port = String(text) === '' || String(text) === SPECIAL[this.#url.protocol] ? '' : String(Number(text)); }
  get pathname() { return this.#url.pathname; }
  set pathname(text) { this.#url.pathname = normalizePath(escapeWith(String(text).startsWith('/') ? String(text) : `/${text}`, PATH), true); }
  get search() { return this.#url.search; }
  set search(text) { const body = String(text).replace(/^\?/, ''); this.#url.search = body ? `?${escapeWith(body, QUERY)}` : ''; this.#params._parse(body); }
  get searchParams() { return this.#params; }
  get hash() { return this.#url.hash; }
  set hash(text) { const body = String(text).replace(/^#/, ''); this.#url.hash = body ? `#${escapeWith(body, HASH)}` : ''; }
  toString() { return this.href; }
  toJSON() { return this.href; }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    const shown = {};
    for (const key of ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'searchParams', 'hash']) shown[key] = this[key];
    return `URL ${inspect(shown, options)}`;
  }
}
for (const key of ['_parse', '_follow']) Object.defineProperty(URLSearchParams.prototype, key, { enumerable: false });
module.exports = { URL, URLSearchParams };
