import type { Content } from '../lib/content';
import type { Digest } from '../oci/digest';

/** A manifest as it was pushed. */
export interface StoredManifest {
  digest: Digest;
  mediaType: string;
  bytes: Uint8Array;
}

/** A blob's size, and its bytes when they are wanted (generated ones are made only then). */
export interface StoredBlob {
  size: number;
  open(): Promise<Content>;
}

/** Where a registry keeps what is pushed; the shape of distribution's storage driver, a repository at a time. */
export interface RegistryStore {
  repositories(): Promise<string[]>;
  /** In lexical order. */
  tags(repository: string): Promise<string[]>;
  hasRepository(repository: string): Promise<boolean>;
  /** By tag or digest. */
  manifest(repository: string, reference: string): Promise<StoredManifest | undefined>;
  manifests(repository: string): Promise<StoredManifest[]>;
  /** The name of an image that isn't here though it is one in reality. */
  unsimulated?(repository: string, tag?: string): Promise<string | undefined>;
  putManifest(repository: string, manifest: StoredManifest, tags: readonly string[]): Promise<void>;
  removeManifest(repository: string, digest: Digest): Promise<boolean>;
  removeTag(repository: string, tag: string): Promise<boolean>;
  blob(repository: string, digest: Digest): Promise<StoredBlob | undefined>;
  /** Links a blob that is anywhere in the registry into a repository. */
  mountBlob(repository: string, digest: Digest, from: string | undefined): Promise<boolean>;
  putBlob(repository: string, digest: Digest, content: Content): Promise<void>;
  /** A blob whose content everybody can make (a catalogue layer): only its name and size are kept. */
  putKnownBlob(repository: string, digest: Digest, size: number): Promise<void>;
  removeBlob(repository: string, digest: Digest): Promise<boolean>;
}

export { NOTHING_KNOWN, type KnownContents } from '../oci/known-contents';
