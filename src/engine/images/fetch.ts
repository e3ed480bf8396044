import { header } from '../../lib/http/message';
import { HttpSyntaxError } from '../../lib/http/wire';
import { readAll, StreamClosed, type ByteReader } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import { digestOfBytes } from '../../oci/digest';
import { isIndexType, parseJson, type Descriptor, type Index, type Manifest } from '../../oci/image';
import { KNOWN_CONTENT } from '../../oci/known-contents';
import type { RegistryClient } from '../../remotes/registry-client';
import { RegistryError } from '../../remotes/registry-errors';
import { FAILED_OPEN, fetchRemote } from '../../remotes/resolve';
import type { Ingest } from '../stores/ingest-store';
import type { ImageContext } from './context';
import type { Line, Transfer } from './transfer';

/** Fetches a manifest, index or configuration into the content store; gives its bytes. */
export async function fetchDocument(context: ImageContext, client: RegistryClient, descriptor: Descriptor): Promise<Uint8Array> {
  const there = context.content.bytes(descriptor.digest);
  if (there) return there;
  const body = await fetchRemote(client, descriptor).catch((error: unknown) => {
    throw error instanceof RegistryError && error.message.startsWith(FAILED_OPEN) ? error.within('failed to copy: ') : error;
  });
  if (digestOfBytes(body) !== descriptor.digest) throw new RegistryError('unexpected', `failed commit on ref "${descriptor.digest}": unexpected commit digest ${digestOfBytes(body)}, expected ${descriptor.digest}: failed precondition`);
  context.content.put(descriptor.digest, body);
  return body;
}

/** Connections in a row that may break without having brought anything (containerd httpReadSeeker, maxRetry). */
const MAX_RETRIES = 3;

/**
 * Fetches a layer's blob, as bytes or by name. A transfer that breaks off goes on where it was, at once or with the
 * next pull (containerd core/remotes/docker/httpreadseeker.go, core/content ingests).
 */
export async function fetchBlob(context: ImageContext, client: RegistryClient, line: Line, descriptor: Descriptor, transfer: Transfer, tick: () => Promise<void>): Promise<void> {
  const { digest } = descriptor;
  const ingest = context.ingests.take(digest);
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
      context.ingests.leave(digest, ingest);
      // Where a registry that has gone can't be asked again, what it left unsaid is the news (containerd core/content, copyWithBuffer).
      if (broken && error instanceof RegistryError && error.kind === 'unreachable') {
        throw new RegistryError('unexpected', `short read: expected ${descriptor.size} bytes but got ${ingest.size}: unexpected EOF`);
      }
      throw error instanceof BrokenTransfer ? new RegistryError('unexpected', `failed to copy: ${error.message}`) : error;
    }
  }
  context.ingests.remove(digest);
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
      if (status !== 404) throw (await client.unexpected('GET', target, { status, reason, body })).within(`failed to copy: ${FAILED_OPEN}`);
      throw new RegistryError('notFound', `failed to copy: ${FAILED_OPEN}content at ${client.url(target)} not found: not found`);
    }
    const known = header(answer.headers, KNOWN_CONTENT);
    if (known !== undefined) {
      answer.close();
      transfer.current = ingest.carried;
      try {
        if (ingest.carried > 0) await tick();
        await line.carry(transfer, () => {
          ingest.carry(transfer.current);
          return tick();
        });
      } finally {
        ingest.carry(transfer.current);
      }
      context.content.putKnown(descriptor.digest, Number(known));
      return;
    }
    // A registry that knows no ranges begins again.
    if (answer.status === 200) ingest.restart();
    transfer.current = ingest.size;
    try {
      if (ingest.size > 0) await tick();
      for (let part = await readPart(answer.body); part.length > 0; part = await readPart(answer.body)) {
        ingest.add(part.slice());
        transfer.current = ingest.size;
        await tick();
      }
    } finally {
      answer.close();
    }
  }
  const found = ingest.digest;
  if (found !== descriptor.digest) {
    ingest.restart();
    throw new RegistryError('unexpected', `failed commit on ref "layer-${descriptor.digest}": unexpected commit digest ${found}, expected ${descriptor.digest}: failed precondition`);
  }
  context.content.put(descriptor.digest, ingest.bytes);
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
