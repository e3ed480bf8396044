import { treeChanges, withRenames, type Change } from './changes';
import type { GitCall, GitOptions } from './command';
import { agoText, dateText, isoDateText } from './dates';
import { countsOf, patchOf, statOf, summaryOf } from './diff-text';
import type { Repository } from './repository';
import { peel, shortId } from './revision';

/** Names of the branches and tags at each commit, as log shows them. */
export function decorations(call: GitCall, repository: Repository): Map<string, string[]> {
  const { paint } = call;
  const at = new Map<string, string[]>();
  const put = (id: string | undefined, name: string): void => {
    if (id !== undefined) at.set(id, [...(at.get(id) ?? []), name]);
  };
  for (const id of repository.objects.shallow()) put(id, paint('1;34', 'grafted'));
  const branch = repository.branch();
  const head = repository.head();
  if (head !== undefined) put(head, branch === undefined ? paint('1;36', 'HEAD') : `${paint('1;36', 'HEAD -> ')}${paint('1;32', branch)}`);
  for (const name of repository.refs('refs/tags/')) put(peel(repository, repository.ref(`refs/tags/${name}`)!), paint('1;33', `tag: ${name}`));
  for (const name of repository.refs('refs/remotes/')) put(repository.ref(`refs/remotes/${name}`), paint('1;31', name));
  for (const name of repository.refs('refs/heads/')) if (name !== branch) put(repository.ref(`refs/heads/${name}`), paint('1;32', name));
  return at;
}

/** `--pretty=format:` with the placeholders that people type (git-log(1), "PRETTY FORMATS"). */
export function formatted(call: GitCall, repository: Repository, id: string, format: string, names: readonly string[]): string {
  const commit = repository.commit(id);
  const [subject = '', ...rest] = commit.message.replace(/\n+$/, '').split('\n');
  const now = Math.floor(repository.sys.now() / 1000);
  const colours: Record<string, string> = { red: '\x1b[31m', green: '\x1b[32m', yellow: '\x1b[33m', blue: '\x1b[34m', magenta: '\x1b[35m', cyan: '\x1b[36m', reset: '\x1b[m' };
  return format.replace(/%(C\((\w+)\)|C(red|green|blue|reset)|[HhTtPpsbBndD%]|[ac][nedirIst]|x([0-9a-f]{2}))/g, (whole, code: string, named?: string, bare?: string, hex?: string) => {
    if (code.startsWith('C')) return isColoured(call) ? (colours[(named ?? bare)!] ?? '') : '';
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

const isColoured = (call: GitCall): boolean => call.paint('1', 'x') !== 'x';

/** A commit with its header, as log and show print it. */
export function commitText(call: GitCall, repository: Repository, id: string, names: readonly string[], options: GitOptions): string {
  const { paint } = call;
  const commit = repository.commit(id);
  const shown = options.has('oneline') || options.has('abbrev-commit') ? shortId(repository, id) : id;
  const at = names.length > 0 ? ` ${paint('33', '(')}${names.join(paint('33', ', '))}${paint('33', ')')}` : '';
  if (options.has('oneline')) return `${paint('33', shown)}${at} ${commit.message.split('\n')[0]}\n`;
  const merge = commit.parents.length > 1 ? `Merge: ${commit.parents.map((one) => shortId(repository, one)).join(' ')}\n` : '';
  const body = commit.message.replace(/\n+$/, '').split('\n').map((line) => `    ${line}`).join('\n');
  return `${paint('33', `commit ${shown}`)}${at}\n${merge}Author: ${commit.author.name} <${commit.author.email}>\nDate:   ${dateText(commit.author.seconds, commit.author.zone)}\n\n${body}\n`;
}

/** What a commit changed, compared with its first parent. */
export function changesOf(repository: Repository, id: string): Change[] {
  return withRenames(repository, treeChanges(repository.filesOf(repository.commit(id).parents[0]), repository.filesOf(id)));
}

/** Changes in the form that the options ask for. */
export function changesText(call: GitCall, repository: Repository, changes: readonly (Change & { content?: Uint8Array | undefined })[], options: GitOptions, patchByDefault: boolean): string {
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
