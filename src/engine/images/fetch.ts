import { concat } from '../../lib/bytes';
import { contentOf } from '../../lib/content';
import { quote } from '../../lib/govalue/quote';
import { header, type HeaderList } from '../../lib/http/message';
import { HttpSyntaxError } from '../../lib/http/wire';
import { readAll, StreamClosed, type ByteReader } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import { digestOfBytes, Digester, isDigest } from '../../oci/digest';
import { isIndexType, isManifestType, parseJson, type Descriptor, type Index, type Manifest } from '../../oci/image';
import { MEDIA } from '../../oci/media-types';
import type { Reference } from '../../oci/reference';
import type { ImageContext, Ingest } from './context';
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

/** Fetches a manifest, index or configuration into the content store; gives its bytes. */
export async function fetchDocument(context: ImageContext, client: RegistryClient, descriptor: Descriptor): Promise<Uint8Array> {
  const there = context.content.bytes(descriptor.digest);
  if (there) return there;
  const isManifest = isIndexType(descriptor.mediaType) || isManifestType(descriptor.mediaType);
  const target = `/v2/${client.repository}/${isManifest ? 'manifests' : 'blobs'}/${descriptor.digest}`;
  const answer = await client.read({ method: 'GET', target, headers: isManifest ? [['Accept', `${descriptor.mediaType}, */*`]] : [], actions: 'pull' });
  if (answer.status === 404) throw new RegistryError('notFound', `failed to copy: httpReadSeeker: failed open: content at ${client.url(target)} not found: not found`);
  if (answer.status !== 200) throw (await client.unexpected('GET', target, answer)).within('failed to copy: httpReadSeeker: failed open: ');
  if (digestOfBytes(answer.body) !== descriptor.digest) throw new RegistryError('unexpected', `failed commit on ref "${descriptor.digest}": unexpected commit digest ${digestOfBytes(answer.body)}, expected ${descriptor.digest}: failed precondition`);
  context.content.put(descriptor.digest, answer.body);
  return answer.body;
}

const freshIngest = (): Ingest => ({ parts: [], size: 0, carried: 0, digester: new Digester() });

/** Bytes that reach the store at a time (containerd core/content, bufPool): a transfer that breaks off goes on at a multiple of them. */
export const COPY_BYTES = 1024 * 1024;

/** Connections in a row that may break without having brought anything (containerd httpReadSeeker, maxRetry). */
const MAX_RETRIES = 3;

/**
 * Fetches a layer's blob, as bytes or by name. A transfer that breaks off goes on where it was, at once or with the
 * next pull (containerd core/remotes/docker/httpreadseeker.go, core/content ingests).
 */
export async function fetchBlob(context: ImageContext, client: RegistryClient, line: Line, descriptor: Descriptor, transfer: Transfer, tick: () => Promise<void>): Promise<void> {
  const { digest } = descriptor;
  const ingest = context.ingests.get(digest) ?? freshIngest();
  // Whoever else wants the blob meanwhile begins for himself.
  context.ingests.delete(digest);
  for (let fruitless = 0, broken = false; ; ) {
    const before = ingest.size;
    try {
      await fetchRest(context, client, line, descriptor, ingest, transfer, tick);
      break;
    } catch (error) {
      fruitless = ingest.size > before ? 0 : fruitless + 1;
      if (error instanceof BrokenTransfer && fruitless <= MAX_RETRIES) {
        broken = true;
        continue;
      }
      if (ingest.size > 0 || ingest.carried > 0) context.ingests.set(digest, ingest);
      // Where a registry that has gone can't be asked again, what it left unsaid is the news (containerd core/content, copyWithBuffer).
      if (broken && error instanceof RegistryError && error.kind === 'unreachable') {
        throw new RegistryError('unexpected', `short read: expected ${descriptor.size} bytes but got ${ingest.size}: unexpected EOF`);
      }
      throw error instanceof BrokenTransfer ? new RegistryError('unexpected', `failed to copy: ${error.message}`) : error;
    }
  }
  transfer.done = true;
}

/** A connection that ended before the answer did. */
class BrokenTransfer extends Error {}

async function readPart(body: ByteReader): Promise<Uint8Array> {
  try {
    return await body.read();
  } catch (error) {
    if (error instanceof HttpSyntaxError || error instanceof StreamClosed || isSysError(error)) throw new BrokenTransfer(error.message);
    throw error;
  }
}

/** The rest of a blob over one connection; stores it when all is there. */
async function fetchRest(context: ImageContext, client: RegistryClient, line: Line, descriptor: Descriptor, ingest: Ingest, transfer: Transfer, tick: () => Promise<void>): Promise<void> {
  const target = `/v2/${client.repository}/blobs/${descriptor.digest}`;
  const range: [string, string][] = ingest.size > 0 ? [['Range', `bytes=${ingest.size}-`]] : [];
  const isWhole = ingest.size === descriptor.size && descriptor.size > 0;
  if (!isWhole) {
    const answer = await client.request({ method: 'GET', target, headers: [[KNOWN_CONTENT, '1'], ...range], actions: 'pull' });
    if (answer.status !== 200 && answer.status !== 206) {
      const { status, reason } = answer;
      const body = await readAll(answer.body);
      answer.close();
      if (status !== 404) throw (await client.unexpected('GET', target, { status, reason, body })).within('failed to copy: httpReadSeeker: failed open: ');
      throw new RegistryError('notFound', `failed to copy: httpReadSeeker: failed open: content at ${client.url(target)} not found: not found`);
    }
    const known = header(answer.headers, KNOWN_CONTENT);
    if (known !== undefined) {
      answer.close();
      transfer.current = ingest.carried;
      try {
        if (ingest.carried > 0) await tick();
        await line.carry(transfer, tick);
      } catch (error) {
        ingest.carried = Math.floor(transfer.current / COPY_BYTES) * COPY_BYTES;
        throw error;
      }
      context.content.putKnown(descriptor.digest, Number(known));
      return;
    }
    // A registry that knows no ranges begins again.
    if (answer.status === 200) Object.assign(ingest, freshIngest());
    transfer.current = ingest.size;
    try {
      if (ingest.size > 0) await tick();
      for (let part = await readPart(answer.body); part.length > 0; part = await readPart(answer.body)) {
        const kept = part.slice();
        ingest.digester.update(kept);
        ingest.parts.push(kept);
        ingest.size += kept.length;
        transfer.current = ingest.size;
        await tick();
      }
    } finally {
      answer.close();
    }
  }
  const found = ingest.digester.digest();
  if (found !== descriptor.digest) {
    Object.assign(ingest, freshIngest());
    throw new RegistryError('unexpected', `failed commit on ref "layer-${descriptor.digest}": unexpected commit digest ${found}, expected ${descriptor.digest}: failed precondition`);
  }
  context.content.put(descriptor.digest, contentOf(concat(ingest.parts)));
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
