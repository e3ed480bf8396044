import type { Random } from '../../../lib/random';
import type { Digest } from '../../../oci/digest';
import type { Descriptor, ImageConfig } from '../../../oci/image';
import type { BuildPorts } from '../ports';

export type CacheType = 'regular' | 'source.local' | 'source.git.checkout' | 'exec.cachemount';

/** A result that is kept, and what it was made by. Plain data. */
export interface CacheRecord {
  id: string;
  type: CacheType;
  /** Each of them finds it. */
  keys: string[];
  /** Undefined for what has no tree of its own. */
  snapshot?: string;
  /** Key of a cache mount's directory. */
  directory?: string;
  sizeBytes: number;
  description: string;
  parents: string[];
  createdMs: number;
  lastUsedMs?: number;
  usageCount: number;
  /** Its layers belong to an image, too. */
  shared: boolean;
}

/** An image that the classic builder made. */
export interface ClassicStep {
  id: Digest;
  target: Descriptor | undefined;
  config: ImageConfig;
  snapshotId: string | undefined;
}

interface Memory {
  workerId?: string;
  records: CacheRecord[];
  steps?: [key: string, step: ClassicStep][];
}

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** BuildKit's identity.NewID: 25 letters and digits. */
export function newId(random: Random): string {
  let id = '';
  for (let i = 0; i < 25; i++) id += ALPHABET[random.below(i === 0 ? 36 : ALPHABET.length)];
  return id;
}

/** The build cache: results by the keys of what made them. It outlives the engine. */
export class BuildCache {
  private readonly records = new Map<string, CacheRecord>();
  private readonly byKey = new Map<string, CacheRecord>();
  private readonly claims = new Set<ReadonlySet<CacheRecord>>();
  private readonly steps: Map<string, ClassicStep>;
  /** Names this engine in `checksum of ref <worker>::<ref>`; kept, as BuildKit keeps it in its `workerid` file. */
  readonly workerId: string;

  constructor(private readonly ports: BuildPorts) {
    const saved = ports.memory.load();
    const memory: Memory = saved === undefined ? { records: [] } : (JSON.parse(saved) as Memory);
    for (const record of memory.records) this.index(record);
    this.steps = new Map(memory.steps);
    this.workerId = memory.workerId ?? newId(ports.random);
    if (memory.workerId === undefined) this.save();
  }

  private index(record: CacheRecord): void {
    this.records.set(record.id, record);
    for (const key of record.keys) this.byKey.set(key, record);
  }

  /** What a key finds, if its tree is still there. */
  find(key: string): CacheRecord | undefined {
    const record = this.byKey.get(key);
    if (record?.snapshot !== undefined && !this.ports.snapshots.get(record.snapshot)) {
      this.drop(record);
      return undefined;
    }
    return record;
  }

  byId(id: string): CacheRecord | undefined {
    return this.records.get(id);
  }

  add(fields: Pick<CacheRecord, 'type' | 'keys' | 'description'> & Partial<CacheRecord>): CacheRecord {
    const record: CacheRecord = {
      id: newId(this.ports.random), sizeBytes: 0, parents: [], createdMs: this.ports.now(), usageCount: 0, shared: false, ...fields,
    };
    this.index(record);
    return record;
  }

  /** Lets another key find it, too. */
  alias(record: CacheRecord, key: string): void {
    if (!record.keys.includes(key)) record.keys.push(key);
    this.byKey.set(key, record);
  }

  use(record: CacheRecord): void {
    record.usageCount++;
    record.lastUsedMs = this.ports.now();
  }

  /** Keeps records from being pruned, also those that join the set later; gives what lets go of them. */
  claim(records: ReadonlySet<CacheRecord>): () => void {
    this.claims.add(records);
    return () => void this.claims.delete(records);
  }

  /** The records that running builds stand on, with those that they were made from (BuildKit cache/manager.go, DiskUsage). */
  inUse(): Set<CacheRecord> {
    const used = new Set<CacheRecord>();
    const use = (record: CacheRecord | undefined): void => {
      if (!record || used.has(record)) return;
      used.add(record);
      for (const parent of record.parents) use(this.records.get(parent));
    };
    for (const records of this.claims) for (const record of records) if (this.records.has(record.id)) use(record);
    return used;
  }

  all(): CacheRecord[] {
    return [...this.records.values()];
  }

  size(record: CacheRecord): number {
    if (record.directory !== undefined) return this.ports.snapshots.cacheDirectorySize(record.directory);
    if (record.snapshot === undefined) return record.sizeBytes;
    return this.ports.snapshots.get(record.snapshot) ? this.ports.snapshots.size(record.snapshot) : 0;
  }

  private drop(record: CacheRecord): void {
    this.records.delete(record.id);
    for (const key of record.keys) if (this.byKey.get(key) === record) this.byKey.delete(key);
  }

  remove(record: CacheRecord): void {
    this.drop(record);
    if (record.directory !== undefined) this.ports.snapshots.removeCacheDirectory(record.directory);
    if (record.snapshot !== undefined) this.ports.snapshots.remove(record.snapshot);
  }

  /** The classic builder's cache: images by parent and config. It is no part of the build cache that users see. */
  step(key: string): ClassicStep | undefined {
    return this.steps.get(key);
  }

  rememberStep(key: string, step: ClassicStep): void {
    this.steps.set(key, step);
  }

  save(): void {
    for (const [key, { id }] of this.steps) if (!this.ports.images.exists(id)) this.steps.delete(key);
    const memory: Memory = { workerId: this.workerId, records: this.all(), steps: [...this.steps] };
    this.ports.memory.save(JSON.stringify(memory));
  }
}
