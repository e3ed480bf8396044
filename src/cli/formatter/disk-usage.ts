import type { Schemas } from '../../api/types';
import { TemplateError, type Template } from '../../lib/gotemplate';
import { sliceOf, structOf, Typed, type GoType } from '../../lib/govalue';
import { humanSize } from '../../lib/units';
import { parseReference } from '../../oci/reference';
import { BUILD_CACHE_HEADERS, buildCacheContext, sortBuildCache, type BuildCache } from './build-cache';
import { CONTAINER_HEADERS, containerContext, containerFormat } from './container';
import { FormatError } from './format-error';
import { goContext } from './go-context';
import { IMAGE_HEADERS, imageContext, imageFormat, isDanglingForTable } from './image';
import { VOLUME_HEADERS, volumeContext, volumeFormat } from './volume';
import { parseFormat, writeList } from './write';

interface Usage<T> {
  ActiveCount?: number;
  TotalCount?: number;
  TotalSize?: number;
  Reclaimable?: number;
  Items?: T[] | null;
}

/** The answer of `GET /system/df`. */
export interface DiskUsage {
  ImageUsage?: Usage<Schemas['ImageSummary']>;
  ContainerUsage?: Usage<Schemas['ContainerSummary']>;
  VolumeUsage?: Usage<Schemas['Volume']>;
  BuildCacheUsage?: Usage<BuildCache>;
}

const TABLE = 'table {{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}';
const RAW = `type: {{.Type}}
total: {{.TotalCount}}
active: {{.Active}}
size: {{.Size}}
reclaimable: {{.Reclaimable}}
`;
const HEADERS = { Type: 'TYPE', TotalCount: 'TOTAL', Active: 'ACTIVE', Size: 'SIZE', Reclaimable: 'RECLAIMABLE' };

const IMAGE_TABLE = 'table {{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}\t{{.SharedSize}}\t{{.UniqueSize}}\t{{.Containers}}';
const CONTAINER_TABLE = 'table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.LocalVolumes}}\t{{.Size}}\t{{.RunningFor}}\t{{.Status}}\t{{.Names}}';
const VOLUME_TABLE = 'table {{.Name}}\t{{.Links}}\t{{.Size}}';
const BUILD_CACHE_TABLE = 'table {{.ID}}\t{{.CacheType}}\t{{.Size}}\t{{.CreatedSince}}\t{{.LastUsedSince}}\t{{.UsageCount}}\t{{.Shared}}';
const BUILD_CACHE_RAW = `build_cache_id: {{.ID}}
parent_id: {{.Parent}}
build_cache_type: {{.CacheType}}
description: {{.Description}}
created_at: {{.CreatedAt}}
created_since: {{.CreatedSince}}
last_used_at: {{.LastUsedAt}}
last_used_since: {{.LastUsedSince}}
usage_count: {{.UsageCount}}
in_use: {{.InUse}}
shared: {{.Shared}}
`;

function summary(typeName: string, label: string, usage: Usage<unknown> | undefined, withShare: boolean): Typed {
  const { TotalCount: count = 0, ActiveCount: active = 0, TotalSize: size = 0, Reclaimable: reclaimable = 0 } = usage ?? {};
  return goContext(typeName, {
    Type: () => label,
    TotalCount: () => String(count),
    Active: () => String(active),
    Size: () => humanSize(size),
    Reclaimable: () => humanSize(reclaimable) + (withShare && size > 0 ? ` (${Math.trunc((reclaimable * 100) / size)}%)` : ''),
  });
}

/** What `docker system df` prints (formatter.DiskUsageContext). */
export function formatDiskUsage(usage: DiskUsage, options: { format?: string; verbose?: boolean; now: number }): string {
  const source = options.format || 'table';
  if (options.verbose) return verbose(usage, source, options.now);
  const format = source === 'table' ? TABLE : source === 'raw' ? RAW : source;
  return writeList(format, HEADERS, [
    summary('formatter.diskUsageImagesContext', 'Images', usage.ImageUsage, true),
    summary('formatter.diskUsageContainersContext', 'Containers', usage.ContainerUsage, true),
    summary('formatter.diskUsageVolumesContext', 'Local Volumes', usage.VolumeUsage, true),
    summary('formatter.diskUsageBuilderContext', 'Build Cache', usage.BuildCacheUsage, false),
  ]);
}

interface Contexts {
  Images: Typed[];
  Containers: Typed[];
  Volumes: Typed[];
  BuildCache: Typed[];
}

function contextsOf(usage: DiskUsage, trunc: boolean, now: number): Contexts {
  const images = (usage.ImageUsage?.Items ?? []).flatMap((image) => {
    let names = { repo: '<none>', tag: '<none>', digest: '' };
    const first = image.RepoTags?.[0];
    if (first !== undefined && !isDanglingForTable(image)) {
      try {
        const reference = parseReference(first);
        if (reference.tag !== undefined) names = { repo: reference.familiarName, tag: reference.tag, digest: '' };
      } catch {
        return [];
      }
    }
    return [imageContext(image, names, { trunc, now })];
  });
  return {
    Images: images,
    Containers: (usage.ContainerUsage?.Items ?? []).map((container) => containerContext({ ...container, SizeRootFs: 0 }, { trunc, now })),
    Volumes: (usage.VolumeUsage?.Items ?? []).map(volumeContext),
    BuildCache: sortBuildCache(usage.BuildCacheUsage?.Items ?? []).map((record) => buildCacheContext(record, { trunc, now })),
  };
}

/** All parts as one value: each list's elements have the type of its first. */
function asValue(contexts: Contexts): Typed {
  const list = (items: readonly Typed[], name: string): GoType => ({ ...sliceOf(items[0]?.type ?? { kind: 'pointer', name }), elem: { kind: 'interface', name: 'interface {}' } });
  const type = structOf('formatter.diskUsageContext', [
    ['Images', list(contexts.Images, '*formatter.imageContext')],
    ['Containers', list(contexts.Containers, '*formatter.ContainerContext')],
    ['Volumes', list(contexts.Volumes, '*formatter.volumeContext')],
    ['BuildCache', list(contexts.BuildCache, '*formatter.buildCacheContext')],
  ]);
  return new Typed({ kind: 'pointer', name: '*formatter.diskUsageContext', elem: type }, contexts);
}

/** Here the real one writes as it goes, and adds nothing to the template's own message. */
function executeUnwrapped(template: Template, value: Typed): string {
  try {
    return template.execute(value);
  } catch (error) {
    if (error instanceof TemplateError) throw new FormatError(error.message, 1, error.partial);
    throw error;
  }
}

function verbose(usage: DiskUsage, source: string, now: number): string {
  const contexts = contextsOf(usage, source.startsWith('table'), now);
  if (source !== 'table') {
    const format = source === 'raw' ? RAW_VERBOSE : source;
    return executeUnwrapped(parseFormat(format), asValue(contexts));
  }
  return (
    'Images space usage:\n\n' +
    writeList(IMAGE_TABLE, IMAGE_HEADERS, contexts.Images) +
    '\nContainers space usage:\n\n' +
    writeList(CONTAINER_TABLE, CONTAINER_HEADERS, contexts.Containers) +
    '\nLocal Volumes space usage:\n\n' +
    writeList(VOLUME_TABLE, VOLUME_HEADERS, contexts.Volumes) +
    `\nBuild cache usage: ${humanSize(usage.BuildCacheUsage?.TotalSize ?? 0)}\n\n` +
    writeList(BUILD_CACHE_TABLE, BUILD_CACHE_HEADERS, contexts.BuildCache)
  );
}

const section = (list: string, label: string, format: string): string => `{{range .${list}}}type: ${label}\n${format}\n{{end -}}\n`;
const RAW_VERBOSE = (
  section('Images', 'Image', imageFormat('raw', false, true)) +
  section('Containers', 'Container', containerFormat('raw', false, true)) +
  section('Volumes', 'Volume', volumeFormat('raw', false)) +
  section('BuildCache', 'Build Cache', BUILD_CACHE_RAW)
).replace(/\n$/, '');
