import { invalid } from '../../api/errors';
import { parseTimestampNs } from '../../lib/timestamp';
import type { BuildPruneRequest } from '../api/backends';
import { nanosOf, formatNanos } from '../go-time';
import type { BuildPorts } from './ports';
import type { BuildCache, CacheRecord } from './solver/cache';

const FIELDS = ['id', 'parent', 'type', 'description', 'inuse', 'shared', 'private'];

/** Milliseconds that a record must have been left alone for (moby's toBuildkitPruneInfo). */
function keepDuration({ filters }: BuildPruneRequest, nowMs: number): number {
  const until = filters.get('until');
  const unusedFor = filters.get('unused-for');
  if (until.length > 0 && unusedFor.length > 0) throw invalid('conflicting filters: "until" and "unused-for"');
  const [value, ...more] = [...until, ...unusedFor];
  if (value === undefined) return 0;
  if (more.length > 0) throw invalid('filters expect only one value');
  try {
    const nowNs = nanosOf(nowMs);
    return Number(nowNs - parseTimestampNs(value, nowNs)) / 1e6;
  } catch (error) {
    const key = unusedFor.length > 0 ? 'unused-for' : 'until';
    throw invalid(`"${key}" filter expects a duration (e.g., '24h') or a timestamp: ${(error as Error).message}`);
  }
}

/** Whether the filters mean a record that nobody uses. */
function matches(record: CacheRecord, { filters }: BuildPruneRequest): boolean {
  for (const field of FIELDS) {
    if (!filters.has(field)) continue;
    const values = filters.get(field);
    if (values.length > 1) throw invalid('filters expect only one value');
    const [value = ''] = values;
    const fits = {
      id: () => record.id.includes(value), parent: () => record.parents.includes(value), type: () => record.type === value,
      description: () => record.description === value, inuse: () => false, shared: () => record.shared, private: () => !record.shared,
    }[field]!();
    if (!fits) return false;
  }
  return true;
}

/** Removes build cache (BuildKit's Prune): without `all`, what images share stays. */
export function pruneCache(cache: BuildCache, ports: BuildPorts, request: BuildPruneRequest): { CachesDeleted: string[] | null; SpaceReclaimed: number } {
  const known = [...FIELDS, 'unused-for', 'until', 'label', 'label!'];
  for (const key of request.filters.keys()) if (!known.includes(key)) throw invalid(`invalid filter '${key}'`);
  const nowMs = ports.now();
  const keepMs = keepDuration(request, nowMs);
  const sizes = new Map(cache.all().map((record) => [record, cache.size(record)]));
  const used = cache.inUse();
  let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const deleted: string[] = [];
  let reclaimed = 0;
  const oldestFirst = cache.all().sort((a, b) => (a.lastUsedMs ?? a.createdMs) - (b.lastUsedMs ?? b.createdMs));
  for (const record of oldestFirst) {
    if (used.has(record) || (!request.all && record.shared)) continue;
    if (keepMs > 0 && nowMs - (record.lastUsedMs ?? record.createdMs) < keepMs) continue;
    if (request.reservedSpace > 0 && total <= request.reservedSpace) break;
    if (request.maxUsedSpace > 0 && total <= request.maxUsedSpace) break;
    if (!matches(record, request)) continue;
    const size = sizes.get(record)!;
    cache.remove(record);
    deleted.push(record.id);
    reclaimed += size;
    total -= size;
  }
  cache.save();
  ports.event('builder', 'prune', '', { reclaimed: String(reclaimed) });
  return { CachesDeleted: deleted.length === 0 ? null : deleted, SpaceReclaimed: reclaimed };
}

/** The cache as GET /system/df shows it. */
export function cacheUsage(cache: BuildCache): { items: Record<string, unknown>[]; totalSize: number; reclaimable: number; activeCount: number } {
  let totalSize = 0;
  let reclaimable = 0;
  const time = (ms: number) => formatNanos(nanosOf(ms));
  const used = cache.inUse();
  const items = cache.all().map((record) => {
    const size = cache.size(record);
    totalSize += size;
    if (!record.shared && !used.has(record)) reclaimable += size;
    return {
      ID: record.id, ...(record.parents.length > 0 && { Parents: record.parents }), Type: record.type, Description: record.description,
      InUse: used.has(record), Shared: record.shared, Size: size, CreatedAt: time(record.createdMs),
      LastUsedAt: record.lastUsedMs === undefined ? null : time(record.lastUsedMs), UsageCount: record.usageCount,
    };
  });
  return { items, totalSize, reclaimable, activeCount: used.size };
}
