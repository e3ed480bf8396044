import type { Digest } from '../../oci/digest';
import { chainId } from '../../oci/digest';
import {
  isAttestation, isIndexType, isManifestType, isUnknownPlatform, parseJson, REFERENCE_DIGEST, type Descriptor, type ImageConfig, type Index, type Manifest, type Platform,
} from '../../oci/image';
import { bestFor, MAXIMUM_PLATFORM, samePlatform } from '../../oci/platform';
import { UnpackError } from '../stores/unpack-error';
import type { ImageContext } from './context';

/** One manifest of an image, with as much of it as is here. */
export interface ManifestView {
  descriptor: Descriptor;
  kind: 'image' | 'attestation' | 'unknown';
  manifest: Manifest | undefined;
  config: ImageConfig | undefined;
  /** Everything that it names is in the content store. */
  available: boolean;
  contentBytes: number;
  attestationFor: Digest | undefined;
}

/** The manifests of what an image's name means: the index's, or the one manifest itself. */
export function manifestViews(context: ImageContext, target: Descriptor): ManifestView[] {
  if (isManifestType(target.mediaType)) return [manifestView(context, target)];
  if (!isIndexType(target.mediaType)) return [];
  const bytes = context.content.bytes(target.digest);
  if (!bytes) return [];
  return parseJson<Index>(bytes).manifests.flatMap((child) => (isIndexType(child.mediaType) ? manifestViews(context, child) : [manifestView(context, child)]));
}

function manifestView(context: ImageContext, descriptor: Descriptor): ManifestView {
  const bytes = context.content.bytes(descriptor.digest);
  const manifest = bytes && parseJson<Manifest>(bytes);
  const configBytes = manifest && context.content.bytes(manifest.config.digest);
  const isAttested = isAttestation(descriptor);
  const config = configBytes && !isAttested ? parseJson<ImageConfig>(configBytes) : undefined;
  const parts = manifest ? [manifest.config, ...manifest.layers] : [];
  const present = parts.map((part) => context.content.size(part.digest));
  return {
    descriptor,
    kind: isAttested ? 'attestation' : config?.rootfs || !manifest ? 'image' : 'unknown',
    manifest,
    config,
    available: manifest !== undefined && present.every((size) => size !== undefined),
    contentBytes: manifest ? (bytes?.length ?? 0) + present.reduce<number>((sum, size) => sum + (size ?? 0), 0) : 0,
    attestationFor: isAttested ? descriptor.annotations?.[REFERENCE_DIGEST] : undefined,
  };
}

export function platformOf(view: ManifestView): Platform | undefined {
  if (view.descriptor.platform && !isUnknownPlatform(view.descriptor.platform)) return view.descriptor.platform;
  const { config } = view;
  if (!config?.os) return undefined;
  return config.variant ? { architecture: config.architecture, os: config.os, variant: config.variant } : { architecture: config.architecture, os: config.os };
}

/** The manifest for a platform: the wanted one strictly, or the host's, or whatever is here. */
export function bestManifest(views: readonly ManifestView[], platform?: Platform): ManifestView | undefined {
  const images = views.filter((view) => view.kind === 'image' && view.manifest && view.config);
  if (!platform) return bestFor(MAXIMUM_PLATFORM, images, platformOf) ?? images[0];
  return images.find((view) => {
    const offered = platformOf(view);
    return offered !== undefined && samePlatform(platform, offered);
  });
}

/** The manifest whose programs a platform runs best. */
export function runnableManifest(views: readonly ManifestView[], platform: Platform): ManifestView | undefined {
  return bestFor(platform, views.filter((view) => view.kind === 'image' && view.manifest && view.config), platformOf);
}

/** Chain ids of an image's layers from the bottom. */
export function chainIds(config: ImageConfig): Digest[] {
  return config.rootfs.diff_ids.map((_, i) => chainId(config.rootfs.diff_ids.slice(0, i + 1)));
}

/** The snapshot that holds all layers of an image; undefined for an image without layers. */
export function topChain(config: ImageConfig): Digest | undefined {
  return config.rootfs.diff_ids.length === 0 ? undefined : chainId(config.rootfs.diff_ids);
}

/** Bytes of the layers' unpacked trees. */
export function unpackedBytes(context: ImageContext, config: ImageConfig): number {
  return chainIds(config).reduce((sum, id) => sum + (context.snapshots.get(id)?.bytes ?? 0), 0);
}

export function isUnpacked(context: ImageContext, config: ImageConfig): boolean {
  const top = topChain(config);
  return top === undefined || context.snapshots.get(top) !== undefined;
}

/** Unpacks the layers of a manifest that are here with all below them; what is broken is told by the next who wants it. */
export async function unpackPresent(context: ImageContext, { manifest, config }: ManifestView): Promise<void> {
  if (!manifest || !config) return;
  const missing = manifest.layers.findIndex(({ digest }) => !context.content.has(digest));
  let parent: string | undefined;
  try {
    for (const [i, id] of chainIds(config).slice(0, missing === -1 ? undefined : missing).entries()) {
      await context.snapshots.unpack(parent, id, config.rootfs.diff_ids[i]!, manifest.layers[i]!.digest);
      parent = id;
    }
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
  }
  context.meta.save();
}

/** Unpacks all layers of a manifest. */
export async function unpackManifest(context: ImageContext, view: ManifestView): Promise<string | undefined> {
  const { manifest, config } = view;
  if (!manifest || !config) return undefined;
  let parent: string | undefined;
  for (const [i, id] of chainIds(config).entries()) {
    await context.snapshots.unpack(parent, id, config.rootfs.diff_ids[i]!, manifest.layers[i]!.digest);
    parent = id;
  }
  context.meta.save();
  return parent;
}
