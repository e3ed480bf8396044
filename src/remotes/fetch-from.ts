import { HttpConnection, type ClientResponse } from '../lib/http/client';
import type { HeaderList, HttpBody } from '../lib/http/message';
import { HttpSyntaxError } from '../lib/http/wire';
import { StreamClosed } from '../lib/stream';
import { isSysError } from '../machine/errno';
import { inet } from '../machine/net/types';
import type { Sys } from '../machine/sys';
import { RegistryError } from './registry-errors';
import { LookupError, resolveHost } from './resolve-host';

function capitalize(method: string): string {
  return method[0]! + method.slice(1).toLowerCase();
}

const ERRNO_TEXT: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused', ETIMEDOUT: 'i/o timeout', EHOSTUNREACH: 'no route to host', ENETUNREACH: 'network is unreachable',
};

export interface FetchRequest {
  method: string;
  target: string;
  headers?: HeaderList;
  body?: HttpBody;
  /** Whether a certificate is wanted: TLS isn't simulated, and nothing but port 443 is taken to speak it. */
  tls?: boolean;
}

/** One HTTP request to any host of the machine's network, as Go's client words its failures. */
export async function fetchFrom(
  sys: Sys,
  scheme: 'http' | 'https',
  host: string,
  request: FetchRequest,
): Promise<ClientResponse & { close(): void }> {
  const colon = /:(\d+)$/.exec(host);
  const port = colon ? Number(colon[1]) : scheme === 'https' ? 443 : 80;
  const name = colon ? host.slice(0, colon.index) : host;
  const url = `${scheme}://${host}${request.target}`;
  const failed = (reason: string): RegistryError => new RegistryError('unreachable', `${capitalize(request.method)} "${url}": ${reason}`);
  let address: string;
  try {
    address = await resolveHost(sys, name);
  } catch (error) {
    if (error instanceof LookupError) throw failed(`dial tcp: ${error.message}`);
    throw error;
  }
  let fd: number;
  try {
    fd = await sys.connect(inet(address, port), { timeoutMs: 30_000 });
  } catch (error) {
    if (!isSysError(error)) throw error;
    const reason = ERRNO_TEXT[error.code] ?? error.message.toLowerCase();
    throw failed(`dial tcp ${address}:${port}: ${error.code === 'ETIMEDOUT' ? '' : 'connect: '}${reason}`);
  }
  if (request.tls && port !== 443) {
    sys.close(fd);
    throw failed('http: server gave HTTP response to HTTPS client');
  }
  const connection = new HttpConnection(sys.stream(fd));
  const headers: [string, string][] = [['Host', host], ['User-Agent', 'docker/29.7.2 go/go1.26.0 git-commit/simulated kernel/6.12 os/linux arch/amd64'], ...(request.headers ?? []).map(([a, b]) => [a, b] as [string, string])];
  try {
    const answer = await connection.request({ method: request.method, target: request.target, headers, ...(request.body === undefined ? {} : { body: request.body }) });
    return { ...answer, close: () => connection.close() };
  } catch (error) {
    connection.close();
    if (error instanceof HttpSyntaxError) throw failed(error.message.replace(/^unexpected EOF$/, 'EOF'));
    if (isSysError(error) || error instanceof StreamClosed) throw failed('EOF');
    throw error;
  }
}
