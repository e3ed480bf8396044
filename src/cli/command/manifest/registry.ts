import { text } from '../../../lib/bytes';
import { digestOfBytes } from '../../../oci/digest';
import type { Reference } from '../../../oci/reference';
import { DistributionClient, ProtocolError } from '../../../remotes/distribution-client';
import { DistributionError, distributionError } from '../../../remotes/distribution-errors';
import type { Cli } from '../../cli';
import { registryKey } from '../auth';
import { imageManifest, type ImageManifest, type Platform } from './store';

const ACCEPT = [
  'application/vnd.docker.distribution.manifest.v2+json', 'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json', 'application/vnd.oci.image.manifest.v1+json',
].join(', ');

/** Refusals after which another endpoint is asked, and there is none (docker/cli internal/registryclient/fetcher.go, continueOnError). */
const PASSED_OVER = ['UNAUTHORIZED', 'MANIFEST_UNKNOWN', 'NAME_UNKNOWN', ''];

function open(cli: Cli, reference: Reference, insecure: boolean): Promise<DistributionClient> {
  return DistributionClient.open(cli.sys, reference, cli.config.credentials(registryKey(reference.domain)), insecure);
}

/** Asks about a repository, for these commands alone speak to registries themselves. */
async function reading<T>(cli: Cli, reference: Reference, insecure: boolean, work: (client: DistributionClient) => Promise<T>): Promise<T> {
  try {
    return await work(await open(cli, reference, insecure));
  } catch (error) {
    const isPassedOver = error instanceof ProtocolError || (error instanceof DistributionError && PASSED_OVER.includes(error.code));
    throw isPassedOver ? new Error(`no such manifest: ${reference.toString()}`, { cause: error }) : error;
  }
}

async function read(client: DistributionClient, path: string): Promise<Uint8Array> {
  const answer = await client.ask({ method: 'GET', path, headers: [['Accept', ACCEPT]], actions: 'pull' });
  if (answer.status >= 400) throw distributionError(answer, text(answer.body));
  return answer.body;
}

const manifestPath = (reference: Reference): string => `manifests/${reference.digest ?? reference.tag ?? 'latest'}`;

/** A manifest as its registry has it. */
export function fetchManifest(cli: Cli, reference: Reference, insecure: boolean): Promise<string> {
  return reading(cli, reference, insecure, async (client) => text(await read(client, manifestPath(reference))));
}

/** An image's manifest with the platform of its configuration. */
export function withPlatform(cli: Cli, reference: Reference, raw: string, insecure: boolean): Promise<ImageManifest> {
  return reading(cli, reference, insecure, async (client) => {
    const { config } = JSON.parse(raw) as { config: { digest: string } };
    const bytes = await read(client, `blobs/${config.digest}`);
    if (digestOfBytes(bytes) !== config.digest) throw new Error(`image config verification failed for digest ${config.digest}`);
    const { architecture, os, variant, 'os.version': version } = JSON.parse(text(bytes)) as Platform;
    return imageManifest(reference, raw, { architecture, os, ...(version && { 'os.version': version }), ...(variant && { variant }) });
  });
}

/** Has a blob of another repository of the same registry in a reference's. */
export async function mountBlob(cli: Cli, from: string, digest: string, target: Reference, insecure: boolean): Promise<void> {
  const client = await open(cli, target, insecure);
  const answer = await client.ask({
    method: 'POST', path: `blobs/uploads/?${new URLSearchParams({ from, mount: digest })}`, headers: [['Content-Length', '0']], actions: 'pull,push', from,
  });
  if (answer.status >= 400) throw new Error(`failed to mount blob ${from}@${digest} to ${target.toString()}: ${distributionError(answer, text(answer.body)).message}`);
  if (answer.status !== 201) throw new Error(`error mounting ${from}@${digest} to ${target.toString()}`);
}

/** Puts a manifest under a name whose repository has what it refers to. */
export async function putManifest(cli: Cli, reference: Reference, manifest: Uint8Array, insecure: boolean): Promise<void> {
  const { mediaType = 'application/vnd.oci.image.manifest.v1+json' } = JSON.parse(text(manifest)) as { mediaType?: string };
  const client = await open(cli, reference, insecure);
  const answer = await client.ask({ method: 'PUT', path: manifestPath(reference), headers: [['Content-Type', mediaType]], body: manifest, actions: 'pull,push' });
  if (answer.status >= 400) throw new Error(`failed to put manifest ${reference.toString()}: ${distributionError(answer, text(answer.body)).message}`);
}
