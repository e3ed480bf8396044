import { concat, EMPTY, text, utf8 } from '../bytes';
import { LIMITS } from '../limits';
import type { ByteReader, ByteWriter, Duplex } from '../stream';
import { hasToken, header, type HeaderList, type RequestHead, type ResponseHead } from './message';

/** A message on the wire that RFC 9112 does not allow. */
export class HttpSyntaxError extends Error {
  /** `told`: the peer is told the message, not its status alone (Go's net/http statusError). */
  constructor(
    message: string,
    readonly status = 400,
    readonly told = false,
  ) {
    super(message);
    this.name = 'HttpSyntaxError';
  }
}

const CRLF = utf8('\r\n');

/** A reader with push-back: codecs read whole heads and lines and leave the rest. */
export class WireReader implements ByteReader {
  private held: Uint8Array = EMPTY;

  constructor(private readonly source: ByteReader) {}

  async read(max = 65536): Promise<Uint8Array> {
    if (this.held.length === 0) return this.source.read(max);
    const part = this.held.subarray(0, max);
    this.held = this.held.subarray(part.length);
    return part;
  }

  /** Bytes that were read from the source and not consumed yet. */
  takeHeld(): Uint8Array {
    const held = this.held;
    this.held = EMPTY;
    return held;
  }

  /** Up to and without CRLF (a bare LF is taken too); undefined at a clean end of the stream. */
  async line(limit: number = LIMITS.httpHeaderBytes): Promise<string | undefined> {
    let from = 0;
    for (;;) {
      const at = this.held.indexOf(10, from);
      if (at !== -1) {
        const end = at > 0 && this.held[at - 1] === 13 ? at - 1 : at;
        const line = text(this.held.subarray(0, end));
        this.held = this.held.subarray(at + 1);
        return line;
      }
      from = this.held.length;
      if (from > limit) throw new HttpSyntaxError('header too large', 431);
      const more = await this.source.read();
      if (more.length === 0) {
        if (this.held.length === 0) return undefined;
        throw new HttpSyntaxError('unexpected EOF');
      }
      this.held = this.held.length === 0 ? more : concat([this.held, more]);
    }
  }
}

async function readHeaders(wire: WireReader): Promise<HeaderList> {
  const headers: [string, string][] = [];
  for (;;) {
    const line = await wire.line();
    if (line === undefined) throw new HttpSyntaxError('unexpected EOF');
    if (line === '') return headers;
    const colon = line.indexOf(':');
    if (colon <= 0 || /\s/.test(line.slice(0, colon))) throw new HttpSyntaxError('malformed MIME header');
    headers.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
}

/** Reads a request's head; undefined when the peer closed between messages (RFC 9112 section 3). */
export async function readRequestHead(wire: WireReader): Promise<RequestHead | undefined> {
  const line = await wire.line();
  if (line === undefined) return undefined;
  const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\S+) HTTP\/(\d)\.(\d)$/.exec(line);
  if (!match) throw new HttpSyntaxError('malformed HTTP request');
  const headers = await readHeaders(wire);
  if (match[3] !== '1') throw new HttpSyntaxError('unsupported protocol version', 505, true);
  return { method: match[1]!, target: match[2]!, version: match[4] === '0' ? '1.0' : '1.1', headers };
}

/** Reads a response's head (RFC 9112 section 4). */
export async function readResponseHead(wire: WireReader): Promise<ResponseHead> {
  const line = await wire.line();
  if (line === undefined) throw new HttpSyntaxError('EOF');
  const match = /^HTTP\/1\.([01]) (\d{3})(?: (.*))?$/.exec(line);
  if (!match) throw new HttpSyntaxError(`malformed HTTP response "${line}"`);
  return { version: match[1] === '0' ? '1.0' : '1.1', status: Number(match[2]), reason: match[3] ?? '', headers: await readHeaders(wire) };
}

/** How a message's body is delimited (RFC 9112 section 6.3). */
export type BodyFraming = { kind: 'none' } | { kind: 'length'; length: number } | { kind: 'chunked' } | { kind: 'close' };

export function requestFraming(head: RequestHead): BodyFraming {
  const encoding = header(head.headers, 'transfer-encoding');
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'chunked') throw new HttpSyntaxError('Unsupported transfer encoding', 501);
  if (encoding !== undefined) return { kind: 'chunked' };
  const length = header(head.headers, 'content-length');
  if (length === undefined) return { kind: 'none' };
  if (!/^\d+$/.test(length)) throw new HttpSyntaxError('bad Content-Length');
  return length === '0' ? { kind: 'none' } : { kind: 'length', length: Number(length) };
}

export function responseFraming(head: ResponseHead, method: string): BodyFraming {
  if (method === 'HEAD' || head.status < 200 || head.status === 204 || head.status === 304) return { kind: 'none' };
  if (hasToken(head.headers, 'transfer-encoding', 'chunked')) return { kind: 'chunked' };
  const length = header(head.headers, 'content-length');
  if (length !== undefined && /^\d+$/.test(length)) return Number(length) === 0 ? { kind: 'none' } : { kind: 'length', length: Number(length) };
  return { kind: 'close' };
}

/** A body's bytes as a stream that ends where the body ends. */
export function bodyReader(wire: WireReader, framing: BodyFraming): ByteReader {
  if (framing.kind === 'none') return { read: async () => EMPTY };
  if (framing.kind === 'close') return wire;
  if (framing.kind === 'length') {
    let left = framing.length;
    return {
      async read(max = 65536) {
        if (left === 0) return EMPTY;
        const part = await wire.read(Math.min(max, left));
        if (part.length === 0) throw new HttpSyntaxError('unexpected EOF');
        left -= part.length;
        return part;
      },
    };
  }
  return chunkedReader(wire);
}

function chunkedReader(wire: WireReader): ByteReader {
  let left = 0;
  let done = false;
  return {
    async read(max = 65536) {
      if (done) return EMPTY;
      if (left === 0) {
        const line = await wire.line();
        if (line === undefined) throw new HttpSyntaxError('unexpected EOF');
        const size = /^([0-9a-fA-F]+)\s*(?:;.*)?$/.exec(line);
        if (!size) throw new HttpSyntaxError('invalid byte in chunk length');
        left = parseInt(size[1]!, 16);
        if (left === 0) {
          await readHeaders(wire);
          done = true;
          return EMPTY;
        }
      }
      const part = await wire.read(Math.min(max, left));
      if (part.length === 0) throw new HttpSyntaxError('unexpected EOF');
      left -= part.length;
      if (left === 0) await wire.line();
      return part;
    },
  };
}

/** The bytes of a head: start line, fields, empty line. */
export function headBytes(startLine: string, headers: HeaderList): Uint8Array {
  let out = `${startLine}\r\n`;
  for (const [name, value] of headers) out += `${name}: ${value}\r\n`;
  return utf8(`${out}\r\n`);
}

/** One chunk of a chunked body. */
export function chunk(bytes: Uint8Array): Uint8Array {
  return concat([utf8(`${bytes.length.toString(16)}\r\n`), bytes, CRLF]);
}

export const LAST_CHUNK = utf8('0\r\n\r\n');

/** The connection as a raw stream, with what the codec had already read in front. */
export function rawDuplex(wire: WireReader, connection: Duplex): Duplex {
  return {
    read: (max) => wire.read(max),
    write: (bytes) => connection.write(bytes),
    closeWrite: () => connection.closeWrite(),
    close: () => connection.close(),
  };
}

/** Writes a body in the given framing. */
export async function writeBody(to: ByteWriter, body: Uint8Array | AsyncIterable<Uint8Array>, chunked: boolean): Promise<void> {
  if (body instanceof Uint8Array) {
    if (body.length > 0) await to.write(chunked ? chunk(body) : body);
  } else {
    for await (const part of body) if (part.length > 0) await to.write(chunked ? chunk(part) : part);
  }
  if (chunked) await to.write(LAST_CHUNK);
}

/** Splits a target into its path and its query, as it is and taken apart. */
export function splitTarget(target: string): { path: string; query: URLSearchParams; queryText: string } {
  const at = target.indexOf('?');
  const queryText = at === -1 ? '' : target.slice(at + 1);
  return { path: at === -1 ? target : target.slice(0, at), query: new URLSearchParams(queryText), queryText };
}

