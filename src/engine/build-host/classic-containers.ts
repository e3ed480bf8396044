import type { FileSystem } from '../../machine/file-system';
import { OverlayFs } from '../../machine/vfs/overlay-fs';
import type { Digest } from '../../oci/digest';
import type { ImageConfig } from '../../oci/image';
import { EngineError } from '../../api/errors';
import type { ClassicContainerOptions, ClassicContainers, Snapshot } from '../builder/ports';
import { createContainer } from '../containers/create';
import type { CreateBody } from '../containers/record';
import { removeContainer } from '../containers/remove';
import { killContainer } from '../containers/signals';
import { startContainer } from '../containers/start';
import { background, isExpected, type Engine } from '../engine';
import { targetOf } from '../images/find';
import type { Images } from '../images/index';
import { bestManifest, manifestViews, topChain } from '../images/manifests';
import type { HostImages } from './images';
import type { HostSnapshots } from './snapshots';

/** The containers in which the classic builder runs its steps (moby daemon/builder/dockerfile/containerbackend.go). */
export class HostContainers implements ClassicContainers {
  constructor(
    private readonly engine: Engine,
    private readonly images: Images,
    private readonly buildImages: HostImages,
    private readonly snapshots: HostSnapshots,
  ) {}

  async create(image: Digest, config: ImageConfig['config'], options: ClassicContainerOptions): Promise<{ id: string; warnings: readonly string[] }> {
    const target = targetOf(this.images.context, image);
    if (target) await this.buildImages.unpackTarget(target);
    const body: CreateBody = {
      ...(config as CreateBody), Image: image, AttachStdout: true, AttachStderr: true,
      HostConfig: {
        LogConfig: { Type: 'none' as never, Config: {} }, NetworkMode: options.networkMode || 'default', Memory: options.memoryBytes, ShmSize: options.shmSizeBytes || undefined,
        ExtraHosts: options.extraHosts.length > 0 ? [...options.extraHosts] : undefined,
        Ulimits: options.ulimits.length > 0 ? [...options.ulimits] : undefined,
      },
    };
    const { Id, Warnings } = createContainer(this.engine, { name: '', body });
    return { id: Id, warnings: Warnings };
  }

  async run(id: string, output: (stream: 1 | 2, bytes: Uint8Array) => Promise<void>, signal: AbortSignal): Promise<number> {
    const container = this.engine.containers.get(id);
    const kill = (): void => background(this.engine, () => killContainer(this.engine, container, id, 'SIGKILL'));
    container.live.hub.attach({ write: (stream, bytes) => output(stream === 'stdout' ? 1 : 2, bytes), end: () => undefined });
    const ended = new Promise<number>((resolve) => container.live.onExit(resolve));
    await startContainer(this.engine, container, id);
    signal.addEventListener('abort', kill);
    if (signal.aborted) kill();
    const code = await ended;
    signal.removeEventListener('abort', kill);
    return code;
  }

  fs(id: string): FileSystem {
    return this.overlay(id);
  }

  async snapshot(id: string, createdMs: number): Promise<Snapshot> {
    const container = this.engine.containers.get(id);
    const { context } = this.images;
    const target = { mediaType: '', digest: container.record.imageId, size: 0 };
    const known = targetOf(context, target.digest) ?? target;
    const config = bestManifest(manifestViews(context, known))?.config;
    return this.snapshots.commit(config && topChain(config), this.overlay(id), createdMs);
  }

  async remove(id: string): Promise<void> {
    const container = this.engine.containers.find(id);
    if (!container) return;
    try {
      await removeContainer(this.engine, container, id, { force: true, volumes: true, link: false });
    } catch (error) {
      if (!isExpected(error)) throw error;
    }
  }

  private overlay(id: string): OverlayFs {
    const fs = this.engine.images.container(id)?.fs;
    if (!(fs instanceof OverlayFs)) throw new EngineError('notFound', `No such container: ${id}`);
    return fs;
  }
}
