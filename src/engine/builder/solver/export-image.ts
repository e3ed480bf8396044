import { toBase64 } from '../../../api/buildkit-trace';
import { utf8 } from '../../../lib/bytes';
import { document, REFERENCE_DIGEST, REFERENCE_TYPE, type Descriptor, type Document, type ImageConfig, type Manifest } from '../../../oci/image';
import { MEDIA } from '../../../oci/media-types';
import { digestOfBytes } from '../../../oci/digest';
import { orderedImage } from '../dockerfile/image';
import type { BuildPorts, LayerBlob } from '../ports';
import type { CacheConfig } from '../remote-cache/config';
import { clampHistory, datedHistory } from './history';
import type { Trace } from './trace';

export interface ImageExport {
  /** Undefined for an image without files. */
  snapshotId: string | undefined;
  image: ImageConfig;
  baseImage: ImageConfig | undefined;
  epoch: string | undefined;
  annotations: Readonly<Record<string, string>>;
  /** Makes the cache that goes into the configuration. */
  inlineCache?: (mode: 'min') => Promise<{ config: CacheConfig; blobs: LayerBlob[] }>;
  /** Makes the attestation of a manifest, when one is wanted. */
  attest: ((manifest: Descriptor) => { predicateType: string; statement: object }) | undefined;
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

/** Writes a result's documents into the store (BuildKit's containerimage exporter). Gives what the image is known by. */
export async function exportImage(ports: BuildPorts, trace: Trace, vertex: string, spec: ImageExport): Promise<Descriptor> {
  const writer = new ImageWriter(ports, trace, vertex);
  const { snapshotId } = spec;
  const layers = await writer.step('exporting layers', () => (snapshotId === undefined ? [] : ports.images.layers(snapshotId)));
  const inline = spec.inlineCache && (await writer.step('preparing layers for inline cache', () => inlineRecords(spec.inlineCache!, layers)));
  const config = document(MEDIA.config, { ...imageConfig(spec, layers), ...(inline && { 'moby.buildkit.cache.v0': inline }) });
  const manifest = manifestOf(config, layers, spec.annotations);
  await writer.put('manifest', manifest);
  await writer.put('config', config);
  const target = spec.attest ? await addAttestation(ports, writer, manifest.descriptor, spec.image, spec.attest(manifest.descriptor)) : manifest.descriptor;
  return target;
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

/** Makes an image of the store's what its names mean, in full; without any it is left dangling. */
export async function nameImage(ports: BuildPorts, trace: Trace, vertex: string, target: Descriptor, given: readonly string[]): Promise<void> {
  const writer = new ImageWriter(ports, trace, vertex);
  for (const name of given.length > 0 ? given : [`moby-dangling@${target.digest}`]) {
    await writer.step(`naming to ${name}`, () => ports.images.name(name, target));
    await writer.step(`unpacking to ${name}`, () => ports.images.unpackNamed(name));
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

async function addAttestation(
  ports: BuildPorts, writer: ImageWriter, manifest: Descriptor, image: ImageConfig,
  { predicateType, statement }: { predicateType: string; statement: object },
): Promise<Descriptor> {
  const bytes = utf8(JSON.stringify(statement));
  const layer: Descriptor = {
    mediaType: MEDIA.inToto, digest: digestOfBytes(bytes), size: bytes.length, annotations: { 'in-toto.io/predicate-type': predicateType },
  };
  const unknown = { architecture: 'unknown', os: 'unknown' };
  const config = document(MEDIA.config, { ...unknown, config: {}, rootfs: { type: 'layers', diff_ids: [layer.digest] } });
  const attestation = document(MEDIA.manifest, { schemaVersion: 2, mediaType: MEDIA.manifest, config: plain(config.descriptor), layers: [layer] }, 2);
  await writer.step(`exporting attestation manifest ${attestation.descriptor.digest}`, () => {
    ports.images.putBlob(layer, bytes);
    ports.images.putBlob(config.descriptor, config.bytes);
    ports.images.putBlob(attestation.descriptor, attestation.bytes);
  });
  const { os, architecture, variant } = image;
  const index = document(MEDIA.index, {
    schemaVersion: 2, mediaType: MEDIA.index,
    manifests: [
      { ...plain(manifest), platform: { architecture, os, ...(variant && { variant }) } },
      { ...plain(attestation.descriptor), annotations: { [REFERENCE_DIGEST]: manifest.digest, [REFERENCE_TYPE]: 'attestation-manifest' }, platform: unknown },
    ],
  }, 2);
  await writer.put('manifest list', index);
  return index.descriptor;
}
