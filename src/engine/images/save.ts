import { notFound } from '../../api/errors';
import { contentOf, type Content } from '../../lib/content';
import { contentPieces, type Digest } from '../../oci/digest';
import { childDescriptors, document, isIndexType, isManifestType, type Descriptor } from '../../oci/image';
import { MEDIA } from '../../oci/media-types';
import { TAR_END, tarMember } from '../../oci/tar-write';
import type { ImageRecord } from '../stores/metadata';
import { utf8 } from '../../lib/bytes';
import { records, type ImageContext } from './context';
import { Lease } from './lease';
import { findImage, referenceOf } from './find';
import { missingPlatform, platformParameter } from './inspect';
import type { SaveOptions } from './ports';
import { bestManifest, manifestViews, type ManifestView } from './manifests';
import { parseName } from './names';
import { Reference } from '../../oci/reference';

interface Export {
  target: Descriptor;
  record: ImageRecord | undefined;
  view: ManifestView | undefined;
}

/** What one argument of `docker save` means: an id, a tag, or all tags of a repository. */
function exportsOf(context: ImageContext, name: string, platforms: readonly string[]): Export[] {
  const platform = platformParameter(platforms[0]);
  const one = (target: Descriptor, record: ImageRecord | undefined): Export => {
    const view = bestManifest(manifestViews(context, target), platform);
    if (platform && !view) {
      throw notFound(`no suitable export target found: ${missingPlatform(record ? referenceOf(record.name)?.familiar ?? name : name, platform).message}`);
    }
    return { target: platform && view ? view.descriptor : target, record, view };
  };
  const isId = /^(sha256:)?[0-9a-f]{12,64}$/.test(name);
  const parsed = isId ? undefined : parseName(name);
  if (parsed instanceof Reference && parsed.isNameOnly) {
    const tagged = records(context).filter((record) => {
      const reference = referenceOf(record.name);
      return reference?.tag !== undefined && reference.name === parsed.name;
    });
    if (tagged.length > 0) return tagged.sort((a, b) => (a.name < b.name ? -1 : 1)).map((record) => one(record.target, record));
  }
  const found = findImage(context, name);
  return [one(found.target, found.byId ? undefined : found.record)];
}

const MTIME = { uid: 0, gid: 0, mtimeMs: 0 };

/**
 * GET /images/get: an OCI layout that is a docker archive too (containerd core/images/archive, exporter.go). What it
 * reads is leased until the archive ends or its reader has gone (moby daemon/containerd/image_exporter.go).
 */
export async function saveImages(context: ImageContext, names: readonly string[], options: SaveOptions): Promise<AsyncIterable<Uint8Array>> {
  const exports = names.flatMap((name) => exportsOf(context, name, options.platforms));
  const lease = new Lease(context);
  for (const { target } of exports) lease.hold(target);
  void options.gone.then(() => lease.release());
  for (const { target } of exports) context.host.event('image', 'save', target.digest, { name: target.digest });
  return leased(archiveOf(context, exports, true), lease);
}

async function* leased(archive: AsyncIterable<Uint8Array>, lease: Lease): AsyncGenerator<Uint8Array> {
  try {
    yield* archive;
  } finally {
    lease.release();
  }
}

/** The archive of an image that needn't be listed, as `-o type=oci` and `type=docker` write it. */
export function imageArchive(context: ImageContext, target: Descriptor, names: readonly string[], isDocker: boolean): AsyncIterable<Uint8Array> {
  const view = bestManifest(manifestViews(context, target));
  const record = (name: string): ImageRecord => ({ name, target, createdMs: 0, updatedMs: 0 });
  return archiveOf(context, names.length === 0 ? [{ target, record: undefined, view }] : names.map((name) => ({ target, record: record(name), view })), isDocker);
}

const NAME = 'io.containerd.image.name';
const REFERENCE_NAME = 'org.opencontainers.image.ref.name';

function archiveOf(context: ImageContext, exports: readonly Export[], isDocker: boolean): AsyncIterable<Uint8Array> {
  const blobs = new Set<Digest>();
  const collect = (descriptor: Descriptor): void => {
    if (blobs.has(descriptor.digest) || !context.content.has(descriptor.digest)) return;
    blobs.add(descriptor.digest);
    if (!isIndexType(descriptor.mediaType) && !isManifestType(descriptor.mediaType)) return;
    const bytes = context.content.bytes(descriptor.digest);
    if (bytes) for (const child of childDescriptors(descriptor.mediaType, bytes)) collect(child);
  };
  const index: Descriptor[] = [];
  const archives = new Map<string, { Config: string; RepoTags: string[] | null; Layers: string[] }>();
  for (const { target, record, view } of exports) {
    collect(target);
    const reference = record && referenceOf(record.name);
    // A name that the image had when it was loaded isn't one that it has (moby image_exporter.go).
    const annotations = Object.fromEntries(Object.entries(target.annotations ?? {}).filter(([key]) => key !== NAME && key !== REFERENCE_NAME));
    if (view?.manifest) annotations['config.digest'] = view.manifest.config.digest;
    if (record && reference) {
      annotations[NAME] = record.name;
      if (reference.tag !== undefined) annotations[REFERENCE_NAME] = reference.tag;
    }
    const { mediaType, digest, size } = target;
    if (!index.some((one) => one.digest === digest && one.annotations?.[NAME] === record?.name)) index.push({ mediaType, digest, size, annotations: Object.fromEntries(Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1))) });
    if (!view?.manifest) continue;
    const path = (blob: Digest): string => `blobs/sha256/${blob.slice('sha256:'.length)}`;
    const archive = archives.get(view.descriptor.digest) ?? { Config: path(view.manifest.config.digest), RepoTags: null, Layers: view.manifest.layers.map((layer) => path(layer.digest)) };
    if (reference?.tag !== undefined) archive.RepoTags = [...new Set([...(archive.RepoTags ?? []), reference.familiar])];
    archives.set(view.descriptor.digest, archive);
  }
  return members(context, [...blobs].sort(), document(MEDIA.index, { schemaVersion: 2, mediaType: MEDIA.index, manifests: index }).bytes, isDocker ? utf8(JSON.stringify([...archives.values()])) : undefined);
}

async function* members(context: ImageContext, blobs: readonly Digest[], index: Uint8Array, manifest: Uint8Array | undefined): AsyncGenerator<Uint8Array> {
  const file = (path: string, content: Content, mode: number): Content => tarMember({ path, type: 'file', mode, content, ...MTIME });
  for (const path of ['blobs', 'blobs/sha256']) yield* contentPieces(tarMember({ path, type: 'dir', mode: 0o755, ...MTIME }));
  for (const digest of blobs) yield* contentPieces(file(`blobs/sha256/${digest.slice('sha256:'.length)}`, await context.content.open(digest), 0o444), 262144);
  yield* contentPieces(file('index.json', contentOf(index), 0o644));
  if (manifest) yield* contentPieces(file('manifest.json', contentOf(manifest), 0o644));
  yield* contentPieces(file('oci-layout', contentOf(utf8('{"imageLayoutVersion":"1.0.0"}')), 0o444));
  yield* contentPieces(TAR_END);
}
