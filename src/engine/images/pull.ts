import { EngineError, isEngineError, notFound, systemError } from '../../api/errors';
import { text } from '../../lib/bytes';
import { isAttestation, isIndexType, isManifestType, parseJson, REFERENCE_DIGEST, type Descriptor, type Index, type Manifest, type Platform } from '../../oci/image';
import { shortDigest } from '../../oci/digest';
import { isConfigType, layerCompression, MEDIA } from '../../oci/media-types';
import { bestFor, formatPlatform, MAXIMUM_PLATFORM } from '../../oci/platform';
import type { Reference } from '../../oci/reference';
import { tagsRefusal } from '../../remotes/distribution-errors';
import { RegistryClient } from '../../remotes/registry-client';
import { refuseUnsimulated, RegistryError, translatedError } from '../../remotes/registry-errors';
import { resolveRemote, schema1Refusal } from '../../remotes/resolve';
import type { ImageContext } from './context';
import { familiarName } from './find';
import { fetchBlob, fetchDocument, fetchManifests } from './fetch';
import { platformParameter } from './inspect';
import { UnpackError } from '../stores/unpack-error';
import { withLease, type Lease } from './lease';
import { chainIds, manifestViews, topChain, unpackManifest, unpackPresent } from './manifests';
import { parseName, setName, withTag } from './names';
import type { ProgressSink, RegistryAuth } from './ports';
import { bandwidthTo, CONCURRENT, inParallel, Line, type Transfer } from './transfer';

export interface PullOptions {
  image: string;
  tag: string;
  platform?: string;
  auth?: RegistryAuth;
}

/** Bytes a second that unpacking gets through. */
export const UNPACK_BANDWIDTH = 60_000_000;

/** Registry errors as the engine answers them (moby daemon/containerd/image_pull.go, translateRegistryError). */
export function pullError(error: unknown, reference: Reference): unknown {
  if (!(error instanceof RegistryError)) return error;
  if (error.kind === 'denied' && reference.domain === 'docker.io') {
    return notFound(`pull access denied for ${reference.familiarName}, repository does not exist or may require 'docker login'`);
  }
  const message = translatedError(error.within(`failed to resolve reference "${reference.toString()}": `));
  return error.kind === 'notFound' ? notFound(message) : new EngineError(error.kind === 'denied' ? 'notFound' : 'system', message);
}

/** POST /images/create?fromImage=. */
export async function pullImage(context: ImageContext, options: PullOptions, progress: ProgressSink): Promise<void> {
  const given = parseName(options.image);
  const platform = platformParameter(options.platform);
  let reference = given;
  if (/^[a-z0-9]+:[0-9a-f]{64}$/.test(options.tag)) reference = given.trimmed().withDigest(options.tag);
  else if (options.tag !== '') reference = withTag(given, options.tag);
  if (!reference.isNameOnly) return pullReference(context, reference, platform, options.auth, progress);
  const tags = await remoteTags(context, given, options.auth);
  for (const tag of tags) await pullReference(context, withTag(given, tag), platform, options.auth, progress);
}

/** All tags of a repository, as distribution's client tells what keeps it from them (moby daemon/internal/distribution). */
async function remoteTags(context: ImageContext, repository: Reference, auth: RegistryAuth | undefined): Promise<string[]> {
  const client = new RegistryClient(context, repository.domain, repository.path, auth);
  const target = `/v2/${repository.path}/tags/list`;
  const answer = await client.read({ method: 'GET', target, actions: 'pull' }).catch((error: unknown) => {
    if (!(error instanceof RegistryError)) throw error;
    if (error.kind === 'unreachable') throw systemError(`Get "${client.url('/v2/')}": ${/": (.*)$/.exec(error.message)?.[1] ?? error.message}`);
    const failed = /(no basic auth credentials)$|: (5\d\d [^:]*)$/.exec(error.message);
    if (!failed) throw pullError(error, repository);
    throw systemError(`Get "${client.url(target)}": ${failed[1] ?? `received unexpected HTTP status: ${failed[2]}`}`);
  });
  if (answer.status === 403) refuseUnsimulated(text(answer.body));
  if (answer.status >= 500) throw systemError(`Get "${client.url(target)}": received unexpected HTTP status: ${answer.status} ${answer.reason}`);
  if (answer.status !== 200) throw new EngineError(answer.status === 404 ? 'notFound' : 'system', tagsRefusal(text(answer.body), repository.familiarName) ?? `${repository.toString()}: not found`);
  return (JSON.parse(text(answer.body)) as { tags: string[] | null }).tags ?? [];
}

function pullReference(context: ImageContext, reference: Reference, platform: Platform | undefined, auth: RegistryAuth | undefined, progress: ProgressSink): Promise<void> {
  return withLease(context, (lease) => pullUnder(lease, context, reference, platform, auth, progress), (error) => isEngineError(error, 'cancelled'));
}

async function pullUnder(lease: Lease, context: ImageContext, reference: Reference, platform: Platform | undefined, auth: RegistryAuth | undefined, progress: ProgressSink): Promise<void> {
  const client = new RegistryClient(context, reference.domain, reference.path, auth);
  let target: Descriptor;
  try {
    target = await resolveRemote(client, reference);
    lease.hold(target);
    if (target.mediaType === MEDIA.dockerSchema1) throw systemError(schema1Refusal('v2.1'));
    if (isIndexType(target.mediaType) || isManifestType(target.mediaType)) await fetchDocument(context, client, target);
  } catch (error) {
    throw pullError(error, reference);
  }
  if (!isIndexType(target.mediaType) && !isManifestType(target.mediaType)) {
    await progress({ status: 'Download complete', progressDetail: { hidecounts: true }, id: shortDigest(target.digest) });
    throw systemError(`failed to unpack image on snapshotter overlayfs: unexpected media type ${target.mediaType} for ${target.digest}: not found`);
  }
  if (isIndexType(target.mediaType)) chooseManifest(context, target, platform ?? MAXIMUM_PLATFORM);
  await progress({ status: `Pulling from ${reference.path}`, id: reference.digest === undefined ? reference.tag : reference.toString() });
  const before = context.meta.data.images[reference.toString()];
  try {
    await fetchImage(context, client, target, platform, progress);
  } catch (error) {
    throw error instanceof RegistryError ? systemError(translatedError(error)) : error;
  }
  setName(context, reference.toString(), target, true);
  const { pulled } = context.meta.data;
  const repository = reference.name.replace(/^([^/:]+):\d+\//, '$1/');
  pulled[target.digest] = [...new Set([...(pulled[target.digest] ?? []), repository])];
  context.meta.save();
  await progress({ status: `Digest: ${target.digest}` });
  const isSame = before?.target.digest === target.digest;
  await progress({ status: `Status: ${isSame ? 'Image is up to date' : 'Downloaded newer image'} for ${reference.familiar}` });
  context.host.event('image', 'pull', familiarName(reference.toString()), { name: reference.familiarName });
}

/** Fetches all that a target needs on this platform, with its progress, and unpacks it. */
export async function fetchImage(context: ImageContext, client: RegistryClient, target: Descriptor, platform: Platform | undefined, progress: ProgressSink): Promise<void> {
  const wanted = platform ?? MAXIMUM_PLATFORM;
  const chosen = isIndexType(target.mediaType) ? chooseManifest(context, target, wanted) : target.digest;
  const fetched = await fetchManifests(context, client, target, (child) => child.digest === chosen || (isAttestation(child) && child.annotations?.[REFERENCE_DIGEST] === chosen));
  const image = fetched.find((one) => one.descriptor.digest === chosen)!;
  for (const one of fetched) await fetchDocument(context, client, one.manifest.config);
  const view = manifestViews(context, target).find((one) => one.descriptor.digest === chosen)!;
  const isUnpacked = view.config !== undefined && (topChain(view.config) === undefined || context.snapshots.get(topChain(view.config)!) !== undefined);
  const line = new Line(context.sys, bandwidthTo(client.host));
  // What is unpacked already from the bottom up isn't looked at again (containerd core/unpack).
  const ids = view.config ? chainIds(view.config) : [];
  const unpacked = isUnpacked ? 0 : Math.max(0, ids.findIndex((id, i) => context.snapshots.get(id) === undefined || !context.content.has(image.manifest.layers[i]!.digest)));
  const layers = unique(image.manifest.layers.slice(unpacked));
  const others = unique(fetched.filter((one) => one !== image).flatMap((one) => one.manifest.layers));
  const quiet = isUnpacked && layers.every((layer) => context.content.has(layer.digest));
  const isImage = layers.every((layer) => layerCompression(layer.mediaType) !== undefined);
  if (!quiet && isImage) for (const layer of layers) await progress({ status: 'Pulling fs layer', progressDetail: {}, id: shortDigest(layer.digest) });
  const present = layers.filter((layer) => context.content.has(layer.digest));
  if (!quiet) for (const layer of present) await progress({ status: 'Already exists', progressDetail: {}, id: shortDigest(layer.digest) });
  const missing = [...layers, ...others].filter((layer) => !context.content.has(layer.digest));
  const fetching = inParallel(missing, CONCURRENT, async (layer) => {
    const id = shortDigest(layer.digest);
    const transfer: Transfer = { total: layer.size, current: 0, done: false };
    await fetchBlob(context, client, line, layer, transfer, async () => {
      if (transfer.current < transfer.total) await progress({ status: 'Downloading', progressDetail: { current: transfer.current, total: transfer.total }, id });
    });
    if (!isConfigType(layer.mediaType)) await progress({ status: 'Download complete', progressDetail: { hidecounts: true }, id });
  });
  await fetching.catch(async (error: unknown) => {
    // Each layer is unpacked as soon as it and those below are there.
    if (view.config && isImage) await unpackPresent(context, view);
    throw error;
  });
  for (const one of [image.manifest, ...fetched.map((each) => each.manifest)]) rememberSource(context, client, one);
  if (quiet || !view.config || !isImage) return;
  await unpackWithProgress(context, manifestViews(context, target).find((one) => one.descriptor.digest === chosen)!, unpacked, progress);
}

async function unpackWithProgress(context: ImageContext, view: ReturnType<typeof manifestViews>[number], unpacked: number, progress: ProgressSink): Promise<void> {
  const layers = view.manifest!.layers.slice(unpacked);
  if (layers.some((layer) => layerCompression(layer.mediaType) === 'zstd')) {
    throw new EngineError('system', 'failed to extract layer: zstd-compressed layers are not simulated');
  }
  const large = layers.filter((layer) => layer.size > UNPACK_BANDWIDTH / 20);
  for (const layer of large) {
    const seconds = layer.size / UNPACK_BANDWIDTH;
    const started = context.sys.now();
    while (context.sys.now() - started < seconds * 1000) {
      await progress({ status: 'Extracting', progressDetail: { current: Math.floor((context.sys.now() - started) / 1000) + 1, units: 's' }, id: shortDigest(layer.digest) });
      await context.sys.sleep(Math.min(100, seconds * 1000));
    }
  }
  try {
    await unpackManifest(context, view);
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
    throw new EngineError('system', error.pulling(layers.find(({ digest }) => digest === error.layer.blob)?.mediaType ?? ''));
  }
  for (const layer of unique(layers)) await progress({ status: 'Pull complete', progressDetail: { hidecounts: true }, id: shortDigest(layer.digest) });
}

function chooseManifest(context: ImageContext, target: Descriptor, wanted: Platform): string {
  const index = parseJson<Index>(context.content.bytes(target.digest)!);
  const found = bestFor(wanted, index.manifests, (child) => child.platform);
  if (found) return found.digest;
  throw notFound(`no matching manifest for ${formatPlatform(wanted)} in the manifest list entries: no match for platform in manifest: not found`);
}

/** Notes for later pushes that a registry has an image's blobs (containerd AppendDistributionSourceLabel). */
export function rememberSource(context: ImageContext, client: RegistryClient, manifest: Manifest): void {
  const place = `${client.domain}/${client.repository}`;
  for (const { digest } of [manifest.config, ...manifest.layers]) {
    const known = (context.meta.data.sources[digest] ??= []);
    if (!known.includes(place)) known.push(place);
  }
}

export function unique(descriptors: readonly Descriptor[]): Descriptor[] {
  return [...new Map(descriptors.map((one) => [one.digest, one])).values()];
}

