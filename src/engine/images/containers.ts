import { NO_CONTENT } from '../../lib/content';
import { isSysError } from '../../machine/errno';
import type { Kernel } from '../../machine/kernel-types';
import { applyEntries } from '../../machine/vfs/apply-entries';
import type { FsImage } from '../../machine/vfs/fs-image';
import { diffOverlay, overlayEntries } from '../../machine/vfs/layer-changes';
import type { LayerEntry } from '../../machine/vfs/layer-entry';
import { MemoryFs } from '../../machine/vfs/memory-fs';
import { OverlayFs } from '../../machine/vfs/overlay-fs';
import { makeDirectories } from '../disk';
import { layerUsage } from '../stores/layer';
import type { ImageContext } from './context';
import { manifestViews, topChain, unpackedBytes } from './manifests';
import type { ChangeKind, PreparedContainer, ResolvedImage } from './ports';

const KINDS: Record<'add' | 'modify' | 'delete', ChangeKind> = { add: 'added', modify: 'modified', delete: 'deleted' };

/** Mount points that every container needs and no `diff` shows (moby daemon/initlayer). */
const INIT_LAYER: readonly (readonly [path: string, type: 'dir' | 'file' | 'symlink', target?: string])[] = [
  ['dev', 'dir'], ['dev/pts', 'dir'], ['dev/shm', 'dir'], ['proc', 'dir'], ['sys', 'dir'], ['etc', 'dir'],
  ['.dockerenv', 'file'], ['etc/resolv.conf', 'file'], ['etc/hosts', 'file'], ['etc/hostname', 'file'], ['dev/console', 'file'],
  ['etc/mtab', 'symlink', '/proc/mounts'],
];

/** The read-only tree of a container: its image with the mount points added where they are missing. */
export function withInitLayer(tree: FsImage | undefined, nowMs: number): FsImage {
  const base = tree ?? applyEntries(undefined, []);
  const fs = MemoryFs.fromImage(base, { dev: 0, now: () => nowMs, sizeBytes: Infinity, readOnly: true });
  const has = (path: string): boolean => {
    let ino: number | undefined = fs.root;
    for (const part of path.split('/')) {
      if (fs.getattr(ino).type !== 'dir') return fs.getattr(ino).type === 'symlink';
      ino = fs.lookup(ino, part);
      if (ino === undefined) return false;
    }
    return true;
  };
  const missing = INIT_LAYER.filter(([path]) => !has(path));
  const entries = missing.map(([path, type, target = '']): LayerEntry => ({
    path, type, mode: type === 'symlink' ? 0o777 : 0o755, uid: 0, gid: 0, mtimeMs: nowMs, size: 0, linkname: target, rdev: 0, content: NO_CONTENT, xattrs: new Map(),
  }));
  return applyEntries(base, entries);
}

/** Containers' writable layers: overlays that are mounted below the data root, where they outlive dockerd. */
export class ContainerLayers {
  private readonly kernel: Kernel;

  constructor(private readonly context: ImageContext) {
    this.kernel = context.sys.kernel();
    makeDirectories(context.sys, context.rootfs, 0o710);
  }

  prepare({ id: imageId, manifest }: Pick<ResolvedImage, 'id' | 'manifest'>, containerId: string): PreparedContainer {
    const target = { mediaType: '', digest: imageId, size: 0 };
    const record = Object.values(this.context.meta.data.images).find((one) => one.target.digest === imageId)?.target ?? this.context.meta.data.kept[imageId] ?? target;
    const config = manifestViews(this.context, record).find((view) => view.descriptor.digest === manifest.digest)?.config;
    const top = config && topChain(config);
    return this.mount(containerId, top === undefined ? undefined : this.context.snapshots.tree(top), config ? unpackedBytes(this.context, config) : 0);
  }

  /** An overlay over any tree, at a path of its own. */
  mount(id: string, tree: FsImage | undefined, lowerBytes: number): PreparedContainer {
    const { sys } = this.context;
    const now = (): number => this.kernel.clock.now();
    const lower = MemoryFs.fromImage(withInitLayer(tree, Math.floor(sys.now())), { dev: 0, now, sizeBytes: Infinity, readOnly: true });
    const root = this.kernel.lookupPath(this.kernel.host.mnt, '/').fs;
    const upper = new MemoryFs({ dev: 0, now, ...(root instanceof MemoryFs ? { disk: root.disk } : {}) });
    const snapshots = '/var/lib/docker/containerd/daemon/io.containerd.snapshotter.v1.overlayfs/snapshots';
    const overlay = new OverlayFs(lower, upper, { dev: this.kernel.newDevice(), superOptions: `lowerdir=${snapshots}/1/fs,upperdir=${snapshots}/${id.slice(0, 12)}/fs,workdir=${snapshots}/${id.slice(0, 12)}/work` });
    // The root is the upper directory, which is new.
    overlay.setattr(overlay.root, { atimeMs: now(), mtimeMs: now() });
    sys.mkdir(this.path(id), 0o755);
    this.kernel.addMount(this.kernel.host.mnt, { target: this.path(id), source: { kind: 'fs', fs: overlay, name: 'overlay' }, options: 'rw,relatime' });
    sys.writeFile(`${this.path(id)}.json`, JSON.stringify({ lowerBytes }), 0o600);
    return this.wrap(id, overlay, lowerBytes);
  }

  get(id: string): PreparedContainer | undefined {
    const overlay = this.overlay(id);
    if (!overlay) return undefined;
    const { lowerBytes = 0 } = JSON.parse(this.context.sys.readText(`${this.path(id)}.json`)) as { lowerBytes?: number };
    return this.wrap(id, overlay, lowerBytes);
  }

  overlay(id: string): OverlayFs | undefined {
    try {
      const { fs, ino } = this.kernel.lookupPath(this.kernel.host.mnt, this.path(id));
      return fs instanceof OverlayFs && ino === fs.root ? fs : undefined;
    } catch (error) {
      if (isSysError(error)) return undefined;
      throw error;
    }
  }

  private wrap(id: string, overlay: OverlayFs, lowerBytes: number): PreparedContainer {
    return {
      fs: overlay,
      changes: () => diffOverlay(overlay).map(({ path, kind }) => ({ path, kind: KINDS[kind] })),
      sizes: () => {
        const rw = layerUsage(overlayEntries(overlay));
        return { rw, rootFs: rw + lowerBytes };
      },
      remove: () => this.remove(id, overlay),
    };
  }

  private remove(id: string, overlay: OverlayFs): void {
    const { sys } = this.context;
    if (!this.overlay(id)) return;
    this.kernel.removeMount(this.kernel.host.mnt, this.path(id));
    sys.rmdir(this.path(id));
    sys.unlink(`${this.path(id)}.json`);
    overlay.upper.dispose();
  }

  private path(id: string): string {
    return `${this.context.rootfs}/${id}`;
  }
}
