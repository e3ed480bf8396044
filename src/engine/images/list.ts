import type { Schemas } from '../../api/types';
import { Filters } from '../../api/filters';
import type { ImageRecord } from '../stores/metadata';
import { matchPath, PatternError } from '../../lib/path-match';
import { records, type ImageContext } from './context';
import { findImage, referenceOf } from './find';
import type { ImageListOptions } from './ports';
import { allGroups, groupOf, imageSummary, isDangling, sharedSize, type ImageGroup } from './summary';
import { untilMs } from './until';

const ACCEPTED = ['before', 'dangling', 'label', 'label!', 'reference', 'since', 'until'];

/** Whether a pattern of `--filter reference=` fits a name in any of its forms; one that isn't a pattern fits nothing. */
function matchesReference(patterns: readonly string[], record: ImageRecord): boolean {
  const reference = referenceOf(record.name);
  if (!reference) return false;
  const forms = [reference.familiar, reference.familiarName, reference.tagNameOnly().toString(), reference.name];
  try {
    return patterns.some((pattern) => forms.some((form) => matchPath(pattern, form)));
  } catch (error) {
    if (error instanceof PatternError) return false;
    throw error;
  }
}

function labelsFit(filters: Filters, group: ImageGroup): boolean {
  const labels = group.config?.config?.Labels ?? {};
  if (!filters.labels('label', labels)) return false;
  return filters.get('label!').every((one) => !Filters.of({ label: [one] }).labels('label', labels));
}

/** Images of the classic builder's steps, which have no name. */
function intermediates(context: ImageContext): ImageGroup[] {
  const named = new Set(records(context).map((record) => record.target.digest));
  return Object.values(context.meta.data.kept).filter((target) => !named.has(target.digest)).map((target) => groupOf(context, target, []));
}

/** How many images there are, those of builds' steps among them (moby daemon/containerd/service.go CountImages). */
export function countImages(context: ImageContext): number {
  return allGroups(context).length + intermediates(context).length;
}

/** GET /images/json (moby daemon/containerd/image_list.go): newest first. */
export function listImages(context: ImageContext, options: ImageListOptions): Schemas['ImageSummary'][] {
  const { filters } = options;
  filters.validate(ACCEPTED);
  const wantsDangling = filters.has('dangling') ? filters.bool('dangling', false) : undefined;
  const moment = (key: 'before' | 'since'): number[] => filters.get(key).map((name) => {
    const found = findImage(context, name);
    return groupOf(context, found.target, found.names).createdMs;
  });
  const before = moment('before');
  const since = moment('since');
  const until = filters.get('until').map((value) => untilMs(value, context.sys.now()));
  const references = filters.get('reference');
  const all = allGroups(context);
  const shown: ImageGroup[] = [];
  for (const group of all) {
    if (wantsDangling !== undefined && isDangling(group) !== wantsDangling) continue;
    if (before.some((ms) => group.createdMs >= ms) || since.some((ms) => group.createdMs <= ms) || until.some((ms) => group.createdMs >= ms)) continue;
    if (!labelsFit(filters, group)) continue;
    if (references.length > 0) {
      const names = group.names.filter((record) => matchesReference(references, record));
      if (names.length > 0) shown.push({ ...group, names });
      continue;
    }
    shown.push(group);
  }
  if (options.all && filters.size === 0) shown.push(...intermediates(context));
  shown.sort((a, b) => b.createdMs - a.createdMs);
  return shown.map((group) => imageSummary(context, group, { manifests: options.manifests, sharedSize: options.sharedSize ? sharedSize(context, group, all) : -1 }));
}

/** GET /system/df's part about images. */
export function imageUsage(context: ImageContext): { items: Schemas['ImageSummary'][]; totalSize: number; reclaimable: number; activeCount: number } {
  const groups = allGroups(context).sort((a, b) => b.createdMs - a.createdMs);
  const items = groups.map((group) => imageSummary(context, group, { manifests: false, sharedSize: sharedSize(context, group, groups) }));
  const used = new Set(context.host.users().map((user) => user.imageId));
  let usedBytes = 0;
  let activeCount = 0;
  for (const item of items) {
    if (!used.has(item.Id)) continue;
    activeCount++;
    usedBytes += item.Size - Math.max(0, item.SharedSize);
  }
  const content = context.content.digests().reduce((sum, digest) => sum + (context.content.size(digest) ?? 0), 0);
  const trees = Object.values(context.meta.data.snapshots).reduce((sum, record) => sum + record.bytes, 0);
  const totalSize = content + trees;
  return { items, totalSize, reclaimable: Math.max(0, totalSize - usedBytes), activeCount };
}
