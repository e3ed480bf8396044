import type { ByteReader, Duplex } from '../stream';
import { hasToken, header, type HeaderList, type HttpBody, type ResponseHead } from './message';
import { bodyReader, headBytes, rawDuplex, readResponseHead, responseFraming, WireReader, writeBody } from './wire';

export interface ClientRequest {
  method: string;
  target: string;
  headers: HeaderList;
  body?: HttpBody;
}

export interface ClientResponse extends ResponseHead {
  body: ByteReader;
  /** True when the connection can take another request after the body is read. */
  keepAlive: boolean;
  /** After 101, or a 200 to an upgrade as old engines answer it: the connection as a raw stream. */
  raw: () => Duplex;
}

/** The client's side of one HTTP/1.1 connection; one request at a time. */
export class HttpConnection {
  private readonly wire: WireReader;

  constructor(readonly connection: Duplex) {
    this.wire = new WireReader(connection);
  }

  /**
   * Sends a request and reads the answer's head; the body streams. A body of pieces is sent chunked and
   * while the answer already comes in (a build's context, an attached stdin).
   */
  async request(request: ClientRequest): Promise<ClientResponse> {
    const headers = [...request.headers];
    const body = request.body;
    const chunked = body !== undefined && !(body instanceof Uint8Array) && header(headers, 'content-length') === undefined;
    if (chunked) headers.push(['Transfer-Encoding', 'chunked']);
    else if (body instanceof Uint8Array && header(headers, 'content-length') === undefined) headers.push(['Content-Length', String(body.length)]);
    await this.connection.write(headBytes(`${request.method} ${request.target} HTTP/1.1`, headers));
    let sending: Promise<unknown> = Promise.resolve();
    if (body !== undefined) {
      // An engine may answer (an error) before it has read the whole body; a failed write is then not the news.
      sending = writeBody(this.connection, body instanceof Uint8Array ? body : this.whole(body), chunked).catch((error: unknown) => error);
    }
    let head = await readResponseHead(this.wire);
    while (head.status === 100) head = await readResponseHead(this.wire);
    const framing = responseFraming(head, request.method);
    void sending;
    return {
      ...head,
      body: bodyReader(this.wire, framing),
      keepAlive: framing.kind !== 'close' && !hasToken(head.headers, 'connection', 'close') && head.version === '1.1',
      raw: () => rawDuplex(this.wire, this.connection),
    };
  }

  /** A body whose source fails can't be told to its end: the connection is closed, as nothing else would stop the other side waiting. */
  private async *whole(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    this.connection.close();
  }
}
