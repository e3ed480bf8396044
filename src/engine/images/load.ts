import { EngineError, invalid } from '../../api/errors';
import { concat } from '../../lib/bytes';
import { contentOf, readContent, type Content } from '../../lib/content';
import { chunksOf, type ByteReader } from '../../lib/stream';
import { digestOfContent, type Digest } from '../../oci/digest';
import { gunzip, isGzip, isZstd } from '../../oci/gzip';
import { document, isIndexType, isManifestType, parseJson, type Descriptor, type ImageConfig, type Index, type Manifest } from '../../oci/image';
import { knownContents } from '../../oci/known-contents';
import { MEDIA } from '../../oci/media-types';
import { readTar } from '../../oci/tar-read';
import { TarError, type TarEntry } from '../../oci/tar-entry';
import { InvalidReferenceError, parseReference } from '../../oci/reference';
import type { ImageContext } from './context';
import { danglingName, familiarName } from './find';
import { platformParameter } from './inspect';
import { bestManifest, isUnpacked, manifestViews, unpackManifest } from './manifests';
import { setName } from './names';
import type { ProgressSink } from './ports';

const UNRECOGNIZED = 'unrecognized image format';

/** A whole body, decompressed where it is compressed. */
export async function readArchive(body: ByteReader): Promise<Content> {
  const parts: Uint8Array[] = [];
  for await (const part of chunksOf(body)) parts.push(part.slice());
  const content = contentOf(concat(parts.length === 0 ? [new Uint8Array(0)] : parts));
  const head = readContent(content, 0, 4);
  if (isZstd(head)) throw invalid('zstd-compressed archives are not simulated');
  if (!isGzip(head)) return content;
  try {
    return contentOf(gunzip(content));
  } catch (error) {
    throw invalid((error as Error).message);
  }
}

/** POST /images/load (moby daemon/containerd/image_exporter.go; containerd core/images/archive, importer.go). */
export async function loadImages(context: ImageContext, body: ByteReader, options: { platforms: readonly string[] }, progress: ProgressSink): Promise<void> {
  const archive = await readArchive(body);
  const files = new Map<string, TarEntry>();
  try {
    if (archive.size > 0) for (const entry of readTar(archive)) files.set(entry.path, entry);
  } catch (error) {
    if (error instanceof TarError) throw invalid(error.message === 'EOF' ? UNRECOGNIZED : error.message);
    throw error;
  }
  const follow = (path: string): Content | undefined => {
    const entry = files.get(path);
    if (entry?.type !== 'symlink' || entry.target === undefined) return entry?.content;
    return files.get(joined(path, entry.target))?.content;
  };
  const targets = files.has('oci-layout') && files.has('index.json') ? await importLayout(context, files) : await importDockerArchive(context, files, follow);
  if (targets.length === 0) throw invalid(UNRECOGNIZED);
  const platform = platformParameter(options.platforms[0]);
  for (const { name, target } of targets) {
    setName(context, name ?? danglingName(target.digest), target, true);
    const best = bestManifest(manifestViews(context, target), platform);
    const shown = name === undefined ? target.digest : familiarName(name);
    if (platform && !best) throw new EngineError('notFound', `image ${shown} was loaded, but doesn't provide the requested platform ([${options.platforms[0]}])`);
    if (best?.config && !isUnpacked(context, best.config)) await unpackManifest(context, best);
    context.host.event('image', 'load', target.digest, { name: target.digest });
    await progress({ stream: name === undefined ? `Loaded image ID: ${target.digest}\n` : `Loaded image: ${shown}\n` });
  }
}

interface Loaded {
  name: string | undefined;
  target: Descriptor;
}

/** `a/../b` beside a path. */
function joined(path: string, target: string): string {
  const parts = target.startsWith('/') ? [] : path.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

async function keepBlob(context: ImageContext, digest: Digest, content: Content): Promise<void> {
  const size = await knownContents().size(digest);
  if (size === content.size) context.content.putKnown(digest, size);
  else context.content.put(digest, content);
}

async function importLayout(context: ImageContext, files: ReadonlyMap<string, TarEntry>): Promise<Loaded[]> {
  for (const [path, entry] of files) {
    const match = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(path);
    if (!match || entry.type !== 'file' || !entry.content) continue;
    const digest = `sha256:${match[1]}`;
    const found = digestOfContent(entry.content);
    if (found !== digest) throw invalid(`failed commit on ref "${digest}": unexpected commit digest ${found}, expected ${digest}: failed precondition`);
    await keepBlob(context, digest, entry.content);
  }
  const index = parseJson<Index>(readContent(files.get('index.json')!.content!));
  return index.manifests.filter((one) => isIndexType(one.mediaType) || isManifestType(one.mediaType)).map((one) => {
    const { annotations, mediaType, digest, size } = one;
    const name = annotations?.['io.containerd.image.name'];
    const kept = annotations && Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== 'config.digest'));
    return { name: name === undefined ? undefined : normalized(name), target: { mediaType, digest, size, ...(kept && Object.keys(kept).length > 0 ? { annotations: kept } : {}) } };
  });
}

function normalized(name: string): string {
  try {
    return parseReference(name).tagNameOnly().toString();
  } catch (error) {
    if (error instanceof InvalidReferenceError) throw invalid(`${error.message}: ${name}`);
    throw error;
  }
}

/** The older format alone: manifest.json, a configuration and plain layer archives. */
async function importDockerArchive(context: ImageContext, files: ReadonlyMap<string, TarEntry>, follow: (path: string) => Content | undefined): Promise<Loaded[]> {
  const listed = files.get('manifest.json')?.content;
  if (!listed) return [];
  const out: Loaded[] = [];
  for (const image of parseJson<{ Config: string; RepoTags: string[] | null; Layers: string[] }[]>(readContent(listed))) {
    const configContent = follow(image.Config);
    if (!configContent) throw invalid(`file ${image.Config} not found in tar`);
    const config = document(MEDIA.dockerConfig, parseJson<ImageConfig>(readContent(configContent)));
    const configBytes = readContent(configContent);
    const configDigest = digestOfContent(configContent);
    context.content.put(configDigest, configBytes);
    const layers: Descriptor[] = [];
    for (const path of image.Layers) {
      const layer = follow(path);
      if (!layer) throw invalid(`file ${path} not found in tar`);
      const digest = digestOfContent(layer);
      await keepBlob(context, digest, layer);
      layers.push({ mediaType: isGzip(readContent(layer, 0, 3)) ? MEDIA.dockerLayer : MEDIA.dockerLayerPlain, digest, size: layer.size });
    }
    const manifest = document(MEDIA.dockerManifest, {
      schemaVersion: 2, mediaType: MEDIA.dockerManifest, config: { mediaType: config.descriptor.mediaType, digest: configDigest, size: configBytes.length }, layers,
    } satisfies Manifest);
    context.content.put(manifest.descriptor.digest, manifest.bytes);
    const tags = image.RepoTags ?? [];
    if (tags.length === 0) out.push({ name: undefined, target: manifest.descriptor });
    for (const tag of tags) out.push({ name: normalized(tag), target: manifest.descriptor });
  }
  return out;
}
