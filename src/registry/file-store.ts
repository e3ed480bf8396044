import { text, utf8 } from '../lib/bytes';
import type { Content } from '../lib/content';
import { digestAlgorithm, type Digest } from '../oci/digest';
import { mediaTypeOf } from '../oci/image';
import type { KnownContents, RegistryStore, StoredBlob, StoredManifest } from './store';

/** The file operations that a registry's storage needs; a process's system calls have them. */
export interface RegistryFiles {
  /** Names in a directory; empty when there is none. */
  list(path: string): string[];
  read(path: string): Uint8Array | undefined;
  content(path: string): Content | undefined;
  size(path: string): number | undefined;
  /** Leaves nothing behind where the disk is full. */
  write(path: string, content: Content | Uint8Array): void;
  rename(from: string, to: string): void;
  remove(path: string): boolean;
  /** Makes a directory with those on the way. */
  makeFolder(path: string): void;
  /** Removes a directory with all that is in it. */
  removeFolder(path: string): void;
}

const ALGORITHMS = ['sha256', 'sha512'];

/** `sha256:ab…` as the folders that it has below blobs, revisions and layers. */
const folderOf = (digest: Digest): string => digest.replace(':', '/');

/**
 * A registry's storage in a file system, laid out as distribution's filesystem driver does it:
 * docker/registry/v2/blobs/sha256/ab/abcd…/data, repositories/<name>/_layers, _manifests/revisions, _manifests/tags.
 * What the catalogue can make is a link without data, kept in `known`.
 */
export class FileStore implements RegistryStore {
  private readonly root: string;

  constructor(
    private readonly files: RegistryFiles,
    rootDirectory: string,
    private readonly known: () => KnownContents,
  ) {
    this.root = `${rootDirectory}/docker/registry/v2`;
  }

  async repositories(): Promise<string[]> {
    const found: string[] = [];
    const walk = (path: string): void => {
      for (const name of this.files.list(`${this.root}/repositories${path}`)) {
        if (name === '_manifests') found.push(path.slice(1));
        else if (!name.startsWith('_')) walk(`${path}/${name}`);
      }
    };
    walk('');
    return found.sort();
  }

  async tags(repository: string): Promise<string[]> {
    return this.files.list(`${this.repository(repository)}/_manifests/tags`).filter((tag) => this.tagged(repository, tag) !== undefined).sort();
  }

  async hasRepository(repository: string): Promise<boolean> {
    return this.files.list(`${this.repository(repository)}/_manifests`).length > 0;
  }

  async manifest(repository: string, reference: string): Promise<StoredManifest | undefined> {
    const digest = digestAlgorithm(reference) ? reference : this.tagged(repository, reference);
    if (digest === undefined || this.files.size(this.revision(repository, digest)) === undefined) return undefined;
    const bytes = this.files.read(this.data(digest));
    return bytes && { digest, mediaType: mediaTypeOf(bytes), bytes };
  }

  async manifests(repository: string): Promise<StoredManifest[]> {
    const out: StoredManifest[] = [];
    for (const algorithm of ALGORITHMS) {
      for (const hex of this.files.list(`${this.repository(repository)}/_manifests/revisions/${algorithm}`)) {
        const manifest = await this.manifest(repository, `${algorithm}:${hex}`);
        if (manifest) out.push(manifest);
      }
    }
    return out;
  }

  async putManifest(repository: string, { digest, bytes }: StoredManifest, tags: readonly string[]): Promise<void> {
    this.files.write(this.data(digest), bytes);
    this.files.write(this.revision(repository, digest), utf8(digest));
    for (const tag of tags) {
      const folder = `${this.repository(repository)}/_manifests/tags/${tag}`;
      this.files.write(`${folder}/current/link`, utf8(digest));
      this.files.write(`${folder}/index/${folderOf(digest)}/link`, utf8(digest));
    }
  }

  async removeManifest(repository: string, digest: Digest): Promise<boolean> {
    if (!this.files.remove(this.revision(repository, digest))) return false;
    for (const tag of await this.tags(repository)) if (this.tagged(repository, tag) === digest) await this.removeTag(repository, tag);
    return true;
  }

  async removeTag(repository: string, tag: string): Promise<boolean> {
    const folder = `${this.repository(repository)}/_manifests/tags/${tag}`;
    if (!this.files.remove(`${folder}/current/link`)) return false;
    this.files.removeFolder(folder);
    return true;
  }

  async blob(repository: string, digest: Digest): Promise<StoredBlob | undefined> {
    if (this.files.size(this.layer(repository, digest)) === undefined) return undefined;
    const size = this.files.size(this.data(digest));
    if (size !== undefined) return { size, open: async () => this.files.content(this.data(digest))! };
    const knownSize = this.knownSize(digest);
    return knownSize === undefined ? undefined : { size: knownSize, open: async () => (await this.known().open(digest))! };
  }

  async mountBlob(repository: string, digest: Digest, from: string | undefined): Promise<boolean> {
    const linked = from === undefined ? this.files.size(this.data(digest)) !== undefined || this.knownSize(digest) !== undefined : (await this.blob(from, digest)) !== undefined;
    if (linked) this.link(repository, digest);
    return linked;
  }

  async putBlob(repository: string, digest: Digest, content: Content): Promise<void> {
    // A blob is whole or isn't there.
    const id = digest.replace(/^.*:(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
    const upload = `${this.repository(repository)}/_uploads/${id}/data`;
    this.files.write(upload, content);
    this.files.rename(upload, this.data(digest));
    this.link(repository, digest);
  }

  async putKnownBlob(repository: string, digest: Digest, size: number): Promise<void> {
    if (this.files.size(this.data(digest)) === undefined) this.files.write(this.knownPath(digest), utf8(String(size)));
    this.link(repository, digest);
  }

  async removeBlob(repository: string, digest: Digest): Promise<boolean> {
    return this.files.remove(this.layer(repository, digest));
  }

  private link(repository: string, digest: Digest): void {
    // Uploads leave their folder behind.
    this.files.makeFolder(`${this.repository(repository)}/_uploads`);
    this.files.write(this.layer(repository, digest), utf8(digest));
  }

  private tagged(repository: string, tag: string): Digest | undefined {
    const link = this.files.read(`${this.repository(repository)}/_manifests/tags/${tag}/current/link`);
    return link && text(link).trim();
  }

  private knownSize(digest: Digest): number | undefined {
    const size = this.files.read(this.knownPath(digest));
    return size && Number(text(size));
  }

  private knownPath(digest: Digest): string {
    return `${this.data(digest)}.known`;
  }

  private repository(name: string): string {
    return `${this.root}/repositories/${name}`;
  }

  private revision(repository: string, digest: Digest): string {
    return `${this.repository(repository)}/_manifests/revisions/${folderOf(digest)}/link`;
  }

  private layer(repository: string, digest: Digest): string {
    return `${this.repository(repository)}/_layers/${folderOf(digest)}/link`;
  }

  private data(digest: Digest): string {
    const [algorithm, hex = ''] = digest.split(':');
    return `${this.root}/blobs/${algorithm}/${hex.slice(0, 2)}/${hex}/data`;
  }
}
