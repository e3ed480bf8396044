import { text } from '../lib/bytes';
import type { Client } from './client';
import { readAll } from '../lib/stream';
import { requireId } from './ids';
import type { Query } from './url';

/** An object's JSON as the engine wrote it, byte for byte: `inspect` shows what it doesn't know, too. */
export async function inspectRaw(client: Client, kind: string, path: string, id: string, query: Query = {}): Promise<string> {
  const at = path.replace('{id}', requireId(kind, id));
  return text(await readAll((await client.request('GET', at, { query })).body));
}
