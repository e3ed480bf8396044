import { EngineError, invalid, notFound } from '../../api/errors';
import { contentOf, type Content } from '../../lib/content';
import { concat } from '../../lib/bytes';
import type { ByteReader } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import type { FileSystem, Stat } from '../../machine/file-system';
import type { MountNamespace } from '../../machine/kernel-types';
import { GzipError, gunzip, isGzip } from '../../oci/gzip';
import { TarError, type TarEntry } from '../../oci/tar-entry';
import { BreakoutError, extractedLinkTarget, extractedName } from '../../oci/extracted-name';
import { readTar } from '../../oci/tar-read';
import { writeTar } from '../../oci/tar-write';
import type { Engine } from '../engine';
import { formatNanos, nanosOf } from '../go-time';
import { Tree } from '../builder/files/tree';
import { locate, makeDirectoriesIn, type Located } from '../runtime/container-files';
import { userMounts } from '../runtime/mounts';
import { containerEvent } from './events';
import { cleanPath } from './mount-spec';
import type { Container } from './store';

/** What X-Docker-Container-Path-Stat carries (moby api/types/container PathStat). */
export interface PathStat {
  name: string;
  size: number;
  mode: number;
  mtime: string;
  linkTarget: string;
}

const GO_DIR = 2 ** 31;
const GO_TYPES: Readonly<Record<string, number>> = { file: 0, dir: GO_DIR, symlink: 2 ** 27, fifo: 2 ** 25, socket: 2 ** 24, blk: 2 ** 26, chr: 2 ** 26 + 2 ** 21 };

/** The container's files as they are: of its running process, or its layer with its volumes (moby daemon/archive_unix.go). */
function viewOf(engine: Engine, container: Container): MountNamespace {
  const task = container.live.task;
  if (task) return task.namespaces.mnt;
  const prepared = engine.images.container(container.id);
  if (!prepared) throw new EngineError('system', `snapshot ${container.id} does not exist: not found`);
  const { kernel } = engine;
  const view = { pid: kernel.host.pid, net: kernel.host.net, cgroup: kernel.cgroup('/') ?? kernel.createCgroup('/docker') };
  const mounts = userMounts(engine, container, view).filter((mount) => mount.source.kind !== 'bind' || locate(kernel, kernel.host.mnt, mount.source.path));
  return kernel.createMountNamespace({ fs: prepared.fs, source: 'overlay' }, mounts);
}

function find(engine: Engine, container: Container, ref: string, path: string): { ns: MountNamespace; found: Located; resolved: string } {
  if (path === '') throw invalid('bad parameter: path cannot be empty');
  const ns = viewOf(engine, container);
  const follows = path.endsWith('/') || path.endsWith('/.');
  const resolved = cleanPath(path);
  const found = locate(engine.kernel, ns, resolved, !follows);
  if (!found) throw notFound(`Could not find the file ${resolved} in container ${ref}`);
  if (follows && found.stat.type !== 'dir') throw invalid(`lstat ${path}: not a directory`);
  return { ns, found, resolved };
}

function pathStat(found: Located, resolved: string): PathStat {
  const { stat } = found;
  const special = (stat.mode & 0o4000 ? 2 ** 23 : 0) + (stat.mode & 0o2000 ? 2 ** 22 : 0) + (stat.mode & 0o1000 ? 2 ** 20 : 0);
  return {
    name: resolved === '/' ? '/' : resolved.slice(resolved.lastIndexOf('/') + 1), size: stat.size, mode: (GO_TYPES[stat.type] ?? 0) + special + (stat.mode & 0o777),
    mtime: formatNanos(nanosOf(stat.mtimeMs)), linkTarget: stat.type === 'symlink' ? found.fs.readlink(found.ino) : '',
  };
}

/** HEAD /containers/{id}/archive. */
export function statPath(engine: Engine, container: Container, ref: string, path: string): PathStat {
  const { ns, found, resolved } = find(engine, container, ref, path);
  const stat = pathStat(found, resolved);
  if (found.stat.type === 'symlink') stat.linkTarget = linkTarget(engine, ns, resolved, stat.linkTarget);
  return stat;
}

/** A link's target as an absolute path inside the container. */
function linkTarget(engine: Engine, ns: MountNamespace, path: string, target: string): string {
  const end = locate(engine.kernel, ns, path);
  if (end) return end.path;
  return target.startsWith('/') ? cleanPath(target) : cleanPath(`${path.slice(0, path.lastIndexOf('/'))}/${target}`);
}

/** GET /containers/{id}/archive: a tar whose members begin with the path's last part. */
export function archivePath(engine: Engine, container: Container, ref: string, path: string): { stat: PathStat; tar: Content } {
  const { ns, found, resolved } = find(engine, container, ref, path);
  const stat = statPath(engine, container, ref, path);
  const base = path.endsWith('/.') || resolved === '/' ? '' : stat.name;
  const tar = writeTar(treeEntries(engine, ns, resolved, found, base));
  containerEvent(engine, container, 'archive-path');
  return { stat, tar };
}

/** The members of a tree, crossing the mounts of the namespace; hard links once. */
function* treeEntries(engine: Engine, ns: MountNamespace, path: string, found: Located, name: string): Generator<TarEntry> {
  const seen = new Map<string, string>();
  yield* walk(engine, ns, path, found, name, seen);
}

function* walk(engine: Engine, ns: MountNamespace, path: string, found: Located, name: string, seen: Map<string, string>): Generator<TarEntry> {
  const entry = tarEntry(found.fs, found.ino, found.stat, name, seen);
  if (entry) yield entry;
  if (found.stat.type !== 'dir') return;
  const names = found.fs.readdir(found.ino).map((one) => one.name).filter((one) => one !== '.' && one !== '..').sort();
  for (const child of names) {
    const at = `${path === '/' ? '' : path}/${child}`;
    const inside = locate(engine.kernel, ns, at, true);
    if (inside) yield* walk(engine, ns, at, inside, name === '' ? child : `${name}/${child}`, seen);
  }
}

/** One inode as a member; sockets have none. */
function tarEntry(fs: FileSystem, ino: number, stat: Stat, name: string, seen: Map<string, string>): TarEntry | undefined {
  if (stat.type === 'socket') return undefined;
  const common = { path: name, mode: stat.mode, uid: stat.uid, gid: stat.gid, mtimeMs: stat.mtimeMs };
  if (stat.type === 'file' && stat.nlink > 1) {
    const key = `${fs.dev}:${ino}`;
    const first = seen.get(key);
    if (first !== undefined) return { ...common, type: 'hardlink', target: first };
    seen.set(key, name);
  }
  if (stat.type === 'file') return { ...common, type: 'file', content: fs.content(ino) };
  if (stat.type === 'symlink') return { ...common, type: 'symlink', target: fs.readlink(ino) };
  if (stat.type === 'chr' || stat.type === 'blk') return { ...common, type: stat.type, rdev: stat.rdev };
  return { ...common, type: stat.type };
}

/** GET /containers/{id}/export: the container's own tree, without mounts. */
export function exportContainer(engine: Engine, container: Container): Content {
  const prepared = engine.images.container(container.id);
  if (!prepared) throw new EngineError('system', `snapshot ${container.id} does not exist: not found`);
  const ns = engine.kernel.createMountNamespace({ fs: prepared.fs, source: 'overlay' }, []);
  const root = locate(engine.kernel, ns, '/')!;
  containerEvent(engine, container, 'export');
  const entries = [...treeEntries(engine, ns, '/', root, '')].filter((entry) => entry.path !== '');
  return writeTar(entries);
}

export interface ExtractOptions {
  noOverwriteDirNonDir: boolean;
  copyOwner: boolean;
}

/** PUT /containers/{id}/archive: unpacks a tar in a directory of the container. */
export async function extractArchive(engine: Engine, container: Container, ref: string, path: string, body: ByteReader, options: ExtractOptions): Promise<void> {
  if (path === '') throw invalid('bad parameter: path cannot be empty');
  const ns = viewOf(engine, container);
  const target = cleanPath(path);
  const found = locate(engine.kernel, ns, target);
  if (!found) throw notFound(`Could not find the file ${target} in container ${ref}`);
  if (found.stat.type !== 'dir') throw invalid('extraction point is not a directory');
  if (found.readOnly) {
    const volume = container.record.mounts.some((mount) => target === mount.destination || target.startsWith(`${mount.destination}/`));
    throw new EngineError('forbidden', volume ? 'mounted volume is marked read-only' : 'container rootfs is marked read-only');
  }
  const bytes = await readBody(body);
  try {
    const archive = contentOf(isGzip(bytes) ? gunzip(contentOf(bytes)) : bytes);
    const tree = new Tree(found.fs, found.ino);
    for (const entry of readTar(archive)) {
      try {
        extractEntry(engine, ns, { path: target, tree }, entry, options);
      } catch (error) {
        if (!isSysError(error, 'ENOSPC')) throw error;
        throw new EngineError('system', `write ${target === '/' ? '' : target}/${extractedName(entry.path)}: no space left on device`);
      }
    }
  } catch (error) {
    if (error instanceof TarError) throw invalid(error.message);
    if (error instanceof BreakoutError || error instanceof GzipError) throw new EngineError('system', error.message);
    if (isSysError(error)) throw new EngineError('system', error.message.toLowerCase());
    throw error;
  }
  containerEvent(engine, container, 'extract-to-dir');
}

async function readBody(body: ByteReader): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (;;) {
    const part = await body.read();
    if (part.length === 0) return concat(parts);
    parts.push(part.slice());
  }
}

/** Extracts a member below a directory; links there lead nowhere above it (moby/go-archive, resolveArchivePath). */
function extractEntry(engine: Engine, ns: MountNamespace, directory: { path: string; tree: Tree }, entry: TarEntry, options: ExtractOptions): void {
  const base = directory.path;
  const named = extractedName(entry.path);
  if (named === '') return;
  const at = named.lastIndexOf('/');
  const folder = directory.tree.realPath(`/${named.slice(0, Math.max(at, 0))}`, true, () => {
    throw new BreakoutError(`statat ${named.slice(0, at)}: path escapes from parent`);
  });
  const inside = `${folder === '/' ? '' : folder}/${named.slice(at + 1)}`.slice(1);
  const linked = entry.type === 'hardlink' ? extractedLinkTarget(entry.target ?? '') : '';
  const below = `${base === '/' ? '' : base}/`;
  const path = below + inside;
  const slash = path.lastIndexOf('/');
  const parent = makeDirectoriesIn(engine.kernel, ns, path.slice(0, slash) || '/');
  const name = path.slice(slash + 1);
  const { fs } = parent;
  const owner = options.copyOwner ? { uid: entry.uid, gid: entry.gid } : { uid: 0, gid: 0 };
  const existing = locate(engine.kernel, ns, path, true);
  if (existing) {
    const wasDir = existing.stat.type === 'dir';
    if (options.noOverwriteDirNonDir && wasDir !== (entry.type === 'dir')) {
      throw invalid(wasDir ? `cannot overwrite directory "${path}" with non-directory "${base}"` : `cannot overwrite non-directory "${path}" with directory "${base}"`);
    }
    if (wasDir && entry.type === 'dir') {
      existing.fs.setattr(existing.ino, { mode: entry.mode, ...owner, mtimeMs: entry.mtimeMs });
      return;
    }
    if (wasDir) fs.rmdir(parent.ino, name);
    else fs.unlink(parent.ino, name);
  }
  if (entry.type === 'hardlink') {
    const target = locate(engine.kernel, ns, below + linked, true);
    if (!target) throw new EngineError('system', `linkat ${linked} ${inside}: no such file or directory`);
    fs.link(parent.ino, name, target.ino);
    return;
  }
  const ino = fs.create(parent.ino, name, {
    type: entry.type, mode: entry.mode & 0o7777, ...owner, ...(entry.rdev === undefined ? {} : { rdev: entry.rdev }),
    ...(entry.type === 'symlink' ? { target: entry.target ?? '' } : {}), ...(entry.content ? { content: entry.content } : {}),
  });
  for (const [key, value] of Object.entries(entry.xattrs ?? {})) fs.setxattr(ino, key, value);
  fs.setattr(ino, { mtimeMs: entry.mtimeMs });
}
