import { withRenames, worktreeChanges } from './changes';
import { parseGitOptions, type GitCall, type GitCommand } from './command';
import { fatal, GitFailure } from './failure';
import { isValidName } from './ref-names';
import { refuseLoss } from './refuse-loss';
import type { Repository } from './repository';
import { peel, resolveCommit, resolveObject, shortId, subjectOf } from './revision';
import { checkOutPaths, stagedChanges } from './staging';
import { trackingText } from './status';
import { switchTrees } from './worktree';

async function goTo(call: GitCall, repository: Repository, target: { ref?: string; id: string; shown: string }, created: boolean, quiet: boolean): Promise<void> {
  const { io } = call;
  const before = repository.head();
  const was = repository.branch();
  if (before !== target.id) {
    refuseLoss(repository, target.id, 'checkout');
    switchTrees(repository, repository.filesOf(before), repository.filesOf(target.id));
  }
  repository.setHead(target.ref, target.id);
  const changed = withRenames(repository, [...stagedChanges(repository), ...worktreeChanges(repository, repository.readIndex())].filter((change, i, all) => all.findIndex((one) => one.path === change.path) === i));
  repository.note(before, target.id, `checkout: moving from ${was ?? before ?? ''} to ${target.shown}`);
  if (!quiet && !created) for (const change of changed) await io.out(`${change.kind}\t${change.path}\n`);
  if (quiet) return;
  if (was === undefined && before !== undefined && before !== target.id) await io.err(`Previous HEAD position was ${shortId(repository, before)} ${subjectOf(repository, before)}`);
  if (target.ref === undefined) await io.err(was === undefined ? `HEAD is now at ${shortId(repository, target.id)} ${subjectOf(repository, target.id)}` : DETACHED(target.shown, `HEAD is now at ${shortId(repository, target.id)} ${subjectOf(repository, target.id)}`));
  else await io.err(created ? `Switched to a new branch '${target.shown}'` : was === target.shown ? `Already on '${target.shown}'` : `Switched to branch '${target.shown}'`);
  if (target.ref !== undefined && !created) await io.out(trackingText(repository, target.shown));
}

const DETACHED = (name: string, where: string): string => `Note: switching to '${name}'.

You are in 'detached HEAD' state. You can look around, make experimental
changes and commit them, and you can discard any commits you make in this
state without impacting any branches by switching back to a branch.

If you want to create a new branch to retain commits you create, you may
do so (now or later) by using -c with the switch command. Example:

  git switch -c <new-branch-name>

Or undo this operation with:

  git switch -

Turn off this advice by setting config variable advice.detachedHead to false

${where}`;

/** The branch or commit before the last checkout, for `-`. */
function previous(repository: Repository): string {
  const path = `${repository.gitFolder}/logs/HEAD`;
  const lines = repository.sys.access(path, 'r') ? repository.sys.readText(path).split('\n') : [];
  for (const line of lines.reverse()) {
    const match = /\tcheckout: moving from (\S+) to /.exec(line);
    if (match) return match[1]!;
  }
  throw new GitFailure("error: pathspec '-' did not match any file(s) known to git", 1);
}

/** Remote branches of this name: one alone may be meant where there is no branch of one's own. */
function remotesWith(repository: Repository, name: string): string[] {
  return repository.refs('refs/remotes/').filter((one) => one.split('/').slice(1).join('/') === name && !one.endsWith('/HEAD'));
}

async function switchTo(call: GitCall, create: string | undefined, words: readonly string[], settings: { force: boolean; quiet: boolean; detach: boolean; paths: readonly string[] | undefined; verb: string; reset: boolean }): Promise<number> {
  const { io } = call;
  const repository = call.repository();
  if (create !== undefined) {
    const [start = 'HEAD'] = words;
    if (start === 'HEAD' && repository.head() === undefined) {
      repository.setHead(`refs/heads/${create}`);
      if (!settings.quiet) await io.err(`Switched to a new branch '${create}'`);
      return 0;
    }
    if (!isValidName(create)) throw fatal(`'${create}' is not a valid branch name`);
    if (repository.ref(`refs/heads/${create}`) !== undefined && !settings.reset) throw fatal(`a branch named '${create}' already exists`);
    const found = resolveObject(repository, start);
    if (found === undefined) throw fatal(`'${start}' is not a commit and a branch '${create}' cannot be created from it`);
    const id = peel(repository, found);
    if (repository.head() !== id) refuseLoss(repository, id, 'checkout');
    repository.setRef(`refs/heads/${create}`, id);
    const remote = repository.ref(`refs/remotes/${start}`);
    if (remote !== undefined) {
      repository.config.set(`branch.${create}.remote`, start.split('/')[0]);
      repository.config.set(`branch.${create}.merge`, `refs/heads/${start.split('/').slice(1).join('/')}`);
    }
    await goTo(call, repository, { ref: `refs/heads/${create}`, id, shown: create }, true, settings.quiet);
    if (remote !== undefined && !settings.quiet) await io.out(`branch '${create}' set up to track '${start}'.\n`);
    return 0;
  }
  const [word, ...rest] = words;
  if (word === undefined && !settings.paths) {
    if (settings.verb === 'switch') throw fatal('missing branch or commit argument');
    return 0;
  }
  const name = word === '-' ? previous(repository) : word;
  const id = name === undefined ? undefined : repository.ref(`refs/heads/${name}`);
  if (settings.paths || rest.length > 0 || (settings.verb === 'checkout' && id === undefined && resolveObject(repository, name!) === undefined)) {
    const isRevision = name !== undefined && resolveObject(repository, name) !== undefined;
    const paths = [...(isRevision ? rest : words), ...(settings.paths ?? [])];
    if (!isRevision && settings.paths === undefined && rest.length === 0 && !repository.sys.access(name!, '') && !repository.readIndex().has(name!)) {
      const remotes = remotesWith(repository, name!);
      if (remotes.length === 1) return switchTo(call, name!, [remotes[0]!], settings);
      throw new GitFailure(`error: pathspec '${name}' did not match any file(s) known to git`, 1);
    }
    const count = checkOutPaths(repository, paths, isRevision ? name : undefined);
    if (!settings.quiet && settings.paths === undefined) await io.err(`Updated ${count} path${count === 1 ? '' : 's'} from ${isRevision ? shortId(repository, resolveCommit(repository, name)) : 'the index'}`);
    return 0;
  }
  if (id === undefined && settings.verb === 'switch' && !settings.detach) {
    const remotes = remotesWith(repository, name!);
    if (remotes.length === 1) return switchTo(call, name, [remotes[0]!], settings);
    if (resolveObject(repository, name!) === undefined) throw fatal(`invalid reference: ${name}`);
    throw fatal(`a branch is expected, got ${repository.ref(`refs/tags/${name}`) ? 'tag' : 'commit'} '${name}'\nhint: If you want to detach HEAD at the commit, try again with the --detach option.`);
  }
  if (settings.force) switchTrees(repository, new Map([...repository.readIndex()]), repository.filesOf(repository.head()), true);
  if (id !== undefined && !settings.detach) await goTo(call, repository, { ref: `refs/heads/${name}`, id, shown: name! }, false, settings.quiet);
  else await goTo(call, repository, { id: resolveCommit(repository, name!), shown: name! }, false, settings.quiet);
  return 0;
}

/** The branch that `--track origin/NAME` makes: `NAME`. */
function trackedName(start: string | undefined): string {
  if (start === undefined) throw fatal('--track needs a branch name');
  const name = /^(?:refs\/)?(?:remotes\/)?[^/]+\/(.+)$/.exec(start)?.[1];
  if (name === undefined) throw fatal('missing branch name; try -b');
  return name;
}

/** git-checkout(1): branches, commits, -b, -B, -t, paths, -f, -. */
export const checkout: GitCommand = async (call) => {
  const options = parseGitOptions(call, { flags: 'q quiet f force detach d t track progress p patch', values: 'b B orphan' });
  if (options.has('orphan', 'p', 'patch')) throw new GitFailure('dockyard: git checkout --orphan and -p are not simulated', 1);
  const created = options.get('b', 'B') ?? (options.has('t', 'track') ? trackedName(options.rest[0]) : undefined);
  return switchTo(call, created, options.rest, { force: options.has('f', 'force'), quiet: options.has('q', 'quiet'), detach: options.has('detach', 'd'), paths: options.paths, verb: 'checkout', reset: options.has('B') });
};

/** git-switch(1): branches, -c, -C, -t, --detach, -. */
export const switchBranch: GitCommand = async (call) => {
  const options = parseGitOptions(call, { flags: 'q quiet f force discard-changes d detach t track', values: 'c create C force-create' });
  const created = options.get('c', 'create', 'C', 'force-create') ?? (options.has('t', 'track') ? trackedName(options.rest[0]) : undefined);
  return switchTo(call, created, options.rest, { force: options.has('f', 'force', 'discard-changes'), quiet: options.has('q', 'quiet'), detach: options.has('d', 'detach'), paths: undefined, verb: 'switch', reset: options.has('C', 'force-create') });
};
