import { unzlibSync } from 'fflate';
import { text, utf8 } from '../../../lib/bytes';
import { contentOf, readContent } from '../../../lib/content';
import { indexBytes, type IndexEntry } from '../../../lib/git-index';
import { readCommit, readTree, unframed, type GitObject } from '../../../lib/git-objects';
import type { TarEntry } from '../../../oci/tar-entry';
import type { GitRef } from '../dockerfile/git-ref';
import type { BuildPorts } from '../ports';

/** A commit's files, as a context or a source of ADD. */
export interface GitSource {
  commit: string;
  /** The branch or tag, full name; empty for a commit that was asked for by its id. */
  refName: string;
  entries: TarEntry[];
}

type Fetch = BuildPorts['fetchUrl'];

async function fetchFile(fetch: Fetch, remote: string, path: string): Promise<Uint8Array> {
  try {
    return readContent((await fetch(`${remote}${path}`)).content);
  } catch (error) {
    const { message } = error as Error;
    const host = /lookup (\S+) on \S+: no such host/.exec(message)?.[1];
    const why = message.startsWith('invalid response status') ? `repository '${remote}/' not found` : `unable to access '${remote}/': ${host === undefined ? message : `Could not resolve host: ${host}`}`;
    throw new Error(`failed to fetch remote ${remote}: git stderr:\nfatal: ${why}\n: exit status 128`);
  }
}

/** What a reference means: a branch before a tag, HEAD when there is none. */
async function resolve(fetch: Fetch, remote: string, ref: string): Promise<{ id: string; refName: string }> {
  const refs = new Map(text(await fetchFile(fetch, remote, '/info/refs')).split('\n').map((line) => [line.slice(41), line.slice(0, 40)]));
  const head = ref === '' || ref === 'HEAD' ? /^ref: (.*)\n?$/.exec(text(await fetchFile(fetch, remote, '/HEAD')))?.[1] : undefined;
  for (const refName of head === undefined ? [ref, `refs/heads/${ref}`, `refs/tags/${ref}`] : [head]) {
    const id = refs.get(refName);
    if (id !== undefined) return { id, refName };
  }
  if (/^[0-9a-f]{40}$/.test(ref)) return { id: ref, refName: '' };
  throw new Error(`repository does not contain ref ${ref || 'HEAD'}, output: ""`);
}

/** A commit of a repository over HTTP, the dumb protocol (gitprotocol-http(5)); other protocols aren't simulated. */
export async function fetchGit(fetch: Fetch, { remote: given, ref, subdir, checksum, keepGitDir }: Pick<GitRef, 'remote' | 'ref' | 'subdir' | 'checksum' | 'keepGitDir'>): Promise<GitSource> {
  if (!/^https?:/.test(given)) throw new Error(`dockyard: fetching ${given}, a Git repository that is not at an http address, is not simulated`);
  const remote = given.replace(/\/+$/, '');
  const objects = new Map<string, Uint8Array>();
  const staged: IndexEntry[] = [];
  const object = async (id: string): Promise<GitObject> => {
    const loose = await fetchFile(fetch, remote, `/objects/${id.slice(0, 2)}/${id.slice(2)}`);
    objects.set(id, loose);
    const found = unframed(unzlibSync(loose));
    if (!found) throw new Error(`failed to fetch remote ${remote}: object ${id} is broken`);
    return found;
  };
  const { id, refName } = await resolve(fetch, remote, ref);
  let commit = id;
  let found = await object(commit);
  while (found.type === 'tag') found = await object((commit = text(found.body.subarray(7, 47))));
  if (checksum !== '' && !commit.startsWith(checksum)) throw new Error(`expected checksum to match ${checksum}, got ${commit}`);
  const { tree, committer } = readCommit(text(found.body));
  const entries: TarEntry[] = [];
  const shared = { uid: 0, gid: 0, mtimeMs: committer.seconds * 1000 };
  const walk = async (treeId: string, prefix: string): Promise<void> => {
    for (const entry of readTree((await object(treeId)).body)) {
      const path = prefix + entry.name;
      if (entry.mode === '40000') {
        entries.push({ path, type: 'dir', mode: 0o755, ...shared });
        await walk(entry.id, `${path}/`);
        continue;
      }
      const { body } = await object(entry.id);
      staged.push({ path, mode: entry.mode, id: entry.id, sizeBytes: body.length, mtimeMs: shared.mtimeMs });
      if (entry.mode === '120000') entries.push({ path, type: 'symlink', mode: 0o777, target: text(body), ...shared });
      else entries.push({ path, type: 'file', mode: entry.mode === '100755' ? 0o755 : 0o644, content: contentOf(body), ...shared });
    }
  };
  await walk(tree, '');
  if (subdir === '') return { commit, refName, entries: keepGitDir ? [...entries, ...gitFolder({ remote, commit, refName, objects, staged }, shared)] : entries };
  const inside = entries.filter((entry) => entry.path.startsWith(`${subdir}/`)).map((entry) => ({ ...entry, path: entry.path.slice(subdir.length + 1) }));
  if (inside.length === 0) throw new Error(`failed to resolve subdir ${subdir}: lstat ${subdir}: no such file or directory`);
  return { commit, refName, entries: inside };
}

interface Checkout {
  remote: string;
  commit: string;
  refName: string;
  /** As they are stored, by id. */
  objects: ReadonlyMap<string, Uint8Array>;
  staged: readonly IndexEntry[];
}

/** The `.git` of a shallow checkout of one commit, its objects loose (BuildKit source/git with KeepGitDir). */
function gitFolder({ remote, commit, refName, objects, staged }: Checkout, shared: { uid: number; gid: number; mtimeMs: number }): TarEntry[] {
  const core = '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n\tlogallrefupdates = true\n';
  const files: [path: string, content: string | Uint8Array][] = [
    ['HEAD', `${commit}\n`], ['config', `${core}[remote "origin"]\n\turl = ${remote}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`],
    ['description', "Unnamed repository; edit this file 'description' to name the repository.\n"], ['index', indexBytes(staged)],
    ['info/exclude', '# git ls-files --others --exclude-from=.git/info/exclude\n'], ...[...objects].map(([id, bytes]) => [`objects/${id.slice(0, 2)}/${id.slice(2)}`, bytes] as [string, Uint8Array]),
    ...(refName === '' ? [] : [[refName, `${commit}\n`] as [string, string]]), ['shallow', `${commit}\n`],
  ];
  const folders = new Set(['.git', '.git/refs', '.git/refs/heads', '.git/refs/tags']);
  for (const [path] of files) for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) folders.add(`.git/${path.slice(0, at)}`);
  return [
    ...[...folders].sort().map((path): TarEntry => ({ path, type: 'dir', mode: 0o755, ...shared })),
    ...files.map(([path, content]): TarEntry => ({ path: `.git/${path}`, type: 'file', mode: path.startsWith('objects/') ? 0o444 : 0o644, content: contentOf(typeof content === 'string' ? utf8(content) : content), ...shared })),
  ];
}
