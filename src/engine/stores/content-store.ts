import { EngineError } from '../../api/errors';
import type { Content } from '../../lib/content';
import { contentOf, readContent } from '../../lib/content';
import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { digestOfText, type Digest } from '../../oci/digest';
import { knownContents } from '../../oci/known-contents';
import { makeDirectories } from '../disk';
import type { DiskAccount } from './disk-account';
import type { MetadataFile } from './metadata';

const INGESTS = '/var/lib/containerd/io.containerd.content.v1.content/ingest';

/** A blob that the disk has no room for (containerd core/content/proxy, plugins/content/local). */
export class NoSpaceError extends EngineError {
  /** Why, in the words of the file system's writer. */
  readonly reason: string;

  constructor(digest: Digest) {
    const reason = `write ${INGESTS}/${digestOfText(digest).slice('sha256:'.length)}/data: no space left on device`;
    super('system', `failed to copy: failed to send write: ${reason}`);
    this.reason = reason;
  }
}

/** Blobs by digest: files of the machine, or names of what the catalogue can make (containerd core/content). */
export class ContentStore {
  constructor(
    private readonly sys: Sys,
    private readonly folder: string,
    private readonly meta: MetadataFile,
    private readonly account: DiskAccount,
  ) {
    makeDirectories(sys, folder);
    account.open(Object.values(meta.data.known).reduce((sum, size) => sum + size, 0));
  }

  has(digest: Digest): boolean {
    return this.size(digest) !== undefined;
  }

  size(digest: Digest): number | undefined {
    const known = this.meta.data.known[digest];
    if (known !== undefined) return known;
    try {
      return this.sys.stat(this.path(digest)).size;
    } catch (error) {
      if (isSysError(error)) return undefined;
      throw error;
    }
  }

  isKnown(digest: Digest): boolean {
    return this.meta.data.known[digest] !== undefined;
  }

  /** Throws NoSpaceError when the disk is full, with nothing stored. */
  put(digest: Digest, content: Content | Uint8Array): void {
    if (this.has(digest)) return;
    this.whole(digest, () => this.sys.writeContent(this.path(digest), content instanceof Uint8Array ? contentOf(content) : content, 0o444));
  }

  /** Throws NoSpaceError when the disk is full. */
  putKnown(digest: Digest, size: number): void {
    if (this.has(digest)) return;
    this.whole(digest, () => this.account.add(size));
    this.meta.data.known[digest] = size;
  }

  /** A document at once. Only for blobs that are files. */
  bytes(digest: Digest): Uint8Array | undefined {
    if (this.isKnown(digest)) return undefined;
    try {
      return readContent(this.sys.readContent(this.path(digest)));
    } catch (error) {
      if (isSysError(error)) return undefined;
      throw error;
    }
  }

  async open(digest: Digest): Promise<Content> {
    if (this.isKnown(digest)) {
      const content = await knownContents().open(digest);
      if (content) return content;
    }
    return this.sys.readContent(this.path(digest));
  }

  digests(): Digest[] {
    const files = this.sys.readdir(this.folder).filter((entry) => /^[0-9a-f]{64}$/.test(entry.name)).map((entry) => `sha256:${entry.name}`);
    return [...new Set([...files, ...Object.keys(this.meta.data.known)])];
  }

  remove(digest: Digest): void {
    this.account.add(-(this.meta.data.known[digest] ?? 0));
    delete this.meta.data.known[digest];
    delete this.meta.data.sources[digest];
    try {
      this.sys.unlink(this.path(digest));
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }

  private whole(digest: Digest, store: () => void): void {
    try {
      store();
    } catch (error) {
      if (!isSysError(error, 'ENOSPC')) throw error;
      this.remove(digest);
      throw new NoSpaceError(digest);
    }
  }

  private path(digest: Digest): string {
    return `${this.folder}/${digest.slice('sha256:'.length)}`;
  }
}
