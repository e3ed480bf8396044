import { expect, test } from 'vitest';
import { concat, text, utf8 } from '../../lib/bytes';
import { contentOf, noise, readContent } from '../../lib/content';
import { header } from '../../lib/http/message';
import { serveHttp } from '../../lib/http/server';
import { readerOf, type Duplex } from '../../lib/stream';
import { makeTestMachine } from '../../machine/testing';
import { digestOfBytes } from '../../oci/digest';
import { gzipBytes } from '../../oci/gzip';
import { document } from '../../oci/image';
import { MEDIA } from '../../oci/media-types';
import { writeTar } from '../../oci/tar-write';
import { MemoryStore } from '../../registry/memory-store';
import { makeRegistry } from '../../registry/server';
import type { InternetHost } from '../../machine/net/types';
import { openImageStore, type Images } from './index';

const owned = { uid: 0, gid: 0, mtimeMs: 0 };
const tar = (files: Record<string, Uint8Array | string>): Uint8Array =>
  readContent(writeTar(Object.entries(files).map(([path, content]) => ({ path, type: 'file' as const, mode: 0o644, ...owned, content: contentOf(typeof content === 'string' ? utf8(content) : content) }))));

const layer = tar({ 'etc/motd': 'hello\n', 'big': readContent(noise(7, 300_000, 4096)) });
const config = document(MEDIA.config, { architecture: 'amd64', os: 'linux', config: { Cmd: ['sh'] }, rootfs: { type: 'layers', diff_ids: [digestOfBytes(layer)] } });
const packed = gzipBytes(layer);
const manifest = document(MEDIA.manifest, {
  schemaVersion: 2, mediaType: MEDIA.manifest, config: config.descriptor, layers: [{ mediaType: MEDIA.layerGzip, digest: digestOfBytes(packed), size: packed.length }],
});
const blob = (bytes: Uint8Array): string => `blobs/sha256/${digestOfBytes(bytes).slice('sha256:'.length)}`;
const layoutOf = (name: string): Record<string, Uint8Array | string> => ({
  'oci-layout': '{"imageLayoutVersion":"1.0.0"}',
  'index.json': JSON.stringify({ schemaVersion: 2, manifests: [{ ...manifest.descriptor, annotations: { 'org.opencontainers.image.ref.name': name } }] }),
  [blob(manifest.bytes)]: manifest.bytes,
  [blob(config.bytes)]: config.bytes,
  [blob(packed)]: packed,
});
const dockerOf = (more: Record<string, Uint8Array | string> = {}): Record<string, Uint8Array | string> => ({
  'manifest.json': JSON.stringify([{ Config: 'config.json', RepoTags: ['old:1'], Layers: ['a/layer.tar'] }]), 'config.json': config.bytes, 'a/layer.tar': layer, ...more,
});

/** Runs on a fresh image store; `load` gives what a client would see. */
async function withImages<T>(work: (images: Images, load: (archive: Uint8Array) => Promise<string>) => Promise<T>, host?: InternetHost): Promise<T> {
  let result: Promise<T> | undefined;
  const { machine, run } = await makeTestMachine({
    files: { '/etc/resolv.conf': 'nameserver 10.0.2.3\n' },
    programs: {
      async main(sys) {
        const images = await openImageStore({ sys, event: () => undefined, users: () => [], insecureRegistries: [] });
        const load = async (archive: Uint8Array): Promise<string> => {
          let out = '';
          try {
            await images.load(readerOf(archive), { quiet: true, platforms: [] }, async (message) => void (out += (message as { stream?: string }).stream ?? ''));
          } catch (error) {
            out += (error as Error).message;
          }
          return out;
        };
        result = work(images, load);
        await result.catch(() => undefined);
        return 0;
      },
    },
  });
  if (host) machine.kernel.addInternetHost(host);
  await run('/bin/main');
  machine.halt();
  return result!;
}

test('what is saved is loaded again with the same digests, from layouts and from the older format', async () => {
  await withImages(async (images, load) => {
    expect(await load(tar(layoutOf('tool:2')))).toBe('Loaded image: tool:2\n');
    const parts: Uint8Array[] = [];
    for await (const part of await images.save(['tool:2'], { platforms: [], gone: new Promise(() => undefined) })) parts.push(part.slice());
    await images.remove('tool:2', { force: false, noPrune: false, platforms: [] });
    expect(images.context.content.digests()).toEqual([]);
    expect(await load(gzipBytes(concat(parts)))).toBe('Loaded image: tool:2\n');
    expect(images.context.meta.data.images['docker.io/library/tool:2']!.target.digest).toBe(manifest.descriptor.digest);
    expect(await load(tar(dockerOf()))).toBe('Loaded image: old:1\n');
    const old = images.context.content.bytes(images.context.meta.data.images['docker.io/library/old:1']!.target.digest)!;
    // The layer is here already, packed: it isn't kept twice.
    expect(JSON.parse(text(old))).toEqual({
      schemaVersion: 2, mediaType: MEDIA.dockerManifest, config: { ...config.descriptor, mediaType: MEDIA.dockerConfig },
      layers: [{ mediaType: MEDIA.dockerLayer, digest: digestOfBytes(packed), size: packed.length }],
    });
  });
});

test('a broken archive is refused in the engine\'s words, and nothing of it is kept', async () => {
  const whole = tar(layoutOf('tool:2'));
  const refused: [Uint8Array, string][] = [
    [new Uint8Array(0), 'unrecognized image format'],
    [tar({ 'h.txt': 'x' }), 'unrecognized image format'],
    [whole.subarray(0, 1300), 'unexpected EOF'],
    [whole.subarray(0, whole.length - 20_000), `failed to ingest "${blob(packed)}": short read: expected ${packed.length} bytes but got ${packed.length - 18_736}: unexpected EOF`],
    [gzipBytes(whole).subarray(0, 5000), 'unexpected EOF'],
    [tar({ ...layoutOf('x'), 'oci-layout': '{"imageLayoutVersion":"2"}' }), 'unsupported OCI version 2'],
    [tar({ 'oci-layout': '{"imageLayoutVersion":"1.0.0"}' }), 'missing index.json in OCI layout 1.0.0'],
    [tar({ ...layoutOf('x'), 'index.json': 'nonsense' }), "invalid character 'o' in literal null (expecting 'u')"],
    [tar(dockerOf({ 'manifest.json': '[{"Config":"c","RepoTags":["a:1"],"Layers":[]}]' })), 'image config "c" not found'],
    [tar(dockerOf({ 'manifest.json': '[{"Config":"config.json","RepoTags":["a:1"],"Layers":["../l"]}]' })), 'failed to resolve layers: layer "../l" not found'],
    [tar(dockerOf({ 'manifest.json': '[{"Config":"config.json","RepoTags":["A:1"]}]' })), 'normalize image ref "A:1": invalid reference format: repository name (library/A) must be lowercase'],
  ];
  await withImages(async (images, load) => {
    for (const [archive, message] of refused) expect(await load(archive)).toBe(message);
    expect([images.context.content.digests(), images.context.meta.data.images]).toEqual([[], {}]);
  });
});

test('an image whose layer isn\'t what it should be is there, and says that it can\'t be unpacked', async () => {
  await withImages(async (images, load) => {
    const digest = digestOfBytes(packed);
    expect(await load(tar({ ...layoutOf('tool:2'), [blob(packed)]: 'something else' }))).toBe(
      `Loaded image: tool:2\nError unpacking image tool:2: apply layer error for "docker.io/library/tool:2": failed to extract layer ${digestOfBytes(layer)}: NotFound: failed to get reader from content store: content digest ${digest}: not found\n`,
    );
    expect(images.context.content.digests().sort()).toEqual([manifest.descriptor.digest, config.descriptor.digest].sort());
  });
});

/** A registry with one image; each connection breaks after 100 kB, and none is answered once `gone` says so. */
async function breakingRegistry(seen: (range: string | undefined) => void, gone: () => boolean = () => false): Promise<InternetHost> {
  const store = new MemoryStore();
  for (const bytes of [packed, config.bytes]) await store.putBlob('app', digestOfBytes(bytes), contentOf(bytes));
  await store.putManifest('app', { digest: manifest.descriptor.digest, mediaType: MEDIA.manifest, bytes: manifest.bytes }, ['1']);
  const registry = makeRegistry({ store });
  const serve = async (connection: Duplex): Promise<void> => {
    if (gone()) return connection.close();
    let left = 100_000;
    const breaking: Duplex = {
      read: (max) => connection.read(max), closeWrite: () => connection.closeWrite(), close: () => connection.close(),
      async write(bytes) {
        await connection.write(bytes.subarray(0, left));
        left -= bytes.length;
        if (left <= 0) connection.close();
      },
    };
    return serveHttp(breaking, (request) => {
      if (request.target.endsWith(digestOfBytes(packed))) seen(header(request.headers, 'range'));
      return registry(request);
    }).catch(() => undefined);
  };
  return { names: ['registry.test'], ip: '93.184.216.40', tcp: { 443: serve } };
}

test('a download whose connection breaks goes on where it was', async () => {
  const ranges: (string | undefined)[] = [];
  await withImages(async (images) => {
    await images.pull({ image: 'registry.test/app', tag: '1' }, async () => undefined);
    expect(digestOfBytes(readContent(await images.context.content.open(digestOfBytes(packed))))).toBe(digestOfBytes(packed));
    const starts = ranges.map((range) => Number(/^bytes=(\d+)-$/.exec(range ?? 'bytes=0-')?.[1]));
    expect(starts.length).toBe(4);
    expect(starts.every((start, i) => i === 0 || start > starts[i - 1]!)).toBe(true);
  }, await breakingRegistry((range) => ranges.push(range)));
});

test('a download whose registry has gone tells what is missing', async () => {
  let asked = 0;
  await withImages(async (images) => {
    const pulled = images.pull({ image: 'registry.test/app', tag: '1' }, async () => undefined);
    await expect(pulled).rejects.toThrow(/^short read: expected \d+ bytes but got 9\d{4}: unexpected EOF$/);
    expect(images.context.meta.data.images).toEqual({});
  }, await breakingRegistry(() => void asked++, () => asked > 0));
});
