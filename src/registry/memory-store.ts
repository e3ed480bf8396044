import type { Content } from '../lib/content';
import { digestAlgorithm, type Digest } from '../oci/digest';
import { NOTHING_KNOWN, type KnownContents, type RegistryStore, type StoredBlob, type StoredManifest } from './store';

interface Repository {
  tags: Map<string, Digest>;
  manifests: Map<Digest, StoredManifest>;
  blobs: Set<Digest>;
}

/** Plain, structured-cloneable data. */
export interface MemoryStoreData {
  repositories: Map<string, Repository>;
  blobs: Map<Digest, { size: number; content?: Content }>;
}

/** A registry's storage as a value in memory. */
export class MemoryStore implements RegistryStore {
  private data: MemoryStoreData = { repositories: new Map(), blobs: new Map() };

  constructor(private readonly known: KnownContents = NOTHING_KNOWN) {}

  save(): MemoryStoreData {
    return structuredClone(this.data);
  }

  load(data: MemoryStoreData): void {
    this.data = structuredClone(data);
  }

  async repositories(): Promise<string[]> {
    return [...this.data.repositories.keys()].sort();
  }

  async tags(repository: string): Promise<string[]> {
    return [...(this.data.repositories.get(repository)?.tags.keys() ?? [])].sort();
  }

  async hasRepository(repository: string): Promise<boolean> {
    return this.data.repositories.has(repository);
  }

  async manifest(repository: string, reference: string): Promise<StoredManifest | undefined> {
    const repo = this.data.repositories.get(repository);
    const digest = digestAlgorithm(reference) ? reference : repo?.tags.get(reference);
    return digest === undefined ? undefined : repo?.manifests.get(digest);
  }

  async manifests(repository: string): Promise<StoredManifest[]> {
    return [...(this.data.repositories.get(repository)?.manifests.values() ?? [])];
  }

  async putManifest(repository: string, manifest: StoredManifest, tags: readonly string[]): Promise<void> {
    const repo = this.repository(repository);
    repo.manifests.set(manifest.digest, manifest);
    for (const tag of tags) repo.tags.set(tag, manifest.digest);
  }

  async removeManifest(repository: string, digest: Digest): Promise<boolean> {
    const repo = this.data.repositories.get(repository);
    if (!repo?.manifests.delete(digest)) return false;
    for (const [tag, target] of repo.tags) if (target === digest) repo.tags.delete(tag);
    return true;
  }

  async removeTag(repository: string, tag: string): Promise<boolean> {
    return this.data.repositories.get(repository)?.tags.delete(tag) ?? false;
  }

  async blob(repository: string, digest: Digest): Promise<StoredBlob | undefined> {
    if (!this.data.repositories.get(repository)?.blobs.has(digest)) return undefined;
    const blob = this.data.blobs.get(digest);
    if (!blob) return undefined;
    return {
      size: blob.size,
      open: async () => {
        const content = blob.content ?? (await this.known.open(digest));
        if (!content) throw new Error(`blob ${digest} is not known`);
        return content;
      },
    };
  }

  async mountBlob(repository: string, digest: Digest, from: string | undefined): Promise<boolean> {
    const linked = from === undefined ? this.data.blobs.has(digest) : this.data.repositories.get(from)?.blobs.has(digest);
    if (!linked) return false;
    this.repository(repository).blobs.add(digest);
    return true;
  }

  async putBlob(repository: string, digest: Digest, content: Content): Promise<void> {
    this.data.blobs.set(digest, { size: content.size, content });
    this.repository(repository).blobs.add(digest);
  }

  async putKnownBlob(repository: string, digest: Digest, size: number): Promise<void> {
    if (!this.data.blobs.has(digest)) this.data.blobs.set(digest, { size });
    this.repository(repository).blobs.add(digest);
  }

  async removeBlob(repository: string, digest: Digest): Promise<boolean> {
    return this.data.repositories.get(repository)?.blobs.delete(digest) ?? false;
  }

  private repository(name: string): Repository {
    let repo = this.data.repositories.get(name);
    if (!repo) this.data.repositories.set(name, (repo = { tags: new Map(), manifests: new Map(), blobs: new Set() }));
    return repo;
  }
}
