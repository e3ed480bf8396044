import { text } from '../../lib/bytes';
import { parseGitOptions, matches, pathInside, type GitCommand } from './command';
import { dateText } from './dates';
import { fatal, GitFailure } from './failure';
import { changesOf, changesText, commitText, decorations, formatted } from './log-text';
import { history, mergeBase, peel, resolveCommit, resolveObject } from './revision';

const LOG_OPTIONS = { flags: 'oneline graph all p patch u stat shortstat name-only name-status abbrev-commit decorate no-decorate reverse merges no-merges follow first-parent no-color color pretty no-pager branches tags', values: 'n max-count author grep since until after before format' };

/** git-log(1): the usual options; histories with merges aren't drawn with --graph. */
export const log: GitCommand = async (call) => {
  const { io: out } = call;
  const options = parseGitOptions(call, LOG_OPTIONS);
  const repository = call.repository();
  const since = options.get('since', 'after') ?? options.get('until', 'before');
  if (since !== undefined) throw new GitFailure('dockyard: git log --since and --until are not simulated', 1);
  if (options.has('first-parent')) throw new GitFailure('dockyard: git log --first-parent is not simulated', 1);
  const head = repository.head();
  const paths: string[] = [];
  const from: string[] = [];
  const without: string[] = [];
  for (const word of options.rest) {
    const range = /^(.*?)\.\.(\.?)(.*)$/.exec(word);
    if (range && !repository.sys.access(word, '')) {
      const [a, b] = [resolveCommit(repository, range[1] || 'HEAD'), resolveCommit(repository, range[3] || 'HEAD')];
      from.push(b);
      if (range[2] === '') without.push(a);
      else {
        from.push(a);
        const base = mergeBase(repository, a, b);
        if (base !== undefined) without.push(base);
      }
    } else if (word.startsWith('^')) without.push(resolveCommit(repository, word.slice(1)));
    else if (resolveObject(repository, word) !== undefined) from.push(resolveCommit(repository, word));
    else if (repository.sys.access(word, '')) paths.push(pathInside(repository, word));
    else resolveCommit(repository, word);
  }
  paths.push(...(options.paths ?? []).map((path) => pathInside(repository, path)));
  const asked = [...(options.has('all', 'branches') ? ['refs/heads/'] : []), ...(options.has('all') ? ['refs/remotes/'] : []), ...(options.has('all', 'tags') ? ['refs/tags/'] : [])];
  from.push(...asked.flatMap((prefix) => repository.refs(prefix).map((name) => peel(repository, repository.ref(prefix + name)!))));
  if (from.length === 0) {
    if (head === undefined) throw fatal(`your current branch '${repository.branch()}' does not have any commits yet`);
    from.push(head);
  }
  let ids = history(repository, [...new Set(from)], without);
  if (paths.length > 0) {
    ids = ids.filter((id) => {
      const changes = changesOf(repository, id).filter((change) => matches(change.path, paths));
      // A followed file is looked for by its older name from here on.
      const renamed = options.has('follow') ? changes.find((change) => change.from !== undefined) : undefined;
      if (renamed) paths.splice(0, paths.length, renamed.from!);
      return changes.length > 0 || changesOf(repository, id).some((change) => change.from !== undefined && matches(change.from, paths));
    });
  }
  const author = options.get('author');
  if (author !== undefined) ids = ids.filter((id) => new RegExp(author).test(`${repository.commit(id).author.name} <${repository.commit(id).author.email}>`));
  const grep = options.get('grep');
  if (grep !== undefined) ids = ids.filter((id) => new RegExp(grep).test(repository.commit(id).message));
  if (options.has('no-merges')) ids = ids.filter((id) => repository.commit(id).parents.length < 2);
  if (options.has('merges')) ids = ids.filter((id) => repository.commit(id).parents.length > 1);
  const count = options.get('n', 'max-count');
  if (count !== undefined) ids = ids.slice(0, Number(count));
  if (options.has('reverse')) ids.reverse();
  const graph = options.has('graph');
  if (graph && ids.some((id) => repository.commit(id).parents.length > 1)) throw new GitFailure('dockyard: git log --graph of a history with merges is not simulated', 1);
  const decorated = !options.has('no-decorate') && (options.has('decorate') || repository.sys.isatty(1)) ? decorations(call, repository) : new Map<string, string[]>();
  const pretty = options.get('pretty') ?? options.get('format');
  const format = pretty === undefined || pretty === '' || pretty === 'medium' ? undefined : pretty;
  for (const [i, id] of ids.entries()) {
    let one: string;
    if (format === 'oneline') one = `${call.paint('33', id)} ${repository.commit(id).message.split('\n')[0]}\n`;
    else if (format !== undefined && /%|^t?format:/.test(format)) {
      const separates = format.startsWith('format:');
      one = formatted(call, repository, id, format.replace(/^t?format:/, ''), decorations(call, repository).get(id) ?? []) + (separates && i === ids.length - 1 && !repository.sys.isatty(1) ? '' : '\n');
    } else if (format !== undefined) throw fatal(`invalid --pretty format: ${format}`);
    else one = (i > 0 && !options.has('oneline') ? '\n' : '') + commitText(call, repository, id, decorated.get(id) ?? [], options);
    const changes = options.has('p', 'patch', 'u', 'stat', 'shortstat', 'name-only', 'name-status') ? changesText(call, repository, changesOf(repository, id), options, options.has('u')) : '';
    if (changes !== '') one += (options.has('oneline') ? '' : '\n') + changes;
    await out.out(graph ? one.split('\n').map((line, k, all) => (k === all.length - 1 ? '' : `${(k === 0 && !line.startsWith('commit') && line === '' && i > 0 ? '| ' : /^(\x1b\[\d*m)?(commit )?[0-9a-f]{7,}/.test(line) && (options.has('oneline') ? k === 0 : line.includes('commit')) ? '* ' : i === ids.length - 1 ? '  ' : '| ')}${line}`.trimEnd() + '\n')).join('') : one);
  }
  return 0;
};

/** git-show(1): commits with their patch, files of a commit (`HEAD:path`), trees, annotated tags. */
export const show: GitCommand = async (call) => {
  const { io: out } = call;
  const options = parseGitOptions(call, { flags: 'oneline p patch stat shortstat name-only name-status abbrev-commit s no-patch no-color' , values: 'format pretty' });
  const repository = call.repository();
  for (const revision of options.rest.length > 0 ? options.rest : ['HEAD']) {
    const file = /^([^:]+):(.*)$/.exec(revision);
    if (file) {
      const commit = resolveCommit(repository, file[1]!);
      const found = repository.filesOf(commit).get(file[2]!.replace(/^\.\//, ''));
      if (!found) throw fatal(`path '${file[2]}' does not exist in '${file[1]}'`);
      await out.out(repository.objects.read(found.id).body);
      continue;
    }
    if (revision === 'HEAD' && repository.head() === undefined) throw fatal(`your current branch '${repository.branch()}' does not have any commits yet`);
    const id = resolveObject(repository, revision);
    if (id === undefined) throw fatal(`ambiguous argument '${revision}': unknown revision or path not in the working tree.\nUse '--' to separate paths from revisions, like this:\n'git <command> [<revision>...] -- [<file>...]'`);
    const object = repository.objects.read(id);
    if (object.type === 'blob') {
      await out.out(object.body);
      continue;
    }
    if (object.type === 'tree') {
      await out.out(`${call.paint('33', `tree ${revision}`)}\n\n${repository.objects.tree(id).map((entry) => `${entry.name}${entry.mode === '40000' ? '/' : ''}\n`).join('')}`);
      continue;
    }
    if (object.type === 'tag') {
      const [head = '', ...message] = text(object.body).split('\n\n');
      const tagger = /^tagger (.*) <(.*)> (\d+) ([+-]\d{4})$/m.exec(head)!;
      await out.out(`${call.paint('33', `tag ${/^tag (.*)$/m.exec(head)![1]}`)}\nTagger: ${tagger[1]} <${tagger[2]}>\nDate:   ${dateText(Number(tagger[3]), tagger[4]!)}\n\n${message.join('\n\n')}\n`);
    }
    const commit = peel(repository, id);
    const names = repository.sys.isatty(1) ? (decorations(call, repository).get(commit) ?? []) : [];
    const format = options.get('format', 'pretty');
    await out.out(format !== undefined && format.includes('%') ? `${formatted(call, repository, commit, format.replace(/^t?format:/, ''), names)}\n` : commitText(call, repository, commit, names, options));
    if (repository.commit(commit).parents.length > 1) {
      // The combined diff of a merge without conflicts has nothing to show.
      if (!options.has('s', 'no-patch', 'oneline')) await out.out('\n');
      continue;
    }
    if (options.has('s', 'no-patch')) continue;
    const changes = changesText(call, repository, changesOf(repository, commit), options, true);
    if (changes !== '') await out.out((options.has('oneline') ? '' : '\n') + changes);
  }
  return 0;
};
