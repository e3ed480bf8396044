import { EngineError, invalid } from '../../api/errors';
import { concat } from '../../lib/bytes';
import { contentOf, readContent, type Content } from '../../lib/content';
import { chunksOf, type ByteReader } from '../../lib/stream';
import { gunzip, isGzip, isZstd } from '../../oci/gzip';
import { isIndexType, isManifestType } from '../../oci/image';
import { UnpackError } from '../stores/unpack-error';
import type { ImageContext } from './context';
import { danglingName, familiarName } from './find';
import { importArchive, type Imported } from './import-archive';
import { platformParameter } from './inspect';
import { withLease } from './lease';
import { bestManifest, isUnpacked, manifestViews, unpackManifest, type ManifestView } from './manifests';
import { setName } from './names';
import type { ProgressSink } from './ports';

/** A whole body, decompressed where it is compressed. */
export async function readArchive(body: ByteReader): Promise<Content> {
  const parts: Uint8Array[] = [];
  for await (const part of chunksOf(body)) parts.push(part.slice());
  const content = contentOf(concat(parts.length === 0 ? [new Uint8Array(0)] : parts));
  const head = readContent(content, 0, 4);
  if (isZstd(head)) throw invalid('zstd-compressed archives are not simulated');
  if (!isGzip(head)) return content;
  try {
    return contentOf(gunzip(content));
  } catch (error) {
    throw invalid((error as Error).message);
  }
}

/**
 * POST /images/load (moby daemon/containerd/image_exporter.go, LoadImage): an image that can't be unpacked is there
 * nevertheless, and says so.
 */
export async function loadImages(context: ImageContext, body: ByteReader, options: { platforms: readonly string[] }, progress: ProgressSink): Promise<void> {
  const archive = await readArchive(body);
  await withLease(context, async (lease) => nameImported(context, await importArchive(context, archive, lease), options, progress));
}

async function nameImported(context: ImageContext, imported: readonly Imported[], options: { platforms: readonly string[] }, progress: ProgressSink): Promise<void> {
  const platform = platformParameter(options.platforms[0]);
  for (const one of imported) {
    const { name, target } = one;
    setName(context, name ?? danglingName(target.digest), target, true);
    const best = bestManifest(manifestViews(context, target), platform);
    const shown = name === undefined ? target.digest : familiarName(name);
    if (platform && !best) throw new EngineError('notFound', `image ${shown} was loaded, but doesn't provide the requested platform ([${options.platforms[0]}])`);
    const failure = await unpackFailure(context, best, one);
    context.host.event('image', 'load', target.digest, { name: target.digest });
    if (one.misnamed !== undefined) await progress({ stream: `Loaded image: ${one.misnamed}\n` });
    await progress({ stream: name === undefined ? `Loaded image ID: ${target.digest}\n` : `Loaded image: ${shown}\n` });
    if (failure !== undefined) await progress({ stream: `Error unpacking image ${shown}: ${failure}\n` });
  }
}

/** Unpacks an image where it isn't yet; says why it can't be (containerd client/image.go, Unpack). */
async function unpackFailure(context: ImageContext, view: ManifestView | undefined, { name, target }: Imported): Promise<string | undefined> {
  const shown = name ?? danglingName(target.digest);
  if (!isIndexType(target.mediaType) && !isManifestType(target.mediaType)) return `error walking manifest for ${shown}: descriptor is neither a manifest or index`;
  if (!view?.config || isUnpacked(context, view.config)) return undefined;
  if (view.config.rootfs.diff_ids.length !== view.manifest?.layers.length) return 'mismatched image rootfs and manifest layers';
  try {
    await unpackManifest(context, view);
    return undefined;
  } catch (error) {
    if (error instanceof UnpackError) return error.applying(shown);
    throw error;
  }
}
