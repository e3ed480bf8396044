import { treeChanges, withRenames, worktreeChanges, type Change } from './changes';
import { matches, parseGitOptions, pathInside, type GitCommand } from './command';
import { GitFailure } from './failure';
import { changesText } from './log-text';
import { mergeBase, resolveCommit, resolveObject } from './revision';
import { stagedChanges } from './staging';

/** git-diff(1): the worktree, --cached, one or two commits, paths; --stat, --name-only, --name-status, --quiet. */
export const diff: GitCommand = async (call) => {
  const { io: out } = call;
  const options = parseGitOptions(call, { flags: 'cached staged p patch stat shortstat name-only name-status q quiet exit-code no-color color no-index w b' });
  if (options.has('no-index', 'w', 'b')) throw new GitFailure('dockyard: git diff with -w, -b or --no-index is not simulated', 1);
  const repository = call.repository();
  const revisions: string[] = [];
  const paths: string[] = (options.paths ?? []).map((path) => pathInside(repository, path));
  for (const word of options.rest) {
    const range = /^(.+?)\.\.(\.?)(.*)$/.exec(word);
    if (range && resolveObject(repository, range[1]!) !== undefined) {
      const [a, b] = [resolveCommit(repository, range[1]!), resolveCommit(repository, range[3] || 'HEAD')];
      revisions.push(range[2] === '' ? a : (mergeBase(repository, a, b) ?? a), b);
    } else if (resolveObject(repository, word) !== undefined && paths.length === 0) revisions.push(resolveCommit(repository, word));
    else if (repository.sys.access(word, '') || repository.readIndex().has(pathInside(repository, word))) paths.push(pathInside(repository, word));
    else resolveCommit(repository, word);
  }
  const index = repository.readIndex();
  let changes: (Change & { content?: Uint8Array | undefined })[];
  if (options.has('cached', 'staged')) changes = withRenames(repository, revisions[0] === undefined ? stagedChanges(repository) : treeChanges(repository.filesOf(revisions[0]), index));
  else if (revisions.length === 0) changes = worktreeChanges(repository, index);
  else if (revisions.length > 1) changes = withRenames(repository, treeChanges(repository.filesOf(revisions[0]), repository.filesOf(revisions[1])));
  else {
    const before = repository.filesOf(revisions[0]);
    const now = new Map(worktreeChanges(repository, index).map((change) => [change.path, change]));
    changes = [];
    for (const path of [...new Set([...before.keys(), ...index.keys()])].sort()) {
      const after = now.get(path) ? now.get(path)!.after : index.get(path);
      const content = now.get(path)?.content;
      const old = before.get(path);
      if (!content && old?.id === after?.id && old?.mode === after?.mode) continue;
      changes.push({ kind: old ? (after ? 'M' : 'D') : 'A', path, before: old, after, content });
    }
  }
  if (paths.length > 0) changes = changes.filter((change) => matches(change.path, paths));
  if (!options.has('q', 'quiet')) await out.out(changesText(call, repository, changes, options, true));
  return changes.length > 0 && options.has('q', 'quiet', 'exit-code') ? 1 : 0;
};
