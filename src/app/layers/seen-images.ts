import type { StepView } from '../../diagrams/layers-model';
import type { ListedImage } from './engine-images';

/** An image that had a name before another took it. */
export interface FormerImage {
  id: string;
  name: string;
}

/**
 * What the pictures have seen: steps of images by id (an id names its content, so they stay true), and which image
 * had a name before the one that has it now. A build under the same name leaves the engine nothing of the image
 * before, and just that one tells why a step missed the cache.
 */
export class SeenImages {
  private readonly steps = new Map<string, StepView[]>();
  private readonly holders = new Map<string, string>();
  private readonly former = new Map<string, FormerImage>();

  /** To be told of each list of the engine's images, in their order. */
  note(images: readonly ListedImage[]): void {
    for (const { id, tags } of images) {
      for (const tag of tags) {
        const holder = this.holders.get(tag);
        if (holder !== undefined && holder !== id) this.former.set(id, { id: holder, name: `${tag}, as it was before` });
        this.holders.set(tag, id);
      }
    }
  }

  keep(id: string, steps: StepView[]): void {
    this.steps.set(id, steps);
  }

  stepsOf(id: string): StepView[] | undefined {
    return this.steps.get(id);
  }

  /** The image that had this one's name before, where it was looked into. */
  formerOf(id: string): FormerImage | undefined {
    const former = this.former.get(id);
    return former && this.steps.has(former.id) ? former : undefined;
  }

  /** The image that took the name of one that is gone. */
  successorOf(id: string): string | undefined {
    for (const [next, former] of this.former) if (former.id === id) return next;
    return undefined;
  }
}
