import { concat, text, utf8 } from '../../lib/bytes';
import type { Duplex } from '../../lib/stream';
import { WireReader } from '../servers/wire';

export interface PgError {
  severity: 'ERROR' | 'FATAL';
  state: string;
  message: string;
  detail: string | undefined;
  hint: string | undefined;
  context: string | undefined;
  /** Where in the statement, from 1. */
  position: number | undefined;
}

export interface PgColumn {
  name: string;
  numeric: boolean;
  /** The type's name, of what a query gives. */
  type?: string;
}

export type PgAnswer =
  | { k: 'rows'; tag: string; columns: PgColumn[]; rows: (string | null)[][]; warning?: string }
  | { k: 'tag'; tag: string; notice: string | undefined; warning?: boolean }
  /** A psql listing: titled tables and lines below. */
  | { k: 'listing'; title: string; columns: PgColumn[]; rows: (string | null)[][]; footer: string[]; count: boolean }
  /** What COPY TO STDOUT gives, and COPY FROM STDIN's wish for data. */
  | { k: 'copy-out'; text: string; count: number }
  | { k: 'copy-in' }
  | { k: 'error'; error: PgError };

export type FromClient = { k: 'startup'; user: string; database: string; password: string | undefined } | { k: 'query'; sql: string } | { k: 'copy'; sql: string; data: string } | { k: 'describe'; what: string; pattern: string | undefined } | { k: 'probe' };
export type FromServer = { k: 'ready'; superuser: boolean; version: string; major: number } | { k: 'password' } | { k: 'results'; answers: PgAnswer[]; transaction: 'idle' | 'open' | 'failed' } | { k: 'error'; error: PgError };

/** Messages framed as PostgreSQL's protocol frames them: a letter, four bytes of length, the body; the bodies are JSON of our own. */
export class PgStream {
  private readonly reader: WireReader;

  constructor(private readonly stream: Duplex) {
    this.reader = new WireReader(stream);
  }

  async send(message: FromClient | FromServer): Promise<void> {
    const body = utf8(JSON.stringify(message));
    const length = body.length + 4;
    const letter = { startup: 'p', query: 'Q', copy: 'd', describe: 'D', probe: 'p', ready: 'Z', password: 'R', results: 'T', error: 'E' }[message.k];
    await this.stream.write(concat([Uint8Array.of(letter.charCodeAt(0), length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255), body]));
  }

  /** The next message; undefined at the end, or where the other side speaks something else. */
  async receive<T extends FromClient | FromServer>(): Promise<T | undefined> {
    const head = await this.reader.exactly(5);
    if (!head) return undefined;
    const length = ((head[1]! << 24) | (head[2]! << 16) | (head[3]! << 8) | head[4]!) - 4;
    const body = length >= 0 && length < 1 << 28 ? await this.reader.exactly(length) : undefined;
    if (!body) return undefined;
    try {
      return JSON.parse(text(body)) as T;
    } catch {
      return undefined;
    }
  }

  close(): void {
    this.stream.close();
  }
}
