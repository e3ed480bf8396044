'use strict';
const http = require('http');
const path = require('path');
const fs = require('fs');
const { EventEmitter } = require('events');
const querystring = require('querystring');
const { METHODS, STATUS_CODES } = http;
const methods = METHODS.map((name) => name.toLowerCase());
const createHash = (bytes) => require('crypto').createHash('sha1').update(bytes).digest('base64').slice(0, 27);

const TYPES = { html: 'text/html; charset=utf-8', htm: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'application/javascript; charset=utf-8', mjs: 'application/javascript; charset=utf-8', json: 'application/json; charset=utf-8', txt: 'text/plain; charset=utf-8', text: 'text/plain; charset=utf-8', xml: 'application/xml; charset=utf-8', svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', ico: 'image/x-icon', webp: 'image/webp', pdf: 'application/pdf', zip: 'application/zip', csv: 'text/csv; charset=utf-8', md: 'text/markdown; charset=utf-8', woff: 'font/woff', woff2: 'font/woff2', wasm: 'application/wasm', mp4: 'video/mp4', bin: 'application/octet-stream', form: 'application/x-www-form-urlencoded', urlencoded: 'application/x-www-form-urlencoded' };
const typeOf = (name) => TYPES[path.extname(name).slice(1).toLowerCase() || name.toLowerCase()];
const escapeHtml = (text) => String(text).replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]);
const httpError = (status, message, more) => Object.assign(new Error(message ?? STATUS_CODES[status]), { status, statusCode: status, expose: status < 500, ...more });

/** A route's pattern: `/users/:id`, `/files/*`, `/a?b`, regular expressions, lists. */
function compile(pattern, { end, strict, caseSensitive }) {
  const keys = [];
  if (pattern instanceof RegExp) return { keys, regexp: pattern, isRegExp: true };
  if (Array.isArray(pattern)) {
    const all = pattern.map((one) => compile(one, { end, strict, caseSensitive }));
    return { any: all };
  }
  let source = '';
  const text = strict || pattern === '/' ? pattern : pattern.replace(/\/$/, '');
  for (let i = 0; i < text.length; ) {
    const rest = text.slice(i);
    let match;
    if ((match = /^\/?:(\w+)(\([^)]*\))?([?*+])?/.exec(rest)) && match[0].includes(':')) {
      keys.push(match[1]);
      const slash = match[0].startsWith('/') ? '\\/' : '';
      const capture = match[2] ?? '([^\\/]+?)';
      source += match[3] === '?' ? `(?:${slash}${capture})?` : match[3] === '*' ? `(?:${slash}(.*))?` : match[3] === '+' ? `${slash}(.+)` : `${slash}${capture}`;
      i += match[0].length;
    } else if ((match = /^\/?\{([^}]*)\}/.exec(rest))) {
      const inner = compile(match[0].replace(/[{}]/g, ''), { end: false, strict: true, caseSensitive });
      keys.push(...inner.keys);
      source += `(?:${inner.source})?`;
      i += match[0].length;
    } else if ((match = /^\*(\w+)?/.exec(rest))) {
      keys.push(match[1] ?? String(keys.filter((key) => /^\d+$/.test(key)).length));
      source += '(.*)';
      i += match[0].length;
    } else if ((match = /^\([^)]*\)\??/.exec(rest))) {
      source += match[0];
      keys.push(String(keys.filter((key) => /^\d+$/.test(key)).length));
      i += match[0].length;
    } else {
      source += /[?+]/.test(text[i]) ? text[i] : text[i].replace(/[.^$[\]\\/|]/g, '\\$&');
      i++;
    }
  }
  if (source === '\\/') source = end ? '\\/' : '';
  return { keys, source, regexp: new RegExp(`^${source}${end ? (strict ? '$' : '\\/?$') : '(?=\\/|$)'}`, caseSensitive ? '' : 'i') };
}
function matchPath(compiled, url) {
  if (compiled.any) {
    for (const one of compiled.any) {
      const found = matchPath(one, url);
      if (found) return found;
    }
    return undefined;
  }
  const match = compiled.regexp.exec(url);
  if (!match) return undefined;
  const params = {};
  const decode = (value) => {
    try {
      return decodeURIComponent(value);
    } catch {
      throw httpError(400, `Failed to decode param '${value}'`);
    }
  };
  if (compiled.isRegExp) match.slice(1).forEach((value, i) => value !== undefined && (params[i] = decode(value)));
  else compiled.keys.forEach((key, i) => match[i + 1] !== undefined && (params[key] = decode(match[i + 1])));
  return { path: match[0], params };
}

function Router(options = {}) {
  const router = (req, res, next) => router.handle(req, res, next);
  Object.setPrototypeOf(router, Router.prototype);
  router.stack = [];
  router.options = options;
  router.paramHandlers = {};
  return router;
}
Router.prototype = Object.create(Function.prototype);
Object.assign(Router.prototype, {
  use(...args) {
    const pattern = typeof args[0] === 'string' || args[0] instanceof RegExp || (Array.isArray(args[0]) && typeof args[0][0] !== 'function') ? args.shift() : '/';
    const handlers = args.flat(Infinity);
    if (handlers.length === 0) throw new TypeError('Router.use() requires a middleware function');
    for (const handler of handlers) {
      if (typeof handler !== 'function') throw new TypeError(`Router.use() requires a middleware function but got a ${handler === null || typeof handler !== 'object' ? typeof handler : handler.constructor?.name ?? 'Object'}`);
      this.stack.push({ name: handler.name, compiled: compile(pattern, { end: false, strict: false, caseSensitive: this.options.caseSensitive }), handler, regexp: undefined });
    }
    return this;
  },
  route(pattern) {
    const route = { path: pattern, stack: [], methods: {} };
    this.stack.push({ name: 'bound dispatch', route, compiled: compile(pattern, { end: true, strict: this.options.strict, caseSensitive: this.options.caseSensitive }) });
    for (const method of [...methods, 'all']) {
      route[method] = (...handlers) => {
        for (const handler of handlers.flat(Infinity)) {
          if (typeof handler !== 'function') throw new Error(`Route.${method}() requires a callback function but got a [object ${handler === undefined ? 'Undefined' : handler === null ? 'Null' : handler.constructor?.name}]`);
          route.stack.push({ method: method === 'all' ? undefined : method, handler });
          route.methods[method === 'all' ? '_all' : method] = true;
        }
        return route;
      };
    }
    return route;
  },
  param(name, handler) {
    (this.paramHandlers[name] ??= []).push(handler);
    return this;
  },
  handle(req, res, done) {
    const { stack } = this;
    const parentParams = this.options.mergeParams ? req.params : undefined;
    const saved = { baseUrl: req.baseUrl ?? '', url: req.url, params: req.params };
    const restore = () => Object.assign(req, saved);
    const allowed = new Set();
    let index = 0;
    const next = (error) => {
      if (error === 'router') {
        restore();
        return done();
      }
      req.url = saved.url;
      req.baseUrl = saved.baseUrl;
      const failure = error === 'route' ? undefined : error;
      while (index < stack.length) {
        const layer = stack[index++];
        let match;
        const [pathname] = req.url.split('?', 1);
        try {
          match = matchPath(layer.compiled, pathname || '/');
        } catch (problem) {
          restore();
          return done(failure ?? problem);
        }
        if (!match) continue;
        req.params = { ...parentParams, ...match.params };
        if (layer.route) {
          if (failure) continue;
          const method = req.method.toLowerCase();
          const { route } = layer;
          const serves = route.methods._all || route.methods[method] || (method === 'head' && route.methods.get);
          if (!serves) {
            for (const name of Object.keys(route.methods)) allowed.add(name.toUpperCase());
            continue;
          }
          req.route = route;
          return this.params(req, res, match.params, next, () => runRoute(route, method, req, res, next));
        }
        if ((layer.handler.length === 4) !== !!failure) continue;
        if (match.path !== '' && match.path !== '/') {
          req.baseUrl = saved.baseUrl + match.path.replace(/\/$/, '');
          const rest = req.url.slice(match.path.replace(/\/$/, '').length);
          req.url = rest.startsWith('/') ? rest : `/${rest}`;
        }
        return this.params(req, res, match.params, next, () => call(layer.handler, failure, req, res, next));
      }
      restore();
      if (!failure && req.method === 'OPTIONS' && allowed.size > 0) {
        const body = [...allowed].join(',');
        res.set('Allow', body);
        return res.send(body);
      }
      done(failure);
    };
    next();
  },
  params(req, res, params, next, go) {
    const waiting = Object.entries(params).flatMap(([name, value]) => (this.paramHandlers[name] ?? []).map((handler) => ({ handler, value, name })));
    const step = (error) => {
      if (error) return next(error);
      const one = waiting.shift();
      if (!one) return go();
      try {
        one.handler(req, res, step, one.value, one.name);
      } catch (problem) {
        next(problem);
      }
    };
    step();
  },
});
function call(handler, error, req, res, next) {
  try {
    const result = error ? handler(error, req, res, next) : handler(req, res, next);
    if (result && typeof result.then === 'function') result.then(undefined, (problem) => next(problem ?? new Error('Rejected promise')));
  } catch (problem) {
    next(problem);
  }
}
function runRoute(route, method, req, res, done) {
  let index = 0;
  const next = (error) => {
    if (error === 'route') return done();
    if (error === 'router') return done(error);
    while (index < route.stack.length) {
      const { method: wanted, handler } = route.stack[index++];
      if (wanted && wanted !== method && !(method === 'head' && wanted === 'get')) continue;
      if ((handler.length === 4) !== !!error) continue;
      return call(handler, error, req, res, next);
    }
    done(error);
  };
  next();
}
for (const method of methods) {
  Router.prototype[method] = function (pattern, ...handlers) {
    this.route(pattern)[method](...handlers);
    return this;
  };
}
Router.prototype.all = function (pattern, ...handlers) {
  this.route(pattern).all(...handlers);
  return this;
};

const request = Object.create(http.IncomingMessage.prototype);
Object.assign(request, {
  get(name) {
    const key = name.toLowerCase();
    return key === 'referer' || key === 'referrer' ? (this.headers.referrer ?? this.headers.referer) : this.headers[key];
  },
  accepts(...types) {
    const wanted = types.flat();
    const accept = this.headers.accept ?? '*/*';
    const list = accept.split(',').map((one) => one.trim().split(';')[0]);
    for (const one of list) {
      if (one === '*/*') return wanted[0] ?? list;
      for (const type of wanted) {
        const full = (typeOf(type) ?? type).split(';')[0];
        if (full === one || (one.endsWith('/*') && full.startsWith(one.slice(0, -1)))) return type;
      }
    }
    return false;
  },
  is(...types) {
    const type = (this.headers['content-type'] ?? '').split(';')[0].trim();
    return types.flat().find((one) => (typeOf(one) ?? one).split(';')[0] === type || (one.includes('*') && new RegExp(`^${one.replace(/\*/g, '.*')}$`).test(type))) ?? false;
  },
  param(name) { return this.params?.[name] ?? this.body?.[name] ?? this.query?.[name]; },
  range() { return undefined; },
});
request.header = request.get;
const derived = {
  path() { return this.url.split('?')[0]; },
  hostname() { return (this.headers.host ?? '').replace(/:\d+$/, ''); },
  host() { return this.headers.host; },
  protocol() { return this.app.get('trust proxy') && this.headers['x-forwarded-proto'] ? this.headers['x-forwarded-proto'].split(',')[0] : 'http'; },
  secure() { return this.protocol === 'https'; },
  ip() { return this.app.get('trust proxy') && this.headers['x-forwarded-for'] ? this.headers['x-forwarded-for'].split(',')[0].trim() : this.socket.remoteAddress; },
  ips() { return (this.headers['x-forwarded-for'] ?? '').split(',').map((one) => one.trim()).filter(Boolean); },
  subdomains() { return this.hostname.split('.').reverse().slice(2); },
  xhr() { return (this.headers['x-requested-with'] ?? '').toLowerCase() === 'xmlhttprequest'; },
  fresh() {
    if (this.method !== 'GET' && this.method !== 'HEAD') return false;
    const mark = this.headers['if-none-match'];
    return mark !== undefined && this.res.statusCode < 300 && (mark === '*' || mark.split(/\s*,\s*/).some((one) => one.replace(/^W\//, '') === String(this.res.getHeader('etag')).replace(/^W\//, '')));
  },
};
for (const [name, get] of Object.entries(derived)) Object.defineProperty(request, name, { configurable: true, enumerable: true, get });

const response = Object.create(http.ServerResponse.prototype);
Object.assign(response, {
  status(code) {
    this.statusCode = code;
    return this;
  },
  set(name, value) {
    if (typeof name === 'object') for (const [key, one] of Object.entries(name)) this.set(key, one);
    else {
      let text = Array.isArray(value) ? value.map(String) : String(value);
      if (name.toLowerCase() === 'content-type' && !/charset/.test(text) && /^(?:text\/|application\/(?:json|javascript))/.test(text)) text += '; charset=utf-8';
      this.setHeader(name, text);
    }
    return this;
  },
  get(name) { return this.getHeader(name); },
  append(name, value) {
    const old = this.get(name);
    return this.set(name, old ? [old, value].flat() : value);
  },
  type(type) { return this.set('Content-Type', type.includes('/') ? type : (typeOf(type) ?? 'application/octet-stream')); },
  vary(field) { return this.append('Vary', field); },
  links(links) { return this.set('Link', Object.entries(links).map(([rel, url]) => `<${url}>; rel="${rel}"`).join(', ')); },
  location(url) { return this.set('Location', url === 'back' ? (this.req.get('Referrer') ?? '/') : encodeURI(decodeURI(url))); },
  send(body) {
    if (typeof body === 'number' && arguments.length === 2) [body] = [arguments[1], this.status(body)];
    let bytes;
    if (typeof body === 'string') {
      if (!this.get('Content-Type')) this.type('html');
      bytes = Buffer.from(body);
    } else if (Buffer.isBuffer(body) || ArrayBuffer.isView(body)) {
      if (!this.get('Content-Type')) this.type('bin');
      bytes = Buffer.from(body);
    } else if (body === undefined || body === null) bytes = Buffer.alloc(0);
    else return this.json(body);
    if (body !== undefined) {
      this.setHeader('Content-Length', bytes.length);
      if (!this.get('ETag') && this.app.enabled('etag')) this.set('ETag', `W/"${bytes.length.toString(16)}-${createHash(bytes)}"`);
    } else this.setHeader('Content-Length', 0);
    if (this.req.fresh) this.statusCode = 304;
    if (this.statusCode === 204 || this.statusCode === 304) {
      for (const name of ['Content-Type', 'Content-Length', 'Transfer-Encoding']) this.removeHeader(name);
      return this.end(), this;
    }
    if (this.req.method === 'HEAD') this.end();
    else this.end(bytes);
    return this;
  },
  json(value) {
    const text = JSON.stringify(value, this.app.get('json replacer'), this.app.get('json spaces'));
    if (!this.get('Content-Type')) this.set('Content-Type', 'application/json');
    return this.send(text);
  },
  jsonp(value) { return this.json(value); },
  sendStatus(code) { return this.status(code).type('txt').send(STATUS_CODES[code] ?? String(code)); },
  redirect(status, url) {
    if (url === undefined) [status, url] = [302, status];
    this.location(url).status(status);
    const target = this.get('Location');
    const html = this.req.accepts('text', 'html') === 'html';
    this.set('Vary', 'Accept');
    const body = html ? `<p>${STATUS_CODES[status]}. Redirecting to ${escapeHtml(target)}</p>` : `${STATUS_CODES[status]}. Redirecting to ${target}`;
    this.type(html ? 'html' : 'txt');
    this.setHeader('Content-Length', Buffer.byteLength(body));
    this.end(this.req.method === 'HEAD' ? undefined : body);
  },
  sendFile(file, options, done) {
    if (typeof options === 'function') [done, options] = [options, {}];
    if (!path.isAbsolute(file) && !options?.root) throw new TypeError('path must be absolute or specify root to res.sendFile');
    const full = options?.root ? path.join(options.root, file) : file;
    const fail = (error) => (done ? done(error) : this.req.next(error));
    fs.stat(full, (error, stat) => {
      if (error) return fail(httpError(404, error.message, { errno: error.errno, code: error.code, syscall: error.syscall, path: error.path }));
      if (stat.isDirectory()) return fail(Object.assign(new Error('EISDIR, read'), { code: 'EISDIR' }));
      sendStat(this.req, this, full, stat, options ?? {}, done);
    });
  },
  download(file, name, options, done) {
    if (typeof name === 'function') [done, name] = [name, undefined];
    this.attachment(name ?? file);
    return this.sendFile(path.resolve(file), typeof options === 'object' ? options : {}, done);
  },
  attachment(name) {
    if (name) this.type(path.extname(name) || 'bin');
    return this.set('Content-Disposition', name ? `attachment; filename="${path.basename(name)}"` : 'attachment');
  },
  cookie(name, value, options = {}) {
    const text = typeof value === 'object' ? `j:${JSON.stringify(value)}` : String(value);
    const parts = [`${name}=${encodeURIComponent(text)}`];
    if (options.maxAge !== undefined) parts.push(`Max-Age=${Math.floor(options.maxAge / 1000)}`);
    if (options.domain) parts.push(`Domain=${options.domain}`);
    parts.push(`Path=${options.path ?? '/'}`);
    const expires = options.expires ?? (options.maxAge === undefined ? undefined : new Date(Date.now() + options.maxAge));
    if (expires) parts.push(`Expires=${expires.toUTCString()}`);
    if (options.httpOnly) parts.push('HttpOnly');
    if (options.secure) parts.push('Secure');
    if (options.sameSite) parts.push(`SameSite=${options.sameSite === true ? 'Strict' : options.sameSite[0].toUpperCase() + options.sameSite.slice(1)}`);
    return this.append('Set-Cookie', parts.join('; '));
  },
  clearCookie(name, options) { return this.cookie(name, '', { ...options, expires: new Date(1) }); },
  format(table) {
    const keys = Object.keys(table).filter((key) => key !== 'default');
    const key = this.req.accepts(keys);
    if (key) {
      this.type(key);
      table[key](this.req, this, this.req.next);
    } else if (table.default) table.default(this.req, this, this.req.next);
    else this.req.next(httpError(406));
    return this;
  },
  render(view, options, done) {
    if (typeof options === 'function') [done, options] = [options, {}];
    this.app.render(view, { ...this.app.locals, ...this.locals, ...options }, done ?? ((error, text) => (error ? this.req.next(error) : this.send(text))));
  },
});
response.header = response.set;
response.contentType = response.type;

function sendStat(req, res, file, stat, options, done) {
  const setType = () => {
    if (res.get('Content-Type')) return;
    const type = typeOf(file);
    if (type) res.setHeader('Content-Type', type);
    else res.setHeader('Content-Type', 'application/octet-stream');
  };
  res.setHeader('Accept-Ranges', 'bytes');
  if (!res.get('Cache-Control')) res.setHeader('Cache-Control', `public, max-age=${Math.floor((typeof options.maxAge === 'number' ? options.maxAge : 0) / 1000)}`);
  res.setHeader('Last-Modified', stat.mtime.toUTCString());
  res.setHeader('ETag', `W/"${stat.size.toString(16)}-${Math.floor(stat.mtimeMs).toString(16)}"`);
  setType();
  for (const [name, value] of Object.entries(options.headers ?? {})) res.set(name, value);
  if (req.fresh) {
    res.statusCode = 304;
    res.removeHeader('Content-Type');
    return res.end();
  }
  res.setHeader('Content-Length', stat.size);
  if (req.method === 'HEAD') return res.end();
  const stream = fs.createReadStream(file);
  stream.on('error', (error) => (done ? done(error) : req.next?.(error)));
  if (done) res.on('finish', () => done());
  stream.pipe(res);
}

function serveStatic(root, options = {}) {
  if (!root) throw new TypeError('root path required');
  const base = path.resolve(root);
  return function serveStatic(req, res, next) {
    if (req.method !== 'GET' && req.method !== 'HEAD') return options.fallthrough === false ? next(httpError(405)) : next();
    let name;
    try {
      name = decodeURIComponent(req.url.split('?')[0]);
    } catch {
      return next(httpError(400));
    }
    if (name.split('/').includes('..')) return next(httpError(403));
    if (name.split('/').some((part) => part.startsWith('.')) && options.dotfiles !== 'allow') return next();
    const file = path.join(base, name);
    fs.stat(file, (error, stat) => {
      if (error) {
        const extension = [options.extensions].flat().filter(Boolean).find((one) => fs.existsSync(`${file}.${one}`));
        if (extension) return sendStat(req, res, `${file}.${extension}`, fs.statSync(`${file}.${extension}`), options);
        return next();
      }
      if (!stat.isDirectory()) {
        if (name.endsWith('/')) return next();
        options.setHeaders?.(res, file, stat);
        return sendStat(req, res, file, stat, options);
      }
      if (!name.endsWith('/')) {
        if (options.redirect === false) return next();
        const target = `${req.baseUrl ?? ''}${req.url.split('?')[0]}/`;
        const body = `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Redirecting</title>\n</head>\n<body>\n<pre>Redirecting to ${escapeHtml(target)}</pre>\n</body>\n</html>\n`;
        res.writeHead(301, { 'Content-Type': 'text/html; charset=UTF-8', 'Content-Length': Buffer.byteLength(body), 'Content-Security-Policy': "default-src 'none'", 'X-Content-Type-Options': 'nosniff', Location: target });
        return res.end(body);
      }
      if (options.index === false) return next();
      const index = path.join(file, typeof options.index === 'string' ? options.index : 'index.html');
      fs.stat(index, (missing, found) => {
        if (missing) return next();
        options.setHeaders?.(res, index, found);
        sendStat(req, res, index, found, options);
      });
    });
  };
}

const sizeOf = (limit) => {
  const match = /^(\d+(?:\.\d+)?)\s*(b|kb|mb|gb)?$/i.exec(String(limit));
  return match ? Number(match[1]) * { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 }[(match[2] ?? 'b').toLowerCase()] : 102400;
};
/** Reads a request's body once and lets `parse` make `req.body` of it. */
function bodyParser(name, options, accepts, parse) {
  const limit = sizeOf(options.limit ?? '100kb');
  const middleware = { [name](req, res, next) {
    if (req._body) return next();
    req.body ??= options.keep === undefined ? {} : options.keep;
    const type = (req.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
    const has = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
    if (!has || !accepts(type, req)) return next();
    req._body = true;
    const parts = [];
    let size = 0;
    let failed = false;
    req.on('data', (part) => {
      size += part.length;
      if (size > limit && !failed) {
        failed = true;
        next(httpError(413, 'request entity too large', { type: 'entity.too.large', expected: size, length: size, limit }));
      }
      if (!failed) parts.push(part);
    });
    req.on('end', () => {
      if (failed) return;
      const bytes = Buffer.concat(parts);
      try {
        options.verify?.(req, res, bytes, 'utf-8');
        req.body = parse(bytes);
      } catch (error) {
        return next(Object.assign(error, { expose: true, statusCode: 400, status: 400, body: bytes.toString(), type: 'entity.parse.failed' }));
      }
      next();
    });
  } }[name];
  return middleware;
}
const typed = (options, plain) => (type, req) => {
  const wanted = options.type ?? plain;
  return typeof wanted === 'function' ? wanted(req) : [wanted].flat().some((one) => type === one || type === (typeOf(one) ?? '').split(';')[0] || (one.includes('*') && new RegExp(`^${one.replace(/[.+]/g, '\\$&').replace(/\*/g, '.*')}$`).test(type)));
};
function nested(flat) {
  const out = {};
  for (const [key, value] of Object.entries(flat)) {
    const parts = key.split(/\[|\]/).filter((part, i) => part !== '' || i === 1);
    if (parts.length === 1 || !key.includes('[')) {
      out[key] = value;
      continue;
    }
    let at = out;
    parts.forEach((part, i) => {
      if (i === parts.length - 1) {
        if (part === '') at.push?.(...[value].flat());
        else at[part] = value;
      } else at = at[part] ??= parts[i + 1] === '' || /^\d+$/.test(parts[i + 1]) ? [] : {};
    });
  }
  return out;
}
const json = (options = {}) => bodyParser('jsonParser', options, typed(options, 'application/json'), (bytes) => {
  const text = bytes.toString();
  if (text.trim() === '') return {};
  if (options.strict !== false && !/^[\x20\x09\x0a\x0d]*[[{]/.test(text)) JSON.parse(text.trim()[0] === '"' || true ? text.replace(/^\s*(.)[^]*/, '$1#') : text);
  return JSON.parse(text, options.reviver);
});
const urlencoded = (options = {}) => bodyParser('urlencodedParser', options, typed(options, 'application/x-www-form-urlencoded'), (bytes) => {
  const flat = { ...querystring.parse(bytes.toString()) };
  return options.extended === false ? flat : nested(flat);
});
const text = (options = {}) => bodyParser('textParser', options, typed(options, 'text/plain'), (bytes) => bytes.toString());
const raw = (options = {}) => bodyParser('rawParser', options, typed(options, 'application/octet-stream'), (bytes) => bytes);

/** The last word on a request that nobody has answered: 404, or the error's page. */
function finalHandler(req, res, env) {
  return (error) => {
    if (error && env !== 'test') console.error(error.stack ?? String(error));
    if (res.headersSent) return void req.socket.destroy();
    const status = error ? (error.status >= 400 && error.status < 600 ? error.status : error.statusCode >= 400 && error.statusCode < 600 ? error.statusCode : res.statusCode >= 400 ? res.statusCode : 500) : 404;
    const message = error ? (env === 'production' ? STATUS_CODES[status] : (error.stack ?? String(error))) : `Cannot ${req.method} ${escapeHtml(req.originalUrl.split('?')[0])}`;
    const body = `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${(error ? escapeHtml(message) : message).replace(/\n/g, '<br>').replace(/ {2}/g, ' &nbsp;')}</pre>\n</body>\n</html>\n`;
    for (const name of ['Content-Encoding', 'Content-Language', 'Content-Range']) res.removeHeader(name);
    for (const [name, value] of Object.entries(error?.headers ?? {})) res.setHeader(name, value);
    res.statusCode = status;
    res.statusMessage = STATUS_CODES[status];
    res.setHeader('Content-Security-Policy', "default-src 'none'");
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Type', 'text/html; charset=utf-8');
    res.setHeader('Content-Length', Buffer.byteLength(body));
    res.end(req.method === 'HEAD' ? undefined : body);
  };
}

const application = {
  init() {
    this.settings = { env: process.env.NODE_ENV || 'development', 'x-powered-by': true, etag: 'weak', views: path.resolve('views'), 'query parser': 'extended', 'jsonp callback name': 'callback', 'subdomain offset': 2 };
    this.locals = Object.assign(Object.create(null), { settings: this.settings });
    this.engines = {};
    this.mountpath = '/';
    this._router = this.router = Router();
    this.request = Object.create(request, { app: { value: this, configurable: true, enumerable: true, writable: true } });
    this.response = Object.create(response, { app: { value: this, configurable: true, enumerable: true, writable: true } });
  },
  handle(req, res, done) {
    const last = done ?? finalHandler(req, res, this.get('env'));
    if (this.enabled('x-powered-by') && !res.headersSent) res.setHeader('X-Powered-By', 'Express');
    Object.setPrototypeOf(req, this.request);
    Object.setPrototypeOf(res, this.response);
    req.res = res;
    res.req = req;
    req.next = last;
    req.originalUrl ??= req.url;
    res.locals ??= Object.create(null);
    if (req.query === undefined || !done) {
      const search = req.url.indexOf('?');
      req.query = search === -1 ? {} : nested({ ...querystring.parse(req.url.slice(search + 1)) });
    }
    this._router.handle(req, res, last);
  },
  set(name, value) {
    if (arguments.length === 1) return this.settings[name];
    this.settings[name] = value;
    return this;
  },
  enable(name) { return this.set(name, true); },
  disable(name) { return this.set(name, false); },
  enabled(name) { return !!this.settings[name]; },
  disabled(name) { return !this.settings[name]; },
  use(...args) {
    const pattern = typeof args[0] === 'string' || args[0] instanceof RegExp || (Array.isArray(args[0]) && typeof args[0][0] !== 'function') ? args.shift() : '/';
    const handlers = args.flat(Infinity);
    if (handlers.length === 0) throw new TypeError('app.use() requires a middleware function');
    for (const handler of handlers) {
      if (handler?.handle && handler.set) {
        handler.mountpath = pattern;
        handler.parent = this;
        this._router.use(pattern, (req, res, next) => {
          const before = Object.getPrototypeOf(req);
          const after = Object.getPrototypeOf(res);
          handler.handle(req, res, (error) => {
            Object.setPrototypeOf(req, before);
            Object.setPrototypeOf(res, after);
            next(error);
          });
        });
        handler.emit('mount', this);
      } else this._router.use(pattern, handler);
    }
    return this;
  },
  route(pattern) { return this._router.route(pattern); },
  param(name, handler) {
    for (const one of [name].flat()) this._router.param(one, handler);
    return this;
  },
  all(pattern, ...handlers) {
    this._router.all(pattern, ...handlers);
    return this;
  },
  engine(extension, fn) {
    this.engines[extension.replace(/^\.?/, '.')] = fn;
    return this;
  },
  render(view, options, done) {
    if (typeof options === 'function') [done, options] = [options, {}];
    const extension = path.extname(view) || `.${this.get('view engine') ?? ''}`;
    if (extension === '.') throw new Error('No default engine was specified and no extension was provided.');
    const file = [this.get('views')].flat().map((folder) => path.resolve(folder, path.extname(view) ? view : `${view}${extension}`)).find((one) => fs.existsSync(one));
    if (!file) return done(Object.assign(new Error(`Failed to lookup view "${view}" in views directory "${this.get('views')}"`), { view }));
    try {
      const engine = (this.engines[extension] ??= require(require.resolve(extension.slice(1), { paths: [process.cwd()] })).__express);
      engine(file, { settings: this.settings, ...this.locals, ...options }, done);
    } catch (error) {
      done(error);
    }
  },
  path() { return this.parent ? this.parent.path() + this.mountpath : ''; },
  listen(...args) { return http.createServer(this).listen(...args); },
};
for (const method of methods) {
  application[method] = function (pattern, ...handlers) {
    if (method === 'get' && handlers.length === 0) return this.set(pattern);
    this._router[method](pattern, ...handlers);
    return this;
  };
}
application.del = application.delete;

function createApplication() {
  const app = function (req, res, next) {
    app.handle(req, res, next);
  };
  for (const key of Reflect.ownKeys(EventEmitter.prototype)) if (key !== 'constructor') Object.defineProperty(app, key, Object.getOwnPropertyDescriptor(EventEmitter.prototype, key));
  Object.assign(app, application);
  EventEmitter.init.call(app);
  app.init();
  return app;
}
module.exports = Object.assign(createApplication, { application, request, response, Router, Route: function Route() {}, json, urlencoded, text, raw, static: serveStatic, query: () => (req, res, next) => next() });
