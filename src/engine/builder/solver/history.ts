import type { HistoryEntry, ImageConfig } from '../../../oci/image';
import { parseNanos, formatNanos, nanosOf } from '../../go-time';
import type { LayerBlob } from '../ports';

/**
 * The history with a time for each entry: a layer's own, else that of the first new layer after it, else of the layer
 * before (BuildKit's normalizeLayersAndHistory).
 */
export function datedHistory(history: readonly HistoryEntry[], layers: readonly LayerBlob[]): HistoryEntry[] {
  let layer = 0;
  const entries = history.map((entry) => {
    if (entry.empty_layer) return { ...entry };
    const createdMs = layers[layer++]?.createdMs;
    return { ...(entry.created === undefined && createdMs !== undefined && { created: formatNanos(nanosOf(createdMs)) }), ...entry };
  });
  let created: string | undefined;
  let undated = false;
  for (const entry of entries) {
    if (entry.created === undefined) {
      undated = true;
      continue;
    }
    created = entry.created;
    if (undated) break;
  }
  undated = false;
  for (const entry of entries) {
    if (entry.created !== undefined) {
      if (undated) created = entry.created;
      continue;
    }
    undated = true;
    if (created !== undefined) entry.created = created;
  }
  return entries;
}

/** Sets what a build with SOURCE_DATE_EPOCH made to that time at the latest; the base image's entries stay. */
export function clampHistory(history: HistoryEntry[], epoch: string, base: ImageConfig | undefined): void {
  let isBase = true;
  for (const [i, entry] of history.entries()) {
    const before = base?.history?.[i];
    isBase &&= before !== undefined && before.created === entry.created && before.created_by === entry.created_by;
    if (!isBase && (entry.created === undefined || parseNanos(entry.created) > parseNanos(epoch))) entry.created = epoch;
  }
}
