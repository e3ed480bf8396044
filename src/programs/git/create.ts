import type { Sys } from '../../machine/sys';
import { absolutePath, parseGitOptions, type GitCommand } from './command';
import { fatal } from './failure';
import { fetchFrom, NotARepository } from './fetch';
import { globalConfig, Repository } from './repository';
import { switchTrees } from './worktree';

const BRANCH_HINT = `hint: Using 'master' as the name for the initial branch. This default branch name
hint: is subject to change. To configure the initial branch name to use in all
hint: of your new repositories, which will suppress this warning, call:
hint: 
hint: \tgit config --global init.defaultBranch <name>
hint: 
hint: Names commonly chosen instead of 'master' are 'main', 'trunk' and
hint: 'development'. The just-created branch can be renamed via this command:
hint: 
hint: \tgit branch -m <name>`;

/** git-init(1): -b, -q, a folder. */
export const init: GitCommand = async (call) => {
  const { io } = call;
  const options = parseGitOptions(call, { flags: 'q quiet', values: 'b initial-branch' });
  const { sys } = io;
  const root = absolutePath(sys, options.rest[0] ?? '.');
  const asked = options.get('b', 'initial-branch') ?? globalConfig(sys).get('init.defaultbranch');
  const quiet = options.has('q', 'quiet');
  if (!sys.access(root, '')) Repository.at(sys, root).makeFolders(root);
  const existed = sys.access(`${root}/.git/HEAD`, '');
  if (asked === undefined && !existed && !quiet) await io.err(BRANCH_HINT);
  Repository.create(sys, root, asked ?? 'master');
  if (!quiet) await io.out(`${existed ? 'Reinitialized existing' : 'Initialized empty'} Git repository in ${root === '/' ? '' : root}/.git/\n`);
  return 0;
};

/**
 * git-clone(1): from a folder or over HTTP; -b, -c, -q, --no-tags, a folder. --depth and
 * --single-branch bring the whole history, too.
 */
export const clone: GitCommand = async (call) => {
  const { io } = call;
  const { sys } = io;
  const options = parseGitOptions(call, { flags: 'q quiet v verbose progress single-branch recursive recurse-submodules no-tags', values: 'b branch depth o origin c config j jobs' });
  const [from, given] = options.rest;
  if (from === undefined) throw fatal('You must specify a repository to clone.\n\nusage: git clone [<options>] [--] <repo> [<dir>]');
  const folder = given ?? from.replace(/\/+$/, '').replace(/\/\.git$/, '').replace(/\.git$/, '').replace(/^.*[/:]/, '');
  const root = absolutePath(sys, folder);
  if (sys.access(root, '') && (sys.stat(root).type !== 'dir' || sys.readdir(root).length > 0)) throw fatal(`destination path '${folder}' already exists and is not an empty directory.`);
  const url = /^[a-z+]+:\/\/|^[^/]+:/.test(from) ? from : absolutePath(sys, from);
  if (url.startsWith('/') && !sys.access(`${url}/.git/HEAD`, '')) throw fatal(`repository '${from}' does not exist`);
  const quiet = options.has('q', 'quiet');
  if (!quiet) await io.err(`Cloning into '${folder}'...`);
  const made = !sys.access(root, '');
  const repository = Repository.at(sys, root);
  repository.makeFolders(root);
  try {
    const branch = options.get('b', 'branch');
    Repository.create(sys, root, 'master');
    const fetched = await fetchFrom(call, repository, url, { quiet: quiet || !sys.isatty(2) });
    const origin = options.get('o', 'origin') ?? 'origin';
    repository.config.set(`remote.${origin}.url`, url);
    repository.config.set(`remote.${origin}.fetch`, `+refs/heads/*:refs/remotes/${origin}/*`);
    for (const setting of options.all('c', 'config')) {
      const at = setting.indexOf('=');
      repository.config.set(at < 0 ? setting : setting.slice(0, at), at < 0 ? 'true' : setting.slice(at + 1));
    }
    for (const [name, id] of fetched.refs) {
      if (name.startsWith('refs/heads/')) repository.setRef(`refs/remotes/${origin}/${name.slice(11)}`, id);
      else if (name.startsWith('refs/tags/') && !options.has('no-tags')) repository.setRef(name, id);
    }
    const head = branch ?? fetched.head?.replace(/^refs\/heads\//, '');
    const id = head === undefined ? undefined : (fetched.refs.get(`refs/heads/${head}`) ?? fetched.refs.get(`refs/tags/${head}`));
    if (branch !== undefined && id === undefined) throw fatal(`Remote branch ${branch} not found in upstream ${origin}`);
    if (fetched.head !== undefined && fetched.refs.size > 0) sys.writeFile(`${repository.gitFolder}/refs/remotes/${origin}/HEAD`, `ref: refs/remotes/${origin}/${fetched.head.replace(/^refs\/heads\//, '')}\n`);
    if (head === undefined || id === undefined) {
      if (!quiet) await io.err('warning: You appear to have cloned an empty repository.');
      return 0;
    }
    repository.setHead(`refs/heads/${head}`);
    repository.moveHead(id, `clone: from ${url}`);
    repository.config.set(`branch.${head}.remote`, origin);
    repository.config.set(`branch.${head}.merge`, `refs/heads/${head}`);
    switchTrees(repository, new Map(), repository.filesOf(id));
    if (!quiet && url.startsWith('/')) await io.err('done.');
    return 0;
  } catch (error) {
    removeAll(sys, root, made);
    if (error instanceof NotARepository) throw fatal(error.message);
    throw error;
  }
};

/** A clone that failed leaves nothing behind. */
function removeAll(sys: Sys, path: string, itself: boolean): void {
  for (const { name, type } of sys.readdir(path)) {
    if (type === 'dir') removeAll(sys, `${path}/${name}`, true);
    else sys.unlink(`${path}/${name}`);
  }
  if (itself) sys.rmdir(path);
}
