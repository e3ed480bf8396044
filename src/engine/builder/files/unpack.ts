import { contentOf, readContent, type Content } from '../../../lib/content';
import { gunzip, isGzip, otherCompression } from '../../../oci/gzip';
import type { TarEntry } from '../../../oci/tar-entry';
import { readTar } from '../../../oci/tar-read';
import type { NewInode } from '../../../machine/file-system';
import { BreakoutError, extractedLinkTarget, extractedName } from '../../../oci/extracted-name';
import { joinPath } from '../dockerfile/go-text';
import { Tree, type Owner } from './tree';

/** The content behind a compression that Docker knows; undefined when it can't be one. */
export function decompress(content: Content): Content | undefined {
  const head = readContent(content, 0, Math.min(6, content.size));
  if (isGzip(head)) {
    try {
      return contentOf(gunzip(content));
    } catch {
      return undefined;
    }
  }
  const other = otherCompression(head);
  if (other !== undefined) throw new Error(`dockyard: unpacking ${other} archives is not simulated`);
  return content;
}

/** The members of a tar archive, perhaps compressed; undefined when it is none. */
export function archiveEntries(content: Content): Iterable<TarEntry> | undefined {
  const plain = decompress(content);
  if (!plain) return undefined;
  try {
    if (readTar(plain).next().done) return undefined;
  } catch {
    return undefined;
  }
  return readTar(plain);
}

/** Unpacks a local archive as ADD does; false when the source is none. */
export function unpackArchive(from: Tree, source: string, to: Tree, destination: string, owner: Owner | undefined): boolean {
  const ino = from.find(from.realPath(source));
  if (ino === undefined || from.fs.getattr(ino).type !== 'file') return false;
  const entries = archiveEntries(from.fs.content(ino));
  if (!entries) return false;
  const directory = to.realPath(destination);
  to.makeAll(directory, 0o755, owner, undefined);
  extract(entries, new Tree(to.fs, to.find(directory)!), owner);
  return true;
}

/** Extracts tar members into a tree whose root is the directory (moby/go-archive, Unpack). */
export function extract(entries: Iterable<TarEntry>, tree: Tree, owner: Owner | undefined): void {
  const times: [path: string, mtimeMs: number][] = [];
  for (const entry of entries) {
    const name = extractedName(entry.path);
    if (name === '') {
      setAttributes(tree, tree.root, entry, owner);
      continue;
    }
    const slash = name.lastIndexOf('/');
    const parent = tree.realPath(`/${name.slice(0, Math.max(slash, 0))}`, true, () => {
      throw new BreakoutError(`statat ${name.slice(0, slash)}: path escapes from parent`);
    });
    const path = joinPath(parent, name.slice(slash + 1));
    if (tree.stat(parent)?.type === 'file') throw new Error(`${CALLS[entry.type]} ${path.slice(1)}: not a directory`);
    tree.makeAll(parent, 0o755, undefined, undefined);
    putEntry(tree, path, entry, owner);
    if (entry.type === 'dir') times.push([path, entry.mtimeMs]);
  }
  for (const [path, mtimeMs] of times.reverse()) tree.setTimes([path], mtimeMs);
}

/** The system call that makes each kind of member, as Go names it. */
const CALLS: Record<TarEntry['type'], string> = { file: 'openat', dir: 'mkdirat', symlink: 'symlinkat', hardlink: 'linkat', chr: 'mknodat', blk: 'mknodat', fifo: 'mknodat' };

function putEntry(tree: Tree, path: string, entry: TarEntry, owner: Owner | undefined): void {
  const source = entry.type === 'hardlink' ? extractedLinkTarget(entry.target ?? '') : undefined;
  const there = tree.stat(path);
  if (there && !(there.type === 'dir' && entry.type === 'dir')) tree.remove(path);
  if (source !== undefined) {
    const ino = tree.find(tree.realPath(`/${source}`, false));
    if (ino === undefined) throw new Error(`linkat ${source} ${path.slice(1)}: no such file or directory`);
    tree.link(path, ino);
    return;
  }
  const existing = entry.type === 'dir' ? tree.find(path) : undefined;
  const { type, mode, uid, gid, rdev, target, content } = entry;
  const ino = existing ?? tree.create(path, { type: type as NewInode['type'], mode, uid, gid, rdev, target, content });
  setAttributes(tree, ino, entry, owner);
}

function setAttributes(tree: Tree, ino: number, entry: TarEntry, owner: Owner | undefined): void {
  const { mtimeMs } = entry;
  tree.fs.setattr(ino, {
    uid: owner?.uid ?? entry.uid, gid: owner?.gid ?? entry.gid,
    ...(entry.type !== 'symlink' && { mode: entry.mode }), atimeMs: mtimeMs, mtimeMs,
  });
  for (const [name, value] of Object.entries(entry.xattrs ?? {})) tree.fs.setxattr(ino, name, value);
}
