import { EXPORTER_ID, OUTPUT_TAR_ID } from '../../../api/build-extension';
import { IMAGE_ID, toBase64 } from '../../../api/buildkit-trace';
import { contentPieces, digestOfText } from '../../../oci/digest';
import type { Descriptor } from '../../../oci/image';
import { formatPlatform } from '../../../oci/platform';
import type { TarEntry } from '../../../oci/tar-entry';
import { writeTar } from '../../../oci/tar-write';
import type { Converted } from '../convert/convert';
import type { Vertex } from '../graph/vertex';
import { treeMembers } from '../files/members';
import type { KeptBuild } from '../history/store';
import type { BuildPorts, LayerBlob } from '../ports';
import type { CacheConfig } from '../remote-cache/config';
import type { BuildOrder, BuildOutput } from '../request';
import { newId } from '../solver/cache';
import { danglingName, exportImage, nameImage, type Attestation, type ExportedImage, type ImageExport } from '../solver/export-image';
import { provenanceStatement } from '../solver/provenance';
import { provenanceOptions, type ProvenanceOptions } from './provenance-options';
import type { Trace, TraceSink } from '../solver/trace';

/** What was built for a platform. */
export interface BuildResult {
  converted: Converted;
  /** Undefined for a result without files. */
  snapshotId: string | undefined;
}

/** A build's results and what there is to say about them. */
export interface Delivery {
  /** Aborted when the build is cancelled: nothing is named or sent any more. */
  signal: AbortSignal;
  ports: BuildPorts;
  trace: Trace;
  sink: TraceSink;
  order: BuildOrder;
  /** One for each platform. */
  results: readonly BuildResult[];
  vertices: readonly Vertex[];
  dockerfileName: string;
  dockerfile: string;
  startedMs: number;
  /** Where the history keeps what came out. */
  kept?: KeptBuild;
  /** The cache that the image is to carry, when it is. */
  inlineCache?: (mode: 'min') => Promise<{ config: CacheConfig; blobs: LayerBlob[] }>;
}

/** A delivery to one of the outputs, which the client knows by its place among them. */
type Export = Delivery & { output: BuildOutput; place: number; provenance: ProvenanceOptions | undefined };

/** Brings the result where the order wants it: into the image store, to a registry, to the client. */
export async function deliver(delivery: Delivery): Promise<void> {
  delivery.signal.throwIfAborted();
  if (delivery.kept) keepProvenance(delivery, delivery.kept);
  const asked = delivery.order.extension.attestations?.provenance;
  const provenance = asked === undefined ? undefined : provenanceOptions(asked);
  for (const [place, output] of delivery.order.outputs.entries()) {
    const { type } = output;
    const one = { ...delivery, output, place, provenance };
    if (type === 'image') await deliverImage(one);
    else if (type === 'oci' || type === 'docker') await deliverArchive(one, type);
    else if (type === 'local' || type === 'tar') await deliverFiles(one, type);
  }
}

async function deliverImage(delivery: Export): Promise<void> {
  const { ports, trace, order, output: { names, push, unpack } } = delivery;
  const vertex = trace.internal('exporting to image', newId(ports.random));
  const exported = await trace.step(vertex, async () => {
    const images = delivery.results.map((result) => imageOf(delivery, result, true));
    const exported = await exportImage(ports, trace, vertex, images, isMultiPlatform(delivery));
    delivery.signal.throwIfAborted();
    if (!ports.standalone) await nameImage(ports, trace, vertex, exported.target, names, unpack && images.some(({ snapshotId }) => snapshotId !== undefined));
    if (delivery.kept) keepResult(delivery.kept, exported);
    if (push) await pushAll(delivery, vertex, exported.target);
    return exported;
  }, delivery.signal);
  const { target } = exported;
  await trace.flush();
  // Clients that know nothing of it get what Docker's API says.
  if (order.extension.ref !== undefined) await delivery.sink({ id: EXPORTER_ID, aux: answerOf(exported, names.length > 0 || ports.standalone ? names : [danglingName(target)]) });
  await delivery.sink({ id: IMAGE_ID, aux: { ID: target.digest } });
}

/** What an image's exporter tells (exporter/containerimage/export.go). */
function answerOf({ target, images, config }: ExportedImage, names: readonly string[]): Record<string, unknown> {
  return { 'containerimage.descriptor': config ? images[0] : target, 'containerimage.digest': target.digest, ...(names.length > 0 && { 'image.name': names.join(',') }) };
}

/** Sends the image to the client as an archive; the store doesn't keep it (BuildKit's oci exporter). */
async function deliverArchive(delivery: Export, type: 'oci' | 'docker'): Promise<void> {
  const { ports, trace, sink, output: { names }, place } = delivery;
  const vertex = trace.internal(`exporting to ${type} image format`, newId(ports.random));
  await trace.step(vertex, async () => {
    // Docker's own format knows no index that attestations could stand in.
    const exported = await exportImage(ports, trace, vertex, delivery.results.map((result) => imageOf(delivery, result, type === 'oci')), isMultiPlatform(delivery));
    const status = trace.status(vertex, 'sending tarball');
    for await (const piece of ports.images.archive(exported.target, names, type)) await sink({ id: OUTPUT_TAR_ID, place, aux: toBase64(piece) });
    status.done();
    await sink({ id: EXPORTER_ID, aux: { ...answerOf(exported, names), ...(exported.config && { 'containerimage.config.digest': exported.config.digest }) } });
  });
}

/** The history has the provenance in full, whatever the image has, and what the build was made from. */
function keepProvenance(delivery: Delivery, { record, documents }: KeptBuild): void {
  const { predicateType, statement } = provenanceOf(delivery, { mode: 'max', builderId: '', isReproducible: false }, [], undefined);
  const { predicate } = statement as { predicate: { buildDefinition: { resolvedDependencies: { uri: string; digest?: Record<string, string> }[] } } };
  const text = JSON.stringify(predicate, undefined, 2);
  const digest = digestOfText(text);
  documents[digest] = text;
  record.attachments.push({ digest, platform: '', type: predicateType });
  record.materials = predicate.buildDefinition.resolvedDependencies.map(({ uri, digest: set = {} }) => ({ uri, digests: Object.entries(set).map(([kind, hex]) => `${kind}:${hex}`) }));
}

function provenanceOf(delivery: Delivery, options: ProvenanceOptions, names: readonly string[], manifest: Descriptor | undefined): Attestation {
  const { ports, order, vertices, dockerfileName, dockerfile, startedMs } = delivery;
  return provenanceStatement({
    ...options, dockerfileName, dockerfile, buildArgs: order.buildArgs, labels: order.request.labels, target: order.request.target, vertices, names,
    manifest, invocationId: manifest ? newId(ports.random) : (delivery.kept?.record.ref ?? ''), startedMs, finishedMs: ports.now(),
  });
}

const isMultiPlatform = ({ order }: Delivery): boolean => order.platforms.length > 1;

/** What is to become an image. */
function imageOf(delivery: Export, { converted, snapshotId }: BuildResult, isAttested: boolean): ImageExport {
  const { extension } = delivery.order;
  const provenance = isAttested ? delivery.provenance : undefined;
  return {
    snapshotId, image: converted.image, baseImage: converted.baseImage, epoch: converted.epoch,
    annotations: extension.annotations ?? [], ...(delivery.inlineCache && { inlineCache: delivery.inlineCache }),
    attest: provenance === undefined ? undefined : (manifest) => [provenanceOf(delivery, provenance, delivery.output.names, manifest)],
  };
}

/** The documents of the image that came out, in the order of platforms and kinds in which the history shows them. */
function keepResult({ record: { attachments } }: KeptBuild, { target, images }: ExportedImage): void {
  const seen = [{ ...target, platform: undefined }, ...images];
  for (const { digest, mediaType, platform } of seen.filter((one, i) => seen.findIndex((other) => other.digest === one.digest) === i)) {
    attachments.push({ digest, platform: platform ? formatPlatform(platform) : '', type: mediaType });
  }
  const key = ({ platform, type }: (typeof attachments)[number]): string => `${platform} ${type}`;
  attachments.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Sends what was built to the registries of its names (util/push/push.go). */
async function pushAll({ ports, trace, order, output }: Export, vertex: string, target: Descriptor): Promise<void> {
  for (const name of output.names) {
    let status = trace.status(vertex, 'pushing layers');
    try {
      await ports.images.pushTarget(name, target, order.request.registryAuths, () => {
        status.done();
        status = trace.status(vertex, `pushing manifest for ${name}@${target.digest}`);
      });
    } catch (error) {
      throw new Error(`failed to push ${name}: ${(error as Error).message}`);
    } finally {
      status.done();
    }
  }
}

/** Sends the results' files to the client as a tar, with a folder for each of several platforms. */
async function deliverFiles({ ports, trace, sink, results, order, place }: Export, type: 'local' | 'tar'): Promise<void> {
  const [name, verb] = type === 'local' ? ['exporting to client directory', 'copying files'] : ['exporting to client tarball', 'sending tarball'];
  const vertex = trace.internal(name, newId(ports.random));
  await trace.step(vertex, async () => {
    const members = results.flatMap(({ converted: { image }, snapshotId }) => {
      const snapshot = snapshotId === undefined ? undefined : ports.snapshots.get(snapshotId);
      const files = snapshot ? [...treeMembers(snapshot.fs)] : [];
      return order.platforms.length > 1 ? inFolder(formatPlatform(image).replaceAll('/', '_'), files, ports.now()) : files;
    });
    const status = trace.status(vertex, verb);
    let sent = 0;
    for (const piece of contentPieces(writeTar(members))) {
      await sink({ id: OUTPUT_TAR_ID, place, aux: toBase64(piece) });
      sent += piece.length;
      status.update(sent);
    }
    status.done(sent);
  });
}

function inFolder(folder: string, files: readonly TarEntry[], nowMs: number): TarEntry[] {
  const moved = files.map((entry) => ({ ...entry, path: `${folder}/${entry.path}`, ...(entry.type === 'hardlink' && { target: `${folder}/${entry.target ?? ''}` }) }));
  return [{ path: folder, type: 'dir', mode: 0o755, uid: 0, gid: 0, mtimeMs: nowMs }, ...moved];
}
