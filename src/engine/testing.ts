import { notFound } from '../api/errors';
import { text, utf8 } from '../lib/bytes';
import { SimulatedClock } from '../lib/clock';
import { contentOf } from '../lib/content';
import { executable } from '../lib/executable';
import { HttpConnection, type ClientResponse } from '../lib/http/client';
import type { HeaderList } from '../lib/http/message';
import { Random } from '../lib/random';
import { readAll } from '../lib/stream';
import type { FileSystem } from '../machine/file-system';
import type { Program } from '../machine/program';
import type { Sys } from '../machine/sys';
import { createMachine } from '../machine/machine';
import { ROOT } from '../machine/process/capabilities';
import { makeTestMachine, type TestMachine } from '../machine/testing';
import { MemoryFs } from '../machine/vfs/memory-fs';
import { OverlayFs } from '../machine/vfs/overlay-fs';
import { makeDockerd } from './dockerd';
import type { ImageHost, ImageRunConfig, ImageService, PreparedContainer, ResolvedImage } from './images/ports';
import { dockerProxy } from './networks/docker-proxy';
import { dockerInit } from './runtime/docker-init';

const IMAGE_ID = `sha256:${'6a'.repeat(32)}`;

/** What the test image holds beside its programs. */
const FILES: Readonly<Record<string, string>> = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n',
  '/etc/group': 'root:x:0:\nwheel:x:10:root\nnogroup:x:65534:\n',
};

/** Small programs for tests' containers. */
const PROGRAMS: Readonly<Record<string, Program['main']>> = {
  echo: async (sys) => {
    await sys.write(1, `${sys.argv.slice(1).join(' ')}\n`);
    return 0;
  },
  both: async (sys) => {
    await sys.write(1, 'out\n');
    await sys.write(2, 'err\n');
    return 3;
  },
  cat: async (sys) => {
    for (const path of sys.argv.slice(1)) await sys.write(1, sys.readFile(path));
    if (sys.argv.length > 1) return 0;
    for (;;) {
      const bytes = await sys.read(0);
      if (bytes.length === 0) return 0;
      await sys.write(1, bytes);
    }
  },
  sleep: async (sys) => {
    await sys.sleep(Number(sys.argv[1]) * 1000);
    return 0;
  },
  exit: async (sys) => Number(sys.argv[1]),
  'wait-then': async (sys) => {
    const until = (sys.resumed as number | undefined) ?? sys.now() + Number(sys.argv[1]) * 1000;
    sys.resumable(() => until);
    await sys.sleep(until - sys.now());
    await sys.write(1, `${sys.argv[2]}\n`);
    return 4;
  },
  env: async (sys) => {
    for (const [key, value] of Object.entries(sys.env)) await sys.write(1, `${key}=${value}\n`);
    return 0;
  },
  put: async (sys) => {
    sys.writeFile(sys.argv[1]!, `${sys.argv[2]}\n`);
    return 0;
  },
  trap: async (sys) => {
    sys.onSignal('SIGTERM', () => sys.exit(7));
    for (;;) await sys.pause();
  },
  serve: async (sys) => {
    const listener = (sys.resumed as number | undefined) ?? sys.listen({ family: 'inet', host: '0.0.0.0', port: Number(sys.argv[1]) });
    sys.resumable(() => listener);
    for (;;) {
      const { fd } = await sys.accept(listener);
      await sys.write(fd, `${sys.argv[2]}\n`);
      sys.close(fd);
    }
  },
  fetch: (sys) => fetchFrom(sys, sys.argv[1]!, Number(sys.argv[2])),
};

async function fetchFrom(sys: Sys, host: string, port: number): Promise<number> {
  const fd = await sys.connect({ family: 'inet', host, port });
  for (;;) {
    const bytes = await sys.read(fd);
    if (bytes.length === 0) return 0;
    await sys.write(1, bytes);
  }
}

function imageFs(): MemoryFs {
  const fs = new MemoryFs({ dev: 77, now: () => 0 });
  const folder = (path: string): number => path.split('/').filter(Boolean).reduce((dir, name) => fs.lookup(dir, name) ?? fs.create(dir, name, { type: 'dir', mode: 0o755, uid: 0, gid: 0 }), fs.root);
  const file = (path: string, content: ReturnType<typeof contentOf>, mode: number): void => {
    const at = path.lastIndexOf('/');
    fs.create(folder(path.slice(0, at)), path.slice(at + 1), { type: 'file', mode, uid: 0, gid: 0, content });
  };
  for (const name of Object.keys(PROGRAMS)) file(`/bin/${name}`, executable(`test-${name}`), 0o755);
  for (const [path, content] of Object.entries(FILES)) file(path, contentOf(utf8(content)), 0o644);
  folder('/tmp');
  return fs;
}

const unable = (what: string) => (): never => {
  throw new Error(`the test image service has no ${what}`);
};

/** An image service with one image, `busybox`. */
export function testImages(config: ImageRunConfig = { Cmd: ['sh'], Env: ['PATH=/bin'], WorkingDir: '/' }): (host: ImageHost) => ImageService {
  const lower = imageFs();
  const prepared = new Map<string, PreparedContainer>();
  return ({ sys }) => ({
    resolveImage(reference): ResolvedImage {
      if (!['busybox', 'busybox:latest', IMAGE_ID].includes(reference)) throw notFound(`No such image: ${reference.includes(':') ? reference : `${reference}:latest`}`);
      return { id: IMAGE_ID, reference, config, os: 'linux', architecture: 'amd64', manifest: { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: `sha256:${'08'.repeat(32)}`, size: 480, platform: { architecture: 'amd64', os: 'linux' } } };
    },
    unpack: async () => undefined,
    prepareContainer(_image, containerId) {
      const upper = new MemoryFs({ dev: 78, now: () => sys.now() });
      const fs: FileSystem = new OverlayFs(lower, upper, { dev: sys.kernel().newDevice() });
      const one: PreparedContainer = { fs, changes: () => [], sizes: () => ({ rw: 0, rootFs: 0 }), remove: () => void prepared.delete(containerId) };
      prepared.set(containerId, one);
      return one;
    },
    container: (containerId) => prepared.get(containerId),
    commitContainer: unable('commit'), list: async () => [], inspect: unable('inspect'), history: unable('history'), attestations: unable('attestations'), tag: unable('tag'), remove: unable('remove'),
    prune: async () => ({ ImagesDeleted: null, SpaceReclaimed: 0 }), pull: unable('pull'), push: unable('push'), search: unable('search'), save: unable('save'), load: unable('load'),
    import: unable('import'), distribution: unable('distribution'), login: unable('login'),
    diskUsage: async () => ({ items: [], totalSize: 0, reclaimable: 0, activeCount: 0 }), count: () => 1,
  });
}

/** The value of a body that is one JSON document. */
function tryJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

export interface Answer {
  status: number;
  reason: string;
  headers: HeaderList;
  /** The body's text; of JSON also its value. */
  text: string;
  json: unknown;
}

export interface TestEngine extends Omit<TestMachine, 'run'> {
  /** One call on a connection of its own. */
  call(method: string, target: string, body?: unknown): Promise<Answer>;
  /** A call whose answer's head has come; the connection stays open. */
  open(method: string, target: string, body?: unknown, headers?: HeaderList): Promise<ClientResponse>;
  /** Creates and starts a container; gives its id. */
  run(name: string, cmd: readonly string[], more?: Record<string, unknown>): Promise<string>;
}

/** A machine in the state of a snapshot, with the same programs. */
async function restoreTestMachine(snapshot: unknown, programs: Readonly<Record<string, Program | Program['main']>>): Promise<TestMachine> {
  const clock = new SimulatedClock(0, 'fast');
  const root = new MemoryFs({ dev: 2049, now: () => clock.now() });
  const machine = createMachine({
    clock, random: new Random(2), root, hostname: 'test',
    programs: (name) => {
      const program = name === 'test-init' ? async (sys: Sys): Promise<number> => {
        sys.resumable(() => undefined);
        sys.onSignal('SIGCHLD', 'ignore');
        for (;;) await sys.pause();
      } : programs[name];
      return program && Promise.resolve(typeof program === 'function' ? { main: program } : program);
    },
  });
  await machine.restore(snapshot);
  const never = (): never => {
    throw new Error('not of a restored machine');
  };
  return { machine, clock, root, write: never, read: never, run: never };
}

/** A test machine on which dockerd has been started, with the test image; or one that goes on from a snapshot. */
export async function makeTestEngine(options: { seed?: number; images?: (host: ImageHost) => ImageService; snapshot?: unknown } = {}): Promise<TestEngine> {
  const programs: Record<string, Program | Program['main']> = {
    '/usr/bin/dockerd': makeDockerd({ openImages: options.images ?? testImages() }), '/usr/bin/docker-proxy': dockerProxy, '/usr/bin/docker-init': dockerInit,
  };
  for (const [name, main] of Object.entries(PROGRAMS)) programs[`test-${name}`] = main;
  const machine = options.snapshot ? await restoreTestMachine(options.snapshot, programs) : await makeTestMachine({ programs, seed: options.seed ?? 1 });
  if (!options.snapshot) {
    const proc = await machine.machine.start({ path: '/usr/bin/dockerd', argv: ['dockerd'], env: {}, cwd: '/', credentials: ROOT });
    void readAll(proc.stderr).then((bytes) => bytes.length > 0 && console.error(text(bytes)));
  }
  const dial = async (): Promise<HttpConnection> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return new HttpConnection(await machine.machine.dial({ family: 'unix', path: '/var/run/docker.sock' }));
      } catch (error) {
        if (attempt > 200) throw error;
        await machine.clock.sleep(5);
      }
    }
  };
  const open = async (method: string, target: string, body?: unknown, headers: HeaderList = []): Promise<ClientResponse> => {
    const connection = await dial();
    const bytes = body === undefined ? undefined : body instanceof Uint8Array ? body : utf8(JSON.stringify(body));
    return connection.request({ method, target, headers: [['Host', 'docker'], ...(body === undefined ? [] : ([['Content-Type', 'application/json']] as const)), ...headers], ...(bytes ? { body: bytes } : {}) });
  };
  const call = async (method: string, target: string, body?: unknown): Promise<Answer> => {
    const answer = await open(method, target, body);
    const content = text(await readAll(answer.body));
    const type = answer.headers.find(([name]) => name === 'Content-Type')?.[1];
    return { status: answer.status, reason: answer.reason, headers: answer.headers, text: content, json: type === 'application/json' ? tryJson(content) : undefined };
  };
  return {
    ...machine, call, open,
    run: async (name, cmd, more = {}) => {
      const created = await call('POST', `/v1.55/containers/create?name=${name}`, { Image: 'busybox', Cmd: cmd, ...more });
      if (created.status !== 201) throw new Error(created.text);
      const started = await call('POST', `/v1.55/containers/${name}/start`);
      if (started.status !== 204) throw new Error(started.text);
      return (created.json as { Id: string }).Id;
    },
  };
}
