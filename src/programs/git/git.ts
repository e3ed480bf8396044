import type { Applet } from '../applet';
import type { GitCall, GitCommand } from './command';
import { GitFailure } from './failure';
import { Repository } from './repository';
import { gitVersion } from './version';

/** The commands, each loaded when first used. */
const COMMANDS: Readonly<Record<string, () => Promise<GitCommand>>> = {
  init: async () => (await import('./create')).init,
  clone: async () => (await import('./create')).clone,
  config: async () => (await import('./settings')).config,
  add: async () => (await import('./staging')).add,
  rm: async () => (await import('./staging')).rm,
  mv: async () => (await import('./staging')).mv,
  restore: async () => (await import('./staging')).restore,
  reset: async () => (await import('./staging')).reset,
  status: async () => (await import('./status')).status,
  commit: async () => (await import('./commit')).commit,
  log: async () => (await import('./log')).log,
  show: async () => (await import('./log')).show,
  diff: async () => (await import('./diff')).diff,
  branch: async () => (await import('./branches')).branch,
  checkout: async () => (await import('./switch')).checkout,
  switch: async () => (await import('./switch')).switchBranch,
  merge: async () => (await import('./merge')).merge,
  tag: async () => (await import('./tag')).tag,
  remote: async () => (await import('./remotes')).remote,
  fetch: async () => (await import('./remotes')).fetch,
  pull: async () => (await import('./remotes')).pull,
  push: async () => (await import('./remotes')).push,
  'rev-parse': async () => (await import('./plumbing')).revParse,
  'ls-files': async () => (await import('./plumbing')).lsFiles,
  'cat-file': async () => (await import('./plumbing')).catFile,
  'hash-object': async () => (await import('./plumbing')).hashObject,
  describe: async () => (await import('./plumbing')).describe,
  reflog: async () => (await import('./plumbing')).reflog,
};

/** Commands that don't need a repository. */
const ANYWHERE = new Set(['init', 'clone', 'config', 'hash-object']);

/** Commands of the real git that are none here. */
const ABSENT = new Set('am annotate apply archive bisect blame bundle cherry cherry-pick clean count-objects difftool fast-export filter-branch format-patch fsck gc grep instaweb lfs ls-remote ls-tree maintenance mergetool notes pack-refs prune range-diff rebase repack replace revert rev-list send-email shortlog show-branch show-ref stage sparse-checkout stash submodule subtree symbolic-ref update-index update-ref verify-commit verify-tag whatchanged worktree write-tree commit-tree read-tree'.split(' '));

/** git(1): a repository with real objects, index and references, so that others read what is made here. */
export const git: Applet = async (io) => {
  const args = [...io.args];
  while (args[0]?.startsWith('-')) {
    const option = args.shift()!;
    if (option === '-C') io.sys.chdir(args.shift() ?? '.');
    else if (option === '--version' || option === '-v') {
      await io.out(`git version ${gitVersion(io.sys)}\n`);
      return 0;
    } else if (option === '--no-pager' || option === '-P' || option === '--paginate' || option === '-p') continue;
    else if (option === '-c' || option === '--git-dir' || option === '--work-tree' || /^--(git-dir|work-tree)=/.test(option)) {
      await io.err(`dockyard: git ${option.split('=')[0]} is not simulated`);
      return 1;
    } else if (option === '--help' || option === '-h') {
      await usage(io);
      return 0;
    } else {
      await io.err(`unknown option: ${option}`);
      await io.err('usage: git [-v | --version] [-h | --help] [-C <path>] <command> [<args>]');
      return 129;
    }
  }
  const [name, ...rest] = args;
  if (name === undefined || name === 'help') {
    await usage(io);
    return name === undefined ? 1 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    if (ABSENT.has(name)) {
      await io.err(`dockyard: git ${name} is not simulated`);
      return 1;
    }
    const near = similar(name);
    await io.err(`git: '${name}' is not a git command. See 'git --help'.${near.length === 0 ? '' : `\n\nThe most similar command${near.length === 1 ? ' is' : 's are'}\n${near.map((one) => `\t${one}`).join('\n')}`}`);
    return 1;
  }
  const colours = io.sys.isatty(1);
  let repository: Repository | undefined;
  const call: GitCall = {
    io, name, args: rest,
    repository: () => (repository ??= Repository.find(io.sys)),
    paint: (code, words) => (colours && words !== '' ? `\x1b[${code}m${words}\x1b[m` : words),
  };
  try {
    if (!ANYWHERE.has(name)) call.repository();
    return await (await io.sys.external(load()))(call);
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    await io.err(error.message);
    return error.status;
  }
};

async function usage(io: Parameters<Applet>[0]): Promise<void> {
  await io.out(`usage: git [-v | --version] [-h | --help] [-C <path>] <command> [<args>]\n\nWhat is simulated here:\n   ${Object.keys(COMMANDS).join(' ')}\n`);
}

/** What `git WORD` may have meant: commands that begin so, and those that are nearest (git's help.c, help_unknown_cmd). */
function similar(word: string): string[] {
  const names = [...Object.keys(COMMANDS), ...ABSENT].sort();
  const beginning = names.filter((name) => name.startsWith(word) && Object.hasOwn(COMMANDS, name));
  const rest = names.filter((name) => !beginning.includes(name)).map((name) => ({ name, far: distance(word, name) + 1 }));
  const nearest = Math.min(...rest.map(({ far }) => far));
  return nearest < 7 ? [...beginning, ...rest.filter(({ far }) => far === nearest).map(({ name }) => name)] : [];
}

/** Damerau and Levenshtein's distance with git's weights: swaps 0, changes 2, insertions 1, deletions 3. */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, k) => k);
  for (let i = 0; i < from.length; i++) {
    const next = [(i + 1) * 3];
    for (let k = 0; k < to.length; k++) {
      let best = row[k]! + (from[i] === to[k] ? 0 : 2);
      if (i > 0 && k > 0 && from[i - 1] === to[k] && from[i] === to[k - 1]) best = Math.min(best, before[k - 1]!);
      next.push(Math.min(best, row[k + 1]! + 3, next[k]! + 1));
    }
    [before, row] = [row, next];
  }
  return row[to.length]!;
}
