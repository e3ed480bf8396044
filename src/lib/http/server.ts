import { utf8 } from '../bytes';
import type { ByteReader, Duplex } from '../stream';
import { hasToken, header, reasonOf, type HttpAnswer, type HttpRequest, type RequestHead } from './message';
import {
  bodyReader, headBytes, HttpSyntaxError, rawDuplex, readRequestHead, requestFraming, WireReader, writeBody,
} from './wire';

export type HttpHandler = (request: HttpRequest) => Promise<HttpAnswer>;

export interface ServeOptions {
  /** Added to every answer that has no such field (Server, Date…). */
  defaultHeaders?: () => readonly (readonly [string, string])[];
  /** Refuses requests of HTTP/1.1 that don't name one host (as Go's net/http does). */
  requireHost?: boolean;
}

/**
 * Speaks HTTP/1.1 on one connection until it ends: requests in sequence, keep-alive, Expect: 100-continue,
 * chunked answers, and a hijacked raw stream where the handler asks for one (RFC 9112; RFC 9110 section 7.8).
 * A handler that throws is the handler's own fault: the connection closes.
 */
export async function serveHttp(connection: Duplex, handler: HttpHandler, options: ServeOptions = {}): Promise<void> {
  const wire = new WireReader(connection);
  try {
    for (;;) {
      const head = await readRequestHead(wire);
      if (!head) return;
      if (options.requireHost) checkHost(head);
      const framing = requestFraming(head);
      if (header(head.headers, 'expect')?.toLowerCase() === '100-continue') await connection.write(utf8('HTTP/1.1 100 Continue\r\n\r\n'));
      const body = bodyReader(wire, framing);
      const answer = await handler({ ...head, body, hasBody: framing.kind !== 'none' });
      if (await sendAnswer(connection, wire, head.method, head.version, answer, options)) return;
      const keepAlive = head.version === '1.1' ? !hasToken(head.headers, 'connection', 'close') : hasToken(head.headers, 'connection', 'keep-alive');
      if (!keepAlive) return;
      if (!(await drained(body))) return;
    }
  } catch (error) {
    if (!(error instanceof HttpSyntaxError)) throw error;
    const line = `${error.status} ${reasonOf(error.status)}${error.told ? `: ${error.message}` : ''}`;
    const body = utf8(error.status === 501 ? error.message : line);
    await connection.write(
      headBytes(`HTTP/1.1 ${line}`, [
        ['Content-Type', 'text/plain; charset=utf-8'],
        ['Connection', 'close'],
      ]),
    );
    await connection.write(body);
  } finally {
    connection.close();
  }
}

function checkHost(head: RequestHead): void {
  const hosts = head.headers.filter(([name]) => name.toLowerCase() === 'host');
  if (hosts.length === 0 && head.version === '1.1') throw new HttpSyntaxError('missing required Host header', 400, true);
  if (hosts.length > 1) throw new HttpSyntaxError('too many Host headers', 400, true);
  if (/[\s"<>\\^`{|}]/.test(hosts[0]?.[1] ?? '')) throw new HttpSyntaxError('malformed Host header', 400, true);
}

/** Reads what the handler left of a body, which would be taken for the next request; false when it is broken. */
async function drained(body: ByteReader): Promise<boolean> {
  try {
    while ((await body.read()).length > 0);
    return true;
  } catch (error) {
    if (error instanceof HttpSyntaxError) return false;
    throw error;
  }
}

/** Writes one answer; true when the connection has ended with it (hijacked, or delimited by its end). */
async function sendAnswer(
  connection: Duplex,
  wire: WireReader,
  method: string,
  version: '1.0' | '1.1',
  answer: HttpAnswer,
  options: ServeOptions,
): Promise<boolean> {
  const headers = [...(answer.headers ?? [])];
  for (const field of options.defaultHeaders?.() ?? []) if (header(headers, field[0]) === undefined) headers.push(field);
  const start = `HTTP/1.1 ${answer.status} ${answer.reason ?? reasonOf(answer.status)}`;
  if (answer.hijack) {
    await connection.write(headBytes(start, headers));
    await answer.hijack(rawDuplex(wire, connection));
    return true;
  }
  const bodiless = method === 'HEAD' || answer.status < 200 || answer.status === 204 || answer.status === 304;
  const body = answer.body ?? new Uint8Array(0);
  const hasLength = header(headers, 'content-length') !== undefined;
  let chunked = false;
  if (!hasLength && !hasToken(headers, 'transfer-encoding', 'chunked')) {
    if (body instanceof Uint8Array) {
      if (answer.status >= 200 && answer.status !== 204 && answer.status !== 304) headers.push(['Content-Length', String(body.length)]);
    } else if (version === '1.1') {
      headers.push(['Transfer-Encoding', 'chunked']);
      chunked = true;
    }
  } else if (!hasLength) chunked = true;
  await connection.write(headBytes(start, headers));
  if (bodiless) return false;
  await writeBody(connection, body, chunked);
  return !(body instanceof Uint8Array) && !chunked && !hasLength;
}
