import { equalBytes } from '../../lib/bytes';
import { NO_CONTENT } from '../../lib/content';
import type { DirEntry, FileSystem, Stat } from '../file-system';
import { applyEntries } from './apply-entries';
import { FsImage } from './fs-image';
import { OPAQUE_NAME, WHITEOUT_PREFIX, type LayerEntry } from './layer-entry';
import { MemoryFs } from './memory-fs';
import type { OverlayFs } from './overlay-fs';
import { OPAQUE_XATTR } from './overlay-trees';

export interface Change {
  /** Absolute. */
  path: string;
  kind: 'add' | 'modify' | 'delete';
}

/**
 * What `docker diff` lists, sorted by path: moby's ChangesDirs (pkg/archive/changes.go). Directories on the way to a
 * change are modified themselves; a removed directory is listed without what was in it.
 */
export function diffOverlay(overlay: OverlayFs): Change[] {
  const changes: Change[] = [];
  diffDirectory(overlay, overlay.upper.root, overlay.lower.root, '', changes);
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function diffDirectory(overlay: OverlayFs, above: number, below: number | undefined, path: string, changes: Change[]): void {
  const { upper, lower } = overlay;
  const isOpaque = upper.getxattr(above, OPAQUE_XATTR) !== undefined;
  const entries = upper.readdir(above);
  for (const entry of entries) diffEntry(overlay, entry, below, `${path}/${entry.name}`, changes);
  if (!isOpaque || below === undefined) return;
  const present = new Set(entries.map((entry) => entry.name));
  for (const { name } of lower.readdir(below)) if (!present.has(name)) changes.push({ path: `${path}/${name}`, kind: 'delete' });
}

function diffEntry(overlay: OverlayFs, entry: DirEntry, lowerDir: number | undefined, path: string, changes: Change[]): void {
  const { upper, lower } = overlay;
  const below = lowerDir === undefined ? undefined : lower.lookup(lowerDir, entry.name);
  if (overlay.isWhiteout(entry.ino)) {
    if (below !== undefined) changes.push({ path, kind: 'delete' });
    return;
  }
  const before = below === undefined ? undefined : lower.getattr(below);
  const sizeAtEntry = changes.length;
  if (entry.type === 'dir') diffDirectory(overlay, entry.ino, before?.type === 'dir' ? below : undefined, path, changes);
  if (before === undefined) changes.push({ path, kind: 'add' });
  else if (isDifferent(before, upper.getattr(entry.ino)) || differsInCapability(lower, below!, upper, entry.ino) || changes.length > sizeAtEntry) {
    changes.push({ path, kind: 'modify' });
  }
}

/** moby's statDifferent: sizes and times of directories say nothing. */
function isDifferent(before: Stat, after: Stat): boolean {
  if (before.type !== after.type || before.mode !== after.mode || before.uid !== after.uid || before.gid !== after.gid || before.rdev !== after.rdev) return true;
  return before.type !== 'dir' && (before.size !== after.size || before.mtimeMs !== after.mtimeMs);
}

function differsInCapability(lower: FileSystem, below: number, upper: FileSystem, above: number): boolean {
  const before = lower.getxattr(below, 'security.capability');
  const after = upper.getxattr(above, 'security.capability');
  return before && after ? !equalBytes(before, after) : before !== after;
}

/**
 * The layer that an overlay's changes make: everything in its upper tree, directories before what is in them and
 * names in order, whiteouts and opaque marks in their OCI form. The root itself isn't part of it; sockets never are.
 */
export function* overlayEntries(overlay: OverlayFs): Generator<LayerEntry> {
  yield* entriesBelow(overlay.upper, (ino) => overlay.isWhiteout(ino), true);
}

/** A whole tree as the entries of one layer (`docker export`). */
export function* imageEntries(image: FsImage): Generator<LayerEntry> {
  yield* treeEntries(MemoryFs.fromImage(image, { dev: 0, now: () => 0, sizeBytes: Infinity, readOnly: true }));
}

/** What any file system holds, as the entries of one layer. */
export function* treeEntries(fs: FileSystem): Generator<LayerEntry> {
  yield* entriesBelow(fs, () => false, false);
}

/** `docker commit`: the lower image with the overlay's changes, sharing what is the same. */
export function commitOverlay(overlay: OverlayFs): FsImage {
  if (!overlay.lowerImage) throw new Error('only an overlay over an image can be committed');
  return applyEntries(overlay.lowerImage, overlayEntries(overlay));
}

function* entriesBelow(fs: FileSystem, isWhiteout: (ino: number) => boolean, isUpper: boolean): Generator<LayerEntry> {
  const firstPath = new Map<number, string>();
  yield* walk(fs.root, '');

  function* walk(dir: number, prefix: string): Generator<LayerEntry> {
    if (isUpper && fs.getxattr(dir, OPAQUE_XATTR)) yield marker(fs.getattr(dir), prefix + OPAQUE_NAME);
    for (const { name, ino, type } of fs.readdir(dir).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (type === 'socket') continue;
      if (isWhiteout(ino)) {
        yield marker(fs.getattr(dir), prefix + WHITEOUT_PREFIX + name);
        continue;
      }
      yield entryOf(fs, ino, prefix + name, firstPath);
      if (type === 'dir') yield* walk(ino, `${prefix}${name}/`);
    }
  }
}

function entryOf(fs: FileSystem, ino: number, path: string, firstPath: Map<number, string>): LayerEntry {
  const { type, mode, uid, gid, mtimeMs, size, rdev, nlink } = fs.getattr(ino);
  const common = { path, mode, uid, gid, mtimeMs, rdev, xattrs: xattrsOf(fs, ino) };
  const first = firstPath.get(ino);
  if (first !== undefined) return { ...common, type: 'hardlink', size: 0, linkname: first, content: NO_CONTENT };
  if (type !== 'dir' && nlink > 1) firstPath.set(ino, path);
  if (type === 'symlink') return { ...common, type, size: 0, linkname: fs.readlink(ino), content: NO_CONTENT };
  if (type === 'file') return { ...common, type, size, linkname: '', content: fs.content(ino) };
  return { ...common, type, size: 0, linkname: '', content: NO_CONTENT };
}

function xattrsOf(fs: FileSystem, ino: number): ReadonlyMap<string, Uint8Array> {
  const names = fs.listxattr(ino).filter((name) => !name.startsWith('trusted.overlay.'));
  return new Map(names.map((name) => [name, fs.getxattr(ino, name)!]));
}

function marker(directory: Stat, path: string): LayerEntry {
  const { mtimeMs } = directory;
  return { path, type: 'file', mode: 0, uid: 0, gid: 0, mtimeMs, size: 0, linkname: '', rdev: 0, content: NO_CONTENT, xattrs: new Map() };
}
