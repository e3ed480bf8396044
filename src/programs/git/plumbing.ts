import { parseGitOptions, matches, pathInside, pathShown, type GitCommand } from './command';
import { fatal, GitFailure } from './failure';
import { resolveCommit, resolveObject, peel, shortId } from './revision';
import { objectId } from '../../lib/git-objects';
import { scan } from './worktree';

/** git-rev-parse(1): revisions, --short, --abbrev-ref, --verify, --show-toplevel, --git-dir, --is-inside-work-tree; each option counts for what follows. */
export const revParse: GitCommand = async (call) => {
  const { io } = call;
  const repository = call.repository();
  let form: 'full' | 'short' | 'name' = 'full';
  let verify = false;
  for (const word of call.args) {
    if (word === '--short') form = 'short';
    else if (word === '--abbrev-ref') form = 'name';
    else if (word === '--verify' || word === '-q' || word === '--quiet') verify = true;
    else if (word === '--show-toplevel') await io.out(`${repository.root}\n`);
    else if (word === '--git-dir') await io.out(`${repository.root === io.sys.cwd() ? '.git' : repository.gitFolder}\n`);
    else if (word === '--is-inside-work-tree') await io.out('true\n');
    else if (word === '--show-prefix') {
      const prefix = pathInside(repository, '.');
      await io.out(`${prefix === '' ? '' : `${prefix}/`}\n`);
    } else {
      const id = resolveObject(repository, word);
      if (id === undefined) {
        if (verify) throw fatal('Needed a single revision');
        await io.out(`${word}\n`);
        resolveCommit(repository, word);
      } else if (form === 'name') await io.out(`${word === 'HEAD' ? (repository.branch() ?? 'HEAD') : word}\n`);
      else await io.out(`${form === 'short' ? shortId(repository, id) : id}\n`);
    }
  }
  return 0;
};

/** git-ls-files(1): tracked files; -o --exclude-standard, -s. */
export const lsFiles: GitCommand = async (call) => {
  const { io } = call;
  const options = parseGitOptions(call, { flags: 'c cached o others exclude-standard s stage m modified d deleted' });
  if (options.has('m', 'modified', 'd', 'deleted')) throw new GitFailure('dockyard: git ls-files -m and -d are not simulated', 1);
  const repository = call.repository();
  const index = repository.readIndex();
  const specs = [...options.rest, ...(options.paths ?? [])].map((path) => pathInside(repository, path));
  if (specs.length === 0) specs.push(pathInside(repository, '.'));
  if (options.has('o', 'others')) for (const path of scan(repository, index).untracked) if (matches(path, specs)) await io.out(`${pathShown(repository, path)}\n`);
  if (!options.has('o', 'others') || options.has('c', 'cached')) {
    for (const [path, entry] of [...index].sort(([a], [b]) => (a < b ? -1 : 1))) if (matches(path, specs)) await io.out(`${options.has('s', 'stage') ? `${entry.mode} ${entry.id} 0\t` : ''}${pathShown(repository, path)}\n`);
  }
  return 0;
};

/** git-cat-file(1): -t, -s, -p, -e. */
export const catFile: GitCommand = async (call) => {
  const { io } = call;
  const options = parseGitOptions(call, { flags: 't s p e' });
  const repository = call.repository();
  const [name] = options.rest;
  const id = name === undefined ? undefined : resolveObject(repository, name);
  if (id === undefined) throw fatal(`Not a valid object name ${name ?? ''}`);
  const object = repository.objects.read(id);
  if (options.has('t')) await io.out(`${object.type}\n`);
  else if (options.has('s')) await io.out(`${object.body.length}\n`);
  else if (options.has('p') && object.type === 'tree') for (const entry of repository.objects.tree(id)) await io.out(`${entry.mode.padStart(6, '0')} ${entry.mode === '40000' ? 'tree' : 'blob'} ${entry.id}\t${entry.name}\n`);
  else if (options.has('p')) await io.out(object.body);
  return 0;
};

/** git-hash-object(1): files, --stdin, -w. */
export const hashObject: GitCommand = async (call) => {
  const { io } = call;
  const options = parseGitOptions(call, { flags: 'w stdin' });
  for (const path of options.has('stdin') ? ['-', ...options.rest] : options.rest) {
    const bytes = await io.file(path);
    await io.out(`${options.has('w') ? call.repository().objects.write('blob', bytes) : objectId('blob', bytes)}\n`);
  }
  return 0;
};

/** git-describe(1): --tags, --always. */
export const describe: GitCommand = async (call) => {
  const { io } = call;
  const options = parseGitOptions(call, { flags: 'tags always', values: 'abbrev match' });
  for (const name of ['abbrev', 'match']) if (options.has(name)) throw new GitFailure(`dockyard: git describe --${name} is not simulated`, 1);
  const repository = call.repository();
  const start = resolveCommit(repository, options.rest[0] ?? 'HEAD');
  const annotated = (id: string): boolean => repository.objects.read(id).type === 'tag';
  const tags = new Map(repository.refs('refs/tags/').flatMap((name) => {
    const id = repository.ref(`refs/tags/${name}`)!;
    return options.has('tags') || annotated(id) ? [[peel(repository, id), name] as const] : [];
  }));
  let depth = 0;
  for (let id: string | undefined = start; id !== undefined; id = repository.commit(id).parents[0], depth++) {
    const name = tags.get(id);
    if (name === undefined) continue;
    await io.out(depth === 0 ? `${name}\n` : `${name}-${depth}-g${shortId(repository, start)}\n`);
    return 0;
  }
  if (options.has('always')) {
    await io.out(`${shortId(repository, start)}\n`);
    return 0;
  }
  throw fatal(repository.refs('refs/tags/').length === 0 ? 'No names found, cannot describe anything.' : `No annotated tags can describe '${start}'.\nHowever, there were unannotated tags: try --tags.`);
};

/** git-reflog(1): where HEAD has been. */
export const reflog: GitCommand = async (call) => {
  const { io, paint } = call;
  const repository = call.repository();
  const path = `${repository.gitFolder}/logs/HEAD`;
  if (!io.sys.access(path, 'r')) throw fatal(`your current branch '${repository.branch()}' does not have any commits yet`);
  const lines = io.sys.readText(path).split('\n').filter((line) => line !== '').reverse();
  for (const [i, line] of lines.entries()) await io.out(`${paint('33', shortId(repository, line.slice(41, 81)))} HEAD@{${i}}: ${line.slice(line.indexOf('\t') + 1)}\n`);
  return 0;
};
