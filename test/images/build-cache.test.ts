// --cache-to and --cache-from: caches in folders, registries and images.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
const DOCKERFILE = 'FROM alpine AS build\nRUN echo built > /out\nFROM alpine\nCOPY a.txt /\nCOPY --from=build /out /out\nRUN cat /out > /last\n';

beforeAll(async () => {
  machine = await session();
  await machine.sh(`docker run -d -p 5000:5000 registry:2 >/dev/null; docker pull -q alpine; echo a > a.txt; printf '${DOCKERFILE.replaceAll('\n', '\\n')}' > Dockerfile`);
}, 60_000);
afterAll(() => machine.end());

/** Lines of the progress with digests, times and numbers of steps taken out. */
const lines = (stderr: string): string[] => stderr.split('\n').map((line) => line.replace(/^#\d+ /, '').replace(/sha256:[0-9a-f]{64}/g, 'sha256:…').replace(/ \d+\.\d+s/, '').replace(/local:\d+/, 'local:N'));
const cached = (stderr: string): string[] => lines(stderr).flatMap((line, i, all) => (line === 'CACHED' ? [all[i - 1]!] : [])).filter((line) => !line.includes('FROM')).sort();
const again = (flags: string) => machine.sh(`docker builder prune -af >/dev/null; docker build --progress=plain ${flags} .`);

test('a folder gets an OCI layout, from which steps are found when the builder has forgotten them', async () => {
  const exported = await machine.sh('docker build --progress=plain --cache-to type=local,dest=cache -t app .');
  const shown = lines(exported.stderr);
  expect(shown.slice(shown.indexOf('exporting cache to client directory'))).toEqual([
    'exporting cache to client directory', 'preparing build cache for export done',
    ...Array.from({ length: 4 }, () => 'writing layer sha256:… done'), 'writing config sha256:… done', 'writing cache image manifest sha256:… done', 'sending cache export done', 'DONE', '',
  ]);
  expect((await machine.sh('ls cache; cat cache/oci-layout; echo; jq -c ".manifests[0] | [.mediaType, .annotations]" cache/index.json; jq -r .config.mediaType cache/blobs/sha256/$(jq -r ".manifests[0].digest" cache/index.json | cut -d: -f2)')).stdout).toBe(
    'blobs\nindex.json\ningest\noci-layout\n{"imageLayoutVersion":"1.0.0"}\n["application/vnd.oci.image.manifest.v1+json",{"org.opencontainers.image.ref.name":"latest"}]\napplication/vnd.buildkit.cacheconfig.v0\n',
  );
  const imported = await again('--cache-from type=local,src=cache -t app2');
  expect(lines(imported.stderr).filter((line) => /import|inferred/.test(line))).toEqual(['importing cache manifest from local:N', 'inferred cache manifest type: application/vnd.oci.image.manifest.v1+json done']);
  expect(cached(imported.stderr)).toEqual(['[stage-1 2/4] COPY a.txt /', '[stage-1 3/4] COPY --from=build /out /out', '[stage-1 4/4] RUN cat /out > /last']);
  expect((await machine.sh('docker run --rm app2 cat /a.txt /last')).stdout).toBe('a\nbuilt\n');
}, 60_000);

test('mode=max takes the stages before along: a changed last step finds them', async () => {
  await machine.sh('docker build -q --cache-to type=local,dest=max,mode=max .; sed -i "s/COPY a.txt/COPY a.txt Dockerfile/" Dockerfile');
  const min = await again('--cache-from type=local,src=cache');
  expect(cached(min.stderr)).toEqual([]);
  const max = await again('--cache-from type=local,src=max');
  expect(cached(max.stderr)).toEqual(['[build 2/2] RUN echo built > /out']);
  await machine.sh(`printf '${DOCKERFILE.replaceAll('\n', '\\n')}' > Dockerfile`);
}, 60_000);

test('a registry keeps a cache under a tag of its own, or in the image that is pushed', async () => {
  const missing = await again('--cache-from localhost:5000/app:cache --cache-to type=registry,ref=localhost:5000/app:cache');
  expect(lines(missing.stderr).filter((line) => /cache/.test(line) && !line.includes('prepar'))).toEqual([
    'importing cache manifest from localhost:5000/app:cache', 'ERROR: failed to configure registry cache importer: localhost:5000/app:cache: not found', 'exporting cache to registry',
    'writing cache image manifest sha256:… done', 'sending cache export done', ' > importing cache manifest from localhost:5000/app:cache:',
  ]);
  expect(missing.status).toBe(0);
  const found = await again('--cache-from localhost:5000/app:cache');
  expect(cached(found.stderr)).toHaveLength(3);
  await machine.sh('docker build -q --cache-to type=inline -t localhost:5000/app:1 . && docker push -q localhost:5000/app:1; docker rmi localhost:5000/app:1');
  const inline = await again('--cache-from type=registry,ref=localhost:5000/app:1');
  expect(cached(inline.stderr)).toHaveLength(3);
}, 60_000);

test('options that miss something are refused, services that are elsewhere are not simulated', async () => {
  const { stderr } = await machine.sh('for c in type=local type=registry dest=x type=bogus type=s3,bucket=b type=local,dest=c,mode=mid; do docker build -q --cache-to $c .; done; docker build -q --cache-from type=local,src=none . >/dev/null; docker build -q --cache-to type=gha . | wc -l >&2');
  expect(stderr.split('\n')).toEqual([
    'ERROR: failed to build: local cache exporter requires dest', 'ERROR: failed to build: registry cache exporter requires ref', 'ERROR: type required for "dest=x"',
    'ERROR: failed to build: failed to solve: unknown cache exporter: "bogus"', 'dockyard: docker build --cache-to type=s3 is not simulated', 'ERROR: failed to build: failed to solve: unsupported cache export mode: mid',
    'WARNING: local cache import at none skipped due to err: could not read none/index.json: open none/index.json: no such file or directory', '1', '',
  ]);
}, 60_000);
