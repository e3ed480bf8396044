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

/** What is computed of a layer: hexadecimal digests, sizes, and the CRC of its archive. */
export type Hashed = [digest: string, sizeBytes: number, diffId: string, tarBytes: number, crc: number];

/** layers.lock.json: by layer key, the fields of LockedLayer without `sha256:`. */
export type LockFile = Record<string, [repository: string, tag: string, index: number, ...hashed: Hashed]>;

/** layers.<architecture>.lock.json: the layers that aren't amd64's; where they are made is as there. */
export type ArchitectureLockFile = Record<string, Hashed>;

/** manifests.json: `<architecture> <repository>`, tag → the manifest's digest without `sha256:`, and its size. */
export type ManifestsFile = Record<string, Record<string, [digest: string, sizeBytes: number]>>;

export class Lock {
  private readonly keys = new Map<Digest, string>();

  /** `shared` has the layers that this architecture has in common with it. */
  constructor(
    private readonly file: LockFile,
    private readonly shared?: Lock,
  ) {
    for (const [key, entry] of Object.entries(file)) this.keys.set(`sha256:${entry[3]}`, key);
  }

  /** The lock of another architecture, whose layers are made where this one's are. */
  of(own: ArchitectureLockFile): Lock {
    const entries = Object.entries(own).flatMap(([key, hashed]): [string, LockFile[string]][] => {
      const place = this.file[key];
      return place ? [[key, [place[0], place[1], place[2], ...hashed]]] : [];
    });
    return new Lock(Object.fromEntries(entries), this);
  }

  get(key: string): LockedLayer | undefined {
    const entry = this.file[key];
    if (!entry) return this.shared?.get(key);
    const [repository, tag, index, digest, sizeBytes, diffId, tarBytes, crc] = entry;
    return { repository, tag, index, digest: `sha256:${digest}`, sizeBytes, diffId: `sha256:${diffId}`, tarBytes, crc };
  }

  /** A layer of this architecture's own. */
  find(digest: Digest): LockedLayer | undefined {
    const key = this.keys.get(digest);
    return key === undefined ? undefined : this.get(key);
  }
}
