import type { Digest } from '../oci/digest';
import { MemoryStore, type MemoryStoreData } from './memory-store';
import type { KnownContents, RegistryStore, StoredBlob, StoredManifest } from './store';

/** What a search shows of a repository. */
export interface Listing {
  /** As users write it: `nginx`, `uzyexe/nmap`. */
  name: string;
  description: string;
  stars: number;
  official: boolean;
}

/** The images that one registry of the simulated internet has had from the beginning. */
export interface Catalogue {
  /** Repository names as in paths: `library/nginx`. */
  repositories(): readonly string[];
  listings(): readonly Listing[];
  tags(repository: string): Promise<readonly string[]>;
  manifest(repository: string, reference: string): Promise<StoredManifest | undefined>;
  blob(repository: string, digest: Digest): Promise<StoredBlob | undefined>;
  /** Whether the real registry has, or had, such a repository, and such a tag in it, offered here or not. */
  isReal(repository: string, tag?: string): Promise<boolean>;
}

export const EMPTY_CATALOGUE: Catalogue = {
  repositories: () => [],
  listings: () => [],
  tags: async () => [],
  manifest: async () => undefined,
  blob: async () => undefined,
  isReal: async () => false,
};

/** A catalogue with what users push on top of it. */
export class CatalogueStore implements RegistryStore {
  private readonly pushed: MemoryStore;

  constructor(
    private readonly catalogue: Catalogue,
    known: KnownContents,
    /** Whether somebody has an account here under a namespace: what is there is theirs, whoever has that name in reality. */
    private readonly isOwned: (namespace: string) => boolean = () => false,
    /** What is written before its repositories, where it isn't the Hub: its name and a slash. */
    private readonly prefix = '',
  ) {
    this.pushed = new MemoryStore(known);
  }

  save(): MemoryStoreData {
    return this.pushed.save();
  }

  load(data: MemoryStoreData): void {
    this.pushed.load(data);
  }

  async repositories(): Promise<string[]> {
    return [...new Set([...this.catalogue.repositories(), ...(await this.pushed.repositories())])].sort();
  }

  async tags(repository: string): Promise<string[]> {
    return [...new Set([...(await this.catalogue.tags(repository)), ...(await this.pushed.tags(repository))])].sort();
  }

  async hasRepository(repository: string): Promise<boolean> {
    return this.catalogue.repositories().includes(repository) || this.pushed.hasRepository(repository);
  }

  async manifest(repository: string, reference: string): Promise<StoredManifest | undefined> {
    return (await this.pushed.manifest(repository, reference)) ?? this.catalogue.manifest(repository, reference);
  }

  /** A repository here, or one that the real registry has. */
  async isKnown(repository: string): Promise<boolean> {
    return (await this.hasRepository(repository)) || this.isReal(repository);
  }

  private isReal(repository: string, tag?: string): Promise<boolean> {
    return this.isOwned(repository.split('/')[0]!) ? Promise.resolve(false) : this.catalogue.isReal(repository, tag);
  }

  async unsimulated(repository: string, tag?: string): Promise<string | undefined> {
    if (!(await this.isReal(repository, tag))) return undefined;
    const name = this.prefix + repository.replace(/^library\//, '');
    return tag !== undefined && (await this.hasRepository(repository)) ? `${name}:${tag}` : name;
  }

  manifests(repository: string): Promise<StoredManifest[]> {
    return this.pushed.manifests(repository);
  }

  putManifest(repository: string, manifest: StoredManifest, tags: readonly string[]): Promise<void> {
    return this.pushed.putManifest(repository, manifest, tags);
  }

  removeManifest(repository: string, digest: Digest): Promise<boolean> {
    return this.pushed.removeManifest(repository, digest);
  }

  removeTag(repository: string, tag: string): Promise<boolean> {
    return this.pushed.removeTag(repository, tag);
  }

  async blob(repository: string, digest: Digest): Promise<StoredBlob | undefined> {
    return (await this.pushed.blob(repository, digest)) ?? this.catalogue.blob(repository, digest);
  }

  async mountBlob(repository: string, digest: Digest, from: string | undefined): Promise<boolean> {
    if (await this.pushed.mountBlob(repository, digest, from)) return true;
    const offered = from === undefined ? undefined : await this.catalogue.blob(from, digest);
    if (!offered) return false;
    await this.pushed.putKnownBlob(repository, digest, offered.size);
    return true;
  }

  putBlob(...args: Parameters<MemoryStore['putBlob']>): Promise<void> {
    return this.pushed.putBlob(...args);
  }

  putKnownBlob(...args: Parameters<MemoryStore['putKnownBlob']>): Promise<void> {
    return this.pushed.putKnownBlob(...args);
  }

  removeBlob(repository: string, digest: Digest): Promise<boolean> {
    return this.pushed.removeBlob(repository, digest);
  }
}
