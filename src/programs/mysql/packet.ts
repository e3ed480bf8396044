import { concat, text, utf8 } from '../../lib/bytes';
import type { Duplex } from '../../lib/stream';
import { WireReader } from '../servers/wire';

/** A column's heading, and whether its values stand to the right. */
export interface WireColumn {
  name: string;
  numeric: boolean;
  /** No row can have NULL there; the client leaves room for it otherwise. */
  notNull?: boolean;
}

export type Answer =
  | { k: 'rows'; columns: WireColumn[]; rows: (string | null)[][] }
  | { k: 'ok'; affected: number; info: string; database?: string }
  | { k: 'error'; code: number; state: string; message: string };

export interface Greeting {
  k: 'greeting';
  version: string;
  comment: string;
  connection: number;
}

export type ToServer = { k: 'login'; user: string; password: string; database: string | undefined } | { k: 'query'; sql: string } | { k: 'ping' } | { k: 'shutdown' };
export type ToClient = Greeting | Answer;

/**
 * Packets of MySQL's client/server protocol: three bytes of length, one of sequence, the payload. The greeting
 * starts as the real one does (protocol 10, the version's text); beyond it payloads are JSON of our own.
 */
export class PacketStream {
  private readonly reader: WireReader;
  private sequence = 0;

  constructor(private readonly stream: Duplex) {
    this.reader = new WireReader(stream);
  }

  async send(message: ToServer | ToClient): Promise<void> {
    const body = utf8(JSON.stringify(message));
    const payload = message.k === 'greeting' ? concat([Uint8Array.of(10), utf8(`${message.version}\0`), body]) : body;
    const { length } = payload;
    await this.stream.write(concat([Uint8Array.of(length & 255, (length >> 8) & 255, (length >> 16) & 255, this.sequence++ & 255), payload]));
  }

  /** The next message; undefined at the end, or where the other side speaks something else. */
  async receive<T extends ToServer | ToClient>(): Promise<T | undefined> {
    const head = await this.reader.exactly(4);
    const payload = head && (await this.reader.exactly(head[0]! | (head[1]! << 8) | (head[2]! << 16)));
    if (!payload) return undefined;
    try {
      return JSON.parse(text(payload[0] === 10 ? payload.subarray(payload.indexOf(0) + 1) : payload)) as T;
    } catch {
      return undefined;
    }
  }

  close(): void {
    this.stream.close();
  }
}
