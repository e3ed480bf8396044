import { text, utf8 } from '../lib/bytes';
import { header, type HttpAnswer, type HttpRequest } from '../lib/http/message';
import { splitTarget } from '../lib/http/wire';
import { formatTimestampMs } from '../lib/timestamp';
import { digestOfText } from '../oci/digest';
import type { Accounts } from './accounts';
import { json, refusal } from './errors';

export type Action = 'pull' | 'push' | 'delete';

/** What a request wants to touch; without a repository only that somebody is logged in. */
export interface Access {
  repository?: string;
  action: Action;
}

/** Lets a request through (undefined) or answers it with a challenge or a refusal. */
export interface Gate {
  check(request: HttpRequest, access: Access): HttpAnswer | undefined;
}

export const OPEN_GATE: Gate = { check: () => undefined };

/** User and password of a Basic Authorization field (RFC 7617). */
export function basicCredentials(request: HttpRequest): { user: string; password: string } | undefined {
  const match = /^Basic\s+(\S+)$/i.exec(header(request.headers, 'authorization') ?? '');
  if (!match) return undefined;
  try {
    const decoded = text(Uint8Array.from(atob(match[1]!), (char) => char.charCodeAt(0)));
    const colon = decoded.indexOf(':');
    return colon === -1 ? undefined : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
  } catch {
    return undefined;
  }
}

function scopeOf(access: Access): string | undefined {
  if (access.repository === undefined) return undefined;
  return `repository:${access.repository}:${access.action === 'push' ? 'pull,push' : access.action}`;
}

/** Basic authentication as `registry:2` with htpasswd does it: everybody who is logged in may do everything. */
export function basicGate(accounts: Pick<Accounts, 'logIn'>, realm = 'Registry Realm'): Gate {
  return {
    check(request, access) {
      const given = basicCredentials(request);
      if (given && accounts.logIn(given.user, given.password)) return undefined;
      const detail = access.repository === undefined ? undefined : [{ Type: 'repository', Class: '', Name: access.repository, Action: access.action }];
      return refusal('UNAUTHORIZED', detail ?? null, [['Www-Authenticate', `Basic realm="${realm}"`]]);
    },
  };
}

interface TokenClaims {
  sub: string;
  aud: string;
  exp: number;
  access: { type: string; name: string; actions: string[] }[];
}

export interface TokenIssuerOptions {
  accounts: Accounts;
  service: string;
  realm: string;
  /** What a user ('' for nobody) may do with a repository. */
  allowed(user: string, repository: string): Promise<readonly Action[]>;
  now(): number;
  /** The answer to a wrong password. */
  wrongPassword?: HttpAnswer;
}

const TOKEN_SECONDS = 300;
const base64url = (value: string): string => btoa(String.fromCharCode(...utf8(value))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const fromBase64url = (value: string): string =>
  text(Uint8Array.from(atob(value.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0)));

/** Bearer tokens of the distribution token specification: the issuing endpoint and the gate that reads them. */
export class TokenIssuer implements Gate {
  constructor(private readonly options: TokenIssuerOptions) {}

  /**
   * `GET /token?service=…&scope=…`. With `unreadable`, that is the answer where a scope can't be granted at all, or
   * where nobody asks for more than reading.
   */
  async issue(request: HttpRequest, unreadable?: HttpAnswer): Promise<HttpAnswer> {
    const { accounts, allowed, now, wrongPassword } = this.options;
    let query = splitTarget(request.target).query;
    let given = basicCredentials(request);
    if (request.method === 'POST') {
      const parts: string[] = [];
      for (let part = await request.body.read(); part.length > 0; part = await request.body.read()) parts.push(text(part));
      query = new URLSearchParams(parts.join(''));
      const user = query.get('username');
      if (query.get('grant_type') === 'password' && user !== null) given = { user, password: query.get('password') ?? '' };
      else if (query.get('grant_type') === 'refresh_token') given = accounts.refresh(query.get('refresh_token') ?? '');
    }
    if (given && !accounts.logIn(given.user, given.password)) return wrongPassword ?? json(401, { details: 'incorrect username or password' });
    const user = given?.user ?? '';
    const access: TokenClaims['access'] = [];
    for (const scope of query.getAll('scope').flatMap((one) => one.split(' '))) {
      const match = /^([a-z]+(?:\([a-z]+\))?):(.+):([a-z,*]*)$/.exec(scope);
      if (!match) continue;
      const may = await allowed(user, match[2]!);
      const wanted = match[3]!.split(',');
      const actions = wanted.filter((action) => may.includes(action as Action));
      const isRefused = may.length === 0 ? user === '' || !wanted.includes('push') : user === '' && actions.length < wanted.length;
      if (unreadable && isRefused) return unreadable;
      access.push({ type: match[1]!, name: match[2]!, actions });
    }
    const token = this.tokenFor(user, access);
    const refresh = query.get('access_type') === 'offline' || query.get('offline_token') === 'true';
    const issued = formatTimestampMs(now());
    return json(200, {
      token, access_token: token, expires_in: TOKEN_SECONDS, issued_at: issued,
      ...(refresh && given ? { refresh_token: accounts.refreshToken(given.user) } : {}),
    });
  }

  /** A token that says who somebody is and what they may do. */
  tokenFor(user: string, access: TokenClaims['access'] = []): string {
    return this.sign({ sub: user, aud: this.options.service, exp: Math.floor(this.options.now() / 1000) + TOKEN_SECONDS, access });
  }

  /** Who a request's token stands for: '' without one. The Hub's API takes `JWT` for `Bearer` too. */
  userOf(request: HttpRequest): string {
    return this.claimsOf(request)?.sub ?? '';
  }

  private claimsOf(request: HttpRequest): TokenClaims | undefined {
    const match = /^(?:Bearer|JWT)\s+(\S+)$/i.exec(header(request.headers, 'authorization') ?? '');
    return match ? this.verify(match[1]!) : undefined;
  }

  check(request: HttpRequest, access: Access): HttpAnswer | undefined {
    const claims = this.claimsOf(request);
    const granted = claims?.access.find((one) => one.name === access.repository)?.actions ?? [];
    if (claims && (access.repository === undefined || granted.includes(access.action))) return undefined;
    const { realm, service } = this.options;
    const scope = scopeOf(access);
    const error = claims ? ',error="insufficient_scope"' : '';
    const challenge = `Bearer realm="${realm}",service="${service}"${scope ? `,scope="${scope}"` : ''}${error}`;
    const detail = access.repository === undefined ? null : [{ Type: 'repository', Class: '', Name: access.repository, Action: access.action }];
    return refusal('UNAUTHORIZED', detail, [['Www-Authenticate', challenge]]);
  }

  private sign(claims: TokenClaims): string {
    const payload = `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url(JSON.stringify(claims))}`;
    return `${payload}.${this.seal(payload)}`;
  }

  private verify(token: string): TokenClaims | undefined {
    const [head, body, seal] = token.split('.');
    if (!head || !body || seal !== this.seal(`${head}.${body}`)) return undefined;
    const claims = JSON.parse(fromBase64url(body)) as TokenClaims;
    return claims.exp * 1000 >= this.options.now() && claims.aud === this.options.service ? claims : undefined;
  }

  private seal(payload: string): string {
    return digestOfText(`${this.options.realm}\n${payload}`).slice('sha256:'.length);
  }
}
