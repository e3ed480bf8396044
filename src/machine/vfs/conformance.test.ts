import { describe, expect, it } from 'vitest';
import { utf8 } from '../../lib/bytes';
import { contentOf, noise } from '../../lib/content';
import { LIMITS } from '../../lib/limits';
import type { FileSystem } from '../file-system';
import { CONFORMANCE } from './conformance';
import { FsImage } from './fs-image';
import { MemoryFs } from './memory-fs';
import { MountNamespaceImpl } from './mount-namespace';
import { OverlayFs } from './overlay-fs';
import * as paths from './path-ops';
import { tmpfsOptions } from './tmpfs-options';

let time = 1_700_000_000_000;
const now = () => time++;
let mountId = 1;

function at(fs: FileSystem, directory?: string): paths.FsContext {
  const context = paths.rootContext(new MountNamespaceImpl(1, () => mountId++, { fs, source: 'test' }), now);
  if (!directory) return context;
  return { ...context, cwd: paths.walk(context, directory) };
}

function memory(type: string): MemoryFs {
  return new MemoryFs({ type, dev: 1, now });
}

function populated(): FsImage {
  const fs = memory('ext4');
  const context = at(fs);
  for (const dir of ['/place', '/place/old']) paths.mkdir(context, dir);
  for (const name of ['f', 'one', 'two', 'log', 'd', 'a']) paths.writeContent(context, `/place/old/${name}`, contentOf(utf8('old')));
  return fs.snapshot();
}

/** The directory is there below, and so were all the names, which have been removed above. */
function overPopulated(): paths.FsContext {
  const context = at(new OverlayFs(populated(), memory('ext4'), { dev: 2 }), '/place/old');
  for (const { name } of paths.readdir(context, '.')) paths.unlink(context, name);
  return context;
}

function bound(): paths.FsContext {
  const context = at(memory('ext4'));
  for (const dir of ['/from', '/to', '/to/work']) paths.mkdir(context, dir);
  paths.mount(context, '/from', '/to/work', '', 'bind', () => memory('tmpfs'));
  return { ...context, cwd: paths.walk(context, '/to/work') };
}

/** Every case begins on a tree that shares its structure with a snapshot. */
function fromImage(): paths.FsContext {
  const context = at(MemoryFs.fromImage(populated(), { dev: 1, now }));
  paths.mkdir(context, '/empty');
  return { ...context, cwd: paths.walk(context, '/empty') };
}

describe.each([
  ['ext4', () => at(memory('ext4'))],
  ['tmpfs', () => at(memory('tmpfs'))],
  ['an image', fromImage],
  ['an overlay over nothing', () => at(new OverlayFs(memory('ext4').snapshot(), memory('ext4'), { dev: 2 }))],
  ['an overlay over a populated tree', overPopulated],
  ['a bind mount', bound],
] as const)('%s', (_name, make) => {
  it.each(CONFORMANCE.map((one) => [one.name, one] as const))('%s', (_title, one) => one.run(make()));
});

describe('limits and snapshots', () => {
  it('reads tmpfs options', () => {
    expect(tmpfsOptions('rw,noexec,size=64m,mode=0755,uid=5')).toEqual({ sizeBytes: 67108864, rootMode: 0o755, rootUid: 5, rootGid: undefined, superOptions: 'size=65536k,mode=755,uid=5' });
    expect(() => tmpfsOptions('size=lots')).toThrow('Invalid argument');
  });

  it('is full when it is full, and has room again after a removal', () => {
    const context = at(new MemoryFs({ type: 'tmpfs', dev: 1, now, sizeBytes: 64 * 1024 }));
    const { fs, ino } = paths.open(context, '/f', 'w');
    expect(() => fs.write(ino, 0, new Uint8Array(128 * 1024))).toThrow('No space left on device');
    expect(paths.stat(context, '/f').size).toBe(0);
    fs.write(ino, 0, new Uint8Array(60 * 1024));
    expect(paths.statfs(context, '/')).toMatchObject({ blockSize: 4096, blocks: 16, blocksFree: 1, type: 'tmpfs', mountPoint: '/' });
    paths.unlink(context, '/f');
    expect(paths.statfs(context, '/').blocksFree).toBe(16);
  });

  it('bounds the memory that written bytes take, not generated content', () => {
    const fs = memory('ext4');
    const context = at(fs);
    paths.writeContent(context, '/generated', noise(1, 8e9));
    expect(fs.disk.heldBytes).toBe(0);
    paths.writeContent(context, '/f', contentOf(utf8('12345')));
    expect(fs.disk.heldBytes).toBe(5);
    fs.disk.heldBytes = LIMITS.diskBytes;
    const { ino } = paths.open(context, '/f', 'a');
    expect(() => fs.write(ino, 5, utf8('6'))).toThrow('No space left on device');
    expect(paths.stat(context, '/f').size).toBe(5);
  });

  it('keeps a snapshot while both sides go on writing, appends included', () => {
    const fs = memory('ext4');
    const context = at(fs);
    const append = (where: paths.FsContext, bytes: string) => {
      const open = paths.open(where, '/log', 'a');
      open.fs.write(open.ino, open.fs.getattr(open.ino).size, utf8(bytes));
    };
    append(context, 'a');
    append(context, 'b');
    const image = FsImage.deserialize(structuredClone(fs.snapshot().serialize()));
    const shared = fs.snapshot();
    append(context, 'c');
    const [left, right] = [at(MemoryFs.fromImage(shared, { dev: 1, now })), at(MemoryFs.fromImage(shared, { dev: 1, now }))];
    append(left, 'L');
    append(right, 'R');
    const read = (where: paths.FsContext) => {
      const open = paths.open(where, '/log', 'r');
      return String.fromCharCode(...open.fs.read(open.ino, 0, 10));
    };
    expect([context, left, right, at(MemoryFs.fromImage(image, { dev: 1, now }))].map(read)).toEqual(['abc', 'abL', 'abR', 'ab']);
  });

  it('finds its way through 100,000 files under 100 layers', () => {
    let image = memory('ext4').snapshot();
    for (let layer = 0; layer < 100; layer++) {
      const fs = MemoryFs.fromImage(image, { dev: 1, now });
      const dir = fs.create(fs.root, `layer${layer}`, { type: 'dir', mode: 0o755, uid: 0, gid: 0 });
      for (let i = 0; i < 1000; i++) fs.create(dir, `file${i}`, { type: 'file', mode: 0o644, uid: 0, gid: 0 });
      image = fs.snapshot();
    }
    const context = at(new OverlayFs(image, memory('ext4'), { dev: 2 }));
    let count = 0;
    const find = (path: string) => {
      for (const { name, type } of paths.readdir(context, path || '/')) {
        paths.lstat(context, `${path}/${name}`);
        count++;
        if (type === 'dir') find(`${path}/${name}`);
      }
    };
    find('');
    expect(count).toBe(100_100);
  });
});
