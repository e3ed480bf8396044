import { utf8 } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import { IgnoreRules } from './ignore-rules';
import type { IndexEntry } from './index-file';
import { objectId } from '../../lib/git-objects';
import type { Repository, TreeFile, TreeFiles } from './repository';

export interface WorktreeFile {
  mode: string;
  sizeBytes: number;
  mtimeMs: number;
}

/** Reads a file as git stores it: a link's target, a file's bytes. */
export function contentOf(repository: Repository, path: string): Uint8Array {
  const full = `${repository.root}/${path}`;
  return repository.sys.lstat(full).type === 'symlink' ? utf8(repository.sys.readlink(full)) : repository.sys.readFile(full);
}

/** What a path is in the worktree; undefined where it is no file. */
export function worktreeFile(repository: Repository, path: string): WorktreeFile | undefined {
  try {
    const stat = repository.sys.lstat(`${repository.root}/${path}`);
    if (stat.type !== 'file' && stat.type !== 'symlink') return undefined;
    return { mode: stat.type === 'symlink' ? '120000' : stat.mode & 0o100 ? '100755' : '100644', sizeBytes: stat.size, mtimeMs: stat.mtimeMs };
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

/** All files of the worktree that git would see, and the folders in which nothing is tracked. */
export function scan(repository: Repository, tracked: ReadonlyMap<string, unknown>): { untracked: string[]; untrackedFolders: string[]; ignored: string[] } {
  const { sys, root } = repository;
  const rules = new IgnoreRules(sys, root);
  const folders = new Set<string>();
  for (const path of tracked.keys()) for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) folders.add(path.slice(0, at));
  const untracked: string[] = [];
  const untrackedFolders: string[] = [];
  const ignored: string[] = [];
  const walk = (folder: string): void => {
    rules.enter(folder);
    for (const { name, type } of sys.readdir(`${root}/${folder}`)) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (path === '.git' || tracked.has(path)) continue;
      if (rules.ignores(path, type === 'dir')) ignored.push(type === 'dir' ? `${path}/` : path);
      else if (type !== 'dir') untracked.push(path);
      else {
        const before = untracked.length;
        walk(path);
        if (!folders.has(path) && untracked.length > before) untrackedFolders.push(path);
      }
    }
  };
  walk('');
  return { untracked: untracked.sort(), untrackedFolders: untrackedFolders.filter((path) => !untrackedFolders.some((other) => path.startsWith(`${other}/`))), ignored: ignored.sort() };
}

/** Whether a staged file is still as it was staged. */
export function isUnchanged(repository: Repository, entry: IndexEntry, file: WorktreeFile): boolean {
  if (entry.mode !== file.mode) return false;
  if (entry.mtimeMs === Math.floor(file.mtimeMs) && entry.sizeBytes === file.sizeBytes) {
    // Changed within the tick in which it was staged, it would look the same: its content decides.
    const staged = repository.sys.stat(`${repository.gitFolder}/index`).mtimeMs;
    if (file.mtimeMs < staged) return true;
  }
  return entry.sizeBytes === file.sizeBytes && objectId('blob', contentOf(repository, entry.path)) === entry.id;
}

/** Puts a file into the object database; gives its entry. */
export function stage(repository: Repository, path: string, file: WorktreeFile): IndexEntry {
  return { path, mode: file.mode, id: repository.objects.write('blob', contentOf(repository, path)), sizeBytes: file.sizeBytes, mtimeMs: Math.floor(file.mtimeMs) };
}

function removeFile(repository: Repository, path: string): void {
  const { sys, root } = repository;
  try {
    sys.unlink(`${root}/${path}`);
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) sys.rmdir(`${root}/${path.slice(0, at)}`);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

/** Writes a blob to its place in the worktree; gives its entry. */
export function checkOutFile(repository: Repository, path: string, { mode, id }: TreeFile): IndexEntry {
  const { sys, root } = repository;
  const full = `${root}/${path}`;
  repository.makeFolders(full.slice(0, full.lastIndexOf('/')) || '/');
  if (worktreeFile(repository, path)) sys.unlink(full);
  const { body } = repository.objects.read(id);
  if (mode === '120000') sys.symlink(new TextDecoder().decode(body), full);
  else sys.writeFile(full, body, mode === '100755' ? 0o777 : 0o666);
  const file = worktreeFile(repository, path)!;
  return { path, mode, id, sizeBytes: file.sizeBytes, mtimeMs: Math.floor(file.mtimeMs) };
}

/** Brings index and worktree from one tree to another; what both have alike is left as it is. */
export function switchTrees(repository: Repository, from: TreeFiles, to: TreeFiles, force = false): void {
  const index = repository.readIndex();
  for (const path of from.keys()) {
    if (to.has(path)) continue;
    removeFile(repository, path);
    index.delete(path);
  }
  for (const [path, file] of to) {
    const before = from.get(path);
    if (!force && before && before.id === file.id && before.mode === file.mode && index.has(path)) continue;
    index.set(path, checkOutFile(repository, path, file));
  }
  repository.writeIndex(index);
}
