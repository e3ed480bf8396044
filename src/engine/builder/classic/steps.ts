import { digestOfText, type Digest } from '../../../oci/digest';
import { document, type Descriptor, type HistoryEntry, type ImageConfig, type RunConfig } from '../../../oci/image';
import { MEDIA } from '../../../oci/media-types';
import { formatNanos, nanosOf } from '../../go-time';
import { orderedImage, orderedRunConfig } from '../dockerfile/image';
import type { BuildPorts, LayerBlob, Snapshot } from '../ports';
import type { BuildCache } from '../solver/cache';
import { manifestOf } from '../solver/export-image';

/** An image that a step stands on; without an id it is scratch. */
export interface StepImage {
  id: Digest | undefined;
  target: Descriptor | undefined;
  config: ImageConfig;
  snapshotId: string | undefined;
}

/** A layer's tar with nothing in it. */
const EMPTY_DIFF = 'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef';

/** Makes a step's image out of its snapshot and config, and remembers what it was made by. */
export class StepStore {
  constructor(
    private readonly ports: BuildPorts,
    private readonly cache: BuildCache,
  ) {}

  private key(parent: StepImage, config: RunConfig): string {
    return 'classic:' + digestOfText(JSON.stringify([parent.id ?? '', orderedRunConfig(config)]));
  }

  /** The image that the same step on the same image gave before. */
  find(parent: StepImage, config: RunConfig): StepImage | undefined {
    const step = this.cache.step(this.key(parent, config));
    if (!step || !this.ports.images.exists(step.id)) return undefined;
    return step;
  }

  async commit(parent: StepImage, snapshot: Snapshot, config: RunConfig, stepConfig: RunConfig, author: string): Promise<StepImage> {
    const layers = await this.ports.images.layers(snapshot.id);
    const isEmpty = layers.at(-1)?.diffId === EMPTY_DIFF;
    const kept = isEmpty ? layers.slice(0, -1) : layers;
    const image = this.childConfig(parent.config, kept, isEmpty, config, stepConfig, author);
    const configDocument = document(MEDIA.config, image);
    const manifest = manifestOf(configDocument, kept);
    this.ports.images.putBlob(configDocument.descriptor, configDocument.bytes);
    this.ports.images.putBlob(manifest.descriptor, manifest.bytes);
    const target = manifest.descriptor;
    const snapshotId = isEmpty ? parent.snapshotId : snapshot.id;
    this.ports.images.keep(target, parent.id, snapshotId);
    if (isEmpty) this.ports.snapshots.remove(snapshot.id);
    const made: StepImage = { id: target.digest, target, config: image, snapshotId };
    this.cache.rememberStep(this.key(parent, stepConfig), { ...made, id: target.digest });
    return made;
  }

  /** moby's image.NewChildImage. */
  private childConfig(
    parent: ImageConfig, layers: readonly LayerBlob[], isEmpty: boolean, config: RunConfig, stepConfig: RunConfig, author: string,
  ): ImageConfig {
    const created = formatNanos(nanosOf(this.ports.now()));
    const entry: HistoryEntry = {
      created, created_by: (stepConfig.Cmd ?? []).join(' '), ...(author !== '' && { author }), ...(isEmpty && { empty_layer: true }),
    };
    return orderedImage({
      ...parent, ...(author !== '' && { author }), config, created, history: [...(parent.history ?? []), entry],
      rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    });
  }
}
