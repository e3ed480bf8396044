import type { Digest } from '../../../oci/digest';

/** The media type of a cache's configuration. */
export const CACHE_CONFIG = 'application/vnd.buildkit.cacheconfig.v0';

/** A layer of a cache, upon its parent by index (-1 for none). */
export interface CacheLayer {
  blob: Digest;
  parent: number;
  annotations?: { mediaType: string; diffID: Digest; size: number; createdAt: string };
}

/**
 * A result by what made it: the digest of its operation, and for each input the records that it may come from. A
 * record without inputs is a source, or the checksum of files that were read.
 */
export interface CacheConfigRecord {
  digest: Digest;
  layers?: { layer: number; createdAt: string }[];
  inputs?: { selector?: string; link: number }[][];
}

/** What a cache is described by (BuildKit cache/remotecache/v1/types.CacheConfig). */
export interface CacheConfig {
  layers?: CacheLayer[];
  records?: CacheConfigRecord[];
}
