import type { BuildAnnotation } from '../../../api/build-extension';
import { toBase64 } from '../../../api/buildkit-trace';
import { utf8 } from '../../../lib/bytes';
import { document, REFERENCE_DIGEST, REFERENCE_TYPE, type Descriptor, type Document, type ImageConfig, type Manifest } from '../../../oci/image';
import { MEDIA } from '../../../oci/media-types';
import { normalPlatform } from '../../../oci/platform';
import { digestOfBytes } from '../../../oci/digest';
import { orderedImage } from '../dockerfile/image';
import type { BuildPorts, LayerBlob } from '../ports';
import type { CacheConfig } from '../remote-cache/config';
import { annotationsFor, checkAnnotations } from './annotations';
import { clampHistory, datedHistory } from './history';
import type { Trace } from './trace';

export interface ImageExport {
  /** Undefined for an image without files. */
  snapshotId: string | undefined;
  image: ImageConfig;
  baseImage: ImageConfig | undefined;
  epoch: string | undefined;
  annotations: readonly BuildAnnotation[];
  /** Makes the cache that goes into the configuration. */
  inlineCache?: (mode: 'min') => Promise<{ config: CacheConfig; blobs: LayerBlob[] }>;
  /** Makes the attestations of a manifest, when some are wanted. */
  attest: ((manifest: Descriptor) => Attestation[]) | undefined;
}

/** An in-toto statement about an image. */
export interface Attestation {
  predicateType: string;
  statement: object;
}

/** An in-progress export: its step in the trace and the ports it writes to. */
class ImageWriter {
  constructor(
    private readonly ports: BuildPorts,
    private readonly trace: Trace,
    private readonly vertex: string,
  ) {}

  async step<T>(id: string, work: () => T | Promise<T>): Promise<T> {
    const status = this.trace.status(this.vertex, id);
    const result = await work();
    status.done();
    return result;
  }

  put(kind: string, made: Document): Promise<void> {
    return this.step(`exporting ${kind} ${made.descriptor.digest}`, () => this.ports.images.putBlob(made.descriptor, made.bytes));
  }
}

/** What an export has written: what the image is known by, and each platform's manifest. */
export interface ExportedImage {
  target: Descriptor;
  images: Descriptor[];
  /** The configuration of the one image that isn't held by an index. */
  config?: Descriptor;
}

/**
 * Writes the documents of results, one a platform, into the store (BuildKit's containerimage exporter). Several, or one
 * with attestations, are held together by an index.
 */
export async function exportImage(ports: BuildPorts, trace: Trace, vertex: string, specs: readonly ImageExport[], isMultiPlatform = false): Promise<ExportedImage> {
  const writer = new ImageWriter(ports, trace, vertex);
  const layered = await writer.step('exporting layers', () => Promise.all(specs.map(async (spec) => ({ spec, layers: spec.snapshotId === undefined ? [] : await ports.images.layers(spec.snapshotId) }))));
  const { annotations = [] } = specs[0] ?? {};
  checkAnnotations(annotations, specs.map(({ image }) => normalPlatform(image)), isMultiPlatform || specs.some(({ attest, snapshotId }) => attest !== undefined && snapshotId !== undefined));
  const images: Descriptor[] = [];
  const attestations: Descriptor[] = [];
  const configs: Descriptor[] = [];
  for (const { spec, layers } of layered) {
    const inline = spec.inlineCache && (await writer.step('preparing layers for inline cache', () => inlineRecords(spec.inlineCache!, layers)));
    const config = document(MEDIA.config, { ...imageConfig(spec, layers), ...(inline && { 'moby.buildkit.cache.v0': inline }) });
    const platform = normalPlatform(spec.image);
    const manifest = manifestOf(config, layers, annotationsFor(annotations, 'manifest', platform));
    await writer.put('manifest', manifest);
    await writer.put('config', config);
    configs.push(config.descriptor);
    const { architecture, os, ...more } = platform;
    const beside = annotationsFor(annotations, 'manifest-descriptor', platform);
    images.push({ ...plain(manifest.descriptor), ...(beside && { annotations: beside }), platform: { architecture, os, ...more } });
    // There is nothing to tell of an image without files.
    const statements = spec.snapshotId === undefined ? [] : (spec.attest?.(manifest.descriptor) ?? []);
    if (statements.length > 0) attestations.push(await putAttestations(ports, writer, manifest.descriptor, statements));
  }
  if (!isMultiPlatform && attestations.length === 0) return { target: { ...plain(images[0]!), annotations: { ...images[0]!.annotations, 'config.digest': configs[0]!.digest } }, images, config: configs[0]! };
  const [ofIndex, besideIndex] = [annotationsFor(annotations, 'index'), annotationsFor(annotations, 'index-descriptor')];
  const index = document(MEDIA.index, { schemaVersion: 2, mediaType: MEDIA.index, manifests: [...images, ...attestations], ...(ofIndex && { annotations: ofIndex }) }, 2);
  await writer.put('manifest list', index);
  return { target: { ...index.descriptor, ...(besideIndex && { annotations: besideIndex }) }, images };
}

/** The records of a cache whose layers are the image's, base64 (BuildKit's inline exporter). */
async function inlineRecords(describe: NonNullable<ImageExport['inlineCache']>, layers: readonly LayerBlob[]): Promise<string | undefined> {
  const { config } = await describe('min');
  const own = layers.map(({ descriptor }) => descriptor.digest);
  const records = (config.records ?? []).map((record) => ({
    ...record, ...(record.layers && { layers: record.layers.map((result) => ({ ...result, layer: own.indexOf(config.layers![result.layer]!.blob) })) }),
  }));
  return config.layers?.length ? toBase64(utf8(JSON.stringify(records))) : undefined;
}

/** What an image without a name is kept under (moby builder-next/exporter). */
export const danglingName = ({ digest }: Descriptor): string => `moby-dangling@${digest}`;

/** Makes an image of the store's what its names mean, in full; without any it is left dangling. */
export async function nameImage(ports: BuildPorts, trace: Trace, vertex: string, target: Descriptor, given: readonly string[], unpacks: boolean): Promise<void> {
  const writer = new ImageWriter(ports, trace, vertex);
  for (const name of given.length > 0 ? given : [danglingName(target)]) {
    await writer.step(`naming to ${name}`, () => ports.images.name(name, target));
    if (unpacks) await writer.step(`unpacking to ${name}`, () => ports.images.unpackNamed(name));
  }
}

/** The config as it goes into the image, history dated and layers named. */
export function imageConfig(spec: Pick<ImageExport, 'image' | 'baseImage' | 'epoch'>, layers: readonly LayerBlob[]): ImageConfig {
  const history = datedHistory(spec.image.history ?? [], layers);
  if (spec.epoch !== undefined) clampHistory(history, spec.epoch, spec.baseImage);
  const created = spec.image.created ?? history.findLast((entry) => entry.created !== undefined)?.created;
  return orderedImage({
    ...spec.image, history, ...(created !== undefined && { created }),
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
  });
}

/** An OCI manifest over a config and layers. */
export function manifestOf(config: Document, layers: readonly LayerBlob[], annotations: Readonly<Record<string, string>> = {}): Document {
  const manifest: Manifest = {
    schemaVersion: 2, mediaType: MEDIA.manifest, config: plain(config.descriptor), layers: layers.map(({ descriptor }) => plain(descriptor)),
    ...(Object.keys(annotations).length > 0 && { annotations: { ...annotations } }),
  };
  return document(MEDIA.manifest, manifest, 2);
}

function plain({ mediaType, digest, size }: Descriptor): Descriptor {
  return { mediaType, digest, size };
}

/** The statements about one manifest, as a manifest of their own that an index lists beside it. */
async function putAttestations(ports: BuildPorts, writer: ImageWriter, manifest: Descriptor, statements: readonly Attestation[]): Promise<Descriptor> {
  const layers = statements.map(({ predicateType, statement }) => {
    const bytes = utf8(JSON.stringify(statement));
    const layer: Descriptor = { mediaType: MEDIA.inToto, digest: digestOfBytes(bytes), size: bytes.length, annotations: { 'in-toto.io/predicate-type': predicateType } };
    return { bytes, layer };
  });
  const unknown = { architecture: 'unknown', os: 'unknown' };
  const config = document(MEDIA.config, { ...unknown, config: {}, rootfs: { type: 'layers', diff_ids: layers.map(({ layer }) => layer.digest) } });
  const attestation = document(MEDIA.manifest, { schemaVersion: 2, mediaType: MEDIA.manifest, config: plain(config.descriptor), layers: layers.map(({ layer }) => layer) }, 2);
  await writer.step(`exporting attestation manifest ${attestation.descriptor.digest}`, () => {
    for (const { layer, bytes } of layers) ports.images.putBlob(layer, bytes);
    ports.images.putBlob(config.descriptor, config.bytes);
    ports.images.putBlob(attestation.descriptor, attestation.bytes);
  });
  return { ...plain(attestation.descriptor), annotations: { [REFERENCE_DIGEST]: manifest.digest, [REFERENCE_TYPE]: 'attestation-manifest' }, platform: unknown };
}
