import { digestOfText, type Digest } from '../../../oci/digest';
import { basePath } from '../dockerfile/go-text';
import type { Selection } from '../files/content-hash';
import type { Op, Vertex } from '../graph/vertex';

/** What the cache shows of a result. */
export function descriptionOf(op: Op, name: string): string {
  return op.type === 'exec' ? `mount / from exec ${op.args.join(' ')}` : name;
}

/** The part of an operation that its key is made of; of a copy's source the last component only. */
function keyPart(op: Op): unknown {
  if (op.type !== 'file') return op;
  return op.actions.map((action) => (action.type === 'copy' ? { ...action, source: basePath(action.source) } : action));
}

/** Which inputs count by the files that are read from them, and which files those are. */
export function selectionsOf(vertex: Vertex): Map<number, Selection[]> {
  const { op, inputs } = vertex;
  const selections = new Map<number, Selection[]>();
  const add = (index: number | undefined, selection: Selection) => {
    const input = index === undefined ? undefined : inputs[index];
    if (!input || input.digest === inputs[0]?.digest) return;
    selections.set(index!, [...(selections.get(index!) ?? []), selection]);
  };
  if (op.type === 'file') {
    for (const action of op.actions) {
      if (action.type !== 'copy') continue;
      const { allowWildcard, followSymlinks, includePatterns, excludePatterns, requiredPaths } = action.options;
      add(action.input, {
        path: action.source, wildcard: allowWildcard, followLinks: followSymlinks, includePatterns, excludePatterns, requiredPaths,
      });
    }
  } else if (op.type === 'exec') {
    for (const mount of op.mounts) {
      if (mount.type !== 'bind') continue;
      add(mount.input, {
        path: mount.selector ?? '/', wildcard: false, followLinks: true, includePatterns: [], excludePatterns: [], requiredPaths: [],
      });
    }
  }
  return selections;
}

/** What an input is known by in a key: its identity and what is read of it, or the checksum of what is read. */
export interface KeyInput {
  id: string;
  /** Digest of the selections; empty where all of it counts. */
  selector: string;
}

/** The digest of an operation, whatever it works on. */
export function operationDigest(op: Op): Digest {
  return digestOfText(JSON.stringify(keyPart(op)));
}

/** The key of an operation upon inputs. */
export function keyOf(operation: Digest, inputs: readonly KeyInput[]): string {
  return digestOfText(JSON.stringify([operation, inputs.map(({ id, selector }) => [id, selector])]));
}

/** What a vertex's inputs are known by: all by their identities, and by the checksums of what it reads. */
export function keyInputs(vertex: Vertex, identities: readonly (string | undefined)[], checksums: ReadonlyMap<number, string>): KeyInput[][] {
  const selected = selectionsOf(vertex);
  const ways = [identities.map((id, i) => {
    const selection = selected.get(i);
    return id === undefined ? undefined : { id, selector: selection ? digestOfText(JSON.stringify(selection)) : '' };
  })];
  if (checksums.size > 0) ways.push(identities.map((identity, i) => {
    const id = checksums.get(i) ?? identity;
    return id === undefined ? undefined : { id, selector: '' };
  }));
  return ways.filter((way): way is KeyInput[] => way.every((input) => input !== undefined));
}

/** The keys that a vertex's result is found by. */
export function keysOf(vertex: Vertex, identities: readonly (string | undefined)[], checksums: ReadonlyMap<number, string>): string[] {
  return keyInputs(vertex, identities, checksums).map((inputs) => keyOf(operationDigest(vertex.op), inputs));
}
