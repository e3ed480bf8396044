import { childDescriptors, isIndexType, isManifestType, parseJson, type Descriptor, type ImageConfig, type Manifest } from '../../oci/image';
import { layerCompression } from '../../oci/media-types';
import type { Digest } from '../../oci/digest';
import { records, type ImageContext } from './context';
import { chainIds } from './manifests';

/** Every blob that a target reaches and that is here. */
export function reachable(context: ImageContext, target: Descriptor, into: Set<Digest> = new Set()): Set<Digest> {
  if (into.has(target.digest) || !context.content.has(target.digest)) return into;
  into.add(target.digest);
  if (!isIndexType(target.mediaType) && !isManifestType(target.mediaType)) return into;
  const bytes = context.content.bytes(target.digest);
  if (bytes) for (const child of childDescriptors(target.mediaType, bytes)) reachable(context, child, into);
  return into;
}

/** The snapshots that the reachable configurations name. */
function imageSnapshots(context: ImageContext, blobs: ReadonlySet<Digest>): Set<string> {
  const used = new Set<string>();
  for (const digest of blobs) {
    const bytes = context.content.bytes(digest);
    if (!bytes || bytes[0] !== 0x7b) continue;
    const manifest = parseJson<Partial<Manifest>>(bytes);
    if (!manifest.config?.digest || !manifest.layers?.every((layer) => layerCompression(layer.mediaType) !== undefined)) continue;
    const config = context.content.bytes(manifest.config.digest);
    if (config) for (const id of chainIds(parseJson<ImageConfig>(config))) used.add(id);
  }
  return used;
}

/**
 * Removes blobs and snapshots that no image, container or builder needs (containerd's garbage collection). The
 * builder's snapshots keep the blobs that they were packed into, as BuildKit's leases do.
 */
export function collectGarbage(context: ImageContext): void {
  const blobs = new Set<Digest>();
  for (const record of records(context)) reachable(context, record.target, blobs);
  for (const target of Object.values(context.meta.data.kept)) reachable(context, target, blobs);
  const wanted = imageSnapshots(context, blobs);
  for (const roots of context.roots) for (const id of roots().snapshots) wanted.add(id);
  const snapshots = new Set<string>();
  for (const id of wanted) for (const record of context.snapshots.chain(id)) snapshots.add(record.id);
  for (const id of snapshots) {
    const record = context.snapshots.get(id)!;
    if (record.source.kind === 'blob') blobs.add(record.source.digest);
    if (record.packed) blobs.add(record.packed.digest);
  }
  for (const id of Object.keys(context.meta.data.snapshots)) if (!snapshots.has(id)) context.snapshots.remove(id);
  for (const digest of context.content.digests()) if (!blobs.has(digest)) context.content.remove(digest);
  context.meta.save();
}
