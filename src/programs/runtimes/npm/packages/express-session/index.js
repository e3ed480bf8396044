'use strict';
// Sessions of express, in memory or in a store.
const crypto = require('crypto');
const { EventEmitter } = require('events');

class Store extends EventEmitter {
  regenerate(req, done) { this.destroy(req.sessionID, (error) => { this.generate(req); done(error); }); }
  createSession(req, values) { return (req.session = new Session(req, values)); }
}
class MemoryStore extends Store {
  constructor() { super(); this.sessions = Object.create(null); }
  get(id, done) { const text = this.sessions[id]; setImmediate(done, null, text && JSON.parse(text)); }
  set(id, session, done) { this.sessions[id] = JSON.stringify(session); if (done) setImmediate(done); }
  destroy(id, done) { delete this.sessions[id]; if (done) setImmediate(done); }
  all(done) { setImmediate(done, null, Object.fromEntries(Object.entries(this.sessions).map(([id, text]) => [id, JSON.parse(text)]))); }
  clear(done) { this.sessions = Object.create(null); if (done) setImmediate(done); }
  length(done) { setImmediate(done, null, Object.keys(this.sessions).length); }
  touch(id, session, done) { if (done) setImmediate(done); }
}
class Cookie {
  constructor(options = {}) { Object.assign(this, { path: '/', httpOnly: true, maxAge: null, originalMaxAge: options.maxAge ?? null, ...options }); }
  serialize(name, value) {
    const { path, httpOnly, secure, sameSite, domain, maxAge } = this;
    const expires = maxAge === null || maxAge === undefined ? '' : `; Expires=${new Date(Date.now() + Number(maxAge)).toUTCString()}`;
    return `${name}=${encodeURIComponent(value)}${domain ? `; Domain=${domain}` : ''}; Path=${path}${expires}${httpOnly ? '; HttpOnly' : ''}${secure === true ? '; Secure' : ''}${sameSite ? `; SameSite=${sameSite === true ? 'Strict' : sameSite[0].toUpperCase() + sameSite.slice(1)}` : ''}`;
  }
  toJSON() { const { originalMaxAge, httpOnly, path } = this; return { originalMaxAge, httpOnly, path }; }
}
class Session {
  constructor(req, values) {
    Object.defineProperties(this, { req: { value: req }, id: { value: req.sessionID } });
    Object.assign(this, values);
    this.cookie = new Cookie(req.cookieOptions);
  }
  save(done) { this.req.sessionStore.set(this.id, this, done ?? (() => undefined)); return this; }
  destroy(done) { delete this.req.session; this.req.sessionStore.destroy(this.id, done); return this; }
  regenerate(done) { this.req.sessionStore.regenerate(this.req, done); return this; }
  reload(done) { this.req.sessionStore.get(this.id, (error, values) => { if (values) this.req.sessionStore.createSession(this.req, values); done(error); }); return this; }
  touch() { return this; }
  resetMaxAge() { return this; }
}
const sign = (value, secret) => `${value}.${crypto.createHmac('sha256', secret).update(value).digest('base64').replace(/=+$/, '')}`;
/** The identifier of a signed cookie, where one of the secrets fits. */
function unsigned(text, secrets) {
  if (!text?.startsWith('s:')) return undefined;
  const value = text.slice(2, text.lastIndexOf('.'));
  return secrets.some((secret) => sign(value, secret) === text.slice(2)) ? value : undefined;
}
function session(options = {}) {
  const name = options.name ?? options.key ?? 'connect.sid';
  const store = options.store ?? new MemoryStore();
  const secrets = [options.secret ?? []].flat();
  if (options.resave === undefined) process.emitWarning('undefined resave option; provide resave option', 'deprecated express-session');
  if (options.saveUninitialized === undefined) process.emitWarning('undefined saveUninitialized option; provide saveUninitialized option', 'deprecated express-session');
  if (store instanceof MemoryStore && process.env.NODE_ENV === 'production') console.warn('Warning: connect.session() MemoryStore is not\ndesigned for a production environment, as it will leak\nmemory, and will not scale past a single process.');
  const content = (values) => JSON.stringify(values, (key, value) => (key === 'cookie' ? undefined : value));
  store.generate = (req) => {
    req.sessionID = options.genid ? options.genid(req) : crypto.randomBytes(24).toString('base64url');
    req.session = new Session(req, {});
  };
  return (req, res, next) => {
    if (req.session) return next();
    if (secrets.length === 0 && !req.secret) return next(new Error('secret option required for sessions'));
    const keys = secrets.length > 0 ? secrets : [req.secret];
    req.sessionStore = store;
    Object.defineProperty(req, 'cookieOptions', { value: options.cookie, configurable: true });
    const cookie = new RegExp(`(?:^|; *)${name.replace(/[.]/g, '\\.')}=([^;]*)`).exec(req.headers.cookie ?? '')?.[1];
    const id = unsigned(cookie && decodeURIComponent(cookie), keys);
    let before;
    const begin = (values) => {
      if (values) {
        req.sessionID = id;
        store.createSession(req, values);
      } else store.generate(req);
      before = content(req.session);
      const isNew = !values;
      const writeHead = res.writeHead;
      const end = res.end;
      let isSet = false;
      const setCookie = () => {
        if (isSet || !req.session) return;
        isSet = true;
        const changed = content(req.session) !== before;
        if (!(isNew || req.sessionID !== id ? changed || options.saveUninitialized !== false : options.rolling)) return;
        if (req.session.cookie.secure === true && !(req.secure || req.socket.encrypted)) return;
        const had = [res.getHeader('Set-Cookie') ?? []].flat();
        res.setHeader('Set-Cookie', [...had, req.session.cookie.serialize(name, `s:${sign(req.sessionID, keys[0])}`)]);
      };
      res.writeHead = function (...args) {
        setCookie();
        return writeHead.apply(this, args);
      };
      res.end = function (...args) {
        if (!res.headersSent) setCookie();
        const changed = req.session && content(req.session) !== before;
        const saves = req.session && (changed || (isNew ? options.saveUninitialized !== false : options.resave !== false));
        if (!saves) return end.apply(this, args);
        store.set(req.sessionID, req.session, (error) => { if (error) console.error(error); end.apply(this, args); });
        return res;
      };
      next();
    };
    if (id === undefined) return begin();
    return store.get(id, (error, values) => (error && error.code !== 'ENOENT' ? next(error) : begin(values)));
  };
}
module.exports = Object.assign(session, { Store, Cookie, Session, MemoryStore });
