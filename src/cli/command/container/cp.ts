import { humanSize } from '../../../lib/units';
import { readAll } from '../../../lib/stream';
import { containerStatPath, copyFromContainer, copyToContainer, type PathStat } from '../../../client/container';
import { isNotFound } from '../../../client/errors';
import { copy } from '../../../client/streams';
import { contentOf } from '../../../lib/content';
import { writeTar } from '../../../oci/tar-write';
import { readTar } from '../../../oci/tar-read';
import { isSysError } from '../../../machine/errno';
import type { Cli } from '../../cli';
import { errnoText } from '../../cli';
import type { Flags } from '../../flags/parse';
import type { Verb } from '../../verb';
import { readPieces } from '../image/save';
import { assertsDirectory, prepareCopy, rebase, splitEntry, type CopyInfo } from './copy-paths';
import { streamContent } from '../../stream-content';
import { archiveOf, extract } from '../../tar-files';

/** Bits of Go's os.FileMode. */
const MODE_DIR = 0x80000000;
const MODE_SYMLINK = 0x08000000;
const isDir = (stat: PathStat): boolean => (stat.mode & MODE_DIR) !== 0;
const isLink = (stat: PathStat): boolean => (stat.mode & MODE_SYMLINK) !== 0;

/** `container:path` or a local path (splitCpArg): absolute paths and those that begin with a dot are local. */
export function splitCopyArgument(arg: string): { container: string; path: string } {
  const at = arg.indexOf(':');
  if (arg.startsWith('/') || at === -1 || arg.startsWith('.')) return { container: '', path: arg };
  return { container: arg.slice(0, at), path: arg.slice(at + 1) };
}

/** filepath.Abs that keeps a trailing slash or `/.`. */
function localPath(cli: Cli, path: string): string {
  const absolute = cli.abs(path);
  if (/(^|\/)\.$/.test(path)) return `${absolute}/.`;
  return path.endsWith('/') && !absolute.endsWith('/') ? `${absolute}/` : absolute;
}

async function tell(cli: Cli, flags: Flags, sizeBytes: number, to: string): Promise<void> {
  if (!flags.bool('quiet') && cli.isTty(2)) await cli.note(`Successfully copied ${humanSize(sizeBytes)} to ${to}`);
}

function joinLink(path: string, target: string): string {
  return target.startsWith('/') ? target : `${splitEntry(path).dir}/${target}`;
}

async function fromContainer(cli: Cli, flags: Flags, container: string, source: string, destination: string): Promise<void> {
  const target = destination === '-' ? '-' : localPath(cli, destination);
  if (target !== '-') {
    const parent = splitEntry(target.replace(/\/+$/, '') || '/').dir;
    if (!cli.sys.access(parent, '')) throw new Error(`invalid output path: directory "${parent}" does not exist`);
  }
  let path = source;
  let rename: string | undefined;
  if (flags.bool('follow-link')) {
    const stat = await containerStatPath(cli.client, container, path).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
    if (stat && isLink(stat)) {
      rename = splitEntry(path).base;
      path = joinLink(path, stat.linkTarget);
      if (rename === splitEntry(path).base) rename = undefined;
    }
  }
  const { stat, body } = await copyFromContainer(cli.client, container, path);
  if (target === '-') return copy(body, (bytes) => cli.out(bytes));
  const info: CopyInfo = { path, exists: true, isDir: isDir(stat), rebaseName: rename };
  const archive = await readAll(body);
  let entries = [...readTar(contentOf(archive))];
  if (rename !== undefined) entries = entries.map((entry) => rebase(entry, splitEntry(path).base, rename!));
  const prepared = prepareCopy(info, localInfo(cli, target));
  extract(cli.sys, prepared.dir, prepared.rename ? entries.map((entry) => rebase(entry, ...prepared.rename!)) : entries);
  await tell(cli, flags, archive.length, target);
}

/** What there is at a local destination, links followed (archive.CopyInfoDestinationPath). */
function localInfo(cli: Cli, path: string): CopyInfo {
  const bare = path.replace(/\/+$/, '') || '/';
  if (!cli.sys.access(bare, '')) {
    const parent = splitEntry(bare).dir;
    if (!cli.sys.access(parent, '')) throw new Error('no such directory');
    if (cli.sys.stat(parent).type !== 'dir') throw new Error('not a directory');
    return { path, exists: false, isDir: false };
  }
  const resolved = cli.sys.realpath(bare);
  const dir = cli.sys.stat(resolved).type === 'dir';
  if (!dir && assertsDirectory(path)) throw new Error('not a directory');
  return { path: resolved, exists: true, isDir: dir };
}

async function toContainer(cli: Cli, flags: Flags, source: string, container: string, destination: string): Promise<void> {
  let path = destination;
  const ask = (at: string): Promise<PathStat | undefined> =>
    containerStatPath(cli.client, container, at).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'ApiError') return undefined;
      throw error;
    });
  let stat = await ask(path);
  if (stat && isLink(stat)) {
    path = joinLink(path, stat.linkTarget);
    stat = await ask(path);
  }
  const info: CopyInfo = { path, exists: stat !== undefined, isDir: stat !== undefined && isDir(stat) };
  const options = { noOverwriteDirNonDir: true, copyUidGid: flags.bool('archive') };
  if (source === '-') {
    if (!info.isDir) throw new Error(`destination "${container}:${destination}" must be a directory`);
    return copyToContainer(cli.client, container, path, readPieces(cli, 0), options);
  }
  const local = localPath(cli, source);
  const bare = local.replace(/\/\.?$/, '') || '/';
  let kind;
  try {
    kind = flags.bool('follow-link') || local !== bare ? cli.sys.stat(bare).type : cli.sys.lstat(bare).type;
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Error(`lstat ${bare}: ${errnoText(error)}`);
  }
  if (assertsDirectory(local) && kind !== 'dir') throw new Error('not a directory');
  const prepared = prepareCopy({ path: local, exists: true, isDir: kind === 'dir' }, info);
  const base = splitEntry(local).base;
  const entries = archiveOf(cli.sys, bare, base === '.' || base === '/' ? '' : base, flags.bool('follow-link'));
  const renamed = prepared.rename ? entries.map((entry) => rebase(entry, ...prepared.rename!)) : entries;
  const archive = writeTar(renamed);
  await copyToContainer(cli.client, container, prepared.dir, streamContent(archive), options);
  await tell(cli, flags, archive.size, `${container}:${destination}`);
}

/** `docker cp`. */
export const cp: Verb = async ({ cli, flags, args }) => {
  const [from, to] = args as [string, string];
  if (from === '') throw new Error('source can not be empty');
  if (to === '') throw new Error('destination can not be empty');
  const source = splitCopyArgument(from);
  const target = splitCopyArgument(to);
  if (source.container !== '' && target.container !== '') throw new Error('copying between containers is not supported');
  if (source.container !== '') return fromContainer(cli, flags, source.container, source.path, target.path);
  if (target.container !== '') return toContainer(cli, flags, source.path, target.container, target.path);
  throw new Error('must specify at least one container source');
};
