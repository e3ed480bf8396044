import { isSysError } from '../../machine/errno';
import { treeChanges, worktreeChanges } from './changes';
import { matches, parseGitOptions, pathInside, pathShown, type GitCommand } from './command';
import { fatal, GitFailure } from './failure';
import { IgnoreRules } from './ignore-rules';
import type { IndexEntry } from './index-file';
import type { Repository } from './repository';
import { resolveCommit, resolveObject, shortId } from './revision';
import { checkOutFile, isUnchanged, scan, stage, switchTrees, worktreeFile } from './worktree';

function unmatched(repository: Repository, index: ReadonlyMap<string, IndexEntry>, given: readonly string[]): string | undefined {
  return given.find((path) => {
    const spec = pathInside(repository, path);
    return spec !== '' && !worktreeFile(repository, spec) && !repository.sys.access(`${repository.root}/${spec}`, '') && ![...index.keys()].some((one) => matches(one, [spec])) && !scan(repository, index).untracked.some((one) => matches(one, [spec]));
  });
}

/** git-add(1): paths, ., -A, -u, -n, -v, -f. */
export const add: GitCommand = async (call) => {
  const { io } = call;
  const options = parseGitOptions(call, { flags: 'A all u update n dry-run v verbose f force p patch i interactive N intent-to-add' });
  for (const name of ['p', 'patch', 'i', 'interactive', 'N', 'intent-to-add']) if (options.has(name)) throw new GitFailure(`dockyard: git add ${name.length === 1 ? '-' : '--'}${name} is not simulated`, 1);
  const repository = call.repository();
  const given = [...options.rest, ...(options.paths ?? [])];
  const all = options.has('A', 'all');
  if (given.length === 0 && !all && !options.has('u', 'update')) {
    await io.err("Nothing specified, nothing added.\nhint: Maybe you wanted to say 'git add .'?\nhint: Turn this message off by running\nhint: \"git config advice.addEmptyPathspec false\"");
    return 0;
  }
  const index = repository.readIndex();
  const missing = unmatched(repository, index, given);
  if (missing !== undefined) throw fatal(`pathspec '${missing}' did not match any files`);
  const specs = given.length === 0 ? [''] : given.map((path) => pathInside(repository, path));
  const say = async (verb: string, path: string): Promise<void> => {
    if (options.has('v', 'verbose', 'n', 'dry-run')) await io.out(`${verb} '${path}'\n`);
  };
  const rules = new IgnoreRules(repository.sys, repository.root);
  rules.enter('');
  const refused = options.has('f', 'force') ? [] : specs.filter((path) => path !== '' && !index.has(path) && path.split('/').some((_, i, parts) => rules.ignores(parts.slice(0, i + 1).join('/'), i < parts.length - 1 || !worktreeFile(repository, path))));
  const { untracked, ignored } = scan(repository, index);
  for (const [path, entry] of [...index]) {
    if (!matches(path, specs)) continue;
    const file = worktreeFile(repository, path);
    if (!file) {
      await say('remove', path);
      index.delete(path);
    } else if (!isUnchanged(repository, entry, file)) {
      await say('add', path);
      index.set(path, stage(repository, path, file));
    }
  }
  if (!options.has('u', 'update')) {
    const forced = options.has('f', 'force') ? ignored.filter((path) => !path.endsWith('/')) : [];
    for (const path of [...untracked, ...forced]) {
      const file = matches(path, specs) ? worktreeFile(repository, path) : undefined;
      if (!file) continue;
      await say('add', path);
      index.set(path, stage(repository, path, file));
    }
  }
  if (!options.has('n', 'dry-run')) repository.writeIndex(index);
  if (refused.length === 0) return 0;
  await io.err(`The following paths are ignored by one of your .gitignore files:\n${refused.join('\n')}\nhint: Use -f if you really want to add them.\nhint: Turn this message off by running\nhint: "git config advice.addIgnoredFile false"`);
  return 1;
};

/** git-rm(1): -r, -f, --cached, -q. */
export const rm: GitCommand = async (call) => {
  const { io } = call;
  const options = parseGitOptions(call, { flags: 'r f force cached q quiet n dry-run ignore-unmatch' });
  const repository = call.repository();
  const given = [...options.rest, ...(options.paths ?? [])];
  if (given.length === 0) throw fatal('No pathspec was given. Which files should I remove?');
  const index = repository.readIndex();
  const head = repository.filesOf(repository.head());
  const chosen: string[] = [];
  for (const path of given) {
    const spec = pathInside(repository, path);
    const found = [...index.keys()].filter((one) => matches(one, [spec]));
    if (found.length === 0 && !options.has('ignore-unmatch')) throw fatal(`pathspec '${path}' did not match any files`);
    if (found.length > 0 && !index.has(spec) && !/[*?[]/.test(spec) && !options.has('r')) throw fatal(`not removing '${path}' recursively without -r`);
    chosen.push(...found);
  }
  if (!options.has('f', 'force')) {
    const changed = chosen.filter((path) => {
      const file = worktreeFile(repository, path);
      return file && !options.has('cached') && !isUnchanged(repository, index.get(path)!, file);
    });
    const staged = chosen.filter((path) => !changed.includes(path) && head.get(path)?.id !== index.get(path)!.id && !options.has('cached'));
    const list = (paths: readonly string[], what: string): string => `error: the following file${paths.length === 1 ? ' has' : 's have'} ${what}:\n${paths.map((path) => `    ${path}\n`).join('')}(use --cached to keep the file, or -f to force removal)`;
    if (changed.length > 0) throw new GitFailure(list(changed, 'local modifications'), 1);
    if (staged.length > 0) throw new GitFailure(list(staged, 'changes staged in the index'), 1);
  }
  for (const path of chosen) {
    if (!options.has('q', 'quiet')) await io.out(`rm '${path}'\n`);
    if (options.has('n', 'dry-run')) continue;
    index.delete(path);
    if (options.has('cached')) continue;
    try {
      repository.sys.unlink(`${repository.root}/${path}`);
      for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) repository.sys.rmdir(`${repository.root}/${path.slice(0, at)}`);
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  if (!options.has('n', 'dry-run')) repository.writeIndex(index);
  return 0;
};

/** git-mv(1). */
export const mv: GitCommand = async (call) => {
  const options = parseGitOptions(call, { flags: 'f force v verbose' });
  const repository = call.repository();
  const { sys, root } = repository;
  if (options.rest.length < 2) throw new GitFailure('usage: git mv [<options>] <source>... <destination>', 129);
  const index = repository.readIndex();
  const target = pathInside(repository, options.rest.at(-1)!);
  const intoFolder = sys.access(`${root}/${target}`, '') && sys.stat(`${root}/${target}`).type === 'dir';
  for (const given of options.rest.slice(0, -1)) {
    const from = pathInside(repository, given);
    const to = intoFolder ? `${target === '' ? '' : `${target}/`}${from.replace(/^.*\//, '')}` : target;
    const moved = [...index.keys()].filter((path) => matches(path, [from]));
    if (moved.length === 0) throw fatal(`${sys.access(`${root}/${from}`, '') ? 'not under version control' : 'bad source'}, source=${from}, destination=${to}`);
    if (worktreeFile(repository, to) && !options.has('f', 'force')) throw fatal(`destination exists, source=${from}, destination=${to}`);
    sys.rename(`${root}/${from}`, `${root}/${to}`);
    for (const path of moved) {
      const entry = index.get(path)!;
      index.delete(path);
      const name = to + path.slice(from.length);
      index.set(name, { ...entry, path: name });
    }
  }
  repository.writeIndex(index);
  return 0;
};

/** Brings files of the index or worktree to another state; false names what isn't known. */
function bringBack(repository: Repository, specs: readonly string[], source: ReadonlyMap<string, { mode: string; id: string }>, places: { staged: boolean; worktree: boolean }): void {
  const index = repository.readIndex();
  for (const path of new Set([...index.keys(), ...source.keys()])) {
    if (!matches(path, specs)) continue;
    const file = source.get(path);
    if (places.worktree && file) {
      const entry = checkOutFile(repository, path, file);
      if (places.staged || index.get(path)?.id === file.id) index.set(path, entry);
    } else if (places.worktree && !file && places.staged && worktreeFile(repository, path)) repository.sys.unlink(`${repository.root}/${path}`);
    if (places.staged && !places.worktree) {
      if (!file) index.delete(path);
      else if (index.get(path)?.id !== file.id) index.set(path, { path, ...file, sizeBytes: repository.objects.read(file.id).body.length, mtimeMs: 0 });
    } else if (places.staged && !file) index.delete(path);
  }
  repository.writeIndex(index);
}

/** Files out of the index or a commit (git-checkout(1) with paths). Gives how many. */
export function checkOutPaths(repository: Repository, given: readonly string[], revision: string | undefined): number {
  const source = revision === undefined ? repository.readIndex() : repository.filesOf(resolveCommit(repository, revision));
  const specs = given.map((path) => pathInside(repository, path));
  given.forEach((path, i) => {
    if (![...source.keys()].some((one) => matches(one, [specs[i]!]))) throw new GitFailure(`error: pathspec '${path}' did not match any file(s) known to git`, 1);
  });
  const index = repository.readIndex();
  const differs = (path: string): boolean => {
    const [file, entry, wanted] = [worktreeFile(repository, path), index.get(path), source.get(path)!];
    return !file || !entry || entry.id !== wanted.id || !isUnchanged(repository, entry, file);
  };
  const changed = [...source.keys()].filter((path) => matches(path, specs) && differs(path));
  bringBack(repository, specs, source, { staged: revision !== undefined, worktree: true });
  return changed.length;
}

/** git-restore(1): paths; --staged, --worktree, --source. */
export const restore: GitCommand = async (call) => {
  const options = parseGitOptions(call, { flags: 'S staged W worktree q quiet', values: 's source' });
  const repository = call.repository();
  const given = [...options.rest, ...(options.paths ?? [])];
  if (given.length === 0) throw fatal('you must specify path(s) to restore');
  const staged = options.has('S', 'staged');
  const worktree = options.has('W', 'worktree') || !staged;
  const revision = options.get('s', 'source') ?? (staged ? 'HEAD' : undefined);
  const source = revision === undefined ? repository.readIndex() : repository.filesOf(revision === 'HEAD' ? repository.head() : resolveCommit(repository, revision));
  const known = new Set([...source.keys(), ...repository.readIndex().keys()]);
  const specs = given.map((path) => pathInside(repository, path));
  given.forEach((path, i) => {
    if (![...known].some((one) => matches(one, [specs[i]!]))) throw new GitFailure(`error: pathspec '${path}' did not match any file(s) known to git`, 1);
  });
  bringBack(repository, specs, source, { staged, worktree });
  return 0;
};

/** git-reset(1): --soft, --mixed, --hard to a commit; or paths out of the index. */
export const reset: GitCommand = async (call) => {
  const { io } = call;
  const options = parseGitOptions(call, { flags: 'soft mixed hard q quiet' });
  const repository = call.repository();
  const [first] = options.rest;
  const isRevision = first !== undefined && resolveObject(repository, first) !== undefined;
  const paths = [...options.rest.slice(isRevision ? 1 : 0), ...(options.paths ?? [])];
  const revision = isRevision ? first : 'HEAD';
  const report = async (): Promise<void> => {
    const changes = worktreeChanges(repository, repository.readIndex());
    if (changes.length === 0 || options.has('q', 'quiet')) return;
    await io.out(`Unstaged changes after reset:\n${changes.map((change) => `${change.kind}\t${pathShown(repository, change.path)}\n`).join('')}`);
  };
  if (paths.length > 0) {
    if (!isRevision && first !== undefined && options.paths === undefined) {
      const spec = pathInside(repository, first);
      const known = [...repository.readIndex().keys(), ...repository.filesOf(repository.head()).keys()];
      if (!known.some((path) => matches(path, [spec])) && !repository.sys.access(first, '')) resolveCommit(repository, first);
    }
    bringBack(repository, paths.map((path) => pathInside(repository, path)), repository.filesOf(revision === 'HEAD' ? repository.head() : resolveCommit(repository, revision)), { staged: true, worktree: false });
    await report();
    return 0;
  }
  const head = repository.head();
  const target = revision === 'HEAD' ? head : resolveCommit(repository, revision);
  const files = repository.filesOf(target);
  if (options.has('hard')) {
    const index = repository.readIndex();
    switchTrees(repository, new Map([...index].map(([path, { mode, id }]) => [path, { mode, id }])), files, true);
  } else if (!options.has('soft')) bringBack(repository, [''], files, { staged: true, worktree: false });
  if (target !== undefined) {
    if (head !== undefined) repository.sys.writeFile(`${repository.gitFolder}/ORIG_HEAD`, `${head}\n`);
    if (target !== head) repository.moveHead(target, `reset: moving to ${revision}`);
  }
  if (options.has('hard') && target !== undefined) {
    if (!options.has('q', 'quiet')) await io.out(`HEAD is now at ${shortId(repository, target)} ${repository.commit(target).message.split('\n')[0]}\n`);
  } else if (!options.has('soft')) await report();
  return 0;
};

/** Files that differ between HEAD and what is staged. */
export function stagedChanges(repository: Repository): ReturnType<typeof treeChanges> {
  return treeChanges(repository.filesOf(repository.head()), repository.readIndex());
}
