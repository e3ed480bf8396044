import { concat } from '../../lib/bytes';
import { contentOf } from '../../lib/content';
import { header } from '../../lib/http/message';
import { chunksOf, readAll } from '../../lib/stream';
import { digestOfBytes, Digester, isDigest } from '../../oci/digest';
import { isIndexType, isManifestType, mediaTypeOf, parseJson, type Descriptor, type Index, type Manifest } from '../../oci/image';
import { MEDIA } from '../../oci/media-types';
import type { Reference } from '../../oci/reference';
import type { ImageContext } from './context';
import type { RegistryClient } from './registry-client';
import { RegistryError } from './registry-errors';
import type { Line, Transfer } from './transfer';

/** Names what the catalogue can make instead of carrying it (registry/server). */
const KNOWN_CONTENT = 'X-Dockyard-Known-Content';

const ACCEPT = [MEDIA.dockerManifest, MEDIA.dockerIndex, MEDIA.manifest, MEDIA.index, '*/*'].join(', ');

/** Asks a registry what a reference means, without fetching it. */
export async function resolveRemote(client: RegistryClient, reference: Reference): Promise<Descriptor> {
  const name = reference.digest ?? reference.tag ?? 'latest';
  const target = `/v2/${client.repository}/manifests/${name}`;
  const answer = await client.read({ method: 'HEAD', target, headers: [['Accept', ACCEPT]], actions: 'pull' });
  const shown = reference.toString();
  if (answer.status === 404) throw new RegistryError('notFound', `${shown}: not found`);
  if (answer.status !== 200) throw new RegistryError('unexpected', `unexpected status from HEAD request to https://${client.host}${target}: ${answer.status}`);
  const digest = header(answer.headers, 'docker-content-digest') ?? '';
  const mediaType = header(answer.headers, 'content-type') ?? '';
  const size = Number(header(answer.headers, 'content-length') ?? 0);
  if (isDigest(digest) && size > 0) return { mediaType, digest, size };
  const got = await client.read({ method: 'GET', target, headers: [['Accept', ACCEPT]], actions: 'pull' });
  return { mediaType: mediaTypeOf(got.body, mediaType), digest: digestOfBytes(got.body), size: got.body.length };
}

/** Fetches a manifest, index or configuration into the content store; gives its bytes. */
export async function fetchDocument(context: ImageContext, client: RegistryClient, descriptor: Descriptor): Promise<Uint8Array> {
  const there = context.content.bytes(descriptor.digest);
  if (there) return there;
  const isManifest = isIndexType(descriptor.mediaType) || isManifestType(descriptor.mediaType);
  const target = `/v2/${client.repository}/${isManifest ? 'manifests' : 'blobs'}/${descriptor.digest}`;
  const answer = await client.read({ method: 'GET', target, headers: isManifest ? [['Accept', `${descriptor.mediaType}, */*`]] : [], actions: 'pull' });
  if (answer.status === 404) throw new RegistryError('notFound', `failed to copy: httpReadSeeker: failed open: content at https://${client.host}${target} not found: not found`);
  if (answer.status !== 200) throw new RegistryError('unexpected', `failed to copy: httpReadSeeker: failed open: unexpected status from GET request to https://${client.host}${target}: ${answer.status}`);
  if (digestOfBytes(answer.body) !== descriptor.digest) throw new RegistryError('unexpected', `failed commit on ref "${descriptor.digest}": unexpected commit digest ${digestOfBytes(answer.body)}, expected ${descriptor.digest}: failed precondition`);
  context.content.put(descriptor.digest, answer.body);
  return answer.body;
}

/** Fetches a layer's blob, as bytes or by name. */
export async function fetchBlob(context: ImageContext, client: RegistryClient, line: Line, descriptor: Descriptor, transfer: Transfer, tick: () => Promise<void>): Promise<void> {
  const target = `/v2/${client.repository}/blobs/${descriptor.digest}`;
  const answer = await client.request({ method: 'GET', target, headers: [[KNOWN_CONTENT, '1']], actions: 'pull' });
  if (answer.status !== 200) {
    await readAll(answer.body);
    answer.close();
    throw new RegistryError('notFound', `failed to copy: httpReadSeeker: failed open: content at https://${client.host}${target} not found: not found`);
  }
  const known = header(answer.headers, KNOWN_CONTENT);
  if (known !== undefined) {
    answer.close();
    await line.carry(transfer, tick);
    context.content.putKnown(descriptor.digest, Number(known));
    transfer.done = true;
    return;
  }
  const digester = new Digester();
  const parts: Uint8Array[] = [];
  for await (const part of chunksOf(answer.body)) {
    const kept = part.slice();
    digester.update(kept);
    parts.push(kept);
    transfer.current += kept.length;
    await tick();
  }
  answer.close();
  if (digester.digest() !== descriptor.digest) throw new RegistryError('unexpected', `failed commit on ref "layer-${descriptor.digest}": unexpected commit digest ${digester.digest()}, expected ${descriptor.digest}: failed precondition`);
  context.content.put(descriptor.digest, contentOf(concat(parts)));
  transfer.done = true;
}

/** The manifests below a target that are wanted: those that fit, and the attestations of those. */
export async function fetchManifests(
  context: ImageContext,
  client: RegistryClient,
  target: Descriptor,
  wanted: (descriptor: Descriptor) => boolean,
): Promise<{ descriptor: Descriptor; manifest: Manifest }[]> {
  const bytes = await fetchDocument(context, client, target);
  if (!isIndexType(target.mediaType)) return [{ descriptor: target, manifest: parseJson<Manifest>(bytes) }];
  const out: { descriptor: Descriptor; manifest: Manifest }[] = [];
  for (const child of parseJson<Index>(bytes).manifests) {
    if (!wanted(child)) continue;
    const manifest = parseJson<Manifest>(await fetchDocument(context, client, child));
    out.push({ descriptor: child, manifest });
  }
  return out;
}
