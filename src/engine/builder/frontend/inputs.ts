import type { Platform } from '../../../oci/image';
import type { BuiltInput } from '../convert/options';
import { Vertex } from '../graph/vertex';
import type { Solved } from '../solver/solve';

/** Results are small; a client that was killed leaves its own until as many others have come. */
const KEPT_BUILDS = 64;

/**
 * The results that builds of one bake hand to one another by the builds' names (buildx build.go, waitContextDeps;
 * BuildKit's frontend inputs). They are no images: nothing but the build cache holds their files.
 */
export class BuiltInputs {
  private readonly builds = new Map<string, readonly BuiltInput[]>();

  keep(ref: string, inputs: readonly BuiltInput[]): void {
    this.builds.set(ref, inputs);
    for (const old of [...this.builds.keys()].slice(0, -KEPT_BUILDS)) this.builds.delete(old);
  }

  /** The result for a platform; the only one there is for any. */
  find(ref: string, { os, architecture, variant }: Platform): BuiltInput | undefined {
    const inputs = this.builds.get(ref) ?? [];
    if (inputs.length === 1) return inputs[0];
    return inputs.find(({ image }) => image.os === os && image.architecture === architecture && (image.variant ?? '') === (variant ?? ''));
  }
}

/** A vertex that stands for what has been solved. */
export function inputVertex({ identity, snapshot }: Solved): Vertex | undefined {
  if (!snapshot || identity === undefined) return undefined;
  return new Vertex({ type: 'input', identity, snapshot: snapshot.id }, [], { name: '' });
}
