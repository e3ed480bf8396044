import { utf8 } from '../lib/bytes';
import { contentOf, type Content } from '../lib/content';
import type { FileSystem } from '../machine/file-system';

/** Writes a tree into a fresh file system by path: the tools with which the learner's machine is put together. */
export class TreeWriter {
  constructor(private readonly fs: FileSystem) {}

  /** The inode of a folder, made (mode 0755, root) with its parents where it isn't there. */
  dir(path: string, options: { mode?: number; uid?: number; gid?: number } = {}): number {
    let at = this.fs.root;
    for (const name of path.split('/').filter(Boolean)) {
      const found = this.fs.lookup(at, name);
      if (found !== undefined && this.fs.getattr(found).type === 'symlink') {
        at = this.dir(this.fs.readlink(found));
        continue;
      }
      at = found ?? this.fs.create(at, name, { type: 'dir', mode: 0o755, uid: 0, gid: 0 });
    }
    if (options.mode !== undefined || options.uid !== undefined || options.gid !== undefined) this.fs.setattr(at, options);
    return at;
  }

  file(path: string, content: string | Content, options: { mode?: number; uid?: number; gid?: number } = {}): void {
    const cut = path.lastIndexOf('/');
    const parent = this.dir(path.slice(0, cut));
    this.fs.create(parent, path.slice(cut + 1), {
      type: 'file',
      mode: options.mode ?? 0o644,
      uid: options.uid ?? 0,
      gid: options.gid ?? 0,
      content: typeof content === 'string' ? contentOf(utf8(content)) : content,
    });
  }

  link(path: string, target: string): void {
    const cut = path.lastIndexOf('/');
    this.fs.create(this.dir(path.slice(0, cut)), path.slice(cut + 1), { type: 'symlink', mode: 0o777, uid: 0, gid: 0, target });
  }

  has(path: string): boolean {
    let at: number | undefined = this.fs.root;
    for (const name of path.split('/').filter(Boolean)) {
      at = at === undefined ? undefined : this.fs.lookup(at, name);
      if (at !== undefined && this.fs.getattr(at).type === 'symlink') return true;
    }
    return at !== undefined;
  }
}
