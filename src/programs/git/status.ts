import { withRenames, worktreeChanges, type Change } from './changes';
import { parseGitOptions, pathShown, type GitCall, type GitCommand } from './command';
import type { Repository } from './repository';
import { history, shortId } from './revision';
import { stagedChanges } from './staging';
import { scan } from './worktree';

const WORDS = { A: 'new file:   ', M: 'modified:   ', D: 'deleted:    ', R: 'renamed:    ' } as const;

/** How a branch and the one that it follows differ. */
export function tracking(repository: Repository, branch: string): { upstream: string; id: string | undefined; ahead: number; behind: number } | undefined {
  const remote = repository.config.get(`branch.${branch}.remote`);
  const merge = repository.config.get(`branch.${branch}.merge`);
  if (remote === undefined || merge === undefined) return undefined;
  const upstream = `${remote}/${merge.replace(/^refs\/heads\//, '')}`;
  const id = repository.ref(`refs/remotes/${upstream}`);
  const own = repository.ref(`refs/heads/${branch}`);
  if (id === undefined || own === undefined) return { upstream, id, ahead: 0, behind: 0 };
  return { upstream, id, ahead: history(repository, [own], [id]).length, behind: history(repository, [id], [own]).length };
}

/** What status and checkout say of the branch that is followed. */
export function trackingText(repository: Repository, branch: string): string {
  const found = tracking(repository, branch);
  if (!found) return '';
  const commits = (n: number): string => `${n} commit${n === 1 ? '' : 's'}`;
  const { upstream, ahead, behind } = found;
  if (found.id === undefined) return `Your branch is based on '${upstream}', but the upstream is gone.\n  (use "git branch --unset-upstream" to fixup)\n`;
  if (ahead === 0 && behind === 0) return `Your branch is up to date with '${upstream}'.\n`;
  if (behind === 0) return `Your branch is ahead of '${upstream}' by ${commits(ahead)}.\n  (use "git push" to publish your local commits)\n`;
  if (ahead === 0) return `Your branch is behind '${upstream}' by ${commits(behind)}, and can be fast-forwarded.\n  (use "git pull" to update your local branch)\n`;
  return `Your branch and '${upstream}' have diverged,\nand have ${ahead} and ${behind} different commits each, respectively.\n  (use "git pull" to merge the remote branch into yours)\n`;
}

function nameOf(repository: Repository, change: Change): string {
  return change.from === undefined ? pathShown(repository, change.path) : `${pathShown(repository, change.from)} -> ${pathShown(repository, change.path)}`;
}

/** The long format of git-status(1), and what a commit says of it. */
export function statusText(call: GitCall, repository: Repository, committing = false): { text: string; staged: number } {
  const { paint } = call;
  const index = repository.readIndex();
  const staged = withRenames(repository, stagedChanges(repository));
  const changed = worktreeChanges(repository, index);
  const { untracked, untrackedFolders } = scan(repository, index);
  const branch = repository.branch();
  const head = repository.head();
  let text = branch === undefined ? `${paint('31', 'HEAD detached at')} ${shortId(repository, head!)}\n` : `On branch ${branch}\n`;
  const tracked = branch === undefined ? '' : trackingText(repository, branch);
  text += tracked;
  if (head === undefined) text += committing ? '\nInitial commit\n' : '\nNo commits yet\n';
  if (tracked !== '' || head === undefined) text += '\n';
  if (staged.length > 0) {
    text += `Changes to be committed:\n  (use "git ${head === undefined ? 'rm --cached' : 'restore --staged'} <file>..." to unstage)\n`;
    text += `${staged.map((change) => `\t${paint('32', `${WORDS[change.kind]}${nameOf(repository, change)}`)}\n`).join('')}\n`;
  }
  if (changed.length > 0) {
    const removes = changed.some((change) => change.kind === 'D');
    text += `Changes not staged for commit:\n  (use "git add${removes ? '/rm' : ''} <file>..." to update what will be committed)\n  (use "git restore <file>..." to discard changes in working directory)\n`;
    text += `${changed.map((change) => `\t${paint('31', `${WORDS[change.kind]}${nameOf(repository, change)}`)}\n`).join('')}\n`;
  }
  const loose = [...untracked.filter((path) => !untrackedFolders.some((folder) => path.startsWith(`${folder}/`))), ...untrackedFolders.map((folder) => `${folder}/`)].sort();
  if (loose.length > 0) text += `Untracked files:\n  (use "git add <file>..." to include in what will be committed)\n${loose.map((path) => `\t${paint('31', pathShown(repository, path))}\n`).join('')}\n`;
  if (staged.length === 0) {
    if (changed.length > 0) text += 'no changes added to commit (use "git add" and/or "git commit -a")\n';
    else if (loose.length > 0) text += 'nothing added to commit but untracked files present (use "git add" to track)\n';
    else if (head === undefined) text += 'nothing to commit (create/copy files and use "git add" to track)\n';
    else text += 'nothing to commit, working tree clean\n';
  }
  return { text, staged: staged.length };
}

/** git-status(1): long, -s, -b, --porcelain, --ignored is not simulated. */
export const status: GitCommand = async (call) => {
  const { io, paint } = call;
  const options = parseGitOptions(call, { flags: 's short b branch long porcelain u untracked-files v verbose' });
  const repository = call.repository();
  if (!options.has('s', 'short', 'porcelain')) {
    await io.out(statusText(call, repository).text);
    return 0;
  }
  const plain = options.has('porcelain');
  const colour = (code: string, words: string): string => (plain ? words : paint(code, words));
  const branch = repository.branch();
  if (options.has('b', 'branch')) {
    const found = branch === undefined ? undefined : tracking(repository, branch);
    const away = found && (found.ahead > 0 || found.behind > 0) ? ` [${[found.ahead > 0 ? `ahead ${found.ahead}` : '', found.behind > 0 ? `behind ${found.behind}` : ''].filter((part) => part !== '').join(', ')}]` : '';
    await io.out(branch === undefined ? '## HEAD (no branch)\n' : repository.head() === undefined ? `## No commits yet on ${branch}\n` : `## ${colour('32', branch)}${found ? `...${colour('31', found.upstream)}${away}` : ''}\n`);
  }
  const index = repository.readIndex();
  const rows = new Map<string, { x: string; y: string; name: string }>();
  for (const change of withRenames(repository, stagedChanges(repository))) rows.set(change.path, { x: change.kind, y: ' ', name: plain ? (change.from === undefined ? change.path : `${change.from} -> ${change.path}`) : nameOf(repository, change) });
  for (const change of worktreeChanges(repository, index)) rows.set(change.path, { x: rows.get(change.path)?.x ?? ' ', y: change.kind, name: rows.get(change.path)?.name ?? (plain ? change.path : nameOf(repository, change)) });
  for (const [, { x, y, name }] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) await io.out(`${x === ' ' ? x : colour('32', x)}${y === ' ' ? y : colour('31', y)} ${name}\n`);
  const { untracked, untrackedFolders } = scan(repository, index);
  for (const path of [...untracked.filter((one) => !untrackedFolders.some((folder) => one.startsWith(`${folder}/`))), ...untrackedFolders.map((folder) => `${folder}/`)].sort()) await io.out(`${colour('31', '??')} ${plain ? path : pathShown(repository, path)}\n`);
  return 0;
};
