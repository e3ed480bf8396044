import { isSysError } from '../../machine/errno';
import { LayerError } from '../../machine/vfs/apply-entries';
import { quote } from '../../lib/govalue/quote';
import type { Digest } from '../../oci/digest';

/** Where containerd's snapshots lie. */
export const SNAPSHOTS = '/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots';
const TEMPORARY = '/var/lib/containerd/tmpmounts/containerd-mount';

/** The layer that was to be unpacked, and where. */
export interface UnpackedLayer {
  blob: Digest;
  diffId: Digest;
  chainId: Digest;
  /** A number that tells the extraction from others. */
  number: number;
  hasParent: boolean;
}

/** A layer that doesn't unpack, or not to what the configuration says; it is worded by who unpacks. */
export class UnpackError extends Error {
  constructor(
    readonly layer: UnpackedLayer,
    /** Why, in containerd's words (core/diff/apply); undefined for another diffID than expected. */
    readonly reason: string | undefined,
    readonly foundDiffId?: Digest,
  ) {
    super(reason);
  }

  /** As Image.Unpack tells it: `docker load`, `docker import` (containerd pkg/rootfs/apply.go, client/image.go). */
  applying(image: string): string {
    const { diffId } = this.layer;
    const said = this.reason === undefined ? `wrong diff id calculated on extraction ${quote(this.foundDiffId ?? '')}` : `failed to extract layer ${diffId}: ${this.reason}`;
    return `apply layer error for ${quote(image)}: ${said}`;
  }

  /** As the unpacker of a pull tells it (containerd core/unpack/unpacker.go). */
  pulling(mediaType: string): string {
    const { blob, diffId, chainId, number } = this.layer;
    if (this.reason === undefined) return `wrong diff id ${quote(this.foundDiffId ?? '')} calculated on extraction ${quote(diffId)}, desc ${quote(blob)}`;
    return `failed to extract layer (${mediaType} ${blob}) to overlayfs as ${quote(`extract-${number}-${chainId.slice(7, 11)} ${chainId}`)}: ${this.reason}`;
  }
}

/** What went wrong in applying a layer, as it comes back from containerd's differ. */
export function applyReason(error: unknown, layer: UnpackedLayer): string {
  // The first layer of an image is unpacked on a bind mount of its own, others in their snapshot's upper directory.
  const root = layer.hasParent ? `${SNAPSHOTS}/${layer.number}/fs` : `${TEMPORARY}${layer.number}`;
  const cause = error instanceof LayerError ? error.tell(root) : isSysError(error) ? error.message.toLowerCase() : (error as Error).message;
  return layer.hasParent ? cause : `mount callback failed on ${root}: ${cause}`;
}
