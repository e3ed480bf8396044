import type { Content } from '../../lib/content';
import { chainId, digestOfContent } from '../../oci/digest';
import { gzipContent } from '../../oci/gzip';
import { document, type Descriptor, type ImageConfig } from '../../oci/image';
import { MEDIA } from '../../oci/media-types';
import type { LayerEntry } from '../../machine/vfs/layer-entry';
import { tarOfEntries } from '../stores/layer';
import type { ImageContext } from './context';
import type { Lease } from './lease';

/** Packs a layer's archive into the content store. */
export function packLayer(context: ImageContext, lease: Lease | undefined, tar: Content): { descriptor: Descriptor; diffId: string } {
  return packedLayer(context, lease, gzipContent(tar), tar);
}

/** Takes a layer's archive into the content store, packed as it came. */
export function packedLayer(context: ImageContext, lease: Lease | undefined, packed: Content, tar: Content): { descriptor: Descriptor; diffId: string } {
  const digest = digestOfContent(packed);
  const descriptor: Descriptor = { mediaType: MEDIA.layerGzip, digest, size: packed.size };
  lease?.hold(descriptor);
  context.content.put(digest, packed);
  return { descriptor, diffId: digestOfContent(tar) };
}

/** Writes a configuration and a manifest over given layers; gives the manifest's descriptor, the image's id. */
export function writeImage(context: ImageContext, config: ImageConfig, layers: readonly Descriptor[]): Descriptor {
  const configDocument = document(MEDIA.config, config);
  context.content.put(configDocument.descriptor.digest, configDocument.bytes);
  const manifest = document(MEDIA.manifest, { schemaVersion: 2, mediaType: MEDIA.manifest, config: configDocument.descriptor, layers });
  context.content.put(manifest.descriptor.digest, manifest.bytes);
  return manifest.descriptor;
}

/** A new layer over an image's layers: packed, and unpacked as a snapshot of its chain. */
export async function addLayer(context: ImageContext, lease: Lease, diffIds: readonly string[], entries: Iterable<LayerEntry>): Promise<{ descriptor: Descriptor; diffId: string }> {
  const packed = packLayer(context, lease, tarOfEntries(entries));
  const parent = diffIds.length === 0 ? undefined : chainId(diffIds);
  const id = chainId([...diffIds, packed.diffId]);
  lease.snapshots.add(id);
  if (!context.snapshots.get(id)) await context.snapshots.unpack(parent, id, packed.diffId, packed.descriptor.digest);
  return packed;
}
