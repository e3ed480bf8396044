import { concat } from '../../lib/bytes';
import { contentOf, joinContents, NO_CONTENT, readContent, type Content } from '../../lib/content';
import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { contentPieces, Digester, digestOfText, type Digest } from '../../oci/digest';
import { makeDirectories, removeTree } from '../disk';
import { NoSpaceError } from './content-store';

/** Bytes that reach the store at a time (containerd core/content, bufPool): a transfer that breaks off goes on at a multiple of them. */
export const COPY_BYTES = 1024 * 1024;

/** What has come of a blob whose transfer isn't over. */
export class Ingest {
  private content: Content = NO_CONTENT;
  /** What came since the content was last put together. */
  private pending: Uint8Array[] = [];
  private pendingSize = 0;
  private digester = new Digester();
  private named = 0;

  constructor(
    content: Content,
    named: number,
    /** Writes what came since it was last called. */
    private readonly keep: (ingest: Ingest) => void,
  ) {
    // What was kept is read again for the digest, as containerd's writer does when it is resumed.
    for (const piece of contentPieces(content, COPY_BYTES)) this.digester.update(piece);
    this.content = content;
    this.named = named;
  }

  get bytes(): Content {
    if (this.pendingSize > 0) this.content = joinContents([this.content, contentOf(concat(this.pending))]);
    this.pending = [];
    this.pendingSize = 0;
    return this.content;
  }

  get size(): number {
    return this.content.size + this.pendingSize;
  }

  get digest(): Digest {
    return this.digester.digest();
  }

  /** How far the transfer was of a blob that comes by name: full pieces count. */
  get carried(): number {
    return this.named;
  }

  get isEmpty(): boolean {
    return this.size === 0 && this.named === 0;
  }

  add(part: Uint8Array): void {
    this.digester.update(part);
    const before = this.size;
    this.pending.push(part);
    this.pendingSize += part.length;
    if (Math.floor(before / COPY_BYTES) !== Math.floor(this.size / COPY_BYTES)) this.keep(this);
  }

  carry(bytes: number): void {
    const whole = Math.floor(bytes / COPY_BYTES) * COPY_BYTES;
    if (whole <= this.named) return;
    this.named = whole;
    this.keep(this);
  }

  /** Nothing of it is any good. */
  restart(): void {
    this.content = NO_CONTENT;
    this.pending = [];
    this.pendingSize = 0;
    this.digester = new Digester();
    this.named = 0;
  }
}

/**
 * Transfers that aren't over, a folder each, so that they go on where they were after dockerd's end, too (containerd
 * plugins/content/local: `ingest/<digest of the ref>` with `ref`, `data`).
 */
export class IngestStore {
  /** Those on their way, by whom it is that keeps what has come. */
  private readonly taken = new Map<Digest, Ingest>();

  constructor(
    private readonly sys: Sys,
    private readonly folder: string,
  ) {}

  /** What there is of a blob, for one transfer: who else wants the blob meanwhile begins for himself, and leaves nothing. */
  take(digest: Digest): Ingest {
    if (this.taken.has(digest)) return new Ingest(NO_CONTENT, 0, () => undefined);
    const ingest = new Ingest(this.read(digest, 'data'), Number(new TextDecoder().decode(readContent(this.read(digest, 'named')))), (one) => this.write(digest, one));
    this.taken.set(digest, ingest);
    return ingest;
  }

  /** The transfer broke off. */
  leave(digest: Digest, ingest: Ingest): void {
    if (this.taken.get(digest) !== ingest) return;
    this.taken.delete(digest);
    if (ingest.isEmpty) this.remove(digest);
    else this.write(digest, ingest);
  }

  /** The blob is whole, or nobody will want the rest. */
  remove(digest: Digest): void {
    this.taken.delete(digest);
    removeTree(this.sys, this.path(digest));
  }

  has(digest: Digest): boolean {
    return this.sys.access(this.path(digest), '');
  }

  /** The blobs of which there is something, but for those that are on their way. */
  abandoned(): Digest[] {
    if (!this.sys.access(this.folder, '')) return [];
    return this.sys.readdir(this.folder).map(({ name }) => this.sys.readText(`${this.folder}/${name}/ref`).trim()).filter((digest) => !this.taken.has(digest));
  }

  private write(digest: Digest, ingest: Ingest): void {
    const path = this.path(digest);
    try {
      makeDirectories(this.sys, path);
      this.sys.writeFile(`${path}/ref`, digest);
      if (ingest.carried > 0) this.sys.writeFile(`${path}/named`, String(ingest.carried));
      this.sys.writeContent(`${path}/data`, ingest.bytes);
    } catch (error) {
      if (!isSysError(error, 'ENOSPC')) throw error;
      this.remove(digest);
      throw new NoSpaceError(digest);
    }
  }

  private read(digest: Digest, name: string): Content {
    try {
      return this.sys.readContent(`${this.path(digest)}/${name}`);
    } catch (error) {
      if (isSysError(error, 'ENOENT')) return NO_CONTENT;
      throw error;
    }
  }

  private path(digest: Digest): string {
    return `${this.folder}/${digestOfText(digest).slice('sha256:'.length)}`;
  }
}
