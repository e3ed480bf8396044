import { isBinary } from './diff-text';
import { text } from '../../lib/bytes';
import type { IndexEntry } from './index-file';
import type { Repository, TreeFile, TreeFiles } from './repository';
import { contentOf, isUnchanged, worktreeFile } from './worktree';

/** A path that differs between two states; `from` is the old name of a renamed one. */
export interface Change {
  kind: 'A' | 'M' | 'D' | 'R';
  path: string;
  from?: string;
  similarity?: number;
  before: TreeFile | undefined;
  after: TreeFile | undefined;
}

/** What differs between two trees, by path. */
export function treeChanges(before: TreeFiles, after: ReadonlyMap<string, TreeFile>): Change[] {
  const changes: Change[] = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [a, b] = [before.get(path), after.get(path)];
    if (a && b && a.id === b.id && a.mode === b.mode) continue;
    changes.push({ kind: a ? (b ? 'M' : 'D') : 'A', path, before: a, after: b });
  }
  return changes;
}

/** How much of one file is in another, percent: the bytes of lines that both have. */
function similarity(a: Uint8Array, b: Uint8Array): number {
  if (isBinary(a) || isBinary(b)) return 0;
  const lines = new Map<string, number>();
  for (const line of text(a).split(/(?<=\n)/)) lines.set(line, (lines.get(line) ?? 0) + 1);
  let common = 0;
  for (const line of text(b).split(/(?<=\n)/)) {
    const left = lines.get(line) ?? 0;
    if (left === 0) continue;
    lines.set(line, left - 1);
    common += line.length;
  }
  return Math.floor((common * 100) / Math.max(a.length, b.length, 1));
}

/** Joins what was removed and added alike into renames (git's threshold of 50 %). */
export function withRenames(repository: Repository, changes: readonly Change[]): Change[] {
  const removed = changes.filter((one) => one.kind === 'D');
  const result: Change[] = [];
  const taken = new Set<Change>();
  const read = (file: TreeFile): Uint8Array => repository.objects.read(file.id).body;
  for (const added of changes) {
    if (added.kind !== 'A') continue;
    let best: { change: Change; score: number } | undefined;
    for (const change of removed) {
      if (taken.has(change)) continue;
      const score = change.before!.id === added.after!.id ? 100 : Math.min(99, similarity(read(change.before!), read(added.after!)));
      if (score >= 50 && (!best || score > best.score)) best = { change, score };
    }
    if (!best) continue;
    taken.add(best.change);
    taken.add(added);
    result.push({ kind: 'R', path: added.path, from: best.change.path, similarity: best.score, before: best.change.before, after: added.after });
  }
  return [...result, ...changes.filter((one) => !taken.has(one))].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What differs between what is staged and the worktree; the new content isn't stored. */
export function worktreeChanges(repository: Repository, index: ReadonlyMap<string, IndexEntry>): (Change & { content: Uint8Array | undefined })[] {
  const changes: (Change & { content: Uint8Array | undefined })[] = [];
  for (const [path, entry] of [...index].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const file = worktreeFile(repository, path);
    if (!file) changes.push({ kind: 'D', path, before: entry, after: undefined, content: undefined });
    else if (!isUnchanged(repository, entry, file)) changes.push({ kind: 'M', path, before: entry, after: { mode: file.mode, id: '0'.repeat(40) }, content: contentOf(repository, path) });
  }
  return changes;
}
