import { treeChanges, withRenames } from './changes';
import { parseGitOptions, type GitCall, type GitCommand } from './command';
import { makeCommit } from './commit';
import { modesOf, statOf } from './diff-text';
import { fatal, GitFailure } from './failure';
import { refuseLoss } from './refuse-loss';
import type { Repository, TreeFile } from './repository';
import { mergeBase, peel, resolveObject, shortId } from './revision';
import { switchTrees } from './worktree';

/** Both sides' files over their base's; the paths that both changed differently. */
function merged(repository: Repository, base: string | undefined, ours: string, theirs: string): { files: Map<string, TreeFile>; conflicts: string[] } {
  const [a, b, c] = [repository.filesOf(base), repository.filesOf(ours), repository.filesOf(theirs)];
  const files = new Map<string, TreeFile>();
  const conflicts: string[] = [];
  const same = (x: TreeFile | undefined, y: TreeFile | undefined): boolean => x?.id === y?.id && x?.mode === y?.mode;
  for (const path of new Set([...a.keys(), ...b.keys(), ...c.keys()])) {
    const [was, own, other] = [a.get(path), b.get(path), c.get(path)];
    const chosen = same(own, other) || same(was, other) ? own : same(was, own) ? other : undefined;
    if (chosen) files.set(path, chosen);
    else if (!(same(own, other) || same(was, other) || same(was, own))) conflicts.push(path);
  }
  return { files, conflicts };
}

/** Joins another commit into HEAD's branch; what both changed in one file isn't simulated. */
export async function mergeInto(call: GitCall, repository: Repository, theirs: string, name: string, options: { ffOnly: boolean; noFf: boolean; message: string | undefined; why: string }): Promise<number> {
  const { io } = call;
  const ours = repository.head();
  const base = ours === undefined ? undefined : mergeBase(repository, ours, theirs);
  if (ours !== undefined && base === theirs) {
    await io.out('Already up to date.\n');
    return 0;
  }
  const report = async (to: string): Promise<void> => {
    const changes = withRenames(repository, treeChanges(repository.filesOf(ours), repository.filesOf(to)));
    await io.out(statOf(call, repository, changes) + modesOf(changes));
  };
  if (ours === undefined || (base === ours && !options.noFf)) {
    refuseLoss(repository, theirs, 'merge');
    if (ours !== undefined) await io.out(`Updating ${shortId(repository, ours)}..${shortId(repository, theirs)}\nFast-forward\n`);
    switchTrees(repository, repository.filesOf(ours), repository.filesOf(theirs));
    repository.moveHead(theirs, `${options.why}: Fast-forward`);
    if (ours !== undefined) await report(theirs);
    return 0;
  }
  if (options.ffOnly) throw fatal('Not possible to fast-forward, aborting.');
  if (base === undefined) throw fatal('refusing to merge unrelated histories');
  const { files, conflicts } = merged(repository, base, ours, theirs);
  if (conflicts.length > 0) throw new GitFailure(`dockyard: merging branches that both change ${conflicts.join(', ')} is not simulated`, 1);
  refuseLoss(repository, theirs, 'merge');
  const branchName = repository.branch();
  const before = repository.filesOf(ours);
  const id = makeCommit(repository, files, [ours, theirs], options.message ?? `Merge ${name}${branchName === 'master' || branchName === 'main' || branchName === undefined ? '' : ` into ${branchName}`}`, `${options.why}: Merge made by the 'ort' strategy.`);
  switchTrees(repository, before, files);
  await io.out("Merge made by the 'ort' strategy.\n");
  await report(id);
  return 0;
}

/** git-merge(1): a branch or commit; --no-ff, --ff-only, -m. */
export const merge: GitCommand = async (call) => {
  const options = parseGitOptions(call, { flags: 'no-ff ff ff-only no-edit edit abort continue squash q quiet', values: 'm' });
  const repository = call.repository();
  if (options.has('abort', 'continue')) throw fatal('There is no merge to abort (MERGE_HEAD missing).');
  if (options.has('squash')) throw new GitFailure('dockyard: git merge --squash is not simulated', 1);
  const [name] = options.rest;
  if (name === undefined) throw fatal('No remote for the current branch.');
  const id = resolveObject(repository, name);
  if (id === undefined) throw new GitFailure(`merge: ${name} - not something we can merge`, 1);
  const what = repository.ref(`refs/heads/${name}`) !== undefined ? `branch '${name}'` : repository.ref(`refs/remotes/${name}`) !== undefined ? `remote-tracking branch '${name}'` : repository.ref(`refs/tags/${name}`) !== undefined ? `tag '${name}'` : `commit '${name}'`;
  return mergeInto(call, repository, peel(repository, id), what, { ffOnly: options.has('ff-only'), noFf: options.has('no-ff'), message: options.get('m'), why: `merge ${name}` });
};
