import type { Digest } from '../oci/digest';

/** One layer as `npm run catalog` computed it. */
export interface LockedLayer {
  /** Where it is made: repository, tag and place. */
  repository: string;
  tag: string;
  index: number;
  digest: Digest;
  sizeBytes: number;
  diffId: Digest;
  tarBytes: number;
  crc: number;
}

/** layers.lock.json: by layer key, the fields of LockedLayer without `sha256:`. */
export type LockFile = Record<string, [repository: string, tag: string, index: number, digest: string, sizeBytes: number, diffId: string, tarBytes: number, crc: number]>;

export class Lock {
  private readonly keys = new Map<Digest, string>();

  constructor(private readonly file: LockFile) {
    for (const [key, entry] of Object.entries(file)) this.keys.set(`sha256:${entry[3]}`, key);
  }

  get(key: string): LockedLayer | undefined {
    const entry = this.file[key];
    if (!entry) return undefined;
    const [repository, tag, index, digest, sizeBytes, diffId, tarBytes, crc] = entry;
    return { repository, tag, index, digest: `sha256:${digest}`, sizeBytes, diffId: `sha256:${diffId}`, tarBytes, crc };
  }

  find(digest: Digest): LockedLayer | undefined {
    const key = this.keys.get(digest);
    return key === undefined ? undefined : this.get(key);
  }
}
