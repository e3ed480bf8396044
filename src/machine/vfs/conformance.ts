import { text, utf8 } from '../../lib/bytes';
import { contentOf, noise, readContent } from '../../lib/content';
import { isSysError } from '../errno';
import type { FsContext } from './fs-context';
import * as paths from './path-ops';

/** A property that every writable file system must have, shown in an empty directory (the context's `cwd`). */
export interface ConformanceCase {
  name: string;
  run(at: FsContext): void;
}

/** Compares by value; the message shows both sides. */
function same(actual: unknown, expected: unknown): void {
  const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (got !== wanted) throw new Error(`got ${got}, wanted ${wanted}`);
}

function fails(run: () => unknown, code: string): void {
  try {
    run();
  } catch (error) {
    if (isSysError(error)) return same(error.code, code);
    throw error;
  }
  throw new Error(`succeeded, wanted ${code}`);
}

function put(at: FsContext, path: string, content: string): void {
  paths.writeContent(at, path, contentOf(utf8(content)));
}

function get(at: FsContext, path: string): string {
  return text(readContent(paths.readContent(at, path)));
}

function names(at: FsContext, path = '.'): string[] {
  return paths.readdir(at, path).map((entry) => entry.name).sort();
}

/** Writes at an offset as an open file does. */
function write(at: FsContext, path: string, offset: number, bytes: string): void {
  const { fs, ino } = paths.open(at, path, { write: true, create: true });
  fs.write(ino, offset, utf8(bytes));
}

/** The suite that MemoryFs (ext4, tmpfs), OverlayFs and bind mounts of them all pass. */
export const CONFORMANCE: readonly ConformanceCase[] = [
  {
    name: 'reads what was written, at any offset, with holes as zeros',
    run(at) {
      write(at, 'f', 0, 'hello world');
      write(at, 'f', 6, 'WORLD!');
      write(at, 'f', 14, 'x');
      same(get(at, 'f'), 'hello WORLD!\0\0x');
      same(paths.stat(at, 'f').size, 15);
      paths.setattr(at, 'f', { size: 5 });
      paths.setattr(at, 'f', { size: 7 });
      same(get(at, 'f'), 'hello\0\0');
      put(at, 'f', '');
      same([get(at, 'f'), paths.stat(at, 'f').blocks], ['', 0]);
    },
  },
  {
    name: 'appends many small pieces and overwrites generated content in place',
    run(at) {
      for (let i = 0; i < 20_000; i++) write(at, 'log', i * 10, `line ${String(i % 1000).padStart(4, '0')}\n`);
      const log = get(at, 'log');
      same([log.length, log.slice(0, 10), log.slice(-10)], [200_000, 'line 0000\n', 'line 0999\n']);
      const made = noise(3, 1_000_000_000);
      paths.writeContent(at, 'big', made);
      write(at, 'big', 500_000_000, 'HERE');
      const content = paths.readContent(at, 'big');
      const expected = readContent(made, 499_999_990, 24);
      expected.set(utf8('HERE'), 10);
      same([...readContent(content, 499_999_990, 24)], [...expected]);
      same([content.size, content.extents.length], [1_000_000_000, 3]);
    },
  },
  {
    name: 'keeps content that was handed out as it was',
    run(at) {
      put(at, 'f', 'before');
      const kept = paths.readContent(at, 'f');
      write(at, 'f', 0, 'AFTER');
      write(at, 'f', 6, ' and more');
      same([text(readContent(kept)), get(at, 'f')], ['before', 'AFTERe and more']);
    },
  },
  {
    name: 'makes and removes directories and counts their links',
    run(at) {
      paths.mkdir(at, 'd');
      paths.mkdir(at, 'd/e');
      same(paths.stat(at, 'd').nlink, 3);
      fails(() => paths.rmdir(at, 'd'), 'ENOTEMPTY');
      fails(() => paths.mkdir(at, 'd'), 'EEXIST');
      fails(() => paths.mkdir(at, 'no/d'), 'ENOENT');
      put(at, 'd/f', '');
      fails(() => paths.rmdir(at, 'd/f'), 'ENOTDIR');
      fails(() => paths.mkdir(at, 'd/f/g'), 'ENOTDIR');
      fails(() => paths.unlink(at, 'd/e'), 'EISDIR');
      paths.unlink(at, 'd/f');
      paths.rmdir(at, 'd/e');
      same(paths.stat(at, 'd').nlink, 2);
      paths.rmdir(at, 'd');
      same(names(at), []);
    },
  },
  {
    name: 'renames by rename(2)',
    run(at) {
      for (const dir of ['a', 'a/sub', 'b', 'full']) paths.mkdir(at, dir);
      put(at, 'full/x', '');
      put(at, 'f', 'f');
      put(at, 'g', 'g');
      paths.rename(at, 'f', 'g');
      same([get(at, 'g'), names(at)], ['f', ['a', 'b', 'full', 'g']]);
      fails(() => paths.rename(at, 'a', 'a/sub/a'), 'EINVAL');
      fails(() => paths.rename(at, 'a', 'full'), 'ENOTEMPTY');
      fails(() => paths.rename(at, 'a', 'g'), 'ENOTDIR');
      fails(() => paths.rename(at, 'g', 'a'), 'EISDIR');
      fails(() => paths.rename(at, 'none', 'a'), 'ENOENT');
      paths.rename(at, 'a', 'b');
      paths.rename(at, 'b', 'full/b');
      paths.rename(at, 'g', 'full/b/sub/g');
      same([names(at), names(at, 'full/b'), get(at, 'full/b/sub/g')], [['full'], ['sub'], 'f']);
      same([paths.stat(at, 'full').nlink, paths.realpath(at, 'full/b/sub/..').endsWith('/full/b')], [3, true]);
    },
  },
  {
    name: 'links one inode under several names',
    run(at) {
      put(at, 'one', '1');
      paths.link(at, 'one', 'two');
      write(at, 'two', 1, '2');
      const [one, two] = [paths.stat(at, 'one'), paths.stat(at, 'two')];
      same([one.ino === two.ino, one.nlink, get(at, 'one')], [true, 2, '12']);
      paths.rename(at, 'one', 'two');
      same(names(at), ['one', 'two']);
      paths.unlink(at, 'one');
      same(paths.stat(at, 'two').nlink, 1);
      paths.mkdir(at, 'd');
      fails(() => paths.link(at, 'd', 'e'), 'EPERM');
      fails(() => paths.link(at, 'two', 'd'), 'EEXIST');
    },
  },
  {
    name: 'keeps an unlinked file until its last close',
    run(at) {
      put(at, 'f', 'still');
      const { fs, ino } = paths.open(at, 'f', 'r+');
      fs.retain(ino);
      paths.unlink(at, 'f');
      put(at, 'f', 'new');
      fs.write(ino, 5, utf8(' here'));
      same([text(fs.read(ino, 0, 99)), fs.getattr(ino).nlink, get(at, 'f')], ['still here', 0, 'new']);
      fs.release(ino);
      fails(() => fs.getattr(ino), 'ENOENT');
    },
  },
  {
    name: 'keeps modes, owners, times, extended attributes and special files',
    run(at) {
      put(at, 'f', '');
      paths.chmod(at, 'f', 0o640);
      paths.chown(at, 'f', 12, 34);
      paths.setattr(at, 'f', { atimeMs: 1000, mtimeMs: 2000 });
      const { mode, uid, gid, atimeMs, mtimeMs } = paths.stat(at, 'f');
      same([mode, uid, gid, atimeMs, mtimeMs], [0o640, 12, 34, 1000, 2000]);
      paths.setxattr(at, 'f', 'user.tag', utf8('v'));
      same([paths.listxattr(at, 'f'), text(paths.getxattr(at, 'f', 'user.tag')!)], [['user.tag'], 'v']);
      paths.setxattr(at, 'f', 'user.tag', undefined);
      fails(() => paths.setxattr(at, 'f', 'user.tag', undefined), 'ENODATA');
      paths.mknod(at, 'pipe', 'fifo', 0o600);
      paths.mknod(at, 'null', 'chr', 0o666, 259);
      paths.symlink(at, 'nowhere', 'link');
      same(['pipe', 'null', 'link'].map((name) => [paths.lstat(at, name).type, paths.lstat(at, name).rdev]), [['fifo', 0], ['chr', 259], ['symlink', 0]]);
      same([paths.readlink(at, 'link'), paths.lstat(at, 'link').size], ['nowhere', 7]);
      fails(() => paths.readlink(at, 'f'), 'EINVAL');
    },
  },
  {
    name: 'makes new inodes for new files and changes the times of their directory',
    run(at) {
      paths.mkdir(at, 'd');
      const before = paths.stat(at, 'd').mtimeMs;
      put(at, 'd/f', '');
      const after = paths.stat(at, 'd').mtimeMs;
      const { ino } = paths.stat(at, 'd/f');
      paths.unlink(at, 'd/f');
      put(at, 'd/f', '');
      same([after > before, paths.stat(at, 'd').mtimeMs > after, paths.stat(at, 'd/f').ino !== ino], [true, true, true]);
      paths.chmod(at, 'd/f', 0o600);
      const { mtimeMs, ctimeMs } = paths.stat(at, 'd/f');
      same(ctimeMs > mtimeMs, true);
    },
  },
];
