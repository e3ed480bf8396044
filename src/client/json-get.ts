import type { Transport } from '../api/transport';
import { text } from '../lib/bytes';
import { HttpConnection } from '../lib/http/client';
import { readAll } from '../lib/stream';

/** One GET on a connection of its own: what pictures and lesson checks need of the Engine API. */
export async function getJson(transport: Transport, path: string): Promise<{ status: number; body: unknown }> {
  const connection = new HttpConnection(await transport.dial());
  try {
    const response = await connection.request({ method: 'GET', target: path, headers: [['Host', 'docker']] });
    const body = text(await readAll(response.body));
    return { status: response.status, body: body === '' ? undefined : JSON.parse(body) };
  } finally {
    connection.close();
  }
}
