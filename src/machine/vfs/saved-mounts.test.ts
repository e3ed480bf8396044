import { expect, it } from 'vitest';
import { utf8 } from '../../lib/bytes';
import { contentOf } from '../../lib/content';
import type { Mount } from './location';
import { pathOf } from './location';
import { MemoryFs } from './memory-fs';
import { MountNamespaceImpl } from './mount-namespace';
import { OverlayFs } from './overlay-fs';
import * as paths from './path-ops';
import { FileSystemSaver, restoreFileSystems } from './saved-file-systems';
import { restoreLocation, restoreNamespace, saveLocation, saveNamespace } from './saved-mounts';
import { directory, file, VirtualFs } from './virtual-fs';

const now = () => 1000;

function kernelFs(dev: number): VirtualFs {
  return new VirtualFs('proc', dev, directory({ a: directory({ b: file(() => 'b') }), c: directory({}) }), now);
}

it('mounts, overlays, places and shared disks come back from a structured clone', () => {
  let id = 1;
  const host = new MemoryFs({ dev: 1, now });
  const ns = new MountNamespaceImpl(7, () => id++, { fs: host, source: '/dev/sda1' });
  const at = paths.rootContext(ns, now);
  for (const dir of ['/proc', '/box', '/data']) paths.mkdir(at, dir);
  paths.writeContent(at, '/data/f', contentOf(utf8('shared')));
  const overlay = new OverlayFs(host.snapshot(), new MemoryFs({ dev: 1, now, disk: host.disk }), { dev: 40, superOptions: 'lowerdir=x' });
  ns.attach(paths.walk(at, '/box'), { fs: overlay, source: 'overlay' });
  ns.attach(paths.walk(at, '/proc'), { fs: kernelFs(21), source: 'proc' });
  paths.stat(at, '/proc/a/b');
  paths.mount(at, '/data', '/proc/c', '', 'bind,ro', () => host);
  paths.unlink(at, '/box/data/f');
  paths.writeContent(at, '/box/data/g', contentOf(utf8('new')));
  const cwd = paths.walk(at, '/box/data');

  const saver = new FileSystemSaver((fs) => `${fs.type}!`);
  const data = structuredClone({ ns: saveNamespace(ns, saver), cwd: saveLocation(cwd), fs: saver.saved });
  const asked: unknown[] = [];
  const systems = restoreFileSystems(data.fs, now, (type, dev, extra) => {
    asked.push([type, dev, extra]);
    return kernelFs(dev);
  });
  const mounts = new Map<number, Mount>();
  const again = restoreNamespace(data.ns, systems, () => id++, mounts);
  const there = paths.rootContext(again, now);

  expect(asked).toEqual([['proc', 21, 'proc!']]);
  expect(again.mounts()).toEqual(ns.mounts());
  expect(pathOf(restoreLocation(data.cwd, mounts), there.root)).toBe('/box/data');
  expect(paths.readdir(there, '/box/data').map((entry) => entry.name)).toEqual(['g']);
  expect(paths.stat(there, '/box/data/g')).toEqual(paths.stat(at, '/box/data/g'));
  expect(paths.readdir(there, '/proc/c').map((entry) => entry.name)).toEqual(['f']);
  expect(paths.statfs(there, '/box').blocksFree).toBe(paths.statfs(at, '/box').blocksFree);
  expect(() => paths.unlink(there, '/proc/c/f')).toThrow('Read-only file system');
});
