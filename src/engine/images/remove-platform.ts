import { EngineError } from '../../api/errors';
import { childDescriptors, isIndexType, isManifestType, type Descriptor } from '../../oci/image';
import { formatPlatform } from '../../oci/platform';
import type { ImageRecord } from '../stores/metadata';
import type { ImageContext } from './context';
import { isDanglingName, familiarName } from './find';
import { platformParameter } from './inspect';
import { bestManifest, manifestViews } from './manifests';

/**
 * Removes the content of platforms from an image; the index stays, and its name (moby deleteImagePlatforms). The blobs
 * go from every image that has them, but for what unpacked layers are still read from.
 */
export function removePlatforms(context: ImageContext, { name, target }: ImageRecord, platforms: readonly string[]): { Deleted: string }[] {
  return platforms.flatMap((text) => {
    const platform = platformParameter(text)!;
    const best = bestManifest(manifestViews(context, target), platform);
    if (!best) {
      const shown = isDanglingName(name) ? target.digest : familiarName(name);
      throw new EngineError('notFound', `failed to delete platform ${formatPlatform(platform)} for image ${target.digest}: image with reference ${shown} was found but does not provide any platform`);
    }
    return removeBlobs(context, best.descriptor);
  });
}

const isParent = ({ mediaType }: Descriptor): boolean => isIndexType(mediaType) || isManifestType(mediaType);

function removeBlobs(context: ImageContext, root: Descriptor): { Deleted: string }[] {
  const present: Descriptor[] = [];
  const walk = (descriptor: Descriptor): void => {
    if (!context.content.has(descriptor.digest)) return;
    present.push(descriptor);
    if (isParent(descriptor)) childDescriptors(descriptor.mediaType, context.content.bytes(descriptor.digest)!).forEach(walk);
  };
  walk(root);
  const unpackedFrom = new Set(Object.values(context.meta.data.snapshots).flatMap(({ source }) => (source.kind === 'blob' ? [source.digest] : [])));
  for (const { digest } of present) if (!unpackedFrom.has(digest)) context.content.remove(digest);
  return present.filter(isParent).map(({ digest }) => ({ Deleted: digest }));
}
