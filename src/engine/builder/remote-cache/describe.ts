import { formatNanos, nanosOf } from '../../go-time';
import type { Vertex } from '../graph/vertex';
import type { BuildPorts, LayerBlob } from '../ports';
import { keyInputs, operationDigest, type KeyInput } from '../solver/keys';
import type { CacheConfig, CacheConfigRecord, CacheLayer } from './config';

/** What a build knows of one of its vertices when it is over. */
export interface KnownVertex {
  vertex: Vertex;
  identity: string | undefined;
  inputs: readonly (string | undefined)[];
  checksums: ReadonlyMap<number, string>;
  /** Undefined where nothing was made, or where it isn't here any more. */
  snapshotId: string | undefined;
  createdMs: number;
}

/** The digests of vertices whose files are in the result: what mode=min exports. */
function resultChain(roots: readonly Vertex[]): Set<string> {
  const chain = new Set<string>();
  const follow = (vertex: Vertex | undefined): void => {
    if (!vertex || chain.has(vertex.digest)) return;
    chain.add(vertex.digest);
    for (const input of vertex.op.type === 'merge' ? vertex.inputs : vertex.inputs.slice(0, 1)) follow(input);
  };
  for (const root of roots) follow(root);
  return chain;
}

/** Gathers records and layers, each once. */
class Description {
  readonly layers: CacheLayer[] = [];
  readonly blobs = new Map<string, LayerBlob>();
  readonly records: CacheConfigRecord[] = [];
  private readonly byId = new Map<string, number>();

  root(id: string): number {
    let index = this.byId.get(id);
    if (index === undefined) {
      index = this.records.push({ digest: id }) - 1;
      this.byId.set(id, index);
    }
    return index;
  }

  add(known: KnownVertex, alternatives: readonly (readonly KeyInput[])[], result: number | undefined): void {
    const inputs = known.vertex.inputs.map((_, i) => {
      const links = alternatives.map((ids) => {
        const { id, selector } = ids[i]!;
        return { ...(selector !== '' && { selector }), link: this.root(id) };
      });
      return links.filter(({ link, selector }, at) => links.findIndex((other) => other.link === link && other.selector === selector) === at);
    });
    const createdAt = formatNanos(nanosOf(known.createdMs));
    this.byId.set(known.identity!, this.records.push({
      ...(result !== undefined && { layers: [{ layer: result, createdAt }] }), digest: operationDigest(known.vertex.op), inputs,
    }) - 1);
  }

  /** The index of the top one of some layers, which are kept with all below them. */
  stack(blobs: readonly LayerBlob[]): number {
    let parent = -1;
    for (const blob of blobs) {
      const { digest, mediaType, size } = blob.descriptor;
      this.blobs.set(digest, blob);
      const there = this.layers.findIndex((layer) => layer.blob === digest && layer.parent === parent);
      parent = there !== -1 ? there : this.layers.push({
        blob: digest, parent, annotations: { mediaType, diffID: blob.diffId, size, createdAt: formatNanos(nanosOf(blob.createdMs ?? 0)) },
      }) - 1;
    }
    return parent;
  }
}

/**
 * Describes the results of a build for a cache (BuildKit's cache chains). With mode=min only the layers of what was
 * built go along, with mode=max those of all stages; the keys of all are told either way.
 */
export async function describeCache(ports: BuildPorts, vertices: readonly KnownVertex[], roots: readonly Vertex[], mode: 'min' | 'max'): Promise<{ config: CacheConfig; blobs: LayerBlob[] }> {
  const description = new Description();
  const chain = resultChain(roots);
  for (const known of vertices) {
    const { op } = known.vertex;
    if (known.identity === undefined || (op.type !== 'file' && op.type !== 'exec' && op.type !== 'merge')) continue;
    const alternatives = keyInputs(known.vertex, known.inputs, known.checksums);
    if (alternatives.length === 0) continue;
    const wanted = known.snapshotId !== undefined && (mode === 'max' || chain.has(known.vertex.digest));
    description.add(known, alternatives, wanted ? description.stack(await ports.images.layers(known.snapshotId!)) : undefined);
  }
  return { config: { layers: description.layers, records: description.records }, blobs: [...description.blobs.values()] };
}
