import { readAll } from '../lib/stream';
import { header, type HttpAnswer } from '../lib/http/message';
import { digestAlgorithm, digestOfBytes, looksLikeDigest } from '../oci/digest';
import { isIndexType, parseJson, type Descriptor, type Manifest } from '../oci/image';
import { MEDIA } from '../oci/media-types';
import { errorOf, json, notSimulated, refusal, type RegistryError } from './errors';
import { InvalidManifest, readManifest, type ReadManifest } from './read-manifest';
import type { Exchange } from './server';
import type { StoredManifest } from './store';

const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
/** Layers that are to be had elsewhere. */
const FOREIGN = /nondistributable|foreign/;
/** distribution's limit on a manifest's body. */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;

/** `GET` and `HEAD /v2/<name>/manifests/<reference>` (distribution-spec, pulling manifests). */
export async function getManifest({ store, repository, request }: Exchange, reference: string): Promise<HttpAnswer> {
  if (looksLikeDigest(reference) && !digestAlgorithm(reference)) return refusal('DIGEST_INVALID', reference);
  const manifest = await store.manifest(repository, reference);
  if (!manifest) {
    const unsimulated = looksLikeDigest(reference) ? undefined : await store.unsimulated?.(repository, reference);
    if (unsimulated !== undefined) return notSimulated(unsimulated);
    const detail = digestAlgorithm(reference) ? { Name: repository, Revision: reference } : { Tag: reference };
    const unknown = digestAlgorithm(reference) ? `unknown manifest name=${repository} revision=${reference}` : `unknown tag=${reference}`;
    return refusal('MANIFEST_UNKNOWN', (await store.hasRepository(repository)) ? unknown : detail);
  }
  const etag = `"${manifest.digest}"`;
  if (header(request.headers, 'if-none-match') === etag) return { status: 304 };
  return {
    status: 200,
    headers: [
      ['Content-Length', String(manifest.bytes.length)],
      ['Content-Type', manifest.mediaType],
      ['Docker-Content-Digest', manifest.digest],
      ['Etag', etag],
    ],
    body: manifest.bytes,
  };
}

/**
 * `PUT /v2/<name>/manifests/<reference>`: checks its form, its digest, and that what it names is there (distribution
 * registry/handlers/manifests.go, registry/storage/ocimanifesthandler.go). Pushed by digest it may
 * get tags by `?tag=` (distribution-spec, pushing manifests with tags).
 */
export async function putManifest(exchange: Exchange, reference: string): Promise<HttpAnswer> {
  const { store, repository, request, query } = exchange;
  const bytes = await readAll(request.body);
  if (bytes.length > MAX_MANIFEST_BYTES) return refusal('MANIFEST_INVALID', 'http: request body too large');
  let manifest: ReadManifest;
  try {
    manifest = readManifest(header(request.headers, 'content-type'), bytes);
  } catch (error) {
    if (error instanceof InvalidManifest) return refusal('MANIFEST_INVALID', error.detail);
    throw error;
  }
  const { mediaType, children, subject } = manifest;
  const digest = digestOfBytes(bytes, digestAlgorithm(reference));
  if (looksLikeDigest(reference) && reference !== digest) return refusal('DIGEST_INVALID');
  const extraTags = looksLikeDigest(reference) ? query.getAll('tag') : [];
  const tags = looksLikeDigest(reference) ? extraTags : [reference];
  for (const tag of tags) if (!TAG.test(tag)) return refusal('TAG_INVALID', tag);
  if (manifest.schemaVersion !== 2) return refusal('UNKNOWN', {});
  const errors: RegistryError[] = [];
  for (const { digest: named, mediaType: type, urls } of children) {
    if (!digestAlgorithm(named)) errors.push(errorOf('DIGEST_INVALID'), errorOf('MANIFEST_BLOB_UNKNOWN', named));
    else if (urls?.length && FOREIGN.test(type)) continue;
    else if (!(isIndexType(mediaType) ? await store.manifest(repository, named) : await store.blob(repository, named))) errors.push(errorOf('MANIFEST_BLOB_UNKNOWN', named));
  }
  if (errors.length > 0) return json(400, { errors });
  await store.putManifest(repository, { digest, mediaType, bytes }, tags);
  return {
    status: 201,
    headers: [
      ['Docker-Content-Digest', digest],
      ['Location', `/v2/${repository}/manifests/${digest}`],
      ...(subject ? [['OCI-Subject', subject.digest] as const] : []),
      ...(extraTags.length > 0 ? [['OCI-Tag', extraTags.join(', ')] as const] : []),
      ['Content-Length', '0'],
    ],
  };
}

/** `DELETE /v2/<name>/manifests/<reference>`: a tag, or a manifest with its tags. */
export async function deleteManifest({ store, repository }: Exchange, reference: string): Promise<HttpAnswer> {
  const gone = digestAlgorithm(reference) ? await store.removeManifest(repository, reference) : await store.removeTag(repository, reference);
  if (!gone) return refusal('MANIFEST_UNKNOWN', reference);
  return { status: 202, headers: [['Content-Length', '0']] };
}

/** `GET /v2/<name>/referrers/<digest>`: an index of the manifests whose subject it is. */
export async function referrers({ store, repository, query }: Exchange, digest: string): Promise<HttpAnswer> {
  if (!digestAlgorithm(digest)) return refusal('DIGEST_INVALID', digest);
  const wanted = query.get('artifactType');
  const manifests: Descriptor[] = [];
  for (const stored of await store.manifests(repository)) {
    const descriptor = referrerOf(stored, digest);
    if (descriptor && (wanted === null || descriptor.artifactType === wanted)) manifests.push(descriptor);
  }
  manifests.sort((a, b) => (a.digest < b.digest ? -1 : 1));
  const answer = json(200, { schemaVersion: 2, mediaType: MEDIA.index, manifests });
  return {
    ...answer,
    headers: [['Content-Type', MEDIA.index], ...(wanted === null ? [] : [['OCI-Filters-Applied', 'artifactType'] as const])],
  };
}

function referrerOf(stored: StoredManifest, subject: string): Descriptor | undefined {
  const manifest = parseJson<Manifest>(stored.bytes);
  if (manifest.subject?.digest !== subject) return undefined;
  // Also an ordinary image's: an artifact's type is its configuration's where it names none.
  const artifactType = manifest.artifactType || manifest.config?.mediaType;
  return {
    mediaType: stored.mediaType,
    digest: stored.digest,
    size: stored.bytes.length,
    ...(artifactType ? { artifactType } : {}),
    ...(manifest.annotations ? { annotations: manifest.annotations } : {}),
  };
}
