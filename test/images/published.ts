import { Catalogues } from '../../src/catalog/catalogue';

interface Platform {
  /** Digests of the manifest, of its attestation's manifest and provenance, and of the layers from the base up. */
  manifest: string;
  attestation: string;
  provenance: string;
  layers: string[];
}

interface Index {
  manifests: { digest: string; platform: { architecture: string }; annotations?: Record<string, string> }[];
}

/** What the simulated Docker Hub has under an official name, so that tests outlive a catalogue whose layers change. */
export async function published(repository: string, tag = 'latest'): Promise<{ index: string; amd64: Platform; arm64: Platform }> {
  const hub = new Catalogues().host('docker.io');
  const read = async (reference: string): Promise<{ digest: string; content: unknown }> => {
    const manifest = await hub.manifest(`library/${repository}`, reference);
    if (!manifest) throw new Error(`${repository} ${reference} is not in the catalogue`);
    return { digest: manifest.digest, content: JSON.parse(new TextDecoder().decode(manifest.bytes)) };
  };
  const { digest, content } = await read(tag);
  const { manifests } = content as Index;
  const layersOf = async (manifest: string): Promise<string[]> => ((await read(manifest)).content as { layers: { digest: string }[] }).layers.map((layer) => layer.digest);
  const platform = async (architecture: string): Promise<Platform> => {
    const manifest = manifests.find((one) => one.platform.architecture === architecture)!.digest;
    const attestation = manifests.find((one) => one.annotations?.['vnd.docker.reference.digest'] === manifest)!.digest;
    return { manifest, attestation, provenance: (await layersOf(attestation))[0]!, layers: await layersOf(manifest) };
  };
  return { index: digest, amd64: await platform('amd64'), arm64: await platform('arm64') };
}

/** What a docker client shows of a digest. */
export const short = (digest: string): string => digest.slice(7, 19);
