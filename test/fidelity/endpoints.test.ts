import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HttpConnection } from '../../src/lib/http/client';
import { endpointStatement } from '../../src/node/fidelity/statements';
import { endpointsOf } from '../../src/node/fidelity/table';
import { session } from '../sessions/host';
import { PREPARATION } from './lines';

/** What a path's parameter names on the prepared machine. */
function pathOf(path: string): string {
  const name = path.startsWith('/images') || path.startsWith('/distribution') ? 'localhost:5000/busybox' : path.startsWith('/volumes') ? 'vol' : 'one';
  return path.replace('{id}', path.startsWith('/networks') ? 'net' : 'run').replace('{name}', name);
}

test('endpoints answer 501 exactly where the table says that they are not simulated', async () => {
  const machine = await session();
  await machine.sh(PREPARATION);
  for (const endpoint of endpointsOf(readFileSync('src/api/types.gen.ts', 'utf8'))) {
    const [method, path] = endpoint.split(' ') as [string, string];
    const connection = new HttpConnection(await machine.host.transport.dial());
    const body = method === 'POST' || method === 'PUT' ? new TextEncoder().encode('{}') : undefined;
    const headers: [string, string][] = [['Host', 'docker'], ...(body ? [['Content-Type', 'application/json'] as [string, string]] : [])];
    const answer = await connection.request({ method, target: `/v1.55${pathOf(path)}`, headers, ...(body ? { body } : {}) });
    // A stream that has nothing to tell yet is an answer, too.
    const quiet = new Promise<Uint8Array>((resolve) => setTimeout(() => resolve(new Uint8Array(0)), 200));
    const text = new TextDecoder().decode(await Promise.race([answer.body.read(), quiet]));
    connection.close();
    if (endpointStatement(endpoint).support === 'none') {
      expect([answer.status, text], endpoint).toEqual([501, expect.stringMatching(/dockyard: .* not simulated/)]);
    } else expect([answer.status === 501, text], endpoint).toEqual([false, expect.not.stringMatching(/not simulated|page not found/)]);
  }
  machine.end();
});
