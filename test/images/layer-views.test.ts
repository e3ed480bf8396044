// What the page shows of layers, from the API of a whole machine alone.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fileChunks, listImages, loadArchive, savedImage } from '../../src/app/layers/engine-images';
import { scanImages } from '../../src/app/layers/scan-images';
import { SeenImages } from '../../src/app/layers/seen-images';
import { compareSteps, verdictSentence } from '../../src/diagrams/layers-compare';
import { sharedWith, stepViews, wastedBytes, type StepView } from '../../src/diagrams/layers-model';
import { changeTree } from '../../src/diagrams/layers-tree';
import { concat, utf8 } from '../../src/lib/bytes';
import { contentOf, readContent } from '../../src/lib/content';
import { digestOfBytes } from '../../src/oci/digest';
import { writeTar } from '../../src/oci/tar-write';
import { session } from '../sessions/host';

const DOCKERFILE = `FROM busybox
WORKDIR /srv
COPY app.txt conf/ ./
RUN head -c 100000 /dev/zero > /srv/big && echo one > /etc/issue
RUN rm -r /srv/big && rm /bin/vi
CMD ["cat", "app.txt"]
`;

async function piecesOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part.slice());
  return concat(parts);
}

test('layers: what each adds, changes and deletes, what is wasted and shared, and why a step was made anew', async () => {
  const machine = await session();
  try {
    const { transport } = machine.host;
    await machine.sh(`mkdir conf; echo a > app.txt; echo x > conf/x; cat > Dockerfile <<'EOF'\n${DOCKERFILE}EOF\ndocker build -q -t web:1 . && echo b > app.txt && docker build -q -t web:2 . && sed -i s/100000/200000/ Dockerfile && docker build -q -t web:3 . && sleep 2 && docker build -q --no-cache -t web:4 .`);
    const images = await listImages(transport);
    const named = (name: string) => images.find((image) => image.name === name)!;
    const views = async (name: string): Promise<StepView[]> => {
      const [image] = await scanImages(savedImage(transport, named(name)), () => undefined);
      expect(image!.names).toEqual([name]);
      return stepViews(image!.config, image!.layers);
    };
    const [one, two, three, four] = [await views('web:1'), await views('web:2'), await views('web:3'), await views('web:4')];
    const summary = one.map(({ createdBy, changes, size, hidden }) => [createdBy.split(' # ')[0], changes.length > 10 ? 'many' : changes.map(({ kind, path }) => `${kind} ${path}`), size, hidden]);
    expect(summary.slice(-5)).toEqual([
      ['WORKDIR /srv', ['added srv'], 0, 0],
      ['COPY app.txt conf/ ./', ['added srv/app.txt', 'added srv/x'], 4, 0],
      ['RUN /bin/sh -c head -c 100000 /dev/zero > /srv/big && echo one > /etc/issue', ['added etc/issue', 'added srv/big'], 100004, 0],
      ['RUN /bin/sh -c rm -r /srv/big && rm /bin/vi', ['deleted bin/vi', 'deleted srv/big'], 0, 100000],
      ['CMD ["cat" "app.txt"]', [], 0, 0],
    ]);
    expect(wastedBytes(one)).toBe(100000);
    expect(changeTree(one.at(-3)!.changes).map(({ name, size }) => [name, size])).toEqual([['srv/big', 100000], ['etc/issue', 4]]);
    const verdicts = (before: StepView[], after: StepView[]) => compareSteps(before, after).map(verdictSentence).filter((sentence) => sentence !== undefined);
    expect(verdicts(one, one)).toEqual([]);
    const at = one.length - 2;
    expect(verdicts(one, two)).toEqual(['What it copies has changed: /srv/app.txt.', ...Array(3).fill(`Made anew, because step ${at - 1} before it changed.`)]);
    expect(verdicts(two, three)[0]).toBe('The instruction is another one. It was: RUN /bin/sh -c head -c 100000 /dev/zero > /srv/big && echo one > /etc/issue # buildkit');
    expect(verdicts(three, four)[0]).toBe('It ran again: without the cache (--no-cache, or pruned), on another base image, or with other mounts, arguments or network than layers tell of.');
    const base = named('web:1').layers.length - 4;
    expect(sharedWith(named('web:1'), images).map((names) => names.filter((name) => name.startsWith('web')).length)).toEqual([...Array(base + 1).fill(3), 0, 0, 0]);
  } finally {
    machine.end();
  }
});

test('a folder whose mode alone changes is a change, and a reason why what copies it was made anew', async () => {
  const machine = await session();
  try {
    await machine.sh("mkdir -p conf/sub; echo x > conf/x; printf 'FROM busybox\\nCOPY conf /conf\\nRUN chmod 711 /conf\\n' > Dockerfile; docker build -q -t a . && chmod 700 conf/sub && docker build -q -t b .");
    const images = await listImages(machine.host.transport);
    const [a, b] = await Promise.all(['a:latest', 'b:latest'].map(async (name) => {
      const [image] = await scanImages(savedImage(machine.host.transport, images.find((one) => one.name === name)!), () => undefined);
      return stepViews(image!.config, image!.layers);
    }));
    expect(a!.slice(-2).map(({ changes }) => changes.map(({ kind, path }) => `${kind} ${path}`))).toEqual([['added conf', 'added conf/sub', 'added conf/x'], ['changed conf']]);
    expect(compareSteps(a!, b!).map(verdictSentence).filter((sentence) => sentence !== undefined)[0]).toBe('What it copies has changed: /conf/sub.');
  } finally {
    machine.end();
  }
});

test('an archive of one\'s own is looked into and loaded, packed or not; what is none says so', async () => {
  const machine = await session();
  try {
    const { transport } = machine.host;
    await machine.sh('docker pull -q alpine');
    const [alpine] = await listImages(transport);
    const archive = await piecesOf(savedImage(transport, alpine!));
    const file = (bytes: Uint8Array) => fileChunks(new Blob([bytes.slice()]));
    const [plain] = await scanImages(file(archive), () => undefined);
    const [packed] = await scanImages(file(gzipSync(archive)), () => undefined);
    expect(packed).toEqual(plain);
    expect(plain!.layers[0]!.map(({ path }) => path)).toContain('etc/os-release');
    await machine.sh('docker rmi alpine');
    expect(await loadArchive(transport, file(archive))).toEqual(['Loaded image: alpine:latest']);
    expect((await listImages(transport)).map(({ id }) => id)).toEqual([alpine!.id]);
    const refused = async (bytes: Uint8Array): Promise<string> => scanImages(file(bytes), () => undefined).then(() => 'accepted', (error: Error) => error.message);
    expect(await refused(archive.subarray(0, 100_000))).toBe('This is no image archive that can be read: unexpected EOF.');
    expect(await refused(new Uint8Array(2048))).toBe('There is no image in this file: it is no archive that docker save or an OCI tool writes.');
    expect(await refused(new Uint8Array(0))).toBe('This is no image archive that can be read: EOF.');
    expect(await refused(new TextEncoder().encode('no archive\n'.repeat(100)))).toBe('This is no image archive that can be read: archive/tar: invalid tar header.');
  } finally {
    machine.end();
  }
});

const tar = (files: Record<string, string | Uint8Array>): Uint8Array =>
  readContent(writeTar(Object.entries(files).map(([path, content]) => ({ path, type: 'file' as const, content: contentOf(typeof content === 'string' ? utf8(content) : content), mode: 0o644, uid: 0, gid: 0, mtimeMs: 0 }))));

test('what is damaged in a dropped archive is said, image by image', async () => {
  const layer = tar({ a: 'a' });
  const diffId = digestOfBytes(layer);
  const config = (...diffIds: string[]) => JSON.stringify({ architecture: 'amd64', os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: diffIds } });
  const docker = (diffIds: string[], layers: string[], files: Record<string, Uint8Array>) => tar({ 'c.json': config(...diffIds), 'manifest.json': JSON.stringify([{ Config: 'c.json', RepoTags: ['x:1'], Layers: layers }]), ...files });
  const faults = async (archive: Uint8Array) => (await scanImages(fileChunks(new Blob([archive.slice()])), () => undefined, true)).map((image) => image.faults);
  expect(await faults(docker([diffId], ['l.tar'], { 'l.tar': layer }))).toEqual([[]]);
  expect(await faults(docker([diffId], ['l.tar'], {}))).toEqual([['Layer 1 (l.tar) is not in the file.']]);
  expect(await faults(docker([diffId, diffId, diffId], ['l.tar'], { 'l.tar': layer }))).toEqual([['The configuration names 3 layers, the manifest 1.']]);
  const other = tar({ a: 'b' });
  expect(await faults(docker([diffId], ['l.tar'], { 'l.tar': other }))).toEqual([[`Layer 1 is not what the configuration says: its diffID is ${digestOfBytes(other)}, not ${diffId}.`]]);
  const named = `blobs/sha256/${'0'.repeat(64)}`;
  expect(await faults(docker([diffId], [named], { [named]: layer }))).toEqual([[`The content of ${named} has another digest than its name: ${diffId}.`]]);
});

test('an image whose name another took stays to be set beside it, once it was looked into', () => {
  const image = (id: string, ...tags: string[]) => ({ id, tags, name: tags[0] ?? id, sizeBytes: 0, layers: [] });
  const seen = new SeenImages();
  seen.note([image('a', 'web:latest')]);
  seen.note([image('b', 'web:latest')]);
  expect(seen.formerOf('b')).toBe(undefined);
  seen.keep('a', []);
  expect(seen.formerOf('b')).toEqual({ id: 'a', name: 'web:latest, as it was before' });
  expect(seen.successorOf('a')).toBe('b');
  expect([seen.formerOf('a'), seen.successorOf('b')]).toEqual([undefined, undefined]);
});
