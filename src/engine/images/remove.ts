import { conflict, invalid, isEngineError, type EngineError } from '../../api/errors';
import { shortDigest } from '../../oci/digest';
import { InvalidReferenceError, parseReference, type Reference } from '../../oci/reference';
import type { ImageRecord } from '../stores/metadata';
import type { ImageContext } from './context';
import { familiarName, isDanglingName } from './find';
import { collectGarbage } from './garbage';
import { keepDangling } from './names';
import type { ImageUser } from './ports';
import { removePlatforms } from './remove-platform';
import { resolveReferences, sameReferences } from './resolve-references';

export type DeleteResponse = { Untagged: string } | { Deleted: string };

export interface RemoveOptions {
  force: boolean;
  /** Parents without a name stay. */
  noPrune: boolean;
  /** Only these platforms' manifests go: `linux/arm64`. */
  platforms: readonly string[];
}

/** What stands in the way of removing an image (moby conflictType, the hard one left out: it always counts). */
interface Conflicts {
  stoppedContainer: boolean;
  otherNames: boolean;
}

const short = (id: string): string => id.slice(0, 12);

function inConflict(reference: string, force: 'must' | 'cannot', reason: string): EngineError {
  return conflict(`conflict: unable to delete ${reference} (${force} be forced) - ${reason}`);
}

/** Takes a name from its image. */
export function untag(context: ImageContext, name: string, digest: string): DeleteResponse {
  delete context.meta.data.images[name];
  context.host.event('image', 'untag', digest, { name: isDanglingName(name) ? digest : familiarName(name) });
  return { Untagged: isDanglingName(name) ? digest : familiarName(name) };
}

/** DELETE /images/{name} (moby daemon/containerd/image_delete.go ImageDelete). */
export function removeImage(context: ImageContext, name: string, options: RemoveOptions): DeleteResponse[] {
  if (options.platforms.length > 0 && !options.force) {
    throw invalid('Content will be removed from all images referencing this variant. Use —-force to force delete.');
  }
  const out = decide(context, name, options);
  collectGarbage(context);
  return out;
}

function decide(context: ImageContext, text: string, { force, noPrune, platforms }: RemoveOptions): DeleteResponse[] {
  const { named, all } = resolveReferences(context, text);
  const { target } = all[0]!;
  const id = target.digest;
  const conflicts: Conflicts = { stoppedContainer: !force, otherNames: !force };
  const isId = id.startsWith(text) || id.slice(id.indexOf(':') + 1).startsWith(text);
  if (named && !isId) {
    const same = sameReferences(parseReference(named.name), all);
    if (platforms.length > 0) return removePlatforms(context, named, platforms);
    if (same.length !== all.length) return same.map((record) => untag(context, record.name, id));
    conflicts.otherNames &&= all.length === 1;
    const user = usersOf(context, id)[0];
    const shown = familiarName(named.name);
    if (user && !force) throw inConflict(shown, 'must', `container ${short(user.containerId)} is using its referenced image ${shortDigest(id)}`);
    if (user) {
      const response = untag(context, named.name, id);
      keepDangling(context, target);
      return [response];
    }
  } else if (!named) {
    const given = isId ? undefined : tryParse(text);
    const same = sameReferences(given, all);
    if (given && same.length === 0) throw invalid(`No such image: ${text}`);
    if (platforms.length > 0) return removePlatforms(context, all[0]!, platforms);
    if (given && same.length !== all.length) return same.map((record) => untag(context, record.name, id));
    if (same.length === all.length) conflicts.otherNames = false;
  } else if (platforms.length > 0) {
    return removePlatforms(context, named, platforms);
  }
  return removeAll(context, all, conflicts, noPrune);
}

function tryParse(text: string): Reference | undefined {
  try {
    return parseReference(text);
  } catch (error) {
    if (error instanceof InvalidReferenceError) return undefined;
    throw error;
  }
}

function usersOf(context: ImageContext, id: string): ImageUser[] {
  return context.host.users().filter((user) => user.imageId === id);
}

/** Removes an image with all its names, then its parents as far as they have none (moby deleteAll). */
function removeAll(context: ImageContext, all: readonly ImageRecord[], conflicts: Conflicts, noPrune: boolean): DeleteResponse[] {
  const id = all[0]!.target.digest;
  const parents = noPrune ? [] : parentsOf(context, id);
  const out = all.flatMap((record) => removeRecord(context, record, all.length, conflicts));
  const deleted = (digest: string): void => {
    context.host.event('image', 'delete', digest, { name: digest });
    out.push({ Deleted: digest });
  };
  deleted(id);
  for (const parent of parents) {
    if (!isDanglingName(parent.name)) break;
    if (conflictOf(context, parent, all.length, { stoppedContainer: true, otherNames: true })) break;
    drop(context, parent);
    deleted(parent.target.digest);
  }
  return out;
}

function drop(context: ImageContext, { name, target }: ImageRecord): void {
  delete context.meta.data.images[name];
  delete context.meta.data.kept[target.digest];
}

function parentsOf(context: ImageContext, id: string): ImageRecord[] {
  const { parents } = context.meta.data;
  const out: ImageRecord[] = [];
  for (let parent = parents[id]; parent !== undefined; parent = parents[parent]) {
    try {
      const { all } = resolveReferences(context, parent);
      out.push(all[0]!);
    } catch (error) {
      // A parent that has been removed since ends the line.
      if (!isEngineError(error, 'notFound')) throw error;
      break;
    }
  }
  return out;
}

function conflictOf(context: ImageContext, { target: { digest } }: ImageRecord, names: number, conflicts: Conflicts): EngineError | undefined {
  const users = usersOf(context, digest);
  const running = users.find((user) => user.running);
  if (running) return inConflict(shortDigest(digest), 'cannot', `image is being used by running container ${short(running.containerId)}`);
  const stopped = users[0];
  if (stopped && conflicts.stoppedContainer) return inConflict(shortDigest(digest), 'must', `image is being used by stopped container ${short(stopped.containerId)}`);
  if (names > 1 && conflicts.otherNames) return inConflict(shortDigest(digest), 'must', 'image is referenced in multiple repositories');
  return undefined;
}

/** Removes one name of an image; one that others are children of stays, without a name (moby imageDeleteHelper). */
function removeRecord(context: ImageContext, record: ImageRecord, names: number, conflicts: Conflicts): DeleteResponse[] {
  const refused = conflictOf(context, record, names, conflicts);
  if (refused) throw refused;
  const { name, target } = record;
  if (isDanglingName(name)) {
    drop(context, record);
    return [];
  }
  const response = untag(context, name, target.digest);
  const hasChildren = Object.entries(context.meta.data.parents).some(([child, parent]) => parent === target.digest && context.content.has(child));
  if (names === 1 && conflicts.otherNames && hasChildren) keepDangling(context, target);
  else delete context.meta.data.kept[target.digest];
  return [response];
}
