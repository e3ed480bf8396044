import { EngineError, invalid, notFound } from '../../api/errors';
import type { Digest } from '../../oci/digest';
import type { Descriptor } from '../../oci/image';
import { InvalidReferenceError, parseAnyReference, parseReference, Reference } from '../../oci/reference';
import type { ImageRecord } from '../stores/metadata';
import { records, type ImageContext } from './context';

const DANGLING = 'moby-dangling@';

export function isDanglingName(name: string): boolean {
  return name.startsWith(DANGLING);
}

export function danglingName(digest: string): string {
  return DANGLING + digest;
}

/** A stored name as a reference; undefined for dangling images. */
export function referenceOf(name: string): Reference | undefined {
  return isDanglingName(name) ? undefined : parseReference(name);
}

/** As `docker images` shows a stored name. */
export function familiarName(name: string): string {
  return referenceOf(name)?.familiar ?? name;
}

function parseAny(text: string): Reference | { digest: string } {
  try {
    return parseAnyReference(text);
  } catch (error) {
    if (error instanceof InvalidReferenceError) throw invalid(error.message);
    throw error;
  }
}

export function noSuchImage(text: string): EngineError {
  let shown = text;
  try {
    const parsed = parseAnyReference(text);
    if (parsed instanceof Reference) shown = parsed.tagNameOnly().familiar;
  } catch (error) {
    if (!(error instanceof InvalidReferenceError)) throw error;
  }
  return notFound(`No such image: ${shown}`);
}

/** The hexadecimal digits of what may be the beginning of an id, with or without `sha256:` (moby checkTruncatedID). */
export function truncatedId(text: string): string | undefined {
  return /^(?:sha256:)?([0-9a-f]{4,64})$/.exec(text)?.[1];
}

export interface FoundImage {
  target: Descriptor;
  /** Every name of that target. */
  names: ImageRecord[];
  /** The name that was meant, when it was a name and not an id. */
  record: ImageRecord | undefined;
  /** How it was asked for. */
  byId: boolean;
}

/** Finds an image by name, digest or id prefix (moby daemon/containerd/image.go, resolveImage). */
export function findImage(context: ImageContext, text: string): FoundImage {
  const found = tryFindImage(context, text);
  if (!found) throw noSuchImage(text);
  return found;
}

export function tryFindImage(context: ImageContext, text: string): FoundImage | undefined {
  const all = records(context);
  const parsed = parseAny(text);
  const ofTarget = (digest: string): ImageRecord[] => all.filter((record) => record.target.digest === digest);
  if (!(parsed instanceof Reference)) {
    const names = ofTarget(parsed.digest);
    const kept = context.meta.data.kept[parsed.digest];
    if (names[0]) return { target: names[0].target, names, record: undefined, byId: true };
    return kept && { target: kept, names: [], record: undefined, byId: true };
  }
  if (parsed.digest !== undefined) {
    const names = ofTarget(parsed.digest);
    const exact = names.find((record) => record.name === `${parsed.name}@${parsed.digest}`);
    const sameName = exact ?? names.find((record) => referenceOf(record.name)?.name === parsed.name);
    return sameName && { target: sameName.target, names, record: sameName, byId: false };
  }
  const record = context.meta.data.images[parsed.tagNameOnly().toString()];
  if (record) return { target: record.target, names: ofTarget(record.target.digest), record, byId: false };
  const prefix = truncatedId(text);
  if (prefix === undefined) return undefined;
  const digests = new Set([...all.map((one) => one.target.digest), ...Object.keys(context.meta.data.kept)].filter((digest) => digest.startsWith(`sha256:${prefix}`)));
  if (digests.size > 1) throw new EngineError('notFound', 'ambiguous reference');
  const [digest] = digests;
  if (digest === undefined) return undefined;
  const names = ofTarget(digest);
  return { target: names[0]?.target ?? context.meta.data.kept[digest]!, names, record: undefined, byId: true };
}

/** What an image's id names, if it is here: with a name or as a step of the classic builder. */
export function targetOf(context: ImageContext, id: Digest): Descriptor | undefined {
  const { images, kept } = context.meta.data;
  return kept[id] ?? Object.values(images).find((record) => record.target.digest === id)?.target;
}
