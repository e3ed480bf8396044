import { describe, expect, it } from 'vitest';
import { text, utf8 } from '../../lib/bytes';
import { contentOf } from '../../lib/content';
import { isSysError } from '../errno';
import type { Credentials } from '../sys';
import { MemoryFs } from './memory-fs';
import { MountNamespaceImpl } from './mount-namespace';
import * as paths from './path-ops';

const now = () => 1_700_000_000_000;
const USER: Credentials = { uid: 1000, gid: 1000, euid: 1000, egid: 1000, groups: [1000, 27], caps: new Set() };

function machine() {
  let id = 20;
  const fs = new MemoryFs({ dev: 2049, now });
  const ns = new MountNamespaceImpl(1, () => id++, { fs, source: '/dev/sda1' });
  const root = paths.rootContext(ns, now);
  const user = { ...root, credentials: USER };
  return { fs, ns, root, user };
}

function errorOf(run: () => unknown): string {
  try {
    run();
    return 'none';
  } catch (error) {
    if (isSysError(error)) return error.code;
    throw error;
  }
}

function put(context: paths.FsContext, path: string, content = ''): void {
  paths.writeContent(context, path, contentOf(utf8(content)));
}

function get(context: paths.FsContext, path: string): string {
  const { fs, ino } = paths.open(context, path, 'r');
  return text(fs.read(ino, 0, 1e6));
}

describe('path walking', () => {
  it('follows links, dots and slashes as path_resolution(7) says', () => {
    const { root } = machine();
    paths.mkdir(root, '/a');
    paths.mkdir(root, '/a/b/');
    put(root, '/a/b/file', 'hi');
    paths.symlink(root, 'a/b', '/link');
    paths.symlink(root, '../b/file', '/a/b/up');
    paths.symlink(root, 'loop', '/loop');
    paths.symlink(root, 'gone', '/dangling');
    expect(get(root, '/link/up')).toBe('hi');
    expect(get(root, '//a/./b/../../link/file')).toBe('hi');
    expect(paths.realpath(root, '/link/up')).toBe('/a/b/file');
    expect(errorOf(() => paths.stat(root, '/loop'))).toBe('ELOOP');
    expect(errorOf(() => paths.stat(root, '/a/b/file/'))).toBe('ENOTDIR');
    expect(errorOf(() => paths.stat(root, '/a/b/file/x'))).toBe('ENOTDIR');
    expect(errorOf(() => paths.stat(root, '/a/b/file/..'))).toBe('ENOTDIR');
    expect(errorOf(() => paths.stat(root, ''))).toBe('ENOENT');
    expect(errorOf(() => put(root, '/new/'))).toBe('EISDIR');
    expect(errorOf(() => paths.stat(root, `/${'n'.repeat(256)}`))).toBe('ENAMETOOLONG');
    expect(errorOf(() => paths.stat(root, `/${'n/'.repeat(2100)}`))).toBe('ENAMETOOLONG');
    expect(paths.lstat(root, '/link').type).toBe('symlink');
    expect(paths.lstat(root, '/link/').type).toBe('dir');
    for (const call of [() => paths.unlink(root, '/link/'), () => paths.rmdir(root, '/link/'), () => paths.rename(root, '/link/', '/x'), () => paths.rename(root, '/a', '/link/')]) expect(errorOf(call)).toBe('ENOTDIR');
    expect(errorOf(() => paths.mkdir(root, '/dangling/'))).toBe('EEXIST');
    put(root, '/dangling', 'made');
    expect(get(root, '/gone')).toBe('made');
    expect(errorOf(() => paths.open(root, '/dangling', 'wx'))).toBe('EEXIST');
    expect(errorOf(() => paths.open(root, '/link', { read: true, noFollow: true }))).toBe('ELOOP');
    expect(errorOf(() => paths.open(root, '/a', 'w'))).toBe('EISDIR');
    expect(errorOf(() => paths.open(root, '/gone', { read: true, directory: true }))).toBe('ENOTDIR');
    expect(errorOf(() => paths.rmdir(root, '/a/.'))).toBe('EINVAL');
    expect(errorOf(() => paths.unlink(root, '/a'))).toBe('EISDIR');
    expect(errorOf(() => paths.rename(root, '/a', '/a/b/c'))).toBe('EINVAL');
  });

  it('keeps a chroot closed and relative paths at the working directory', () => {
    const { root } = machine();
    paths.mkdir(root, '/jail');
    put(root, '/secret', 'outside');
    put(root, '/jail/secret', 'inside');
    paths.symlink(root, '/secret', '/jail/link');
    const jail = paths.walk(root, '/jail');
    const inside = { ...root, root: jail, cwd: jail };
    expect(get(inside, '../../secret')).toBe('inside');
    expect(get(inside, 'link')).toBe('inside');
    expect(paths.realpath(inside, 'link')).toBe('/secret');
  });
});

describe('permissions', () => {
  it('asks for search, read, write and ownership', () => {
    const { root, user } = machine();
    paths.mkdir(root, '/private', 0o700);
    put(root, '/private/x');
    put(root, '/readonly', 'r');
    paths.mkdir(root, '/tmp', 0o1777);
    paths.chmod(root, '/tmp', 0o1777);
    put(root, '/tmp/roots');
    expect(errorOf(() => paths.stat(user, '/private/x'))).toBe('EACCES');
    expect(errorOf(() => put(user, '/readonly'))).toBe('EACCES');
    expect(errorOf(() => put(user, '/new'))).toBe('EACCES');
    expect(errorOf(() => paths.unlink(user, '/tmp/roots'))).toBe('EPERM');
    expect(errorOf(() => paths.chmod(user, '/readonly', 0o777))).toBe('EPERM');
    put(user, '/tmp/mine');
    expect(errorOf(() => paths.chown(user, '/tmp/mine', 0, -1))).toBe('EPERM');
    paths.chown(user, '/tmp/mine', -1, 27);
    expect(errorOf(() => paths.mknod(user, '/tmp/dev', 'chr', 0o666, 259))).toBe('EPERM');
    paths.rename(user, '/tmp/mine', '/tmp/ours');
    const { uid, gid, mode } = paths.stat(user, '/tmp/ours');
    expect([uid, gid, mode]).toEqual([1000, 27, 0o644]);
    expect([paths.access(user, '/readonly', 'r'), paths.access(user, '/readonly', 'w'), paths.access(root, '/readonly', 'x')]).toEqual([true, false, false]);
  });

  it('hands on the group of a setgid directory and drops setuid with the owner', () => {
    const { root, user } = machine();
    paths.mkdir(root, '/shared');
    paths.chown(root, '/shared', 1000, 50);
    paths.chmod(root, '/shared', 0o2775);
    paths.mkdir(user, '/shared/sub');
    put(user, '/shared/file');
    const sub = paths.stat(root, '/shared/sub');
    expect([sub.gid, sub.mode]).toEqual([50, 0o2755]);
    expect(paths.stat(root, '/shared/file').gid).toBe(50);
    paths.chmod(root, '/shared/file', 0o4755);
    paths.chown(root, '/shared/file', 0, 0);
    expect(paths.stat(root, '/shared/file').mode).toBe(0o755);
  });
});

describe('mounts', () => {
  it('covers, binds, refuses writes when read only, and comes off', () => {
    const { root, ns } = machine();
    for (const name of ['/mnt', '/mnt/under', '/data', '/copy', '/file-target-dir']) paths.mkdir(root, name);
    put(root, '/data/conf', 'one');
    put(root, '/conf', 'two');
    const tmpfs = () => new MemoryFs({ type: 'tmpfs', dev: 40, now });
    paths.mount(root, 'tmpfs', '/mnt', 'tmpfs', 'nosuid,nodev', tmpfs);
    expect(paths.readdir(root, '/mnt')).toEqual([]);
    put(root, '/mnt/t', 'x');
    expect(errorOf(() => paths.rename(root, '/mnt/t', '/t'))).toBe('EXDEV');
    expect(errorOf(() => paths.rmdir(root, '/mnt'))).toBe('EBUSY');
    expect(paths.realpath(root, '/mnt/../data/./conf')).toBe('/data/conf');
    paths.mount(root, '/data', '/copy', '', 'bind,ro', tmpfs);
    expect(errorOf(() => put(root, '/copy/conf'))).toBe('EROFS');
    paths.mount(root, '/conf', '/data/conf', '', 'bind', tmpfs);
    expect([get(root, '/data/conf'), get(root, '/copy/conf')]).toEqual(['two', 'one']);
    expect(errorOf(() => paths.unlink(root, '/data/conf'))).toBe('EBUSY');
    expect(errorOf(() => paths.mount(root, '/conf', '/file-target-dir', '', 'bind', tmpfs))).toBe('ENOTDIR');
    const { ns: other, translate } = ns.clone(2);
    const inside = { ...root, ns: other, root: translate(root.root), cwd: translate(root.cwd) };
    expect(get(inside, '/data/conf')).toBe('two');
    paths.umount(root, '/mnt');
    expect(paths.readdir(root, '/mnt').map((entry) => entry.name)).toEqual(['under']);
    expect(get(inside, '/mnt/t')).toBe('x');
    expect(ns.mounts().map(({ target, options, root: from, type }) => [target, type, from, options])).toEqual([
      ['/', 'ext4', '/', 'rw,relatime'],
      ['/copy', 'ext4', '/data', 'ro,relatime'],
      ['/data/conf', 'ext4', '/conf', 'rw,relatime'],
    ]);
    expect(errorOf(() => paths.umount(root, '/mnt'))).toBe('EINVAL');
  });
});
