import type { Sys } from '../../machine/sys';
import type { Digest } from '../../oci/digest';
import type { Descriptor } from '../../oci/image';
import type { DiskAccount } from './disk-account';
import { makeDirectories, readJson, writeJson } from '../disk';

/** A name of an image (containerd core/images). */
export interface ImageRecord {
  /** `docker.io/library/busybox:latest`, `repo@sha256:…`, `moby-dangling@sha256:…`. */
  name: string;
  target: Descriptor;
  createdMs: number;
  /** When the name last got its target. */
  updatedMs: number;
}

export interface SnapshotRecord {
  id: string;
  parent: string | undefined;
  /** The blob that it is unpacked from, or the layer's own archive in a file. */
  source: { kind: 'blob'; digest: Digest } | { kind: 'archive' };
  /** Known once computed: the digest of the archive. */
  diffId?: Digest;
  /** The blob that its archive was packed into. */
  packed?: Descriptor;
  bytes: number;
  createdMs?: number;
  /** Made by the builder or a commit, not by unpacking an image. */
  own?: boolean;
  /** Images of the classic builder whose layers are this snapshot's: it goes with the last of them. */
  images?: Digest[];
}

/** What containerd keeps in its database, as plain data. */
export interface Metadata {
  images: Record<string, ImageRecord>;
  /** Blobs that aren't files because the catalogue can make them: digest → size. */
  known: Record<Digest, number>;
  /** Where a blob is known to be on registries: digest → `host/repository` (distribution source labels). */
  sources: Record<Digest, string[]>;
  snapshots: Record<string, SnapshotRecord>;
  /** Parents of committed and classically built images: id → id. */
  parents: Record<Digest, Digest>;
  /** Manifests without a name that the classic builder keeps. */
  kept: Record<Digest, Descriptor>;
  /** How an image came here, for `Identity`: id → pulls and builds. */
  pulled: Record<Digest, string[]>;
  built: Record<Digest, { ref: string; createdMs: number }>;
  /** What running work has leased, and what pulls had fetched whose client went away: kept until they expire. */
  leases: { target: Descriptor; expiresMs: number }[];
}

const EMPTY: Metadata = { images: {}, known: {}, sources: {}, snapshots: {}, parents: {}, kept: {}, pulled: {}, built: {}, leases: [] };

/** The database as a file, written after every change. */
export class MetadataFile {
  readonly data: Metadata;

  constructor(
    private readonly sys: Sys,
    private readonly path: string,
    private readonly account: DiskAccount,
  ) {
    makeDirectories(sys, path.slice(0, path.lastIndexOf('/')), 0o711);
    this.data = { ...structuredClone(EMPTY), ...readJson<Metadata>(sys, path) };
  }

  save(): void {
    this.account.withSpare(() => writeJson(this.sys, this.path, this.data));
  }
}
