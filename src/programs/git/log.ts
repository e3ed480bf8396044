import { text } from '../../lib/bytes';
import { treeChanges, withRenames, worktreeChanges, type Change } from './changes';
import { parseGitOptions, matches, pathInside, type GitCall, type GitCommand, type GitOptions } from './command';
import { agoText, dateText, isoDateText } from './dates';
import { countsOf, patchOf, statOf, summaryOf } from './diff-text';
import { fatal, GitFailure } from './failure';
import type { Repository } from './repository';
import { history, mergeBase, peel, resolveCommit, resolveObject, shortId } from './revision';
import { stagedChanges } from './staging';

/** Names of the branches and tags at each commit, as log shows them. */
function decorations(call: GitCall, repository: Repository): Map<string, string[]> {
  const { paint } = call;
  const at = new Map<string, string[]>();
  const put = (id: string | undefined, name: string): void => {
    if (id !== undefined) at.set(id, [...(at.get(id) ?? []), name]);
  };
  const branch = repository.branch();
  const head = repository.head();
  if (head !== undefined) put(head, branch === undefined ? paint('1;36', 'HEAD') : `${paint('1;36', 'HEAD -> ')}${paint('1;32', branch)}`);
  for (const name of repository.refs('refs/tags/')) put(peel(repository, repository.ref(`refs/tags/${name}`)!), paint('1;33', `tag: ${name}`));
  for (const name of repository.refs('refs/remotes/')) put(repository.ref(`refs/remotes/${name}`), paint('1;31', name));
  for (const name of repository.refs('refs/heads/')) if (name !== branch) put(repository.ref(`refs/heads/${name}`), paint('1;32', name));
  return at;
}

/** `--pretty=format:` with the placeholders that people type (git-log(1), "PRETTY FORMATS"). */
function formatted(call: GitCall, repository: Repository, id: string, format: string, names: readonly string[]): string {
  const commit = repository.commit(id);
  const [subject = '', ...rest] = commit.message.replace(/\n+$/, '').split('\n');
  const now = Math.floor(repository.sys.now() / 1000);
  const colours: Record<string, string> = { red: '\x1b[31m', green: '\x1b[32m', yellow: '\x1b[33m', blue: '\x1b[34m', magenta: '\x1b[35m', cyan: '\x1b[36m', reset: '\x1b[m' };
  return format.replace(/%(C\((\w+)\)|C(red|green|blue|reset)|[HhTtPpsbBndD%]|[ac][nedirIst]|x([0-9a-f]{2}))/g, (whole, code: string, named?: string, bare?: string, hex?: string) => {
    if (code.startsWith('C')) return io(call) ? (colours[(named ?? bare)!] ?? '') : '';
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
    const who = code[0] === 'a' ? commit.author : commit.committer;
    switch (code) {
      case 'H': return id;
      case 'h': return shortId(repository, id);
      case 'T': return commit.tree;
      case 't': return shortId(repository, commit.tree);
      case 'P': return commit.parents.join(' ');
      case 'p': return commit.parents.map((one) => shortId(repository, one)).join(' ');
      case 's': return subject;
      case 'b': return rest.join('\n').replace(/^\n/, '') + (rest.length > 0 ? '\n' : '');
      case 'B': return commit.message;
      case 'n': return '\n';
      case 'd': return names.length > 0 ? ` (${names.join(', ')})` : '';
      case 'D': return names.join(', ');
      case '%': return '%';
    }
    switch (code[1]) {
      case 'n': return who.name;
      case 'e': return who.email;
      case 'd': return dateText(who.seconds, who.zone);
      case 'i': return isoDateText(who.seconds, who.zone);
      case 'r': return agoText(who.seconds, now);
      case 'I': return isoDateText(who.seconds, who.zone).replace(' ', 'T').replace(/ ([+-]\d\d)(\d\d)$/, '$1:$2');
      case 's': return isoDateText(who.seconds, who.zone).slice(0, 10);
      case 't': return String(who.seconds);
      default: return whole;
    }
  });
}

const io = (call: GitCall): boolean => call.paint('1', 'x') !== 'x';

/** A commit with its header, as log and show print it. */
function commitText(call: GitCall, repository: Repository, id: string, names: readonly string[], options: GitOptions): string {
  const { paint } = call;
  const commit = repository.commit(id);
  const shown = options.has('oneline') || options.has('abbrev-commit') ? shortId(repository, id) : id;
  const at = names.length > 0 ? ` ${paint('33', '(')}${names.join(paint('33', ', '))}${paint('33', ')')}` : '';
  if (options.has('oneline')) return `${paint('33', shown)}${at} ${commit.message.split('\n')[0]}\n`;
  const merge = commit.parents.length > 1 ? `Merge: ${commit.parents.map((one) => shortId(repository, one)).join(' ')}\n` : '';
  const body = commit.message.replace(/\n+$/, '').split('\n').map((line) => `    ${line}`).join('\n');
  return `${paint('33', `commit ${shown}`)}${at}\n${merge}Author: ${commit.author.name} <${commit.author.email}>\nDate:   ${dateText(commit.author.seconds, commit.author.zone)}\n\n${body}\n`;
}

function changesOf(repository: Repository, id: string): Change[] {
  return withRenames(repository, treeChanges(repository.filesOf(repository.commit(id).parents[0]), repository.filesOf(id)));
}

/** Changes in the form that the options ask for. */
function changesText(call: GitCall, repository: Repository, changes: readonly (Change & { content?: Uint8Array | undefined })[], options: GitOptions, patchByDefault: boolean): string {
  if (changes.length === 0) return '';
  if (options.has('name-only')) return changes.map((change) => `${change.path}\n`).join('');
  if (options.has('name-status')) return changes.map((change) => `${change.kind}${change.kind === 'R' ? String(change.similarity).padStart(3, '0') : ''}\t${change.from === undefined ? '' : `${change.from}\t`}${change.path}\n`).join('');
  if (options.has('stat')) return statOf(call, repository, changes);
  if (options.has('shortstat')) {
    let [added, removed] = [0, 0];
    for (const change of changes) {
      const counts = countsOf(repository, change);
      added += counts?.added ?? 0;
      removed += counts?.removed ?? 0;
    }
    return summaryOf(changes.length, added, removed);
  }
  return patchByDefault || options.has('p') || options.has('patch') ? changes.map((change) => patchOf(call, repository, change)).join('') : '';
}

const LOG_OPTIONS = { flags: 'oneline graph all p patch u stat shortstat name-only name-status abbrev-commit decorate no-decorate reverse merges no-merges follow first-parent no-color color pretty no-pager branches tags', values: 'n max-count author grep since until after before format' };

/** git-log(1): the usual options; histories with merges aren't drawn with --graph. */
export const log: GitCommand = async (call) => {
  const { io: out } = call;
  const options = parseGitOptions(call, LOG_OPTIONS);
  const repository = call.repository();
  const since = options.get('since', 'after') ?? options.get('until', 'before');
  if (since !== undefined) throw new GitFailure('dockyard: git log --since and --until are not simulated', 1);
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
  if (options.has('all')) from.push(...['refs/heads/', 'refs/remotes/', 'refs/tags/'].flatMap((prefix) => repository.refs(prefix).map((name) => peel(repository, repository.ref(prefix + name)!))));
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
  const format = pretty === undefined || pretty === '' || pretty === 'medium' ? undefined : (options.get('pretty') !== undefined && !/^t?format:/.test(pretty) && !pretty.includes('%') ? pretty : pretty);
  for (const [i, id] of ids.entries()) {
    let one: string;
    if (format === 'oneline') one = `${call.paint('33', id)} ${repository.commit(id).message.split('\n')[0]}\n`;
    else if (format !== undefined && /%|^t?format:/.test(format)) {
      const separates = format.startsWith('format:');
      one = formatted(call, repository, id, format.replace(/^t?format:/, ''), decorations({ ...call, paint: call.paint }, repository).get(id) ?? []) + (separates && i === ids.length - 1 && !repository.sys.isatty(1) ? '' : '\n');
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

/** git-diff(1): the worktree, --cached, one or two commits, paths; --stat, --name-only, --name-status, --quiet. */
export const diff: GitCommand = async (call) => {
  const { io: out } = call;
  const options = parseGitOptions(call, { flags: 'cached staged p patch stat shortstat name-only name-status q quiet exit-code no-color color no-index w b' });
  if (options.has('no-index', 'w', 'b')) throw new GitFailure('dockyard: git diff with -w, -b or --no-index is not simulated', 1);
  const repository = call.repository();
  const revisions: string[] = [];
  const paths: string[] = (options.paths ?? []).map((path) => pathInside(repository, path));
  for (const word of options.rest) {
    const range = /^(.+?)\.\.(\.?)(.*)$/.exec(word);
    if (range && resolveObject(repository, range[1]!) !== undefined) {
      const [a, b] = [resolveCommit(repository, range[1]!), resolveCommit(repository, range[3] || 'HEAD')];
      revisions.push(range[2] === '' ? a : (mergeBase(repository, a, b) ?? a), b);
    } else if (resolveObject(repository, word) !== undefined && paths.length === 0) revisions.push(resolveCommit(repository, word));
    else if (repository.sys.access(word, '') || repository.readIndex().has(pathInside(repository, word))) paths.push(pathInside(repository, word));
    else resolveCommit(repository, word);
  }
  const index = repository.readIndex();
  let changes: (Change & { content?: Uint8Array | undefined })[];
  if (options.has('cached', 'staged')) changes = withRenames(repository, revisions[0] === undefined ? stagedChanges(repository) : treeChanges(repository.filesOf(revisions[0]), index));
  else if (revisions.length === 0) changes = worktreeChanges(repository, index);
  else if (revisions.length > 1) changes = withRenames(repository, treeChanges(repository.filesOf(revisions[0]), repository.filesOf(revisions[1])));
  else {
    const before = repository.filesOf(revisions[0]);
    const now = new Map(worktreeChanges(repository, index).map((change) => [change.path, change]));
    changes = [];
    for (const path of [...new Set([...before.keys(), ...index.keys()])].sort()) {
      const after = now.get(path) ? now.get(path)!.after : index.get(path);
      const content = now.get(path)?.content;
      const old = before.get(path);
      if (!content && old?.id === after?.id && old?.mode === after?.mode) continue;
      changes.push({ kind: old ? (after ? 'M' : 'D') : 'A', path, before: old, after, content });
    }
  }
  if (paths.length > 0) changes = changes.filter((change) => matches(change.path, paths));
  if (!options.has('q', 'quiet')) await out.out(changesText(call, repository, changes, options, true));
  return changes.length > 0 && options.has('q', 'quiet', 'exit-code') ? 1 : 0;
};
