import { cleanPath } from '../../lib/clean-path';
import { NO_CONTENT, type Content } from '../../lib/content';
import { readTar } from '../../oci/tar-read';
import type { TarEntry } from '../../oci/tar-entry';
import { writeTar } from '../../oci/tar-write';
import type { LayerEntry } from '../../machine/vfs/layer-entry';

const NONE: ReadonlyMap<string, Uint8Array> = new Map();

/** A tar member as a file tree takes it. */
export function layerEntry(entry: TarEntry): LayerEntry {
  const { path, type, mode, uid, gid, mtimeMs, content = NO_CONTENT, target = '', rdev = 0, xattrs } = entry;
  return { path, type, mode, uid, gid, mtimeMs, size: content.size, linkname: target, rdev, content, xattrs: xattrs ? new Map(Object.entries(xattrs)) : NONE };
}

export function tarEntry(entry: LayerEntry): TarEntry {
  const { path, type, mode, uid, gid, mtimeMs, linkname, rdev, content, xattrs } = entry;
  const out: TarEntry = { path, type: type as TarEntry['type'], mode, uid, gid, mtimeMs };
  if (type === 'file') out.content = content;
  if (type === 'symlink' || type === 'hardlink') out.target = linkname;
  if (type === 'chr' || type === 'blk') out.rdev = rdev;
  if (xattrs.size > 0) out.xattrs = Object.fromEntries(xattrs);
  return out;
}

/** A layer's archive as the entries of a file tree. */
export function* entriesOfTar(tar: Content): Generator<LayerEntry> {
  for (const entry of readTar(tar)) yield layerEntry(entry);
}

export function tarOfEntries(entries: Iterable<LayerEntry>): Content {
  return writeTar((function* () {
    for (const entry of entries) yield tarEntry(entry);
  })());
}

const BLOCK = 4096;

/**
 * What a layer takes on disk: its upper directory as `du` counts it, with the directories on the way to what it
 * changes (containerd's snapshot usage).
 */
export function layerUsage(entries: Iterable<LayerEntry>): number {
  const directories = new Set<string>(['']);
  let bytes = 0;
  for (const { path: named, type, size, linkname } of entries) {
    const path = cleanPath(`/${named}`).slice(1);
    for (let slash = path.lastIndexOf('/'); slash !== -1; slash = path.lastIndexOf('/', slash - 1)) {
      const parent = path.slice(0, slash);
      if (directories.has(parent)) break;
      directories.add(parent);
    }
    if (type === 'dir') directories.add(path);
    else if (type === 'file') bytes += Math.ceil(size / BLOCK) * BLOCK;
    else if (type === 'symlink' && linkname.length >= 60) bytes += BLOCK;
  }
  return bytes + directories.size * BLOCK;
}
