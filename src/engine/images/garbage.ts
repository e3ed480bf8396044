import { childDescriptors, isIndexType, isManifestType, type Descriptor } from '../../oci/image';
import type { Digest } from '../../oci/digest';
import { records, type ImageContext } from './context';
import { chainIds, manifestViews } from './manifests';

/** Every blob that a target reaches and that is here. */
export function reachable(context: ImageContext, target: Descriptor, into: Set<Digest> = new Set()): Set<Digest> {
  if (into.has(target.digest) || !context.content.has(target.digest)) return into;
  into.add(target.digest);
  if (!isIndexType(target.mediaType) && !isManifestType(target.mediaType)) return into;
  const bytes = context.content.bytes(target.digest);
  if (bytes) for (const child of childDescriptors(target.mediaType, bytes)) reachable(context, child, into);
  return into;
}

/** The snapshots that the layers of a target's images are unpacked to. */
export function* imageSnapshots(context: ImageContext, target: Descriptor): Generator<string> {
  for (const { kind, config } of manifestViews(context, target)) if (kind === 'image' && config?.rootfs) yield* chainIds(config);
}

/**
 * Removes blobs and snapshots that no image, container or builder needs (containerd's garbage collection). The
 * builder's snapshots keep the blobs that they were packed into, as BuildKit's leases do.
 */
export function collectGarbage(context: ImageContext): void {
  const blobs = new Set<Digest>();
  const wanted = new Set<string>();
  const { kept, leases } = context.meta.data;
  context.meta.data.leases = leases.filter(({ expiresMs }) => expiresMs > context.sys.now());
  const leased = [...context.meta.data.leases.map(({ target }) => target), ...[...context.leases].flatMap(({ targets }) => [...targets])];
  const targets = [...records(context).map((record) => record.target), ...Object.values(kept), ...leased];
  for (const target of targets) {
    reachable(context, target, blobs);
    for (const id of imageSnapshots(context, target)) wanted.add(id);
  }
  for (const lease of context.leases) for (const id of lease.snapshots) wanted.add(id);
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
  const { parents } = context.meta.data;
  for (const child of Object.keys(parents) as Digest[]) if (!context.content.has(child)) delete parents[child];
  // What broke off is of use as long as somebody has leased what it belongs to.
  const expected = new Set(leased.flatMap((target) => manifestViews(context, target)).flatMap(({ manifest }) => manifest?.layers ?? []).map(({ digest }) => digest));
  for (const digest of context.ingests.abandoned()) if (!expected.has(digest)) context.ingests.remove(digest);
  context.meta.save();
}
