import { CACHES, type CacheOption } from '../../../api/build-extension';
import { fromBase64 } from '../../../api/buildkit-trace';
import { text } from '../../../lib/bytes';
import { readContent } from '../../../lib/content';
import { digestOfText } from '../../../oci/digest';
import { isAttestation, isIndexType, mediaTypeOf, parseJson, type Descriptor, type ImageConfig, type Index, type Manifest } from '../../../oci/image';
import { parseReference } from '../../../oci/reference';
import type { TarEntry } from '../../../oci/tar-entry';
import type { RegistryAuth } from '../../images/ports';
import type { BuildPorts } from '../ports';
import type { BuildCache } from '../solver/cache';
import type { Trace } from '../solver/trace';
import { CACHE_CONFIG, type CacheConfig } from './config';
import { ImportedCache, type BlobSource } from './imported';

interface CacheSource {
  manifest: Uint8Array;
  /** A small blob, whole. */
  read(descriptor: Descriptor): Promise<Uint8Array>;
  bring: BlobSource;
}

/** The folder of a client, whose files came with the context. */
function localSource(ports: BuildPorts, { folder, attrs }: CacheOption, entries: readonly TarEntry[]): CacheSource {
  const blob = (digest: string) => {
    const path = `${CACHES}/${folder}/${digest.replace(':', '/')}`;
    const entry = entries.find((one) => one.path === path && one.content !== undefined);
    if (!entry) throw new Error(`content ${digest}: not found`);
    return entry.content!;
  };
  return {
    manifest: readContent(blob(attrs.digest ?? '')),
    read: async ({ digest }) => readContent(blob(digest)),
    bring: async (descriptor) => ports.images.putBlob(descriptor, blob(descriptor.digest)),
  };
}

async function registrySource(ports: BuildPorts, { attrs }: CacheOption, auths: Readonly<Record<string, RegistryAuth>>): Promise<CacheSource> {
  const reference = parseReference(attrs.ref ?? '').tagNameOnly().toString();
  const { document, bring } = await ports.images.remote(reference, auths);
  return { manifest: await document(undefined), read: document, bring };
}

/** The configuration of a cache, out of a manifest of its own or out of images that carry it (`type=inline`). */
async function readConfigs(source: CacheSource): Promise<CacheConfig[]> {
  const parsed = parseJson<Partial<Manifest & Index>>(source.manifest);
  const config = parsed.config?.mediaType === CACHE_CONFIG ? parsed.config : parsed.manifests?.find(({ mediaType }) => mediaType === CACHE_CONFIG);
  if (config) return [parseJson<CacheConfig>(await source.read(config))];
  const manifests = parsed.manifests ? await Promise.all(parsed.manifests.filter((one) => !isAttestation(one)).map(async (one) => parseJson<Manifest>(await source.read(one)))) : [parsed as Manifest];
  const configs = await Promise.all(manifests.map(async ({ config: image, layers }) => {
    const read = parseJson<ImageConfig & { 'moby.buildkit.cache.v0'?: string }>(await source.read(image));
    const inline = read['moby.buildkit.cache.v0'];
    if (inline === undefined) return undefined;
    return {
      records: JSON.parse(text(fromBase64(inline))) as CacheConfig['records'],
      layers: layers.map(({ digest, mediaType, size }, i) => ({ blob: digest, parent: i - 1, annotations: { mediaType, size, diffID: read.rootfs.diff_ids[i]!, createdAt: '' } })),
    };
  }));
  return configs.filter((one) => one !== undefined);
}

/** What the progress calls an import (BuildKit's cmKey: a registry's reference, else a number over all that is asked). */
export function importName({ type, attrs }: CacheOption): string {
  return `importing cache manifest from ${type === 'registry' ? attrs.ref! : `${type}:${BigInt(`0x${digestOfText(JSON.stringify(attrs)).slice(7, 23)}`)}`}`;
}

/** Reads the caches of --cache-from; one that can't be had is told and left out. */
export async function importCaches(
  ports: BuildPorts, cache: BuildCache, trace: Trace, options: readonly CacheOption[], entries: readonly TarEntry[], auths: Readonly<Record<string, RegistryAuth>>,
): Promise<ImportedCache[]> {
  const found = await Promise.all(options.map(async (option) => {
    const vertex = trace.internal(importName(option));
    try {
      return await trace.step(vertex, async () => {
        let source: CacheSource;
        try {
          source = option.type === 'local' ? localSource(ports, option, entries) : await registrySource(ports, option, auths);
        } catch (error) {
          throw new Error(`failed to configure ${option.type} cache importer: ${(error as Error).message}`);
        }
        const mediaType = mediaTypeOf(source.manifest, '');
        trace.status(vertex, `inferred cache manifest type: ${mediaType}`).done();
        if (!isIndexType(mediaType) && !/manifest/.test(mediaType)) throw new Error('unsupported or uninferrable manifest type');
        return (await readConfigs(source)).map((config) => new ImportedCache(ports, cache, config, source.bring));
      });
    } catch {
      return [];
    }
  }));
  return found.flat();
}
