import { text } from '../../../../lib/bytes';
import { digestOfBytes } from '../../../../oci/digest';
import { isIndexType, parseJson, type Descriptor, type Index, type Manifest, type Platform } from '../../../../oci/image';
import { MEDIA } from '../../../../oci/media-types';
import { formatPlatform } from '../../../../oci/platform';
import { parseReference, type Reference } from '../../../../oci/reference';
import type { Cli } from '../../../cli';
import type { Annotation } from '../annotations';
import { getJson, getRemote } from './remote';

/** What a new image is made of: something in a registry, or a descriptor of it. */
export interface Source {
  reference: Reference | undefined;
  descriptor: Partial<Descriptor>;
}

/** A source that was found: its bytes and what it is. */
export interface Resolved {
  reference: Reference;
  descriptor: Descriptor;
  bytes: Uint8Array;
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** A digest, a reference, or a descriptor as JSON (buildx commands/imagetools/create.go, parseSource). */
export function parseSource(given: string): Source {
  const failed = (reason: string): Error => new Error(`failed to parse source ${JSON.stringify(given)}, valid sources are digests, references and descriptors: ${reason}`);
  if (DIGEST.test(given)) return { reference: undefined, descriptor: { digest: given } };
  if (given.startsWith('sha256')) throw failed(given.includes(':') ? 'invalid checksum digest length' : 'invalid checksum digest format');
  if (!given.trimStart().startsWith('{')) {
    try {
      return { reference: parseReference(given).tagNameOnly(), descriptor: {} };
    } catch (error) {
      throw failed((error as Error).message);
    }
  }
  const { schemaVersion, ...descriptor } = JSON.parse(given) as Partial<Descriptor> & { schemaVersion?: number };
  if (schemaVersion) throw failed(`expected an OCI content descriptor, got a manifest or index (schemaVersion ${schemaVersion})`);
  if (!descriptor.digest) throw failed('invalid descriptor: digest is required');
  return { reference: undefined, descriptor };
}

/** Fills in the repositories of bare digests; throws where several could be meant. */
export function located(sources: readonly Source[], tags: readonly Reference[], words: readonly string[]): (Source & { reference: Reference })[] {
  const names = new Set([...tags.map(({ name }) => name), ...sources.flatMap(({ reference }) => (reference ? [reference.name] : []))]);
  if (names.size === 0) throw new Error('no repositories specified, please set a reference in tag or source');
  const usual = names.size === 1 ? (sources.find(({ reference }) => reference)?.reference ?? tags[0]) : undefined;
  return sources.map(({ reference, descriptor }, i) => {
    if (reference) return { reference, descriptor };
    if (!usual) throw new Error(`multiple repositories specified, cannot infer repository for ${JSON.stringify(words[i])}`);
    return { reference: usual.trimmed().withDigest(descriptor.digest!), descriptor };
  });
}

/** Asks a source's registry what it is, with a manifest's platform from its configuration. */
export async function resolved(cli: Cli, { reference, descriptor: given }: Source & { reference: Reference }): Promise<Resolved> {
  const { descriptor: found, bytes } = await getRemote(cli, reference);
  const mediaType = given.mediaType ?? found.mediaType;
  const descriptor: Descriptor = { ...found, mediaType, ...(given.annotations && { annotations: given.annotations }), ...(given.platform && { platform: given.platform }) };
  if (given.size !== undefined && given.size !== 0 && given.size !== bytes.length) throw new Error(`invalid size mismatch for ${descriptor.digest}, ${given.size} != ${bytes.length}`);
  if (isIndexType(mediaType)) return { reference, descriptor, bytes };
  const { platform } = descriptor;
  if (!platform?.os || !platform.architecture) {
    const { architecture, os, variant } = await getJson<Platform>(cli, reference, parseJson<Manifest>(bytes).config);
    descriptor.platform = { architecture: platform?.architecture || architecture, os: platform?.os || os, ...(variant && !platform?.architecture ? { variant } : {}) };
  }
  return { reference, descriptor, bytes };
}

/** The new image: its bytes, what they are, and what they refer to, with where that is. */
export interface Combined {
  bytes: Uint8Array;
  descriptor: Descriptor;
  parts: { descriptor: Descriptor; from: Reference }[];
}

const ordered = ({ mediaType, digest, size, urls, annotations, data, platform, artifactType }: Descriptor): Record<string, unknown> => {
  const { architecture, os, variant, 'os.version': version } = platform ?? { architecture: '', os: '' };
  const shown = platform && { architecture, os, ...(version && { 'os.version': version }), ...(variant && { variant }) };
  return { mediaType, digest, size, urls, annotations: annotations && Object.fromEntries(Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1))), data, platform: shown, artifactType };
};

function indexOf(mediaType: string, manifests: readonly Descriptor[], annotations: Readonly<Record<string, string>>): { bytes: Uint8Array; descriptor: Descriptor } {
  const value = { schemaVersion: 2, mediaType, manifests: manifests.map(ordered), ...(Object.keys(annotations).length > 0 && { annotations }) };
  const bytes = new TextEncoder().encode(JSON.stringify(value, undefined, 2));
  return { bytes, descriptor: { mediaType, digest: digestOfBytes(bytes), size: bytes.length } };
}

/** Puts sources together (buildx util/imagetools, Combine): one stays as it is, several become an index. */
export function combine(sources: readonly Resolved[], annotations: readonly Annotation[], prefersIndex: boolean): Combined {
  const [only] = sources;
  if (sources.length === 1 && annotations.length === 0 && (isIndexType(only!.descriptor.mediaType) || !prefersIndex)) {
    const { bytes, descriptor, reference } = only!;
    const children = isIndexType(descriptor.mediaType) ? (JSON.parse(text(bytes)) as Index).manifests : [descriptor];
    return { bytes, descriptor, parts: children.map((child) => ({ descriptor: child, from: reference })) };
  }
  const parts = new Map<string, { descriptor: Descriptor; from: Reference }>();
  for (const { reference, descriptor, bytes } of sources) {
    for (const part of isIndexType(descriptor.mediaType) ? (JSON.parse(text(bytes)) as Index).manifests : [descriptor]) {
      const there = parts.get(part.digest)?.descriptor;
      const notes = { ...there?.annotations, ...part.annotations };
      parts.set(part.digest, { from: reference, descriptor: there ? { ...there, ...(part.platform && { platform: part.platform }), ...(Object.keys(notes).length > 0 && { annotations: notes }) } : { ...part } });
    }
  }
  const list = [...parts.values()];
  const mediaType = list.every(({ descriptor }) => descriptor.mediaType.startsWith('application/vnd.docker.')) ? MEDIA.dockerIndex : MEDIA.index;
  const own: Record<string, string> = {};
  for (const { type, platform, key, value } of mediaType === MEDIA.index ? annotations : []) {
    if (type === 'index') own[key] = value;
    else if (type === 'manifest-descriptor') {
      for (const { descriptor } of list) if (platform === undefined || (descriptor.platform && formatPlatform(descriptor.platform) === platform)) descriptor.annotations = { ...descriptor.annotations, [key]: value };
    } else if (type === 'index-descriptor') throw new Error('"index-descriptor" annotations are invalid while creating an image');
    else throw new Error(`"${type}" annotations are not supported yet`);
  }
  return { ...indexOf(mediaType, list.map(({ descriptor }) => descriptor), own), parts: list };
}

/** Leaves the platforms that are wanted, with their attestations (filterPlatforms there). */
export function filtered(image: Combined, platforms: readonly string[]): Combined {
  if (platforms.length === 0) return image;
  const fits = ({ platform }: Descriptor): boolean => platform === undefined || platforms.includes(formatPlatform(platform));
  if (!isIndexType(image.descriptor.mediaType)) {
    if (!fits(image.descriptor)) throw new Error(`input platform ${formatPlatform(image.descriptor.platform!)} does not match any of the provided platforms`);
    return image;
  }
  const kept = image.parts.filter(({ descriptor }) => {
    const subject = descriptor.annotations?.['vnd.docker.reference.digest'];
    return fits(descriptor) || (subject !== undefined && image.parts.some((part) => part.descriptor.digest === subject && fits(part.descriptor)));
  });
  if (kept.length === 0) throw new Error('none of the manifests match the provided platforms');
  if (kept.length === image.parts.length) return image;
  return { ...indexOf(image.descriptor.mediaType, kept.map(({ descriptor }) => descriptor), (JSON.parse(text(image.bytes)) as Index).annotations ?? {}), parts: kept };
}
