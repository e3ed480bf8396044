import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { text, utf8 } from '../../lib/bytes';
import { contentOf, noise } from '../../lib/content';
import { isSysError } from '../errno';
import type { FileSystem } from '../file-system';
import { applyEntries, LayerError } from './apply-entries';
import { FsImage } from './fs-image';
import { commitOverlay, diffOverlay, overlayEntries } from './layer-changes';
import type { LayerEntry } from './layer-entry';
import { MemoryFs } from './memory-fs';
import { MountNamespaceImpl } from './mount-namespace';
import { OverlayFs } from './overlay-fs';
import * as paths from './path-ops';

let time = 1000;
const now = () => time++;

function contextOf(fs: FileSystem): paths.FsContext {
  let id = 1;
  return paths.rootContext(new MountNamespaceImpl(1, () => id++, { fs, source: 'test' }), now);
}

function overlayOn(lower: FsImage): { overlay: OverlayFs; at: paths.FsContext } {
  const overlay = new OverlayFs(lower, new MemoryFs({ dev: 1, now }), { dev: 50 });
  return { overlay, at: contextOf(overlay) };
}

function put(at: paths.FsContext, path: string, content: string): void {
  paths.writeContent(at, path, contentOf(utf8(content)));
}

function baseImage(): FsImage {
  const fs = new MemoryFs({ dev: 1, now });
  const at = contextOf(fs);
  for (const dir of ['/etc', '/usr', '/usr/bin', '/empty']) paths.mkdir(at, dir);
  put(at, '/etc/passwd', 'root');
  put(at, '/etc/group', 'wheel');
  put(at, '/usr/bin/tool', 'x');
  paths.link(at, '/usr/bin/tool', '/usr/bin/alias');
  paths.writeContent(at, '/usr/big', noise(1, 1e9));
  return fs.snapshot();
}

/** path → what it is, for comparing trees. */
function treeOf(fs: FileSystem): Record<string, string> {
  const tree: Record<string, string> = {};
  const visit = (dir: number, prefix: string): void => {
    for (const { name, ino, type } of fs.readdir(dir)) {
      expect(fs.lookup(dir, name)).toBe(ino);
      const stat = fs.getattr(ino);
      expect(stat.type).toBe(type);
      const shown = type === 'file' ? text(fs.read(ino, 0, 100)) : type === 'symlink' ? fs.readlink(ino) : '';
      tree[prefix + name] = `${type} ${stat.mode.toString(8)} ${stat.uid} ${shown}`;
      if (type === 'dir') visit(ino, `${prefix}${name}/`);
    }
  };
  visit(fs.root, '/');
  return Object.fromEntries(Object.entries(tree).sort());
}

describe('an overlay', () => {
  it('copies up without making bytes, keeps inode numbers and remembers deletions', () => {
    const { overlay, at } = overlayOn(baseImage());
    const before = paths.stat(at, '/usr/big');
    paths.chmod(at, '/usr/big', 0o600);
    const after = paths.stat(at, '/usr/big');
    expect([after.ino, after.size, after.mtimeMs]).toEqual([before.ino, 1e9, before.mtimeMs]);
    expect(paths.stat(at, '/usr').mtimeMs).toBe(overlay.lower.getattr(overlay.lower.lookup(overlay.lower.root, 'usr')!).mtimeMs);
    paths.unlink(at, '/etc/passwd');
    paths.rmdir(at, '/empty');
    paths.mkdir(at, '/empty');
    put(at, '/empty/new', 'n');
    put(at, '/etc/group', 'users');
    expect(() => paths.rename(at, '/usr/bin', '/usr/sbin')).toThrow('Invalid cross-device link');
    expect(paths.readdir(at, '/etc').map((entry) => entry.name)).toEqual(['group']);
    expect(diffOverlay(overlay)).toEqual([
      { path: '/empty', kind: 'modify' },
      { path: '/empty/new', kind: 'add' },
      { path: '/etc', kind: 'modify' },
      { path: '/etc/group', kind: 'modify' },
      { path: '/etc/passwd', kind: 'delete' },
      { path: '/usr', kind: 'modify' },
      { path: '/usr/big', kind: 'modify' },
    ]);
    expect([...overlayEntries(overlay)].map(({ path, type, size }) => [path, type, size])).toEqual([
      ['empty', 'dir', 0],
      ['empty/.wh..wh..opq', 'file', 0],
      ['empty/new', 'file', 1],
      ['etc', 'dir', 0],
      ['etc/group', 'file', 5],
      ['etc/.wh.passwd', 'file', 0],
      ['usr', 'dir', 0],
      ['usr/big', 'file', 1e9],
    ]);
    const again = new OverlayFs(overlay.lowerImage!, MemoryFs.fromImage(FsImage.deserialize(structuredClone(overlay.upper.snapshot().serialize())), { dev: 1, now }), { dev: 50 });
    expect(treeOf(again)).toEqual(treeOf(overlay));
    expect(again.getattr(after.ino)).toEqual(paths.stat(at, '/usr/big'));
  });

  it('breaks a lower hard link on copy-up and serves unlinked open files', () => {
    const { overlay, at } = overlayOn(baseImage());
    put(at, '/usr/bin/tool', 'changed');
    expect([paths.stat(at, '/usr/bin/alias').size, paths.stat(at, '/usr/bin/tool').size]).toEqual([1, 7]);
    const open = paths.open(at, '/etc/passwd', 'r+');
    overlay.retain(open.ino);
    overlay.write(open.ino, 0, utf8('ROOT'));
    paths.unlink(at, '/etc/passwd');
    overlay.write(open.ino, 4, utf8('!'));
    expect([text(overlay.read(open.ino, 0, 99)), overlay.getattr(open.ino).nlink]).toEqual(['ROOT!', 0]);
    const { usedBytes } = overlay.upper;
    overlay.release(open.ino);
    expect(overlay.upper.usedBytes).toBe(usedBytes - 4096);
    const reader = paths.open(at, '/etc/group', 'r');
    overlay.retain(reader.ino);
    paths.unlink(at, '/etc/group');
    overlay.setattr(reader.ino, { mode: 0o600 });
    expect([overlay.getattr(reader.ino).mode, text(overlay.read(reader.ino, 0, 99))]).toEqual([0o600, 'wheel']);
    overlay.release(reader.ino);
    expect(overlay.upper.usedBytes).toBe(usedBytes - 4096);
  });
});

describe('applying a layer', () => {
  const entry = (path: string, more: Partial<LayerEntry> = {}): LayerEntry => ({
    path,
    type: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtimeMs: 5000,
    size: 0,
    linkname: '',
    rdev: 0,
    content: contentOf(utf8(path)),
    xattrs: new Map(),
    ...more,
  });

  it('replaces, merges, follows links inside the tree and hides what whiteouts name', () => {
    const image = applyEntries(undefined, [
      entry('usr/lib', { type: 'dir', mode: 0o755 }),
      entry('lib', { type: 'symlink', linkname: '/usr/lib', mode: 0o777 }),
      entry('lib/a.so'),
      entry('etc/deep/conf'),
    ]);
    const above = applyEntries(image, [
      entry('lib/b.so', { type: 'hardlink', linkname: 'usr/lib/a.so' }),
      entry('etc/.wh.deep'),
      entry('usr/lib', { type: 'dir', mode: 0o700, mtimeMs: 7000 }),
      entry('etc/.wh..wh..plnk'),
    ]);
    const fs = MemoryFs.fromImage(above, { dev: 1, now });
    expect(treeOf(fs)).toEqual({
      '/etc': 'dir 755 0 ',
      '/lib': 'symlink 777 0 /usr/lib',
      '/usr': 'dir 755 0 ',
      '/usr/lib': 'dir 700 0 ',
      '/usr/lib/a.so': 'file 644 0 lib/a.so',
      '/usr/lib/b.so': 'file 644 0 lib/a.so',
    });
    expect(paths.stat(contextOf(fs), '/lib/').mtimeMs).toBe(7000);
    expect(Object.keys(treeOf(MemoryFs.fromImage(image, { dev: 1, now })))).toContain('/etc/deep/conf');
  });

  it('refuses to leave the tree', () => {
    const up = applyEntries(undefined, [entry('a/../../etc/passwd'), entry('h', { type: 'hardlink', linkname: '../../etc/passwd' })]);
    expect(Object.keys(treeOf(MemoryFs.fromImage(up, { dev: 1, now })))).toEqual(['/etc', '/etc/passwd', '/h']);
    const refusal = (...entries: LayerEntry[]): string => {
      try {
        applyEntries(undefined, entries);
        return 'taken';
      } catch (error) {
        return error instanceof LayerError ? error.tell('/root') : String(error);
      }
    };
    expect(refusal(entry('a'), entry('a/b'))).toBe('mkparent /root/a: not a directory');
    expect(refusal(entry('a'), entry('a/b/c'))).toBe('failed to get root path: lstat /root/a/b: not a directory');
    expect(refusal(entry('h', { type: 'hardlink', linkname: 'nope' }))).toBe('link /root/nope /root/h: no such file or directory');
    expect(refusal(entry('d/.wh..'))).toBe('invalid whiteout name: .wh..: invalid archive');
    expect(refusal(entry('l', { type: 'symlink', linkname: 'l' }), entry('l/x'))).toBe('failed to get root path: too many links');
    const image = applyEntries(undefined, [entry('out', { type: 'symlink', linkname: '../../..' }), entry('out/x')]);
    expect(Object.keys(treeOf(MemoryFs.fromImage(image, { dev: 1, now })))).toEqual(['/out', '/x']);
  });
});

describe('properties', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => '/' + names.join('/'));
  const operation = fc.oneof(
    { weight: 3, arbitrary: fc.record({ op: fc.constant('mkdir' as const), path }) },
    { weight: 3, arbitrary: fc.record({ op: fc.constant('write' as const), path, text: fc.constantFrom('1', '22', '') }) },
    fc.record({ op: fc.constant('append' as const), path }),
    fc.record({ op: fc.constant('unlink' as const), path }),
    fc.record({ op: fc.constant('rmdir' as const), path }),
    { weight: 2, arbitrary: fc.record({ op: fc.constant('rename' as const), path, to: path }) },
    fc.record({ op: fc.constant('symlink' as const), path, to: path }),
    fc.record({ op: fc.constant('chmod' as const), path, mode: fc.constantFrom(0o700, 0o644) }),
  );
  type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

  function run(at: paths.FsContext, step: Operation): string {
    try {
      if (step.op === 'mkdir') paths.mkdir(at, step.path);
      else if (step.op === 'write') put(at, step.path, step.text);
      else if (step.op === 'unlink') paths.unlink(at, step.path);
      else if (step.op === 'rmdir') paths.rmdir(at, step.path);
      else if (step.op === 'rename') paths.rename(at, step.path, step.to);
      else if (step.op === 'symlink') paths.symlink(at, step.to, step.path);
      else if (step.op === 'chmod') paths.chmod(at, step.path, step.mode);
      else {
        const { fs, ino } = paths.open(at, step.path, 'a');
        fs.write(ino, fs.getattr(ino).size, utf8('+'));
      }
      return 'ok';
    } catch (error) {
      if (isSysError(error)) return error.code;
      throw error;
    }
  }

  it('an overlay of many layers is the plain tree, and its layers applied give it again', () => {
    fc.assert(
      fc.property(fc.array(fc.array(operation, { maxLength: 25 }), { minLength: 1, maxLength: 4 }), (layers) => {
        const plain = new MemoryFs({ dev: 1, now });
        const plainAt = contextOf(plain);
        let image = new MemoryFs({ dev: 1, now }).snapshot();
        for (const steps of layers) {
          const { overlay, at } = overlayOn(image);
          for (const step of steps) {
            const result = run(at, step);
            if (result !== 'EXDEV') expect([step, run(plainAt, step)]).toEqual([step, result]);
          }
          expect(treeOf(overlay)).toEqual(treeOf(plain));
          const kept = treeOf(MemoryFs.fromImage(image, { dev: 1, now }));
          const committed = commitOverlay(overlay);
          expect(treeOf(MemoryFs.fromImage(committed, { dev: 1, now }))).toEqual(treeOf(plain));
          expect(treeOf(MemoryFs.fromImage(image, { dev: 1, now }))).toEqual(kept);
          const changed = new Set(diffOverlay(overlay).map((change) => change.path));
          const after = treeOf(plain);
          for (const known of new Set([...Object.keys(kept), ...Object.keys(after)])) {
            const parentGone = [...changed].some((gone) => known.startsWith(`${gone}/`) && !(gone in after && after[gone]!.startsWith('dir')));
            if (kept[known] !== after[known] && !parentGone) expect(changed).toContain(known);
          }
          image = committed;
        }
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});
