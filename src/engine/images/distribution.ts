import { isIndexType, isUnknownPlatform, parseJson, type ImageConfig, type Index, type Manifest, type Platform } from '../../oci/image';
import type { ImageContext } from './context';
import { parseName } from './names';
import type { RegistryAuth } from './ports';
import { pullError } from './pull';
import { RegistryClient } from '../../remotes/registry-client';
import { resolveRemote } from '../../remotes/resolve';

/** GET /distribution/{name}/json: what a registry has under a name, without pulling it. */
export async function distribution(context: ImageContext, name: string, auth?: RegistryAuth): Promise<unknown> {
  const reference = parseName(name).tagNameOnly();
  const client = new RegistryClient(context, reference.domain, reference.path, auth);
  const read = async (target: string): Promise<Uint8Array> => (await client.read({ method: 'GET', target: `/v2/${reference.path}/${target}`, headers: [['Accept', '*/*']], actions: 'pull' })).body;
  try {
    const descriptor = await resolveRemote(client, reference);
    const bytes = await read(`manifests/${descriptor.digest}`);
    let platforms: Platform[];
    if (isIndexType(descriptor.mediaType)) {
      platforms = parseJson<Index>(bytes).manifests.flatMap((one) => (one.platform && !isUnknownPlatform(one.platform) ? [one.platform] : []));
    } else {
      const { architecture, os, variant } = parseJson<ImageConfig>(await read(`blobs/${parseJson<Manifest>(bytes).config.digest}`));
      platforms = [variant ? { architecture, os, variant } : { architecture, os }];
    }
    return { Descriptor: descriptor, Platforms: platforms };
  } catch (error) {
    throw pullError(error, reference);
  }
}
