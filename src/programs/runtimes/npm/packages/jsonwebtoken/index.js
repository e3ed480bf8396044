'use strict';
// JSON Web Tokens (RFC 7519) with shared secrets: HS256, HS384, HS512 and `none`.
const crypto = require('crypto');
const ms = require('ms');

class JsonWebTokenError extends Error {
  constructor(message, inner) {
    super(message);
    delete this.message;
    this.name = 'JsonWebTokenError';
    this.message = message;
    if (inner) this.inner = inner;
  }
}
class TokenExpiredError extends JsonWebTokenError {
  constructor(message, expiredAt) {
    super(message);
    this.name = 'TokenExpiredError';
    this.expiredAt = expiredAt;
  }
}
class NotBeforeError extends JsonWebTokenError {
  constructor(message, date) {
    super(message);
    this.name = 'NotBeforeError';
    this.date = date;
  }
}

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'HS256', 'HS384', 'HS512', 'PS256', 'PS384', 'PS512', 'none'];
const timespan = (value) => Number.isInteger(value) || (typeof value === 'string' && value !== '');
const text = (value) => typeof value === 'string';
const flag = (value) => typeof value === 'boolean';
const OPTIONS = {
  expiresIn: [timespan, 'should be a number of seconds or string representing a timespan'],
  notBefore: [timespan, 'should be a number of seconds or string representing a timespan'],
  audience: [(value) => text(value) || Array.isArray(value), 'must be a string or array'],
  algorithm: [(value) => ALGORITHMS.includes(value), 'must be a valid string enum value'],
  header: [(value) => value !== null && typeof value === 'object', 'must be an object'],
  ...Object.fromEntries(['encoding', 'issuer', 'subject', 'jwtid', 'keyid'].map((name) => [name, [text, 'must be a string']])),
  ...Object.fromEntries(['noTimestamp', 'mutatePayload', 'allowInsecureKeySizes', 'allowInvalidAsymmetricKeyTypes'].map((name) => [name, [flag, 'must be a boolean']])),
};
const CLAIMS = Object.fromEntries(['iat', 'exp', 'nbf'].map((name) => [name, [(value) => Number.isFinite(value), 'should be a number of seconds']]));
const TO_CLAIM = { audience: 'aud', issuer: 'iss', subject: 'sub', jwtid: 'jti' };

function check(rules, object, label) {
  for (const [name, value] of Object.entries(object)) {
    const rule = rules[name];
    if (!rule) {
      if (label !== undefined) throw new Error(`"${name}" is not allowed in "${label}"`);
    } else if (!rule[0](value)) throw new Error(`"${name}" ${rule[1]}`);
  }
}
const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);
/** A moment that a number of seconds or a text like `1h` after another one is. */
const after = (span, start) => (typeof span === 'number' ? start + span : Math.floor(start + ms(span) / 1000));

function mark(algorithm, input, secret) {
  if (algorithm === 'none') return '';
  return crypto.createHmac(`sha${algorithm.slice(2)}`, secret).update(input).digest('base64url');
}
const onlySecrets = (algorithm) => new Error(`dockyard: the algorithm ${algorithm} of jsonwebtoken is not simulated`);

function create(payload, secret, options) {
  const isObject = typeof payload === 'object' && payload !== null && !Buffer.isBuffer(payload);
  const header = { alg: options.algorithm ?? 'HS256', typ: isObject ? 'JWT' : undefined, kid: options.keyid, ...options.header };
  if (!secret && options.algorithm !== 'none') throw new Error('secretOrPrivateKey must have a value');
  if (/^[RPE]S\d/.test(header.alg)) {
    if (!/-----BEGIN/.test(String(secret))) throw new Error(`secretOrPrivateKey must be an asymmetric key when using ${header.alg}`);
    throw onlySecrets(header.alg);
  }
  if (payload === undefined) throw new Error('payload is required');
  if (isObject) {
    check(CLAIMS, payload);
    if (!options.mutatePayload) payload = { ...payload };
  } else {
    const wrong = ['expiresIn', 'notBefore', 'noTimestamp', 'audience', 'issuer', 'subject', 'jwtid'].filter((name) => options[name] !== undefined);
    if (wrong.length > 0) throw new Error(`invalid ${wrong.join(',')} option for ${typeof payload} payload`);
  }
  if (payload.exp !== undefined && options.expiresIn !== undefined) throw new Error('Bad "options.expiresIn" option the payload already has an "exp" property.');
  if (payload.nbf !== undefined && options.notBefore !== undefined) throw new Error('Bad "options.notBefore" option the payload already has an "nbf" property.');
  check(OPTIONS, options, 'options');
  if (isObject) {
    const start = payload.iat ?? now();
    if (options.noTimestamp) delete payload.iat;
    else payload.iat = start;
    for (const [name, claim] of [['notBefore', 'nbf'], ['expiresIn', 'exp']]) {
      if (options[name] === undefined) continue;
      payload[claim] = after(options[name], start);
      if (!Number.isFinite(payload[claim])) throw new Error(`"${name}" should be a number of seconds or string representing a timespan eg: "1d", "20h", 60`);
    }
    for (const [name, claim] of Object.entries(TO_CLAIM)) {
      if (options[name] === undefined) continue;
      if (payload[claim] !== undefined) throw new Error(`Bad "options.${name}" option. The payload already has an "${claim}" property.`);
      payload[claim] = options[name];
    }
  }
  const input = `${encode(header)}.${encode(isObject ? payload : String(payload))}`;
  return `${input}.${mark(header.alg, input, secret)}`;
}

function decode(token, options = {}) {
  const [, head, body, signature] = /^([\w-]+)\.([\w-]*)\.([\w-]*)$/.exec(token ?? '') ?? [];
  if (head === undefined) return null;
  let header;
  try {
    header = JSON.parse(Buffer.from(head, 'base64url').toString());
  } catch {
    return null;
  }
  let payload = Buffer.from(body, 'base64url').toString();
  try {
    const parsed = JSON.parse(payload);
    if (header.typ === 'JWT' || options.json || (parsed !== null && typeof parsed === 'object')) payload = parsed;
  } catch {
    // It stays text.
  }
  return options.complete ? { header, payload, signature } : payload;
}

function confirm(token, secret, options) {
  const wrong = (message) => new JsonWebTokenError(message);
  if (!token) throw wrong('jwt must be provided');
  if (typeof token !== 'string') throw wrong('jwt must be a string');
  const parts = token.split('.');
  if (parts.length !== 3) throw wrong('jwt malformed');
  const whole = decode(token, { complete: true });
  if (!whole) throw wrong('invalid token');
  const { header, payload } = whole;
  if (parts[2] === '' && secret) throw wrong('jwt signature is required');
  if (parts[2] !== '' && !secret) throw wrong('secret or public key must be provided');
  if (parts[2] === '' && !options.algorithms) throw wrong('please specify "none" in "algorithms" to verify unsigned tokens');
  const allowed = options.algorithms ?? (/-----BEGIN/.test(String(secret)) ? ALGORITHMS.filter((name) => /^[RPE]S/.test(name)) : ['HS256', 'HS384', 'HS512']);
  if (!allowed.includes(header.alg)) throw wrong('invalid algorithm');
  if (!/^HS|^none$/.test(header.alg)) throw onlySecrets(header.alg);
  if (mark(header.alg, `${parts[0]}.${parts[1]}`, secret) !== parts[2]) throw wrong('invalid signature');
  const at = options.clockTimestamp ?? now();
  const slack = options.clockTolerance ?? 0;
  if (payload.nbf !== undefined && !options.ignoreNotBefore) {
    if (typeof payload.nbf !== 'number') throw wrong('invalid nbf value');
    if (payload.nbf > at + slack) throw new NotBeforeError('jwt not active', new Date(payload.nbf * 1000));
  }
  if (payload.exp !== undefined && !options.ignoreExpiration) {
    if (typeof payload.exp !== 'number') throw wrong('invalid exp value');
    if (at >= payload.exp + slack) throw new TokenExpiredError('jwt expired', new Date(payload.exp * 1000));
  }
  if (options.audience) {
    const wanted = [options.audience].flat();
    const has = [payload.aud].flat();
    if (!has.some((one) => wanted.some((each) => (each instanceof RegExp ? each.test(one) : each === one)))) throw wrong(`jwt audience invalid. expected: ${wanted.join(' or ')}`);
  }
  if (options.issuer && ![options.issuer].flat().includes(payload.iss)) throw wrong(`jwt issuer invalid. expected: ${options.issuer}`);
  for (const name of ['subject', 'jwtid', 'nonce']) if (options[name] && payload[TO_CLAIM[name] ?? name] !== options[name]) throw wrong(`jwt ${name} invalid. expected: ${options[name]}`);
  if (options.maxAge) {
    if (typeof payload.iat !== 'number') throw wrong('iat required when maxAge is specified');
    const limit = after(options.maxAge, payload.iat);
    if (!Number.isFinite(limit)) throw wrong('"maxAge" should be a number of seconds or string representing a timespan eg: "1d", "20h", 60');
    if (at >= limit + slack) throw new TokenExpiredError('maxAge exceeded', new Date(limit * 1000));
  }
  return options.complete ? whole : payload;
}

/** Answers by value, or later by a callback. */
const either = (work) => (first, secret, options, done) => {
  if (typeof options === 'function' && !done) [done, options] = [options, {}];
  if (typeof done !== 'function') {
    if (typeof secret === 'function') throw new JsonWebTokenError('verify must be called asynchronous if secret or public key is provided as a callback');
    return work(first, secret, options ?? {});
  }
  const finish = (problem, key) => {
    if (problem) return void done(new JsonWebTokenError(`error in secret or public key callback: ${problem.message}`));
    let value;
    try {
      value = work(first, key, options ?? {});
    } catch (error) {
      return void done(error);
    }
    done(null, value);
  };
  if (typeof secret === 'function') secret(decode(first, { complete: true })?.header, finish);
  else process.nextTick(finish, null, secret);
  return undefined;
};
module.exports = { decode, verify: either(confirm), sign: either(create), JsonWebTokenError, NotBeforeError, TokenExpiredError };
