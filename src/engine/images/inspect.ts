import { EngineError, invalid, notFound } from '../../api/errors';
import type { RunConfig } from '../../oci/image';
import { formatPlatform, parsePlatform, PlatformError } from '../../oci/platform';
import type { Platform } from '../../oci/image';
import { formatNanos, nanosOf, parseNanos, secondsOf } from '../go-time';
import type { ImageContext } from './context';
import { findImage, type FoundImage } from './find';
import { bestManifest, chainIds, manifestViews, type ManifestView } from './manifests';
import { allGroups, groupOf, imageSummary, repoDigests, repoTags } from './summary';

/** A platform as the API gives it: `linux/arm64` or OCI JSON. */
export function platformParameter(text: string | undefined): Platform | undefined {
  if (text === undefined || text === '') return undefined;
  if (text.startsWith('{')) {
    try {
      return JSON.parse(text) as Platform;
    } catch {
      throw invalid('failed to parse platform');
    }
  }
  try {
    return parsePlatform(text);
  } catch (error) {
    if (error instanceof PlatformError) throw invalid(error.message);
    throw error;
  }
}

/** The name that messages show: as it was asked for. */
export function missingPlatform(name: string, platform: Platform): EngineError {
  return notFound(`image with reference ${name} was found but does not provide the specified platform (${formatPlatform(platform)})`);
}

export function shownName(found: FoundImage, name: string): string {
  return found.record ? repoTags([found.record])[0] ?? name : name;
}

export function selectManifest(context: ImageContext, found: FoundImage, name: string, platform: string | undefined): ManifestView | undefined {
  const wanted = platformParameter(platform);
  const best = bestManifest(manifestViews(context, found.target), wanted);
  if (!best && wanted) throw missingPlatform(shownName(found, name), wanted);
  return best;
}

const sortedKeys = (value: Record<string, unknown> | undefined): Record<string, unknown> | undefined =>
  value && Object.fromEntries(Object.keys(value).sort().map((key) => [key, value[key]]));

/** An image's run configuration in the order of moby's dockerspec, empty fields left out. */
export function projectConfig(config: RunConfig): RunConfig {
  const { User, ExposedPorts, Env, Entrypoint, Cmd, Volumes, WorkingDir, Labels, StopSignal, ArgsEscaped, Healthcheck, OnBuild, Shell } = config;
  const ordered = {
    User: User || undefined, ExposedPorts: sortedKeys(ExposedPorts), Env, Entrypoint, Cmd, Volumes: sortedKeys(Volumes), WorkingDir: WorkingDir || undefined,
    Labels: sortedKeys(Labels), StopSignal: StopSignal || undefined, ArgsEscaped: ArgsEscaped || undefined, Healthcheck, OnBuild: OnBuild?.length ? OnBuild : undefined,
    Shell: Shell?.length ? Shell : undefined,
  };
  const isEmpty = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(ordered).filter(([, value]) => !isEmpty(value))) as RunConfig;
}

function identity(context: ImageContext, id: string): Record<string, unknown> | undefined {
  const pulls = context.meta.data.pulled[id];
  const built = context.meta.data.built[id];
  if (!pulls && !built) return undefined;
  return {
    ...(pulls ? { Pull: pulls.map((repository) => ({ Repository: repository })) } : {}),
    ...(built ? { Build: [{ Ref: built.ref, CreatedAt: formatNanos(nanosOf(built.createdMs)) }] } : {}),
  };
}

/** GET /images/{name}/json (moby daemon/containerd/image_inspect.go). */
export function inspectImage(context: ImageContext, name: string, options: { manifests: boolean; platform?: string }): Record<string, unknown> {
  const found = findImage(context, name);
  const best = selectManifest(context, found, name, options.platform);
  const config = best?.config;
  const { target, names } = found;
  const isIndex = best !== undefined && best.descriptor.digest !== target.digest;
  const size = (best?.contentBytes ?? 0) + (isIndex ? (context.content.size(target.digest) ?? 0) : 0);
  const lastTag = Math.max(0, ...names.map((record) => record.updatedMs));
  const history = config?.history ?? [];
  const comment = history[history.length - 1]?.comment;
  const known = identity(context, target.digest);
  const parent = context.meta.data.parents[target.digest];
  return {
    Id: target.digest,
    RepoTags: repoTags(names),
    RepoDigests: repoDigests(names),
    ...(parent ? { Parent: parent } : {}),
    ...(comment ? { Comment: comment } : {}),
    ...(config?.created ? { Created: config.created } : {}),
    ...(config?.author ? { Author: config.author } : {}),
    Config: config ? projectConfig(config.config ?? {}) : {},
    Architecture: config?.architecture ?? '',
    ...(config?.variant ? { Variant: config.variant } : {}),
    Os: config?.os ?? '',
    Size: size,
    RootFS: config ? { Type: 'layers', ...(config.rootfs.diff_ids.length > 0 ? { Layers: config.rootfs.diff_ids } : {}) } : {},
    Metadata: { LastTagTime: lastTag > 0 ? formatNanos(nanosOf(lastTag)) : '0001-01-01T00:00:00Z' },
    Descriptor: target,
    ...(options.manifests ? { Manifests: (imageSummary(context, groupOf(context, target, names), { manifests: true, sharedSize: -1 }) as { Manifests?: unknown }).Manifests } : {}),
    ...(known ? { Identity: known } : {}),
  };
}

/** GET /images/{name}/history (moby daemon/containerd/image_history.go). */
export function imageHistory(context: ImageContext, name: string, options: { platform?: string }): Record<string, unknown>[] {
  const found = findImage(context, name);
  const config = selectManifest(context, found, name, options.platform)?.config;
  if (!config) throw notFound(`image with reference ${shownName(found, name)} was found but does not provide any platform`);
  const sizes = chainIds(config).map((id) => context.snapshots.get(id)?.bytes ?? 0);
  let layer = 0;
  const steps = (config.history ?? []).map((step) => ({
    Comment: step.comment ?? '',
    Created: step.created ? secondsOf(parseNanos(step.created)) : 0,
    CreatedBy: step.created_by ?? '',
    Id: '<missing>',
    Size: step.empty_layer ? 0 : (sizes[layer++] ?? 0),
    Tags: null as string[] | null,
  }));
  const groups = allGroups(context);
  for (let id: string | undefined = found.target.digest, depth = 0; id !== undefined && depth < 128; id = context.meta.data.parents[id], depth++) {
    const group = groups.find((one) => one.target.digest === id);
    const length: number | undefined = depth === 0 ? steps.length : group?.config?.history?.length;
    if (length === undefined || length === 0) continue;
    const step = steps[length - 1];
    if (!step) continue;
    step.Id = id;
    const tags: string[] = group ? repoTags(group.names) : [];
    step.Tags = tags.length > 0 ? tags : null;
  }
  return steps.reverse();
}
