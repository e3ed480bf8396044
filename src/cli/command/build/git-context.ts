import { text, concat } from '../../../lib/bytes';
import { readBuildContext, type BuildContext } from '../../build-context';
import type { Cli } from '../../cli';

/** A repository's address with the reference and folder that its fragment names. */
interface GitAddress {
  remote: string;
  ref: string;
  subdir: string;
}

/** A Git repository as a context, or undefined for other addresses (moby remotecontext/urlutil, IsGitURL). */
function gitAddress(source: string): GitAddress | undefined {
  const isGit = /^(?:git|ssh):\/\/|^github\.com\/|^git@/.test(source) || (/^https?:\/\//.test(source) && /\.git(?:#.+)?$/.test(source));
  if (!isGit) return undefined;
  const [remote, fragment = ''] = source.split('#', 2) as [string, string?];
  const [ref = '', subdir = ''] = fragment.split(':', 2);
  return { remote: remote.startsWith('github.com/') ? `https://${remote}` : remote, ref, subdir };
}

/** Runs git in a folder; gives what it printed and whether it failed. */
async function git(cli: Cli, cwd: string, ...args: string[]): Promise<{ output: string; status: number }> {
  const { sys } = cli;
  const [from, to] = sys.pipe();
  const nowhere = sys.open('/dev/null', 'r');
  const pid = await sys.spawn('/usr/bin/git', ['git', ...args], { cwd, fds: new Map([[0, nowhere], [1, to], [2, to]]) });
  sys.close(to);
  sys.close(nowhere);
  const parts: Uint8Array[] = [];
  for (let part = await sys.read(from); part.length > 0; part = await sys.read(from)) parts.push(part);
  sys.close(from);
  const ended = await sys.wait({ pid });
  return { output: text(concat(parts)), status: ended?.status.kind === 'exited' ? ended.status.code : 128 };
}

/**
 * The client's own clone of a repository as a context, as the builder without BuildKit wants it (docker/cli
 * build/context.go, GetContextFromGitURL); undefined for what is no repository.
 */
export async function gitContext(cli: Cli, source: string, file: string): Promise<BuildContext | undefined> {
  const address = gitAddress(source);
  if (!address) return undefined;
  const { sys } = cli;
  const failed = (why: string): Error => new Error(`unable to prepare context: unable to 'git clone' to temporary context directory: ${why}`);
  if (!sys.access('/usr/bin/git', 'x')) throw new Error("unable to prepare context: unable to find 'git': exec: \"git\": executable file not found in $PATH");
  const root = `/tmp/docker-build-git${sys.random.below(2 ** 31)}`;
  try {
    const cloned = await git(cli, '/tmp', 'clone', '-q', address.remote, root);
    if (cloned.status !== 0) throw failed(`error fetching: ${cloned.output}: exit status ${cloned.status}`);
    const checkout = address.ref === '' ? undefined : await git(cli, root, 'checkout', '-q', address.ref);
    if (checkout && checkout.status !== 0) throw failed(`error checking out ${address.ref}: ${checkout.output}: exit status ${checkout.status}`);
    const folder = address.subdir === '' ? root : `${root}/${address.subdir}`;
    if (!sys.access(folder, '')) throw failed(`error setting git checkout root, subdir not within git root or missing: ${address.subdir}`);
    if (sys.stat(folder).type !== 'dir') throw failed(`error setting git checkout root, not a directory: ${address.subdir}`);
    return await readBuildContext(cli, folder, file === '' ? '' : `${folder}/${file}`);
  } finally {
    remove(cli, root);
  }
}

function remove(cli: Cli, path: string): void {
  const { sys } = cli;
  if (!sys.access(path, '')) return;
  for (const { name } of sys.readdir(path)) {
    if (name === '.' || name === '..') continue;
    const below = `${path}/${name}`;
    if (sys.lstat(below).type === 'dir') remove(cli, below);
    else sys.unlink(below);
  }
  sys.rmdir(path);
}
