import { text } from '../../../lib/bytes';
import { readContent } from '../../../lib/content';
import type { FileSystem } from '../../../machine/file-system';
import { digestOfText } from '../../../oci/digest';
import { basePath, cut, joinPath } from '../dockerfile/go-text';
import type { CopyOptions } from '../graph/vertex';
import { checksum } from '../files/content-hash';
import { copyFiles } from '../files/copy';
import { Tree, type Owner } from '../files/tree';
import { resolveWildcards } from '../files/wildcard';

/** A file or directory that COPY or ADD takes, with the name that the cache knows it by. */
export interface CopySource {
  fs: FileSystem;
  path: string;
  hash: string;
  isDownload: boolean;
}

function hashOf(fs: FileSystem, path: string): string {
  const selection = { path, wildcard: false, followLinks: true, includePatterns: [], excludePatterns: [], requiredPaths: [] };
  const [, hex] = cut(checksum(fs, selection), ':');
  const tree = new Tree(fs);
  return `${tree.stat(tree.realPath(path))?.type === 'dir' ? 'dir' : 'file'}:${hex}`;
}

/** What a source path means in a tree (moby's copier.calcCopyInfo). */
export function findSources(fs: FileSystem, path: string, isContext: boolean): CopySource[] {
  if (isContext && joinPath('.', path).startsWith('..')) throw new Error(`forbidden path outside the build context: ${path} ()`);
  const relative = path.replace(/^\//, '').replace(/^\.\//, '');
  const tree = new Tree(fs);
  const absolute = joinPath('/', relative);
  const matches = resolveWildcards(tree, absolute, true);
  if (matches.length !== 1 || matches[0] !== absolute) {
    return matches.map((match) => ({ fs, path: match, hash: hashOf(fs, match), isDownload: false }));
  }
  if (!tree.stat(tree.realPath(absolute))) {
    const message = `stat ${relative}: file does not exist`;
    throw new Error(isContext ? `file not found in build context or excluded by .dockerignore: ${message}` : message);
  }
  return [{ fs, path: absolute, hash: hashOf(fs, absolute), isDownload: false }];
}

/** One hash for all sources, as the history shows it. */
export function sourcesHash(sources: readonly CopySource[]): string {
  if (sources.length === 1) return sources[0]!.hash;
  return 'multi:' + cut(digestOfText(sources.map(({ hash }) => hash).join(',')), ':')[1];
}

const PLAIN: CopyOptions = {
  followSymlinks: true, dirContentsOnly: true, attemptUnpack: false, createDestPath: true, allowWildcard: false, allowEmptyWildcard: false,
  includePatterns: [], excludePatterns: [], requiredPaths: [],
};

/** Copies one source (moby's performCopyForInfo). */
export function copySource(source: CopySource, to: FileSystem, destination: string, owner: Owner | undefined, unpack: boolean): void {
  const target = source.isDownload && destination.endsWith('/') ? destination + basePath(source.path) : destination;
  copyFiles({
    from: source.fs, source: source.path, to, destination: target, options: { ...PLAIN, attemptUnpack: unpack && !source.isDownload },
    owner,
  });
}

/** The ids of `--chown`; a name that isn't there is refused (moby's parseChownFlag). */
export function classicOwner(chown: string, fs: FileSystem): Owner {
  const [user, group, hasGroup] = cut(chown, ':');
  const id = (name: string, file: string, kind: string, what: string) => {
    if (/^\d+$/.test(name)) return Number(name);
    const tree = new Tree(fs);
    const ino = tree.find(tree.realPath(file));
    const lines = ino === undefined ? [] : text(readContent(fs.content(ino))).split('\n').map((line) => line.split(':'));
    const row = lines.find(([first]) => first === name);
    if (!row) throw new Error(`unable to convert uid/gid chown string to host mapping: can't find ${kind} for ${what} ${name}: no such ${what}: ${name}`);
    return Number(row[2]);
  };
  return { uid: id(user, '/etc/passwd', 'uid', 'user'), gid: id(hasGroup ? group : user, '/etc/group', 'gid', 'group') };
}
