import type { FileSystem } from '../../machine/file-system';
import { applyEntries } from '../../machine/vfs/apply-entries';
import type { FsImage } from '../../machine/vfs/fs-image';
import { overlayEntries } from '../../machine/vfs/layer-changes';
import { MemoryFs } from '../../machine/vfs/memory-fs';
import { OverlayFs } from '../../machine/vfs/overlay-fs';
import { isSysError } from '../../machine/errno';
import { digestOfText } from '../../oci/digest';
import type { BuildSnapshots, Snapshot, Workspace } from '../builder/ports';
import { makeDirectories, treeSize } from '../disk';
import { targetOf } from '../images/find';
import type { Images } from '../images/index';
import { collectGarbage } from '../images/garbage';
import { entriesOfTar } from '../stores/layer';
import { copyTree } from '../volumes/copy-tree';

/** The builder's snapshots in the image service's store; what it holds is no garbage there. */
export class HostSnapshots implements BuildSnapshots {
  private readonly held: Set<string>;

  constructor(
    private readonly images: Images,
    private readonly cacheRoot: string,
  ) {
    const { meta, roots } = images.context;
    this.held = new Set(Object.values(meta.data.snapshots).filter((record) => record.own).map((record) => record.id));
    roots.push(() => ({ snapshots: [...this.held].filter((id) => this.isWanted(id)) }));
    makeDirectories(images.context.sys, cacheRoot, 0o700);
  }

  /** Keeps an image's snapshot for as long as the builder may stand on it. */
  hold(id: string): void {
    this.held.add(id);
  }

  /** The classic builder's snapshots are there for its images. */
  private isWanted(id: string): boolean {
    const { context } = this.images;
    const images = context.snapshots.get(id)?.images;
    return !images || images.some((image) => targetOf(context, image) !== undefined);
  }

  view(tree: FsImage): FileSystem {
    return MemoryFs.fromImage(tree, { dev: 0, now: () => this.images.context.sys.now(), sizeBytes: Infinity, readOnly: true });
  }

  get(id: string): Snapshot | undefined {
    const tree = this.images.context.snapshots.tree(id);
    return tree && { id, fs: this.view(tree) };
  }

  async prepare(parentId: string | undefined): Promise<Workspace> {
    const { sys, snapshots } = this.images.context;
    const kernel = sys.kernel();
    const tree = snapshots.parentTree(parentId) ?? applyEntries(undefined, []);
    const upper = new MemoryFs({ dev: 0, now: () => kernel.clock.now() });
    const overlay = new OverlayFs(this.view(tree), upper, { dev: kernel.newDevice() });
    overlay.setattr(overlay.root, { atimeMs: kernel.clock.now(), mtimeMs: kernel.clock.now() });
    return {
      fs: overlay,
      commit: async (createdMs) => this.commit(parentId, overlay, createdMs),
      discard: () => upper.dispose(),
    };
  }

  /** Makes what an overlay has on top a snapshot over its parent. */
  commit(parentId: string | undefined, overlay: OverlayFs, createdMs: number): Snapshot {
    const { context } = this.images;
    const id = context.sys.random.hex(16);
    context.snapshots.commit(parentId, overlayEntries(overlay), { id, createdMs });
    this.held.add(id);
    context.meta.save();
    return this.get(id)!;
  }

  async stack(onto: string | undefined, top: string): Promise<Snapshot> {
    const { context } = this.images;
    let parent = onto;
    for (const record of context.snapshots.chain(top)) {
      const id = context.sys.random.hex(16);
      const entries = entriesOfTar(await context.snapshots.archive(record.id));
      context.snapshots.commit(parent, entries, { id, createdMs: record.createdMs ?? context.sys.now() });
      this.held.add(id);
      parent = id;
    }
    context.meta.save();
    return this.get(parent!)!;
  }

  size(id: string): number {
    return this.images.context.snapshots.get(id)?.bytes ?? 0;
  }

  remove(id: string): void {
    this.held.delete(id);
    collectGarbage(this.images.context);
  }

  async cacheDirectory(key: string, seedId: string | undefined): Promise<FileSystem> {
    const { sys, snapshots } = this.images.context;
    const kernel = sys.kernel();
    const path = this.cachePath(key);
    const there = this.mounted(path);
    if (there) return there;
    makeDirectories(sys, path);
    const fs = new MemoryFs({ dev: 0, now: () => kernel.clock.now() });
    const seed = seedId === undefined ? undefined : snapshots.tree(seedId);
    if (seed) {
      const from = this.view(seed);
      copyTree(from, from.root, fs, fs.root);
    }
    kernel.addMount(kernel.host.mnt, { target: path, source: { kind: 'fs', fs, name: 'cache' }, options: 'rw,relatime' });
    return fs;
  }

  cacheDirectorySize(key: string): number {
    return this.mounted(this.cachePath(key)) ? treeSize(this.images.context.sys, this.cachePath(key)) : 0;
  }

  removeCacheDirectory(key: string): void {
    const { sys } = this.images.context;
    const kernel = sys.kernel();
    const path = this.cachePath(key);
    if (!this.mounted(path)) return;
    kernel.removeMount(kernel.host.mnt, path);
    sys.rmdir(path);
  }

  private cachePath(key: string): string {
    return `${this.cacheRoot}/${digestOfText(key).slice('sha256:'.length, 'sha256:'.length + 25)}`;
  }

  /** The file system that is mounted at a path of the host, if one is. */
  private mounted(path: string): FileSystem | undefined {
    const kernel = this.images.context.sys.kernel();
    try {
      const { fs, ino } = kernel.lookupPath(kernel.host.mnt, path);
      return kernel.host.mnt.mounts().some((mount) => mount.target === path) && ino === fs.root ? fs : undefined;
    } catch (error) {
      if (isSysError(error)) return undefined;
      throw error;
    }
  }
}
