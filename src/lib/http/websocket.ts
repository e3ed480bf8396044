import { sha1 } from '@noble/hashes/legacy.js';
import { concat, utf8 } from '../bytes';
import type { ByteReader, Duplex } from '../stream';
import { hasToken, header, type HeaderList } from './message';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
/** A client's frames longer than this end the connection. */
const MOST_BYTES = 32 * 1024 * 1024;

const CONTINUATION = 0;
const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** Sec-WebSocket-Accept of a key (RFC 6455, 4.2.2). */
export function acceptOf(key: string): string {
  return btoa(String.fromCharCode(...sha1(utf8(key + GUID))));
}

/** What is wrong with an opening handshake, in the words of golang.org/x/net/websocket; undefined where nothing is. */
export function handshakeProblem(method: string, headers: HeaderList): string | undefined {
  if (method !== 'GET') return 'bad request method';
  if (!hasToken(headers, 'upgrade', 'websocket') || !hasToken(headers, 'connection', 'upgrade')) return 'not websocket protocol';
  if (!header(headers, 'sec-websocket-key')) return 'mismatch challenge/response';
  return header(headers, 'sec-websocket-version') === '13' ? undefined : 'missing or bad WebSocket Version';
}

/** A frame in one piece, not masked, as servers send them. */
function frame(opcode: number, payload: Uint8Array): Uint8Array {
  const { length } = payload;
  const head = length < 126 ? [0x80 | opcode, length] : length < 65536 ? [0x80 | opcode, 126, length >> 8, length & 255] : [0x80 | opcode, 127, 0, 0, 0, 0, (length >>> 24) & 255, (length >>> 16) & 255, (length >>> 8) & 255, length & 255];
  return concat([Uint8Array.from(head), payload]);
}

/** Reads exact numbers of bytes; undefined at the end. */
class Exactly {
  private held: Uint8Array = new Uint8Array(0);
  constructor(private readonly from: ByteReader) {}

  async take(count: number): Promise<Uint8Array | undefined> {
    while (this.held.length < count) {
      const more = await this.from.read();
      if (more.length === 0) return undefined;
      this.held = concat([this.held, more]);
    }
    const taken = this.held.subarray(0, count);
    this.held = this.held.subarray(count);
    return taken;
  }
}

/**
 * The server's side of a WebSocket after its handshake as a plain stream of bytes: each message's payload in order,
 * answered pings, and a close for an end (RFC 6455). What is written goes out as binary messages.
 */
export function webSocketDuplex(raw: Duplex): Duplex & { end(): Promise<void> } {
  const source = new Exactly(raw);
  let closed = false;
  const shut = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await raw.write(frame(CLOSE, Uint8Array.of(0x03, 0xe8)));
  };
  const next = async (): Promise<Uint8Array> => {
    for (;;) {
      const head = await source.take(2);
      if (!head) return new Uint8Array(0);
      const opcode = head[0]! & 15;
      const masked = (head[1]! & 128) !== 0;
      let length = head[1]! & 127;
      if (length >= 126) {
        const more = await source.take(length === 126 ? 2 : 8);
        if (!more) return new Uint8Array(0);
        length = more.reduce((sum, byte) => sum * 256 + byte, 0);
      }
      if (length > MOST_BYTES) return new Uint8Array(0);
      const mask = masked ? await source.take(4) : undefined;
      const body = (await source.take(length))?.slice();
      if (!body || (masked && !mask)) return new Uint8Array(0);
      if (mask) for (let at = 0; at < body.length; at++) body[at]! ^= mask[at % 4]!;
      if (opcode === CLOSE) {
        await shut();
        return new Uint8Array(0);
      }
      if (opcode === PING) await raw.write(frame(PONG, body));
      if ((opcode === TEXT || opcode === BINARY || opcode === CONTINUATION) && body.length > 0) return body;
    }
  };
  let rest: Uint8Array = new Uint8Array(0);
  return {
    async read(max = Infinity) {
      if (rest.length === 0) rest = await next();
      const part = rest.subarray(0, max);
      rest = rest.subarray(part.length);
      return part;
    },
    end: shut,
    write: (bytes) => raw.write(frame(BINARY, bytes)),
    closeWrite: () => void shut(),
    close: () => void shut().finally(() => raw.close()),
  };
}
