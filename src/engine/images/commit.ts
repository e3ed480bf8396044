import { EngineError, invalid, notFound } from '../../api/errors';
import { overlayEntries } from '../../machine/vfs/layer-changes';
import type { HistoryEntry, ImageConfig, RunConfig } from '../../oci/image';
import { HOST_PLATFORM } from '../../oci/platform';
import { parseReference } from '../../oci/reference';
import { formatNanos, nanosOf } from '../go-time';
import type { ContainerLayers } from './containers';
import type { ImageContext } from './context';
import { addLayer, packedLayer, packLayer, writeImage } from './create-image';
import { danglingName, familiarName, tryFindImage } from './find';
import { projectConfig } from './inspect';
import { bestManifest, manifestViews } from './manifests';
import { withLease, type Lease } from './lease';
import { parseName, setName, withTag } from './names';
import type { CommitRequest } from './ports';
import { readAll, type ByteReader } from '../../lib/stream';
import { contentOf, readContent } from '../../lib/content';
import { GzipError, gunzip, isGzip, otherCompression } from '../../oci/gzip';
import type { Descriptor } from '../../oci/image';
import type { LayerEntry } from '../../machine/vfs/layer-entry';
import { NoSpaceError } from '../stores/content-store';
import { UnpackError } from '../stores/unpack-error';
import type { ProgressSink } from './ports';
import { platformParameter } from './inspect';
import { remoteArchive } from './import-source';

function runConfigOf(config: CommitRequest['config']): RunConfig {
  const { User, ExposedPorts, Env, Entrypoint, Cmd, Volumes, WorkingDir, Labels, StopSignal, Healthcheck, OnBuild, Shell } = config as unknown as RunConfig;
  return projectConfig({ User, ExposedPorts, Env, Entrypoint, Cmd, Volumes, WorkingDir, Labels, StopSignal, Healthcheck, OnBuild, Shell });
}

function nameNew(context: ImageContext, repo: string | undefined, tag: string | undefined): string | undefined {
  if (!repo) return undefined;
  const given = parseName(repo);
  return (tag ? withTag(given, tag) : given.tagNameOnly()).toString();
}

/** A configuration with `--change` applied; what reads Dockerfile lines is loaded only when there are some. */
async function changed(context: ImageContext, config: RunConfig, changes: readonly string[]): Promise<RunConfig> {
  if (changes.length === 0) return config;
  const { applyChanges } = await context.sys.external(import('./changes'));
  return applyChanges(config, changes);
}

/** POST /commit (moby daemon/containerd/image_commit.go): an image of a container's changes. */
export function commitContainer(context: ImageContext, layers: ContainerLayers, request: CommitRequest): Promise<{ id: string }> {
  return withLease(context, (lease) => commitUnder(lease, context, layers, request));
}

async function commitUnder(lease: Lease, context: ImageContext, layers: ContainerLayers, request: CommitRequest): Promise<{ id: string }> {
  const name = nameNew(context, request.repo, request.tag);
  const config = await changed(context, runConfigOf(request.config), request.changes);
  const overlay = layers.overlay(request.containerId);
  if (!overlay) throw notFound(`snapshot ${request.containerId} does not exist: not found`);
  const parent = tryFindImage(context, request.imageId);
  if (parent) lease.hold(parent.target);
  const views = parent ? manifestViews(context, parent.target) : [];
  const base = views.find((view) => view.descriptor.digest === request.manifest) ?? bestManifest(views);
  const created = formatNanos(nanosOf(context.sys.now()));
  const entries = [...overlayEntries(overlay)];
  const diffIds = base?.config?.rootfs.diff_ids ?? [];
  const added = entries.length === 0 ? undefined : await exportLayer(context, lease, diffIds, entries);
  const step: HistoryEntry = { created, created_by: (request.config.Cmd ?? []).join(' ') };
  if (request.author) step.author = request.author;
  if (request.comment) step.comment = request.comment;
  if (!added) step.empty_layer = true;
  const image: ImageConfig = {
    architecture: base?.config?.architecture ?? HOST_PLATFORM.architecture,
    config,
    created,
    history: [...(base?.config?.history ?? []), step],
    os: base?.config?.os ?? HOST_PLATFORM.os,
    ...(base?.config?.variant ? { variant: base.config.variant } : {}),
    rootfs: { type: 'layers', diff_ids: added ? [...diffIds, added.diffId] : [...diffIds] },
  };
  const target = writeImage(context, request.author ? { ...image, author: request.author } : image, [...(base?.manifest?.layers ?? []), ...(added ? [added.descriptor] : [])]);
  if (parent) context.meta.data.parents[target.digest] = parent.target.digest;
  setName(context, name ?? danglingName(target.digest), target, true);
  if (name !== undefined) context.host.event('image', 'tag', target.digest, { name: familiarName(name) });
  return { id: target.digest };
}

const TEMPORARY = '/var/lib/containerd/tmpmounts/containerd-mount';

/** A container's changes as a layer; without room for it, in the words of all who take part. */
async function exportLayer(context: ImageContext, lease: Lease, diffIds: readonly string[], entries: readonly LayerEntry[]): Promise<AddedLayer> {
  try {
    return await addLayer(context, lease, diffIds, entries);
  } catch (error) {
    if (error instanceof UnpackError) throw new EngineError('system', error.message);
    if (!(error instanceof NoSpaceError)) throw error;
    const [lower, upper] = [1, 2].map(() => TEMPORARY + String(parseInt(context.sys.random.hex(4), 16)));
    const file = entries.find(({ type }) => type === 'file')?.path ?? '';
    throw new EngineError('system', `failed to export layer: CreateDiff: mount callback failed on ${lower}: mount callback failed on ${upper}: failed to write compressed diff: failed to create diff tar stream: failed to copy: ${upper}/${file}: ${error.reason}`);
  }
}

export interface ImportOptions {
  source: string;
  body: ByteReader;
  repo: string;
  tag: string;
  message: string;
  changes: readonly string[];
  platform?: string;
}

/** A layer in the content store. */
interface AddedLayer {
  descriptor: Descriptor;
  diffId: string;
}

/** POST /images/create?fromSrc= (moby daemon/containerd/image_import.go): a tree as an image of one layer. */
export function importImage(context: ImageContext, options: ImportOptions, progress: ProgressSink): Promise<void> {
  return withLease(context, (lease) => importUnder(lease, context, options, progress));
}

async function importUnder(lease: Lease, context: ImageContext, options: ImportOptions, progress: ProgressSink): Promise<void> {
  const name = nameNew(context, options.repo, options.tag);
  if (name !== undefined && parseReference(name).digest !== undefined) throw invalid('cannot import digest reference');
  const platform = platformParameter(options.platform) ?? HOST_PLATFORM;
  const config = await changed(context, {}, options.changes);
  const added = await importLayer(context, lease, options.source === '-' ? options.body : await remoteArchive(context, options.source, progress));
  const created = formatNanos(nanosOf(context.sys.now()));
  const target = writeImage(context, {
    architecture: platform.architecture, ...(platform.variant !== undefined && { variant: platform.variant }), config, created, history: [{ created, comment: options.message || `Imported from ${options.source}` }], os: platform.os,
    rootfs: { type: 'layers', diff_ids: [added.diffId] },
  }, [added.descriptor]);
  setName(context, name ?? danglingName(target.digest), target, true);
  await unpackImported(context, added, name ?? danglingName(target.digest));
  if (name !== undefined) context.host.event('image', 'tag', target.digest, { name: familiarName(name) });
  context.host.event('image', 'import', target.digest, { name: target.digest });
  await progress({ status: target.digest });
}

/** A tree's archive as a layer: kept as it came where it is packed already. */
async function importLayer(context: ImageContext, lease: Lease, body: ByteReader): Promise<AddedLayer> {
  const archive = contentOf(await readAll(body));
  const packing = otherCompression(readContent(archive, 0, 6));
  if (packing !== undefined) throw new EngineError('system', `dockyard: importing ${packing} archives is not simulated`);
  try {
    return isGzip(readContent(archive, 0, 3)) ? packedLayer(context, lease, archive, contentOf(gunzip(archive))) : packLayer(context, lease, archive);
  } catch (error) {
    if (error instanceof GzipError) throw new EngineError('system', error.message);
    throw error;
  }
}

/** Unpacks the one layer of an imported image; one that doesn't unpack is there nevertheless. */
async function unpackImported(context: ImageContext, { descriptor, diffId }: AddedLayer, name: string): Promise<void> {
  try {
    await context.snapshots.unpack(undefined, diffId, diffId, descriptor.digest);
  } catch (error) {
    if (error instanceof UnpackError) throw new EngineError('system', `failed to unpack image: ${error.applying(name)}`);
    throw error;
  }
}
