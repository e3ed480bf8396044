import type { Transport } from '../api/transport';
import { text } from '../lib/bytes';
import { HttpConnection } from '../lib/http/client';
import type { HttpBody } from '../lib/http/message';
import { chunksOf, readAll } from '../lib/stream';

/** A refusal of the engine, with its message. */
export class CallRefused extends Error {}

/** One call on a connection of its own whose answer comes as it is read. Throws CallRefused, and DialError when there is no engine. */
export async function* callStream(transport: Transport, method: string, path: string, body?: HttpBody): AsyncGenerator<Uint8Array> {
  const connection = new HttpConnection(await transport.dial());
  try {
    const headers: [string, string][] = [['Host', 'docker'], ...(body === undefined ? [] : [['Content-Type', 'application/x-tar'] as [string, string]])];
    const response = await connection.request({ method, target: path, headers, ...(body !== undefined && { body }) });
    if (response.status >= 400) {
      const said = text(await readAll(response.body));
      let message = said;
      try {
        message = (JSON.parse(said) as { message?: string }).message ?? said;
      } catch {
        // A proxy's words, not the engine's.
      }
      throw new CallRefused(message.trim());
    }
    yield* chunksOf(response.body);
  } finally {
    connection.close();
  }
}
