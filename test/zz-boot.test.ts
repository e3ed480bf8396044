import { test } from 'vitest';
import { bootHost } from '../src/host/boot';
import { ROOT } from '../src/host/accounts';
import { readAll } from '../src/lib/stream';
import * as m from '../src/machine/machine';
test('boot', async () => {
  const orig = m.createMachine;
  const host = await bootHost({});
  const init = (globalThis as any).__init;
  await host.clock.sleep(10);
  if (init) { console.log(new TextDecoder().decode(await readAll(init.stderr)), await init.exit); return; }
});
