import { gitVersion } from './version';
import { unzlibSync } from 'fflate';
import { text } from '../../lib/bytes';
import { cleanPath } from '../../lib/clean-path';
import { readCommit, readTree, unframed } from '../../lib/git-objects';
import { readAll } from '../../lib/stream';
import { CallError, connectTo, hostHeader, parseTarget, type Target } from '../net/http-call';
import type { GitCall } from './command';
import { fatal } from './failure';
import { Repository } from './repository';

/** There is no repository where one was said to be. */
export class NotARepository extends Error {}

export interface Fetched {
  /** Full names with ids. */
  refs: Map<string, string>;
  /** The branch that the other's HEAD is on, full name. */
  head: string | undefined;
  /** How many objects came. */
  objects: number;
}

/** Where objects and references come from. */
interface Source {
  refs(): Promise<Map<string, string>>;
  head(): Promise<string | undefined>;
  /** An object as it is stored: a zlib file. */
  packed(id: string): Promise<Uint8Array>;
}

/** A repository in a folder of this machine. */
function folderSource(call: GitCall, path: string): Source {
  const { sys } = call.io;
  if (!sys.access(`${path}/.git/HEAD`, '')) throw new NotARepository(`repository '${path}' does not exist`);
  const other = Repository.at(sys, path);
  return {
    refs: async () => new Map(['refs/heads/', 'refs/tags/'].flatMap((prefix) => other.refs(prefix).map((name) => [prefix + name, other.ref(prefix + name)!] as const))),
    head: async () => other.headRef(),
    packed: async (id) => sys.readFile(`${other.gitFolder}/objects/${id.slice(0, 2)}/${id.slice(2)}`),
  };
}

/** A repository's files over HTTP (gitprotocol-http(5), the dumb protocol). */
function webSource(call: GitCall, url: string, target: Target): Source {
  const { sys } = call.io;
  const base = target.path.replace(/\/+$/, '');
  const get = async (path: string): Promise<Uint8Array> => {
    let connected;
    try {
      connected = await connectTo(sys, target);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      throw fatal(`unable to access '${url.replace(/\/*$/, '/')}': ${error.kind === 'resolve' ? `Could not resolve host: ${target.host}` : `Failed to connect to ${target.host} port ${target.port} after ${Math.round(error.tookMs)} ms: Couldn't connect to server`}`);
    }
    try {
      const response = await connected.connection.request({ method: 'GET', target: `${base}${path}`, headers: [['Host', hostHeader(target)], ['User-Agent', `git/${gitVersion(sys)}`], ['Accept', '*/*']] });
      const body = await readAll(response.body);
      if (response.status === 401 || response.status === 403) throw fatal(`could not read Username for '${target.scheme}://${hostHeader(target)}': No such device or address`);
      if (response.status !== 200) throw new NotARepository(`repository '${url.replace(/\/*$/, '/')}' not found`);
      return body;
    } finally {
      sys.close(connected.fd);
    }
  };
  return {
    async refs() {
      const lines = text(await get('/info/refs')).split('\n').filter((line) => line !== '');
      if (lines.some((line) => !/^[0-9a-f]{40}\trefs\//.test(line))) throw new NotARepository(`${url}/info/refs not valid: is this a git repository?`);
      return new Map(lines.map((line) => [line.slice(41), line.slice(0, 40)]));
    },
    head: async () => /^ref: (.*)\n?$/.exec(text(await get('/HEAD')))?.[1],
    packed: (id) => get(`/objects/${id.slice(0, 2)}/${id.slice(2)}`),
  };
}

/** Whether an address is a folder's on this machine: no scheme, and no colon before the first slash (git-clone(1), "GIT URLS"). */
export function isLocal(url: string): boolean {
  return url.startsWith('file://') || !/^[^/]*:/.test(url);
}

function sourceOf(call: GitCall, repository: Repository, url: string): Source {
  if (isLocal(url)) {
    const path = url.replace(/^file:\/\//, '').replace(/\/\.git\/?$/, '');
    return folderSource(call, path.startsWith('/') ? path : cleanPath(`${repository.root}/${path}`));
  }
  const target = parseTarget(url);
  if (/^(git@|ssh:)|^[^/]+@[^/]+:/.test(url) || typeof target === 'string' || !/^https?:/.test(url)) throw new NotARepository(/^git:/.test(url) ? 'the git:// protocol is not simulated' : `dockyard: ${url}: cloning over ssh is not simulated; use an https:// address`);
  return webSource(call, url, target);
}

/** Brings what another repository has and this one hasn't. Says how it goes on, unless quiet. */
export async function fetchFrom(call: GitCall, repository: Repository, url: string, options: { quiet: boolean }): Promise<Fetched> {
  const source = sourceOf(call, repository, url);
  const refs = await source.refs();
  const head = await source.head();
  const waiting = [...refs.values()];
  const seen = new Set<string>();
  const start = repository.sys.now();
  let objects = 0;
  let bytes = 0;
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id) || repository.objects.has(id)) continue;
    seen.add(id);
    const packed = await source.packed(id);
    repository.objects.writePacked(id, packed);
    objects++;
    bytes += packed.length;
    const object = unframed(unzlibSync(packed));
    if (object?.type === 'commit') {
      const commit = readCommit(text(object.body));
      waiting.push(commit.tree, ...commit.parents);
    } else if (object?.type === 'tree') waiting.push(...readTree(object.body).map((entry) => entry.id));
    else if (object?.type === 'tag') waiting.push(text(object.body.subarray(7, 47)));
  }
  if (!options.quiet && objects > 0) {
    const seconds = Math.max(0.001, (repository.sys.now() - start) / 1000);
    const size = (n: number): string => (n >= 1024 * 1024 ? `${(n / 1024 / 1024).toFixed(2)} MiB` : `${(n / 1024).toFixed(2)} KiB`);
    await call.io.err(`remote: Enumerating objects: ${objects}, done.\nremote: Counting objects: 100% (${objects}/${objects}), done.\nremote: Total ${objects} (delta 0), reused 0 (delta 0), pack-reused 0\nReceiving objects: 100% (${objects}/${objects}), ${size(bytes)} | ${size(bytes / seconds)}/s, done.`);
  }
  return { refs, head, objects };
}
