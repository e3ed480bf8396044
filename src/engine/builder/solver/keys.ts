import { digestOfText } from '../../../oci/digest';
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

/** The keys that a vertex's result is found by: by its inputs' identities, and by the checksums of what it reads. */
export function keysOf(vertex: Vertex, identities: readonly (string | undefined)[], checksums: ReadonlyMap<number, string>): string[] {
  const part = JSON.stringify(keyPart(vertex.op));
  const keys: string[] = [];
  const selected = selectionsOf(vertex);
  const byIdentity = identities.map((identity, i) => identity && JSON.stringify([identity, selected.get(i)]));
  if (byIdentity.every((identity) => identity !== undefined)) keys.push(digestOfText(JSON.stringify([part, byIdentity])));
  if (checksums.size > 0) {
    const byContent = identities.map((identity, i) => checksums.get(i) ?? identity);
    if (byContent.every((identity) => identity !== undefined)) keys.push(digestOfText(JSON.stringify([part, 'content', byContent])));
  }
  return keys;
}
