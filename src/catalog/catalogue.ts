import type { Content } from '../lib/content';
import type { Digest } from '../oci/digest';
import { gzipContent } from '../oci/gzip';
import type { Document } from '../oci/image';
import { mediaTypeOf } from '../oci/image';
import { isDigest } from '../oci/digest';
import type { KnownContents, KnownLayer } from '../oci/known-contents';
import { contentOf } from '../lib/content';
import { imageDocuments, type ImageDocuments } from './documents';
import { layerTar, tagOf, tagsOf } from './layers';
import { Lock, type LockFile } from './lock';
import { OFFERS, type Offer } from './offers';
import type { Recipe } from './recipe';

/** Waits for what the simulation doesn't control: the modules of an image are loaded when it is first asked for. */
export type External = <T>(work: Promise<T>) => Promise<T>;

interface Manifest {
  digest: Digest;
  mediaType: string;
  bytes: Uint8Array;
}

interface Listing {
  name: string;
  description: string;
  stars: number;
  official: boolean;
}

/** The images of one registry host (registry/catalogue, Catalogue). */
export interface HostCatalogue {
  repositories(): readonly string[];
  listings(): readonly Listing[];
  tags(repository: string): Promise<readonly string[]>;
  manifest(repository: string, reference: string): Promise<Manifest | undefined>;
  blob(repository: string, digest: Digest): Promise<{ size: number; open(): Promise<Content> } | undefined>;
}

interface Loaded {
  recipe: Recipe;
  lock: Lock;
  documents: Map<string, ImageDocuments>;
}

/** Every image that the simulated internet offers. */
export class Catalogues implements KnownContents {
  private readonly loading = new Map<string, Promise<Loaded>>();
  private lockLoading: Promise<Lock> | undefined;

  constructor(private readonly external: External = (work) => work) {}

  /** What a registry has: `docker.io` stands for the Hub. */
  host(host: string): HostCatalogue {
    const offers = OFFERS.filter((offer) => offer.host === host);
    const find = (repository: string): Offer | undefined => offers.find((offer) => offer.repository === repository);
    return {
      repositories: () => offers.map((offer) => offer.repository),
      listings: () => offers.map(({ repository, description = '', stars = 0 }) => ({ name: repository.replace(/^library\//, ''), description, stars, official: repository.startsWith('library/') })),
      tags: async (repository) => {
        const offer = find(repository);
        return offer ? tagsOf((await this.load(offer)).recipe) : [];
      },
      manifest: async (repository, reference) => {
        const offer = find(repository);
        return offer && this.manifest(offer, reference);
      },
      blob: async (repository, digest) => {
        const offer = find(repository);
        return offer && this.blob(offer, digest);
      },
    };
  }

  async size(digest: Digest): Promise<number | undefined> {
    return (await this.lock()).find(digest)?.sizeBytes;
  }

  async open(digest: Digest): Promise<Content | undefined> {
    const locked = (await this.lock()).find(digest);
    const layer = await this.layer(digest);
    return layer && locked && gzipContent(layer.tar, locked.crc);
  }

  async layer(digest: Digest): Promise<KnownLayer | undefined> {
    const locked = (await this.lock()).find(digest);
    const offer = locked && OFFERS.find((one) => one.repository === locked.repository);
    if (!offer) return undefined;
    const { recipe } = await this.load(offer);
    return { diffId: locked.diffId, tar: layerTar(locked.repository, recipe, locked.tag, locked.index) };
  }

  private lock(): Promise<Lock> {
    this.lockLoading ??= this.external(import('./layers.lock.json').then((module) => new Lock(module.default as unknown as LockFile)));
    return this.lockLoading;
  }

  private load(offer: Offer): Promise<Loaded> {
    const key = `${offer.host}/${offer.repository}`;
    let loading = this.loading.get(key);
    if (!loading) {
      loading = this.external(Promise.all([offer.load(), import('./layers.lock.json')]).then(([module]) => module.recipe)).then(async (recipe) => ({
        recipe, lock: await this.lock(), documents: new Map<string, ImageDocuments>(),
      }));
      this.loading.set(key, loading);
    }
    return loading;
  }

  private async documents(offer: Offer, tag: string): Promise<ImageDocuments | undefined> {
    const loaded = await this.load(offer);
    const known = loaded.documents.get(tag);
    if (known) return known;
    const image = loaded.recipe.facts[tag]!;
    const layers = image.layers.map(([key]) => loaded.lock.get(key));
    if (layers.some((layer) => layer === undefined)) return undefined;
    const made = imageDocuments(offer.repository, tag, image, layers.map((layer) => layer!), offer.single ?? false);
    loaded.documents.set(tag, made);
    return made;
  }

  private async manifest(offer: Offer, reference: string): Promise<Manifest | undefined> {
    const { recipe } = await this.load(offer);
    if (!isDigest(reference)) {
      const tag = tagOf(recipe, reference);
      const made = tag === undefined ? undefined : await this.documents(offer, tag);
      return made && stored(made.target);
    }
    for (const tag of Object.keys(recipe.facts)) {
      const made = await this.documents(offer, tag);
      const found = made && [made.target, ...made.manifests].find((one) => one.descriptor.digest === reference);
      if (found) return stored(found);
    }
    return undefined;
  }

  private async blob(offer: Offer, digest: Digest): Promise<{ size: number; open(): Promise<Content> } | undefined> {
    const size = await this.size(digest);
    if (size !== undefined) return { size, open: async () => (await this.open(digest))! };
    const { recipe } = await this.load(offer);
    for (const tag of Object.keys(recipe.facts)) {
      const found = (await this.documents(offer, tag))?.blobs.find((one) => one.descriptor.digest === digest);
      if (found) return { size: found.bytes.length, open: async () => contentOf(found.bytes) };
    }
    return undefined;
  }
}

function stored(document: Document): Manifest {
  return { digest: document.descriptor.digest, mediaType: mediaTypeOf(document.bytes), bytes: document.bytes };
}
