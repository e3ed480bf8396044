import type { Sys } from '../../machine/sys';
import { ContentStore } from '../stores/content-store';
import { DiskAccount } from '../stores/disk-account';
import { IngestStore } from '../stores/ingest-store';
import { MetadataFile, type Metadata } from '../stores/metadata';
import { storePaths } from '../stores/paths';
import { SnapshotStore } from '../stores/snapshot-store';
import type { Lease } from './lease';
import type { ImageHost } from './ports';

/** What every part of the image service works with. */
export interface ImageContext {
  readonly host: ImageHost;
  readonly sys: Sys;
  readonly meta: MetadataFile;
  readonly content: ContentStore;
  readonly snapshots: SnapshotStore;
  readonly rootfs: string;
  readonly ingests: IngestStore;
  /** What runs, and what it needs until it ends. */
  readonly leases: Set<Lease>;
  /** Builders whose snapshots and blobs aren't garbage: digests and snapshot ids in use. */
  readonly roots: (() => { snapshots: Iterable<string> })[];
}

export const DATA_ROOT = '/var/lib/docker';

export function openContext(host: ImageHost, dataRoot = DATA_ROOT): ImageContext {
  const { sys } = host;
  const paths = storePaths(dataRoot);
  const account = new DiskAccount(sys);
  const meta = new MetadataFile(sys, paths.meta, account);
  const content = new ContentStore(sys, paths.blobs, meta, account);
  return { host, sys, meta, content, snapshots: new SnapshotStore(sys, paths.snapshots, meta, content, account), rootfs: paths.rootfs, ingests: new IngestStore(sys, paths.ingests), leases: new Set(), roots: [] };
}

export function records(context: ImageContext): Metadata['images'][string][] {
  return Object.values(context.meta.data.images);
}
