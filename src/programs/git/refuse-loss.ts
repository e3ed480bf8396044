import { worktreeChanges } from './changes';
import { GitFailure } from './failure';
import type { Repository } from './repository';
import { stagedChanges } from './staging';
import { scan } from './worktree';

/** Throws where local changes would be lost by going from one commit to another. */
export function refuseLoss(repository: Repository, to: string, verb: string): void {
  const before = repository.filesOf(repository.head());
  const after = repository.filesOf(to);
  const index = repository.readIndex();
  const moved = (path: string): boolean => before.get(path)?.id !== after.get(path)?.id;
  const lost = [...new Set([...worktreeChanges(repository, index).map((change) => change.path), ...stagedChanges(repository).filter((change) => after.get(change.path)?.id !== change.after?.id).map((change) => change.path)])].filter(moved).sort();
  const list = (paths: readonly string[]): string => paths.map((path) => `\t${path}\n`).join('');
  if (lost.length > 0) throw new GitFailure(`error: Your local changes to the following files would be overwritten by ${verb}:\n${list(lost)}Please commit your changes or stash them before you ${verb === 'merge' ? 'merge' : 'switch branches'}.\nAborting`, 1);
  const loose = scan(repository, index).untracked.filter((path) => after.has(path) && moved(path));
  if (loose.length > 0) throw new GitFailure(`error: The following untracked working tree files would be overwritten by ${verb}:\n${list(loose)}Please move or remove them before you ${verb === 'merge' ? 'merge' : 'switch branches'}.\nAborting`, 1);
}
