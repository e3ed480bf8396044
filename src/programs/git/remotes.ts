import { mergeInto } from './merge';
import { parseGitOptions, type GitCall, type GitCommand } from './command';
import { fatal, GitFailure } from './failure';
import { fetchFrom, isLocal, NotARepository } from './fetch';
import type { Repository } from './repository';
import { isAncestor, resolveObject, shortId } from './revision';

function remotes(repository: Repository): { name: string; url: string }[] {
  return repository.config.list().flatMap(({ key, value }) => {
    const match = /^remote\.(.*)\.url$/.exec(key);
    return match ? [{ name: match[1]!, url: value }] : [];
  });
}

/** git-remote(1): list (-v), add, remove, rename, get-url, set-url. */
export const remote: GitCommand = async (call) => {
  const { io } = call;
  const options = parseGitOptions(call, { flags: 'v verbose f' });
  const repository = call.repository();
  const [verb, name, url] = options.rest;
  const known = remotes(repository);
  const wanted = (): { name: string; url: string } => {
    const found = known.find((one) => one.name === name);
    if (!found) throw new GitFailure(verb === 'rm' || verb === 'remove' ? `error: No such remote: '${name}'` : `error: No such remote '${name}'`, 2);
    return found;
  };
  switch (verb) {
    case undefined:
      for (const one of known.sort((a, b) => (a.name < b.name ? -1 : 1))) await io.out(options.has('v', 'verbose') ? `${one.name}\t${one.url} (fetch)\n${one.name}\t${one.url} (push)\n` : `${one.name}\n`);
      return 0;
    case 'add':
      if (name === undefined || url === undefined) throw new GitFailure('usage: git remote add [<options>] <name> <url>', 129);
      if (known.some((one) => one.name === name)) throw new GitFailure(`error: remote ${name} already exists.`, 3);
      repository.config.set(`remote.${name}.url`, url);
      repository.config.set(`remote.${name}.fetch`, `+refs/heads/*:refs/remotes/${name}/*`);
      if (options.has('f')) {
        await io.out(`Updating ${name}\n`);
        await fetchRemote(call, repository, name, { quiet: false, prune: false });
      }
      return 0;
    case 'remove':
    case 'rm':
      wanted();
      repository.config.drop(`remote.${name}`);
      for (const one of repository.refs(`refs/remotes/${name}/`)) repository.setRef(`refs/remotes/${name}/${one}`, undefined);
      return 0;
    case 'get-url':
      await io.out(`${wanted().url}\n`);
      return 0;
    case 'set-url':
      wanted();
      repository.config.set(`remote.${name}.url`, url);
      return 0;
    case 'rename':
    case 'show':
    case 'prune':
    case 'update':
    case 'set-head':
    case 'set-branches':
      throw new GitFailure(`dockyard: git remote ${verb} is not simulated`, 1);
    default:
      throw new GitFailure(`error: Unknown subcommand: ${verb}\nusage: git remote [-v | --verbose]`, 129);
  }
};

const UNREADABLE = '\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.';

function remoteUrl(repository: Repository, name: string): string {
  const url = repository.config.get(`remote.${name}.url`);
  if (url === undefined && !/[:/]/.test(name)) throw fatal(`'${name}' does not appear to be a git repository${UNREADABLE}`);
  return url ?? name;
}

/** A line of fetch's report, in its columns (git's builtin/fetch.c, format_display). */
function fetchLine(mark: string, what: string, from: string, width: number, to: string): string {
  return ` ${mark} ${what.padEnd(17)} ${from.padEnd(Math.max(10, width))} -> ${to}`;
}

async function fetchRemote(call: GitCall, repository: Repository, name: string, { quiet, prune }: { quiet: boolean; prune: boolean }): Promise<void> {
  const { io } = call;
  const url = remoteUrl(repository, name);
  let fetched;
  try {
    fetched = await fetchFrom(call, repository, url, { quiet: quiet || !io.sys.isatty(2) });
  } catch (error) {
    if (error instanceof NotARepository) throw fatal(isLocal(url) ? `'${url}' does not appear to be a git repository${UNREADABLE}` : error.message);
    throw error;
  }
  const lines: string[] = [];
  for (const short of prune ? repository.refs(`refs/remotes/${name}/`) : []) {
    if (short === 'HEAD' || fetched.refs.has(`refs/heads/${short}`)) continue;
    repository.setRef(`refs/remotes/${name}/${short}`, undefined);
    lines.push(fetchLine('-', '[deleted]', '(none)', 0, `${name}/${short}`));
  }
  // What the branch follows is told first (builtin/fetch.c, store_updated_refs).
  const branch = repository.branch();
  const followed = repository.config.get(`branch.${branch}.remote`) === name ? repository.config.get(`branch.${branch}.merge`) : undefined;
  const refs = [...fetched.refs].sort(([a], [b]) => Number(b === followed) - Number(a === followed));
  const changed = refs.map(([ref, id]) => {
    const short = ref.replace(/^refs\/(heads|tags)\//, '');
    const isTag = ref.startsWith('refs/tags/');
    const own = isTag ? ref : `refs/remotes/${name}/${short}`;
    return { own, id, short, kind: isTag ? 'tag' : 'branch', shown: isTag ? short : `${name}/${short}`, before: repository.ref(own) };
  }).filter(({ before, id }) => before !== id);
  const width = Math.max(0, ...changed.map(({ short }) => short.length));
  for (const { own, id, short, kind, shown, before } of changed) {
    repository.setRef(own, id);
    if (before === undefined) lines.push(fetchLine('*', `[new ${kind}]`, short, width, shown));
    else if (isAncestor(repository, before, id)) lines.push(fetchLine(' ', `${shortId(repository, before)}..${shortId(repository, id)}`, short, width, shown));
    else lines.push(fetchLine('+', `${shortId(repository, before)}...${shortId(repository, id)}`, short, width, `${shown}  (forced update)`));
  }
  if (lines.length > 0 && !quiet) await io.err(`From ${url.replace(/\.git$/, '')}\n${lines.join('\n')}`);
}

/** git-fetch(1): a remote, --all, --prune. */
export const fetch: GitCommand = async (call) => {
  const options = parseGitOptions(call, { flags: 'q quiet all p prune t tags v verbose', values: 'depth' });
  const repository = call.repository();
  const names = options.has('all') ? remotes(repository).map((one) => one.name) : [options.rest[0] ?? repository.config.get(`branch.${repository.branch()}.remote`) ?? 'origin'];
  for (const name of names) await fetchRemote(call, repository, name, { quiet: options.has('q', 'quiet'), prune: options.has('p', 'prune') });
  return 0;
};

/** git-pull(1): fetch, then merge what the branch follows. */
export const pull: GitCommand = async (call) => {
  const options = parseGitOptions(call, { flags: 'q quiet ff ff-only no-ff rebase r no-rebase' });
  const repository = call.repository();
  if (options.has('r', 'rebase')) throw new GitFailure('dockyard: git pull --rebase is not simulated', 1);
  const branch = repository.branch();
  const [name = repository.config.get(`branch.${branch}.remote`), given] = options.rest;
  const follows = given ?? repository.config.get(`branch.${branch}.merge`)?.replace(/^refs\/heads\//, '');
  if (name === undefined || follows === undefined) throw new GitFailure(`There is no tracking information for the current branch.\nPlease specify which branch you want to merge with.\nSee git-pull(1) for details.\n\n    git pull <remote> <branch>\n\nIf you wish to set tracking information for this branch you can do so with:\n\n    git branch --set-upstream-to=origin/<branch> ${branch}\n`, 1);
  await fetchRemote(call, repository, name, { quiet: options.has('q', 'quiet'), prune: false });
  const id = repository.ref(`refs/remotes/${name}/${follows}`);
  if (id === undefined) throw fatal(`couldn't find remote ref ${follows}`);
  return mergeInto(call, repository, id, `branch '${follows}' of ${remoteUrl(repository, name).replace(/\.git$/, '')}`, { ffOnly: options.has('ff-only'), noFf: options.has('no-ff'), message: undefined, why: 'pull' });
};

/** git-push(1): the simulated internet takes nothing; what is wrong before that is said as git says it. */
export const push: GitCommand = async (call) => {
  const options = parseGitOptions(call, { flags: 'u set-upstream f force tags all q quiet d delete n dry-run force-with-lease' });
  const repository = call.repository();
  const branch = repository.branch();
  const [name = repository.config.get(`branch.${branch}.remote`) ?? 'origin'] = options.rest;
  if (remotes(repository).length === 0 && options.rest[0] === undefined) throw fatal('No configured push destination.\nEither specify the URL from the command-line or configure a remote repository using\n\n    git remote add <name> <url>\n\nand then push using the remote name\n\n    git push <name>\n');
  const url = remoteUrl(repository, name);
  if (options.rest.length < 2 && repository.config.get(`branch.${branch}.merge`) === undefined) {
    if (branch === undefined) throw fatal('You are not currently on a branch.\nTo push the history leading to the current (detached HEAD)\nstate now, use\n\n    git push origin HEAD:<name-of-remote-branch>\n');
    if (!options.has('u', 'set-upstream')) throw fatal(`The current branch ${branch} has no upstream branch.\nTo push the current branch and set the remote as upstream, use\n\n    git push --set-upstream ${name} ${branch}\n\nTo have this happen automatically for branches without a tracking\nupstream, see 'push.autoSetupRemote' in 'git help config'.\n`);
  }
  for (const spec of options.rest.slice(1)) {
    const from = spec.replace(/^\+/, '').split(':')[0]!;
    if (from !== '' && resolveObject(repository, from) === undefined) throw new GitFailure(`error: src refspec ${from} does not match any\nerror: failed to push some refs to '${url}'`, 1);
  }
  throw new GitFailure(`dockyard: git push to ${url} is not simulated`, 1);
};
