import { cut, joinPath, parseBool, quote } from './go-text';
import { DockerfileError } from './location';

export interface GitRef {
  remote: string;
  ref: string;
  subdir: string;
  checksum: string;
  keepGitDir: boolean | undefined;
}

const PROTOCOLS = ['http', 'https', 'ssh', 'git'];
const scpForm = /^([a-zA-Z0-9\-_]+)@([a-zA-Z0-9\-.]+):([^\n]*?)(?:\?([^\n]*?))?(?:#([^\n]*))?$/;

/**
 * A Git repository as a source of ADD, or undefined when the text is none (BuildKit's dfgitutil.ParseGitRef).
 * `github.com/…` without a protocol looks like a local path and is one.
 */
export function parseGitRef(source: string): GitRef | undefined {
  if (source.startsWith('./') || source.startsWith('../') || source.startsWith('github.com/')) return undefined;
  const protocol = /^([a-zA-Z0-9]+):\/\//.exec(source)?.[1]?.toLowerCase();
  let remote: string;
  let query: string;
  let fragment: string;
  if (protocol !== undefined) {
    if (!PROTOCOLS.includes(protocol)) return undefined;
    const [beforeFragment, hash] = cut(source, '#');
    [remote, query] = cut(beforeFragment, '?');
    fragment = hash;
    if (protocol.startsWith('http') && !remote.endsWith('.git')) return undefined;
  } else {
    const match = scpForm.exec(source);
    if (!match) return undefined;
    remote = `${match[1]}@${match[2]}:${match[3]}`;
    query = match[4] ?? '';
    fragment = match[5] ?? '';
  }
  const [ref, subdir] = cut(fragment, ':');
  const result: GitRef = { remote, ref, subdir: joinPath('/', subdir).slice(1), checksum: '', keepGitDir: undefined };
  readQuery(result, query);
  return result;
}

function readQuery(git: GitRef, query: string): void {
  if (query === '') return;
  const names = ['ref', 'tag', 'branch', 'subdir', 'checksum', 'commit', 'keep-git-dir', 'submodules', 'mtime', 'fetch-by-commit'];
  const seen = new Set<string>();
  let tag = '';
  let branch = '';
  for (const part of query.split('&')) {
    const [name, rawValue] = cut(part, '=');
    const value = decodeURIComponent(rawValue.replaceAll('+', ' '));
    if (seen.has(name)) throw new DockerfileError(`query ${quote(name)} has multiple values`);
    seen.add(name);
    const isBool = ['keep-git-dir', 'submodules', 'fetch-by-commit'].includes(name);
    if (value === '' && !isBool) throw new DockerfileError(`query ${quote(name)} has no value`);
    if (!names.includes(name)) throw new DockerfileError(`unexpected query ${quote(name)}`);
    if (isBool) {
      const flag = value === '' ? true : parseBool(value);
      if (flag === undefined) throw new DockerfileError(`invalid ${name} value: ${quote(value)}`);
      if (name === 'keep-git-dir') git.keepGitDir = flag;
    } else if (name === 'ref' || name === 'subdir') {
      conflict(name, git[name], value);
      git[name] = value;
    } else if (name === 'tag') {
      tag = value.startsWith('refs/tags/') ? value : 'refs/tags/' + value;
    } else if (name === 'branch') {
      branch = value.startsWith('refs/heads/') ? value : 'refs/heads/' + value;
    } else if (name === 'mtime') {
      if (value !== 'checkout' && value !== 'commit') {
        throw new DockerfileError(`invalid mtime value: ${quote(value)} (must be "checkout" or "commit")`);
      }
    } else {
      git.checksum = value;
    }
  }
  if (tag !== '') {
    conflict('ref', git.ref, tag);
    git.ref = tag;
  }
  if (branch !== '') {
    if (tag !== '') throw new DockerfileError('branch conflicts with tag');
    conflict('ref', git.ref, branch);
    git.ref = branch;
  }
}

function conflict(name: string, before: string, value: string): void {
  if (before !== '' && before !== value) {
    throw new DockerfileError(`${name} conflicts: ${quote(before)} vs ${quote(value)}`);
  }
}
