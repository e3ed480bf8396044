import { parseGitOptions, type GitCommand } from './command';
import { fatal, GitFailure } from './failure';
import { isValidName } from './ref-names';
import type { Repository } from './repository';
import { isAncestor, peel, resolveCommit, resolveObject, shortId, subjectOf } from './revision';
import { tracking } from './status';

/** git-branch(1): list (-a, -r, -v), make, -d, -D, -m, --show-current, -u, --unset-upstream. */
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
  if (options.has('unset-upstream')) {
    const name = first ?? current!;
    if (repository.config.get(`branch.${name}.merge`) === undefined) throw fatal(`Branch '${name}' has no upstream information`);
    repository.config.drop(`branch.${name}`);
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
    await io.out(`${isCurrent ? '* ' : '  '}${shown}${verbose ? `${' '.repeat(Math.max(0, width - name.length))} ${shortId(repository, id)} ${away}${subjectOf(repository, id)}` : ''}\n`);
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
