import { EngineError, invalid } from '../../api/errors';
import { InvalidReferenceError, parseAnyReference, Reference } from '../../oci/reference';
import type { ImageRecord } from '../stores/metadata';
import { records, type ImageContext } from './context';
import { danglingName, isDanglingName, noSuchImage, referenceOf, truncatedId } from './find';

/** What somebody wants removed: every name of a target, and the one that was asked for when it was a name. */
export interface References {
  named: ImageRecord | undefined;
  all: ImageRecord[];
}

/** Names, and the manifests that the classic builder keeps without one: containerd has dangling names for these. */
function everyRecord(context: ImageContext): ImageRecord[] {
  const named = records(context);
  const digests = new Set(named.map((record) => record.target.digest));
  const kept = Object.values(context.meta.data.kept).filter((target) => !digests.has(target.digest));
  return [...named, ...kept.map((target) => ({ name: danglingName(target.digest), target, createdMs: 0, updatedMs: 0 }))];
}

const byName = (a: ImageRecord, b: ImageRecord): number => (a.name < b.name ? -1 : 1);

/**
 * All names that share a target with what `text` means, in the order of their names. `named` is undefined where only
 * the digest or id fits (moby daemon/containerd/image.go resolveAllReferences).
 */
export function resolveReferences(context: ImageContext, text: string): References {
  const every = everyRecord(context).sort(byName);
  const ofTarget = (digest: string): ImageRecord[] => every.filter((record) => record.target.digest === digest);
  let parsed: ReturnType<typeof parseAnyReference>;
  try {
    parsed = parseAnyReference(text);
  } catch (error) {
    if (error instanceof InvalidReferenceError) throw invalid(error.message);
    throw error;
  }
  if (!(parsed instanceof Reference)) return found(text, undefined, ofTarget(parsed.digest));
  const named = every.find((record) => record.name === parsed.tagNameOnly().toString());
  const prefix = truncatedId(text);
  if (prefix !== undefined) {
    const fitting = every.filter((record) => record === named || record.target.digest.startsWith(`sha256:${prefix}`));
    if (new Set(fitting.map((record) => record.target.digest)).size > 1) throw new EngineError('notFound', 'ambiguous reference');
    return found(text, named, fitting.length === 1 && named ? ofTarget(named.target.digest) : fitting);
  }
  return found(text, named, named ? ofTarget(named.target.digest) : parsed.digest === undefined ? [] : ofTarget(parsed.digest));
}

function found(text: string, named: ImageRecord | undefined, all: ImageRecord[]): References {
  if (all.length === 0) throw noSuchImage(text);
  return { named, all };
}

/**
 * Those of a target's names that a reference means: the same repository with the same tag, with any tag where a digest
 * was given, and names by digest where the repository has no other tag (moby getSameReferences).
 */
export function sameReferences(given: Reference | undefined, all: readonly ImageRecord[]): ImageRecord[] {
  const same: ImageRecord[] = [];
  let byDigest: ImageRecord[] | undefined = [];
  let repository = given?.name;
  let tag = given?.tag;
  const anyTag = given !== undefined && given.tag === undefined && given.digest !== undefined;
  for (const record of all) {
    if (!isDanglingName(record.name)) {
      const reference = referenceOf(record.name)!;
      if (repository === undefined) {
        repository = reference.name;
        tag = reference.tag;
      } else if (repository !== reference.name) {
        continue;
      } else if (!anyTag) {
        if (reference.tag === undefined) {
          byDigest?.push(record);
          continue;
        }
        tag ??= reference.tag;
        if (tag !== reference.tag) {
          byDigest = undefined;
          continue;
        }
      }
    }
    same.push(record);
  }
  return [...same, ...(byDigest ?? [])];
}
