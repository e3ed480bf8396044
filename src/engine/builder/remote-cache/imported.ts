import type { Descriptor } from '../../../oci/image';
import { MEDIA } from '../../../oci/media-types';
import { parseNanos } from '../../go-time';
import type { BuildPorts } from '../ports';
import { newId, type BuildCache, type CacheRecord } from '../solver/cache';
import { keyOf, type KeyInput } from '../solver/keys';
import type { CacheConfig } from './config';

/** Brings a blob into the content store. */
export type BlobSource = (blob: Descriptor) => Promise<void>;

interface Imported {
  id: string;
  keys: string[];
  /** Index of the top layer; undefined for a result whose layers weren't exported. */
  layer: number | undefined;
  createdMs: number;
}

/** The results that a cache from elsewhere knows; they become this engine's when a build asks for them. */
export class ImportedCache {
  private readonly byKey = new Map<string, Imported>();
  private readonly taken = new Map<string, Promise<CacheRecord>>();

  constructor(
    private readonly ports: BuildPorts,
    private readonly cache: BuildCache,
    private readonly config: CacheConfig,
    private readonly bring: BlobSource,
  ) {
    const ids = new Map<number, string>();
    for (const index of (config.records ?? []).keys()) this.read(index, ids);
  }

  /** Gives a record the identity by which those that are made from it know it. */
  private read(index: number, ids: Map<number, string>): string {
    const done = ids.get(index);
    if (done !== undefined) return done;
    const record = this.config.records?.[index];
    if (!record) throw new Error(`invalid record ID: ${index}`);
    // A record that is made from itself stands for nothing.
    ids.set(index, '');
    if (record.inputs === undefined) {
      ids.set(index, record.digest);
      return record.digest;
    }
    const most = Math.max(0, ...record.inputs.map((links) => links.length));
    const keys = Array.from({ length: Math.max(most, 1) }, (_, at) => keyOf(record.digest, record.inputs!.map((links): KeyInput => {
      const { link, selector = '' } = links[Math.min(at, links.length - 1)]!;
      return { id: this.read(link, ids), selector };
    })));
    const here = keys.map((key) => this.cache.find(key)).find((found) => found !== undefined);
    const id = here?.id ?? newId(this.ports.random);
    ids.set(index, id);
    const [result] = record.layers ?? [];
    const imported: Imported = { id, keys, layer: result?.layer, createdMs: Number(parseNanos(result?.createdAt ?? '1970-01-01T00:00:00Z') / 1_000_000n) };
    for (const key of keys) this.byKey.set(key, imported);
    return id;
  }

  /** The identity of what a key finds, whether its files are there or not. */
  idOf(key: string): string | undefined {
    return this.byKey.get(key)?.id;
  }

  /** The result that a key finds, as a record of this engine's cache; undefined without files. */
  async take(key: string, description: string): Promise<CacheRecord | undefined> {
    const found = this.byKey.get(key);
    if (found?.layer === undefined) return undefined;
    let record = this.taken.get(found.id);
    if (!record) this.taken.set(found.id, (record = this.unpack(found, description)));
    return record;
  }

  private async unpack({ id, keys, layer, createdMs }: Imported, description: string): Promise<CacheRecord> {
    const stack: { digest: string; diffId: string }[] = [];
    for (let at = layer!; at !== -1; ) {
      const { blob, parent, annotations } = this.config.layers![at]!;
      if (!annotations) throw new Error(`missing blob ${blob}`);
      await this.bring({ mediaType: annotations.mediaType || MEDIA.layerGzip, digest: blob, size: annotations.size });
      stack.unshift({ digest: blob, diffId: annotations.diffID });
      at = parent;
    }
    const snapshot = await this.ports.images.stackLayers(stack);
    return this.cache.add({ id, type: 'regular', keys, snapshot: snapshot.id, description, createdMs });
  }
}
