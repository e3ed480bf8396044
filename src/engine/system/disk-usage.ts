import { containerSummary } from '../containers/list';
import { isRunning } from '../containers/record';
import type { Engine } from '../engine';

export type UsageType = 'container' | 'image' | 'volume' | 'build-cache';

interface Usage {
  ActiveCount: number;
  Items?: unknown[];
  Reclaimable: number;
  TotalCount: number;
  TotalSize: number;
}

function usage(items: readonly unknown[], active: number, total: number, reclaimable: number, verbose: boolean): Usage {
  return { ActiveCount: active, ...(verbose && items.length > 0 ? { Items: [...items] } : {}), Reclaimable: reclaimable, TotalCount: items.length, TotalSize: total };
}

/** GET /system/df (moby daemon/disk_usage.go, API 1.52 and later). */
export async function diskUsage(engine: Engine, types: readonly UsageType[], verbose: boolean): Promise<Record<string, unknown>> {
  const wants = (type: UsageType): boolean => types.length === 0 || types.includes(type);
  const out: Record<string, unknown> = {};
  if (wants('image')) {
    const images = await engine.images.diskUsage();
    out['ImageUsage'] = usage(images.items, images.activeCount, images.totalSize, images.reclaimable, verbose);
  }
  if (wants('container')) {
    const all = engine.containers.all();
    const size = (id: string): number => engine.images.container(id)?.sizes().rw ?? 0;
    const idle = all.filter((one) => !isRunning(one.record));
    const sum = (ids: readonly { id: string }[]): number => ids.reduce((total, one) => total + size(one.id), 0);
    out['ContainerUsage'] = usage(all.map((one) => containerSummary(engine, one, true)), all.length - idle.length, sum(all), sum(idle), verbose);
  }
  if (wants('volume')) {
    const views = engine.volumes.all().map((volume) => ({ ...engine.volumes.view(volume), UsageData: { RefCount: engine.volumes.links(volume.name), Size: engine.volumes.size(volume) } }));
    const total = views.reduce((sum, one) => sum + one.UsageData.Size, 0);
    const idle = views.filter((one) => one.UsageData.RefCount === 0);
    out['VolumeUsage'] = usage(views, views.length - idle.length, total, idle.reduce((sum, one) => sum + one.UsageData.Size, 0), verbose);
  }
  if (wants('build-cache')) {
    const cache = (await engine.build?.diskUsage()) ?? { items: [], totalSize: 0, reclaimable: 0, activeCount: 0 };
    out['BuildCacheUsage'] = usage(cache.items, cache.activeCount, cache.totalSize, cache.reclaimable, verbose);
  }
  return out;
}

/** The same for clients before API 1.52. */
export async function legacyDiskUsage(engine: Engine, types: readonly UsageType[]): Promise<Record<string, unknown>> {
  const usages = await diskUsage(engine, types, true) as Record<string, Usage | undefined>;
  const items = (key: string): unknown[] | undefined => usages[key] && (usages[key].Items ?? []);
  return {
    LayersSize: usages['ImageUsage']?.TotalSize ?? 0, Images: items('ImageUsage') ?? null, Containers: items('ContainerUsage') ?? null, Volumes: items('VolumeUsage') ?? null,
    BuildCache: items('BuildCacheUsage') ?? null,
  };
}
