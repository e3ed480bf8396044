import { invalid } from '../../api/errors';
import type { Descriptor } from '../../oci/image';
import { InvalidReferenceError, parseReference, type Reference } from '../../oci/reference';
import { records, type ImageContext } from './context';
import { danglingName, familiarName, findImage, isDanglingName } from './find';

export function parseName(text: string): Reference {
  try {
    return parseReference(text);
  } catch (error) {
    if (error instanceof InvalidReferenceError) throw invalid(error.message);
    throw error;
  }
}

/**
 * Lets a name mean a target. What the name meant before becomes dangling when `keepOld` and it has no other name.
 */
export function setName(context: ImageContext, name: string, target: Descriptor, keepOld: boolean): void {
  const now = context.sys.now();
  const { images } = context.meta.data;
  const before = images[name];
  const dangling = danglingName(target.digest);
  images[name] = { name, target, createdMs: before?.createdMs ?? now, updatedMs: now };
  if (!isDanglingName(name)) delete images[dangling];
  if (before && before.target.digest !== target.digest && keepOld) keepDangling(context, before.target);
  context.meta.save();
}

/** Keeps a target that has lost its last name, under a dangling one. */
export function keepDangling(context: ImageContext, target: Descriptor): void {
  if (records(context).some((record) => record.target.digest === target.digest)) return;
  const name = danglingName(target.digest);
  const now = context.sys.now();
  context.meta.data.images[name] = { name, target, createdMs: now, updatedMs: now };
}

/** POST /images/{name}/tag (moby daemon/containerd/image_tag.go). */
export function tagImage(context: ImageContext, source: string, repo: string, tag: string): void {
  const found = findImage(context, source);
  const given = parseName(repo);
  const reference = tag !== '' ? withTag(given, tag) : given.tagNameOnly();
  if (reference.familiarName === 'sha256') throw invalid('refusing to create an ambiguous tag using digest algorithm as name');
  setName(context, reference.toString(), found.target, true);
  context.host.event('image', 'tag', found.target.digest, { name: familiarName(reference.toString()) });
}

export function withTag(reference: Reference, tag: string): Reference {
  try {
    return reference.trimmed().withTag(tag);
  } catch (error) {
    if (error instanceof InvalidReferenceError) throw invalid(error.message);
    throw error;
  }
}
