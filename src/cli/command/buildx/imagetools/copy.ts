import { header } from '../../../../lib/http/message';
import { childDescriptors, isIndexType, isManifestType, type Descriptor } from '../../../../oci/image';
import { KNOWN_CONTENT } from '../../../../oci/known-contents';
import type { Reference } from '../../../../oci/reference';
import type { Cli } from '../../../cli';
import { getDescribed, PUSH, putRemote, withRemote } from './remote';

/** Brings a blob from one repository into another: known there, mounted, or sent (containerd core/remotes/docker/pusher.go). */
function copyBlob(cli: Cli, blob: Descriptor, from: Reference, to: Reference): Promise<void> {
  return withRemote(cli, to, async (client) => {
    const root = `/v2/${client.repository}/blobs`;
    const digest = encodeURIComponent(blob.digest);
    const empty = ['Content-Length', '0'] as const;
    const there = await client.read({ method: 'HEAD', target: `${root}/${blob.digest}`, headers: [[KNOWN_CONTENT, '1']], actions: PUSH });
    if (there.status === 200) return;
    if (there.status !== 404) throw await client.unexpected('HEAD', `${root}/${blob.digest}`, there);
    if (header(there.headers, KNOWN_CONTENT) !== undefined) {
      const named = await client.read({ method: 'POST', target: `${root}/uploads/?digest=${digest}`, headers: [empty, [KNOWN_CONTENT, '1']], actions: PUSH });
      if (named.status === 201) return;
    }
    if (from.domain === to.domain) {
      const mounted = await client.read({ method: 'POST', target: `${root}/uploads/?mount=${digest}&from=${encodeURIComponent(from.path)}`, headers: [empty], actions: PUSH, alsoFrom: from.path });
      if (mounted.status === 201) return;
    }
    const start = await client.read({ method: 'POST', target: `${root}/uploads/`, headers: [empty], actions: PUSH });
    if (start.status !== 202) throw await client.unexpected('POST', `${root}/uploads/`, start);
    const bytes = await getDescribed(cli, from, blob);
    const location = (header(start.headers, 'location') ?? '').replace(/^https?:\/\/[^/]+/, '');
    const target = `${location}${location.includes('?') ? '&' : '?'}digest=${digest}`;
    const put = await client.read({ method: 'PUT', target, headers: [['Content-Type', 'application/octet-stream'], ['Content-Length', String(bytes.length)]], body: bytes, actions: PUSH });
    if (put.status !== 201) throw await client.unexpected('PUT', target, put);
  });
}

/** Brings a manifest with all that it refers to into another repository (buildx util/imagetools, Copy). */
export async function copyManifest(cli: Cli, descriptor: Descriptor, from: Reference, to: Reference): Promise<void> {
  if (from.name === to.name) return;
  const bytes = await getDescribed(cli, from, descriptor);
  for (const child of childDescriptors(descriptor.mediaType, bytes)) {
    if (isIndexType(child.mediaType) || isManifestType(child.mediaType)) await copyManifest(cli, child, from, to);
    else await copyBlob(cli, child, from, to);
  }
  await putRemote(cli, to.trimmed().withDigest(descriptor.digest), descriptor, bytes);
}
