import { text } from '../lib/bytes';
import { childDescriptors, mediaTypeOf } from '../oci/image';
import type { Digest } from '../oci/digest';
import type { RegistryFiles } from './file-store';

/** How the garbage is to be collected (distribution registry/root.go). */
export interface CollectOptions {
  /** Tells only. */
  isDry: boolean;
  /** Manifests that no tag means go, too (`--delete-untagged`). */
  deletesUntagged: boolean;
  isQuiet: boolean;
  /** As the third version does it: indexes are followed, links to layers go with them. */
  isThird: boolean;
}

interface Doomed {
  name: string;
  digest: Digest;
  tags: string[];
}

/** Where things lie, below the storage's root as the log names them. */
const BASE = '/docker/registry/v2';

/**
 * `registry garbage-collect`: marks what manifests refer to and removes the other blobs (distribution
 * registry/storage/garbagecollect.go, of 2.8 and 3.1). `emit` takes lines of stdout, `log` those of the log.
 */
export class GarbageCollection {
  private readonly marked = new Set<Digest>();
  private readonly doomed: Doomed[] = [];
  private readonly doomedLayers: { name: string; digest: Digest }[] = [];

  constructor(
    private readonly files: RegistryFiles,
    private readonly root: string,
    private readonly options: CollectOptions,
    private readonly emit: (line: string) => Promise<void>,
    private readonly log: (message: string) => Promise<void>,
  ) {}

  async run(repositories: readonly string[]): Promise<void> {
    for (const name of repositories) await this.mark(name);
    const doomed = await this.stillDoomed();
    if (!this.options.isDry) for (const one of doomed) await this.removeManifest(one);
    const blobs = this.blobs().filter((digest) => !this.marked.has(digest));
    await this.say(`\n${this.marked.size} blobs marked, ${blobs.length} blobs and ${doomed.length} manifests eligible for deletion`);
    for (const digest of blobs) {
      await this.say(`blob eligible for deletion: ${digest}`);
      if (!this.options.isDry) await this.remove('Deleting blob', this.blobFolder(digest));
    }
    for (const { name, digest } of this.doomedLayers) {
      await this.say(`${name}: layer link eligible for deletion: ${digest}`);
      if (!this.options.isDry) await this.remove('Deleting layer link path', `/repositories/${name}/_layers/${digest.replace(':', '/')}`);
    }
  }

  private say(line: string): Promise<void> {
    return this.options.isQuiet ? Promise.resolve() : this.emit(line);
  }

  private async mark(name: string): Promise<void> {
    await this.say(name);
    const tags = this.tags(name);
    for (const digest of this.links(`/repositories/${name}/_manifests/revisions`)) {
      if (this.options.deletesUntagged && !tags.some((tag) => this.linkOf(`/repositories/${name}/_manifests/tags/${tag}/current/link`) === digest)) {
        if (!this.options.isThird) await this.say(`manifest eligible for deletion: ${digest}`);
        this.doomed.push({ name, digest, tags });
        continue;
      }
      await this.say(`${name}: marking manifest ${digest} `);
      this.marked.add(digest);
      await this.markReferences(name, digest);
    }
    if (this.options.isThird) for (const digest of this.links(`/repositories/${name}/_layers`)) if (!this.marked.has(digest)) this.doomedLayers.push({ name, digest });
  }

  private async markReferences(name: string, digest: Digest): Promise<void> {
    const bytes = this.files.read(`${this.root}${this.blobFolder(digest)}/data`);
    if (!bytes) return;
    for (const child of childDescriptors(mediaTypeOf(bytes), bytes)) {
      const isNew = !this.marked.has(child.digest);
      this.marked.add(child.digest);
      if (isNew || !this.options.isThird) await this.say(`${name}: marking blob ${child.digest}`);
      if (isNew && this.options.isThird && this.files.size(`${this.root}/repositories/${name}/_manifests/revisions/${child.digest.replace(':', '/')}/link`) !== undefined) await this.markReferences(name, child.digest);
    }
  }

  /** The third version spares what an index refers to. */
  private async stillDoomed(): Promise<Doomed[]> {
    if (!this.options.isThird) return this.doomed;
    const left = this.doomed.filter(({ digest }) => !this.marked.has(digest));
    for (const { name, digest, tags } of left) await this.say(`manifest eligible for deletion: {${name} ${digest} [${tags.join(' ')}]}`);
    return left;
  }

  private async removeManifest({ name, digest, tags }: Doomed): Promise<void> {
    const folder = digest.replace(':', '/');
    for (const tag of tags) {
      const index = `/repositories/${name}/_manifests/tags/${tag}/index/${folder}`;
      if (this.files.size(`${this.root}${index}/link`) !== undefined) await this.remove('deleting manifest tag reference', index);
    }
    await this.remove('deleting manifest', `/repositories/${name}/_manifests/revisions/${folder}`);
  }

  private async remove(what: string, path: string): Promise<void> {
    await this.log(`${what}: ${BASE}${path}`);
    this.files.removeFolder(`${this.root}${path}`);
  }

  private tags(name: string): string[] {
    return this.files.list(`${this.root}/repositories/${name}/_manifests/tags`).sort();
  }

  private linkOf(path: string): Digest | undefined {
    const bytes = this.files.read(`${this.root}${path}`);
    return bytes && text(bytes).trim();
  }

  /** The digests that have a link below a folder, in order. */
  private links(path: string): Digest[] {
    return this.files.list(`${this.root}${path}`).sort().flatMap((algorithm) =>
      this.files.list(`${this.root}${path}/${algorithm}`).sort().filter((hex) => this.files.size(`${this.root}${path}/${algorithm}/${hex}/link`) !== undefined).map((hex) => `${algorithm}:${hex}`),
    );
  }

  private blobs(): Digest[] {
    return this.files.list(`${this.root}/blobs`).sort().flatMap((algorithm) =>
      this.files.list(`${this.root}/blobs/${algorithm}`).sort().flatMap((start) => this.files.list(`${this.root}/blobs/${algorithm}/${start}`).sort().map((hex) => `${algorithm}:${hex}`)),
    );
  }

  private blobFolder(digest: Digest): string {
    const [algorithm, hex = ''] = digest.split(':');
    return `/blobs/${algorithm}/${hex.slice(0, 2)}/${hex}`;
  }
}
