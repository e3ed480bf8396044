import { EngineError, invalid } from '../../api/errors';
import { API_VERSION, ENGINE_VERSION } from '../../api/types';
import { text, utf8 } from '../../lib/bytes';
import { LIMITS } from '../../lib/limits';
import { header, type HeaderList, type HttpAnswer, type HttpRequest } from '../../lib/http/message';
import { HttpSyntaxError } from '../../lib/http/wire';
import type { Duplex } from '../../lib/stream';
import { parseFilters, type Filters } from '../../api/filters';
import type { RegistryAuth } from '../images/ports';
import { httpDate } from '../go-time';
import { parseBody } from './json-body';
import { checkJsonType } from './request-checks';
import { streamError } from './stream-error';

/** One request, as routes see it. */
export interface Call {
  request: HttpRequest;
  query: URLSearchParams;
  /** The API version that the client speaks. */
  version: string;
  /** Fulfilled when the client has gone. */
  gone: Promise<void>;
  nowMs: number;
}

export type Handler = (call: Call, params: Readonly<Record<string, string>>) => Promise<HttpAnswer> | HttpAnswer;

/** Go's net/http sends longer answers in chunks. */
const CHUNK_FROM = 2048;

function commonHeaders(call: Pick<Call, 'nowMs'>, extra: HeaderList): HeaderList {
  const fields: [string, string][] = [
    ['Api-Version', API_VERSION], ['Docker-Experimental', 'false'], ['Ostype', 'linux'], ['Server', `Docker/${ENGINE_VERSION} (linux)`],
    ...extra.map(([name, value]): [string, string] => [name, value]),
  ];
  fields.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return [...fields, ['Date', httpDate(call.nowMs)]];
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A value and a newline, as json.Encoder writes them: the largest uint64 (no limit) in full, which no number here can hold. */
export function encodeJson(value: unknown): Uint8Array {
  return utf8(`${JSON.stringify(value)}\n`.replaceAll(':18446744073709552000', ':18446744073709551615'));
}

/** An answer of JSON. */
export function json(call: Pick<Call, 'nowMs'>, value: unknown, status = 200): HttpAnswer {
  const bytes = encodeJson(value);
  return { status, headers: commonHeaders(call, [['Content-Type', 'application/json']]), body: bytes.length > CHUNK_FROM ? once(bytes) : bytes };
}

export function empty(call: Pick<Call, 'nowMs'>, status: number, extra: HeaderList = []): HttpAnswer {
  return { status, headers: commonHeaders(call, extra) };
}

export function bytesAnswer(call: Call, contentType: string, body: HttpAnswer['body'], extra: HeaderList = []): HttpAnswer {
  return { status: 200, headers: commonHeaders(call, [['Content-Type', contentType], ...extra]), body };
}

/** Refusals in the API's shape; whatever isn't one is the engine's own fault. */
export function errorAnswer(call: Pick<Call, 'nowMs'>, error: EngineError): HttpAnswer {
  if (error.kind === 'notModified') return empty(call, 304);
  return json(call, { message: error.message }, error.status);
}

/**
 * Records of a stream, each a line of JSON ending in CRLF. What fails after the first is told in the stream; with
 * `begun` whatever fails is.
 */
export async function progressAnswer(
  call: Call,
  work: (sink: (message: Readonly<Record<string, unknown>>) => Promise<void>) => Promise<void>,
  options: { begun?: boolean } = {},
): Promise<HttpAnswer> {
  const lines: Uint8Array[] = [];
  let wake: (() => void) | undefined;
  let done = false;
  let begun: (() => void) | undefined;
  const started = new Promise<void>((resolve) => (begun = resolve));
  const push = (message: unknown): void => {
    lines.push(utf8(`${JSON.stringify(message)}\r\n`));
    begun?.();
    wake?.();
  };
  let failure: unknown;
  let sent = options.begun ?? false;
  const running = work(async (message) => {
    sent = true;
    push(message);
  }).catch((error: unknown) => {
    if (sent) push(streamError(error));
    else failure = error;
  }).finally(() => {
    done = true;
    begun?.();
    wake?.();
  });
  await started;
  if (failure !== undefined) throw failure;
  async function* body(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const line = lines.shift();
      if (line) yield line;
      else if (done) break;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    await running;
  }
  return bytesAnswer(call, 'application/json', body());
}

/**
 * The same for work that ends with its client, as transfers do: once the client has gone the next record is refused
 * (Go's request context).
 */
export function cancellableProgress(call: Call, work: Parameters<typeof progressAnswer>[1]): Promise<HttpAnswer> {
  let gone = false;
  void call.gone.then(() => (gone = true));
  return progressAnswer(call, (sink) => work(async (message) => {
    if (gone) throw new EngineError('cancelled', 'context canceled');
    await sink(message);
  }));
}

/** Hands the connection over as a raw stream: 101 to who asked for an upgrade, else 200 (moby httputils.HijackConnection). */
export function hijack(call: Call, tty: boolean, join: (raw: Duplex) => Promise<void>): HttpAnswer {
  const serve = async (raw: Duplex): Promise<void> => {
    // A body that the route had no use for isn't what the client types.
    while ((await call.request.body.read()).length > 0);
    await join(raw);
  };
  const upgrade = header(call.request.headers, 'upgrade');
  const common: HeaderList = [['Api-Version', API_VERSION], ['Docker-Experimental', 'false'], ['Ostype', 'linux'], ['Server', `Docker/${ENGINE_VERSION} (linux)`]];
  const raw = 'application/vnd.docker.raw-stream';
  const multiplexed = !tty && versionAtLeast(call.version, '1.42');
  if (upgrade === undefined) return { status: 200, headers: [['Content-Type', raw], ...common], hijack: serve };
  const type = multiplexed ? 'application/vnd.docker.multiplexed-stream' : raw;
  return { status: 101, reason: 'UPGRADED', headers: [['Content-Type', type], ['Connection', 'Upgrade'], ['Upgrade', 'tcp'], ...common], hijack: serve };
}

/** Whether a version is another or later, part by part; missing parts are 0 (moby daemon/internal/versions). */
export function versionAtLeast(version: string, wanted: string): boolean {
  const [ours, theirs] = [version.split('.').map(Number), wanted.split('.').map(Number)];
  for (let at = 0; at < Math.max(ours.length, theirs.length); at++) {
    const [one = 0, other = 0] = [ours[at], theirs[at]];
    if (one !== other) return one > other;
  }
  return true;
}

/** A query's boolean (moby httputils.BoolValue). */
export function flag(call: Call, name: string, fallback = false): boolean {
  const value = call.query.get(name);
  if (value === null) return fallback;
  return !['', '0', 'no', 'false', 'none'].includes(value.trim().toLowerCase());
}

export function textOf(call: Call, name: string): string {
  return call.query.get(name) ?? '';
}

export function integer(call: Call, name: string): number | undefined {
  const value = call.query.get(name);
  if (value === null || value === '') return undefined;
  if (!/^[+-]?\d+$/.test(value)) throw invalid(`strconv.Atoi: parsing "${value}": invalid syntax`);
  return Number(value);
}

export function filtersOf(call: Call): Filters {
  return parseFilters(call.query.get('filters'));
}

export async function bodyBytes(call: Call, limit = LIMITS.requestBytes): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const part = await call.request.body.read();
    if (part.length === 0) break;
    parts.push(part.slice());
    length += part.length;
    if (length > limit) throw new EngineError('invalid', 'http: request body too large');
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The body as JSON; `undefined` where there is none and none is needed (moby httputils.ReadJSON). */
export async function bodyJson<T>(call: Call, required: true): Promise<T>;
export async function bodyJson<T>(call: Call, required?: false): Promise<T | undefined>;
export async function bodyJson<T>(call: Call, required = false): Promise<T | undefined> {
  const type = header(call.request.headers, 'content-type') ?? '';
  if (type !== '' || call.request.hasBody) checkJsonType(type);
  const bytes = call.request.hasBody ? await receivedBody(call) : new Uint8Array(0);
  if (bytes.length === 0) {
    if (required || call.request.hasBody) throw invalid('invalid JSON: got EOF while reading request body');
    return undefined;
  }
  return parseBody(text(bytes)) as T | undefined;
}

/** A body that ends early or is framed badly is a refusal too. */
async function receivedBody(call: Call): Promise<Uint8Array> {
  try {
    return await bodyBytes(call);
  } catch (error) {
    if (error instanceof HttpSyntaxError) throw invalid(`invalid JSON: ${error.message}`);
    throw error;
  }
}

/** X-Registry-Auth: base64url of JSON. What can't be read counts as none. */
export function registryAuth(call: Call): RegistryAuth | undefined {
  const value = header(call.request.headers, 'x-registry-auth');
  return value ? decodeAuth<RegistryAuth>(value) : undefined;
}

export function registryConfig(call: Call): Record<string, RegistryAuth> {
  const value = header(call.request.headers, 'x-registry-config');
  return (value ? decodeAuth<Record<string, RegistryAuth>>(value) : undefined) ?? {};
}

function decodeAuth<T>(value: string): T | undefined {
  try {
    const binary = atob(value.replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(text(Uint8Array.from(binary, (char) => char.charCodeAt(0)))) as T;
  } catch {
    return undefined;
  }
}
