import { AMD64, type Architecture } from '../lib/architecture';
import type { Content } from '../lib/content';
import type { Digest } from '../oci/digest';
import { gzipContent } from '../oci/gzip';
import type { Descriptor, Document } from '../oci/image';
import { mediaTypeOf } from '../oci/image';
import { isDigest } from '../oci/digest';
import type { KnownContents, KnownLayer } from '../oci/known-contents';
import { contentOf } from '../lib/content';
import { architecturesOf, FURTHER } from './architectures';
import { attestation, indexDocument, listedOn, platformDocuments, type Attestation, type PlatformDocuments } from './documents';
import { layerTar, tagOf, tagsOf } from './layers';
import { Lock, type LockedLayer, type LockFile, type ManifestsFile } from './lock';
import { OFFERS, type Offer } from './offers';
import { isReal } from './real';
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
  isReal(repository: string, tag?: string): Promise<boolean>;
}

/** What an image's name means, with all of it that needs no further architecture's lock. */
interface Named {
  target: Document;
  amd64: PlatformDocuments;
  attestations: Attestation[];
  /** Manifests of further architectures, which are made when they are asked for. */
  listed: { architecture: Architecture; digest: Digest }[];
}

interface Loaded {
  recipe: Recipe;
  manifests: ManifestsFile;
  named: Map<string, Named>;
  documents: Map<string, PlatformDocuments>;
}

/** Every image that the simulated internet offers. */
export class Catalogues implements KnownContents {
  private readonly loading = new Map<string, Promise<Loaded>>();
  private readonly locks = new Map<Architecture, Promise<Lock>>();

  /** `architectures` names those that indexes list; without it all that there are. */
  constructor(
    private readonly external: External = (work) => work,
    private readonly architectures?: readonly string[],
  ) {}

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
      isReal: (repository, tag) => this.external(isReal(host, repository, tag)),
    };
  }

  async size(digest: Digest): Promise<number | undefined> {
    return (await this.locked(digest))?.layer.sizeBytes;
  }

  async open(digest: Digest): Promise<Content | undefined> {
    const locked = await this.locked(digest);
    const layer = await this.layer(digest);
    return layer && locked && gzipContent(layer.tar, locked.layer.crc);
  }

  async layer(digest: Digest): Promise<KnownLayer | undefined> {
    const locked = await this.locked(digest);
    const offer = locked && OFFERS.find((one) => one.repository === locked.layer.repository);
    if (!offer) return undefined;
    const { recipe } = await this.load(offer);
    const { repository, tag, index, diffId } = locked.layer;
    return { diffId, tar: layerTar(repository, recipe, tag, index, locked.architecture) };
  }

  /** A layer by its digest; what amd64 has needs no further lock. */
  private async locked(digest: Digest): Promise<{ layer: LockedLayer; architecture: Architecture } | undefined> {
    for (const architecture of [AMD64, ...FURTHER.map((one) => one.architecture)]) {
      const layer = (await this.lock(architecture)).find(digest);
      if (layer) return { layer, architecture };
    }
    return undefined;
  }

  private lock(architecture: Architecture): Promise<Lock> {
    let lock = this.locks.get(architecture);
    if (!lock) {
      lock = this.loadLock(architecture);
      this.locks.set(architecture, lock);
    }
    return lock;
  }

  private async loadLock(architecture: Architecture): Promise<Lock> {
    const further = FURTHER.find((one) => one.architecture === architecture);
    if (!further) return this.external(import('./layers.lock.json').then((module) => new Lock(module.default as unknown as LockFile)));
    const amd64 = await this.lock(AMD64);
    return this.external(further.load().then((own) => amd64.of(own)));
  }

  private load(offer: Offer): Promise<Loaded> {
    const key = `${offer.host}/${offer.repository}`;
    let loading = this.loading.get(key);
    if (!loading) {
      const files = Promise.all([offer.load(), import('./manifests.json'), import('./layers.lock.json')]);
      loading = this.external(files).then(([{ recipe }, manifests]): Loaded => ({ recipe, manifests: manifests.default as unknown as ManifestsFile, named: new Map(), documents: new Map() }));
      this.loading.set(key, loading);
    }
    return loading;
  }

  /** The documents of one image on one architecture; undefined while the lock lacks a layer of it. */
  private async documents(offer: Offer, tag: string, architecture: Architecture): Promise<PlatformDocuments | undefined> {
    const { recipe, documents } = await this.load(offer);
    const key = `${tag} ${architecture.name}`;
    const known = documents.get(key);
    if (known) return known;
    const image = recipe.facts[tag]!;
    const lock = await this.lock(architecture);
    const layers = image.layers.map((layer) => lock.get(layer[0]));
    if (layers.some((layer) => layer === undefined)) return undefined;
    const made = platformDocuments(image, layers.map((layer) => layer!), architecture);
    documents.set(key, made);
    return made;
  }

  private async named(offer: Offer, tag: string): Promise<Named | undefined> {
    const { recipe, manifests, named } = await this.load(offer);
    const known = named.get(tag);
    if (known) return known;
    const amd64 = await this.documents(offer, tag, AMD64);
    if (!amd64) return undefined;
    const made: Named = { target: amd64.manifest, amd64, attestations: [], listed: [] };
    if (!offer.single) {
      const descriptors: Descriptor[] = [];
      for (const architecture of offer.platforms ? architecturesOf(offer.repository, tag) : [AMD64]) {
        if (this.architectures?.includes(architecture.name) === false) continue;
        const other = manifests[`${architecture.name} ${officialName(offer)}`]?.[tag];
        if (architecture !== AMD64 && !other) continue;
        const { mediaType, digest, size } = amd64.manifest.descriptor;
        const manifest = listedOn({ mediaType, digest: other ? `sha256:${other[0]}` : digest, size: other?.[1] ?? size }, architecture);
        const attested = attestation(offer.repository, tag, recipe.facts[tag]!, manifest.digest, architecture);
        descriptors.push(manifest, ...(attested ? [attested.manifest.descriptor] : []));
        if (attested) made.attestations.push(attested);
        if (architecture !== AMD64) made.listed.push({ architecture, digest: manifest.digest });
      }
      made.target = indexDocument(descriptors);
    }
    named.set(tag, made);
    return made;
  }

  private async manifest(offer: Offer, reference: string): Promise<Manifest | undefined> {
    const { recipe } = await this.load(offer);
    if (!isDigest(reference)) {
      const tag = tagOf(recipe, reference);
      const made = tag === undefined ? undefined : await this.named(offer, tag);
      return made && stored(made.target);
    }
    for (const tag of Object.keys(recipe.facts)) {
      const made = await this.named(offer, tag);
      const found = made && [made.target, made.amd64.manifest, ...made.attestations.map((one) => one.manifest)].find((one) => one.descriptor.digest === reference);
      if (found) return stored(found);
      const other = made?.listed.find((one) => one.digest === reference);
      const documents = other && (await this.documents(offer, tag, other.architecture));
      if (documents) return stored(documents.manifest);
    }
    return undefined;
  }

  /** Looked for where it costs least: further architectures' locks come last. */
  private async blob(offer: Offer, digest: Digest): Promise<{ size: number; open(): Promise<Content> } | undefined> {
    const layer = (await this.lock(AMD64)).find(digest);
    const document = layer ? undefined : await this.documentBlob(offer, digest);
    if (document) return { size: document.bytes.length, open: async () => contentOf(document.bytes) };
    const size = layer?.sizeBytes ?? (await this.size(digest));
    if (size !== undefined) return { size, open: async () => (await this.open(digest))! };
    const config = await this.furtherConfig(offer, digest);
    return config && { size: config.bytes.length, open: async () => contentOf(config.bytes) };
  }

  /** A configuration of amd64, or a part of any attestation. */
  private async documentBlob(offer: Offer, digest: Digest): Promise<Document | undefined> {
    for (const tag of Object.keys((await this.load(offer)).recipe.facts)) {
      const made = await this.named(offer, tag);
      const found = made && [made.amd64.config, ...made.attestations.flatMap((one) => one.blobs)].find((one) => one.descriptor.digest === digest);
      if (found) return found;
    }
    return undefined;
  }

  private async furtherConfig(offer: Offer, digest: Digest): Promise<Document | undefined> {
    const { recipe, named } = await this.load(offer);
    for (const tag of Object.keys(recipe.facts)) {
      for (const { architecture } of named.get(tag)?.listed ?? []) {
        const config = (await this.documents(offer, tag, architecture))?.config;
        if (config?.descriptor.digest === digest) return config;
      }
    }
    return undefined;
  }
}

/** Other registries carry the Hub's official images under a longer name. */
function officialName({ repository }: Offer): string {
  return repository.replace(/^docker\/library\//, 'library/');
}

function stored(document: Document): Manifest {
  return { digest: document.descriptor.digest, mediaType: mediaTypeOf(document.bytes), bytes: document.bytes };
}
