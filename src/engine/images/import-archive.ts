import { invalid, systemError } from '../../api/errors';
import { cleanPath } from '../../lib/clean-path';
import { text } from '../../lib/bytes';
import { readContent, type Content } from '../../lib/content';
import { quote } from '../../lib/govalue/quote';
import { decodeJson, jsonKind, JsonFault, unmarshalJson } from '../../lib/json-scanner';
import { digestOfContent, isDigest, type Digest } from '../../oci/digest';
import { isGzip, isZstd } from '../../oci/gzip';
import { childDescriptors, document, isIndexType, isManifestType, type Descriptor, type ImageConfig, type Index, type Manifest } from '../../oci/image';
import { knownContents } from '../../oci/known-contents';
import { isConfigType, MEDIA } from '../../oci/media-types';
import { InvalidReferenceError, parseReference } from '../../oci/reference';
import { readTar } from '../../oci/tar-read';
import { TarError, type TarEntry } from '../../oci/tar-entry';
import { NoSpaceError } from '../stores/content-store';
import { records, type ImageContext } from './context';
import type { Lease } from './lease';
import { isUnpacked, manifestViews } from './manifests';

/** An image of an archive, and what it is called there. */
export interface Imported {
  name: string | undefined;
  /** What it is called there when that isn't a name. */
  misnamed?: string;
  target: Descriptor;
}

interface Blob {
  digest: Digest;
  content: Content;
}

const LAYOUT = 'oci-layout';
const MANIFEST = 'manifest.json';
const LAYOUT_VERSION = '1.0.0';
const UNRECOGNIZED = 'unrecognized image format';

/** An image as manifest.json lists it. */
interface DockerImage {
  Config: string;
  RepoTags?: string[] | null;
  Layers?: string[] | null;
}

/**
 * Takes the images of an archive into the content store: an OCI layout, or docker's older format (containerd
 * core/images/archive/importer.go, client/import.go). Blobs count by what they are, not by what they are called. Only
 * what an image reaches is kept, and nothing when the archive is refused.
 */
export async function importArchive(context: ImageContext, archive: Content, lease: Lease): Promise<Imported[]> {
  const files = new Map<string, Blob>();
  const links = new Map<string, string>();
  const documents = new Map<string, Content>();
  for (const entry of members(archive)) {
    if (entry.type === 'symlink') links.set(entry.path, cleanPath(`${entry.path}/../${entry.target ?? ''}`));
    if (entry.type !== 'file' || !entry.content) continue;
    if (entry.path === LAYOUT || entry.path === MANIFEST) documents.set(entry.path, entry.content);
    else files.set(entry.path, { digest: digestOfContent(entry.content), content: entry.content });
  }
  const layout = documents.get(LAYOUT);
  const version = layout && untarred<{ imageLayoutVersion?: string } | null>(layout, decodeJson, `untar oci layout "${LAYOUT}": `)?.imageLayoutVersion;
  const blobs = new Map([...files.values()].map(({ digest, content }) => [digest, content]));
  let images: Imported[];
  if (version) {
    if (version !== LAYOUT_VERSION) throw invalid(`unsupported OCI version ${version}`);
    const index = files.get('index.json');
    if (!index) throw invalid(`missing index.json in OCI layout ${LAYOUT_VERSION}`);
    images = layoutImages(index.content);
  } else {
    const named = documents.get(MANIFEST);
    if (!named) throw invalid(UNRECOGNIZED);
    images = dockerImages(context, named, files, links, blobs);
  }
  if (images.length === 0) throw invalid('image might be filtered out');
  const kept = new Map<Digest, Content>();
  for (const { target } of images) {
    lease.hold(target);
    reach(context, target, blobs, kept);
  }
  for (const [digest, content] of kept) {
    try {
      if ((await knownContents().size(digest)) === content.size) context.content.putKnown(digest, content.size);
      else context.content.put(digest, content);
    } catch (error) {
      if (!(error instanceof NoSpaceError)) throw error;
      const member = [...files].find(([, file]) => file.digest === digest)?.[0] ?? digest;
      throw systemError(`failed to ingest ${quote(member)}: ${error.message}`);
    }
  }
  return images;
}

/** The members of an archive; what is wrong with it in containerd's words. */
function* members(archive: Content): Generator<TarEntry> {
  if (archive.size === 0) return;
  try {
    yield* readTar(archive);
  } catch (error) {
    if (!(error instanceof TarError)) throw error;
    if (error.message === 'EOF') return;
    const { member, message, length } = error;
    if (member === undefined) throw invalid(message);
    if (member === LAYOUT) throw invalid(`untar oci layout ${quote(member)}: ${message}`);
    if (member === MANIFEST) throw invalid(`untar manifest ${quote(member)}: ${message}`);
    throw invalid(`failed to ingest ${quote(member)}: short read: expected ${length?.promised} bytes but got ${length?.found}: ${message}`);
  }
}

/** A JSON document of an archive; what is wrong with it in encoding/json's words. */
function untarred<T>(content: Content, parse: (text: string) => unknown, prefix = ''): T {
  try {
    return parse(text(readContent(content))) as T;
  } catch (error) {
    if (error instanceof JsonFault) throw invalid(prefix + error.message);
    throw error;
  }
}

/** A list that a document has somewhere, or none; refused when it is anything else. */
function listed<T>(value: unknown, place: string, prefix = ''): readonly T[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value as T[];
  throw invalid(`${prefix}json: cannot unmarshal ${jsonKind(value)} into Go ${place}`);
}

/** What an index names; a layout of another tool calls its images by their reference annotation. */
function layoutImages(content: Content): Imported[] {
  const index = untarred<Partial<Index> | null>(content, unmarshalJson);
  return listed<Descriptor>(index?.manifests, 'struct field Index.manifests of type []v1.Descriptor').map((one) => {
    const { annotations, mediaType, digest, size } = one;
    const kept = Object.entries(annotations ?? {}).filter(([key]) => key !== 'config.digest');
    const target: Descriptor = { mediaType, digest, size, ...(kept.length > 0 ? { annotations: Object.fromEntries(kept) } : {}) };
    const name = annotations?.['io.containerd.image.name'] || annotations?.['org.opencontainers.image.ref.name'];
    const valid = name === undefined ? undefined : validName(name);
    return { name: valid, target, ...(name !== undefined && valid === undefined ? { misnamed: name } : {}) };
  });
}

/** A name as the engine keeps it; undefined for what isn't one. */
function validName(name: string): string | undefined {
  try {
    return parseReference(name).tagNameOnly().toString();
  } catch (error) {
    if (error instanceof InvalidReferenceError) return undefined;
    throw error;
  }
}

function normalized(name: string): string {
  try {
    return parseReference(name).tagNameOnly().toString();
  } catch (error) {
    if (error instanceof InvalidReferenceError) throw invalid(`normalize image ref ${quote(name)}: ${error.message}`);
    throw error;
  }
}

/** The older format alone: manifest.json, configurations and layers, from which manifests are made. */
function dockerImages(context: ImageContext, file: Content, files: Map<string, Blob>, links: ReadonlyMap<string, string>, blobs: Map<Digest, Content>): Imported[] {
  const prefix = `untar manifest "${MANIFEST}": `;
  const named = untarred<unknown>(file, decodeJson, prefix);
  if (named === null) throw invalid(UNRECOGNIZED);
  const images = listed<DockerImage>(named, 'value of type []struct { Config string; RepoTags []string; Layers []string }', prefix);
  for (const [name, target] of links) {
    const blob = files.get(target);
    if (!blob) throw invalid(`no target for symlink layer from ${quote(name)} to ${quote(target)}`);
    files.set(name, blob);
  }
  const packed = packedLayers(context);
  return images.flatMap((image): Imported[] => {
    const config = files.get(image.Config);
    if (!config) throw invalid(`image config ${quote(image.Config)} not found`);
    untarred(config.content, unmarshalJson, 'unable to resolve platform: ');
    const layers = (image.Layers ?? []).map((path): Descriptor => {
      const layer = files.get(path);
      if (!layer) throw invalid(`failed to resolve layers: layer ${quote(path)} not found`);
      const head = readContent(layer.content, 0, 4);
      const mediaType = isGzip(head) || isZstd(head) ? MEDIA.dockerLayer : MEDIA.dockerLayerPlain;
      const { digest, size } = packed.get(layer.digest) ?? { digest: layer.digest, size: layer.content.size };
      return { mediaType: packed.has(layer.digest) ? MEDIA.dockerLayer : mediaType, digest, size };
    });
    const manifest = document(MEDIA.dockerManifest, {
      schemaVersion: 2, mediaType: MEDIA.dockerManifest, config: { mediaType: MEDIA.dockerConfig, digest: config.digest, size: config.content.size }, layers,
    } satisfies Manifest);
    blobs.set(manifest.descriptor.digest, { size: manifest.bytes.length, extents: [{ bytes: manifest.bytes }] });
    const tags = image.RepoTags ?? [];
    const target = manifest.descriptor;
    return tags.length === 0 ? [{ name: undefined, target }] : tags.map((tag) => ({ name: normalized(tag), target }));
  });
}

/** Compressed layers that are here already, by what they are uncompressed (containerd's label containerd.io/uncompressed). */
function packedLayers(context: ImageContext): Map<Digest, { digest: Digest; size: number }> {
  const packed = new Map<Digest, { digest: Digest; size: number }>();
  for (const { target } of records(context)) {
    for (const { manifest, config, available } of manifestViews(context, target)) {
      if (!manifest || !config?.rootfs || !available || !isUnpacked(context, config)) continue;
      for (const [i, { digest, size }] of manifest.layers.entries()) {
        const diffId = config.rootfs.diff_ids[i];
        if (diffId !== undefined && diffId !== digest) packed.set(diffId, { digest, size });
      }
    }
  }
  return packed;
}

/** Collects what a target reaches, as far as the archive has it; what would break whoever reads it later is refused. */
function reach(context: ImageContext, { digest, mediaType }: Descriptor, blobs: ReadonlyMap<Digest, Content>, into: Map<Digest, Content>): void {
  if (!isDigest(digest)) throw invalid(`InvalidArgument: ${quote(digest)} failed validation`);
  const content = blobs.get(digest);
  if (!content || into.has(digest)) return;
  if (!context.content.has(digest)) into.set(digest, content);
  if (isConfigType(mediaType)) {
    const config = untarred<ImageConfig | null>(content, unmarshalJson);
    if (config?.rootfs && !Array.isArray(config.rootfs.diff_ids)) throw invalid(`invalid image config ${digest}`);
  }
  if (!isIndexType(mediaType) && !isManifestType(mediaType)) return;
  if (!untarred<Partial<Manifest & Index> | null>(content, unmarshalJson)?.[isIndexType(mediaType) ? 'manifests' : 'config']) throw invalid(`invalid manifest ${digest}`);
  for (const child of childDescriptors(mediaType, readContent(content))) reach(context, child, blobs, into);
}
