import { serveHttp } from '../lib/http/server';
import { isSysError } from '../machine/errno';
import { inet } from '../machine/net/types';
import type { Program } from '../machine/program';
import type { Sys } from '../machine/sys';
import { Accounts } from '../registry/accounts';
import { basicGate, OPEN_GATE, type Gate } from '../registry/auth';
import { MemoryStore, type MemoryStoreData } from '../registry/memory-store';
import { makeRegistry } from '../registry/server';
import type { KnownContents } from '../registry/store';

/** Accounts of REGISTRY_AUTH_HTPASSWD_PATH: `name:password` lines, as the simulated htpasswd writes them. */
function gateOf(sys: Sys): Gate {
  const path = sys.env['REGISTRY_AUTH_HTPASSWD_PATH'];
  if (sys.env['REGISTRY_AUTH'] !== 'htpasswd' || path === undefined) return OPEN_GATE;
  const lines = sys.readText(path).split('\n').filter(Boolean);
  return basicGate(new Accounts(Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]))), sys.env['REGISTRY_AUTH_HTPASSWD_REALM']);
}

/**
 * The registry (distribution): an OCI registry on REGISTRY_HTTP_ADDR, port 5000 unless told otherwise. `known` are the
 * contents that needn't travel because the catalogue can make them anywhere.
 */
export function makeRegistryProgram(known: KnownContents): Program {
  return {
    async main(sys) {
      const store = new MemoryStore(known);
      if (sys.resumed) store.load(sys.resumed as MemoryStoreData);
      sys.resumable(() => store.save());
      const [, host = '', port = '5000'] = /^(.*?):(\d+)$/.exec(sys.env['REGISTRY_HTTP_ADDR'] ?? ':5000') ?? [];
      let gate: Gate;
      let fd: number;
      try {
        gate = gateOf(sys);
        fd = sys.listen(inet(host || '::', Number(port)));
      } catch (error) {
        if (!isSysError(error)) throw error;
        await sys.write(2, `level=fatal msg="listen tcp ${host}:${port}: bind: ${error.message.toLowerCase()}"\n`);
        return 1;
      }
      sys.onSignal('SIGTERM', () => sys.thread(async () => sys.exit(0)));
      await sys.write(2, `level=info msg="listening on [::]:${port}" go.version=go1.25.1 instance.id=${sys.random.hex(16)} service=registry version=3.0.0\n`);
      const handler = makeRegistry({ store, gate, known, deleteEnabled: sys.env['REGISTRY_STORAGE_DELETE_ENABLED'] === 'true' });
      for (;;) {
        const { fd: connection } = await sys.accept(fd);
        const stream = sys.stream(connection);
        sys.thread(() =>
          serveHttp(stream, handler).catch((error: unknown) => {
            stream.close();
            if (!isSysError(error) && !(error instanceof Error && error.name === 'StreamClosed')) throw error;
          }),
        );
      }
    },
  };
}
