import { quote } from '../lib/govalue/quote';
import { header, type HeaderList } from '../lib/http/message';
import { digestOfBytes, isDigest } from '../oci/digest';
import { isIndexType, isManifestType, type Descriptor } from '../oci/image';
import { MEDIA } from '../oci/media-types';
import type { Reference } from '../oci/reference';
import type { RegistryClient } from './registry-client';
import { RegistryError } from './registry-errors';

const ACCEPT = [MEDIA.dockerManifest, MEDIA.dockerIndex, MEDIA.manifest, MEDIA.index, '*/*'].join(', ');

/** Asks a registry what a reference means, without fetching it. */
export async function resolveRemote(client: RegistryClient, reference: Reference): Promise<Descriptor> {
  const name = reference.digest ?? reference.tag ?? 'latest';
  const target = `/v2/${client.repository}/manifests/${name}`;
  const answer = await client.read({ method: 'HEAD', target, headers: [['Accept', ACCEPT]], actions: 'pull' });
  const shown = reference.toString();
  if (answer.status === 404) throw new RegistryError('notFound', `${shown}: not found`);
  if (answer.status !== 200) throw await client.unexpected('HEAD', target, answer);
  const digest = header(answer.headers, 'docker-content-digest') ?? '';
  const size = Number(header(answer.headers, 'content-length') ?? 0);
  if (isDigest(digest) && size > 0) return { mediaType: announcedType(answer.headers), digest, size };
  const got = await client.read({ method: 'GET', target, headers: [['Accept', ACCEPT]], actions: 'pull' });
  if (got.status >= 400) throw await client.unexpected('GET', target, got);
  const mediaType = announcedType(got.headers);
  if (mediaType === MEDIA.dockerSchema1) {
    throw new RegistryError('unexpected', schema1Refusal('v2.0'));
  }
  return { mediaType, digest: digestOfBytes(got.body), size: got.body.length };
}

/** Why Docker's first manifests are refused, by the release of containerd that this place names (core/remotes/docker/resolver.go, client/pull.go). */
export function schema1Refusal(since: 'v2.0' | 'v2.1'): string {
  return `not implemented: media type ${quote(MEDIA.dockerSchema1)} is no longer supported since containerd ${since}, please rebuild the image as ${quote(MEDIA.dockerManifest)} or ${quote(MEDIA.manifest)}`;
}

/** The media type that an answer says it has; registries without any serve schema 1 (containerd core/remotes/docker, getManifestMediaType). */
function announcedType(headers: HeaderList): string {
  const type = (header(headers, 'content-type') ?? '').split(';')[0]!;
  return type === 'text/plain' ? MEDIA.dockerSchema1 : type;
}

/** What a reader says before the reason why it got nothing (containerd core/remotes/docker/httpreadseeker.go). */
export const FAILED_OPEN = 'httpReadSeeker: failed open: ';

/** A manifest, index or configuration as its registry has it, whatever its digest really is. */
export async function fetchRemote(client: RegistryClient, { mediaType, digest }: Descriptor): Promise<Uint8Array> {
  const isManifest = isIndexType(mediaType) || isManifestType(mediaType);
  const target = `/v2/${client.repository}/${isManifest ? 'manifests' : 'blobs'}/${digest}`;
  const answer = await client.read({ method: 'GET', target, headers: isManifest ? [['Accept', `${mediaType}, */*`]] : [], actions: 'pull' });
  if (answer.status === 404) throw new RegistryError('notFound', `${FAILED_OPEN}content at ${client.url(target)} not found: not found`);
  if (answer.status !== 200) throw (await client.unexpected('GET', target, answer)).within(FAILED_OPEN);
  return answer.body;
}
