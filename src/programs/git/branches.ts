import { treeChanges, withRenames, worktreeChanges } from './changes';
import { makeCommit } from './commit';
import { parseGitOptions, type GitCall, type GitCommand } from './command';
import { modesOf, statOf } from './diff-text';
import { fatal, GitFailure } from './failure';
import type { Repository, TreeFile } from './repository';
import { isAncestor, mergeBase, peel, resolveCommit, resolveObject, shortId } from './revision';
import { checkOutPaths, stagedChanges } from './staging';
import { tracking, trackingText } from './status';
import { scan, switchTrees } from './worktree';

function subject(repository: Repository, id: string): string {
  return repository.commit(id).message.split('\n')[0]!;
}

function isValidName(name: string): boolean {
  return !/^[-.]|\.\.|[\s~^:?*[\\]|\/$|\.lock$|@\{|\/\/|^@$/.test(name) && name !== '';
}

/** git-branch(1): list (-a, -r, -v), make, -d, -D, -m, --show-current, -u. */
export const branch: GitCommand = async (call) => {
  const { io, paint } = call;
  const options = parseGitOptions(call, { flags: 'a all r remotes v vv verbose d delete D m move M show-current f force l list no-color unset-upstream merged no-merged', values: 'u set-upstream-to' });
  const repository = call.repository();
  const current = repository.branch();
  const [first, second] = options.rest;
  if (options.has('show-current')) {
    if (current !== undefined) await io.out(`${current}\n`);
    return 0;
  }
  const upstream = options.get('u', 'set-upstream-to');
  if (upstream !== undefined) {
    const name = first ?? current!;
    if (repository.ref(`refs/remotes/${upstream}`) === undefined) throw fatal(`the requested upstream branch '${upstream}' does not exist`);
    repository.config.set(`branch.${name}.remote`, upstream.split('/')[0]);
    repository.config.set(`branch.${name}.merge`, `refs/heads/${upstream.split('/').slice(1).join('/')}`);
    await io.out(`branch '${name}' set up to track '${upstream}'.\n`);
    return 0;
  }
  if (options.has('d', 'delete', 'D')) {
    if (first === undefined) throw fatal('branch name required');
    for (const name of options.rest) {
      const id = repository.ref(`refs/heads/${name}`);
      if (id === undefined) throw new GitFailure(`error: branch '${name}' not found.`, 1);
      if (name === current) throw new GitFailure(`error: Cannot delete branch '${name}' checked out at '${repository.root}'`, 1);
      const head = repository.head();
      if (!options.has('D', 'f', 'force') && !(head !== undefined && isAncestor(repository, id, head))) throw new GitFailure(`error: The branch '${name}' is not fully merged.\nIf you are sure you want to delete it, run 'git branch -D ${name}'.`, 1);
      repository.setRef(`refs/heads/${name}`, undefined);
      repository.config.drop(`branch.${name}`);
      await io.out(`Deleted branch ${name} (was ${shortId(repository, id)}).\n`);
    }
    return 0;
  }
  if (options.has('m', 'move', 'M')) {
    if (first === undefined) throw fatal('branch name required');
    const [from, to] = second === undefined ? [current, first] : [first, second];
    if (from === undefined) throw fatal('cannot rename the current branch while not on any.');
    if (!isValidName(to)) throw fatal(`'${to}' is not a valid branch name.`);
    const id = repository.ref(`refs/heads/${from}`);
    if (id === undefined && from !== current) throw fatal(`No branch named '${from}'.`);
    if (to !== from && repository.ref(`refs/heads/${to}`) !== undefined && !options.has('M', 'f', 'force')) throw fatal(`a branch named '${to}' already exists`);
    if (id !== undefined && to !== from) {
      repository.setRef(`refs/heads/${from}`, undefined);
      repository.setRef(`refs/heads/${to}`, id);
    }
    if (from === current) repository.setHead(`refs/heads/${to}`);
    return 0;
  }
  if (first !== undefined && !options.has('l', 'list', 'merged', 'no-merged')) {
    makeBranch(repository, first, second ?? 'HEAD', options.has('f', 'force'));
    return 0;
  }
  const merged = options.has('merged') || options.has('no-merged') ? resolveCommit(repository, first ?? 'HEAD') : undefined;
  const rows: { name: string; shown: string; id: string; isCurrent: boolean }[] = [];
  if (!options.has('r', 'remotes')) {
    if (current === undefined) rows.push({ name: '', shown: paint('32', `(HEAD detached at ${shortId(repository, repository.head()!)})`), id: repository.head()!, isCurrent: true });
    for (const name of repository.refs('refs/heads/')) rows.push({ name, shown: name === current ? paint('32', name) : name, id: repository.ref(`refs/heads/${name}`)!, isCurrent: name === current });
  }
  if (options.has('a', 'all', 'r', 'remotes')) {
    const prefix = options.has('r', 'remotes') && !options.has('a', 'all') ? '' : 'remotes/';
    for (const name of repository.refs('refs/remotes/')) {
      const symbolic = /\/HEAD$/.test(name) ? repository.sys.readText(`${repository.gitFolder}/refs/remotes/${name}`).trim().replace(/^ref: refs\/remotes\//, '') : undefined;
      rows.push({ name: prefix + name, shown: paint('31', prefix + name) + (symbolic === undefined ? '' : ` -> ${symbolic}`), id: repository.ref(`refs/remotes/${name}`)!, isCurrent: false });
    }
  }
  const shownRows = merged === undefined ? rows : rows.filter((row) => isAncestor(repository, row.id, merged) === options.has('merged'));
  const width = Math.max(0, ...shownRows.map((row) => row.name.length));
  const verbose = options.has('v', 'vv', 'verbose');
  for (const { name, shown, id, isCurrent } of shownRows) {
    const found = verbose && !name.startsWith('remotes/') && name !== '' ? tracking(repository, name) : undefined;
    const away = found && (found.ahead > 0 || found.behind > 0) ? `[${[found.ahead > 0 ? `ahead ${found.ahead}` : '', found.behind > 0 ? `behind ${found.behind}` : ''].filter((part) => part !== '').join(', ')}] ` : '';
    await io.out(`${isCurrent ? '* ' : '  '}${shown}${verbose ? `${' '.repeat(Math.max(0, width - name.length))} ${shortId(repository, id)} ${away}${subject(repository, id)}` : ''}\n`);
  }
  return 0;
};

function makeBranch(repository: Repository, name: string, start: string, force: boolean): void {
  if (!isValidName(name)) throw fatal(`'${name}' is not a valid branch name`);
  if (repository.ref(`refs/heads/${name}`) !== undefined && !force) throw fatal(`a branch named '${name}' already exists`);
  if (start === 'HEAD' && repository.head() === undefined) throw fatal(`not a valid object name: '${repository.branch()}'`);
  const id = resolveObject(repository, start);
  if (id === undefined) throw fatal(`not a valid object name: '${start}'`);
  repository.setRef(`refs/heads/${name}`, peel(repository, id));
}

/** Throws where local changes would be lost by going from one commit to another. */
function guard(repository: Repository, to: string, verb: string): void {
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

async function goTo(call: GitCall, repository: Repository, target: { ref?: string; id: string; shown: string }, created: boolean, quiet: boolean): Promise<void> {
  const { io } = call;
  const before = repository.head();
  const was = repository.branch();
  if (before !== target.id) {
    guard(repository, target.id, 'checkout');
    switchTrees(repository, repository.filesOf(before), repository.filesOf(target.id));
  }
  repository.setHead(target.ref, target.id);
  const changed = withRenames(repository, [...stagedChanges(repository), ...worktreeChanges(repository, repository.readIndex())].filter((change, i, all) => all.findIndex((one) => one.path === change.path) === i));
  repository.note(before, target.id, `checkout: moving from ${was ?? before ?? ''} to ${target.shown}`);
  if (!quiet && !created) for (const change of changed) await io.out(`${change.kind}\t${change.path}\n`);
  if (quiet) return;
  if (was === undefined && before !== undefined && before !== target.id) await io.err(`Previous HEAD position was ${shortId(repository, before)} ${subject(repository, before)}`);
  if (target.ref === undefined) await io.err(was === undefined ? `HEAD is now at ${shortId(repository, target.id)} ${subject(repository, target.id)}` : DETACHED(target.shown, `HEAD is now at ${shortId(repository, target.id)} ${subject(repository, target.id)}`));
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
    if (repository.head() !== id) guard(repository, id, 'checkout');
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
      const remotes = repository.refs('refs/remotes/').filter((one) => one.split('/').slice(1).join('/') === name && !one.endsWith('/HEAD'));
      if (remotes.length === 1) return switchTo(call, name!, [remotes[0]!], settings);
      throw new GitFailure(`error: pathspec '${name}' did not match any file(s) known to git`, 1);
    }
    const count = checkOutPaths(repository, paths, isRevision ? name : undefined);
    if (!settings.quiet && settings.paths === undefined) await io.err(`Updated ${count} path${count === 1 ? '' : 's'} from ${isRevision ? shortId(repository, resolveCommit(repository, name)) : 'the index'}`);
    return 0;
  }
  if (id === undefined && settings.verb === 'switch' && !settings.detach) {
    const remotes = repository.refs('refs/remotes/').filter((one) => one.split('/').slice(1).join('/') === name && !one.endsWith('/HEAD'));
    if (remotes.length === 1) return switchTo(call, name, [remotes[0]!], settings);
    if (resolveObject(repository, name!) === undefined) throw fatal(`invalid reference: ${name}`);
    throw fatal(`a branch is expected, got ${repository.ref(`refs/tags/${name}`) ? 'tag' : 'commit'} '${name}'\nhint: If you want to detach HEAD at the commit, try again with the --detach option.`);
  }
  if (settings.force) switchTrees(repository, new Map([...repository.readIndex()]), repository.filesOf(repository.head()), true);
  if (id !== undefined && !settings.detach) await goTo(call, repository, { ref: `refs/heads/${name}`, id, shown: name! }, false, settings.quiet);
  else await goTo(call, repository, { id: resolveCommit(repository, name!), shown: name! }, false, settings.quiet);
  return 0;
}

/** git-checkout(1): branches, commits, -b, -B, paths, -f, -. */
export const checkout: GitCommand = async (call) => {
  const options = parseGitOptions(call, { flags: 'q quiet f force detach d t track progress p patch', values: 'b B orphan' });
  if (options.has('orphan', 'p', 'patch')) throw new GitFailure('dockyard: git checkout --orphan and -p are not simulated', 1);
  return switchTo(call, options.get('b', 'B'), options.rest, { force: options.has('f', 'force'), quiet: options.has('q', 'quiet'), detach: options.has('detach', 'd'), paths: options.paths, verb: 'checkout', reset: options.has('B') });
};

/** git-switch(1): branches, -c, -C, --detach, -. */
export const switchBranch: GitCommand = async (call) => {
  const options = parseGitOptions(call, { flags: 'q quiet f force discard-changes d detach t track', values: 'c create C force-create' });
  return switchTo(call, options.get('c', 'create', 'C', 'force-create'), options.rest, { force: options.has('f', 'force', 'discard-changes'), quiet: options.has('q', 'quiet'), detach: options.has('d', 'detach'), paths: undefined, verb: 'switch', reset: options.has('C', 'force-create') });
};

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
    guard(repository, theirs, 'merge');
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
  guard(repository, theirs, 'merge');
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

/** git-tag(1): list, make, -a -m, -d, -l. */
export const tag: GitCommand = async (call) => {
  const { io } = call;
  const options = parseGitOptions(call, { flags: 'a annotate d delete l list f force s n', values: 'm message' });
  if (options.has('s')) throw new GitFailure('dockyard: git tag -s is not simulated', 1);
  const repository = call.repository();
  const [name, start = 'HEAD'] = options.rest;
  if (options.has('d', 'delete')) {
    for (const one of options.rest) {
      const id = repository.ref(`refs/tags/${one}`);
      if (id === undefined) throw new GitFailure(`error: tag '${one}' not found.`, 1);
      repository.setRef(`refs/tags/${one}`, undefined);
      await io.out(`Deleted tag '${one}' (was ${shortId(repository, id)})\n`);
    }
    return 0;
  }
  if (name === undefined || options.has('l', 'list')) {
    const pattern = name === undefined ? undefined : new RegExp(`^${name.replace(/[.+^${}()|\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`);
    for (const one of repository.refs('refs/tags/')) if (!pattern || pattern.test(one)) await io.out(`${one}\n`);
    return 0;
  }
  if (!isValidName(name)) throw fatal(`'${name}' is not a valid tag name.`);
  if (repository.ref(`refs/tags/${name}`) !== undefined && !options.has('f', 'force')) throw fatal(`tag '${name}' already exists`);
  const id = start === 'HEAD' ? repository.head() : resolveObject(repository, start);
  if (id === undefined) throw fatal(`Failed to resolve '${start}' as a valid ref.`);
  const message = options.all('m', 'message').join('\n\n');
  if (message === '' && options.has('a', 'annotate')) throw new GitFailure('dockyard: git tag -a without -m is not simulated', 1);
  if (message === '') repository.setRef(`refs/tags/${name}`, id);
  else {
    const { name: who, email, seconds, zone } = repository.person('COMMITTER');
    repository.setRef(`refs/tags/${name}`, repository.objects.write('tag', new TextEncoder().encode(`object ${id}\ntype commit\ntag ${name}\ntagger ${who} <${email}> ${seconds} ${zone}\n\n${message}\n`)));
  }
  return 0;
};
