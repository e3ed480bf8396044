import { conflict, type EngineError } from '../../api/errors';
import { shortDigest } from '../../oci/digest';
import type { Filters } from '../../api/filters';
import { records, type ImageContext } from './context';
import { familiarName, findImage, isDanglingName, referenceOf, type FoundImage } from './find';
import { collectGarbage, reachable } from './garbage';
import { keepDangling } from './names';
import type { ImageUser } from './ports';
import { allGroups, isDangling } from './summary';
import { untilMs } from './until';
import { invalid } from '../../api/errors';

export type DeleteResponse = { Untagged: string } | { Deleted: string };

const short = (id: string): string => id.slice(0, 12);

function inConflict(reference: string, force: 'must' | 'cannot', reason: string): EngineError {
  return conflict(`conflict: unable to delete ${reference} (${force} be forced) - ${reason}`);
}

function untag(context: ImageContext, name: string, digest: string): DeleteResponse {
  delete context.meta.data.images[name];
  context.host.event('image', 'untag', digest, { name: isDanglingName(name) ? digest : familiarName(name) });
  return { Untagged: isDanglingName(name) ? digest : familiarName(name) };
}

/** Removes what nothing names any more; says so when the image itself is gone. */
function deleteTarget(context: ImageContext, digest: string): DeleteResponse[] {
  if (records(context).some((record) => record.target.digest === digest)) return [];
  collectGarbage(context);
  context.host.event('image', 'delete', digest, { name: digest });
  return [{ Deleted: digest }];
}

/** DELETE /images/{name} (moby daemon/containerd/image_delete.go). */
export function removeImage(context: ImageContext, name: string, options: { force: boolean }): DeleteResponse[] {
  const found = findImage(context, name);
  const out = found.byId ? removeById(context, found, options.force) : removeByName(context, found, options.force);
  context.meta.save();
  return out;
}

function usersOf(context: ImageContext, id: string): ImageUser[] {
  return context.host.users().filter((user) => user.imageId === id);
}

function removeByName(context: ImageContext, { target, names, record }: FoundImage, force: boolean): DeleteResponse[] {
  const id = target.digest;
  const name = record!.name;
  if (names.length > 1) return [untag(context, name, id)];
  const user = usersOf(context, id)[0];
  if (user && !force) throw inConflict(familiarName(name), 'must', `container ${short(user.containerId)} is using its referenced image ${shortDigest(id)}`);
  const out = [untag(context, name, id)];
  if (user) {
    keepDangling(context, target);
    return out;
  }
  return [...out, ...deleteTarget(context, id)];
}

function removeById(context: ImageContext, { target, names }: FoundImage, force: boolean): DeleteResponse[] {
  const id = target.digest;
  const users = usersOf(context, id);
  const running = users.find((user) => user.running);
  if (running) throw inConflict(shortDigest(id), 'cannot', `image is being used by running container ${short(running.containerId)}`);
  if (!force) {
    const repositories = new Set(names.map((record) => referenceOf(record.name)?.name ?? record.name));
    if (repositories.size > 1) throw inConflict(shortDigest(id), 'must', 'image is referenced in multiple repositories');
    const stopped = users[0];
    if (stopped) throw inConflict(shortDigest(id), 'must', `image is being used by stopped container ${short(stopped.containerId)}`);
  }
  const out: DeleteResponse[] = [];
  for (const record of [...names].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const response = untag(context, record.name, id);
    if (!isDanglingName(record.name)) out.push(response);
  }
  delete context.meta.data.kept[id];
  if (users.length > 0) {
    keepDangling(context, target);
    return out;
  }
  return [...out, ...deleteTarget(context, id)];
}

/** POST /images/prune (moby daemon/containerd/image_prune.go). */
export function pruneImages(context: ImageContext, filters: Filters): { ImagesDeleted: DeleteResponse[] | null; SpaceReclaimed: number } {
  filters.validate(['dangling', 'label', 'label!', 'until']);
  const danglingOnly = filters.bool('dangling', true);
  const untils = filters.get('until');
  if (untils.length > 1) throw invalid('more than one until filter specified');
  const until = untils[0] === undefined ? undefined : untilMs(untils[0], context.sys.now());
  const users = context.host.users();
  const deleted: DeleteResponse[] = [];
  let reclaimed = 0;
  for (const group of allGroups(context)) {
    if (danglingOnly && !isDangling(group)) continue;
    if (users.some((user) => user.imageId === group.target.digest)) continue;
    if (until !== undefined && group.createdMs >= until) continue;
    const labels = group.config?.config?.Labels ?? {};
    if (!filters.labels('label', labels)) continue;
    if (filters.get('label!').some((one) => hasLabel(labels, one))) continue;
    const blobs = [...reachable(context, group.target)].map((digest) => ({ digest, size: context.content.size(digest) ?? 0 }));
    for (const record of group.names) deleted.push(untag(context, record.name, group.target.digest));
    collectGarbage(context);
    for (const blob of blobs) {
      if (context.content.has(blob.digest)) continue;
      reclaimed += blob.size;
      if (blob.digest === group.target.digest) {
        deleted.push({ Deleted: blob.digest });
        context.host.event('image', 'delete', blob.digest, { name: blob.digest });
      }
    }
  }
  context.host.event('image', 'prune', '', { reclaimed: String(reclaimed) });
  return { ImagesDeleted: deleted.length > 0 ? deleted : null, SpaceReclaimed: reclaimed };
}

function hasLabel(labels: Readonly<Record<string, string>>, wanted: string): boolean {
  const at = wanted.indexOf('=');
  return at === -1 ? Object.hasOwn(labels, wanted) : labels[wanted.slice(0, at)] === wanted.slice(at + 1);
}

