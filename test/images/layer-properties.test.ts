import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8 } from '../../src/lib/bytes';
import { contentOf, readContent } from '../../src/lib/content';
import { isSysError } from '../../src/machine/errno';
import { applyEntries } from '../../src/machine/vfs/apply-entries';
import type { FsImage } from '../../src/machine/vfs/fs-image';
import { imageEntries, overlayEntries, treeEntries } from '../../src/machine/vfs/layer-changes';
import type { LayerEntry } from '../../src/machine/vfs/layer-entry';
import { MemoryFs } from '../../src/machine/vfs/memory-fs';
import { MountNamespaceImpl } from '../../src/machine/vfs/mount-namespace';
import { OverlayFs } from '../../src/machine/vfs/overlay-fs';
import * as paths from '../../src/machine/vfs/path-ops';
import { entriesOfTar, tarOfEntries } from '../../src/engine/stores/layer';

/** Whole seconds, as a layer's archive keeps them. */
let time = 0;
const now = () => (time += 1000);

const path = fc.array(fc.constantFrom('a', 'b', 'ü c'), { minLength: 1, maxLength: 3 }).map((names) => `/${names.join('/')}`);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ op: fc.constant('mkdir' as const), path }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('write' as const), path, text: fc.constantFrom('', '1', '22') }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('link' as const), path, to: path }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('rename' as const), path, to: path }) },
  fc.record({ op: fc.constant('symlink' as const), path, to: path }),
  fc.record({ op: fc.constant('unlink' as const), path }),
  fc.record({ op: fc.constant('rmdir' as const), path }),
  fc.record({ op: fc.constant('chmod' as const), path, mode: fc.constantFrom(0o4755, 0o1777, 0o600) }),
  fc.record({ op: fc.constant('xattr' as const), path, value: fc.uint8Array({ minLength: 1, maxLength: 4 }) }),
);

function take(at: paths.FsContext, one: typeof step extends fc.Arbitrary<infer T> ? T : never): void {
  try {
    if (one.op === 'mkdir') paths.mkdir(at, one.path);
    else if (one.op === 'write') paths.writeContent(at, one.path, contentOf(utf8(one.text)));
    else if (one.op === 'link') paths.link(at, one.path, one.to);
    else if (one.op === 'rename') paths.rename(at, one.path, one.to);
    else if (one.op === 'symlink') paths.symlink(at, one.to, one.path);
    else if (one.op === 'unlink') paths.unlink(at, one.path);
    else if (one.op === 'rmdir') paths.rmdir(at, one.path);
    else if (one.op === 'chmod') paths.chmod(at, one.path, one.mode);
    else paths.setxattr(at, one.path, 'security.capability', one.value);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

const plain = (entries: Iterable<LayerEntry>) =>
  [...entries].map(({ path: at, type, mode, uid, gid, mtimeMs, linkname, content, xattrs }) => [at, type, mode, uid, gid, type === 'dir' ? 0 : mtimeMs, linkname, Buffer.from(readContent(content)).toString(), [...xattrs].map(([key, value]) => [key, Buffer.from(value).toString('hex')])]);

test("an overlay's changes, written as a layer's archive and applied to the layers below, give the overlay again", () => {
  fc.assert(
    fc.property(fc.array(fc.array(step, { maxLength: 20 }), { minLength: 1, maxLength: 4 }), (layers) => {
      let image: FsImage = new MemoryFs({ dev: 1, now }).snapshot();
      for (const steps of layers) {
        const overlay = new OverlayFs(image, new MemoryFs({ dev: 1, now }), { dev: 50 });
        let id = 1;
        const at = paths.rootContext(new MountNamespaceImpl(1, () => id++, { fs: overlay, source: 'test' }), now);
        for (const one of steps) take(at, one);
        image = applyEntries(image, entriesOfTar(tarOfEntries(overlayEntries(overlay))));
        expect(plain(imageEntries(image))).toEqual(plain(treeEntries(overlay)));
      }
    }),
    { numRuns: 200, seed: 3 },
  );
});
