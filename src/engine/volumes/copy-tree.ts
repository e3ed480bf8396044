import type { FileSystem } from '../../machine/file-system';

/** Copies a directory's entries with owners, modes, times and attributes; contents stay as they are, unmade parts included. */
export function copyTree(from: FileSystem, fromDir: number, to: FileSystem, toDir: number): void {
  for (const entry of from.readdir(fromDir)) {
    if (entry.name === '.' || entry.name === '..') continue;
    const stat = from.getattr(entry.ino);
    const made = to.create(toDir, entry.name, {
      type: stat.type, mode: stat.mode, uid: stat.uid, gid: stat.gid, rdev: stat.rdev,
      ...(stat.type === 'symlink' ? { target: from.readlink(entry.ino) } : {}),
      ...(stat.type === 'file' ? { content: from.content(entry.ino) } : {}),
    });
    for (const name of from.listxattr(entry.ino)) to.setxattr(made, name, from.getxattr(entry.ino, name));
    if (stat.type === 'dir') copyTree(from, entry.ino, to, made);
    to.setattr(made, { atimeMs: stat.atimeMs, mtimeMs: stat.mtimeMs });
  }
}
