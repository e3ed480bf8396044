import { EMPTY, text, utf8 } from '../lib/bytes';
import { marshal } from '../lib/gojson';
import { HttpConnection, type ClientResponse } from '../lib/http/client';
import { header, reasonOf, type HeaderList, type HttpBody } from '../lib/http/message';
import { readAll, type ByteReader, type Duplex } from '../lib/stream';
import type { Transport } from '../api/transport';
import { API_VERSION } from '../api/types';
import { ApiError, ConnectionFailed, connectionFailed } from './errors';
import { encodePath, encodeQuery, type Query } from './url';

export interface ClientOptions {
  /** Speak this version and don't negotiate (DOCKER_API_VERSION). */
  version?: string;
  userAgent?: string;
  /** Further headers of every request (HttpHeaders of the configuration). */
  headers?: HeaderList;
}

export interface RequestOptions {
  query?: Query;
  /** A value sent as JSON. */
  json?: unknown;
  /** Bytes sent as they are; pieces are sent chunked. */
  body?: HttpBody;
  headers?: HeaderList;
  /** Leave the version out of the path (ping). */
  unversioned?: boolean;
}

/** What HEAD /_ping tells. */
export interface PingInfo {
  apiVersion: string;
  osType: string;
  experimental: boolean;
  builderVersion: string;
  swarm: string;
}

/** An answer whose body the caller reads; the connection is free again when it has ended. */
export interface ApiResponse {
  status: number;
  headers: HeaderList;
  body: ByteReader;
}

/** True when version `a` is older than `b`. */
export function versionLess(a: string, b: string): boolean {
  const [a1, a2] = a.split('.').map(Number) as [number, number];
  const [b1, b2] = b.split('.').map(Number) as [number, number];
  return a1 < b1 || (a1 === b1 && a2 < b2);
}

/**
 * The Engine API's client: requests over connections that are kept and used again, the version agreed on by a
 * ping before the first call, refusals as ApiError (moby client/).
 */
export class Client {
  private idle: HttpConnection[] = [];
  private negotiated: string | undefined;
  private pinged: PingInfo | undefined;

  constructor(
    private readonly transport: Transport,
    private readonly options: ClientOptions = {},
  ) {
    this.negotiated = options.version;
  }

  get host(): string {
    return this.transport.host;
  }
  /** The version that calls are made with. */
  get version(): string {
    return this.negotiated ?? API_VERSION;
  }

  /** HEAD /_ping; the first one settles the version. */
  async ping(): Promise<PingInfo> {
    const response = await this.send('HEAD', '/_ping', { unversioned: true });
    await drain(response.body);
    const info: PingInfo = {
      apiVersion: header(response.headers, 'api-version') ?? '',
      osType: header(response.headers, 'ostype') ?? '',
      experimental: header(response.headers, 'docker-experimental') === 'true',
      builderVersion: header(response.headers, 'builder-version') ?? '',
      swarm: header(response.headers, 'swarm') ?? '',
    };
    this.pinged = info;
    this.negotiated ??= info.apiVersion !== '' && versionLess(info.apiVersion, API_VERSION) ? info.apiVersion : API_VERSION;
    return info;
  }

  /** The ping's answer, asked for once. */
  async info(): Promise<PingInfo> {
    return this.pinged ?? this.ping();
  }

  /** Sends a request; throws ApiError for statuses from 400 on. The body has to be read to its end. */
  async request(method: string, path: string, options: RequestOptions = {}): Promise<ApiResponse> {
    if (!options.unversioned && this.pinged === undefined) await this.ping();
    const response = await this.send(method, path, options);
    if (response.status >= 400) {
      const body = await readAll(response.body);
      throw new ApiError(response.status, refusal(response.status, body, method === 'HEAD'));
    }
    return response;
  }

  /** A request whose answer is JSON. */
  async json<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
    const response = await this.request(method, path, options);
    return JSON.parse(text(await readAll(response.body))) as T;
  }

  /** A request whose answer has no body that matters. */
  async call(method: string, path: string, options: RequestOptions = {}): Promise<void> {
    const response = await this.request(method, path, options);
    await drain(response.body);
  }

  /** A request that takes the connection over (attach, exec): the raw stream, and what it carries. */
  async hijack(path: string, options: RequestOptions = {}): Promise<{ stream: Duplex; mediaType: string }> {
    if (this.pinged === undefined) await this.ping();
    const connection = await this.connect();
    const body = options.json === undefined ? EMPTY : encodeJson(options.json);
    const headers: [string, string][] = [
      ...this.commonHeaders(),
      ['Content-Length', String(body.length)],
      ['Connection', 'Upgrade'],
      ['Content-Type', options.json === undefined ? 'text/plain' : 'application/json'],
      ['Upgrade', 'tcp'],
    ];
    const response = await connection.request({ method: 'POST', target: this.target(path, options), headers, body });
    if (response.status !== 101 && response.status !== 200) {
      const failure = await readAll(response.body);
      connection.close();
      throw new ApiError(response.status, refusal(response.status, failure, false));
    }
    return { stream: response.raw(), mediaType: header(response.headers, 'content-type') ?? '' };
  }

  /** What a request comes to whose body can't be read: net/http's words. */
  unsent(method: string, path: string, query: Query, why: string): Error {
    const { host } = this;
    const address = host.startsWith('unix://') ? encodeURIComponent(host.slice('unix://'.length)) : host.replace(/^\w+:\/\//, '');
    const verb = method[0] + method.slice(1).toLowerCase();
    return new ConnectionFailed(`error during connect: ${verb} "http://${address}${this.target(path, { query })}": ${why}`);
  }

  /** Closes the connections that nobody uses. */
  close(): void {
    for (const connection of this.idle) connection.close();
    this.idle = [];
  }

  private target(path: string, options: RequestOptions): string {
    const query = encodeQuery(options.query ?? {});
    return `${options.unversioned ? '' : `/v${this.version}`}${encodePath(path)}${query === '' ? '' : `?${query}`}`;
  }

  private commonHeaders(): [string, string][] {
    const host = this.transport.host.startsWith('tcp://') ? this.transport.host.slice(6).replace(/\/.*$/, '') : 'api.moby.localhost';
    return [
      ['Host', host],
      ['User-Agent', this.options.userAgent ?? 'Docker-Client/29.7.2 (linux)'],
      ...((this.options.headers ?? []) as [string, string][]),
    ];
  }

  private async connect(): Promise<HttpConnection> {
    try {
      return new HttpConnection(await this.transport.dial());
    } catch (error) {
      throw connectionFailed(this.transport.host, error);
    }
  }

  private async send(method: string, path: string, options: RequestOptions): Promise<ApiResponse> {
    const headers = this.commonHeaders();
    let body = options.body;
    if (options.json !== undefined) body = encodeJson(options.json);
    if (body instanceof Uint8Array) headers.push(['Content-Length', String(body.length)]);
    else if (body === undefined && method === 'POST') headers.push(['Content-Length', '0']);
    if (options.json !== undefined) headers.push(['Content-Type', 'application/json']);
    headers.push(...((options.headers ?? []) as [string, string][]));
    const request = { method, target: this.target(path, options), headers, body };
    const reused = this.idle.pop();
    if (reused && (body === undefined || body instanceof Uint8Array)) {
      try {
        return this.release(reused, await reused.request(request));
      } catch {
        // The engine had closed the kept connection: ask again on a fresh one.
        reused.close();
      }
    } else if (reused) this.idle.push(reused);
    const connection = await this.connect();
    return this.release(connection, await connection.request(request));
  }

  /** The answer with a body that gives the connection back at its end. */
  private release(connection: HttpConnection, response: ClientResponse): ApiResponse {
    let over = false;
    const read = async (max?: number): Promise<Uint8Array> => {
      if (over) return EMPTY;
      const bytes = await response.body.read(max);
      if (bytes.length === 0) {
        over = true;
        if (response.keepAlive) this.idle.push(connection);
        else connection.close();
      }
      return bytes;
    };
    return { status: response.status, headers: response.headers, body: { read } };
  }
}

function encodeJson(value: unknown): Uint8Array {
  return utf8(marshal(value) + '\n');
}

function refusal(status: number, body: Uint8Array, head: boolean): string {
  const plain = text(body).trim();
  try {
    const parsed = JSON.parse(plain) as { message?: unknown };
    if (typeof parsed.message === 'string') return parsed.message.trim();
  } catch {
    // not JSON: the text itself
  }
  if (head || plain === '') return reasonOf(status);
  return plain;
}

/** Reads a stream to its end and forgets it. */
export async function drain(reader: ByteReader): Promise<void> {
  while ((await reader.read()).length > 0);
}
