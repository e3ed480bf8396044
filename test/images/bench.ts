import { Catalogues } from '../../src/catalog/catalogue';
import { EngineError } from '../../src/api/errors';
import type { Sys } from '../../src/machine/sys';
import { inet } from '../../src/machine/net/types';
import { makeTestMachine, type TestMachine } from '../../src/machine/testing';
import { serveHttp } from '../../src/lib/http/server';
import { makeRegistry, type RegistryOptions } from '../../src/registry/server';
import { MemoryStore } from '../../src/registry/memory-store';
import { openInternet } from '../../src/registry/internet';
import { openImageStore, type Images } from '../../src/engine/images/index';
import type { ImageUser } from '../../src/engine/images/ports';

/** An image service on a small machine with the internet's registries, for tests. */
export interface ImageBench {
  test: TestMachine;
  /** Runs something inside dockerd's process. */
  inside<T>(work: (bench: { images: Images; sys: Sys; users: ImageUser[]; events: string[]; serve(port: number, options?: Partial<RegistryOptions>): void }) => Promise<T>): Promise<T>;
}

export async function makeImageBench(): Promise<ImageBench> {
  let work: ((sys: Sys) => Promise<void>) | undefined;
  const test = await makeTestMachine({
    programs: {
      dockerd: async (sys) => {
        await work!(sys);
        return 0;
      },
    },
  });
  const catalogues = new Catalogues((loading) => test.clock.external(loading));
  for (const host of openInternet({ catalogue: (name) => catalogues.host(name), known: catalogues, now: () => test.clock.now(), openAccounts: false }).hosts) test.machine.kernel.addInternetHost(host);
  return {
    test,
    async inside<T>(body: Parameters<ImageBench['inside']>[0]) {
      let result: { value: T } | { error: unknown } | undefined;
      work = async (sys) => {
        const users: ImageUser[] = [];
        const events: string[] = [];
        const images = await openImageStore({ sys, users: () => users, insecureRegistries: [], event: (type, action, id, attributes) => void events.push(`${type} ${action} ${id} ${attributes['name'] ?? ''}`) });
        const serve = (port: number, options: Partial<RegistryOptions> = {}): void => {
          const handler = makeRegistry({ store: new MemoryStore(catalogues), known: catalogues, ...options });
          const fd = sys.listen(inet('127.0.0.1', port));
          sys.thread(async () => {
            for (;;) {
              const { fd: connection } = await sys.accept(fd);
              sys.thread(() => serveHttp(sys.stream(connection), handler));
            }
          });
        };
        try {
          result = { value: (await body({ images, sys, users, events, serve })) as T };
        } catch (error) {
          result = { error };
        }
      };
      const run = await test.run('/bin/dockerd');
      if (!result) throw new Error(`dockerd ended: ${run.stderr}`);
      if ('error' in result) throw result.error;
      return result.value;
    },
  };
}

/** What progress messages say, one line each, counts left out. */
export function lines(messages: readonly Readonly<Record<string, unknown>>[]): string[] {
  const out: string[] = [];
  for (const { id, status, stream } of messages) {
    const line = typeof stream === 'string' ? stream.trimEnd() : id === undefined ? String(status) : `${String(id)}: ${String(status)}`;
    if (!/: (Downloading|Extracting|Pushing)$/.test(line)) out.push(line);
  }
  return out;
}

export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof EngineError) return `${error.status} ${error.message}`;
    throw error;
  }
  throw new Error('it was allowed');
}
