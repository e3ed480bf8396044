import { parseReference, type Reference } from '../../oci/reference';
import type { AuthConfig, ConfigFile } from '../config-file';
import { base64, encodeAuth } from '../config-file';
import type { Cli } from '../cli';

export const HUB = 'https://index.docker.io/v1/';

/** The key under which a registry's credentials are kept. */
export function registryKey(domain: string): string {
  return domain === 'docker.io' || domain === 'index.docker.io' ? HUB : domain;
}

/** The credentials for an image's registry as a header's value. */
export function authHeader(cli: Cli, image: Reference | string): string {
  const reference = typeof image === 'string' ? parseReference(image) : image;
  const auth = cli.config.credentials(registryKey(reference.domain));
  return encodeAuth(auth);
}

/** All credentials, for a build (`X-Registry-Config`). */
export function registryConfig(config: ConfigFile): string {
  const all: Record<string, AuthConfig> = {};
  for (const registry of config.registries()) all[registry] = config.credentials(registry);
  return base64(JSON.stringify(all)).replaceAll('+', '-').replaceAll('/', '_');
}
