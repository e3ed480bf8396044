import { isIndexType, isUnknownPlatform, REFERENCE_DIGEST, type Index, type Manifest } from '../../../../oci/image';
import { formatPlatform, normalPlatform } from '../../../../oci/platform';
import type { Reference } from '../../../../oci/reference';
import type { Cli } from '../../../cli';
import { getJson } from './remote';

const PREDICATES = { SLSA: 'https://slsa.dev/provenance/', SPDX: 'https://spdx.dev/Document' } as const;

/** As Go writes what it has read into a map: keys in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

/**
 * What an image's attestations of a kind say, by platform; of an image of one platform alone what there is of that
 * (buildx util/imagetools/loader.go).
 */
export async function attested(cli: Cli, reference: Reference, manifest: string, kind: keyof typeof PREDICATES): Promise<Record<string, unknown>> {
  const { mediaType = '', manifests = [] } = JSON.parse(manifest) as Partial<Index>;
  if (!isIndexType(mediaType)) return {};
  const images = manifests.filter(({ platform }) => platform && !isUnknownPlatform(platform));
  const found: Record<string, Record<string, unknown>> = {};
  for (const image of images) {
    for (const about of manifests.filter(({ annotations }) => annotations?.[REFERENCE_DIGEST] === image.digest)) {
      const { layers } = await getJson<Manifest>(cli, reference, about);
      const layer = layers.find(({ annotations }) => annotations?.['in-toto.io/predicate-type']?.startsWith(PREDICATES[kind]));
      if (layer) found[formatPlatform(normalPlatform(image.platform!))] = { [kind]: sorted((await getJson<{ predicate: unknown }>(cli, reference, layer)).predicate) };
    }
  }
  return images.length > 1 ? Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1))) : (Object.values(found)[0] ?? {});
}
