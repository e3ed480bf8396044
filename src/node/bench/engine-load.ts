import type { Host } from '../../host/boot';
import { HttpConnection } from '../../lib/http/client';
import { readAll } from '../../lib/stream';

const CREATE = new TextEncoder().encode('{"Image":"busybox","Cmd":["true"]}');

/** Sends the same requests one after another on one connection; each answer is read to its end. */
export async function requests(host: Host, count: number, target: (index: number) => string, body?: Uint8Array): Promise<void> {
  const connection = new HttpConnection(await host.transport.dial());
  const headers: [string, string][] = [['Host', 'docker'], ...(body ? [['Content-Type', 'application/json'] as [string, string]] : [])];
  for (let index = 0; index < count; index++) {
    const [method, path] = target(index).split(' ') as [string, string];
    const answer = await connection.request({ method, target: `/v1.55${path}`, headers, ...(body ? { body } : {}) });
    await readAll(answer.body);
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status}`);
  }
  connection.close();
}

/** Makes containers that nothing runs in. */
export const createContainers = (host: Host, count: number): Promise<void> => requests(host, count, () => 'POST /containers/create', CREATE);

/** Has followers of GET /events read `count` events, which as many renames of one container cause. */
export async function followEvents(host: Host, followers: number, count: number): Promise<void> {
  await requests(host, 1, () => 'POST /containers/create?name=renamed', CREATE);
  const reading = Array.from({ length: followers }, async () => {
    const connection = new HttpConnection(await host.transport.dial());
    const answer = await connection.request({ method: 'GET', target: '/v1.55/events', headers: [['Host', 'docker']] });
    let seen = 0;
    while (seen < count) for (const byte of await answer.body.read()) if (byte === 10) seen++;
    connection.close();
  });
  await requests(host, count, (index) => `POST /containers/renamed${index === 0 ? '' : index - 1}/rename?name=renamed${index}`);
  await Promise.all(reading);
}
