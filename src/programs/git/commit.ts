import { commitBody } from '../../lib/git-objects';
import { treeChanges, withRenames } from './changes';
import { dateText } from './dates';
import { parseGitOptions, pathInside, matches, type GitCall, type GitCommand } from './command';
import { countsOf, modesOf, summaryOf } from './diff-text';
import { fatal, GitFailure } from './failure';
import { GitIdentityUnknown, type Repository, type TreeFile } from './repository';
import { shortId } from './revision';
import { statusText } from './status';
import { isUnchanged, stage, worktreeFile } from './worktree';

/** Stores a commit of these files on HEAD's branch; gives its id. Throws where nobody has said who commits. */
export function makeCommit(repository: Repository, files: ReadonlyMap<string, TreeFile>, parents: string[], message: string, why: string, author?: ReturnType<Repository['person']>): string {
  try {
    const body = commitBody({ tree: repository.writeTree(files), parents, author: author ?? repository.person('AUTHOR'), committer: repository.person('COMMITTER'), message: message.endsWith('\n') ? message : `${message}\n` });
    const id = repository.objects.write('commit', body);
    repository.moveHead(id, `${why}: ${message.split('\n')[0]}`);
    return id;
  } catch (error) {
    if (!(error instanceof GitIdentityUnknown)) throw error;
    throw new GitFailure(`${error.role} identity unknown\n\n*** Please tell me who you are.\n\nRun\n\n  git config --global user.email "you@example.com"\n  git config --global user.name "Your Name"\n\nto set your account's default identity.\nOmit --global to set the identity only in this repository.\n\nfatal: ${error.problem}`);
  }
}

/** Asks for the message in the user's editor, as git does without -m; comments are taken out. */
async function edited(call: GitCall, repository: Repository, before: string): Promise<string> {
  const { io } = call;
  const path = `${repository.gitFolder}/COMMIT_EDITMSG`;
  const shown = statusText({ ...call, paint: (_code, words) => words }, repository, true).text;
  io.sys.writeFile(path, `${before}\n# Please enter the commit message for your changes. Lines starting\n# with '#' will be ignored, and an empty message aborts the commit.\n#\n${shown.replace(/^nothing to commit.*\n/m, '').split('\n').map((line) => (line === '' ? '#' : line.startsWith('\t') ? `#${line}` : `# ${line}`)).join('\n')}\n`);
  const editor = io.sys.env['GIT_EDITOR'] ?? repository.setting('core.editor') ?? io.sys.env['VISUAL'] ?? io.sys.env['EDITOR'] ?? 'nano';
  await io.flush();
  const pid = await io.sys.spawn('/bin/sh', ['sh', '-c', `${editor} "$@"`, editor, path]);
  const result = await io.sys.wait({ pid });
  if (result?.status.kind !== 'exited' || result.status.code !== 0) throw new GitFailure(`error: There was a problem with the editor '${editor}'.\nPlease supply the message using either -m or -F option.`, 1);
  return io.sys.readText(path);
}

/** Without comments, blank lines at the ends, and blanks at the ends of lines (`--cleanup=strip`). */
function cleaned(message: string, comments: boolean): string {
  const lines = message.split('\n').filter((line) => !comments || !line.startsWith('#')).map((line) => line.trimEnd());
  return lines.join('\n').replace(/\n{3,}/g, '\n\n').replace(/^\n+|\n+$/g, '');
}

/** git-commit(1): -m, -F, -a, --amend, --no-edit, --allow-empty, -q, --author, paths; an editor without a message. */
export const commit: GitCommand = async (call) => {
  const { io } = call;
  const options = parseGitOptions(call, { flags: 'a all amend no-edit allow-empty allow-empty-message q quiet v verbose n no-verify s signoff dry-run S gpg-sign p patch', values: 'm message F file author date C reuse-message' });
  for (const name of ['S', 'gpg-sign', 'p', 'patch', 'C', 'reuse-message', 'date', 'dry-run']) if (options.has(name)) throw new GitFailure(`dockyard: git commit ${name.length === 1 ? '-' : '--'}${name} is not simulated`, 1);
  const repository = call.repository();
  const index = repository.readIndex();
  const given = [...options.rest, ...(options.paths ?? [])];
  const specs = given.map((path) => pathInside(repository, path));
  given.forEach((path, i) => {
    if (![...index.keys()].some((one) => matches(one, [specs[i]!]))) throw new GitFailure(`error: pathspec '${path}' did not match any file(s) known to git`, 1);
  });
  if (options.has('a', 'all') || given.length > 0) {
    for (const [path, entry] of [...index]) {
      if (given.length > 0 && !matches(path, specs)) continue;
      const file = worktreeFile(repository, path);
      if (!file) index.delete(path);
      else if (!isUnchanged(repository, entry, file)) index.set(path, stage(repository, path, file));
    }
    repository.writeIndex(index);
  }
  const head = repository.head();
  const amend = options.has('amend');
  if (amend && head === undefined) throw fatal('You have nothing to amend.');
  const old = amend ? repository.commit(head!) : undefined;
  const parents = old ? old.parents : head === undefined ? [] : [head];
  const before = repository.filesOf(parents[0]);
  // Of paths that are named, only they go into the commit.
  const files = new Map<string, TreeFile>();
  const source: ReadonlyMap<string, TreeFile> = given.length > 0 ? new Map([...repository.filesOf(head)].filter(([path]) => !matches(path, specs))) : new Map();
  for (const [path, file] of source) files.set(path, file);
  for (const [path, { mode, id }] of index) if (given.length === 0 || matches(path, specs)) files.set(path, { mode, id });
  const changes = withRenames(repository, treeChanges(before, files));
  if (changes.length === 0 && !amend && !options.has('allow-empty')) {
    await io.out(statusText(call, repository, true).text);
    return 1;
  }
  const messages = options.all('m', 'message');
  const path = options.get('F', 'file');
  let message = messages.length > 0 ? messages.join('\n\n') : path !== undefined ? new TextDecoder().decode(await io.file(path)) : amend && options.has('no-edit') ? old!.message : undefined;
  // Who commits is asked before an editor opens.
  if (message === undefined) {
    if (!io.sys.isatty(0)) throw new GitFailure("error: Terminal is dumb, but EDITOR unset\nPlease supply the message using either -m or -F option.", 1);
    message = cleaned(await edited(call, repository, old?.message ?? ''), true);
  } else message = cleaned(message, false);
  if (message === '' && !options.has('allow-empty-message')) throw new GitFailure('Aborting commit due to empty commit message.', 1);
  if (options.has('s', 'signoff')) {
    const { name, email } = repository.person('COMMITTER');
    message += `\n\nSigned-off-by: ${name} <${email}>`;
  }
  const authored = /^(.*?)\s*<(.*)>$/.exec(options.get('author') ?? '');
  const author = old ? old.author : authored ? { ...repository.person('COMMITTER'), name: authored[1]!, email: authored[2]! } : undefined;
  const branch = repository.branch();
  const id = makeCommit(repository, files, parents, message, amend ? 'commit (amend)' : parents.length === 0 ? 'commit (initial)' : 'commit', author);
  if (options.has('q', 'quiet')) return 0;
  await io.out(`[${branch ?? 'detached HEAD'}${parents.length === 0 && !amend ? ' (root-commit)' : ''} ${shortId(repository, id)}] ${message.split('\n')[0]}\n`);
  if (amend) await io.out(` Date: ${dateText(old!.author.seconds, old!.author.zone)}\n`);
  await io.out(reportOf(repository, changes));
  return 0;
};

/** How a commit or merge says what it changed. */
export function reportOf(repository: Repository, changes: readonly ReturnType<typeof treeChanges>[number][]): string {
  if (changes.length === 0) return '';
  let [added, removed] = [0, 0];
  for (const change of changes) {
    const counts = countsOf(repository, change);
    added += counts?.added ?? 0;
    removed += counts?.removed ?? 0;
  }
  return summaryOf(changes.length, added, removed) + modesOf(changes);
}
