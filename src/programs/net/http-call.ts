import { HttpConnection, type ClientResponse } from '../../lib/http/client';
import type { HeaderList, HttpBody } from '../../lib/http/message';
import { isSysError, type SysError } from '../../machine/errno';
import { resolveName, ResolveError } from '../../machine/net/resolve';
import { inet, unix } from '../../machine/net/types';
import type { Sys } from '../../machine/sys';

/** A URL as the tools here read it; the scheme may be missing. */
export interface Target {
  scheme: 'http' | 'https';
  user: string | undefined;
  host: string;
  port: number;
  path: string;
}

/** Reads a URL; a string says why it can't be one that is simulated. */
export function parseTarget(text: string): Target | string {
  const match = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):\/\/)?(?:([^@/]*)@)?(\[[^\]]+\]|[^:/?#]*)(?::(\d*))?([/?][^#]*)?(?:#.*)?$/.exec(text);
  if (!match) return 'malformed';
  const scheme = (match[1] ?? 'http').toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') return `protocol ${scheme}`;
  if (!match[3]) return 'no host';
  const path = match[5] ?? '/';
  return { scheme, user: match[2], host: match[3], port: match[4] ? Number(match[4]) : scheme === 'https' ? 443 : 80, path: path.startsWith('?') ? `/${path}` : path };
}

export function hostHeader(target: Target): string {
  return target.port === (target.scheme === 'https' ? 443 : 80) ? target.host : `${target.host}:${target.port}`;
}

/** Why no connection came about. */
export class CallError extends Error {
  constructor(
    readonly kind: 'resolve' | 'connect' | 'timeout',
    readonly target: Target,
    readonly cause_: SysError | ResolveError | undefined,
    readonly tookMs: number,
    readonly tried: readonly string[],
  ) {
    super(kind);
  }
}

export interface Connected {
  connection: HttpConnection;
  fd: number;
  ip: string;
}

/** Resolves and connects, address by address. Throws CallError. */
export async function connectTo(sys: Sys, target: Target, options: { timeoutMs?: number; unixSocket?: string; resolve?: ReadonlyMap<string, string>; family?: 'inet' | 'inet6' } = {}): Promise<Connected> {
  const start = sys.now();
  const fail = (kind: CallError['kind'], error: SysError | ResolveError | undefined, tried: readonly string[]) => new CallError(kind, target, error, sys.now() - start, tried);
  if (options.unixSocket !== undefined) {
    try {
      const fd = await sys.connect(unix(options.unixSocket));
      return { connection: new HttpConnection(sys.stream(fd)), fd, ip: '' };
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw fail('connect', error, [options.unixSocket]);
    }
  }
  let addresses: string[];
  const pinned = options.resolve?.get(`${target.host}:${target.port}`);
  try {
    addresses = pinned ? [pinned] : await resolveName(sys, target.host, options.family ? { family: options.family } : {});
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    throw fail('resolve', error, []);
  }
  let last: SysError | undefined;
  for (const ip of addresses) {
    try {
      const fd = await sys.connect(inet(ip, target.port), options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs });
      return { connection: new HttpConnection(sys.stream(fd)), fd, ip };
    } catch (error) {
      if (!isSysError(error)) throw error;
      last = error;
    }
  }
  throw fail(last?.code === 'ETIMEDOUT' ? 'timeout' : 'connect', last, addresses);
}

/** One request on a fresh connection. */
export async function call(connected: Connected, target: Target, request: { method: string; headers: HeaderList; body?: HttpBody }): Promise<ClientResponse> {
  return connected.connection.request({ method: request.method, target: target.path, headers: request.headers, ...(request.body === undefined ? {} : { body: request.body }) });
}
