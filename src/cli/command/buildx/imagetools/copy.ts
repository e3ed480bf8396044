import { text } from '../../../../lib/bytes';
import { isIndexType, type Descriptor, type Index, type Manifest } from '../../../../oci/image';
import type { Reference } from '../../../../oci/reference';
import type { Cli } from '../../../cli';
import { ask, fetchDocument, putManifest, type Answer } from '../../manifest/registry';

const KNOWN_CONTENT = 'X-Dockyard-Known-Content';
const header = (answer: Answer, name: string): string | undefined => answer.headers.find(([key]) => key.toLowerCase() === name)?.[1];

function refused(to: Reference, answer: Answer | undefined, what: string): Error {
  if (!answer) return new Error(`failed to do request: ${what} "https://${to.domain}/v2/${to.path}": connection refused`);
  const url = `https://${to.domain === 'docker.io' ? 'registry-1.docker.io' : to.domain}/v2/${to.path}`;
  if (answer.status === 401 || answer.status === 403) return new Error('push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed');
  return new Error(`unexpected status from ${what} request to ${url}: ${answer.status}`);
}

/** Brings a blob from one repository into another: known there, mounted, or sent. */
async function copyBlob(cli: Cli, digest: string, from: Reference, to: Reference): Promise<void> {
  const there = await ask(cli, to, 'HEAD', `blobs/${digest}`, [[KNOWN_CONTENT, '1']]);
  if (there?.status === 200) return;
  if (there?.status !== 404) throw refused(to, there, 'HEAD');
  if (header(there, KNOWN_CONTENT.toLowerCase()) !== undefined) {
    const named = await ask(cli, to, 'POST', `blobs/uploads/?digest=${encodeURIComponent(digest)}`, [['Content-Length', '0'], [KNOWN_CONTENT, '1']]);
    if (named?.status === 201) return;
  }
  if (from.domain === to.domain) {
    const mounted = await ask(cli, to, 'POST', `blobs/uploads/?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from.path)}`, [['Content-Length', '0']]);
    if (mounted?.status === 201) return;
  }
  const blob = await ask(cli, from, 'GET', `blobs/${digest}`);
  if (blob?.status !== 200) throw new Error(`${from.toString()}: content ${digest}: not found`);
  const start = await ask(cli, to, 'POST', 'blobs/uploads/', [['Content-Length', '0']]);
  if (start?.status !== 202) throw refused(to, start, 'POST');
  const location = (header(start, 'location') ?? '').replace(/^https?:\/\/[^/]+/, '').replace(`/v2/${to.path}/`, '');
  const put = await ask(cli, to, 'PUT', `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`, [['Content-Type', 'application/octet-stream'], ['Content-Length', String(blob.bytes.length)]], blob.bytes);
  if (put?.status !== 201) throw refused(to, put, 'PUT');
}

/** Brings a manifest with all that it refers to into another repository (buildx util/imagetools, Copy). */
export async function copyManifest(cli: Cli, { digest, mediaType }: Descriptor, from: Reference, to: Reference): Promise<void> {
  if (from.name === to.name) return;
  const source = from.trimmed().withDigest(digest);
  const bytes = await fetchDocument(cli, source);
  if (bytes === undefined) throw new Error(`${source.toString()}: not found`);
  const manifest = JSON.parse(text(bytes)) as Partial<Manifest & Index>;
  if (isIndexType(mediaType)) for (const child of manifest.manifests ?? []) await copyManifest(cli, child, from, to);
  else for (const blob of [manifest.config!, ...manifest.layers!]) await copyBlob(cli, blob.digest, from, to);
  await putManifest(cli, to.trimmed().withDigest(digest), bytes);
}

