import type { Content } from '../../lib/content';
import { chainId, type Digest } from '../../oci/digest';
import { isAttestation, isIndexType, parseJson, type Descriptor, type ImageConfig, type Index, type Manifest, type Platform } from '../../oci/image';
import { MEDIA } from '../../oci/media-types';
import { bestFor, formatPlatform } from '../../oci/platform';
import { parseReference, type Reference } from '../../oci/reference';
import type { BuildImages, FoundImage, ImageSource, LayerBlob, Snapshot, TransferStatus } from '../builder/ports';
import { EngineError } from '../../api/errors';
import { collectGarbage } from '../images/garbage';
import { familiarName, isDanglingName, targetOf, tryFindImage } from '../images/find';
import { fetchBlob, fetchDocument } from '../images/fetch';
import type { Images } from '../images/index';
import type { Lease } from '../images/lease';
import { bestManifest, runnableManifest, isUnpacked, manifestViews, topChain, unpackManifest } from '../images/manifests';
import { setName } from '../images/names';
import { sendTarget } from '../images/push';
import { bandwidthTo, Line } from '../images/transfer';
import type { ProgressSink, RegistryAuth } from '../images/ports';
import { RegistryClient } from '../../remotes/registry-client';
import { RegistryError } from '../../remotes/registry-errors';
import { resolveRemote } from '../../remotes/resolve';
import { packLayer } from '../images/create-image';
import { imageArchive } from '../images/save';
import { pullLayers } from './pull-layers';
import type { HostSnapshots } from './snapshots';

/** A client's credentials for a registry; Docker Hub's go by its old address. */
function authFor(auths: Readonly<Record<string, RegistryAuth>>, domain: string): RegistryAuth | undefined {
  return domain === 'docker.io' ? (auths['https://index.docker.io/v1/'] ?? auths['docker.io']) : (auths[domain] ?? auths[`https://${domain}`]);
}

/** The builder's images: the image service's store and the registries behind it. */
export class HostImages implements BuildImages {
  constructor(
    private readonly images: Images,
    private readonly snapshots: HostSnapshots,
    /** Of the build that it is for. */
    private readonly lease?: Lease,
  ) {}

  private client(reference: Reference, auths: ImageSource['auths']): RegistryClient {
    return new RegistryClient(this.images.context, reference.domain, reference.path, authFor(auths, reference.domain));
  }

  private here(source: ImageSource): { target: Descriptor; config: ImageConfig } | undefined {
    if (source.pull) return undefined;
    const found = tryFindImage(this.images.context, source.reference);
    const view = found && runnableManifest(manifestViews(this.images.context, found.target), source.platform);
    return found && view?.config ? { target: found.target, config: view.config } : undefined;
  }

  layersHere(source: ImageSource): string | undefined {
    const config = this.here(source)?.config;
    return config && isUnpacked(this.images.context, config) ? topChain(config) : undefined;
  }

  async resolve(source: ImageSource): Promise<FoundImage> {
    const here = this.here(source);
    if (here) {
      this.lease?.hold(here.target);
      return { digest: here.target.digest, config: here.config };
    }
    const reference = parseReference(source.reference);
    const target = await this.fetchDocuments(this.client(reference, source.auths), reference, source.platform);
    return { digest: target.digest, config: runnableManifest(manifestViews(this.images.context, target), source.platform)!.config! };
  }

  /** Fetches what tells of an image: its index, manifest and configuration for a platform. Gives what the reference means. */
  private async fetchDocuments(client: RegistryClient, reference: Reference, platform: Platform): Promise<Descriptor> {
    const { context } = this.images;
    const target = await resolveRemote(client, reference).catch((error: unknown) => {
      throw withoutLogin(error, client, reference);
    });
    this.lease?.hold(target);
    let manifest = target;
    const bytes = await fetchDocument(context, client, target);
    if (isIndexType(target.mediaType)) {
      const children = parseJson<Index>(bytes).manifests.filter((child) => !isAttestation(child));
      const fitting = bestFor(platform, children, (child) => child.platform);
      if (!fitting) throw new Error(`no match for platform in manifest: not found`);
      manifest = fitting;
    }
    const { config } = parseJson<Manifest>(await fetchDocument(context, client, manifest));
    await fetchDocument(context, client, config);
    return target;
  }

  local(reference: string): { target: Descriptor; config: ImageConfig } | undefined {
    const found = tryFindImage(this.images.context, reference);
    const view = found && bestManifest(manifestViews(this.images.context, found.target));
    return found && view?.config ? { target: found.target, config: view.config } : undefined;
  }

  async pull(source: ImageSource, progress: ProgressSink): Promise<void> {
    const reference = parseReference(source.reference);
    const auth = authFor(source.auths, reference.domain);
    await this.images.pull({ image: reference.familiar, tag: '', platform: formatPlatform(source.platform), ...(auth ? { auth } : {}) }, progress);
  }

  async unpack(source: ImageSource, progress: (status: TransferStatus) => void, signal = new AbortController().signal, isCached = true): Promise<Snapshot> {
    const { context } = this.images;
    const reference = parseReference(source.reference);
    const client = this.client(reference, source.auths);
    const target = this.here(source)?.target ?? (await this.fetchDocuments(client, reference, source.platform));
    this.lease?.hold(target);
    const view = runnableManifest(manifestViews(context, target), source.platform);
    if (!view?.config) throw new EngineError('notFound', `${source.reference}: not found`);
    await pullLayers({ context, client, view, progress, signal });
    const top = topChain(view.config);
    if (top === undefined) {
      const empty = await this.snapshots.prepare(undefined);
      return empty.commit(context.sys.now());
    }
    if (isCached) this.snapshots.hold(top);
    return this.snapshots.get(top)!;
  }

  async layers(snapshotId: string): Promise<LayerBlob[]> {
    const { context } = this.images;
    const layers: LayerBlob[] = [];
    for (const record of context.snapshots.chain(snapshotId)) {
      if (record.source.kind === 'blob') {
        const { digest } = record.source;
        layers.push({ descriptor: { mediaType: MEDIA.layerGzip, digest, size: context.content.size(digest) ?? 0 }, diffId: record.diffId! });
        continue;
      }
      if (!record.packed || !context.content.has(record.packed.digest)) {
        const packed = packLayer(context, this.lease, await context.snapshots.archive(record.id));
        record.packed = packed.descriptor;
        record.diffId = packed.diffId;
      }
      layers.push({ descriptor: record.packed, diffId: await context.snapshots.diffId(record.id), ...(record.createdMs === undefined ? {} : { createdMs: record.createdMs }) });
    }
    context.meta.save();
    return layers;
  }

  putBlob(descriptor: Descriptor, bytes: Uint8Array | Content): void {
    this.lease?.hold(descriptor);
    this.images.context.content.put(descriptor.digest, bytes);
  }

  blob(digest: Digest): Promise<Content> {
    return this.images.context.content.open(digest);
  }

  async stackLayers(layers: readonly { digest: Digest; diffId: Digest }[]): Promise<Snapshot> {
    const { context } = this.images;
    let parent: Digest | undefined;
    for (const [i, { digest, diffId }] of layers.entries()) {
      const id = chainId(layers.slice(0, i + 1).map((layer) => layer.diffId));
      await context.snapshots.unpack(parent, id, diffId, digest);
      this.snapshots.hold(id);
      parent = id;
    }
    context.meta.save();
    return this.snapshots.get(parent!)!;
  }

  async remote(name: string, auths: ImageSource['auths']) {
    const { context } = this.images;
    const reference = parseReference(name);
    const client = this.client(reference, auths);
    const target = await resolveRemote(client, reference);
    this.lease?.hold(target);
    return {
      document: (descriptor: Descriptor | undefined) => {
        if (descriptor) this.lease?.hold(descriptor);
        return fetchDocument(context, client, descriptor ?? target);
      },
      bring: async (descriptor: Descriptor) => {
        this.lease?.hold(descriptor);
        if (context.content.has(descriptor.digest)) return;
        const line = new Line(context.sys, bandwidthTo(client.host));
        await fetchBlob(context, client, line, descriptor, { total: descriptor.size, current: 0, done: false }, async () => undefined);
      },
    };
  }

  async pushTarget(name: string, target: Descriptor, auths: ImageSource['auths'], onBlobs?: () => void): Promise<void> {
    const reference = parseReference(name);
    await sendTarget(this.images.context, reference, target, manifestViews(this.images.context, target), authFor(auths, reference.domain), async () => undefined, onBlobs);
  }

  archive(target: Descriptor, names: readonly string[], format: 'oci' | 'docker'): AsyncIterable<Uint8Array> {
    return imageArchive(this.images.context, target, names, format === 'docker');
  }

  async name(name: string, target: Descriptor): Promise<void> {
    const { context } = this.images;
    setName(context, name, target, false);
    rememberBuild(context, target);
    if (!isDanglingName(name)) context.host.event('image', 'tag', target.digest, { name: familiarName(name) });
    collectGarbage(context);
  }

  async unpackNamed(name: string): Promise<void> {
    const target = this.images.context.meta.data.images[name]?.target;
    if (target) await this.unpackTarget(target);
  }

  /** Makes a target's layers a tree from which containers can start. */
  async unpackTarget(target: Descriptor): Promise<void> {
    const view = bestManifest(manifestViews(this.images.context, target));
    if (view?.config && !isUnpacked(this.images.context, view.config)) await unpackManifest(this.images.context, view);
  }

  ancestry(reference: string): Digest[] {
    const { parents } = this.images.context.meta.data;
    const ids: Digest[] = [];
    for (let id = tryFindImage(this.images.context, reference)?.target.digest; id && !ids.includes(id); id = parents[id]) ids.push(id);
    return ids;
  }

  exists(id: Digest): boolean {
    return targetOf(this.images.context, id) !== undefined;
  }

  keep(target: Descriptor, parent: Digest | undefined, snapshotId: string | undefined): void {
    const { meta, snapshots } = this.images.context;
    meta.data.kept[target.digest] = target;
    const record = snapshotId === undefined ? undefined : snapshots.get(snapshotId);
    if (record?.own) record.images = [...new Set([...(record.images ?? []), target.digest])];
    if (parent) meta.data.parents[target.digest] = parent;
    meta.save();
  }
}

/** Notes that BuildKit made an image, for `Identity` in its inspection (moby daemon/containerd/identitycache). */
function rememberBuild(context: Images['context'], target: Descriptor): void {
  const history = bestManifest(manifestViews(context, target))?.config?.history;
  if (history?.at(-1)?.comment !== 'buildkit.dockerfile.v0' || context.meta.data.built[target.digest]) return;
  const ref = Array.from({ length: 25 }, () => context.sys.random.below(36).toString(36)).join('');
  context.meta.data.built[target.digest] = { ref, createdMs: context.sys.now() };
  context.meta.save();
}

/** BuildKit's own authorizer has nothing to say where there is no login: the registry's status is what is told. */
function withoutLogin(error: unknown, client: RegistryClient, { path, tag, digest }: Reference): unknown {
  if (!(error instanceof RegistryError) || !error.message.endsWith('authorization failed: no basic auth credentials')) return error;
  return new RegistryError('unexpected', `unexpected status from HEAD request to ${client.url(`/v2/${path}/manifests/${digest ?? tag}`)}: 401 Unauthorized`);
}
