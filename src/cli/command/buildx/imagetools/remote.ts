import { header } from '../../../../lib/http/message';
import { parseJson, type Descriptor } from '../../../../oci/image';
import type { Reference } from '../../../../oci/reference';
import { RegistryClient } from '../../../../remotes/registry-client';
import { printedError, RegistryError } from '../../../../remotes/registry-errors';
import { fetchRemote, resolveRemote } from '../../../../remotes/resolve';
import type { Cli } from '../../../cli';
import { registryKey } from '../../auth';

export const PUSH = 'pull,push';

/** Does something with a repository as buildx does: over plain HTTP on this machine alone (buildx util/imagetools/inspect.go, New). */
export async function withRemote<T>(cli: Cli, { domain, path }: Reference, work: (client: RegistryClient) => Promise<T>): Promise<T> {
  try {
    return await work(new RegistryClient({ sys: cli.sys, host: { speaksPlainToLocal: true } }, domain, path, cli.config.credentials(registryKey(domain))));
  } catch (error) {
    throw error instanceof RegistryError ? new Error(printedError(error), { cause: error }) : error;
  }
}

/** What a reference means, and its bytes (Resolver.Get there). */
export function getRemote(cli: Cli, reference: Reference): Promise<{ descriptor: Descriptor; bytes: Uint8Array }> {
  return withRemote(cli, reference, async (client) => {
    const descriptor = await resolveRemote(client, reference);
    return { descriptor, bytes: await fetchRemote(client, descriptor) };
  });
}

/** What a repository has by a descriptor: a manifest, an index or a blob. */
export function getDescribed(cli: Cli, reference: Reference, descriptor: Descriptor): Promise<Uint8Array> {
  return withRemote(cli, reference, (client) => fetchRemote(client, descriptor));
}

/** The same where it is JSON. */
export async function getJson<T>(cli: Cli, reference: Reference, descriptor: Descriptor): Promise<T> {
  return parseJson<T>(await getDescribed(cli, reference, descriptor));
}

/** Puts a manifest under a tag or its digest, if it isn't there yet (containerd core/remotes/docker/pusher.go). */
export function putRemote(cli: Cli, reference: Reference, { mediaType, digest }: Descriptor, bytes: Uint8Array): Promise<void> {
  return withRemote(cli, reference, async (client) => {
    const target = `/v2/${client.repository}/manifests/${reference.tag ?? digest}`;
    const there = await client.read({ method: 'HEAD', target, headers: [['Accept', `${mediaType}, */*`]], actions: PUSH });
    if (there.status === 200 && header(there.headers, 'docker-content-digest') === digest) return;
    if (there.status !== 200 && there.status !== 404) throw await client.unexpected('HEAD', target, there);
    const put = await client.read({ method: 'PUT', target, headers: [['Content-Type', mediaType], ['Content-Length', String(bytes.length)]], body: bytes, actions: PUSH });
    if (put.status >= 300) throw await client.unexpected('PUT', target, put);
  });
}
