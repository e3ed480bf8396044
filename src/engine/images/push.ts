import { EngineError, isEngineError, notFound, systemError } from '../../api/errors';
import { readAll } from '../../lib/stream';
import { header } from '../../lib/http/message';
import { contentPieces, shortDigest } from '../../oci/digest';
import { isIndexType, type Descriptor } from '../../oci/image';
import { KNOWN_CONTENT } from '../../oci/known-contents';
import { isConfigType, layerCompression } from '../../oci/media-types';
import { bestFor, MAXIMUM_PLATFORM } from '../../oci/platform';
import type { Reference } from '../../oci/reference';
import { RegistryClient } from '../../remotes/registry-client';
import { RegistryError, translatedError } from '../../remotes/registry-errors';
import { records, type ImageContext } from './context';
import { referenceOf } from './find';
import { missingPlatform, platformParameter } from './inspect';
import { withLease } from './lease';
import { bestManifest, manifestViews, platformOf, type ManifestView } from './manifests';
import { parseName, withTag } from './names';
import type { ProgressSink, RegistryAuth } from './ports';
import { rememberSource, unique } from './pull';
import { bandwidthTo, inParallel, Line, type Transfer } from './transfer';

/** Blobs that go at once (dockerd --max-concurrent-uploads). */
const CONCURRENT_UPLOADS = 5;
const ACTIONS = 'pull,push';

/** POST /images/{name}/push (moby daemon/containerd/image_push.go). */
export async function pushImage(context: ImageContext, name: string, options: { tag: string; platform?: string; auth?: RegistryAuth }, progress: ProgressSink): Promise<void> {
  const given = parseName(name);
  const repository = given.familiarName;
  await progress({ status: `The push refers to repository [${given.name}]` });
  if (options.tag === '' && given.isNameOnly) {
    const all = records(context).flatMap((record) => {
      const reference = referenceOf(record.name);
      return reference?.tag !== undefined && reference.digest === undefined && reference.name === given.name ? [reference] : [];
    });
    if (all.length === 0) throw notFound(`An image does not exist locally with the tag: ${repository}`);
    for (const reference of all.sort((a, b) => (a.tag! < b.tag! ? -1 : 1))) await pushReference(context, reference, options, progress);
    return;
  }
  await pushReference(context, options.tag === '' ? given : withTag(given, options.tag), options, progress);
}

async function pushReference(context: ImageContext, reference: Reference, options: { platform?: string; auth?: RegistryAuth }, progress: ProgressSink): Promise<void> {
  const record = context.meta.data.images[reference.toString()];
  if (!record) throw notFound(`tag does not exist: ${reference.familiar}`);
  const platform = platformParameter(options.platform);
  let target = record.target;
  let views = manifestViews(context, target);
  if (platform) {
    const best = bestManifest(views, platform);
    if (!best) throw missingPlatform(reference.familiar, platform);
    target = best.descriptor;
    views = [best];
  }
  const whole = target;
  if (!platform && isIndexType(target.mediaType) && views.some((view) => !view.available)) {
    const chosen = presentManifest(reference, views);
    if (chosen.digest !== target.digest) {
      target = chosen;
      views = views.filter((view) => view.descriptor.digest === chosen.digest);
    }
  }
  await withLease(context, (lease) => {
    lease.hold(target);
    return sendTarget(context, reference, target, views, options.auth, progress);
  }).catch(async (error: unknown) => {
    if (isEngineError(error, 'notFound')) await progress({ aux: { contentMissing: true, desc: target } });
    throw error;
  });
  if (target.digest !== whole.digest && !platform) await progress({ aux: { manifestPushedInsteadOfIndex: true, originalIndex: whole, selectedManifest: target } });
  await progress({ status: `${reference.tag}: digest: ${target.digest} size: ${target.size}` });
  context.host.event('image', 'push', reference.familiar, { name: reference.familiarName });
}

/** What goes in an index's place where some of its content isn't here (moby getPushDescriptor, no platform given). */
function presentManifest(reference: Reference, views: readonly ManifestView[]): Descriptor {
  const images = views.filter((view) => view.kind === 'image' && view.available);
  if (images.length === 0) throw notFound(`image with reference ${reference.familiar} was found but does not provide any platform`);
  if (images.length === 1) return images[0]!.descriptor;
  const best = bestFor(MAXIMUM_PLATFORM, images, platformOf);
  if (!best) throw new EngineError('conflict', 'multiple matching manifests found but no specific platform requested');
  return best.descriptor;
}

/** Sends blobs, then (`onBlobs` is told) manifests, then what the tag means. */
export async function sendTarget(context: ImageContext, reference: Reference, target: Descriptor, views: readonly ManifestView[], auth: RegistryAuth | undefined, progress: ProgressSink, onBlobs: () => void = () => undefined): Promise<void> {
  const client = new RegistryClient(context, reference.domain, reference.path, auth);
  const line = new Line(context.sys, bandwidthTo(client.host));
  const incomplete = views.find((view) => view.manifest && !view.available);
  if (incomplete) throw notFound(`content digest ${missingBlob(context, incomplete)}: not found`);
  const here = views.filter((view) => view.manifest !== undefined);
  const blobs = unique(here.flatMap((view) => [view.manifest!.config, ...view.manifest!.layers]));
  // Small things first: provenance and configurations, then layers.
  const ordered = [...blobs].sort((a, b) => Number(layerCompression(a.mediaType) !== undefined) - Number(layerCompression(b.mediaType) !== undefined));
  // The layers and other blobs of which nothing has been told when it fails.
  const waiting = new Set(ordered.filter(({ mediaType }) => !isConfigType(mediaType)));
  try {
    await inParallel(ordered, CONCURRENT_UPLOADS, (blob) => sendBlob(context, client, line, blob, (message) => {
      waiting.delete(blob);
      return progress(message);
    }));
    onBlobs();
    const manifests = here.map((view) => view.descriptor).filter((descriptor) => descriptor.digest !== target.digest);
    for (const manifest of manifests) await sendManifest(context, client, manifest, manifest.digest);
    await sendManifest(context, client, target, reference.tag ?? target.digest);
    for (const view of here) rememberSource(context, client, view.manifest!);
    context.meta.save();
  } catch (error) {
    for (const blob of waiting) await progress({ status: 'Waiting', progressDetail: {}, id: shortDigest(blob.digest) });
    throw pushError(error);
  }
}

export function pushError(error: unknown): unknown {
  return error instanceof RegistryError ? (systemError(translatedError(error)) satisfies EngineError) : error;
}

function missingBlob(context: ImageContext, view: ManifestView): string {
  return [view.manifest!.config, ...view.manifest!.layers].find((blob) => !context.content.has(blob.digest))!.digest;
}

async function sendBlob(context: ImageContext, client: RegistryClient, line: Line, blob: Descriptor, progress: ProgressSink): Promise<void> {
  const id = shortDigest(blob.digest);
  const isLayer = layerCompression(blob.mediaType) !== undefined;
  const shown = !isConfigType(blob.mediaType);
  const say = async (status: string, detail: Record<string, unknown> = {}): Promise<void> => {
    if (shown) await progress({ status, progressDetail: detail, id });
  };
  const root = `/v2/${client.repository}/blobs`;
  const head = await client.read({ method: 'HEAD', target: `${root}/${blob.digest}`, headers: context.content.isKnown(blob.digest) ? [[KNOWN_CONTENT, '1']] : [], actions: ACTIONS });
  if (head.status !== 200 && head.status !== 404) throw await client.unexpected('HEAD', `${root}/${blob.digest}`, head);
  if (head.status === 200) return say(isLayer ? 'Layer already exists' : 'Already exists');
  const source = context.meta.data.sources[blob.digest]?.find((place) => place.startsWith(`${client.domain}/`) && place !== `${client.domain}/${client.repository}`)?.slice(client.domain.length + 1);
  if (source !== undefined) {
    const mounted = await client.read({ method: 'POST', target: `${root}/uploads/?mount=${encodeURIComponent(blob.digest)}&from=${encodeURIComponent(source)}`, headers: [['Content-Length', '0']], actions: ACTIONS, alsoFrom: source });
    if (mounted.status === 201) return say(`Mounted from ${source}`);
  }
  const transfer: Transfer = { total: blob.size, current: 0, done: false };
  const tick = (): Promise<void> => say('Pushing', { current: transfer.current, total: transfer.total });
  if (header(head.headers, KNOWN_CONTENT) !== undefined) {
    // The registry has it once all has come.
    await line.carry(transfer, tick);
    const named = await client.read({ method: 'POST', target: `${root}/uploads/?digest=${encodeURIComponent(blob.digest)}`, headers: [['Content-Length', '0'], [KNOWN_CONTENT, String(blob.size)]], actions: ACTIONS });
    if (named.status === 201) return say('Pushed');
  }
  await upload(context, client, blob, transfer, tick);
  await say('Pushed');
}

async function upload(context: ImageContext, client: RegistryClient, blob: Descriptor, transfer: Transfer, tick: () => Promise<void>): Promise<void> {
  const start = await client.read({ method: 'POST', target: `/v2/${client.repository}/blobs/uploads/`, headers: [['Content-Length', '0']], actions: ACTIONS });
  if (start.status !== 202) throw await client.unexpected('POST', `/v2/${client.repository}/blobs/uploads/`, start);
  const location = (header(start.headers, 'location') ?? '').replace(/^https?:\/\/[^/]+/, '');
  const content = await context.content.open(blob.digest);
  async function* body(): AsyncGenerator<Uint8Array> {
    for (const piece of contentPieces(content, 256 * 1024)) {
      yield piece;
      transfer.current += piece.length;
      if (transfer.total > 512 * 1024) await tick();
    }
  }
  const answer = await client.request({
    method: 'PUT', target: `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(blob.digest)}`,
    headers: [['Content-Type', 'application/octet-stream'], ['Content-Length', String(content.size)]], body: body(), actions: ACTIONS,
  }).catch((error: unknown) => {
    throw error instanceof RegistryError ? error.within('failed to copy: ') : error;
  });
  const { status, reason } = answer;
  const said = await readAll(answer.body);
  answer.close();
  if (status !== 201) throw (await client.unexpected('PUT', location, { status, reason, body: said })).within(`failed commit on ref "layer-${blob.digest}": `);
}

async function sendManifest(context: ImageContext, client: RegistryClient, descriptor: Descriptor, reference: string): Promise<void> {
  const bytes = context.content.bytes(descriptor.digest);
  if (!bytes) throw new RegistryError('notFound', `content digest ${descriptor.digest}: not found`);
  const answer = await client.read({ method: 'PUT', target: `/v2/${client.repository}/manifests/${reference}`, headers: [['Content-Type', descriptor.mediaType]], body: bytes, actions: ACTIONS });
  if (answer.status !== 201) {
    const kind = isIndexType(descriptor.mediaType) ? 'index' : 'manifest';
    throw (await client.unexpected('PUT', `/v2/${client.repository}/manifests/${reference}`, answer)).within(`failed commit on ref "${kind}-${descriptor.digest}": `);
  }
}
