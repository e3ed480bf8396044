import { CACHE_TAR_ID, type CacheOption } from '../../../api/build-extension';
import { toBase64 } from '../../../api/buildkit-trace';
import { utf8 } from '../../../lib/bytes';
import { contentOf, readContent } from '../../../lib/content';
import { document, type Descriptor, type Document } from '../../../oci/image';
import { MEDIA } from '../../../oci/media-types';
import { parseReference } from '../../../oci/reference';
import type { TarEntry } from '../../../oci/tar-entry';
import { writeTar } from '../../../oci/tar-write';
import { formatNanos, nanosOf } from '../../go-time';
import type { RegistryAuth } from '../../images/ports';
import type { BuildPorts, LayerBlob } from '../ports';
import { newId } from '../solver/cache';
import type { Trace, TraceSink } from '../solver/trace';
import { CACHE_CONFIG, type CacheConfig } from './config';

export interface CacheExport {
  ports: BuildPorts;
  trace: Trace;
  sink: TraceSink;
  auths: Readonly<Record<string, RegistryAuth>>;
  /** The description, and the blobs of its layers. */
  describe(mode: 'min' | 'max'): Promise<{ config: CacheConfig; blobs: LayerBlob[] }>;
}

const NAMES: Readonly<Record<string, string>> = { local: 'exporting cache to client directory', registry: 'exporting cache to registry', inline: 'exporting inline cache' };

/** Refuses what --cache-to can't be (BuildKit control.go and the exporters' own checks). */
export function checkCacheOption({ type, attrs }: CacheOption, direction: 'exporter' | 'importer'): void {
  if (['gha', 's3', 'azblob'].includes(type)) throw new Error(`dockyard: a build cache of type ${type} is not simulated`);
  if (NAMES[type] === undefined) throw new Error(direction === 'exporter' ? `unknown cache exporter: ${JSON.stringify(type)}` : `unknown cache importer: ${type}`);
  const { mode = 'min' } = attrs;
  if (direction === 'importer') return;
  if (mode !== 'min' && mode !== 'max') throw new Error(`unsupported cache export mode: ${mode}`);
  for (const key of ['image-manifest', 'oci-mediatypes']) {
    if (attrs[key] === 'false') throw new Error(`dockyard: ${key}=false of a build cache is not simulated`);
  }
  if (attrs.compression !== undefined && attrs.compression !== 'gzip') throw new Error(`dockyard: compression=${attrs.compression} of a build cache is not simulated`);
}

function layerOf({ descriptor: { mediaType, digest, size }, diffId, createdMs }: LayerBlob): Descriptor {
  return { mediaType, digest, size, annotations: { 'buildkit/createdat': formatNanos(nanosOf(createdMs ?? 0)), 'containerd.io/uncompressed': diffId } };
}

/** Sends a build's results where --cache-to wants them (BuildKit's runCacheExporters). Inline caches go with the image. */
export async function exportCache(to: CacheExport, { type, attrs }: CacheOption): Promise<void> {
  if (type === 'inline') return;
  const { ports, trace } = to;
  const vertex = trace.internal(NAMES[type]!, newId(ports.random));
  const step = async <T>(id: string, work: () => Promise<T> | T): Promise<T> => {
    const status = trace.status(vertex, id);
    const result = await work();
    status.done();
    return result;
  };
  try {
    await trace.step(vertex, async () => {
      const { config, blobs } = await step('preparing build cache for export', () => to.describe((attrs.mode ?? 'min') as 'min' | 'max'));
      await step('sending cache export', async () => {
        if (blobs.length === 0) return step('skipping cache export for empty result', () => undefined);
        const layers = blobs.map(layerOf).sort((a, b) => (a.digest < b.digest ? -1 : 1));
        const members: TarEntry[] = [];
        const write = async (what: string, descriptor: Descriptor, made: Document | undefined): Promise<void> => step(`writing ${what}${descriptor.digest}`, async () => {
          if (made) ports.images.putBlob(descriptor, made.bytes);
          if (type !== 'local') return;
          const content = made ? contentOf(made.bytes) : await ports.images.blob(descriptor.digest);
          members.push({ path: `blobs/${descriptor.digest.replace(':', '/')}`, type: 'file', mode: 0o444, uid: 0, gid: 0, mtimeMs: ports.now(), content });
        });
        for (const layer of layers) await write('layer ', layer, undefined);
        const configured = document(CACHE_CONFIG, config);
        await write('config ', configured.descriptor, configured);
        const { mediaType, digest, size } = configured.descriptor;
        const manifest = document(MEDIA.manifest, { schemaVersion: 2, mediaType: MEDIA.manifest, config: { mediaType, digest, size }, layers });
        await write('cache image manifest ', manifest.descriptor, manifest);
        if (type === 'local') await sendFolder(to, attrs, manifest.descriptor, members);
        else await ports.images.pushTarget(parseReference(attrs.ref ?? '').tagNameOnly().toString(), manifest.descriptor, to.auths);
      });
    });
  } catch (error) {
    if (attrs['ignore-error'] !== 'true') throw error;
  }
}

/** The blobs and the index of a layout, each in a tar of its own, for the client to put into its folder. */
async function sendFolder({ ports, sink }: CacheExport, attrs: CacheOption['attrs'], { mediaType, digest, size }: Descriptor, members: readonly TarEntry[]): Promise<void> {
  const file = (path: string, body: object): TarEntry => ({ path, type: 'file', mode: 0o644, uid: 0, gid: 0, mtimeMs: ports.now(), content: contentOf(utf8(JSON.stringify(body))) });
  const folder = (path: string): TarEntry => ({ path, type: 'dir', mode: 0o755, uid: 0, gid: 0, mtimeMs: ports.now() });
  const named = { mediaType, digest, size, annotations: { 'org.opencontainers.image.ref.name': attrs.tag ?? 'latest' } };
  const send = (entries: readonly TarEntry[]) => sink({ id: CACHE_TAR_ID, aux: { dest: attrs.dest, tar: toBase64(readContent(writeTar(entries))) } });
  await send([folder('blobs'), folder('blobs/sha256'), folder('ingest')]);
  for (const member of members) await send([member]);
  await send([file('oci-layout', { imageLayoutVersion: '1.0.0' }), file('index.json', { schemaVersion: 2, mediaType: MEDIA.index, manifests: [named] })]);
}
