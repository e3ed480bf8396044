import type { LayerFile } from '../../diagrams/layers-model';
import { isAttestation, isIndexType, isManifestType, parseJson, type ImageConfig, type Index, type Manifest } from '../../oci/image';

/** An image found in an archive: its names, its configuration, and what each layer holds, lowest first. */
export interface ScannedImage {
  names: string[];
  config: ImageConfig;
  layers: LayerFile[][];
  /** What is missing or isn't what its digest says, a sentence each. */
  faults: string[];
}

/** What an archive holds, by path; the digests only where they were asked for. */
export interface Found {
  documents: Map<string, Uint8Array>;
  layers: Map<string, LayerFile[]>;
  links: Map<string, string>;
  digests: Map<string, string>;
  diffIds: Map<string, string>;
}

/** What can't be looked into, and why; the text is for the learner. */
export class ScanError extends Error {}

/** A configuration that has what the views read. */
function checked(config: ImageConfig, path: string): ImageConfig {
  if (!Array.isArray((config as Partial<ImageConfig> | null)?.rootfs?.diff_ids)) throw new ScanError(`${path} is no image configuration.`);
  return config;
}

const blobPath = (digest: string): string => `blobs/${digest.replace(':', '/')}`;

/** The image of a configuration and its layers, at their paths in the archive. */
function image({ documents, layers, links, digests, diffIds }: Found, names: string[], configPath: string, paths: readonly string[]): ScannedImage[] {
  const bytes = documents.get(configPath);
  if (!bytes) return [];
  const config = checked(parseJson<ImageConfig>(bytes), configPath);
  const target = (path: string): string => (layers.has(path) ? path : (links.get(path) ?? path));
  const expected = config.rootfs.diff_ids;
  const faults = [configPath, ...paths].flatMap((path) => {
    const found = digests.get(path);
    return found !== undefined && path.startsWith('blobs/sha256/') && path !== blobPath(found) ? [`The content of ${path} has another digest than its name: ${found}.`] : [];
  });
  if (expected.length !== paths.length) faults.push(`The configuration names ${expected.length} layers, the manifest ${paths.length}.`);
  paths.forEach((path, i) => {
    const diffId = diffIds.get(target(path));
    if (!layers.has(target(path))) faults.push(`Layer ${i + 1} (${path}) is not in the file.`);
    else if (diffId !== undefined && expected[i] !== undefined && diffId !== expected[i]) faults.push(`Layer ${i + 1} is not what the configuration says: its diffID is ${diffId}, not ${expected[i]}.`);
  });
  return [{ names, config, layers: paths.map((path) => layers.get(target(path)) ?? []), faults }];
}

/** The images of an archive: by docker's manifest.json where it has one, else by the OCI layout's index.json. Throws ScanError. */
export function imagesOf(found: Found): ScannedImage[] {
  const { documents } = found;
  const listed = documents.get('manifest.json');
  if (listed) {
    return parseJson<{ Config: string; RepoTags?: string[] | null; Layers?: string[] | null }[]>(listed).flatMap(({ Config, RepoTags, Layers }) => image(found, RepoTags ?? [], Config, Layers ?? []));
  }
  const walk = (path: string, names: string[]): ScannedImage[] => {
    const bytes = documents.get(path);
    if (!bytes) return [];
    const { manifests, config, layers: own } = parseJson<Partial<Index & Manifest>>(bytes);
    if (config && own) return image(found, names, blobPath(config.digest), own.map(({ digest }) => blobPath(digest)));
    return (manifests ?? []).filter((one) => !isAttestation(one) && (isIndexType(one.mediaType) || isManifestType(one.mediaType))).flatMap((one) => {
      const name = one.annotations?.['io.containerd.image.name'] ?? one.annotations?.['org.opencontainers.image.ref.name'];
      return walk(blobPath(one.digest), name === undefined ? names : [name]);
    });
  };
  return walk('index.json', []);
}
