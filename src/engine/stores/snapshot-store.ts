import { EngineError, isEngineError, notFound, systemError } from '../../api/errors';
import type { Content } from '../../lib/content';
import { applyEntries, LayerError } from '../../machine/vfs/apply-entries';
import type { FsImage } from '../../machine/vfs/fs-image';
import type { LayerEntry } from '../../machine/vfs/layer-entry';
import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { digestOfContent, digestOfText, isDigest, type Digest } from '../../oci/digest';
import { gunzip, isGzip } from '../../oci/gzip';
import { knownContents } from '../../oci/known-contents';
import { contentOf, readContent } from '../../lib/content';
import { applyReason, SNAPSHOTS, UnpackError, type UnpackedLayer } from './unpack-error';
import { TarError } from '../../oci/tar-entry';
import { makeDirectories } from '../disk';
import type { ContentStore } from './content-store';
import { entriesOfTar, layerUsage, tarOfEntries } from './layer';
import type { DiskAccount } from './disk-account';
import type { MetadataFile, SnapshotRecord } from './metadata';

/**
 * Committed snapshots: the trees of layers stacked on one another (containerd core/snapshots). The tree is a
 * persistent value; what lies on disk is the layer's blob, or its archive when no image has it.
 */
export class SnapshotStore {
  private readonly trees = new Map<string, FsImage>();

  constructor(
    private readonly sys: Sys,
    private readonly folder: string,
    private readonly meta: MetadataFile,
    private readonly content: ContentStore,
    private readonly account: DiskAccount,
  ) {
    makeDirectories(sys, folder, 0o700);
    account.open(Object.values(meta.data.snapshots).reduce((sum, record) => sum + keptBytes(record), 0));
  }

  /** Makes the trees of all snapshots again after a restart. */
  async open(): Promise<void> {
    for (const id of Object.keys(this.meta.data.snapshots)) await this.load(id);
  }

  get(id: string): SnapshotRecord | undefined {
    return this.meta.data.snapshots[id];
  }

  tree(id: string): FsImage | undefined {
    return this.trees.get(id);
  }

  /** What a new snapshot stands on: nothing, or one that must be there (containerd core/metadata/snapshot.go). */
  parentTree(id: string | undefined): FsImage | undefined {
    if (id === undefined) return undefined;
    const tree = this.trees.get(id);
    if (!tree) throw notFound(`parent snapshot ${id} does not exist: not found`);
    return tree;
  }

  /** From the bottom up to `id`. */
  chain(id: string): SnapshotRecord[] {
    const chain: SnapshotRecord[] = [];
    for (let record = this.get(id); record; record = record.parent === undefined ? undefined : this.get(record.parent)) chain.unshift(record);
    return chain;
  }

  /** Unpacks a layer's blob over a snapshot; its id is the chain id. Throws UnpackError. */
  async unpack(parent: string | undefined, id: Digest, diffId: Digest, blob: Digest): Promise<SnapshotRecord> {
    const there = this.get(id);
    if (there && this.trees.has(id)) return there;
    const layer: UnpackedLayer = { blob, diffId, chainId: id, number: Object.keys(this.meta.data.snapshots).length + 1, hasParent: parent !== undefined };
    if (!this.content.has(blob)) throw new UnpackError(layer, `NotFound: failed to get reader from content store: content digest ${blob}: not found`);
    let bytes: number;
    try {
      const read = await this.read(blob);
      // Another pull of the same may have been quicker.
      const made = this.get(id);
      if (made && this.trees.has(id)) return made;
      if (read.diffId !== undefined && read.diffId !== diffId) throw new UnpackError(layer, undefined, read.diffId);
      this.trees.set(id, applyEntries(this.parentTree(parent), read.entries));
      bytes = read.bytes;
      this.reserve(bytes, read.entries);
    } catch (error) {
      this.trees.delete(id);
      if (error instanceof UnpackError || isEngineError(error, 'notImplemented')) throw error;
      throw new UnpackError(layer, applyReason(error, layer));
    }
    const record: SnapshotRecord = { id, parent, source: { kind: 'blob', digest: blob }, diffId, bytes };
    this.meta.data.snapshots[id] = record;
    return record;
  }

  /** Makes a snapshot of the entries of a new layer. */
  commit(parent: string | undefined, entries: Iterable<LayerEntry>, options: { id: string; createdMs: number }): SnapshotRecord {
    const list = [...entries];
    const tar = tarOfEntries(list);
    const below = this.parentTree(parent);
    const record: SnapshotRecord = { id: options.id, parent, source: { kind: 'archive' }, bytes: layerUsage(list), createdMs: options.createdMs, own: true };
    try {
      this.sys.writeContent(this.archivePath(options.id), tar, 0o600);
    } catch (error) {
      this.removeArchive(options.id);
      if (!isSysError(error, 'ENOSPC')) throw error;
      const first = list.find(({ type }) => type === 'file')?.path ?? '';
      throw systemError(`write ${SNAPSHOTS}/${Object.keys(this.meta.data.snapshots).length + 1}/fs/${first}: no space left on device`);
    }
    this.trees.set(options.id, applyEntries(below, list));
    this.meta.data.snapshots[options.id] = record;
    return record;
  }

  /** The uncompressed archive of a snapshot's own layer. */
  async archive(id: string): Promise<Content> {
    const record = this.get(id)!;
    if (record.source.kind === 'archive') return this.sys.readContent(this.archivePath(id));
    return (await this.tarOfBlob(record.source.digest)).tar;
  }

  async diffId(id: string): Promise<Digest> {
    const record = this.get(id)!;
    record.diffId ??= digestOfContent(await this.archive(id));
    return record.diffId;
  }

  /** Whether another snapshot stands on it. */
  isParent(id: string): boolean {
    return Object.values(this.meta.data.snapshots).some((record) => record.parent === id);
  }

  remove(id: string): void {
    const record = this.get(id);
    if (!record) return;
    delete this.meta.data.snapshots[id];
    this.trees.delete(id);
    this.account.add(-keptBytes(record));
    if (record.source.kind === 'archive') this.removeArchive(id);
  }

  private removeArchive(id: string): void {
    try {
      this.sys.unlink(this.archivePath(id));
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }

  /** Takes a tree's room on the disk; tells the first file that finds none. */
  private reserve(bytes: number, entries: readonly LayerEntry[]): void {
    try {
      this.account.add(bytes);
    } catch (error) {
      if (!isSysError(error, 'ENOSPC')) throw error;
      const free = this.account.free();
      let written = 0;
      const first = entries.find(({ type, size }) => type === 'file' && (written += size) > free);
      throw new LayerError((root) => `write ${root}/${first?.path ?? ''}: no space left on device`);
    }
  }

  private async load(id: string): Promise<void> {
    const record = this.get(id);
    if (!record || this.trees.has(id)) return;
    if (record.parent !== undefined) await this.load(record.parent);
    const entries = record.source.kind === 'archive' ? entriesOfTar(await this.archive(id)) : (await this.read(record.source.digest)).entries;
    this.trees.set(id, applyEntries(this.parentTree(record.parent), entries));
  }

  private async read(blob: Digest): Promise<{ entries: LayerEntry[]; bytes: number; diffId: Digest | undefined }> {
    const { tar, diffId } = await this.tarOfBlob(blob);
    const entries = [...layerMembers(tar)];
    return { entries, bytes: layerUsage(entries), diffId };
  }

  private async tarOfBlob(blob: Digest): Promise<{ tar: Content; diffId: Digest | undefined }> {
    const known = this.content.isKnown(blob) ? await knownContents().layer(blob) : undefined;
    if (known) return { tar: known.tar, diffId: known.diffId };
    // What was packed here is still there unpacked.
    const own = Object.values(this.meta.data.snapshots).find((record) => record.packed?.digest === blob && record.source.kind === 'archive');
    if (own) return { tar: this.sys.readContent(this.archivePath(own.id)), diffId: own.diffId };
    const packed = await this.content.open(blob);
    if (isZstd(readContent(packed, 0, 4))) throw new EngineError('notImplemented', 'dockyard: layers compressed with zstd are not simulated');
    const tar = isGzip(readContent(packed, 0, 3)) ? contentOf(gunzip(packed)) : packed;
    return { tar, diffId: digestOfContent(tar) };
  }

  private archivePath(id: string): string {
    return `${this.folder}/${isDigest(id) ? id.slice('sha256:'.length) : digestOfText(id).slice('sha256:'.length)}.tar`;
  }
}

/** Zstandard's magic number (RFC 8878, 3.1.1). */
const isZstd = (head: Uint8Array): boolean => head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;

/** What a snapshot takes of the disk beside its files: an archive is one. */
function keptBytes({ source, bytes }: SnapshotRecord): number {
  return source.kind === 'archive' ? 0 : bytes;
}

/** A layer's members; an archive of no bytes at all is an empty layer. */
function* layerMembers(tar: Content): Generator<LayerEntry> {
  try {
    yield* entriesOfTar(tar);
  } catch (error) {
    if (!(error instanceof TarError && error.message === 'EOF')) throw error;
  }
}
