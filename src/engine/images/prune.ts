import { invalid } from '../../api/errors';
import type { Filters } from '../../api/filters';
import { InvalidReferenceError, parseReference } from '../../oci/reference';
import type { ImageRecord } from '../stores/metadata';
import { records, type ImageContext } from './context';
import { danglingName, familiarName, isDanglingName } from './find';
import { collectGarbage, imageSnapshots, reachable } from './garbage';
import { untag, type DeleteResponse } from './remove';
import { groupOf } from './summary';
import { untilMs } from './until';

/** POST /images/prune (moby daemon/containerd/image_prune.go): names are pruned, and what none names any more goes. */
export function pruneImages(context: ImageContext, filters: Filters): { ImagesDeleted: DeleteResponse[] | null; SpaceReclaimed: number } {
  filters.validate(['dangling', 'label', 'label!', 'until']);
  const danglingOnly = filters.bool('dangling', true);
  const untils = filters.get('until');
  if (untils.length > 1) throw invalid('more than one until filter specified');
  const until = untils[0] === undefined ? undefined : untilMs(untils[0], context.sys.now());
  const fits = (record: ImageRecord): boolean => {
    if (danglingOnly && !isDanglingName(record.name)) return false;
    const group = groupOf(context, record.target, [record]);
    if (until !== undefined && group.createdMs >= until) return false;
    const labels = group.config?.config?.Labels ?? {};
    return filters.labels('label', labels) && !filters.get('label!').some((one) => hasLabel(labels, one));
  };
  // What is left of pulls whose client went away goes, too; those that run keep theirs.
  context.meta.data.leases = [];
  collectGarbage(context);
  const deleted: DeleteResponse[] = [];
  let reclaimed = 0;
  for (const { name, target } of unused(context, records(context).filter(fits))) {
    const blobs = [...reachable(context, target)].map((digest) => ({ digest, size: context.content.size(digest) ?? 0 }));
    const snapshots = [...new Set(imageSnapshots(context, target))].map((id) => ({ id, bytes: context.snapshots.get(id)?.bytes ?? 0 }));
    const manifests = new Set([target.digest, ...groupOf(context, target, []).views.map((view) => view.descriptor.digest)]);
    deleted.push(untag(context, name, target.digest));
    collectGarbage(context);
    const gone = blobs.filter(({ digest }) => !context.content.has(digest));
    for (const { digest, size } of gone) {
      reclaimed += size;
      if (manifests.has(digest)) deleted.push({ Deleted: digest });
    }
    for (const { id, bytes } of snapshots) if (!context.snapshots.get(id)) reclaimed += bytes;
    if (gone.some(({ digest }) => manifests.has(digest))) context.host.event('image', 'delete', target.digest, { name: isDanglingName(name) ? target.digest : familiarName(name) });
  }
  context.host.event('image', 'prune', '', { reclaimed: String(reclaimed) });
  return { ImagesDeleted: deleted.length > 0 ? deleted : null, SpaceReclaimed: reclaimed };
}

/**
 * Those of some names that no container needs: a container keeps the name that it was created with, and one name of
 * its image where it was created with an id or digest.
 */
function unused(context: ImageContext, candidates: readonly ImageRecord[]): ImageRecord[] {
  const left = new Map(candidates.map((record) => [record.name, record]));
  const usedDigests = new Set<string>();
  for (const { imageId, imageReference } of context.host.users()) {
    left.delete(danglingName(imageId));
    if (imageId.startsWith(`sha256:${imageReference.replace(/^sha256:/, '')}`) || imageReference.endsWith(`@${imageId}`)) usedDigests.add(imageId);
    for (const name of namesMeant(imageReference)) left.delete(name);
  }
  const names = new Map<string, number>();
  for (const { target } of records(context)) names.set(target.digest, (names.get(target.digest) ?? 0) + 1);
  for (const { name, target } of [...left.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const count = names.get(target.digest)!;
    if (count > 1) names.set(target.digest, count - 1);
    else if (usedDigests.has(target.digest)) left.delete(name);
  }
  return [...left.values()];
}

/** The stored names that a reference means: with a tag and a digest, that of the tag, too. */
function namesMeant(text: string): string[] {
  try {
    const reference = parseReference(text).tagNameOnly();
    const isBoth = reference.digest !== undefined && reference.tag !== undefined;
    return [reference.toString(), ...(isBoth ? [`${reference.name}:${reference.tag}`] : [])];
  } catch (error) {
    if (error instanceof InvalidReferenceError) return [];
    throw error;
  }
}

function hasLabel(labels: Readonly<Record<string, string>>, wanted: string): boolean {
  const at = wanted.indexOf('=');
  return at === -1 ? Object.hasOwn(labels, wanted) : labels[wanted.slice(0, at)] === wanted.slice(at + 1);
}
