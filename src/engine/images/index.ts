import { EngineError } from '../../api/errors';
import type { ImageHost, ResolvedImage, ImageService, OpenImages } from './ports';
import { imageAttestations } from './attestations';
import { ContainerLayers } from './containers';
import { openContext, type ImageContext } from './context';
import { findImage, tryFindImage } from './find';
import { imageHistory, inspectImage, platformParameter, projectConfig, selectManifest } from './inspect';
import { countImages, imageUsage, listImages } from './list';
import { bestManifest, isUnpacked, manifestViews, unpackManifest, type ManifestView } from './manifests';
import { tagImage } from './names';
import { pruneImages } from './prune';
import { removeImage } from './remove';
import { pullImage } from './pull';
import { UnpackError } from '../stores/unpack-error';

/** The image service with what the builder needs beyond its port. */
export interface Images extends ImageService {
  readonly context: ImageContext;
  readonly layers: ContainerLayers;
}

/** Opens the image store under a data root, /var/lib/docker unless told otherwise (containerd's stores, as Docker 29 uses them). */
export async function openImageStore(host: ImageHost, dataRoot?: string): Promise<Images> {
  const context = openContext(host, dataRoot);
  await context.snapshots.open();
  const layers = new ContainerLayers(context);
  // What a list of containers doesn't need is loaded when it is first asked for.
  const module = <T>(loading: Promise<T>): Promise<T> => context.sys.external(loading);
  return {
    context,
    layers,
    resolveImage: (reference, platform) => resolveImage(context, reference, platform),
    unpack: (reference, platform) => unpackHere(context, reference, platform),
    prepareContainer: (image, containerId) => layers.prepare(image, containerId),
    container: (containerId) => layers.get(containerId),
    commitContainer: async (request) => (await module(import('./commit'))).commitContainer(context, layers, request),
    list: async (options) => listImages(context, options),
    inspect: async (name, options) => inspectImage(context, name, options),
    attestations: async (name, query) => imageAttestations(context, name, query),
    history: async (name, options) => imageHistory(context, name, options),
    tag: async (name, repo, tag) => tagImage(context, name, repo, tag),
    remove: async (name, options) => removeImage(context, name, options),
    prune: async (filters) => pruneImages(context, filters),
    async pull(options, progress) {
      await pullImage(context, options, progress);
    },
    push: async (name, options, progress) => (await module(import('./push'))).pushImage(context, name, options, progress),
    search: async (options) => (await module(import('./search'))).searchImages(context, options),
    save: async (names, options) => (await module(import('./save'))).saveImages(context, names, options),
    load: async (tar, options, progress) => (await module(import('./load'))).loadImages(context, tar, options, progress),
    import: async (options, progress) => (await module(import('./commit'))).importImage(context, options, progress),
    distribution: async (name, auth) => (await module(import('./distribution'))).distribution(context, name, auth),
    login: async (auth) => (await module(import('./login'))).login(context, auth),
    diskUsage: async () => imageUsage(context),
    count: () => countImages(context),
  };
}

export const openImages: OpenImages = (host) => openImageStore(host);

/** What of an image is here for a platform is unpacked, if it isn't (moby daemon/containerd/image_snapshot.go). */
async function unpackHere(context: ImageContext, reference: string, platform: string | undefined): Promise<void> {
  let view: ManifestView | undefined;
  try {
    const found = tryFindImage(context, reference);
    view = found && bestManifest(manifestViews(context, found.target), platformParameter(platform));
  } catch (error) {
    // Whoever creates the container tells what is wrong with a name, after what is wrong before it.
    if (!(error instanceof EngineError)) throw error;
  }
  if (!view?.config || !view.available || isUnpacked(context, view.config)) return;
  await unpackManifest(context, view).catch((error: unknown) => {
    // By then moby knows the manifest alone: the image has lost its name.
    throw error instanceof UnpackError ? new EngineError('system', error.applying('')) : error;
  });
}

/** What a container is created from (moby daemon/containerd/image.go, GetImage). */
function resolveImage(context: ImageContext, reference: string, platform: string | undefined): ResolvedImage {
  const found = findImage(context, reference);
  const view = selectManifest(context, found, reference, platform) ?? bestManifest(manifestViews(context, found.target));
  const { config } = view ?? {};
  if (!view || !config) throw new EngineError('notFound', `image with reference ${reference} has no content for this platform`);
  if (!isUnpacked(context, config)) throw new EngineError('system', `snapshot of ${reference} does not exist: not found`);
  const { mediaType, digest, size, annotations } = view.descriptor;
  return {
    id: found.target.digest,
    reference,
    config: projectConfig(config.config ?? {}) as ResolvedImage['config'],
    os: config.os,
    architecture: config.architecture,
    ...(config.variant ? { variant: config.variant } : {}),
    manifest: { mediaType, digest, size, ...(annotations ? { annotations } : {}), platform: { architecture: config.architecture, os: config.os, ...(config.variant ? { variant: config.variant } : {}) } },
  };
}

