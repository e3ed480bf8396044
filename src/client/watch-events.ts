import type { Transport } from '../api/transport';
import { HttpConnection } from '../lib/http/client';
import { chunksOf } from '../lib/stream';

/** An event as GET /events sends it, as far as watchers read it. */
export interface WatchedEvent {
  Type?: string;
  Action?: string;
  Actor?: { ID?: string; Attributes?: Record<string, string> };
  time?: number;
}

/**
 * Follows the engine's events until it hangs up or `stop` is called. `opened` is called once they are coming, so that
 * what is listed then and what is told later leave no gap. Throws DialError when there is no engine.
 */
export async function watchEvents(transport: Transport, opened: () => void, listener: (event: WatchedEvent) => void, onStop: (stop: () => void) => void): Promise<void> {
  const connection = new HttpConnection(await transport.dial());
  onStop(() => connection.close());
  const response = await connection.request({ method: 'GET', target: '/events', headers: [['Host', 'docker']] });
  opened();
  const decoder = new TextDecoder();
  let rest = '';
  for await (const part of chunksOf(response.body)) {
    rest += decoder.decode(part, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (line.trim()) listener(JSON.parse(line) as WatchedEvent);
  }
}
